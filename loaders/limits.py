"""What a load may lack before nothing of it is written: how much is refused, how little is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from testigo.loaders.source import Expected
from testigo.loaders.spool import Spool
from testigo.ontology.errors import InvalidValue, TooLittle


@dataclass(frozen=True, slots=True)
class RefusalLimit:
    """How many of the records may be refused: a share (`1%`) or a number (`20`).

    >>> RefusalLimit.parsed("1%").allows(refused=2, records=200)
    True
    """

    literal: str
    share: float | None = None
    number: int | None = None

    @classmethod
    def parsed(cls, literal: str) -> RefusalLimit:
        """Read one. Raises InvalidValue where it is neither."""
        try:
            share = float(literal[:-1]) / 100 if literal.endswith("%") else None
            number = int(literal) if share is None else None
        except ValueError:
            share, number = None, -1
        if not 0 <= (share or 0) <= 1 or (number or 0) < 0:
            raise InvalidValue(f"{literal!r} is no limit of refusals; write a share (1%) or a number (20)")
        return cls(literal, share, number)

    def allows(self, refused: int, records: int) -> bool:
        """Whether so many refusals are still acceptable."""
        return refused <= (self.number if self.number is not None else (self.share or 0) * records)


def surplus(title: str, expected: Iterable[Expected], spool: Spool) -> Iterator[str]:
    """Where there is more than a whole release has, in words. Raises TooLittle where there is less."""
    for each in expected:
        found = spool.distinct(each.label)
        if found < each.least:
            raise TooLittle(title, each.label, found, each.least)
        if each.most is not None and found > each.most:
            yield (
                f"{title}: {found} of the label {each.label}, where a whole release has at most {each.most}: "
                "a release that the card does not know, or rows that stand twice"
            )
