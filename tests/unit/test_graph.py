import csv
import io
import json
import time
from xml.etree import ElementTree

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse
from rdflib import Dataset, Graph

from corpus.model import DocIdentity
from graph import guard
from graph.errors import QueryBusy, QueryRejected, QuerySyntax, QueryTimeout, QueryTooBig
from graph.iris import Iris
from graph.network import citation_network, communities, export, influence, neighbourhood, shortest_path
from graph.ontology import ontology, ontology_turtle
from graph.schema import PREFIXES, TERMS
from graph.sparql import Limits, QueryPool
from graph.store import GraphStore
from graph.triples import statements_of
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
    first, second = statements_of(read(text), IRIS, "1"), statements_of(read(text), IRIS, "1")
    assert first == second
    assert {q.graph_name.value for q in parse(first, format=RdfFormat.N_QUADS)} == {IRIS.document(read(text).document.identity)}


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
    assert b"<graphml" in export(network, "graphml")
    assert b"<gexf" in export(network, "gexf")


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
    assert json.loads(answer.body)["results"]["bindings"], "an example shows something on the samples"


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
    with pytest.raises((QueryRejected, QueryTooBig)) as caught:
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
    assert "dòng 1, cột" in caught.value.message


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


# what follows from all documents together ------------------------------------------------------------------------


def test_paths_neighbourhoods_and_communities(here):
    network = citation_network(here.graph)
    new, old = (f"{here.iris.base}vb/lam-dong/ubnd/quyet-dinh/{n}" for n in ("2024/17", "2019/41"))
    assert shortest_path(network, new, old) == [new, old]
    assert shortest_path(network, new, "urn:khong-co") == []
    near, wider = neighbourhood(network, new), neighbourhood(network, new, 2)
    assert {new, old} <= set(near) < set(wider)
    groups = communities(network)
    assert sorted(node for group in groups for node in group) == sorted(network)


def test_validity_has_its_evidence(here):
    rows = here.graph.rows("validity", doc=f"{here.iris.base}vb/lam-dong/ubnd/quyet-dinh/2019/41")
    assert {r["validity"] for r in rows} == {"het-hieu-luc"}
    assert all("thay thế" in r["sentence"] for r in rows)


def test_a_planned_change_closes_when_the_instrument_is_in_the_collection(here):
    rows = here.graph.rows("planned_for", target=f"{here.iris.base}vb/lam-dong/ubnd/quyet-dinh/2019/41")
    assert f"{here.iris.base}vb/lam-dong/ubnd/quyet-dinh/2024/17" in {r.get("fulfilled") for r in rows}


def test_a_basis_that_had_ended_is_a_problem(tmp_path):
    from graph.iris import Iris
    from portal.build import build
    from portal.datadir import DataDir

    source = tmp_path / "nguon"
    source.mkdir()
    head = "ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG\n\nSố: {n}\n\nCao Bằng, ngày {d}\n\n{kind}\n{title}\n\n{body}\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nHoàng Văn Tư\n"
    new = head.format(n="9/2023/QĐ-UBND", d="10 tháng 5 năm 2023", kind="QUYẾT ĐỊNH", title="Ban hành quy định thu gom rác",
                      body="Điều 1. Quyết định này thay thế Quyết định số 4/2015/QĐ-UBND ngày 02/3/2015 của UBND tỉnh.")  # fmt: skip
    late = head.format(n="31/KH-UBND", d="11 tháng 8 năm 2024", kind="KẾ HOẠCH", title="Thu gom rác năm 2024",
                       body="Căn cứ Quyết định số 4/2015/QĐ-UBND ngày 02/3/2015 của UBND tỉnh, UBND tỉnh ban hành Kế hoạch.")  # fmt: skip
    early = late.replace("2024", "2022").replace("31/KH", "30/KH")
    for name, text in (("moi", new), ("sau", late), ("truoc", early)):
        (source / f"{name}.txt").write_text(text, "utf-8")
    build(source, tmp_path / "data", Iris().base, jobs=1)
    folder = DataDir(tmp_path / "data")
    store = GraphStore(folder.state(folder.require_current()) / "graph", Iris())
    found = [row for row in store.rows("problems") if row["code"] == "can-cu-het-hieu-luc"]
    assert [row["doc"].rsplit("/", 1)[1] for row in found] == ["31"]
    assert "10/05/2023" in found[0]["message"]


