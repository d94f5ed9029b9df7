"""The questions on the sample graph: each store gives the golden answer, so they all give the same."""

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest
from testigo.ontology.errors import QueryError
from testigo.ontology.model import Text
from testigo.queries.catalogue import catalogue
from testigo.store import ask
from testigo.store.bolt import BoltStore
from testigo.store.views import Touched, refresh

from tests.sample import Sample, sample

Ask = Callable[..., pl.DataFrame]
MONITOR = "Syrian Observatory for Human Rights"
COMMISSION = "UN commission of inquiry"


@pytest.fixture(scope="module")
def it() -> Sample:
    return sample()


@pytest.fixture(scope="module", params=["_embedded", pytest.param("_neo4j", marks=pytest.mark.neo4j)])
def graph(request: pytest.FixtureRequest, it: Sample) -> BoltStore:
    """Each store with the sample in it. Its questions only read, so it is loaded once."""
    store: BoltStore = request.getfixturevalue(request.param)
    store.define("MATCH (n) WHERE n.id <> 'schema' CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 100 ROWS")
    store.write(it.batch)
    refresh(store, Touched.by(it.batch))
    return store


@pytest.fixture
def asked(graph: BoltStore) -> Ask:
    return lambda name, **parameters: ask(name, store=graph, **parameters)


def coast(it: Sample) -> str:
    """The canonical id of the event that seven reports tell of."""
    return min(it.coast)


def killings(it: Sample) -> str:
    return min(it.killings)


def test_a_timeline_has_each_event_once_in_order_of_time(asked: Ask, it: Sample) -> None:
    found = asked("timeline")

    assert found.select("event", "title", "killedLow", "killedHigh", "contested", "reports").rows() == [
        (coast(it), "Killing of civilians in Syria’s coastal region, 2025-03-06 to 2025-03-08", 1260, 1540, False, 7),
        (killings(it), "Killing of civilians in Baniyas, 2025-03-07", None, None, False, 3),
        (it.coded, "One-sided violence in Tartus, 2025-03-10", 4, 4, False, 1),
        (it.looting, "Looting in Baniyas", None, None, True, 1),
    ]
    assert found["places"].to_list() == [["Syria’s coastal region"], ["Baniyas"], ["Tartus"], ["Baniyas"]]


def test_a_timeline_between_days_leaves_out_what_is_undated(asked: Ask, it: Sample) -> None:
    assert asked("timeline", since=date(2025, 3, 9))["event"].to_list() == [it.coded]
    assert asked("timeline", until=date(2025, 3, 6))["event"].to_list() == [coast(it)]
    assert asked("timeline", since=date(2025, 3, 8), until=date(2025, 3, 8))["event"].to_list() == [coast(it)]


def test_a_timeline_of_an_actor_leaves_out_parts_that_are_only_denied(asked: Ask, it: Sample) -> None:
    assert asked("timeline", actor=it.forces)["event"].to_list() == [killings(it)]
    assert asked("timeline", actor=it.government)["event"].to_list() == [it.coded]


def test_a_timeline_of_actor_and_place_is_of_both(asked: Ask, it: Sample) -> None:
    assert asked("timeline", actor=it.forces, place=it.syria)["event"].to_list() == [killings(it)]
    assert asked("timeline", actor=it.government, place=it.baniyas).is_empty()


def test_a_page_is_the_first_rows_of_the_answer(asked: Ask) -> None:
    whole = asked("timeline")

    assert asked("timeline", limit=2).rows() == whole.rows()[:2]
    assert asked("timeline", limit=0).is_empty()


def test_events_at_a_place_include_those_below_it(asked: Ask, it: Sample) -> None:
    in_baniyas = [killings(it), it.looting]

    assert asked("events-at-place", place=it.baniyas)["event"].to_list() == in_baniyas
    assert asked("events-at-place", place=it.tartus)["event"].to_list() == [killings(it), it.coded, it.looting]
    assert asked("events-at-place", place=it.syria)["placeIds"].to_list() == [[it.baniyas], [it.tartus], [it.baniyas]]
    assert asked("events-at-place", place=it.tartus, since=date(2025, 3, 10))["event"].to_list() == [it.coded]


