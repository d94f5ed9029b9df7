"""One database in the place of another: the old one or the new one whole, whenever the process is killed.

A new database is made as `next.part` in the store's folder, and is called `next` once it is whole and on the disk.
From then on it is the store's, and whoever opens the store puts it in its place. The folder's lock is held all the
time, and the engine does not run.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

PART = "next.part"
WHOLE = "next"


def exchange(folder: Path, place: Path, make: Callable[[Path], None]) -> None:
    """Let `make` make a database in a new folder, and put it in `place`; where it fails nothing has changed."""
    part = folder / PART
    settle(folder, place)
    try:
        make(part)
        _to_disk(part)
        part.rename(folder / WHOLE)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    settle(folder, place)


def settle(folder: Path, place: Path) -> None:
    """Finish what a killed process left whole, and forget what it left half made."""
    shutil.rmtree(folder / PART, ignore_errors=True)
    if (folder / WHOLE).exists():
        _sync(folder)
        if place.exists():
            shutil.rmtree(place)
        place.parent.mkdir(parents=True, exist_ok=True)
        (folder / WHOLE).rename(place)
        _sync(place.parent)
        _sync(folder)


def _to_disk(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    """The content, or the names in a folder, reach the disk; folders only where the system can be told so."""
    if path.is_dir() and os.name != "posix":
        return
    handle = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
