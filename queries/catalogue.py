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
_PARAMETER = re.compile(r"\$(\w+): (.+?) \((\w+)(?:, ([^)]+))?\)")
_COLUMN = re.compile(r"(\w+) \((\w+)\)")

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
        if value is None and not self.required:
            return None
        if type(value) is not TYPES[self.type] or (self.type == "list" and not _all_strings(value)):
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
    return {path.stem: _question(path.stem, path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.cypher"))}


def question(name: str) -> Question:
    """The question of that name. Raises QueryError where there is none."""
    try:
        return catalogue()[name]
    except KeyError:
        raise QueryError(f"no question is called {name!r}; there are {', '.join(catalogue())}") from None


def _question(name: str, cypher: str) -> Question:
    """Read a head: what it asks, its parameters, `Returns:` its columns, then notes."""
    lines = [line.removeprefix("//").strip() for line in cypher.splitlines() if line.startswith("//")]
    returns = next((n for n, line in enumerate(lines) if line.startswith("Returns:")), None)
    if returns is None:
        raise QueryError(f"{name}.cypher has no line `// Returns: column (type), …` in its head")
    first = next((n for n, line in enumerate(lines) if line.startswith("$")), returns)
    notes = next((n for n, line in enumerate(lines) if n > returns and line.startswith("Order:")), len(lines))
    parameters = tuple(_parameter(*found) for found in _PARAMETER.findall(" ".join(lines[first:returns])))
    columns = dict(_COLUMN.findall(" ".join(lines[returns:notes])))
    return Question(name, " ".join(lines[:first]), parameters, columns, " ".join(lines[notes:]), cypher)


def _parameter(name: str, meaning: str, type: str, default: str) -> Parameter:
    required = not default
    parameter = Parameter(name, meaning, type, required)
    if required or default == OPTIONAL:
        return parameter
    return Parameter(name, meaning, type, required, parameter.parsed(default))


def _all_strings(value: object) -> bool:
    return isinstance(value, list) and all(type(each) is str for each in value)


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
    "integer": "a whole number, as in 100",
    "date": "a day, as in 2025-03-08",
    "boolean": "true or false",
    "list": "a list of texts (between commas, where it is written as one text)",
}
