"""Places: proper names, and nouns that name a kind of place where something happens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from testigo.loaders.text.mentions.actor_kinds import kind_of_noun
from testigo.loaders.text.mentions.name_evidence import settlement_before
from testigo.loaders.text.mentions.names import ProperName
from testigo.loaders.text.mentions.roster import Figurant, Roster
from testigo.loaders.text.reading.headings import in_heading
from testigo.loaders.text.reading.lexicon import countries, place_words
from testigo.loaders.text.reading.phrases import determiner, modifiers, noun_phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

# heads that lead back to the last place of their kind
DWELLINGS = frozenset(
    ("house", "home", "hut", "tent", "apartment", "store", "stall", "building", "kiosk", "barn", "bus")
)
BODIES = frozenset(("government", "government-body", "security-forces", "foreign-state"))
DEFINITE = frozenset(("the", "this", "that", "its", "their", "his", "her", "our"))
VAGUE = frozenset(("area", "zone", "site", "location", "front", "frontline", "sector", "house", "home", "scene"))
WIDE = frozenset(("area", "zone", "region", "territory"))
SAME_KIND = frozenset(("region", "province", "state", "governorate", "district", "county", "department"))


def add_names(names: list[ProperName], roster: Roster) -> None:
    """Enter the proper names of places, and states wherever they do not act."""
    for name in names:
        if owns(name):
            continue
        if (name.node == "place" and not is_addressed(name.head)) or (name.node == "state" and not acts(name.head)):
            kind = "country" if name.node == "state" else name.kind
            key = name.words.text.lower()
            figurant = _named(key, roster) or Figurant("place", kind, name.words.text, is_named=True, keys={key})
            roster.add(figurant, name.words, name.head)
            _widen(name, figurant, roster)


def owns(name: ProperName) -> bool:
    """As in "Moscow's defence ministry": a state by its capital, which only says whose the body is."""
    above = name.head.head
    is_seat = name.node == "state" or name.words.text in place_words().capitals
    return is_seat and name.head.dep_ == "poss" and kind_of_noun(above) in BODIES


def acts(head: Token) -> bool:
    """Whether a state is spoken of as one who acts: it is a subject, is urged or accused, or owns forces abroad."""
    above = head.head
    if is_addressed(head):
        return True
    if head.dep_ in ("nsubj", "agent") or (head.dep_ == "pobj" and above.dep_ == "agent"):
        return above.lemma_ not in place_words().undergoing
    return head.dep_ == "poss" and above.lemma_ in place_words().possessions


def is_addressed(head: Token) -> bool:
    """Whether somebody urges, accuses or negotiates with what a name stands for, which no place can be."""
    above = head.head
    if head.dep_ == "dobj":
        return above.lemma_ in place_words().addressing
    return head.dep_ == "pobj" and f"{above.head.lemma_} {above.lower_}" in place_words().addressing_with


def _named(key: str, roster: Roster) -> Figurant | None:
    return next((one for one in roster.of("place") if one.is_named and key in one.keys), None)


def _widen(name: ProperName, figurant: Figurant, roster: Roster) -> None:
    """Add "the city of X" and "X province" as mentions of X."""
    head, heads, doc = name.head, place_words().heads, name.words.doc
    after = head.head
    if head.dep_ in ("compound", "nmod") and after.lemma_.lower() in heads and 0 <= after.i - name.words.end < 3:
        roster.add(figurant, doc[name.words.start : after.i + 1], after)
        figurant.kind = heads[after.lemma_.lower()]
    elif (noun := settlement_before(name.words)) is not None and figurant.kind != "country":
        roster.add(figurant, doc[noun_phrase(noun).start : name.words.end], noun)
        figurant.kind = heads[noun.lemma_.lower()]
    if figurant.kind == "country":
        _enter_part(name, roster)


def _enter_part(name: ProperName, roster: Roster) -> None:
    """As in "northern X": a region of its own."""
    head = name.head
    directed = [child for child in head.lefts if child.lower_ in place_words().directions]
    if directed:
        words = head.doc[directed[0].i : name.words.end]
        key = f"{directed[0].lower_} {name.words.text.lower()}"
        region = _named(key, roster) or Figurant("place", "region", words.text, is_named=True, keys={key})
        roster.place_at.pop(head.i, None)
        roster.add(region, words, head)


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
        if token.dep_ == "compound" or not (is_located(token) or lemma in place_words().bare):
            continue
        _enter(token, kind, roster)


def is_located(token: Token) -> bool:
    """Whether a preposition of place, or an act that is done to places, governs the noun."""
    first = token
    while first.dep_ == "conj":
        first = first.head
    above, words = first.head, place_words()
    if first.dep_ == "pobj" and above.lower_ == "of":
        return above.head.lemma_ in words.place_nouns
    if first.dep_ == "pobj":
        return above.lower_ in words.prepositions and (above.lower_ != "to" or above.head.pos_ == "VERB")
    is_thing = token.tag_ == "NNS" and token.lemma_ in DWELLINGS  # "burned houses": what is burnt, not where
    return first.dep_ in ("dobj", "nsubjpass") and above.lemma_ in words.place_verbs and not is_thing


def _enter(token: Token, kind: str, roster: Roster) -> None:
    words, which = _with_complement(token), determiner(token)
    before = [part for part in modifiers(token) if not part.like_num]
    is_bare = not before and len(words) <= 2 and which in DEFINITE
    if is_bare and (figurant := _antecedent(token, kind, roster)):
        roster.add(figurant, words, token)
    elif not (is_bare and _needs_antecedent(token, kind)) and kind != "country":
        key = _key(token, before)
        known = [one for one in roster.of("place") if key in one.keys and which not in ("a", "an", "another")]
        name = re.sub(r"^(?:the|a|an)\s+", "", words.text)
        is_weak = _needs_use(token) and which not in DEFINITE
        figurant = known[0] if known else Figurant("place", kind, name, keys={key}, is_weak=is_weak)
        roster.add(figurant, words, token)


def _needs_antecedent(token: Token, kind: str) -> bool:
    """Whether a noun without anything beside it names nothing of its own: "the city"; but "the coast" does."""
    is_single = kind in ("facility", "infrastructure", "area") and token.lemma_ not in VAGUE
    is_thing = token.tag_ == "NNS" and token.dep_ != "pobj"  # "looted the shops"
    if is_single and is_located(token) and not is_thing:
        return False  # "the church", "their flat": one that a reader could find
    return kind == "country" or token.lemma_ not in (
        "coast",
        "coastline",
        "countryside",
        "outskirt",
        "outskirts",
        "border",
    )


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


def _key(token: Token, before: list[Token]) -> str:
    """What a noun is known by again: "coastal areas" and "the coast" are one."""
    head = token.lemma_.lower()
    for part in before:
        if (noun := place_words().adjectives.get(part.lower_)) and head in place_words().spread:
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
    if token.lemma_ in ("city", "town", "village", "township", "municipality", "settlement"):
        same = [one for one in earlier if one.kind in ("city", "village") and _is_somewhere(one, token)]
        same = [one for one in same if one.kind == kind] or same
    else:
        same = [one for one in earlier if token.lemma_ in SAME_KIND and one.kind == kind]
    same = [one for one in earlier if token.lemma_ in one.name.lower()] or same
    if not same and token.lemma_ in WIDE:
        same = [one for one in earlier if one.is_named and one.kind in (*SAME_KIND, "city", "village", "area")]
    return same[-1] if same else None


def _is_somewhere(place: Figurant, token: Token) -> bool:
    """Whether a place was named, before a word, as one where things happen: not only in "X's ministry"."""
    heads = [token.doc[at] for at in place.heads if at < token.i]
    return not all(head.dep_ == "poss" and kind_of_noun(head.head) is not None for head in heads)
