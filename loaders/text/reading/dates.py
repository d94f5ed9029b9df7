"""When: expressions of time, resolved against the day of publication.

A weekday is the last one up to and including the day of publication, as news has it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from testigo.loaders.extraction import Diagnostic, Mention
from testigo.ontology.spans import Span

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}  # the first of its three months, in the north
FEASTS = {
    "christmas eve": (12, 24), "christmas day": (12, 25), "boxing day": (12, 26), "new year's eve": (12, 31),
    "new year’s eve": (12, 31), "new year's day": (1, 1), "new year’s day": (1, 1),
}  # fmt: skip
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10,
}  # fmt: skip

_MONTH = rf"(?:{'|'.join(MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d:])"
_YEAR = r"(?:19|20)\d\d(?!\d)"
_WEEKDAY = rf"(?:{'|'.join(DAYS)})"
_TO = r"(?:[ ]?[-–][ ]?|[ ](?:and|to)[ ])"
_NAME = r"[ ](?-i:[A-Z])"  # "the village of May Qerni": no month
_SEASON = "|".join(SEASONS)
_FEAST = "|".join(map(re.escape, FEASTS))
_COUNT = rf"(?:{'|'.join(NUMBERS)}|\d{{1,2}})"

# Alternatives in order: what is longer and says more comes first.
EXPRESSION = re.compile(
    rf"""(?<![\w-])(?:
      (?P<iso>{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))
    | (?P<span_month>{_MONTH})[ ](?P<span_from>{_DAY}){_TO}(?P<span_to>{_DAY})(?:,?[ ](?P<span_year>{_YEAR}))?
    | (?P<dspan_from>{_DAY}){_TO}(?P<dspan_to>{_DAY})[ ](?P<dspan_month>{_MONTH})(?:,?[ ](?P<dspan_year>{_YEAR}))?
    | (?P<mdy_month>{_MONTH})[ ](?P<mdy_day>{_DAY})(?:,?[ ](?P<mdy_year>{_YEAR}))?
    | (?P<dmy_day>{_DAY})[ ](?:of[ ])?(?P<dmy_month>{_MONTH})(?:,?[ ](?P<dmy_year>{_YEAR}))?
    | (?P<my_month>{_MONTH}),?[ ](?:of[ ])?(?P<my_year>{_YEAR})
    | (?:in|since|during|of|last|until)[ ](?:early[ ]|late[ ]|mid-?[ ]?)?(?P<month>{_MONTH})(?=\W|$)(?![ ]\d)(?!{_NAME})
    | the[ ]day[ ]before[ ](?P<eve>yesterday)
    | (?P<feast>{_FEAST})
    | (?:in|since|during|of|last|this|early|late|mid-?)[ ](?:the[ ])?
      (?P<season>{_SEASON})(?:[ ]of[ ](?P<season_year>{_YEAR}))?
    | (?:the[ ])?(?P<start>start|beginning)[ ]of[ ](?:the|this)[ ]year
    | (?:the|last|this)[ ](?P<weekend>weekend)
    | (?P<next>next)[ ](?:{_WEEKDAY}|week|month|year)
    | (?P<weekday>{_WEEKDAY})(?:[ ](?:morning|afternoon|evening|night))?
    | (?P<ago>{_COUNT})[ ](?P<ago_unit>day|week|month|year)s?[ ]ago
    | (?P<rel>{_COUNT})[ ](?P<rel_unit>day|week)s?[ ](?P<rel_way>later|after(?:wards)?|earlier|before)
    | the[ ](?P<turn>next|same|following|previous)[ ](?:day|night|morning|evening|afternoon)
    | the[ ](?:past|last)[ ](?:(?P<past>{_COUNT})[ ])?(?P<past_unit>hour|day|week|month|year)s?
    | (?P<last>last)[ ](?P<last_unit>week|month|year|night)
    | (?:earlier[ ])?(?P<this>this)[ ](?P<this_unit>week|month|year|morning|afternoon|evening)
    | (?P<near>yesterday|today|tonight|overnight|tomorrow)
    | (?:in|since|during|of)[ ](?:early[ ]|late[ ]|mid-?[ ]?)?(?P<year>{_YEAR})(?![-\w])
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
SINCE = re.compile(r"\b(?:since|from)[ ]+(?:(?:the|early|late|last|mid)[ ]+)?(?:\w+[ ]+(?:of[ ]+)?)?$", re.IGNORECASE)
ENDING = re.compile(r"\b(?:until|till|by)[ ]+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class When:
    """An expression of time: bounds inclusive, precision a term of the scheme, `span` its words.

    `is_of_cause`: as in "on Sunday, four days after the raid", where it tells the day of the raid.
    """

    earliest: date
    latest: date
    precision: str
    span: Span
    is_of_cause: bool = False


Bounds = tuple[date, date, str]


def dates(text: str, published: date | None) -> tuple[list[When], list[Diagnostic]]:
    """Every expression of time that can be resolved, in text order, and a diagnostic for each that cannot."""
    found: list[When] = []
    unused: list[Diagnostic] = []
    day: date | None = None  # the one told last, from which "two days later" counts
    for match in EXPRESSION.finditer(text):
        group, words = _named(match)
        start, end = match.span()
        mention = Mention.of(text, *_words_span(match, group, words, start, end))
        if ENDING.search(text[max(0, start - 10) : start]):
            continue
        is_of_cause = group == "rel" and _counts_back(text, match, words, found)
        bounds = (
            _turned(group, words | ({"way": "before"} if is_of_cause else {}), day or published)
            if group in ("rel", "turn")
            else _bounds(group, words, published)
        )
        if bounds is None:
            why = "there is no date of publication" if published is None else "it has no calendar date"
            unused.append(Diagnostic("date-unresolved", f"{mention.exact!r} is not resolved: {why}", mention))
            continue
        day = bounds[0] if bounds[2] == "day" else day
        found.append(When(*_open(text, match, bounds, published), mention.span, is_of_cause))
    return found, unused


def _counts_back(text: str, match: re.Match[str], words: dict[str, str], found: list[When]) -> bool:
    """As in "on Sunday, four days after gunmen came", "Four days after the killings" where no day was told before."""
    if words["way"] != "after" or not re.match(r"[ ]\w", text[match.end() : match.end() + 2]):
        return False
    is_beside = bool(found) and text[found[-1].span.end : match.start()].strip() in (",", "–", "—", "-", "(")
    return is_beside or not found


def _turned(group: str, words: dict[str, str], day: date | None) -> Bounds | None:
    """As in "five days later", "the next morning", counted from the day told last."""
    if day is None:
        return None
    if group == "turn":
        shift = {"next": 1, "following": 1, "previous": -1}.get(words["turn"], 0)
    else:
        number = NUMBERS.get(words["rel"]) or int(words["rel"])
        shift = number * (7 if words["unit"] == "week" else 1) * (-1 if words["way"] in ("earlier", "before") else 1)
    turned = day + timedelta(days=shift)
    return turned, turned, "day"


def _named(match: re.Match[str]) -> tuple[str, dict[str, str]]:
    """Which alternative matched, and its parts without the alternative's name."""
    parts = {name: part for name, part in match.groupdict().items() if part is not None}
    group = next(iter(parts)).partition("_")[0]
    return group, {name.partition("_")[2] or name: part.lower() for name, part in parts.items()}


def _words_span(match: re.Match[str], group: str, words: dict[str, str], start: int, end: int) -> tuple[int, int]:
    """The words that are the evidence: without the preposition that some alternatives begin with."""
    if group in ("month", "year", "season"):
        if group == "season" and "year" in words:
            return match.start(group), end
        return match.span(group)
    return start, end


def _open(text: str, match: re.Match[str], bounds: Bounds, published: date | None) -> Bounds:
    """As in "since Thursday" runs to the day of publication."""
    earliest = bounds[0]
    since = SINCE.search(text[max(0, match.start() - 30) : match.start()]) or match.group().lower().startswith("since")
    if since and published is not None and earliest <= published and " to " not in text[match.end() : match.end() + 5]:
        return earliest, published, "range"
    return bounds


def _bounds(group: str, words: dict[str, str], published: date | None) -> Bounds | None:
    """The bounds of an expression. None: it takes a date of publication, or is no date of a calendar."""
    try:
        if group == "iso":
            day = date.fromisoformat(words["iso"])
            return day, day, "day"
        return _RULES[group](words, published)
    except ValueError:  # 31 June
        return None


def _calendar_day(words: dict[str, str], published: date | None) -> Bounds | None:
    day = _date(words, words["day"], published)
    return None if day is None else (day, day, "day")


def _calendar_span(words: dict[str, str], published: date | None) -> Bounds | None:
    first, last = _date(words, words["from"], published), _date(words, words["to"], published)
    if first is None or last is None or first > last:
        return None
    return first, last, "range"


def _date(words: dict[str, str], day: str, published: date | None) -> date | None:
    month, number = _month(words["month"]), int(re.sub(r"\D", "", day))
    if "year" in words:
        return date(int(words["year"]), month, number)
    return published and _latest_year(published, month, number)


def _latest_year(published: date, month: int, day: int) -> date:
    """The day in the year of publication, or in the year before where that is still more than a month away."""
    this = date(published.year, month, day)
    return this if this <= published + timedelta(days=31) else date(published.year - 1, month, day)


def _month(word: str) -> int:
    return next(at for at, name in enumerate(MONTHS, 1) if name.startswith(word.rstrip(".")[:3]))


def _whole_month(words: dict[str, str], published: date | None) -> Bounds | None:
    month = _month(words["month"])
    if "year" in words:
        year = int(words["year"])
    elif published is None:
        return None
    else:
        year = published.year if month <= published.month else published.year - 1
    return date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month"


def _whole_year(words: dict[str, str], published: date | None) -> Bounds | None:
    year = int(words["year"])
    return date(year, 1, 1), date(year, 12, 31), "year"


def _needs_publication(
    rule: Callable[[dict[str, str], date], Bounds | None],
) -> Callable[[dict[str, str], date | None], Bounds | None]:
    return lambda words, published: None if published is None else rule(words, published)


def _weekday(words: dict[str, str], published: date) -> Bounds:
    day = published - timedelta(days=(published.weekday() - DAYS.index(words["weekday"])) % 7)
    return day, day, "day"


def _ago(words: dict[str, str], published: date) -> Bounds | None:
    number = NUMBERS.get(words["ago"]) or int(words["ago"])
    if words["unit"] == "day":
        day = published - timedelta(days=number)
        return day, day, "day"
    if words["unit"] == "week":
        day = published - timedelta(weeks=number)
        return day, day, "day"
    if words["unit"] == "year":
        return _whole_year({"year": str(published.year - number)}, None)
    months = published.year * 12 + published.month - 1 - number
    return _whole_month({"month": MONTHS[months % 12], "year": str(months // 12)}, None)


def _past(words: dict[str, str], published: date) -> Bounds:
    number = NUMBERS.get(words.get("past", "one")) or int(words["past"])
    if words["unit"] == "year":
        return _years_before(published, number), published, "range"
    length = {"hour": number / 24, "day": number, "week": 7 * number, "month": 30 * number}
    return published - timedelta(days=max(1, round(length[words["unit"]]))), published, "range"


def _years_before(day: date, number: int) -> date:
    return date(day.year - number, day.month, min(day.day, monthrange(day.year - number, day.month)[1]))


def _last(words: dict[str, str], published: date) -> Bounds | None:
    if words["unit"] == "night":
        return _near({"near": "yesterday"}, published)
    if words["unit"] == "week":
        monday = published - timedelta(days=published.weekday() + 7)
        return monday, monday + timedelta(days=6), "week"
    return _ago({"ago": "one", "unit": words["unit"]}, published)


def _this(words: dict[str, str], published: date) -> Bounds:
    starts = {
        "week": published - timedelta(days=published.weekday()),
        "month": published.replace(day=1),
        "year": published.replace(month=1, day=1),
    }
    start = starts.get(words["unit"], published)
    return start, published, "day" if start == published else "range"


def _near(words: dict[str, str], published: date) -> Bounds:
    yesterday = published - timedelta(days=1)
    return {
        "yesterday": (yesterday, yesterday, "day"),
        "tomorrow": (published + timedelta(days=1), published + timedelta(days=1), "day"),
        "overnight": (yesterday, published, "range"),
    }.get(words["near"], (published, published, "day"))


def _days_before(day: date, number: int) -> Bounds:
    day -= timedelta(days=number)
    return day, day, "day"


def _feast(words: dict[str, str], published: date) -> Bounds:
    month, number = FEASTS[words["feast"]]
    day = _latest_year(published, month, number)
    return day, day, "day"


def _season(words: dict[str, str], published: date | None) -> Bounds | None:
    """Three months, of the year told or else the last such that had begun."""
    first = SEASONS[words["season"]]
    if "year" in words:
        year = int(words["year"])
    elif published is None:
        return None
    else:
        year = published.year if first <= published.month else published.year - 1
    last = (year + 1, 2) if first == 12 else (year, first + 2)
    return date(year, first, 1), date(*last, monthrange(*last)[1]), "range"


def _weekend(words: dict[str, str], published: date) -> Bounds:
    """The last whole one up to the day of publication."""
    sunday = published - timedelta(days=(published.weekday() - 6) % 7)
    return sunday - timedelta(days=1), sunday, "range"


def _nothing(words: dict[str, str], published: date | None) -> None:
    """What is announced for later has not happened."""


_RULES: dict[str, Callable[[dict[str, str], date | None], Bounds | None]] = {
    "span": _calendar_span,
    "dspan": _calendar_span,
    "mdy": _calendar_day,
    "dmy": _calendar_day,
    "my": _whole_month,
    "month": _whole_month,
    "year": _whole_year,
    "eve": _needs_publication(lambda _, published: _days_before(published, 2)),
    "feast": _needs_publication(_feast),
    "season": _season,
    "start": _needs_publication(
        lambda _, published: (date(published.year, 1, 1), date(published.year, 1, 31), "month")
    ),
    "weekend": _needs_publication(_weekend),
    "next": _nothing,
    "weekday": _needs_publication(_weekday),
    "ago": _needs_publication(_ago),
    "past": _needs_publication(_past),
    "last": _needs_publication(_last),
    "this": _needs_publication(_this),
    "near": _needs_publication(_near),
}


def joined(first: When, second: When, text: str) -> When | None:
    """As in "between 6 and 8 March", "Monday and Tuesday": one range of two neighbours; None where they are apart."""
    between = text[first.span.end : second.span.start].strip().lower()
    words = Span(first.span.start, second.span.end)
    if between in (",", "", "into", "on", "of", ", on") and (one := _narrowed(first, second, text)) is not None:
        return When(*one, words)
    if between not in ("and", "to", "until", "till", "through", "-", "–", "and on"):
        return None
    if second.earliest < first.earliest:
        return None
    return When(first.earliest, second.latest, "range", words)


def _narrowed(first: When, second: When, text: str) -> Bounds | None:
    """As in "Thursday, March 6", "overnight into Saturday", "overnight on Thursday": one time told by two words."""
    if first.span.of(text).lower() == "overnight" and second.precision == "day":
        day = second.latest
        return (first.earliest, day, "range") if first.latest == day else (day, day + timedelta(days=1), "range")
    return (first.earliest, first.latest, first.precision) if _bounds_of(first) == _bounds_of(second) else None


def _bounds_of(when: When) -> tuple[date, date]:
    return when.earliest, when.latest


def merged(found: list[When], text: str) -> Iterator[When]:
    """The expressions, with neighbours that name one range made one."""
    waiting: When | None = None
    for when in found:
        both = joined(waiting, when, text) if waiting else None
        if waiting and not both:
            yield waiting
        waiting = both or when
    if waiting:
        yield waiting
