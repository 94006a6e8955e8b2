import csv
import io
import json
import time
from xml.etree import ElementTree

import pytest
from rdflib import Dataset, Graph

from corpus.model import DocIdentity
from graph import guard
from graph.errors import QueryBusy, QueryRejected, QuerySyntax, QueryTimeout, QueryTooBig
from graph.iris import Iris
from graph.network import citation_network, graphml, influence
from graph.ontology import ontology, ontology_turtle
from graph.schema import PREFIXES, TERMS
from graph.sparql import Limits, QueryPool
from graph.triples import quads_of
from portal.views.sparql import examples

IRIS = Iris()


def test_iris_are_readable_and_lead_back():
    iri = IRIS.document(DocIdentity("quang-ngai", "ubnd", "quyet-dinh", "2020", "1433"))
    assert iri == "http://127.0.0.1:8000/vb/quang-ngai/ubnd/quyet-dinh/2020/1433"
    assert IRIS.path(iri) == "/vb/quang-ngai/ubnd/quyet-dinh/2020/1433"
    assert IRIS.unit("Bắc Giang", "so-khoa-hoc-va-cong-nghe", "Phòng Quản lý KH&CN").endswith(
        "bac-giang/so-khoa-hoc-va-cong-nghe/phong-quan-ly-khoa-hoc-cong-nghe"
    )
    assert IRIS.unit("Bắc Giang", "s", "Phòng A") != IRIS.unit("Quảng Ngãi", "s", "Phòng A")


def test_quads_are_deterministic_and_stay_in_their_graph(read):
    text = "Số: 5/TB-SKHCN\n\nGia Lai, ngày 02 tháng 02 năm 2024\n\nTHÔNG BÁO\n\nVề việc chung\n\n1. Văn phòng Sở\n\n- Rà soát theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ.\n"
    first, second = quads_of(read(text), IRIS, "1"), quads_of(read(text), IRIS, "1")
    assert first == second
    assert {str(q.graph_name.value) for q in first} == {IRIS.document(read(text).document.identity)}


def test_every_citation_and_task_reaches_its_quote_offsets_and_rule(here):
    query = """SELECT ?a (COUNT(DISTINCT ?exact) AS ?n) WHERE { { ?a a cc:Citation } UNION { ?a a cc:Task }
      OPTIONAL { ?a oa:hasTarget/oa:hasSelector ?s, ?q ; cc:rule ?r ; prov:wasGeneratedBy ?w . ?s oa:start ?b ; oa:end ?e . ?q oa:exact ?exact } } GROUP BY ?a"""
    rows = list(here.graph.answer(query))
    assert rows
    assert all(row["n"].value == "1" for row in rows)


def test_offsets_in_the_graph_quote_the_text(here):
    rows = list(
        here.graph.answer(
            "SELECT ?d ?b ?e ?x WHERE { ?c a cc:Citation ; oa:hasTarget ?t . ?t oa:hasSource ?d ; oa:hasSelector ?s, ?q . ?s oa:start ?b ; oa:end ?e . ?q oa:exact ?x }"
        )
    )
    assert len(rows) > 20
    for row in rows:
        text = here.record(row["d"].value)[1].document.text
        assert text[int(row["b"].value) : int(row["e"].value)] == row["x"].value


def test_a_planned_change_makes_no_direct_triple_and_an_effected_one_does(here):
    base = here.iris.base
    old, new = f"{base}vb/lam-dong/ubnd/quyet-dinh/2019/41", f"{base}vb/lam-dong/ubnd/quyet-dinh/2024/17"
    replaced = {r["new"].value for r in here.graph.answer(f"SELECT ?new WHERE {{ ?new dcterms:replaces <{old}> }}")}
    assert replaced == {new}
    repealed = f"{base}vb/lam-dong/ubnd/quyet-dinh/2020/30"
    assert not bool(here.graph.answer(f"ASK {{ ?x eli:repeals <{repealed}> }}"))
    assert here.graph.rows("planned_for", target=repealed)


def test_documents_without_text_are_stubs(here):
    rows = {r["doc"] for r in here.graph.rows("link_stubs")}
    assert f"{here.iris.base}vb/vn/chinh-phu/nghi-dinh/2018/70" in rows
    assert f"{here.iris.base}vb/lam-dong/ubnd/quyet-dinh/2019/41" not in rows


