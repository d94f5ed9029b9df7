from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from testigo.ontology.ids import minted, normalised
from testigo.ontology.terms import ActorKind

from tests.loaders.gdelt.rows import ends, event, events, nodes


def actor(**cells: str) -> dict[str, Any]:
    """The first actor of an event that has no other."""
    found = events(event(Actor2Code="", Actor2Name="", Actor2CountryCode="", **cells))
    (part,) = nodes(found.batch, "Participation")
    (only,) = [row for row in nodes(found.batch, "Actor") if row["id"] in ends(found.batch, "OF_ACTOR", part["id"])]
    return only


def test_somebody_with_a_role_is_whoever_it_was_in_this_event() -> None:
    one = actor()
    other = actor(GLOBALEVENTID="1230000002")

    assert (one["name"], one["kind"], one["identified"]) == ("SOLDIER", ActorKind.SECURITY_FORCES, False)
    assert one["id"] != other["id"]


def test_a_country_is_one_in_every_event_and_not_its_government() -> None:
    cells = {"Actor1Code": "SYR", "Actor1Name": "SYRIA", "Actor1Type1Code": ""}
    one, other = actor(**cells), actor(GLOBALEVENTID="1230000002", **cells)

    assert (one["kind"], one["identified"]) == (ActorKind.COMMUNITY, True)
    assert one == other


def test_a_known_organisation_is_one_in_every_event() -> None:
    cells = {
        "Actor1Code": "IGOUNO", "Actor1Name": "UNITED NATIONS", "Actor1CountryCode": "",
        "Actor1KnownGroupCode": "UNO", "Actor1Type1Code": "IGO",
    }  # fmt: skip
    one, other = actor(**cells), actor(GLOBALEVENTID="1230000002", **cells)

    assert (one["kind"], one["identified"]) == (ActorKind.INTERGOVERNMENTAL, True)
    assert one == other


def test_a_known_organisation_is_judged_to_be_the_registers() -> None:
    united_nations = {
        "Actor1Code": "IGOUNO", "Actor1Name": "UNITED NATIONS", "Actor1CountryCode": "",
        "Actor1KnownGroupCode": "UNO", "Actor1Type1Code": "IGO",
    }  # fmt: skip
    found = events(event(**united_nations))
    (judgement,) = nodes(found.batch, "Judgement")
    (met,) = nodes(found.batch, "Actor", name="UNITED NATIONS")

    assert (judgement["verdict"], judgement["by"]) == ("same", "rule:register/1")
    assert ends(found.batch, "LEFT", judgement["id"]) == [met["id"]]


def test_a_country_or_somebody_with_a_role_is_looked_up_in_no_register() -> None:
    assert "Judgement" not in events(event(), event(Actor1Name="UNITED NATIONS")).batch.nodes


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        (("GOV", "MIL"), ActorKind.GOVERNMENT),
        (("EDU", "OPP"), ActorKind.CIVIL_SOCIETY),
        (("RAD",), ActorKind.COMMUNITY),
    ],
)
def test_the_first_role_that_says_a_kind_gives_it(types: tuple[str, ...], kind: ActorKind) -> None:
    cells = {f"Actor1Type{number}Code": type for number, type in enumerate(types, 1)}

    assert actor(**cells)["kind"] == kind


def test_an_actor_without_a_name_is_called_by_its_code() -> None:
    assert actor(Actor1Name="")["name"] == "SYRMIL"


def test_two_policemen_of_one_event_are_two() -> None:
    police = {f"{side}{name}": cell for side in ("Actor1", "Actor2") for name, cell in
              (("Code", "COP"), ("Name", "POLICE"), ("CountryCode", ""), ("Type1Code", "COP"))}  # fmt: skip
    found = events(event(**police))

    assert len(nodes(found.batch, "Actor", name="POLICE")) == 2


def test_an_unknown_role_refuses_the_participation_alone() -> None:
    found = events(event(Actor1Type1Code="XYZ"))
    (fault,) = found.faults.to_dicts()

    assert (fault["rule"], fault["column"], fault["cell"]) == ("unknown-code", "Actor1Type1Code", "XYZ")
    assert len(nodes(found.batch, "Participation")) == 1
    assert {row["kind"] for row in nodes(found.batch, "Statement")} == {"act-type", "time", "place", "participation"}


def test_nobody_is_said_to_have_done_it() -> None:
    found = events(event())

    assert {row["role"] for row in nodes(found.batch, "Participation")} == {"participant-unspecified"}


def test_which_side_an_actor_stood_on_is_in_the_columns() -> None:
    found = events(event())
    said = nodes(found.batch, "Statement", kind="participation")

    assert [row["columns"][0] for row in said] == ["Actor1Code", "Actor2Code"]
    assert all(len(ends(found.batch, "SUPPORTS", row["id"])) == 1 for row in said)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_ids_are_those_that_the_model_mints_whatever_the_name(name: str) -> None:
    found = actor(Actor1Code="SYR", Actor1Name=name, Actor1Type1Code="")

    assert found["id"] == minted("Actor", "gdelt", "SYR", normalised(found["name"]))
