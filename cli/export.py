"""`testigo export --format turtle`"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from testigo.cli.options import StoreUrl


class Format(StrEnum):
    """What an export can be."""

    TURTLE = "turtle"
    JSONLD = "jsonld"
    NTRIPLES = "ntriples"
    PARQUET = "parquet"
    NEO4J_IMPORT = "neo4j-import"


def export(
    format: Annotated[Format, typer.Option(help="What to write.")],
    out: Annotated[
        Path | None, typer.Option(help="Where to; standard output if not given.", show_default=False)
    ] = None,
    store: StoreUrl = None,
) -> None:
    """Write everything the store holds: as RDF, which loads back with `testigo load rdf`; as Parquet; or as what
    `neo4j-admin database import full` takes.
    """
    from testigo.store import open_store
    from testigo.store.exports import export as write

    with open_store(store, create=False) as opened:
        write(opened, format.value, out)
