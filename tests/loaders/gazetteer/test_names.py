from hypothesis import given
from hypothesis import strategies as st
from testigo.loaders.gazetteer.names import BARE, PROVINCE, SETTLEMENT, bare, designation, folded


def test_marks_that_editors_disagree_about_are_folded() -> None:
    assert folded("Ţarţūs") == folded("TARTUS") == "tartus"
    assert folded("Sana'a") == folded("Sana’a") == folded("Sanʻa'") + "a" == "sanaa"
    assert folded("Saint-Étienne") == "saint etienne"


def test_arabic_letters_that_are_typed_alike_are_folded() -> None:
    assert folded("إدلب") == folded("ادلب")
    assert folded("جبلة") == folded("جبله")


@given(st.text())
def test_folding_is_idempotent_and_free_of_the_mark_of_bare_keys(name: str) -> None:
    assert folded(folded(name)) == folded(name)
    assert BARE not in folded(name)


@given(st.text())
def test_a_bare_key_is_never_empty_where_the_folded_one_is_not(name: str) -> None:
    assert bool(bare(folded(name))) == bool(folded(name))


def test_a_designation_is_split_from_its_base() -> None:
    assert designation("latakia province") == ("latakia", PROVINCE)
    assert designation("town of baniyas") == ("baniyas", SETTLEMENT)
    assert designation("latakia") is None
    assert designation("province") is None
