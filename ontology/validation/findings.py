"""What a check finds in a record. Nothing third-party: the worker process imports this, and starts fast."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from testigo.ontology import ids
from testigo.ontology.terms import Severity


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One rule that one record breaks.

    `shape` is the local name of the shape (`Statement-saidBy`), or of a rule that is checked outside SHACL
    (`anchor`, `cycle`, `engine`). `path` is the property at fault (`saidBy`; `supersedes / kind`; `^hasName`)
    and `value` the value as it is written; None where the rule is about the whole record. `label` is empty for
    an id that is none of ours.
    """

    id: str
    label: str
    shape: str
    path: str | None
    value: str | None
    message: str
    severity: Severity

    @property
    def refuses(self) -> bool:
        """Whether the record may not enter the graph."""
        return self.severity is Severity.VIOLATION


def label_of(id: str) -> str:
    """The label that an id says; empty for one that is none of ours (an engine may be given any graph)."""
    try:
        return ids.label_of(id)
    except KeyError:
        return ""


def finding(
    id: str,
    shape: str,
    message: str,
    path: str | None = None,
    value: str | None = None,
    *,
    severity: Severity = Severity.VIOLATION,
) -> Finding:
    """A finding about a record whose label its id says."""
    return Finding(id, label_of(id), shape, path, value, message, severity)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """The distinct findings, by id and shape: the same for the same records, whatever the engine's order."""
    return sorted(set(findings), key=lambda each: (each.id, each.shape, each.path or "", each.value or ""))
