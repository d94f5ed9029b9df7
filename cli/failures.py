"""Exit codes: what a script can tell from how a command ends."""

from __future__ import annotations

from testigo.ontology.errors import Contradiction, NotInStore, StoreError, TestigoError, TooManyRefusals, UnsafeQuery

DONE = 0
FOUND = 1  # the finding is the failure
MISUSED = 2  # wrong use, or an input that cannot be read
NO_STORE = 3  # the store cannot be reached or is not ours


def exit_code(problem: TestigoError) -> int:
    """The exit code of an error."""
    if isinstance(problem, (TooManyRefusals, NotInStore, Contradiction)):
        return FOUND
    if isinstance(problem, StoreError) and not isinstance(problem, UnsafeQuery):
        return NO_STORE
    return MISUSED
