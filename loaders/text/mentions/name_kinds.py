"""What a proper name names: by the lexicons, by the words around it, by the gazetteer, by the language model."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from testigo.loaders.text.mentions.actor_kinds import kind_of_noun
from testigo.loaders.text.mentions.name_evidence import (
    SETTLEMENTS,
    Evidence,
    begins,
    has_title,
    is_a_place,
    is_modifier,
    settlement_before,
    told_after,
)
from testigo.loaders.text.mentions.seams import is_known_place
from testigo.loaders.text.reading.lexicon import actor_words, countries, demonyms, place_words
from testigo.loaders.text.reading.phrases import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

ARGUMENTS = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "conj", "appos", "ROOT", "attr"))
DATELINES = "testigo_datelines"  # where `Doc.user_data` keeps the ends of datelines' places by their starts
BODIES = frozenset(
    ("armed-faction", "security-forces", "monitor", "media", "civil-society", "intergovernmental", "government-body")
)
UNITS = frozenset(
    ("party", "division", "battalion", "brigade", "company", "convoy", "column", "troop", "jawan", "camp")
)
NAMING = frozenset(("called", "named", "dubbed"))
# what the name of a state's brigade has in it: a number, an arm of service
OF_AN_ARMY = re.compile(
    r"\d|(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Army|Armou?red|Infantry|Mechani[sz]ed|"
    r"Presidential|National|Republican|Airborne|Artillery|Marine|Tank|Rapid|Police|Border)$"
)
RANKED = frozenset(("colonel", "general", "major", "captain", "constable", "sergeant", "personnel"))
Sort = tuple[str, str]


def classified(words: Span, label: str, evidence: Evidence) -> Sort | None:
    """Node (actor, place or state) and kind of a name; None where the words are none. `label`: the model's, or ""."""
    text = words.text
    if text in actor_words().names:
        return None if _only_qualifies(words) else ("actor", actor_words().names[text])
    if text in countries():
        return "state", "foreign-state"
    if any(text.endswith(region) for region in place_words().regions if text[-3:] == region[-3:]):
        return "place", "region"
    if text in place_words().capitals or words.doc.user_data.get(DATELINES, {}).get(words.start) == words.end:
        return "place", "city"
    if _is_no_name(words, label, evidence) or _is_channel(words):
        return None
    if label == "NORP" and text not in demonyms() and (kind := _organisation(words)):
        return "actor", kind
    if text in demonyms() or (label == "NORP" and text not in evidence.located):
        return _group(words)
    if text.removesuffix("s") in evidence.communities and not is_modifier(words) and not _organisation(words):
        return "actor", "community"
    if (kind := _told(words)) is not None:
        return "actor", kind
    if kind := _organisation(words):
        return "actor", kind
    if kind := _named_place(words):
        return "place", kind
    if is_modifier(words):
        return _modifier(words, label, evidence)
    return _by_context(words, label, evidence)


def _is_no_name(words: Span, label: str, evidence: Evidence) -> bool:
    """Whether the words are common nouns that have a capital by their place, or by what the model took them for."""
    heads, root = actor_words().heads, words.root
    if root.dep_ == "npadvmod":  # "US-led"
        return True
    if len(words) > 1:
        return (root.text.islower() and root.lemma_ in heads) or heads.get(words[-1].lower_) == "source"
    if root.tag_ in ("NN", "NNS") and begins(words[0]) and not is_known_place(words.text):
        return words.text not in evidence.people
    if words.text.lower() in heads or root.tag_ not in ("NNP", "NNPS", "NN"):
        return True
    return not label and _only_begins(words[0], evidence)


def _only_begins(token: Token, evidence: Evidence) -> bool:
    if token.text in evidence.people or token.text.isupper():
        return False
    return begins(token) and token.text.casefold() not in evidence.inside


def _only_qualifies(words: Span) -> bool:
    """As in "UN peacekeepers", "the UN mission": the noun names the body, of which the name says whose it is."""
    is_body = actor_words().names[words.text] == "intergovernmental" and is_modifier(words)
    return is_body and kind_of_noun(words.root.head) is not None


def _is_channel(words: Span) -> bool:
    """As in "wrote on Telegram": where something was said, no one who says it."""
    before = words.doc[words.start - 1].lower_ if words.start else ""
    return words.text in actor_words().channels and before in ("on", "via", "through", "over")


def _is_a_who(words: Span) -> bool:
    """As in "X, who …": a person."""
    return any(
        child.dep_ == "relcl" and any(own.lower_ == "who" and own.dep_ == "nsubj" for own in child.children)
        for child in words.root.children
    )


