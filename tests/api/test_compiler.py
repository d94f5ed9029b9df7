from __future__ import annotations

import pytest
from testigo.api import compiler, relations
from testigo.api.patterns import Relation

RELATIONS = [each for each in vars(relations).values() if isinstance(each, Relation)]


def test_page_of_each_parent_is_limited_before_it_is_expanded() -> None:
    cypher = compiler.page(relations.PASSAGE_STATEMENTS, frozenset({"kind"}), after=True)

    assert cypher == (
        "UNWIND $parents AS parent\n"
        "MATCH (source:Passage) WHERE source.id = parent\n"
        "CALL {\n"
        "WITH source\n"
        "MATCH (source)<-[:ANCHORED_AT]-(node:Statement)\n"
        "WITH DISTINCT node\n"
        "WHERE node.kind IN $kind\n"
        "WITH node, coalesce(toString(node.publishedOn), '~') AS k0, node.id AS k1\n"
        "WHERE (k0 > $after[0] OR (k0 = $after[0] AND k1 > $after[1]))\n"
        "WITH node, k0, k1\n"
        "ORDER BY k0, k1 LIMIT $limit\n"
        "RETURN node {.*} AS node, null AS edge, k0, k1\n"
        "}\n"
        "RETURN source.id AS parent, node, edge, k0, k1\n"
        "ORDER BY parent, k0, k1"
    )


def test_text_is_read_without_its_content() -> None:
    assert "content" not in compiler.records("Text")
    assert "content" not in compiler.page(relations.PASSAGE_TEXT, frozenset(), after=False)
    assert compiler.heavy("Text", "content").endswith("node.content AS value")


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation.name)
def test_every_argument_is_a_parameter(relation: Relation) -> None:
    for name, text in {**relation.conditions, **relation.stages}.items():
        assert f"${name}" in text or name == "dated"


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation.name)
def test_every_order_ends_in_a_key_that_is_never_absent(relation: Relation) -> None:
    last = relation.order.keys[-1]

    assert last in {"node.id", "role"} or last.startswith("coalesce(")
