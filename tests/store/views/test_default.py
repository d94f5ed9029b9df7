from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from testigo.ontology.terms import (
    DatePrecision,
    EventType,
    Measure,
    Modality,
    PlaceKind,
    Polarity,
    Population,
    Role,
    Scope,
    StatementKind,
    Status,
)  # fmt: skip
from testigo.store.views import view
from testigo.store.views.rows import Case, Claim, EventView, Part, Site, Successor

DAYS = st.sampled_from([None, *(date(2025, 3, day) for day in (6, 7, 8))])
ACTORS = st.frozensets(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=2)
IDS = [str(n) for n in range(8)]
SITE = Site("place-1", "place-9", "Baniyas", PlaceKind.CITY)


@st.composite
def claims(draw: st.DrawFn) -> list[Claim]:
    """Claims of every kind that a view reads, with a few that overtake or take back others."""
    return [
        Claim(
            id=id,
            kind=draw(st.sampled_from([StatementKind.ACT_TYPE, StatementKind.TIME, StatementKind.COUNT])),
            polarity=draw(st.sampled_from(Polarity)),
            speakers=draw(ACTORS),
            successors=frozenset(draw(st.lists(st.builds(Successor, st.sampled_from(IDS), st.booleans()), max_size=1))),
            event_type=draw(st.sampled_from([EventType.KILLING, EventType.MASS_KILLING, EventType.LOOTING])),
            earliest=draw(DAYS),
            date_precision=DatePrecision.DAY,
            measure=Measure.KILLED,
            population=draw(st.sampled_from([Population.PEOPLE, Population.CIVILIANS])),
            scope=draw(st.sampled_from(Scope)),
            as_of=draw(DAYS),
            eff_low=draw(st.integers(0, 9)),
            eff_high=draw(st.sampled_from([None, 10])),
        )
        for id in IDS[: draw(st.integers(0, 8))]
    ]


@given(claims(), st.data(), st.randoms(use_true_random=False))
def test_a_view_does_not_depend_on_the_order_of_what_was_said(
    said: list[Claim], data: st.DataObject, random: Random
) -> None:
    some = st.frozensets(st.sampled_from([claim.id for claim in said]), max_size=3) if said else st.just(frozenset())
    parts = [
        Part(id=f"part-{n}", actor=data.draw(st.sampled_from("xy")), role=Role.PERPETRATOR, resolved=True,
             supports=data.draw(some), denies=data.draw(some))
        for n in range(3)
    ]  # fmt: skip
    case = Case("event-1", frozenset(["event-1"]), tuple(said), tuple(parts))
    random.shuffle(said)
    random.shuffle(parts)

    assert view(Case("event-1", frozenset(["event-1"]), tuple(said), tuple(parts))) == view(case)


def test_an_event_of_which_nothing_is_said_has_a_title_only() -> None:
    assert view(Case("event-1", frozenset(["event-1"]))).event == EventView(title="Event")


def test_denied_and_retracted_claims_say_nothing_of_the_event() -> None:
    denied = Claim(id="1", kind=StatementKind.ACT_TYPE, modality=Modality.DENIES, event_type=EventType.LOOTING)
    retracted = Claim(
        id="2",
        kind=StatementKind.ACT_TYPE,
        event_type=EventType.LOOTING,
        successors=frozenset([Successor("3", retracts=True)]),
    )

    assert view(Case("event-1", frozenset(["event-1"]), (denied, retracted))).event.type is None


def test_a_denial_of_the_event_itself_contests_it_but_for_its_own_speaker() -> None:
    told = Claim(id="1", kind=StatementKind.ACT_TYPE, speakers=frozenset("a"), event_type=EventType.MASS_KILLING)
    denial = Claim(id="2", kind=StatementKind.ACT_TYPE, speakers=frozenset("b"), event_type=EventType.KILLING,
                   modality=Modality.DENIES, polarity=Polarity.NEGATIVE)  # fmt: skip

    found = view(Case("event-1", frozenset(["event-1"]), (told, denial))).event
    assert (found.type, found.contested) == (EventType.MASS_KILLING, True)
    assert not view(
        Case("event-1", frozenset(["event-1"]), (told, replace(denial, speakers=frozenset("a"))))
    ).event.contested


def test_a_toll_that_is_feared_or_ordered_is_none() -> None:
    feared = Claim(id="1", kind=StatementKind.COUNT, modality=Modality.WARNS, measure=Measure.KILLED,
                   eff_low=1000, eff_high=1000)  # fmt: skip
    told = replace(feared, id="2", modality=Modality.ASSERTS, eff_low=3, eff_high=3)

    assert view(Case("event-1", frozenset(["event-1"]), (feared,))).event.killed_low is None
    assert view(Case("event-1", frozenset(["event-1"]), (feared, told))).event.killed_high == 3


def test_what_was_only_ordered_has_its_type_until_somebody_tells_what_it_was() -> None:
    ordered = Claim(id="1", kind=StatementKind.ACT_TYPE, modality=Modality.ORDERS, event_type=EventType.BLOCKADE_SIEGE)
    told = Claim(id="2", kind=StatementKind.ACT_TYPE, event_type=EventType.DEPLOYMENT)

    assert view(Case("event-1", frozenset(["event-1"]), (ordered,))).event.type is EventType.BLOCKADE_SIEGE
    assert view(Case("event-1", frozenset(["event-1"]), (ordered, told))).event.type is EventType.DEPLOYMENT


def test_each_record_of_an_event_is_where_its_own_statements_put_it() -> None:
    claim = Claim(id="1", kind=StatementKind.PLACE, about=frozenset(["event-1", "event-7"]), sites=frozenset([SITE]))
    found = view(Case("event-1", frozenset(["event-1", "event-2"]), (claim,)))

    assert found.places == {("event-1", "place-1")}
    assert found.event.title == "Event in Baniyas"


def test_a_denial_by_another_origin_contests_the_event() -> None:
    said = [Claim(id=id, kind=StatementKind.PARTICIPATION, speakers=frozenset(id)) for id in "ab"]
    part = Part(id="part-1", actor="x", role=Role.VICTIM, supports=frozenset("a"), denies=frozenset("b"))
    found = view(Case("event-1", frozenset(["event-1"]), tuple(said), (part,)))

    assert found.event.contested
    assert found.statuses == {"part-1": Status.DISPUTED}
