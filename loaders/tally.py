"""The count of a load: what came in, what was refused and why, which codes were unknown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from testigo.loaders.source import Piece
from testigo.ontology.model import Refusal
from testigo.ontology.validation import Judged

EXAMPLES = 3
MOST_CODES = 1_000  # a column that is no code has as many "unknown codes" as rows
UNKNOWN_CODE = "unknown-code"
Reason = dict[str, Any]  # Any: JSON


@dataclass(slots=True)
class Group:
    """What was said of one rule and path: how often, in which words first, of which records first."""

    kind: str
    rule: str
    path: str | None
    message: str
    count: int = 0
    examples: list[Reason] = field(default_factory=list)

    def add(self, reason: Reason) -> None:
        """One more."""
        self.count += 1
        if len(self.examples) < EXAMPLES:
            self.examples.append({key: reason[key] for key in ("locator", "value", "message")})


@dataclass(slots=True)
class Tally:
    """Grows with the rules that are broken, not with the file."""

    pieces: int = 0
    records: int = 0
    refused: int = 0
    groups: dict[tuple[str, str, str | None], Group] = field(default_factory=dict)
    codes: Counter[tuple[str, str]] = field(default_factory=Counter)

    def count(self, piece: Piece, fresh: int, judged: Judged) -> None:
        """A piece of which so many records are new, and what was refused of it."""
        faults = sum(each.refuses for each in piece.faults)
        self.pieces += 1
        self.records += fresh + judged.lost + faults
        self.refused += judged.lost + faults
        for fault in piece.faults:
            key = fault.path or "", fault.value or ""
            if fault.rule == UNKNOWN_CODE and (key in self.codes or len(self.codes) < MOST_CODES):
                self.codes[key] += 1

    def group(self, reasons: Iterable[Reason]) -> Iterator[Reason]:
        """The same reasons, each counted with those of its rule."""
        for each in reasons:
            key = (each["kind"], each["rule"], each["path"])
            if key not in self.groups:
                self.groups[key] = Group(*key, each["message"])
            self.groups[key].add(each)
            yield each

    def summary(self) -> Mapping[str, Any]:
        """As JSON: the groups by kind, the most frequent first."""
        by_kind: dict[str, list[Group]] = {"refusal": [], "warning": [], "diagnostic": []}
        for group in sorted(self.groups.values(), key=lambda group: -group.count):
            by_kind[group.kind].append(group)
        return {
            "pieces": self.pieces,
            "records": self.records,
            "refused": self.refused,
            "codes": [
                {"column": column, "value": value, "count": n} for (column, value), n in self.codes.most_common()
            ],
            **{f"{kind}s": groups for kind, groups in by_kind.items()},
        }


def reasons(piece: Piece, judged: Judged, refusals: Iterable[Refusal]) -> Iterator[Reason]:
    """Everything that was refused or told of a piece, one reason after the other."""
    faults = [each for each in piece.faults if each.refuses]
    values = [*(each.value for each in judged.refused), *(each.value for each in faults)]
    for refusal, value in zip(refusals, values, strict=True):
        yield _reason("refusal", refusal.rule, refusal.path, value, refusal.message) | {
            "locator": refusal.locator, "id": refusal.id,
        }  # fmt: skip
    for fault in piece.faults:
        if not fault.refuses:
            yield _reason("warning", fault.rule, fault.path, fault.value, fault.message) | {"locator": fault.locator}
    for each in judged.warnings:
        yield _reason("warning", each.shape, each.path, each.value, each.message) | {
            "locator": piece.place_of(each.id), "id": each.id,
        }  # fmt: skip
    for diagnostic in piece.diagnostics:
        yield _reason("diagnostic", diagnostic.code, None, None, diagnostic.message) | {"locator": piece.locator}


def _reason(kind: str, rule: str, path: str | None, value: str | None, message: str) -> Reason:
    return {"kind": kind, "rule": rule, "path": path, "value": value, "message": message, "id": None}
