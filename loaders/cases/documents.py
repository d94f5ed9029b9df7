"""A YAML file as plain values, each with the line and column it stands on.

Values are those of JSON (YAML 1.2's core schema): `no` is a text, `2025-03-08` is a text, `1,225` is a text. What
would be read in silence as something else is an error: a key that stands twice, an alias, a tag, a second document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from testigo.ontology.errors import UnreadableInput

Path = tuple[str | int, ...]
"""Where a value stands in a document: keys and places of lists, from the top."""

MOST_DEEP = 30
_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A line and a column of a file, both from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Document:
    """A file's values and where they stand; a key of a mapping stands where its value's path says."""

    where: str
    tree: Any  # what YAML holds
    marks: dict[Path, Mark] = field(default_factory=dict)

    def mark(self, path: Path) -> Mark:
        """Where a value stands; of one that is missing, where the nearest thing that holds it does."""
        while path not in self.marks and path:
            path = path[:-1]
        return self.marks.get(path, Mark(1, 1))

    def line(self, path: Path) -> str:
        """FILE:LINE of a value."""
        return f"{self.where}:{self.mark(path).line}"

    def unreadable(self, path: Path, what: str) -> UnreadableInput:
        """The error of a value: FILE:LINE:COLUMN and the finding."""
        mark = self.mark(path)
        return UnreadableInput(f"{self.where}:{mark.line}:{mark.column}", what)


def read(text: str, where: str) -> Document:
    """Read a YAML document. Raises UnreadableInput with the line and column of what cannot be read."""
    reader = _Reader(where, _events(text, where))
    tree = reader.document()
    return Document(where, tree, reader.marks)


def _events(text: str, where: str) -> Iterator[yaml.Event]:
    try:
        yield from yaml.parse(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark
        spot = f"{where}:{mark.line + 1}:{mark.column + 1}" if mark else where
        raise UnreadableInput(spot, f"no YAML: {problem.problem or problem.context}") from problem
    except yaml.YAMLError as problem:
        raise UnreadableInput(where, f"no YAML: {' '.join(str(problem).split())}") from problem


class _Reader:
    """Makes values of the parser's events: they say where each stands, and their depth is ours to bound."""

    def __init__(self, where: str, events: Iterator[yaml.Event]) -> None:
        self.where, self.marks = where, dict[Path, Mark]()
        self._events = (each for each in events if not isinstance(each, yaml.StreamStartEvent | yaml.DocumentEndEvent))

    def document(self) -> object:
        """The one document there is; None where the file says nothing."""
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return None
        tree = self._value(next(self._events), ())
        following = next(self._events)
        if not isinstance(following, yaml.StreamEndEvent):
            raise self._error(following, "a second document; a case is one file of one document")
        return tree

    def _value(self, event: yaml.Event, path: Path) -> object:
        self.marks.setdefault(path, _mark(event))
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self._error(event, "anchors (&x) and aliases (*x) are not read; write the value out")
        if getattr(event, "tag", None) not in (None, "!"):
            raise self._error(event, "tags (!!x) are not read; write the plain value")
        if len(path) > MOST_DEEP:
            raise self._error(event, f"nested deeper than {MOST_DEEP} levels")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return _scalar(event)

    def _mapping(self, path: Path) -> dict[str, object]:
        found: dict[str, object] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self._error(event, "a key must be a word")
            key = event.value
            if key in found:
                raise self._error(
                    event, f"the key {key!r} stands twice; the first is on line {self.marks[*path, key].line}"
                )
            self.marks[*path, key] = _mark(event)
            found[key] = self._value(next(self._events), (*path, key))
        return found

    def _sequence(self, path: Path) -> list[object]:
        found: list[object] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            found.append(self._value(event, (*path, len(found))))
        return found

    def _error(self, event: yaml.Event, what: str) -> UnreadableInput:
        mark = _mark(event)
        return UnreadableInput(f"{self.where}:{mark.line}:{mark.column}", what)


def _mark(event: yaml.Event) -> Mark:
    mark = event.start_mark
    return Mark(mark.line + 1, mark.column + 1) if mark else Mark(1, 1)


def _scalar(event: yaml.Event) -> object:
    """The value of a scalar; quoted or in a block it is a text."""
    assert isinstance(event, yaml.ScalarEvent)  # noqa: S101  narrows the type for the checker
    text: str = event.value
    if event.style not in (None, ""):
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text) if len(text) < 19 else text  # no column holds more
    return float(text) if _FLOAT.fullmatch(text) else text
