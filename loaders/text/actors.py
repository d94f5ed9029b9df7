"""Actors: proper names of people and organisations, and nouns that name a kind of actor."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from testigo.loaders.text.lexicon import actor_words, countries, demonyms
from testigo.loaders.text.headings import in_heading
from testigo.loaders.text.names import ProperName
from testigo.loaders.text.phrases import determiner, lemma_of, modifiers, noun_phrase
from testigo.loaders.text.roster import Figurant, Roster

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

WEAK = frozenset(("civilians", "community", "source", "civil-society", "foreign-state"))
DEFINITE = frozenset(("the", "this", "these", "those", "that", "their", "its", "his", "her"))
INDEFINITE = frozenset(("a", "an", "another", "some", "other"))
FOLLOWERS = frozenset(("armed-faction", "security-forces"))
ORGANISED = frozenset(("armed-faction", "security-forces", "monitor", "media", "civil-society", "intergovernmental"))
MEMBERS = frozenset(("member", "personnel", "element"))
VAGUE = frozenset(
    "new old former local several many some other more all two three first last own main large small such same various multiple late deadly".split()
)  # noqa: E501


def add_names(names: list[ProperName], roster: Roster) -> None:
    """Enter the proper names of actors. A person is known again by the last name, an organisation by its initials."""
    for name in names:
        if name.node == "actor":
            figurant = _known(name, roster) or _new(name)
            roster.add(figurant, name.words, name.head)
            figurant.titles |= _titles(name)
            if name.head.i in roster.place_at:
                roster.place_at.pop(name.head.i)


def _new(name: ProperName) -> Figurant:
    text = name.words.text
    keys = {text.lower()}
    if name.kind == "person":
        keys.add(name.words[-1].lower_)
    elif initials := "".join(word[0] for word in text.split() if word[0].isupper()):
        keys |= {initials.lower()} if len(initials) > 1 else set()
        keys |= {alias.lower() for alias in _alias(name)}
    if name.kind == "community":
        keys.add(f"community:{_singular(text)}")
    return Figurant("actor", name.kind, text, is_named=True, keys=keys)


def _singular(name: str) -> str:
    return name.lower().removesuffix("s")


def _alias(name: ProperName) -> list[str]:
    """An abbreviation in brackets right after the name."""
    after = name.words.doc.text[name.words.end_char : name.words.end_char + 16]
    match = re.match(r"\s*\(([A-Z][\w.-]{1,10})\)", after)
    return [match.group(1)] if match else []


def _known(name: ProperName, roster: Roster) -> Figurant | None:
    wanted = name.words.text.lower()
    for one in roster.of("actor"):
        if not one.is_named:
            continue
        if (
            wanted in one.keys
            or _without_state(wanted) in {_without_state(key) for key in one.keys}
            or (name.kind == "person" and one.kind == "person" and _same_person(name, one))
        ):
            one.keys.add(wanted)
            return one
    return None


def _without_state(name: str) -> str:
    """ "Kenyan Society for X" and "Society for X" are one organisation."""
    first, _, rest = name.partition(" ")
    return rest if rest.count(" ") and first.title() in demonyms() else name


def _same_person(name: ProperName, one: Figurant) -> bool:
    """One of the two is the other's last name. Two full names that differ are two people."""
    parts = name.words.text.lower().split()
    return len(parts) == 1 and parts[0] in one.keys


def _titles(name: ProperName) -> set[str]:
    """The offices a person is said to hold, before or after the name."""
    head = name.head
    near = [*head.lefts, *(token for token in head.children if token.dep_ == "appos")]
    if head.dep_ == "appos":
        near.append(head.head)
    return {lemma_of(token) for token in near if lemma_of(token) in actor_words().titles}


def add_nouns(doc: Doc, roster: Roster) -> None:
    """Enter the nouns that name a kind of actor; a noun that only describes a named actor is not one of its own."""
    for token in doc:
        if token.pos_ not in ("NOUN", "PROPN", "ADJ") or token.i in roster.actor_at or token.i in roster.place_at:
            continue
        if in_heading(token) or _is_joined(token, roster):
            continue
        if _describes(token, roster):
            continue
        if kind := kind_of(token) or ("civil-society" if _the_group(token, roster) else None):
            _enter(token, kind, roster)


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


def kind_of(token: Token) -> str | None:
    """The kind of actor a noun names, by its lemma and the words before it."""
    lemma = lemma_of(token)
    if token.dep_ in ("npadvmod", "nmod") or (token.dep_ == "compound" and token.head.pos_ in ("NOUN", "PROPN")):
        return None
    return kind_of_noun(token)


