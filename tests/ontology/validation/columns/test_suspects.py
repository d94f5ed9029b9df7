"""Columns suspect whoever the exact engine finds something on, and with the shapes that ship nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given, settings
from testigo.ontology.batch import Batch
from testigo.ontology.terms import ID_BASE
from testigo.ontology.validation.columns import ColumnGraph, checked, plan_of, suspects
from testigo.ontology.validation.numbered import Known, Numbered, nobody
from testigo.ontology.validation.refusing import Judged
from testigo.ontology.validation.validator import Validator, shapes

from tests.ontology.validation.broken import Broken, broken_batches, many_broken
from tests.ontology.validation.faults import OF_RECORDS, OF_RELATIONSHIPS
from tests.ontology.validation.worlds import World, batch_of_worlds, world
from tests.sample import sample

FAULTS = OF_RECORDS | OF_RELATIONSHIPS
OUTSIDE_SHACL = {"anchor", "cycle", "supersedes-speaker", "ord"}


def suspected(batch: Batch, context: Batch | None = None, known: Known = nobody) -> set[str]:
    numbered = Numbered(batch, context, known)
    return set(numbered.named(suspects(plan_of(shapes(), ID_BASE), ColumnGraph(checked(numbered)))))


@cache
def broken_worlds() -> dict[str, World]:
    worlds = {shape: world(shape) for shape in FAULTS}
    for shape, fault in FAULTS.items():
        fault(worlds[shape])
    return worlds


@pytest.fixture(scope="module")
def found() -> set[str]:
    """Everyone that the engine finds something on in all broken worlds."""
    with Validator(columns=False) as validator:
        found = validator.findings(batch_of_worlds(broken_worlds().values()))
    return {each.id for each in found if each.shape not in OUTSIDE_SHACL}


def test_nobody_is_suspected_in_a_sound_batch() -> None:
    assert suspected(batch_of_worlds([world("sound")])) == set()
    assert suspected(sample().batch) == set()


def test_whoever_the_engine_finds_is_suspected_and_nobody_else(found: set[str]) -> None:
    assert suspected(batch_of_worlds(broken_worlds().values())) == found


@pytest.mark.parametrize("shape", FAULTS)
def test_the_suspects_of_one_fault_are_those_of_all_faults_together(shape: str, found: set[str]) -> None:
    it = broken_worlds()[shape]
    here = {*it.rows, *it.ids.values()}

    assert suspected(batch_of_worlds([it])) == found & here


class Store:
    """A store that knows what the example at hand says: a validator is a process, and one serves all examples."""

    example = Broken(Batch(), Batch(), frozenset())

    def known(self, label: str, ids: set[str]) -> set[str]:
        return self.example.known(label, ids)


STORE = Store()


@pytest.fixture(scope="module")
def both() -> Iterator[tuple[Validator, Validator]]:
    with Validator(STORE.known) as with_columns, Validator(STORE.known, columns=False) as alone:
        yield with_columns, alone


@pytest.mark.parametrize("seed", range(2))
def test_all_that_many_faults_break_is_suspected_and_hardly_more(seed: int) -> None:
    it = many_broken(seed, 40)
    with Validator(it.known, columns=False) as validator:
        found = {each.id for each in validator.findings(it.batch, it.context) if each.shape not in OUTSIDE_SHACL}
    suspects = suspected(it.batch, it.context, it.known)

    assert found <= suspects
    assert len(suspects - found) < 0.01 * it.batch.size[0]


@settings(max_examples=8)
@given(it=broken_batches())
def test_the_verdict_is_that_of_the_engine_alone(it: Broken, both: tuple[Validator, Validator]) -> None:
    STORE.example = it

    with_columns, alone = (verdict(validator, it) for validator in both)

    assert with_columns == alone


def verdict(validator: Validator, it: Broken) -> tuple[object, ...]:
    judged = validator.judged(it.batch, it.context)
    return validator.findings(it.batch, it.context), judged.refused, judged.warnings, judged.lost, _tables(judged)


def _tables(judged: Judged) -> dict[str, list[str]]:
    tables = {**judged.sound.nodes, **judged.sound.relationships}
    return {name: [str(table.slice(row, 1).to_pydict()) for row in range(len(table))] for name, table in tables.items()}
