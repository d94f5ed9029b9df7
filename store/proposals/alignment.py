"""The words of two names beside one another: which are one, which only one name has."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import OSA
from testigo.store.proposals.parsing import Token, stem
from testigo.store.proposals.sounds import likeness, sound

LEAST = 0.75  # below it two words are not spellings of one
SLIP = 0.8  # a slip of the pen in a long word


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs of words that are one, each with how surely, and the words that only the left or only the right has."""

    pairs: tuple[tuple[Token, Token, float], ...]
    left: tuple[Token, ...]
    right: tuple[Token, ...]

    @property
    def share(self) -> float:
        """The weight that both have of all the weight, 0 to 1."""
        both = sum((a.weight + b.weight) * alike for a, b, alike in self.pairs)
        whole = sum(a.weight + b.weight for a, b, _ in self.pairs)
        whole += sum(token.weight for token in (*self.left, *self.right))
        return both / whole if whole else 0.0


def aligned(left: tuple[Token, ...], right: tuple[Token, ...]) -> Alignment:
    """The words matched, the surest first; words that carry nothing are left out."""
    mine = [token for token in left if token.weight]
    yours = [token for token in right if token.weight]
    if reads_alike(mine, yours):
        return Alignment(tuple((a, b, 1.0) for a, b in zip(mine, yours, strict=False)), (), ())
    pairs = _equal(mine, yours)
    for alike, a, b in sorted(_candidates(mine, yours), key=lambda each: -each[0]):
        if a in mine and b in yours:
            pairs.append((a, b, alike))
            mine.remove(a)
            yours.remove(b)
    return Alignment(tuple(pairs), tuple(mine), tuple(yours))


def _equal(mine: list[Token], yours: list[Token]) -> list[tuple[Token, Token, float]]:
    """Words of one meaning, taken out of both lists."""
    pairs = []
    for a in tuple(mine):
        for b in yours:
            if a.meaning == b.meaning or a.key == b.key:
                pairs.append((a, b, 1.0))
                mine.remove(a)
                yours.remove(b)
                break
    return pairs


def _candidates(left: list[Token], right: list[Token]) -> list[tuple[float, Token, Token]]:
    found = []
    for a in left:
        for b in right:
            if alike := token_likeness(a, b):
                found.append((alike, a, b))
    return found


def token_likeness(left: Token, right: Token) -> float:
    """How surely two words are one, 0 to 1: by meaning, by sound, or but for a slip of the pen.

    >>> from testigo.store.proposals.parsing import parsed
    >>> [token_likeness(*parsed(pair).tokens) for pair in ("army جيش", "Nigera Nigeria", "Saleh Salem")]
    [1.0, 0.8, 0.0]
    """
    if left.meaning == right.meaning or left.key == right.key:
        return 1.0
    if left.concept and right.concept:
        return 0.0
    if "acronym" in (left.sort, right.sort) and not (left.key.isascii() ^ right.key.isascii()):
        return 0.0
    if not (left.key + right.key).isalpha():
        return 0.0
    if "country" in (left.sort, right.sort) and left.key.isascii() != right.key.isascii():
        return 0.0  # states are listed in their scripts: a Hunde is no الهند
    alike = likeness(sound(left.key), sound(right.key))
    least = LEAST if not (left.concept or right.concept) or "given" in (left.sort, right.sort) else 0.9
    return alike if alike >= least else _slip(left.key, right.key)


def _slip(left: str, right: str) -> float:
    """A letter left out or doubled in a word of six, two changed about in one of four, one mistyped in one of nine."""
    if left[0] != right[0] or OSA.distance(left, right, score_cutoff=1) > 1:
        return 0.0
    short = min(len(left), len(right))
    if len(left) != len(right):
        return SLIP if short >= 6 else 0.0
    return SLIP if short >= (4 if sorted(left) == sorted(right) else 9) else 0.0


def reads_alike(left: list[Token], right: list[Token]) -> bool:
    """Whether two names are one word more or less: CrisisWatch, Crisis Watch; Ansarallah, Ansar Allah."""
    if abs(len(left) - len(right)) not in (1, 2) or not left or not right:
        return False
    if any(token.sort in ("side", "number", "plain") for token in (*left, *right)):
        return False
    mine, yours = _joined(left), _joined(right)
    if min(len(mine), len(yours)) < 6:
        return False
    return stem(mine) == stem(yours) or (_can_be_joined(left, right) and likeness(sound(mine), sound(yours)) >= 0.9)


def _can_be_joined(left: list[Token], right: list[Token]) -> bool:
    """Whether what is joined are words of their own: a part that merely adds a vowel is none (Hamza, Abu Hamza)."""
    return all(len(sound(token.key).consonants) > 1 for token in (*left, *right))


def _joined(name: list[Token]) -> str:
    return "".join(token.key.replace(" ", "") for token in name)
