import re
from datetime import date
from pathlib import Path

import pytest
from testigo.ontology.errors import QueryError
from testigo.queries.catalogue import COLUMN_TYPES, TYPES, Question, catalogue, question, read_question

HEAD = """// Events that an actor
// has a part in.
// $actor: canonical actor id (string)   $limit: rows (integer, 10)
// $since: first day (date, null)
// $tags: words (list, null)
// $open: with open ends (boolean, false)
// Returns: event (string), latest (date),
//   parts (list)
// Order: newest first.
MATCH (n) RETURN 1
"""


@pytest.fixture
def asked() -> Question:
    return read_question("events", HEAD)


def test_a_head_says_meaning_parameters_columns_and_order(asked: Question) -> None:
    assert asked.meaning == "Events that an actor has a part in."
    assert [each.name for each in asked.parameters] == ["actor", "limit", "since", "tags", "open"]
    assert asked.columns == {"event": "string", "latest": "date", "parts": "list"}
    assert asked.notes == "Order: newest first."


def test_defaults_fill_in_what_is_not_given(asked: Question) -> None:
    assert asked.checked({"actor": "actor-1"}) == {
        "actor": "actor-1", "limit": 10, "since": None, "tags": None, "open": False,
    }  # fmt: skip


def test_values_written_as_text_become_values(asked: Question) -> None:
    texts = {"actor": "actor-1", "limit": "5", "since": "2025-03-08", "tags": "a, b", "open": "true"}

    assert asked.parsed(texts) == {
        "actor": "actor-1", "limit": 5, "since": date(2025, 3, 8), "tags": ["a", "b"], "open": True,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "events needs actor (canonical actor id)"),
        ({"actor": None}, "events needs actor"),
        ({"actor": "a", "actr": "b"}, "no parameter 'actr'; it takes actor, limit, since, tags, open"),
        ({"actor": 7}, "actor is 7: give text"),
        ({"actor": "a", "limit": "10"}, "limit is '10': give a whole number"),
        ({"actor": "a", "limit": True}, "limit is True: give a whole number"),
        ({"actor": "a", "limit": -1}, "limit is -1: give a whole number from 0 on"),
        ({"actor": "a", "limit": None}, "limit is None"),
        ({"actor": "a", "since": "2025-03-08"}, "since is '2025-03-08': give a day"),
        ({"actor": "a", "tags": [1]}, "tags is [1]: give a list of texts"),
    ],
)
def test_what_does_not_fit_is_told_with_the_remedy(asked: Question, values: dict[str, object], said: str) -> None:
    with pytest.raises(QueryError, match=re.escape(said)):
        asked.checked(values)


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"actor": "a", "limit": "ten"}, "limit is 'ten': write a whole number"),
        ({"actor": "a", "since": "8 March"}, "since is '8 March': write a day, as in 2025-03-08"),
        ({"actor": "a", "open": "perhaps"}, "open is 'perhaps': write true or false"),
        ({"akter": "a"}, "no parameter 'akter'"),
    ],
)
def test_a_text_that_is_no_value_is_told_with_the_remedy(asked: Question, texts: dict[str, str], said: str) -> None:
    with pytest.raises(QueryError, match=re.escape(said)):
        asked.parsed(texts)


def test_an_unknown_question_is_told_with_those_there_are() -> None:
    with pytest.raises(QueryError, match=r"no question is called 'timelines'; there are .*timeline"):
        question("timelines")


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("// Events.\nRETURN 1\n", "no line `// Returns: …`"),
        ("// Events.\n// $id: its id\n// Returns: id (string)\n// Order: id.\nRETURN 1\n", r"\$id: its id'"),
        ("// Events.\n// $id: its id (text)\n// Returns: id (string)\n// Order: id.\nRETURN 1\n", "\\(text\\)"),
        ("// Events.\n// Returns: id (uuid)\n// Order: id.\nRETURN 1\n", "uuid"),
    ],
)
def test_a_head_that_cannot_be_read_is_an_error(head: str, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        read_question("events", head)


@pytest.mark.parametrize("name", catalogue())
def test_every_head_describes_its_statement(name: str) -> None:
    asked = catalogue()[name]
    body = "\n".join(line for line in asked.cypher.splitlines() if not line.startswith("//"))

    assert asked.meaning.endswith(".")
    assert asked.notes.startswith("Order: ")
    assert {each.name for each in asked.parameters} == set(re.findall(r"\$(\w+)", body))
    assert {each.type for each in asked.parameters} <= set(TYPES)
    assert set(asked.columns.values()) <= set(COLUMN_TYPES)
    assert "ORDER BY" in body.rpartition("RETURN")[2], "a total order, always"


@pytest.mark.parametrize("name", catalogue())
def test_the_documentation_tells_of_every_question_and_parameter(name: str) -> None:
    text = (Path(__file__).parents[2] / "docs" / "queries.md").read_text("utf-8")
    _, _, section = text.partition(f"### {name}\n\n{catalogue()[name].meaning}\n")
    section = section.partition("\n### ")[0]

    assert all(f"| `{each.name}` |" in section and each.meaning in section for each in catalogue()[name].parameters)
    assert all(f"`{column}`" in section for column in catalogue()[name].columns)
