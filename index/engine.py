"""The seam between a search and the engine that evaluates it: one query tree (Whoosh's), two engines, the same answers."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from whoosh import query as wq

from . import health
from .errors import IndexNotBuilt
from .schema import VERSION, Entry

ENGINES = ("tantivy", "whoosh")
FACET_SIZE = 40


class Found(NamedTuple):
    """How many entries match, and (score, address) of those asked for, the best first."""

    total: int
    hits: list[tuple[float, Any]]


class SomeOf(wq.Or):
    """Entries that match at least `minmatch` of the subqueries, each scored by those it matches."""


class Engine(Protocol):
    """A read-only index of entries. Trees are those that `index.parse` makes."""

    def __len__(self) -> int: ...

    def top(self, tree: wq.Query, limit: int, offset: int = 0, newest: bool = False) -> Found:
        """The best entries, or the newest."""

    def count(self, tree: wq.Query) -> int:
        """How many entries match."""

    def values(self, tree: wq.Query, fields: Sequence[str], due: int = 0) -> dict[str, list[tuple[str, int]]]:
        """For each field its most frequent values among the entries that match, with their counts.

        With a day (yyyymmdd) also, under "late", how many entries were due before it.
        """

    def shown(self, address: Any) -> dict[str, Any]:
        """What was kept of an entry for showing it."""

    def frequency(self, field: str, token: str) -> int:
        """How many entries hold a token."""

    def words(self) -> list[tuple[str, int]]:
        """Every syllable as printed, with the number of entries that hold it."""


class Writer(Protocol):
    """Writes an index folder; replacing a document's entries leaves the others alone."""

    def add(self, entry: Entry) -> None: ...

    def remove(self, doc: str) -> None: ...

    def close(self) -> None:
        """Commits and waits until the folder is at rest."""


def _note(path: Path) -> dict[str, Any]:
    """What the folder says of itself; {} where it says nothing that can be read."""
    try:
        found = json.loads((path / "INDEX.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def engine_of(path: Path) -> str:
    """The name of the engine that wrote a folder in this version; "" where none did."""
    note = _note(path)
    return str(note["engine"]) if note.get("version") == VERSION and note.get("engine") in ENGINES else ""


def open_engine(path: Path) -> Engine:
    """The engine of an index folder. Raises IndexNotBuilt where there is none, one of another version, or a damaged one."""
    if not _note(path):
        raise IndexNotBuilt(f"{path}: chưa có chỉ mục tìm kiếm", "Chạy `cancu build THƯ_MỤC` trước.")
    engine = engine_of(path)
    if not engine:
        raise IndexNotBuilt(f"{path}: chỉ mục thuộc phiên bản khác", "Chạy lại `cancu build`, chỉ mục sẽ được dựng lại.")
    if harm := health.harm(path):
        raise IndexNotBuilt(f"{path}: chỉ mục hỏng ({harm})", "Chạy lại `cancu build`, chỉ mục sẽ được dựng lại từ văn bản gốc.")
    try:
        if engine == "whoosh":
            from .whoosh_engine import WhooshEngine

            return WhooshEngine(path)
        from .tantivy_engine import TantivyEngine

        return TantivyEngine(path)
    except Exception as error:  # each engine has exceptions of its own for what it cannot read
        raise IndexNotBuilt(
            f"{path}: chỉ mục không mở được ({error})", "Chạy lại `cancu build`, chỉ mục sẽ được dựng lại từ văn bản gốc."
        ) from error


def open_writer(path: Path, engine: str = "tantivy") -> Writer:
    """A writer of a new or an existing index folder of that engine."""
    path.mkdir(parents=True, exist_ok=True)
    if engine == "whoosh":
        from .whoosh_engine import WhooshWriter

        return WhooshWriter(path)
    from .tantivy_engine import TantivyWriter

    return TantivyWriter(path)


def finish(path: Path, engine: str) -> None:
    """Notes version, engine and check sums of a folder at rest."""
    health.record(path)
    (path / "INDEX.json").write_text(json.dumps({"version": VERSION, "engine": engine}), "utf-8")


def add_all(writer: Writer, entries: Iterable[Entry]) -> None:
    for entry in entries:
        writer.add(entry)
