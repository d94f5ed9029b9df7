"""Triples as the records of a batch: what the triples say, and nothing else."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

import pyarrow as pa
from testigo.ontology.batch import Batch, node_table, relationship_table
from testigo.ontology.errors import InvalidValue
from testigo.ontology.ids import label_of
from testigo.ontology.literals import Literal, value
from testigo.ontology.model import NODES
from testigo.ontology.ntriples import reified_id
from testigo.ontology.tables import RELATIONSHIPS
from testigo.ontology.terms import NS
from testigo.ontology.triples import Triple
from testigo.ontology.vocabulary import CLASS_OF, ID, RDF, RELATIONSHIP_OF, carried, columns

_TYPE, _STATEMENT, _NIL = f"{RDF}type", f"{RDF}Statement", f"{RDF}nil"
_FIRST, _REST = f"{RDF}first", f"{RDF}rest"
_ENDS = {f"{RDF}subject": "start", f"{RDF}predicate": "type", f"{RDF}object": "end"}
_REIFIED = "relationship-"
_ID = re.compile(ID)
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


def assembled(triples: Iterable[Triple], base: str) -> Batch:
    """The batch that triples make. Raises InvalidValue for one that a batch cannot hold."""
    pieces = _Pieces(base)
    for triple in triples:
        pieces.take(triple)
    return pieces.batch()


class _Pieces:
    """What the triples read so far say, by subject: triples come in any order."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.nodes: dict[str, dict[str, object]] = defaultdict(dict)
        self.typed: set[str] = set()
        self.ends: dict[str, dict[tuple[str, str], dict[str, object]]] = defaultdict(dict)
        self.reified: dict[str, dict[str, str | Literal]] = defaultdict(dict)
        self.cells: dict[str, dict[str, str | Literal]] = defaultdict(dict)
        self.heads: dict[tuple[str, str], str] = {}

    def take(self, triple: Triple) -> None:
        subject, predicate, object = triple
        if subject.startswith("_:"):
            self._cell(subject, predicate, object)
            return
        id = self._id(subject)
        if id.startswith(_REIFIED):
            self._reified(id, predicate, object)
        elif predicate == _TYPE:
            self._class(id, object)
        elif isinstance(object, str) and predicate.removeprefix(NS) in RELATIONSHIP_OF:
            self._relationship(id, RELATIONSHIP_OF[predicate.removeprefix(NS)], self._id(object))
        else:
            self._property(id, predicate.removeprefix(NS), object)

    def _id(self, iri: str) -> str:
        id = iri.removeprefix(self.base)
        if not iri.startswith(self.base) or not _ID.fullmatch(id):
            raise InvalidValue(f"<{iri}> is no record under <{self.base}>; with ids under another base, name it")
        return id

    def _class(self, id: str, object: str | Literal) -> None:
        label = CLASS_OF.get(object) if isinstance(object, str) else None
        if label != _label(id):
            raise InvalidValue(f"{id} has the class {object}, and its id says {_label(id)}")
        self.typed.add(id)

    def _property(self, id: str, name: str, object: str | Literal) -> None:
        kinds = columns(_label(id))
        if name not in kinds:
            raise InvalidValue(f"{id} has {name!r}, which is no property of {_label(id)} with such a value")
        if pa.types.is_list(kinds[name]):
            _put(self.heads, (id, name), _list_head(id, name, object), id)
        else:
            _put(self.nodes[id], name, value(object, kinds[name], id, name), id)

    def _relationship(self, start: str, type: str, end: str) -> None:
        kind = RELATIONSHIPS[type]
        if _label(start) not in kind.starts or _label(end) not in kind.ends:
            raise InvalidValue(f"{type} joins {'|'.join(kind.starts)} to {'|'.join(kind.ends)}, not {start} to {end}")
        self.ends[type].setdefault((start, end), {})

    def _reified(self, id: str, predicate: str, object: str | Literal) -> None:
        if predicate == _TYPE and object == _STATEMENT:
            return
        if predicate in _ENDS:
            _put(self.reified[id], _ENDS[predicate], object, id)
        else:
            _put(self.reified[id], predicate.removeprefix(NS), object, id)

    def _cell(self, subject: str, predicate: str, object: str | Literal) -> None:
        if predicate not in (_FIRST, _REST):
            raise InvalidValue(f"the blank node {subject} has <{predicate}>; only lists have blank nodes")
        _put(self.cells[subject], predicate, object, subject)

    def batch(self) -> Batch:
        """The batch. Raises InvalidValue where something has no class, or carries for a relationship that is none."""
        self._close_lists()
        self._join_reified()
        untyped = self.nodes.keys() - self.typed
        if untyped:
            raise InvalidValue(f"{min(untyped)} has properties and no class; write {min(untyped)} a :Class")
        rows: dict[str, list[Mapping[str, object]]] = defaultdict(list)
        for id in sorted(self.typed):
            rows[_label(id)].append({"id": id, **self.nodes.get(id, {})})
        return Batch(
            {label: node_table(label, rows[label]) for label in NODES if label in rows},
            {type: relationship_table(type, self._rows(type)) for type in RELATIONSHIPS if type in self.ends},
        )

    def _rows(self, type: str) -> list[Mapping[str, object]]:
        return [{"start": start, "end": end, **more} for (start, end), more in sorted(self.ends[type].items())]

    def _close_lists(self) -> None:
        for (id, name), head in self.heads.items():
            self.nodes[id][name] = list(self._members(id, name, head))
        if self.cells:
            raise InvalidValue(f"the list at {next(iter(self.cells))} belongs to no record")

    def _members(self, id: str, name: str, spot: str) -> Iterator[str]:
        while spot != _NIL:
            cell = self.cells.pop(spot, {})
            if cell.keys() != {_FIRST, _REST}:
                raise InvalidValue(f"the list {name} of {id} is broken off, or shared, or runs in a circle")
            yield str(value(cell[_FIRST], pa.string(), id, name))
            spot = _list_head(id, name, cell[_REST])

    def _join_reified(self) -> None:
        for id, found in self.reified.items():
            start, type, end = (self._end(id, found, end) for end in ("start", "type", "end"))
            more = self.ends.get(type, {}).get((start, end))
            if more is None or id != reified_id(type, start, end):
                raise InvalidValue(f"{id} stands beside no relationship {start} {type} {end}")
            for name, object in found.items():
                if name not in carried(type):
                    raise InvalidValue(f"{id} has {name!r}, which {type} does not carry")
                more[name] = value(object, carried(type)[name], id, name)

    def _end(self, id: str, found: dict[str, str | Literal], end: str) -> str:
        object = found.pop(end, None)
        if not isinstance(object, str):
            raise InvalidValue(f"{id} does not say its {end}: rdf:subject, rdf:predicate and rdf:object are needed")
        return RELATIONSHIP_OF.get(object.removeprefix(NS), object) if end == "type" else self._id(object)


def _label(id: str) -> str:
    try:
        return label_of(id)
    except KeyError as problem:
        raise InvalidValue(f"{id} is no id of a record: it begins with no label") from problem


def _list_head(id: str, name: str, object: str | Literal) -> str:
    if isinstance(object, Literal) or not (object == _NIL or object.startswith("_:")):
        raise InvalidValue(f"{name} of {id} is a list; {object} is none")
    return object


def _put(into: dict[_Key, _Value], name: _Key, value: _Value, owner: str) -> None:
    if into.setdefault(name, value) != value:
        raise InvalidValue(f"{owner} has two values for {name!r}: {into[name]!r} and {value!r}")
