"""Sides: the army, its soldiers and troops are one actor, and so are militants, fighters and the attackers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from testigo.loaders.text.mentions.roster import Figurant, Roster
from testigo.loaders.text.reading.lexicon import actor_words, countries, demonyms
from testigo.loaders.text.reading.phrases import determiner, lemma_of, modifiers, sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

PLURAL = ("NNS", "NNPS")
OWN = frozenset(("its", "his", "her", "their"))
FIGHTING = frozenset(("armed-faction", "security-forces"))
Side = tuple[str, str]  # which side, and whose: a state in lower case, "" where nothing is said


def side_of(token: Token, kind: str) -> Side | None:
    """The side that a noun without a name stands for. None: it stands for no side as a whole."""
    words = actor_words()
    sides = words.sides.get(kind, {})
    name = next((name for name, lemmas in sides.items() if lemma_of(token) in lemmas), None)
    if name is None:
        return None
    before = modifiers(token)
    if any(part.lower_ in words.apart for part in before):
        return None
    is_one = token.tag_ not in PLURAL and lemma_of(token) not in words.bodies
    is_new = determiner(token) in ("a", "an", "another", "one", "other")
    owner = _owner(before)
    return None if is_new or is_one or owner is None else (name, owner)


def key_of(side: Side) -> str:
    """What a side is known by again."""
    return f"side:{side[0]}:{side[1]}"


def side_of_name(name: str) -> str | None:
    """The side that a state's force with a name is: "the Ruritanian Armed Forces", "SAF" are an army."""
    return next((side for side, pattern in actor_words().force_names.items() if pattern.search(name)), None)


def known_side(side: Side, token: Token, roster: Roster) -> Figurant | None:
    """The actor that was met before on this side; whose it is may be said once."""
    name, owner = side
    earlier = [one for one in roster.of("actor") if min(one.heads) < token.i and _owners(one, name)]
    fitting = [one for one in earlier if owner in _owners(one, name)]
    if not fitting and not owner:
        fitting = earlier
    if not fitting and owner:
        fitting = [one for one in earlier if _owners(one, name) == {""}]
    return fitting[-1] if fitting else None


def _owners(one: Figurant, name: str) -> set[str]:
    start = f"side:{name}:"
    return {key.removeprefix(start) for key in one.keys if key.startswith(start)}


def _owner(before: list[Token]) -> str | None:
    """The state whose side it is, "" for none; None where another name says which."""
    found = ""
    for part in before:
        if part.text in demonyms() or part.text in countries():
            found = demonyms().get(part.text, part.text).lower()
        elif part.text[0].isupper() and not part.is_sent_start:
            return None
    return found


def owner_of(token: Token, kind: str, roster: Roster) -> Figurant | None:
    """As in "the 3rd Division said its troops": the body named before in the sentence, whose people they are."""
    if kind not in FIGHTING or determiner(token) not in OWN or token.tag_ not in PLURAL:
        return None
    start = sentence(token).start
    for at in range(token.i - 1, start - 1, -1):
        one = roster.actor_at.get(at)
        if one is not None and one.kind in FIGHTING and token.doc[at].dep_ in ("nsubj", "nsubjpass"):
            return one
    return None
