"""What tells two names apart, though most of their words are one: numbers, states, arms, sides, factions."""

from __future__ import annotations

from collections.abc import Iterator

from testigo.store.proposals.alignment import SLIP, Alignment
from testigo.store.proposals.parsing import Token

Reason = tuple[str, str]
Sorted = dict[str, tuple[Token, ...]]
TELLS = {  # by the sort: the difference, and whether it is one where both have such a word, and where only one has
    "number": ("numbers", True, True),
    "country": ("countries", True, False),
    "side": ("sides", True, True),
    "arm": ("arms", True, True),
    "head": ("heads", True, False),
    "plain": ("common", True, True),
}
HEAVY = 0.7  # a word from this weight on tells something


def differences(alignment: Alignment) -> Iterator[Reason]:
    """Each difference by its name in `weights.yaml: caps`, with the words of either side."""
    pairs = alignment.pairs
    if alignment.left or alignment.right:
        yield from _left_over(
            _by_sort(alignment.left), _by_sort(alignment.right), any(_is_number(a) for a, _, _ in pairs)
        )
        yield from _telling(_telling_words(alignment.left), _telling_words(alignment.right))
    if slips := [f"{a.key} | {b.key}" for a, b, alike in pairs if alike == SLIP]:
        yield "slip", ", ".join(slips)
    if _turned(alignment):
        yield "order", " ".join(a.key for a, _, _ in pairs if a.tells)
    if pairs and not any(a.tells or _is_number(a) for a, _, _ in pairs):
        yield "common", " ".join(a.key for a, _, _ in pairs)


def _left_over(left: Sorted, right: Sorted, numbered: bool) -> Iterator[Reason]:
    """What the words tell that only one name has. A numbered corps may be told to be the army's, or not."""
    for sort, (name, both, alone) in TELLS.items():
        mine, yours = left.get(sort, ()), right.get(sort, ())
        if (mine and yours and both) or ((mine or yours) and alone and not (sort == "arm" and numbered)):
            yield name, _beside(mine, yours)
    mine, yours = left.get("unit", ()), right.get("unit", ())
    if mine and yours and numbered:
        yield "units", _beside(mine, yours)
    elif bool(mine) != bool(yours):
        yield "more-words", _beside(mine, yours)


def _by_sort(over: tuple[Token, ...]) -> Sorted:
    found: Sorted = {}
    for token in over:
        found[token.sort] = (*found.get(token.sort, ()), token)
    return found


def _is_number(token: Token) -> bool:
    return token.sort == "number"


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


def _beside(left: tuple[Token, ...], right: tuple[Token, ...]) -> str:
    return f"{' '.join(token.meaning for token in left) or '–'} | {' '.join(token.meaning for token in right) or '–'}"
