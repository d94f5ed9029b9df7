"""The one place where the API builds Cypher: a relation and the names of its arguments become a statement.

Values never enter the text; the same question has the same text, so that the engine keeps its plan.
"""

from __future__ import annotations

from functools import cache

from testigo.api.patterns import Relation
from testigo.ontology.tables import properties

HEAVY = {"Text": {"content"}}  # megabytes: read by `content` alone


def projected(label: str, variable: str = "node") -> str:
    """A node's properties, but the heavy ones.

    >>> projected("Actor")
    'node {.*}'
    """
    if label not in HEAVY:
        return f"{variable} {{.*}}"
    light = ", ".join(f".{name}" for name in properties(label) if name not in HEAVY[label])
    return f"{variable} {{{light}}}"


@cache
def records(label: str) -> str:
    """The statement for nodes by `$ids`."""
    return f"{_by_ids(label)}\nRETURN {projected(label)} AS node"


@cache
def heavy(label: str, name: str) -> str:
    """The statement for one heavy property of nodes by `$ids`."""
    return f"{_by_ids(label)}\nRETURN node.id AS id, node.{name} AS value"


def _by_ids(label: str) -> str:
    return f"UNWIND $ids AS id\nMATCH (node:{label}) WHERE node.id = id"


@cache
def page(relation: Relation, given: frozenset[str], after: bool) -> str:
    """The statement for one page, of each of `$parents` where the relation has a source.

    `given`: the arguments in use. `after`: whether it goes on from the keys in `$after`. `$limit`: rows a parent.
    Columns: `parent` (id, where there is a source), `node`, `edge`, and the order's keys `k0`, `k1` ….
    """
    names = [f"k{index}" for index in range(len(relation.order.keys))]
    keys = ", ".join(f"{key} AS {name}" for key, name in zip(relation.order.keys, names, strict=True))
    order = ", ".join(names)
    carried = ", ".join(relation.carries)
    resumed = f"\nWHERE {_keyset(names)}\nWITH {carried}, {order}" if after else ""
    body = (  # the page first, so that only its own nodes are read whole
        f"{_matched(relation, given)}\nWITH {carried}, {keys}{resumed}\n"
        f"ORDER BY {order} LIMIT $limit\n"
        f"RETURN {projected(relation.target)} AS node, {relation.edge} AS edge, {order}"
    )
    if relation.source is None:
        return f"{body}\nORDER BY {order}"
    columns = f"source.id AS parent, node, edge, {order}"
    return _for_each_parent(relation.source, body, f"RETURN {columns}\nORDER BY parent, {order}")


@cache
def total(relation: Relation, given: frozenset[str]) -> str:
    """The statement for how many there are in all; columns as for `page`: `parent`, `total`."""
    body = f"{_matched(relation, given)}\nRETURN count(*) AS total"
    if relation.source is None:
        return body
    return _for_each_parent(relation.source, body, "RETURN source.id AS parent, total\nORDER BY parent")


def _for_each_parent(label: str, body: str, end: str) -> str:
    # ArcadeDB looks each id of an UNWIND up in the index, but scans the label for `IN`.
    parents = f"UNWIND $parents AS parent\nMATCH (source:{label}) WHERE source.id = parent"
    return f"{parents}\nCALL {{\nWITH source\n{body}\n}}\n{end}"


def _matched(relation: Relation, given: frozenset[str]) -> str:
    """What the relation gives, narrowed by the arguments in use, each once."""
    stages = [text for name, text in relation.stages.items() if name in given]
    match = _staged(relation.target, stages) if stages else relation.match
    conditions = " AND ".join(text for name, text in relation.conditions.items() if name in given)
    narrowed = f"\nWHERE {conditions}" if conditions else ""
    once = "WITH" if relation.source is None else "WITH DISTINCT"  # a list of the graph meets each node once
    return f"{match}\n{once} {', '.join(relation.carries)}{narrowed}"


def _staged(label: str, stages: list[str]) -> str:
    """The nodes that every stage gives."""
    union = "\nUNION ALL\n".join(stages)
    return (
        f"CALL {{\n{union}\n}}\nWITH id, count(*) AS hits WHERE hits = {len(stages)}\n"
        f"MATCH (node:{label}) WHERE node.id = id"
    )


def _keyset(names: list[str]) -> str:
    """What comes after the keys in `$after`.

    >>> _keyset(["k0", "k1"])
    '(k0 > $after[0] OR (k0 = $after[0] AND k1 > $after[1]))'
    """
    condition = f"{names[-1]} > $after[{len(names) - 1}]"
    for index in range(len(names) - 2, -1, -1):
        name, bound = names[index], f"$after[{index}]"
        condition = f"({name} > {bound} OR ({name} = {bound} AND {condition}))"
    return condition
