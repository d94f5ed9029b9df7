"""Real loads in processes of their own that are killed on the way, and the graphs that they end in."""

from __future__ import annotations

import contextlib
import csv
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from testigo.store import open_store

from tests.graphs import Graph, graph, timeless

GED = Path(__file__).parents[2] / "loaders/samples/ucdp_ged_231_1000.csv"
WITHIN_S = 900
OF_A_LOAD = re.compile(r'^ *"(recordedAt|retrievedAt|at)": "[^"]*",?\n', re.MULTILINE)


def some_rows(folder: Path, count: int) -> Path:
    """The first rows of the sample of GED, as a file of their own."""
    place = folder / "ged231.csv"
    with GED.open(newline="", encoding="utf-8") as whole, place.open("w", newline="", encoding="utf-8") as some:
        rows = csv.reader(whole)
        csv.writer(some).writerows(row for _, row in zip(range(count + 1), rows, strict=False))
    return place


@dataclass(frozen=True, slots=True)
class Moment:
    """When to kill: so far into the phase that is under way, as a share of what it takes."""

    phase: str
    share: float


@dataclass(slots=True)
class Loading:
    """`testigo load ged FILE` into one store, from a folder of its own."""

    file: Path
    folder: Path
    store: str

    def whole(self) -> dict[str, float]:
        """Load to the end; how many seconds each phase took."""
        process = self._started()
        begun = {phase: time.monotonic() for phase in self._phases(process)}
        _, said = process.communicate(timeout=WITHIN_S)
        assert said.endswith("done\n"), said
        begun["end"] = time.monotonic()
        return {phase: end - start for (phase, start), end in zip(begun.items(), [*begun.values()][1:], strict=False)}

    def killed(self, moment: Moment, took_s: Mapping[str, float]) -> bool:
        """Load, and kill it at this moment; whether it was still at it."""
        process = self._started()
        for phase in self._phases(process):
            if phase == moment.phase:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(moment.share * took_s[phase])
                process.kill()
        process.communicate()
        return process.returncode == -signal.SIGKILL

    def graph(self) -> Graph:
        """What the store holds, but for runs and instants."""
        with open_store(self.store) as store:
            found = timeless(graph(store))
        refused = [row | {"payload": OF_A_LOAD.sub("", row["payload"])} for row in found.get("Refusal", [])]
        return {**found, "Refusal": refused}

    def _started(self) -> subprocess.Popen[str]:
        words = ["load", "ged", self.file, "--published", "2023-06-01", "--part", "--store", self.store]
        own = {"TESTIGO_SPOOL": str(self.folder / "spool"), "TESTIGO_ARCHIVE": str(self.folder / "archive")}
        return subprocess.Popen(
            [sys.executable, "-c", RUN, *map(str, words)],
            cwd=self.folder,
            env={**os.environ, **own},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    def _phases(self, process: subprocess.Popen[str]) -> Iterator[str]:
        """The phases as they begin: a spool that has its name is whole, and on its way into the store."""
        told = ""
        while process.poll() is None:
            spools = sorted(each.suffix for each in (self.folder / "spool").glob("*") if each.is_dir())
            phase = {"": "writing", ".part": "reading"}[spools[0]] if spools else told
            if phase != told:
                told = phase
                yield phase
            time.sleep(0.02)


RUN = """
import sys
from testigo.cli.main import app
app(standalone_mode=False)
print("done", file=sys.stderr)
"""


def moments(rounds: int, seed: int) -> list[Moment]:
    """As many moments, by chance: one in three while it reads, the others spread over the writing."""
    chance = random.Random(seed)  # noqa: S311
    writing = rounds - rounds // 3
    return [Moment("reading", chance.random()) for _ in range(rounds // 3)] + [
        Moment("writing", (number + chance.random()) / writing) for number in range(writing)
    ]
