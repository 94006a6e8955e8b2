"""The composition root: source folder → records → graph and index → a new state, swapped in atomically."""

import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

from corpus.errors import UnreadableSource
from corpus.model import Raw, Record
from corpus.pipeline import extract, fingerprint
from corpus.source import READABLE, read_bytes
from corpus.vocabulary import vocabulary
from graph.iris import Iris
from graph.schema import VERSION as GRAPH_VERSION
from graph.store import GraphStore
from graph.triples import Quads, quads_of
from index.build import IndexWriter
from index.schema import VERSION as INDEX_VERSION

from .datadir import DataDir, FileEntry, Manifest, SetAside, write_atomically

Progress = Callable[[str, int, int], None]
_PARALLEL_FROM = 16
# a state written in another layout is built anew from the records
LAYOUT = f"graph {GRAPH_VERSION}, index {INDEX_VERSION}"


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: counts, files set aside, documents written and removed, seconds."""

    counts: dict[str, int]
    set_aside: tuple[SetAside, ...]
    written: int
    removed: int
    seconds: float
    changed: bool


def _silent(_stage: str, _done: int, _total: int) -> None:
    pass


def find_files(source: Path) -> tuple[dict[str, Path], list[SetAside]]:
    """The files under a folder (or one file), by relative path; links and hidden files are left out, others set aside."""
    if source.is_file():
        return {source.name: source}, []
    found: dict[str, Path] = {}
    aside: list[SetAside] = []
    for folder, folders, names in os.walk(source, followlinks=False):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            path = Path(folder) / name
            relative = path.relative_to(source).as_posix()
            if name.startswith("."):
                continue
            if path.is_symlink() and not path.exists():
                aside.append(SetAside(relative, "liên kết hỏng", "Xóa liên kết hoặc chép tệp thật vào."))
            elif path.suffix.lower() in READABLE:
                found[relative] = path
            else:
                aside.append(
                    SetAside(
                        relative,
                        f"chưa đọc được loại tệp '{path.suffix or name}'",
                        "Lưu văn bản dạng .docx, .pdf có chữ hoặc .txt (UTF-8) rồi thêm lại.",
                    )
                )
    return found, aside


def _read_one(job: tuple[str, str], data_root: Path, print_: str) -> tuple[str, str, Record] | SetAside:
    """One file's (relative path, record name, record), or why it was set aside. Runs in worker processes."""
    relative, sha = job
    data = DataDir(data_root)
    name = f"{sha}-{print_}"
    if data.record_path(name).exists():
        return relative, name, data.load_record(name, sha, relative)[1]
    try:
        raw: Raw = read_bytes(data.original(sha).read_bytes(), relative)
    except UnreadableSource as error:
        return SetAside(relative, error.reason, error.remedy)
    record = extract(raw, vocabulary())
    data.save_record(name, raw, record)
    return relative, name, record


def _hash_and_keep(files: dict[str, Path], data: DataDir, progress: Progress) -> tuple[dict[str, str], list[SetAside]]:
    """Relative path → SHA-256; new contents are kept as originals."""
    hashes: dict[str, str] = {}
    aside: list[SetAside] = []
    for number, (relative, path) in enumerate(files.items(), 1):
        progress("Kiểm tra tệp", number, len(files))
        try:
            content = path.read_bytes()
        except OSError as error:
            aside.append(SetAside(relative, error.strerror or "không mở được", "Kiểm tra quyền đọc tệp."))
            continue
        digest = sha256(content).hexdigest()
        hashes[relative] = digest
        if not data.original(digest).exists():
            write_atomically(data.original(digest), content)
    return hashes, aside


def build(source: Path, root: Path, base: str, progress: Progress = _silent, jobs: int | None = None) -> Report:
    """Brings the data directory in step with a folder. Only what changed is read again; nothing changed does no work.

    A build that is killed leaves the old state in force or the new one, never a mixture.
    """
    started = time.perf_counter()
    data, iris, print_ = DataDir(root), Iris(base), fingerprint()
    with data.locked():
        files, aside = find_files(source)
        hashes, unread = _hash_and_keep(files, data, progress)
        aside += unread
        current = data.current_name()
        old = data.manifest(current) if current else None
        usable = old is not None and (old.base, old.fingerprint, old.layout) == (base, print_, LAYOUT)
        known = {p: e for p, e in old.files.items() if hashes.get(p) == e.sha256} if old and usable else {}
        refused = {s.path: s for s in old.set_aside} if old and usable else {}
        unread_names = {s.path for s in aside}
        if old and usable and {p: e.sha256 for p, e in old.files.items()} == {p: h for p, h in hashes.items() if p not in refused}:
            same_refused = {s.path for s in old.set_aside} == unread_names | (refused.keys() & hashes.keys())
            if same_refused and not _refused_changed(refused, hashes, data, old):
                return Report(old.counts, old.set_aside, 0, 0, time.perf_counter() - started, False)
        entries, records, more = _read_all(hashes, known, data, print_, iris, progress, jobs)
        aside += more
        name = _write_state(
            data, current if usable else None, old if usable else None, entries, records, tuple(aside), base, print_, iris, progress
        )
        manifest = data.manifest(name)
        assert manifest is not None
        before = old.documents if old and usable else {}
        after = manifest.documents
        written = sum(doc not in before or before[doc].record != entry.record for doc, entry in after.items())
        return Report(manifest.counts, manifest.set_aside, written, len(before.keys() - after.keys()), time.perf_counter() - started, True)


