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


def say_participants(claims: Claims, cells: Cells) -> pl.DataFrame:
    """A participation statement for each actor of a row and each role it has there.

    Gives the identified actors, as `Register.resolved` takes them.
    """
    known = []
    for slot in SLOTS:
        met = _met(claims, cells, f"actor{slot}")
        claims.nodes("Actor", met.select("id", "name", "kind", "identified"))
        claims.named(met)
        known.append(met.filter("identified").select("id", "name", "identified", "register", "kind"))
        for flag, role in ROLES.items():
            _say(claims, met.filter(pl.col(flag)), f"actor{slot}", f"actor{slot}_{flag}", role)
        unflagged = met.filter(~pl.any_horizontal(*ROLES))
        _say(claims, unflagged, f"actor{slot}", f"actor{slot}_id", Role.PARTICIPANT_UNSPECIFIED)
    return pl.concat(known)


def _met(claims: Claims, cells: Cells, actor: str) -> pl.DataFrame:
    """The rows in which a slot names an actor, with the actor as a record and its flags; none whose cells are open."""
    found = pl.DataFrame({"row": cells.rows["row"], **_named(cells, actor), **_flags(cells, actor)})
    identified = [code for code, each in actors().items() if each.identified]
    actors_of_rows = found.drop_nulls().with_columns(identified=pl.col("code").is_in(identified))
    register = {code: each.register for code, each in actors().items()}
    by_code = minted("Actor", literal(SOURCE), escaped(pl.col("code")))
    by_slot = minted("Actor", literal(SOURCE), escaped(pl.col("key")), literal(actor), escaped(pl.col("code")))
    met = claims.rows.join(actors_of_rows, on="row", how="inner", maintain_order="left")
    return met.with_columns(
        id=pl.when("identified").then(by_code).otherwise(by_slot),
        register=pl.col("code").replace_strict(register, default=None, return_dtype=pl.String),
    )


def _named(cells: Cells, actor: str) -> dict[str, pl.Series]:
    """Id, name and kind of whoever stands in a slot; one of the two names without the other is told."""
    code, name = cells.text(f"{actor}_id"), cells.text(actor)
    cells.note(f"{actor}_id", code.is_null() & name.is_not_null(), "empty-cell", "is empty beside the actor's name")
    cells.note(actor, name.is_null() & code.is_not_null(), "empty-cell", "is empty beside the actor's id")
    return {"code": code, "name": name, "kind": _kinds(cells, actor, code)}


def _flags(cells: Cells, actor: str) -> dict[str, pl.Series]:
    """The flags of a slot. One that is empty beside an actor is told: an actor without a flag has another role."""
    found = {flag: cells.flag(f"{actor}_{flag}") for flag in ROLES}
    for flag in found:
        is_open = cells.rows[f"{actor}_{flag}"].is_null() & cells.rows[f"{actor}_id"].is_not_null()
        cells.note(f"{actor}_{flag}", is_open, "empty-cell", "is empty beside an actor: write 0 or 1")
    return found


def _kinds(cells: Cells, actor: str, code: pl.Series) -> pl.Series:
    """What kind of actor stands in a slot; null for none, and where the codes do not agree on who it is."""
    coded = pl.DataFrame({
        "code": code,
        "type": cells.text(f"{actor}_type").fill_null(""),
        "subtype": cells.text(f"{actor}_subtype").fill_null(""),
    }).join(_kind_table(), on=["type", "subtype"], how="left", maintain_order="left")  # fmt: skip
    is_unknown = code.is_not_null() & coded["by_type"].is_null()
    cells.note(f"{actor}_subtype", is_unknown, "unknown-code", "is no subtype of its type that a table knows")
    identified = [id for id, each in actors().items() if each.identified]
    is_other = code.is_in(identified).fill_null(value=False) & (coded["subtype"] == SUPPORTERS)
    what = "means supporters of the actor that the id names: who took part is not known"
    cells.note(f"{actor}_subtype", is_other, "two-actors", what)
    listed = {id: str(each.kind) for id, each in actors().items() if each.kind}
    kind = pl.coalesce(pl.col("code").replace_strict(listed, default=None, return_dtype=pl.String), "by_type")
    return coded.select(kind=pl.when(code.is_not_null() & ~is_unknown & ~is_other).then(kind)).to_series()


def _kind_table() -> pl.DataFrame:
    rows = [(*of, str(kind)) for of, kind in actor_kinds().items()]
    return pl.DataFrame(rows, schema=["type", "subtype", "by_type"], orient="row")


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
        StatementKind.PARTICIPATION, columns, said, where=pl.lit(value=True), rows=met, part=part, properties=DATED
    )  # fmt: skip
