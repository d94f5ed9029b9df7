from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from testigo.ontology.errors import InvalidValue
from testigo.ontology.ids import LABELS, label_of, minted, normalised
from testigo.ontology.model import NODES
from testigo.ontology.terms import ActorKind

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def test_every_node_label_has_ids_and_no_other() -> None:
    assert tuple(NODES) == LABELS


@given(st.sampled_from(LABELS), TEXT, st.none() | st.integers() | TEXT)
def test_an_id_tells_its_label(label: str, one: str, other: object) -> None:
    id = minted(label, one, other)

    assert label_of(id) == label
    assert re.fullmatch(rf"{label.lower()}-[0-9a-f]{{32}}", id)


def test_an_id_is_the_start_of_the_hash_of_canonical_json() -> None:
    # printf '["ucdp-ged","é",null,3]' | sha256sum
    assert minted("Event", "ucdp-ged", "é", None, 3) == "event-9acfc02f0e4fd1bea24c4654561aa505"


def test_parts_of_a_key_do_not_run_together() -> None:
    assert minted("Actor", "ab", "c") != minted("Actor", "a", "bc")


def test_a_term_and_its_notation_make_the_same_id() -> None:
    assert minted("Actor", ActorKind.MONITOR) == minted("Actor", "monitor")


def test_half_of_a_surrogate_pair_makes_no_id() -> None:
    with pytest.raises(InvalidValue, match="surrogate"):
        minted("Actor", "\ud800")


@pytest.mark.parametrize("id", ["", "unknown-1", "Actor-1", "actor", "relationship-1"])
def test_what_is_no_id_has_no_label(id: str) -> None:
    with pytest.raises(KeyError):
        label_of(id)


@given(TEXT)
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


@given(TEXT)
def test_case_and_white_space_do_not_count(text: str) -> None:
    assert normalised(f"  {text}\t\n") == normalised(text)
    assert normalised(normalised(text).upper()) == normalised(normalised(text).upper().lower())


@pytest.mark.parametrize(
    ("literal", "norm"),
    [
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("ﬁre", "fire"),
        ("Ｄａｍａｓｃｕｓ", "damascus"),
        ("بانياس", "بانياس"),
        ("a\u00a0b", "a b"),
    ],
)
def test_compatible_forms_are_one(literal: str, norm: str) -> None:
    assert normalised(literal) == norm
