"""The terms of the schemes with labels, definitions and mappings, and as records of the graph.

`schemes.ttl` is where they are written. `schemes.json` holds the same for the program, because reading Turtle would
double the start of the command line; `python -m testigo.ontology.schemes` writes it anew, and a test compares them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from testigo.ontology.ids import minted

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node
    from testigo.ontology.batch import Batch


@dataclass(frozen=True, slots=True)
class Term:
    """A concept of a scheme, ours or another codebook's; `key` is the scheme's short name, a slash and the notation.

    `broader` and `close` are keys: of the wider terms, in this scheme or another, and of those that mean nearly the
    same in another. A term of another codebook has no Arabic label and no definition of ours.
    """

    scheme: str
    notation: str
    label_en: str
    label_ar: str | None
    definition: str | None
    broader: tuple[str, ...]
    close: tuple[str, ...]

    @property
    def key(self) -> str:
        return f"{self.scheme}/{self.notation}"


@cache
def terms() -> dict[str, Term]:
    """Every term by its key, in the order of scheme and notation.

    >>> terms()["event-type/mass-killing"].close
    ('cameo/202', 'plover/ASSAULT massacre')
    """
    rows = json.loads(files("testigo.ontology").joinpath("schemes.json").read_bytes())
    found = (Term(**row | {"broader": tuple(row["broader"]), "close": tuple(row["close"])}) for row in rows)
    return {term.key: term for term in found}


@cache
def broader(event_type: str) -> tuple[str, ...]:
    """The wider event types of an event type, the nearest first, without itself. Raises KeyError for none of ours.

    >>> broader("mass-killing")
    ('killing',)
    """
    scheme = "event-type/"
    above = [key.removeprefix(scheme) for key in terms()[scheme + event_type].broader if key.startswith(scheme)]
    return tuple(dict.fromkeys(above + [wider for each in above for wider in broader(each)]))


@cache
def concepts() -> Batch:
    """Every term as a `Concept`, with BROADER and CLOSE_MATCH between them."""
    from testigo.ontology.batch import batch
    from testigo.ontology.model import Concept, Relationship

    ids = {key: minted("Concept", term.scheme, term.notation) for key, term in terms().items()}
    nodes = [
        Concept(id=ids[key], scheme=term.scheme, notation=term.notation, pref_label_en=term.label_en,
                pref_label_ar=term.label_ar)
        for key, term in terms().items()
    ]  # fmt: skip
    relationships = [
        Relationship(type, ids[key], ids[other])
        for key, term in terms().items()
        for type, others in (("BROADER", term.broader), ("CLOSE_MATCH", term.close))
        for other in others
    ]
    return batch(nodes, relationships)


def from_turtle() -> Iterator[Term]:
    """The terms as `schemes.ttl` has them, in the order of scheme and notation."""
    from rdflib import RDF, SKOS, Graph

    graph = Graph().parse(data=files("testigo.ontology").joinpath("schemes.ttl").read_text("utf-8"), format="turtle")
    schemes = {each: graph.value(each, SKOS.notation) for each in graph.subjects(RDF.type, SKOS.ConceptScheme)}
    keys = {
        concept: f"{schemes[scheme]}/{graph.value(concept, SKOS.notation)}"
        for concept, scheme in graph.subject_objects(SKOS.inScheme)
    }
    for concept in sorted(keys, key=keys.__getitem__):
        yield _term(graph, concept, keys)


def _term(graph: Graph, concept: Node, keys: Mapping[Node, str]) -> Term:
    from rdflib import SKOS, Literal

    labels = {each.language: str(each) for each in graph.objects(concept, SKOS.prefLabel) if isinstance(each, Literal)}
    definition = graph.value(concept, SKOS.definition)
    scheme, _, notation = keys[concept].partition("/")
    wider = [*graph.objects(concept, SKOS.broader), *graph.objects(concept, SKOS.broadMatch)]
    return Term(
        scheme=scheme,
        notation=notation,
        label_en=labels["en"],
        label_ar=labels.get("ar"),
        definition=None if definition is None else str(definition),
        broader=tuple(sorted(keys[each] for each in wider)),
        close=tuple(sorted(keys[each] for each in graph.objects(concept, SKOS.closeMatch))),
    )


def compact() -> str:
    """The text of `schemes.json`, one term a line."""
    lines = (json.dumps(asdict(term), ensure_ascii=False, separators=(",", ":")) for term in from_turtle())
    return "[\n" + ",\n".join(lines) + "\n]\n"


if __name__ == "__main__":
    Path(__file__).with_name("schemes.json").write_text(compact(), "utf-8")