def _refused_changed(refused: dict[str, SetAside], hashes: dict[str, str], data: DataDir, old: Manifest) -> bool:
    """Whether a file that could not be read before is readable now."""
    for relative in refused.keys() & hashes.keys():
        try:
            read_bytes(data.original(hashes[relative]).read_bytes(), relative)
        except UnreadableSource:
            continue
        return True
    return False


def _read_all(
    hashes: dict[str, str], known: dict[str, FileEntry], data: DataDir, print_: str, iris: Iris, progress: Progress, jobs: int | None
) -> tuple[dict[str, FileEntry], dict[str, Record], list[SetAside]]:
    """Entries of every readable file, the records of those read now, and the files set aside."""
    fresh = [(path, digest) for path, digest in hashes.items() if path not in known]
    entries = dict(known)
    records: dict[str, Record] = {}
    aside: list[SetAside] = []
    work = partial(_read_one, data_root=data.root, print_=print_)
    workers = min(jobs or os.cpu_count() or 1, max(1, len(fresh) // 4))

    def take(results: Iterable[tuple[str, str, Record] | SetAside]) -> None:
        for number, result in enumerate(results, 1):
            progress("Đọc văn bản", number, len(fresh))
            if isinstance(result, SetAside):
                aside.append(result)
                continue
            relative, name, record = result
            entries[relative] = FileEntry(hashes[relative], iris.document(record.document.identity), name)
            records[name] = record

    if len(fresh) >= _PARALLEL_FROM and workers > 1:
        with ProcessPoolExecutor(workers) as pool:
            take(pool.map(work, fresh, chunksize=4))
    else:
        take(map(work, fresh))
    return _mark_duplicates(entries), records, aside


def _mark_duplicates(entries: dict[str, FileEntry]) -> dict[str, FileEntry]:
    """Files that hold a document already held by an earlier path are noted as such, not counted twice."""
    first: dict[str, str] = {}
    marked: dict[str, FileEntry] = {}
    for path, entry in sorted(entries.items()):
        earlier = first.setdefault(entry.doc, path)
        marked[path] = FileEntry(entry.sha256, entry.doc, entry.record, None if earlier == path else earlier)
    return marked


def _link_or_copy(source: str, target: str) -> str:
    """Immutable table files are linked, the rest is copied."""
    if source.endswith(".sst"):
        try:
            os.link(source, target)
            return target
        except OSError:
            pass
    return shutil.copy2(source, target)


def _write_state(
    data: DataDir, current: str | None, old: Manifest | None, entries: dict[str, FileEntry], records: dict[str, Record],
    aside: tuple[SetAside, ...], base: str, print_: str, iris: Iris, progress: Progress,
) -> str:  # fmt: skip
    """Builds the new state beside the current one and puts it in force; its name."""
    data.sweep({current} if current else set())
    number = int(current[1:]) + 1 if current else 1
    name, temporary = f"s{number:06d}", data.states / f"tmp-{os.getpid()}"
    temporary.mkdir(parents=True)
    if current:
        shutil.copytree(data.state(current) / "graph", temporary / "graph", copy_function=_link_or_copy)
        shutil.copytree(data.state(current) / "index", temporary / "index")
    before = old.documents if old else {}
    draft = Manifest(base, print_, LAYOUT, entries, aside)
    after = draft.documents
    changed = [doc for doc, entry in after.items() if doc not in before or before[doc].record != entry.record]
    store = GraphStore(temporary / "graph", iris, writable=True)
    writer = IndexWriter(temporary / "index")
    paths = {entry.doc: path for path, entry in entries.items() if entry.duplicate_of is None}
    for doc in before.keys() - after.keys():
        store.remove(doc)
        writer.remove(iris.path(doc))

    def written() -> Iterator[tuple[str, Quads]]:
        for done, doc in enumerate(changed, 1):
            progress("Dựng đồ thị và chỉ mục", done, len(changed))
            entry = after[doc]
            record = records.get(entry.record) or data.load_record(entry.record, entry.sha256, paths[doc])[1]
            writer.replace(iris.path(doc), record)
            yield doc, quads_of(record, iris, print_)

    store.load_many(written())
    writer.close()
    store.link()
    counts = {key: int(value) for key, value in store.rows("counts")[0].items()}
    counts["triples"] = store.size
    counts["files"], counts["set_aside"] = len(entries), len(aside)
    del store
    manifest = Manifest(base, print_, LAYOUT, entries, aside, counts)
    write_atomically(temporary / "manifest.json", manifest.to_json().encode())
    target = data.state(name)
    if target.exists():
        shutil.rmtree(target)
    os.rename(temporary, target)
    data.point_to(name)
    data.sweep({name, current} if current else {name})
    return name
