"""The command line as a person runs it: in a process of its own (`runner`), or in this one (`inside`).

A process of its own starts the engine and reads the models anew, some seconds of them; in this one they are there.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
SAMPLE = Path(__file__).parents[1] / "loaders/samples/000_787ec250aeefa238.txt"


def _variables(folder: Path) -> dict[str, str]:
    """The environment of a command whose spool is in a folder; nothing of the tests' own is in it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TESTIGO_")}
    return kept | {"TESTIGO_SPOOL": str(folder / "spool"), "COLUMNS": "200"}


def runner(folder: Path) -> Run:
    """Runs `testigo` with its store, archive and spool in a folder."""

    def run(*words: str | Path, timeout_s: float = 120, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "testigo.cli", *map(str, words)],
            cwd=folder,
            env=_variables(folder) | environment,
            capture_output=True,
            text=True,
            timeout=timeout_s,
            check=False,
        )

    return run


def inside(folder: Path) -> Run:
    """The same in this process: for what a command says and does, where it is not claimed how a process starts."""

    def run(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        arguments = ["testigo", *map(str, words)]
        engine = {"TESTIGO_ENGINE": os.environ["TESTIGO_ENGINE"]}  # a process runs one of its builds
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(folder)
            patch.setattr(sys, "argv", arguments)
            for name in set(os.environ) - set(_variables(folder)):
                patch.delenv(name)
            for name, value in (_variables(folder) | engine | environment).items():
                patch.setenv(name, value)
            with _written("stdout") as out, _written("stderr") as err:
                code = _ended()
                return subprocess.CompletedProcess(arguments, code, out(), err())

    return run


def _ended() -> int:
    """The exit code of the command line."""
    from testigo.cli.main import main

    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


@contextmanager
def _written(name: str) -> Iterator[Callable[[], str]]:
    """What goes to a standard stream meanwhile, whoever in this process writes it."""
    before = getattr(sys, name)
    before.flush()
    number = {"stdout": 1, "stderr": 2}[name]
    kept = os.dup(number)
    with tempfile.TemporaryFile() as file:
        os.dup2(file.fileno(), number)
        stream = open(number, "w", encoding="utf-8", closefd=False)  # noqa: SIM115

        def text() -> str:
            stream.flush()
            file.seek(0)
            return file.read().decode().replace("\r\n", "\n")

        setattr(sys, name, stream)
        try:
            yield text
        finally:
            setattr(sys, name, before)
            stream.flush()
            os.dup2(kept, number)
            os.close(kept)
