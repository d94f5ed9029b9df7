"""Loading each kind of source: what comes in, what is told, what a program reads of it."""

import json
from pathlib import Path

import pytest

from tests.commands import Run, inside

SAMPLES = Path(__file__).parents[2] / "loaders/samples"
REGISTER = "id,kind,name,part_of\narmy,security-forces,The Army,\nbrigade,security-forces,The Brigade,army\n"
ENTITY = '{"id": "NK-1", "schema": "Person", "caption": "A", "properties": {"name": ["Ada Example"]}}\n'
MENTIONS = SAMPLES / "20170701234500.translation.mentions.csv"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """`testigo` in an empty folder."""
    return inside(tmp_path)


@pytest.mark.parametrize(
    ("words", "label"),
    [
        (("acled", SAMPLES / "acled_invented.csv"), "Event"),
        (("gdelt", MENTIONS), "Report"),
        (("case", SAMPLES / "syria-coast.case.yaml"), "Statement"),
        (("register", "register.csv"), "Actor"),
        (("ftm", "entities.ftm.json"), "Actor"),
    ],
    ids=lambda each: each[0] if isinstance(each, tuple) else "",
)
def test_each_source_has_a_command(run: Run, tmp_path: Path, words: tuple[str | Path, ...], label: str) -> None:
    (tmp_path / "register.csv").write_text(REGISTER)
    (tmp_path / "entities.ftm.json").write_text(ENTITY)

    done = run("load", *words, "--json", "--max-refused", "10%")
    summary = json.loads(done.stdout)

    assert done.returncode == 0, done.stderr
    assert (summary["source"], summary["new"][label] > 0) == (words[0], True)


def test_a_load_above_the_limit_tells_every_reason_as_json_and_afterwards(run: Run, tmp_path: Path) -> None:
    (tmp_path / "register.csv").write_text(REGISTER + "mob,terrorists,The Mob,\n")
    refused = run("load", "register", "register.csv", "--max-refused", "0", "--json")
    last = run("refusals", "list", "--last", "--json")
    told = json.loads(refused.stdout)
    (reason,) = json.loads(last.stdout)

    assert refused.returncode == 1
    assert "above the threshold of 0: nothing was written" in refused.stderr
    assert (told["refused"], [each["count"] for each in told["refusals"]]) == (1, [1])
    assert (reason["locator"], reason["path"], reason["value"]) == ("register.csv:4", "kind", "terrorists")


def test_the_report_names_what_was_refused_and_the_codes_that_no_table_knows(run: Run, tmp_path: Path) -> None:
    rows = (SAMPLES / "acled_invented.csv").read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "acled.csv").write_text("".join(rows).replace("Armed clash", "Armed clasp"), "utf-8")

    done = run("load", "acled", "acled.csv", "--published", "2024-03-16", "--max-refused", "50%")

    assert done.returncode == 0, done.stderr
    for part in ("refused, and why", "unknown-code", "codes that no table knows", "Armed clasp", "acled.csv:"):
        assert part in done.stdout


def test_refusals_are_listed_by_source_and_rule(run: Run, tmp_path: Path) -> None:
    (tmp_path / "register.csv").write_text(REGISTER + "mob,terrorists,The Mob,\n")
    run("load", "register", "register.csv", "--max-refused", "50%")
    (known,) = json.loads(run("refusals", "list", "--json").stdout)

    found = [
        len(json.loads(run("refusals", "list", "--json", *words).stdout))
        for words in (["--source", "register"], ["--source", "ged"], ["--rule", known["shape"]], ["--rule", "other"])
    ]

    assert found == [1, 0, 1, 0]


def test_fewer_rows_than_a_whole_release_are_an_extract_or_refused(run: Run, tmp_path: Path) -> None:
    whole = (SAMPLES / "maverick_event_report.csv").read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "some.csv").write_text("".join(whole[:20]), "utf-8")

    refused = run("load", "maverick", "some.csv", "--max-refused", "20%")
    part = run("load", "maverick", "some.csv", "--max-refused", "20%", "--part")

    assert (refused.returncode, part.returncode) == (2, 0), part.stderr
    assert "load it with --part" in refused.stderr
