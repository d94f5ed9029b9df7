"""A long text, read part by part: the language model's memory grows with what it reads at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from testigo.loaders.extraction import Diagnostic, Extraction, Mention, TextIdentity
from testigo.loaders.text.reading.lines import blocks
from testigo.ontology.spans import Span

MOST = 100_000  # code points of a part; the longest report of a commission is read in a few
Value = TypeVar("Value")


def in_parts(text: str, read: Callable[[str], Extraction], most: int = MOST) -> Extraction:
    """The extraction of a text that `read` is given paragraph by paragraph, as many at a time as fit into a part.

    Ids of the second part end in `.2`, and so on; that one part does not know the actors of another is told.
    """
    spans = list(parts(text, most))
    if len(spans) < 2:
        return read(text)
    found = [_moved(read(span.of(text)), span.start, number) for number, span in enumerate(spans, 1)]
    told = f"the text is long: read in {len(spans)} parts; an actor of one is not known in another"
    return Extraction(
        TextIdentity.of(text),
        found[0].report,
        tuple(each for part in found for each in part.entities),
        tuple(each for part in found for each in part.events),
        tuple(each for part in found for each in part.counts),
        tuple(each for part in found for each in part.statements),
        (Diagnostic("read-in-parts", told), *(each for part in found for each in part.diagnostics)),
    )


def parts(text: str, most: int) -> Iterator[Span]:
    """Spans that cover a text, none longer than `most`: cut before a paragraph, else at white space, else anywhere."""
    if len(text) <= most:
        yield from [Span(0, len(text))] if text else []
        return
    cuts = [block.start for block in blocks(text)]
    start = 0
    while len(text) - start > most:
        limit = start + most
        before = [cut for cut in cuts if start < cut <= limit]
        space = max(text.rfind(" ", start + 1, limit), text.rfind("\n", start + 1, limit)) + 1
        end = before[-1] if before else (space or limit)
        yield Span(start, end)
        start = end
        cuts = [cut for cut in cuts if cut > start]
    yield Span(start, len(text))


def _moved(found: Extraction, by: int, number: int) -> Extraction:
    """The extraction of a part as one of the whole text."""
    if number == 1:
        return found

    def named(id: str) -> str:
        return f"{id}.{number}"

    def all_named(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(named, ids))

    moved = _shifted(found, by)
    events = (
        replace(
            each,
            id=named(each.id),
            places=all_named(each.places),
            participants=tuple(replace(one, actor=named(one.actor)) for one in each.participants),
        )
        for each in moved.events
    )
    statements = (
        replace(
            each,
            id=named(each.id),
            speakers=all_named(each.speakers),
            about=all_named(each.about),
            via=all_named(each.via),
        )
        for each in moved.statements
    )
    return replace(
        moved,
        entities=tuple(replace(each, id=named(each.id)) for each in moved.entities),
        events=tuple(events),
        counts=tuple(replace(each, event=named(each.event)) for each in moved.counts),
        statements=tuple(statements),
    )


def _shifted(value: Value, by: int) -> Value:
    """A value with every span in it so many code points later."""
    if isinstance(value, Mention):
        return replace(value, start=value.start + by, end=value.end + by)
    if isinstance(value, tuple):
        return tuple(_shifted(each, by) for each in value)  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type):
        changes = {field.name: _shifted(getattr(value, field.name), by) for field in fields(value)}
        return replace(value, **changes)
    return value
