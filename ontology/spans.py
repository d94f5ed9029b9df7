"""Where a piece of text stands, in Unicode code points."""

from __future__ import annotations

from dataclasses import dataclass

from testigo.ontology.errors import InvalidValue


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where a piece of text stands: `text[start:end]`, in Unicode code points, end exclusive.

    >>> Span(0, 4).of("Ten people died")
    'Ten '
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise InvalidValue(f"not a span: {self.start}:{self.end}")

    def of(self, text: str) -> str:
        """The words the span covers. Raises InvalidValue where the text is too short for it."""
        if self.end > len(text):
            raise InvalidValue(f"the span {self.start}:{self.end} ends after the text ({len(text)} code points)")
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether the other span lies in this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end
