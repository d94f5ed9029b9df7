"""Who can speak, and through whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from testigo.loaders.text.clauses import child
from testigo.loaders.text.cues import cues

if TYPE_CHECKING:
    from spacy.tokens import Token

EXPLETIVE = frozenset({"it", "there", "that", "this", "what", "which"})


def can_speak(head: Token) -> bool:
    """Whether a noun may stand for somebody: a name, a pronoun, or a noun that is no act, event or abstraction."""
    if head.pos_ == "PROPN" or head.tag_ == "PRP":
        return True
    lemma = head.lemma_.lower()
    if lemma in cues().people:
        return True
    return lemma not in cues().things and not lemma.endswith(cues().abstract_endings)


def listeners(verb: Token) -> tuple[Token, ...]:
    """Who passes on what they were told: "told state media", "told the Observatory". Officials who were told do not."""
    whom = child(verb, "dobj", "dative", "iobj")
    if verb.lemma_ != "tell" or whom is None:
        return ()
    return (whom,) if whom.lemma_.lower() in cues().relays else ()
