"""`testigo`: the commands, and how they end.

Commands import what they need when they run, so that `testigo query --list` answers at once.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from testigo.cli import (
    audit,
    demo,
    export,
    extract,
    identity,
    load,
    query,
    refusals,
    score,
    serve,
    shapes,
    store,
    validate,
)
from testigo.cli.failures import exit_code
from testigo.cli.output import tell
from testigo.ontology.errors import TestigoError

app = typer.Typer(
    name="testigo",
    help="Who is reported to have done what to whom, where and when, according to whom.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    epilog="Exit codes: 0 done · 1 the finding is the failure · 2 wrong use or unreadable input · 3 no store of ours",
)
app.command("demo")(demo.demo)
app.add_typer(load.app, name="load")
app.command("extract")(extract.extract)
app.command("score")(score.score)
app.command("validate")(validate.validate)
app.command("shapes")(shapes.shapes)
app.command("audit")(audit.audit)
app.command("query")(query.query)
app.command("serve")(serve.serve)
app.add_typer(refusals.app, name="refusals")
app.add_typer(identity.app, name="identity")
app.command("export")(export.export)
app.add_typer(store.app, name="store")


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        print(version("testigo"))
        raise typer.Exit


@app.callback()
def testigo(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print it.")] = False,
) -> None:
    """Who is reported to have done what to whom, where and when, according to whom."""


def main() -> None:
    """Run the command line; an error is one line on standard error and an exit code."""
    try:
        app()
    except TestigoError as problem:
        tell(f"testigo: {problem}")
        sys.exit(exit_code(problem))
    except KeyboardInterrupt:
        tell("testigo: stopped; run the same command again to go on")
        sys.exit(130)
