"""What text extraction returns: the format extraction/1, as values and as JSON.

Terms (kinds, types, roles, measures, modalities …) are strings here: an extractor may err, and
`testigo.loaders.checker` is what records and removes a term that the ontology does not have.
"""

from __future__ import annotations

import hashlib
import types
from collections.abc import Iterator
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Protocol, Self, Union, get_args, get_origin, get_type_hints

import orjson
from testigo.ontology.errors import InvalidValue, SourceError
from testigo.ontology.spans import Span

SCHEMA = "extraction/1"


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A span with the words it covers: `text[start:end] == exact`, in Unicode code points.

    >>> Mention.of("Ten people died", 0, 3)
    Mention(start=0, end=3, exact='Ten')
    """

    start: int
    end: int
    exact: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise InvalidValue(f"not a span: {self.start}:{self.end}")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Self:
        """The mention of `text[start:end]`."""
        return cls(start, end, text[start:end])

    @property
    def span(self) -> Span:
        """Where it stands, without the words."""
        return Span(self.start, self.end)

    def fits(self, text: str) -> bool:
        """Whether the text holds exactly these words at this place."""
        return text[self.start : self.end] == self.exact


@dataclass(frozen=True, slots=True)
class TextIdentity:
    """Which text an extraction speaks of: SHA-256 (hex) of its UTF-8 bytes, length in code points."""

    sha256: str
    length: int

    @classmethod
    def of(cls, text: str) -> Self:
        """The identity of a text. A lone surrogate counts as its three bytes, so that any string has one."""
        return cls(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), len(text))


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What was known of the report before reading it. `published` None: not known."""

    published: date | None


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor or a place (`node`), with every mention in text order.

    `identified` False: named by kind only ("gunmen"); None: not said.
    """

    id: str
    node: str
    kind: str
    name: str
    mentions: tuple[Mention, ...]
    identified: bool | None = None


@dataclass(frozen=True, slots=True)
class EventDates:
    """When an event is said to have happened: bounds inclusive, and the words that say it."""

    earliest: date | None
    latest: date | None
    precision: str
    evidence: Mention


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor (entity id) in a role."""

    actor: str
    role: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something said to have happened. `dates` None: the text does not say when. `places`: entity ids."""

    id: str
    type: str
    triggers: tuple[Mention, ...]
    places: tuple[str, ...]
    dates: EventDates | None
    participants: tuple[Participant, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """A figure of an event (id), as written. `low` or `high` None: the words leave that side open."""

    event: str
    measure: str
    low: int | None
    high: int | None
    qualifier: str | None
    span: Mention
    population: str | None = None
    scope: str | None = None
    comparator: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Who says what. `speakers` (entity ids) empty: a claim that nobody is named for.

    `about` and `via` hold ids of the same extraction; `via` is nearest the reader first.
    """

    id: str
    speakers: tuple[str, ...]
    speaker_span: Mention | None
    cue: Mention | None
    content: Mention
    modality: str
    mode: str
    about: tuple[str, ...]
    via: tuple[str, ...] = ()
    hedge: str | None = None
    polarity: str | None = None
    confidence: float | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """What a rule saw and could not use, or what is missing. `span` None: it concerns the whole text."""

    code: str
    message: str
    span: Mention | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one report."""

    text: TextIdentity
    report: ReportFacts
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]
    counts: tuple[Count, ...]
    statements: tuple[Statement, ...]
    diagnostics: tuple[Diagnostic, ...] = ()

    def to_json(self) -> bytes:
        """UTF-8 JSON, indented, keys in the order of the format; equal extractions give equal bytes."""
        return orjson.dumps({"schema": SCHEMA} | _encoded(self), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)

    @classmethod
    def from_json(cls, json: bytes | str) -> Self:
        """Read one. Raises SourceError that names the field at fault; spans are not compared with any text."""
        try:
            tree = orjson.loads(json)
        except orjson.JSONDecodeError as problem:
            raise SourceError(f"not JSON: {problem}") from problem
        if not isinstance(tree, dict) or tree.get("schema") != SCHEMA:
            raise SourceError(f'not an extraction: "schema" must be "{SCHEMA}"')
        value = _decoded(cls, {key: part for key, part in tree.items() if key != "schema"}, "extraction")
        assert isinstance(value, cls)  # noqa: S101  narrows the type for the checker
        return value

    def mentions(self) -> Iterator[Mention]:
        """Every span in it, of whatever part, in the order of the format."""
        return _mentions(self)


class Extractor(Protocol):
    """Something that reads a report. Its answer goes through `testigo.loaders.checker.checked`."""

    @property
    def name(self) -> str:
        """What it is called in the graph."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever the same text may give another extraction."""
        ...

    def extract(self, text: str, published: date | None) -> Extraction:
        """Read a text; weekdays and the like are resolved against `published`. Raises ExtractionError."""
        ...


def _mentions(value: object) -> Iterator[Mention]:
    if isinstance(value, Mention):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _mentions(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _mentions(getattr(value, field.name))


def _key(field: Field[Any]) -> str:
    """The JSON key of a field: camelCase."""
    first, *rest = field.name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def _encoded(value: Any) -> Any:
    """A value as JSON's types. A field with a default is left out where it says nothing, but for the diagnostics."""
    if isinstance(value, tuple):
        return [_encoded(part) for part in value]
    if not is_dataclass(value):
        return value.isoformat() if isinstance(value, date) else value
    return {
        _key(field): _encoded(part)
        for field in fields(value)
        if (part := getattr(value, field.name)) not in (None, ())
        or field.default is MISSING
        or field.name == "diagnostics"
    }


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def _decoded(hint: Any, value: object, where: str) -> Any:
    """A part of a JSON tree as the type that a field has. Raises SourceError with the path to what does not fit."""
    if get_origin(hint) in (Union, types.UnionType):
        (some,) = (arm for arm in get_args(hint) if arm is not types.NoneType)
        return None if value is None else _decoded(some, value, where)
    if get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise SourceError(f"{where} must be a list")
        return tuple(_decoded(get_args(hint)[0], part, f"{where}[{at}]") for at, part in enumerate(value))
    if is_dataclass(hint):
        return _decoded_fields(hint, value, where)
    return _decoded_scalar(hint, value, where)


def _decoded_scalar(hint: type, value: object, where: str) -> object:
    if hint is date and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError as problem:
            raise SourceError(f"{where} is not a date: {value!r}") from problem
    if hint is float and type(value) is int:
        return float(value)
    if type(value) is not hint:
        raise SourceError(f"{where} must be {hint.__name__}, not {value!r}")
    return value


def _decoded_fields(cls: Any, value: object, where: str) -> Any:
    if not isinstance(value, dict):
        raise SourceError(f"{where} must be an object")
    known = {_key(field): field for field in fields(cls)}
    if unknown := sorted(value.keys() - known.keys()):
        raise SourceError(f"{where} has the unknown key {unknown[0]!r}")
    if missing := [key for key, field in known.items() if key not in value and field.default is MISSING]:
        raise SourceError(f"{where} lacks {missing[0]!r}")
    hints = _hints(cls)
    parts = {known[key].name: _decoded(hints[known[key].name], part, f"{where}.{key}") for key, part in value.items()}
    try:
        return cls(**parts)
    except InvalidValue as problem:
        raise SourceError(f"{where}: {problem}") from problem
