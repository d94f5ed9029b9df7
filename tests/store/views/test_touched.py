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
