"""Units, agencies, people, places, documents known by title."""

from collections import Counter
from datetime import date

from flask import Blueprint, Response, abort, make_response, redirect, render_template

from index.model import STATUSES
from portal import negotiate
from portal.charts import timeline
from portal.collection import Collection
from portal.grouped import helped_by, led_by, supervised_by
from portal.here import collection
from portal.paging import page_of
from portal.register import HEADER, TaskRow, cells, register
from portal.tables import csv_response

bp = Blueprint("entity", __name__)
_LISTED = 100


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
    """The earliest deadline first, so what is longest past leads; then those without a day."""
    return sorted(tasks, key=lambda t: (not t.date_to, t.date_to, t.doc_date))


def _siblings(here: Collection, agency: str, own: str) -> list[tuple[str, str, int]]:
    """The units of an agency as (IRI, name, tasks led), for its tree; none where the page is of a body outside any."""
    led = here.memo("tasks_led", lambda c: Counter(o.path for t in register(c) for o in t.owners))
    units = {r["unit"]: r["label"] for r in here.asked("agency_units", agency=agency)}
    return [(iri, label, led[here.path(iri)]) for iri, label in units.items()]


def _first_and_last(seen: list[tuple[str, str, str, str]]) -> list[tuple[str, tuple[str, str, str], tuple[str, str, str], int]]:
    """Each printed name with the first and the last document (date, IRI, label) that prints it, and how many do: what changed over time."""
    by_name: dict[str, list[tuple[str, str, str]]] = {}
    for when, doc, label, name in seen:
        by_name.setdefault(name, []).append((when, doc, label))
    return [(name, places[0], places[-1], len(places)) for name, places in by_name.items()]


@bp.get("/to-chuc/<path:path>")
def organisation(path: str) -> Response:
    here = collection()
    path, suffix = negotiate.split_suffix(path)
    fmt, iri = negotiate.wanted(suffix), here.iri(f"/to-chuc/{path}")
    rows = here.asked("organisation", unit=iri)
    if not rows:
        abort(404)
    if fmt in {"html", "csv"} and (meant := here.asked("abbreviated", unit=iri)):
        return redirect(f"{here.path(meant[0]['full'])}{'.csv' if fmt == 'csv' else ''}", 303)  # type: ignore[return-value]
    short = here.asked("abbreviated", full=iri)
    for other in short:
        rows += here.asked("organisation", unit=other["unit"])
    here_path = f"/to-chuc/{path}"
    if moved := negotiate.see_other(here_path, suffix, fmt):
        return moved
    if fmt not in {"html", "csv"}:
        return _rdf(iri, fmt)
    owned = _by_deadline(led_by(here, here_path))
    helped = _by_deadline(helped_by(here, here_path))
    if fmt == "csv":
        return csv_response("nhiem-vu-don-vi", HEADER, [cells(t) for t in owned])
    first = next((r for r in rows if "agency" in r), rows[0])
    label = here.asked("name", entity=iri)[0]["label"]
    variants = sorted({r["alt"] for r in rows if "alt" in r} | {r["label"] for r in rows} - {label})
    documents = list(
        {r["doc"]: r for one in (iri, *(other["unit"] for other in short)) for r in here.asked("mentions_of", entity=one)}.values()
    )
    issued = here.asked("agency_documents", agency=iri)
    bases = list({b.path: b for t in owned for b in t.bases}.values())
    day = date.today().isoformat()
    standing = Counter(t.status(day) for t in owned)
    seen = sorted(
        {(r["date"], r["doc"], r["docLabel"], name) for r in rows if "date" in r for name in (r["label"], r.get("alt", "")) if name}
    )
    return _page(render_template(
        "organisation.html", iri=iri, path=here_path, label=label, first=first, variants=variants, owned=owned, helped=helped, shown=page_of(owned, _LISTED), assisting=page_of(helped, _LISTED, "phoi-hop"),
        documents=documents, issued=issued, bases=bases, years=_by_year(owned), short=short, line=timeline(owned, day), day=day, names_seen=_first_and_last(seen),
        standing={status: standing[status] for status in STATUSES}, siblings=_siblings(here, first.get("agency", iri), iri),
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
    rows = here.asked("person", person=iri)
    if not rows:
        abort(404)
    if moved := negotiate.see_other(f"/nguoi/{path}", suffix, fmt):
        return moved
    supervised = _by_deadline(supervised_by(here, f"/nguoi/{path}"))
    if fmt == "csv":
        return csv_response("nhiem-vu-chi-dao", HEADER, [cells(t) for t in supervised])
    if fmt != "html":
        return _rdf(iri, fmt)
    posts = list({(r["post"], r["doc"]): r for r in rows if "post" in r}.values())
    variants = sorted({r["alt"] for r in rows if "alt" in r})
    return _page(render_template(
        "person.html", iri=iri, path=f"/nguoi/{path}", name=rows[0]["name"], posts=posts, variants=variants, supervised=supervised,
        signed=here.asked("signed_by", person=iri), documents=here.asked("mentions_of", entity=iri),
    ))  # fmt: skip


@bp.get("/ten/<path:path>", defaults={"room": "ten"})
@bp.get("/tieu-chuan/<path:path>", defaults={"room": "tieu-chuan"})
def titled(path: str, room: str) -> Response:
    here = collection()
    path, suffix = negotiate.split_suffix(path)
    fmt, iri = negotiate.wanted(suffix), here.iri(f"/{room}/{path}")
    rows = here.asked("title_mentions", body=iri)
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
    return _page(render_template("documents.html", listed=page_of(documents, _LISTED), options={}, chosen={"tinh": label}))


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
    return _page(
        render_template(
            "documents.html", listed=page_of([r for r in rows if room != "loai" or r.get("type") == iri], _LISTED), options={}, chosen={}
        )
    )
