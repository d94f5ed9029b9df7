"""Fixtures of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import SAMPLE, Run, runner


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """`testigo` in an empty folder."""
    return runner(tmp_path)


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """`testigo` in a folder whose store holds the founding report. Tests only ask it."""
    run = runner(tmp_path_factory.mktemp("loaded"))
    done = run("load", "text", SAMPLE, "--publisher", "The Example", "--json")
    assert done.returncode == 0, done.stderr
    return run
