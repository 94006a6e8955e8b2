"""The process that runs one analyst's query after another, away from the web process.

Reads length-prefixed JSON requests on standard input and answers on standard output; it is killed when it overruns.
"""

import csv
import io
import json
import struct
import sys
from itertools import islice
from pathlib import Path
from typing import IO, Any

from pyoxigraph import NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat, Store, serialize

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
    except (OSError, RuntimeError) as error:
        return {"error": "engine", "message": str(error)}, b""
    limit = int(request.get("rows") or sys.maxsize - 1)
    if isinstance(answer, QueryTriples):
        triples = list(islice(answer, limit + 1))
        body = serialize(triples[:limit], format=GRAPHS[request["graph_format"]], prefixes=PREFIXES) or b""
        return {"kind": "graph", "truncated": len(triples) > limit}, body
    assert isinstance(answer, QueryBoolean | QuerySolutions)
    fmt = request["format"]
    if isinstance(answer, QueryBoolean):
        plain = b"true" if bool(answer) else b"false"
        return {"kind": "boolean"}, plain if fmt in {"csv", "tsv"} else answer.serialize(format=RESULTS[fmt]) or b""
    body, truncated = cut(answer.serialize(format=RESULTS[fmt]) or b"", fmt, limit)
    return {"kind": "rows", "truncated": truncated}, body


def cut(body: bytes, fmt: str, limit: int) -> tuple[bytes, bool]:
    """The first rows of a serialised answer, and whether others were left out; most answers are too short to look into."""
    if len(body) <= _SHORTEST_ROW[fmt] * limit:
        return body, False
    if fmt == "json":
        answer = json.loads(body)
        rows = answer["results"]["bindings"]
        answer["results"]["bindings"] = rows[:limit]
        return (json.dumps(answer, ensure_ascii=False).encode(), True) if len(rows) > limit else (body, False)
    if fmt == "xml":
        pieces = body.split(b"</result>", limit + 1)
        return (b"</result>".join(pieces[:limit]) + b"</result></results></sparql>", True) if len(pieces) > limit + 1 else (body, False)
    if fmt == "tsv":  # a line break inside a value is escaped
        lines = body.split(b"\n", limit + 1)
        return (b"\n".join(lines[: limit + 1]) + b"\n", True) if len(lines) > limit + 1 and lines[-1] else (body, False)
    table = list(islice(csv.reader(io.StringIO(body.decode("utf-8"), newline="")), limit + 2))
    if len(table) < limit + 2:
        return body, False
    out = io.StringIO(newline="")
    csv.writer(out).writerows(table[: limit + 1])
    return out.getvalue().encode(), True


# bytes that a row takes at least, where it binds anything: below this many in all, no answer can have too many rows
_SHORTEST_ROW = {"json": 30, "xml": 40, "csv": 2, "tsv": 2}


def main() -> None:
    """Serves requests until the input ends."""
    store = Store.read_only(str(Path(sys.argv[1])))
    send(sys.stdout.buffer, {"ready": True})
    while (message := receive(sys.stdin.buffer)) is not None:
        header, body = run(store, message[0])
        send(sys.stdout.buffer, header, body)


if __name__ == "__main__":
    main()
