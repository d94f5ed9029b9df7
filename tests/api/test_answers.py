from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from typing import Any

import pytest
from testigo.api.limits import Limits
from testigo.api.reading import GRACE_S
from testigo.ontology.errors import StoreError, StoreUnreachable
from testigo.store.protocols import NOTHING

from tests.api.conftest import Client

DETAILS = "bolt://neo4j:password@10.0.0.7 said: no such index"
QUERY = "{ events { nodes { id } } }"


class Failing:
    """A store that fails at every question."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def read(self, cypher: str, parameters: Mapping[str, object] = NOTHING, *, timeout_s: float | None = None) -> Any:
        raise self.error


class Slow:
    """A store that takes its time, and keeps how long it was given."""

    given_s: float | None = None

    def read(self, cypher: str, parameters: Mapping[str, object] = NOTHING, *, timeout_s: float | None = None) -> Any:
        self.given_s = timeout_s
        time.sleep(0.5)
        return []


class Broken:
    """A store that holds what the schema does not allow."""

    def read(self, cypher: str, parameters: Mapping[str, object] = NOTHING, *, timeout_s: float | None = None) -> Any:
        return [{"node": {"id": "actor-1", "name": None, "kind": "no-such-kind"}}] if "Actor" in cypher else []


@pytest.mark.parametrize("error", [StoreError(DETAILS), ValueError(DETAILS), KeyError(DETAILS)])
def test_failure_inside_is_told_by_a_number_and_logged(error: Exception, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, "testigo.api"):
        answer = Client(Failing(error)).post({"query": QUERY}).json()
    (told,) = answer["errors"]
    incident = told["extensions"]["incident"]

    assert answer["data"] is None
    assert told["message"] == f"something went wrong here; the server's log tells more under incident {incident}"
    assert told["path"] == ["events"]
    assert DETAILS not in str(answer)
    assert DETAILS in caplog.text
    assert incident in caplog.text


def test_store_that_is_away_is_named_as_the_cause() -> None:
    error = Client(Failing(StoreUnreachable(DETAILS))).error(QUERY)

    assert error["extensions"]["code"] == "STORE_UNREACHABLE"
    assert error["message"].startswith("the store cannot be reached")
    assert DETAILS not in str(error)


@pytest.mark.parametrize("field", ["name", "kind"])
def test_what_the_schema_does_not_allow_is_masked(field: str, caplog: pytest.LogCaptureFixture) -> None:
    error = Client(Broken()).error('{ actor(id: "actor-1") { ' + field + " } }")

    assert error["extensions"]["code"] == "INTERNAL"
    assert "no-such-kind" not in str(error)


def test_operation_that_takes_too_long_is_ended() -> None:
    store = Slow()
    error = Client(store, Limits(timeout_s=0.1)).error(QUERY)

    assert error == {
        "message": "the operation took longer than 0.1 s; ask for less at once",
        "extensions": {"code": "TIMEOUT"},
    }
    assert store.given_s is not None
    assert store.given_s <= 0.1 + GRACE_S


def test_error_in_one_field_leaves_the_others() -> None:
    answer = Client(Broken()).post({"query": '{ actor(id: "actor-1") { id } event(id: "nonsense") { id } }'}).json()

    assert answer["data"] == {"actor": {"id": "actor-1"}, "event": None}
    assert [error["path"] for error in answer["errors"]] == [["event"]]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{", "SYNTAX"),
        ("", "SYNTAX"),
        ("{ events { nope } }", "INVALID"),
        ("query A { events { totalCount } } query B { events { totalCount } }", "INVALID"),
        ("mutation { events { totalCount } }", "INVALID"),
        ("subscription { events { totalCount } }", "INVALID"),
        ("query ($id: ID!) { actor(id: $id) { id } }", "INVALID"),
        ("fragment F on Actor { id }", "INVALID"),
        ('{ timeline(from: "2025-02-30") { totalCount } }', "INVALID"),
        ("{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }", "INVALID"),
        ("{ actor(id: 1) { ...F } } fragment F on Actor { ...F }", "INVALID"),
    ],
)
def test_request_that_cannot_be_executed_is_told_why(query: str, code: str) -> None:
    response = Client(Broken()).post({"query": query}, headers={"accept": "application/graphql-response+json"})
    error = response.json()["errors"][0]

    assert response.status_code == 400
    assert "data" not in response.json()
    assert error["extensions"]["code"] == code
    assert error["message"]
