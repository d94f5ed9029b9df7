"""ACLED: the events of the Armed Conflict Location & Event Data project, as its export and its API give them.

ACLED's terms forbid passing its rows on: what ships here is the mapping, and rows of invented events.
"""

from testigo.loaders.acled.card import CARD, SAMPLE
from testigo.loaders.acled.source import AcledSource

__all__ = ["CARD", "SAMPLE", "AcledSource"]
