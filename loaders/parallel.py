"""Work in several processes, its results in the order of what was asked."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import Any, TypeVar

from testigo.ontology.errors import ExtractionError

Asked = TypeVar("Asked")
Given = TypeVar("Given")
AHEAD = 4  # items asked for each process before the first result is taken: memory does not grow with the input

_work: Callable[[Any], Any] | None = None  # what this process does; Any: the types are those of `in_order`


def in_order(work: Callable[[Asked], Given], items: Iterable[Asked], jobs: int = 1) -> Iterator[Given]:
    """What `work` gives for each item, in the order of the items, from `jobs` processes; 1: from this one.

    `work` is sent to each process once, items and results are sent one by one. Raises ExtractionError where a process
    dies, and what `work` raises.
    """
    if jobs <= 1:
        yield from map(work, items)
        return
    # a fresh interpreter: the engine's threads do not survive a fork
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (work,))
    try:
        yield from _taken(pool, items, jobs * AHEAD)
    except BrokenProcessPool as problem:
        what = "a worker process was ended, for lack of memory perhaps; try fewer --jobs"
        raise ExtractionError(what) from problem
    finally:
        pool.shutdown(cancel_futures=True)


def _taken(pool: ProcessPoolExecutor, items: Iterable[Asked], most: int) -> Iterator[Any]:
    waiting: deque[Future[Any]] = deque()
    for item in items:
        waiting.append(pool.submit(_done, item))
        if len(waiting) >= most:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _begin(work: Callable[[Any], Any]) -> None:
    global _work  # noqa: PLW0603  a process of a pool is given its work once, when it starts
    _work = work
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A parent that is killed cannot end its pool; its workers would wait for ever."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _done(item: Any) -> Any:
    assert _work is not None  # noqa: S101  `_begin` ran before
    return _work(item)
