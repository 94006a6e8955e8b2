"""Records to what the graph and the index hold of them, made by several processes where that pays."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from corpus.errors import UnreadableSource
from graph.iris import Iris
from graph.triples import statements_of
from index.entries import entries
from index.schema import Entry

from .datadir import DataDir, FileEntry, SetAside
from .reading import REPORT
from .workers import Workers


class Job(NamedTuple):
    """A document to write: its IRI, its file, the file's path, and whether its quads are wanted too."""

    doc: str
    file: FileEntry
    path: str
    to_graph: bool


class Written(NamedTuple):
    """What a document puts into the index, and as N-Quads into the graph where that was wanted."""

    doc: str
    entries: list[Entry]
    statements: bytes | None


def write_all(jobs: Iterable[Job], data: DataDir, iris: Iris, print_: str, workers: Workers) -> Iterator[Written | SetAside]:
    """What each document comes to, in order, or why it was set aside."""
    return workers.map(partial(_write_one, data=data, iris=iris, print_=print_), jobs)


def _write_one(job: Job, data: DataDir, iris: Iris, print_: str) -> Written | SetAside:
    try:
        record = data.load_record(job.file.record, job.file.sha256, job.path)[1]
        found = list(entries(record, iris.path(job.doc)))
        return Written(job.doc, found, statements_of(record, iris, print_) if job.to_graph else None)
    except UnreadableSource as error:  # its record was lost, and the original cannot be read again
        return SetAside(job.path, error.reason, error.remedy, "build", job.file.sha256)
    except Exception as error:  # one document must not stop a whole collection
        message = f"lỗi khi dựng đồ thị hoặc chỉ mục ({type(error).__name__}: {error})"
        return SetAside(job.path, message, REPORT, "build", job.file.sha256)
