"""The search page."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, Response, jsonify, render_template, request
from werkzeug.datastructures import MultiDict

from index.analysis import clean, numbers
from index.model import FACETS, Hit, Query
from portal.collection import Collection
from portal.here import collection
from portal.tables import csv_response

bp = Blueprint("search", __name__)
FACET_LABELS = {"type": "Loại văn bản", "agency": "Cơ quan", "province": "Tỉnh, thành phố", "unit": "Đơn vị", "year": "Năm"}
_PER_PAGE = 20
_LONGEST = 400


@dataclass(slots=True)
class Group:
    """Hits of one document."""

    first: Hit
    hits: list[Hit]


def _grouped(hits: Iterable[Hit]) -> list[Group]:
    groups: dict[str, Group] = {}
    for hit in hits:
        groups.setdefault(hit.doc, Group(hit, [])).hits.append(hit)
    return list(groups.values())


def _link(arguments: "MultiDict[str, str]", add: tuple[str, str] | None = None, drop: tuple[str, str] | None = None, **change: str) -> str:
    """The address of the same search with one choice more, less, or changed."""
    pairs = [(k, v) for k, v in arguments.items(multi=True) if k != "trang" and k not in change and (k, v) != drop]
    if add:
        pairs.append(add)
    pairs += [(k, v) for k, v in change.items() if v]
    return "/tim-kiem?" + urlencode(pairs)


@bp.get("/tim-kiem")
def page() -> str | Response:
    here, args = collection(), request.args
    text = args.get("q", "")[:_LONGEST]
    filters = {name: tuple(args.getlist(name)) for name in FACETS if args.getlist(name)}
    number = max(1, min(args.get("trang", 1, type=int) or 1, 500))
    sort = "date" if args.get("sap") == "ngay" else "relevance"
    kind = "document" if args.get("kieu") == "van-ban" else "passage"
    fmt = args.get("dang")
    exporting = fmt in {"csv", "json"}
    query = Query(text, filters, kind, sort, 1 if exporting else number, 500 if exporting else _PER_PAGE)
    results = here.index.search(query) if text or filters else None
    if fmt == "json":
        hits = [
            {
                "doc": here.iri(h.doc),
                "label": h.label,
                "section": h.section,
                "date": h.date,
                "text": "".join(t for t, _ in h.snippet),
                "score": h.score,
            }
            for h in (results.hits if results else ())
        ]
        return jsonify({"query": text, "total": results.total if results else 0, "note": results.note if results else "", "hits": hits})
    if fmt == "csv":
        header = ("Văn bản", "Ngày", "Cơ quan", "Mục", "Câu", "Đơn vị", "Thời hạn", "Căn cứ")
        rows = [
            (h.label, h.date, h.agency, h.section, "".join(t for t, _ in h.snippet), "; ".join(h.units), h.deadline, "; ".join(h.cited))
            for h in (results.hits if results else ())
        ]
        return csv_response("tim-kiem", header, rows)
    direct = _direct(text) if text and number == 1 else []
    pages = -(-results.total // _PER_PAGE) if results else 0
    return render_template(
        "search.html", q=text, results=results, groups=_grouped(results.hits) if results else [], labels=FACET_LABELS, filters=filters,
        number=number, pages=pages, sort=sort, kind=kind, direct=direct, link=lambda **k: _link(args, **k), page_link=lambda n: _link(args, trang=str(n)),
    )  # fmt: skip


def _direct(text: str) -> list[dict[str, str]]:
    """Documents, held or only cited, whose number the query names."""
    wanted = set(numbers(clean(text)))
    if not wanted:
        return []
    here = collection()
    index = here.memo("numbers", _number_index)
    found = {row["target"]: row for number in wanted for row in index.get(number, ())}
    return list(found.values())[:8]


def _number_index(here: Collection) -> dict[str, list[dict[str, str]]]:
    """Number tokens → the documents, held or cited, that carry them."""
    table: dict[str, list[dict[str, str]]] = {}
    rows = [*here.cached("top_bases"), *({"target": r["doc"], "label": r["label"]} for r in here.cached("documents"))]
    for row in rows:
        for token in numbers(row["label"]):
            table.setdefault(token, []).append(row)
    return table
