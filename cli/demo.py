"""`testigo demo`: the founding report, the whole way through."""

from __future__ import annotations

import sys
from importlib.resources import as_file, files
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

from testigo.cli import output
from testigo.cli.loading import load_into
from testigo.cli.options import StoreUrl
from testigo.queries.catalogue import question

if TYPE_CHECKING:
    from testigo.store import Store

SAMPLE = "000_787ec250aeefa238"
NEXT = """
Where to go next
  a researcher    testigo query --list
                  testigo query accounts -p event={event}
                  testigo query --cypher "MATCH (s:Statement)-[:SAID_BY]->(a) RETURN a.name, count(s) AS n"
  a developer     testigo serve          then open http://127.0.0.1:8080
  accountability  testigo query evidence-path -p event={event} -p actor={actor}
  your own text   testigo load text REPORT.txt --published 2025-03-08 --publisher "…" --url https://…
"""


def demo(store: StoreUrl = None) -> None:
    """Load the founding report and show a timeline, one evidence path and where to go next."""
    from testigo.loaders.reports import ReportMetadata
    from testigo.loaders.text.extractor import RuleExtractor
    from testigo.loaders.text_source import TextSource
    from testigo.store import open_store

    sample = files("testigo.loaders").joinpath("samples")
    with as_file(sample.joinpath(f"{SAMPLE}.txt")) as report, open_store(store) as opened:
        load_into(opened, TextSource([report], RuleExtractor(), ReportMetadata()))
        _timeline(opened)
        event, actor = _a_perpetrator(opened)
        _evidence(opened, event, actor)
    print(NEXT.format(event=event, actor=actor))
    if not which("testigo"):
        print(f"  first           export PATH={Path(sys.executable).parent}:$PATH")


def _timeline(store: Store) -> None:
    asked = question("timeline")
    rows = store.read(asked.cypher, asked.parsed({}))
    shown = ["title", "type", "earliest", "latest", "killedLow", "killedHigh"]
    output.table(rows, shown, "\ntestigo query timeline")


def _a_perpetrator(store: Store) -> tuple[str, str]:
    """An event and an actor that is said to have done it: what an accountability team asks about first."""
    asked = question("accounts")
    rows = store.read(asked.cypher, asked.parsed({"role": "perpetrator"}))
    return rows[0]["event"], rows[0]["actor"]


def _evidence(store: Store, event: str, actor: str) -> None:
    asked = question("evidence-path")
    rows = store.read(asked.cypher, asked.parsed({"event": event, "actor": actor}))
    print(f"\ntestigo query evidence-path -p event={event} -p actor={actor}")
    for row in rows:
        output.facts(
            {
                "who": f"{row['role']} ({row['status']}); this statement {row['stance']} it",
                "said by": row["speakers"],
                "how": f"{row['modality']}, hedge {row['hedge']}, {row['mode']}",
                "words": f"“{row['quote']}”",
                "where": f"code points {row['start']} to {row['end']} of text {row['textSha256']}",
                "bytes": f"snapshot {row['snapshotSha256']}",
                "report": [part for part in (row["reportTitle"], row["publisher"], row["url"], row["report"]) if part],
                "published": row["publishedOn"],
            }
        )