def test_an_evidence_path_reaches_the_words_the_bytes_and_the_report(asked: Ask, it: Sample) -> None:
    found = asked("evidence-path", actor=it.forces, event=killings(it))

    assert found.select("status", "stance", "state", "modality", "speakers", "quote", "publisher").rows() == [
        ("corroborated", "supports", "stands", "accuses", ["SOHR"],
         "Government-aligned forces killed civilians in Baniyas on 7 March.", "SOHR"),
        ("corroborated", "supports", "stands", "asserts", [COMMISSION],
         "Fighters aligned with the government killed civilians in Baniyas from 7 to 9 March.", "UN commission"),
    ]  # fmt: skip
    texts = {text.sha256: text.content for text in it.build.nodes if isinstance(text, Text)}
    for row in found.rows(named=True):
        assert texts[row["textSha256"]][row["start"] : row["end"]] == row["quote"]
        assert row["archiveUrl"] == f"archive:{row['snapshotSha256']}"


def test_an_evidence_path_shows_denials_and_rows_of_tables(asked: Ask, it: Sample) -> None:
    denied = asked("evidence-path", actor=it.government, event=coast(it))
    coded = asked("evidence-path", actor=it.government, event=it.coded)

    assert denied.select("role", "status", "stance").rows() == [("ordering-party", "unsupported", "denies")]
    assert coded.select("row", "rowKey", "start", "textSha256", "cites").rows() == [
        (1, "501", None, None, ["Four die in Tartus"])
    ]


def test_an_evidence_path_keeps_to_a_role(asked: Ask, it: Sample) -> None:
    assert asked("evidence-path", actor=it.forces, event=killings(it), role="victim").is_empty()


def test_statements_of_an_actor_come_from_all_its_records_newest_first(asked: Ask, it: Sample) -> None:
    found = asked("statements-by-actor", actor=it.monitor, kind="count")

    assert found["publishedOn"].to_list() == [date(2025, 3, day) for day in (14, 14, 12, 12, 11, 8)]
    assert set(found["about"].to_list()[0]) == {coast(it)}
    assert found["quote"].to_list()[-1].startswith("More than 700 people")
    assert asked("statements-by-actor", actor=it.monitor, since=date(2025, 3, 14)).height == 3
    assert asked("statements-by-actor", actor=it.monitor, kind="count", until=date(2025, 3, 8)).height == 1


def test_accounts_say_who_did_what_by_whom_and_who_denies_it(asked: Ask, it: Sample) -> None:
    found = asked("accounts")

    assert found.select("name", "role", "status", "saidBy", "deniedBy").rows() == [
        ("Government-aligned forces", "perpetrator", "corroborated", [MONITOR, COMMISSION], []),
        ("gunmen", "perpetrator", "alleged", ["unattributed"], []),
        ("Government of Syria", "ordering-party", "unsupported", [], [COMMISSION]),
        ("security forces", "perpetrator", "disputed", ["residents"], ["ministry source"]),
        ("Government of Syria", "participant-unspecified", "alleged", ["Example coders"], []),
    ]


def test_accounts_keep_to_an_event_a_place_a_role(asked: Ask, it: Sample) -> None:
    assert asked("accounts", event=coast(it))["name"].to_list() == ["Government of Syria"]
    assert asked("accounts", place=it.baniyas)["name"].to_list() == [
        "Government-aligned forces", "gunmen", "security forces",
    ]  # fmt: skip
    assert asked("accounts", place=it.tartus, event=it.coded)["role"].to_list() == ["participant-unspecified"]
    assert asked("accounts", role="ordering-party").height == 1


def test_tolls_tell_what_stands_from_what_its_own_speaker_overtook(asked: Ask, it: Sample) -> None:
    found = asked("tolls", event=coast(it)).select(
        "speakers", "population", "scope", "best", "effLow", "effHigh", "state"
    )

    assert found.rows() == [
        ([MONITOR], "civilians", "cumulative", 1476, 1476, 1476, "stands"),
        ([MONITOR], "civilians", "cumulative", 1476, 1476, 1476, "stands"),
        ([MONITOR], "civilians", "cumulative", 1383, 1383, 1383, "superseded"),
        ([MONITOR], "civilians", "cumulative", 1225, 1225, 1225, "superseded"),
        ([MONITOR], "civilians", "incident", 158, 158, 158, "stands"),
        ([COMMISSION], "people", "cumulative", 1400, 1260, 1540, "stands"),
        (["National committee"], "people", "cumulative", 1426, 1426, 1426, "stands"),
        ([MONITOR], "people", "cumulative", None, 701, None, "stands"),
        (["National committee"], "security-forces", "cumulative", 238, 238, 238, "stands"),
    ]


