from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import permutations
from typing import Any

import pytest
from testigo.loaders import versions
from testigo.loaders.earlier import context
from testigo.ontology import ids
from testigo.ontology.batch import Batch, batch, merged
from testigo.ontology.model import (
    Actor,
    Event,
    Node,
    Participation,
    Passage,
    Relationship,
    Report,
    Snapshot,
    Statement,
)
from testigo.ontology.terms import (
    ActorKind,
    Comparator,
    EventType,
    Measure,
    Modality,
    PassageKind,
    Population,
    Role,
    Scope,
    StatementKind,
)
from testigo.ontology.validation import Validator
from testigo.store import Store
from testigo.store.views import Touched, refresh

from tests.graphs import graph

AT = datetime(2026, 1, 1, tzinfo=UTC)
SPEAKER = ids.minted("Actor", "tally", "speaker")
EVENT = ids.minted("Event", "tally", "E1")
Records = Iterator[Node | Relationship]
Links = set[tuple[str, str, str]]


class Row:
    """One row of an invented source `tally`: what a version of record E1 says. Ids carry the version, as ACLED's do.

    `said` names each statement's id: `act`, `killed`, and the actors of the list by their letter.
    """

    def __init__(
        self,
        version: str,
        killed: int | None = None,
        actors: str = "",
        type: EventType | None = EventType.ATTACK,
        *,
        versioned_ids: bool = True,
        deleted: bool = False,
    ) -> None:
        self.version, self._record = version, version if versioned_ids else None
        self.passage = ids.minted("Passage", "tally", version)
        self.said: dict[str, str] = {}
        self._records: list[Node | Relationship] = [*self._frame()]
        if deleted:
            self._say("deleted", StatementKind.OCCURRENCE, ("id", "deleted"), {}, modality=Modality.RETRACTS)
        elif type:
            self._say("act", StatementKind.ACT_TYPE, ("type",), {"type": type}, event_type=type)
        if killed is not None:
            self._count(killed)
        for letter in actors:
            self._participation(letter)

    @property
    def batch(self) -> Batch:
        nodes = [each for each in self._records if isinstance(each, Node)]
        return batch(nodes, [each for each in self._records if isinstance(each, Relationship)])

    def _frame(self) -> Records:
        sha256 = hashlib.sha256(self.version.encode()).hexdigest()
        snapshot, report = ids.minted("Snapshot", sha256), ids.minted("Report", self.version)
        yield Report(id=report, title="Tally", publisher="Tally", published_on=AT.date())
        yield Snapshot(
            id=snapshot, sha256=sha256, media_type="text/csv", byte_length=1, retrieved_at=AT,
            archive_url=f"archive:{sha256}",
        )  # fmt: skip
        yield Passage(id=self.passage, kind=PassageKind.ROW, row=1, row_key="E1", exact="E1")
        yield Relationship("CAPTURE_OF", snapshot, report)
        yield Relationship("IN_SNAPSHOT", self.passage, snapshot)
        yield Event(id=EVENT)
        yield Actor(id=SPEAKER, kind=ActorKind.MONITOR, name="Tally", identified=True)

    def _say(
        self,
        name: str,
        kind: StatementKind,
        columns: tuple[str, ...],
        says: dict[str, Any],
        modality: Modality = Modality.ASSERTS,
        **more: Any,  # fields of Statement, by name
    ) -> str:
        id = ids.minted("Statement", "tally", "E1", self._record, kind, says, [SPEAKER])
        self.said[name] = id
        self._records += [
            Statement(
                id=id, kind=kind, modality=modality, recorded_at=AT, extractor="tally/1", columns=columns,
                record_version=self.version, **more,
            ),
            Relationship("ANCHORED_AT", id, self.passage),
            Relationship("SAID_BY", id, SPEAKER),
            Relationship("ABOUT", id, EVENT),
        ]  # fmt: skip
        return id

    def _count(self, killed: int) -> None:
        figure = {"low": killed, "best": killed, "high": killed, "eff_low": killed, "eff_high": killed}
        self._say(
            "killed", StatementKind.COUNT, ("killed",), {"best": killed}, Modality.ESTIMATES, measure=Measure.KILLED,
            population=Population.PEOPLE, scope=Scope.INCIDENT, comparator=Comparator.EXACT, **figure,
        )  # fmt: skip

    def _participation(self, letter: str) -> None:
        actor = ids.minted("Actor", "tally", "actors", letter)
        part = ids.minted("Participation", EVENT, actor, Role.PARTICIPANT_UNSPECIFIED)
        statement = self._say(letter, StatementKind.PARTICIPATION, ("actors",), {"actor": actor})
        self._records += [
            Actor(id=actor, kind=ActorKind.ARMED_FACTION, name=letter, identified=True),
            Participation(id=part, role=Role.PARTICIPANT_UNSPECIFIED),
            Relationship("IN_EVENT", part, EVENT),
            Relationship("OF_ACTOR", part, actor),
            Relationship("SUPPORTS", statement, part),
        ]


