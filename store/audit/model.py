"""What the tables hold, as a store has it: whatever else is in a store is lost in every export."""

from __future__ import annotations

from functools import cache

import pyarrow as pa
from testigo.ontology.tables import RELATIONSHIPS, node_schema
from testigo.ontology.vocabulary import DATATYPES
from testigo.store.audit.statements import Known
from testigo.store.audit.surplus import ORDERED
from testigo.store.audit.terms import TYPES


@cache
def known(label: str) -> Known:
    """The columns of a label with their types, and what relationships carry."""
    columns = {each.name: cypher_type(each.type) for each in node_schema(label)}
    return Known(columns, {name: frozenset(type.properties) for name, type in RELATIONSHIPS.items()}, ORDERED)


def cypher_type(kind: pa.DataType) -> str:
    """What Cypher calls the type of a column.

    >>> cypher_type(pa.date32())
    'DATE'
    """
    return "LIST<STRING>" if pa.types.is_list(kind) else TYPES[DATATYPES.get(kind, "string")]
