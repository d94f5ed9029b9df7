"""What a load touched: what it brought, and whatever that refers to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from testigo.ontology.errors import NotInStore
from testigo.ontology.ids import LABELS
from testigo.store.protocols import Store

_BROUGHT = "MATCH (:LoadRun {id: $run})<-[:LOADED_BY]-(n) RETURN labels(n) AS labels, n.id AS id"
_ONWARD = """UNWIND $ids AS id MATCH (:{label} {{id: id}})-[tie]->(n) WHERE NOT type(tie) IN ['LOADED_BY', 'MARKED']
RETURN DISTINCT labels(n) AS labels, n.id AS id"""
_JUDGED = "UNWIND $ids AS id MATCH (:{label} {{id: id}})<-[:LEFT]-(n:Judgement) RETURN labels(n) AS labels, n.id AS id"
_IDS_A_PAGE = 2_000
Ids = dict[str, set[str]]


def touched(store: Store, run: str) -> dict[str, list[str]]:
    """Label → ids of what a run brought, of all that it leads to, and of the judgements on it, in order.

    Found from the run on, so that it takes as long in a large store as in a small one. Raises NotInStore.
    """
    if not store.known("LoadRun", [run]):
        raise NotInStore("load", run)
    front = _by_label(store.stream(_BROUGHT, {"run": run}))
    found: Ids = defaultdict(set, {"LoadRun": {run}})
    while front:
        for label, ids in front.items():
            found[label] |= ids
        further = _onward(store, front)
        front = {label: new for label, ids in further.items() if (new := ids - found[label])}
    return {label: sorted(ids) for label, ids in found.items()}


def last_run(store: Store) -> str:
    """The id of the load that began last. Raises NotInStore where there was none."""
    for row in store.read("MATCH (run:LoadRun) RETURN run.id AS id ORDER BY run.started DESC, id LIMIT 1"):
        return str(row["id"])
    raise NotInStore("load", "last")


def _onward(store: Store, front: Ids) -> Ids:
    """What these refer to, and the judgements on those that are judged."""
    rows = []
    for label, ids in front.items():
        ordered = sorted(ids)
        for first in range(0, len(ordered), _IDS_A_PAGE):
            some = {"ids": ordered[first : first + _IDS_A_PAGE]}
            rows += store.read(_ONWARD.format(label=label), some)
            if label in {"Actor", "Place", "Event"}:
                rows += store.read(_JUDGED.format(label=label), some)
    return _by_label(rows)


def _by_label(rows: Iterable[dict[str, object]]) -> Ids:
    found: Ids = defaultdict(set)
    for row in rows:
        labels, id = row["labels"], row["id"]
        for label in labels if isinstance(labels, list) else []:
            if label in LABELS and isinstance(id, str):
                found[label].add(id)
    return dict(found)
