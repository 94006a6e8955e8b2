"""The state in force, opened for reading; a newer one is picked up while serving."""

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar, cast

from corpus.model import Raw, Record
from graph.iris import Iris
from graph.sparql import Limits, QueryPool
from graph.store import GraphStore
from index.search import SearchIndex

from .datadir import DataDir, DataNotBuilt, Manifest
from .settings import Settings

T = TypeVar("T")


_KEPT_LATELY = 64


class Collection:
    """Graph, index and records of one state."""

    def __init__(self, data: DataDir, name: str, limits: Limits) -> None:
        manifest = data.manifest(name)
        if manifest is None:
            raise DataNotBuilt(f"{data.state(name)}: dữ liệu hỏng hoặc khác phiên bản", "Chạy lại `cancu build`.")
        self.name, self.data = name, data
        self.manifest: Manifest = manifest
        self.iris = Iris(manifest.base)
        self.graph = GraphStore(data.state(name) / "graph", self.iris)
        self.index = SearchIndex(data.state(name) / "index")
        self.queries = QueryPool(data.state(name) / "graph", limits)
        self._by_doc = manifest.documents
        self._paths = {entry.doc: path for path, entry in manifest.files.items() if entry.duplicate_of is None}
        self._memo: dict[str, object] = {}
        self._making: defaultdict[str, threading.RLock] = defaultdict(threading.RLock)
        self._lately: OrderedDict[tuple[str, ...], object] = OrderedDict()
        self._lock = threading.Lock()
        self.record = lru_cache(maxsize=64)(self._record)
        self.asked = lru_cache(maxsize=2_048)(self._asked)

    def _record(self, doc: str) -> tuple[Raw, Record] | None:
        entry = self._by_doc.get(doc)
        return self.data.load_record(entry.record, entry.sha256, self._paths[doc]) if entry else None

    def cached(self, query: str) -> tuple[dict[str, str], ...]:
        """Rows of a query without parameters, kept while the state lasts."""
        return self.memo(f"rows of {query}", lambda _: tuple(self.graph.rows(query)))

    def _asked(self, query: str, **params: str) -> tuple[dict[str, str], ...]:
        """Rows of a query with parameters (IRIs), kept for those asked for lately."""
        return tuple(self.graph.rows(query, **params))

    def memo(self, name: str, make: Callable[["Collection"], T]) -> T:
        """A value made once for this state; who asks for it meanwhile waits, as making it again would take longer."""
        if name not in self._memo:
            with self._lock:
                making = self._making[name]
            with making:
                if name not in self._memo:
                    self._memo[name] = make(self)
        return cast(T, self._memo[name])

    def lately(self, key: tuple[str, ...], make: Callable[["Collection"], T]) -> T:
        """A value kept for those keys asked for lately."""
        with self._lock:
            if key in self._lately:
                self._lately.move_to_end(key)
                return cast(T, self._lately[key])
        value = make(self)
        with self._lock:
            self._lately[key] = value
            if len(self._lately) > _KEPT_LATELY:
                self._lately.popitem(last=False)
        return value

    def iri(self, path: str) -> str:
        """The IRI of a path of the portal."""
        return self.iris.base + path.lstrip("/")

    def path(self, iri: str) -> str:
        return self.iris.path(iri)

    def files_of(self, doc: str) -> list[str]:
        """The source files that hold a document, the first being the one shown."""
        return sorted(path for path, entry in self.manifest.files.items() if entry.doc == doc)


class Shelf:
    """Hands out the current collection, opening a newer state when a build has put one in force."""

    def __init__(self, settings: Settings) -> None:
        self._data = DataDir(Path(settings.data))
        self._limits = Limits(settings.query_seconds, settings.query_mebibytes, settings.query_workers, settings.query_rows)
        self._lock = threading.Lock()
        self._open: Collection | None = None

    def current(self) -> Collection:
        """The collection in force. Raises DataNotBuilt where there is none."""
        name = self._data.current_name()
        opened = self._open
        if opened and (name is None or opened.name == name):
            return opened
        with self._lock:
            name = self._data.current_name()
            if self._open and (name is None or self._open.name == name):
                return self._open
            fresh = Collection(self._data, self._data.require_current(), self._limits)
            if self._open:
                self._open.queries.close()
            self._open = fresh
            return fresh

    def close(self) -> None:
        if self._open:
            self._open.queries.close()
