"""Places: proper names, and nouns that name a kind of place where something happens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from testigo.loaders.text.lexicon import countries, place_words
from testigo.loaders.text.headings import in_heading
from testigo.loaders.text.names import ProperName
from testigo.loaders.text.phrases import determiner, modifiers, noun_phrase
from testigo.loaders.text.roster import Figurant, Roster

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

DIRECTIONS = frozenset(
    "northern southern eastern western central northeastern northwestern southeastern southwestern north-eastern north-western south-eastern south-western upper lower".split()
)  # noqa: E501
ADJECTIVES = {"coastal": "coast", "northern": "north", "southern": "south", "eastern": "east", "western": "west"}
SPREAD = frozenset(("region", "area", "coast", "coastline", "part", "north", "south", "east", "west"))


def add_names(names: list[ProperName], roster: Roster) -> None:
    """Enter the proper names of places, and states wherever they do not act."""
    for name in names:
        if name.node == "place" or (name.node == "state" and not acts(name.head)):
            kind = "country" if name.node == "state" else name.kind
            key = name.words.text.lower()
            figurant = _named(key, roster) or Figurant("place", kind, name.words.text, is_named=True, keys={key})
            roster.add(figurant, name.words, name.head)
            _widen(name, figurant, roster)


def acts(head: Token) -> bool:
    """Whether a state is spoken of as one who acts: it is a subject, or owns forces abroad."""
    above = head.head
    if head.dep_ == "dobj" and above.lemma_ in (
        "urge",
        "accuse",
        "blame",
        "condemn",
        "warn",
        "criticize",
        "criticise",
        "support",
        "tell",
        "ask",
    ):
        return True
    if (
        head.dep_ == "pobj"
        and above.lower_ in ("on", "by", "against", "with")
        and above.head.lemma_ in ("call", "appeal", "support", "negotiate", "accuse", "sanction", "meet", "blame")
    ):
        return True
    if head.dep_ in ("nsubj", "agent") or (head.dep_ == "pobj" and above.dep_ == "agent"):
        return above.lemma_ not in ("be", "have", "see", "witness", "experience", "remain", "face")
    return head.dep_ == "poss" and head.head.lemma_ in ("base", "embassy", "troop", "warplane", "strike", "airstrike")


def _named(key: str, roster: Roster) -> Figurant | None:
    return next((one for one in roster.of("place") if one.is_named and key in one.keys), None)


def _widen(name: ProperName, figurant: Figurant, roster: Roster) -> None:
    """Add "the city of X" and "X province" as mentions of X."""
    head, heads = name.head, place_words().heads
    doc = head.doc
    if head.dep_ in ("compound", "nmod") and head.head.lemma_.lower() in heads and head.head.i - name.words.end < 3:
        roster.add(figurant, doc[name.words.start : head.head.i + 1], head.head)
        figurant.kind = heads[head.head.lemma_.lower()]
    elif (
        head.dep_ == "pobj"
        and head.head.lower_ == "of"
        and head.head.head.lemma_.lower() in heads
        and figurant.kind != "country"
    ):
        noun = head.head.head
        if heads[noun.lemma_.lower()] in ("facility", "infrastructure"):
            return
        if noun.i + 2 >= name.words.start - 1:
            roster.add(figurant, doc[noun_phrase(noun).start : name.words.end], noun)
            figurant.kind = heads[noun.lemma_.lower()]
    directed = [child for child in head.lefts if child.lower_ in DIRECTIONS]
    if directed and figurant.kind == "country":
        key = f"{directed[0].lower_} {name.words.text.lower()}"
        region = _named(key, roster) or Figurant(
            "place", "region", doc[directed[0].i : name.words.end].text, is_named=True, keys={key}
        )
        roster.place_at.pop(head.i, None)
        roster.add(region, doc[directed[0].i : name.words.end], head)


def add_nouns(doc: Doc, roster: Roster) -> None:
    """Enter the nouns that name a kind of place; "the region" and "the country" lead to one spoken of before."""
    for token in doc:
        lemma = token.lemma_.lower()
        kind = place_words().heads.get(lemma)
        if (
            kind is None
            or token.pos_ not in ("NOUN", "PROPN")
            or token.i in roster.place_at
            or token.i in roster.actor_at
        ):
            continue
        if in_heading(token):
            continue
        if token.dep_ == "compound" or not (_is_located(token) or lemma in place_words().bare):
            continue
        _enter(token, kind, roster)


def _is_located(token: Token) -> bool:
    """Whether a preposition of place, or an act that is done to places, governs the noun."""
    first = token
    while first.dep_ == "conj":
        first = first.head
    if first.dep_ == "pobj":
        above = first.head
        if above.lower_ == "of":
            return above.head.lemma_ in (
                "blockade",
                "siege",
                "shelling",
                "bombardment",
                "capture",
                "destruction",
                "bombing",
                "burning",
                "part",
                "outskirt",
                "control",
                "closure",
                "seizure",
            )
        return above.lower_ in place_words().prepositions and (above.lower_ != "to" or first.head.head.pos_ == "VERB")
    if first.dep_ in ("dobj", "nsubjpass"):
        return first.head.lemma_ in (
            "attack",
            "storm",
            "raid",
            "shell",
            "bomb",
            "hit",
            "strike",
            "burn",
            "torch",
            "destroy",
            "damage",
            "capture",
            "seize",
            "overrun",
            "besiege",
            "block",
            "target",
            "close",
            "leave",
            "enter",
            "loot",
            "demolish",
            "ransack",
            "surround",
            "retake",
            "occupy",
            "evacuate",
        )
    return False


def _enter(token: Token, kind: str, roster: Roster) -> None:
    words = _with_complement(token)
    before = [part for part in modifiers(token) if not part.like_num]
    which = determiner(token)
    if not before and len(words) <= 2 and which in ("the", "this", "that", "its", "their"):
        if figurant := _antecedent(token, kind, roster):
            roster.add(figurant, words, token)
            return
        if (
            kind in ("country", "city", "facility")
            or token.lemma_ not in place_words().bare
            or token.lemma_ in ("area", "region")
        ):
            return
    if kind == "country":
        return
    key = _key(token, before, kind)
    figurant = next(
        (one for one in roster.of("place") if key in one.keys and which not in ("a", "an", "another")), None
    )
    figurant = figurant or Figurant(
        "place", kind, re.sub(r"^(?:the|a|an)\s+", "", words.text), keys={key}, is_weak=_needs_use(token)
    )
    roster.add(figurant, words, token)


def _needs_use(token: Token) -> bool:
    return place_words().heads[token.lemma_.lower()] in ("facility", "infrastructure")


def _with_complement(token: Token) -> Span:
    """The phrase with what follows and says which: "roads leading to the coast"."""
    words = noun_phrase(token)
    for child in token.rights:
        if (
            child.dep_ == "acl"
            and child.tag_ == "VBG"
            and child.lemma_ in ("lead", "link", "connect", "run", "surround")
            and child.i == token.i + 1
        ):
            return token.doc[words.start : child.right_edge.i + 1]
    return words


def _key(token: Token, before: list[Token], kind: str) -> str:
    """What a noun is known by again: "coastal areas" and "the coast" are one."""
    head = token.lemma_.lower()
    for part in before:
        if (noun := ADJECTIVES.get(part.lower_)) and head in SPREAD:
            return f"spread:{noun}"
    if head in ("coast", "north", "south", "east", "west", "coastline"):
        return f"spread:{head.removesuffix('line')}"
    return " ".join([*(part.lower_ for part in before), head])


def _antecedent(token: Token, kind: str, roster: Roster) -> Figurant | None:
    """What a bare "the region" or "the country" stands for."""
    earlier = [one for one in roster.of("place") if min(one.heads) < token.i]
    earlier.sort(key=lambda one: max(at for at in one.heads if at < token.i))
    if token.lemma_ == "coast":
        return next((one for one in earlier if "spread:coast" in one.keys), None)
    if kind == "country":
        known = [one for one in earlier if one.name in countries()]
        return max(known, key=lambda one: len(one.spans), default=None)
    if token.lemma_ == "area":
        return None
    same = [one for one in earlier if one.kind == kind or token.lemma_ in one.name.lower()]
    return same[-1] if same else None
