"""Documents: those held, with their text, and those only cited, with who cites them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from flask import Blueprint, Response, abort, make_response, render_template, request

from corpus.akoma import to_akoma
from corpus.blocks_at import BlockFinder
from corpus.model import Block, Raw, Record, Span
from portal import negotiate, urls
from portal.grouped import links_of, problems_of, resting_on, tasks_of
from portal.here import collection
from portal.marks import shown_blocks
from portal.paging import page_of
from portal.series import series_of
from portal.tables import csv_response

bp = Blueprint("document", __name__)
_CITING = 25  # citing sentences on a page
_UNITS = 12  # units that rest on a document, shown by name
_SERIES = 4  # documents of the series shown on either side


@dataclass(slots=True)
class Citing:
    """One sentence that cites a document, with the units that own the task it stands in."""

    row: dict[str, str]
    owners: list[tuple[str, str]] = field(default_factory=list)


@bp.get("/vb/<path:path>.akn")
def akoma(path: str) -> Response:
    """A document held, as Akoma Ntoso 3.0."""
    held = collection().record(collection().iri(f"/vb/{path}"))
    if not held:
        abort(404)
    return Response(to_akoma(held[1]), mimetype="application/akn+xml")


@bp.get("/vb/<path:path>")
def show(path: str) -> str | Response:
    here = collection()
    path, suffix = negotiate.split_suffix(path)
    iri = here.iri(f"/vb/{path}")
    identity = _identity(iri)
    held = here.record(iri)
    if not held and "label" not in identity:
        abort(404)
    fmt = negotiate.wanted(suffix)
    if moved := negotiate.see_other(f"/vb/{path}", suffix, fmt):
        return moved
    if fmt == "csv":
        return _csv(iri)
    if fmt != "html":
        response = make_response(here.graph.describe(iri, fmt))
        response.headers["Content-Type"] = negotiate.MEDIA[fmt]
        response.headers["Vary"] = "Accept"
        return response
    citations = _citations_of(iri)
    citing = page_of(citations, _CITING, "dan")
    newest = _newest(citations, iri)
    drawn = newest[:_ROWS]
    said = _shown([*citing.rows, *drawn])
    planned = here.asked("planned_for", target=iri)
    validity = here.asked("validity", doc=iri)
    day = date.today().isoformat()
    resting = page_of(sorted(resting_on(here, f"/vb/{path}"), key=lambda t: (t.date_to or "9999") < day), _CITING, "nhiem-vu")
    page = dict(
        iri=iri,
        path=f"/vb/{path}",
        day=day,
        resting=resting,
        resting_units=Counter(o for t in resting_on(here, f"/vb/{path}") for o in t.owners).most_common(_UNITS),
        identity=identity,
        citing=citing,
        sentences=[said[c] for c in citing.rows if c in said],
        planned=planned,
        validity=validity,
        diagram_data=_diagram(iri, identity, [said[c] for c in drawn if c in said], len(newest), links_of(here, iri)),
    )
    if held:
        record = held[1]
        tasks = tasks_of(here, f"/vb/{path}")
        linked = [p for p in problems_of(here, iri) if p["code"] == "can-cu-het-hieu-luc"]
        before, after = series_of(here, iri)
        wanted = _wanted(record)
        html = render_template(
            "document.html", record=record, blocks=shown_blocks(record, here.iris, wanted), tasks=tasks, linked=linked, files=here.files_of(iri),
            entry=here.manifest.documents[iri], bases=_bases(record), anchors=_anchors(record), permalinks=permalinks(record.document.blocks),
            pages=_pages(held[0], record), sheet=held[0].page_of(wanted.start) if wanted else None,
            signatures=held[0].signatures,
            paragraph=held[0].paragraph_of(wanted.start) if wanted else None, marked=request.args.get("dau") != "an", earlier=before[:_SERIES], later=after[:_SERIES], **page,
        )  # fmt: skip
    else:
        html = render_template(
            "cited.html",
            relations=here.asked("relations_of", doc=iri),
            dates=here.asked("dates", doc=iri),
            predicate_label=urls.predicate_label,
            **page,
        )
    response = make_response(html)
    response.headers["Vary"] = "Accept"
    return response


def _identity(iri: str) -> dict[str, str]:
    """What the collection knows of a document; the first value stands where documents differ (the earliest date)."""
    known: dict[str, str] = {}
    for row in collection().graph.rows("identity", doc=iri):
        known.setdefault(row["field"], row["value"])
    return known


def _wanted(record: Record) -> Span | None:
    """The sentence that the address asks for ("?cau=START-END"), if it lies in the text."""
    low, _, high = request.args.get("cau", "").partition("-")
    if low.isdigit() and high.isdigit() and int(low) < int(high) <= len(record.document.text):
        return Span(int(low), int(high))
    return None


@dataclass(slots=True)
class Basis:
    """A document cited here: its path, label, relation, doubts, and where it stands."""

    path: str
    label: str
    relation: str
    modality: str
    outcome: str
    suspect: list[str]
    places: list[tuple[int, int]]


def _bases(record: Record) -> list[Basis]:
    here = collection()
    found: dict[tuple[str, str], Basis] = {}
    for c in record.citations:
        if not c.target:
            continue
        path = here.path(here.iris.document(c.target))
        basis = found.setdefault((path, c.relation), Basis(path, f"{c.doctype} {c.canonical}", c.relation, c.modality, c.outcome, [], []))
        basis.places.append((c.span.start, c.span.end))
        if c.suspect and c.suspect not in basis.suspect:
            basis.suspect.append(c.suspect)
    return sorted(found.values(), key=lambda b: b.relation)


def _anchors(record: Record) -> dict[int, list[str]]:
    """The fragments of this document's IRIs by the block in which each stands, so that every one of them leads to its place."""
    blocks = record.document.blocks
    finder = BlockFinder(blocks)
    found: dict[int, list[str]] = {block.index: [f"p{block.index}"] for block in blocks}
    for index, name in permalinks(blocks).items():
        found[index].append(name)
    for name, kinds in (("dau-van-ban", {"header", "title"}), ("cuoi-van-ban", {"tail"})):
        first = next((block.index for block in blocks if block.kind in kinds), None)
        if first is not None:
            found[first].append(name)
    for citation in record.citations:
        found[citation.block] += [citation.id, f"du-kien-{citation.id}"] if citation.modality == "planned" else [citation.id]
    for number, place in [*((n.id, n.block) for n in record.named_documents), *((t.id, t.block) for t in record.tasks)]:
        found[place].append(number)
    for count, problem in enumerate(record.problems, 1):
        block = finder.at(problem.span.start) if problem.span else None
        found[block.index if block else 0].append(f"kiem-tra-{count}")
    signer = record.document.signer
    if signer and (block := finder.at(signer.span.start)):
        found[block.index].append("chu-ky")
    return found


