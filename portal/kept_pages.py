"""Pages kept as they were sent: a page depends on the state, its address, the language and the day alone, so that readers of one page share it."""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date

from flask import Flask, Response, g, request

_MOST_BYTES = 48 * 2**20
_LARGEST = 2**20
_HEADERS = ("Content-Type", "Vary", "Content-Security-Policy")
_NOT_KEPT = ("/tinh/", "/goc/", "/kho", "/sparql", "/giay-phep", "/them-van-ban")


@dataclass(frozen=True, slots=True)
class _Page:
    body: bytes
    headers: tuple[tuple[str, str], ...]


class KeptPages:
    """The pages sent lately, up to a number of bytes; the longest unused goes first."""

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._pages: OrderedDict[tuple[str, ...], _Page] = OrderedDict()
        self._most, self._bytes = most_bytes, 0
        self._lock = threading.Lock()

    def get(self, key: tuple[str, ...]) -> Response | None:
        with self._lock:
            page = self._pages.get(key)
            if page is None:
                return None
            self._pages.move_to_end(key)
        return Response(page.body, headers=dict(page.headers))

    def put(self, key: tuple[str, ...], response: Response) -> None:
        body = response.get_data()
        if len(body) > _LARGEST:
            return
        headers = tuple((name, response.headers[name]) for name in _HEADERS if name in response.headers)
        with self._lock:
            if key in self._pages:
                return
            self._pages[key] = _Page(body, headers)
            self._bytes += len(body)
            while self._bytes > self._most:
                self._bytes -= len(self._pages.popitem(last=False)[1].body)


def install(app: Flask) -> None:
    """Answers GET requests of pages from what was sent before; to be installed after the language and the collection are chosen."""
    pages = KeptPages()
    app.extensions["kept_pages"] = pages

    @app.before_request
    def answer() -> Response | None:
        if request.method not in {"GET", "HEAD"} or request.path.startswith(_NOT_KEPT) or not g.get("collection"):
            return None
        g.kept_as = (
            g.collection.name,
            request.host,
            request.full_path,
            g.language,
            date.today().isoformat(),
            request.headers.get("Accept", ""),
        )
        kept = pages.get(g.kept_as)
        g.from_kept = kept is not None
        return kept

    @app.after_request
    def keep(response: Response) -> Response:
        key = g.get("kept_as")
        if (
            key
            and request.method == "GET"
            and not g.from_kept
            and response.status_code == 200
            and response.mimetype == "text/html"
            and not response.direct_passthrough
        ):
            pages.put(key, response)
        return response
