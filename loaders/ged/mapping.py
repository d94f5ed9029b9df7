"""From rows of GED to a batch: what UCDP says of each event, in columns. Pure.

A row says an act-type, a place, a time, up to five figures and two participations, all on one passage. UCDP says it;
the actors of `source_original` are whom it names as its sources, the reports of `source_article` what it rests on.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
from testigo.loaders.coded.cells import Cells
from testigo.loaders.coded.claims import Claims, Release, days, integers, participation
from testigo.loaders.coded.minting import literal, minted, quoted
from testigo.loaders.coded.named import named, speakers
from testigo.loaders.coded.source import Mapped
from testigo.loaders.ged import card
from testigo.loaders.ged.citations import citations
from testigo.loaders.ged.figures import add_figures
from testigo.loaders.ged.places import LANG, SOURCE, add_places, placed
from testigo.loaders.register import default
from testigo.ontology.batch import merged
from testigo.ontology.ids import minted as minted_id
from testigo.ontology.terms import ActorKind, EventType, Role, StatementKind

UCDP = minted_id("Actor", card.NAME, "publisher", card.CARD.publisher)


def map_batch(rows: pl.DataFrame, release: Release) -> Mapped:
    """What the rows say, recorded by the release's file. Cells that cannot be read are faults; they say nothing."""
    cells = Cells(rows)
    read = placed(_sided(_read(cells, release)))
    claims = Claims(read, release)
    _add_acts(claims)
    add_places(claims, read)
    claims.say(
        StatementKind.PLACE,
        ["where_coordinates", "adm_1", "adm_2", "country", "latitude", "longitude", "where_prec"],
        {"place": quoted(pl.col("place"))},
        where=pl.col("place").is_not_null(),
        place=pl.col("place"),
    )
    _add_times(claims)
    add_figures(claims)
    took_part = _add_sides(claims)
    heard = _add_voices(claims, rows)
    _add_conflicts(claims)
    judged = default().resolved(pl.concat([took_part, heard], how="diagonal"), release.at)
    return Mapped(merged([claims.batch(), judged]), cells.faults)


def _read(cells: Cells, release: Release) -> pl.DataFrame:
    """The rows with their cells as values; those without an id say nothing."""
    key = cells.integer("id", least=0, required=True)
    relid = cells.text("relid")
    is_old = relid.str.contains(card.OLD_RELID) & ~relid.str.contains(card.NEW_RELID)
    read = pl.DataFrame({
        "row": cells.rows["row"],
        "line": cells.rows["line"],
        "exact": cells.rows["exact"],
        "key": key.cast(pl.String),
        "recordVersion": _versions(is_old, release),
        "hedge": cells.text("code_status").replace_strict(card.STATUS, default="preliminary"),
        "eventType": cells.code("type_of_violence", _plain(card.VIOLENCE), required=True),
        "scope": cells.code("event_clarity", _plain(card.CLARITY)),
        "where_prec": cells.code("where_prec", _plain(card.WHERE)),
        "lat": cells.decimal("latitude", -90, 90),
        "lon": cells.decimal("longitude", -180, 180),
        "datePrecision": cells.code("date_prec", _plain(card.WHEN)),
        "start": cells.day("date_start", required=True),
        "end": cells.day("date_end", required=True),
        **{each: cells.text(each) for each in ("side_a", "side_b", "where_coordinates", "adm_1", "adm_2", "country")},
        **{each: cells.integer(each) for each in card.KEYS},
        **{each: cells.integer(each, least=0) for each in ("low", "best", "high", *card.DEATHS)},
    })  # fmt: skip
    event = minted("Event", SOURCE, quoted(pl.col("key")))
    return read.filter(pl.col("key").is_not_null()).with_columns(event=event)


def _plain(table: Mapping[str, str]) -> dict[str, str]:
    """A table of terms with their notations as plain text."""
    return {code: str(term) for code, term in table.items()}


def _versions(is_old: pl.Series, release: Release) -> pl.Series:
    """The release that each row is of: the file's, but for rows written as an older release wrote them."""
    older = min(card.OLD_RELEASE, release.version) if release.version else card.OLD_RELEASE
    return pl.select(pl.when(is_old).then(pl.lit(older)).otherwise(pl.lit(release.version, pl.String))).to_series()


