from __future__ import annotations

from datetime import date

import pytest

from tests.loaders.acled.invented import ends, faults, mapped, names, nodes, said


def test_a_row_says_what_where_when_how_many_and_who() -> None:
    batch = mapped().batch

    kinds = sorted(row["kind"] for row in nodes(batch, "Statement"))

    assert kinds == ["act-type", "count", "participation", "participation", "place", "time"]


def test_acled_says_it_and_names_its_sources_in_order() -> None:
    batch = mapped({"source": "Mirren Herald; Ardenia Watch"}).batch

    for statement in nodes(batch, "Statement"):
        assert names(batch, "Actor", ends(batch, "SAID_BY", statement["id"])) == ["ACLED"]
        assert names(batch, "Actor", ends(batch, "SOURCED_FROM", statement["id"])) == ["Mirren Herald", "Ardenia Watch"]


def test_the_timestamp_is_version_and_day_of_publication() -> None:
    (count,) = said(mapped().batch, "count")

    assert count["recordVersion"] == "1709856000"
    assert count["publishedOn"] == date(2024, 3, 8)


def test_a_new_timestamp_gives_new_statements_about_the_same_event() -> None:
    old, new = mapped().batch, mapped({"timestamp": "1709856001"}).batch

    assert old.ids("Event") == new.ids("Event")
    assert set(old.ids("Statement")).isdisjoint(new.ids("Statement"))


def test_the_same_row_in_another_download_gives_the_same_statements() -> None:
    alone = mapped().batch
    (statement,) = said(alone, "count")

    assert statement["id"] in mapped({"event_id_cnty": "ARD0"}, {}).batch.ids("Statement")


@pytest.mark.parametrize(
    ("precision", "edtf", "earliest", "latest"),
    [
        ("1", "2024-02-15", date(2024, 2, 15), date(2024, 2, 15)),
        ("2", "2024-02-12/2024-02-18", date(2024, 2, 12), date(2024, 2, 18)),
        ("3", "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_a_day_a_week_or_a_month(precision: str, edtf: str, earliest: date, latest: date) -> None:
    (time,) = said(mapped({"event_date": "2024-02-15", "time_precision": precision}).batch, "time")

    assert (time["edtf"], time["earliest"], time["latest"]) == (edtf, earliest, latest)


def test_a_day_as_the_export_tool_writes_it() -> None:
    (time,) = said(mapped({"event_date": "04 March 2024"}).batch, "time")

    assert time["earliest"] == date(2024, 3, 4)


def test_deaths_are_an_estimate_without_bounds() -> None:
    (count,) = said(mapped({"fatalities": "12"}).batch, "count")

    assert (count["modality"], count["best"], count["comparator"]) == ("estimates", 12, "exact")
    assert "low" not in count
    assert "zeroMayBeSilence" not in count


def test_no_deaths_may_be_silence() -> None:
    (count,) = said(mapped({"fatalities": "0"}).batch, "count")

    assert count["best"] == 0
    assert count["zeroMayBeSilence"] is True


def test_a_type_is_read_with_its_sub_type() -> None:
    (act,) = said(mapped({"event_type": "Riots", "sub_event_type": "Violent demonstration"}).batch, "act-type")

    assert act["eventType"] == "riot"


@pytest.mark.parametrize(
    ("cells", "column", "rule", "kind"),
    [
        ({"sub_event_type": "Duel"}, "sub_event_type", "unknown-code", "act-type"),
        ({"event_type": "Riots"}, "sub_event_type", "unknown-code", "act-type"),
        ({"time_precision": "4"}, "time_precision", "unknown-code", "time"),
        ({"event_date": "2023-02-30"}, "event_date", "no-date", "time"),
        ({"geo_precision": "0"}, "geo_precision", "unknown-code", "place"),
        ({"iso": "ARD"}, "iso", "not-a-number", "place"),
        ({"latitude": "141.2"}, "latitude", "out-of-range", "place"),
        ({"longitude": None}, "longitude", "empty-cell", "place"),
        ({"location": None}, "location", "empty-cell", "place"),
        ({"fatalities": "-1"}, "fatalities", "out-of-range", "count"),
        ({"fatalities": "many"}, "fatalities", "not-a-number", "count"),
        ({"fatalities": None}, "fatalities", "empty-cell", "count"),
    ],
)
def test_a_broken_cell_costs_the_statement_that_needs_it(
    cells: dict[str, str | None], column: str, rule: str, kind: str
) -> None:
    found = mapped(cells)

    assert faults(found) == {(1, column, rule)}
    assert not said(found.batch, kind)
    assert len(nodes(found.batch, "Statement")) == 5


@pytest.mark.parametrize(
    ("cells", "column", "rule"),
    [
        ({"event_id_cnty": None}, "event_id_cnty", "empty-cell"),
        ({"timestamp": None}, "timestamp", "empty-cell"),
        ({"timestamp": "2024-03-08"}, "timestamp", "no-version"),
    ],
)
def test_a_row_without_id_or_version_says_nothing(cells: dict[str, str | None], column: str, rule: str) -> None:
    found = mapped({"event_id_cnty": "ARD9"}, cells)

    assert (2, column, rule) in faults(found)
    assert len(nodes(found.batch, "Passage")) == 1


def test_the_words_of_a_row_stand_in_its_passage() -> None:
    (passage,) = nodes(mapped().batch, "Passage")

    assert (passage["row"], passage["rowKey"], passage["exact"]) == (1, "ARD1", "row 1")
