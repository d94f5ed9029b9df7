"""`testigo score GOLD FOUND`"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from testigo.cli import output
from testigo.cli.failures import FOUND
from testigo.cli.options import AsJson
from testigo.loaders.scoring.parts import Part

if TYPE_CHECKING:
    from testigo.loaders.scoring.comparison import Comparison
    from testigo.loaders.scoring.errors import Wrong

Row = dict[str, object]


def score(
    gold: Annotated[Path, typer.Argument(help="Annotated reports: a folder of NAME.json, or one.", show_default=False)],
    found: Annotated[Path, typer.Argument(help="Extractions of the same names, or one.", show_default=False)],
    text: Annotated[
        Path | None,
        typer.Option("--text", metavar="FOLDER", help="Check every span against NAME.txt here.", show_default=False),
    ] = None,
    errors: Annotated[
        list[Part] | None,
        typer.Option("--errors", help="List what is wrong of this; may be repeated.", show_default=False),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say how much of annotated reports extractions find, and what they get wrong."""
    from testigo.loaders.scoring.comparison import comparisons

    parts = list(comparisons(gold, found, text))
    if as_json:
        output.json(_as_json(parts, errors or []))
    else:
        _tables(parts, errors or [])
    if any(part.inexact for part in parts):
        raise typer.Exit(FOUND)


def _figures(parts: list[Comparison]) -> list[Row]:
    from testigo.loaders.scoring.figures import added

    return [
        {
            "figure": name,
            "precision": round(tally.precision, 4),
            "recall": round(tally.recall, 4),
            "f1": round(tally.f1, 4),
            "right": tally.right,
            "found": tally.found,
            "wanted": tally.wanted,
        }
        for name, tally in added(part.tallies for part in parts).items()
    ]


def _rules(parts: list[Comparison]) -> list[Row]:
    from testigo.loaders.scoring.comparison import rules_of

    columns = ("statements", "right", "with speaker", "with modality")
    return [{"rule": rule, **dict(zip(columns, counts, strict=True))} for rule, counts in rules_of(parts).items()]


def _wrongs(parts: list[Comparison], errors: list[Part]) -> list[Row]:
    return [_row(part.name, each) for part in parts for each in part.wrongs if each.part in errors]


def _row(report: str, wrong: Wrong) -> Row:
    return {
        "report": report,
        "of": wrong.part,
        "error": wrong.fault,
        "wanted": wrong.wanted,
        "found": wrong.found,
        "rule": wrong.rule,
        "start": wrong.span.start,
        "end": wrong.span.end,
        "words": wrong.span.exact,
    }


def _as_json(parts: list[Comparison], errors: list[Part]) -> Row:
    return {
        "reports": len(parts),
        "missing": [part.name for part in parts if part.is_missing],
        "inexactSpans": sum(part.inexact for part in parts),
        "figures": _figures(parts),
        "rules": _rules(parts),
        "errors": _wrongs(parts, errors),
    }


def _tables(parts: list[Comparison], errors: list[Part]) -> None:
    shown = [{**row, **{name: f"{row[name]:.2f}" for name in ("precision", "recall", "f1")}} for row in _figures(parts)]
    output.table(shown, list(shown[0]), f"{len(parts)} reports")
    if rules := _rules(parts):
        output.table(rules, list(rules[0]), "statements, by the rule that made them")
    if wrongs := _wrongs(parts, errors):
        output.table(wrongs, list(wrongs[0]), f"{len(wrongs)} errors")
    for part in parts:
        if part.is_missing:
            output.tell(f"no extraction of {part.name}: counted as one in which nothing was found")
    if inexact := sum(part.inexact for part in parts):
        output.tell(f"{inexact} spans do not hold the words that they name")
