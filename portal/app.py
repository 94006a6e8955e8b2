"""The Flask application: factory, security headers, filters."""

import time
from typing import Any

from flask import Flask, Response, g, request

from . import errors, kept_pages, messages, translations, urls, vendored
from .collection import Shelf
from .here import collection
from .policy import POLICY
from .settings import Settings
from .views import api, document, entity, explore, home, inbox, network, search, sparql, tasks

_MAX_BODY = 1_000_000


def create_app(settings: Settings) -> Flask:
    """The portal over one data directory; it opens it read-only and writes nothing."""
    app = Flask(__name__, static_folder="static", static_url_path="/tinh")
    app.config.update(MAX_CONTENT_LENGTH=_MAX_BODY, SETTINGS=settings)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    translations.install(app)
    app.jinja_env.globals["vendored"] = vendored.address
    shelf = Shelf(settings)
    app.extensions["shelf"] = shelf

    @app.before_request
    def start() -> None:
        g.started = time.perf_counter()
        if not request.path.startswith("/tinh/"):
            g.collection = shelf.current()

    kept_pages.install(app)

    @app.after_request
    def finish(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Frame-Options"] = "DENY"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        # everything here is public and read only: scripts of other places may read it
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "X-Cancu-Truncated, ETag, Retry-After"
        if request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type"
            response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, POST, OPTIONS"
        if request.method in {"GET", "HEAD"} and response.status_code == 200 and not response.direct_passthrough:
            response.headers.setdefault("Cache-Control", "no-cache")
            response.add_etag()
            response.make_conditional(request)
        if not request.path.startswith("/tinh/"):
            took = 1000 * (time.perf_counter() - g.get("started", time.perf_counter()))
            fields = {"method": request.method, "path": request.path, "status": response.status_code, "ms": round(took, 1)}
            errors.log.info("request", extra={"fields": fields})
        return response

    @app.context_processor
    def common() -> dict[str, Any]:
        return {"nav": urls.NAV, "active": urls.section(request.path)}

    app.jinja_env.filters.update(
        ngay=urls.vietnamese_date,
        duong_dan=lambda iri: collection().path(iri),
        quan_he=lambda relation: translations.gettext(urls.relation_label(relation)),
        so_vn=urls.number_vi,
        ten_loai=urls.doctype_label,
        thoi_diem=urls.instant,
        thong_bao=messages.told,
        tinh_trang=lambda status: translations.gettext(urls.STATUS[status]),
    )
    for room in (home, search, document, entity, network, explore, tasks, sparql, api, inbox):
        app.register_blueprint(room.bp)
    errors.register(app)
    return app
