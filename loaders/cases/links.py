"""What joins statements: one takes over from another, takes it back or passes it on; and assessments of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from testigo.loaders.cases.checking import Misfit, unknown
from testigo.loaders.cases.claims import Claim
from testigo.loaders.cases.frame import LABELS, Frame, Records, is_id, midnight
from testigo.loaders.cases.saying import listed
from testigo.loaders.cases.texts import Entry
from testigo.ontology import ids
from testigo.ontology.model import Assessment, Node, Relationship


@dataclass(frozen=True, slots=True)
class Made:
    """A statement that an entry made. `speakers` None: it is one of the graph, of which the file knows only the id."""

    id: str
    claim: Claim | None = None
    speakers: frozenset[str] | None = None


Said = Mapping[str, list[Made]]
"""The statements of a file by the key of their entry, a count's also by its own."""


def made_by(said: Said, reference: str, *path: str | int) -> list[Made]:
    """The statements that are meant. Raises Misfit."""
    if is_id(reference) and reference.startswith("statement-"):
        return [Made(reference)]
    if reference not in said:
        raise Misfit(path, "case-reference", unknown("statement", reference, said))
    if not said[reference]:
        raise Misfit(path, "case-reference", f"nothing of {reference!r} went in; mend that first, then this")
    return said[reference]


def supersedes(own: list[Made], earlier: list[Made], reference: str, *path: str | int) -> Iterator[Relationship]:
    """The later claims of a speaker take over from its earlier ones, like from like. Raises Misfit for none."""
    pairs = [(new, old) for new in own for old in _like(new, earlier, own)]
    if not pairs:
        message = (
            f"{reference!r} says nothing of the same kind, about the same event, with the same measure, population and "
            "scope; a claim takes over from one like it"
        )
        raise Misfit(path, "case-supersedes", message)
    yield from (Relationship("SUPERSEDES", new.id, old.id) for new, old in pairs)


def relays(own: list[Made], passed: list[Made], reference: str, *path: str | int) -> Iterator[Relationship]:
    """What an entry passes on, like from like. Raises Misfit for nothing."""
    pairs = [(new, old) for new in own for old in _like(new, passed, own)]
    if not pairs:
        raise Misfit(path, "case-relays", f"{reference!r} says nothing of the kind that is passed on here")
    yield from (Relationship("RELAYS", new.id, old.id) for new, old in pairs)


def _like(new: Made, others: Iterable[Made], own: list[Made]) -> Iterator[Made]:
    """The others that speak of what this one does; what one of the graph speaks of is left to who names it."""
    for old in others:
        alike = len(own) == 1 if old.claim is None else new.claim and old.claim.subject == new.claim.subject
        if alike and old.id != new.id:
            yield old


def retracts(
    frame: Frame, own: list[Made], taken_back: list[Made], reference: str, *path: str | int
) -> Iterator[Relationship]:
    """The first claim of an entry takes back others of its own speakers. Raises Misfit for another speaker's."""
    same = frame.same()
    speakers = {same.get(id, id) for id in own[0].speakers or ()}
    for old in taken_back:
        if old.speakers is not None and {same.get(id, id) for id in old.speakers} != speakers:
            message = f"{reference!r} is said by others; who did not say it can deny it (`modality: denies`)"
            raise Misfit(path, "case-retracts", message)
        if old.id != own[0].id:
            yield Relationship("RETRACTS", own[0].id, old.id)


def assessment(frame: Frame, said: Said, entry: Entry, parts: Mapping[str, str], at: datetime) -> Records:
    """What somebody makes of claims. `parts` are the participations of the file. Raises Misfit."""
    of = entry["of"] if isinstance(entry["of"], list) else [entry["of"]]
    targets = [id for n, each in enumerate(of) for id in _targets(frame, said, each, parts, "of", n)]
    based = [
        each.id for n, key in enumerate(listed(entry.get("based_on"))) for each in made_by(said, key, "based_on", n)
    ]
    by, on = frame.maker(entry), entry.get("at")
    made = Assessment(
        id=ids.minted("Assessment", frame.scope, by, entry["verdict"], sorted(targets), on),
        verdict=entry["verdict"],
        by=by,
        at=midnight(on, "at") if on else at,
        basis=entry.get("basis"),
        note=entry.get("note"),
    )
    found: list[Node | Relationship] = [made]
    found += [Relationship("OF", made.id, id) for id in targets]
    found += [Relationship("BASED_ON", made.id, id) for id in based]
    yield from found


def _targets(
    frame: Frame, said: Said, target: str | Entry, parts: Mapping[str, str], *path: str | int
) -> Iterator[str]:
    if not isinstance(target, str):
        yield _participation(frame, target, parts, *path)
    elif target in said or target.startswith("statement-"):
        yield from (each.id for each in made_by(said, target, *path))
    else:
        yield frame.node(target, LABELS.values(), *path)


def _participation(frame: Frame, target: Entry, parts: Mapping[str, str], *path: str | int) -> str:
    event = frame.node(target["event"], ["Event"], *path, "event")
    actor = frame.node(target["actor"], ["Actor"], *path, "actor")
    id = ids.minted("Participation", event, actor, target["role"])
    if id not in parts:
        message = f"no statement of this file says or denies that {target['actor']} was {target['role']}"
        raise Misfit(path, "case-reference", message)
    return id
