import pytest
from testigo.ontology.terms import EventType, StatementKind
from testigo.store.views.rows import Claim
from testigo.store.views.types import event_type


def claims(*said: tuple[str, str]) -> list[Claim]:
    """Act-type claims from (speaker, type)."""
    return [
        Claim(id=str(n), kind=StatementKind.ACT_TYPE, speakers=frozenset((speaker,)), event_type=EventType(type))
        for n, (speaker, type) in enumerate(said)
    ]


@pytest.mark.parametrize(
    ("said", "type"),
    [
        ([], None),
        ([("a", "killing")], "killing"),
        ([("a", "killing"), ("b", "mass-killing")], "mass-killing"),
        ([("a", "killing-of-civilians"), ("b", "mass-killing")], "killing"),
        ([("a", "killing-of-civilians"), ("b", "mass-killing"), ("c", "mass-killing")], "mass-killing"),
        ([("a", "looting"), ("b", "killing"), ("c", "mass-killing")], "mass-killing"),
        ([("a", "looting"), ("a", "looting"), ("b", "protest")], "looting"),
        ([("a", "protest"), ("b", "looting")], "looting"),
        ([("a", "mass-killing"), ("a", "mass-killing"), ("a", "killing-of-civilians")], "killing"),
    ],
    ids=[
        "nothing said", "one", "a narrower type refines a broader", "siblings that tie", "the better supported sibling",
        "narrower types support their broader one", "claims decide where origins tie", "then the order of the scheme",
        "one origin counts once",
    ],
)  # fmt: skip
def test_the_type_is_the_best_supported_and_as_narrow_as_that_allows(
    said: list[tuple[str, str]], type: str | None
) -> None:
    assert event_type(claims(*said)) == type
    assert event_type(reversed(claims(*said))) == type
