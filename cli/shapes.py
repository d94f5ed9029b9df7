"""`testigo shapes`"""

from __future__ import annotations

from typing import Annotated

import typer
from testigo.cli import output
from testigo.cli.failures import MISUSED
from testigo.cli.options import AsJson, OwnShapes
from testigo.ontology.errors import UnfitShapes

COLUMNS = ("shape", "on", "path", "says", "severity", "runs", "message")


def shapes(
    about: Annotated[
        str | None, typer.Argument(metavar="[LABEL]", help="Only rules on this label or relationship type.")
    ] = None,
    own: OwnShapes = None,
    as_json: AsJson = False,
) -> None:
    """List every rule that a record is held to, in words, with where it is checked; or what is wrong with rules of
    one's own.
    """
    from testigo.ontology.terms import ID_BASE
    from testigo.ontology.validation.columns import plan_of
    from testigo.ontology.validation.columns.shapes_graph import shapes_graph
    from testigo.ontology.validation.own import rules
    from testigo.ontology.validation.words import in_words

    try:
        found = rules(own or [])
    except UnfitShapes as problem:
        for line, says in problem.faults:
            output.tell(f"{problem.where}:{line}: {says}")
        raise typer.Exit(MISUSED) from problem
    rows = [
        {"shape": each.shape, "on": each.on, "path": each.path, "says": each.says, "severity": each.severity,
         "runs": f"{each.runs}: {each.reason}" if each.reason else each.runs, "message": each.message,
         "file": found.files.get(each.shape)}
        for each in in_words(plan_of(found.turtle, ID_BASE), shapes_graph(found.turtle))
        if about is None or not each.labels or _checked(about) in each.labels
    ]  # fmt: skip
    if as_json:
        output.json(rows)
    else:
        output.table(rows, [*COLUMNS, "file"] if own else COLUMNS)


def _checked(about: str) -> str:
    """A label or a relationship type. Raises BadParameter for what is neither."""
    from testigo.ontology.model import NODES
    from testigo.ontology.tables import RELATIONSHIPS

    if about not in {*NODES, *RELATIONSHIPS}:
        known = ", ".join([*NODES, *RELATIONSHIPS])
        raise typer.BadParameter(f"{about} is neither a label nor a relationship type; there are {known}")
    return about
