"""Which expression of time belongs to which event."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Self

from testigo.loaders.text.events.triggers import Trigger
from testigo.loaders.text.reading.cues import cues
from testigo.loaders.text.reading.dates import When
from testigo.loaders.text.reading.phrases import clause_chain, sentence
from testigo.ontology.spans import Span
from testigo.ontology.terms import Modality

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SAYING = frozenset(("say", "tell", "add"))
DATED = re.compile(r"\(?[A-Z][\w'’.]+(?:[ ,/]+[A-Z][\w'’.]+)*,?\s*\(?")
PLACED = re.compile(r"\s*(?:[-–—•*]\s+)?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*(?: \([\w ]+\))?, ")  # "- Goma, 5 June: …"
DATELINE_END = re.compile(r"(?:,? \d{4})?\)?(?:\s*\([^)\n]{1,40}\))?\)?\s*(?:--|[-–—])\s")
AS_IT_HAPPENED = frozenset(("as", "when", "while"))
STANCES = frozenset(
    (Modality.CONDEMNS, Modality.MOURNS, Modality.SUPPORTS, Modality.EXPRESSES_CONCERN, Modality.CALLS_FOR)
)


@dataclass(frozen=True, slots=True)
class Clock:
    """The expressions of time of a text, in text order, each with the words above it, and those that head a line."""

    governed: tuple[tuple[When, frozenset[int]], ...] = ()
    headed: tuple[tuple[When, Span], ...] = ()
    published: date | None = None

    @classmethod
    def of(cls, doc: Doc, text: str, whens: Iterable[When], published: date | None = None) -> Self:
        """Find out what each expression of time hangs on, and which line it heads."""
        known = list(whens)
        known = [when for when in known if not _is_of_dateline(text, when)]
        governed = [(when, frozenset(token.i for token in _above(doc, when))) for when in known]
        governed += [one for when in known if published and (one := _since(doc, when, published)) is not None]
        headed = tuple((when, line) for when in known if (line := _line(text, when)) is not None)
        return cls(tuple(governed), headed, published)

    def time_of(self, trigger: Trigger) -> When | None:
        """The time in the clause of a trigger: what hangs on it or on the verb that governs it."""
        if _is_cause(trigger):
            return next((when for when, above in self.governed if trigger.head.i in above), None)
        chain = {token.i for token in _chain(trigger.head) if token.lemma_ not in SAYING or token is trigger.head}
        for when, above in self.governed:
            if not chain.isdisjoint(above) and not _is_of_a_stance(trigger.head, above & chain):
                return when
        at = trigger.words.start_char
        if trigger.is_certain and (since := self._since_told(trigger)) is not None:
            return since
        headed = next((when for when, line in self.headed if line.start <= at < line.end), None)
        return self._of_sentence(trigger) or headed

    def _since_told(self, trigger: Trigger) -> When | None:
        """As in "has not been seen since": from the day told last to that of the report."""
        word = next((child for child in trigger.head.children if child.lower_ == "since"), None)
        before = [when for when, _ in self.governed if when.span.end <= trigger.words.start_char]
        if word is None or not before or self.published is None or before[-1].earliest > self.published:
            return None
        return When(before[-1].earliest, self.published, "range", Span(word.idx, word.idx + len(word)))

    def _of_sentence(self, trigger: Trigger) -> When | None:
        """The only time that a sentence tells, unless it is that of a saying, or the act is one before it."""
        if _is_before(trigger.head):
            return None
        around = sentence(trigger.head)
        inside = [
            (when, above) for when, above in self.governed if around.start_char <= when.span.start < around.end_char
        ]
        if len({when.span for when, _ in inside}) != 1 or inside[0][0].is_of_cause:
            return None
        when, above = inside[0]
        return None if _is_of_a_saying(trigger.head, above) else when


def is_of_another_time(trigger: Trigger) -> bool:
    """Whether an act was done before those that it is told with."""
    return _is_cause(trigger) or _is_before(trigger.head)


def _is_cause(trigger: Trigger) -> bool:
    """As in "fighting erupted on Friday after the killing of a leader": the time is that of the fighting."""
    above = trigger.head.head
    return (
        not trigger.is_verb and trigger.head.dep_ == "pobj" and above.lower_ in ("after", "following", "over", "since")
    )


def _is_before(head: Token) -> bool:
    """As in "was shot on Monday, hours after he had ended a feud": told in the past of that day."""
    clause = next((one for one in (head, *head.ancestors) if one.dep_ in ("advcl", "relcl", "pcomp")), None)
    if clause is None:
        return False
    return any(child.dep_ == "aux" and child.lower_ == "had" for child in clause.children)


def _chain(head: Token) -> list[Token]:
    """The words of a clause, and of the one that says when it was: "courts were empty as lawyers stayed away"."""
    found = clause_chain(head)
    last = found[-1]
    if last.dep_ == "advcl" and any(child.lower_ in AS_IT_HAPPENED for child in last.children):
        found += clause_chain(last.head)
    return found


def _is_of_a_saying(head: Token, above: frozenset[int]) -> bool:
    """As in "the office said today", "condemned today the ambush": when it was said, not when it happened."""
    verbs = [head.doc[i] for i in sorted(above) if head.doc[i].pos_ == "VERB"]
    return any(verb.lemma_.lower() in cues().verbs and verb.i != head.i for verb in verbs)


def _is_of_a_stance(head: Token, above: Iterable[int]) -> bool:
    """As in "condemned today the ambush": the day of the stance, not of what it is towards."""
    verbs = (head.doc[i] for i in above if head.doc[i].pos_ == "VERB" and i != head.i)
    readings = (cue for verb in verbs for cue in cues().verbs.get(verb.lemma_.lower(), ()))
    return any(cue.modality in STANCES for cue in readings)


def _above(doc: Doc, when: When) -> list[Token]:
    words = doc.char_span(when.span.start, when.span.end, alignment_mode="expand")
    if words is None:
        return []
    if when.is_of_cause:
        after = words[-1]
        return [after.head] if after.dep_ == "mark" else list(after.children)
    above = clause_chain(words.root)[1:]
    said = next((at for at, token in enumerate(above) if token.pos_ == "VERB" and token.lemma_ in SAYING), None)
    return above if said is None else above[: said + 1]  # "…, police said on Friday" may be parsed as "killed and said"


def _is_of_dateline(text: str, when: When) -> bool:
    """As in "GOMA, 3 May (Agency) - Two died.": when it was written."""
    start = text.rfind("\n", 0, when.span.start) + 1
    is_place = DATED.fullmatch(text[start : when.span.start]) is not None
    return is_place and DATELINE_END.match(text, when.span.end) is not None


def _since(doc: Doc, when: When, published: date) -> tuple[When, frozenset[int]] | None:
    """As in "received threats ever since they occupied a farm in 2023": the threats run to the day of the report."""
    words = doc.char_span(when.span.start, when.span.end, alignment_mode="expand")
    if words is None or when.earliest > published:
        return None
    clause = next((one for one in words.root.ancestors if one.dep_ == "advcl"), None)
    if clause is None or not any(child.lower_ == "since" and child.dep_ == "mark" for child in clause.children):
        return None
    opened = When(when.earliest, published, "range", when.span)
    return opened, frozenset(token.i for token in clause_chain(clause.head))


def _line(text: str, when: When) -> Span | None:
    """As in "12 July: …" at the beginning of a line: the rest of the line, which it dates."""
    start = text.rfind("\n", 0, when.span.start) + 1
    end = text.find("\n", when.span.end)
    if any(map(str.isalpha, text[start : when.span.start])) and not PLACED.fullmatch(text[start : when.span.start]):
        return None
    if (
        text[when.span.end : when.span.end + 3].lstrip()[:1] not in (":", "–", "-", ".")
        and text[when.span.end - 1] != "."
    ):
        return None
    return Span(when.span.end, end if end > when.span.end else len(text))
