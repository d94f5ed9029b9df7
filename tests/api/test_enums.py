from __future__ import annotations

import pytest
from testigo.api.enums import DESCRIPTIONS, scheme_terms, with_narrower
from testigo.ontology.terms import EventType, Role, Scheme


@pytest.mark.parametrize("scheme", DESCRIPTIONS, ids=lambda scheme: scheme.__name__)
def test_every_term_is_defined(scheme: type[Scheme]) -> None:
    assert all(len(term.definition) > 5 for term in scheme_terms(scheme).values())
    assert set(scheme_terms(scheme)) == set(scheme.notations())


def test_type_brings_all_that_is_narrower() -> None:
    assert {"attack", "ambush", "shelling"} <= set(with_narrower(EventType, ["attack"]))
    assert with_narrower(EventType, ["protest", "protest"]) == ["protest"]
    assert with_narrower(Role, ["victim"]) == ["victim"]