def _group(words: Span) -> Sort | None:
    """As in "Palestinians", "Alawites", "a Kenyan": people; but an adjective is none."""
    root = words.root
    if root.tag_ == "NNPS" or (root.tag_ == "NNP" and root.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")):
        return "actor", "community"
    return None


def _modifier(words: Span, label: str, evidence: Evidence) -> Sort | None:
    head = words.root.head
    noun = head.lemma_.lower()
    if actor_words().heads.get(noun) == "community" or noun in actor_words().titles:
        return None
    if noun in place_words().heads and noun not in actor_words().heads:
        return "place", place_words().heads[noun]
    if words.text not in evidence.people and (
        label in ("GPE", "LOC") or words.text in evidence.located or is_known_place(words.text)
    ):
        return "place", "city"
    if head.pos_ == "PROPN":
        return None
    if label == "PERSON" and words[-1].text in evidence.people:
        return "actor", "person"
    return ("actor", "civil-society") if label == "ORG" and (len(words) > 1 or words.text.isupper()) else None


def _told(words: Span) -> str | None:
    """What the text calls a name: "X, a rights group", "the cooperative X", "UPDF soldiers"."""
    noun = told_after(words)
    if noun is not None and (kind := kind_of_noun(noun)) in BODIES:
        return kind
    before = _noun_before(words)
    if before is not None and words[0].text[0].isupper():
        kind = kind_of_noun(before) or actor_words().heads.get(before.lower_)
        if kind in BODIES and lemma_of(before) not in actor_words().titles:
            return kind
    return _of_its_people(words)


def _noun_before(words: Span) -> Token | None:
    """The noun that tells what a name names: "the cooperative X", "a militia, X,", "a gang known as X"."""
    at = words.start - 1
    doc = words.doc
    if at > 1 and doc[at].lower_ == "as" and doc[at - 1].lower_ == "known":
        at -= 2
    elif at > 0 and (doc[at].lower_ in NAMING or (doc[at].text == "," and words.root.dep_ == "appos")):
        at -= 1
    noun = doc[at] if at >= 0 else None
    is_adjective = noun is not None and noun.pos_ == "ADJ" and noun.dep_ == "amod" and noun.head == words.root
    return noun if noun is not None and (noun.tag_ == "NN" or is_adjective) else None


def _of_its_people(words: Span) -> str | None:
    """As in "a CRPF party", "the SLA's commander": an abbreviation is what its people are."""
    root = words.root
    if not (len(words) == 1 and root.text.isupper() and len(root.text) > 2):
        return None
    head = root.head if root.dep_ in ("compound", "nmod", "poss") else None
    if head is None:
        return None
    lemma = lemma_of(head)
    if lemma in UNITS or lemma in RANKED:
        return "security-forces"
    return kind if (kind := kind_of_noun(head)) in ("armed-faction", "security-forces") else None


def _organisation(words: Span) -> str | None:
    tables = actor_words()
    if len(words) == 1:
        return None
    if words[-1].text == "Brigade" and any(OF_AN_ARMY.match(token.text) for token in words):
        return "security-forces"
    for part, kind in tables.name_words.items():
        if re.search(rf"(?<!\w){re.escape(part)}(?!\w)", words.text):
            return kind
    tokens = [token.text for token in words]
    cut = next((at for at, word in enumerate(tokens) if word in ("of", "for") and at), len(tokens))
    return tables.name_heads.get(tokens[cut - 1]) or tables.name_heads.get(tokens[-1])


def _named_place(words: Span) -> str | None:
    heads = place_words().name_heads
    if len(words) < 2:
        return None
    return heads.get(words[-1].text) or (
        heads.get(words[0].text) if words[0].text in ("Lake", "Port", "Mount") else None
    )


def _by_context(words: Span, label: str, evidence: Evidence) -> Sort | None:
    if words.root.tag_ == "NNPS" and len(words) == 1 and not is_known_place(words.text):
        return "actor", "community"
    if has_title(words) or _is_a_who(words) or (words[-1].text in evidence.people and len(words) < 3):
        return "actor", "person"
    if label in ("GPE", "LOC", "ORG") and _befalls_people(words) and words.text not in evidence.located:
        return "actor", "person"
    if words.text in evidence.located or is_a_place(words):
        return "place", _place_kind(words, label)
    if label in ("GPE", "LOC", "FAC") and not _speaks_like_a_person(words):
        return "place", _place_kind(words, label)
    if label == "PERSON" and len(words) == 1 and words.root.dep_ != "nsubj" and is_known_place(words.text):
        return "place", _place_kind(words, "GPE")
    if label in ("PERSON", "GPE"):
        return "actor", "person"
    if is_known_place(words.text):
        return "place", _place_kind(words, "GPE")
    if label == "ORG" or (words.text.isupper() and 2 < len(words.text) < 9 and words.root.dep_ in ARGUMENTS):
        return "actor", "civil-society"
    return None


def _befalls_people(words: Span) -> bool:
    """As in "they shot Lokwang": what is done to people only, to somebody that no gazetteer knows."""
    root = words.root
    return (
        root.dep_ in ("dobj", "nsubjpass")
        and root.head.lemma_
        in ("shoot", "arrest", "detain", "abduct", "kidnap", "marry", "handcuff", "behead", "torture")
        and not is_known_place(words.text)
    )


def _speaks_like_a_person(words: Span) -> bool:
    """Whether a name taken for a place is a person's: it is a subject that speaks, and no gazetteer knows it."""
    root = words.root
    return (
        root.dep_ == "nsubj"
        and root.head.lemma_ in ("say", "tell", "add", "describe")
        and not is_known_place(words.text)
    )


def _place_kind(words: Span, label: str) -> str:
    """A place's kind by the noun that stands with it: "the village of X", "X province"."""
    heads = place_words().heads
    if (noun := settlement_before(words)) is not None:
        return heads[noun.lemma_.lower()]
    for near in (words.root.head, *words.root.children):
        if near.dep_ in ("appos", "compound", "nmod") and heads.get(near.lemma_) in SETTLEMENTS:
            return heads[near.lemma_]
    return {"LOC": "region", "FAC": "facility"}.get(label, "city")
