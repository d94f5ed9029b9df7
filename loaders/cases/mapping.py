"""From a case to a batch, and what of it could not be read. Pure but for look-ups in gazetteer and register."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Any

from testigo.loaders.cases import links
from testigo.loaders.cases.checking import Misfit, Problem
from testigo.loaders.cases.claims import PARTS, Claim, claims
from testigo.loaders.cases.documents import Path
from testigo.loaders.cases.frame import Frame, Records, countries, marked, records
from testigo.loaders.cases.links import Made
from testigo.loaders.cases.saying import Saying, listed, saying
from testigo.loaders.cases.texts import Entry
from testigo.loaders.entities import ActorRegister
from testigo.loaders.reports import provenance
from testigo.loaders.text.figures.figures import figures
from testigo.ontology import ids
from testigo.ontology.batch import Batch, batch
from testigo.ontology.model import Actor, Node, Participation, Relationship, Statement
from testigo.ontology.terms import Severity

VERSION = "1"
EXTRACTOR = f"case/{VERSION}"


@dataclass(frozen=True, slots=True)
class Mapped:
    """A case as a batch; where its records come from, by id, and the problems, as paths of the case."""

    batch: Batch
    where: Mapping[str, Path]
    problems: tuple[Problem, ...]


def mapped(frame: Frame, refused: Iterable[Problem], at: datetime, register: ActorRegister) -> Mapped:
    """Everything a case says. `refused` is what the schema found below `statements` and `assessments`."""
    found = _Mapping(frame, list(refused), at)
    for path, each in chain(_reports(frame, at), records(frame, at)):
        found.take(path, each)
    for number, entry in enumerate(frame.tree.get("statements") or []):
        found.entry(number, entry)
    for number, entry in enumerate(frame.tree.get("statements") or []):
        found.linked(number, entry)
    for number, entry in enumerate(frame.tree.get("assessments") or []):
        found.assessed(number, entry)
    found.resolved(register)
    return found.mapped()


def _reports(frame: Frame, at: datetime) -> Iterator[tuple[Path, Records]]:
    for key, report in frame.reports.items():
        captured = report.captured(at)
        nodes = list(provenance(captured)) if captured else [report.cited()]
        ids = [each.id for each in nodes if isinstance(each, Node)]
        yield ("reports", key), chain(nodes, marked(ids, report.entry.get("marking")))


@dataclass
class _Mapping:
    """What was made of the entries so far."""

    frame: Frame
    problems: list[Problem]
    at: datetime
    records: list[Node | Relationship] = field(default_factory=list)
    where: dict[str, Path] = field(default_factory=dict)
    said: dict[str, list[Made]] = field(default_factory=dict)
    by_entry: dict[int, list[Made]] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)

    def take(self, path: Path, records: Iterable[Node | Relationship]) -> None:
        """Keep records, and where each comes from first."""
        for each in records:
            self.records.append(each)
            if isinstance(each, Node):
                self.where.setdefault(each.id, path)

    def entry(self, number: int, entry: Any) -> None:  # Any: what the schema may have refused
        """The statements of an entry, or what is wrong with it."""
        path = ("statements", number)
        broken = {_part(each.path[2:]) for each in self.problems if each.path[:2] == path}
        made: list[Made] = []
        try:
            if () not in broken:
                self._named(entry)
                self._said(path, entry, frozenset(broken), made)
        except Misfit as misfit:
            self.problems.append(misfit.problem.under(*path))
        self.by_entry[number] = made
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            self.said.setdefault(entry["id"], made)

    def _named(self, entry: Entry) -> None:
        for path, name in _names(entry):
            if name in self.said or name in self.frame.nodes:
                raise Misfit(path, "case-key", f"{name!r} is the key of something else too; each key is one thing")

    def _said(self, path: Path, entry: Entry, broken: frozenset[Path], made: list[Made]) -> None:
        said = saying(self.frame, entry, self.at)
        for each in claims(self.frame, entry, said, broken):
            if isinstance(each, Problem):
                self.problems.append(each.under(*path))
                continue
            statement = _statement(each, said, self.at)
            one = Made(statement.id, each, frozenset(said.speakers))
            made.append(one)
            if each.name:
                self.said[each.name] = [one]
            self.take((*path, *each.path), self._records(statement, each, said))
            self.problems += [problem.under(*path) for problem in _unlike(each, entry, said)]

    def _records(self, statement: Statement, claim: Claim, said: Saying) -> Iterator[Node | Relationship]:
        yield from (said.passage, Relationship("IN_TEXT", said.passage.id, said.captured.text.id))
        yield from said.own
        yield from (statement, Relationship("ANCHORED_AT", statement.id, said.passage.id))
        yield from (Relationship("SAID_BY", statement.id, speaker) for speaker in said.speakers)
        yield from (Relationship("VIA", statement.id, id, ord=n) for n, id in enumerate(said.voice.via))
        yield from (Relationship("SOURCED_FROM", statement.id, id, ord=n) for n, id in enumerate(said.sources))
        yield from (Relationship("CITES", statement.id, id, ord=n) for n, id in enumerate(self._cited(said)))
        yield from (Relationship("ABOUT", statement.id, id) for id in claim.about)
        if claim.place:
            yield Relationship("AT_PLACE", statement.id, claim.place)
        yield from self._participation(statement, claim, said)
        yield from marked([statement.id], said.marking)

    def _cited(self, said: Saying) -> list[str]:
        reports = [self.frame.reports[key] for key in said.cites]
        return [(c.report if (c := each.captured(self.at)) else each.cited()).id for each in reports]

    def _participation(self, statement: Statement, claim: Claim, said: Saying) -> Iterator[Node | Relationship]:
        if claim.actor is None or claim.role is None:
            return
        (event,) = claim.about
        part = Participation(id=ids.minted("Participation", event, claim.actor, claim.role), role=claim.role)
        self.parts[part.id] = statement.id
        yield part
        yield Relationship("IN_EVENT", part.id, event)
        yield Relationship("OF_ACTOR", part.id, claim.actor)
        yield Relationship("DENIES" if said.voice.denies else "SUPPORTS", statement.id, part.id)

    def linked(self, number: int, entry: Any) -> None:  # Any: as above
        """What the statements of an entry take over from, take back and pass on."""
        own = self.by_entry[number]
        for name, link in _LINKS.items():
            for n, reference in enumerate(listed(entry.get(name)) if own else []):
                self._tried(("statements", number), link, self, own, reference, name, n)

    def assessed(self, number: int, entry: Any) -> None:  # Any: as above
        """An assessment, or what is wrong with it."""
        path = ("assessments", number)
        if not any(each.path[:2] == path for each in self.problems):
            self._tried(path, links.assessment, self.frame, self.said, entry, self.parts, self.at)

    def resolved(self, register: ActorRegister) -> None:
        """Which entries of the register the actors are, the publishers among them."""
        actors = {each.id: each for each in self.records if isinstance(each, Actor)}
        for actor in actors.values():
            judged = register.judged(actor, countries=countries(self.frame), at=self.at)
            self.take(self.where[actor.id], list(judged))

    def _tried(self, path: Path, make: Callable[..., Iterable[Node | Relationship]], *arguments: object) -> None:
        try:
            self.take(path, list(make(*arguments)))
        except Misfit as misfit:
            self.problems.append(misfit.problem.under(*path))

    def mapped(self) -> Mapped:
        nodes = [each for each in self.records if isinstance(each, Node)]
        relationships = [each for each in self.records if isinstance(each, Relationship)]
        return Mapped(batch(nodes, relationships), self.where, tuple(self.problems))


def _supersedes(it: _Mapping, own: list[Made], reference: str, *path: str | int) -> Iterator[Relationship]:
    return links.supersedes(own, links.made_by(it.said, reference, *path), reference, *path)


def _retracts(it: _Mapping, own: list[Made], reference: str, *path: str | int) -> Iterator[Relationship]:
    return links.retracts(it.frame, own, links.made_by(it.said, reference, *path), reference, *path)


def _relays(it: _Mapping, own: list[Made], reference: str, *path: str | int) -> Iterator[Relationship]:
    return links.relays(own, links.made_by(it.said, reference, *path), reference, *path)


_LINKS = {"supersedes": _supersedes, "retracts": _retracts, "relays": _relays}


def _names(entry: Entry) -> Iterator[tuple[Path, str]]:
    """The keys that an entry and its counts are referred to by."""
    counts = entry.get("counts")
    found: list[tuple[Path, Any]] = [((), entry)]
    found += [(("counts", at), each) for at, each in enumerate(counts if isinstance(counts, list) else [])]
    for path, each in found:
        if isinstance(each, dict) and isinstance(each.get("id"), str):
            yield (*path, "id"), each["id"]


def _part(path: Path) -> Path:
    """The part of an entry that cannot be read where the value at a path cannot; (): nothing of it can."""
    if not path or path[0] not in PARTS:
        return ()
    return path[:2] if len(path) > 1 and isinstance(path[1], int) else path[:1]


def _statement(claim: Claim, said: Saying, at: datetime) -> Statement:
    voice = said.voice
    # the voice is part of the key: a coding that was mended is another statement, not the old one in silence
    manner = [voice.modality, voice.polarity, voice.hedge]
    return Statement(
        id=ids.minted(
            "Statement", said.passage.id, claim.kind, claim.proposition | {"voice": manner}, sorted(said.speakers)
        ),
        kind=claim.kind,
        modality=voice.modality,
        polarity=voice.polarity,
        hedge=voice.hedge,
        hedge_text=voice.hedge_text,
        mode=voice.mode,
        said_earliest=said.said.earliest if said.said else None,
        said_latest=said.said.latest if said.said else None,
        published_on=said.captured.report.published_on,
        recorded_at=at,
        extractor=EXTRACTOR,
        confidence=voice.confidence,
        **claim.columns,  # type: ignore[arg-type]  # columns of the kind, each of its own type
    )


def _unlike(claim: Claim, entry: Entry, said: Saying) -> Iterator[Problem]:
    """A figure that no words of its quote give: told, since a slip of the finger makes another toll of it."""
    if not claim.path or claim.path[0] != "counts":
        return
    read = figures(said.passage.exact or "")
    bounds = {(each.low, each.high) for each in read}
    if read and (claim.columns["low"], claim.columns["high"]) not in bounds:
        given = ", ".join(repr(each.span.of(said.passage.exact or "")) for each in read)
        message = f"the quote gives {given}, not this figure; see whether it is a slip"
        yield Problem(claim.path, "case-figure", message, Severity.WARNING)
