"""The SPARQL endpoint (SPARQL 1.1 Protocol, read only) and its page; dumps of the graph."""

import hashlib
import json
import re
import threading
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from urllib.parse import parse_qs

from flask import Blueprint, Response, abort, jsonify, make_response, render_template, request, send_file

from corpus.errors import CancuError
from graph.description import dataset_description, jsonld_context, service_description
from graph.network import citation_network, export
from graph.ontology import ontology
from graph.schema import NAMESPACE, PREFIXES, TERMS
from graph.sparql import GRAPH_TYPES, RESULT_TYPES
from portal import negotiate
from portal.errors import status_of
from portal.files import write_atomically
from portal.here import collection
from portal.policy import POLICY

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
_MOST_FIELDS = 200
_ROWS_SHOWN, _LINES_SHOWN, _LONGEST_LINE = 200, 2_000, 2_000


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
def endpoint() -> Response:
    if request.method == "OPTIONS":
        return make_response("", 204)
    asked = _request()
    if _from_browser():
        return _page(asked)
    if asked.query is None:
        if request.method in {"GET", "HEAD"} and not request.args:
            return _description()
        abort(400, "Thiếu tham số query.")
    fmt, graph_format = _formats(asked.fmt)
    answer = collection().queries.run(asked.query, fmt or "json", graph_format or "ttl", asked.default, asked.named)
    if (graph_format if answer.kind == "graph" else fmt) is None:
        abort(406, f"Câu trả lời có ở các dạng: {', '.join(_GRAPHS if answer.kind == 'graph' else _RESULTS)}.")
    response = make_response(answer.body)
    response.headers["Content-Type"] = answer.media_type
    if answer.truncated:
        response.headers["X-Cancu-Truncated"] = str(answer.rows)
    if asked.fmt:
        cut = "-bi-cat" if answer.truncated else ""
        response.headers["Content-Disposition"] = f'attachment; filename="ket-qua{cut}.{graph_format if answer.kind == "graph" else fmt}"'
    return response


def _formats(name: str) -> tuple[str | None, str | None]:
    """The format of rows and that of graphs that a request wants; None where it takes none of ours (RFC 9110, 12.5.1)."""
    if name:
        return (name if name in RESULT_TYPES else "json"), (name if name in GRAPH_TYPES else "ttl")
    fmt, graph_format = negotiate.best(list(_RESULTS)), negotiate.best(list(_GRAPHS))
    return _RESULTS.get(fmt or ""), _GRAPHS.get(graph_format or "")


def _description() -> Response:
    """The service description, which the protocol asks for at the endpoint's bare address."""
    here = collection()
    media = negotiate.best(list(_GRAPHS)) or "text/turtle"
    response = make_response(service_description(here.iris, here.manifest.counts, _GRAPHS[media]))
    response.headers["Content-Type"] = media
    return response


def _from_browser() -> bool:
    """Whether a page is wanted: "text/html" is asked for by name, as browsers do and programs do not."""
    asked = any(media == "text/html" for media, _ in request.accept_mimetypes)
    return asked and negotiate.best(["text/html", *_RESULTS, *_GRAPHS]) == "text/html" and "format" not in request.values


