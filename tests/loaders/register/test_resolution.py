"""Who an actor is judged to be, and what stays open."""

from datetime import UTC, datetime

import polars as pl
import pytest
from testigo.loaders.register import ActorEntry, Met, Register, Spelling, default
from testigo.ontology import ids
from testigo.ontology.model import Actor
from testigo.ontology.terms import ActorKind

AT = datetime(2025, 3, 9, tzinfo=UTC)
MONITOR, FACTION, FORCES = ActorKind.MONITOR, ActorKind.ARMED_FACTION, ActorKind.SECURITY_FORCES


def known(key: str, kind: ActorKind = FACTION, **more: object) -> ActorEntry:
    return ActorEntry(**{"register": "r", "key": key, "kind": kind, "name": "The Group", **more})  # type: ignore[arg-type]


def rule(met: Met, *entries: ActorEntry) -> tuple[str, str | None]:
    found = Register(entries).resolve(met)
    return found.rule, found.entry.key if found.entry else None


def test_an_outside_id_leads_to_the_entry_whatever_the_name_and_kind() -> None:
    met = Met("x", ActorKind.SOURCE, identified=False, ids={"ucdp": "234"})

    assert rule(met, known("is", ids={"ucdp": "234"}), known("x")) == ("outside-id", "is")


def test_two_outside_ids_of_two_entries_leave_it_open() -> None:
    met = Met("x", FACTION, ids={"ucdp": "1", "wikidata": "Q2"})

    assert rule(met, known("a", ids={"ucdp": "1"}), known("b", ids={"wikidata": "Q2"})) == ("ambiguous", None)


@pytest.mark.parametrize("name", ["The Group", "the  GROUP", "Group One"])
def test_a_name_that_one_entry_of_the_kind_has_is_that_entry(name: str) -> None:
    assert rule(Met(name, FACTION), known("a", names=(Spelling("Group One", "en"),))) == ("name", "a")


def test_an_article_does_not_make_another_name() -> None:
    assert rule(Met("the Observatory", MONITOR), known("a", MONITOR, name="Observatory")) == ("name", "a")


def test_a_name_of_two_entries_decides_nothing() -> None:
    assert rule(Met("The Group", FACTION), known("a"), known("b")) == ("ambiguous", None)


def test_a_name_of_another_kind_decides_nothing() -> None:
    assert rule(Met("The Group", FORCES), known("a")) == ("other-kind", None)


def test_no_person_is_resolved_by_a_name() -> None:
    assert rule(Met("Ali Hasan", ActorKind.PERSON), known("a", ActorKind.PERSON, name="Ali Hasan")) == ("person", None)


def test_who_is_not_identified_is_never_looked_up_by_a_name() -> None:
    assert rule(Met("The Group", FACTION, identified=False), known("a")) == ("unidentified", None)


def test_an_entry_that_is_no_single_actor_is_found_by_its_id_only() -> None:
    insurgents = known("a", name="Syrian insurgents", identified=False, ids={"ucdp": "4456"})

    assert rule(Met("Syrian insurgents", FACTION), insurgents) == ("unknown", None)
    assert rule(Met("Syrian insurgents", FACTION, ids={"ucdp": "4456"}), insurgents) == ("outside-id", "a")


def test_a_name_holds_where_the_source_speaks_of_the_entrys_country() -> None:
    shabaab = known("a", name="Al-Shabaab", countries=frozenset({"SO"}))

    assert rule(Met("Al-Shabaab", FACTION, countries=frozenset({"SO", "KE"})), shabaab) == ("name", "a")
    assert rule(Met("Al-Shabaab", FACTION, countries=frozenset({"MZ"})), shabaab) == ("elsewhere", None)


def test_capitals_alone_name_nobody_who_fights() -> None:
    assert rule(Met("PLA", FACTION), known("a", name="PLA")) == ("acronym", None)
    assert rule(Met("SOHR", MONITOR), known("a", MONITOR, name="SOHR")) == ("name", "a")


def judged(name: str, kind: ActorKind, **more: bool) -> list[tuple[str, str, str]]:
    actor = Actor(id=ids.minted("Actor", name), kind=kind, name=name, identified=more.get("identified", True))
    frame = pl.DataFrame([{"id": actor.id, "kind": str(kind), "name": name, "identified": actor.identified}])
    batch = default().resolved(frame, AT)
    names = {row["id"]: row["name"] for row in batch.nodes["Actor"].to_pylist()} if batch.nodes else {}
    right = {row["start"]: row["end"] for row in batch.relationships["RIGHT"].to_pylist()} if batch.nodes else {}
    said = batch.nodes["Judgement"].to_pylist() if batch.nodes else []
    return [(each["verdict"], each["basis"], names[right[each["id"]]]) for each in said]


def test_a_judgement_says_by_what_it_was_made() -> None:
    assert judged("SOHR", MONITOR) == [("same", "name", "Syrian Observatory for Human Rights")]


def test_what_a_name_may_mean_is_proposed() -> None:
    assert judged("Congolese army", FORCES) == [
        ("unsure", "ambiguous", "Army of Congo - Kinshasa"), ("unsure", "ambiguous", "Army of Congo - Brazzaville"),
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "identified"), [("SOHR", False), ("Nobody We Know", True)])
def test_nothing_is_said_of_those_who_cannot_be_known(name: str, identified: bool) -> None:
    assert judged(name, MONITOR, identified=identified) == []


def test_a_units_superiors_come_with_it() -> None:
    frame = pl.DataFrame([{"id": ids.minted("Actor", "x"), "kind": "security-forces", "name": "Syrian army"}])

    batch = default().resolved(frame, AT)

    (part,) = batch.relationships["PART_OF"].to_pylist()
    names = {row["id"]: row["name"] for row in batch.nodes["Actor"].to_pylist()}
    assert (names[part["start"]], names[part["end"]]) == ("Army of Syria", "Armed Forces of Syria")


def test_the_keys_and_ids_of_a_source_lead_to_the_register() -> None:
    frame = pl.DataFrame([
        {"id": ids.minted("Actor", "1"), "kind": "source", "name": "whatever", "outside_id": None, "register": "sohr"},
        {"id": ids.minted("Actor", "2"), "kind": "government", "name": "x", "outside_id": "ucdp:118", "register": None},
        {"id": ids.minted("Actor", "3"), "kind": "source", "name": "x", "outside_id": "ucdp:0", "register": None},
    ])  # fmt: skip

    batch = default().resolved(frame, AT)

    rights = {row["end"] for row in batch.relationships["RIGHT"].to_pylist()}
    assert rights == {default().actor("sohr").id, default().actor("sy-government").id}


def test_judging_twice_gives_the_same_ids() -> None:
    frame = pl.DataFrame([{"id": ids.minted("Actor", "x"), "kind": "monitor", "name": "SOHR"}])

    first, second = (default().resolved(frame, at) for at in (AT, AT.replace(year=2026)))

    assert first.ids("Judgement") == second.ids("Judgement")
