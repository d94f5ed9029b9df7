"""Which of some records, as one truth for all or a column of them: most checks hold for whole tables."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

Mask = bool | pl.Series
"""True or False for all, or one boolean a record, never null."""


def both(one: Mask, other: Mask) -> Mask:
    """Where both hold."""
    if isinstance(one, bool):
        return other if one else False
    if isinstance(other, bool):
        return one if other else False
    return one & other


def either(one: Mask, other: Mask) -> Mask:
    """Where one of the two holds, or both."""
    if isinstance(one, bool):
        return True if one else other
    if isinstance(other, bool):
        return True if other else one
    return one | other


def all_of(masks: Iterable[Mask]) -> Mask:
    """Where all hold; of none everywhere."""
    found: Mask = True
    for mask in masks:
        found = both(found, mask)
        if found is False:
            break
    return found


def any_of(masks: Iterable[Mask]) -> Mask:
    """Where one holds; of none nowhere."""
    found: Mask = False
    for mask in masks:
        found = either(found, mask)
        if found is True:
            break
    return found


def opposite(mask: Mask) -> Mask:
    """Where it does not hold."""
    return not mask if isinstance(mask, bool) else ~mask


def settled(column: pl.Series, null: bool = False) -> Mask:
    """A column of truths as one truth where all are the same; a null counts as `null`."""
    if column.null_count():
        column = column | column.is_null() if null else column & column.is_not_null()
    if column.all():
        return True
    return column if column.any() else False


def full(mask: Mask, length: int) -> pl.Series:
    """A mask with one truth a record."""
    return pl.Series([mask], dtype=pl.Boolean).new_from_index(0, length) if isinstance(mask, bool) else mask


def at(positions: pl.Series, length: int) -> Mask:
    """The records at these positions."""
    if not len(positions):
        return False
    return settled(full(False, length).scatter(positions, True))


def chosen(mask: Mask, column: pl.Series) -> pl.Series:
    """The members of a column where the mask holds."""
    if isinstance(mask, bool):
        return column if mask else column.head(0)
    return column.filter(mask)
