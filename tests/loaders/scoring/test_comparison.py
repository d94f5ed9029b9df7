"""The project's own scorer, held to the shared one; and what it says is wrong."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from testigo.loaders.extraction import Extraction, Mention
from testigo.loaders.scoring.comparison import Comparison, compared, comparisons, rules_of
from testigo.loaders.scoring.errors import Fault
from testigo.loaders.scoring.parts import Part
from testigo.loaders.text.extractor import RuleExtractor
from testigo.ontology.errors import UnreadableInput

from tests.loaders import score_extraction as shared

REPORTS = sorted((Path(__file__).parents[1] / "text/reports/dev").glob("*.json"))
LEXICONS = RuleExtractor(has_model=False)


def gold(path: Path = REPORTS[0]) -> Extraction:
    return Extraction.from_json(path.read_bytes())


def text_of(path: Path) -> str:
    return path.with_suffix(".txt").read_text("utf-8")


def worse(one: Extraction, at: random.Random, text: str) -> Extraction:
    """The gold with parts left out, spans moved, terms and speakers exchanged."""

    def moved(mention: Mention) -> Mention:
        start = max(0, mention.start + at.randrange(-6, 7))
        return Mention.of(text, start, max(start + 1, min(len(text), mention.end + at.randrange(-6, 7))))

    actors = [each.id for each in one.entities if each.node == "actor"]
    entities = [
        replace(each, mentions=tuple(map(moved, each.mentions)), kind=at.choice([each.kind, "person", "media"]))
        for each in one.entities
    ]
    events = [
        replace(each, triggers=tuple(map(moved, each.triggers)), type=at.choice([each.type, "attack", "killing"]))
        for each in one.events
        if at.random() < 0.8
    ]
    counts = [replace(each, low=at.choice([each.low, 7])) for each in one.counts if at.random() < 0.8]
    statements = [
        replace(
            each,
            content=moved(each.content),
            speakers=at.choice([each.speakers, (), (at.choice(actors),)]),
            modality=at.choice([each.modality, "asserts", "announces"]),
        )
        for each in one.statements
    ]
    return replace(
        one, entities=tuple(entities), events=tuple(events), counts=tuple(counts), statements=tuple(statements)
    )


def figures(found: Extraction, wanted: Extraction) -> tuple[object, object]:
    """What the shared scorer and our own make of it."""
    theirs = shared.compare(  # type: ignore[no-untyped-call]  # shared as it is
        json.loads(found.to_json()), json.loads(wanted.to_json())
    )[0]
    ours = compared(found, wanted).tallies
    return theirs, {name: (tally.right, tally.found, tally.wanted) for name, tally in ours.items()}


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_the_figures_are_those_of_the_shared_scorer(path: Path) -> None:
    wanted, text = gold(path), text_of(path)
    at = random.Random(path.stem)  # noqa: S311  no secret
    readings = [LEXICONS.extract(text, wanted.report.published), *(worse(wanted, at, text) for _ in range(5))]

    for found in readings:
        theirs, ours = figures(found, wanted)
        assert ours == theirs


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_the_gold_held_to_itself_has_nothing_wrong(path: Path) -> None:
    found = compared(gold(path), gold(path), text=text_of(path))

    assert found.wrongs == ()
    assert found.inexact == 0
    assert {tally.f1 for tally in found.tallies.values() if tally.wanted} == {1.0}


def wrongs(found: Comparison, part: Part) -> list[tuple[Fault, str | None, str | None]]:
    return [(each.fault, each.wanted, each.found) for each in found.wrongs if each.part is part]


def test_an_event_of_another_type_is_neither_missed_nor_spurious() -> None:
    wanted = gold()
    changed = replace(wanted.events[0], type="diplomacy")

    found = compared(replace(wanted, events=(changed, *wanted.events[1:])), wanted)

    assert wrongs(found, Part.EVENTS) == [(Fault.TYPE, wanted.events[0].type, "diplomacy")]


def test_what_is_left_out_is_missed_with_the_words_of_the_gold() -> None:
    wanted = gold()

    found = compared(replace(wanted, counts=wanted.counts[1:], statements=wanted.statements[1:]), wanted)

    assert [(each.part, each.fault) for each in found.wrongs] == [
        (Part.FIGURES, Fault.MISSED), (Part.STATEMENTS, Fault.MISSED),
    ]  # fmt: skip
    assert [each.span for each in found.wrongs] == [wanted.counts[0].span, wanted.statements[0].content]


def test_another_figure_at_the_same_place_is_a_wrong_value() -> None:
    wanted = gold()
    changed = replace(wanted.counts[0], measure="injured", low=7, high=None)

    found = compared(replace(wanted, counts=(changed, *wanted.counts[1:])), wanted)

    ((fault, _, value),) = wrongs(found, Part.FIGURES)
    assert (fault, value) == (Fault.VALUE, "injured 7–?")


def test_a_statement_of_another_speaker_names_both_and_the_rule() -> None:
    wanted = gold()
    at = next(i for i, each in enumerate(wanted.statements) if each.speakers)
    changed = [*wanted.statements]
    changed[at] = replace(changed[at], speakers=(), speaker_span=None, rule="according-to")

    found = compared(replace(wanted, statements=tuple(changed)), wanted)

    (wrong,) = [each for each in found.wrongs if each.part is Part.STATEMENTS]
    assert (wrong.fault, wrong.found, wrong.rule) == (Fault.SPEAKER, "nobody named", "according-to")
    assert rules_of([found, found])["according-to"] == (2, 2, 0, 0)


def test_participants_are_told_by_name_and_a_role_as_a_role() -> None:
    wanted = gold()
    at, event = next((i, each) for i, each in enumerate(wanted.events) if each.participants)
    name = {each.id: each.name for each in wanted.entities}[event.participants[0].actor]
    others = event.participants[1:]
    role = replace(event, participants=(replace(event.participants[0], role="bystander"), *others))

    one = compared(replace(wanted, events=(*wanted.events[:at], role, *wanted.events[at + 1 :])), wanted)
    left_out = replace(event, participants=others)
    two = compared(replace(wanted, events=(*wanted.events[:at], left_out, *wanted.events[at + 1 :])), wanted)

    assert wrongs(one, Part.EVENTS) == [(Fault.ROLE, f"{name}: {event.participants[0].role}", f"{name}: bystander")]
    assert wrongs(two, Part.EVENTS) == [(Fault.PARTICIPANT_MISSED, name, None)]


def test_a_report_without_an_extraction_counts_as_one_in_which_nothing_was_found(tmp_path: Path) -> None:
    for path in REPORTS[:2]:
        (tmp_path / "gold").mkdir(exist_ok=True)
        (tmp_path / "gold" / path.name).write_bytes(path.read_bytes())
    (tmp_path / "found").mkdir()
    (tmp_path / "found" / REPORTS[1].name).write_bytes(REPORTS[1].read_bytes())

    missing, found = comparisons(tmp_path / "gold", tmp_path / "found")

    assert (missing.is_missing, missing.tallies["actors"].found, found.wrongs) == (True, 0, ())
    assert missing.tallies["actors"].wanted > 0


@pytest.mark.parametrize(
    ("content", "finding"),
    [(b"{", "is no extraction: not JSON"), (b"{}", 'is no extraction: .*"schema" must be')],
)
def test_a_file_that_is_no_extraction_is_named(tmp_path: Path, content: bytes, finding: str) -> None:
    (tmp_path / "found.json").write_bytes(content)

    with pytest.raises(UnreadableInput, match=rf"found\.json: {finding}"):
        list(comparisons(REPORTS[0], tmp_path / "found.json"))


def test_an_extraction_of_another_text_is_not_compared() -> None:
    with pytest.raises(UnreadableInput, match="is of another text"):
        list(comparisons(REPORTS[0], REPORTS[1]))


def test_one_report_is_compared_with_the_file_or_its_namesake_in_a_folder(tmp_path: Path) -> None:
    (one,) = comparisons(REPORTS[0], REPORTS[0].parent)

    assert (one.name, one.wrongs) == (REPORTS[0].stem, ())
    with pytest.raises(UnreadableInput, match="No such file"):
        list(comparisons(REPORTS[0], tmp_path / "nowhere.json"))


def test_folders_without_a_name_in_common_are_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"holds no \.json"):
        list(comparisons(tmp_path, tmp_path))
    with pytest.raises(UnreadableInput, match="both need the same names"):
        list(comparisons(REPORTS[0].parent, tmp_path))
