import pytest
from hypothesis import given
from hypothesis import strategies as st
from testigo.loaders.cases.documents import Mark, read
from testigo.ontology.errors import UnreadableInput


def test_values_are_those_of_json_and_a_date_is_a_text() -> None:
    document = read("a: 1\nb: 1.5\nc: true\nd: 2025-03-08\ne: no\nf: 1,225\ng:\nh: '7'\ni: 0o7", "f")

    assert document.tree == {
        "a": 1, "b": 1.5, "c": True, "d": "2025-03-08", "e": "no", "f": "1,225", "g": None, "h": "7", "i": "0o7",
    }  # fmt: skip


def test_every_value_has_its_line_and_column() -> None:
    document = read("statements:\n  - report: news\n    counts:\n      - {measure: killed, figure: 7}\n", "f.yaml")

    assert document.mark(("statements", 0, "counts", 0, "figure")) == Mark(4, 27)
    assert document.line(("statements", 0, "report")) == "f.yaml:2"


def test_what_is_missing_stands_where_what_should_hold_it_does() -> None:
    document = read("statements:\n  - report: news\n", "f")

    assert document.mark(("statements", 0, "quote")) == Mark(2, 5)


@pytest.mark.parametrize(
    ("text", "where", "finding"),
    [
        ("a: 1\na: 2", "f:2:1", "the key 'a' stands twice; the first is on line 1"),
        ("a: &x 1\nb: *x", "f:1:4", "aliases"),
        ("a: !!python/object:os.system x", "f:1:4", "tags"),
        ("a: [1, 2", "f:2:1", "no YAML"),
        ("a: 1\n---\nb: 2", "f:2:1", "a second document"),
        ("[1]: 2", "f:1:1", "a key must be a word"),
        ("[" * 100, "f:1:32", "nested deeper than 30 levels"),
        ("a: \x00", "f", "no YAML"),
    ],
)
def test_what_would_be_misread_is_told_with_its_place(text: str, where: str, finding: str) -> None:
    with pytest.raises(UnreadableInput, match=finding) as told:
        read(text, "f")

    assert told.value.where == where


def test_a_bottomless_file_is_one_clear_error() -> None:
    with pytest.raises(UnreadableInput, match="nest"):  # libyaml's own limit is met first where it has one
        read("[" * 200_000, "f")


def test_an_empty_file_holds_nothing() -> None:
    assert read("# nothing\n", "f").tree is None


@given(st.text(max_size=60))
def test_any_text_is_read_or_is_one_clear_error(text: str) -> None:
    told = ""
    try:
        read(text, "f")
    except UnreadableInput as problem:
        told = str(problem)

    assert "\n" not in told
