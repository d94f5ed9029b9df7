"""Memory does not grow with the folder, and processes change nothing but the time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

REPORTS = Path(__file__).parent / "text/reports/dev"


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_two_thousand_reports_take_no_more_memory_than_two_hundred(tmp_path: Path) -> None:
    (few, _), (many, one), (_, two) = (
        peak(made(tmp_path / str(count), count), jobs) for count, jobs in ((200, 1), (2_000, 1), (2_000, 2))
    )

    assert many < 1.15 * few
    assert many < 400_000_000
    assert one == two


def made(folder: Path, count: int) -> Path:
    """A folder of so many reports: those of the tuned half in turn, each with its number."""
    folder.mkdir(exist_ok=True)
    texts = [path.read_text("utf-8") for path in sorted(REPORTS.glob("*.txt"))]
    for number in range(count):
        (folder / f"{number:05}.txt").write_text(f"{texts[number % len(texts)]}\nReport no. {number}.\n", "utf-8")
    return folder


def peak(folder: Path, jobs: int) -> tuple[int, str]:
    """The peak memory, in bytes, of extracting a folder, and a hash of what it gave."""
    command = [sys.executable, "-m", "tests.loaders.reading_memory", str(folder), str(jobs)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, cwd=Path(__file__).parents[2])
    memory, digest = done.stdout.decode().split()
    return int(memory), digest
