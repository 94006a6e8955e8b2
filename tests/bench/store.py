"""The graph at size: load, store size, memory, and queries through HTTP beside raw pyoxigraph and rdflib in memory, in one run.

`python tests/bench/store.py [MILLIONS…]` (default 1 and 5; 5 takes some minutes and leaves rdflib out).
"""

import json
import random
import resource
import statistics
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import rdflib
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, RdfFormat, Store, serialize
from waitress import create_server

from corpus.contract import to_contract
from corpus.pipeline import read_record
from graph.iris import Iris
from graph.schema import PREFIXES
from graph.store import GraphStore
from graph.triples import statements_of
from graph.writer import number_literal, term
from portal.app import create_app
from portal.build import build
from portal.datadir import DataDir
from portal.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "corpus" / "samples"
REPEATS = 20
QUERIES = {
    "one document's citations": "SELECT ?c ?t WHERE {{ ?c oa:hasTarget/oa:hasSource <{doc}> ; oa:hasBody ?t }}",
    "who cites one basis": "SELECT ?d ?s WHERE {{ ?c oa:hasBody <{basis}> ; cc:sentence ?s ; oa:hasTarget/oa:hasSource ?d }}",
    "tasks of one unit": "SELECT ?t ?x ?due WHERE {{ ?t schema:agent <{unit}> ; cc:text ?x OPTIONAL {{ ?t cc:dateTo ?due }} }} ORDER BY ?due LIMIT 200",
    "bases of one unit's tasks": "SELECT DISTINCT ?b WHERE {{ ?t schema:agent <{unit}> ; eli:based_on ?b }}",
    "most cited": "SELECT ?b (COUNT(?c) AS ?n) WHERE {{ ?c oa:hasBody ?b }} GROUP BY ?b ORDER BY DESC(?n) LIMIT 10",
}


