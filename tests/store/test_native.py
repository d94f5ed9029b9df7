"""The native build of the engine keeps the contract too.

Both builds can be installed side by side, but one process runs one of them: so this build has a test run of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent


@pytest.mark.skipif(
    not find_spec("arcadedb") or not find_spec("arcadedb_embedded") or os.environ.get("TESTIGO_ENGINE") == "native",
    reason="the extra `native` is not installed beside the stable build, or this is its own run",
)
@pytest.mark.parametrize("file", ["test_contract.py", "test_embedded.py", "test_guard.py", "test_schema.py"])
def test_the_native_build_passes(file: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "not neo4j", HERE / file],
        env={**os.environ, "TESTIGO_ENGINE": "native"}, cwd=HERE.parents[1],
        stdout=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip

    assert run.returncode == 0, run.stdout[-4000:]
