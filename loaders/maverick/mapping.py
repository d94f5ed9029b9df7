"""From rows of MAVERICK to a batch, in columns. Pure but for look-ups in register and gazetteer.

One row is one source's report of an event. Its author says: the type of the event (one statement a type), when and
where it was, who took part and as what, how many were killed and injured. All hang on one passage, the row.
"""

from __future__ import annotations

import polars as pl
from testigo.loaders.coded.cells import Cells
from testigo.loaders.coded.claims import Claims, Release
from testigo.loaders.coded.minting import escaped, literal, minted
from testigo.loaders.coded.source import Mapped
from testigo.loaders.coded.towns import resolved
from testigo.loaders.maverick.act_types import say_act_types
from testigo.loaders.maverick.card import SOURCE
from testigo.loaders.maverick.figures import say_figures, say_time
from testigo.loaders.maverick.participants import say_participants
from testigo.loaders.maverick.places import say_places
from testigo.loaders.maverick.voices import add_voices, cited
from testigo.loaders.register import default
from testigo.ontology.batch import merged


def map_batch(rows: pl.DataFrame, release: Release) -> Mapped:
    """What the rows say, recorded by the release's file. Cells that cannot be read are faults; they say nothing."""
    cells = Cells(rows)
    claims = Claims(_base(cells), release)
    say_act_types(claims, cells)
    say_time(claims, cells)
    places = say_places(claims, cells)
    took_part = say_participants(claims, cells)
    say_figures(claims, cells)
    heard = add_voices(claims, cells)
    actors = default().resolved(pl.concat([heard, took_part]), release.at)
    return Mapped(merged([claims.batch(), actors, resolved(places, release.at)]), cells.faults)


def _base(cells: Cells) -> pl.DataFrame:
    """The rows of which it is known which event they speak of, and in which report."""
    keyed = cells.rows.select("row", "line", "exact").with_columns(
        key=cells.text("id", required=True), of=cells.text("event_id", required=True)
    )
    sound = keyed.filter(pl.col("key").is_not_null() & pl.col("of").is_not_null())
    return sound.join(cited(cells), on="row", how="inner", maintain_order="left").with_columns(
        event=minted("Event", literal(SOURCE), escaped(pl.col("of")))
    )
