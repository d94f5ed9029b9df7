"""Proposals of actors: what counts, what holds a score down, and that not all are compared with all."""

from __future__ import annotations

import time
from typing import Any

import polars as pl
import pytest
from testigo.ontology.errors import InvalidValue
from testigo.store.proposals.actors import crowded_keys, propose_actors
from testigo.store.proposals.names import ACCEPTING

from tests.store.proposals.invented import ACTOR, NAME, invented


def tables(*rows: dict[str, Any]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """One actor a row, `a`, `b`, …, by `name` and whatever else of it matters."""
    plain: dict[str, Any] = {
        "kind": "armed-faction",
        "country": None,
        "superior": None,
        "register": False,
        "together": [],
    }
    actors = [{**plain, **row, "id": "abcdefgh"[at]} for at, row in enumerate(rows)]
    names = [{"owner": actor["id"], "literal": actor["name"], "lang": "en"} for actor in actors]
    return pl.DataFrame([{key: actor[key] for key in ACTOR} for actor in actors], ACTOR), pl.DataFrame(names, NAME)


def score(*rows: dict[str, Any]) -> float:
    found = propose_actors(*tables(*rows))
    return float(found["score"][0]) if found.height else 0.0


def test_a_proposal_says_why_with_values_and_weights() -> None:
    one = {"name": "Jaysh al-Islam", "country": "SY"}

    found = propose_actors(*tables(one, {**one, "name": "جيش الإسلام"}))

    (proposal,) = found.to_dicts()
    assert (proposal["left"], proposal["right"]) == ("a", "b")
    assert {reason["name"]: reason["weight"] for reason in proposal["reasons"]} == {
        "name": 2.4,
        "kind": 0.6,
        "country": 1.0,
    }
    assert [reason["value"] for reason in proposal["reasons"]][1:] == ["armed-faction", "SY"]


def test_a_persons_name_alone_is_not_enough() -> None:
    person = {"name": "Ahmed al-Sharif", "kind": "person", "country": "SY"}

    assert 0.5 < score(person, {**person, "name": "أحمد الشريف"}) < ACCEPTING
    assert score({**person, "together": ["x"]}, {**person, "together": ["x", "y"]}) >= ACCEPTING
    assert score({**person, "superior": "u"}, {**person, "superior": "u"}) >= ACCEPTING


def test_what_holds_a_score_down_is_told() -> None:
    person = {"name": "Ahmed al-Sharif", "kind": "person"}

    (proposal,) = propose_actors(*tables(person, person)).to_dicts()

    assert proposal["reasons"][-1] == {"name": "at most", "value": "0.8 (person)", "weight": 0.0}


def test_letters_need_a_country() -> None:
    assert score({"name": "SNA"}, {"name": "SNA"}) < ACCEPTING
    assert score({"name": "SNA"}, {"name": "Syrian National Army"}) < ACCEPTING
    assert score({"name": "SNA", "country": "SY"}, {"name": "Syrian National Army", "country": "SY"}) >= ACCEPTING


def test_common_nouns_need_a_country() -> None:
    police = {"name": "Military Intelligence", "kind": "security-forces"}

    assert score(police, police) < ACCEPTING
    assert score({**police, "country": "IQ"}, {**police, "country": "IQ"}) >= ACCEPTING


@pytest.mark.parametrize("differs", [{"kind": "media"}, {"country": "LB"}])
def test_another_kind_or_country_tells_apart(differs: dict[str, str]) -> None:
    one = {"name": "Amal Movement", "country": "SY"}

    assert score(one, {**one, **differs}) < ACCEPTING < score(one, one)


def test_a_shared_superior_and_companions_count() -> None:
    one = {"name": "Hamza Brigade", "superior": "u", "together": ["x", "y"]}
    other = {"name": "Hamza Division"}

    assert (
        score(one, other)
        < score(one, {**other, "superior": "u"})
        < score(one, {**other, **one, **other, "superior": "u"})
    )


def test_two_entries_of_registers_are_two() -> None:
    entry = {"name": "Turkish army", "country": "TR", "register": True}

    assert score(entry, entry) == 0
    assert score(entry, {**entry, "register": False}) >= ACCEPTING


def test_who_has_no_name_is_never_proposed() -> None:
    crowd = {"name": "protesters of Homs", "kind": "crowd"}
    actors, names = tables({"name": "gunmen of Homs"}, {"name": "gunmen of Homs"})

    assert score(crowd, crowd) == 0
    assert propose_actors(actors.with_columns(identified=False), names).is_empty()
    assert propose_actors(actors.with_columns(identified=True), names).height == 1


def test_a_missing_column_is_told() -> None:
    actors, names = tables({"name": "Hamas"})

    with pytest.raises(InvalidValue, match="actors has no column country"):
        propose_actors(actors.drop("country"), names)


def test_of_very_many_owners_of_a_name_each_meets_the_first_of_its_like() -> None:
    actors = pl.DataFrame([(f"{n:04}", "monitor", "SY", None, False, []) for n in range(500)], ACTOR, orient="row")
    names = pl.DataFrame([(f"{n:04}", "Waha Report", "en") for n in range(500)], NAME, orient="row")

    found = propose_actors(actors, names)

    assert found.height == 499
    assert set(found["left"]) == {"0000"}
    assert crowded_keys(names).to_dicts() == [{"key": "name: Waha Report", "names": 1, "owners": 500}]


def test_keys_that_too_many_names_share_are_told() -> None:
    names = pl.DataFrame(
        [(f"{n}", f"{word}in", "en") for n, word in enumerate(["ban", "pan"] * 40)], NAME, orient="row"
    )
    many = pl.DataFrame([(f"x{n}", f"Ban {'a' * n}", "en") for n in range(1, 60)], NAME, orient="row")

    told = crowded_keys(pl.concat([names, many]))

    assert told.filter(pl.col("names") > 1).height > 0


def cpu_s(count: int) -> float:
    actors, names = invented(count)
    start = time.process_time()
    propose_actors(actors, names)
    return time.process_time() - start


def test_it_does_not_compare_all_with_all() -> None:
    cpu_s(200)  # what is read once

    assert cpu_s(4000) < 4 * 2.5 * max(cpu_s(1000), 0.1)


@pytest.mark.soak
def test_a_hundred_thousand_actors_take_half_a_minute() -> None:
    cpu_s(200)

    assert cpu_s(100_000) < 45


def test_the_same_tables_give_the_same_proposals_in_any_order() -> None:
    actors, names = invented(400)

    found = propose_actors(actors, names)

    assert found.equals(propose_actors(actors.reverse(), names.sample(fraction=1, shuffle=True, seed=1)))
    assert (found["left"] < found["right"]).all()
    assert not found.select("left", "right").is_duplicated().any()
