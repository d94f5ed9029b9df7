"""The sources whose rows can be mapped one by one: where a refused row that was mended goes in again."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from testigo.loaders.source import Piece
from testigo.ontology.errors import InvalidValue

MODULES = {
    "acled": "testigo.loaders.acled.source",
    "case": "testigo.loaders.cases.source",
    "ftm": "testigo.loaders.register.ftm_source",
    "ged": "testigo.loaders.ged.source",
    "gdelt": "testigo.loaders.gdelt.source",
    "maverick": "testigo.loaders.maverick.source",
    "register": "testigo.loaders.register.source",
    "text": "testigo.loaders.text_source",
}
"""Source → the module that has `remapped(payload) -> Piece`; imported when a row of it is asked for."""

KEYS = {"source", "options", "row"}
Payload = Mapping[str, Any]  # Any: foreign JSON


def is_row(payload: object) -> bool:
    """Whether a refused record is a row of a table, not records of the graph."""
    return isinstance(payload, dict) and "row" in payload


def remapped(payload: Payload) -> Piece:
    """What its source makes of a row `{"source": …, "options": {…}, "row": {column: cell}}`. Raises InvalidValue."""
    if set(payload) != KEYS or not isinstance(payload["row"], dict) or not isinstance(payload["options"], dict):
        raise InvalidValue('the row must be {"source": …, "options": {…}, "row": {column: cell}}')
    if payload["source"] not in MODULES:
        raise InvalidValue(f"no source is named {payload['source']!r}; there are {', '.join(MODULES)}")
    if broken := [column for column, cell in payload["row"].items() if not isinstance(cell, str | None)]:
        raise InvalidValue(f"the cell {broken[0]} is no text; write it in quotes as the file would hold it")
    piece: Piece = import_module(MODULES[payload["source"]]).remapped(payload)
    return piece
