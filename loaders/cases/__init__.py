"""Case files: what an analyst codes by hand. `case.schema.json` describes them; a quote stands in for offsets."""

from testigo.loaders.cases.checking import schema
from testigo.loaders.cases.source import CARD, CaseSource

__all__ = ["CARD", "CaseSource", "schema"]
