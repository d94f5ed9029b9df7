"""The audit finds what an engine finds on everything a store holds, and what no shape can say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from testigo.ontology.terms import ID_BASE
from testigo.ontology.validation.engines import ShaclRust
from testigo.ontology.validation.findings import Finding
from testigo.ontology.validation.shipped import shapes
from testigo.store.audit.auditing import Step, audit, left_to_engine, planned
from testigo.store.audit.records import Record, record
from testigo.store.audit.statements import SCAN, statement, strangers
from testigo.store.audit.touched import touched
from testigo.store.audit.triples import reified, triples
from testigo.store.bolt import BoltStore
from testigo.store.exports import documents
from testigo.store.schema import LABEL

from tests.ontology.validation.worlds import World, batch_of_worlds, world
from tests.sample import sample
from tests.store.audit.damages import SEEN, UNWRITTEN, Damage

OUTSIDE = {"anchor", "cycle", "supersedes-speaker", "ord", "label", "property", "relationship", "twin"}
Told = tuple[str, str, str | None, str | None, str, str]


def told(findings: Iterable[Finding]) -> set[Told]:
    """The findings by the shapes; a list is a blank node, which has another name each time."""
    return {
        (each.id, each.shape, each.path, None if (each.value or "").startswith("_:") else each.value, each.message,
         each.severity.value)
        for each in findings if each.shape not in OUTSIDE
    }  # fmt: skip


def everything(store: BoltStore) -> list[Record]:
    """All nodes of a store but its own note."""
    asked = strangers(planned(shapes()), [LABEL])
    return [record(row) for row in store.stream(asked.cypher, asked.parameters)]


def found_by_engine(lines: str, records: Iterable[Record]) -> set[Told]:
    """What the engine alone finds on a document, by the names that the records have in the store."""
    names = {id: each.name for each in records for id in (each.local, *reified(each))}
    found = told(ShaclRust().findings(lines, shapes()))
    return {(names[id], *rest) for id, *rest in found}  # type: ignore[misc]


def exported(store: BoltStore) -> str:
    return b"".join(documents(store, "ntriples")).decode()


def written_whole(records: Iterable[Record]) -> str:
    """Records with all that they have, whatever an export leaves out."""
    return "".join(line for each in records for line in triples(each, ID_BASE))


def damaged(store: BoltStore, damages: dict[str, Damage], worlds: dict[str, World]) -> None:
    for name, damage in damages.items():
        store.run(damage.cypher, {short.replace("-", "_"): id for short, id in worlds[name].ids.items()})


def expected(damages: dict[str, Damage], worlds: dict[str, World]) -> set[tuple[str, str]]:
    """The rules outside the shapes that are broken, with the ids of whoever breaks them."""
    return {
        (rule, worlds[name].ids.get(at_fault, at_fault))
        for name, damage in damages.items()
        for rule, at_fault in damage.outside
    }


def outside(findings: Iterable[Finding]) -> set[tuple[str, str]]:
    return {(each.shape, each.id) for each in findings if each.shape in OUTSIDE}


def found_in(worlds: Iterable[World], findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """World → what is found in it: on a record of it, or on one that its damage gave another id or none."""
    homes = {id: it.salt for it in worlds for id in (*it.ids.values(), *NEW_IDS.get(it.salt, ()))}
    found: dict[str, list[Finding]] = defaultdict(list)
    for each in findings:
        found[NAMELESS if each.id.startswith("element ") else homes[each.id]].append(each)
    return dict(found)


NEW_IDS = {
    "an id of another make": ["concept-1"],
    "an id with a space": ["no id"],
    "somebody unknown who says": ["rumour-1"],
}
NAMELESS = "a node without an id"


def contents(records: Iterable[Record]) -> list[str]:
    """All that a store holds, to compare."""
    return sorted(str((each.labels, sorted(each.properties.items()), len(each.bonds))) for each in records)


def test_nothing_is_wrong_with_a_sound_store(embedded_store: BoltStore) -> None:
    embedded_store.write(sample().batch)
    embedded_store.write(batch_of_worlds([world("sound")]))

    assert list(audit(embedded_store)) == []


def test_whatever_damages_a_store_is_found_as_an_engine_finds_it_on_an_export(store: BoltStore) -> None:
    worlds = {name: world(name) for name in (*SEEN, *UNWRITTEN, "undamaged")}
    store.write(batch_of_worlds(worlds.values()))
    damaged(store, SEEN, worlds)
    lines = exported(store)
    damaged(store, UNWRITTEN, worlds)
    records = everything(store)

    found = list(audit(store))

    in_world = found_in(worlds.values(), found)
    seen = [each for name in SEEN for each in in_world[name]]
    assert told(seen) == found_by_engine(lines, records)
    assert told(found) == found_by_engine(written_whole(records), records)
    assert outside(found) == expected(SEEN | UNWRITTEN, worlds)
    assert in_world.keys() == SEEN.keys() | UNWRITTEN.keys()
    assert len(SEEN) >= 50
    assert contents(everything(store)) == contents(records)


def test_an_audit_of_what_a_load_touched_finds_its_faults_and_no_others(embedded_store: BoltStore) -> None:
    ours, theirs = world("ours"), world("theirs")
    embedded_store.write(batch_of_worlds([ours, theirs]))
    brought = "MATCH (s:Statement) WHERE s.id IN $ids MATCH (run:LoadRun {id: $run}) CREATE (s)-[:LOADED_BY]->(run)"
    embedded_store.run(brought, {"ids": list(ours.rows), "run": ours.ids["run"]})
    for it in (ours, theirs):
        damaged(embedded_store, {it.salt: SEEN["low above best"]}, {it.salt: it})
        damaged(embedded_store, {it.salt: SEEN["an actor with an empty name"]}, {it.salt: it})
        damaged(embedded_store, {it.salt: SEEN["a country within its city"]}, {it.salt: it})
        damaged(embedded_store, {it.salt: SEEN["other words"]}, {it.salt: it})

    found = list(audit(embedded_store, touched=touched(embedded_store, ours.ids["run"])))

    whole = list(audit(embedded_store))
    assert set(found) == {each for each in whole if each.id in ours.ids.values()}
    assert {each.shape for each in found} > {"Statement-low-best", "Actor-name", "cycle", "anchor"}


OWN = """
@prefix : <https://w3id.org/testigo/ns#> . @prefix shape: <https://w3id.org/testigo/shapes#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
shape:far a sh:NodeShape ; sh:targetClass :Statement ; sh:message "far" ;
    sh:property shape:far-name . shape:far-name sh:path ( :supports :ofActor :name ) ; sh:in ( "the police" ) ;
    sh:message "far" .
