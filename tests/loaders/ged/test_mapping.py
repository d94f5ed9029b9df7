"""What becomes of a row of GED, and that all of the 10,000 come in, counted by other means."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from testigo.loaders.ged.citations import BETWEEN
from testigo.loaders.register import default
from testigo.loaders.source import Piece
from testigo.ontology import ids
from testigo.ontology.batch import Batch
from testigo.ontology.terms import Population

from tests.loaders.ged.rows import AT, REAL, SAMPLE, Row, mapped, real, source


def nodes(batch: Batch, label: str) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in batch.nodes[label].to_pylist()}


def ends(batch: Batch, type: str) -> list[tuple[str, str]]:
    table = batch.relationships.get(type)
    return [] if table is None else [(row["start"], row["end"]) for row in table.to_pylist()]


def statements(piece: Piece, kind: str) -> list[dict[str, Any]]:
    """The statements of a kind about events that rows are, in the order of the rows."""
    about = dict(ends(piece.batch, "ABOUT"))
    rows = {ids.minted("Event", "ged", row["rowKey"]) for row in nodes(piece.batch, "Passage").values()}
    return [row for id, row in nodes(piece.batch, "Statement").items() if row["kind"] == kind and about[id] in rows]


Toll = tuple[Row, dict[str, Any]]


@pytest.fixture(scope="module")
def all_rows() -> list[Row]:
    return real()


@pytest.fixture(scope="module")
def piece() -> Piece:
    (found,) = source(REAL).pieces(AT, 20_000)
    return found


@pytest.fixture(scope="module")
def tolls(piece: Piece, all_rows: list[Row]) -> list[Toll]:
    """Each row with its statement of how many people were killed."""
    passages = nodes(piece.batch, "Passage")
    row_of = {start: all_rows[passages[end]["row"] - 1] for start, end in ends(piece.batch, "ANCHORED_AT")}
    counts = statements(piece, "count")
    return [(row_of[each["id"]], each) for each in counts if each["population"] == Population.PEOPLE]


def test_a_row_is_eleven_propositions_or_fewer_on_one_passage(tmp_path: Path) -> None:
    found = mapped(tmp_path, {})

    assert Counter(row["kind"] for row in nodes(found.batch, "Statement").values()) == {
        "act-type": 3,  # of the event, its dyad and its conflict
        "place": 1,
        "time": 1,
        "count": 5,
        "participation": 2,
    }
    (passage,) = nodes(found.batch, "Passage").values()
    assert {end for _, end in ends(found.batch, "ANCHORED_AT")} == {passage["id"]}
    assert passage["exact"].startswith("300380,SYR-2013-1-11973-99,2013,")
    assert (passage["kind"], passage["row"], passage["rowKey"]) == ("row", 1, "300380")


def test_the_figures_are_ucdps_estimates_with_their_populations(tmp_path: Path) -> None:
    found = mapped(tmp_path, {"low": "1", "best": "2", "high": "7", "deaths_civilians": "0"})

    counts = {row["columns"][0]: row for row in statements(found, "count")}
    best = counts["best"]
    assert (best["low"], best["best"], best["high"], best["comparator"]) == (1, 2, 7, "range")
    assert (best["effLow"], best["effHigh"], best["scope"], best["modality"]) == (1, 7, "incident", "estimates")
    assert {column: row["population"] for column, row in counts.items()} == {
        "best": "people", "deaths_a": "security-forces", "deaths_b": "fighters", "deaths_civilians": "civilians",
        "deaths_unknown": "other",
    }  # fmt: skip
    assert (counts["deaths_civilians"]["best"], counts["deaths_civilians"]["zeroMayBeSilence"]) == (0, True)


def test_an_unclear_event_is_a_sum_over_its_days(tmp_path: Path) -> None:
    found = mapped(tmp_path, {"event_clarity": "2", "date_end": "2013-01-09"})

    counts = statements(found, "count")
    assert {(row["scope"], str(row["since"]), str(row["asOf"])) for row in counts} == {
        ("cumulative", "2013-01-03", "2013-01-09")
    }


def test_no_side_is_said_to_have_done_it(piece: Piece) -> None:
    roles = Counter(row["role"] for row in nodes(piece.batch, "Participation").values())

    assert set(roles) == {"participant-unspecified", "victim"}


def test_civilians_suffer_one_sided_violence_each_event_its_own(tmp_path: Path) -> None:
    one_sided = {"type_of_violence": "3", "side_b": "Civilians", "side_b_new_id": "1"}
    found = mapped(
        tmp_path, one_sided, one_sided | {"id": "7"}, {"id": "8", "side_b": "Civilians", "side_b_new_id": "1"}
    )

    actors = nodes(found.batch, "Actor")
    of = dict(ends(found.batch, "OF_ACTOR"))
    roles = [
        part["role"]
        for id, part in nodes(found.batch, "Participation").items()
        if actors[of[id]]["name"] == "Civilians"
    ]
    assert sorted(roles) == ["participant-unspecified", "victim", "victim"]
    assert len({id for id, actor in actors.items() if actor["name"] == "Civilians" and not actor["identified"]}) == 3


def test_sides_conflicts_and_countries_are_known_by_their_ids_not_their_names(tmp_path: Path) -> None:
    found = mapped(tmp_path, {}, {"id": "7", "side_b": "Rebels of Syria"})

    rebels = ids.minted("Actor", "ged", 4456)
    assert nodes(found.batch, "Actor")[rebels]["name"] == "Syrian insurgents"
    names = {
        row["literal"]
        for id, row in nodes(found.batch, "Name").items()
        if (rebels, id) in ends(found.batch, "HAS_NAME")
    }
    assert names == {"Syrian insurgents", "Rebels of Syria"}


def test_a_place_lies_in_its_district_its_governorate_and_its_country(tmp_path: Path) -> None:
    found = mapped(tmp_path, {}, {"id": "7", "adm_2": ""})

    places, within = nodes(found.batch, "Place"), dict(ends(found.batch, "WITHIN"))
    (at,) = {
        end for _, end in ends(found.batch, "AT_PLACE") if within[end] and places[within[end]]["kind"] == "district"
    }
    chain = [at]
    while chain[-1] in within:
        chain.append(within[chain[-1]])
    assert [places[each]["name"] for each in chain] == ["Rami village", "Ariha district", "Idlib governorate", "Syria"]
    assert (places[at]["kind"], places[at]["precision"], places[at]["latitude"]) == ("village", "exact", 35.763369)


def test_ucdp_says_it_and_names_its_sources_with_their_own_words(tmp_path: Path) -> None:
    found = mapped(
        tmp_path, {"source_original": "SOHR, VDC; local residents"}, {"id": "7", "source_original": "local residents"}
    )

    actors = nodes(found.batch, "Actor")
    assert {actors[end]["name"] for _, end in ends(found.batch, "SAID_BY")} == {"Uppsala Conflict Data Program"}
    sources = {end for _, end in ends(found.batch, "SOURCED_FROM")}
    assert Counter((actors[end]["name"], actors[end]["identified"]) for end in sources) == {
        ("SOHR", True): 1,
        ("VDC", True): 1,
        ("local residents", False): 2,  # those of one row are not those of another
    }


def test_a_row_cites_the_reports_it_rests_on(piece: Piece, all_rows: list[Row]) -> None:
    cited = pl.from_arrow(piece.batch.relationships["CITES"])
    anchored = pl.from_arrow(piece.batch.relationships["ANCHORED_AT"])
    assert isinstance(cited, pl.DataFrame)
    assert isinstance(anchored, pl.DataFrame)
    pairs = cited.join(anchored, on="start").select("end", "end_right").unique()
    # one row each: the number of distinct references of its cell, split where one quoted reference ends
    expected = sum(len(set(row["source_article"][1:-1].split(BETWEEN))) for row in all_rows if row["source_article"])
    assert abs(len(pairs) - expected) <= expected * 0.01  # references that differ in white space or case are one report


@pytest.mark.parametrize("by", ["country", "year"])
def test_the_sums_of_all_figures_are_those_of_a_plain_group_by(tolls: list[Toll], all_rows: list[Row], by: str) -> None:
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    plain: dict[str, Counter[str]] = defaultdict(Counter)
    for row, statement in tolls:
        sums[row[by]].update({key: statement[key] for key in ("low", "best", "high")})
    seen: set[tuple[str, ...]] = set()
    for row in all_rows:
        figure = tuple(row[key] for key in ("id", "low", "best", "high", "event_clarity"))
        if figure not in seen:  # two releases' rows of one event that agree are one statement
            plain[row[by]].update({key: int(row[key]) for key in ("low", "best", "high")})
        seen.add(figure)

    assert sums == plain


def test_every_row_and_every_event_is_in(piece: Piece, all_rows: list[Row]) -> None:
    assert len(nodes(piece.batch, "Passage")) == len(all_rows) == 10_000
    assert {row["rowKey"] for row in nodes(piece.batch, "Passage").values()} == {row["id"] for row in all_rows}
    assert not piece.faults


def test_both_samples_hold_the_same_events(piece: Piece) -> None:
    (other,) = source(SAMPLE).pieces(AT)

    assert len(nodes(other.batch, "Passage")) == 1_000
    assert not other.faults
    same = {id for id, row in nodes(other.batch, "Statement").items() if row["kind"] != "place"}
    assert same <= set(piece.batch.ids("Statement"))


def test_the_release_of_a_row_is_told_by_the_form_of_its_relid(piece: Piece) -> None:
    passages, said = nodes(piece.batch, "Passage"), piece.batch.nodes["Statement"]
    version_of = dict(zip(*(said.column(name).to_pylist() for name in ("id", "recordVersion")), strict=True))

    rows = Counter(passage["rowKey"] for passage in passages.values())
    versions = {
        key: version_of[start]
        for start, end in ends(piece.batch, "ANCHORED_AT")
        if rows[key := passages[end]["rowKey"]] == 1  # of the 24 that stand twice, what both rows say is one statement
    }

    assert Counter(versions.values()) == {"23.1": 1_000 - 24, "19.1": 9_000 - 24}


@pytest.mark.parametrize(
    ("change", "column", "rule", "lost"),
    [
        ({"type_of_violence": "4"}, "type_of_violence", "unknown-code", "act-type"),
        ({"best": "two"}, "best", "not-a-number", "count"),
        ({"date_start": "2013-02-30"}, "date_start", "no-date", "time"),
        ({"date_prec": "9"}, "date_prec", "unknown-code", "time"),
        ({"event_clarity": "3"}, "event_clarity", "unknown-code", "count"),
    ],
)
def test_a_broken_cell_costs_the_statements_that_need_it(
    tmp_path: Path, change: Row, column: str, rule: str, lost: str
) -> None:
    whole, found = mapped(tmp_path, {}), mapped(tmp_path, change)

    assert [(each.path, each.rule, each.locator.rsplit(":", 1)[1]) for each in found.faults] == [(column, rule, "2")]
    kinds = {row["kind"] for row in nodes(whole.batch, "Statement").values()}
    fewer = len(statements(whole, lost)) - len(statements(found, lost))
    assert fewer == (5 if column == "event_clarity" else 1)
    assert {row["kind"] for row in nodes(found.batch, "Statement").values()} >= kinds - {"count", "act-type", "time"}


def test_a_row_without_an_id_is_refused_whole(tmp_path: Path) -> None:
    found = mapped(tmp_path, {}, {"id": ""})

    assert [(each.rule, each.path) for each in found.faults] == [("empty-cell", "id")]
    assert len(nodes(found.batch, "Passage")) == 1


def test_actors_are_judged_the_registers_by_ucdps_ids_and_by_the_table_of_speakers(tmp_path: Path) -> None:
    found = mapped(tmp_path, {"side_a": "Government of Syria", "side_a_new_id": "118", "side_b": "IS",
                              "side_b_new_id": "234", "source_original": "sohr; police"})  # fmt: skip

    right = dict(ends(found.batch, "RIGHT"))
    judged = {actor: right[judgement] for judgement, actor in ends(found.batch, "LEFT")}
    known = {key: default().actor(key).id for key in ("sy-government", "ucdp-234", "sohr", "ucdp")}
    assert sorted(judged.values()) == sorted(known.values())
    assert judged[ids.minted("Actor", "ged", 118)] == known["sy-government"]
    assert judged[ids.minted("Actor", "ged", "source_original", "sohr")] == known["sohr"]
