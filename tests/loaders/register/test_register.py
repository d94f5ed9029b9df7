"""The register that ships, held against what it was made of."""

import csv
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from testigo.loaders.coded.speakers import TABLE
from testigo.loaders.gazetteer.lookup import COUNTRIES
from testigo.loaders.register import ActorEntry, Met, default, extended
from testigo.loaders.register.register import VARIABLE
from testigo.loaders.register.ucdp import kind_of
from testigo.ontology.errors import UnreadableInput
from testigo.ontology.terms import ActorKind

from tests.loaders.ged.rows import real


def actors() -> Iterator[ActorEntry]:
    return (each for each in default() if isinstance(each, ActorEntry))


def speakers() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def test_every_key_of_the_speakers_table_is_an_entry_of_the_same_kind() -> None:
    for row in speakers():
        if row["register"]:
            assert default().actor(row["register"]).kind == row["kind"], row
        for key in filter(None, row["via"].split(";")):
            assert default().actor(key)


def test_every_state_has_a_government_and_police() -> None:
    with COUNTRIES.open(encoding="utf-8", newline="") as rows:
        states = {row["iso"].lower() for row in csv.DictReader(rows)} - {"hk", "mo", "eh"}

    for key in states:
        assert default().actor(key).kind == ActorKind.FOREIGN_STATE
        assert default().actor(f"{key}-government").kind == ActorKind.GOVERNMENT
        assert default().actor(f"{key}-police").kind == ActorKind.SECURITY_FORCES


def test_a_state_without_armed_forces_has_no_army() -> None:
    for key in ("cr-army", "is-armed-forces", "ps-army"):
        with pytest.raises(KeyError):
            default().actor(key)


@pytest.mark.parametrize(
    ("name", "kind", "key"),
    [
        ("Syrian army", "security-forces", "sy-army"),
        ("Syrian armed forces", "security-forces", "sy-armed-forces"),
        ("police of Kenya", "security-forces", "ke-police"),
        ("Kenyan police", "security-forces", "ke-police"),
        ("government of Syria", "government", "sy-government"),
        ("Syrian government", "government", "sy-government"),
        ("Armed Forces of the Philippines", "security-forces", "ph-armed-forces"),
        ("U.S. military", "security-forces", "us-armed-forces"),
        ("الجيش السوري", "security-forces", "sy-army"),
        ("الحكومة اليمنية", "government", "ye-government"),
        ("Сирия", "foreign-state", "sy"),
        ("UN", "intergovernmental", "un"),
        ("الأمم المتحدة", "intergovernmental", "un"),
        ("SOHR", "monitor", "sohr"),
        ("KNCHR", "monitor", "knchr"),
    ],
)
def test_generic_names_lead_to_their_actor(name: str, kind: str, key: str) -> None:
    found = default().resolve(Met(name, ActorKind(kind)))

    assert found.entry == default().actor(key)


@pytest.mark.parametrize("name", ["Georgia police", "Niger government", "Somali government"])
def test_what_an_area_elsewhere_is_called_too_needs_the_country_named(name: str) -> None:
    kind = ActorKind.SECURITY_FORCES if name.endswith("police") else ActorKind.GOVERNMENT

    assert default().resolve(Met(name, kind)).rule == "elsewhere"


def test_no_two_entries_have_one_ucdp_id() -> None:
    ucdp = [entry.ids["ucdp"] for entry in actors() if "ucdp" in entry.ids]

    assert len(ucdp) == len(set(ucdp))


def test_every_actor_of_the_ged_sample_is_known_by_its_id_and_name() -> None:
    known = {entry.ids["ucdp"]: entry for entry in actors() if "ucdp" in entry.ids}

    for id, name in _sides():
        if name == "Civilians":
            assert id not in known
        elif not name.startswith("Government of "):
            assert name in {each.literal for each in known[id].spellings}
            assert known[id].kind == kind_of(name)
        else:
            assert known[id].kind == ActorKind.GOVERNMENT


def _sides() -> set[tuple[str, str]]:
    """(id, name) of all actors in the real rows of GED, read by other means."""
    return {(row[f"side_{s}_new_id"].removesuffix(".0"), row[f"side_{s}"]) for row in real() for s in "ab"}


def test_a_projects_own_register_adds_to_the_one_that_ships(tmp_path: Path) -> None:
    own = tmp_path / "ours.csv"
    own.write_text("id,kind,name,part_of\nbrigade,armed-faction,The Brigade of Tests,testigo:sy-army\n", "utf-8")

    found = extended([own])

    assert len(found) == len(default()) + 1
    assert found.fingerprint != default().fingerprint
    entry = found.resolve(Met("the brigade of tests", ActorKind.ARMED_FACTION)).entry
    assert entry
    assert entry.register == "ours"
    assert {"Army of Syria", "Armed Forces of Syria"} < {getattr(each, "name", "") for each in found.records(entry)}


def test_the_files_that_the_environment_names_are_looked_up_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own, more = tmp_path / "ours.csv", tmp_path / "more.yaml"
    own.write_text("id,kind,name\nx,monitor,The Watchers of Tests\n", "utf-8")
    more.write_text("- {id: y, kind: monitor, name: More Watchers}\n", "utf-8")
    before = default().fingerprint

    monkeypatch.setenv(VARIABLE, f"{own}{os.pathsep}{more}")

    found = [
        default().resolve(Met(name, ActorKind.MONITOR)).entry for name in ("The Watchers of Tests", "More Watchers")
    ]
    assert [each and (each.register, each.key) for each in found] == [("ours", "x"), ("more", "y")]
    assert default().fingerprint != before


def test_a_register_at_fault_is_not_used(tmp_path: Path) -> None:
    own = tmp_path / "ours.csv"
    own.write_text("id,kind,name\nx,terrorists,X\n", "utf-8")

    with pytest.raises(UnreadableInput, match=r"ours.csv:2: kind: 'terrorists' is no actor-kind"):
        extended([own])
