"""What shapes ask that not every engine answers right."""

from __future__ import annotations

from testigo.ontology.terms import ID_BASE
from testigo.ontology.validation.columns.naming import naming
from testigo.ontology.validation.columns.paths import NotInColumns, Paths
from testigo.ontology.validation.columns.plan import Alternative, Hop, Path, Repeated, Sequence
from testigo.ontology.validation.columns.shapes_graph import ShapesGraph
from testigo.ontology.validation.engines import SHACL


def asks_of_literals(graph: ShapesGraph) -> bool:
    """Whether sh:node or sh:qualifiedValueShape is asked of literals: shacl-rust holds that none ever conforms."""
    paths = Paths(graph, naming(ID_BASE))
    for shape in graph.subjects:
        asked = graph.predicates(shape) & {SHACL + "node", SHACL + "qualifiedValueShape"}
        if asked and any(_may_end_in_literals(paths, each) for each in graph.nodes(shape, SHACL + "path")):
            return True
    return False


def _may_end_in_literals(paths: Paths, node: str) -> bool:
    try:
        return not _ends_in_records(paths.read(node))
    except NotInColumns:
        return True


def _ends_in_records(path: Path) -> bool:
    match path:
        case Hop():
            return True
        case Sequence(steps):
            return _ends_in_records(steps[-1])
        case Alternative(paths):
            return all(map(_ends_in_records, paths))
        case Repeated(inner):
            return _ends_in_records(inner)
        case _:
            return False
