"""The rules for the type of an event."""

from pathlib import Path

import pytest
from testigo.loaders.maverick.codes import known, type_rules

from tests.loaders.maverick.rows import actor, faults, piece, statements


def types(folder: Path, **cells: str) -> set[str]:
    return {each["eventType"] for each in statements(piece(folder, cells).batch, "act-type")}


def used(violence: str, **cells: str) -> dict[str, str]:
    return actor(1, "KE-203", "Police (Kenya)", "perpetrator", violence=violence) | cells


@pytest.mark.parametrize(
    ("violence", "context", "target", "type"),
    [
        ("Shooting", "Unknown", "Citizens", "attack"),
        ("Shooting", "Clash", "Citizens", "attack"),
        ("Shooting", "Clash", "Security forces", "armed-clash"),
        ("Crowd control measures", "Protest", "Unknown", "protest"),
        ("Crowd control measures", "Voting", "Unknown", "other-coded"),
        ("Unknown", "Riot", "Unknown", "riot"),
        ("Unknown", "Clash", "Unknown", "other-coded"),
        ("Other", "", "", "other-coded"),
        ("", "Protest", "Unknown", "protest"),
        ("", "Military operation", "Unknown", "other-coded"),
    ],
)
def test_the_first_rule_that_fits_says_the_type(
    tmp_path: Path, violence: str, context: str, target: str, type: str
) -> None:
    assert types(tmp_path, **used(violence, event_context=context, target=target)) == {type}


def test_each_form_of_violence_is_a_statement_with_its_own_columns(tmp_path: Path) -> None:
    other = actor(2, "KE-100", "Unknown actor (Kenya)", "perpetrator", type="", subtype="", violence="Arson; Looting")

    said = statements(piece(tmp_path, used("Arson", event_context="Voting") | other).batch, "act-type")

    assert {each["eventType"]: each["columns"] for each in said} == {
        "arson-property-destruction": ["actor1_violence", "actor2_violence"],
        "looting": ["actor2_violence"],
    }


def test_a_form_that_says_nothing_gives_way_to_one_that_does(tmp_path: Path) -> None:
    assert types(tmp_path, **used("Other; Stabbing; Unknown")) == {"attack"}


def test_damage_and_displacement_say_their_types(tmp_path: Path) -> None:
    found = types(tmp_path, **used("Shooting", damage="1", displacement="1"))

    assert found == {"attack", "arson-property-destruction", "displacement"}


def test_a_cell_with_an_unknown_form_says_nothing_and_is_told(tmp_path: Path) -> None:
    other = actor(2, "KE-203", "Police (Kenya)", "victim", violence="Riot; Victim")

    found = piece(tmp_path, used("Shooting") | other)

    assert {each["eventType"] for each in statements(found.batch, "act-type")} == {"attack"}
    assert faults(found) == {("unknown-code", "actor2_violence")}


@pytest.mark.parametrize("column", ["event_context", "target"])
def test_an_unknown_context_or_target_refuses_the_type_alone(tmp_path: Path, column: str) -> None:
    found = piece(tmp_path, used("Shooting", **{column: "Siege"}))

    assert statements(found.batch, "act-type") == []
    assert len(statements(found.batch, "count")) == 2
    assert faults(found) == {("unknown-code", column)}


def test_every_form_of_violence_has_a_rule_that_always_fits() -> None:
    forms = {rule.violence for rule in type_rules()}

    assert {rule.violence for rule in type_rules() if rule.event_context is None and rule.target is None} == forms


def test_no_rule_asks_for_a_code_that_is_not_known() -> None:
    assert {rule.event_context for rule in type_rules()} - {None} <= known("event_context")
    assert {rule.target for rule in type_rules()} - {None} <= known("target")
