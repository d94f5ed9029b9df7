"""A store checked from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from testigo.store import open_store

from tests.commands import SAMPLE, Run, runner

OWN = """@prefix : <https://w3id.org/testigo/ns#> .
@prefix mine: <https://example.org/rules#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
mine:Named a sh:NodeShape ; sh:targetClass :Statement ; sh:message "Longer than three letters." ;
  sh:property [ sh:path ( :supports :ofActor :name ) ; sh:maxLength 3 ; sh:severity sh:Warning ] .
"""


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """`testigo` in a folder with a store that somebody edited."""
    folder: Path = tmp_path_factory.mktemp("edited")
    run = runner(folder)
    done = run("load", "text", SAMPLE, "--publisher", "The Example", "--json")
    assert done.returncode == 0, done.stderr
    with open_store(f"file:{folder / 'testigo-store'}") as store:
        speaker = "MATCH (n:Actor)<-[:SAID_BY]-() WITH n ORDER BY n.id LIMIT 1"
        store.run(f"{speaker} SET n.kind = 'villain' SET n.colour = 'red'")
    (folder / "own.ttl").write_text(OWN)
    return run


def test_a_sound_store_is_told_to_be_one(loaded: Run) -> None:
    done = loaded("audit")

    assert (done.returncode, done.stdout) == (0, "")
    assert "nothing is wrong" in done.stderr
    assert json.loads(loaded("audit", "--json").stdout) == []


def test_what_was_edited_is_told_with_rule_node_path_and_value(edited: Run) -> None:
    done = edited("audit")
    rows = json.loads(edited("audit", "--run", "last", "--json").stdout)

    assert done.returncode == 1
    assert "villain" in done.stdout
    assert "2 violations" in done.stderr
    assert [(row["rule"], row["path"], row["value"]) for row in rows] == [
        ("Actor-kind", "kind", "villain"),
        ("property", "colour", "red"),
    ]


def test_a_rule_of_ones_own_may_warn_and_fail(edited: Run) -> None:
    rows = json.loads(edited("audit", "--shapes", "own.ttl", "--json").stdout)
    with_warnings = edited("audit", "--shapes", "own.ttl", "--fail-on", "warning")

    assert {row["severity"] for row in rows} == {"violation", "warning"}
    assert with_warnings.returncode == 1


def test_a_load_that_is_not_there_is_told(edited: Run) -> None:
    done = edited("audit", "--run", "loadrun-0")

    assert done.returncode == 1
    assert "loadrun-0" in done.stderr