def _pages(raw: Raw, record: Record) -> dict[int, int]:
    """Of each block that is the first to begin on a page of the original, the page (from 1); empty where there are no pages."""
    found: dict[int, int] = {}
    last = 0
    for block in record.document.blocks:
        page = raw.page_of(block.span.start) or 0
        if page > last:
            found[block.index], last = page, page
    return found


def permalinks(blocks: Sequence[Block]) -> dict[int, str]:
    """The fragment by which people point to an item, from its printed numbers: "II > 8 > (1)" is "II.8.1"; the first of equals has it."""
    found: dict[int, str] = {}
    taken: set[str] = set()
    for block in blocks:
        name = ".".join(part.strip(" ().:") for part in block.path.split(" > ")).replace(" ", "-")
        if name and name not in taken and block.kind in {"heading", "item", "row"}:
            taken.add(name)
            found[block.index] = name
    return found


def _citing(iri: str) -> list[Citing]:
    """Every sentence that cites a document, with its owners."""
    return _told(collection().asked("cited_by", target=iri))


def _told(rows: Iterable[dict[str, str]]) -> list[Citing]:
    found: dict[str, Citing] = {}
    for row in rows:
        item = found.setdefault(row["citation"], Citing(row))
        if "owner" in row and (row["owner"], row["ownerLabel"]) not in item.owners:
            item.owners.append((row["owner"], row["ownerLabel"]))
    return list(found.values())


