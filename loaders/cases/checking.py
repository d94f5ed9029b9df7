"""A case file's values against the JSON Schema that ships, in words a person can act on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import orjson
from testigo.loaders.cases.documents import Path
from testigo.ontology.errors import SourceError
from testigo.ontology.terms import Severity

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, ValidationError

Schema = dict[str, Any]  # Any: JSON
KINDS = {
    "object": "a mapping", "array": "a list", "string": "a text", "integer": "a whole number", "number": "a number",
    "boolean": "true or false", "null": "nothing",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with the value at a path; a warning refuses nothing."""

    path: Path
    rule: str
    message: str
    severity: Severity = Severity.VIOLATION

    def under(self, *path: str | int) -> Problem:
        """The problem, seen from what holds the value at that path."""
        return replace(self, path=(*path, *self.path))


class Misfit(SourceError):
    """What is wrong at a path below the value that is being read."""

    def __init__(self, path: Path, rule: str, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(path, rule, message)


@cache
def schema() -> Schema:
    """The JSON Schema (draft 2020-12) of a case file."""
    found: Schema = orjson.loads(files("testigo.loaders.cases").joinpath("case.schema.json").read_bytes())
    return found


def problems(tree: Any) -> list[Problem]:  # Any: what YAML holds
    """Everything in a case file that the schema refuses, each once."""
    return list(dict.fromkeys(_problems(tree)))


@cache
def _validator() -> Draft202012Validator:
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    types = Draft202012Validator.TYPE_CHECKER.redefine("integer", lambda _, value: type(value) is int)
    # 7.0 is no number of people; the stubs leave `extend` untyped
    strict: type[Draft202012Validator] = extend(Draft202012Validator, type_checker=types)  # type: ignore[no-untyped-call]
    return strict(schema())


def _problems(tree: Any) -> Iterator[Problem]:  # Any: what YAML holds
    for error in _validator().iter_errors(tree):
        yield from _told(_Broken.of(error))


@dataclass(frozen=True, slots=True)
class _Broken:
    """A rule of the schema that a value breaks: its keyword, what that asks, the schema it stands in, the value."""

    path: Path
    keyword: str
    asked: Any  # of each keyword's own type
    schema: Schema
    value: Any  # what YAML holds
    message: str

    @classmethod
    def of(cls, error: ValidationError) -> _Broken:
        schema = error.schema if isinstance(error.schema, dict) else {}
        path = tuple(error.absolute_path)
        return cls(path, str(error.validator), error.validator_value, schema, error.instance, error.message)


def _told(broken: _Broken) -> Iterator[Problem]:
    if broken.keyword == "additionalProperties":
        known = list(broken.schema["properties"])
        for key in [key for key in broken.value if key not in known]:
            yield Problem((*broken.path, key), "unknown-key", unknown("key", key, known))
        return
    tell = MESSAGES.get(broken.keyword)
    yield Problem(broken.path, f"case-{broken.keyword}", tell(broken) if tell else broken.message)


def unknown(what: str, found: str, known: Iterable[str]) -> str:
    """That something is unknown, what may be meant, and else what there is.

    >>> unknown("key", "speaker", ["by", "speakers"])
    "unknown key 'speaker'; did you mean 'speakers'?"
    """
    listed = list(known)
    near = get_close_matches(found, listed, 1, 0.6)
    shown = " ".join(", ".join(listed).split())  # on one line, whatever somebody made a key of
    hint = f"did you mean {near[0]!r}?" if near else f"known are {shown}" if listed else "there is none"
    return f"unknown {what} {found!r}; {hint}"


def _kind(broken: _Broken) -> str:
    wanted = [broken.asked] if isinstance(broken.asked, str) else broken.asked
    found = broken.value
    shown = "nothing" if found is None else repr(found) if isinstance(found, str | int | float) else _type(found)
    return f"must be {' or '.join(KINDS[each] for each in wanted)}, not {shown}"


def _type(found: object) -> str:
    return KINDS["object"] if isinstance(found, dict) else KINDS["array"]


def _term(broken: _Broken) -> str:
    return unknown("term", str(broken.value), map(str, broken.asked))


def _missing(broken: _Broken) -> str:
    return f"lacks {', '.join(repr(key) for key in broken.asked if key not in broken.value)}"


def _together(broken: _Broken) -> str:
    """Which keys a key needs beside it; the rule tells of one at a time."""
    found = broken.value
    for key, needed in broken.asked.items():
        if key in found and (missing := [each for each in needed if each not in found]):
            return f"{key!r} needs {', '.join(map(repr, missing))} beside it"
    return broken.message


def _described(broken: _Broken) -> str:
    """What the schema itself says of the rule."""
    return str(broken.schema.get("description", broken.message))


def _form(broken: _Broken) -> str:
    said = broken.schema.get("description")
    return f"{broken.value!r} does not fit{f': {said}' if said else f' {broken.asked}'}"


def _empty(broken: _Broken) -> str:
    return "is empty; leave the key out where there is nothing to say"


MESSAGES: dict[str, Callable[[_Broken], str]] = {
    "type": _kind,
    "enum": _term,
    "required": _missing,
    "dependentRequired": _together,
    "pattern": _form,
    "minLength": _empty,
    "not": _described,
    "oneOf": _described,
    "anyOf": _described,
    "propertyNames": _form,
}
