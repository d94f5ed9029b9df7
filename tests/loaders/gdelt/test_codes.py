import csv
from pathlib import Path

import pytest
from testigo.loaders.gdelt import codes
from testigo.ontology.schemes import terms
from testigo.ontology.terms import ActorKind, EventType

CAMEO = list(csv.DictReader((Path(codes.__file__).parent / "cameo.csv").open(encoding="utf-8", newline="")))


def test_every_code_of_the_codebook_stands_once() -> None:
    listed = [row["code"] for row in CAMEO]

    assert len(listed) == len(set(listed)) == 316
    assert {code[:2] for code in listed} == {f"{root:02}" for root in range(1, 21)}
    assert all(code[:-1] in listed for code in listed if len(code) > 2)


def test_labels_are_those_of_the_scheme() -> None:
    known = {term.notation: term.label_en for term in terms().values() if term.scheme == "cameo"}

    assert known.items() <= {row["code"]: row["label"] for row in CAMEO}.items()


@pytest.mark.parametrize(
    ("code", "type"),
    [
        ("112", EventType.OTHER_CODED),  # to accuse is not what one is accused of
        ("193", EventType.ATTACK),  # fire on demonstrators is coded so too: no clash is said
        ("1823", EventType.KILLING),  # who was killed is not said
        ("203", EventType.ATTACK),  # mass expulsions and/or mass killings
        ("202", EventType.MASS_KILLING),
        ("173", EventType.ARREST_DETENTION),
        ("174", EventType.OTHER_CODED),  # mostly legal deportations
        ("1711", EventType.OTHER_CODED),  # an authority that confiscates does not loot
        ("185", EventType.OTHER_CODED),  # an attempt that was foiled
        ("195", EventType.AIR_DRONE_STRIKE),
        ("196", EventType.CEASEFIRE_VIOLATION),
    ],
)
def test_a_code_says_no_more_than_its_codebook(code: str, type: EventType) -> None:
    assert codes.event_types()[code] is type


def test_a_field_of_work_says_no_kind_of_actor() -> None:
    kinds = codes.actor_types()

    assert (kinds["BUS"], kinds["EDU"], kinds["RAD"]) == (None, None, None)
    assert (kinds["COP"], kinds["REB"], kinds["IGO"]) == (
        ActorKind.SECURITY_FORCES,
        ActorKind.ARMED_FACTION,
        ActorKind.INTERGOVERNMENTAL,
    )


def test_languages_have_the_shortest_tag() -> None:
    languages = codes.languages()

    assert (languages["ara"], languages["fas"], languages["per"], languages["zho"]) == ("ar", "fa", "fa", "zh")
    assert all(len(code) == 3 and len(tag) in (2, 3) for code, tag in languages.items())