def _citations_of(iri: str) -> list[str]:
    """The IRIs of the citations of a document, newest document first and in reading order; what each says is asked when it is shown."""
    here = collection()
    dates = here.memo("dates_of", lambda c: {r["doc"]: r.get("date", "") for r in c.cached("documents")})

    def order(citation: str) -> tuple[str, str, int]:
        doc, _, number = citation.partition("#c")
        return dates.get(doc, ""), doc, -int(number) if number.isdigit() else 0

    return sorted((c for c in here.graph.subjects("oa:hasBody", iri) if "#c" in c), key=order, reverse=True)


def _newest(citations: Iterable[str], iri: str) -> list[str]:
    """Of each document that cites another one its first citation in the list."""
    first: dict[str, str] = {}
    for citation in citations:
        first.setdefault(citation.partition("#")[0], citation)
    return [citation for doc, citation in first.items() if doc != iri]


def _shown(citations: Sequence[str]) -> dict[str, Citing]:
    """What citations say, by their IRIs, asked at once."""
    rows = collection().graph.rows_of("citations_told", "citation", list(dict.fromkeys(citations))) if citations else []
    return {item.row["citation"]: item for item in _told(rows)}


def _csv(iri: str) -> Response:
    header = ("Văn bản dẫn", "Ngày", "Cơ quan", "Mục", "Quan hệ", "Câu", "Đơn vị chủ trì", "Cần kiểm tra")
    rows = []
    for item in _citing(iri):
        r = item.row
        rows.append(
            (
                r["docLabel"],
                r.get("docDate", ""),
                r.get("agencyLabel", ""),
                r.get("section", ""),
                r["relation"],
                r["sentence"],
                "; ".join(label for _, label in item.owners),
                r.get("suspect", ""),
            )
        )
    return csv_response("trich-dan", header, rows)


@dataclass(frozen=True, slots=True)
class Node:
    """A box of the diagram: place in pixels, words cut to fit, address and relation."""

    x: int
    y: int
    label: str
    path: str
    relation: str


@dataclass(frozen=True, slots=True)
class Diagram:
    """What a document rests on (left) and what rests on it (right), drawn on the server."""

    height: int
    centre: Node
    left: tuple[Node, ...]
    right: tuple[Node, ...]
    more: int


_ROWS, _STEP, _FIT = 8, 46, 25


def _diagram(iri: str, identity: dict[str, str], citing: Sequence[Citing], citers: int, links: Sequence[dict[str, str]]) -> Diagram:
    here = collection()
    left = {r["target"]: (r["label"], _holds(r)) for r in links if r["target"] != iri}
    right = {c.row["doc"]: (c.row["docLabel"], _holds(c.row)) for c in citing}

    def column(items: dict[str, tuple[str, str]], x: int) -> tuple[Node, ...]:
        shown = list(items.items())[:_ROWS]
        return tuple(
            Node(x, 10 + n * _STEP, _fit(label), here.path(target), relation) for n, (target, (label, relation)) in enumerate(shown)
        )

    rows = max(1, min(_ROWS, max(len(left), len(right))))
    height = rows * _STEP + 10
    centre = Node(335, height // 2 - 20, _fit(identity.get("label", "")), here.path(iri), "")
    more = max(0, len(left) - _ROWS) + max(0, citers - _ROWS)
    return Diagram(height, centre, column(left, 5), column(right, 665), more)


def _holds(row: dict[str, str]) -> str:
    """The relation of a citation where it holds; what is only planned, or another document's, is drawn as a mention."""
    return row["relation"] if row["modality"] == "effected" else "mentions"


def _fit(label: str) -> str:
    return label if len(label) <= _FIT else label[: _FIT - 1] + "…"
