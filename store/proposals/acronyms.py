"""Acronyms and what they stand for: letters beside the words that begin with them."""

from __future__ import annotations

from functools import lru_cache

from testigo.store.proposals.lexicon import meanings, weights
from testigo.store.proposals.parsing import is_acronym, is_article
from testigo.store.proposals.scripts import Word

STANDS_FOR = {"4": "f", "2": "t"}  # SN4HR: Syrian Network for Human Rights
Initial = tuple[str, bool]  # the letter, and whether an acronym may leave it out


@lru_cache(maxsize=400_000)
def initials(name: tuple[Word, ...]) -> tuple[Initial, ...]:
    """The first letters of a name's words; articles and prepositions may be left out.

    >>> from testigo.store.proposals.parsing import parsed
    >>> initials(parsed("al-Qaida in the Maghreb").words)
    (('a', True), ('q', False), ('i', True), ('t', True), ('m', False))
    """
    return tuple((word.key[0], _may_miss(name, at)) for at, word in enumerate(name))


def _may_miss(name: tuple[Word, ...], at: int) -> bool:
    meaning = meanings().get((name[at].key,))
    return is_article(name, at) or (
        meaning is not None and meaning.sort == "little" and not (meaning.concept == "the" and is_acronym(name[at]))
    )


def letters(acronym: str) -> str:
    """The letters of an acronym as initials: small, a digit in the midst as the word it stands for."""
    return "".join(STANDS_FOR.get(letter, letter) for letter in acronym.lower())


def stretch(acronym: str, name: tuple[Word, ...]) -> tuple[int, int] | None:
    """Where the words stand that an acronym is made of: from, to (exclusive). None: nowhere.

    >>> from testigo.store.proposals.parsing import parsed
    >>> stretch("CPI", parsed("Communist Party of India (Maoist)").words)
    (0, 4)
    """
    wanted, firsts = letters(acronym), initials(name)
    for start in range(len(firsts) - 1):
        if firsts[start][0] == wanted[0]:
            end = _end(wanted, firsts, start)
            if end is not None and end - start > 1:
                return start, end
    return None


def _end(wanted: str, firsts: tuple[Initial, ...], start: int) -> int | None:
    """Where the run ends that begins at `start` and spells what is wanted; a word that counts is never left out."""
    spelt = {0}
    for at in range(start, len(firsts)):
        letter, may_miss = firsts[at]
        spelt = {n + 1 for n in spelt if wanted[n] == letter} | (spelt if may_miss else set())
        if len(wanted) in spelt:
            return at + 1
        if not spelt:
            return None
    return None


def put_in(acronym: Word, name: tuple[Word, ...]) -> tuple[Word, ...] | None:
    """A name with the words that an acronym is made of replaced by it; None where it has none."""
    found = stretch(acronym.text, name)
    if found is None or any(word.is_arabic for word in name[found[0] : found[1]]):
        return None
    return (*name[: found[0]], acronym, *name[found[1] :])


def certainty(acronym: Word) -> float:
    """How much an acronym says about its long form: two letters fit very many names."""
    table = weights()["acronyms"]
    return float(table[max(min(len(acronym.key), max(table)), min(table))])