def links(found: Batch) -> Links:
    return {
        (type, row["start"], row["end"])
        for type in ("SUPERSEDES", "RETRACTS")
        if type in found.relationships
        for row in found.relationships[type].to_pylist()
    }


def load(store: Store, *rows: Row) -> None:
    """As a load does it, without the files."""
    with Validator(known=store.known) as validator:
        for row in rows:
            linked = versions.linked(row.batch, versions.earlier(store, row.batch))
            judged = validator.judged(linked, context(store, linked))
            assert not judged.refused
            store.write(judged.sound)
            refresh(store, Touched.by(judged.sound))


def toll(store: Store) -> tuple[int | None, int | None]:
    (row,) = store.read("MATCH (n:Event) RETURN n.killedLow AS low, n.killedHigh AS high")
    return row["low"], row["high"]


def statuses(store: Store) -> dict[str, str]:
    rows = store.read("MATCH (n:Participation)-[:OF_ACTOR]->(a:Actor) RETURN a.name AS name, n.status AS status")
    return {row["name"]: row["status"] for row in rows}


def test_a_later_version_supersedes_what_it_says_anew() -> None:
    old, new = Row("1", killed=5), Row("2", killed=7)

    found = links(versions.linked(new.batch, old.batch))

    assert found == {
        ("SUPERSEDES", new.said["killed"], old.said["killed"]),
        ("SUPERSEDES", new.said["act"], old.said["act"]),
    }


def test_an_older_version_that_comes_later_is_superseded_at_once() -> None:
    old, new = Row("1", killed=5), Row("2", killed=7)

    assert links(versions.linked(old.batch, new.batch)) == links(versions.linked(new.batch, old.batch))


def test_what_the_later_version_no_longer_says_is_retracted_by_its_act_type() -> None:
    old, new = Row("1", killed=5), Row("2")

    found = links(versions.linked(new.batch, old.batch))

    assert ("RETRACTS", new.said["act"], old.said["killed"]) in found


def test_a_list_keeps_whom_it_still_names_and_retracts_whom_it_dropped() -> None:
    old, new = Row("1", actors="AB"), Row("2", actors="A")

    found = links(versions.linked(new.batch, old.batch))

    assert ("SUPERSEDES", new.said["A"], old.said["A"]) in found
    assert ("RETRACTS", new.said["act"], old.said["B"]) in found
    assert ("SUPERSEDES", new.said["A"], old.said["B"]) not in found


def test_a_name_that_takes_the_place_of_another_supersedes_it() -> None:
    old, new = Row("1", actors="AB"), Row("2", actors="AC")

    found = links(versions.linked(new.batch, old.batch))

    assert ("SUPERSEDES", new.said["C"], old.said["B"]) in found


def test_a_cell_that_cannot_be_read_retracts_nothing() -> None:
    old, new = Row("1", killed=5), Row("2")

    found = links(versions.linked(new.batch, old.batch, {new.passage: frozenset({"killed"})}))

    assert found == {("SUPERSEDES", new.said["act"], old.said["act"])}


def test_without_an_act_type_another_statement_of_the_later_version_takes_back() -> None:
    old, new = Row("1", actors="AB"), Row("2", actors="A", type=None)

    found = links(versions.linked(new.batch, old.batch))

    assert ("RETRACTS", new.said["A"], old.said["B"]) in found
    assert ("RETRACTS", new.said["A"], old.said["act"]) in found


def test_a_deletion_retracts_all_that_came_before_and_nothing_after() -> None:
    old, deletion, new = Row("1", killed=5, actors="A"), Row("2", type=None, deleted=True), Row("3", killed=6)

    before, after = (links(versions.linked(deletion.batch, each.batch)) for each in (old, new))

    assert before == {("RETRACTS", deletion.said["deleted"], id) for id in old.said.values()}
    assert after == set()


def test_versions_within_one_batch_are_linked() -> None:
    old, new = Row("1", killed=5), Row("2", killed=7)

    found = links(versions.linked(merged([old.batch, new.batch]), Batch()))

    assert ("SUPERSEDES", new.said["killed"], old.said["killed"]) in found