def test_two_provinces_two_units(here):
    units = [r["unit"] for r in here.graph.rows("agency_units") if r["label"] == "Phòng Quản lý Khoa học"]
    assert len({u.split("/to-chuc/")[1].split("/")[0] for u in units}) == len(set(units)) >= 2


def test_serialisations_hold_the_same(here):
    lines = here.graph.dump("nq").decode().splitlines()
    assert lines == sorted(lines)
    data = Dataset()
    data.parse(data=here.graph.dump("trig"), format="trig")
    assert sum(1 for _ in data.quads((None, None, None, None))) == len(lines)
    triples = {tuple(quad)[:3] for quad in data.quads((None, None, None, None))}
    assert len(triples) == here.graph.size, "the default graph is the union: each triple once"
    doc = f"{here.iris.base}vb/lam-dong/ubnd/quyet-dinh/2024/17"
    forms = [
        Graph().parse(data=here.graph.describe(doc, fmt), format=name)
        for fmt, name in (("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld"), ("xml", "xml"))
    ]
    assert {len(g) for g in forms} == {len(forms[0])}
    assert all(set(g) == set(forms[0]) for g in forms)


def test_network(here):
    network = citation_network(here.graph)
    ranked = influence(network)
    assert sum(score for _, score in ranked) == pytest.approx(1)
    cited = {t for _, t in network.edges()}
    assert ranked[0][0] in cited
    assert b"<graphml" in graphml(here.graph)


def test_the_ontology_file_is_the_tables():
    from pathlib import Path

    kept = Path(__file__).parents[2] / "graph" / "ontology.ttl"
    assert kept.read_text(encoding="utf-8") == ontology_turtle()
    assert len(ontology()) > 4 * len(TERMS)
    assert len({t.name for t in TERMS}) == len(TERMS)


def test_every_own_term_used_is_in_the_schema(here):
    used = {
        r["p"].value
        for r in here.graph.answer("SELECT DISTINCT ?p WHERE { { ?s ?p ?o } UNION { ?s a ?p } }")
        if r["p"].value.startswith(PREFIXES["cc"])
    }
    assert used <= {PREFIXES["cc"] + t.name for t in TERMS}


# the endpoint ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pool(data_dir):
    from portal.datadir import DataDir

    folder = DataDir(data_dir)
    pool = QueryPool(folder.state(folder.require_current()) / "graph", Limits(1.0, 600, 2))
    yield pool
    pool.close()


@pytest.mark.parametrize("example", examples(), ids=lambda e: e.name)
def test_example_queries_run_and_have_a_title(example, pool):
    assert example.title
    answer = pool.run(example.text)
    assert json.loads(answer.body)["head"]["vars"]


@pytest.mark.parametrize("fmt", ["json", "xml", "csv", "tsv"])
def test_result_formats(pool, fmt):
    assert b"1" in pool.run("SELECT ?x WHERE { VALUES ?x { 1 } }", fmt).body


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }", "PREFIX a: <a:> DELETE WHERE { ?s ?p ?o }", "LOAD <http://example.org/x>", "CLEAR ALL",
        "SELECT * WHERE { SERVICE <http://example.org/sparql> { ?s ?p ?o } }", "select * { service silent <http://e.org/> {?s ?p ?o}}",
        "SELECT * WHERE " + "{" * 300 + "}" * 300, "#" * 60000,
    ],
)  # fmt: skip
def test_refused_before_the_engine_sees_them(query):
    with pytest.raises(QueryRejected) as caught:
        guard.check(query)
    assert caught.value.message


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * WHERE { ?s ?p "SERVICE" }',
        "SELECT * WHERE { ?service ?p <http://e.org/SERVICE> } # SERVICE",
        "PREFIX service: <a:> SELECT * { ?s service:x ?o }",
    ],
)
def test_words_inside_strings_iris_and_names_are_allowed(query):
    guard.check(query)


def test_syntax_errors_say_where(pool):
    with pytest.raises(QuerySyntax) as caught:
        pool.run("SELECT ?x WHERE { ?x ?y }")
    assert "1:" in caught.value.message or "line" in caught.value.message.lower()


