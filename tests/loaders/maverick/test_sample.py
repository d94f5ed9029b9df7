"""The whole of version 1.0, as it ships, against what the csv module counts in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache

from testigo.loaders.maverick import MaverickSource
from testigo.loaders.maverick.card import CARD
from testigo.loaders.source import Piece
from testigo.ontology import ids

from tests.loaders.maverick import counted
from tests.loaders.maverick.rows import AT, Record, ends, records

FORMS = {
    "Arson": "arson-property-destruction", "Looting": "looting", "Riot": "riot", "Sexual violence": "sexual-violence",
    "Abduction": "abduction-disappearance", "Torture": "torture-ill-treatment", "Stabbing": "attack",
    "Melee": "attack", "Remote violence": "attack",
}  # fmt: skip
"""Forms of violence that say one type, whatever the context."""


@cache
def whole() -> Piece:
    (found,) = MaverickSource().pieces(AT)
    return found


@cache
def said() -> dict[str, list[tuple[str, Record]]]:
    """Kind → (id of the row, statement)."""
    batch = whole().batch
    keys = {id: each["rowKey"] for id, each in records(batch, "Passage").items()}
    anchors = ends(batch, "ANCHORED_AT")
    found: dict[str, list[tuple[str, Record]]] = defaultdict(list)
    for id, each in records(batch, "Statement").items():
        found[each["kind"]].append((keys[anchors[id][0]], each))
    return found


def event_of(row: counted.Row) -> str:
    return ids.minted("Event", "maverick", row["event_id"])


def line(where: str) -> int:
    return int(where.rpartition(":")[2])


def test_every_row_is_a_passage_with_its_words() -> None:
    passages = list(records(whole().batch, "Passage").values())

    assert [(each["row"], each["rowKey"]) for each in passages] == [
        (number, row["id"]) for number, row in enumerate(counted.rows(), 1)
    ]
    assert sum("\n" in each["exact"] for each in passages) == sum(
        any("\n" in cell for cell in row.values()) for row in counted.rows()
    )


def test_rows_of_one_event_are_statements_about_one_event() -> None:
    about = ends(whole().batch, "ABOUT")
    reports: dict[str, set[str]] = defaultdict(set)
    for key, each in said()["count"]:
        reports[about[each["id"]][0]].add(key)

    expected = {event_of(rows[0]): {row["id"] for row in rows} for rows in counted.reports_of_events().values()}
    assert reports == expected
    assert (len(reports), sum(len(rows) > 1 for rows in reports.values())) == (2200, 407)
    assert {each.label: each.most for each in CARD.expected} == {"Passage": 3287, "Event": 2200}


def test_every_figure_of_the_file_is_a_count() -> None:
    figures = {
        (key, each["measure"]): (each["low"], each["best"], each["high"], each.get("zeroMayBeSilence", False))
        for key, each in said()["count"]
    }

    assert figures == {
        (row["id"], measure): (*bounds, bounds[2] == 0)
        for row in counted.rows()
        for measure, name in (("killed", "deaths"), ("injured", "injuries"))
        for bounds in [tuple(int(row[f"{name}_{bound}"]) for bound in ("low", "best", "high"))]
    }
    assert sum(of == "killed" and silent for (_, of), (*_, silent) in figures.items()) == 1926


def test_as_many_events_disagree_on_their_deaths_as_in_the_file() -> None:
    about = ends(whole().batch, "ABOUT")
    best: dict[str, set[int]] = defaultdict(set)
    for _, each in said()["count"]:
        if each["measure"] == "killed":
            best[about[each["id"]][0]].add(each["best"])

    of_file = [{int(row["deaths_best"]) for row in rows} for rows in counted.reports_of_events().values()]
    assert sum(len(found) > 1 for found in best.values()) == sum(len(found) > 1 for found in of_file) == 185
    assert sum(len(found - {0}) > 1 for found in best.values()) == sum(len(found - {0}) > 1 for found in of_file) == 120


def test_every_flag_of_the_file_is_a_participation() -> None:
    parts = records(whole().batch, "Participation")

    roles = Counter(parts[part]["role"] for (part,) in ends(whole().batch, "SUPPORTS").values())
    assert roles == counted.parts(counted.rows())
    assert (roles["participant-unspecified"], roles["bystander"]) == (102, 33)


def test_every_row_is_dated_and_placed() -> None:
    dates = {key: (each["earliest"].isoformat(), each["latest"].isoformat()) for key, each in said()["time"]}

    assert dates == {row["id"]: (row["date_start"], row["date_end"]) for row in counted.rows()}
    assert {key for key, _ in said()["place"]} == {row["id"] for row in counted.rows()}


def test_every_row_says_the_types_of_its_forms_of_violence() -> None:
    types: dict[str, set[str]] = defaultdict(set)
    for key, each in said()["act-type"]:
        types[key].add(each["eventType"])

    for row in counted.rows():
        forms = {form for slot in range(1, 7) for form in row[f"actor{slot}_violence"].split("; ")}
        assert {FORMS[form] for form in forms & FORMS.keys() if "Victim" not in forms} <= types[row["id"]]
        assert ("displacement" in types[row["id"]]) == (row["displacement"] == "1")
        assert "other-coded" not in types[row["id"]] or not forms - {"Unknown", "Other", "", "Crowd control measures"}
    assert set(types) == {row["id"] for row in counted.rows()}


def test_every_report_is_cited_with_its_day() -> None:
    days = {key: each["publishedOn"].isoformat() for found in said().values() for key, each in found}

    assert days == {row["id"]: counted.published(row) for row in counted.rows()}


def test_what_no_table_can_read_is_told_with_its_line() -> None:
    supporters = {
        (line, "two-actors", f"actor{slot}_subtype")
        for line, row in counted.numbered()
        for slot, _, _ in counted.slots(row)
        if counted.is_somebody_else(row, slot)
    }

    assert {(line(each.locator), each.rule, each.path) for each in whole().faults} == {
        (756, "unknown-code", "actor2_violence"),
        *supporters,
    }
    assert len(supporters) == 6
