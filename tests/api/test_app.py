from __future__ import annotations

import json

import pytest
from testigo.api.app import HEADERS
from testigo.api.limits import Limits

from tests.api.conftest import Client
from tests.api.test_answers import Broken, Failing

QUERY = {"query": '{ actor(id: "actor-1") { id } }'}


@pytest.fixture
def client() -> Client:
    """A client of a store that needs no server."""
    return Client(Broken(), Limits(body_bytes=1_000))


def test_answer_is_json_with_security_headers(client: Client) -> None:
    response = client.post(QUERY)

    assert response.json() == {"data": {"actor": {"id": "actor-1"}}}
    assert response.headers["content-type"] == "application/json"
    assert response.headers["cache-control"] == "no-store"
    assert {name: response.headers[name] for name in HEADERS} == HEADERS
    assert not [name for name in response.headers if name.startswith("access-control")]


@pytest.mark.parametrize("type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_what_a_form_of_another_site_can_send_is_refused(client: Client, type: str) -> None:
    response = client.request("POST", "/graphql", content=json.dumps(QUERY), headers={"content-type": type})

    assert response.status_code == 415
    assert response.json()["errors"][0]["message"] == "send the request as application/json"


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "10.0.0.1"])
def test_foreign_host_name_is_refused(client: Client, host: str) -> None:
    response = client.post(QUERY, host=host)

    assert response.status_code == 421
    assert "data" not in response.json()


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "127.0.0.1:8080", "[::1]:8080"])
def test_own_host_names_are_let_in(client: Client, host: str) -> None:
    assert client.post(QUERY, host=host).status_code == 200


@pytest.mark.parametrize(
    ("body", "status", "message"),
    [
        (b"", 400, "the body is not JSON"),
        (b"{", 400, "the body is not JSON"),
        (b"\xff\xfe", 400, "the body is not JSON"),
        (b"[]", 400, "send one JSON object"),
        (b'[{"query": "{ __typename }"}]', 400, "no batches"),
        (b'{"query": 1}', 400, "send one JSON object"),
        (b'{"query": "{ __typename }", "variables": []}', 400, '"variables" is an object or null'),
        (b'{"query": "{ __typename }", "operationName": 1}', 400, '"operationName" a string or null'),
        (b'{"query": "{ __typename }", "querry": 1}', 400, "unknown key 'querry'"),
        (b" " * 1_001, 413, "the body is longer than 1,000 bytes"),
        (b'{"query":' + b"[" * 900 + b"]" * 80 + b"}", 400, "the body is not JSON"),
    ],
)
def test_bad_body_is_one_clear_error(client: Client, body: bytes, status: int, message: str) -> None:
    response = client.request("POST", "/graphql", content=body, headers={"content-type": "application/json"})
    (error,) = response.json()["errors"]

    assert response.status_code == status
    assert message in error["message"]
    assert error["extensions"] == {"code": "BAD_REQUEST"}


def test_operation_is_never_taken_from_the_address(client: Client) -> None:
    response = client.request("GET", "/graphql?query={__typename}")

    assert response.status_code == 405
    assert response.headers["allow"] == "POST"


def test_client_that_speaks_the_older_media_type_gets_200_for_an_invalid_operation(client: Client) -> None:
    assert client.post({"query": "{ nope }"}).status_code == 200


def test_health_tells_whether_the_store_answers(client: Client) -> None:
    from testigo.ontology.errors import StoreUnreachable

    well = client.request("GET", "/health")
    ill = Client(Failing(StoreUnreachable("bolt://secret"))).request("GET", "/health")

    assert (well.status_code, well.json()) == (200, {"status": "ok"})
    assert (ill.status_code, ill.json()) == (503, {"status": "the store does not answer"})


def test_page_and_all_it_needs_are_served_from_here(client: Client) -> None:
    page = client.request("GET", "/")
    needed = [part.split('"')[0] for part in page.text.replace('href="', 'src="').split('src="')[1:]]

    assert page.headers["content-security-policy"] == HEADERS["content-security-policy"]
    assert "<script>" not in page.text
    for address in needed:
        assert address == "data:," or client.request("GET", address).status_code == 200, address


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static//etc/passwd", "/static/"])
def test_nothing_but_the_page_s_files_is_served(client: Client, path: str) -> None:
    assert client.request("GET", path).status_code == 404
