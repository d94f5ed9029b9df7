"""Anchors, checked outside SHACL: the exact words stand where a passage says, and hashes are those of the content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from testigo.ontology.batch import Batch
from testigo.ontology.ids import minted
from testigo.ontology.validation.findings import Finding, finding

Row = dict[str, Any]  # Any: a row of a table


def broken_anchors(batch: Batch) -> Iterator[Finding]:
    """What does not fit among the texts of a batch and the passages in them. A passage of a text that the batch does
    not hold is not checked.
    """
    texts: dict[str, Row] = {row["id"]: row for row in _rows(batch, "Text")}
    for text in texts.values():
        yield from _text(text)
    passages = {row["id"]: row for row in _rows(batch, "Passage")}
    for row in batch.relationships["IN_TEXT"].to_pylist() if "IN_TEXT" in batch.relationships else []:
        if row["start"] in passages and row["end"] in texts:
            yield from _passage(passages[row["start"]], texts[row["end"]])
    for snapshot in _rows(batch, "Snapshot"):
        if snapshot["sha256"] and snapshot["id"] != minted("Snapshot", snapshot["sha256"]):
            message = "The id is not the one of this sha256: mint it from the hash of the bytes."
            yield finding(snapshot["id"], "anchor", message, "sha256", snapshot["sha256"])


def _rows(batch: Batch, label: str) -> list[Row]:
    found: list[Row] = batch.nodes[label].to_pylist() if label in batch.nodes else []
    return found


def _text(text: Row) -> Iterator[Finding]:
    content = text["content"]
    if content is None:
        return
    if text["sha256"] != hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest():
        message = "The sha256 is not the one of the content: the text was changed, or the hash is of something else."
        yield finding(text["id"], "anchor", message, "sha256", text["sha256"])
    if text["length"] != len(content):
        message = f"The content has {len(content)} code points, not {text['length']}."
        yield finding(text["id"], "anchor", message, "length", str(text["length"]))


def _passage(passage: Row, text: Row) -> Iterator[Finding]:
    start, end, exact, content = passage["start"], passage["end"], passage["exact"], text["content"]
    if passage["kind"] != "text" or None in (start, end, exact, content):
        return
    stands = content[start:end] if 0 <= start <= end else ""
    if stands != exact:
        message = (
            f"The text holds {stands[:80]!r} from {start} to {end}, not these words: "
            "give the offsets in code points of the stored text, end exclusive."
        )
        yield finding(passage["id"], "anchor", message, "exact", exact)
    for name, words in (("prefix", content[:start]), ("suffix", content[end:])):
        given = passage[name]
        if given is not None and not (words.endswith(given) if name == "prefix" else words.startswith(given)):
            yield finding(passage["id"], "anchor", f"The text does not hold this {name} there.", name, given)
