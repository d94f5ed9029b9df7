from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from testigo.ontology.ids import minted

from tests.loaders.gdelt.rows import MENTION, RELEASE, Row, ends, event, events, mention, mentions, nodes


def test_a_mention_says_that_a_report_tells_of_an_event() -> None:
    found = mentions(mention())
    (said,) = nodes(found.batch, "Statement")
    (report,) = nodes(found.batch, "Report")

    assert (said["kind"], said["confidence"], said["publishedOn"]) == ("occurrence", 0.4, date(2025, 3, 9))
    assert ends(found.batch, "ABOUT", said["id"]) == [minted("Event", "gdelt", MENTION["GLOBALEVENTID"])]
    assert ends(found.batch, "CITES", said["id"]) == [report["id"]]
    assert len(found.faults) == 0


def test_it_is_about_the_event_that_the_events_row_tells_of() -> None:
    assert mentions(mention()).batch.ids("Event") == events(event()).batch.ids("Event")


def test_its_words_are_where_gdelt_says_and_nobody_has_read_them() -> None:
    found = mentions(mention())
    (said,) = nodes(found.batch, "Statement")
    (words,) = nodes(found.batch, "Passage", kind="reported-offset")
    (row,) = nodes(found.batch, "Passage", kind="row")

    assert (words["start"], words["end"], words["row"]) == (787, 813, 1)
    assert "exact" not in words
    assert set(ends(found.batch, "ANCHORED_AT", said["id"])) == {words["id"], row["id"]}
    assert ends(found.batch, "IN_SNAPSHOT", words["id"]) == [RELEASE.snapshot]


@given(st.lists(st.integers(-1, 10_000), min_size=3, max_size=3))
def test_offsets_hold_all_that_are_given(offsets: list[int]) -> None:
    names = ("Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset")
    found = mentions(mention(**{name: str(offset) for name, offset in zip(names, offsets, strict=True)}))
    told = [offset for offset in offsets if offset >= 0]

    assert [(row["start"], row["end"]) for row in nodes(found.batch, "Passage", kind="reported-offset")] == (
        [(min(told), max(told) + 1)] if told else []
    )


def test_without_any_offset_a_mention_rests_on_its_row_alone() -> None:
    found = mentions(mention(Actor1CharOffset="-1", ActionCharOffset="-1"))

    assert [row["kind"] for row in nodes(found.batch, "Passage")] == ["row"]
    assert len(nodes(found.batch, "Statement")) == 1


@pytest.mark.parametrize("cell", ["-2", "x", ""])
def test_a_broken_offset_refuses_the_place_of_the_words_alone(cell: str) -> None:
    found = mentions(mention(Actor2CharOffset=cell))

    assert [row["kind"] for row in nodes(found.batch, "Passage")] == ["row"]
    assert len(nodes(found.batch, "Statement")) == 1
    assert len(found.faults) == (1 if cell else 0)


@pytest.mark.parametrize(
    ("told", "language"),
    [("", "en"), ("srclc:ara;eng:GT-ARA 1.0", "ar"), ("srclc:fra; eng:Moses 2.1.1 / GT-FRA 1.0", "fr")],
)
def test_what_was_translated_is_in_its_own_language(told: str, language: str) -> None:
    (report,) = nodes(mentions(mention(MentionDocTranslationInfo=told)).batch, "Report")

    assert report["language"] == language


def test_of_an_unknown_language_the_mention_stands() -> None:
    found = mentions(mention(MentionDocTranslationInfo="srclc:qqq;eng:GT-QQQ 1.0"))
    (report,) = nodes(found.batch, "Report")

    assert report["language"] == "und"
    assert [fault["column"] for fault in found.faults.to_dicts()] == ["MentionDocTranslationInfo"]


def test_a_broadcast_is_cited_by_its_words() -> None:
    citation = "BBC Monitoring, 8 March 2025, Syrian TV"
    (report,) = nodes(mentions(mention(MentionType="2", MentionIdentifier=citation)).batch, "Report")

    assert (report["title"], "url" in report) == (citation, False)


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ({"MentionType": "9"}, "unknown-code"),
        ({"MentionIdentifier": "news.example/a"}, "no-address"),
        ({"MentionIdentifier": ""}, "empty-cell"),
        ({"Confidence": "140"}, "out-of-range"),
        ({"Confidence": ""}, "empty-cell"),
        ({"MentionTimeDate": "20250309"}, "no-date"),
        ({"GLOBALEVENTID": "x"}, "not-a-number"),
    ],
)
def test_a_mention_that_lacks_what_it_needs_says_nothing(cells: Row, rule: str) -> None:
    found = mentions(mention(**cells), mention(SentenceID="9"))
    (fault,) = found.faults.to_dicts()

    assert (fault["column"], fault["rule"], fault["line"]) == (next(iter(cells)), rule, 1)
    assert len(nodes(found.batch, "Statement")) == 1


def test_two_sentences_of_one_report_are_two_mentions() -> None:
    found = mentions(mention(), mention(SentenceID="9"))

    assert len(nodes(found.batch, "Statement")) == 2
    assert len(nodes(found.batch, "Report")) == 1


def test_five_reports_of_a_story_have_one_speaker() -> None:
    copies = [mention(MentionIdentifier=f"https://mirror{n}.example/a") for n in range(5)]
    found = mentions(*copies)
    speakers = {end for row in nodes(found.batch, "Statement") for end in ends(found.batch, "SAID_BY", row["id"])}

    assert len(nodes(found.batch, "Report")) == 5
    assert speakers == {minted("Actor", "gdelt", "publisher", "The GDELT Project")}
