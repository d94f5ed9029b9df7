"""A process that kept a store ends quietly, also where many end at once."""

import os
import subprocess
import sys
from pathlib import Path

KEEP = """
import sys
from testigo.store import open_store
store = open_store(sys.argv[1])
store.read("MATCH (n) RETURN count(n) AS n")
if sys.argv[2] == "close":
    store.close()
"""


def test_processes_that_kept_a_store_end_quietly(tmp_path: Path) -> None:
    children = [
        subprocess.Popen(
            [sys.executable, "-c", KEEP, f"file:{tmp_path / str(number)}", "close" if number % 2 else "leave"],
            env=os.environ | {"TESTIGO_ENGINE": "stable"},
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(6)
    ]

    ends = [(child.communicate(timeout=120)[1], child.returncode) for child in children]

    assert ends == [("", 0)] * 6
