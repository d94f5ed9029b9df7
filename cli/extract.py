"""`testigo extract FILE`"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from testigo.cli import output
from testigo.cli.options import AsJson, Encoding, Published

if TYPE_CHECKING:
    from testigo.loaders.extraction import Extraction


def extract(
    file: Annotated[Path, typer.Argument(help="A text or HTML file.", show_default=False)],
    published: Published = None,
    encoding: Encoding = "utf-8",
    as_json: AsJson = False,
) -> None:
    """Show what the text of a report says, without a store. `--json` prints the extraction format."""
    from testigo.loaders.reports import ReportMetadata
    from testigo.loaders.text.extractor import RuleExtractor
    from testigo.loaders.text_source import extraction, read_report

    flags = ReportMetadata(published=published.date() if published else None)
    found = extraction(read_report(file, flags, encoding), RuleExtractor())
    if as_json:
        sys.stdout.buffer.write(found.to_json())
    else:
        _tables(found)


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
