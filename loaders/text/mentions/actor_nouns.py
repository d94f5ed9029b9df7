"""Actors that a common noun names, and when such a noun names one spoken of before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from testigo.loaders.text.mentions.actor_kinds import kind_of, kind_of_noun
from testigo.loaders.text.mentions.actors import singular
from testigo.loaders.text.mentions.blame import is_blamed
from testigo.loaders.text.mentions.places import is_located
from testigo.loaders.text.mentions.roster import Figurant, Roster
from testigo.loaders.text.mentions.sides import key_of, known_side, owner_of, side_of
from testigo.loaders.text.reading.headings import in_heading
from testigo.loaders.text.reading.lexicon import actor_words, countries, demonyms, event_words, place_words
from testigo.loaders.text.reading.phrases import determiner, lemma_of, modifiers, noun_phrase, objects_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

WEAK = frozenset(("civilians", "community", "source", "civil-society", "foreign-state"))
DEFINITE = frozenset(("the", "this", "these", "those", "that", "their", "its", "his", "her"))
POSSESSIVE = frozenset(("their", "its", "his", "her", "my", "our", "your"))
INDEFINITE = frozenset(("a", "an", "another", "some", "other"))
COMPLEMENTED = frozenset(("source", "civilians", "community", "armed-faction", "security-forces", "civil-society"))
LONGEST_COMPLEMENT = 9  # words
FOLLOWERS = frozenset(("armed-faction", "security-forces"))
ORGANISED = frozenset(("armed-faction", "security-forces", "monitor", "media", "civil-society", "intergovernmental"))


def add_nouns(doc: Doc, roster: Roster) -> None:
    """Enter the nouns that name a kind of actor; a noun that only describes a named actor is not one of its own."""
    for token in doc:
        if token.pos_ not in ("NOUN", "PROPN", "ADJ") or token.i in roster.actor_at or token.i in roster.place_at:
            continue
        if in_heading(token) or _is_joined(token, roster) or _describes(token, roster) or _is_passed_over(token):
            continue
        if (one := _short_name(token, roster)) is not None:
            roster.add(one, token.doc[token.i : token.i + 1], token)
            continue
        if determiner(token) in ("any", "no") or (lemma_of(token) in place_words().heads and is_located(token)):
            continue
        if kind := kind_of(token) or _kind_of_group(token) or ("civil-society" if _the_group(token, roster) else None):
            _enter(token, kind, roster)


def _is_passed_over(token: Token) -> bool:
    """As in "the mayor's office", "told reporters", "X, whose family": named for what they own or hear."""
    if token.dep_ == "poss" and token.head.lemma_ in ("office", "residence", "secretariat"):
        return True
    if (
        lemma_of(token) in ("reporter", "journalist")
        and token.dep_ in ("dobj", "dative")
        and token.head.lemma_ == "tell"
    ):
        return not modifiers(token)
    return any(child.dep_ == "poss" and child.lower_ == "whose" for child in token.lefts)


def _short_name(token: Token, roster: Roster) -> Figurant | None:
    """As in "the Watch" for "the Darfur Civilian Watch": an organisation by the word that its name ends in."""
    if not token.text[0].isupper() or determiner(token) != "the" or token.dep_ == "compound" or modifiers(token):
        return None
    named = [one for one in roster.of("actor") if one.is_named and one.kind in ORGANISED and min(one.heads) < token.i]
    fitting = [one for one in named if token.text in (one.name.split()[-1], re.split(r" (?:of|for) ", one.name)[0])]
    return fitting[-1] if fitting and all(one is fitting[-1] for one in fitting) else None


def _kind_of_group(token: Token) -> str | None:
    """As in "the Ansar group", which is armed where violence is ascribed to it; a group without a name is none."""
    is_named = any(part.dep_ == "compound" and part.pos_ == "PROPN" for part in token.lefts)
    if lemma_of(token) != "group" or token.dep_ == "compound" or not is_named:
        return None
    return "armed-faction" if is_blamed(token) else "civil-society"


def _is_joined(token: Token, roster: Roster) -> bool:
    """Whether the noun was entered together with the one that it is coordinated with."""
    if token.dep_ != "conj":
        return False
    first = token.head
    while first.dep_ == "conj":
        first = first.head
    one = roster.actor_at.get(first.i)
    if one is None or not any(start <= token.idx < end for start, end in one.spans):
        return False
    roster.actor_at[token.i] = one
    return True


def _describes(token: Token, roster: Roster) -> bool:
    """As in "Rami X, head of …", "Governor X", "X, a critic": the noun belongs to a name that is entered already."""
    if token.dep_ == "appos" and (one := roster.actor_at.get(token.head.i)):
        one.titles.add(lemma_of(token))
        return True
    for child in token.children:
        if child.dep_ == "appos" and (one := roster.actor_at.get(child.i)) and one.is_named:
            one.titles.add(lemma_of(token))
            roster.actor_at[token.i] = one
            return True
    if (one := _named_after(token, roster)) is not None:
        one.titles.add(lemma_of(token))
        roster.actor_at[token.i] = one
        return True
    return token.tag_ in ("NN", "NNP", "JJ") and _stands_before_a_name(token, roster)


def _named_after(token: Token, roster: Roster) -> Figurant | None:
    """As in "the chairman of the union, Alhaji Bello Ardo,": the name after what an office belongs to."""
    if lemma_of(token) not in actor_words().titles or token.tag_ not in ("NN", "NNP"):
        return None
    after = token.doc[token.i + 1 : min(token.i + LONGEST_COMPLEMENT, len(token.doc))]
    comma = next((one for one in after if one.text == ","), None)
    if comma is None or comma.i == token.i + 1 or after[0].lower_ not in ("of", "for", "in", "at"):
        return None
    if any(one.pos_ in ("VERB", "AUX") or one.is_sent_start for one in token.doc[token.i + 1 : comma.i]):
        return None
    start = comma.i + 1
    while start < len(token.doc) and token.doc[start].lower_.rstrip(".") in actor_words().titles:
        start += 1
    at = token.doc[start].idx if start < len(token.doc) else -1
    people = (one for one in roster.of("actor") if one.is_named and one.kind == "person")
    return next((one for one in people if any(span[0] == at for span in one.spans)), None)


def _stands_before_a_name(token: Token, roster: Roster) -> bool:
    """As in "The news agency X": the noun tells what kind of organisation X is, where the name alone did not."""
    follows = token.idx + len(token.text_with_ws)
    for one in roster.of("actor"):
        if one.is_named and any(start == follows for start, _ in one.spans):
            kind = kind_of_noun(token)
            is_office = lemma_of(token) in actor_words().titles
            if kind in ORGANISED and one.kind in ("civil-society", "person") and not is_office:
                one.kind = kind
            return True
    return False


def _enter(token: Token, kind: str, roster: Roster) -> None:
    words = _coordinated(token) or _with_complement(token, kind)
    before = [part for part in modifiers(token) if part.lower_ not in actor_words().vague and not part.like_num]
    key = _key(token, kind, before)
    side = side_of(token, kind)
    figurant = (
        _of_a_name(token, kind, roster)
        or _within(token, kind, roster)
        or _the_group(token, roster)
        or _titled(token, roster)
        or owner_of(token, kind, roster)
        or (known_side(side, token, roster) if side is not None else None)
        or _again(token, kind, key, roster)
    )
    if figurant is None:
        named = any(part.text[0].isupper() for part in before)
        weak = kind in WEAK and not (kind == "community" and named) and not _acts(token)
        figurant = Figurant("actor", kind, _name(words.text), is_weak=weak, is_counted=_is_counted(token))
    figurant.keys |= {key, f"~{kind}:{lemma_of(token)}"} | ({key_of(side)} if side is not None else set())
    roster.add(figurant, words, token)


def _acts(token: Token) -> bool:
    """Whether somebody does or suffers something: the people are told of, not merely named in passing."""
    return token.dep_ in ("nsubj", "nsubjpass", "dobj") and token.head.pos_ == "VERB"


def _key(token: Token, kind: str, before: list[Token]) -> str:
    """What an actor is known by again: "members of" a force are the force, "X community" are the X."""
    if kind == "government":
        return f"government:{_owner(before)}"
    names = [part for part in before if part.text[0].isupper()]
    if kind == "community" and names:
        return f"community:{singular(names[-1].text)}"
    lemmas = [part.lemma_.lower() for part in before]
    if kind == "intergovernmental" and "international" in lemmas:
        return "intergovernmental:international"
    if lemma_of(token) not in actor_words().members or not lemmas:
        lemmas.append(lemma_of(token))
    return f"{kind}:{' '.join(lemmas)}"


def _coordinated(token: Token) -> Span | None:
    """As in "Women and children from the minority": people named side by side are one group of people."""
    last = token
    for other in token.rights:
        if other.dep_ == "conj" and kind_of(other) == "civilians" == kind_of(token):
            last = next((inner for inner in other.rights if inner.dep_ == "conj"), other)
    if last.i == token.i:
        return None
    end = last.i + 1
    for child in (*last.rights, *token.rights):
        if child.dep_ == "prep" and child.lower_ == "from" and child.i == end:
            end = child.right_edge.i + 1
    return token.doc[noun_phrase(token).start : end]


def _with_complement(token: Token, kind: str) -> Span:
    """The phrase with what follows and says which: "a spokesman for X", "men in uniform", "people from Y"."""
    words, end = noun_phrase(token), token.i + 1
    follows = end < len(token.doc) and token.doc[end] in token.rights
    if not follows or kind not in COMPLEMENTED:
        return words
    after = token.doc[end]
    is_which = after.dep_ == "prep" and after.lower_ in ("of", "from", "for" if kind == "source" else "of")
    is_which = is_which and not any(_is_act(inner) for inner in after.children)
    is_clothed = (
        after.dep_ == "prep" and after.lower_ in ("in", "on") and lemma_of(token) in ("man", "gunman", "person")
    )
    is_told = after.dep_ == "acl" and after.lemma_ in ("link", "accuse", "back", "ally", "suspect", "belong")
    if not (is_which or is_clothed or is_told) or after.right_edge.i - token.i > LONGEST_COMPLEMENT:
        return words
    inside = token.doc[after.i + 1 : after.right_edge.i + 1]
    if is_told:
        return token.doc[words.start : inside.end]
    end = next((one.i for one in inside if one.dep_ == "prep" and any(map(_is_act, one.children))), inside.end)
    return token.doc[words.start : end]


def _is_act(noun: Token) -> bool:
    """Whether the noun after "of" is what somebody is accused of, not whose they are."""
    return noun.pos_ == "VERB" or lemma_of(noun) in event_words().nouns or lemma_of(noun) in event_words().light_nouns


def _name(words: str) -> str:
    return re.sub(r"^(?:the|a|an|these|those|this|that|some)\s+", "", words, flags=re.IGNORECASE)


def _owner(before: list[Token]) -> str:
    """Whose government: a leader's by name, a foreign one by its adjective, a state's, else "" for the one nearest."""
    for part in reversed(before):
        if _is_leader(part):
            return part.lower_
        if part.lower_ in actor_words().foreign:
            return part.lower_
    states = (demonyms().get(part.text) or (part.text if part.text in countries() else "") for part in before)
    return next((state.lower() for state in states if state), "")


def _is_leader(part: Token) -> bool:
    """Whether a word before "government" is the name of who leads it."""
    if part.ent_type_ == "PERSON":
        return True
    is_other = part.text in countries() or part.text in demonyms() or part.ent_type_ == "NORP"
    return part.pos_ == "PROPN" and part.dep_ != "npadvmod" and not is_other


def _is_counted(token: Token) -> bool:
    return any(child.dep_ in ("nummod", "quantmod") for child in token.children)


def _of_a_name(token: Token, kind: str, roster: Roster) -> Figurant | None:
    """The organisation whose people a noun names: "RSF fighters" are the RSF, "former FARC rebels" not the FARC."""
    before = modifiers(token)
    if kind not in FOLLOWERS and lemma_of(token) not in actor_words().anaphoric:
        return None
    if any(part.lower_ in ("former", "ex", "suspected", "alleged") for part in before):
        return None
    names = {part.lower_ for part in before if part.text[0].isupper()}
    organised = (one for one in roster.of("actor") if one.is_named and one.kind in ORGANISED)
    found = next((one for one in organised if names & {*one.keys, one.name.lower().split()[-1]}), None)
    if found is not None and kind == "armed-faction" and found.kind == "security-forces":
        found.kind = kind  # its people are guerrillas: an army by name only
    return found


def _within(token: Token, kind: str, roster: Roster) -> Figurant | None:
    """As in "fighters of the Hamza Brigade", "members of X": the people of a named force are the force."""
    if token.tag_ != "NNS" or (kind not in FOLLOWERS and lemma_of(token) not in actor_words().members):
        return None
    bodies = (roster.actor_at.get(noun.i) for noun in objects_of(token, "of", "from"))
    return next((one for one in bodies if one is not None and one.is_named and one.kind in FOLLOWERS), None)


def _the_group(token: Token, roster: Roster) -> Figurant | None:
    """As in "The group", "the agency": the organisation named last."""
    if lemma_of(token) not in actor_words().anaphoric or determiner(token) not in ("the", "this"):
        return None
    if [part for part in modifiers(token) if part.lower_ not in actor_words().vague]:
        return None
    kinds = actor_words().anaphoric[lemma_of(token)]
    named = [one for one in roster.of("actor") if one.is_named and one.kind in kinds and min(one.heads) < token.i]
    return max(named, key=lambda one: max(at for at in one.heads if at < token.i), default=None)


def _titled(token: Token, roster: Roster) -> Figurant | None:
    """As in "The governor" after "Governor X" is X."""
    if determiner(token) != "the" or token.tag_ not in ("NN", "NNP"):
        return None
    people = [one for one in roster.of("actor") if one.kind == "person" and lemma_of(token) in one.titles]
    return people[-1] if people else None


def _again(token: Token, kind: str, key: str, roster: Roster) -> Figurant | None:
    """The actor that a noun names once more; None where it names a new one."""
    which = determiner(token)
    if which in INDEFINITE or (
        _is_counted(token) and which not in DEFINITE and lemma_of(token) not in actor_words().members
    ):
        return None
    if kind == "source" and which not in DEFINITE and not modifiers(token):
        return None
    earlier = [one for one in roster.of("actor") if one.kind == kind and (one.is_named or min(one.heads) < token.i)]
    if kind == "government":
        return _same_government(key, earlier)
    if kind == "civilians" and which in POSSESSIVE:
        return None
    if kind == "civilians" and which not in DEFINITE:
        return next((one for one in earlier if key in one.keys and not one.is_counted), None)
    for one in reversed(earlier):
        if key in one.keys and (which in DEFINITE or not one.is_counted):
            return one
    if which not in DEFINITE:
        return None
    is_plain = (
        not any(part.text[0].isupper() for part in modifiers(token)) if kind in FOLLOWERS else not modifiers(token)
    )
    if is_plain and (same := [one for one in earlier if f"~{kind}:{lemma_of(token)}" in one.keys]):
        return same[-1]
    if lemma_of(token) in actor_words().attackers and token.tag_ == "NNS":
        return earlier[-1] if earlier else None
    return None


def _same_government(key: str, earlier: list[Figurant]) -> Figurant | None:
    """The same owner; a government without one is the first that is no foreign or former one."""
    same = next((one for one in earlier if key in one.keys), None)
    if same is not None:
        return same
    if key == "government:":
        return next((one for one in earlier if any(_is_of_a_state(own) for own in one.keys)), None)
    return next((one for one in earlier if "government:" in one.keys), None) if _is_of_a_state(key) else None


def _is_of_a_state(key: str) -> bool:
    return key.partition(":")[2].title() in countries()
