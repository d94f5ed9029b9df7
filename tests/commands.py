"""The command line as a person runs it: in a process of its own, with a store of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]
SAMPLE = Path(__file__).parents[1] / "loaders/samples/000_787ec250aeefa238.txt"


def runner(folder: Path) -> Run:
    """Runs `testigo` with its store, archive and spool in a folder."""

    def run(*words: str | Path, timeout_s: float = 120, **environment: str) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("TESTIGO_")}
        own = {"TESTIGO_SPOOL": str(folder / "spool"), "COLUMNS": "200"}
        return subprocess.run(
            [sys.executable, "-m", "testigo.cli", *map(str, words)],
            cwd=folder,
            env=kept | own | environment,
            capture_output=True,
            text=True,
            timeout=timeout_s,
            check=False,
        )

    return run
