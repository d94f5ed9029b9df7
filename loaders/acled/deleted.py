"""ACLED's list of deleted events: of each, that ACLED takes back what it said before. Pure."""

from __future__ import annotations

import polars as pl
from testigo.loaders.acled.mapping import add_voices, records
from testigo.loaders.coded.cells import Cells
from testigo.loaders.coded.claims import Claims, Release
from testigo.loaders.coded.source import Mapped
from testigo.loaders.register import default
from testigo.ontology.batch import merged
from testigo.ontology.terms import Modality, StatementKind


def map_deleted(rows: pl.DataFrame, release: Release) -> Mapped:
    """A statement of modality `retracts` on each event; `testigo.loaders.versions` finds what it retracts."""
    cells = Cells(rows)
    claims = Claims(records(cells, "deleted_timestamp"), release, pl.col("recordVersion"))
    claims.say(
        StatementKind.OCCURRENCE,
        ["event_id_cnty", "deleted_timestamp"],
        {},
        where=pl.lit(value=True),
        modality=Modality.RETRACTS,
        properties={"publishedOn": pl.col("publishedOn")},
    )
    judged = default().resolved(add_voices(claims), release.at)
    return Mapped(merged([claims.batch(), judged]), cells.faults)
