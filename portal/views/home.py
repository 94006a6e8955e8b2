"""Home, the lists of documents and bases, quality, about."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, render_template, request, send_file

from corpus.text import fold
from portal import urls, vendored
from portal.here import collection
from portal.paging import page_of
from portal.register import register
from portal.tables import csv_response

bp = Blueprint("home", __name__)
_AHEAD = timedelta(days=30)
_LISTED = 100  # rows of a list on one page
_ABOUT = re.compile(r"(?i)^(?:về|đối với)\s+(?:việc\s+)?")
_SHORTEST, _LONGEST = 12, 60  # characters of a heading that makes a search to try
_KEYS: dict[str, Callable[[dict[str, str]], str]] = {
    "tinh": lambda r: r.get("province", ""),
    "loai": lambda r: urls.doctype_label(r.get("type")),
    "nam": lambda r: r.get("date", "")[:4],
    "thang": lambda r: r.get("date", "")[:7],
}


def search_to_try(heading: str) -> str:
    """The words of a heading that make a search: without marks around it and "Về", "Đối với" before it."""
    return _ABOUT.sub("", heading.strip(" *+–-:.;"))


@bp.get("/")
def index() -> str:
    here = collection()
    today = date.today().isoformat()
    soon = sorted(
        (t for t in register(here) if t.date_to and today <= t.date_to <= (date.today() + _AHEAD).isoformat()), key=lambda t: t.date_to
    )
    topics = [search_to_try(r["topic"]) for r in here.cached("topics") if _SHORTEST <= len(r["topic"]) <= _LONGEST]
    numbers = [r["label"].split(" ")[-1] for r in here.cached("top_bases") if "/" in r["label"]]
    # one without diacritics, one number, one with: what can be typed, from what is here
    examples = [*(fold(t) for t in topics[:1]), *numbers[:1], *topics[1:2]]
    return render_template(
        "home.html",
        documents=here.cached("documents")[:6],
        soon=soon[:8],
        bases=here.cached("top_bases")[:6],
        counts=here.manifest.counts,
        examples=examples,
    )


@bp.get("/van-ban")
def documents() -> str | Response:
    here = collection()
    rows = here.cached("documents")
    chosen = {name: request.args.get(name, "") for name in _KEYS}
    options = {name: sorted({_KEYS[name](r) for r in rows} - {""}, reverse=name in {"nam", "thang"}) for name in _KEYS}
    shown = [r for r in rows if all(not chosen[name] or _KEYS[name](r) == chosen[name] for name in _KEYS)]
    if request.args.get("dang") == "csv":
        header = ("Văn bản", "Trích yếu", "Ngày", "Cơ quan", "Tỉnh", "Định danh")
        return csv_response(
            "van-ban",
            header,
            [(r["label"], r["title"], r.get("date", ""), r.get("agencyLabel", ""), r.get("province", ""), r["doc"]) for r in shown],
        )
    return render_template("documents.html", listed=page_of(shown, _LISTED), options=options, chosen=chosen)


@bp.get("/can-cu")
def bases() -> str | Response:
    rows = collection().cached("top_bases")
    if request.args.get("dang") == "csv":
        return csv_response(
            "can-cu",
            ("Văn bản được dẫn", "Số văn bản dẫn", "Số lần", "Định danh"),
            [(r["label"], int(r["documents"]), int(r["citations"]), r["target"]) for r in rows],
        )
    return render_template("bases.html", listed=page_of(rows, _LISTED))


@bp.get("/chat-luong")
def quality() -> str | Response:
    here = collection()
    rows = here.cached("problems")
    if request.args.get("dang") == "csv":
        header = ("Mã", "Mức", "Văn bản", "Điều cần kiểm tra", "Gợi ý")
        return csv_response(
            "can-kiem-tra", header, [(r["code"], r["severity"], r["docLabel"], r["message"], r.get("suggestion", "")) for r in rows]
        )
    groups: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        groups.setdefault(row["code"], []).append(row)
    wanted = request.args.get("loai", "")
    if wanted in groups:
        return render_template("quality_kind.html", name=PROBLEM_NAMES.get(wanted, wanted), listed=page_of(groups[wanted], _LISTED))
    duplicates = [(path, entry.duplicate_of) for path, entry in sorted(here.manifest.files.items()) if entry.duplicate_of]
    return render_template("quality.html", groups=groups, set_aside=here.manifest.set_aside, duplicates=duplicates, names=PROBLEM_NAMES)


PROBLEM_NAMES = {
    "nam-so-trai-ngay": "Năm trong số trái với ngày", "ma-co-quan-la": "Mã cơ quan in lạ", "ngay-sau-van-ban": "Dẫn văn bản có ngày về sau",
    "ngay-khong-co": "Ngày không có trong lịch", "so-de-trong": "Số còn để trống", "loai-trai-ky-hieu": "Loại trái với ký hiệu", "chu-cai-la": "Ký hiệu có chữ cái của bảng chữ khác",
    "chua-xac-dinh": "Chưa xác định được văn bản", "hai-ngay": "Một số, hai ngày", "hai-cach-viet-ten": "Một người, hai cách viết tên",
    "han-khong-ro": "Thời hạn chưa quy được ra ngày", "han-suy-nam": "Thời hạn không ghi năm", "thieu-so": "Không có số, ký hiệu", "thieu-ngay": "Ngày thiếu hoặc để trống",
    "goi-tin-trai-van-ban": "Gói tin edXML ghi khác văn bản", "trang-khong-chu": "Trang quét chưa đọc được", "nhan-dang-chu": "Văn bản nhận dạng từ ảnh quét", "chu-khong-ro": "Chữ số trong ảnh quét không rõ",
    "bang-ma-cu": "Văn bản gõ bằng bảng mã cũ", "trich-dan-nghi-ngo": "Trích dẫn đáng ngờ", "can-cu-het-hieu-luc": "Căn cứ đã hết hiệu lực khi văn bản được ban hành",
}  # fmt: skip


@bp.get("/gioi-thieu")
def about() -> str:
    here = collection()
    return render_template("about.html", counts=here.manifest.counts, manifest=here.manifest, state=here.name)


@bp.get("/giay-phep")
def licences() -> str:
    """The licences of what others made and the portal serves."""
    return render_template("licences.html", packages=vendored.packages(), missing=vendored.missing(), remedy=vendored.REMEDY)


_SHOWN_INLINE = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".txt": "text/plain; charset=utf-8",
}


@bp.get("/goc/<digest>")
def original(digest: str) -> Any:
    """The file as it came; with `?xem=1` inside the browser where that is safe: no script of a file ever runs."""
    here = collection()
    entries = {e.sha256: path for path, e in here.manifest.files.items()}
    if digest not in entries:
        abort(404)
    name = entries[digest].rsplit("/", 1)[-1]
    kind = _SHOWN_INLINE.get(Path(name).suffix.lower()) if request.args.get("xem") else None
    response = send_file(
        here.data.original(digest).resolve(),
        as_attachment=kind is None,
        download_name=name,
        mimetype=kind or "application/octet-stream",
        etag=digest,
    )
    if kind:
        response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'"
    return response
