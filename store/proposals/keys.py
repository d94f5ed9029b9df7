"""The keys of names: two names that can be one share at least one, and few others share it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import polars as pl
from testigo.store.proposals.acronyms import initials, letters
from testigo.store.proposals.parsing import Parsed, Token, is_acronym, is_article, parsed, tokens
from testigo.store.proposals.scripts import Word
from testigo.store.proposals.sounds import sound

MOST_WORDS = 6  # a longer name is keyed by its first six
BEGINNING = 3  # letters
SLIP = "…"  # what a key ends in that stands for a word by its beginning
KEYS = {"literal": pl.String, "key": pl.String, "derived": pl.Boolean}


def name_keys(literals: pl.Series) -> pl.DataFrame:
    """Blocking keys of names, one row a distinct name and key. A name of common nouns has none.

    Columns: `literal`, `key`, `derived` (the key is made from the name, of its initials or without one of its words: it
    says something beside a key that another name has as it stands, not beside one that is derived, too).

    >>> sorted(name_keys(pl.Series(["SOHR"]))["key"])
    ['#sohr', '@sohr', 'sohr']
    """
    distinct = literals.drop_nulls().unique(maintain_order=True)
    found = [(literal, key, False) for literal in distinct for key in keys(literal)]
    named = {literal for literal, _, _ in found}
    found += [(literal, key, True) for literal in distinct if literal in named for key in derived_keys(literal)]
    return pl.DataFrame(found, KEYS, orient="row")


def keys(literal: str) -> set[str]:
    """The keys of one name: its words, the same with one of them mistyped, the whole run together, its letters.

    >>> "husayn|muhammad" in keys("Mohammed Hussein") & keys("محمد حسين")
    True
    """
    name = parsed(literal)
    known = [token for token in tokens(name.words) if token.tells or token.sort == "number"]
    if not known:
        return set(_of_bodies(tokens(name.words)))
    found = {*_of_words(known), *_of_acronyms(name), *_of_whole(name.words)}
    if any(token.sort == "number" for token in known):
        found.update(_of_numbers(tokens(name.words)))
    return found


def _of_bodies(name: tuple[Token, ...]) -> Iterator[str]:
    """One key of what is named by common nouns only, and by two of them at least: Military Intelligence."""
    bodies = sorted({token.meaning for token in name if token.sort in ("arm", "unit", "head")})
    if len(bodies) > 1 and not any(token.sort == "plain" for token in name):
        yield "&" + "|".join(bodies)


def _of_numbers(name: tuple[Token, ...]) -> Iterator[str]:
    """A number with what is counted: the 25th division."""
    numbers = [token.meaning for token in name if token.sort == "number"]
    counted = [token.meaning for token in name if token.sort in ("unit", "arm")]
    yield from (f"{number}|{body}" for number in numbers for body in counted)


def _of_words(known: list[Token]) -> Iterator[str]:
    """All words; all with one of them by its beginning, it may be mistyped; of what is no mere name every two."""
    atoms = _atoms(known)
    if len(atoms) > 1 or known[0].sort != "number":
        yield "|".join(sorted(atoms.values()))
    if len(atoms) > 1:
        for key in atoms:
            others = sorted(atom for other, atom in atoms.items() if other != key)
            yield "|".join((*others, key[:BEGINNING])) + SLIP
    if len(atoms) > 2 and not all(token.sort in ("name", "given") for token in known):
        yield from map("|".join, combinations(sorted(atoms.values()), 2))


def _atoms(known: list[Token]) -> dict[str, str]:
    return {token.key: _atom(token) for token in known[:MOST_WORDS]}


def _atom(token: Token) -> str:
    """What the spellings of one word share."""
    if token.concept:
        return token.concept
    if token.sort == "acronym" or not token.key.isalpha():
        return token.key
    return sound(token.key).key or token.key


def _of_whole(name: tuple[Word, ...]) -> Iterator[str]:
    joined = "".join(word.key for at, word in enumerate(name) if not is_article(name, at))
    yield "#" + joined
    if not all(map(is_acronym, name)):
        yield "=" + (sound(joined).key or joined)


def _of_acronyms(name: Parsed) -> Iterator[str]:
    for word in (*name.words, *name.alias):
        if is_acronym(word):
            yield "@" + letters(word.text)
            yield word.key
    own, more = _own(name.words)
    if len(own) == 1 and is_acronym(own[0]):
        yield from (f"@{letters(own[0].text)}|{word.key}" for word in more)


def derived_keys(literal: str) -> set[str]:
    """A name's initials: of all words, without articles, of those that count, of these and articles; and all but one.

    >>> "@sohr" in derived_keys("Syrian Observatory for Human Rights")
    True
    >>> "@cpi|maoist" in derived_keys("Communist Party of India (Maoist)") & keys("CPI-Maoist")
    True
    >>> derived_keys("Mohammed Ali Hussein") & keys("Mohammed Hussein")
    {'husayn|muhammad'}
    """
    name = parsed(literal).words
    found = {"@" + each for each in _initials(name) if len(each) > 1}
    own, more = _own(name)
    if more and len(own) > 1:
        short = "".join(letter for letter, may_miss in initials(own) if not may_miss)
        found.update(f"@{short}|{word.key}" for word in more)
    atoms = sorted(_atoms([token for token in tokens(name) if token.tells or token.sort == "number"]).values())
    if len(atoms) > 2:
        found.update("|".join(each) for each in combinations(atoms, len(atoms) - 1))
    return found


def _own(name: tuple[Word, ...]) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """A name without and with what stands in brackets or after a dash."""
    return tuple(word for word in name if not word.qualifies), tuple(word for word in name if word.qualifies)


def _initials(name: tuple[Word, ...]) -> Iterator[str]:
    firsts = initials(name)
    yield "".join([letter for letter, _ in firsts])
    if not any(may_miss for _, may_miss in firsts):
        return
    article = [is_article(name, at) for at in range(len(firsts))]
    yield "".join([letter for letter, may_miss in firsts if not may_miss])
    yield "".join([letter for (letter, _), is_one in zip(firsts, article, strict=True) if not is_one])
    yield "".join([letter for (letter, may), is_one in zip(firsts, article, strict=True) if is_one or not may])
