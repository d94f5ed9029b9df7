"""The source: its files, its columns, its pieces."""

import csv
from pathlib import Path

import orjson
import pytest
from testigo.loaders import registry
from testigo.loaders.maverick import MaverickSource
from testigo.loaders.maverick.card import CARD, IGNORED, SAMPLE, TAKEN
from testigo.ontology.batch import merged
from testigo.ontology.errors import UnreadableInput

from tests.loaders.maverick.rows import AT, REPORT, actor, piece, records, roles


def written(folder: Path, columns: list[str]) -> Path:
    file = folder / "reports.csv"
    with file.open("w", encoding="utf-8", newline="") as content:
        writer = csv.DictWriter(content, columns)
        writer.writeheader()
        writer.writerow({name: REPORT.get(name, "9") for name in columns})
    return file


def test_every_column_of_the_release_is_taken_or_ignored_for_a_reason() -> None:
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))

    assert set(header) == {*TAKEN, *IGNORED}
    assert not set(TAKEN) & set(IGNORED)
    assert all(IGNORED.values())


def test_what_is_ignored_changes_nothing(tmp_path: Path) -> None:
    (lean,) = MaverickSource([written(tmp_path, list(TAKEN))]).pieces(AT)
    (whole,) = MaverickSource([written(tmp_path, [*TAKEN, *IGNORED])]).pieces(AT)

    assert records(lean.batch, "Statement") == records(whole.batch, "Statement")


def test_a_column_that_is_not_known_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="actor7"):
        list(MaverickSource([written(tmp_path, [*TAKEN, "actor7"])]).pieces(AT))


def test_a_column_that_is_missing_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="deaths_high"):
        list(MaverickSource([written(tmp_path, [name for name in TAKEN if name != "deaths_high"])]).pieces(AT))


def test_pieces_say_what_the_whole_says() -> None:
    (whole,) = MaverickSource().pieces(AT)
    pieces = list(MaverickSource().pieces(AT, size=500))

    together = merged(each.batch for each in pieces)
    assert len(pieces) == 7
    for label in ("Statement", "Actor", "Place", "Report"):
        assert records(together, label) == records(whole.batch, label)
    assert {name: len(table) for name, table in together.relationships.items()} == {
        name: len(table) for name, table in whole.batch.relationships.items()
    }
    assert [each.locator for piece in pieces for each in piece.faults] == [each.locator for each in whole.faults]


def test_the_release_is_a_report_with_its_licence(tmp_path: Path) -> None:
    batch = piece(tmp_path, {}).batch

    (release,) = [each for each in records(batch, "Report").values() if each.get("title") == CARD.title]
    assert (release["licence"], release["publisher"]) == ("CC BY 4.0", CARD.publisher)


def test_a_refused_row_says_once_mended_what_it_would_have_said(tmp_path: Path) -> None:
    police = actor(1, "KE-203", "Police (Kenya)", "perpetrator")
    (refused,) = piece(tmp_path, police | {"actor1_subtype": "Police"}).faults
    payload = orjson.loads(refused.payload)
    payload["row"]["actor1_subtype"] = "Security forces: Police"

    mended = registry.remapped(payload)

    assert roles(mended.batch) == {("Police (Kenya)", "perpetrator")}
    assert mended.faults == ()
    sound = piece(tmp_path, police).batch
    assert set(records(mended.batch, "Participation")) == set(records(sound, "Participation"))
