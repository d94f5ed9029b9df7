"""The actors of GED: the two sides of a row, UCDP itself, and whom it names as its sources.

What they are to the register that ships is for the caller to judge: `add_sides` and `add_voices` give frames for
`Register.resolved`.
"""

from __future__ import annotations

import polars as pl
from testigo.loaders.coded.claims import Claims, participation
from testigo.loaders.coded.minting import known, minted, numbers, quoted
from testigo.loaders.coded.named import speakers
from testigo.loaders.ged import card
from testigo.loaders.ged.citations import citations
from testigo.loaders.ged.places import LANG, SOURCE
from testigo.loaders.register.ucdp import kind_of, names_one_actor
from testigo.ontology.ids import minted as minted_id
from testigo.ontology.terms import ActorKind, EventType, Role, StatementKind

UCDP = minted_id("Actor", card.NAME, "publisher", card.CARD.publisher)


def sided(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with the actor, the role and the participation of each side, `actor_a` … `part_b`; null: none.

    Civilians are nobody in particular: those of one event are not those of another. Only of one-sided violence
    against them does UCDP say who suffered; of no side that it did what was done.
    """
    civilians = pl.col("side_b") == card.CIVILIANS
    suffered = civilians & (pl.col("eventType") == str(EventType.ONE_SIDED_VIOLENCE))
    unspecified = pl.lit(str(Role.PARTICIPANT_UNSPECIFIED))
    side = {each: minted("Actor", SOURCE, numbers(pl.col(f"side_{each}_new_id"))) for each in "ab"}
    here = minted("Actor", SOURCE, numbers(pl.col("side_b_new_id")), quoted(pl.col("event")))
    found = rows.with_columns(
        actor_a=pl.when(pl.col("side_a").is_not_null()).then(side["a"]),
        actor_b=pl.when(civilians).then(here).when(pl.col("side_b").is_not_null()).then(side["b"]),
        role_a=unspecified,
        role_b=pl.when(suffered).then(pl.lit(str(Role.VICTIM))).otherwise(unspecified),
    )
    parts = {f"part_{s}": participation(pl.col("event"), pl.col(f"actor_{s}"), pl.col(f"role_{s}")) for s in "ab"}
    return found.with_columns(**parts)


def add_sides(claims: Claims) -> list[pl.DataFrame]:
    """Both sides take part; what they did is not said."""
    return [_add_side(claims, side) for side in "ab"]


def _add_side(claims: Claims, side: str) -> pl.DataFrame:
    actor, role, part = (pl.col(f"{each}_{side}") for each in ("actor", "role", "part"))
    claims.say(
        StatementKind.PARTICIPATION,
        [f"side_{side}", f"side_{side}_new_id", "type_of_violence"],
        {"actor": known(quoted(actor)), "role": known(quoted(role))},
        where=part.is_not_null(),
        part=part,
    )
    found = claims.rows.filter(part.is_not_null())
    claims.nodes("Participation", found.select(id=part, role=role))
    claims.join("IN_EVENT", found.select(start=part, end="event"))
    claims.join("OF_ACTOR", found.select(start=part, end=actor))
    actors = _actors(found.select(id=actor, name=f"side_{side}", key=f"side_{side}_new_id"))
    claims.nodes("Actor", actors)
    claims.named(actors, LANG)
    return actors.with_columns(outside_id=pl.concat_str(pl.lit("ucdp:"), "ucdpId")).drop("ucdpId")


def _actors(sides: pl.DataFrame) -> pl.DataFrame:
    """The actors that sides are (`id`, `name`, `key`: UCDP's id); civilians have no id of their own."""
    names = sides["name"].unique().to_list()
    kinds = {name: str(kind_of(name)) for name in names}
    one = {name: names_one_actor(name) for name in names}
    name = pl.col("name")
    return sides.unique(["id", "name"], maintain_order=True).select(
        "id",
        "name",
        kind=name.replace_strict(kinds, return_dtype=pl.String),
        identified=name.replace_strict(one, return_dtype=pl.Boolean),
        ucdpId=pl.when(name != card.CIVILIANS).then(pl.col("key").cast(pl.String)),
    )


def add_voices(claims: Claims, rows: pl.DataFrame) -> list[pl.DataFrame]:
    """UCDP, the actors it names as its sources, and the reports it cites."""
    ucdp = pl.DataFrame({
        "id": [UCDP], "name": [card.CARD.publisher], "kind": [str(ActorKind.MONITOR)], "identified": [True],
        "register": ["ucdp"],
    })  # fmt: skip
    claims.nodes("Actor", ucdp)
    claims.named(ucdp, LANG)
    claims.voices("SAID_BY", claims.rows.select("row", end=pl.lit(UCDP)))
    found = claims.rows.select("row", "key").join(rows.select("row", *card.CELLS), on="row", maintain_order="left")
    sources = speakers(found, "source_original", card.NAME)
    claims.nodes("Actor", sources.select("id", "name", "kind", "identified"))
    claims.named(sources)
    claims.voices("SOURCED_FROM", sources.select("row", "ord", end="id"))
    cited = citations(found)
    claims.nodes("Report", cited.drop("row", "ord"))
    claims.voices("CITES", cited.select("row", "ord", end="id"))
    return [ucdp, sources.select("id", "name", "kind", "identified", "register").unique("id", maintain_order=True)]
