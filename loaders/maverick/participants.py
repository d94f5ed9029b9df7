"""Who a row says took part, and as what: MAVERICK's own flags of each of six actors.

Two flags are two participations; an actor without a flag took part in a way that is not said. An identified actor is
one by MAVERICK's id, in every row; anybody else is whoever it was in this slot of this row ("Youth (Kenya)" twice in
a row are two groups, as in a clash of one party's supporters with each other).
"""

from __future__ import annotations

import polars as pl
from testigo.loaders.coded.cells import Cells
from testigo.loaders.coded.claims import Claims, participation
from testigo.loaders.coded.minting import escaped, literal, minted, quoted
from testigo.loaders.maverick.card import SLOTS, SOURCE
from testigo.loaders.maverick.codes import ROLES, actor_kinds, actors
from testigo.loaders.maverick.voices import DATED
from testigo.ontology.terms import Role, StatementKind

SUPPORTERS = "Political actor: Party supporters"
"""The subtype of people who follow a party or a person, and are neither."""


def say_participants(claims: Claims, cells: Cells) -> None:
    """A participation statement for each actor of a row and each role it has there."""
    for slot in SLOTS:
        met = _met(claims, cells, f"actor{slot}")
        claims.nodes("Actor", met.select("id", "name", "kind", "identified"))
        for flag, role in ROLES.items():
            _say(claims, met.filter(pl.col(flag)), f"actor{slot}", f"actor{slot}_{flag}", role)
        unflagged = met.filter(~pl.any_horizontal(*ROLES))
        _say(claims, unflagged, f"actor{slot}", f"actor{slot}_id", Role.PARTICIPANT_UNSPECIFIED)


def _met(claims: Claims, cells: Cells, actor: str) -> pl.DataFrame:
    """The rows in which a slot names an actor, with the actor as a record and its flags. Nobody whose kind is open."""
    frame = pl.DataFrame({
        "row": cells.rows["row"],
        "code": cells.text(f"{actor}_id"),
        "name": cells.text(actor),
        "kind": _kinds(cells, actor),
        **{flag: cells.flag(f"{actor}_{flag}") for flag in ROLES},
    })  # fmt: skip
    identified = [code for code, each in actors().items() if each.identified]
    named = frame.drop_nulls().with_columns(identified=pl.col("code").is_in(identified))
    by_code = minted("Actor", literal(SOURCE), escaped(pl.col("code")))
    by_slot = minted("Actor", literal(SOURCE), escaped(pl.col("key")), literal(actor), escaped(pl.col("code")))
    met = claims.rows.join(named, on="row", how="inner", maintain_order="left")
    return met.with_columns(id=pl.when("identified").then(by_code).otherwise(by_slot))


def _kinds(cells: Cells, actor: str) -> pl.Series:
    """What kind of actor stands in a slot; null for none, and where the codes do not agree on who it is."""
    code, name = cells.text(f"{actor}_id"), cells.text(actor)
    cells.note(
        f"{actor}_id", code.is_null() & name.is_not_null(), "empty-cell", "is empty, and names nobody without it"
    )
    listed = {id: str(each.kind) for id, each in actors().items() if each.kind}
    identified = [id for id, each in actors().items() if each.identified]
    type, subtype = cells.text(f"{actor}_type").fill_null(""), cells.text(f"{actor}_subtype").fill_null("")
    coded = pl.concat_str(type, pl.lit("\t"), subtype)
    kinds = {f"{of[0]}\t{of[1]}": str(kind) for of, kind in actor_kinds().items()}
    found = pl.DataFrame({"code": code, "type": type, "subtype": subtype}).select(
        by_code=pl.col("code").replace_strict(listed, default=None, return_dtype=pl.String),
        by_type=coded.replace_strict(kinds, default=None, return_dtype=pl.String),
        is_other=pl.col("code").is_in(identified) & (pl.col("subtype") == SUPPORTERS),
    )
    unknown = code.is_not_null() & found["by_type"].is_null()
    cells.note(f"{actor}_subtype", unknown, "unknown-code", "is no subtype of its type that a table knows")
    is_other = found["is_other"].fill_null(value=False)
    what = "says supporters, and the actor is whom they support: who took part is not known"
    cells.note(f"{actor}_subtype", is_other, "two-actors", what)
    kind = pl.coalesce("by_code", "by_type")
    return found.select(kind=pl.when(code.is_not_null() & ~unknown & ~is_other).then(kind)).to_series()


def _say(claims: Claims, met: pl.DataFrame, actor: str, flag: str, role: Role) -> None:
    """The statements that actors had a role, and the participations they support."""
    if met.is_empty():
        return
    part = participation(pl.col("event"), pl.col("id"), pl.lit(str(role)))
    parts = met.select(id=part, event="event", actor="id", role=pl.lit(str(role)))
    claims.nodes("Participation", parts.select("id", "role"))
    claims.join("IN_EVENT", parts.select(start="id", end="event"))
    claims.join("OF_ACTOR", parts.select(start="id", end="actor"))
    columns = list(dict.fromkeys((actor, f"{actor}_id", flag)))
    said = {"actor": quoted(pl.col("id")), "role": literal(str(role))}
    claims.say(
        StatementKind.PARTICIPATION,
        columns,
        said,
        where=pl.lit(value=True),
        rows=met,
        part=part,
        properties=DATED,
    )
