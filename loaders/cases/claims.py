"""What an entry says: one claim a part of it, each of which becomes one statement."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from testigo.loaders.cases.checking import Misfit, Problem
from testigo.loaders.cases.documents import Path
from testigo.loaders.cases.frame import Frame
from testigo.loaders.cases.saying import Saying, dated, listed, meant
from testigo.loaders.cases.texts import Entry, day
from testigo.loaders.figures import figure_columns
from testigo.loaders.text.figures import figures as words
from testigo.loaders.voices import ATTITUDES
from testigo.ontology.errors import InvalidValue
from testigo.ontology.figures import Figure
from testigo.ontology.terms import Comparator, EventType, Measure, Population, Role, Scope, StatementKind

PARTS = ("type", "when", "places", "participants", "counts")
_BOUNDS: dict[tuple[str, ...], Comparator] = {
    ("low",): Comparator.AT_LEAST,
    ("high",): Comparator.AT_MOST,
    ("best",): Comparator.EXACT,
    ("low", "high"): Comparator.RANGE,
    ("low", "best", "high"): Comparator.RANGE,
}


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition. `path` is its part of the entry; `about`, `actor` and `place` are ids; `columns` are those
    of its kind. `name`: the key by which others refer to it alone.
    """

    kind: StatementKind
    path: Path
    about: tuple[str, ...] = ()
    columns: Mapping[str, object] = field(default_factory=dict)
    actor: str | None = None
    role: Role | None = None
    place: str | None = None
    name: str | None = None

    @property
    def proposition(self) -> dict[str, object]:
        """What makes it another claim than others of the same quote and voice."""
        key: dict[str, object] = {name: str(value) for name, value in self.columns.items() if value is not None}
        key["about"] = sorted(self.about)
        return key | {name: value for name in ("actor", "role", "place") if (value := getattr(self, name)) is not None}

    @property
    def subject(self) -> tuple[object, ...]:
        """What a later claim of the same speaker must share with it to take over from it."""
        measured = tuple(self.columns.get(name) for name in ("measure", "population", "scope"))
        return self.kind, self.about, self.role, measured


def claims(frame: Frame, entry: Entry, said: Saying, broken: frozenset[Path]) -> Iterator[Claim | Problem]:
    """The claims of an entry, and what is wrong with its parts; those whose paths are `broken` are passed over."""
    try:
        event = frame.node(entry["event"], ["Event"], "event") if "event" in entry else None
    except Misfit as misfit:
        yield misfit.problem
        return
    found = [part for name in PARTS if name in entry for part in _parts(entry, name)]
    for path in found:
        if event and not broken & {path, path[:1]}:
            yield _read(_READERS[str(path[0])], frame, entry, said, event, path)
    if "about" in entry or not (found or broken):
        yield _read(_unparted, frame, entry, said, event)


def _parts(entry: Entry, name: str) -> list[Path]:
    many = isinstance(entry[name], list)
    return [(name, at) for at in range(len(entry[name]))] if many else [(name,)]


def _read(read: Callable[..., Claim], *arguments: object) -> Claim | Problem:
    try:
        return read(*arguments)
    except Misfit as misfit:
        return misfit.problem


def _value(entry: Entry, path: Path) -> object:
    value: object = entry[str(path[0])]
    return value[path[1]] if len(path) > 1 and isinstance(value, list) and isinstance(path[1], int) else value


def _act_type(frame: Frame, entry: Entry, said: Saying, event: str, path: Path) -> Claim:
    return Claim(StatementKind.ACT_TYPE, path, (event,), {"event_type": EventType(entry["type"])})


def _time(frame: Frame, entry: Entry, said: Saying, event: str, path: Path) -> Claim:
    found = dated(entry["when"], *path)
    columns = {"edtf": found.edtf, "earliest": found.earliest, "latest": found.latest}
    return Claim(StatementKind.TIME, path, (event,), columns | {"date_precision": found.precision})


