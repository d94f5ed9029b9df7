"""Judgements of identity: whether two actors, places or events are one, who decided it and why, and taking it back."""

from testigo.store.judgements.chains import Step, why
from testigo.store.judgements.judging import accept, judge, reject, revoke, unsure
from testigo.store.judgements.records import Record, listed, open_proposals, shown

__all__ = [
    "Record",
    "Step",
    "accept",
    "judge",
    "listed",
    "open_proposals",
    "reject",
    "revoke",
    "shown",
    "unsure",
    "why",
]
