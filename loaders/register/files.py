"""The files of a register, CSV or YAML, as entries: each with its line, and the faults of what cannot be read.

CSV: a header and one row an entry. YAML: a list of entries, or `register: NAME` beside `entries:`; an entry has the
same columns, where a list stands for values separated by `;`, and `names: {en: […], ar: […]}` for `names:en` and so on.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from testigo.loaders.register.entries import Entry
from testigo.loaders.register.rows import IDS, BadCell, entry, unknown_columns
from testigo.loaders.reports import decoded, read_bytes
from testigo.loaders.source import Fault
from testigo.ontology.errors import UnreadableInput

NAME = "register"
WIDTH = "(row)"
NO_ROW = "the row is not as wide as the header: look for a comma or a quotation mark too many or too few"
Numbered = Iterator[tuple[int, dict[str, str]]]
YAML_ENDINGS = frozenset({".yaml", ".yml"})


@dataclass(frozen=True, slots=True)
class Line:
    """An entry, and the line on which it begins, from 1."""

    number: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds. `register` is the name its keys are minted with."""

    register: str
    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]


def read(path: Path, name: str | None = None) -> Found:
    """Read a file; `name` names the register where it is given, else the file does, else its stem.

    Raises UnreadableInput where there is no file, or one that is no register.
    """
    text = decoded(read_bytes(path), str(path))
    if path.suffix.lower() in YAML_ENDINGS:
        own, rows = _yaml(text, str(path))
    elif path.suffix.lower() == ".csv":
        own, rows = None, _csv(text, str(path))
    else:
        raise UnreadableInput(str(path), "has no ending that says what it is; a register ends in .csv, .yaml or .yml")
    return _found(rows, str(path), _name(name or own or path.stem, str(path)))


def _name(register: str, where: str) -> str:
    """The name, unless it is one that ids of others go by. Raises UnreadableInput."""
    if register in IDS or ":" in register or not register.strip():
        raise UnreadableInput(where, f"is the register {register!r}, which means another's ids; name it with --name")
    return register


def _found(rows: Numbered, where: str, register: str) -> Found:
    lines: dict[str, Line] = {}
    faults: list[Fault] = []
    for number, row in rows:
        found, bad = entry(row, register) if WIDTH not in row else (None, [BadCell(WIDTH, row[WIDTH], NO_ROW, True)])
        faults += [_fault(each, row, f"{where}:{number}", register) for each in bad]
        if found and found.id in lines:
            twice = BadCell("id", found.key, f"line {lines[found.id].number} has this id too", spoils=True)
            faults.append(_fault(twice, row, f"{where}:{number}", register))
        elif found:
            lines[found.id] = Line(number, found)
    return Found(register, tuple(lines.values()), tuple(faults))


def _fault(bad: BadCell, row: Mapping[str, str], locator: str, register: str) -> Fault:
    cells = {column: cell for column, cell in row.items() if column != WIDTH}
    payload = orjson.dumps({"source": NAME, "options": {"name": register, "locator": locator}, "row": cells}).decode()
    rule = "register-width" if bad.column == WIDTH else f"register-{bad.column}"
    return Fault(rule, bad.column, bad.value, bad.message, locator, payload)


def _csv(text: str, where: str) -> Numbered:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        columns = next(reader, [])
        _known(columns, where, 1)
        before = reader.line_num
        for cells in reader:
            if cells:
                yield before + 1, _row(columns, cells)
            before = reader.line_num
    except csv.Error as problem:
        raise UnreadableInput(f"{where}:{reader.line_num}", f"is no CSV: {problem}") from problem


def _row(columns: list[str], cells: list[str]) -> dict[str, str]:
    """The cells by their columns; what is too many or too few is kept under WIDTH."""
    row = dict(zip(columns, cells, strict=False))
    return row if len(cells) == len(columns) else row | {WIDTH: f"{len(cells)} cells for {len(columns)} columns"}


def _known(columns: list[str], where: str, line: int) -> None:
    if unknown := unknown_columns(columns):
        raise UnreadableInput(
            f"{where}:{line}", f"has the unknown column {unknown[0]!r}; docs/sources/register.md lists them"
        )


def _yaml(text: str, where: str) -> tuple[str | None, Numbered]:
    import yaml

    loader = yaml.BaseLoader(text)  # every scalar stays what is written: no is Norwegian, not false
    try:
        root = loader.get_single_node()
        name, entries = None, root
        if isinstance(root, yaml.MappingNode):
            whole = {key.value: value for key, value in root.value}
            if unknown := whole.keys() - {"register", "entries"}:
                raise UnreadableInput(where, f"has the unknown key {min(unknown)!r}; it has register and entries")
            name, entries = whole["register"].value if "register" in whole else None, whole.get("entries")
        if not isinstance(entries, yaml.SequenceNode):
            raise UnreadableInput(where, "holds no list of entries")
        found = [(each.start_mark.line + 1, loader.construct_object(each, deep=True)) for each in entries.value]
    except yaml.YAMLError as problem:
        raise UnreadableInput(where, f"is no YAML: {' '.join(str(problem).split())}") from problem
    return name, ((line, _flat(each, where, line)) for line, each in found)


def _flat(entry: Any, where: str, line: int) -> dict[str, str]:
    """An entry of a YAML file as a row of cells. Any: foreign YAML."""
    if not isinstance(entry, dict):
        raise UnreadableInput(f"{where}:{line}", "is no entry; write id:, kind:, name: …")
    row: dict[str, str] = {}
    for column, value in entry.items():
        nested = value.items() if column == "names" and isinstance(value, dict) else None
        for name, cell in (
            ((f"names:{lang}", each) for lang, each in nested) if nested is not None else [(column, value)]
        ):
            row[name] = _cell(cell, f"{where}:{line}", name)
    _known(list(row), where, line)
    return row


def _cell(value: Any, where: str, column: str) -> str:
    parts = value if isinstance(value, list) else [value]
    if not all(isinstance(part, str) for part in parts):
        raise UnreadableInput(where, f"{column} holds neither a value nor a list of values")
    return ";".join(parts)