def test_tolls_as_known_on_a_day_are_those_published_by_then(asked: Ask, it: Sample) -> None:
    found = asked("tolls", event=coast(it), measure="killed", knownOn=date(2025, 3, 11))

    assert found.select("effLow", "state").rows() == [(1225, "stands"), (701, "stands")]


def test_a_relayed_figure_names_who_passed_it_on(asked: Ask, it: Sample) -> None:
    found = asked("tolls", event=coast(it)).filter(pl.col("via").list.len() > 0)

    assert found.select("via", "publisher").rows() == [(["Example Agency"], "Example Agency")]


def test_reports_behind_an_event_are_read_or_cited(asked: Ask, it: Sample) -> None:
    assert asked("reports-behind-event", event=it.coded).select("basis", "title", "statements", "speakers").rows() == [
        ("read", "Coded events 1.0", 5, ["Example coders"]),
        ("cited", "Four die in Tartus", 5, ["Example coders"]),
    ]
    coastal = asked("reports-behind-event", event=coast(it))
    assert coastal["publisher"].to_list()[:2] == ["Example News", "SOHR"]
    assert coastal["snapshots"].list.len().to_list() == [1] * 7


def test_co_participants_share_an_event_whichever_report_tells_of_it(asked: Ask, it: Sample) -> None:
    assert asked("co-participants", actor=it.forces).select("actor", "shared", "roles", "events").rows() == [
        (it.gunmen, 1, ["perpetrator"], [killings(it)])
    ]
    assert asked("co-participants", actor=it.gunmen, role="victim").is_empty()


@pytest.mark.parametrize(
    ("name", "canonical", "records"),
    [
        ("tolls", "event", "coast"),
        ("reports-behind-event", "event", "killings"),
        ("accounts", "event", "killings"),
    ],
)
def test_the_id_of_any_record_asks_for_all_that_is_judged_the_same(
    asked: Ask, it: Sample, name: str, canonical: str, records: str
) -> None:
    members = sorted(getattr(it, records))
    answer = asked(name, **{canonical: members[0]})

    assert answer.height > 0
    assert all(asked(name, **{canonical: member}).equals(answer) for member in members)


def test_the_id_of_a_place_met_in_a_text_asks_for_the_gazetteers(asked: Ask, graph: BoltStore, it: Sample) -> None:
    (row, *_) = graph.read(
        "MATCH (p:Place) WHERE p.canonicalId = $id AND p.id <> $id RETURN p.id AS id", {"id": it.baniyas}
    )

    for name in ("events-at-place", "timeline", "accounts"):
        assert asked(name, place=row["id"]).equals(asked(name, place=it.baniyas))


@pytest.mark.parametrize("name", catalogue())
def test_an_answer_has_the_columns_of_its_head_even_when_empty(asked: Ask, name: str) -> None:
    required = {each.name: "nobody-0" for each in catalogue()[name].parameters if each.required}
    full, empty = asked(name, **required), asked(name, **required, limit=0)

    assert full.schema == empty.schema
    assert full.columns == list(catalogue()[name].columns)


@pytest.mark.parametrize("name", catalogue())
def test_asking_twice_gives_equal_answers(asked: Ask, it: Sample, name: str) -> None:
    ids = {"actor": it.monitor, "event": coast(it), "place": it.syria}
    needed = {each.name: ids[each.name] for each in catalogue()[name].parameters if each.required}

    assert asked(name, **needed).equals(asked(name, **needed))


def test_a_parameter_that_does_not_fit_is_refused_before_the_store_is_asked() -> None:
    with pytest.raises(QueryError, match="tolls needs event"):
        ask("tolls")
