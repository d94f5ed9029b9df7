"""Who is made to say what, on extractions of a sentence or two."""

from collections.abc import Iterable

import pytest
from testigo.loaders.extraction import (
    Count,
    Entity,
    Event,
    EventDates,
    Extraction,
    Mention,
    Participant,
    ReportFacts,
    TextIdentity,
)
from testigo.loaders.extraction import Statement as Said
from testigo.loaders.propositions import Proposition, Reading
from testigo.loaders.voices import Voice
from testigo.ontology.terms import Hedge, Modality, Polarity, StatementKind


def words(text: str, exact: str, nth: int = 0) -> Mention:
    """The n-th occurrence of some words."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(exact, start + 1)
    return Mention(start, start + len(exact), exact)


def actor(text: str, id: str, *names: str) -> Entity:
    """An actor with a mention for each of these words."""
    return Entity(id, "actor", "security-forces", names[0], tuple(words(text, name) for name in names))


def killing(text: str, *triggers: str, actor: str = "army", role: str = "perpetrator") -> Event:
    """A killing in which one actor has a part."""
    return Event("e", "killing", tuple(words(text, each) for each in triggers), (), None, (Participant(actor, role),))


def said(text: str, content: str, modality: str = "asserts", speaker: str | None = None, **more: str) -> Said:
    """A statement on the killing, its speaker an entity id that is also the words of the text."""
    speakers, span = ((speaker,), words(text, speaker)) if speaker else ((), None)
    return Said("s", speakers, span, None, words(text, content), modality, "paraphrase", ("e",), **more)  # type: ignore[arg-type]  # strings only


def reading(
    text: str,
    entities: Iterable[Entity],
    events: Iterable[Event],
    said: Iterable[Said] = (),
    counts: Iterable[Count] = (),
) -> Reading:
    extraction = Extraction(
        TextIdentity.of(text), ReportFacts(None), tuple(entities), tuple(events), tuple(counts), tuple(said)
    )
    return Reading(extraction, text)


def parts(read: Reading) -> list[tuple[tuple[str, ...] | None, str, bool]]:
    """Of each participation: the speakers, the modality, whether it is denied."""
    found = [each for each in read.propositions() if each.kind is StatementKind.PARTICIPATION]
    return [(each.voice.speakers, each.voice.modality, each.voice.denies) for each in found]


def of_kind(read: Reading, kind: StatementKind) -> list[Proposition]:
    return [each for each in read.propositions() if each.kind is kind]


def test_a_denial_in_negated_words_is_a_denial() -> None:
    text = "“The army did not kill them,” Omar said."
    read = reading(
        text,
        [actor(text, "army", "The army"), actor(text, "Omar", "Omar")],
        [killing(text, "kill")],
        [said(text, "The army did not kill them,", "denies", "Omar", polarity="negative")],
    )

    assert parts(read) == [(("Omar",), "denies", True)]


@pytest.mark.parametrize(
    ("modality", "polarity", "denies"),
    [("asserts", "positive", False), ("asserts", "negative", True), ("denies", "positive", True),
     ("denies", "negative", True), ("accuses", "negative", False)],
)  # fmt: skip
def test_what_is_a_denial(modality: str, polarity: str, denies: bool) -> None:
    assert Voice((), modality=Modality(modality), polarity=Polarity(polarity)).denies is denies


def test_who_denies_the_killings_is_not_accused_by_the_publisher() -> None:
    text = "The military has denied killing civilians."
    read = reading(
        text,
        [actor(text, "The military", "The military")],
        [killing(text, "killing", actor="The military")],
        [said(text, "killing civilians", "denies", "The military")],
    )

    assert parts(read) == [(("The military",), "denies", True)]
    assert all(each.voice.speakers is not None for each in read.propositions())


def test_whom_somebody_accuses_outside_the_content_the_accuser_accuses() -> None:
    text = "Omar accused the army of the killings on Friday."
    read = reading(
        text,
        [actor(text, "army", "the army"), actor(text, "Omar", "Omar")],
        [killing(text, "killings")],
        [said(text, "the killings", "accuses", "Omar")],
    )

    (part,) = of_kind(read, StatementKind.PARTICIPATION)
    assert (part.voice.speakers, part.passage.of(text)) == (("Omar",), "the army of the killings")


def test_who_only_speaks_of_the_killings_does_not_confess_them() -> None:
    text = "The army called the killings a tragedy."
    read = reading(
        text,
        [actor(text, "The army", "The army")],
        [killing(text, "killings", actor="The army")],
        [said(text, "the killings a tragedy", "characterises", "The army")],
    )

    assert parts(read) == []
    assert [each.code for each in read.unsaid] == ["part-without-words"]


def test_a_part_that_critics_allege_is_not_said_again_by_the_narrator_who_names_both() -> None:
    text = "Critics say the army carried out the massacre. The killings test the army."
    army = Entity("army", "actor", "security-forces", "army", (words(text, "the army"), words(text, "the army", 1)))
    read = reading(
        text,
        [army, actor(text, "Critics", "Critics")],
        [killing(text, "massacre", "killings")],
        [said(text, "the army carried out the massacre", "accuses", "Critics")],
    )

    assert parts(read) == [(("Critics",), "accuses", False)]


def test_the_narrator_who_tells_it_and_is_contradicted_still_tells_it() -> None:
    text = "Soldiers of the army killed twelve people. Omar denied that the army carried out the killings."
    army = Entity("army", "actor", "security-forces", "army", (words(text, "the army"), words(text, "the army", 1)))
    read = reading(
        text,
        [army, actor(text, "Omar", "Omar")],
        [killing(text, "killed", "killings")],
        [said(text, "the army carried out the killings", "denies", "Omar")],
    )

    assert parts(read) == [(None, "asserts", False), (("Omar",), "denies", True)]


def test_who_speaks_beside_a_narrated_trigger_is_not_blamed_by_it() -> None:
    text = "After the killings, the army said it was on alert."
    speaker, content = words(text, "the army"), words(text, "it was on alert")
    alert = Said("s", ("the army",), speaker, None, content, "asserts", "paraphrase", ())
    read = reading(
        text,
        [actor(text, "the army", "the army")],
        [killing(text, "killings", actor="the army")],
        [alert],
    )

    assert parts(read) == []


@pytest.mark.parametrize("modality", ["orders", "calls-for", "warns", "asks", "promises", "declines-comment",
                                      "expresses-concern"])  # fmt: skip
def test_what_is_no_evidence_supports_no_part(modality: str) -> None:
    text = "Omar spoke of the army killing them."
    read = reading(
        text,
        [actor(text, "army", "the army"), actor(text, "Omar", "Omar")],
        [killing(text, "killing")],
        [said(text, "the army killing them", modality, "Omar")],
    )

    assert parts(read) == []
    assert [each.voice.modality for each in of_kind(read, StatementKind.ACT_TYPE)] == [modality]


def test_a_condemnation_of_what_was_done_blames_who_it_names() -> None:
    text = "Omar condemned the killings by the army."
    read = reading(
        text,
        [actor(text, "army", "the army"), actor(text, "Omar", "Omar")],
        [killing(text, "killings")],
        [said(text, "the killings by the army", "condemns", "Omar")],
    )

    assert parts(read) == [(("Omar",), "condemns", False)]


def test_who_is_accused_of_not_acting_is_accused_of_no_more() -> None:
    text = "Omar accused the army of not stopping the killings."
    entities = [actor(text, "army", "the army"), actor(text, "Omar", "Omar")]
    accused = [said(text, "the army of not stopping the killings", "accuses", "Omar", polarity="negative")]

    assert parts(reading(text, entities, [killing(text, "killings")], accused)) == []
    assert parts(reading(text, entities, [killing(text, "killings", role="failed-to-prevent")], accused)) == [
        (("Omar",), "accuses", False)
    ]


def test_words_in_a_hedged_statement_keep_its_voice() -> None:
    text = "The killings, reportedly by the army, went on."
    hedged = Said(
        "s",
        (),
        None,
        words(text, "reportedly"),
        words(text, "by the army"),
        "asserts",
        "paraphrase",
        (),
        (),
        "reportedly",
    )
    read = reading(text, [actor(text, "army", "the army")], [killing(text, "killings")], [hedged])

    (part,) = of_kind(read, StatementKind.PARTICIPATION)
    assert (part.voice.speakers, part.voice.hedge) == ((), Hedge.REPORTEDLY)


def test_a_figure_outside_the_statement_that_tells_of_the_event_is_its_speakers() -> None:
    text = "She is one of 900 people who, according to Omar, were killed there."
    count = Count("e", "killed", 900, 900, None, words(text, "900"))
    read = reading(
        text, [actor(text, "army", "She"), actor(text, "Omar", "Omar")], [killing(text, "killed")],
        [said(text, "were killed there", speaker="Omar")], [count],
    )  # fmt: skip

    (figure,) = of_kind(read, StatementKind.COUNT)
    assert (figure.voice.speakers, figure.passage.of(text)) == (
        ("Omar",), "900 people who, according to Omar, were killed there",
    )  # fmt: skip


def test_a_figure_in_a_denial_is_denied() -> None:
    text = "Omar denied that 40 were killed."
    count = Count("e", "killed", 40, 40, None, words(text, "40"))
    read = reading(
        text, [actor(text, "army", "Omar"), actor(text, "Omar", "Omar")], [killing(text, "killed")],
        [said(text, "40 were killed", "denies", "Omar")], [count],
    )  # fmt: skip

    (figure,) = of_kind(read, StatementKind.COUNT)
    assert (figure.voice.speakers, figure.voice.denies) == (("Omar",), True)


def test_the_day_of_the_saying_is_not_the_day_of_the_event() -> None:
    text = "On Friday the army denied the killings."
    event = Event(
        "e", "killing", (words(text, "killings"),), (), EventDates(None, None, "day", words(text, "Friday")), ()
    )
    read = reading(
        text, [actor(text, "the army", "the army")], [event], [said(text, "the killings", "denies", "the army")]
    )

    assert of_kind(read, StatementKind.TIME) == []


def test_a_date_with_the_full_stop_of_its_sentence_stands_in_the_statement() -> None:
    text = "According to Omar, they have been killed since January."
    dates = EventDates(None, None, "range", words(text, "January."))
    event = Event("e", "killing", (words(text, "killed"),), (), dates, ())
    content = "they have been killed since January"
    read = reading(text, [actor(text, "Omar", "Omar")], [event], [said(text, content, speaker="Omar")])

    assert [each.voice.speakers for each in of_kind(read, StatementKind.TIME)] == [("Omar",)]


def test_a_part_in_the_sentence_of_a_statement_is_not_the_narrators_of_the_sentence_before() -> None:
    text = "They were killed. One of 900 people who, according to Omar, were killed."
    event = Event("e", "killing", (words(text, "killed"), words(text, "killed", 1)), (), None,
                  (Participant("people", "victim"),))  # fmt: skip
    told = Said(
        "s", ("Omar",), words(text, "Omar"), None, words(text, "were killed", 1), "asserts", "paraphrase", ("e",)
    )
    read = reading(text, [actor(text, "people", "900 people"), actor(text, "Omar", "Omar")], [event], [told])

    assert parts(read) == [(("Omar",), "asserts", False)]


@pytest.mark.parametrize(
    ("content", "modality", "polarity"),
    [("they received no warning before the first strike", "asserts", "negative"),
     ("it had been warned before the strike", "denies", "positive")],
)  # fmt: skip
def test_who_denies_a_warning_before_the_event_does_not_deny_the_event(
    content: str, modality: str, polarity: str
) -> None:
    text = f"Omar said {content}."
    event = Event("e", "air-drone-strike", (words(text, "strike"),), (), None, ())
    read = reading(
        text, [actor(text, "Omar", "Omar")], [event], [said(text, content, modality, "Omar", polarity=polarity)]
    )

    (only,) = read.propositions()
    assert (only.kind, only.about) == (StatementKind.OCCURRENCE, ("e",))


def test_civilians_who_are_counted_are_not_blamed() -> None:
    text = "At least 40 wounded in the strike."
    wounded = Entity("w", "actor", "civilians", "40", (words(text, "40"),))
    count = Count("e", "injured", 40, None, "at least", words(text, "At least 40"))
    read = reading(text, [wounded], [killing(text, "strike", actor="w")], [], [count])

    assert parts(read) == []
    assert [each.code for each in read.unsaid] == ["counted-and-blamed"]


def test_who_denies_a_warning_does_not_deny_the_part_it_is_named_beside() -> None:
    text = "The army denied it had been warned before the strike."
    read = reading(
        text,
        [actor(text, "The army", "The army")],
        [killing(text, "strike", actor="The army")],
        [said(text, "it had been warned before the strike", "denies", "The army")],
    )

    assert parts(read) == []


def test_a_quotation_is_not_put_into_the_mouth_of_whom_it_speaks_of() -> None:
    text = "“This is not about Assad. These are killings,” he said."
    assad = Entity("assad", "actor", "person", "Assad", (words(text, "Assad"),))
    span = words(text, "he said")
    he = Mention(span.start, span.start + 2, "he")
    quoted = [
        Said(f"s{n}", ("assad",), he, None, words(text, content), "asserts", "verbatim", ("e",))
        for n, content in enumerate(["This is not about Assad.", "These are killings,"])
    ]
    event = Event("e", "killing", (words(text, "killings"),), (), None, ())
    read = reading(text, [assad], [event], quoted)

    assert {each.voice.speakers for each in read.propositions()} == {()}
    assert [each.code for each in read.unsaid] == ["speaker-in-quotation"]
