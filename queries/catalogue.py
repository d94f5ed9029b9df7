"""The catalogue: every question, read from the heads of the `.cypher` files beside this module."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from testigo.ontology.errors import QueryError

FOLDER = Path(__file__).parent
OPTIONAL = "null"
TYPES: Mapping[str, type] = {"string": str, "integer": int, "date": date, "boolean": bool, "list": list}
COLUMN_TYPES = (*TYPES, "number", "instant")
TRUTH = {"true": True, "false": False}
_PARAMETER = re.compile(rf"\$(\w+): (.+?) \(({'|'.join(TYPES)})(?:, ([^)]+))?\)")
_COLUMN = re.compile(rf"(\w+) \(({'|'.join(COLUMN_TYPES)})\)")

Value = str | int | date | bool | list[str] | None


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question is asked with. A parameter that is not required has a default, which may be None."""

    name: str
    meaning: str
    type: str
    required: bool
    default: Value = None

    def parsed(self, text: str) -> Value:
        """The value that a text stands for: an ISO day, an integer, true or false, words between commas.

        Raises QueryError where it stands for none.
        """
        try:
            return _PARSE[self.type](text)
        except (ValueError, KeyError):
            raise QueryError(f"{self.name} is {text!r}: write {_WRITTEN[self.type]}") from None

    def checked(self, value: object) -> Value:
        """The value, if it is of the parameter's type. Raises QueryError where it is not."""
        if value is None and self.default is None and not self.required:
            return None
        if type(value) is not TYPES[self.type] or not _fits(value):
            raise QueryError(f"{self.name} is {value!r}: give {_WRITTEN[self.type]}")
        return value  # type: ignore[return-value]  # checked against the table one line above


@dataclass(frozen=True, slots=True)
class Question:
    """One `.cypher` file. `columns` name the answer's, in order, with their types (`COLUMN_TYPES`)."""

    name: str
    meaning: str
    parameters: tuple[Parameter, ...]
    columns: Mapping[str, str]
    notes: str
    cypher: str

    def checked(self, values: Mapping[str, object]) -> dict[str, Value]:
        """Every parameter with its value, defaults filled in. Raises QueryError for what does not fit."""
        self._refuse_unknown(values)
        missing = [each for each in self.parameters if each.required and values.get(each.name) is None]
        if missing:
            wanted = ", ".join(f"{each.name} ({each.meaning})" for each in missing)
            raise QueryError(f"{self.name} needs {wanted}")
        return {each.name: each.checked(values.get(each.name, each.default)) for each in self.parameters}

    def parsed(self, texts: Mapping[str, str]) -> dict[str, Value]:
        """The same for values written as text, as on a command line."""
        self._refuse_unknown(texts)
        return self.checked(
            {each.name: each.parsed(texts[each.name]) for each in self.parameters if each.name in texts}
        )

    def _refuse_unknown(self, values: Mapping[str, object]) -> None:
        known = [each.name for each in self.parameters]
        if unknown := sorted(set(values) - set(known)):
            raise QueryError(f"{self.name} has no parameter {unknown[0]!r}; it takes {', '.join(known)}")


@cache
def catalogue() -> dict[str, Question]:
    """Every question by its name, in order of name. Raises QueryError where a head cannot be read."""
    return {path.stem: read_question(path.stem, path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.cypher"))}


def question(name: str) -> Question:
    """The question of that name. Raises QueryError where there is none."""
    try:
        return catalogue()[name]
    except KeyError:
        raise QueryError(f"no question is called {name!r}; there are {', '.join(catalogue())}") from None


def read_question(name: str, cypher: str) -> Question:
    """Read a head: what is asked, the parameters, `Returns:` and the columns, `Order:` and what else to know.

    Raises QueryError where a part is missing, or a type is not known.
    """
    lines = [line.removeprefix("//").strip() for line in cypher.splitlines() if line.startswith("//")]
    returns = _line_of("Returns:", lines, name)
    order = _line_of("Order:", lines, name)
    first = next((n for n, line in enumerate(lines) if line.startswith("$")), returns)
    parameters, columns = " ".join(lines[first:returns]), " ".join(lines[returns:order])
    _refuse_rest(name, _PARAMETER.sub("", parameters))
    _refuse_rest(name, _COLUMN.sub("", columns).removeprefix("Returns:").replace(",", ""))
    return Question(
        name,
        " ".join(lines[:first]),
        tuple(_parameter(*found) for found in _PARAMETER.findall(parameters)),
        dict(_COLUMN.findall(columns)),
        " ".join(lines[order:]),
        cypher,
    )


def _line_of(start: str, lines: list[str], name: str) -> int:
    for n, line in enumerate(lines):
        if line.startswith(start):
            return n
    raise QueryError(f"{name}.cypher has no line `// {start} …` in its head")


def _refuse_rest(name: str, rest: str) -> None:
    """Nothing is left of a list when all that fits its form is taken out."""
    if rest.strip():
        raise QueryError(f"{name}.cypher has {rest.strip()!r} in its head, which is no `name: meaning (type, default)`")


def _parameter(name: str, meaning: str, type: str, default: str) -> Parameter:
    required = not default
    parameter = Parameter(name, meaning, type, required)
    if required or default == OPTIONAL:
        return parameter
    return Parameter(name, meaning, type, required, parameter.parsed(default))


def _fits(value: object) -> bool:
    """What a type alone does not say: integers count, lists hold texts."""
    if isinstance(value, list):
        return all(type(each) is str for each in value)
    return not isinstance(value, int) or value >= 0


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


_PARSE: dict[str, Callable[[str], Value]] = {
    "string": str,
    "integer": int,
    "date": date.fromisoformat,
    "boolean": lambda text: TRUTH[text.lower()],
    "list": _words,
}
_WRITTEN = {
    "string": "text",
    "integer": "a whole number from 0 on, as in 100",
    "date": "a day, as in 2025-03-08",
    "boolean": "true or false",
    "list": "a list of texts (between commas, where it is written as one text)",
}
