"""The process that runs one analyst's query after another, away from the web process.

Reads length-prefixed JSON requests on standard input and answers on standard output; it is killed when it overruns.
"""

import json
import struct
import sys
from pathlib import Path
from typing import IO, Any

from pyoxigraph import NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat, Store

from .schema import PREFIXES

RESULTS = {"json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML, "csv": QueryResultsFormat.CSV, "tsv": QueryResultsFormat.TSV}
GRAPHS = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "rdfxml": RdfFormat.RDF_XML, "jsonld": RdfFormat.JSON_LD}


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
    """The answer of one request: header (kind, truncated) and body, or an error header."""
    options: dict[str, Any] = {}
    if request.get("default") or request.get("named"):
        # a data set given with the request is the whole of it: what is not named in it is empty (SPARQL 1.1 Protocol, 2.1.4)
        options["default_graph"] = [NamedNode(g) for g in request.get("default", ())]
        options["named_graphs"] = [NamedNode(g) for g in request.get("named", ())]
    try:
        answer = store.query(request["query"], prefixes=PREFIXES, **options)
    except (SyntaxError, ValueError) as error:
        return {"error": "syntax", "message": str(error)}, b""
    except OSError as error:
        return {"error": "engine", "message": str(error)}, b""
    if isinstance(answer, QueryTriples):
        return {"kind": "graph"}, answer.serialize(format=GRAPHS[request["graph_format"]]) or b""
    assert isinstance(answer, QueryBoolean | QuerySolutions)
    fmt = request["format"]
    if isinstance(answer, QueryBoolean) and fmt in {"csv", "tsv"}:
        return {"kind": "boolean"}, (b"true" if bool(answer) else b"false")
    return {"kind": "boolean" if isinstance(answer, QueryBoolean) else "rows"}, answer.serialize(format=RESULTS[fmt]) or b""


def main() -> None:
    """Serves requests until the input ends."""
    store = Store.read_only(str(Path(sys.argv[1])))
    send(sys.stdout.buffer, {"ready": True})
    while (message := receive(sys.stdin.buffer)) is not None:
        header, body = run(store, message[0])
        send(sys.stdout.buffer, header, body)


if __name__ == "__main__":
    main()
