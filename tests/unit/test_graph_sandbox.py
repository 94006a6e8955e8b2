"""Queries of strangers: no connection leaves, no process outlives the portal, no answer outgrows its bounds."""

import csv
import http.server
import io
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest

from corpus.errors import CancuError
from graph import guard
from graph.errors import QueryRejected, QuerySyntax, QueryTooBig
from graph.sparql import Limits, QueryPool
from portal.datadir import DataDir

LINUX = sys.platform.startswith("linux")


@pytest.fixture(scope="module")
def store(data_dir):
    folder = DataDir(data_dir)
    return folder.state(folder.require_current()) / "graph"


@pytest.fixture(scope="module")
def pool(store):
    pool = QueryPool(store, Limits(5.0, 700, 2, rows=1000, answer_mebibytes=4))
    yield pool
    pool.close()


@pytest.fixture(scope="module")
def listener():
    """A server on this machine that notes who calls."""
    calls: list[str] = []

    class Note(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            calls.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.end_headers()
            self.wfile.write(b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"literal","value":"remote"}}]}}')

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Note)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/x", calls
    server.shutdown()
    server.server_close()


# forms in which the word is hard to tell from what stands around it
FORMS = [
    "SELECT * {{ SERVICE <{u}> {{?s ?p ?o}} }}",
    "SELECT * {{ SERVICESILENT <{u}> {{?s ?p ?o}} }}",
    "SELECT * {{ SERVICESILENT<{u}>{{?s ?p ?o}} }}",
    "PREFIX x: <{u}> SELECT * {{ SERVICEx: {{?s ?p ?o}} }}",
    "SELECT * {{ #\rSERVICE <{u}> {{?s ?p ?o}}\n}}",
    "SELECT * {{ OPTIONAL {{ ?q a cc:x\\#y . }} SERVICE <{u}> {{?s ?p ?o}}\n}}",
    "SELECT * {{ FILTER(1<2)SERVICE#>\n<{u}> {{?s ?p ?o}} }}",
    "SELECT * {{ OPTIONAL {{ ?q ?r true }} ?q ?r trueSERVICE <{u}> {{?s ?p ?o}} }}",
    "PREFIX : <http://www.w3.org/ns/prov#Activity> SELECT * {{ ?q a :.SERVICE <{u}> {{?s ?p ?o}} }}",
    "SELECT * {{ ?a ?b ?c FILTER(NOT EXISTS {{ SERVICESILENT <{u}> {{?s ?p ?o}} }}) }} LIMIT 5",
]


@pytest.mark.skipif(not LINUX, reason="elsewhere every text with the word is refused")
@pytest.mark.parametrize("form", FORMS)
def test_no_connection_leaves(pool, listener, form):
    address, calls = listener
    try:
        answer = pool.run(form.format(u=address))
    except (QueryRejected, QuerySyntax):
        pass
    else:
        assert b"remote" not in answer.body
    assert calls == []


def test_without_the_kernels_help_every_reading_of_the_word_is_refused(pool, monkeypatch):
    for form in FORMS:
        with pytest.raises(QueryRejected):
            guard.check_every_reading(form.format(u="http://127.0.0.1:1/"))
    pool.run("ASK { ?s ?p 'service' }")
    monkeypatch.setattr(pool, "_confined", False)
    with pytest.raises(QueryRejected, match="SERVICE"):
        pool.run("ASK { ?s ?p 'service' }")