def kind_of_noun(token: Token) -> str | None:
    """The kind that the noun stands for, also where it only describes a name."""
    lemma = lemma_of(token)
    if token.pos_ == "ADJ" and (token.dep_ in ("amod", "acomp") or lemma not in ("elderly", "displaced", "homeless")):
        return None
    words = actor_words()
    if table := words.modified.get(lemma) or words.modified.get(token.lower_):
        before = [part.lower_ for part in modifiers(token)]
        for part in reversed(before):
            if kind := table.get(part):
                return kind
        if kind := table.get("*" if before else ""):
            return kind
    return words.heads.get(lemma) or words.heads.get(token.lower_)


def _describes(token: Token, roster: Roster) -> bool:
    """ "Rami X, head of …", "Governor X", "X, a critic": the noun belongs to a name that is entered already."""
    if token.dep_ == "appos" and (one := roster.actor_at.get(token.head.i)):
        one.titles.add(lemma_of(token))
        return True
    for child in token.children:
        if child.dep_ == "appos" and (one := roster.actor_at.get(child.i)) and one.is_named:
            one.titles.add(lemma_of(token))
            return True
    follows = token.nbor() if token.i + 1 < len(token.doc) else token
    if token.tag_ not in ("NN", "NNP", "JJ"):
        return False
    for one in roster.of("actor"):
        if one.is_named and any(start == follows.idx for start, _ in one.spans):
            kind = kind_of_noun(token)
            if kind in ORGANISED and one.kind in ("civil-society", "person"):
                one.kind = kind
            return True
    return False


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


def kind_of(token: Token) -> str | None:
    """The kind of actor a noun names, by its lemma and the words before it."""
    lemma = lemma_of(token)
    if token.dep_ in ("npadvmod", "nmod") or (token.dep_ == "compound" and token.head.pos_ in ("NOUN", "PROPN")):
        return None
    if token.pos_ == "ADJ" and (token.dep_ in ("amod", "acomp") or lemma not in ("elderly", "displaced", "homeless")):
        return None
    words = actor_words()
    if table := words.modified.get(lemma) or words.modified.get(token.lower_):
        before = [part.lower_ for part in modifiers(token)]
        for part in reversed(before):
            if kind := table.get(part):
                return kind
        if kind := table.get("*" if before else ""):
            return kind
    return words.heads.get(lemma) or words.heads.get(token.lower_)


def _describes(token: Token, roster: Roster) -> bool:
    """ "Rami X, head of …", "Governor X", "X, a critic": the noun belongs to a name that is entered already."""
    if token.dep_ == "appos" and (one := roster.actor_at.get(token.head.i)):
        one.titles.add(lemma_of(token))
        return True
    for child in token.children:
        if child.dep_ == "appos" and (one := roster.actor_at.get(child.i)) and one.is_named:
            one.titles.add(lemma_of(token))
            return True
    follows = token.nbor() if token.i + 1 < len(token.doc) else token
    return token.tag_ in ("NN", "NNP") and any(
        follows.idx == start for one in roster.of("actor") if one.is_named for start, _ in one.spans
    )


def _enter(token: Token, kind: str, roster: Roster) -> None:
    words = _coordinated(token) or noun_phrase(token)
    before = [part for part in modifiers(token) if part.lower_ not in VAGUE and not part.like_num]
    key = _key(token, kind, before)
    figurant = (
        _of_a_name(token, kind, roster)
        or _the_group(token, roster)
        or _titled(token, roster)
        or _again(token, kind, key, roster)
    )
    if figurant is None:
        named = any(part.text[0].isupper() for part in before)
        weak = kind in WEAK and not (kind == "community" and named)
        figurant = Figurant("actor", kind, _name(words), is_weak=weak)
    figurant.is_counted |= _is_counted(token)
    figurant.keys |= {key, f"~{kind}:{lemma_of(token)}"}
    roster.add(figurant, words, token)


def _key(token: Token, kind: str, before: list[Token]) -> str:
    """What an actor is known by again: "members of" a force are the force, "X community" are the X."""
    if kind == "government":
        return f"government:{_owner(before)}"
    names = [part for part in before if part.text[0].isupper()]
    if kind == "community" and names:
        return f"community:{_singular(names[-1].text)}"
    lemmas = [part.lemma_.lower() for part in before]
    if kind == "intergovernmental" and "international" in lemmas:
        return "intergovernmental:international"
    if lemma_of(token) not in MEMBERS or not lemmas:
        lemmas.append(lemma_of(token))
    return f"{kind}:{' '.join(lemmas)}"


