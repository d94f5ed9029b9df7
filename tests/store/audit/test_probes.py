"""Each construct of SHACL on a small graph in a store: Cypher finds who must be found, or says what it leaves.

The graphs are those of `shacl_probes.json`, mapped as a store of ours is: a record is a node of one label, which stands
for its classes (and the types of its literals), a literal is a property, and anything else a relationship.
"""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

import pytest
from rdflib import Graph
from testigo.ontology.validation.columns import Plan, compiled
from testigo.ontology.validation.columns.plan import Naming
from testigo.ontology.validation.columns.shapes_graph import shapes_graph
from testigo.store.audit.canonical import canonical
from testigo.store.audit.statements import SCAN, statement
from testigo.store.bolt import BoltStore

from tests.ontology.validation.columns.tables import NoTable, Tables, tables
from tests.ontology.validation.columns.test_probes import BASE, FILE, LEFT, NO_TABLE, PROBES

NOWHERE = "nowhere"
"""The label of what is only referred to."""


def called(name: str) -> str:
    """A label or type of the tables as a store takes it."""
    return f"P{crc32(name.encode())}"


def tables_of(name: str) -> Tables:
    """The tables of a probe. Raises NoTable."""
    return tables(Graph().parse(data=FILE["prefixes"] + PROBES[name]["data"], format="turtle"), BASE)


def plan_of(name: str, its: Tables) -> Plan:
    naming = its.naming()
    classes = {iri: frozenset(map(called, labels)) for iri, labels in naming.classes.items()}
    types = {iri: called(type) for iri, type in naming.relationships.items()}
    turtle = FILE["prefixes"] + PROBES[name]["shapes"]
    return canonical(compiled(shapes_graph(turtle), Naming(BASE, classes, naming.properties, types)))


def write(store: BoltStore, its: Tables) -> None:
    for label, rows in its.nodes.items():
        store.run(f"UNWIND $rows AS row CREATE (n:{called(label)}) SET n = row", {"rows": rows})
    there = {row["id"] for rows in its.nodes.values() for row in rows}
    ends = {end for pairs in its.relationships.values() for _, end in pairs} - there
    store.run(f"UNWIND $ids AS id CREATE (n:{called(NOWHERE)}) SET n.id = id", {"ids": sorted(ends)})
    join = "UNWIND $pairs AS pair MATCH (a), (b) WHERE a.id = pair[0] AND b.id = pair[1] CREATE (a)-[:{type}]->(b)"
    for type, pairs in its.relationships.items():
        store.run(join.replace("{type}", called(type)), {"pairs": pairs})


@dataclass(frozen=True, slots=True)
class Asked:
    """The IRIs of the suspects, and the reasons why rules are left to the engine."""

    suspects: set[str]
    left: set[str]


def asked_of(store: BoltStore, name: str) -> Asked:
    """What Cypher finds in a probe."""
    its = tables_of(name)
    write(store, its)
    found, left = set[str](), set[str]()
    for label in map(called, (*its.nodes, NOWHERE)):
        asked = statement(plan_of(name, its), label)
        found |= {BASE + row["properties"]["id"] for row in store.stream(asked.cypher(SCAN), asked.parameters)}
        left |= set(asked.left.values())
    store.run("MATCH (n) WHERE n.id <> 'schema' DETACH DELETE n")
    return Asked(found, left)


def test_cypher_finds_who_must_be_found_or_leaves_the_shape_by_name(embedded_store: BoltStore) -> None:
    found = {name: asked_of(embedded_store, name) for name in PROBES if name not in NO_TABLE}

    check(found)


BOTH = (
    "targetObjectsOf", "class (value typed by a subclass)", "datatype double", "datatype dateTime",
    "pattern partial match", "pattern with flags i", "minInclusive date bound", "minInclusive, value is a string",
    "lessThanOrEquals", "qualifiedValueShape max", "xone on node", "closed", "path inverse + class",
    "path sequence + minCount", "path alternative + minCount", "path oneOrMore + class",
)  # fmt: skip
"""Probes of types, patterns, absent values and paths, in which two engines of Cypher may differ."""


@pytest.mark.neo4j
def test_so_does_cypher_on_neo4j_where_engines_may_differ(neo4j_store: BoltStore) -> None:
    check({name: asked_of(neo4j_store, name) for name in BOTH})


@pytest.mark.soak  # it plans some hundred statements
@pytest.mark.neo4j
def test_so_does_cypher_on_neo4j(neo4j_store: BoltStore) -> None:
    found = {name: asked_of(neo4j_store, name) for name in PROBES if name not in NO_TABLE}

    check(found)


def check(found: dict[str, Asked]) -> None:
    for name, asked in found.items():
        violating = set(PROBES[name]["violating"])
        assert asked.left == ({LEFT[name]} if name in LEFT else set()), name
        assert asked.suspects == violating or (name in LEFT and asked.suspects >= violating), name


@pytest.mark.parametrize("name", sorted(NO_TABLE))
def test_no_store_holds_what_no_table_does(name: str) -> None:
    with pytest.raises(NoTable):
        tables_of(name)
