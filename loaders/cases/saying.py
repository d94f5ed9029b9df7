"""Who says a quote, how, and where it stands: what all claims of an entry share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from testigo.loaders.cases.checking import Misfit
from testigo.loaders.cases.frame import NOBODY, PUBLISHER, Frame
from testigo.loaders.cases.quotes import NotQuoted, located
from testigo.loaders.cases.texts import Entry
from testigo.loaders.reports import Captured, passage_of, publisher, unattributed
from testigo.loaders.voices import Voice
from testigo.ontology.dates import Dated
from testigo.ontology.edtf_literals import parse
from testigo.ontology.errors import InvalidValue
from testigo.ontology.model import Actor, Passage
from testigo.ontology.terms import Hedge, Modality, Mode, Polarity

_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Saying:
    """A quote and its voice. `speakers`, `voice.via` and `sources` are ids of actors, `cites` keys of reports.

    `own`: the speakers that are no actors of the case (its publisher, nobody). `said`: when, if not on publication.
    """

    captured: Captured
    passage: Passage
    speakers: tuple[str, ...]
    own: tuple[Actor, ...]
    voice: Voice
    sources: tuple[str, ...]
    cites: tuple[str, ...]
    said: Dated | None
    marking: str | None


def listed(value: str | list[str] | None) -> list[str]:
    """One or several, as a list."""
    return [] if value is None else [value] if isinstance(value, str) else value


def saying(frame: Frame, entry: Entry, at: datetime) -> Saying:
    """What an entry says before it says anything of an event. Raises Misfit."""
    report = frame.report(entry["report"], "report")
    captured = report.captured(at)
    if captured is None:
        message = "this report has no words to quote; give it `file` or `text`"
        raise Misfit(("report",), "case-quote", message)
    own = {PUBLISHER: publisher(captured.report), NOBODY: unattributed(captured.report)}
    speakers = meant(listed(entry["by"]), "by", lambda key, *path: _speaker(frame, own, key, *path))
    return Saying(
        captured=captured,
        passage=_passage(captured, entry),
        speakers=tuple(dict.fromkeys(speakers)),
        own=tuple(actor for key, actor in own.items() if key in listed(entry["by"])),
        voice=_voice(frame, entry, captured, speakers),
        sources=_actors(frame, entry, "sources"),
        cites=tuple(meant(listed(entry.get("cites")), "cites", lambda key, *path: _cited(frame, key, *path))),
        said=dated(entry["said"], "said") if "said" in entry else None,
        marking=entry.get("marking") or report.entry.get("marking") or frame.tree.get("marking"),
    )


def meant(keys: Iterable[str], name: str, read: Callable[..., _Found]) -> list[_Found]:
    """What each of the keys means; a misfit says which one it is."""
    return [read(key, name, at) for at, key in enumerate(keys)]


def dated(literal: str, *path: str | int) -> Dated:
    """An EDTF literal. Raises Misfit."""
    try:
        return parse(literal)
    except InvalidValue as problem:
        raise Misfit(path, "case-edtf", str(problem)) from problem


def _speaker(frame: Frame, own: dict[str, Actor], key: str, *path: str | int) -> str:
    if key in own:
        return own[key].id
    try:
        return frame.node(key, ["Actor"], *path)
    except Misfit as misfit:
        said = f"{misfit} (`publisher` is the report's own voice, `nobody` where nobody is named)"
        raise Misfit(path, misfit.problem.rule, said) from misfit


def _cited(frame: Frame, key: str, *path: str | int) -> str:
    frame.report(key, *path)
    return key


def _actors(frame: Frame, entry: Entry, name: str) -> tuple[str, ...]:
    return tuple(meant(listed(entry.get(name)), name, lambda key, *path: frame.node(key, ["Actor"], *path)))


def _passage(captured: Captured, entry: Entry) -> Passage:
    try:
        span = located(captured.text.content, entry["quote"], entry.get("occurrence"), entry.get("after"))
    except NotQuoted as problem:
        raise Misfit(("quote",), "case-quote", str(problem)) from problem
    return passage_of(captured.text, span)


def _voice(frame: Frame, entry: Entry, captured: Captured, speakers: Iterable[str]) -> Voice:
    hedge_text = entry.get("hedge_text")
    if hedge_text and hedge_text not in captured.text.content:
        raise Misfit(("hedge_text",), "case-quote", f"{hedge_text!r} does not stand in the report")
    usual = Modality.RETRACTS if "retracts" in entry else Modality.ASSERTS
    confidence = entry.get("confidence")
    return Voice(
        speakers=tuple(speakers),
        via=_actors(frame, entry, "via"),
        modality=Modality(entry.get("modality", usual)),
        polarity=Polarity(entry.get("polarity", Polarity.POSITIVE)),
        hedge=Hedge(entry.get("hedge", Hedge.NONE)),
        hedge_text=hedge_text,
        mode=Mode(entry.get("mode", Mode.PARAPHRASE)),
        confidence=None if confidence is None else float(confidence),
    )
