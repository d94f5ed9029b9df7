from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef
from testigo.ontology import literals
from testigo.ontology.errors import InvalidValue
from testigo.ontology.triples import Triple, triples

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
IRIS = st.text("abcé/#-", min_size=1, max_size=6).map("http://x/{}".format)
OBJECTS = st.one_of(
    IRIS.map(URIRef),
    st.integers(0, 9).map(lambda n: BNode(f"b{n}")),
    TEXT.map(Literal),
    TEXT.map(lambda text: Literal(text, lang="en-GB")),
    st.builds(lambda text, iri: Literal(text, datatype=URIRef(iri)), TEXT, IRIS),
)


def name(node: object) -> str | literals.Literal:
    if isinstance(node, Literal):
        return literals.Literal(str(node), None if node.datatype is None else str(node.datatype), node.language)
    return f"_:{node}" if isinstance(node, BNode) else str(node)


@given(st.lists(st.tuples(IRIS.map(URIRef), IRIS.map(URIRef), OBJECTS), max_size=4))
def test_what_rdflib_writes_is_read_alike(found: list[tuple[URIRef, URIRef, URIRef | BNode | Literal]]) -> None:
    graph = Graph()
    for triple in found:
        graph.add(triple)

    read = set(triples([graph.serialize(format="nt", encoding="utf-8")]))

    assert read == {Triple(str(s), str(p), name(o)) for s, p, o in graph}


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_pieces_may_be_cut_anywhere(cut: int) -> None:
    document = (
        '<http://x/a> <http://x/b> "é\\n😀" .\r\n\n# a remark\n<http://x/a> <http://x/b> _:c . # another'.encode()
    )

    read = list(triples([document[:cut], document[cut:]]))

    assert read == [
        Triple("http://x/a", "http://x/b", literals.Literal("é\n😀")), Triple("http://x/a", "http://x/b", "_:c"),
    ]  # fmt: skip


def test_a_line_separator_inside_a_string_is_part_of_it() -> None:
    (triple,) = triples(['<http://x/a> <http://x/b> "one\u2028two\x85three" .'.encode()])

    assert triple.object == literals.Literal("one\u2028two\x85three")


@pytest.mark.parametrize(
    "line",
    ["<http://x/a> <http://x/b> .", '"x" <http://x/b> "y" .', '<http://x/a> <http://x/b> "y"',
     "<a b> <http://x/b> <c> .", '<http://x/a> _:b "y" .', "<http://x/a> <http://x/b> 3 .",
     '<http://x/a> <http://x/b> "y" . x'],
)  # fmt: skip
def test_a_line_that_is_no_triple_is_refused_with_its_number(line: str) -> None:
    with pytest.raises(InvalidValue, match="line 2 is no triple"):
        list(triples([b"# first\n" + line.encode()]))


@pytest.mark.parametrize("escape", [r"\x", r"\u12", r"\UFFFFFFFF"])
def test_an_escape_that_is_none_is_refused_with_its_line(escape: str) -> None:
    with pytest.raises(InvalidValue, match="line 1 has an escape"):
        list(triples([f'<http://x/a> <http://x/b> "{escape}" .'.encode()]))


def test_bytes_in_another_encoding_are_refused() -> None:
    with pytest.raises(InvalidValue, match="UTF-8"):
        list(triples(['<http://x/a> <http://x/b> "é" .'.encode("latin-1")]))
