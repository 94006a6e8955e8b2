"""The SPARQL endpoint (SPARQL 1.1 Protocol, read only) and its page; dumps of the graph."""

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from flask import Blueprint, Response, abort, make_response, render_template, request

from corpus.errors import CancuError
from graph.network import graphml
from graph.schema import PREFIXES
from portal.here import collection

bp = Blueprint("sparql", __name__)
_RESULTS = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
_GRAPHS = {"text/turtle": "ttl", "application/n-triples": "nt", "application/rdf+xml": "rdfxml", "application/ld+json": "jsonld"}
_NAMES = {"json": "json", "xml": "xml", "csv": "csv", "tsv": "tsv"}
_ROWS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Example:
    """A ready query: its file's name, its Vietnamese title and its text."""

    name: str
    title: str
    text: str


def examples() -> list[Example]:
    """The example queries, in order of their file names."""
    found = []
    for item in sorted(files("graph").joinpath("queries", "examples").iterdir(), key=lambda f: f.name):
        text = item.read_text(encoding="utf-8")
        found.append(Example(item.name.removesuffix(".rq"), text.splitlines()[0].lstrip("# "), text))
    return found


@bp.route("/sparql", methods=["GET", "POST", "OPTIONS"])
def endpoint() -> Response | str:
    if request.method == "OPTIONS":
        return _cors(make_response("", 204))
    query, default, named = _request()
    if _from_browser():
        return _page(query)
    if query is None:
        abort(400, "Thiếu tham số query.")
    fmt = _NAMES.get(request.values.get("format", "")) or _RESULTS.get(request.accept_mimetypes.best_match(list(_RESULTS)) or "", "json")
    graph_format = _GRAPHS.get(request.accept_mimetypes.best_match(list(_GRAPHS)) or "", "ttl")
    answer = collection().queries.run(query, fmt, graph_format, default, named)
    response = make_response(answer.body)
    response.headers["Content-Type"] = answer.media_type
    response.headers["Vary"] = "Accept"
    if "format" in request.values:
        response.headers["Content-Disposition"] = f'attachment; filename="ket-qua.{fmt if answer.kind != "graph" else graph_format}"'
    return _cors(response)


def _from_browser() -> bool:
    """Whether a page is wanted: "text/html" is asked for by name, as browsers do and programs do not."""
    asked = any(media == "text/html" for media, _ in request.accept_mimetypes)
    best = request.accept_mimetypes.best_match(["text/html", *_RESULTS, *_GRAPHS])
    return asked and best == "text/html" and "format" not in request.values


def _cors(response: Response) -> Response:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type"
    response.headers["Access-Control-Allow-Methods"] = "GET, POST"
    return response


def _request() -> tuple[str | None, tuple[str, ...], tuple[str, ...]]:
    """Query and data set of a request, by the three ways of the protocol."""
    values: Any = request.args
    query = request.args.get("query")
    if request.method == "POST":
        kind = request.mimetype
        if kind == "application/sparql-query":
            query = request.get_data(as_text=True)
        elif kind in {"application/x-www-form-urlencoded", "multipart/form-data"}:
            values = request.values
            query = request.form.get("query", query)
            if "update" in request.form:
                abort(403, "Cổng chỉ nhận truy vấn đọc.")
        else:
            abort(415, "Dùng application/sparql-query hoặc application/x-www-form-urlencoded.")
    return query, tuple(values.getlist("default-graph-uri")), tuple(values.getlist("named-graph-uri"))


def _page(query: str | None) -> str:
    listed = examples()
    rows, names, error, total = [], [], None, 0
    text = None
    if query is not None and query.strip():
        try:
            answer = collection().queries.run(query, "json", "ttl")
            if answer.kind == "graph":
                text = answer.body.decode()
            else:
                decoded = json.loads(answer.body)
                if "boolean" in decoded:
                    text = "đúng" if decoded["boolean"] else "sai"
                else:
                    names = decoded["head"]["vars"]
                    bindings = decoded["results"]["bindings"]
                    total, rows = len(bindings), bindings[:_ROWS_SHOWN]
        except CancuError as failure:
            error = failure
    return render_template(
        "sparql.html",
        query=query or listed[0].text,
        examples=listed,
        names=names,
        rows=rows,
        total=total,
        error=error,
        text=text,
        asked=query is not None,
        prefixes=PREFIXES,
    )


@bp.get("/kho.<fmt>")
def dump(fmt: str) -> Response:
    """The whole graph."""
    media = {"nq": "application/n-quads", "trig": "application/trig", "ttl": "text/turtle", "graphml": "application/graphml+xml"}
    if fmt not in media:
        abort(404)
    here = collection()
    response = make_response(graphml(here.graph) if fmt == "graphml" else here.graph.dump(fmt))
    response.headers["Content-Type"] = media[fmt]
    response.headers["Content-Disposition"] = f'attachment; filename="can-cu.{fmt}"'
    return response
