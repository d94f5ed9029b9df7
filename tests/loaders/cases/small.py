"""A small case, for tests that change one thing in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
from testigo.loaders.cases import CaseSource
from testigo.loaders.cases.frame import Frame
from testigo.loaders.cases.texts import case_report
from testigo.loaders.source import Fault, Piece
from testigo.ontology.batch import Batch

AT = datetime(2025, 9, 1, 12, tzinfo=UTC)
TEXT = (
    "More than 700 people were killed in Homs on Friday, the monitor said.\n"
    "The army denied that its forces killed anybody. Two days later the monitor said 800 people were killed.\n"
    "“Nobody was warned,” a witness said."
)
Tree = dict[str, Any]  # Any: what YAML holds
Row = dict[str, Any]


def statement(**more: object) -> Tree:
    """An entry of the small case: the monitor's toll."""
    usual = {"report": "news", "quote": "More than 700 people were killed in Homs on Friday", "by": "monitor"}
    return {**usual, "event": "killings", **more}


def toll(**more: object) -> Tree:
    """A count of people killed."""
    return {"measure": "killed", "figure": "more than 700", **more}


def tree(*statements: object, **more: object) -> Tree:
    """The small case with these entries."""
    return {
        "case": "small",
        "analyst": "person:tester",
        "language": "en",
        "reports": {"news": {"text": TEXT, "published": "2025-03-08", "publisher": "Example News", "language": "en"}},
        "actors": {
            "monitor": {"kind": "monitor", "name": "Monitor", "identified": True},
            "army": {"kind": "security-forces", "name": "The army", "identified": True},
            "gunmen": {"kind": "armed-faction", "name": "gunmen", "identified": False},
        },
        "places": {"homs": {"kind": "city", "name": "Homs"}},
        "events": {"killings": None, "ambush": {"part_of": "killings"}},
        "statements": list(statements),
        **more,
    }


def saved(folder: Path, content: Tree | str) -> Path:
    """A case as a file; JSON is YAML."""
    path = folder / "small.case.yaml"
    path.write_text(
        content if isinstance(content, str) else orjson.dumps(content, option=orjson.OPT_INDENT_2).decode(), "utf-8"
    )
    return path


def piece(folder: Path, content: Tree | str) -> Piece:
    """What a case gives."""
    (found,) = CaseSource([saved(folder, content)]).pieces(AT)
    return found


def fault(folder: Path, *statements: object, **more: object) -> Fault:
    """The one fault of a case."""
    (found,) = piece(folder, tree(*statements, **more)).faults
    return found


def frame(content: Tree, folder: Path = Path()) -> Frame:
    """The frame of a case."""
    return Frame(content, {key: case_report(each, folder, "small.yaml") for key, each in content["reports"].items()})


def rows(batch: Batch, label: str) -> list[Row]:
    """The rows of a label."""
    return batch.nodes[label].to_pylist() if label in batch.nodes else []


def said(batch: Batch, kind: str) -> list[Row]:
    """The statements of a kind."""
    return [row for row in rows(batch, "Statement") if row["kind"] == kind]


def ends(batch: Batch, type: str) -> list[tuple[str, str]]:
    """The ends of the relationships of a type."""
    table = batch.relationships.get(type)
    return [(row["start"], row["end"]) for row in table.to_pylist()] if table is not None else []


def names(batch: Batch) -> Mapping[str, str]:
    """Actor or place id → name."""
    return {row["id"]: row["name"] for label in ("Actor", "Place") for row in rows(batch, label)}
