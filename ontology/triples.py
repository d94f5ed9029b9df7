"""The triples of an N-Triples document, read a line at a time and without rdflib.

https://www.w3.org/TR/n-triples/
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from testigo.ontology.errors import InvalidValue
from testigo.ontology.literals import Literal


class Triple(NamedTuple):
    """A triple: IRIs as they are, blank nodes with `_:` before their name."""

    subject: str
    predicate: str
    object: str | Literal


_NODE = r"<([^<>\"{}|^`\s]*)>|(_:[\w:](?:[\w.·-]*[\w·-])?)"
_LINE = re.compile(
    rf"[ \t]*(?:{_NODE})[ \t]*<([^<>\"{{}}|^`\s]*)>[ \t]*"
    rf"(?:{_NODE}|\"((?:[^\"\\]|\\.)*)\"(?:\^\^<([^<>\"{{}}|^`\s]*)>|@([A-Za-z]+(?:-[A-Za-z0-9]+)*))?)"
    r"[ \t]*\.[ \t]*(?:#.*)?"
)
_BLANK = re.compile(r"[ \t]*(?:#.*)?")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPES = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}


def triples(pieces: Iterable[bytes]) -> Iterator[Triple]:
    """The triples of an N-Triples document that comes in pieces. Raises InvalidValue with the number of the line."""
    return (triple for _, triple in numbered(pieces))


def numbered(pieces: Iterable[bytes]) -> Iterator[tuple[int, Triple]]:
    """The triples, each with the number of its line, from 1. Raises InvalidValue as `triples` does."""
    for number, line in enumerate(_lines(pieces), 1):
        match = _LINE.fullmatch(line)
        if match:
            yield number, _triple(match, number)
        elif not _BLANK.fullmatch(line):
            raise InvalidValue(f"line {number} is no triple of N-Triples: {line[:80]!r}")


def _lines(pieces: Iterable[bytes]) -> Iterator[str]:
    """The lines of a document, broken at line feeds and carriage returns only (`str.splitlines` knows others)."""
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).replace(b"\r", b"\n").split(b"\n")
        yield from map(_decoded, whole)
    yield _decoded(rest)


def _decoded(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError as problem:
        raise InvalidValue(f"N-Triples are in UTF-8; {line[:80]!r} is not") from problem


def _triple(match: re.Match[str], number: int) -> Triple:
    subject, blank, predicate, object, object_blank, form, datatype, language = match.groups()
    value: str | Literal
    if form is None:
        value = object_blank or _unescaped(object, number)
    else:
        value = Literal(_unescaped(form, number), datatype, language)
    return Triple(blank or _unescaped(subject, number), predicate, value)


def _unescaped(text: str, number: int) -> str:
    if "\\" not in text:
        return text
    try:
        return _ESCAPE.sub(_character, text)
    except (KeyError, ValueError, OverflowError) as problem:
        raise InvalidValue(f"line {number} has an escape that N-Triples do not know: {text[:80]!r}") from problem


def _character(escape: re.Match[str]) -> str:
    four, eight, short = escape.groups()
    return _ESCAPES[short] if short else chr(int(four or eight, 16))
