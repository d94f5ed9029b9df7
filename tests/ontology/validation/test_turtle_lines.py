from __future__ import annotations

import pytest
from rdflib import URIRef
from testigo.ontology.errors import UnreadableInput
from testigo.ontology.validation.turtle_lines import read_turtle

A, B, C, P = (URIRef(f"http://example.org/{name}") for name in "abcp")


def test_a_statement_has_the_line_it_ends_in() -> None:
    lined = read_turtle("@prefix : <http://example.org/> .\n:a :p :b ;\n  :p :c .\n", "mine.ttl")

    assert (lined.line(A), lined.line(A, P, C), lined.line(C)) == (2, 3, 1)
    assert set(lined.graph) == {(A, P, B), (A, P, C)}


@pytest.mark.parametrize(("text", "message"), [
    ("\n\n:a :b :c .", r"mine\.ttl:3: is no Turtle: Prefix"),
    ("<a> <b> <c>\n<d> <e> <f> .", r"mine\.ttl:2: is no Turtle: expected '\.'"),
])  # fmt: skip
def test_what_is_no_turtle_is_told_with_its_line(text: str, message: str) -> None:
    with pytest.raises(UnreadableInput, match=message):
        read_turtle(text, "mine.ttl")
