"""What can go wrong, as one tree.

TestigoError                 every error of this project
├── InvalidValue             a value that the model refuses at birth (also a ValueError)
├── SourceError              an input that cannot be read or mapped without a guess
│   ├── UnreadableInput      a file: missing, empty, binary, in another encoding, too large
│   └── TooLittle            fewer records than a whole release has
├── SpoolError               the disk between mapping and writing fails
├── ExportError              what is asked for cannot be written
├── ExtractionError          an extractor or its model is missing or altered
├── ValidationError          an engine or the shapes themselves failed
│   ├── EngineFailed         an engine crashed, took too long, or cannot read what it was given
│   └── UnfitShapes          a file of shapes that cannot be held against records
├── StoreError               the graph store
│   ├── StoreUnreachable     nobody answers, or it went away
│   ├── StoreNotOurs         another schema version, or something else in the place
│   ├── StoreBusy            another process owns what is asked for
│   └── UnsafeQuery          a query that the read-only guard refuses
├── NotInStore               an id that the graph does not hold
├── Contradiction            a judgement that others contradict
├── QueryError               an unknown question, or parameters that do not fit it
├── ServerError              the API's server cannot start
│   └── AddressInUse         another process listens there
└── TooManyRefusals          the share of refused records passes the threshold
"""

from __future__ import annotations

from typing import Any


class TestigoError(Exception):
    """The root. `str()` of it is one line a person can act on."""

    __test__ = False  # the name begins with "Test"; pytest is not meant


class InvalidValue(TestigoError, ValueError):
    """A value that the model refuses at birth."""


class SourceError(TestigoError):
    """An input that cannot be read or mapped without a guess."""


class UnreadableInput(SourceError):
    """A file that cannot be taken in: `where` is its path or URL, `what` the finding and the remedy."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")
        self.where, self.what = where, what


class TooLittle(SourceError):
    """Fewer records of a label than the card of the source expects; nothing was written."""

    def __init__(self, title: str, label: str, found: int, least: int) -> None:
        super().__init__(
            f"{title}: {found} of the label {label}, where a whole release has at least {least}: nothing was written; "
            "the file is cut off, or it is an extract: then load it with --part"
        )
        self.label, self.found, self.least = label, found, least


class SpoolError(TestigoError):
    """The disk between mapping and writing fails; nothing was loaded."""


class ExportError(TestigoError):
    """What is asked for cannot be written; nothing half-written stays."""


class ExtractionError(TestigoError):
    """An extractor or its model is missing or altered."""


class ValidationError(TestigoError):
    """An engine, or the shapes themselves, failed: no verdict about the records."""


class EngineFailed(ValidationError):
    """An engine crashed, took too long, or cannot read what it was given; `reason` says which."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class UnfitShapes(ValidationError):
    """A file of shapes that cannot be held against records; `faults` are the lines and what is wrong with each."""

    def __init__(self, where: str, faults: list[tuple[int, str]]) -> None:
        (line, says), *others = faults
        more = f" (and {len(others)} more: `testigo shapes --shapes {where}` lists them)" if others else ""
        super().__init__(f"{where}:{line}: {says}{more}")
        self.where, self.faults = where, faults


class StoreError(TestigoError):
    """The graph store refuses or fails."""


class StoreUnreachable(StoreError):
    """Nobody answers at the store's address, or it went away."""


class StoreNotOurs(StoreError):
    """The place holds another schema version, or something else."""


class StoreBusy(StoreError):
    """Another process owns what is asked for."""


class UnsafeQuery(StoreError):
    """A query that the read-only guard refuses."""


class NotInStore(TestigoError):
    """An id that the graph does not hold."""

    def __init__(self, what: str, id: str) -> None:
        super().__init__(f"no {what} with the id {id!r} in this store")
        self.what, self.id = what, id


class Contradiction(TestigoError):
    """A judgement that standing ones contradict. `chain`: their ids, from one record to the other."""

    def __init__(self, what: str, chain: list[str]) -> None:
        super().__init__(f"{what}; nothing was changed: revoke one of {', '.join(chain)} first, or leave it")
        self.chain = chain


class QueryError(TestigoError):
    """An unknown question, or parameters that do not fit it."""


class ServerError(TestigoError):
    """The API's server cannot start."""


class AddressInUse(ServerError):
    """Another process listens at this address."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(f"{host}:{port} is in use by another process; stop that, or choose another with --port")
        self.host, self.port = host, port


class TooManyRefusals(TestigoError):
    """The share of refused records passes the threshold; nothing was written.

    `refusals` are the reasons in groups (Any: JSON), `reasons` the file that holds every one.
    """

    def __init__(
        self, refused: int, records: int, limit: str, refusals: list[dict[str, Any]], reasons: str | None = None
    ) -> None:
        super().__init__(
            f"{refused} of {records} records refused, above the threshold of {limit}: nothing was written; "
            "mend the input, or raise --max-refused to load the rest and keep the refused ones"
            + (f" (every reason: `testigo refusals list --last`, or {reasons})" if reasons else "")
        )
        self.refused, self.records, self.limit = refused, records, limit
        self.refusals, self.reasons = refusals, reasons
