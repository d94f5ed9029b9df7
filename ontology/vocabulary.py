"""The IRIs of terms: how labels, properties and relationship types are called in RDF."""

from __future__ import annotations

import re
from functools import cache

import pyarrow as pa
from testigo.ontology.errors import InvalidValue
from testigo.ontology.model import NODES
from testigo.ontology.tables import RELATIONSHIPS, camel, node_schema, relationship_schema
from testigo.ontology.terms import NS

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"

DATATYPES: dict[pa.DataType, str] = {
    pa.int64(): "integer",
    pa.float64(): "double",
    pa.bool_(): "boolean",
    pa.date32(): "date",
    pa.timestamp("us", "UTC"): "dateTime",
}
"""Arrow type → the local name of its XSD datatype; strings are plain literals and lists RDF lists."""

ID = r"[a-z]+-[0-9A-Za-z_-]+"
"""What an id must look like to be the end of an IRI and the name of a blank node; minted ids are narrower."""

_BASE = re.compile(r"[a-z][a-z0-9+.-]*://[^\s<>\"{}|\\^`]+/")


def relationship_name(type: str) -> str:
    """A relationship type as an RDF property.

    >>> relationship_name("SUB_EVENT_OF")
    'subEventOf'
    """
    return camel(type.lower())


RELATIONSHIP_OF = {relationship_name(type): type for type in RELATIONSHIPS}
CLASS_OF = {NS + label: label for label in NODES}


@cache
def columns(label: str) -> dict[str, pa.DataType]:
    """The properties of a label and their Arrow types, without `id`."""
    return {each.name: each.type for each in node_schema(label) if each.name != "id"}


@cache
def carried(type: str) -> dict[str, pa.DataType]:
    """The properties a relationship type may carry and their Arrow types."""
    return {each.name: each.type for each in relationship_schema(type) if each.name not in {"start", "end"}}


def checked_base(base: str) -> str:
    """The base of ids. Raises InvalidValue where an id after it would be no IRI, or would not resolve to itself."""
    if not _BASE.fullmatch(base):
        raise InvalidValue(f"{base!r} is no base for ids: write an absolute IRI that ends with a slash")
    return base
