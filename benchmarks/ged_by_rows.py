"""The baseline of the mapping benchmark: GED row by row, with `csv`, dictionaries and `hashlib`, as one would by hand.

It makes the same records under the same ids as `testigo.loaders.ged.mapping`, of the same cells, and checks none of
them: no unknown code, no broken date, no width of a row.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from testigo.loaders.coded.speakers import split
from testigo.loaders.entities import script_of
from testigo.loaders.ged import card
from testigo.loaders.ged.citations import BETWEEN
from testigo.ontology.ids import minted, normalised

Nodes = dict[str, dict[str, dict[str, Any]]]
Ends = dict[str, dict[tuple[str, str], dict[str, Any]]]
AT = datetime(2026, 1, 1, tzinfo=UTC)
UCDP = minted("Actor", "ged", "publisher", card.CARD.publisher)


class ByRows:
    """Maps a file; `nodes` and `ends` hold what it gives."""

    def __init__(self, path: Path) -> None:
        self.nodes: Nodes = {}
        self.ends: Ends = {}
        self._path = path

    @property
    def size(self) -> tuple[int, int]:
        return sum(map(len, self.nodes.values())), sum(map(len, self.ends.values()))

    def run(self) -> None:
        with self._path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), 1):
                self._row(number, row)

    def _node(self, label: str, id: str, **properties: Any) -> str:
        self.nodes.setdefault(label, {}).setdefault(id, properties | {"id": id})
        return id

    def _end(self, type: str, start: str, end: str, **properties: Any) -> None:
        self.ends.setdefault(type, {}).setdefault((start, end), properties)

    def _row(self, number: int, row: dict[str, str]) -> None:
        event = self._node("Event", minted("Event", "ged", row["id"]))
        passage = self._node(
            "Passage",
            minted("Passage", "file", number),
            kind="row",
            row=number,
            rowKey=row["id"],
            exact=",".join(row.values()),
        )
        said = [self._said(row["id"], event, passage, *each) for each in self._propositions(row, event)]
        said += self._around(row, event, passage)
        sources = [(self._source(row, each), ord) for ord, each in enumerate(split(row["source_original"], "ged"))]
        cited = list(self._cited(row["source_article"].strip()))
        for statement in said[:-2]:
            for actor, ord in sources:
                self._end("SOURCED_FROM", statement, actor, ord=ord)
            for report, ord in cited:
                self._end("CITES", statement, report, ord=ord)

    def _said(  # noqa: PLR0917  what makes a statement
        self,
        key: str,
        event: str,
        passage: str,
        kind: str,
        proposition: dict[str, Any],
        columns: list[str],
        properties: dict[str, Any],
    ) -> str:
        id = minted("Statement", "ged", key, None, kind, proposition | {"event": event}, [UCDP])
        self._node(
            "Statement", id, kind=kind, columns=columns, modality="estimates" if kind == "count" else "asserts",
            polarity="positive", hedge="none", mode="paraphrase", recordedAt=AT, extractor="ged/1", **properties,
        )  # fmt: skip
        self._end("ABOUT", id, event)
        self._end("SAID_BY", id, UCDP)
        self._end("ANCHORED_AT", id, passage)
        return id

    def _propositions(
        self, row: dict[str, str], event: str
    ) -> Iterator[tuple[str, dict[str, Any], list[str], dict[str, Any]]]:
        type = str(card.VIOLENCE[row["type_of_violence"]])
        yield "act-type", {"type": type}, ["type_of_violence"], {"eventType": type}
        place = self._place(row)
        yield "place", {"place": place}, ["where_coordinates"], {}
        first, last = (date.fromisoformat(row[each][:10]) for each in ("date_start", "date_end"))
        edtf = str(first) if first == last else f"{first}/{last}"
        when = {"earliest": str(first), "latest": str(last), "edtf": edtf}
        yield (
            "time",
            when,
            ["date_start", "date_end"],
            {"datePrecision": str(card.WHEN[row["date_prec"]]), "edtf": edtf},
        )
        yield from self._figures(row)
        for side in "ab":
            yield "participation", *self._side(row, side, event), {}

    def _figures(self, row: dict[str, str]) -> Iterator[tuple[str, dict[str, Any], list[str], dict[str, Any]]]:
        scope = str(card.CLARITY[row["event_clarity"]])
        low, best, high = (int(row[each]) for each in ("low", "best", "high"))
        shared = {"measure": "killed", "scope": scope}
        comparator = "exact" if low == best == high else "range"
        figure = {"low": low, "best": best, "high": high, "comparator": comparator, "population": "people"}
        yield "count", shared | figure, ["best", "low", "high"], figure
        for column in card.DEATHS:
            figure = {"best": int(row[column]), "comparator": "exact", "population": column}
            yield "count", shared | figure | {"of": column}, [column], figure

    def _side(self, row: dict[str, str], side: str, event: str) -> tuple[dict[str, Any], list[str]]:
        name = row[f"side_{side}"]
        key = int(row[f"side_{side}_new_id"])
        actor = minted("Actor", "ged", key, event) if name == card.CIVILIANS else minted("Actor", "ged", key)
        self._named(self._node("Actor", actor, name=name, kind="armed-faction", identified=True), name, "en")
        part = self._node(
            "Participation",
            minted("Participation", event, actor, "participant-unspecified"),
            role="participant-unspecified",
        )
        self._end("IN_EVENT", part, event)
        self._end("OF_ACTOR", part, actor)
        return {"actor": actor, "role": "participant-unspecified"}, [f"side_{side}"]

    def _place(self, row: dict[str, str]) -> str:
        country, first, second = row["country_id"], row["adm_1"], row["adm_2"]
        keys = [
            [country],
            ["adm_1", country, normalised(first)],
            ["adm_2", country, normalised(first), normalised(second)],
        ]
        keys.append(
            ["where_coordinates", *keys[2][1:], normalised(row["where_coordinates"]), row["latitude"], row["longitude"]]
        )
        names = [row["country"], first, second, row["where_coordinates"]]
        places = [minted("Place", "ged", *key) for key, name in zip(keys, names, strict=True) if name]
        for place, name in zip(places, filter(None, names), strict=True):
            self._named(self._node("Place", place, name=name, kind="area"), name, "en")
        for outer, inner in pairwise(places):
            self._end("WITHIN", inner, outer)
        return places[-1]

    def _named(self, owner: str, literal: str, lang: str) -> None:
        name = minted("Name", literal, lang, owner)
        self._end(
            "HAS_NAME",
            owner,
            self._node("Name", name, literal=literal, lang=lang, norm=normalised(literal), script=script_of(literal)),
        )

    def _around(self, row: dict[str, str], event: str, passage: str) -> list[str]:
        dyad, conflict = (minted("Event", "ged", each, int(row[f"{each}_new_id"])) for each in ("dyad", "conflict"))
        self._end("SUB_EVENT_OF", event, dyad)
        self._end("SUB_EVENT_OF", dyad, conflict)
        type = str(card.CONFLICT[row["type_of_violence"]])
        return [
            self._said(
                f"{what}/{row[f'{what}_new_id']}",
                self._node("Event", id),
                passage,
                "act-type",
                {"type": type},
                [what],
                {"eventType": type},
            )
            for what, id in (("dyad", dyad), ("conflict", conflict))
        ]

    def _source(self, row: dict[str, str], each: Any) -> str:
        key = ["ged", "source_original", normalised(each.literal), *([] if each.identified else [row["id"]])]
        actor = self._node(
            "Actor", minted("Actor", *key), name=each.literal, kind=str(each.kind), identified=each.identified
        )
        self._named(actor, each.literal, "und")
        return actor

    def _cited(self, cell: str) -> Iterator[tuple[str, int]]:
        references = cell[1:-1].split(BETWEEN) if cell.startswith('"') else [cell] if cell else []
        for ord, reference in enumerate(references):
            office, day, headline = ([*reference.split(",", 2), "", ""])[:3]
            id = minted("Report", "cited", normalised(office), day, normalised(headline))
            yield self._node("Report", id, publisher=office, publishedOn=day, title=headline, language="und"), ord
