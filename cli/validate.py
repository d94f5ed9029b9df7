"""`testigo validate FILE…`"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from testigo.cli import output
from testigo.cli.failures import FOUND
from testigo.cli.loading import checking
from testigo.cli.options import AsJson, CheckedBy, Engine, OwnShapes


def validate(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Turtle, N-Triples or JSON-LD.")],
    engine: CheckedBy = Engine.COLUMNS,
    shapes: OwnShapes = None,
    as_json: AsJson = False,
) -> None:
    """Check RDF files against the shapes, without a store; each must hold all that it refers to."""
    from testigo.loaders.rdf_source import checked, read

    rows = []
    with checking(engine, shapes).validator() as validator:
        for path in files:
            rows += [
                {"file": str(path), "severity": each.severity, "record": each.id, "shape": each.shape,
                 "path": each.path, "value": each.value, "message": each.message}
                for each in validator.findings(read(checked(path)))
            ]  # fmt: skip
    if as_json:
        output.json(rows)
    elif rows:
        output.table(rows, ["file", "severity", "record", "shape", "path", "value", "message"])
    else:
        output.tell(f"{len(files)} file(s) conform to the shapes")
    if any(row["severity"] == "violation" for row in rows):
        raise typer.Exit(FOUND)
