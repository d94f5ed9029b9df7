"""A case file's values against the JSON Schema that ships, in words a person can act on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
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


def problems(tree: object) -> list[Problem]:
    """Everything in a case file that the schema refuses, each once."""
    return list(dict.fromkeys(_problems(_validator(), tree)))


def entry_problems(kind: str, entry: object) -> list[Problem]:
    """What the schema refuses of one entry: `statement` or `assessment`."""
    return list(dict.fromkeys(_problems(_validator().evolve(schema=schema()["$defs"][kind]), entry)))


@cache
def _validator() -> Draft202012Validator:
    from jsonschema import Draft202012Validator
    from referencing import Registry, Resource

    whole = schema()
    registry: Registry[Schema] = Registry().with_resource("", Resource.from_contents(whole))
    return Draft202012Validator(whole, registry=registry)


def _problems(validator: Draft202012Validator, tree: object) -> Iterator[Problem]:
    for error in validator.iter_errors(tree):
        yield from _told(error)


def _told(error: ValidationError) -> Iterator[Problem]:
    path = tuple(error.absolute_path)
    rule = str(error.validator)
    if rule == "additionalProperties" and isinstance(error.instance, dict):
        known = list(error.schema["properties"])
        for key in error.instance.keys() - known:
            yield Problem((*path, key), "unknown-key", unknown("key", key, known))
        return
    tell = MESSAGES.get(rule)
    yield Problem(path, f"case-{rule}", tell(error) if tell else error.message)


def unknown(what: str, found: str, known: Iterable[str]) -> str:
    """That something is unknown, what may be meant, and else what there is.

    >>> unknown("key", "speaker", ["by", "speakers"])
    "unknown key 'speaker'; did you mean 'speakers'?"
    """
    listed = list(known)
    near = get_close_matches(found, listed, 1, 0.6)
    hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(listed)}" if listed else "there is none"
    return f"unknown {what} {found!r}; {hint}"


def _kind(error: ValidationError) -> str:
    wanted = [error.validator_value] if isinstance(error.validator_value, str) else list(error.validator_value)
    found = error.instance
    shown = "nothing" if found is None else repr(found) if isinstance(found, str | int | float) else _type(found)
    return f"must be {' or '.join(KINDS[each] for each in wanted)}, not {shown}"


def _type(found: object) -> str:
    return KINDS["object"] if isinstance(found, dict) else KINDS["array"]


def _term(error: ValidationError) -> str:
    known = [str(each) for each in error.validator_value]
    return unknown("term", str(error.instance), known)


def _missing(error: ValidationError) -> str:
    found: Mapping[str, object] = error.instance
    return f"lacks {', '.join(repr(key) for key in error.validator_value if key not in found)}"


def _together(error: ValidationError) -> str:
    found, needs = error.instance, error.validator_value
    key = next(key for key in needs if key in found and not set(needs[key]) <= set(found))
    return f"{key!r} needs {', '.join(repr(each) for each in needs[key] if each not in found)} beside it"


def _described(error: ValidationError) -> str:
    """What the schema itself says of the rule."""
    said = error.schema.get("description")
    return str(said) if said else error.message


def _form(error: ValidationError) -> str:
    said = error.schema.get("description")
    return f"{error.instance!r} does not fit{f': {said}' if said else f' {error.validator_value}'}"


MESSAGES: dict[str, Callable[[ValidationError], str]] = {
    "type": _kind,
    "enum": _term,
    "required": _missing,
    "dependentRequired": _together,
    "pattern": _form,
    "not": _described,
    "oneOf": _described,
    "anyOf": _described,
    "propertyNames": _form,
}
