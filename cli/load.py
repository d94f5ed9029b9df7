"""`testigo load SOURCE FILE…`"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from testigo.cli.extractors import chosen
from testigo.cli.loading import checking, load
from testigo.cli.options import (
    ArchiveUrl,
    AsJson,
    CheckedBy,
    Encoding,
    Engine,
    Jobs,
    LlmCache,
    LlmModel,
    LlmReplay,
    LlmUrl,
    OwnShapes,
    Published,
    StoreUrl,
    processes,
)

app = typer.Typer(help="Load reports, coded events and registers into the graph.", no_args_is_help=True)
Files = Annotated[list[Path], typer.Argument(metavar="FILE…", help="The files to load.", show_default=False)]
OptionalFiles = Annotated[
    list[Path] | None, typer.Argument(metavar="[FILE…]", help="The files to load.", show_default=False)
]
Part = Annotated[bool, typer.Option("--part", help="The file is an extract: expect no whole release of it.")]
EXTRACT: tuple[()] = ()  # nothing is expected of it
RegisterName = Annotated[
    str | None, typer.Option(help="The register's name, which its ids hold; else the file says it.", show_default=False)
]
MaxRefused = Annotated[
    str, typer.Option(metavar="SHARE", help="Refuse the whole load above this share (1%) or number (20) of records.")
]


@app.command("text")
def text(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="Files, folders, zips or feeds.", show_default=False)
    ],
    published: Published = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    url: Annotated[str | None, typer.Option(help="Its web address.")] = None,
    title: Annotated[str | None, typer.Option(help="Its headline.")] = None,
    language: Annotated[str | None, typer.Option(help="Its language, as a BCP 47 tag.")] = None,
    licence: Annotated[str | None, typer.Option(help="The licence it is under.")] = None,
    encoding: Encoding = None,
    jobs: Jobs = 1,
    llm: LlmModel = None,
    llm_url: LlmUrl = None,
    llm_cache: LlmCache = None,
    llm_replay: LlmReplay = False,
    max_refused: MaxRefused = "1%",
    engine: CheckedBy = Engine.COLUMNS,
    shapes: OwnShapes = None,
    store: StoreUrl = None,
    archive: ArchiveUrl = None,
    as_json: AsJson = False,
) -> None:
    """Load reports: text, HTML, PDF, RSS or Atom; also folders and zips of them.

    What the options leave open a side-car FILE.yaml may say, or the file itself.
    """
    from testigo.loaders.reports import ReportMetadata
    from testigo.loaders.text_source import TextSource

    day = published.date() if published else None
    flags = ReportMetadata(title, publisher, url, day, language, licence)
    extractor = chosen(llm, llm_url, llm_cache, llm_replay)
    source = TextSource(files, extractor, flags, encoding, jobs=processes(jobs))
    if url and len(source) > 1:
        raise typer.BadParameter("one address is one report; load the files one by one", param_hint="--url")
    load(source, checking(engine, shapes), max_refused, store, archive, as_json)


@app.command("rdf")
def rdf(
    files: Files,
    max_refused: MaxRefused = "1%",
    engine: CheckedBy = Engine.COLUMNS,
    shapes: OwnShapes = None,
    store: StoreUrl = None,
    archive: ArchiveUrl = None,
    as_json: AsJson = False,
) -> None:
    """Load RDF in testigo's own ontology: Turtle (.ttl), N-Triples (.nt) or JSON-LD (.jsonld)."""
    from testigo.loaders.rdf_source import RdfSource

    load(RdfSource(files), checking(engine, shapes), max_refused, store, archive, as_json)


@app.command("maverick")
def maverick(
    files: OptionalFiles = None,
    part: Part = False,
    max_refused: MaxRefused = "1%",
    engine: CheckedBy = Engine.COLUMNS,
    shapes: OwnShapes = None,
    store: StoreUrl = None,
    archive: ArchiveUrl = None,
    as_json: AsJson = False,
) -> None:
    """Load MAVERICK event reports (CSV); without a file the whole of version 1.0, which ships."""
    from testigo.loaders.maverick.source import MaverickSource

    source = MaverickSource(files) if files else MaverickSource()
    load(source, checking(engine, shapes), max_refused, store, archive, as_json, EXTRACT if part else None)