def synthetic(iris: Iris, triples: int) -> Iterator[list[Quad]]:
    """Documents' quads shaped like ours: citations with selectors and sentences, tasks with units and deadlines; 620 to a document."""
    chance = random.Random(7)
    date = NamedNode(PREFIXES["xsd"] + "date")
    for number in range(triples // 620):
        doc = f"{iris.base}vb/thu-nghiem/ubnd/ke-hoach/{2015 + number % 10}/{number}"
        graph, quads = NamedNode(doc), []

        def add(s: str, p: str, o: str | Literal, graph: NamedNode = graph, quads: list[Quad] = quads) -> None:
            quads.append(Quad(NamedNode(s), term(p), NamedNode(o) if isinstance(o, str) else o, graph))

        add(doc, "rdf:type", PREFIXES["cc"] + "AdministrativeDocument")
        add(doc, "rdfs:label", Literal(f"Kế hoạch {number}/KH-UBND", language="vi"))
        for n in range(40):
            citation, basis = f"{doc}#c{n}", f"{iris.base}vb/vn/chinh-phu/nghi-dinh/2020/{int(chance.paretovariate(0.8)) % 5000}"
            add(citation, "rdf:type", PREFIXES["cc"] + "Citation")
            add(citation, "oa:hasTarget", f"{citation}-dich")
            add(f"{citation}-dich", "oa:hasSource", doc)
            add(f"{citation}-dich", "oa:hasSelector", f"{citation}-vi-tri")
            add(f"{citation}-vi-tri", "oa:start", number_literal(n * 200))
            add(f"{citation}-vi-tri", "oa:end", number_literal(n * 200 + 60))
            add(citation, "oa:hasBody", basis)
            add(citation, "cc:sentence", Literal(f"Câu thứ {n} của văn bản {number} làm theo căn cứ này", language="vi"))
            add(citation, "cc:relation", Literal("legal_basis"))
            add(doc, "eli:cites", basis)
        for n in range(30):
            task = f"{doc}#t{n}"
            add(task, "rdf:type", PREFIXES["cc"] + "Task")
            add(task, "dcterms:isPartOf", doc)
            add(task, "cc:text", Literal(f"Việc {n} của văn bản {number}", language="vi"))
            add(task, "schema:agent", f"{iris.base}to-chuc/thu-nghiem/so/phong-{chance.randrange(400)}")
            add(task, "eli:based_on", f"{iris.base}vb/vn/chinh-phu/nghi-dinh/2020/{int(chance.paretovariate(0.8)) % 5000}")
            add(task, "cc:dateTo", Literal(f"{2016 + number % 10}-{1 + n % 12:02}-15", datatype=date))
        yield quads


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def spread(work: Callable[[], object]) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds."""
    work()
    times = sorted(1000 * timed(work) for _ in range(REPEATS))
    return statistics.median(times), times[int(len(times) * 0.95)]


def size_of(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20


def run(millions: float) -> None:
    iris = Iris()
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        build(SAMPLES, root / "data", iris.base, jobs=1)
        folder = DataDir(root / "data")
        place = folder.state(folder.require_current()) / "graph"
        documents = list(synthetic(iris, int(millions * 1e6)))
        quads = [quad for document in documents for quad in document]
        print(f"\n{len(quads):,} quads in {len(documents):,} graphs")
        ours = timed(lambda: load(place, iris, documents))
        raw = Store(str(root / "raw"))
        theirs = timed(lambda: raw.bulk_extend(quads))
        raw.flush()
        print(f"load: ours with its union {ours:.1f} s ({len(quads) / ours:,.0f} quads/s), raw {theirs:.1f} s; "
              f"size {size_of(place):.0f} MiB, raw {size_of(root / 'raw'):.0f} MiB; peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")  # fmt: skip
        memory = rdflib.Graph() if millions <= 1 else None
        if memory is not None:
            data = serialize([quad.triple for quad in quads], format=RdfFormat.N_TRIPLES) or b""
            print(f"load: rdflib in memory {timed(lambda: memory.parse(data=data, format='nt')):.1f} s")
        values = {"doc": documents[len(documents) // 2][0].graph_name.value, "basis": f"{iris.base}vb/vn/chinh-phu/nghi-dinh/2020/7",
                  "unit": f"{iris.base}to-chuc/thu-nghiem/so/phong-7"}  # fmt: skip
        app = create_app(Settings(data=root / "data", query_mebibytes=4096))
        server = create_server(app, host="127.0.0.1", port=0, threads=8)
        threading.Thread(target=server.run, daemon=True).start()
        address = f"http://127.0.0.1:{server.effective_port}/sparql"
        print(f"{'query':<28}{'rows':>8}{'HTTP p50':>10}{'p95':>8}{'raw p50':>10}{'p95':>8}{'rdflib':>10}  (ms)")
        for name, pattern in QUERIES.items():
            query = pattern.format(**values)

            def ask(query: str = query) -> bytes:
                url = f"{address}?{urllib.parse.urlencode({'query': query})}"
                with urllib.request.urlopen(urllib.request.Request(url, headers={"Accept": "application/sparql-results+json"})) as response:
                    return response.read()

            def engine(query: str = query) -> object:
                return raw.query(query, prefixes=PREFIXES, use_default_graph_as_union=True).serialize(format=QueryResultsFormat.JSON)  # type: ignore[union-attr, call-overload]

            rows = len(json.loads(ask())["results"]["bindings"])
            http, alone = spread(ask), spread(engine)
            slow = f"{1000 * timed(partial(asked_of, memory, query)):>10.1f}" if memory is not None else f"{'–':>10}"
            print(f"{name:<28}{rows:>8}{http[0]:>10.1f}{http[1]:>8.1f}{alone[0]:>10.1f}{alone[1]:>8.1f}{slow}")
        server.close()
        app.extensions["shelf"].close()


def asked_of(memory: rdflib.Graph, query: str) -> list[object]:
    return list(memory.query(query, initNs=PREFIXES))


def load(place: Path, iris: Iris, documents: list[list[Quad]]) -> None:
    store = GraphStore(place, iris, writable=True)
    store.load_many((str(document[0].graph_name.value), serialize(document, format=RdfFormat.N_QUADS) or b"") for document in documents)
    store.flush()


def triples_per_second() -> None:
    """Records to triples, on one core."""
    records = [read_record(path) for path in SAMPLES.glob("*.txt")]
    iris = Iris()
    count = sum(statements_of(record, iris, "x").count(b"\n") for _, record in records)
    seconds = statistics.median(timed(lambda: [statements_of(record, iris, "x") for _, record in records]) for _ in range(7))
    print(f"records to triples: {count:,} in {seconds * 1000:.0f} ms, {count / seconds:,.0f} a second; {len(records)} samples")
    assert all(to_contract(raw, record) for raw, record in records)


if __name__ == "__main__":
    triples_per_second()
    for millions in [float(argument) for argument in sys.argv[1:]] or [1.0, 5.0]:
        run(millions)
