"""Options that several commands share."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

StoreUrl = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="URL",
        help="file:FOLDER, or bolt:// or neo4j:// for a server. Default: TESTIGO_STORE, else file:./testigo-store.",
    ),
]
ArchiveUrl = Annotated[
    str | None,
    typer.Option(
        "--archive",
        metavar="URL",
        help="Where the bytes of reports are kept. Default: TESTIGO_ARCHIVE, else a folder beside the store.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
Published = Annotated[
    datetime | None,
    typer.Option("--published", formats=["%Y-%m-%d"], help="The day the report was published.", show_default=False),
]
Encoding = Annotated[
    str | None,
    typer.Option(help="The encoding of the files; else what a file declares, else utf-8.", show_default=False),
]
Jobs = Annotated[
    int, typer.Option("--jobs", "-j", min=0, help="How many reports are read at a time; 0: as many as there are cores.")
]


class Engine(StrEnum):
    """What checks records: columns with an engine for the suspects, or the engine alone."""

    COLUMNS = "columns"
    EXACT = "exact"


CheckedBy = Annotated[
    Engine,
    typer.Option("--engine", help="What checks the records; exact is slower, and its verdict the same."),
]
OwnShapes = Annotated[
    list[Path] | None,
    typer.Option("--shapes", metavar="FILE", help="Rules of one's own (SHACL in Turtle), beside those that ship."),
]

LlmModel = Annotated[
    str | None,
    typer.Option("--llm", metavar="MODEL", help="Ask this language model instead of the rules.", show_default=False),
]
LlmUrl = Annotated[
    str | None,
    typer.Option(
        "--llm-url",
        metavar="URL",
        envvar="TESTIGO_LLM_URL",
        help="Its OpenAI-compatible server; the reports are sent there. A key is read from TESTIGO_LLM_KEY.",
        show_default=False,
    ),
]
LlmCache = Annotated[
    Path | None,
    typer.Option("--llm-cache", metavar="FOLDER", help="Where answers are kept; else the user's cache folder."),
]
LlmReplay = Annotated[bool, typer.Option("--llm-replay", help="Use only answers that are kept; ask nobody.")]


def processes(jobs: int) -> int:
    """How many processes `--jobs` asks for."""
    import os

    return jobs or os.cpu_count() or 1