@bp.after_request
def varies(response: Response) -> Response:
    """What an address answers depends on what is asked for; browsers' scripts from other places may read it (CORS)."""
    response.headers["Vary"] = "Accept"
    return response


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request of the protocol asks: query, data set, format by name."""

    query: str | None
    default: tuple[str, ...]
    named: tuple[str, ...]
    fmt: str


def _request() -> Asked:
    """A request by the three ways of the protocol (SPARQL 1.1 Protocol, 2.1); anything else is refused with its reason."""
    values = _parameters(request.query_string)
    if request.method == "POST":
        charset = request.mimetype_params.get("charset", "utf-8").lower()
        if charset not in {"utf-8", "utf8"}:
            abort(415, "Chỉ nhận UTF-8.")
        if request.mimetype == "application/sparql-query":
            try:
                values["query"] = [*values.get("query", ()), request.get_data().decode("utf-8")]
            except UnicodeDecodeError as error:
                abort(400, f"Câu truy vấn không phải UTF-8: byte thứ {error.start}.")
        elif request.mimetype == "application/x-www-form-urlencoded":
            for name, more in _parameters(request.get_data()).items():
                values.setdefault(name, []).extend(more)
        elif request.mimetype == "application/sparql-update":
            abort(403, "Cổng chỉ nhận truy vấn đọc.")
        else:
            abort(415, "Dùng application/sparql-query hoặc application/x-www-form-urlencoded.")
    if "update" in values:
        abort(403, "Cổng chỉ nhận truy vấn đọc.")
    queries = values.get("query", [])
    if len(queries) > 1:
        abort(400, "Mỗi lần chỉ một câu truy vấn.")
    default, named = (tuple(values.get(f"{kind}-graph-uri", ())) for kind in ("default", "named"))
    for iri in (*default, *named):
        if not re.fullmatch(r"[A-Za-z][\w+.-]*:[^\s<>\"{}|\\^`]*", iri):
            abort(400, f"'{iri}' không phải là IRI.")
    return Asked(queries[0] if queries else None, default, named, (values.get("format") or [""])[0])


def _parameters(encoded: bytes) -> dict[str, list[str]]:
    try:
        return parse_qs(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except (UnicodeDecodeError, ValueError):
        abort(400, f"Tham số không đọc được: không phải UTF-8, hoặc nhiều hơn {_MOST_FIELDS}.")


def _page(asked: Asked) -> Response:
    """The form, and the first rows of an answer; a failure has the status that it has for programs."""
    listed = examples()
    answer, failure, names, rows, text = None, None, [], [], None
    if asked.query is not None and asked.query.strip():
        try:
            answer = collection().queries.run(asked.query, "json", "ttl", asked.default, asked.named, keep=_ROWS_SHOWN)
        except CancuError as error:
            failure = error
    if answer and answer.kind == "graph":
        lines = answer.body.decode().splitlines()
        text = "\n".join(line[:_LONGEST_LINE] for line in lines[:_LINES_SHOWN])
    elif answer:
        decoded = json.loads(answer.body)
        text = {True: "đúng", False: "sai"}.get(decoded.get("boolean"))
        names, rows = decoded["head"].get("vars", []), decoded.get("results", {}).get("bindings", [])
    page = render_template(
        "sparql.html", query=asked.query or listed[0].text, examples=listed, names=names, rows=rows, total=answer.rows if answer else 0,
        truncated=bool(answer and answer.truncated), error=failure, text=text, asked=asked.query is not None, prefixes=PREFIXES,
    )  # fmt: skip
    response = make_response(page, status_of(failure) if failure else 200)
    # the editor sets styles on what it draws; scripts stay ours alone
    response.headers["Content-Security-Policy"] = f"{POLICY}; style-src 'self' 'unsafe-inline'"
    return response


_DUMPS = {
    "nq": "application/n-quads", "trig": "application/trig", "ttl": "text/turtle", "jsonld": "application/ld+json",
    "graphml": "application/graphml+xml", "gexf": "application/gexf+xml",
}  # fmt: skip


@bp.get("/kho.<fmt>")
def dump(fmt: str) -> Response:
    """The whole graph, or the citation network."""
    if fmt not in _DUMPS:
        abort(404)
    made, digest = _dumped(fmt)
    response = send_file(made, mimetype=_DUMPS[fmt], as_attachment=True, download_name=f"can-cu.{fmt}", etag=digest)
    response.headers["Content-Type"] = _DUMPS[fmt]
    return response


@bp.get("/kho.<fmt>.sha256")
def checksum(fmt: str) -> Response:
    """The SHA-256 of a dump, in the form that `sha256sum -c` reads."""
    if fmt not in _DUMPS:
        abort(404)
    response = make_response(f"{_dumped(fmt)[1]}  can-cu.{fmt}\n")
    response.headers["Content-Type"] = "text/plain; charset=utf-8"
    return response


_MAKING = threading.Lock()


def _dumped(fmt: str) -> tuple[Path, str]:
    """The file of a dump and its SHA-256, made at the first request of a state and kept as long as the state is."""
    here = collection()
    made = here.data.state(here.name) / f"dump.{fmt}"
    noted = made.with_suffix(f".{fmt}.sha256")
    with _MAKING:
        if not noted.exists():
            body = (
                export(here.memo("network", lambda c: citation_network(c.graph)), fmt)
                if fmt in {"graphml", "gexf"}
                else here.graph.dump(fmt)
            )
            write_atomically(made, body)
            write_atomically(noted, hashlib.sha256(body).hexdigest().encode())
    return made, noted.read_text()


@bp.get("/kho", defaults={"suffix": ""})
@bp.get("/kho/mo-ta<suffix>")
@bp.get("/.well-known/void", defaults={"suffix": ".ttl"})
def description(suffix: str) -> Response:
    """The collection as a VoID and DCAT data set."""
    here = collection()
    fmt = {".jsonld": "jsonld", ".nt": "nt", ".rdf": "rdfxml", ".ttl": "ttl"}.get(suffix) or _GRAPHS[
        negotiate.best(list(_GRAPHS)) or "text/turtle"
    ]
    response = make_response(dataset_description(here.iris, here.manifest.counts, fmt))
    response.headers["Content-Type"] = next(media for media, name in _GRAPHS.items() if name == fmt)
    response.headers["Vary"] = "Accept"
    return response


@bp.get("/kho/mo-ta")
def described() -> Response:
    return description("")


@bp.get("/ngu-canh.jsonld")
def context() -> Response:
    """The JSON-LD context of our terms."""
    response = make_response(json.dumps(jsonld_context(), ensure_ascii=False, indent=1))
    response.headers["Content-Type"] = "application/ld+json"
    return response


@bp.get("/tu-vung")
def vocabulary_page() -> Response:
    """The terms of our own, for people; as Turtle where that is asked for."""
    fmt = negotiate.wanted(None)
    if fmt == "ttl":
        return ontology_file()
    if fmt in {"jsonld", "nt", "xml"}:
        response = make_response(ontology().serialize(format={"jsonld": "json-ld", "xml": "pretty-xml"}.get(fmt, fmt), encoding="utf-8"))
        response.headers["Content-Type"] = negotiate.MEDIA[fmt]
        return response
    response = make_response(render_template("ontology.html", terms=TERMS, prefixes=PREFIXES, namespace=NAMESPACE))
    response.headers["Vary"] = "Accept"
    return response


@bp.get("/tu-vung/goi-y.json")
def completions() -> Response:
    """What the editor completes: the classes and properties in use, and our prefixes."""
    terms: dict[str, list[str]] = {"class": [], "property": []}
    for row in collection().cached("used_terms"):
        terms[row["kind"]].append(row["term"])
    return jsonify({"classes": terms["class"], "properties": terms["property"], "prefixes": PREFIXES})


@bp.get("/tu-vung.ttl")
def ontology_file() -> Response:
    response = make_response(files("graph").joinpath("ontology.ttl").read_bytes())
    response.headers["Content-Type"] = "text/turtle; charset=utf-8"
    response.headers["Vary"] = "Accept"
    return response
