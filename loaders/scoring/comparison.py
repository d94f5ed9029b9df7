"""One extraction held to the gold, and folders of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from testigo.loaders.extraction import Extraction, ReportFacts
from testigo.loaders.scoring.entities import Entities
from testigo.loaders.scoring.errors import Wrong
from testigo.loaders.scoring.events import Events
from testigo.loaders.scoring.figures import Tallies, added
from testigo.loaders.scoring.statements import Counts, Statements
from testigo.ontology.errors import SourceError, UnreadableInput

Rules = dict[str, tuple[int, int, int, int]]
"""Rule → statements it made; right in content; in speaker too; in modality too."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was found of one report, and every error. `is_missing`: there is no extraction of it."""

    name: str
    tallies: Tallies
    wrongs: tuple[Wrong, ...]
    rules: Rules = field(default_factory=dict)
    inexact: int = 0
    is_missing: bool = False


def compared(found: Extraction, wanted: Extraction, name: str = "", text: str | None = None) -> Comparison:
    """Hold an extraction to the gold. Where the text is given, `inexact` counts the spans that do not fit it."""
    actors, places = (Entities(node, found, wanted) for node in ("actor", "place"))
    ids = actors.ids | places.ids
    statements = Statements(found, wanted, ids)
    parts = (actors, places, Events(found, wanted, ids), Counts(found, wanted), statements)
    return Comparison(
        name,
        added(part.tallies() for part in parts),
        tuple(wrong for part in parts for wrong in part.wrongs()),
        statements.by_rule(),
        0 if text is None else sum(not mention.fits(text) for mention in found.mentions()),
    )


def comparisons(gold: Path, found: Path, texts: Path | None = None) -> Iterator[Comparison]:
    """Hold the extractions of a folder (or one file) to the gold of the same names, in the order of the names.

    A report of which there is no extraction counts as one in which nothing was found. Raises UnreadableInput where a
    file is no extraction, or of another text.
    """
    if gold.is_file():
        place = found / gold.name if found.is_dir() else found
        if not place.is_file():
            raise UnreadableInput(str(place), "cannot be read: No such file or directory")
        yield _of_files(gold.stem, gold, place, texts)
        return
    names = sorted(path.relative_to(gold) for path in gold.rglob("*.json"))
    if not names:
        raise UnreadableInput(str(gold), "holds no .json; name a folder of extractions, or one of them")
    if not any((found / name).is_file() for name in names):
        raise UnreadableInput(str(found), f"holds no extraction of a name that {gold} has; both need the same names")
    for name in names:
        yield _of_files(name.with_suffix("").as_posix(), gold / name, found / name, texts)


def _of_files(name: str, gold: Path, found: Path, texts: Path | None) -> Comparison:
    wanted = _read(gold)
    if not found.is_file():
        nothing = Extraction(wanted.text, ReportFacts(None), (), (), (), ())
        of_nothing = compared(nothing, wanted, name)
        return Comparison(name, of_nothing.tallies, of_nothing.wrongs, is_missing=True)
    extraction = _read(found)
    if extraction.text != wanted.text:
        raise UnreadableInput(str(found), f"is of another text than {gold}: their offsets cannot be compared")
    return compared(extraction, wanted, name, _text(texts / f"{name}.txt") if texts else None)


def _read(path: Path) -> Extraction:
    try:
        return Extraction.from_json(path.read_bytes())
    except OSError as problem:
        raise UnreadableInput(str(path), f"cannot be read: {problem.strerror}") from problem
    except SourceError as problem:
        raise UnreadableInput(str(path), f"is no extraction: {problem}") from problem


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise UnreadableInput(str(path), "cannot be read as a text in UTF-8") from problem


def rules_of(parts: Iterable[Comparison]) -> Rules:
    """What each rule made in several reports."""
    total: dict[str, Counter[int]] = {}
    for part in parts:
        for rule, counts in part.rules.items():
            total.setdefault(rule, Counter()).update(dict(enumerate(counts)))
    return {rule: (n[0], n[1], n[2], n[3]) for rule, n in sorted(total.items(), key=lambda each: -each[1][0])}
