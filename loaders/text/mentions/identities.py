"""Who turns out to be whom: attackers without a name, and the group that says it was them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from testigo.loaders.text.mentions.roster import Figurant, Roster
from testigo.loaders.text.reading.phrases import objects_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ATTACKERS = "side:attackers:"
NAMING = frozenset(("identify", "name", "know", "recognise", "recognize"))
CLAIMING = frozenset(("claim", "accept", "take", "admit"))
CLAIMED = frozenset(("responsibility", "attack", "killing", "ambush", "raid", "bombing", "assault", "strike"))


def join_named(doc: Doc, roster: Roster) -> None:
    """Make one actor of those who are told by what they do and of whom the text names as them."""
    for token in doc:
        for unnamed, named in _identified(token, roster):
            roster.merge(unnamed, named)
        if (claimant := _claimant(token, roster)) is not None:
            unknown = [one for one in roster.of("actor") if not one.is_named and ATTACKERS in one.keys]
            if len(unknown) == 1:
                roster.merge(unknown[0], claimant)


def _identified(verb: Token, roster: Roster) -> Iterator[tuple[Figurant, Figurant]]:
    """As in "the gunmen, whom he identified as members of X", "a gang known as X"."""
    if verb.lemma_ not in NAMING or verb.dep_ not in ("acl", "relcl") or any(c.dep_ == "neg" for c in verb.children):
        return
    unnamed = roster.actor_at.get(verb.head.i)
    for noun in objects_of(verb, "as"):
        named = roster.actor_at.get(noun.i)
        if unnamed is not None and named is not None and _are_one(unnamed, named):
            yield unnamed, named


def _are_one(unnamed: Figurant, named: Figurant) -> bool:
    return not unnamed.is_named and unnamed.kind == "armed-faction" and named.is_named and named.kind != "person"


def _claimant(verb: Token, roster: Roster) -> Figurant | None:
    """The named group that claims what was told: "X claimed responsibility", "X said it had carried out the attack"."""
    claims = verb.lemma_ in CLAIMING or (verb.lemma_ == "carry" and any(c.dep_ == "prt" for c in verb.children))
    if verb.pos_ != "VERB" or not claims or any(child.dep_ == "neg" for child in verb.children):
        return None
    if not any(child.dep_ == "dobj" and child.lemma_ in CLAIMED and _is_known(child) for child in verb.children):
        return None
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    is_own = verb.lemma_ != "carry" or (subject is not None and subject.lower_ in ("it", "they", "we"))
    one = roster.actor_at.get(subject.i) if subject is not None and is_own else None
    return one if one is not None and one.is_named and one.kind == "armed-faction" else None


def _is_known(act: Token) -> bool:
    """Whether the act is the one told before: not "an earlier attack"."""
    if act.lemma_ == "responsibility":
        return True
    before = [child.lower_ for child in act.lefts]
    return before in (["the"], ["this"])
