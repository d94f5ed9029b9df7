"""Whether two names can be one: a score with its reasons, and the keys by which names that can are found."""

from __future__ import annotations

from dataclasses import dataclass

from testigo.ontology.ids import normalised
from testigo.store.proposals.acronyms import certainty, put_in, stretch
from testigo.store.proposals.alignment import aligned
from testigo.store.proposals.differences import differences
from testigo.store.proposals.keys import name_keys
from testigo.store.proposals.lexicon import weights
from testigo.store.proposals.parsing import Parsed, Token, is_acronym, parsed, tokens
from testigo.store.proposals.scripts import Word

ACCEPTING = 0.85  # from here on two names are likely one; below it a name alone is no reason
__all__ = ["ACCEPTING", "NameMatch", "compared", "name_keys"]

Reason = tuple[str, str]
MOST_WORDS = 32  # what is longer is a text, and compared as a whole
Name = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class NameMatch:
    """How alike two names are, 0 to 1, and why: (what, its value) in the order they were found."""

    score: float
    reasons: tuple[Reason, ...]


def compared(left: str, right: str) -> NameMatch:
    """Two names beside one another.

    >>> compared("Mohammed Hussein", "محمد حسين").score
    1.0
    >>> compared("25th Division", "26th Division")
    NameMatch(score=0.23, reasons=(('alike', '0.23'), ('numbers', '25 | 26'), ('common', 'division')))
    """
    if normalised(left) == normalised(right):
        return NameMatch(1.0, (("equal", normalised(left)), *_common(parsed(left))))
    mine, yours = parsed(left), parsed(right)
    if max(len(mine.words), len(yours.words)) > MOST_WORDS:
        return NameMatch(0.0, (("long", f"{len(mine.words)} | {len(yours.words)} words"),))
    return _parsed_compared(mine, yours)


def _common(name: Parsed) -> tuple[Reason, ...]:
    """A name of common nouns is said to be one: Military Police is the name of many."""
    found = tokens(name.words)
    return () if any(token.tells or token.sort == "number" for token in found) else (("common", _keys(found)),)


def _keys(found: tuple[Token, ...]) -> str:
    return " ".join(token.key for token in found)


def _parsed_compared(left: Parsed, right: Parsed) -> NameMatch:
    tries = [_compared(left.words, right.words)]
    if left.alias and not right.alias:  # of letters in brackets the long form is known: they stand for no other
        tries.append(_weighed(tokens(left.alias), tokens(right.words)))
    elif right.alias and not left.alias:
        tries.append(_weighed(tokens(left.words), tokens(right.alias)))
    best = max(tries, key=lambda match: match.score)
    if left.alias and right.alias and left.alias[0].key != right.alias[0].key:
        return _held(best, "qualifier", f"{left.alias[0].key} | {right.alias[0].key}")
    if _of_another_government(left, right) or _of_another_government(right, left):
        return _held(best, "qualifier", (left.alias or right.alias)[0].key)
    return best


def _of_another_government(left: Parsed, right: Parsed) -> bool:
    """Whether letters in brackets tell of which body: Government of Libya (GNA). Not where they are its initials."""
    if not left.alias or right.alias or right.words == left.alias:
        return False
    countries = all(token.sort == "country" for token in tokens(left.words) if token.tells)
    return countries and stretch(left.alias[0].text, left.words) is None


def _held(match: NameMatch, name: str, value: str) -> NameMatch:
    return NameMatch(min(match.score, weights()["caps"][name]), (*match.reasons, (name, value)))


def _compared(left: Name, right: Name) -> NameMatch:
    plain = _weighed(tokens(left), tokens(right))
    if plain.score >= ACCEPTING:
        return plain
    return max((plain, *_through_acronyms(left, right)), key=lambda match: match.score)


def _through_acronyms(left: Name, right: Name) -> list[NameMatch]:
    """The names compared again, with the words of one replaced by an acronym of the other."""
    found = []
    for one, other in ((left, right), (right, left)):
        for word in one:
            if is_acronym(word) and (shorter := put_in(word, other)) is not None:
                match = _weighed(tokens(one), tokens(shorter))
                alone = sum(token.weight > 0 for token in tokens(shorter)) == 1
                sure = certainty(word) if alone else 1.0
                found.append(NameMatch(round(match.score * sure, 2), (*match.reasons, ("acronym", word.text))))
    return found


def _weighed(left: tuple[Token, ...], right: tuple[Token, ...]) -> NameMatch:
    """The share of weight that the names have in common, held down by what tells them apart."""
    alignment = aligned(left, right)
    score = alignment.share
    reasons: list[Reason] = [("alike", f"{score:.2f}")]
    for name, value in differences(alignment):
        reasons.append((name, value))
        score = min(score, weights()["caps"][name])
    return NameMatch(round(score, 2), tuple(reasons))
