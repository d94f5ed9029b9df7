"""Who took part in an event of ACLED: its two actors, and those associated with them.

ACLED's actor 1 and 2 do not say who did what to whom, so everybody took part in a way that is not said. ACLED gives
each of the two a type, and its associates none: their names' forms say what can be said of them. Whoever is not
identified ("Unidentified Armed Group (Syria)", "Protesters (Kenya)") is somebody of that event and that column; equal
words elsewhere are somebody else.
"""

from __future__ import annotations

import polars as pl
from testigo.loaders.acled import codes
from testigo.loaders.acled.card import NAME
from testigo.loaders.coded.cells import Cells, lists
from testigo.loaders.coded.claims import Claims, participation
from testigo.loaders.coded.minting import Json, escaped, folded, literal, minted, quoted, written
from testigo.ontology.terms import Role, StatementKind

LANG = "en"
ROLE = str(Role.PARTICIPANT_UNSPECIFIED)


def add_actors(claims: Claims, cells: Cells) -> pl.DataFrame:
    """The participations of a row, the statements that support them, and the actors.

    Gives those that are identified, as `Register.resolved` takes them.
    """
    met = []
    for side in (1, 2):
        met.append(_say(claims, _main(claims, cells, side), (f"actor{side}", f"inter{side}")))
        met.append(_say(claims, _associates(claims, cells, side), (f"assoc_actor_{side}",)))
    return pl.concat(met).filter("identified")


def _main(claims: Claims, cells: Cells, side: int) -> pl.DataFrame:
    """The rows that name a main actor: `name`, `kind`, `identified`, `actor` (its id). Nobody whose type is unknown."""
    column, type = f"actor{side}", f"inter{side}"
    name = cells.text(column, required=side == 1)
    code = _types(cells, type, name)
    cells.note(column, name.is_null() & code.is_not_null(), "empty-cell", f"is empty, and {type} says that somebody is")
    kinds = {number: str(kind) for number, kind in codes.actor_kinds().items()}
    found = pl.DataFrame({"row": cells.rows["row"], "name": name, "code": code}).drop_nulls()
    is_nobody = pl.col("code").is_in(codes.UNIDENTIFIED_TYPES) | pl.col("name").str.contains(codes.UNIDENTIFIED_NAME)
    return _met(claims, found.with_columns(
        kind=pl.col("code").replace_strict(kinds, default=None, return_dtype=pl.String), identified=~is_nobody,
    ), ("actor", column), quoted(pl.col("code")))  # fmt: skip


def _types(cells: Cells, column: str, name: pl.Series) -> pl.Series:
    """The number of an actor's type; null where there is no actor."""
    code = cells.code(column, {**codes.actor_types(), "0": "0"}).replace("0", None)
    is_coded = cells.text(column).is_not_null() & (cells.text(column) != "0")
    missing = name.is_not_null() & ~is_coded.fill_null(value=False)
    cells.note(column, missing, "empty-cell", "is empty beside an actor, whose type it gives")
    return code


def _associates(claims: Claims, cells: Cells, side: int) -> pl.DataFrame:
    """The members of a cell of associated actors, each in a row of its own."""
    column = f"assoc_actor_{side}"
    members = lists(cells.text(column), ";")
    rows = cells.rows["row"].gather(members["at"])
    found = pl.DataFrame({"row": rows, "name": members["member"]}).unique(maintain_order=True)
    forms = [*codes.associates(), codes.OTHER_ASSOCIATE]
    form = pl.coalesce(
        *(pl.when(pl.col("name").str.contains(each.pattern)).then(n) for n, each in enumerate(forms[:-1])),
        pl.lit(len(forms) - 1),
    )
    return _met(claims, found.with_columns(
        kind=form.replace_strict(dict(enumerate(str(each.kind) for each in forms)), return_dtype=pl.String),
        identified=form.replace_strict(dict(enumerate(each.identified for each in forms)), return_dtype=pl.Boolean),
    ), ("assoc_actor", column))  # fmt: skip


def _met(claims: Claims, found: pl.DataFrame, columns: tuple[str, str], *type: Json) -> pl.DataFrame:
    """The base rows with the actors met in them. One that is identified is one wherever the list of names has it."""
    everywhere, here = columns
    rows = claims.rows.join(found, on="row", maintain_order="left").with_columns(
        _key=escaped(folded(pl.col("name"))).expr
    )
    name = written(pl.col("_key"))
    one = minted("Actor", literal(NAME), literal(everywhere), *type, name)
    somebody = minted("Actor", literal(NAME), literal(here), *type, name, quoted(pl.col("event")))
    return rows.with_columns(actor=pl.when("identified").then(one).otherwise(somebody))


def _say(claims: Claims, met: pl.DataFrame, columns: tuple[str, ...]) -> pl.DataFrame:
    """The statements, the participations they support, and the actors, which it gives."""
    actors = met.select("name", "kind", "identified", id="actor").unique(["id", "name"], maintain_order=True)
    claims.nodes("Actor", actors)
    claims.named(actors, LANG)
    part = participation(pl.col("event"), pl.col("actor"), pl.lit(ROLE))
    parts = met.select("event", "actor", id=part, role=pl.lit(ROLE))
    claims.nodes("Participation", parts.select("id", "role"))
    claims.join("IN_EVENT", parts.select(start="id", end="event"))
    claims.join("OF_ACTOR", parts.select(start="id", end="actor"))
    claims.say(
        StatementKind.PARTICIPATION,
        columns,
        {"actor": quoted(pl.col("actor")), "role": literal(ROLE)},
        where=pl.lit(value=True),
        rows=met,
        part=part,
        properties={"publishedOn": pl.col("publishedOn")},
    )
    return actors
