"""What a figure counts: the measure, the population, and the event that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from testigo.loaders.text.events.event_frames import arm_type
from testigo.loaders.text.figures.count_scopes import scope
from testigo.loaders.text.figures.counted_acts import JOINING, MARCHING, measure_by_act
from testigo.loaders.text.figures.figures import Figure, figures
from testigo.loaders.text.figures.not_counts import counts_nobody, is_where
from testigo.loaders.text.figures.populations import is_released, is_taken, population
from testigo.loaders.text.figures.single_victims import BODIES, DYING, shot, single_victims
from testigo.loaders.text.reading.dates import EXPRESSION
from testigo.loaders.text.reading.lexicon import event_words, figure_words, place_words
from testigo.loaders.text.reading.phrases import objects_of, sentence
from testigo.ontology.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PASSED_OVER = frozenset(("be", "have", "bring", "remain", "include", "see", "leave"))
RESULTING = frozenset(
    (
        "leave",
        "find",
        "see",
        "have",
        "be",
        "include",
        "comprise",
        "rise",
        "stand",
        "climb",
        "reach",
        "bring",
        "put",
        "raise",
    )
)
THINGS = frozenset(("tree", "house", "home", "hut", "shop", "building", "village", "tent", "stall", "shelter", "room"))
CONFIRMING = frozenset(("confirm", "verify", "corroborate", "identify", "document", "establish"))
NUMERIC = frozenset(("nummod", "quantmod", "amod", "compound", "det", "predet", "advmod"))


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure with what it counts: `noun` None where the figure stands for itself ("hundreds fled").

    `near` are the words above it, nearest first: the event is the first of them that triggers one.
    """

    figure: Figure
    number: Token
    noun: Token | None
    measure: str
    population: str | None
    near: tuple[Token, ...]
    scope: str | None = None


def counted(doc: Doc) -> tuple[list[Counted], list[Figure]]:
    """The figures that count people or damage, in text order, and the figures that count what no rule knows."""
    found: list[Counted] = []
    unused: list[Figure] = []
    told: tuple[int, str] | None = None
    text = doc.text
    times = [Span(*match.span()) for match in EXPRESSION.finditer(text)]
    for figure in figures(text):
        number = doc.char_span(figure.number.start, figure.number.end, alignment_mode="expand")
        if number is None:
            continue
        word = next((token for token in reversed(number) if token.like_num or token.tag_ == "CD"), number.root)
        if counts_nobody(word) or any(time.overlaps(figure.number) for time in times):
            continue
        noun = _noun(word)
        above = _above(word, noun)
        measure = _measure(noun, above)
        if measure is None and not is_released(above[0]):
            measure = measure_by_act(noun if noun is not None and noun.i == above[0].i else above[0], above)
        if measure is None and told is not None and told[0] == sentence(word).start and _is_part(word, noun):
            measure = told[1]
        measure = None if is_where(word) else measure
        is_beside = told is not None and told[0] == sentence(word).start and measure is not None
        if _is_unit(word, noun) or (_is_partitive(word) and not (is_beside and noun is None)):
            continue
        if measure is None or (measure == "other" and not _is_argument(word, noun)):
            unused.append(figure)
        else:
            told = (sentence(word).start, measure)
            known = _bounded(figure, above)
            measure = "other" if noun is not None and measure != "other" and _is_thing(noun) else measure
            found.append(Counted(known, word, noun, measure, population(noun), tuple(above), scope(above)))
    singles = _singles(doc)
    found = [
        one for one in found if not any(other.figure.span.overlaps(one.figure.span) for other in singles)
    ] + singles
    return sorted(found, key=lambda one: one.figure.span), unused


def _singles(doc: Doc) -> list[Counted]:
    """The victims told of without a numeral; "a mother and her two daughters" is one figure."""
    return [
        Counted(figure, noun, noun, measure, population(noun), (noun, *noun.ancestors))
        for figure, noun, measure in single_victims(doc)
    ]


def _bounded(figure: Figure, above: list[Token]) -> Figure:
    """As in "could confirm only six": there are six at least, of how many is not known."""
    verb = next((token for token in above if token.pos_ == "VERB"), None)
    is_confirmed = verb is not None and verb.lemma_ in CONFIRMING
    if not is_confirmed or figure.qualifier not in ("only", "just"):
        return figure
    return replace(figure, high=None, comparator="atLeast")


def _is_thing(noun: Token) -> bool:
    """As in "120 olive trees were uprooted", "61 drones shot down": nobody is counted."""
    lemma = noun.lemma_.lower()
    return lemma in event_words().goods or lemma in THINGS or arm_type(noun) is not None


def _is_part(number: Token, noun: Token | None) -> bool:
    """As in "16 of them civilians", "among them two nurses", "including a child": a part of those counted before."""
    if noun is not None and noun.lower_ in ("them", "whom", "which"):
        return True
    head = noun if noun is not None else number
    before = number.doc[max(0, head.left_edge.i - 3) : head.i]
    return any(token.lower_ in ("including", "among") for token in before)


def _is_argument(number: Token, noun: Token | None) -> bool:
    """Whether what is counted is itself what was burnt or looted, not its owner; or those who marched."""
    whole = number if noun is None or number.is_ancestor(noun) else noun
    if whole.dep_ == "nsubj":
        return whole.head.lemma_ in (*MARCHING, *JOINING) or whole.head.lemma_ in event_words().landing
    if whole.dep_ == "pobj" and whole.head.lower_ == "with":
        return whole.head.head.lemma_ == "make"
    if whole.dep_ == "pobj" and whole.head.lower_ == "to":
        return whole.head.head.lemma_ in ("set", "lay") or whole.head.head.lower_ == "fire"
    return whole.dep_ in ("dobj", "nsubjpass", "conj")


