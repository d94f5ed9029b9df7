"""What figures are given for an event. Nothing is ever added up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import combinations

from testigo.ontology.terms import Population, Scope
from testigo.store.views.origins import independent
from testigo.store.views.policy import POPULATIONS, SCOPES, TOLL
from testigo.store.views.rows import Claim


def latest_figures(claims: Iterable[Claim]) -> list[Claim]:
    """Of each speaker's figures of one measure, population and scope, those of the latest day.

    A 0 that may be silence takes back no figure that was given before.
    """
    series: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        series[claim.speakers, claim.measure, claim.population, claim.scope].append(claim)
    told = (_told(each) for each in series.values())
    return [claim for each in told for claim in each if _day(claim) == max(map(_day, each))]


def _told(figures: list[Claim]) -> list[Claim]:
    """Those that are no silence, if there are any."""
    return [claim for claim in figures if not claim.zero_may_be_silence] or figures


def _day(claim: Claim) -> date:
    """The day a figure is of: as of when it is given, else when it was published."""
    return claim.as_of or claim.published_on or date.min


def killed(claims: Iterable[Claim]) -> tuple[int | None, int | None]:
    """The range of all speakers' latest figures of the killed. An end is None where no figure bounds it: the upper
    one too where a figure of an open end begins above all others.

    Of the first population that anybody counts; of each speaker, the figures of its first scope (`policy`). A 0
    that may be silence counts only where there is nothing else. No speaker's toll is below a part it counts.
    """
    spoken = _told([claim for claim in latest_figures(claims) if claim.measure is TOLL])
    population = min((_rank(claim.population) for claim in spoken), default=0)
    chosen = _widest(claim for claim in spoken if _rank(claim.population) == population)
    lows = [low for claim in chosen if (low := _at_least(claim, spoken)) is not None]
    highs = [claim.eff_high for claim in chosen if claim.eff_high is not None]
    low, high = min(lows, default=None), max(highs, default=None)
    return low, None if high is not None and low is not None and high < max(lows) else high


def _at_least(figure: Claim, figures: Iterable[Claim]) -> int | None:
    """The most that the speakers of a figure count, in whole or in part: "13 students and two teachers" are not 2."""
    lows = (other.eff_low for other in figures if figure.speakers <= other.speakers and other.measure is figure.measure)
    return max((low for low in lows if low is not None), default=None)


def _rank(population: Population | None) -> int:
    return POPULATIONS.index(population) if population else len(POPULATIONS)


def _widest(figures: Iterable[Claim]) -> list[Claim]:
    """Of each speaker the figures of the first scope it gives any in."""
    of: dict[frozenset[str], list[Claim]] = defaultdict(list)
    for figure in figures:
        of[figure.speakers].append(figure)
    return [each for given in of.values() for each in given if _scope(each) == min(map(_scope, given))]


def _scope(claim: Claim) -> int:
    return SCOPES.index(claim.scope) if claim.scope else len(SCOPES)


def contradicted(claims: Iterable[Claim]) -> bool:
    """Whether two origins give figures of one measure, population and scope that cannot both hold.

    What is less than its speaker counts elsewhere is a part, and contradicts no whole.
    """
    figures = [claim for claim in latest_figures(claims) if not claim.zero_may_be_silence]
    series: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in figures:
        if claim.eff_high is None or claim.eff_high >= (_at_least(claim, figures) or 0):
            series[claim.measure, claim.population, claim.scope].append(claim)
    return any(
        independent(one, other) and contradict(one, other)
        for each in series.values()
        for one, other in combinations(each, 2)
    )


def contradict(one: Claim, other: Claim) -> bool:
    """Whether no number fits both, given the days they are of.

    Figures of one day, or of no stated day, must overlap. Of two cumulative ones the later may be higher.
    Others of different days do not meet.
    """
    if one.as_of is None or other.as_of is None or one.as_of == other.as_of:
        return _below(one, other) or _below(other, one)
    if one.scope is not Scope.CUMULATIVE:
        return False
    earlier, later = sorted((one, other), key=_day)
    return _below(later, earlier)


def _below(one: Claim, other: Claim) -> bool:
    """Whether all that one allows is less than all that the other allows."""
    return one.eff_high is not None and other.eff_low is not None and one.eff_high < other.eff_low
