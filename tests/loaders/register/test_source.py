"""Registers as a source: what comes in, what is refused, and mended."""

import json
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest
from testigo.loaders.register import FtmSource, RegisterSource, actor_id
from testigo.loaders.register.register import FOLDER
from testigo.loaders.register.source import remapped
from testigo.ontology.errors import InvalidValue
from testigo.ontology.validation import Validator

AT = datetime(2025, 3, 9, tzinfo=UTC)
SAMPLES = Path(str(files("testigo.loaders").joinpath("samples")))
ROWS = """\
id,kind,name,part_of
army,security-forces,The Army,
brigade,security-forces,The Brigade,army@2014;testigo:sy-army@2012/2013
mob,terrorists,The Mob,
"""


def source_paths(tmp_path: Path, rows: str = ROWS) -> list[Path]:
    path = tmp_path / "ours.csv"
    path.write_text(rows, "utf-8")
    return [path]


def source(tmp_path: Path, rows: str = ROWS) -> RegisterSource:
    return RegisterSource(source_paths(tmp_path, rows))


def test_the_register_that_ships_passes_the_shapes() -> None:
    for piece in RegisterSource(sorted(FOLDER.glob("*.csv")), "testigo").pieces(AT):
        with Validator() as validator:
            judged = validator.judged(piece.batch)

        assert (judged.refused, piece.faults) == ((), ())


def test_superior_units_are_dated_and_come_from_any_file_and_from_the_register_that_ships(tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text("- {id: unit, kind: armed-faction, name: Unit, part_of: 'ours:brigade'}\n", "utf-8")
    first, second = RegisterSource([*source_paths(tmp_path), other]).pieces(AT)

    parts = first.batch.relationships["PART_OF"].to_pylist()
    brigade = {part["end"]: str(part["latest"]) for part in parts if part["start"] == actor_id("ours", "brigade")}
    assert brigade == {actor_id("ours", "army"): "2014-12-31", actor_id("testigo", "sy-army"): "2013-12-31"}
    assert set(second.batch.ids("Actor")) == {
        actor_id("other", "unit"), actor_id("ours", "brigade"), actor_id("ours", "army"),
        actor_id("testigo", "sy-army"), actor_id("testigo", "sy-armed-forces"),
    }  # fmt: skip


def test_an_entry_of_a_unit_that_nobody_knows_is_refused_alone(tmp_path: Path) -> None:
    (piece,) = source(tmp_path, ROWS.replace("2012/2013", "2012/2013;nowhere")).pieces(AT)

    with Validator() as validator:
        judged = validator.judged(piece.batch)

    assert actor_id("ours", "brigade") not in judged.sound.ids("Actor")
    assert actor_id("ours", "army") in judged.sound.ids("Actor")
    assert [piece.place_of(each.id) for each in judged.refused] == [f"{piece.locator}:3"]


def test_a_record_knows_its_line(tmp_path: Path) -> None:
    (piece,) = source(tmp_path).pieces(AT)

    assert piece.place_of(actor_id("ours", "brigade")) == f"{piece.locator}:3"
    name = next(
        row["end"]
        for row in piece.batch.relationships["HAS_NAME"].to_pylist()
        if row["start"] == actor_id("ours", "army")
    )
    assert piece.place_of(name) == f"{piece.locator}:2"


def test_a_refused_row_goes_in_again_once_it_is_mended(tmp_path: Path) -> None:
    (piece,) = source(tmp_path).pieces(AT)
    (fault,) = piece.faults
    payload = json.loads(fault.payload)

    with pytest.raises(InvalidValue, match="terrorists"):
        remapped(payload)
    payload["row"]["kind"] = "crowd"
    mended = remapped(payload)

    assert mended.batch.ids("Actor") == [actor_id("ours", "mob")]


def test_the_fingerprint_is_of_the_content(tmp_path: Path) -> None:
    assert source(tmp_path).fingerprint == source(tmp_path).fingerprint
    assert source(tmp_path).fingerprint != source(tmp_path, ROWS + "x,crowd,X,\n").fingerprint


def test_the_samples_are_taken_whole() -> None:
    (piece,) = RegisterSource([SAMPLES / "register_invented.yaml"]).pieces(AT)
    actors, links = FtmSource([SAMPLES / "ftm_invented.json"]).pieces(AT)

    assert (piece.faults, len(piece.batch.ids("Actor")), len(piece.batch.ids("Place"))) == ((), 4, 1)
    assert [fault.rule for fault in actors.faults] == ["ftm-kind"]
    assert len(links.batch.relationships["PART_OF"]) == 2
