"""`testigo extract FILE…`"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer
from testigo.cli import output
from testigo.cli.extractors import chosen
from testigo.cli.failures import FOUND
from testigo.cli.options import (
    AsJson,
    Encoding,
    Jobs,
    LlmCache,
    LlmModel,
    LlmReplay,
    LlmUrl,
    Published,
    processes,
)

if TYPE_CHECKING:
    from testigo.loaders.extracting import Step
    from testigo.loaders.extraction import Extraction


def extract(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="Files, folders, zips or feeds.", show_default=False)
    ],
    published: Published = None,
    encoding: Encoding = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Write NAME.json and NAME.txt of each report here.", show_default=False),
    ] = None,
    jobs: Jobs = 1,
    llm: LlmModel = None,
    llm_url: LlmUrl = None,
    llm_cache: LlmCache = None,
    llm_replay: LlmReplay = False,
    as_json: AsJson = False,
) -> None:
    """Show what reports say, without a store. `--json` prints the extraction format, of one report."""
    from testigo.loaders.extracting import extracted
    from testigo.loaders.reports import ReportMetadata

    flags = ReportMetadata(published=published.date() if published else None)
    steps = extracted(files, chosen(llm, llm_url, llm_cache, llm_replay), flags, encoding, jobs=processes(jobs))
    if out:
        _write(steps, out, as_json)
    else:
        _show(steps, as_json)


def _show(steps: Iterable[Step], as_json: bool) -> None:
    """Print the one report there is. Raises UnreadableInput where it cannot be read."""
    from testigo.loaders.documents.read import Unread
    from testigo.loaders.extraction import Extraction
    from testigo.ontology.errors import UnreadableInput

    first = next(iter(steps))
    if first.total > 1 or len(first.found) > 1:
        raise typer.BadParameter("these are several reports; name a folder for them with --out", param_hint="FILE…")
    only = next(iter(first.found))
    if isinstance(only, Unread):
        raise UnreadableInput(only.where, only.what)
    if as_json:
        sys.stdout.buffer.write(only.json)
    else:
        _tables(Extraction.from_json(only.json))


def _write(steps: Iterable[Step], out: Path, as_json: bool) -> None:
    """Write every report's extraction into a folder; tell what cannot be read, and end with 1 where anything cannot."""
    from testigo.loaders.documents.read import Unread
    from testigo.loaders.extracting import written
    from testigo.loaders.progress import Step as Shown

    begun, reports, refused = monotonic(), 0, list[Unread]()
    with output.progress(not as_json) as progress:
        for step in steps:
            for each in step.found:
                if unread := each if isinstance(each, Unread) else written(each, out):
                    refused.append(unread)
                else:
                    reports += 1
            progress(Shown("reading", step.done, step.total, reports))
    seconds = monotonic() - begun
    if as_json:
        output.json({"reports": reports, "seconds": seconds, "refused": [asdict(each) for each in refused]})
    else:
        for each in refused:
            output.tell(f"refused: {each.where}: {each.what}")
        print(f"{reports} reports in {seconds:,.1f} s, {reports / seconds:,.1f} a second: {out}")
    if refused:
        raise typer.Exit(FOUND)


def _tables(found: Extraction) -> None:
    names = {entity.id: entity.name for entity in found.entities}
    output.table(
        [{"node": e.node, "kind": e.kind, "name": e.name, "mentions": len(e.mentions)} for e in found.entities],
        ["node", "kind", "name", "mentions"],
        f"{len(found.entities)} actors and places",
    )
    output.table(
        [
            {
                "type": event.type,
                "words": [trigger.exact for trigger in event.triggers],
                "places": [names[place] for place in event.places],
                "participants": [f"{names[each.actor]} ({each.role})" for each in event.participants],
            }
            for event in found.events
        ],
        ["type", "words", "places", "participants"],
        f"{len(found.events)} events",
    )
    output.table(
        [
            {
                "said by": [names[speaker] for speaker in each.speakers] or "nobody named",
                "how": each.modality,
                "words": each.content.exact,
                "from": each.content.start,
                "to": each.content.end,
            }
            for each in found.statements
        ],
        ["said by", "how", "words", "from", "to"],
        f"{len(found.statements)} statements",
    )
    for diagnostic in found.diagnostics:
        output.tell(f"not used: {diagnostic.message}")