def _place(frame: Frame, entry: Entry, said: Saying, event: str, path: Path) -> Claim:
    place = frame.node(str(_value(entry, path)), ["Place"], *path)
    return Claim(StatementKind.PLACE, path, (event,), place=place)


def _participation(frame: Frame, entry: Entry, said: Saying, event: str, path: Path) -> Claim:
    part: Entry = _value(entry, path)  # type: ignore[assignment]  # the schema has seen to it
    if not said.voice.bears_on(part["role"]):
        message = (
            f"who {said.voice.modality} is no evidence, for or against, that anybody was {part['role']}; leave it out"
        )
        raise Misfit(path, "case-participant", message)
    actor = frame.node(part["actor"], ["Actor"], *path, "actor")
    return Claim(StatementKind.PARTICIPATION, path, (event,), actor=actor, role=Role(part["role"]))


def _count(frame: Frame, entry: Entry, said: Saying, event: str, path: Path) -> Claim:
    part: Entry = _value(entry, path)  # type: ignore[assignment]  # the schema has seen to it
    published = said.captured.report.published_on
    columns = {
        **figure_columns(figure(part, *path)),
        "measure": Measure(part["measure"]),
        "population": Population(part.get("population", Population.PEOPLE)),
        "scope": Scope(part.get("scope", Scope.UNSPECIFIED)),
        "since": _day(part, "since", *path),
        "as_of": _day(part, "as_of", *path) or published,
    }
    return Claim(StatementKind.COUNT, path, (event,), columns, name=part.get("id"))


def _day(part: Entry, name: str, *path: str | int) -> date | None:
    return day(part[name], *path, name) if name in part else None


def figure(part: Entry, *path: str | int) -> Figure:
    """The figure of a count, from a number, words or bounds. Raises Misfit."""
    try:
        if isinstance(part.get("figure"), str):
            return _in_words(part["figure"])
        if "figure" in part:
            return Figure(part["figure"], part["figure"], part["figure"])
        return _bounded(part)
    except InvalidValue as problem:
        raise Misfit((*path, "figure") if "figure" in part else path, "case-figure", str(problem)) from problem


def _in_words(text: str) -> Figure:
    whole = text.strip()
    for found in words.figures(whole):
        if found.span.start == 0 and found.span.end == len(whole):
            exact = found.low if found.low == found.high else None
            return Figure(found.low, exact, found.high, Comparator(found.comparator))
    raise InvalidValue(f'{text!r} is no figure; write a whole number, or words like "more than 700", or low and high')


def _bounded(part: Entry) -> Figure:
    given = tuple(name for name in ("low", "best", "high") if name in part)
    if given not in _BOUNDS:
        raise InvalidValue(f"{' and '.join(given)} alone are no figure; give low and high, with or without best")
    numbers = {name: part[name] for name in given}
    comparator = Comparator.EXACT if len(set(numbers.values())) == 1 and len(given) > 1 else _BOUNDS[given]
    return Figure(**numbers, comparator=comparator)


def _unparted(frame: Frame, entry: Entry, said: Saying, event: str | None) -> Claim:
    """A claim about no part of an event: an attitude, a directive, or that something occurred."""
    labels = ["Event", "Actor", "Place"]
    about = meant(listed(entry.get("about")), "about", lambda key, *path: frame.node(key, labels, *path))
    kind = StatementKind.DIRECTIVE if said.voice.directs else StatementKind.OCCURRENCE
    if said.voice.modality in ATTITUDES:
        kind = StatementKind.ATTITUDE
    return Claim(kind, ("about",), tuple(dict.fromkeys([*about, *([event] if event else [])])))


_READERS: dict[str, Callable[[Frame, Entry, Saying, str, Path], Claim]] = {
    "type": _act_type,
    "when": _time,
    "places": _place,
    "participants": _participation,
    "counts": _count,
}
