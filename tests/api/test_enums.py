from __future__ import annotations

import pytest
from testigo.api.enums import DESCRIPTIONS, definition, with_narrower
from testigo.ontology.terms import Scheme


@pytest.mark.parametrize("scheme", DESCRIPTIONS, ids=lambda scheme: scheme.__name__)
def test_every_term_is_defined(scheme: type[Scheme]) -> None:
    assert all(len(definition(term) or "") > 5 for term in scheme)


def test_type_brings_all_that_is_narrower() -> None:
    assert {"attack", "ambush", "shelling"} <= set(with_narrower(["attack"]))
    assert with_narrower(["protest", "protest"]) == ["protest"]
