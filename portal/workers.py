"""Processes that share the work of a build."""

import itertools
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from contextvars import ContextVar
from threading import Thread
from typing import Any, Self, TypeVar

_PARALLEL_FROM = 16  # documents; for fewer a process costs more than it gains
_AHEAD = 4  # parts of the work for each process that are done before somebody takes the results: what bounds the memory
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
# whom work tells of something underway, in this process or through a queue in another
_HEARD: ContextVar[Callable[..., None] | None] = ContextVar("heard", default=None)


def tell(*told: Any) -> None:
    """Called by work: tells whoever gave the work of something underway, from whatever process it runs in."""
    if heard := _HEARD.get():
        heard(*told)


class Workers:
    """As many processes as pay for the work that comes, one of them this one where there is little.

    They are started before a store is open: one started later would inherit its files. `heard` is given what work tells with `tell()`.
    """

    def __init__(self, jobs: int | None, heard: Callable[..., None]) -> None:
        self._count, self._heard = jobs or os.cpu_count() or 1, heard
        self._pool: ProcessPoolExecutor | None = None
        self._open = ExitStack()

    def __enter__(self) -> Self:
        self._open.callback(_HEARD.reset, _HEARD.set(self._heard))
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def prepare(self, items: int, slow: bool = False) -> None:
        """Starts the processes where so many items, or slow ones, pay for them."""
        count = min(self._count, items)
        if self._pool is not None or count < 2 or not (slow or items >= _PARALLEL_FROM):
            return
        queue: Any = multiprocessing.SimpleQueue()
        self._open.callback(queue.close)
        listener = Thread(target=self._listen, args=(queue,), daemon=True)
        listener.start()
        self._open.callback(listener.join)
        self._open.callback(queue.put, None)
        self._pool = self._open.enter_context(ProcessPoolExecutor(count, initializer=_put_on, initargs=(queue,)))
        self._pool.submit(int).result()  # the first task starts them all

    def map(self, work: Callable[[_Item], _Result], items: Iterable[_Item], chunk: int = 1) -> Iterator[_Result]:
        """The results in order, never far ahead of whoever takes them; `work` and all it holds must be picklable."""
        if self._pool is None:
            yield from map(work, items)
            return
        pending: deque[Future[list[_Result]]] = deque()
        left = iter(items)
        while part := list(itertools.islice(left, chunk)):
            pending.append(self._pool.submit(_each, work, part))
            if len(pending) > _AHEAD * self._count:
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()

    def _listen(self, queue: Any) -> None:
        while (told := queue.get()) is not None:
            self._heard(*told)


def _each(work: Callable[[_Item], _Result], part: list[_Item]) -> list[_Result]:
    return [work(item) for item in part]


def _put_on(queue: Any) -> None:
    """Makes a worker process tell through the queue."""
    _HEARD.set(lambda *told: queue.put(told))
