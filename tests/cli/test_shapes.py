"""Rules from the command line: listed in words, added to, and who checks them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.commands import Run

SAMPLES = Path(__file__).parents[2] / "loaders/samples"
MINE = """@prefix : <https://w3id.org/testigo/ns#> .
@prefix mine: <https://example.org/rules#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
mine:Actor a sh:NodeShape ;
  sh:targetClass :Actor ;
  sh:property [ sh:path :name ; sh:maxLength 8 ] ;
  sh:message "A name has eight letters at most: shorten it." .
"""
REGISTER = "id,kind,name\narmy,security-forces,The Army\nbrigade,armed-faction,The Brigade\nmob,terrorists,The Mob\n"


def test_every_rule_is_listed_in_words_with_where_it_runs(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_text(MINE)
    rows = json.loads(run("shapes", "--shapes", "mine.ttl", "--json").stdout)
    table = run("shapes", "SAID_BY").stdout

    by_shape = {row["shape"]: row for row in rows}
    assert len(rows) > 250
    assert by_shape["Snapshot-byteLength"] == {
        "shape": "Snapshot-byteLength", "on": "Snapshot", "path": "byteLength",
        "says": "exactly 1 value; a whole number; at least 1", "severity": "violation", "runs": "columns",
        "message": "A snapshot has one byteLength of at least 1: the number of its bytes.", "file": None,
    }  # fmt: skip
    mine = by_shape["https://example.org/rules#Actor-name"]
    assert (mine["on"], mine["says"], mine["file"]) == ("Actor", "at most 8 characters", "mine.ttl")
    assert "SAID_BY-end" in table
    assert "Snapshot-byteLength" not in table


def test_what_is_no_label_is_told(run: Run) -> None:
    done = run("shapes", "Killing")

    assert done.returncode == 2
    assert "Killing is neither a label nor a relationship type" in " ".join(done.stderr.split())


def test_what_is_wrong_with_a_file_is_listed_line_by_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_text(MINE.replace(":name", ":nam").replace("maxLength", "maxLenght"))
    listed = run("shapes", "--shapes", "mine.ttl")
    loaded = run("load", "register", "register.csv", "--shapes", "mine.ttl")

    assert (listed.returncode, loaded.returncode) == (2, 2)
    assert [line.partition(" ")[0] for line in listed.stderr.splitlines()] == ["mine.ttl:6:", "mine.ttl:6:"]
    assert not (tmp_path / "testigo-store").exists()


def test_both_engines_refuse_the_same_by_rules_of_ones_own_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_text(MINE)
    (tmp_path / "register.csv").write_text(REGISTER)
    words = ("load", "register", "register.csv", "--shapes", "mine.ttl", "--max-refused", "90%", "--json")
    told = {}
    for engine in ("columns", "exact"):
        loaded = run(*words, "--engine", engine, "--store", f"file:{tmp_path / engine}")
        assert loaded.returncode == 0, loaded.stderr
        told[engine] = _kept(json.loads(loaded.stdout)), _refusals(run, tmp_path / engine)

    assert told["columns"] == told["exact"]
    summary, refusals = told["columns"]
    assert summary["new"]["Actor"] == 1
    assert {(each["shape"], each["path"]) for each in refusals} == {
        ("https://example.org/rules#Actor-name", "name"), ("register-kind", "kind"),
    }  # fmt: skip


def _kept(summary: dict[str, Any]) -> dict[str, Any]:
    """What does not depend on the hour."""
    passing = ("run", "seconds", "records_per_s", "reasons")
    return {name: value for name, value in summary.items() if name not in passing}


def _refusals(run: Run, store: Path) -> list[dict[str, Any]]:
    rows = json.loads(run("refusals", "list", "--store", f"file:{store}", "--json").stdout)
    return [{name: value for name, value in row.items() if name != "refusedAt"} for row in rows]


def test_files_of_rdf_are_held_to_the_same_rules_by_both(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_text(MINE)
    (tmp_path / "graph.ttl").write_text(
        "@prefix : <https://w3id.org/testigo/ns#> . @prefix id: <https://w3id.org/testigo/id/> .\n"
        f"id:actor-{'0' * 32} a :Actor ; :kind 'person' ; :name 'A long name' ; :identified true .\n"
    )
    words = ("validate", "graph.ttl", "--shapes", "mine.ttl", "--json")
    columns, exact = (run(*words, "--engine", engine) for engine in ("columns", "exact"))

    assert columns.stdout == exact.stdout
    assert [row["shape"] for row in json.loads(columns.stdout)] == ["https://example.org/rules#Actor-name"]
    assert columns.returncode == exact.returncode == 1
