"""The ids of a segment: as IRIs, against patterns, against a few given ones.

A pattern of SHACL is on the whole IRI. One of the form `/label-[0-9a-f]{32}$`, which every minted id has, is
decided for a table at once: all ids begin and end where they should, and the only other characters are the digits.
"""

# pyright: reportAttributeAccessIssue=false
# pyarrow.compute makes its functions when it is imported; pyright cannot see them.
from __future__ import annotations

import re

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
from testigo.ontology.ntriples import reified_ids
from testigo.ontology.validation.columns.graph import Carried, ColumnGraph, Segment
from testigo.ontology.validation.columns.masks import Mask, settled

HEX = "0123456789abcdef"
_MINTED = re.compile(r"/([a-z]+-)\[0-9a-f\]\{(\d{1,3})\}\$")


class Ids:
    """The ids of a graph; `base` stands before each in RDF."""

    def __init__(self, graph: ColumnGraph, base: str) -> None:
        self._graph, self._base = graph, base
        self._minted: dict[tuple[int, str, int], bool] = {}

    def text(self, segment: Segment) -> pl.Series:
        """The ids of a segment."""
        if isinstance(segment, Carried):
            return _reified(segment)
        return pl.Series(self._graph.ids.slice(segment.first, segment.length))

    def iris(self, segment: Segment) -> pl.Series:
        """The ids with the base before them."""
        return self._base + self.text(segment)

    def among(self, segment: Segment, ids: set[str]) -> Mask:
        """Which are one of these."""
        return settled(self.text(segment).is_in(pl.Series(sorted(ids), dtype=pl.String).implode()))

    def are_minted(self, segment: Segment, prefix: str, digits: int) -> bool:
        """Whether all ids are the prefix and so many hex digits."""
        key = segment.first, prefix, digits
        if key not in self._minted:
            ids = self._graph.ids.slice(segment.first, segment.length)
            self._minted[key] = all_minted(ids, prefix, digits)
        return self._minted[key]

    def matching(self, segment: Segment, regex: str) -> Mask:
        """Which IRIs hold a match of the pattern."""
        minted = None if isinstance(segment, Carried) or not self._base.endswith("/") else _MINTED.fullmatch(regex)
        if minted is not None and self.are_minted(segment, minted[1], int(minted[2])):
            return True
        return settled(self.iris(segment).str.contains(regex))


def all_minted(ids: pa.Array, prefix: str, digits: int) -> bool:
    """Whether every id is the prefix and so many hex digits: by their lengths, their beginnings, and what is left of
    all of them together without hex digits.
    """
    if not len(ids):
        return True
    lengths, begins = pc.binary_length(ids), pc.starts_with(ids, prefix)
    if pc.min_max(lengths).as_py() != dict.fromkeys(("min", "max"), len(prefix) + digits) or not pc.all(begins).as_py():
        return False
    _, offsets, characters = ids.buffers()
    spots = memoryview(offsets).cast("i")
    whole = memoryview(characters)[spots[ids.offset] : spots[ids.offset + len(ids)]]
    left = whole.tobytes().translate(None, HEX.encode())
    return len(left) == len(ids) * len(prefix.encode().translate(None, HEX.encode()))


def _reified(segment: Carried) -> pl.Series:
    """The ids of what relationships carry: minted a row at a time, and asked for by no shape that ships."""
    found = (reified_ids(segment.type, rows) for rows in segment.carried.to_batches())
    return pl.Series(pa.chunked_array([each for each in found if each is not None], pa.large_string()))
