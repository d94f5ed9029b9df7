"""`testigo load SOURCE FILE…`"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from testigo.cli import output
from testigo.cli.options import ArchiveUrl, AsJson, Encoding, Published, StoreUrl

if TYPE_CHECKING:
    from testigo.loaders.pipeline import Loaded
    from testigo.loaders.source import Source
    from testigo.store import Store

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
    _load(TextSource(files, RuleExtractor(), flags, encoding), max_refused, store, archive, as_json)


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

    _load(RdfSource(files), max_refused, store, archive, as_json)


def _load(source: Source, max_refused: str, store_url: str | None, archive_url: str | None, as_json: bool) -> None:
    from testigo.store import open_store

    with open_store(store_url) as store:
        load_into(store, source, max_refused, archive_url, as_json)


def load_into(
    store: Store, source: Source, max_refused: str = "1%", archive_url: str | None = None, as_json: bool = False
) -> None:
    """Load a source with a progress bar, and print what it did."""
    from testigo.loaders.pipeline import Pipeline, RefusalLimit
    from testigo.loaders.spool import spool_root
    from testigo.store.archive import open_archive

    limit = RefusalLimit.parsed(max_refused)
    with output.progress(not as_json) as progress:
        loaded = Pipeline(store, open_archive(archive_url, store=store.url), spool_root(), progress).load(source, limit)
    if as_json:
        output.json(asdict(loaded))
    else:
        _summary(loaded)


def _summary(loaded: Loaded) -> None:
    rows = [{"what": what, "new": count} for what, count in loaded.new.items()]
    title = (
        f"{loaded.source}: {loaded.pieces} report(s), {loaded.records} records, {loaded.records_per_s:,.0f} a second"
    )
    output.table(rows, ["what", "new"], title)
    if not loaded.written.nodes:
        output.tell("nothing new: the store knew all of it")
    for found in loaded.warnings:
        output.tell(f"warning: {found['id']}: {found['message']}")
    if loaded.diagnostics:
        output.tell(f"{len(loaded.diagnostics)} words or rules not used; `testigo extract FILE` lists them")
    if loaded.refusals:
        output.tell(f"{loaded.refused} of {loaded.records} records refused; see `testigo refusals list`")
