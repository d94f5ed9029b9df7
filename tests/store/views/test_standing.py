from testigo.ontology.terms import StatementKind
from testigo.store.views.rows import Claim, Successor
from testigo.store.views.standing import State, states


def claim(id: str, *successors: Successor, withdrawn: bool = False) -> Claim:
    return Claim(id=id, kind=StatementKind.COUNT, withdrawn=withdrawn, successors=frozenset(successors))


def test_a_claim_stands_until_something_happens_to_it() -> None:
    assert states([claim("1")]) == {"1": State.STANDS}


def test_a_later_statement_supersedes_and_a_retraction_retracts() -> None:
    found = states([claim("1", Successor("9", retracts=False)), claim("2", Successor("9", retracts=True))])

    assert found == {"1": State.SUPERSEDED, "2": State.RETRACTED}


def test_what_was_withdrawn_is_retracted_even_where_superseded() -> None:
    assert states([claim("1", Successor("9", retracts=False), withdrawn=True)]) == {"1": State.RETRACTED}


def test_a_withdrawn_successor_changes_nothing() -> None:
    assert states([claim("1", Successor("2", retracts=False, withdrawn=True))]) == {"1": State.STANDS}


def test_a_claim_stands_again_when_its_retraction_is_retracted() -> None:
    chain = [claim("1", Successor("2", retracts=True)), claim("2", Successor("3", retracts=True)), claim("3")]

    assert states(chain) == {"1": State.STANDS, "2": State.RETRACTED, "3": State.STANDS}


def test_a_circle_ends() -> None:
    circle = [claim("1", Successor("2", retracts=False)), claim("2", Successor("1", retracts=False))]

    assert states(circle) == {"1": State.SUPERSEDED, "2": State.SUPERSEDED}
