"""The worker process: kept alive, started again, and its death is told. The processes here are real and really die."""

from __future__ import annotations

import os
import signal
import threading

import pytest
from testigo.ontology.errors import EngineFailed, ValidationError
from testigo.ontology.validation.engines import FAST, REFERENCE, best_engine
from testigo.ontology.validation.worker import Worker

TRIPLE = "<http://example.org/a> <http://example.org/p> <http://example.org/a> .\n"
PREFIXES = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> .\n"
SHAPES = PREFIXES + 'ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:nodeKind sh:Literal ; sh:message "No." .'
RECURSIVE = PREFIXES + "ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ; sh:node ex:S ] ."


def test_a_worker_is_kept_alive_across_batches() -> None:
    with Worker(best_engine(), SHAPES) as worker:
        first, one = worker.findings(TRIPLE), worker.pid
        second, two = worker.findings(TRIPLE), worker.pid

    assert [each.message for each in first] == ["No."]
    assert first == second
    assert one == two


def test_a_closed_worker_leaves_no_process() -> None:
    with Worker(best_engine(), SHAPES) as worker:
        worker.findings(TRIPLE)
        pid = worker.pid

    assert pid is not None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_crash_is_told_and_the_next_batch_is_served() -> None:
    with Worker(best_engine(), SHAPES) as worker:
        worker.findings(TRIPLE)
        pid = worker.pid
        assert pid is not None
        os.kill(pid, signal.SIGSTOP)  # so that it dies after it was asked
        threading.Timer(0.3, os.kill, (pid, signal.SIGKILL)).start()

        with pytest.raises(EngineFailed, match=r"crashed \(signal 9\)"):
            worker.findings(TRIPLE)

        assert len(worker.findings(TRIPLE)) == 1


def test_recursive_shapes_crash_the_worker_and_not_the_caller() -> None:
    pytest.importorskip("shacl_rust")
    with Worker(FAST, RECURSIVE) as worker, pytest.raises(ValidationError, match="does not start"):
        worker.findings(TRIPLE)


def test_a_worker_that_was_killed_between_batches_is_started_again() -> None:
    with Worker(best_engine(), SHAPES) as worker:
        worker.findings(TRIPLE)
        pid = worker.pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)

        assert len(worker.findings(TRIPLE)) == 1
        assert worker.pid != pid


def test_a_worker_that_takes_too_long_is_killed() -> None:
    with Worker(best_engine(), SHAPES, timeout_s=20) as worker:
        worker.findings(TRIPLE)
        pid = worker.pid
        assert pid is not None
        os.kill(pid, signal.SIGSTOP)  # an engine that does not come back
        worker.timeout_s = 0.5

        with pytest.raises(EngineFailed, match=r"took longer than 0\.5 s"):
            worker.findings(TRIPLE)

        worker.timeout_s = 20
        assert len(worker.findings(TRIPLE)) == 1


@pytest.mark.parametrize("name", [FAST, REFERENCE])
def test_triples_that_cannot_be_read_are_told(name: str) -> None:
    with Worker(name if name == REFERENCE else best_engine(), SHAPES) as worker:
        with pytest.raises(EngineFailed, match="cannot read it"):
            worker.findings("no triple")

        assert len(worker.findings(TRIPLE)) == 1


def test_shapes_that_cannot_be_read_are_no_verdict_on_the_records() -> None:
    with Worker(best_engine(), "no shapes") as worker, pytest.raises(ValidationError, match="cannot use the shapes"):
        worker.findings(TRIPLE)


def test_an_engine_that_does_not_start_is_no_verdict_on_the_records() -> None:
    with Worker("jena", SHAPES) as worker, pytest.raises(ValidationError, match="does not start"):
        worker.findings(TRIPLE)