shape:left a sh:NodeShape ; sh:targetClass :Place ; sh:message "left" ; sh:pattern "place-\\\\p{L}" .
"""


def test_shapes_of_ones_own_may_lead_far_or_go_to_the_engine_by_name(embedded_store: BoltStore) -> None:
    it = world("own")
    embedded_store.write(batch_of_worlds([it]))

    found = list(audit(embedded_store, OWN))

    assert {(each.shape, each.id) for each in found} >= {("far-name", it.ids["participation"])}
    assert {each.shape for each in found} <= {"far-name", "left"}
    assert list(left_to_engine(planned(OWN))) == ["left"]


def test_the_shapes_that_ship_leave_nothing_to_the_engine() -> None:
    assert left_to_engine(planned(shapes())) == {}


def test_a_text_is_the_same_whoever_makes_it() -> None:
    texts = {statement(planned(shapes() + " " * number), "Statement").cypher(SCAN) for number in range(3)}

    assert len(texts) == 1


def test_an_audit_says_how_far_it_is(embedded_store: BoltStore) -> None:
    embedded_store.write(batch_of_worlds([world("sound")]))
    steps = list[Step]()

    list(audit(embedded_store, progress=steps.append))

    assert [each.what for each in steps if each.done == each.total > 0][:2] == ["Report", "Snapshot"]
    assert steps[-1].what == "done"
