"""Files to records: each read once, by several processes where that pays; pages being recognised, which take seconds, are told of as they come."""

from collections.abc import Iterable
from functools import partial
from pathlib import PurePath

from corpus.errors import UnreadableSource
from corpus.model import DocIdentity, Raw, Record
from corpus.pipeline import extract
from corpus.vocabulary import vocabulary
from graph.iris import Iris

from .datadir import DataDir, FileEntry, SetAside
from .duplicates import marked
from .sources import Progress
from .workers import Workers, tell

_QUICK = {".txt", ".md", ".text", ".html", ".htm", ".docx"}
REPORT = "Gửi tệp này cho người làm phần mềm; các tệp khác không bị ảnh hưởng."


def _read_one(job: tuple[str, str], data: DataDir, print_: str) -> tuple[str, str, DocIdentity] | SetAside:
    """One file's (relative path, record name, identity), or why it was set aside; its record is kept. Runs in worker processes."""
    relative, sha = job
    name = f"{sha}-{print_}"
    if data.record_path(name).exists():
        return relative, name, data.load_record(name, sha, relative)[1].document.identity
    try:
        raw: Raw = data.read(sha, relative, tell)
    except UnreadableSource as error:
        return SetAside(relative, error.reason, error.remedy, sha256=sha)
    try:
        record = extract(raw, vocabulary())
    except Exception as error:  # reading is total; should it fail on one document all the same, the others go on
        return SetAside(relative, f"lỗi khi đọc ({type(error).__name__}: {error})", REPORT, "extract", sha)
    data.save_record(name, raw, record)
    return relative, name, record.document.identity


def read_all(
    hashes: dict[str, str], known: dict[str, FileEntry], data: DataDir, print_: str, iris: Iris, progress: Progress, workers: Workers
) -> tuple[dict[str, FileEntry], list[SetAside]]:
    """Entries of every readable file and the files set aside. Records are kept on disk and not in memory, which does not grow with the files."""
    fresh = [(path, digest) for path, digest in hashes.items() if path not in known]
    entries = dict(known)
    aside: list[SetAside] = []
    work = partial(_read_one, data=data, print_=print_)
    slow = any(PurePath(path).suffix.lower() not in _QUICK for path, _ in fresh)  # a scanned page takes seconds
    chunk = 1 if slow else 4
    workers.prepare(len(fresh), slow)

    def take(results: Iterable[tuple[str, str, DocIdentity] | SetAside]) -> None:
        for number, result in enumerate(results, 1):
            progress("Đọc văn bản", number, len(fresh))
            if isinstance(result, SetAside):
                aside.append(result)
                continue
            relative, name, identity = result
            entries[relative] = FileEntry(hashes[relative], iris.document(identity), name)

    take(workers.map(work, fresh, chunk))

    def record_of(path: str, entry: FileEntry) -> Record:
        return data.load_record(entry.record, entry.sha256, path)[1]

    return marked(entries, record_of), aside


def page_heard(progress: Progress, path: str, page: int, of: int) -> None:
    """Tells of a page being recognised."""
    progress(f"Nhận dạng {PurePath(path).name}", page, of)
