"""Figures of an extraction as the columns of a count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from testigo.loaders.extraction import Count, Event
from testigo.loaders.text.reading.lexicon import figure_words
from testigo.ontology.figures import Figure
from testigo.ontology.terms import Comparator, Measure, Population, Scope


@dataclass(frozen=True, slots=True)
class Counted:
    """A count, the event it counts in, and the day it was published (None: unknown)."""

    count: Count
    event: Event
    published: date | None


def counted(each: Counted) -> dict[str, object]:
    """The columns of a count statement. What names nobody counts people; a figure holds as of its publication."""
    count = each.count
    comparator = comparator_of(count)
    exact = count.low if count.low == count.high else None
    figure = Figure(low=count.low, best=exact, high=count.high, comparator=comparator)
    scope = Scope(count.scope or Scope.UNSPECIFIED)
    dates = each.event.dates if scope is Scope.CUMULATIVE else None
    population = Population(count.population or Population.PEOPLE)
    return {
        **figure_columns(figure),
        "measure": Measure(count.measure),
        "population": population,
        "scope": scope,
        "since": dates.earliest if dates else None,
        "as_of": each.published,
    }


def figure_columns(figure: Figure) -> dict[str, object]:
    """The columns of a count statement that its figure fills."""
    return {
        "low": figure.low,
        "best": figure.best,
        "high": figure.high,
        "comparator": figure.comparator,
        "eff_low": figure.eff_low,
        "eff_high": figure.eff_high,
        "vague": figure.vague,
    }


def comparator_of(count: Count) -> Comparator:
    """How the words bound the figure: as the extraction says, else by its qualifier, else by its open ends."""
    if count.comparator:
        return Comparator(count.comparator)
    if count.qualifier and (named := _qualified(count.qualifier.casefold())):
        return Comparator(named)
    if count.low is None:
        return Comparator.AT_MOST
    if count.high is None:
        return Comparator.AT_LEAST
    return Comparator.EXACT if count.low == count.high else Comparator.RANGE


def _qualified(qualifier: str) -> str | None:
    """What a qualifier makes of its figure, by the lexicon that figures are read with; None: it does not know it."""
    words = figure_words()
    vague = words.words.get(qualifier)
    return words.comparators.get(qualifier) or words.suffixes.get(qualifier) or (vague[2] if vague else None)
