"""The derived views of the default policy: what the statements amount to, recomputed and never typed in.

`refresh` after a load, `refresh_all` for a whole store. The policy itself (`default.view`) is a pure function.
"""

from __future__ import annotations

from testigo.store.views.default import view
from testigo.store.views.policy import NAME as POLICY
from testigo.store.views.refreshing import refresh, refresh_all
from testigo.store.views.touched import Touched

__all__ = ["POLICY", "Touched", "refresh", "refresh_all", "view"]
