"""Scoring from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands import Run, inside

GOLD = Path(__file__).parents[1] / "loaders/text/reports/dev"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """`testigo` in a folder where `found` holds the gold, of one report with a figure less and one span moved."""
    (tmp_path / "found").mkdir()
    for path in GOLD.glob("*.json"):
        (tmp_path / "found" / path.name).write_bytes(path.read_bytes())
    first = tmp_path / "found" / min(path.name for path in GOLD.glob("*.json"))
    tree = json.loads(first.read_text("utf-8"))
    del tree["counts"][0]
    tree["entities"][0]["mentions"][0]["start"] += 1
    first.write_text(json.dumps(tree), "utf-8")
    return inside(tmp_path)


def test_the_table_says_how_much_is_found(run: Run) -> None:
    done = run("score", GOLD, "found")

    assert done.returncode == 0, done.stderr
    assert "24 reports" in done.stdout
    assert "statements+speaker+modality" in done.stdout


def test_errors_are_listed_with_their_words_and_offsets(run: Run) -> None:
    found = json.loads(run("score", GOLD, "found", "--errors", "figures", "--json").stdout)
    (wrong,) = found["errors"]

    assert (wrong["of"], wrong["error"], found["reports"]) == ("figures", "missed", 24)
    assert wrong["end"] - wrong["start"] == len(wrong["words"])


def test_spans_that_do_not_fit_the_text_end_with_1(run: Run) -> None:
    done = run("score", GOLD, "found", "--text", GOLD, "--json")

    assert done.returncode == 1
    assert json.loads(done.stdout)["inexactSpans"] == 1


def test_an_unknown_part_is_wrong_use(run: Run) -> None:
    done = run("score", GOLD, "found", "--errors", "verbs")

    assert done.returncode == 2
    assert "figures" in done.stderr
