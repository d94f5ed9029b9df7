"""A register to look things up in: the one that ships, and one that a project's own files add to."""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from testigo.loaders.register.entries import ActorEntry, Entry, PlaceEntry, actor_id
from testigo.loaders.register.files import read
from testigo.loaders.register.resolution import E, Met, Resolution, by_ids, by_name, judgements, of_place
from testigo.ontology import ids
from testigo.ontology.batch import Batch, merged
from testigo.ontology.errors import UnreadableInput
from testigo.ontology.model import Actor, Node, Relationship
from testigo.ontology.terms import ActorKind, PlaceKind

if TYPE_CHECKING:
    import polars as pl
    from testigo.loaders.register.columns import EntryTables

DEFAULT = "testigo"
"""The name of the register that ships, and the scheme of its keys (`testigo:sohr`)."""

VARIABLE = "TESTIGO_REGISTER"
"""The environment variable that names a project's own files of known actors."""

FOLDER = Path(__file__).parent / "data"
Records = Iterator[Node | Relationship]
Row = dict[str, object]


class Register:
    """Entries by their ids, their keys and their names. `fingerprint`: a hash of the files they come from."""

    def __init__(self, entries: Iterable[Entry], fingerprint: str = "") -> None:
        self.fingerprint = fingerprint
        self._by_outside: defaultdict[tuple[str, str], list[ActorEntry]] = defaultdict(list)
        self._by_name: defaultdict[str, list[ActorEntry]] = defaultdict(list)
        self._places: defaultdict[str, list[PlaceEntry]] = defaultdict(list)
        self._by_id: dict[str, Entry] = {}
        self._known: dict[tuple[object, ...], Resolution[ActorEntry]] = {}
        for entry in entries:
            self._by_id[entry.id] = entry
            if isinstance(entry, ActorEntry):
                self._index(entry)
            else:
                self._index_place(entry)

    def _index_place(self, entry: PlaceEntry) -> None:
        for name in {ids.normalised(each.literal) for each in entry.spellings}:
            self._places[name].append(entry)

    def _index(self, entry: ActorEntry) -> None:
        for scheme, value in {**entry.ids, entry.register: entry.key}.items():
            self._by_outside[scheme, value].append(entry)
        if entry.identified:
            for name in {ids.normalised(each.literal) for each in entry.spellings}:
                self._by_name[name].append(entry)

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._by_id.values())

    def actor(self, key: str, register: str = DEFAULT) -> ActorEntry:
        """The actor under a key. Raises KeyError."""
        found = self._by_id[actor_id(register, key)]
        if isinstance(found, PlaceEntry):
            raise KeyError(key)
        return found

    def resolve(self, met: Met) -> Resolution[ActorEntry]:
        """The entry that an actor is, by the rules of `resolution`."""
        outside = (entry for pair in met.ids.items() for entry in self._by_outside.get(pair, ()))
        found = tuple({entry.id: entry for entry in outside}.values())
        return by_ids(found) or by_name(met, self._called(met.name))

    def _called(self, name: str) -> tuple[ActorEntry, ...]:
        """The entries of exactly this name, else of what is left of it without an English article."""
        key = ids.normalised(name)
        return tuple(self._by_name.get(key, ()) or self._by_name.get(key.removeprefix("the "), ()))

    def resolve_place(self, name: str, kind: PlaceKind | None) -> Resolution[PlaceEntry]:
        """The entry that a place is; `kind` None where no words tell it."""
        return of_place(kind, tuple(self._places.get(ids.normalised(name), ())))

    def records(self, entry: Entry) -> Records:
        """The node and names of an entry, and of all it is a part of or lies in; each once."""
        open_, seen = [entry], {entry.id}
        while open_:
            for record in open_.pop().records():
                if not isinstance(record, Relationship) or record.type == "HAS_NAME":
                    yield record
                elif above := self._by_id.get(record.end):
                    yield record
                    open_ += [above] if above.id not in seen else []
                    seen.add(above.id)

    def judged(self, actor: Actor, *, countries: Collection[str] = (), at: datetime) -> Records:
        """The judgements on an actor of a source that speaks of these countries, and the entries they name."""
        schemes = {"wikidata": actor.wikidata_id, "opensanctions": actor.opensanctions_id, "ucdp": actor.ucdp_id}
        outside = {scheme: value for scheme, value in schemes.items() if value}
        met = Met(actor.name, actor.kind, actor.identified, outside, frozenset(countries))
        yield from self._said(actor.id, self.resolve(met), at)

    def judged_place(self, id: str, name: str, kind: PlaceKind | None, at: datetime) -> Records:
        """The judgements on a place (its id) that no gazetteer has, and the entries they name."""
        yield from self._said(id, self.resolve_place(name, kind), at)

    def _said(self, left: str, found: Resolution[E], at: datetime) -> Records:
        said = list(judgements(left, found, at))
        rights = {each.end for each in said if isinstance(each, Relationship) and each.type == "RIGHT"}
        for entry in found.candidates:
            if entry.id in rights:
                yield from self.records(entry)
        yield from said

    def resolved(self, actors: pl.DataFrame, at: datetime) -> Batch:
        """The judgements on many actors, with the entries they name; the actors' own nodes are the caller's.

        `actors` has `id`, `kind`, `name`, and where it is known `identified` (else true), `outside_id` (`SCHEME:ID`:
        `ucdp:234`, `wikidata:Q…`), `register` (a key of the register that ships) and `countries` (a list).
        """
        from testigo.loaders.register.columns import judged

        rows = self._worth_asking(actors).iter_rows(named=True)
        judgements, entries = judged(((row["id"], self._resolved(row)) for row in rows), at)
        return merged([judgements, self._tables.of(entries)])

    def _resolved(self, row: Row) -> Resolution[ActorEntry]:
        """What an actor of a frame is; the same one is met again and again."""
        key = tuple(
            (name, tuple(each) if isinstance(each, list) else each) for name, each in row.items() if name != "id"
        )
        if key not in self._known:
            self._known[key] = self.resolve(_met(row))
        return self._known[key]

    @cached_property
    def _tables(self) -> EntryTables:
        from testigo.loaders.register.columns import EntryTables, units

        entries = [each for each in self if isinstance(each, ActorEntry)]
        return EntryTables((record for each in entries for record in self.records(each)), units(entries, self._by_id))

    def _worth_asking(self, actors: pl.DataFrame) -> pl.DataFrame:
        """Each actor once, without those of whom no id and no name can lead anywhere."""
        import polars as pl

        distinct = actors.unique("id", keep="first", maintain_order=True)
        keep = pl.lit(False)
        for column in ("outside_id", "register"):
            keep = keep | pl.col(column).is_not_null() if column in distinct.columns else keep
        identified = pl.col("identified") if "identified" in distinct.columns else pl.lit(True)
        names = distinct["name"].unique().drop_nulls().to_list()
        known = [name for name in names if self._called(name)]
        return distinct.filter(keep | (identified & pl.col("name").is_in(known)))


