"""`testigo load SOURCE FILE…`"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from testigo.cli.loading import load
from testigo.cli.options import ArchiveUrl, AsJson, Encoding, Published, StoreUrl

app = typer.Typer(help="Load reports into the graph.", no_args_is_help=True)
Files = Annotated[list[Path], typer.Argument(metavar="FILE…", help="The files to load.", show_default=False)]
MaxRefused = Annotated[
    str, typer.Option(metavar="SHARE", help="Refuse the whole load above this share (1%) or number (20) of records.")
]


@app.command("text")
def text(
    files: Files,
    published: Published = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    url: Annotated[str | None, typer.Option(help="Its web address.")] = None,
    title: Annotated[str | None, typer.Option(help="Its headline.")] = None,
    language: Annotated[str | None, typer.Option(help="Its language, as a BCP 47 tag.")] = None,
    licence: Annotated[str | None, typer.Option(help="The licence it is under.")] = None,
    encoding: Encoding = "utf-8",
    max_refused: MaxRefused = "1%",
    store: StoreUrl = None,
    archive: ArchiveUrl = None,
    as_json: AsJson = False,
) -> None:
    """Load news texts (plain or HTML). What the options leave open, a side-car FILE.yaml may say."""
    from testigo.loaders.reports import ReportMetadata
    from testigo.loaders.text.extractor import RuleExtractor
    from testigo.loaders.text_source import TextSource

    if url and len(files) > 1:
        raise typer.BadParameter("one address is one report; load the files one by one", param_hint="--url")
    day = published.date() if published else None
    flags = ReportMetadata(title, publisher, url, day, language, licence)
    load(TextSource(files, RuleExtractor(), flags, encoding), max_refused, store, archive, as_json)


@app.command("rdf")
def rdf(
    files: Files,
    max_refused: MaxRefused = "1%",
    store: StoreUrl = None,
    archive: ArchiveUrl = None,
    as_json: AsJson = False,
) -> None:
    """Load RDF in testigo's own ontology: Turtle (.ttl), N-Triples (.nt) or JSON-LD (.jsonld)."""
    from testigo.loaders.rdf_source import RdfSource

    load(RdfSource(files), max_refused, store, archive, as_json)
