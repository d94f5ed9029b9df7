"""Figures as reports give them, and the closed bounds they imply."""

from __future__ import annotations

from dataclasses import dataclass

from testigo.ontology.errors import InvalidValue
from testigo.ontology.terms import Comparator

VAGUE = frozenset({Comparator.SEVERAL, Comparator.DOZENS, Comparator.HUNDREDS, Comparator.THOUSANDS})


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people as it is written: `low` and `high` in words, `best` where the source has one.

    None: the source does not say. 0: it says none. `eff_low` and `eff_high` are what the comparator leaves
    possible; an open end is None.

    >>> more_than_700 = Figure(low=700, comparator=Comparator.MORE_THAN)
    >>> more_than_700.eff_low, more_than_700.eff_high
    (701, None)
    """

    low: int | None = None
    best: int | None = None
    high: int | None = None
    comparator: Comparator = Comparator.EXACT

    def __post_init__(self) -> None:
        given = [n for n in (self.low, self.best, self.high) if n is not None]
        if not given or min(given) < 0 or given != sorted(given):
            raise InvalidValue(
                f"not a figure: low {self.low}, best {self.best}, high {self.high}; need 0 ≤ low ≤ best ≤ high"
            )
        if self.comparator is Comparator.LESS_THAN and given[-1] == 0:
            raise InvalidValue("not a figure: fewer than 0")

    @property
    def vague(self) -> bool:
        """Whether the words give an order of magnitude only ("dozens")."""
        return self.comparator in VAGUE

    @property
    def eff_low(self) -> int | None:
        """The smallest number the words allow; None where they set none."""
        low = self.low if self.low is not None else self.best
        match self.comparator:
            case Comparator.AT_MOST | Comparator.LESS_THAN:
                return 0
            case Comparator.MORE_THAN if low is not None:
                return low + 1
            case Comparator.ABOUT if low is not None:
                return -(-low * 9 // 10)
        return low

    @property
    def eff_high(self) -> int | None:
        """The largest number the words allow; None where they set none."""
        high = self.high if self.high is not None else self.best
        match self.comparator:
            case Comparator.AT_LEAST | Comparator.MORE_THAN:
                return None
            case Comparator.LESS_THAN if high is not None:
                return high - 1
            case Comparator.ABOUT if high is not None:
                return high * 11 // 10
        return high

    def contradicts(self, other: Figure) -> bool:
        """Whether no number fits both.

        >>> Figure(low=700, comparator=Comparator.MORE_THAN).contradicts(Figure(best=1383))
        False
        """
        below = self.eff_high is not None and other.eff_low is not None and self.eff_high < other.eff_low
        return below or (other.eff_high is not None and self.eff_low is not None and other.eff_high < self.eff_low)
