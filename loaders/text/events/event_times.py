"""Which expression of time belongs to which event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from testigo.loaders.text.events.triggers import Trigger
from testigo.loaders.text.reading.cues import cues
from testigo.loaders.text.reading.dates import When
from testigo.loaders.text.reading.phrases import clause_chain, sentence
from testigo.ontology.spans import Span
from testigo.ontology.terms import Modality

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

AS_IT_HAPPENED = frozenset(("as", "when", "while"))
STANCES = frozenset(
    (Modality.CONDEMNS, Modality.MOURNS, Modality.SUPPORTS, Modality.EXPRESSES_CONCERN, Modality.CALLS_FOR)
)


@dataclass(frozen=True, slots=True)
class Clock:
    """The expressions of time of a text, in text order, each with the words above it, and those that head a line."""

    governed: tuple[tuple[When, frozenset[int]], ...] = ()
    headed: tuple[tuple[When, Span], ...] = ()

    @classmethod
    def of(cls, doc: Doc, text: str, whens: Iterable[When]) -> Self:
        """Find out what each expression of time hangs on, and which line it heads."""
        known = list(whens)
        governed = tuple((when, frozenset(token.i for token in _above(doc, when))) for when in known)
        return cls(governed, tuple((when, line) for when in known if (line := _line(text, when)) is not None))

    def time_of(self, trigger: Trigger) -> When | None:
        """The time in the clause of a trigger: what hangs on it or on the verb that governs it."""
        if _is_cause(trigger):
            return next((when for when, above in self.governed if trigger.head.i in above), None)
        chain = {token.i for token in _chain(trigger.head)}
        for when, above in self.governed:
            if not chain.isdisjoint(above) and not _is_of_a_stance(trigger.head, above & chain):
                return when
        at = trigger.words.start_char
        headed = next((when for when, line in self.headed if line.start <= at < line.end), None)
        return headed or self._of_sentence(trigger)

    def _of_sentence(self, trigger: Trigger) -> When | None:
        """The only time that a sentence tells, unless it is that of a saying, or the act is one before it."""
        if _is_before(trigger.head):
            return None
        around = sentence(trigger.head)
        inside = [
            (when, above) for when, above in self.governed if around.start_char <= when.span.start < around.end_char
        ]
        if len(inside) != 1:
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
    return clause_chain(words.root)[1:] if words is not None else []


def _line(text: str, when: When) -> Span | None:
    """As in "12 July: …" at the beginning of a line: the rest of the line, which it dates."""
    start = text.rfind("\n", 0, when.span.start) + 1
    end = text.find("\n", when.span.end)
    if any(map(str.isalpha, text[start : when.span.start])):
        return None
    if (
        text[when.span.end : when.span.end + 3].lstrip()[:1] not in (":", "–", "-", ".")
        and text[when.span.end - 1] != "."
    ):
        return None
    return Span(when.span.end, end if end > when.span.end else len(text))
