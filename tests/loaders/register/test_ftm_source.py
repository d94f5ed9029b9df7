"""Files of entities as a source: a stream of pieces, links after all entities, refusals with their line."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from testigo.loaders.register import FtmSource, actor_id, default
from testigo.loaders.register.ftm_source import ENTITIES, remapped
from testigo.loaders.source import Piece
from testigo.ontology.errors import InvalidValue, UnreadableInput
from testigo.ontology.validation import Validator

AT = datetime(2025, 3, 9, tzinfo=UTC)


def line(id: str, schema: str, **properties: list[str]) -> str:
    return json.dumps({"id": id, "schema": schema, "caption": "", "properties": properties})


LINES = [
    line("m1", "Membership", member=["p"], organization=["o"], startDate=["2012"], endDate=["2013"]),
    line("m2", "Membership", member=["p"], organization=["o"], startDate=["2016"]),
    line("d1", "Directorship", director=["o"], organization=["u"]),
    line("e1", "Employment", employee=["p"], employer=["gone"]),
    line("p", "Person", name=["Ali Hasan"], topics=["role.pep"]),
    line("o", "PublicBody", name=["A Ministry"], shoeSize=["42"]),
    line("u", "Organization", name=["United Nations"], alias=["الأمم المتحدة"], topics=["gov.igo"]),
    line("v", "Vessel", name=["Ship"]),
    line("s", "Spaceship", name=["Ship"]),
    "{",
    line("n", "Person"),
    line("k", "Organization", name=["What?"]),
]


def source(tmp_path: Path, lines: list[str] | None = None, name: str = "entities.ftm.json") -> FtmSource:
    path = tmp_path / name
    content = "\n".join(LINES if lines is None else lines).encode() + b"\n"
    path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    return FtmSource([path])


def pieces(tmp_path: Path, name: str = "entities.ftm.json") -> list[Piece]:
    return list(source(tmp_path, name=name).pieces(AT))


def key(id: str) -> str:
    return actor_id("opensanctions", id)


@pytest.mark.parametrize("name", ["entities.ftm.json", "entities.ftm.json.gz"])
def test_actors_come_in_with_names_ids_and_judgements(tmp_path: Path, name: str) -> None:
    batch = pieces(tmp_path, name)[0].batch

    actors = {row["id"]: row for row in batch.nodes["Actor"].to_pylist()}
    assert {row["name"] for row in actors.values()} == {"Ali Hasan", "A Ministry", "United Nations"}
    assert actors[key("p")]["opensanctionsId"] == "p"
    scripts = {row["literal"]: row["script"] for row in batch.nodes["Name"].to_pylist()}
    assert scripts["الأمم المتحدة"] == "Arab"
    rights = [row["end"] for row in batch.relationships["RIGHT"].to_pylist()]
    assert rights == [default().actor("un").id]


def test_links_are_kept_until_both_ends_are_known(tmp_path: Path) -> None:
    *_, last, _ = pieces(tmp_path)

    assert [(row["start"], row["end"]) for row in last.batch.relationships["PART_OF"].to_pylist()] == [
        (key("p"), key("o"))
    ]
    assert set(last.batch.ids("Actor")) == {key("p"), key("o")}


def test_several_periods_are_one_that_holds_them_and_are_told(tmp_path: Path) -> None:
    *_, last, _ = pieces(tmp_path)

    (part,) = last.batch.relationships["PART_OF"].to_pylist()
    assert (str(part["earliest"]), part["latest"]) == ("2012-01-01", None)
    assert "ftm-periods" in {fault.rule for fault in last.faults}


def test_everything_that_is_not_taken_is_told_with_its_line(tmp_path: Path) -> None:
    faults = [fault for piece in pieces(tmp_path) for fault in piece.faults]

    assert {(each.rule, each.path, each.locator.rpartition(":")[2]) for each in faults if each.refuses} == {
        ("unknown-code", "schema", "9"), ("ftm-line", None, "10"), ("ftm-name", "name", "11"),
    }  # fmt: skip
    assert {(each.rule, each.locator.rpartition(":")[2]) for each in faults if not each.refuses} == {
        ("ftm-property", "6"), ("ftm-kind", "12"), ("ftm-end", "3"), ("ftm-end", "4"), ("ftm-periods", "1"),
    }  # fmt: skip


def test_what_comes_in_passes_the_shapes(tmp_path: Path) -> None:
    for piece in pieces(tmp_path):
        with Validator() as validator:
            assert validator.judged(piece.batch).refused == ()


def test_progress_reaches_the_size_of_the_file(tmp_path: Path) -> None:
    opened = source(tmp_path)

    *_, last = opened.pieces(AT)

    assert last.done == len(opened) == (tmp_path / "entities.ftm.json").stat().st_size


def test_a_refused_entity_goes_in_again_once_it_is_mended(tmp_path: Path) -> None:
    fault = next(each for piece in pieces(tmp_path) for each in piece.faults if each.rule == "ftm-name")
    payload = json.loads(fault.payload)

    with pytest.raises(InvalidValue, match="no name"):
        remapped(payload)
    payload["row"]["entity"] = line("n", "Person", name=["Now Named"])

    assert remapped(payload).batch.ids("Actor") == [key("n")]


def test_a_piece_holds_some_thousand_lines_however_long_the_file(tmp_path: Path) -> None:
    lines = [
        each
        for number in range(2 * ENTITIES + 1)
        for each in (
            line(f"p{number}", "Person", name=[f"Person {number}"]),
            line(f"m{number}", "Membership", member=[f"p{number}"], organization=["o" if number % 2 else "gone"]),
        )
    ]
    lines.append(line("o", "PublicBody", name=["A Ministry"]))

    found = list(source(tmp_path, lines).pieces(AT))

    assert max(len(piece.batch.ids("Actor")) for piece in found) <= ENTITIES + 1
    assert max(len(piece.faults) for piece in found) <= ENTITIES
    assert sum(len(piece.batch.relationships.get("PART_OF", ())) for piece in found) == ENTITIES


@pytest.mark.parametrize(("content", "said"), [(None, "cannot be read"), (b"", "is empty")])
def test_a_file_that_cannot_be_read_is_named_before_the_first_piece(
    tmp_path: Path, content: bytes | None, said: str
) -> None:
    path = tmp_path / "x.json"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(UnreadableInput, match=said):
        FtmSource([path])