def test_one_version_in_two_files_is_no_supersession() -> None:
    row = Row("1", killed=5)

    assert not links(versions.linked(row.batch, row.batch))


@pytest.mark.parametrize("newest_first", [False, True])
def test_a_statement_that_a_release_repeats_is_left_alone(newest_first: bool) -> None:
    """Ids without a version: what both releases say is one statement, of the version that came in first."""
    old, new = (Row(version, killed=n, actors="A", versioned_ids=False) for version, n in (("19", 5), ("23", 7)))
    rows = (new, old) if newest_first else (old, new)

    found = links(versions.linked(merged([row.batch for row in rows]), Batch()))

    assert found == {("SUPERSEDES", new.said["killed"], old.said["killed"])}


def test_what_is_said_again_after_another_figure_is_a_new_statement() -> None:
    rows = [Row(version, killed=n, versioned_ids=False) for version, n in (("23", 5), ("24", 6), ("25", 5))]
    loaded = Batch()

    for row in rows:
        loaded = merged([loaded, versions.linked(row.batch, loaded)])
    found = links(loaded)

    overtaken = {end for _, _, end in found}
    standing = [each for each in loaded.nodes["Statement"].to_pylist() if each["best"] and each["id"] not in overtaken]
    assert [(each["best"], each["recordVersion"]) for each in standing] == [(5, "25")]
    assert links(versions.linked(rows[-1].batch, loaded)) <= found  # loaded again, it changes nothing


@pytest.mark.parametrize("order", [order for order in permutations(range(3)) if order != (0, 2, 1)])
def test_a_figure_that_comes_back_stands_whichever_release_comes_first(order: tuple[int, ...]) -> None:
    """But for one that lies between two that said the same: of which release that was is not known any more."""
    rows = [Row(version, killed=n, versioned_ids=False) for version, n in (("23", 5), ("24", 6), ("25", 5))]
    loaded = Batch()

    for number in order:
        loaded = merged([loaded, versions.linked(rows[number].batch, loaded)])

    overtaken = {end for _, _, end in links(loaded)}
    standing = {each["best"] for each in loaded.nodes["Statement"].to_pylist() if each["id"] not in overtaken}
    assert standing == {None, 5}


def test_a_batch_without_versions_stays_as_it_is() -> None:
    plain = batch([Event(id=EVENT)], [])

    assert versions.linked(plain, Batch()) is plain


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_the_order_of_loading_changes_nothing(order: tuple[int, ...]) -> None:
    rows = [
        Row("1", 5, "AB"),
        Row("2", 7, "A"),
        Row("3", 7, "AC", EventType.SHELLING),
        Row("4", type=None, deleted=True),
    ]
    loaded = Batch()

    for number in order:
        loaded = merged([loaded, versions.linked(rows[number].batch, loaded)])

    whole = versions.linked(merged([row.batch for row in rows]), Batch())
    assert links(loaded) == links(whole)


def test_a_store_gives_the_newest_version_in_either_order(store: Store) -> None:
    rows = [Row("1", killed=5, actors="AB"), Row("2", killed=7, actors="A")]
    load(store, *rows)
    forward = graph(store)
    store.run("MATCH (n) WHERE n.id <> 'schema' DETACH DELETE n")

    load(store, *reversed(rows))

    assert graph(store) == forward
    assert toll(store) == (7, 7)
    assert statuses(store) == {"A": "alleged", "B": "retracted"}


def test_a_store_holds_a_deleted_record_and_counts_none_of_it(store: Store) -> None:
    load(store, Row("1", killed=5, actors="A"), Row("2", type=None, deleted=True))

    assert toll(store) == (None, None)
    assert statuses(store) == {"A": "retracted"}


def test_a_record_that_comes_back_after_its_deletion_stands(store: Store) -> None:
    load(store, Row("1", killed=5), Row("2", type=None, deleted=True), Row("3", killed=6))

    assert toll(store) == (6, 6)


def test_of_events_that_the_store_does_not_know_it_holds_nothing_earlier(store: Store) -> None:
    assert versions.earlier(store, Row("1", killed=5).batch) == Batch()


def test_a_row_that_is_loaded_again_needs_nothing_earlier(store: Store) -> None:
    load(store, Row("1", killed=5))

    assert versions.earlier(store, Row("1", killed=5).batch) == Batch()


def test_a_release_that_says_less_is_told_of_what_it_leaves_out(store: Store) -> None:
    old, new = (Row(v, killed=n, actors="A", versioned_ids=False) for v, n in (("19", 5), ("23", None)))
    load(store, old)

    load(store, new)

    assert toll(store) == (None, None)
