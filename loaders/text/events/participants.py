"""Who took part in an event, where and when, read off the parse around its trigger."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from testigo.loaders.text.events.event_frames import arm_type
from testigo.loaders.text.events.triggers import Trigger
from testigo.loaders.text.mentions.actors import state
from testigo.loaders.text.mentions.blame import blamed
from testigo.loaders.text.mentions.roster import Figurant, Roster
from testigo.loaders.text.reading.lexicon import demonyms, event_words
from testigo.loaders.text.reading.phrases import agents, conjuncts, lemma_of, modifiers, objects_of, patients

if TYPE_CHECKING:
    from spacy.tokens import Token

QUANTITIES = frozenset(
    (
        "dozen",
        "score",
        "hundred",
        "thousand",
        "million",
        "number",
        "group",
        "majority",
        "handful",
        "many",
        "most",
        "member",
    )
)
ATTACKS = frozenset(("attack", "ambush", "shelling", "air-drone-strike", "remote-explosive", "explosion"))
AIMING = frozenset(("target", "aim"))  # said of what need not be hit
USING = frozenset(("operate", "fly", "fire", "plant", "launch", "drop", "use", "lay", "throw", "detonate", "pilot"))
CARRYING = frozenset(
    (
        *("carry", "commit", "perpetrate", "conduct", "launch", "attribute", "claim", "blame", "ascribe", "pin"),
        *("stage", "mount", "lead", "execute", "unleash"),
    )
)
BEFALLING = frozenset(
    ("kill", "wound", "injure", "displace", "arrest", "detain", "abduct", "kidnap", "execute", "behead")
)
SUFFERED = frozenset(("lose", "receive", "face", "suffer", "undergo", "endure", "sustain", "survive", "escape"))
REACH = 8  # tokens after a noun within which ", among them" tells of some of those it names
DOING = frozenset(("perpetrator", "initiator"))
FIGHTING = frozenset(("armed-faction", "security-forces"))


def parts(trigger: Trigger, roster: Roster, *, with_blamed: bool = True) -> list[tuple[Figurant, str]]:
    """The actors of one trigger with their roles, in text order of their mention; those it is blamed on if asked."""
    doers, sufferers = _verbal(trigger) if trigger.is_verb else _nominal(trigger)
    agent_role, patient_role = event_words().roles[trigger.type]
    is_suffered = trigger.is_verb and _is_suffered(trigger)
    if trigger.type in ATTACKS and trigger.head.lemma_ not in AIMING and not is_suffered:
        patient_role = "victim"
    if trigger.is_consequence and trigger.type == "killing":
        doers, sufferers = [], [*doers, *sufferers]
    if is_suffered:
        doers, sufferers = [*objects_of(trigger.head, "from", "by", "to"), *_of_its_noun(trigger)], doers
    if with_blamed and agent_role in DOING and not trigger.is_consequence:
        doers = doers or blamed(trigger.head)
    pairs = [(token, agent_role) for token in doers] + [(token, patient_role) for token in sufferers]
    if agent_role == "perpetrator" and trigger.head.dep_ == "dobj" and trigger.head.head.lemma_ in ("order", "command"):
        pairs = [(token, "ordering-party" if token in agents(trigger.head.head) else role) for token, role in pairs]
    pairs += [(token, "failed-to-prevent") for token in _failing(trigger.head)]
    found: list[tuple[Figurant, str]] = []
    for token, role in sorted(pairs, key=lambda pair: pair[0].i):
        for actor in actors_of(token, roster):
            if (actor, role) not in found:
                found.append((actor, role))
    return found


def _is_suffered(trigger: Trigger) -> bool:
    """As in "came under attack", "received threats": the subject is whom it befalls."""
    verb = trigger.head.lemma_
    if verb in SUFFERED or (verb == "be" and trigger.type == "arrest-detention"):
        return len(trigger.words) > 1
    if _is_cut_short(trigger.head):
        return True
    return any((verb, word.lemma_) in event_words().suffering for word in trigger.words)


def _is_cut_short(verb: Token) -> bool:
    """As in "58 civilians killed, 131 wounded": a passive without its helper, which the parse takes for an active."""
    beside = {child.dep_ for child in verb.children if child.dep_ != "ccomp" or child.i > verb.i}
    is_active = beside & {"dobj", "aux", "auxpass", "ccomp", "xcomp", "agent", "nsubjpass"}
    return verb.lemma_ in BEFALLING and verb.tag_ in ("VBD", "VBN") and "nsubj" in beside and not is_active


def _of_its_noun(trigger: Trigger) -> list[Token]:
    """As in "came under attack by rebels": who the noun of the phrase says is behind it."""
    return [one for word in trigger.words if word.i != trigger.head.i for one in objects_of(word, "from", "by")]


def _failing(head: Token) -> list[Token]:
    """Who "failed to prevent" it."""
    verb = head.head
    if head.dep_ == "dobj" and verb.lemma_ in ("prevent", "stop", "halt") and verb.head.lemma_ == "fail":
        return agents(verb.head)
    return []


def actors_of(token: Token, roster: Roster) -> Iterator[Figurant]:
    """The actors a token stands for; "dozens of civilians" are the civilians; those included take part too."""
    actor = actor_of(token, roster)
    if actor is not None:
        yield actor
        yield from _of_whom(token, actor, roster)
    for noun in (*objects_of(token, "including"), *_among_them(token)):
        inner = roster.actor_at.get(noun.i)
        if inner is not None and inner is not actor:
            yield inner


def _among_them(token: Token) -> list[Token]:
    """As in "33 people, among them eleven children"."""
    after = token.doc[token.i + 1 : min(token.i + REACH, len(token.doc))]
    for one in after:
        if one.is_sent_start:
            break
        if one.lower_ == "among" and one.nbor(-1).text == "," and one.i + 1 < len(token.doc):
            return [word for word in after if word.i > one.i + 1 and word.pos_ in ("NOUN", "PROPN")][:1]
    return []


def _of_whom(token: Token, actor: Figurant, roster: Roster) -> Iterator[Figurant]:
    """As in "fighters of the Ansar Brigade": what armed people belong to takes part with them."""
    for noun in objects_of(token, "of", "from") if actor.kind in FIGHTING else ():
        body = roster.actor_at.get(noun.i)
        if body is not None and body is not actor and body.is_named and body.kind in FIGHTING:
            yield body


def actor_of(token: Token, roster: Roster) -> Figurant | None:
    """The actor a token stands for; "dozens of civilians" are the civilians."""
    if actor := roster.actor_at.get(token.i):
        return actor
    head = token.head
    names_event = head.lemma_.lower() in event_words().nouns or head.dep_ == "compound" or arm_type(head) is not None
    if token.text in demonyms() and token.dep_ == "amod" and names_event:
        return state_of(token, roster)
    for noun in objects_of(token, "of") if token.like_num or lemma_of(token) in QUANTITIES else ():
        if actor := roster.actor_at.get(noun.i):
            return actor
    return None


def state_of(token: Token, roster: Roster) -> Figurant:
    """As in "A Kenyan air strike" is Kenya's."""
    return roster.add(state(demonyms()[token.text], roster), token.doc[token.i : token.i + 1], token)


