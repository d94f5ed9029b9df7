"""The actors of an event: who they are as far as their codes and the name they were met by say.

GDELT takes codes and name from a dictionary of words ("SOLDIER", "MINISTER", "LAS VEGAS"). A role code without the
code of a known organisation says what somebody is, not who: such an actor is not identified, and belongs to its event
alone. Actors of which only a country, region, people, religion or organisation is said are the same everywhere.
"""

from __future__ import annotations

import polars as pl
from testigo.loaders.coded.cells import Cells
from testigo.loaders.coded.minting import escaped, folded, literal, minted, quoted
from testigo.loaders.gdelt.card import SOURCE
from testigo.loaders.gdelt.codes import UNTYPED, actor_types

TYPES = ("Type1Code", "Type2Code", "Type3Code")
NO_KIND = ""


def columns(side: str) -> list[str]:
    """The columns that an actor is read from."""
    return [f"{side}{name}" for name in ("Code", "Name", "KnownGroupCode", *TYPES)]


def actors(cells: Cells, side: str) -> pl.DataFrame:
    """The actor of one side of each row: `id` (null: there is none, or a code is unknown), kind, name, identified."""
    table = {code: str(kind or NO_KIND) for code, kind in actor_types().items()}
    kinds = [cells.code(f"{side}{name}", table) for name in TYPES]
    codes = [cells.text(f"{side}{name}") for name in TYPES]
    unknown = pl.any_horizontal(code.is_not_null() & kind.is_null() for code, kind in zip(codes, kinds, strict=True))
    code, name = cells.text(f"{side}Code"), cells.text(f"{side}Name")
    is_shared = pl.select(pl.lit(cells.text(f"{side}KnownGroupCode").is_not_null() | codes[0].is_null())).to_series()
    frame = pl.DataFrame({"event": cells.text("GLOBALEVENTID"), "code": code, "name": name, "shared": is_shared})
    return frame.with_columns(
        name=pl.coalesce("name", "code"),
        kind=pl.coalesce(*(pl.lit(kind.replace(NO_KIND, None)) for kind in kinds), pl.lit(str(UNTYPED))),
        known=(pl.col("name").is_not_null() | pl.col("code").is_not_null()) & ~pl.select(unknown).to_series(),
    ).select(
        "kind",
        "name",
        id=pl.when("known").then(pl.when("shared").then(_everywhere()).otherwise(_of_its_event(side))),
        identified="shared",
    )


def _everywhere() -> pl.Expr:
    """The id of an actor whose codes and name mean the same in every row."""
    return minted("Actor", literal(SOURCE), escaped(pl.col("code").fill_null("")), escaped(folded(pl.col("name"))))


def _of_its_event(side: str) -> pl.Expr:
    return minted("Actor", literal(SOURCE), quoted(pl.col("event")), literal(side))
