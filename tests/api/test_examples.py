from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.api.conftest import Graph

ROOT = Path(__file__).parents[2]
QUERIES = {
    "docs/graphql.md": re.findall(r"```graphql\n(.*?)```", (ROOT / "docs/graphql.md").read_text("utf-8"), re.DOTALL),
    "api/static/page.js": re.findall(r"= `(.*?)`;", (ROOT / "api/static/page.js").read_text("utf-8"), re.DOTALL),
}


@pytest.mark.parametrize("source", QUERIES)
def test_query_that_is_shown_gives_an_answer(graph: Graph, source: str) -> None:
    assert QUERIES[source]
    for query in QUERIES[source]:
        assert graph.client.ask(query)["timeline"]["nodes"]
