"""Identity from the command line: two events become one, somebody doubts it, and they are two again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from testigo.store import open_store

from tests.commands import SAMPLE, Run, runner

BY = ("--by", "ana")


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, Path]:
    """`testigo` in a folder whose store holds the founding report, and the store."""
    folder = tmp_path_factory.mktemp("identity")
    run = runner(folder)
    done = run("load", "text", SAMPLE, "--publisher", "The Example", "--json")
    assert done.returncode == 0, done.stderr
    return run, folder / "testigo-store"


def events(store: Path) -> dict[str, str]:
    """The canonical id of each event."""
    with open_store(f"file:{store}") as opened:
        rows = opened.read("MATCH (n:Event) RETURN n.id AS id, n.canonicalId AS canonical")
    return {row["id"]: row["canonical"] for row in rows}


def test_what_is_judged_holds_until_it_is_revoked(reported: tuple[Run, Path]) -> None:
    run, store = reported
    before = events(store)
    one, other = sorted(before)[:2]
    judged = json.loads(run("identity", "judge", one, "same", other, *BY, "--note", "one raid", "--json").stdout)
    joined = events(store)
    chain = json.loads(run("identity", "why", one, other, "--json").stdout)
    denied = run("identity", "judge", one, "different", other, "--by", "ben")
    revoked = json.loads(run("identity", "revoke", judged["id"], "--by", "ben", "--json").stdout)

    assert joined[one] == joined[other]
    assert [(step["from"], step["to"], step["by"], step["note"]) for step in chain] == [(one, other, "ana", "one raid")]
    assert (denied.returncode, judged["id"] in denied.stderr) == (1, True)
    assert revoked["revoked_at"] is not None
    assert events(store) == before


def test_proposing_twice_proposes_nothing_new(reported: tuple[Run, Path]) -> None:
    run, _ = reported
    first = json.loads(run("identity", "propose", "--json").stdout)
    again = json.loads(run("identity", "propose", "--json").stdout)
    open = json.loads(run("identity", "list", "--open", "--json").stdout)

    assert again == {"Actor": 0, "Event": 0}
    assert len(open) >= sum(first.values())


def test_a_graph_with_judgements_passes_its_audit(reported: tuple[Run, Path]) -> None:
    run, store = reported
    one, other = sorted(events(store))[:2]
    judged = json.loads(run("identity", "judge", one, "different", other, *BY, "--json").stdout)
    run("identity", "revoke", judged["id"], *BY, "--note", "too soon")

    assert json.loads(run("audit", "--json").stdout) == []
    assert judged["id"] in run("identity", "list", "--revoked").stdout


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("show", "judgement-0"), 1, "judgement-0"),
        (("judge", "event-1", "equal", "event-2", *BY), 2, "same, different or unsure"),
        (("judge", "event-1", "same", "report-2", *BY), 2, "report-2"),
        (("accept", "judgement-0"), 2, "--by"),
    ],
)
def test_what_cannot_be_done_is_told(
    reported: tuple[Run, Path], arguments: tuple[str, ...], code: int, told: str
) -> None:
    done = reported[0]("identity", *arguments)

    assert done.returncode == code
    assert told in done.stderr
