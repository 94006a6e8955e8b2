"""Queries of analysts, run in processes of their own: an overrun is killed, and pages stay fast meanwhile."""

import re
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import guard, sandbox, worker
from .errors import QueryBusy, QueryRejected, QuerySyntax, QueryTimeout, QueryTooBig

RESULT_TYPES = {
    "json": "application/sparql-results+json", "xml": "application/sparql-results+xml", "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
}  # fmt: skip
GRAPH_TYPES = {"ttl": "text/turtle", "nt": "application/n-triples", "rdfxml": "application/rdf+xml", "jsonld": "application/ld+json"}


@dataclass(frozen=True, slots=True)
class Limits:
    """Wall-clock seconds and resident mebibytes of one query, rows and mebibytes of its answer, and how many run at once."""

    seconds: float = 20.0
    mebibytes: int = 1024
    workers: int = 2
    rows: int = 100_000
    answer_mebibytes: int = 64


@dataclass(frozen=True, slots=True)
class Answer:
    """A serialised answer: kind (rows, boolean, graph), media type, body, how many rows, and whether others were left out."""

    kind: str
    media_type: str
    body: bytes
    truncated: bool = False
    rows: int = 0


class QueryPool:
    """A few worker processes over one read-only store.

    As many queries wait as run, and no more: the threads of the web server are never all held by queries.
    """

    def __init__(self, store: Path, limits: Limits | None = None) -> None:
        self.store, self.limits = store, limits or Limits()
        self._idle: list[subprocess.Popen[bytes]] = []
        self._all: set[subprocess.Popen[bytes]] = set()
        self._confined = False
        self._slots = threading.BoundedSemaphore(self.limits.workers)
        self._places = threading.BoundedSemaphore(2 * self.limits.workers)
        self._lock = threading.Lock()
        self._closed = False

    def run(
        self, query: str, fmt: str = "json", graph_format: str = "ttl", default: tuple[str, ...] = (), named: tuple[str, ...] = (),
        keep: int | None = None,
    ) -> Answer:  # fmt: skip
        """The answer of a read query. Raises QueryRejected, QuerySyntax, QueryTimeout, QueryTooBig or QueryBusy.

        `keep` is for a page: so many rows of it, long values cut, the others only counted.
        """
        guard.check(query)
        if not self._places.acquire(blocking=False):
            raise QueryBusy("Cổng truy vấn đang bận.", "Thử lại sau ít phút.")
        try:
            if not self._slots.acquire(timeout=_PATIENCE * self.limits.seconds):
                raise QueryBusy("Cổng truy vấn đang bận.", "Thử lại sau ít phút.")
            try:
                request = {"query": query, "format": fmt, "graph_format": graph_format, "default": default, "named": named, "keep": keep}
                return self._run(request | {"rows": self.limits.rows, "size": self.limits.answer_mebibytes * 2**20})
            finally:
                self._slots.release()
        finally:
            self._places.release()

    def _run(self, request: dict[str, Any]) -> Answer:
        process = self._take()
        try:
            if not self._confined:
                guard.check_every_reading(request["query"])
            message = self._ask(process, request)
        except (QueryTimeout, QueryTooBig):
            self._kill(process)
            raise
        except QueryRejected:
            self._give_back(process)
            raise
        if message is None:
            self._kill(process)
            raise QueryTooBig("Câu truy vấn làm tiến trình xử lý dừng đột ngột.", "Viết câu truy vấn đơn giản hơn.")
        self._give_back(process)
        header, body = message
        if "error" in header:
            raise _failure(header["error"], header["message"], self.limits)
        kind = header["kind"]
        media = GRAPH_TYPES[request["graph_format"]] if kind == "graph" else RESULT_TYPES[request["format"]]
        return Answer(kind, media, body, bool(header.get("truncated")), int(header.get("rows", 0)))

    def _ask(self, process: subprocess.Popen[bytes], request: dict[str, Any]) -> tuple[dict[str, Any], bytes] | None:
        """Sends a request and waits for the answer, watching time and resident memory from outside; None where the process ended."""
        answers: list[tuple[dict[str, Any], bytes] | None] = []

        def talk() -> None:
            assert process.stdin and process.stdout
            try:
                worker.send(process.stdin, request)
                answers.append(worker.receive(process.stdout))
            except (OSError, ValueError):
                answers.append(None)

        thread = threading.Thread(target=talk, daemon=True)
        thread.start()
        until = time.monotonic() + self.limits.seconds
        pause = 0.001
        while not answers:
            thread.join(pause)
            pause = min(0.05, 2 * pause)
            if answers:
                break
            if time.monotonic() > until:
                raise QueryTimeout(f"Câu truy vấn chạy quá {self.limits.seconds:g} giây nên đã bị dừng.", "Thêm điều kiện hoặc LIMIT.")
            if sandbox.resident(process.pid) > self.limits.mebibytes:
                raise QueryTooBig(f"Câu truy vấn dùng quá {self.limits.mebibytes} MiB bộ nhớ nên đã bị dừng.", "Thêm điều kiện hoặc LIMIT.")
        return answers[0]

    def _give_back(self, process: subprocess.Popen[bytes]) -> None:
        with self._lock:
            if not self._closed:
                self._idle.append(process)
                return
        self._kill(process)

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
        with self._lock:
            self._all.add(process)
        ready = worker.receive(process.stdout)
        if ready is None:
            self._kill(process)
            raise QueryTimeout("Không mở được kho đồ thị để truy vấn.", "Chạy `cancu check`.")
        self._confined = bool(ready[0].get("confined"))
        return process

    def _kill(self, process: subprocess.Popen[bytes]) -> None:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream:
                stream.close()
        with self._lock:
            self._all.discard(process)

    def close(self) -> None:
        """Ends the workers, those at work too."""
        with self._lock:
            self._closed = True
            idle, running = list(self._idle), list(self._all)
            self._idle.clear()
        for process in running:
            process.kill()  # who asked it is told, and tidies up
        for process in idle:
            self._kill(process)


_PATIENCE = 1.25  # how much longer than the longest query a waiting one is kept
_ERROR_AT = re.compile(r"^error at (?P<line>\d+):(?P<column>\d+): (?P<why>.*)$", re.DOTALL)
_CONNECTION = re.compile(r"not permitted|connect|resolve|socket|HTTP|service", re.IGNORECASE)


def _failure(kind: str, message: str, limits: Limits) -> Exception:
    """The error of a worker in the users' words."""
    if kind == "syntax":
        at = _ERROR_AT.match(message)
        where = (
            f"Câu truy vấn sai cú pháp ở gần dòng {at['line']}, cột {at['column']}: {at['why']}" if at else f"Câu truy vấn sai: {message}"
        )
        return QuerySyntax(where, "Sửa câu truy vấn ở vị trí đã nêu.")
    if kind == "size":
        return QueryTooBig(f"Câu trả lời lớn hơn {limits.answer_mebibytes} MiB.", "Lấy ít cột hơn, ít dòng hơn, hoặc cắt ngắn các giá trị.")
    if kind == "format":
        return QueryTooBig(f"Câu trả lời không viết được ở định dạng này ({message}).", "Chọn JSON, CSV hoặc N-Triples.")
    return guard.no_service() if _CONNECTION.search(message) else QueryRejected(message)
