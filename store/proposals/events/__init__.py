"""Which events may be one: near in time and place, scored by weights that are data, each score with its reasons."""

from testigo.store.proposals.events.proposing import PROPOSALS, RULE, candidates, propose_events, voices
from testigo.store.proposals.events.tables import EventTables
from testigo.store.proposals.events.weights import Weights, shipped

__all__ = ["PROPOSALS", "RULE", "EventTables", "Weights", "candidates", "propose_events", "shipped", "voices"]