def _verbal(trigger: Trigger) -> tuple[list[Token], list[Token]]:
    verb = trigger.head
    if verb.dep_ == "amod":
        return [], conjuncts(verb.head)
    doers = [whose for doer in (*agents(verb), *_driving(verb)) for whose in (doer, *_owners(doer))]
    sides = list(objects_of(verb, "between"))
    return [*doers, *sides], [*patients(verb), *objects_of(verb, "on", "against", "at", "with")]


def _driving(verb: Token) -> list[Token]:
    """As in "forced to flee by advancing troops", where the parse takes the troops for what is advanced."""
    clauses = [inner for child in verb.children if child.dep_ == "agent" for inner in child.children]
    return [noun for one in clauses if one.dep_ == "pcomp" for noun in one.children if noun.dep_ == "dobj"]


def _owners(arm: Token) -> list[Token]:
    """As in "a Russian drone hit", "a bomb planted by rebels": whose weapon it is does it."""
    if not arm_type(arm):
        return []
    using = [child for child in arm.children if child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_ in USING]
    own = [part for part in modifiers(arm) if part.dep_ in ("poss", "amod", "compound")]
    return [*own, *(one for verb in using for one in objects_of(verb, "by", "from"))]


def _nominal(trigger: Trigger) -> tuple[list[Token], list[Token]]:
    noun = trigger.head
    doers = [*objects_of(noun, "by", "from", "between")]
    for child in noun.rights:
        if child.dep_ in ("acl", "relcl") and child.lemma_ in CARRYING:
            doers += [*objects_of(child, "by", "to", "on")]
            doers += _carried_out_by(child)
    sufferers = [*objects_of(noun, "of", "on", "against", "with")]
    doers += [one for sufferer in sufferers for one in objects_of(sufferer, "by")]  # where the parse hung it there
    doers += [part for part in modifiers(noun) if part.dep_ in ("poss", "compound", "amod", "nmod")]
    light = noun.head
    if noun.dep_ == "nsubj":
        doers += objects_of(light, "between")  # "clashes broke out between A and B"
    if noun.dep_ == "dobj" and any(child.dep_ == "nsubj" for child in light.children):
        doers += objects_of(light, "by")  # "recorded 40 killings of civilians by soldiers"
    if noun.dep_ == "dobj" and light.lemma_ in event_words().light_verbs:
        doers += agents(light) if event_words().roles[trigger.type][0] != "victim" else []
        sufferers += [*objects_of(light, "on", "against")]
    if (
        noun.dep_ == "pobj"
        and noun.head.dep_ == "prep"
        and light.head.pos_ == "VERB"
        and noun.head.lower_ in ("in", "during")
    ):
        sufferers += patients(light.head) if light.head.lemma_ in ("kill", "injure", "wound", "die") else []
    return doers, sufferers


def _carried_out_by(clause: Token) -> list[Token]:
    """As in "a raid that soldiers carried out"."""
    has_object = any(child.dep_ == "dobj" and child.tag_ in ("WDT", "WP") for child in clause.children)
    is_own = clause.lemma_ not in ("attribute", "blame", "ascribe", "pin")
    return [child for child in clause.children if child.dep_ == "nsubj"] if has_object and is_own else []
