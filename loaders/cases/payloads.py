"""A refused entry as a row that a person can mend: its keys are the columns, and what it needs is kept beside it.

A cell is the value of a key, as text; one that is no text is written as JSON, and so is read back as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any

import orjson
from testigo.loaders.cases.checking import Misfit, Problem, problems
from testigo.loaders.cases.documents import Path
from testigo.loaders.cases.frame import Frame, misfits
from testigo.loaders.cases.texts import kept, restored
from testigo.ontology.errors import InvalidValue

ENTRIES = ("statements", "assessments")
HEAD = ("case", "analyst", "language", "marking", "actors", "places", "events", "judgements")
REFERENCES = ("supersedes", "retracts", "relays", "based_on")
WORDS = frozenset({
    "id", "report", "quote", "after", "modality", "polarity", "hedge", "hedge_text", "mode", "said", "marking", "event",
    "type", "when", "verdict", "at", "basis", "note",
})  # fmt: skip
Json = dict[str, Any]  # Any: JSON


def written(path: Path) -> str:
    """A path as a person writes it.

    >>> written(("counts", 0, "figure"))
    'counts[0].figure'
    """
    steps = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in path]
    return "".join(steps).removeprefix(".")


def value_at(entry: object, path: Iterable[str | int]) -> str | None:
    """The value at a path of an entry, as text; None where there is none."""
    for step in path:
        try:
            entry = entry[step]  # type: ignore[index]  # of another type there is no value
        except (KeyError, IndexError, TypeError):
            return None
    return None if entry is None else entry if isinstance(entry, str) else orjson.dumps(entry).decode()[:500]


def payload(frame: Frame, kind: str, entry: object, locator: str) -> str:
    """A refused entry as JSON, with the part of its case that it needs to be mapped again."""
    named = entry if isinstance(entry, dict) else {"value": entry}
    row = {str(key): _cell(key, value) for key, value in named.items()}
    others = _referred(frame, named)
    options = {
        "kind": kind,
        "locator": locator,
        "case": {key: frame.tree[key] for key in HEAD if key in frame.tree},
        "referred": others,
        "reports": {key: kept(frame.reports[key]) for key in _reports(frame, [named, *others])},
    }
    return orjson.dumps({"source": "case", "row": row, "options": options}, option=orjson.OPT_INDENT_2).decode()


def _reports(frame: Frame, entries: Iterable[Json]) -> list[str]:
    """The reports that entries name; all of them where one of the keys is none: it may be mended to any."""
    named = {key for each in entries for name in ("report", "cites") for key in _keys(each.get(name))}
    return [key for key in frame.reports if key in named or not named <= frame.reports.keys()]


def _keys(value: object) -> list[str]:
    found: list[object] = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    return [each for each in found if isinstance(each, str)]


def _cell(key: str, value: object) -> str:
    return value if isinstance(value, str) and key in WORDS else orjson.dumps(value).decode()


def _referred(frame: Frame, entry: Json) -> list[Json]:
    """The other entries that an entry names."""
    wanted = {key for name in (*REFERENCES, "of") for key in _keys(entry.get(name))}
    assesses = "verdict" in entry  # of participations, which any entry may have made
    return [
        each
        for each in frame.tree.get("statements") or []
        if isinstance(each, dict) and each is not entry and (assesses or wanted & set(_names(each)))
    ]


def _names(entry: Json) -> Iterable[str]:
    counts = entry.get("counts")
    found = [entry, *(counts if isinstance(counts, list) else [])]
    return [each["id"] for each in found if isinstance(each, dict) and isinstance(each.get("id"), str)]


def mini_case(payload: Mapping[str, Any]) -> tuple[Frame, str, str]:  # Any: foreign JSON
    """The case of a row, whose last entry is the row's; the entry's kind; where it came from. Raises InvalidValue."""
    options = payload["options"]
    try:
        kind, locator = options["kind"], options["locator"]
        entries: Json = {name: [] for name in ENTRIES} | {"statements": list(options["referred"])}
        entries[kind].append({key: _read(key, cell) for key, cell in payload["row"].items()})
        reports = {key: restored(each, PurePath(locator).name) for key, each in options["reports"].items()}
        tree = {**options["case"], **entries, "reports": {key: {"title": key} for key in reports}}
    except (KeyError, TypeError, ValueError, Misfit) as problem:
        raise InvalidValue(f"the options are not those of a refused entry of a case: {problem!r}") from problem
    _raise([each for each in problems(tree) if each.path[:1] not in [(name,) for name in ENTRIES]])
    frame = Frame(tree, reports)
    _raise(misfits(frame))
    return frame, kind, locator


def _raise(found: Iterable[Problem]) -> None:
    for each in found:
        raise InvalidValue(f"the case in the options: {written(each.path)}: {each.message}")


def _read(key: str, cell: str | None) -> object:
    """The value of a cell; what is no JSON is a text, as a person writes it."""
    if cell is None or key in WORDS:
        return cell
    try:
        return orjson.loads(cell)
    except orjson.JSONDecodeError:
        return cell
