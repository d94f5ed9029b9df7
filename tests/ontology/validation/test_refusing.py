from __future__ import annotations

import time
from collections.abc import Callable

import pyarrow as pa
import pytest
from testigo.ontology.batch import Batch, merged
from testigo.ontology.validation.findings import finding
from testigo.ontology.validation.numbered import Numbered
from testigo.ontology.validation.payloads import batch_of
from testigo.ontology.validation.refusing import Judged, RefusedRecord
from testigo.ontology.validation.refusing import judged as judge_findings
from testigo.ontology.validation.validator import Validator

from tests.ontology.validation.worlds import Fault, World, batch_of_worlds, both, changed, joined, lost, world


@pytest.fixture(scope="module")
def judge() -> Callable[[World], Judged]:
    validator = Validator()
    return lambda it: validator.judged(batch_of_worlds([it]))


def names(it: World, ids: object) -> set[str]:
    assert isinstance(ids, tuple | list | set)
    by_id = {id: name for name, id in it.ids.items()}
    return {by_id[each] for each in ids}


def sound_ids(judged: Judged) -> set[str]:
    return {id for label in judged.sound.nodes for id in judged.sound.ids(label)}


def refused(judged: Judged) -> RefusedRecord:
    (one,) = judged.refused
    return one


@pytest.mark.parametrize(("fault", "fallen"), [
    (changed("count", best=99), {"assessment"}),
    (changed("name", script="latin"), set()),
    (changed("participation", modality=None), {"part"}),
    (changed("part", role=None), {"participation"}),
    (changed("row", rowKey=None), set()),
    (changed("army", kind="terrorists"), {"part", "participation", "relation", "count", "judgement", "assessment"}),
    (changed("marking", level="SECRET"), {"cause"}),
    (changed("homs", precision=None), {"place", "name"}),
    (changed("syria", name=None), set()),
    (changed("earlier", extractor=None), set()),
    (changed("war", title=""), set()),
])  # fmt: skip
def test_what_cannot_stand_without_a_record_falls_with_it(
    fault: Fault, fallen: set[str], judge: Callable[[World], Judged]
) -> None:
    it = world("falls")
    at_fault = fault(it)

    judged = judge(it)

    assert refused(judged).id == at_fault
    assert names(it, refused(judged).fallen) == fallen
    assert names(it, sound_ids(judged)) == set(it.rows and it.ids) - fallen - names(it, {at_fault})
    assert judged.lost == 1 + len(fallen)


def test_what_is_left_refers_to_nothing_that_is_gone(judge: Callable[[World], Judged]) -> None:
    it = world("rest")
    both(changed("army", kind=None), changed("text", extractor=None))(it)

    judged = judge(it)

    left = sound_ids(judged)
    for table in judged.sound.relationships.values():
        assert {*table.column("start").to_pylist(), *table.column("end").to_pylist()} <= left


def test_a_mended_record_is_driven_in_again_with_all_that_fell_with_it(judge: Callable[[World], Judged]) -> None:
    it = world("mended")
    changed("army", kind="terrorists")(it)
    judged = judge(it)

    mended = batch_of(refused(judged).payload.replace("terrorists", "armed-faction"))

    whole = merged([judged.sound, mended])
    changed("army", kind="armed-faction")(it)
    assert _rows(whole) == _rows(batch_of_worlds([it]))
    with Validator(known=lambda label, ids: ids & sound_ids(judged)) as validator:
        assert validator.judged(mended).refused == ()


def _rows(batch: Batch) -> dict[str, list[str]]:
    tables = {**batch.nodes, **batch.relationships}
    return {name: sorted(map(str, table.to_pylist())) for name, table in tables.items()}


def test_a_relationship_of_a_missing_record_is_kept_to_be_mended(judge: Callable[[World], Judged]) -> None:
    it = world("dangling")
    joined("MARKED", "nowhere:Actor", "marking")(it)

    one = refused(judge(it))

    assert (one.id, one.label, one.shape) == (it.ids["nowhere:Actor"], "Actor", "MARKED")
    kept = batch_of(one.payload)
    assert kept.nodes == {}
    assert kept.relationships["MARKED"].to_pylist() == [{"start": one.id, "end": it.ids["marking"]}]


def test_a_record_with_several_faults_is_refused_once(judge: Callable[[World], Judged]) -> None:
    it = world("several")
    both(changed("occurrence", modality=None, mode=None), lost("SAID_BY", "occurrence"))(it)

    one = refused(judge(it))

    assert [one.shape, *(each.shape for each in one.others)] == [
        "Statement-modality", "Statement-mode", "Statement-saidBy",
    ]  # fmt: skip


def test_a_warning_refuses_nothing(judge: Callable[[World], Judged]) -> None:
    it = world("warned")
    changed("occurrence", modality="asserts")(it)
    it.rows[it.ids["time"]] |= {"earliest": it.rows[it.ids["time"]]["recordedAt"].date()}
    it.rows[it.ids["time"]]["latest"] = it.rows[it.ids["time"]]["earliest"]

    judged = judge(it)

    assert judged.refused == ()
    assert [(each.id, each.shape) for each in judged.warnings] == [(it.ids["time"], "Statement-foretold")]
    assert sound_ids(judged) == set(it.rows)


def test_what_was_foretold_is_no_warning(judge: Callable[[World], Judged]) -> None:
    it = world("foretold")
    changed("time", modality="announces")(it)
    it.rows[it.ids["time"]] |= dict.fromkeys(("earliest", "latest"), it.rows[it.ids["time"]]["recordedAt"].date())

    assert judge(it).warnings == ()


def test_refusing_fifty_of_many_costs_about_what_refusing_one_costs() -> None:
    count = 100_000
    ids = [f"statement-{number:032x}" for number in range(count)]
    rows = pa.Table.from_pydict({"id": ids}, schema=pa.schema([pa.field("id", pa.string())]))
    ties = pa.table({"start": ids, "end": ["actor-" + "0" * 32] * count})
    numbered = Numbered(Batch({"Statement": rows}, {"SAID_BY": ties}))

    one, fifty = (_cost_s(numbered, ids[::step]) for step in (count, count // 50))

    assert fifty < 5 * one


def _cost_s(numbered: Numbered, at_fault: list[str]) -> float:
    """CPU seconds, the least of three."""
    findings = [finding(id, "Statement-kind", "No.") for id in at_fault]
    costs = []
    for _ in range(3):
        before = time.process_time()
        found = judge_findings(numbered, findings, lambda gone, focus: [], set())
        costs.append(time.process_time() - before)
        assert len(found.refused) == found.lost == len(at_fault)
    return min(costs)