PARENT = """
import sys, threading, time
from pathlib import Path
from graph.sparql import Limits, QueryPool
pool = QueryPool(Path(sys.argv[1]), Limits(60.0, 4000, 1))
threading.Thread(target=lambda: pool.run("SELECT (COUNT(*) AS ?n) {?a ?b ?c . ?d ?e ?f . ?g ?h ?i}"), daemon=True).start()
while not pool._all:
    time.sleep(0.05)
time.sleep(1)
print(next(iter(pool._all)).pid, flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_runaway_query_does_not_outlive_the_portal(store):
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(store)], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])
    assert parent.stdout
    worker = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    for _ in range(50):
        try:
            os.kill(worker, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{worker}/stat").exists() and Path(f"/proc/{worker}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return
        time.sleep(0.1)
    os.kill(worker, signal.SIGKILL)
    pytest.fail("the worker went on")


csv.field_size_limit(sys.maxsize)
COUNT = {
    "json": lambda body: len(json.loads(body)["results"]["bindings"]),
    "xml": lambda body: len(ElementTree.fromstring(body)[1]),
    "csv": lambda body: len(list(csv.reader(io.StringIO(body.decode(), newline="")))) - 1,
    "tsv": lambda body: body.count(b"\n") - 1,
}


@pytest.mark.parametrize("fmt", COUNT)
@pytest.mark.parametrize(
    ("query", "rows", "truncated"),
    [
        ("SELECT * { ?a ?b ?c . ?d ?e ?f }", 1000, True),
        ("SELECT ?zz { ?a ?b ?c . ?d ?e ?f }", 1000, True),
        ("SELECT * { ?a ?b ?c } LIMIT 1000", 1000, False),
        ("SELECT * { ?a ?b ?c } LIMIT 1001", 1000, True),
        ("SELECT * { ?a ?b ?c } LIMIT 0", 0, False),
        ("SELECT (CONCAT(STR(?c), '\\n\"}},{}\\n,\\\\') AS ?x) { ?a ?b ?c } LIMIT 700", 700, False),
        ("SELECT (CONCAT(STR(?c), '\\r\\n\"\"a\\r\\n') AS ?x) { ?a ?b ?c } LIMIT 1500", 1000, True),
    ],
)
def test_rows_are_counted_while_they_are_written(pool, fmt, query, rows, truncated):
    answer = pool.run(query, fmt)
    assert (COUNT[fmt](answer.body), answer.truncated) == (rows, truncated)


@pytest.mark.parametrize("fmt", COUNT)
def test_long_cells_and_large_answers(pool, fmt):
    long = 'SELECT ?x { VALUES ?x { "%s" "b" } }' % ("a" * 40_000)
    assert COUNT[fmt](pool.run(long, fmt).body) == 2
    wide = "SELECT ?s (CONCAT(?x, ?x, ?x, ?x, ?x, ?x, ?x, ?x, ?x, ?x) AS ?y) { VALUES ?x { '%s' } ?s ?p ?o } LIMIT 60" % ("a" * 20_000)
    cut = pool.run(wide, fmt)
    assert cut.truncated
    assert 0 < COUNT[fmt](cut.body) < 60
    doubled = f"VALUES ?a {{ '{'a' * 40_000}' }} BIND(CONCAT({','.join(['?a'] * 10)}) AS ?b) BIND(CONCAT({','.join(['?b'] * 12)}) AS ?y)"
    with pytest.raises(QueryTooBig, match="MiB"):
        pool.run(f"SELECT ?y {{ {doubled} }}", fmt)


def test_a_page_gets_few_rows_and_short_values(pool):
    answer = pool.run("SELECT * { ?a ?b ?c } LIMIT 900", keep=50)
    assert (COUNT["json"](answer.body), answer.rows, answer.truncated) == (50, 900, False)
    answer = pool.run("SELECT * { ?a ?b ?c . ?d ?e ?f }", keep=50)
    assert (COUNT["json"](answer.body), answer.rows, answer.truncated) == (50, 1000, True)
    long = json.loads(pool.run('SELECT ?x { VALUES ?x { "%s" } }' % ("a" * 9000), keep=50).body)
    assert len(long["results"]["bindings"][0]["x"]["value"]) < 2100


def test_default_graphs_are_merged_not_heaped(pool, here):
    graphs = [g for g in here.graph.graphs() if "/vb/" in g]
    by_graph = [set(here.graph.answer(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{g}> {{ ?s ?p ?o }} }}")) for g in graphs]  # type: ignore[arg-type]
    count = "SELECT (COUNT(*) AS ?n) %s { ?s ?p ?o }"
    expected = str(len(set().union(*by_graph)))
    assert expected in pool.run(count % "", default=tuple(graphs)).body.decode()
    assert expected in pool.run(count % " ".join(f"FROM <{g}>" for g in graphs)).body.decode()
    named = pool.run("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", default=tuple(graphs[:2]), named=(graphs[2],))
    assert f'"{len(by_graph[2])}"' in named.body.decode()


@pytest.mark.parametrize("iri", ["http://[bad", "http://x/%zz"])
def test_a_bad_graph_iri_is_an_error_not_a_crash(pool, iri):
    with pytest.raises(CancuError) as caught:
        pool.run("ASK { ?s ?p ?o }", default=(iri,))
    assert "đột ngột" not in caught.value.message


def test_control_characters_are_not_written_as_xml(pool):
    assert b"u0001" in pool.run(r'SELECT ("\u0001" AS ?x) {}', "json").body
    with pytest.raises(QueryTooBig, match="định dạng"):
        pool.run(r'SELECT ("\u0001" AS ?x) {}', "xml")


def test_errors_name_the_place(pool):
    with pytest.raises(QuerySyntax) as caught:
        pool.run("SELECT * WHERE {\n ?s ?p }")
    assert re.search(r"dòng 2, cột \d+", caught.value.message)
