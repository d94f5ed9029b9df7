"""The source `case`: what an analyst codes by hand, in YAML."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import orjson
from testigo.loaders.cases.checking import Misfit, Problem, problems
from testigo.loaders.cases.documents import Document, read
from testigo.loaders.cases.frame import Frame, misfits
from testigo.loaders.cases.mapping import VERSION, mapped
from testigo.loaders.cases.payloads import ENTRIES, mini_case, payload, value_at, written
from testigo.loaders.cases.texts import CaseReport, case_report
from testigo.loaders.register import Register, default
from testigo.loaders.reports import decoded, read_bytes
from testigo.loaders.source import Card, Fault, Piece
from testigo.ontology.errors import UnreadableInput

CARD = Card(name="case", title="Case files coded by hand", version=VERSION)


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case file as read: its values, its frame, and what the schema refuses of its entries."""

    document: Document
    frame: Frame
    refused: tuple[Problem, ...]
    content: bytes

    @property
    def identity(self) -> list[object]:
        """What changes when the case or one of its reports does."""
        return [self.content.hex(), *(report.identity for report in self.frame.reports.values())]


class CaseSource:
    """Case files. A frame that cannot be read stops the load; an entry is refused alone.

    Actors are looked up in `register`, the one that ships where none is given.
    """

    def __init__(self, paths: Sequence[Path], register: Register | None = None) -> None:
        self.card = CARD
        self._register = register or default()
        self._cases = [case_file(path) for path in paths]

    def __len__(self) -> int:
        return len(self._cases)

    @property
    def fingerprint(self) -> str:
        """A hash of the cases, of the reports they quote and of the register."""
        parts = [CARD.version, self._register.fingerprint, *(case.identity for case in self._cases)]
        return hashlib.sha256(orjson.dumps(parts, default=str)).hexdigest()

    def pieces(self, at: datetime) -> Iterator[Piece]:
        """One piece a case."""
        for number, case in enumerate(self._cases, 1):
            yield _piece(case, at, number, self._register)


def case_file(path: Path) -> CaseFile:
    """Read a case file and the reports it names. Raises UnreadableInput: the first finding in its frame, and where."""
    content = read_bytes(path)
    document = read(decoded(content, str(path)), str(path))
    found = problems(document.tree)
    _raise(
        document, [each for each in found if each.path[:1] not in [(name,) for name in ENTRIES] or len(each.path) < 2]
    )
    frame = Frame(document.tree, _reports(document, path))
    _raise(document, list(misfits(frame)))
    return CaseFile(document, frame, tuple(found), content)


def _raise(document: Document, found: Sequence[Problem]) -> None:
    if not found:
        return
    first = min(found, key=lambda each: document.mark(each.path))
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    raise document.unreadable(first.path, f"{_named(first)}{first.message}{more}")


def _named(problem: Problem) -> str:
    return f"{written(problem.path)}: " if problem.path else ""


def _reports(document: Document, path: Path) -> dict[str, CaseReport]:
    found = {}
    for key, entry in document.tree["reports"].items():
        try:
            found[key] = case_report(entry, path.parent, str(path))
        except Misfit as misfit:
            _raise(document, [misfit.problem.under("reports", key)])
        except UnreadableInput as problem:
            raise document.unreadable(("reports", key, "file"), str(problem)) from problem
    return found


def _piece(case: CaseFile, at: datetime, number: int, register: Register) -> Piece:
    found = mapped(case.frame, case.refused, at, register)
    document = case.document
    snapshots = {
        hashlib.sha256(report.read.content).hexdigest(): report.read.content
        for report in case.frame.reports.values()
        if report.read
    }
    return Piece(
        document.where,
        found.batch,
        snapshots,
        faults=tuple(_fault(case.frame, each, document.line(each.path)) for each in found.problems),
        where=lambda record: document.line(found.where[record]) if record in found.where else None,
        done=number,
    )


def _fault(frame: Frame, problem: Problem, locator: str) -> Fault:
    kind, number, *rest = problem.path
    entry = frame.tree[str(kind)][number]
    return Fault(
        rule=problem.rule,
        path=written(tuple(rest)) or None,
        value=value_at(entry, rest),
        message=problem.message,
        locator=locator,
        payload=payload(frame, str(kind), entry, locator),
        severity=problem.severity,
    )


def remapped(payload: Mapping[str, object]) -> Piece:
    """A refused entry that was mended, as a piece. Raises InvalidValue."""
    frame, kind, locator = mini_case(payload)
    last = len(frame.tree[kind]) - 1
    at = datetime.now(UTC)
    refused = [each for each in problems(frame.tree) if each.path[:1] in [(name,) for name in ENTRIES]]
    found = mapped(frame, refused, at, default())
    own = [each for each in found.problems if each.path[:2] == (kind, last)]
    faults = tuple(_fault(frame, each, locator) for each in own)
    return Piece(locator, found.batch, faults=faults)