def _coordinated(token: Token) -> Span | None:
    """ "Women and children from the minority": people named side by side are one group of people."""
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


def _name(words: object) -> str:
    return re.sub(r"^(?:the|a|an|these|those|this|that|some)\s+", "", str(words), flags=re.IGNORECASE)


def _owner(before: list[Token]) -> str:
    """Whose government: a leader's by name, a foreign one by its adjective, else the one the report is about."""
    for part in reversed(before):
        if part.ent_type_ == "PERSON" or (
            part.pos_ == "PROPN"
            and part.text not in countries()
            and part.text not in demonyms()
            and part.dep_ != "npadvmod"
            and part.ent_type_ != "NORP"
        ):
            return part.lower_
        if part.lower_ in ("western", "arab", "european", "foreign", "african", "gulf", "regional", "local"):
            return part.lower_
    for part in before:
        if state := (demonyms().get(part.text) or (part.text if part.text in countries() else None)):
            return state.lower()
    return ""


def _is_counted(token: Token) -> bool:
    return any(child.dep_ in ("nummod", "quantmod") for child in token.children)


def _of_a_name(token: Token, kind: str, roster: Roster) -> Figurant | None:
    """ "RSF fighters" are the RSF, "the Indepaz monitoring group" is Indepaz; "former FARC rebels" are not the FARC."""
    before = modifiers(token)
    if kind not in FOLLOWERS and lemma_of(token) not in actor_words().anaphoric:
        return None
    if any(part.lower_ in ("former", "ex", "suspected", "alleged") for part in before):
        return None
    for part in before:
        if part.text[0].isupper():
            for one in roster.of("actor"):
                if (
                    one.is_named
                    and one.kind in ORGANISED
                    and part.lower_ in one.keys | {w.lower() for w in one.name.split()[-1:]}
                ):
                    return one
    return None


def _the_group(token: Token, roster: Roster) -> Figurant | None:
    """ "The group", "the agency": the organisation named last."""
    if lemma_of(token) not in actor_words().anaphoric or determiner(token) not in ("the", "this"):
        return None
    if [part for part in modifiers(token) if part.lower_ not in VAGUE]:
        return None
    named = [one for one in roster.of("actor") if one.is_named and one.kind in ORGANISED and min(one.heads) < token.i]
    return max(named, key=lambda one: max(at for at in one.heads if at < token.i), default=None)


def _titled(token: Token, roster: Roster) -> Figurant | None:
    """ "The governor" after "Governor X" is X."""
    if determiner(token) != "the" or token.tag_ not in ("NN", "NNP"):
        return None
    people = [one for one in roster.of("actor") if one.kind == "person" and lemma_of(token) in one.titles]
    return people[-1] if people else None


def _again(token: Token, kind: str, key: str, roster: Roster) -> Figurant | None:
    """The actor that a noun names once more; None where it names a new one."""
    which = determiner(token)
    if which in INDEFINITE or (_is_counted(token) and which not in DEFINITE and lemma_of(token) not in MEMBERS):
        return None
    if kind == "source" and which not in DEFINITE and not modifiers(token):
        return None
    earlier = [one for one in roster.of("actor") if one.kind == kind and (one.is_named or min(one.heads) < token.i)]
    if kind == "government":
        return _same_government(key, earlier)
    if kind == "civilians" and which not in DEFINITE:
        return next((one for one in earlier if key in one.keys and not one.is_counted), None)
    for one in reversed(earlier):
        if key in one.keys:
            return one
    if which in DEFINITE and not modifiers(token):
        return next((one for one in reversed(earlier) if f"~{kind}:{lemma_of(token)}" in one.keys), None)
    if which in DEFINITE and kind == "armed-faction" and token.tag_ == "NNS":
        return earlier[-1] if earlier else None
    return None


def _same_government(key: str, earlier: list[Figurant]) -> Figurant | None:
    """The same owner; a government without one is the first that is no foreign or former one."""
    for one in earlier:
        if key in one.keys:
            return one
    if key == "government:":
        return next((one for one in earlier if any(k.split(":")[1].title() in countries() for k in one.keys)), None)
    if key.split(":")[1].title() in countries():
        return next((one for one in earlier if "government:" in one.keys), None)
    return None
