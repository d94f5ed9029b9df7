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

ROLES = ("Type1Code", "Type2Code", "Type3Code")
NO_KIND = ""
_KINDS = {code: str(kind or NO_KIND) for code, kind in actor_types().items()}


def columns(side: str) -> list[str]:
    """The columns that an actor is read from."""
    return [f"{side}{name}" for name in ("Code", "Name", "KnownGroupCode", *ROLES)]


def actors(cells: Cells, side: str) -> pl.DataFrame:
    """The actor of one side of each row: `id` (null: there is none, or a role is unknown), kind, name, identified."""
    read = pl.DataFrame({
        "event": cells.text("GLOBALEVENTID"),
        "code": cells.text(f"{side}Code"),
        "name": cells.text(f"{side}Name"),
        "group": cells.text(f"{side}KnownGroupCode"),
        **{role: cells.text(f"{side}{role}") for role in ROLES},
        **{f"{role}_kind": cells.code(f"{side}{role}", _KINDS) for role in ROLES},
    })  # fmt: skip
    is_known = pl.all_horizontal(pl.col(role).is_null() | pl.col(f"{role}_kind").is_not_null() for role in ROLES)
    told = [pl.when(pl.col(f"{role}_kind") != NO_KIND).then(pl.col(f"{role}_kind")) for role in ROLES]
    actor = read.with_columns(
        name=pl.coalesce("name", "code"),
        kind=pl.coalesce(*told, pl.lit(str(UNTYPED))),
        identified=pl.col("group").is_not_null() | pl.all_horizontal(pl.col(role).is_null() for role in ROLES),
    )
    own = pl.when("identified").then(_everywhere()).otherwise(_of_its_event(side))
    return actor.select("kind", "name", "identified", id=pl.when(pl.col("name").is_not_null() & is_known).then(own))


def _everywhere() -> pl.Expr:
    """The id of an actor whose codes and name mean the same in every row."""
    return minted("Actor", literal(SOURCE), escaped(pl.col("code").fill_null("")), escaped(folded(pl.col("name"))))


def _of_its_event(side: str) -> pl.Expr:
    return minted("Actor", literal(SOURCE), quoted(pl.col("event")), literal(side))