@app.command("ged")
def ged(
    files: Files,
    release: Annotated[
        str | None, typer.Option(help="UCDP's number of the release; else the file's name says it.")
    ] = None,
    published: Published = None,
    part: Part = False,
    max_refused: MaxRefused = "1%",
    engine: CheckedBy = Engine.COLUMNS,
    shapes: OwnShapes = None,
    store: StoreUrl = None,
    archive: ArchiveUrl = None,
    as_json: AsJson = False,
) -> None:
    """Load UCDP's Georeferenced Event Dataset (CSV, also .zip or .gz)."""
    from testigo.loaders.ged.source import GedSource

    source = GedSource(files, release, published.date() if published else None)
    load(source, checking(engine, shapes), max_refused, store, archive, as_json, EXTRACT if part else None)


@app.command("acled")
def acled(
    files: OptionalFiles = None,
    deleted: Annotated[
        list[Path] | None, typer.Option(help="A list of deleted events; may be repeated.", show_default=False)
    ] = None,
    published: Published = None,
    max_refused: MaxRefused = "1%",
    engine: CheckedBy = Engine.COLUMNS,
    shapes: OwnShapes = None,
    store: StoreUrl = None,
    archive: ArchiveUrl = None,
    as_json: AsJson = False,
) -> None:
    """Load a download of ACLED's events (CSV or JSON); `--published` is the day of the download."""
    from testigo.loaders.acled.source import AcledSource
    from testigo.loaders.reports import ReportMetadata

    if not files and not deleted:
        raise typer.BadParameter("name a file of events, or one of deleted events with --deleted", param_hint="FILE…")
    known = ReportMetadata(published=published.date() if published else None)
    load(AcledSource(files or [], known, deleted or []), checking(engine, shapes), max_refused, store, archive, as_json)


@app.command("gdelt")
def gdelt(
    files: Files,
    published: Published = None,
    max_refused: MaxRefused = "1%",
    engine: CheckedBy = Engine.COLUMNS,
    shapes: OwnShapes = None,
    store: StoreUrl = None,
    archive: ArchiveUrl = None,
    as_json: AsJson = False,
) -> None:
    """Load files of GDELT 2.0: events and mentions (.CSV, also .zip), in any order."""
    from testigo.loaders.gdelt.source import GdeltSource

    day = published.date() if published else None
    load(GdeltSource(files, day), checking(engine, shapes), max_refused, store, archive, as_json)


@app.command("case")
def case(
    files: Files,
    max_refused: MaxRefused = "1%",
    engine: CheckedBy = Engine.COLUMNS,
    shapes: OwnShapes = None,
    store: StoreUrl = None,
    archive: ArchiveUrl = None,
    as_json: AsJson = False,
) -> None:
    """Load case files (YAML): what an analyst codes by hand."""
    from testigo.loaders.cases.source import CaseSource

    load(CaseSource(files), checking(engine, shapes), max_refused, store, archive, as_json)


@app.command("register")
def register(
    files: Files,
    name: RegisterName = None,
    max_refused: MaxRefused = "1%",
    engine: CheckedBy = Engine.COLUMNS,
    shapes: OwnShapes = None,
    store: StoreUrl = None,
    archive: ArchiveUrl = None,
    as_json: AsJson = False,
) -> None:
    """Load a register of known actors and places (CSV or YAML)."""
    from testigo.loaders.register.source import RegisterSource

    load(RegisterSource(files, name), checking(engine, shapes), max_refused, store, archive, as_json)


@app.command("ftm")
def ftm(
    files: Files,
    name: RegisterName = None,
    max_refused: MaxRefused = "1%",
    engine: CheckedBy = Engine.COLUMNS,
    shapes: OwnShapes = None,
    store: StoreUrl = None,
    archive: ArchiveUrl = None,
    as_json: AsJson = False,
) -> None:
    """Load a register of FollowTheMoney entities (JSON lines), as OpenSanctions publishes them."""
    from testigo.loaders.register.ftm_source import FtmSource

    source = FtmSource(files, name) if name else FtmSource(files)
    load(source, checking(engine, shapes), max_refused, store, archive, as_json)
