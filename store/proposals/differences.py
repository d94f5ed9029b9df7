"""What tells two names apart, though most of their words are one: numbers, states, arms, sides, factions."""

from __future__ import annotations

from collections.abc import Iterator

from testigo.store.proposals.alignment import SLIP, Alignment
from testigo.store.proposals.parsing import Token

Reason = tuple[str, str]
HEAVY = 0.7  # a word from this weight on tells something


def differences(alignment: Alignment) -> Iterator[Reason]:
    """Each difference by its name in `weights.yaml: caps`, with the words of either side."""
    left, right, pairs = alignment.left, alignment.right, alignment.pairs
    numbered = any(a.sort == "number" for a, _, _ in pairs)
    yield from _unless_none("numbers", _of("number", left), _of("number", right))
    yield from _where_both("countries", _of("country", left), _of("country", right))
    yield from _unless_none("sides", _of("side", left), _of("side", right))
    yield from _arms(left, right, numbered)
    yield from _units(left, right, numbered)
    yield from _where_both("heads", _of("head", left), _of("head", right))
    yield from _unless_none("common", _of("plain", left), _of("plain", right))
    yield from _telling(_telling_words(left), _telling_words(right))
    if slips := [f"{a.key} | {b.key}" for a, b, alike in pairs if alike == SLIP]:
        yield "slip", ", ".join(slips)
    if _turned(alignment):
        yield "order", " ".join(a.key for a, _, _ in pairs if a.tells)
    if not any(a.tells or a.sort == "number" for a, _, _ in pairs) and pairs:
        yield "common", " ".join(a.key for a, _, _ in pairs)


def _arms(left: tuple[Token, ...], right: tuple[Token, ...], numbered: bool) -> Iterator[Reason]:
    """An army is no police, and a party no militia. A numbered corps may be told to be the army's, or not."""
    mine, yours = _of("arm", left), _of("arm", right)
    if (mine and yours) or ((mine or yours) and not numbered):
        yield "arms", _beside(mine, yours)


def _units(left: tuple[Token, ...], right: tuple[Token, ...], numbered: bool) -> Iterator[Reason]:
    """Beside a number the unit tells: a fourth brigade is no fourth division. Alone it does not."""
    mine, yours = _of("unit", left), _of("unit", right)
    if mine and yours and numbered:
        yield "units", _beside(mine, yours)
    elif bool(mine) != bool(yours):
        yield "more-words", _beside(mine, yours)


def _telling_words(over: tuple[Token, ...]) -> tuple[Token, ...]:
    return tuple(token for token in over if token.tells and token.weight >= HEAVY)


def _telling(left: tuple[Token, ...], right: tuple[Token, ...]) -> Iterator[Reason]:
    if left and right:
        yield "words", _beside(left, right)
        return
    more = left or right
    if any(token.qualifies and token.sort != "country" for token in more):
        yield "qualifier", _beside(left, right)
    elif more:
        yield "more-words", _beside(left, right)


def _turned(alignment: Alignment) -> bool:
    """Whether a name of nothing but names has them in another order: Ahmed Mohamed is not Mohamed Ahmed."""
    pairs = alignment.pairs
    if any(a.sort not in ("name", "given") for a, _, _ in pairs) or len(pairs) < 2:
        return False
    order = [b.at for _, b, _ in sorted(pairs, key=lambda pair: pair[0].at)]
    return order != sorted(order)


def _of(sort: str, over: tuple[Token, ...]) -> tuple[Token, ...]:
    return tuple(token for token in over if token.sort == sort)


def _unless_none(name: str, left: tuple[Token, ...], right: tuple[Token, ...]) -> Iterator[Reason]:
    if left or right:
        yield name, _beside(left, right)


def _where_both(name: str, left: tuple[Token, ...], right: tuple[Token, ...]) -> Iterator[Reason]:
    if left and right:
        yield name, _beside(left, right)


def _beside(left: tuple[Token, ...], right: tuple[Token, ...]) -> str:
    return f"{' '.join(token.meaning for token in left) or '–'} | {' '.join(token.meaning for token in right) or '–'}"