def _met(row: Row) -> Met:
    outside = {}
    if isinstance(given := row.get("outside_id"), str):
        scheme, _, value = given.partition(":")
        outside[scheme] = value
    if isinstance(key := row.get("register"), str):
        outside[DEFAULT] = key
    countries = row.get("countries")
    named = frozenset(str(each) for each in countries) if isinstance(countries, list) else frozenset()
    return Met(str(row["name"]), ActorKind(str(row["kind"])), row.get("identified") is not False, outside, named)


def default() -> Register:
    """The register that all sources look actors up in: the one that ships, and the files of TESTIGO_REGISTER.

    Raises UnreadableInput for the first cell of these files that is at fault.
    """
    return _extended(os.environ.get(VARIABLE, ""))


@cache
def _extended(named: str) -> Register:
    """The register that ships with files added, which are named as a search path is (`a.csv:b.yaml`)."""
    return extended([Path(each) for each in named.split(os.pathsep) if each])


@cache
def shipped() -> Register:
    """The register that ships: states and their forces, organisations, monitors, media, the actors of UCDP GED."""
    paths = sorted(FOLDER.glob("*.csv"))
    return Register(_entries(paths, DEFAULT), _hash(paths))


def extended(paths: Sequence[Path], name: str | None = None) -> Register:
    """The register that ships and a project's own files. Raises UnreadableInput for the first cell at fault."""
    own = list(_entries(paths, name))
    return Register([*shipped(), *own], f"{shipped().fingerprint} {name} {_hash(paths)}") if own else shipped()


def _entries(paths: Iterable[Path], name: str | None) -> Iterator[Entry]:
    for path in paths:
        found = read(path, name)
        for fault in found.faults:
            raise UnreadableInput(fault.locator, f"{fault.path or 'the entry'}: {fault.message}")
        yield from (line.entry for line in found.lines)


def _hash(paths: Iterable[Path]) -> str:
    return hashlib.sha256(b"\n".join(hashlib.sha256(path.read_bytes()).digest() for path in paths)).hexdigest()
