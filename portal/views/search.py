"""The search page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, jsonify, render_template, request
from werkzeug.datastructures import MultiDict

from index.model import Hit, Query
from index.suggest import Suggester, Suggestion
from portal import kinds, urls
from portal.chosen import iso_day
from portal.collection import Collection
from portal.here import collection
from portal.lookup import lookup_of
from portal.search_examples import EXAMPLES
from portal.tables import csv_response, xlsx_response
from portal.translations import gettext

bp = Blueprint("search", __name__)
FACET_LABELS = {
    "type": "Loại văn bản",
    "agency": "Cơ quan",
    "province": "Tỉnh, thành phố",
    "unit": "Đơn vị",
    "leader": "Lãnh đạo",
    "year": "Năm",
    "basis": "Căn cứ",
    "status": "Thời hạn nhiệm vụ",
}
_PER_PAGE = 20
_LONGEST = 400
_LONGEST_PHRASE = 90
_HEADINGS = 24
_IN_FEED = 100


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


@bp.get("/tim-kiem/cach-tim")
def guide() -> str:
    """How to search, with examples that can be followed."""
    return render_template("search_help.html", groups=EXAMPLES)


@bp.get("/tim-kiem")
def page() -> str | Response:
    here, args = collection(), request.args
    text = args.get("q", "")[:_LONGEST]
    filters = {name: tuple(args.getlist(name)) for name in FACET_LABELS if args.getlist(name)}
    number = max(1, min(args.get("trang", 1, type=int) or 1, 500))
    sort = "date" if args.get("sap") == "ngay" else "relevance"
    kind = "document" if args.get("kieu") == "van-ban" else "passage"
    fmt = args.get("dang")
    exporting = fmt in {"csv", "xlsx", "json", "atom"}
    today = date.today().isoformat()
    low, high = (iso_day(args.get(name, "")) for name in ("tu", "den"))
    query = Query(
        _between(text, low, high),
        filters,
        kind,
        "date" if fmt == "atom" else sort,
        1 if exporting else number,
        500 if exporting else _PER_PAGE,
        today,
        not exporting,
    )
    if args.get("kieu", "") in _OTHER_KINDS and not exporting:
        return _other(here, text, args["kieu"], number)
    direct = here.memo("lookup", lookup_of).find(text) if text and number == 1 else []
    results = here.index.search(query) if query.text or filters else None
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
    if fmt == "atom":
        return _feed(here, text, results.hits if results else ())
    if fmt in {"csv", "xlsx"}:
        header = ("Văn bản", "Ngày", "Cơ quan", "Mục", "Câu", "Đơn vị", "Thời hạn", "Căn cứ")
        rows = [
            (h.label, h.date, h.agency, h.section, "".join(t for t, _ in h.snippet), "; ".join(h.units), h.deadline, "; ".join(h.cited))
            for h in (results.hits if results else ())
        ]
        return (csv_response if fmt == "csv" else xlsx_response)("tim-kiem", header, rows)
    pages = -(-results.total // _PER_PAGE) if results else 0
    return render_template(
        "search.html", q=text, results=results, groups=_grouped(results.hits) if results else [], labels=FACET_LABELS, value_label=lambda v: gettext(urls.STATUS[v]) if v in urls.STATUS else v, filters=filters,
        low=low, high=high, number=number, pages=pages, sort=sort, kind=kind, direct=direct, link=lambda **k: _link(args, **k), page_link=lambda n: _link(args, trang=str(n)),
    )  # fmt: skip


def _between(text: str, low: str, high: str) -> str:
    """The words with a condition on the date of issue (ISO days, "" for no limit), in the language of queries."""
    limit = f"ngày:[{low} TO {high}]" if low and high else f"ngày:>={low}" if low else f"ngày:<={high}" if high else ""
    return f"({text}) {limit}" if text and limit else text or limit


_OTHER_KINDS = {"nhiem-vu", "phap-ly", "don-vi"}


def _other(here: Collection, text: str, kind: str, number: int) -> str:
    """The other tabs of the page: tasks, legal documents, units and people."""
    rows = kinds.tasks(here, text) if kind == "nhiem-vu" else []
    things = {"phap-ly": kinds.legal_documents, "don-vi": kinds.units_and_people}[kind](here, text) if text and kind != "nhiem-vu" else []
    return render_template(
        "search_kinds.html", q=text, kind=kind, tasks=rows[(number - 1) * _PER_PAGE : number * _PER_PAGE], total=len(rows) or len(things), things=things, number=number,
        pages=-(-len(rows) // _PER_PAGE), link=lambda **k: _link(request.args, **k), page_link=lambda n: _link(request.args, trang=str(n)),
    )  # fmt: skip


def _feed(here: Collection, text: str, hits: Sequence[Hit]) -> Response:
    """The newest passages found, as an Atom feed (RFC 4287) that a reader program follows."""
    query = urlencode([(k, v) for k, v in request.args.items(multi=True) if k not in {"dang", "trang", "sap"}])
    body = render_template(
        "search.atom.xml", q=text, hits=[h for h in hits if h.date][:_IN_FEED], iri=here.iri, page=request.host_url + "tim-kiem?" + query,
        host=request.host_url, updated=max((h.date for h in hits), default="1970-01-01"),
    )  # fmt: skip
    return Response(body, mimetype="application/atom+xml")


@bp.get("/goi-y")
def suggestions() -> Response:
    """Suggestions for what is being typed, in the form that browsers know (OpenSearch Suggestions)."""
    text = request.args.get("q", "")[:80]
    found = collection().memo("suggester", _suggester).find(text)
    return jsonify([text, [s.label for s in found], [s.kind for s in found], [s.path for s in found]])


def _suggester(here: Collection) -> Suggester:
    items = [Suggestion(f"{r['label']} {r['title']}"[:160], "văn bản", here.path(r["doc"]), 3) for r in here.cached("documents")]
    items += [Suggestion(r["label"], "căn cứ", here.path(r["target"]), int(r["citations"])) for r in here.cached("top_bases")]
    units = {here.path(r["unit"]): r["label"] for r in here.cached("task_units")}
    items += [Suggestion(label, "đơn vị", path, 2) for path, label in units.items()]
    words = [(r["topic"].rstrip(" :.;"), int(r["tasks"])) for r in here.cached("topics") if len(r["topic"]) <= _LONGEST_PHRASE]
    items += [Suggestion(topic, "việc", "/tim-kiem?" + urlencode({"q": f'"{topic}"'}), 1 + tasks) for topic, tasks in words]
    items += [Suggestion(r["name"], "người", here.path(r["person"]), 1) for r in here.cached("people")]
    return Suggester(items)


@bp.get("/giong/<path:path>")
def similar(path: str) -> str:
    """Passages like one of a document, or like the document as its title and headings tell it: those of its agency before it in time, and others."""
    here = collection()
    held = here.record(here.iri(f"/vb/{path}"))
    if held is None:
        abort(404)
    document = held[1].document
    place = request.args.get("doan", -1, type=int)
    if not -1 <= place < len(document.blocks):
        abort(404)
    block = document.blocks[place] if place >= 0 else None
    headings = [b.content.of(document.text) for b in document.blocks if b.kind == "heading"][:_HEADINGS]
    text = block.content.of(document.text) if block else " . ".join([document.title, *headings])
    doc = f"/vb/{path}"
    earlier = here.index.similar(text, doc, document.agency or "", document.date or "", 12) if document.agency and document.date else ()
    earlier = tuple(sorted(earlier, key=lambda hit: hit.date))
    seen = {(hit.doc, hit.start) for hit in earlier}
    others = tuple(hit for hit in here.index.similar(text, doc, limit=16) if (hit.doc, hit.start) not in seen)
    return render_template("similar.html", document=document, path=doc, block=block, text=text, earlier=earlier, others=others[:8])