def test_what_a_passive_tells_changed_is_the_one_before(tmp_path):
    from graph.iris import Iris
    from portal.build import build
    from portal.datadir import DataDir

    (tmp_path / "nguon").mkdir()
    (tmp_path / "nguon" / "a.txt").write_text(
        "UBND TỈNH CAO BẰNG\nSỞ Y TẾ\n\nSố: 9/TB-SYT\n\nCao Bằng, ngày 10 tháng 5 năm 2024\n\nTHÔNG BÁO\nKết luận của Giám đốc Sở\n\n"
        "1. Văn phòng Sở rà soát kho theo Nghị định số 06/2021/NĐ-CP ngày 26/01/2021 (được thay thế bởi Nghị định số 35/2023/NĐ-CP ngày 20/6/2023).\n",
        "utf-8",
    )
    build(tmp_path / "nguon", tmp_path / "data", Iris().base, jobs=1)
    folder = DataDir(tmp_path / "data")
    store = GraphStore(folder.state(folder.require_current()) / "graph", Iris())
    decree = f"{Iris().base}vb/vn/chinh-phu/nghi-dinh/{{}}"
    (row,) = store.rows("validity", doc=decree.format("2021/6"))
    assert (row["validity"], row["by"]) == ("het-hieu-luc", decree.format("2023/35"))
    assert store.rows("validity", doc=decree.format("2023/35")) == []


def test_threads_join_the_samples(here):
    rows = {(r["later"].rsplit("/", 2)[1], r["earlier"].rsplit("/", 2)[1]) for r in here.graph.rows("threads")}
    assert {("2021", "2020"), ("2025", "2021")} <= rows


def test_the_samples_satisfy_every_shape(here):
    from graph.shapes import violations

    assert violations(here.graph) == []


def test_a_broken_graph_does_not(tmp_path, here):
    from pyoxigraph import Quad

    from graph.shapes import violations
    from graph.writer import term

    store = GraphStore(tmp_path / "g", here.iris, writable=True)
    store.replace("urn:g", [Quad(NamedNode("urn:t"), term("rdf:type"), term("cc:Task"), NamedNode("urn:g"))])
    assert {v.path.rsplit(":", 1)[-1].rsplit("/", 1)[-1].rsplit("#", 1)[-1] for v in violations(store)} >= {
        "text",
        "isPartOf",
        "rule",
        "hasTarget",
    }


def test_the_order_of_files_changes_nothing(tmp_path):
    import shutil
    from pathlib import Path

    from graph.iris import Iris
    from portal.build import build
    from portal.datadir import DataDir

    samples = sorted((Path(__file__).resolve().parents[2] / "corpus" / "samples").glob("*.txt"))[:6]
    dumps = []
    for turn, paths in enumerate((samples, samples[::-1])):
        source = tmp_path / f"nguon{turn}"
        source.mkdir()
        for number, path in enumerate(paths):
            shutil.copy(path, source / f"{number}-{path.name}")
        build(source, tmp_path / f"data{turn}", Iris().base, jobs=1)
        folder = DataDir(tmp_path / f"data{turn}")
        dump = GraphStore(folder.state(folder.require_current()) / "graph", Iris()).dump("nq").decode()
        dumps.append([line for line in dump.splitlines() if "purl.org/dc/terms/source>" not in line])
    assert dumps[0] == dumps[1]


def test_every_fact_of_a_document_leads_to_words(here):
    """From a document, a unit, a person, a citation, a task: an annotation with offsets, words, rule and run."""
    reach = """
      ?a oa:hasTarget ?t ; cc:rule ?rule ; prov:wasGeneratedBy ?run . ?t oa:hasSelector ?w, ?p .
      ?w oa:exact ?words . ?p oa:start ?from ; oa:end ?to ."""
    for kind, path in (
        ("cc:AdministrativeDocument", "?x prov:wasDerivedFrom ?a ."), ("org:OrganizationalUnit", "?a oa:hasBody ?x ."), ("foaf:Person", "?a oa:hasBody ?x ."),
        ("cc:Citation", "BIND(?x AS ?a)"), ("cc:Task", "BIND(?x AS ?a)"), ("cc:TitleMention", "BIND(?x AS ?a)"), ("org:Membership", "?x prov:wasDerivedFrom ?a ."),
        ("cc:PlannedChange", "?x prov:wasDerivedFrom ?a ."),
    ):  # fmt: skip
        every = {str(r["x"].value) for r in here.graph.answer(f"SELECT DISTINCT ?x {{ ?x a {kind} }}")}
        told = {str(r["x"].value) for r in here.graph.answer(f"SELECT DISTINCT ?x {{ ?x a {kind} . {path} {reach} }}")}
        lost = every - told
        assert every
        assert not lost or kind == "org:OrganizationalUnit", (kind, sorted(lost)[:3])
        if kind == "org:OrganizationalUnit":  # a unit told to act that is named in no other way leads to its tasks
            owners = {
                str(r["x"].value) for r in here.graph.answer("SELECT DISTINCT ?x { ?t a cc:Task ; schema:agent|schema:participant ?x }")
            }
            assert lost <= owners
