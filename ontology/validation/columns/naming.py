"""How the tables of a batch call what the shapes call by IRIs."""

from __future__ import annotations

from functools import cache

from testigo.ontology.model import NODES
from testigo.ontology.tables import RELATIONSHIPS
from testigo.ontology.terms import NS
from testigo.ontology.validation.columns.plan import Naming
from testigo.ontology.vocabulary import RDF, carried, columns, relationship_name

REIFIED = "Relationship"
"""The label of what relationships carry: records of the class rdf:Statement in RDF."""


@cache
def naming(base: str) -> Naming:
    """The classes, properties and relationship types of the model."""
    names = {name for label in NODES for name in columns(label)} | {
        name for type in RELATIONSHIPS for name in carried(type)
    }
    return Naming(
        base,
        {NS + label: frozenset({label}) for label in NODES} | {RDF + "Statement": frozenset({REIFIED})},
        {NS + name: name for name in names},
        {NS + relationship_name(type): type for type in RELATIONSHIPS},
    )
