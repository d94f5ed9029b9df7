from testigo.ontology.batch import Batch
from testigo.store.views import Touched

from tests.sample import sample


def test_a_batch_touches_its_nodes_and_the_ends_of_its_relationships() -> None:
    it = sample()
    found = Touched.by(it.batch)

    assert {*it.coast, *it.killings, it.looting, it.coded} == found.events
    assert {it.baniyas, it.tartus, it.syria} <= found.places
    assert len(found.judgements) == len(it.batch.nodes["Judgement"])


def test_touched_adds_up() -> None:
    whole = Touched.of(["event-1", "report-1"]) | Touched.of(["event-2", "actor-1"])

    assert whole == Touched.of(["event-1", "event-2", "actor-1"])


def test_a_statement_is_touched_where_its_event_is_not_in_the_batch_or_it_overtakes_another() -> None:
    it = sample()
    whole = it.batch
    without = Batch(whole.nodes, {type: whole.relationships[type] for type in ("SAID_BY", "SUPERSEDES")})
    overtaking = set(whole.relationships["SUPERSEDES"].column("start").to_pylist())

    assert Touched.by(whole).statements >= overtaking
    assert Touched.by(without).statements == frozenset(whole.ids("Statement"))
    assert len(Touched.by(whole).statements) < len(Touched.by(without).statements)