def _sided(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with the actor and the role of each side.

    Civilians are nobody in particular: those of one event are not those of another. Only of one-sided violence
    against them does UCDP say who suffered; of no side that it did what was done.
    """
    civilians = pl.col("side_b") == card.CIVILIANS
    suffered = civilians & (pl.col("eventType") == str(EventType.ONE_SIDED_VIOLENCE))
    unspecified = pl.lit(str(Role.PARTICIPANT_UNSPECIFIED))
    side = {each: minted("Actor", SOURCE, integers(pl.col(f"side_{each}_new_id"))) for each in "ab"}
    here = minted("Actor", SOURCE, integers(pl.col("side_b_new_id")), quoted(pl.col("event")))
    return rows.with_columns(
        actor_a=side["a"],
        actor_b=pl.when(civilians).then(here).otherwise(side["b"]),
        role_a=unspecified,
        role_b=pl.when(suffered).then(pl.lit(str(Role.VICTIM))).otherwise(unspecified),
    )


def _add_acts(claims: Claims) -> None:
    claims.say(
        StatementKind.ACT_TYPE,
        ["type_of_violence"],
        {"type": quoted(pl.col("eventType"))},
        where=pl.col("eventType").is_not_null(),
        properties={"eventType": pl.col("eventType")},
    )


def _add_times(claims: Claims) -> None:
    """The first and the last day; an end before its start is left to the shapes."""
    first, last = pl.col("start").dt.to_string("iso"), pl.col("end").dt.to_string("iso")
    edtf = pl.when(pl.col("start") == pl.col("end")).then(first).otherwise(pl.concat_str(first, pl.lit("/"), last))
    claims.say(
        StatementKind.TIME,
        ["date_start", "date_end", "date_prec"],
        {"earliest": days(pl.col("start")), "latest": days(pl.col("end")), "edtf": quoted(edtf)},
        where=pl.all_horizontal(pl.col("start", "end", "datePrecision").is_not_null()),
        properties={"edtf": edtf, "earliest": pl.col("start"), "latest": pl.col("end"),
                    "datePrecision": pl.col("datePrecision")},
    )  # fmt: skip


def _add_sides(claims: Claims) -> pl.DataFrame:
    """The two participations of each event. Gives their actors, as `Register.resolved` takes them."""
    sides = []
    for side in "ab":
        actor, role, name = pl.col(f"actor_{side}"), pl.col(f"role_{side}"), pl.col(f"side_{side}")
        part = participation(pl.col("event"), actor, role)
        claims.say(
            StatementKind.PARTICIPATION,
            [f"side_{side}", f"side_{side}_new_id", "type_of_violence"],
            {"actor": quoted(actor), "role": quoted(role)},
            where=actor.is_not_null() & name.is_not_null(),
            part=part,
        )
        found = claims.rows.filter(actor.is_not_null() & name.is_not_null())
        parts = found.select("event", id=part, role=role, actor=actor)
        claims.nodes("Participation", parts.select("id", "role"))
        claims.join("IN_EVENT", parts.select(start="id", end="event"))
        claims.join("OF_ACTOR", parts.select(start="id", end="actor"))
        ucdp = integers(pl.col(f"side_{side}_new_id"))
        is_one = name != card.CIVILIANS
        actors = found.select(
            id=actor, name=name, kind=_kind(name), identified=is_one, ucdpId=pl.when(is_one).then(ucdp)
        )
        distinct = actors.unique(["id", "name"], maintain_order=True)
        claims.nodes("Actor", distinct)
        named(claims, distinct, LANG)
        sides.append(distinct.with_columns(outside_id=pl.lit("ucdp:") + pl.col("ucdpId")).drop("ucdpId"))
    return pl.concat(sides)


def _kind(name: pl.Expr) -> pl.Expr:
    """UCDP names a state as the government of it; who else is a side is an organised group that uses armed force."""
    return (
        pl.when(name.str.starts_with(card.GOVERNMENT)).then(pl.lit(str(ActorKind.GOVERNMENT)))
        .when(name == card.CIVILIANS).then(pl.lit(str(ActorKind.CIVILIANS)))
        .otherwise(pl.lit(str(ActorKind.ARMED_FACTION)))
    )  # fmt: skip


def _add_voices(claims: Claims, rows: pl.DataFrame) -> pl.DataFrame:
    """UCDP, the actors it names as its sources, and the reports it cites.

    Gives the actors, as `Register.resolved` takes them.
    """
    ucdp = pl.DataFrame(
        {"id": [UCDP], "name": [card.CARD.publisher], "kind": [str(ActorKind.MONITOR)], "identified": [True]}
    )
    claims.nodes("Actor", ucdp)
    named(claims, ucdp, LANG)
    claims.voices("SAID_BY", claims.rows.select("row", end=pl.lit(UCDP)))
    found = claims.rows.select("row", "key").join(rows.select("row", *card.CELLS), on="row", maintain_order="left")
    sources = speakers(found, "source_original", card.NAME)
    claims.nodes("Actor", sources.select("id", "name", "kind", "identified"))
    named(claims, sources)
    claims.voices("SOURCED_FROM", sources.select("row", "ord", end="id"))
    cited = citations(found)
    claims.nodes("Report", cited.drop("row", "ord"))
    claims.voices("CITES", cited.select("row", "ord", end="id"))
    return pl.concat([ucdp, sources.select("id", "name", "kind", "identified", "register")], how="diagonal")


def _add_conflicts(claims: Claims) -> None:
    """The dyad and the conflict an event belongs to, by their ids: events around it, said on the first row of each."""
    rows = claims.rows.with_columns(
        dyad=minted("Event", SOURCE, literal("dyad"), integers(pl.col("dyad_new_id"))),
        conflict=minted("Event", SOURCE, literal("conflict"), integers(pl.col("conflict_new_id"))),
    )
    claims.join("SUB_EVENT_OF", rows.select(start="event", end=pl.coalesce("dyad", "conflict")).drop_nulls())
    claims.join("SUB_EVENT_OF", rows.select(start="dyad", end="conflict").drop_nulls().unique(maintain_order=True))
    kinds = {str(card.VIOLENCE[code]): str(type) for code, type in card.CONFLICT.items()}
    for name in ("dyad", "conflict"):
        around = rows.filter(pl.col(name).is_not_null() & pl.col("eventType").is_not_null()).unique(
            name, maintain_order=True
        )
        key = pl.concat_str(pl.lit(f"{name}/"), integers(pl.col(f"{name}_new_id")))
        type = pl.col("eventType").replace_strict(kinds, return_dtype=pl.String)
        claims.say(
            StatementKind.ACT_TYPE,
            [f"{name}_new_id", "type_of_violence"],
            {"type": quoted(type)},
            rows=around.with_columns(event=name, key=key),
            where=pl.lit(value=True),
            properties={"eventType": type},
            is_sourced=False,
        )
