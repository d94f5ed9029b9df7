"""The reports that GDELT points to: by web address, or by the words they are cited with."""

from __future__ import annotations

import re
from functools import lru_cache

import polars as pl
from testigo.loaders.coded.minting import NULL, escaped, folded, literal, minted
from testigo.loaders.gdelt.codes import CITATION, URL
from testigo.loaders.reports import canonical_url
from testigo.ontology.errors import UnreadableInput

UNKNOWN = "und"
LONGEST = 2_000  # code points of an address that a report may have


def canonical(addresses: pl.Series) -> pl.Series:
    """Web addresses as reports have them; null where it is none. Most are so already, and that is seen in columns."""
    is_so = addresses.str.contains(_CANONICAL) & (addresses.str.len_chars() <= LONGEST)
    others = addresses.filter(~is_so).unique().drop_nulls()
    mended = dict(zip(others, map(_canonical, others), strict=True))
    return pl.select(
        pl.when(is_so).then(addresses).otherwise(addresses.replace_strict(mended, default=None, return_dtype=pl.String))
    ).to_series()


_CANONICAL = r"^https?://[a-z0-9._-]+/[^#?\s\x00-\x1f]*(?:\?[^#\s\x00-\x1f]+)?$"
_SPACE = re.compile(r"\s")


@lru_cache(maxsize=65_536)
def _canonical(address: str) -> str | None:
    try:
        found = canonical_url(address)
    except UnreadableInput:
        return None
    return None if len(found) > LONGEST or _SPACE.search(found) else found


def cited(identifiers: pl.Series, how: pl.Series, languages: pl.Series) -> pl.DataFrame:
    """A report for each identifier, read as `how` says: `report` (its id), `url`, `title`, `language`.

    The id is null where the identifier cannot be read so. GDELT tells when it met a report, not when the report was
    published; who published it is in its address or its citation.
    """
    frame = pl.DataFrame({"identifier": identifiers, "how": how, "language": languages, "url": canonical(identifiers)})
    by_url = minted("Report", literal("url"), escaped(pl.col("url")))
    by_words = minted("Report", literal("cited"), NULL, NULL, escaped(folded(pl.col("identifier"))))
    is_citation = pl.col("how") == CITATION
    return frame.select(
        report=pl.when(pl.col("how") == URL).then(by_url).when(is_citation).then(by_words),
        url=pl.when(~is_citation).then("url"),
        title=pl.when(is_citation).then("identifier"),
        language=pl.col("language").fill_null(UNKNOWN),
    )
