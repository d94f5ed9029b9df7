"""What type a row says its event is of: `event_types.csv` over the forms of violence, the context and the target.

Each form of violence that the row names, whoever used it, is looked at by itself: the first rule that fits gives a
type. A row that names none is one whose form is `Unknown`. `other-coded` is said only where no form gives a type.
Damage and displacement say their types themselves.
"""

from __future__ import annotations

import polars as pl
from testigo.loaders.coded.cells import Cells, lists
from testigo.loaders.coded.claims import Claims
from testigo.loaders.coded.minting import quoted
from testigo.loaders.maverick.card import SLOTS
from testigo.loaders.maverick.codes import NOT_KNOWN, TypeRule, known, type_rules
from testigo.loaders.maverick.voices import DATED
from testigo.ontology.terms import EventType, StatementKind

OUTCOMES = {"damage": EventType.ARSON_PROPERTY_DESTRUCTION, "displacement": EventType.DISPLACEMENT}
"""A flag of what the event resulted in → the type that says so."""


def say_act_types(claims: Claims, cells: Cells) -> None:
    """An act-type statement for each type that a row says."""
    found = pl.concat([_of_violence(cells), *(_of_outcome(cells, flag, type) for flag, type in OUTCOMES.items())])
    each = found.group_by("row", "type", maintain_order=True).agg(pl.col("columns").explode().unique().sort())
    rows = each.join(claims.rows, on="row", how="inner", maintain_order="left")
    for columns, said in rows.group_by("columns", maintain_order=True):
        claims.say(
            StatementKind.ACT_TYPE, list(columns[0]), {"type": quoted(pl.col("type"))},
            where=pl.lit(value=True), rows=said, properties={"eventType": pl.col("type"), **DATED},
        )  # fmt: skip


def _of_outcome(cells: Cells, flag: str, type: EventType) -> pl.DataFrame:
    is_so = cells.flag(flag).fill_null(value=False)
    return cells.rows.filter(is_so).select("row", type=pl.lit(str(type)), columns=pl.lit([flag]))


def _of_violence(cells: Cells) -> pl.DataFrame:
    """row, type, and the columns that it rests on."""
    context = cells.code("event_context", {code: code for code in known("event_context")})
    target = cells.code("target", {code: code for code in known("target")})
    broken = _broken(cells.rows["event_context"], context) | _broken(cells.rows["target"], target)
    about = pl.DataFrame({"row": cells.rows["row"], "event_context": context, "target": target}).filter(~broken)
    typed = (
        _forms(cells)
        .join(about, on="row", how="inner", maintain_order="left")
        .with_columns(type=pl.coalesce(*(_applied(rule, "type") for rule in type_rules())))
        .with_columns(rule=pl.coalesce(*(_applied(rule, "columns") for rule in type_rules())))
    )
    is_other = pl.col("type") == str(EventType.OTHER_CODED)
    said = typed.filter(~is_other | is_other.all().over("row"))
    return said.select("row", "type", columns=pl.concat_list("columns", "rule"))


def _broken(cell: pl.Series, code: pl.Series) -> pl.Series:
    return cell.is_not_null() & code.is_null()


def _applied(rule: TypeRule, what: str) -> pl.Expr:
    """What a rule says where it fits: its type, or the columns besides the violence that it looks at."""
    given = {"event_context": rule.event_context, "target": rule.target}
    asked = {column: code for column, code in given.items() if code}
    fits = pl.all_horizontal(pl.col("form") == rule.violence, *(pl.col(name) == code for name, code in asked.items()))
    value = pl.lit(str(rule.type)) if what == "type" else pl.lit(list(asked), pl.List(pl.String))
    return pl.when(fits).then(value)


def _forms(cells: Cells) -> pl.DataFrame:
    """row, form, and the columns that name it; a row that names none has the form `Unknown`."""
    named = pl.concat([_of_slot(cells, f"actor{slot}_violence") for slot in SLOTS])
    unnamed = cells.rows.join(named, on="row", how="anti").filter(
        pl.all_horizontal(pl.col(f"actor{slot}_violence").is_null() for slot in SLOTS)
    )
    none = unnamed.select("row", form=pl.lit(NOT_KNOWN), columns=pl.lit(["event_context", "target"]))
    return pl.concat([named, none])


def _of_slot(cells: Cells, column: str) -> pl.DataFrame:
    """The forms of violence of one actor. A cell with a form that no rule knows is none, and told."""
    forms = lists(cells.rows[column], ";").with_columns(row=pl.col("at").replace_strict(_numbers(cells)))
    is_known = pl.col("member").is_in({rule.violence for rule in type_rules()})
    sound = forms.filter(is_known.all().over("at"))
    named = cells.rows[column].is_not_null()
    cells.note(column, named & ~cells.rows["row"].is_in(sound["row"]), "unknown-code", "has a form that no rule knows")
    return sound.select("row", form="member", columns=pl.lit([column]))


def _numbers(cells: Cells) -> dict[int, int]:
    return dict(enumerate(cells.rows["row"]))
