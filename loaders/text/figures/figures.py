"""How many: figures as written, with their bounds and comparator. What they count is for `counts` to say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from testigo.loaders.text.reading.lexicon import figure_words
from testigo.ontology.spans import Span

UNITS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SMALL = {word: at for at, word in enumerate(UNITS, 1)} | {word: 10 * at for at, word in enumerate(TENS, 2)}
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}

_DIGITS = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
_SMALL = "|".join(sorted(SMALL, key=len, reverse=True))
_SCALE = "|".join(SCALES)
_SPELLED = rf"(?:(?:a|{_SMALL})\ (?:{_SCALE})|{_SMALL})(?:(?:[ -]|\ and\ )(?:{_SMALL}|{_SCALE}))*"
_NUMBER = rf"(?:(?:{_DIGITS})(?:\ (?:{_SCALE})\b)?|\b(?:{_SPELLED})\b)"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: bounds (None: open), qualifier as written (None: a bare number), comparator of the scheme."""

    low: int | None
    high: int | None
    qualifier: str | None
    comparator: str
    span: Span
    number: Span


@cache
def _pattern() -> re.Pattern[str]:
    words = figure_words()
    before, vague, after = (_either(table) for table in (words.comparators, words.words, words.suffixes))
    return re.compile(
        rf"""(?<![\w.,/:$€£#-])(?:
          between\ (?P<low>{_NUMBER})\ and\ (?P<high>{_NUMBER})
        | (?P<from>{_NUMBER})\ (?:to|or)\ (?P<to>{_NUMBER})
        | (?P<first>{_DIGITS})\ ?[-–]\ ?(?P<last>{_DIGITS})
        | (?:(?P<before>{before})\ )?(?:(?P<vague>{vague})|(?P<number>{_NUMBER}))(?:\ ?(?P<after>{after}))?
        )(?![\w%-]|[.,/:]\d)""",
        re.IGNORECASE | re.VERBOSE,
    )


def _either(phrases: Iterable[str]) -> str:
    """A pattern for any of these, the longest first."""
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


def figures(text: str) -> list[Figure]:
    """Every figure of a text, in text order: numbers in digits or spelled out, and words such as "dozens"."""
    return [figure for match in _pattern().finditer(text) if (figure := _figure(match)) is not None]


def _figure(match: re.Match[str]) -> Figure | None:
    parts = {name: part for name, part in match.groupdict().items() if part is not None}
    span = Span(*match.span())
    for first, last in (("low", "high"), ("from", "to"), ("first", "last")):
        if first in parts:
            low, high = _value(parts[first]), _value(parts[last])
            if low is None or high is None or low > high:
                return None
            return Figure(low, high, "between" if first == "low" else None, "range", span, span)
    if "vague" in parts:
        return _vague(parts, match)
    value = _value(parts["number"])
    return None if value is None else _bounded(value, parts, match)


def _vague(parts: dict[str, str], match: re.Match[str]) -> Figure:
    """As in "dozens": bounds by convention, and the word itself as qualifier; "a dozen" is a number."""
    low, high, comparator = figure_words().words[parts["vague"].lower()]
    if comparator == "exact" and low is not None:
        return _bounded(low, parts, match)
    return Figure(low, high, match.group().lower(), comparator, Span(*match.span()), Span(*match.span("vague")))


def _bounded(value: int, parts: dict[str, str], match: re.Match[str]) -> Figure:
    words = figure_words()
    qualifier = parts.get("before") or parts.get("after")
    comparator = "exact"
    if qualifier is not None:
        comparator = words.comparators.get(qualifier.lower()) or words.suffixes.get(qualifier.lower(), "exact")
    number = Span(*match.span("number" if "number" in parts else "vague"))
    low = None if comparator in ("atMost", "lessThan") else value
    high = None if comparator in ("atLeast", "moreThan") else value
    return Figure(low, high, qualifier and qualifier.lower(), comparator, Span(*match.span()), number)


def _value(words: str) -> int | None:
    """The number that digits or words stand for. None: it is not a whole number.

    >>> _value("1,225"), _value("two hundred and six"), _value("1.5 million"), _value("2.5")
    (1225, 206, 1500000, None)
    """
    total, current = 0.0, 0.0
    for word in re.findall(r"[\d.,]+|[a-z]+", words.lower()):
        if word[0].isdigit():
            current += float(word.replace(",", ""))
        elif word in SMALL:
            current += SMALL[word]
        elif word == "a":
            current += 1
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in SCALES:
            total, current = total + (current or 1) * SCALES[word], 0.0
    value = total + current
    return int(value) if value.is_integer() and value < 1e12 else None
