"""The keys of names: two names that can be one share at least one, and few others share it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import polars as pl
from testigo.store.proposals.acronyms import initials, letters
from testigo.store.proposals.parsing import Parsed, Token, is_acronym, is_article, parsed, tokens
from testigo.store.proposals.scripts import Word
from testigo.store.proposals.sounds import sound

MOST_WORDS = 6  # of a longer name the first six are paired
KEYS = {"literal": pl.String, "key": pl.String}


def name_keys(literals: pl.Series) -> pl.DataFrame:
    """Blocking keys of names, one row a distinct name and key: `literal`, `key`. A name of common nouns has none.

    >>> sorted(name_keys(pl.Series(["SOHR"]))["key"])
    ['#sohr', '@sohr', 'sohr']
    """
    found = [(literal, key) for literal in literals.drop_nulls().unique(maintain_order=True) for key in keys(literal)]
    return pl.DataFrame(found, KEYS, orient="row")


def keys(literal: str) -> set[str]:
    """The keys of one name: its words in pairs, its rare words alone, the whole run together, and its initials.

    >>> "@sohr" in keys("Syrian Observatory for Human Rights")
    True
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


def _of_words(telling: list[Token]) -> Iterator[str]:
    atoms = [_atom(token) for token in telling]
    if len(telling) == 1 and telling[0].sort != "number":
        yield atoms[0]
    for token, atom in zip(telling, atoms, strict=True):
        if token.sort in ("name", "acronym") and len(atom) > 1:
            yield atom
    for pair in combinations(sorted(set(atoms[:MOST_WORDS])), 2):
        yield "|".join(pair)


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
    """An acronym's letters; of a longer name the initials: of all words, without articles, of those that count."""
    for word in (*name.words, *name.alias):
        if is_acronym(word):
            yield "@" + letters(word.text)
            yield word.key
    firsts = initials(name.words)
    if len(firsts) < 2:
        return
    yield "@" + "".join(letter for letter, _ in firsts)
    yield "@" + "".join(letter for letter, may_miss in firsts if not may_miss)
    without = [not is_article(name.words, at) for at in range(len(firsts))]
    yield "@" + "".join(letter for (letter, _), stays in zip(firsts, without, strict=True) if stays)
    articles = (letter for at, (letter, may_miss) in enumerate(firsts) if not may_miss or not without[at])
    yield "@" + "".join(articles)
