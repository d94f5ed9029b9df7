"""What the system says about the disk between mapping and writing, as one error a person can act on."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from testigo.ontology.errors import SpoolError


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """Work on this folder: raises SpoolError where the system does not let it be written."""
    try:
        yield
    except OSError as problem:
        full = problem.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        reason = os.strerror(problem.errno) if problem.errno else str(problem)
        advice = "free some space" if full else "check the folder"
        raise SpoolError(
            f"the spool {folder} cannot be written: {reason}; {advice}, or set TESTIGO_SPOOL "
            "to another one; nothing was loaded"
        ) from problem
