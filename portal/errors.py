"""Exceptions → HTTP statuses, and one shape of error for pages and for JSON."""

import logging
import uuid
from dataclasses import dataclass

from flask import Flask, Response, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from corpus.errors import CancuError
from graph.errors import QueryBusy, QueryRejected, QuerySyntax, QueryTimeout, QueryTooBig

from .api.parameters import BadParameter
from .datadir import DataNotBuilt

STATUS: tuple[tuple[type[CancuError], int], ...] = ((QuerySyntax, 400), (BadParameter, 400), (QueryRejected, 403), (QueryTimeout, 503), (QueryBusy, 503), (QueryTooBig, 413), (DataNotBuilt, 503),
)  # fmt: skip
TITLES = {
    400: "Yêu cầu chưa đúng", 403: "Không được phép", 404: "Không tìm thấy", 405: "Cách gọi này không dùng được",
    406: "Không có định dạng này", 413: "Yêu cầu quá lớn", 415: "Không đọc được kiểu nội dung này", 500: "Có lỗi trong máy chủ", 503: "Tạm thời chưa phục vụ được",
}  # fmt: skip
log = logging.getLogger("cancu.portal")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader sees of an error; never internal text."""

    status: int
    title: str
    message: str
    remedy: str
    id: str = ""


def status_of(error: CancuError) -> int:
    """The HTTP status of an error of the product."""
    return next((code for kind, code in STATUS if isinstance(error, kind)), 500)


def wants_json() -> bool:
    """Whether the caller is a program: it asked for JSON, or for the endpoint's answers."""
    if request.path.startswith("/api/") and request.path != "/api/v1/":
        return True
    best = request.accept_mimetypes.best_match(["text/html", "application/json", "application/sparql-results+json"])
    return best not in {None, "text/html"} or (request.path.startswith("/sparql") and "text/html" not in request.headers.get("Accept", ""))


def _respond(shown: Shown) -> Response:
    if wants_json():
        body = jsonify(
            {"error": {"status": shown.status, "title": shown.title, "message": shown.message, "remedy": shown.remedy, "id": shown.id}}
        )
        response = make_response(body, shown.status)
    else:
        response = make_response(render_template("error.html", error=shown), shown.status)
    if shown.status == 503:
        response.headers["Retry-After"] = "30"
    return response


def register(app: Flask) -> None:
    """Installs the handlers; the only place where errors become HTTP."""

    @app.errorhandler(CancuError)
    def product_error(error: CancuError) -> Response:
        status = status_of(error)
        return _respond(Shown(status, TITLES[status], error.message, error.remedy))

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> Response:
        status = error.code or 500
        if status in {301, 302, 303, 304, 307, 308}:
            return error.get_response()  # type: ignore[return-value]
        remedy = "Kiểm tra lại địa chỉ, hoặc tìm từ trang chủ." if status == 404 else ""
        message = "" if status == 404 else (error.description or "")
        if isinstance(error, MethodNotAllowed):
            message = f"Địa chỉ này nhận: {', '.join(sorted(error.valid_methods or ()))}."
        response = _respond(Shown(status, TITLES.get(status, "Lỗi"), message, remedy))
        if isinstance(error, MethodNotAllowed) and error.valid_methods:
            response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
        return response

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> Response:
        number = uuid.uuid4().hex[:8]
        log.error("unexpected error", exc_info=error, extra={"fields": {"id": number, "path": request.path}})
        return _respond(Shown(500, TITLES[500], "", "Báo cho người quản trị mã lỗi này.", number))
