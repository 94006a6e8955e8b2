"""Files to records: each read once, by several processes where that pays; pages being recognised, which take seconds, are told of as they come."""

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from pathlib import PurePath
from threading import Thread
from typing import Any

from corpus.errors import UnreadableSource
from corpus.model import DocIdentity, Raw, Record
from corpus.pipeline import extract
from corpus.vocabulary import vocabulary
from graph.iris import Iris

from .datadir import DataDir, FileEntry, SetAside
from .duplicates import marked
from .sources import Progress

_PARALLEL_FROM = 16
_QUICK = {".txt", ".md", ".text", ".html", ".htm", ".docx"}
REPORT = "Gửi tệp này cho người làm phần mềm; các tệp khác không bị ảnh hưởng."
# whom a reader tells of a page: path, page, of how many
_HEARD: ContextVar[Callable[[str, int, int], None] | None] = ContextVar("heard", default=None)


def _read_one(job: tuple[str, str], data: DataDir, print_: str) -> tuple[str, str, DocIdentity] | SetAside:
    """One file's (relative path, record name, identity), or why it was set aside; its record is kept. Runs in worker processes."""
    relative, sha = job
    name = f"{sha}-{print_}"
    if data.record_path(name).exists():
        return relative, name, data.load_record(name, sha, relative)[1].document.identity
    try:
        raw: Raw = data.read(sha, relative, _HEARD.get())
    except UnreadableSource as error:
        return SetAside(relative, error.reason, error.remedy, sha256=sha)
    try:
        record = extract(raw, vocabulary())
    except Exception as error:  # reading is total; should it fail on one document all the same, the others go on
        return SetAside(relative, f"lỗi khi đọc ({type(error).__name__}: {error})", REPORT, "extract", sha)
    data.save_record(name, raw, record)
    return relative, name, record.document.identity


def read_all(
    hashes: dict[str, str], known: dict[str, FileEntry], data: DataDir, print_: str, iris: Iris, progress: Progress, jobs: int | None
) -> tuple[dict[str, FileEntry], list[SetAside]]:
    """Entries of every readable file and the files set aside. Records are kept on disk and not in memory, which does not grow with the files."""
    fresh = [(path, digest) for path, digest in hashes.items() if path not in known]
    entries = dict(known)
    aside: list[SetAside] = []
    work = partial(_read_one, data=data, print_=print_)
    slow = any(PurePath(path).suffix.lower() not in _QUICK for path, _ in fresh)  # a scanned page takes seconds
    chunk = 1 if slow else 4
    workers = min(jobs or os.cpu_count() or 1, max(1, len(fresh) // chunk))

    def take(results: Iterable[tuple[str, str, DocIdentity] | SetAside]) -> None:
        for number, result in enumerate(results, 1):
            progress("Đọc văn bản", number, len(fresh))
            if isinstance(result, SetAside):
                aside.append(result)
                continue
            relative, name, identity = result
            entries[relative] = FileEntry(hashes[relative], iris.document(identity), name)

    if (slow or len(fresh) >= _PARALLEL_FROM) and workers > 1:
        with _pages_heard(progress) as queue, ProcessPoolExecutor(workers, initializer=_tell, initargs=(queue,)) as pool:
            take(pool.map(work, fresh, chunksize=chunk))
    else:
        token = _HEARD.set(partial(_page, progress))
        try:
            take(map(work, fresh))
        finally:
            _HEARD.reset(token)

    def record_of(path: str, entry: FileEntry) -> Record:
        return data.load_record(entry.record, entry.sha256, path)[1]

    return marked(entries, record_of), aside


def _page(progress: Progress, path: str, page: int, of: int) -> None:
    progress(f"Nhận dạng {PurePath(path).name}", page, of)


def _put(queue: Any, path: str, page: int, of: int) -> None:
    queue.put((path, page, of))


def _tell(queue: Any) -> None:
    """Makes a worker process tell of its pages through the queue."""
    _HEARD.set(partial(_put, queue))


@contextmanager
def _pages_heard(progress: Progress) -> Iterator[Any]:
    """A queue on which other processes tell of their pages; they are passed on while the block runs."""
    queue: Any = multiprocessing.SimpleQueue()

    def listen() -> None:
        while (told := queue.get()) is not None:
            _page(progress, *told)

    listener = Thread(target=listen, daemon=True)
    listener.start()
    try:
        yield queue
    finally:
        queue.put(None)
        listener.join()
        queue.close()