def test_a_runaway_query_is_killed_and_the_next_one_runs(pool):
    started = time.monotonic()
    with pytest.raises(QueryTimeout):
        pool.run("SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    assert time.monotonic() - started < 8
    assert pool.run("ASK { ?s a cc:Task }").body == b'{"head":{},"boolean":true}'


def test_deep_nesting_does_not_kill_the_caller(pool):
    with pytest.raises((QueryRejected, QuerySyntax, QueryTimeout, QueryTooBig)):
        pool.run("SELECT * WHERE { FILTER(" + "!" * 30000 + "true) }")
    assert pool.run("ASK { ?s a cc:Task }").kind == "boolean"


def test_the_default_graph_is_the_union_and_may_be_chosen(pool, here):
    everything = int(json.loads(pool.run("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }").body)["results"]["bindings"][0]["n"]["value"])
    one = pool.run("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", default=(here.graph.graphs()[1],))
    assert 0 < int(json.loads(one.body)["results"]["bindings"][0]["n"]["value"]) < everything


def outcome(pool, query) -> str:
    """The kind of answer, or the name of the error with which a query ends."""
    try:
        return pool.run(query).kind
    except (QueryBusy, QueryRejected, QuerySyntax, QueryTimeout, QueryTooBig) as error:
        return type(error).__name__ if error.message else "an error without words"


HOSTILE = {
    "cross product": "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "runaway path": "SELECT (COUNT(*) AS ?n) WHERE { ?a (!<urn:x>|^!<urn:x>)* ?b . ?b (!<urn:x>|^!<urn:x>)* ?c . ?c (!<urn:x>|^!<urn:x>)* ?d }",
    "huge sort": "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
    "memory bomb": "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?c), STR(?d), STR(?f))) AS ?x) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "deep not": "SELECT * WHERE { FILTER(" + "!" * 40000 + "true) }",
    "deep minus": "SELECT (" + "- " * 20000 + "1 AS ?x) WHERE {}",
    "long sequence path": "SELECT * WHERE { ?a " + "/".join(["<urn:x>?"] * 5000) + " ?b }",
    "many optionals": "SELECT * WHERE { " + "OPTIONAL { ?a ?b ?c } " * 1500 + "}",
    "many unions": "SELECT * WHERE { " + " UNION ".join(["{ ?a ?b ?c . ?d ?e ?f }"] * 1500) + "}",
    "nested braces": "SELECT * WHERE " + "{" * 190 + "?a ?b ?c . ?d ?e ?f . ?g ?h ?i ." + "}" * 190,
}


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_query_ends_with_a_clear_error_or_an_answer(pool, query):
    started = time.monotonic()
    assert outcome(pool, query) in {"rows", "QueryRejected", "QuerySyntax", "QueryTimeout", "QueryTooBig"}
    assert time.monotonic() - started < 10
    assert pool.run("ASK { ?s a cc:Task }").kind == "boolean", "the next one runs"


def test_eight_hostile_queries_at_once_leave_room_for_others(pool):
    from concurrent.futures import ThreadPoolExecutor

    started = time.monotonic()
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda query: outcome(pool, query), [HOSTILE["cross product"], HOSTILE["memory bomb"]] * 4))
    assert time.monotonic() - started < 12
    assert found.count("QueryBusy") >= 4, "only as many wait as run"
    assert pool.run("ASK { ?s a cc:Task }").kind == "boolean"


@pytest.mark.parametrize("fmt", ["json", "xml", "csv", "tsv"])
def test_an_answer_beyond_the_row_limit_is_cut_and_says_so(data_dir, fmt):
    from portal.datadir import DataDir

    folder = DataDir(data_dir)
    pool = QueryPool(folder.state(folder.require_current()) / "graph", Limits(5.0, 600, 1, rows=3))
    try:
        whole = pool.run('SELECT ?x ?y WHERE { VALUES (?x ?y) { (1 "a\\nb") (2 "c") (3 "d, e") } }', fmt)
        cut = pool.run("SELECT ?s ?p WHERE { ?s ?p ?o }", fmt)
        graph = pool.run("CONSTRUCT WHERE { ?s ?p ?o }", graph_format="nt")
    finally:
        pool.close()
    assert (whole.truncated, cut.truncated, graph.truncated) == (False, True, True)
    count = {
        "json": lambda b: len(json.loads(b)["results"]["bindings"]),
        "xml": lambda b: b.count(b"<result>") if ElementTree.fromstring(b) is not None else 0,
        "csv": lambda b: len(list(csv.reader(io.StringIO(b.decode())))) - 1,
        "tsv": lambda b: b.count(b"\n") - 1,
    }[fmt]
    assert (count(whole.body), count(cut.body), graph.body.count(b"\n")) == (3, 3, 3)
