"""Voices: who says something, and how."""

from __future__ import annotations

from dataclasses import dataclass

from testigo.loaders.extraction import Statement
from testigo.ontology.terms import Hedge, Modality, Mode, Polarity, Role

DIRECTIVES = frozenset({Modality.ORDERS, Modality.WARNS, Modality.CALLS_FOR, Modality.ASKS, Modality.PROMISES})
ATTITUDES = frozenset({
    Modality.SUPPORTS, Modality.CONDEMNS, Modality.MOURNS, Modality.EXPRESSES_CONCERN, Modality.CHARACTERISES,
})  # fmt: skip
UNTOLD = DIRECTIVES | {Modality.EXPRESSES_CONCERN, Modality.DECLINES_COMMENT}
BLAMED = frozenset({Role.PERPETRATOR, Role.ORDERING_PARTY, Role.COMMANDING_PARTY, Role.FAILED_TO_PREVENT})


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says it and how. `speakers` and `via` are entity ids; None: the publisher itself; (): nobody is named."""

    speakers: tuple[str, ...] | None
    via: tuple[str, ...] = ()
    modality: Modality = Modality.ASSERTS
    polarity: Polarity = Polarity.POSITIVE
    hedge: Hedge = Hedge.NONE
    hedge_text: str | None = None
    mode: Mode = Mode.PARAPHRASE
    confidence: float | None = None

    @property
    def denies(self) -> bool:
        """Whether what the passage is about is said not to be so.

        One who denies may do it in negated words ("we did not attack"): both together are still a denial.
        """
        negated = self.polarity is Polarity.NEGATIVE and self.modality is not Modality.ACCUSES
        return self.modality is Modality.DENIES or negated

    @property
    def directs(self) -> bool:
        """Whether it speaks of what should be or may come, not of what was done."""
        return self.modality in DIRECTIVES

    def bears_on(self, role: str) -> bool:
        """Whether it is evidence, for or against, that somebody had this part.

        An order, a fear or a silence is none; who is accused of not acting is accused of nothing but that.
        """
        if self.modality is Modality.ACCUSES and self.polarity is Polarity.NEGATIVE:
            return role == Role.FAILED_TO_PREVENT
        return self.modality not in UNTOLD


PUBLISHER = Voice(speakers=None)


def voice_of(statement: Statement) -> Voice:
    """The voice of an extracted statement."""
    return Voice(
        speakers=statement.speakers,
        via=statement.via,
        modality=Modality(statement.modality),
        polarity=Polarity(statement.polarity or Polarity.POSITIVE),
        hedge=Hedge(statement.hedge or Hedge.NONE),
        hedge_text=statement.cue.exact if statement.cue and statement.hedge not in (None, "none") else None,
        mode=Mode(statement.mode),
        confidence=statement.confidence,
    )
