from __future__ import annotations

import re
import subprocess
import sys
from importlib.resources import files

import pytest
from testigo.ontology import schemes
from testigo.ontology.ids import minted
from testigo.ontology.terms import EventType, Scheme

OURS = {scheme.short_name(): scheme for scheme in Scheme.__subclasses__()}
CODEBOOKS = {
    "acled-sub-event", "acled-interaction", "acled-time-precision", "acled-geo-precision", "ucdp-type-of-violence",
    "ucdp-date-prec", "ucdp-where-prec", "cameo", "plover",
}  # fmt: skip


def test_the_compact_form_says_what_the_turtle_says() -> None:
    written = files("testigo.ontology").joinpath("schemes.json").read_text("utf-8")

    assert written == schemes.compact(), "run python -m testigo.ontology.schemes"


def test_every_scheme_is_ours_or_a_codebook() -> None:
    assert {term.scheme for term in schemes.terms().values()} == OURS.keys() | CODEBOOKS


@pytest.mark.parametrize("scheme", OURS)
def test_every_term_is_defined_once_and_no_other(scheme: str) -> None:
    found = [term.notation for term in schemes.terms().values() if term.scheme == scheme]

    assert sorted(found) == sorted(OURS[scheme].notations())


@pytest.mark.parametrize("scheme", OURS)
def test_every_term_has_labels_in_english_and_arabic_and_one_sentence(scheme: str) -> None:
    for term in schemes.terms().values():
        if term.scheme == scheme:
            assert term.label_en
            assert re.search("[\u0600-\u06ff]", term.label_ar or ""), term.key
            assert re.fullmatch(r"[A-Z][^.]*\.", term.definition or ""), term.key


def test_what_is_matched_or_broader_is_there() -> None:
    for term in schemes.terms().values():
        assert {*term.broader, *term.close} <= schemes.terms().keys()


def test_close_matches_lead_to_other_schemes_and_no_pair_is_both() -> None:
    for term in schemes.terms().values():
        assert all(schemes.terms()[key].scheme != term.scheme for key in term.close)
        assert not set(term.close) & set(term.broader)


def test_nothing_is_an_exact_match() -> None:
    assert "exactMatch" not in files("testigo.ontology").joinpath("schemes.ttl").read_text("utf-8").partition("\n:")[2]


@pytest.mark.parametrize("type", EventType.notations())
def test_no_event_type_is_wider_than_itself(type: str) -> None:
    assert type not in schemes.broader(type)


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [("ambush", "attack"), ("shelling", "attack"), ("air-drone-strike", "attack"), ("remote-explosive", "attack"),
     ("killing-of-civilians", "killing"), ("mass-killing", "killing"), ("summary-execution", "killing"),
     ("blockade-siege", "restriction"), ("curfew", "restriction"), ("deployment", "restriction"),
     ("forced-displacement", "displacement"), ("refuge", "displacement"), ("diplomacy", "politics"),
     ("institutional", "politics"), ("prisoner-exchange", "politics"), ("general-strike", "politics")],
)  # fmt: skip
def test_an_event_type_has_the_wider_type_of_the_scheme(narrow: str, wide: str) -> None:
    assert schemes.broader(narrow) == (wide,)


def test_a_type_that_is_none_of_ours_has_no_wider_type() -> None:
    with pytest.raises(KeyError):
        schemes.broader("gossip")


@pytest.mark.parametrize(
    ("key", "broader"),
    [
        ("event-type/killing-of-civilians", {"acled-sub-event/Attack", "ucdp-type-of-violence/3"}),
        ("event-type/ambush", {"acled-sub-event/Armed clash", "cameo/193"}),
        ("acled-sub-event/Grenade", {"event-type/remote-explosive"}),
        ("acled-interaction/4", {"actor-kind/armed-faction"}),
    ],
)
def test_a_code_that_is_wider_is_broader(key: str, broader: set[str]) -> None:
    assert broader <= set(schemes.terms()[key].broader)


@pytest.mark.parametrize(
    ("key", "close"),
    [
        ("event-type/attack", "acled-sub-event/Attack"),
        ("event-type/one-sided-violence", "ucdp-type-of-violence/3"),
        ("event-type/curfew", "cameo/1723"),
        ("place-precision/linear", "ucdp-where-prec/5"),
        ("date-precision/week", "acled-time-precision/2"),
    ],
)
def test_a_code_that_means_nearly_the_same_is_close(key: str, close: str) -> None:
    assert close in schemes.terms()[key].close


def test_every_code_of_a_codebook_is_mapped() -> None:
    used = {key for term in schemes.terms().values() for key in (*term.broader, *term.close)}

    assert {key for key, term in schemes.terms().items() if term.scheme in CODEBOOKS and not term.broader} <= used


def test_concepts_are_records_with_ids_of_scheme_and_notation() -> None:
    found = schemes.concepts()

    rows = {row["id"]: row for row in found.nodes["Concept"].to_pylist()}
    ambush = rows[minted("Concept", "event-type", "ambush")]
    assert (ambush["prefLabelEn"], ambush["prefLabelAr"]) == ("ambush", "كمين")
    assert len(rows) == len(schemes.terms())
    wide = {"start": ambush["id"], "end": minted("Concept", "event-type", "attack")}
    assert wide in found.relationships["BROADER"].to_pylist()


def test_reading_the_terms_loads_no_rdflib() -> None:
    use = "import sys, testigo.ontology.schemes as schemes; schemes.broader('ambush'); schemes.concepts()"
    ask = f"{use}; sys.exit('rdflib' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", ask], check=False).returncode == 0
