"""The composition root: source folder → records → graph and index → a new state, swapped in atomically."""

import os
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from corpus.pipeline import fingerprint
from graph.iris import Iris
from graph.schema import VERSION as GRAPH_VERSION
from graph.store import GraphStore
from index import health
from index.engine import Writer, add_all, engine_of, open_writer
from index.schema import VERSION as INDEX_VERSION

from .datadir import DataDir, FileEntry, Manifest, SetAside
from .files import write_atomically
from .reading import page_heard, read_all
from .sources import Progress, find_files, hash_and_keep
from .workers import Workers
from .writing import Job, write_all

# a state written in another layout is built anew from the records
LAYOUT = f"graph {GRAPH_VERSION}, index {INDEX_VERSION}"


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: counts, files set aside, documents written and removed, seconds, and what else there is to say."""

    counts: dict[str, int]
    set_aside: tuple[SetAside, ...]
    written: int
    removed: int
    seconds: float
    changed: bool
    note: str = ""


def _silent(_stage: str, _done: int, _total: int) -> None:
    pass


def build(
    source: Path,
    root: Path,
    base: str,
    progress: Progress = _silent,
    jobs: int | None = None,
    engine: str = "tantivy",
    ocr: str | None = None,
    office: str | None = None,
) -> Report:
    """Brings the data directory in step with a folder. Only what changed is read again; nothing changed does no work.

    A build that is killed leaves the old state in force or the new one, never a mixture. A damaged index is written anew from the
    records, and those, where lost, from the originals. `ocr` and `office` are the commands that recognise scanned pages and convert .doc, .odt and .rtf.
    """
    started = time.perf_counter()
    data, iris, print_ = DataDir(root, ocr, office), Iris(base), fingerprint() + ("-ocr" if ocr else "") + ("-office" if office else "")
    with data.locked():
        files, aside = find_files(source)
        hashes, unread = hash_and_keep(files, data, progress)
        aside += unread
        current = data.current_name()
        old = data.manifest(current) if current else None
        usable = old is not None and (old.base, old.fingerprint, old.layout) == (base, print_, LAYOUT)
        if not usable:
            current, note = None, "Dữ liệu do bản khác của phần mềm dựng: dựng lại toàn bộ từ văn bản gốc." if old else ""
        else:
            note = _index_note(data, current, engine)
        before = old if old and usable else Manifest(base, print_, LAYOUT)
        if usable and not note and _same(before, hashes, {s.path for s in aside}):
            return Report(before.counts, before.set_aside, 0, 0, time.perf_counter() - started, False)
        # a draft is looked at again: the copy that it belongs to may have gone
        known = {p: e for p, e in before.files.items() if hashes.get(p) == e.sha256 and not e.draft}
        with Workers(jobs, partial(page_heard, progress)) as workers:
            entries, more = read_all(hashes, known, data, print_, iris, progress, workers)
            aside += more
            state = _State(data, iris, print_, engine, progress, workers)
            after = state.write(current, before, entries, tuple(aside), fresh_index=bool(note))
        written = sum(doc not in before.documents or before.documents[doc].record != entry.record for doc, entry in after.documents.items())
        removed = len(before.documents.keys() - after.documents.keys())
        return Report(after.counts, after.set_aside, written, removed, time.perf_counter() - started, True, note)


def repair(root: Path, engine: str = "tantivy", progress: Progress = _silent) -> str:
    """Writes the index of the state in force anew where it is damaged or of another version; what was wrong, or ""."""
    data = DataDir(root)
    with data.locked():
        current = data.current_name()
        old = data.manifest(current) if current else None
        if current is None or old is None:
            return ""
        note = _index_note(data, current, engine)
        if note:
            with Workers(None, partial(page_heard, progress)) as workers:
                state = _State(data, Iris(old.base), old.fingerprint, engine, progress, workers)
                state.write(current, old, old.files, old.set_aside, fresh_index=True)
        return note


def _index_note(data: DataDir, name: str | None, engine: str) -> str:
    """Why the index of a state must be written anew; "" where it need not."""
    folder = data.state(name or "") / "index"
    if harm := health.harm(folder, deep=True):
        return f"Chỉ mục hỏng ({harm}): dựng lại từ văn bản gốc."
    if (found := engine_of(folder)) != engine:
        return f"Chỉ mục dựng bằng {found or 'bản cũ'}: dựng lại bằng {engine}."
    return ""


def _same(old: Manifest, hashes: dict[str, str], aside: set[str]) -> bool:
    """Whether the files are those that the state was built from; one that was refused stays so while it is the same."""
    before = {path: entry.sha256 for path, entry in old.files.items()} | {s.path: s.sha256 for s in old.set_aside if s.sha256}
    return before == hashes and {s.path for s in old.set_aside if not s.sha256} == aside


def _link_or_copy(source: str, target: str) -> str:
    """Immutable table files are linked, the rest is copied."""
    if source.endswith(".sst"):
        try:
            os.link(source, target)
            return target
        except OSError:
            pass
    return shutil.copy2(source, target)


class _State:
    """Builds a new state beside the one in force and puts it there."""

    def __init__(self, data: DataDir, iris: Iris, print_: str, engine: str, progress: Progress, workers: Workers) -> None:
        self._data, self._iris, self._print, self._engine, self._progress = data, iris, print_, engine, progress
        self._workers = workers

    def write(
        self, current: str | None, old: Manifest, entries: dict[str, FileEntry], aside: tuple[SetAside, ...], fresh_index: bool,
    ) -> Manifest:  # fmt: skip
        """The manifest of the new state. `current` is copied and brought up to date; `fresh_index` leaves its index behind."""
        data, iris = self._data, self._iris
        in_force = data.current_name()
        data.sweep({in_force} if in_force else set())
        number = int(in_force[1:]) + 1 if in_force else 1
        name, temporary = f"s{number:06d}", data.states / f"tmp-{os.getpid()}"
        temporary.mkdir(parents=True)
        if current:
            shutil.copytree(data.state(current) / "graph", temporary / "graph", copy_function=_link_or_copy)
        if current and not fresh_index:
            shutil.copytree(data.state(current) / "index", temporary / "index")
        before, after = old.documents, Manifest(self._iris.base, self._print, LAYOUT, entries, aside).documents
        shown = {e.doc: path for path, e in old.files.items() if e.duplicate_of is None}
        paths = {e.doc: path for path, e in entries.items() if e.duplicate_of is None}
        changed = {d for d, e in after.items() if d not in before or before[d].record != e.record or shown[d] != paths[d]}
        unchanged = [doc for doc in after if doc not in changed] if fresh_index else []
        jobs = [Job(doc, after[doc], paths[doc], doc in changed) for doc in (*(d for d in after if d in changed), *unchanged)]
        self._workers.prepare(len(jobs))
        store = GraphStore(temporary / "graph", iris, writable=True)
        writer = open_writer(temporary / "index", self._engine)
        for doc in before.keys() - after.keys():
            store.remove(doc)
            writer.remove(iris.path(doc))
        failed: list[SetAside] = []
        store.load_many(self._written(jobs, writer, failed))
        for doc in before.keys() & {entries[item.path].doc for item in failed}:
            store.remove(doc)
            writer.remove(iris.path(doc))
        writer.close()
        store.link()
        for item in failed:
            entries = {path: entry for path, entry in entries.items() if path != item.path and entry.duplicate_of != item.path}
        aside = (*aside, *failed)
        counts = {key: int(value) for key, value in store.rows("counts")[0].items()}
        counts["triples"] = store.size
        counts["files"], counts["set_aside"] = len(entries), len(aside)
        del store
        manifest = Manifest(iris.base, self._print, LAYOUT, entries, aside, counts)
        write_atomically(temporary / "manifest.json", manifest.to_json().encode())
        target = data.state(name)
        if target.exists():
            shutil.rmtree(target)
        os.rename(temporary, target)
        data.point_to(name)
        data.sweep({name, in_force} if in_force else {name})
        return manifest

    def _written(self, jobs: Sequence[Job], writer: Writer, failed: list[SetAside]) -> Iterator[tuple[str, bytes]]:
        """Writes the index and hands over the statements of what changed; a document that fails is left out of both and told of."""
        for done, result in enumerate(write_all(jobs, self._data, self._iris, self._print, self._workers), 1):
            self._progress("Dựng đồ thị và chỉ mục", done, len(jobs))
            if isinstance(result, SetAside):
                failed.append(result)
                continue
            writer.remove(self._iris.path(result.doc))
            add_all(writer, result.entries)
            if result.statements is not None:
                yield result.doc, result.statements
