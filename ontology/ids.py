"""Ids: deterministic, so that loading twice, in any order, into any store, gives the same ones."""

from __future__ import annotations

import hashlib
import json
import unicodedata

from testigo.ontology.errors import InvalidValue

LABELS = (
    "Report", "Snapshot", "Text", "Passage", "Statement", "Event", "Participation", "Actor", "Place", "Name",
    "Concept", "LoadRun", "Refusal", "Assessment", "Judgement", "Marking",
)  # fmt: skip
_LABEL = {label.lower(): label for label in LABELS}


def normalised(literal: str) -> str:
    """NFKC, case-folded, white space collapsed: what names are compared by.

    >>> normalised("  The  ARMY ")
    'the army'
    """
    folded = unicodedata.normalize("NFKC", literal).casefold()
    again = unicodedata.normalize("NFKC", folded)  # folding may undo the normal form: ẖ and its like
    return " ".join(again.split())


def minted(label: str, *key: object) -> str:
    """An id: the lower-case label, a hyphen, 32 hex digits of the SHA-256 of the key as canonical JSON.

    >>> minted("Name", "Baniyas", "en", "place-1")
    'name-737cef5b2c74d24bc1c96d51288cc9ab'
    """
    canonical = json.dumps(list(key), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        digest = hashlib.sha256(canonical.encode()).hexdigest()
    except UnicodeEncodeError as problem:
        raise InvalidValue(f"half of a surrogate pair is no character: {problem.object!r}") from problem
    return f"{label.lower()}-{digest[:32]}"


def label_of(id: str) -> str:
    """The node label an id belongs to. Raises KeyError for an id that is none of ours."""
    prefix, hyphen, _ = id.partition("-")
    if not hyphen:
        raise KeyError(id)
    return _LABEL[prefix]
