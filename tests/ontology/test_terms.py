from __future__ import annotations

import keyword

import pytest
from testigo.ontology import terms
from testigo.ontology.terms import Scheme, Tlp, member_name

SCHEMES = Scheme.__subclasses__()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_member_is_named_after_its_notation(scheme: type[Scheme]) -> None:
    assert [term.name for term in scheme] == [member_name(term.value) for term in scheme]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_notations_are_the_values_in_order(scheme: type[Scheme]) -> None:
    assert scheme.notations() == tuple(term.value for term in scheme)
    assert len(set(scheme.notations())) == len(scheme.notations())


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_member_is_a_name_in_python_and_in_graphql(scheme: type[Scheme]) -> None:
    assert all(term.name.isidentifier() and term.name.isascii() for term in scheme)
    assert not any(keyword.iskeyword(term.name) for term in scheme)
    assert not {"true", "false", "null"} & set(scheme.__members__)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_term_is_its_notation_as_a_string(scheme: type[Scheme]) -> None:
    assert all(f"{term}" == term.value and scheme(term.value) is term for term in scheme)


def test_the_plus_of_amber_strict_is_no_part_of_its_name() -> None:
    assert (Tlp("AMBER+STRICT").name, Tlp.AMBER_STRICT.value) == ("AMBER_STRICT", "AMBER+STRICT")


def test_terms_and_ids_stand_under_one_address() -> None:
    assert terms.NS == "https://w3id.org/testigo/ns#"
    assert terms.ID_BASE == "https://w3id.org/testigo/id/"
