"""Units, agencies, people, places, documents known by title."""

from flask import Blueprint, Response, abort, make_response, redirect, render_template

from portal import negotiate
from portal.here import collection
from portal.register import HEADER, TaskRow, cells, register
from portal.tables import csv_response

bp = Blueprint("entity", __name__)


def _rdf(iri: str, fmt: str) -> Response:
    response = make_response(collection().graph.describe(iri, fmt))
    response.headers["Content-Type"] = negotiate.MEDIA[fmt]
    response.headers["Vary"] = "Accept"
    return response


def _page(html: str) -> Response:
    response = make_response(html)
    response.headers["Vary"] = "Accept"
    return response


def _by_deadline(tasks: list[TaskRow]) -> list[TaskRow]:
    return sorted(tasks, key=lambda t: (not t.date_to, t.date_to, t.doc_date))


@bp.get("/to-chuc/<path:path>")
def organisation(path: str) -> Response:
    here = collection()
    path, suffix = negotiate.split_suffix(path)
    fmt, iri = negotiate.wanted(suffix), here.iri(f"/to-chuc/{path}")
    rows = here.graph.rows("organisation", unit=iri)
    if not rows:
        abort(404)
    here_path = f"/to-chuc/{path}"
    if moved := negotiate.see_other(here_path, suffix, fmt):
        return moved
    if fmt not in {"html", "csv"}:
        return _rdf(iri, fmt)
    owned = _by_deadline([t for t in register(here) if any(o.path == here_path for o in t.owners)])
    helped = _by_deadline([t for t in register(here) if any(o.path == here_path for o in t.partners)])
    if fmt == "csv":
        return csv_response("nhiem-vu-don-vi", HEADER, [cells(t) for t in owned])
    first = next((r for r in rows if "agency" in r), rows[0])
    label = here.graph.rows("name", entity=iri)[0]["label"]
    variants = sorted({r["alt"] for r in rows if "alt" in r} | {r["label"] for r in rows} - {label})
    units = [r for r in here.graph.rows("agency_units", agency=iri) if r["label"] != label]
    documents = here.graph.rows("mentions_of", entity=iri)
    issued = here.graph.rows("agency_documents", agency=iri)
    bases = list({b.path: b for t in owned for b in t.bases}.values())
    return _page(render_template(
        "organisation.html", iri=iri, path=here_path, label=label, first=first, variants=variants, units=units, owned=owned, helped=helped,
        documents=documents, issued=issued, bases=bases, years=_by_year(owned),
    ))  # fmt: skip


def _by_year(tasks: list[TaskRow]) -> list[tuple[str, int]]:
    """Tasks counted by the year of their document."""
    years: dict[str, int] = {}
    for task in tasks:
        years[task.doc_date[:4] or "chưa rõ"] = years.get(task.doc_date[:4] or "chưa rõ", 0) + 1
    return sorted(years.items())


@bp.get("/nguoi/<path:path>")
def person(path: str) -> Response:
    here = collection()
    path, suffix = negotiate.split_suffix(path)
    fmt, iri = negotiate.wanted(suffix), here.iri(f"/nguoi/{path}")
    rows = here.graph.rows("person", person=iri)
    if not rows:
        abort(404)
    if moved := negotiate.see_other(f"/nguoi/{path}", suffix, fmt):
        return moved
    supervised = _by_deadline([t for t in register(here) if t.leader and t.leader.path == f"/nguoi/{path}"])
    if fmt == "csv":
        return csv_response("nhiem-vu-chi-dao", HEADER, [cells(t) for t in supervised])
    if fmt != "html":
        return _rdf(iri, fmt)
    posts = list({(r["post"], r["doc"]): r for r in rows if "post" in r}.values())
    variants = sorted({r["alt"] for r in rows if "alt" in r})
    return _page(render_template(
        "person.html", iri=iri, path=f"/nguoi/{path}", name=rows[0]["name"], posts=posts, variants=variants, supervised=supervised,
        signed=here.graph.rows("signed_by", person=iri), documents=here.graph.rows("mentions_of", entity=iri),
    ))  # fmt: skip


@bp.get("/ten/<path:path>", defaults={"room": "ten"})
@bp.get("/tieu-chuan/<path:path>", defaults={"room": "tieu-chuan"})
def titled(path: str, room: str) -> Response:
    here = collection()
    path, suffix = negotiate.split_suffix(path)
    fmt, iri = negotiate.wanted(suffix), here.iri(f"/{room}/{path}")
    rows = here.graph.rows("title_mentions", body=iri)
    if not rows:
        abort(404)
    if moved := negotiate.see_other(f"/{room}/{path}", suffix, fmt):
        return moved
    if fmt == "csv":
        return csv_response("nhac-ten", ("Văn bản", "Nguyên văn"), [(r["docLabel"], r["quote"]) for r in rows])
    if fmt != "html":
        return _rdf(iri, fmt)
    return _page(
        render_template(
            "titled.html", iri=iri, path=f"/{room}/{path}", label=rows[0]["label"], rows=list({r["mention"]: r for r in rows}.values())
        )
    )


@bp.get("/dia-phuong/<name>")
def place(name: str) -> Response:
    here = collection()
    name, suffix = negotiate.split_suffix(name)
    fmt, iri = negotiate.wanted(suffix), here.iri(f"/dia-phuong/{name}")
    if not here.graph.exists(iri):
        abort(404)
    if moved := negotiate.see_other(f"/dia-phuong/{name}", suffix, fmt):
        return moved
    if fmt not in {"html", "csv"}:
        return _rdf(iri, fmt)
    label = next((r["province"] for r in here.cached("documents") if r.get("province") and here.iris.province(r["province"]) == iri), name)
    documents = [r for r in here.cached("documents") if r.get("province") == label]
    return _page(render_template("documents.html", rows=documents, options={}, chosen={"tinh": label}))


@bp.get("/do-thi/tham-chieu")
def derived() -> Response:
    """What follows from all documents together: a graph of its own, told of on the page of terms."""
    here = collection()
    fmt = negotiate.wanted(None)
    if fmt not in {"html", "csv"}:
        return _rdf(here.iris.reference_graph, fmt)
    response = redirect("/tu-vung", 303)
    response.headers["Vary"] = "Accept"
    return response  # type: ignore[return-value]


@bp.get("/loai/<name>", defaults={"room": "loai"})
@bp.get("/trich-xuat/<name>", defaults={"room": "trich-xuat"})
def reference(name: str, room: str) -> Response:
    """Kinds of documents and extraction runs: what else the graph points to."""
    here = collection()
    name, suffix = negotiate.split_suffix(name)
    fmt, iri = negotiate.wanted(suffix), here.iri(f"/{room}/{name}")
    if not here.graph.exists(iri):
        abort(404)
    if moved := negotiate.see_other(f"/{room}/{name}", suffix, fmt):
        return moved
    if fmt not in {"html", "csv"}:
        return _rdf(iri, fmt)
    rows = here.cached("documents")
    return _page(render_template("documents.html", rows=[r for r in rows if room != "loai" or r.get("type") == iri], options={}, chosen={}))
