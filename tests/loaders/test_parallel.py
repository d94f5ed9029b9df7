from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest
from testigo.loaders.parallel import in_order


def never(item: object) -> int:
    raise AssertionError(item)


def minus_one(_: object) -> int:
    return -1


def fragile(item: int) -> int:
    """The item; some end the process."""
    if item % 7 == 3:
        os._exit(1)
    return item


def test_results_come_in_the_order_of_what_was_asked() -> None:
    assert list(in_order(abs, range(-40, 0), jobs=2, lost=never)) == list(range(40, 0, -1))


def test_one_job_works_in_this_process() -> None:
    assert list(in_order(lambda _: os.getpid(), [1, 2], 1, never)) == [os.getpid()] * 2


def test_what_the_work_raises_is_raised() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        list(in_order(int, ["1", "x"], 2, never))


def test_an_item_that_ends_its_process_is_lost_and_the_others_are_not() -> None:
    found = list(in_order(fragile, range(12), 2, minus_one))

    assert found == [0, 1, 2, -1, 4, 5, 6, 7, 8, 9, -1, 11]


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
