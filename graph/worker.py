"""The process that runs one analyst's query after another, away from the web process.

Reads length-prefixed JSON requests on standard input and answers on standard output; it is killed when it overruns, ends when its
parent does, and can open no connection (`sandbox.py`).
"""

import json
import re
import struct
import sys
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import IO, Any

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from . import sandbox
from .answers import Enough, Sink, clipped, cut
from .schema import PREFIXES

RESULTS = {"json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML, "csv": QueryResultsFormat.CSV, "tsv": QueryResultsFormat.TSV}
GRAPHS = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "rdfxml": RdfFormat.RDF_XML, "jsonld": RdfFormat.JSON_LD}
_FROM = re.compile(r"(?<![\w:?$-])FROM\s+(?P<named>NAMED\s+)?<(?P<iri>[^<>\"{}|^`\\\s]+)>", re.IGNORECASE)
_ABSOLUTE = re.compile(r"[A-Za-z][\w+.-]*:")
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def send(stream: IO[bytes], header: dict[str, Any], body: bytes = b"") -> None:
    """Writes a message: two lengths, a JSON header, a body."""
    head = json.dumps(header).encode()
    stream.write(struct.pack(">II", len(head), len(body)) + head + body)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """Reads a message, or None at the end of the stream."""
    sizes = stream.read(8)
    if len(sizes) < 8:
        return None
    head, body = struct.unpack(">II", sizes)
    return json.loads(stream.read(head)), stream.read(body)


def run(store: Store, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """The answer of one request: header (kind, rows, truncated) and body, or an error header."""
    try:
        store, options = _dataset(store, request)
        answer = store.query(request["query"], prefixes=PREFIXES, **options)
        if isinstance(answer, QueryTriples):
            return _graph(answer, request)
        assert isinstance(answer, QueryBoolean | QuerySolutions)
        if isinstance(answer, QueryBoolean):
            plain = b"true" if bool(answer) else b"false"
            fmt = request["format"]
            return {"kind": "boolean"}, plain if fmt in {"csv", "tsv"} else answer.serialize(format=RESULTS[fmt]) or b""
        return _rows(answer, request)
    except (SyntaxError, ValueError) as error:
        return {"error": "syntax", "message": str(error)}, b""
    except (OSError, RuntimeError) as error:
        return {"error": "engine", "message": str(error)}, b""


def _dataset(store: Store, request: dict[str, Any]) -> tuple[Store, dict[str, Any]]:
    """The data set of the protocol, else of the query (SPARQL 1.1 Protocol, 2.1.4): what is not named in it is empty.

    Several default graphs are merged, a triple of two of them counting once (SPARQL 1.1 Query, 13.2.1); the engine would count it twice.
    """
    default, named = list(request.get("default", ())), list(request.get("named", ()))
    given = bool(default or named)
    if not given:
        asked = list(_FROM.finditer(request["query"]))
        default = [match["iri"] for match in asked if not match["named"]]
        named = [match["iri"] for match in asked if match["named"]]
        if not all(_ABSOLUTE.match(iri) for iri in (*default, *named)):
            return store, {}  # relative to the query's BASE: left to the engine
    if len(default) > 1:
        merged = Store()
        for iri in default:
            merged.extend(
                Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in store.quads_for_pattern(None, None, None, NamedNode(iri))
            )
        for iri in named:
            merged.extend(store.quads_for_pattern(None, None, None, NamedNode(iri)))
        return merged, {"default_graph": DefaultGraph(), "named_graphs": [NamedNode(iri) for iri in named]}
    if given:
        return store, {"default_graph": [NamedNode(iri) for iri in default], "named_graphs": [NamedNode(iri) for iri in named]}
    return store, {}


def _graph(answer: QueryTriples, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    limit, fmt = int(request["rows"]), request["graph_format"]
    triples = list(islice(answer, limit + 1))
    truncated = len(triples) > limit
    try:
        body = serialize(triples[:limit], format=GRAPHS[fmt], prefixes=PREFIXES) or b""
    except (ValueError, OSError) as error:
        return {"error": "format", "message": str(error)}, b""
    if len(body) > request["size"]:
        return {"error": "size", "message": f"{len(body)} bytes"}, b""
    if fmt == "rdfxml" and _NO_CHARACTER.search(body.decode()):
        return {"error": "format", "message": "XML has no way to write a control character"}, b""
    return {"kind": "graph", "rows": min(len(triples), limit), "truncated": truncated}, body


def _rows(answer: QuerySolutions, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    fmt, limit, keep = request["format"], int(request["rows"]), request.get("keep")
    sink = Sink(fmt, limit, int(request["size"]), keep)
    with suppress(Enough):
        answer.serialize(sink, format=RESULTS[fmt])  # type: ignore[arg-type]
    body, counted = sink.body, max(0, sink.rows)
    if sink.full or (keep is not None and counted > keep):
        body, kept = cut(body, fmt, limit if keep is None else keep)
        if not kept or (kept == 1 and len(body) > request["size"]):
            return {"error": "size", "message": "one row"}, b""
        counted = min(counted, limit) if keep is not None else kept
    if fmt == "xml" and _NO_CHARACTER.search(body.decode()):
        return {"error": "format", "message": "XML has no way to write a control character"}, b""
    if keep is not None:
        body = clipped(body)
    return {"kind": "rows", "rows": counted, "truncated": sink.full}, body


def main() -> None:
    """Serves requests until the input ends."""
    sandbox.end_with_parent()
    confined = sandbox.forbid_network()
    store = Store.read_only(str(Path(sys.argv[1])))
    send(sys.stdout.buffer, {"ready": True, "confined": confined})
    while (message := receive(sys.stdin.buffer)) is not None:
        header, body = run(store, message[0])
        send(sys.stdout.buffer, header, body)


if __name__ == "__main__":
    main()
