"""Who says what a row says, through whom it came here, and which report it stood in.

`source_author` says it: the row is one report of it. MAVERICK passed it on to the reader, and whoever carried the
report before that ("AFP (Dow Jones International News)") stands behind it. The report itself is what `source` names:
author, date, title. MAVERICK is a link of the chain and no origin: five rows on one author's report have one origin.
"""

from __future__ import annotations

import polars as pl
from testigo.loaders.coded.cells import Cells
from testigo.loaders.coded.claims import Claims
from testigo.loaders.coded.minting import escaped, folded, literal, minted, or_null, quoted
from testigo.loaders.coded.named import speakers
from testigo.loaders.coded.speakers import split
from testigo.loaders.maverick.card import SOURCE
from testigo.loaders.maverick.codes import source_kinds
from testigo.loaders.register import default
from testigo.ontology import ids
from testigo.ontology.terms import ActorKind

COLUMN = "source_author"
NAME = "MAVERICK"
CODER = ids.minted("Actor", SOURCE, "publisher", ids.normalised(NAME))
_HEARD = pl.Schema(
    {"id": pl.String(), "name": pl.String(), "identified": pl.Boolean(), "register": pl.String(), "kind": pl.String()}
)
REPORT = r"(?s)^(.+?) \((\d{4}-\d{2}-\d{2})\)\s*(.*)$"
"""A cell of `source`: author, day and title, which may hold line breaks, or be missing."""
DATED = {"publishedOn": pl.col("publishedOn")}
"""What every statement of a row has: the day of the report that it stood in."""


def cited(cells: Cells) -> pl.DataFrame:
    """row, report, publisher, publishedOn, title: the report of each row whose `source` says its author and day.

    A `source` that is not of this form, or names another author than `source_author`, is told: who said it, or when,
    is not known, and nothing is taken from its row.
    """
    parts = pl.DataFrame({
        "row": cells.rows["row"], "author": cells.text(COLUMN, required=True),
        "source": cells.text("source", required=True),
    }).with_columns(
        publisher=pl.col("source").str.extract(REPORT, 1),
        publishedOn=pl.col("source").str.extract(REPORT, 2).str.to_date("%Y-%m-%d", strict=False),
        title=pl.col("source").str.extract(REPORT, 3).str.replace_all(r"\s+", " ").replace("", None),
    )  # fmt: skip
    is_read = parts["publishedOn"].is_not_null()
    what = "does not begin with its author and (YYYY-MM-DD), a day of the calendar"
    cells.note("source", parts["source"].is_not_null() & ~is_read, "no-report", what)
    is_same = parts["publisher"] == parts["author"]
    cells.note("source", is_read & ~is_same, "two-authors", f"names another author than {COLUMN}")
    day = quoted(pl.col("publishedOn").dt.to_string("iso"))
    publisher, title = (escaped(folded(pl.col(name))) for name in ("publisher", "title"))
    report = minted("Report", literal("cited"), publisher, day, or_null(title))
    return parts.filter(is_read & is_same).with_columns(report=report)


def add_voices(claims: Claims, cells: Cells) -> pl.DataFrame:
    """SAID_BY, VIA and CITES of every row, with the reports and actors; the actors as `Register.resolved` takes them.

    `claims.rows` has what `cited` gives.
    """
    reports = claims.rows.select("publisher", "publishedOn", "title", id="report", language=pl.lit("und"))
    claims.nodes("Report", reports)
    claims.voices("CITES", claims.rows.select("row", end="report", ord=pl.lit(0, pl.Int64)))
    heard = pl.concat([_add_authors(claims, cells), _add_relays(claims)])
    claims.nodes("Actor", heard.drop("register"))
    claims.named(heard)
    return heard


def _add_authors(claims: Claims, cells: Cells) -> pl.DataFrame:
    """The authors; one of whom nothing is known but a name is of the kind that `source_type` says."""
    types = {type: str(kind) for type, kind in source_kinds().items()}
    coded = pl.DataFrame({"row": cells.rows["row"], "coded": cells.code("source_type", types)})
    authors = claims.rows.select("row", "key", pl.col("author").alias(COLUMN))
    found = speakers(authors, COLUMN, SOURCE).join(coded, on="row", how="left", maintain_order="left")
    is_open = (pl.col("kind") == str(ActorKind.SOURCE)) & pl.col("register").is_null() & pl.col("identified")
    claims.voices("SAID_BY", found.select("row", end="id"))
    return found.select(
        "id", "name", "identified", "register",
        kind=pl.when(is_open).then(pl.coalesce("coded", "kind")).otherwise("kind"),
    ).unique("id", keep="first", maintain_order=True)  # fmt: skip


def _add_relays(claims: Claims) -> pl.DataFrame:
    """MAVERICK, nearest the reader, and behind it whoever carried the author's report."""
    carriers = _carriers(claims.rows["author"].unique(maintain_order=True))
    carried = claims.rows.select("row", "author").join(carriers, on="author", maintain_order="left_right")
    claims.voices("VIA", claims.rows.select("row", end=pl.lit(CODER), ord=pl.lit(0, pl.Int64)))
    claims.voices("VIA", carried.select("row", end="id", ord="ord"))
    coder = {"id": CODER, "name": NAME, "identified": True, "register": None, "kind": str(ActorKind.MONITOR)}
    relays = carriers.select("id", "name", "register", "kind", identified=pl.lit(value=True))
    return pl.concat([pl.DataFrame([coder], schema=_HEARD), relays.select(_HEARD.names())])


def _carriers(authors: pl.Series) -> pl.DataFrame:
    """author, ord, id, name, kind, register: who carried an author's reports, from 1, nearest the reader first."""
    keys = {author: dict.fromkeys(key for each in split(author, SOURCE) for key in each.via) for author in authors}
    found = pl.DataFrame(
        [(author, ord, default().actor(key).name, str(default().actor(key).kind), key)
         for author, via in keys.items() for ord, key in enumerate(via, 1)],
        schema={"author": pl.String, "ord": pl.Int64, "name": pl.String, "kind": pl.String, "register": pl.String},
        orient="row",
    )  # fmt: skip
    return found.with_columns(id=minted("Actor", literal(SOURCE), literal(COLUMN), escaped(folded(pl.col("name")))))
