"""Attributed statements: speakers as actors, and what each statement is about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from testigo.loaders.extraction import Event, Mention, Statement
from testigo.loaders.text.mentions.actor_kinds import kind_of
from testigo.loaders.text.mentions.actors import state
from testigo.loaders.text.mentions.name_evidence import has_title
from testigo.loaders.text.mentions.roster import Figurant, Roster
from testigo.loaders.text.reading.lexicon import actor_words
from testigo.loaders.text.reading.phrases import sentence
from testigo.ontology import spans

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span
    from testigo.loaders.text.speech.attributions import Attribution


UNNAMED = frozenset(("another", "others", "some", "many", "several", "one"))  # who speak without a name


BODIES = frozenset(  # nouns that name a body where one speaks, a place elsewhere
    ("centre", "center", "project", "platform", "institute", "initiative", "forum", "collective", "programme", "clinic")
)


def speakers(attribution: Attribution, doc: Doc, roster: Roster) -> list[Figurant]:
    """The actors who speak, entered into the roster where they are not there yet; of a pronoun whom it stands for."""
    if attribution.speaker is None:
        return []
    places = attribution.further_speakers or (attribution.speaker,)
    found = [one for place in places if (one := speaker(place, doc, roster)) is not None]
    if found or attribution.antecedent is None:
        return found
    meant, words = speaker(attribution.antecedent, doc, roster), _words(attribution.speaker, doc)
    if meant is None or words is None:
        return []
    return [roster.add(meant, words, words.root)]


def _words(place: spans.Span, doc: Doc) -> Span | None:
    return doc.char_span(place.start, place.end, alignment_mode="expand")


def speaker(place: spans.Span, doc: Doc, roster: Roster) -> Figurant | None:
    """The actor that some words name. None: a pronoun that nobody is sure of."""
    words = _words(place, doc)
    if words is None:
        return None
    known = roster.actor_at.get(words.root.i) or _spoken_of(words, roster)
    if known is not None:
        return _speaking(known)
    if all(token.pos_ in ("PRON", "DET") for token in words) and words.root.lower_ not in UNNAMED:
        return None
    one = Figurant("actor", _kind(words), words.text, is_named=words.root.pos_ == "PROPN", keys={words.text.lower()})
    return _speaking(roster.add(one, words, words.root))


def _spoken_of(words: Span, roster: Roster) -> Figurant | None:
    """The actor behind words that are no mention themselves: a place, "official" statements, a name that follows."""
    place = roster.place_at.get(words.root.i)
    if place is not None and place.is_named:
        return _state(place, words, roster)
    if words.root.lower_ in ("official", "governmental"):
        return next((one for one in roster.of("actor") if one.kind == "government"), None)
    for token in words.doc[words.start : min(words.end + 3, sentence(words.root).end)]:
        one = roster.actor_at.get(token.i)
        if one is not None and (token.dep_ in ("appos", "conj") or token.i == words.end):
            return one
    return None


def _state(place: Figurant, words: Span, roster: Roster) -> Figurant:
    """As in "Washington said": a place that speaks is the state whose capital or country it is."""
    roster.place_at.pop(words.root.i)
    place.spans = {span for span in place.spans if not words.start_char <= span[0] < words.end_char}
    return roster.add(state(place.name, roster), words, words.root)


def _speaking(one: Figurant) -> Figurant:
    """Whoever speaks is used; people without a name who speak are sources."""
    one.is_used = True
    if one.kind == "civilians" or (one.kind == "community" and not one.is_named):
        one.kind = "source"
    return one


def _kind(words: Span) -> str:
    if words.root.ent_type_ == "PERSON":
        return "person"
    if words.root.pos_ == "PROPN" and has_title(words):
        return "person"
    lemma = words.root.lemma_.lower()
    return kind_of(words.root) or actor_words().heads.get(lemma) or ("civil-society" if lemma in BODIES else "source")


def statement(
    id: str, claim: Attribution, text: str, *, speakers: Iterable[str], via: Iterable[str], about: Iterable[str]
) -> Statement:
    """One statement; ids of who speaks, of who passed it on, and of what it is about."""
    return Statement(
        id,
        tuple(dict.fromkeys(speakers)),
        None if claim.speaker is None else Mention.of(text, claim.speaker.start, claim.speaker.end),
        None if claim.cue is None else Mention.of(text, claim.cue.start, claim.cue.end),
        Mention.of(text, claim.content.start, claim.content.end),
        claim.modality.value,
        claim.mode.value,
        tuple(about),
        tuple(dict.fromkeys(via)),
        claim.hedge.value,
        claim.polarity.value,
        claim.confidence,
        claim.rule,
    )


def about(content: spans.Span, events: Iterable[Event], actors: Iterable[tuple[str, Iterable[Mention]]]) -> list[str]:
    """The events named in a content; where there are none, the actors and places named there."""

    def holds(mention: Mention) -> bool:
        return content.start <= mention.start and mention.end <= content.end

    found = [event.id for event in events if any(map(holds, event.triggers))]
    return found or [id for id, mentions in actors if any(map(holds, mentions))]
