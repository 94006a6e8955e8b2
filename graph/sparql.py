"""Queries of analysts, run in processes of their own: an overrun is killed, and pages stay fast meanwhile."""

import os
import select
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import guard, worker
from .errors import QueryBusy, QueryRejected, QuerySyntax, QueryTimeout, QueryTooBig

RESULT_TYPES = {
    "json": "application/sparql-results+json", "xml": "application/sparql-results+xml", "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
}  # fmt: skip
GRAPH_TYPES = {"ttl": "text/turtle", "nt": "application/n-triples", "rdfxml": "application/rdf+xml", "jsonld": "application/ld+json"}


@dataclass(frozen=True, slots=True)
class Limits:
    """Wall-clock seconds and resident mebibytes of one query, rows of its answer, and how many run at once."""

    seconds: float = 20.0
    mebibytes: int = 1024
    workers: int = 2
    rows: int = 100_000


@dataclass(frozen=True, slots=True)
class Answer:
    """A serialised answer: kind (rows, boolean, graph), media type, body, and whether rows beyond the limit were left out."""

    kind: str
    media_type: str
    body: bytes
    truncated: bool = False


class QueryPool:
    """A few worker processes over one read-only store.

    As many queries wait as run, and no more: the threads of the web server are never all held by queries.
    """

    def __init__(self, store: Path, limits: Limits | None = None) -> None:
        self.store, self.limits = store, limits or Limits()
        self._idle: list[subprocess.Popen[bytes]] = []
        self._slots = threading.BoundedSemaphore(self.limits.workers)
        self._places = threading.BoundedSemaphore(2 * self.limits.workers)
        self._lock = threading.Lock()
        self._closed = False

    def run(
        self, query: str, fmt: str = "json", graph_format: str = "ttl", default: tuple[str, ...] = (), named: tuple[str, ...] = ()
    ) -> Answer:
        """The answer of a read query. Raises QueryRejected, QuerySyntax, QueryTimeout, QueryTooBig or QueryBusy."""
        guard.check(query)
        if not self._places.acquire(blocking=False):
            raise QueryBusy("Cổng truy vấn đang bận.", "Thử lại sau ít phút.")
        try:
            if not self._slots.acquire(timeout=self.limits.seconds):
                raise QueryBusy("Cổng truy vấn đang bận.", "Thử lại sau ít phút.")
            try:
                request = {"query": query, "format": fmt, "graph_format": graph_format, "default": default, "named": named}
                return self._run(request | {"rows": self.limits.rows})
            finally:
                self._slots.release()
        finally:
            self._places.release()

    def _run(self, request: dict[str, Any]) -> Answer:
        process = self._take()
        assert process.stdin and process.stdout
        try:
            worker.send(process.stdin, request)
            self._wait(process)
            message = worker.receive(process.stdout)
        except BrokenPipeError:
            message = None
        except (QueryTimeout, QueryTooBig):
            self._kill(process)
            raise
        if message is None:
            self._kill(process)
            raise QueryTooBig("Câu truy vấn làm tiến trình xử lý dừng đột ngột.", "Viết câu truy vấn đơn giản hơn.")
        header, body = message
        with self._lock:
            if self._closed:
                self._kill(process)
            else:
                self._idle.append(process)
        if header.get("error") == "syntax":
            raise QuerySyntax(header["message"], "Sửa câu truy vấn ở vị trí đã nêu.")
        if "error" in header:
            raise QueryRejected(header["message"])
        kind = header["kind"]
        media = GRAPH_TYPES[request["graph_format"]] if kind == "graph" else RESULT_TYPES[request["format"]]
        return Answer(kind, media, body, bool(header.get("truncated")))

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        """Waits for the answer's first byte, watching time and resident memory from outside."""
        assert process.stdout
        until = time.monotonic() + self.limits.seconds
        while not select.select([process.stdout], [], [], 0.05)[0]:
            if time.monotonic() > until:
                raise QueryTimeout(f"Câu truy vấn chạy quá {self.limits.seconds:g} giây nên đã bị dừng.", "Thêm điều kiện hoặc LIMIT.")
            if _resident(process.pid) > self.limits.mebibytes:
                raise QueryTooBig(f"Câu truy vấn dùng quá {self.limits.mebibytes} MiB bộ nhớ nên đã bị dừng.", "Thêm điều kiện hoặc LIMIT.")

    def _take(self) -> subprocess.Popen[bytes]:
        with self._lock:
            while self._idle:
                process = self._idle.pop()
                if process.poll() is None:
                    return process
        home = str(Path(__file__).resolve().parents[1])
        environment = {"PYTHONPATH": home, "LANG": "C.UTF-8"}
        process = subprocess.Popen(
            [sys.executable, "-m", "graph.worker", str(self.store)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        assert process.stdout
        if worker.receive(process.stdout) is None:
            process.kill()
            raise QueryTimeout("Không mở được kho đồ thị để truy vấn.", "Chạy `cancu check`.")
        return process

    def _kill(self, process: subprocess.Popen[bytes]) -> None:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream:
                stream.close()

    def close(self) -> None:
        """Ends the idle workers; those at work end with their query."""
        with self._lock:
            self._closed = True
            for process in self._idle:
                self._kill(process)
            self._idle.clear()


def _resident(pid: int) -> float:
    """Resident memory of a process in MiB; 0 where the system does not tell."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, ValueError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
