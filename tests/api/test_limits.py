from __future__ import annotations

import pytest
from graphql import OperationDefinitionNode, get_introspection_query
from testigo.api import limits
from testigo.api.limits import Limits, TooMuch
from testigo.api.schema import core_schema


def check(query: str, limit: Limits | None = None, **variables: object) -> None:
    """Check an operation against the limits."""
    bounds = limit or Limits()
    document = limits.parsed(query, bounds)
    for each in document.definitions:
        if isinstance(each, OperationDefinitionNode):
            limits.check(document, each, variables, core_schema(), bounds)


def test_introspection_is_let_through() -> None:
    check(get_introspection_query(descriptions=True, input_value_deprecation=True))


def test_depth_is_bound() -> None:
    nested = "actor(id: 1) { " + "canonical { " * 30 + "id" + " }" * 31

    with pytest.raises(TooMuch, match="deeper than 24 levels"):
        check("{ " + nested + " }")


def test_depth_counts_through_fragments() -> None:
    fragments = " ".join(f"fragment F{n} on Actor {{ canonical {{ ...F{n + 1} }} }}" for n in range(30))

    with pytest.raises(TooMuch, match="deeper than 24"):
        check("{ actor(id: 1) { ...F0 } } " + fragments + " fragment F30 on Actor { id }")


def test_fragments_that_hold_themselves_end() -> None:
    check("{ actor(id: 1) { ...F } } fragment F on Actor { id ...G } fragment G on Actor { ...F }")


def test_fragments_that_double_at_every_level_are_stopped() -> None:
    doubling = " ".join(f"fragment F{n} on Actor {{ ...F{n + 1} ...F{n + 1} }}" for n in range(25))

    with pytest.raises(TooMuch, match="more than 600 fields"):
        check("{ actor(id: 1) { ...F0 } } " + doubling + " fragment F25 on Actor { id }")


def test_breadth_is_bound() -> None:
    with pytest.raises(TooMuch, match="more than 600 fields"):
        check("{ actor(id: 1) { " + "id " * 700 + "} }")


def test_aliases_are_bound() -> None:
    with pytest.raises(TooMuch, match="more than 60 aliases"):
        check("{ " + " ".join(f"a{n}: __typename" for n in range(70)) + " }")


def test_length_is_bound_before_it_is_parsed() -> None:
    with pytest.raises(TooMuch, match="more than 2000 tokens"):
        check("{ " + "id " * 3000 + "}")


def test_pages_multiply_through_the_levels() -> None:
    query = "query ($n: Int!) { events(first: $n) { nodes { statements(first: $n) { edges { node { id } } } } } }"

    check(query, n=100)  # 100 + 100 × 100
    with pytest.raises(TooMuch, match="more than 20,000 nodes"):
        check(query.replace("id }", "speakers { id } }"), n=100)


def test_a_page_seen_as_edges_and_as_nodes_is_one_page() -> None:
    limit = Limits(nodes=100)

    check("{ events(first: 100) { nodes { id } edges { node { id } } } }", limit)


def test_page_size_by_default_counts() -> None:
    query = "{ events { nodes { statements { nodes { id } } } } }"

    check(query, Limits(nodes=110))
    with pytest.raises(TooMuch):
        check(query, Limits(nodes=109))


def test_default_of_a_variable_counts() -> None:
    query = "query ($n: Int = 100) { events(first: $n) { nodes { id } } }"

    with pytest.raises(TooMuch):
        check(query, Limits(nodes=99))


@pytest.mark.parametrize("first", ["null", '"many"', "$unknown", "99999999999999999999"])
def test_page_size_that_is_none_is_left_to_the_validation(first: str) -> None:
    check("{ events(first: " + first + ") { nodes { id } } }")
