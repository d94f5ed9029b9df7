"""Anchors, checked outside SHACL: the exact words stand where a passage says, and hashes are those of the content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import polars as pl
from testigo.ontology.batch import Batch
from testigo.ontology.ids import minted
from testigo.ontology.validation.findings import Finding, finding

Row = dict[str, Any]  # Any: a row of a table
_WORDS = ["id", "kind", "start", "end", "exact", "prefix", "suffix"]


def broken_anchors(batch: Batch) -> Iterator[Finding]:
    """What does not fit among the texts of a batch and the passages in them. A passage of a text that the batch does
    not hold is not checked.
    """
    for text in _rows(batch, "Text", ["id", "sha256", "content", "length"]):
        yield from _text(text)
    for passage in _quoted(batch):
        yield from _passage(passage)
    for snapshot in _rows(batch, "Snapshot", ["id", "sha256"]):
        if snapshot["sha256"] and snapshot["id"] != minted("Snapshot", snapshot["sha256"]):
            message = "The id is not the one of this sha256: mint it from the hash of the bytes."
            yield finding(snapshot["id"], "anchor", message, "sha256", snapshot["sha256"])


def _rows(batch: Batch, label: str, columns: list[str]) -> list[Row]:
    found: list[Row] = batch.nodes[label].select(columns).to_pylist() if label in batch.nodes else []
    return found


def _quoted(batch: Batch) -> Iterator[Row]:
    """The passages of kind text that give their place and words, each with the content of every text it stands in."""
    if not {"Passage", "Text"} <= batch.nodes.keys() or "IN_TEXT" not in batch.relationships:
        return
    passages = (
        pl.DataFrame(batch.nodes["Passage"].select(_WORDS)).filter(kind="text").drop_nulls(["start", "end", "exact"])
    )
    texts = pl.DataFrame(batch.nodes["Text"].select(["id", "content"])).drop_nulls()
    homes = pl.DataFrame(batch.relationships["IN_TEXT"])
    joined = passages.join(homes, left_on="id", right_on="start", suffix="_of_text")
    contents = dict(texts.iter_rows())
    for row in joined.iter_rows(named=True):
        if row["end_of_text"] in contents:
            yield row | {"content": contents[row["end_of_text"]]}


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


def _passage(passage: Row) -> Iterator[Finding]:
    start, end, exact, content = (passage[each] for each in ("start", "end", "exact", "content"))
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
