"""Who is said to say what: one small sentence a way of saying it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from testigo.loaders.text.reading.spacy_model import language_model
from testigo.loaders.text.speech.attributions import attributed
from testigo.ontology.terms import Hedge, Polarity

from tests.loaders.text.said import Said, found, said, words

REPORTING = [
    (
        "The mayor said that the bridge had collapsed.",
        Said("The mayor", "said", "the bridge had collapsed", "asserts"),
    ),
    ("Amina Diarra said nobody slept.", Said("Amina Diarra", "said", "nobody slept", "asserts")),
    (
        "Ten people drowned, the harbour master said.",
        Said("the harbour master", "said", "Ten people drowned", "asserts"),
    ),
    (
        "The strike destroyed two houses, its spokesman, Col. Tarek Obaid, said on Friday.",
        Said("Col. Tarek Obaid", "said", "The strike destroyed two houses", "asserts"),
    ),
    (
        "Army spokesman Omar Haddad said the road was open.",
        Said("Omar Haddad", "said", "the road was open", "asserts"),
    ),
    (
        "Eleven miners were missing, according to the union.",
        Said("the union", "according to", "Eleven miners were missing", "asserts"),
    ),
    (
        "According to two diplomats, the talks collapsed.",
        Said("two diplomats", "According to", "the talks collapsed", "asserts"),
    ),
    (
        "Rescuers estimate that 40 people are trapped.",
        Said("Rescuers", "estimate", "40 people are trapped", "estimates"),
    ),
    ("Officials put the death toll at 87.", Said("Officials", "put", "the death toll at 87", "estimates")),
    (
        "The ministry confirmed the deaths of two peacekeepers.",
        Said("The ministry", "confirmed", "the deaths of two peacekeepers", "confirms"),
    ),
    ("The junta announced a curfew in Mandara.", Said("The junta", "announced", "a curfew in Mandara", "announces")),
    ("Residents reported hearing heavy gunfire.", Said("Residents", "reported", "hearing heavy gunfire", "asserts")),
    (
        "Thousands of herders have fled, fearing reprisals.",
        Said("herders", "fearing", "reprisals", "expresses-concern"),
    ),
]

ATTITUDES = [
    ("Tehran denied any involvement in the blast.", Said("Tehran", "denied", "any involvement in the blast", "denies")),
    (
        "The army denied that its troops had entered the village.",
        Said("The army", "denied", "its troops had entered the village", "denies"),
    ),
    ("The army denies having entered the village.", Said("The army", "denies", "having entered the village", "denies")),
    ("The claim was denied by the brigade.", Said("the brigade", "denied", "The claim", "denies")),
    (
        "The governor dismissed claims that the state had abandoned the area.",
        Said("The governor", "dismissed", "the state had abandoned the area", "denies"),
    ),
    (
        "Protesters accuse the governor of embezzling aid.",
        Said("Protesters", "accuse", "the governor of embezzling aid", "accuses"),
    ),
    (
        "The general was accused by prosecutors of ordering the raid.",
        Said("prosecutors", "accused", "ordering the raid", "accuses"),
    ),
    (
        "The bishop blamed the militia for the fire.",
        Said("The bishop", "blamed", "the militia for the fire", "accuses"),
    ),
    (
        "The pope called the shelling a crime against humanity.",
        Said("The pope", "called", "the shelling a crime against humanity", "characterises"),
    ),
    (
        "Nasrin Jalali described the raid as a massacre.",
        Said("Nasrin Jalali", "described", "the raid as a massacre", "characterises"),
    ),
    ("Kyrgyz officials condemned the arrests.", Said("Kyrgyz officials", "condemned", "the arrests", "condemns")),
    ("The bloc backed the mission.", Said("The bloc", "backed", "the mission", "supports")),
    ("The agency warned of famine in the north.", Said("The agency", "warned", "famine in the north", "warns")),
    ("The rebels threatened to close the port.", Said("The rebels", "threatened", "to close the port", "warns")),
    (
        "The town is grieving the loss of its children.",
        Said("The town", "grieving", "the loss of its children", "mourns"),
    ),
    (
        "The ministry corrected its earlier figure to 19.",
        Said("The ministry", "corrected", "its earlier figure to 19", "corrects"),
    ),
    (
        "The newspaper retracted its report on the raid.",
        Said("The newspaper", "retracted", "its report on the raid", "retracts"),
    ),
]

DIRECTIVES = [
    (
        "The governor ordered the closure of all schools.",
        Said("The governor", "ordered", "the closure of all schools", "orders"),
    ),
    (
        "Lucía Quispe urged both sides to withdraw.",
        Said("Lucía Quispe", "urged", "both sides to withdraw", "calls-for"),
    ),
    ("The union called for a boycott of the vote.", Said("The union", "called", "a boycott of the vote", "calls-for")),
    ("The union called on members to stay home.", Said("The union", "called", "members to stay home", "calls-for")),
    (
        "The mayor pleaded with residents to stay indoors.",
        Said("The mayor", "pleaded", "residents to stay indoors", "calls-for"),
    ),
    (
        "The president vowed to hunt down the killers.",
        Said("The president", "vowed", "to hunt down the killers", "promises"),
    ),
    ("Ghana promised that it would send troops.", Said("Ghana", "promised", "it would send troops", "promises")),
    ("Villagers asked why nobody had come.", Said("Villagers", "asked", "why nobody had come", "asks")),
]

NOUNS = [
    ("There are fears that the toll will rise.", Said(None, "fears", "the toll will rise", "expresses-concern")),
    ("The envoy expressed concern over the arrests.", Said("The envoy", "concern", "the arrests", "expresses-concern")),
    (
        "The army's claim that it killed 30 rebels went unanswered.",
        Said("The army", "claim", "it killed 30 rebels", "asserts"),
    ),
    (
        "Despite official statements that the road is safe, nobody uses it.",
        Said("official", "official statements", "the road is safe", "asserts"),
    ),
    (
        "Tendai Moyo, a longtime critic of the ruling party, was arrested.",
        Said("Tendai Moyo", "critic", "the ruling party", "condemns"),
    ),
    (
        "There were allegations of torture by guards.",
        Said("guards", "allegations", "torture", "accuses"),
    ),
]

UNNAMED = [
    (
        "Soldiers allegedly beat the detainees.",
        Said(None, "allegedly", "Soldiers allegedly beat the detainees", "asserts"),
    ),
    ("The camp, reportedly run by deserters, was raided.", Said(None, "reportedly", "run by deserters", "asserts")),
    ("The group is believed to have fled.", Said(None, "believed", "The group is believed to have fled", "asserts")),
    (
        "The pass, considered the gateway to the plain, is closed.",
        Said(None, "considered", "the gateway to the plain", "asserts"),
    ),
    (
        "It was reported that the border had been closed.",
        Said(None, "reported", "the border had been closed", "asserts"),
    ),
]

SILENCES = [
    (
        "A military spokesman declined to comment.",
        Said("A military spokesman", "declined", "comment", "declines-comment"),
    ),
    (
        "The army did not respond to a request for comment.",
        Said("The army", "did not", "respond to a request for comment", "declines-comment"),
    ),
    (
        "There was no immediate comment from the junta.",
        Said("the junta", "no immediate comment", "no immediate comment", "declines-comment"),
    ),
    (
        "The junta has neither confirmed nor denied the deaths.",
        Said("The junta", "has", "confirmed nor denied the deaths", "declines-comment"),
    ),
]

QUOTES = [
    ("“We found nine bodies,” said Abla Mensah.", Said("Abla Mensah", "said", "We found nine bodies,", "asserts")),
    ('"We found nine bodies," a nurse told reporters.', Said("a nurse", "told", "We found nine bodies,", "asserts")),
    ("Zara Okeke said: “They want the truth.”", Said("Zara Okeke", "said", "They want the truth.", "asserts")),
    (
        '"The roads are closed," according to one aid worker.',
        Said("one aid worker", "according to", "The roads are closed,", "asserts"),
    ),
    ('"Where is my son?" asked Joyce Achieng.', Said("Joyce Achieng", "asked", "Where is my son?", "asks")),
    (
        '"Our fighters did not harm anyone," the group said.',
        Said("the group", "said", "Our fighters did not harm anyone,", "denies"),
    ),
    ('"We will never leave," the chief said.', Said("the chief", "said", "We will never leave,", "promises")),
    (
        '"Troops must leave the city," the imam said.',
        Said("the imam", "said", "Troops must leave the city,", "calls-for"),
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    REPORTING + ATTITUDES + DIRECTIVES + NOUNS + UNNAMED + SILENCES + QUOTES,
    ids=lambda value: str(value)[:40],
)
def test_one_sentence_gives_one_attribution(text: str, expected: Said) -> None:
    assert said(text) == [expected]


def test_the_narrators_own_sentences_are_none() -> None:
    assert said("The rains came late. Two villages were flooded and the market closed.") == []


def test_a_negated_cue_says_nothing_and_is_told() -> None:
    found, diagnostics = attributed(language_model()("The police did not say how many were held."))

    assert found == []
    assert [(one.code, one.span and one.span.exact) for one in diagnostics] == [("negated-cue", "say")]


def test_nobody_claims_nothing_and_is_told() -> None:
    found, diagnostics = attributed(language_model()("No group has claimed responsibility for the bombing."))

    assert found == []
    assert [one.code for one in diagnostics] == ["nobody-speaks"]


def test_wishing_to_stay_unnamed_says_nothing_of_the_matter() -> None:
    text = "A nurse, who asked not to be named, put the toll at 31."

    assert said(text) == [Said("A nurse", "put", "the toll at 31", "estimates")]


def test_two_that_clauses_are_two_statements() -> None:
    assert [
        one.content for one in said("The mayor said that the bridge had collapsed and that help was on its way.")
    ] == [
        "the bridge had collapsed",
        "help was on its way",
    ]


def test_a_clause_with_with_is_a_statement_of_its_own() -> None:
    text = "A source told state media that a panel had been formed, with those refusing orders facing trial."

    assert [(one.content, one.modality) for one in said(text)] == [
        ("a panel had been formed", "asserts"),
        ("those refusing orders facing trial", "warns"),
    ]


def test_two_verbs_share_their_subject() -> None:
    assert said("Ahmad Noor backed the deal but urged ministers to explain it.") == [
        Said("Ahmad Noor", "backed", "the deal", "supports"),
        Said("Ahmad Noor", "urged", "ministers to explain it", "calls-for"),
    ]


def test_a_verb_after_a_content_clause_returns_to_the_first_speaker() -> None:
    text = "State television reported that the force had struck a base and claimed that no civilians were present."

    assert said(text) == [
        Said("State television", "reported", "the force had struck a base", "asserts"),
        Said("State television", "claimed", "no civilians were present", "asserts"),
    ]


def test_those_who_speak_together_are_named_together_and_apart() -> None:
    text = "Survivors and aid workers say the camp was shelled."
    (one,) = found(text)

    assert words(text, one.speaker) == "Survivors and aid workers"
    assert [span.of(text) for span in one.further_speakers] == ["Survivors", "aid workers"]


def test_media_that_are_told_pass_it_on() -> None:
    text = "A defector told Radio Kivu that the camp was empty."
    (one,) = found(text)

    assert [span.of(text) for span in one.via] == ["Radio Kivu"]


def test_reporters_in_general_pass_nothing_on() -> None:
    (one,) = found("A defector told reporters that the camp was empty.")

    assert one.via == ()


def test_who_quotes_somebody_passes_it_on() -> None:
    text = "The bishop was quoted by Agence Kivu as saying that the priests were alive."
    (one,) = found(text)

    assert (words(text, one.speaker), [span.of(text) for span in one.via]) == ("The bishop", ["Agence Kivu"])


def test_a_claim_according_to_media_is_passed_on_by_them() -> None:
    text = "The general said the war was over, according to state media."
    (one,) = found(text)

    assert (words(text, one.speaker), [span.of(text) for span in one.via]) == ("The general", ["state media"])


def test_a_pronoun_that_speaks_means_the_last_speaker_who_agrees() -> None:
    text = "Governor Salimata Traoré visited the town. “They shot at anyone,” she said."
    (one,) = found(text)

    assert (words(text, one.speaker), words(text, one.antecedent)) == ("she", "Salimata Traoré")


def test_a_group_is_meant_by_it() -> None:
    text = "The foreign ministry rejected the report. It warned Manila against provocations."

    assert words(text, found(text)[1].antecedent) == "The foreign ministry"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Soldiers allegedly beat the detainees.", (Hedge.ALLEGEDLY, "allegedly")),
        ("The group is believed to have fled.", (Hedge.LIKELY, "believed")),
        ("Preliminary reports indicate that the dam broke.", (Hedge.PRELIMINARY, "Preliminary")),
        ("The mayor said the dam broke.", (Hedge.NONE, None)),
    ],
)
def test_a_hedge_is_kept_with_its_words(text: str, expected: tuple[Hedge, str | None]) -> None:
    (one,) = found(text)

    assert (one.hedge, words(text, one.hedge_span)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor said the dam had not broken.", Polarity.NEGATIVE),
        ("The mayor said no one was hurt.", Polarity.NEGATIVE),
        ("The mayor denied that the dam had broken.", Polarity.POSITIVE),
    ],
)
def test_polarity_is_that_of_the_content(text: str, expected: Polarity) -> None:
    (one,) = found(text)

    assert one.polarity is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Monitors said militias had executed prisoners.", "accuses"),
        ("The guard said he had looted a shop.", "asserts"),
        ("The chief said that looters would be punished.", "warns"),
        ("The envoy said she was deeply alarmed.", "expresses-concern"),
        ("The group said its fighters had not harmed anyone.", "denies"),
        ("Amina said she had not heard from her brother.", "asserts"),
    ],
)
def test_where_the_cue_only_reports_the_content_decides(text: str, expected: str) -> None:
    assert [one.modality for one in said(text)] == [expected]


def test_attributions_come_in_text_order() -> None:
    text = "The mayor said the dam broke. “Run,” he shouted. According to Fatou Sy, nobody ran."
    starts = [one.content.start for one in found(text)]

    assert starts == sorted(starts)


# fmt: off
PIECES = [
    "he", "said", "that", "“", "”", '"', ",", ".", "reportedly", "denied", "told", "Omar", "fled", "of", "accused",
    "with", "as", "called", "claims", "not", "was", "by", "who", "-", "’s", "💣", "é", "the army", "according to", "\n",
    "of looting", "did not respond to a request for comment",
]
# fmt: on


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=25))
def test_spans_of_any_text_lie_in_it(parts: list[str]) -> None:
    text = " ".join(parts)
    one_by_one, diagnostics = attributed(language_model()(text))

    for one in one_by_one:
        for span in (
            one.speaker,
            one.cue,
            one.content,
            one.hedge_span,
            one.antecedent,
            *one.via,
            *one.further_speakers,
        ):
            assert span is None or span.of(text).strip()
    assert all(one.span is None or one.span.fits(text) for one in diagnostics)
