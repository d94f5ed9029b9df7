"""The audit of a store: the shapes as Cypher, and what no shape says, whoever wrote into it."""

from testigo.store.audit.auditing import Progress, Step, audit
from testigo.store.audit.touched import last_run, touched

__all__ = ["Progress", "Step", "audit", "last_run", "touched"]
