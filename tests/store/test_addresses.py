"""Which URLs name a store."""

from __future__ import annotations

from pathlib import Path

import pytest
from testigo.ontology.errors import StoreError
from testigo.store import addresses
from testigo.store.addresses import Login, ServerAddress


@pytest.mark.parametrize(
    ("url", "folder"),
    [
        ("file:/srv/store", Path("/srv/store")),
        ("file:///srv/store", Path("/srv/store")),
        ("file:./store", Path.cwd() / "store"),
        ("file:store", Path.cwd() / "store"),
        ("file:~/store", Path.home() / "store"),
        ("file:with%20blank", Path.cwd() / "with blank"),
    ],
)
def test_a_file_url_names_a_folder(url: str, folder: Path) -> None:
    assert addresses.parsed(url) == folder


@pytest.mark.parametrize("scheme", addresses.BOLT)
def test_every_bolt_scheme_names_a_server(scheme: str) -> None:
    assert addresses.parsed(f"{scheme}://h") == ServerAddress(f"{scheme}://h:7687")


def test_user_and_password_are_taken_out_of_the_url() -> None:
    address = addresses.parsed("bolt://reader:p%40ss@h:1/reports")

    assert address == ServerAddress("bolt://h:1", Login("reader", "p@ss"), "reports")
    assert "p@ss" not in repr(address)


def test_user_and_password_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TESTIGO_PASSWORD", "p@ss")

    assert addresses.parsed("bolt://h") == ServerAddress("bolt://h:7687", Login("neo4j", "p@ss"))


def test_an_ipv6_host_keeps_its_brackets() -> None:
    assert addresses.parsed("bolt://[::1]:7687") == ServerAddress("bolt://[::1]:7687")


@pytest.mark.parametrize(
    "url",
    ["http://h", "./store", "store", "postgres://user:secret@h/x", "bolt:///x", "file:", "bolt://h:x", "file://h/x"],
)
def test_what_names_no_store_is_an_error_that_says_what_does(url: str) -> None:
    with pytest.raises(StoreError, match=r"file:") as caught:
        addresses.parsed(url)

    assert "secret" not in str(caught.value)


def test_the_default_is_a_folder_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TESTIGO_STORE", raising=False)
    assert addresses.chosen(None) == "file:./testigo-store"

    monkeypatch.setenv("TESTIGO_STORE", "bolt://h")
    assert addresses.chosen(None) == "bolt://h"
    assert addresses.chosen("file:x") == "file:x"