def _noun(number: Token) -> Token | None:
    """The noun that a number stands before, or is the "of" of."""
    token = number
    while token.dep_ in NUMERIC and token.head.i > token.i and token.head.pos_ in ("NUM", "ADJ", "NOUN", "PROPN"):
        token = token.head
    if token is not number and token.pos_ in ("NOUN", "PROPN", "ADJ"):
        return token
    for child in number.children:
        if child.lower_ == "of" and child.dep_ == "prep":
            return next((noun for noun in child.children if noun.dep_ == "pobj"), None)
    return None


def _above(number: Token, noun: Token | None) -> list[Token]:
    start = noun if noun is not None and number.is_ancestor(noun) is False else number
    return [start, *start.ancestors]


def _measure(noun: Token | None, above: list[Token]) -> str | None:
    words = figure_words()
    if noun is not None and noun.dep_ == "pobj" and noun.head.head.lower_ in BODIES:
        return "killed"
    if noun is not None and noun.dep_ == "pobj" and above[0].head.lemma_ in DYING and above[0].dep_ == "nsubj":
        return "killed"
    if noun is not None and (verb := _sheltering(above)) is not None:
        return words.verbs.get(verb.lemma_)
    if (measure := _of_clause(noun, above)) is not None:
        return measure
    if is_released(above[0]) or (noun is not None and _is_act(noun)):
        return None
    if noun is not None and (measure := words.nouns.get(noun.lemma_.lower()) or words.nouns.get(noun.lower_)):
        return measure
    for token in (*above[0].children, *(noun.children if noun is not None else ())):
        if token.dep_ in ("amod", "acomp", "advmod") and (measure := words.nouns.get(token.lower_)):
            return measure
    for token in above:
        if measure := _by_word(token):
            return measure
        if token.pos_ in ("VERB", "AUX") and token.lemma_ not in PASSED_OVER:
            break
    return None


def _of_clause(noun: Token | None, above: list[Token]) -> str | None:
    """As in "12 girls who were abducted", "19 farmers killed in the raid"."""
    words = figure_words()
    for token in (above[0], *above[0].children, *(noun.children if noun is not None else ())):
        if token.dep_ in ("acl", "relcl", "amod"):
            for verb in (token, *(child for child in token.children if child.dep_ in ("ccomp", "conj"))):
                if measure := words.verbs.get(verb.lemma_.lower()) or measure_by_act(above[0], [verb]):
                    return measure
    return None


def _is_act(noun: Token) -> bool:
    """As in "14 rapes", "three attacks": acts are counted, not people."""
    lemma = noun.lemma_.lower()
    return lemma in event_words().nouns and lemma not in figure_words().nouns


def _by_word(token: Token) -> str | None:
    words = figure_words()
    lemma = token.lemma_.lower()
    if token.pos_ in ("VERB", "AUX"):
        for child in token.children:
            if measure := words.verb_phrases.get((lemma, child.lemma_.lower())):
                return measure
        if lemma == "shoot":
            return shot(token)
        if measure := words.verbs.get(lemma) or ("abducted" if is_taken(token) else None):
            return measure
        is_judged = lemma in ("sentence", "condemn")
        among = [
            noun
            for child in token.children
            if child.lower_ in ("among", "to") and not is_judged
            for noun in child.children
        ]
        if measure := next((words.nouns[noun.lower_] for noun in among if noun.lower_ in words.nouns), None):
            return measure
    if measure := words.nouns.get(lemma) or words.nouns.get(token.lower_):
        return measure
    if token.pos_ in ("VERB", "AUX") and lemma not in RESULTING:
        return None
    for child in token.children:
        if child.dep_ in ("oprd", "acomp", "nsubj", "ccomp", "dobj", "xcomp", "conj"):
            if measure := words.nouns.get(child.lower_) or words.nouns.get(child.lemma_.lower()):
                return measure
            if child.dep_ in ("oprd", "ccomp", "acomp") and (measure := words.verbs.get(child.lemma_.lower())):
                return measure
    return None


def _sheltering(above: list[Token]) -> Token | None:
    """As in "120 displaced people were sheltering": what is told of them there, not how they came."""
    verb = next((token for token in above if token.pos_ in ("VERB", "AUX")), None)
    return verb if verb is not None and verb.lemma_ == "shelter" else None


def _is_unit(number: Token, noun: Token | None) -> bool:
    """As in "three hours", "in two districts"; but "torched forty huts", "dozens of houses were burnt"."""
    if noun is None:
        return False
    whole, lemma = (number if number.is_ancestor(noun) else noun), noun.lemma_.lower()
    is_done_to = whole.dep_ in ("dobj", "nsubjpass", "conj")
    return lemma in figure_words().units or (lemma in place_words().heads and not is_done_to)


def _is_of_them(number: Token) -> bool:
    return any(noun.lower_ in ("them", "whom") for noun in objects_of(number, "of"))


def _is_partitive(number: Token) -> bool:
    """As in "one of the deadliest", "the two sides": no figure of a toll; "one of them a nurse" is one."""
    if number.lower_ == "one" and number.dep_ not in ("nsubj", "nsubjpass") and _is_of_them(number):
        return False
    return number.lower_ == "one" and (number.dep_ not in NUMERIC or any(c.lower_ == "of" for c in number.children))
