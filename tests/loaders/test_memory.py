"""Memory does not grow with the file."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from testigo.store import open_store

FEW = 4_000


@pytest.mark.soak
@pytest.mark.timeout(1200)
def test_four_times_the_rows_take_no_more_memory(tmp_path: Path) -> None:
    few, many = (peak(tmp_path / str(count), count) for count in (FEW, 4 * FEW))

    assert many < 1.15 * few


def peak(folder: Path, count: int) -> int:
    """The peak memory, in bytes, of a process that loads so many rows; the engine of the store runs in this one."""
    folder.mkdir()
    with open_store(f"file:{folder / 'store'}"):
        done = subprocess.run(
            [sys.executable, "-m", "tests.loaders.memory", str(count), str(folder)],
            env={**os.environ, "PYTHONPATH": ":".join(sys.path)},
            stdout=subprocess.PIPE,
            check=True,
        )
    return int(done.stdout)
