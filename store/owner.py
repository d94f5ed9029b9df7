"""Who owns a store folder: one process holds the lock and serves; the others read how to reach it.

The lock decides, for the system lets go of it when its process ends, however it ends. The owner file says how
to reach the owner; one whose process is gone, or whose number another process has now, is stale.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Self

FILE = "owner.json"
LOCK = "owner.lock"


@dataclass(frozen=True, slots=True)
class Owner:
    """The process that serves a folder, and how to reach it. The password is in no `repr`."""

    pid: int
    started: str
    port: int
    password: str = field(repr=False)

    def is_alive(self) -> bool:
        """Whether the process runs still, and is the same one."""
        return process_start(self.pid) == self.started


def process_start(pid: int) -> str | None:
    """When a process started, in the system's own words, comparable only with itself; None where there is none."""
    if sys.platform == "linux":
        try:
            stat = Path(f"/proc/{pid}/stat").read_text()
        except OSError:
            return None
        state, *fields = stat.rpartition(")")[2].split()
        return None if state == "Z" else fields[18]
    if sys.platform == "win32":
        return str(pid)  # the lock alone tells there
    said = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)  # noqa: S603, S607
    return said.stdout.strip() or None


def read(folder: Path) -> Owner | None:
    """The owner whose file lies in the folder, None where there is none or it is stale."""
    try:
        owner = Owner(**json.loads((folder / FILE).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None
    return owner if owner.is_alive() else None


def publish(folder: Path, port: int, password: str) -> Owner:
    """Write the owner file of this process, readable by its user only, whole or not at all."""
    owner = Owner(os.getpid(), process_start(os.getpid()) or "", port, password)
    draft = folder / f"{FILE}.{os.getpid()}"
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(asdict(owner), file)
    draft.replace(folder / FILE)
    return owner


def withdraw(folder: Path) -> None:
    """Remove the owner file, if any."""
    (folder / FILE).unlink(missing_ok=True)


class FolderLock:
    """An exclusive lock on a folder, held until `release` or the end of the process."""

    def __init__(self, folder: Path) -> None:
        self._file = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        self._held = False

    @classmethod
    def taken(cls, folder: Path) -> Self | None:
        """The lock, or None where another process holds it."""
        lock = cls(folder)
        if lock._lock():
            lock._held = True
            if hasattr(os, "register_at_fork"):
                os.register_at_fork(after_in_child=lock.release_copy)
            return lock
        os.close(lock._file)
        return None

    def release(self) -> None:
        """Let others have it."""
        if self._held:
            self._held = False
            os.close(self._file)

    def release_copy(self) -> None:
        """In a forked child: its copy would keep the lock when the owner has been killed."""
        self.release()

    def _lock(self) -> bool:
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(self._file, msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
