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
from typing import Any, Generic, TypeVar

Asked = TypeVar("Asked")
Given = TypeVar("Given")
AHEAD = 4  # items asked for each process before the first result is taken: memory does not grow with the input

_work: Callable[[Any], Any] | None = None  # what this process does; Any: the types are those of `in_order`


def in_order(
    work: Callable[[Asked], Given], items: Iterable[Asked], jobs: int, lost: Callable[[Asked], Given]
) -> Iterator[Given]:
    """What `work` gives for each item, in the order of the items, from `jobs` processes; 1: from this one.

    `work` is sent to each process once, items and results are sent one by one. An item that ends the process that works
    on it, also when it is tried alone, gives `lost(item)`. Raises what `work` raises.
    """
    if jobs <= 1:
        yield from map(work, items)
        return
    workers = _Workers(work, jobs, lost)
    try:
        for item in items:
            workers.ask(item)
            if len(workers.waiting) >= jobs * AHEAD:
                yield workers.next()
        while workers.waiting:
            yield workers.next()
    finally:
        workers.pool.shutdown(cancel_futures=True)


class _Workers(Generic[Asked, Given]):
    """Processes, and what they were asked and have not yet given."""

    def __init__(self, work: Callable[[Asked], Given], jobs: int, lost: Callable[[Asked], Given]) -> None:
        self._work, self._jobs, self._lost = work, jobs, lost
        self.waiting: deque[tuple[Asked, Future[Given]]] = deque()
        self.pool = self._begun(jobs)

    def ask(self, item: Asked) -> None:
        """Have an item worked on."""
        self.waiting.append((item, self._asked(item)))

    def next(self) -> Given:
        """The result of the item that was asked for first."""
        item, future = self.waiting.popleft()
        try:
            return future.result()
        except BrokenProcessPool:  # this item did it, or one that was worked on beside it
            given = self._alone(item)
            others = [each for each, _ in self.waiting]
            self.waiting.clear()
            self.pool.shutdown()
            self.pool = self._begun(self._jobs)
            for each in others:
                self.ask(each)
            return given

    def _asked(self, item: Asked) -> Future[Given]:
        try:
            return self.pool.submit(_done, item)
        except BrokenProcessPool as problem:
            broken: Future[Given] = Future()
            broken.set_exception(problem)
            return broken

    def _alone(self, item: Asked) -> Given:
        with self._begun(1) as pool:
            try:
                given: Given = pool.submit(_done, item).result()
            except BrokenProcessPool:
                return self._lost(item)
            return given

    def _begun(self, jobs: int) -> ProcessPoolExecutor:
        # a fresh interpreter: the engine's threads do not survive a fork
        return ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (self._work,))


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
