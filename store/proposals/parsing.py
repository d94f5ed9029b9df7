"""A name taken apart: what each of its words is to the comparison."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from testigo.store.proposals.lexicon import Meaning, longest, meanings, weights
from testigo.store.proposals.scripts import Word, words

ARTICLES = frozenset(("al", "el", "ul", "il", "ال"))
ASSIMILATED = re.compile("^[aeu](?:sh|dh|th|[srndtz])$")
FATHER = frozenset(("abu", "abou", "abo", "abi", "aboo", "umm", "oum", "ابو", "ابي", "ام"))
SERVANT = re.compile("^(?:abd(?:[aeou]{0,2}(?:[lrsnzdt]|sh)?)?|عبد)$")
SERVANT_OF = re.compile("^(?:abd[aeou]{1,2}(?:l(?=.{3})|(?:sh|[rsnzdt])(?=[rsnzdt]))|عبدال(?=..))")
WEIGHED = frozenset(("word", "name", "given", "country", "acronym"))


@dataclass(frozen=True, slots=True)
class Token:
    """One word or phrase of a name. `at`: where it begins, counted in words."""

    key: str
    sort: str
    concept: str | None
    meaning: str  # the concept, or without one the stem
    weight: float
    qualifies: bool
    at: int

    @property
    def tells(self) -> bool:
        """Whether it is one of the words by which a name is known."""
        return self.sort in WEIGHED


@dataclass(frozen=True, slots=True)
class Parsed:
    """A name: its words, and the acronym that it gives itself in brackets."""

    words: tuple[Word, ...]
    alias: tuple[Word, ...]

    @property
    def tokens(self) -> tuple[Token, ...]:
        return tokens(self.words)


@lru_cache(maxsize=400_000)
def parsed(literal: str) -> Parsed:
    """A name's words, with the acronym in brackets apart.

    >>> [word.key for word in parsed("Islamic Republic News Agency (IRNA)").alias]
    ['irna']
    """
    found = words(literal)
    if len(found) > 1 and len(found[-1].text) > 5 and all(word.text.isupper() for word in found):
        found = [replace(word, text=word.text.title()) for word in found]  # capitals throughout tell of no acronym
    alias = tuple(word for word in found if word.bracketed and is_acronym(word) and (word.key,) not in meanings())
    if len(alias) != 1 or len(found) == 1:
        return Parsed(tuple(found), ())
    own = replace(alias[0], qualifies=False, bracketed=False)
    return Parsed(tuple(word for word in found if word is not alias[0]), (own,))


def is_acronym(word: Word) -> bool:
    return 2 <= len(word.text) <= 9 and word.text.isupper() and not word.is_arabic and not word.is_number


def is_letters(literal: str) -> bool:
    """Whether a name is an acronym and nothing more."""
    name = parsed(literal).words
    return len(name) == 1 and is_acronym(name[0])


@lru_cache(maxsize=400_000)
def tokens(name: tuple[Word, ...]) -> tuple[Token, ...]:
    """The words of a name with what they mean, phrases found longest first.

    >>> [(token.meaning, token.sort) for token in tokens(parsed("Government of Syria").words)]
    [('government', 'arm'), ('the', 'little'), ('SY', 'country')]
    >>> [token.meaning for token in tokens(parsed("Abdul Rahman, Abu Bakr").words)]
    ['abdrahman', 'abubakr']
    """
    found: list[Token] = []
    plain = _merged(without_articles(name))
    at = 0
    while at < len(plain):
        length, meaning = _longest(plain, at)
        found.append(_token(plain[at : at + length], meaning, at))
        at += length
    return tuple(_counted(found))


def without_articles(name: tuple[Word, ...]) -> list[Word]:
    """The words that are no Arabic article: al-, el-, and as-, ar-, ad- … before the letter they took on."""
    return [word for at, word in enumerate(name) if not is_article(name, at)]


def is_article(name: tuple[Word, ...], at: int) -> bool:
    key = name[at].key
    if at + 1 >= len(name):
        return False
    if key in ARTICLES:
        return True
    return name[at + 1].joined and bool(ASSIMILATED.match(key)) and name[at + 1].key.startswith(key[1:])


def _merged(plain: list[Word]) -> list[Word]:
    """Abu, Umm and Abd made one with the word they belong to."""
    found: list[Word] = []
    for word in plain:
        before = found[-1] if found else None
        if before and before.key in FATHER:
            found[-1] = replace(before, text=f"{before.text} {word.text}", key=_father(before.key) + word.key)
        elif before and SERVANT.match(before.key):
            found[-1] = replace(before, text=f"{before.text} {word.text}", key=_servant(before.key[:3], word.key))
        else:
            found.append(word)
    return [replace(word, key=_unassimilated(word.key)) if word.key[:3] in ("abd", "عبد") else word for word in found]


def _unassimilated(key: str) -> str:
    return SERVANT_OF.sub(key[:3], key)


def _father(key: str) -> str:
    return "umm" if key in ("umm", "oum") else "ام" if key == "ام" else "ابو" if key > "z" else "abu"


def _servant(servant: str, of: str) -> str:
    """`abdlah`, however Abdullah is written: the l of Allah is its article's, too."""
    return servant + (of.removeprefix("al") if of in ("allah", "alah") else of)


def _longest(plain: list[Word], at: int) -> tuple[int, Meaning | None]:
    for length in range(min(longest().get(plain[at].key, 0), len(plain) - at), 0, -1):
        meaning = meanings().get(tuple(word.key for word in plain[at : at + length]))
        if meaning and not (length == 1 and _is_other(plain[at], meaning)):
            return length, meaning
    return 1, None


def _is_other(word: Word, meaning: Meaning) -> bool:
    """Whether a word only looks like the one that means something: `us` is no state, `IN` no preposition."""
    if meaning.sort == "country":
        return len(word.key) == 2 and not word.text.isupper()
    return meaning.concept == "the" and is_acronym(word)


def _token(run: list[Word], meaning: Meaning | None, at: int) -> Token:
    first = run[0]
    key = " ".join(word.key for word in run)
    sort = meaning.sort if meaning else "number" if first.is_number else "acronym" if is_acronym(first) else "name"
    concept = meaning.concept if meaning else None
    return Token(key, sort, concept, concept or stem(key), weights()["words"][sort], first.qualifies, at)


def _counted(found: list[Token]) -> list[Token]:
    """Numbers with their value as concept; twenty and fifth are 25."""
    out: list[Token] = []
    for token in found:
        if token.sort != "number":
            out.append(token)
            continue
        value = int(token.concept or token.key)
        if out and out[-1].sort == "number" and not out[-1].key.isdigit() and int(out[-1].meaning) >= 20 > value:
            value += int(out.pop().meaning)
        out.append(replace(token, concept=str(value), meaning=str(value)))
    return out


def stem(key: str) -> str:
    """A word without the plural's s, where it is one: `brigades`, `kurds`; not `abbas`, `faris`, `congress`."""
    if len(key) > 4 and key[-1] == "s" and key[-2] not in "saiou" and key.isascii():
        return key[:-1]
    return key
