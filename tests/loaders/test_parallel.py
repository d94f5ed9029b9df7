from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest
from testigo.loaders.parallel import in_order
from testigo.ontology.errors import ExtractionError


def test_results_come_in_the_order_of_what_was_asked() -> None:
    assert list(in_order(abs, range(-40, 0), jobs=2)) == list(range(40, 0, -1))


def test_one_job_works_in_this_process() -> None:
    assert list(in_order(lambda _: os.getpid(), [1, 2])) == [os.getpid()] * 2


def test_what_the_work_raises_is_raised() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        list(in_order(int, ["1", "x"], jobs=2))


def test_a_worker_that_dies_is_one_clear_error() -> None:
    with pytest.raises(ExtractionError, match="a worker process was ended"):
        list(in_order(os._exit, [3, 3], jobs=2))


def test_no_worker_outlives_a_parent_that_is_killed() -> None:
    code = """
import os, time
from testigo.loaders.parallel import in_order
if __name__ == "__main__":
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context
    from testigo.loaders import parallel
    pool = ProcessPoolExecutor(1, get_context("spawn"), parallel._begin, (abs,))
    pool.submit(parallel._done, 1).result()
    print(*pool._processes, flush=True)
    time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        parent.kill()
    until = time.monotonic() + 20
    while time.monotonic() < until and _is_alive(worker):
        time.sleep(0.05)

    assert not _is_alive(worker)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
