"""Who and what is mentioned: mentions gathered into entities, and the words that lead to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from testigo.loaders.extraction import Entity, Mention

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


@dataclass(slots=True)
class Figurant:
    """An actor or a place while a text is read: it grows with every mention.

    `keys` are what later mentions are compared with. `is_weak`: it stays only if something is said of it.
    """

    node: str
    kind: str
    name: str
    is_weak: bool = False
    is_named: bool = False
    is_used: bool = False
    is_counted: bool = False
    keys: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    heads: list[int] = field(default_factory=list)
    spans: set[tuple[int, int]] = field(default_factory=set)

    def mention(self, words: Span, head: Token) -> None:
        """Add a mention; `head` is the word by which the sentence refers to it."""
        self.spans.add((words.start_char, words.end_char))
        self.heads.append(head.i)


@dataclass(slots=True)
class Roster:
    """All figurants of a text, in order of their first mention."""

    figurants: list[Figurant] = field(default_factory=list)
    actor_at: dict[int, Figurant] = field(default_factory=dict)
    place_at: dict[int, Figurant] = field(default_factory=dict)

    def add(self, figurant: Figurant, words: Span, head: Token) -> Figurant:
        """Note a mention of a figurant, known or new."""
        if not any(figurant is known for known in self.figurants):
            self.figurants.append(figurant)
        figurant.mention(words, head)
        table = self.actor_at if figurant.node == "actor" else self.place_at
        table.setdefault(head.i, figurant)
        return figurant

    def merge(self, one: Figurant, into: Figurant) -> None:
        """Let two that turn out to be one be one: the first leaves its mentions to the second."""
        if one is into:
            return
        into.spans |= one.spans
        into.heads += one.heads
        into.keys |= one.keys
        self.figurants = [known for known in self.figurants if known is not one]
        for table in (self.actor_at, self.place_at):
            table.update({at: into for at, known in table.items() if known is one})

    def of(self, node: str) -> list[Figurant]:
        """The figurants of one node label, in order of first mention."""
        return [one for one in self.figurants if one.node == node]

    def entities(self, text: str) -> tuple[list[Entity], dict[int, str]]:
        """What stays, as entities in text order; and the entity id by `id()` of a figurant."""
        kept = [one for one in self.figurants if (one.is_used or not one.is_weak) and one.spans]
        kept.sort(key=lambda one: (min(one.spans), max(one.spans)))
        found: list[Entity] = []
        ids: dict[int, str] = {}
        numbers = {"actor": 0, "place": 0}
        for one in kept:
            numbers[one.node] += 1
            ids[id(one)] = f"{one.node[0]}{numbers[one.node]}"
            mentions = tuple(Mention.of(text, start, end) for start, end in sorted(one.spans))
            identified = one.is_named if one.node == "actor" else None
            found.append(Entity(ids[id(one)], one.node, one.kind, one.name, mentions, identified))
        return found, ids
