"""Every page: status, language, one heading, working links, headers; and the paths that users take."""

import ast
import csv
import hashlib
import html
import io
import json
import re
from pathlib import Path

import pytest
from rdflib import Graph, URIRef

from corpus.checks import _BY_WORD
from graph.schema import TERMS
from index.model import Query
from portal.search_examples import EXAMPLES
from portal.views.home import PROBLEM_NAMES, search_to_try
from tests.pages import DECISION, DECREE, MISSING, PAGES, PERSON, UNIT

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples"


def links(text: str) -> set[str]:
    return {html.unescape(h) for h in re.findall(r'(?:href|src|action)="([^"#]+)', text)}


@pytest.mark.parametrize("path", [*PAGES, MISSING])
def test_every_page_is_whole(client, path):
    response = client.get(path, headers={"Accept": "text/html"})
    text = response.get_data(as_text=True)
    assert response.status_code == (404 if "khong-co" in path else 200)
    assert '<html lang="vi">' in text
    assert len(re.findall(r"<h1[ >]", text)) == 1
    assert re.search(r"<title>[^<]+ · Căn Cứ</title>", text)
    assert all(h.startswith(("/", "http://127.0.0.1:8000/")) for h in links(text)), "nothing is fetched from elsewhere"
    assert not re.search(r"<style|style=|<script(?![^>]*src=)|\son\w+=", text), "the policy allows no inline code"
    policy = response.headers["Content-Security-Policy"]
    # the editor of queries sets styles; no page may run a script that stands in it
    allowed = re.sub(r"style-src [^;]*", "", policy) if path == "/sparql" else policy
    assert "unsafe" not in allowed
    assert "default-src 'self'" in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_every_link_resolves(client):
    seen, todo = set(), [p for p in PAGES if "khong-co" not in p]
    while todo:
        path = todo.pop()
        if path in seen or len(seen) > 900:
            continue
        seen.add(path)
        response = client.get(path, headers={"Accept": "text/html"})
        assert response.status_code == 200, path
        body = response.get_data(as_text=True) if response.mimetype == "text/html" else ""
        response.close()
        if body and not path.startswith("/tim-kiem"):
            todo.extend(h for h in links(body) if h.startswith("/") and h not in seen and not h.startswith("/kho."))
    assert len(seen) > 150


def test_an_officer_lands_on_the_sentence(client):
    page = client.get("/tim-kiem?q=tai+san+hinh+thanh+tu+de+tai").get_data(as_text=True)
    groups = re.findall(r'<h2><a href="([^"]+)"', page)
    assert len(groups) >= 3
    target = html.unescape(re.search(r'class="passage" href="([^"]+)"', page)[1])
    reading = client.get(target.split("#")[0]).get_data(as_text=True)
    marked = " ".join(re.sub(r"<[^>]+>", "", m) for m in re.findall(r'<mark class="sentence">(.*?)</mark>', reading, re.S))
    assert "tài sản hình thành" in marked
    assert 'id="cau"' in reading


def test_a_number_leads_to_the_document_first(client):
    page = client.get("/tim-kiem?q=70/2018").get_data(as_text=True)
    assert f'href="{DECREE}"' in page.split('class="with-side"')[0]


def test_a_cited_document_lists_its_sentences_and_owners(client):
    page = client.get(DECREE).get_data(as_text=True)
    assert page.count("<blockquote") == 5
    assert UNIT in page
    assert "chưa có toàn văn" in page
    rows = list(csv.reader(io.StringIO(client.get(DECREE + ".csv").get_data(as_text=True).lstrip("\ufeff"))))
    assert len(rows) == 6


def test_a_replaced_decision_says_by_what_and_who_rests_on_it(client):
    page = client.get(DECISION).get_data(as_text=True)
    assert "/vb/lam-dong/ubnd/quyet-dinh/2024/17" in page


def test_uncertainty_is_shown(client):
    page = client.get("/chat-luong").get_data(as_text=True)
    assert "Năm trong số trái với ngày" in page
    document = re.search(r'href="(/vb/lam-dong/so-khoa-hoc-va-cong-nghe/ket-luan/2021/[^"?]+)', page)[1]
    assert "cần kiểm tra: năm trong số (2021)" in client.get(document).get_data(as_text=True)


def test_the_unit_page_has_tasks_with_deadlines(client):
    page = client.get(UNIT).get_data(as_text=True)
    assert "30/09/2020" in page
    assert "Sở Khoa học và Công nghệ tỉnh Lâm Đồng" in page
    other = client.get("/to-chuc/can-tho/so-khoa-hoc-va-cong-nghe/phong-quan-ly-khoa-hoc").get_data(as_text=True)
    assert "thành phố Cần Thơ" in other
    assert "30/09/2020" not in other


def test_tasks_filter_and_download(client):
    page = client.get("/nhiem-vu?don-vi=Thanh+tra+Sở&han=co").get_data(as_text=True)
    shown = int(re.search(r"<strong>(\d+)</strong> nhiệm vụ", page)[1])
    rows = list(csv.DictReader(io.StringIO(client.get("/nhiem-vu.csv?don-vi=Thanh+tra+Sở&han=co").get_data(as_text=True).lstrip("\ufeff"))))
    assert len(rows) == shown > 0
    assert {r["Đơn vị chủ trì"] for r in rows} == {"Thanh tra Sở"}
    assert all(r["Thời hạn (như in)"] for r in rows)


@pytest.mark.parametrize("path", [DECISION, DECREE, UNIT, PERSON, "/dia-phuong/lam-dong"])
def test_entities_answer_as_data(client, path):
    moved = client.get(path, headers={"Accept": "text/turtle"})
    assert (moved.status_code, moved.headers["Location"], moved.headers["Vary"]) == (303, path + ".ttl", "Accept")
    by_accept = client.get(path, headers={"Accept": "text/turtle"}, follow_redirects=True)
    assert by_accept.mimetype == "text/turtle"
    assert "Accept" in by_accept.headers["Vary"]
    assert client.get(path + ".ttl", headers={"If-None-Match": by_accept.headers["ETag"]}).status_code == 304
    assert len(Graph().parse(data=by_accept.data, format="turtle")) > 0
    assert client.get(path + ".ttl").data == by_accept.data
    linked = client.get(path + ".jsonld")
    assert linked.mimetype == "application/ld+json"
    assert set(Graph().parse(data=linked.data, format="json-ld")) == set(Graph().parse(data=by_accept.data, format="turtle"))
    assert client.get(path).headers["Vary"] == "Accept, Cookie"


def test_the_original_is_downloaded_as_it_came(client):
    page = client.get(DECISION).get_data(as_text=True)
    response = client.get(re.search(r'href="(/goc/[0-9a-f]+)"', page)[1])
    assert response.data == (SAMPLES / "2019-lam-dong-quyet-dinh-quan-ly-nhiem-vu.txt").read_bytes()
    assert "attachment" in response.headers["Content-Disposition"]
    response.close()
    assert client.get("/goc/" + "0" * 64).status_code == 404


def test_the_text_is_shown_whole(client, here):
    for doc in here.manifest.documents:
        page = client.get(here.path(doc)).get_data(as_text=True)
        article = page.split('<article class="text"')[1].split("</article>")[0]
        shown = "".join(html.unescape(re.sub(r"<a class=\"perma\".*?</a>|<[^>]+>", "", article)).split())
        text = here.record(doc)[1].document.text
        for line in text.split("\n"):
            assert "".join(line.replace("|", "").split()).strip("-_=") in shown or not line.strip("-_=| ")


# the endpoint over HTTP -----------------------------------------------------------------------------------------


def test_query_by_get_post_form_and_post_direct(client):
    query = "SELECT ?x WHERE { VALUES ?x { 1 2 } }"
    forms = [
        client.get("/sparql", query_string={"query": query}, headers={"Accept": "application/sparql-results+json"}),
        client.post("/sparql", data={"query": query}, headers={"Accept": "application/sparql-results+json"}),
        client.post("/sparql", data=query, content_type="application/sparql-query", headers={"Accept": "application/sparql-results+json"}),
    ]
    assert {r.status_code for r in forms} == {200}
    assert all(len(json.loads(r.data)["results"]["bindings"]) == 2 for r in forms)
    assert all(r.headers["Access-Control-Allow-Origin"] == "*" for r in forms)


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("*/*", "application/sparql-results+json"),
    ],
)
def test_result_types(client, accept, media):
    assert (
        client.get("/sparql", query_string={"query": "SELECT ?x WHERE { VALUES ?x { 1 } }"}, headers={"Accept": accept}).mimetype == media
    )


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
    ],
)
def test_graph_types(client, accept, media):
    response = client.get("/sparql", query_string={"query": "CONSTRUCT WHERE { ?s a cc:Task } LIMIT 2"}, headers={"Accept": accept})
    assert (response.status_code, response.mimetype) == (200, media)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("SELECT", 400),
        ("INSERT DATA { <a:a> <a:a> <a:a> }", 403),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", 403),
        ("SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", 503),
    ],
)
def test_refusals_have_one_shape(client, query, status):
    response = client.post("/sparql", data={"query": query}, headers={"Accept": "application/json"})
    assert response.status_code == status
    error = json.loads(response.data)["error"]
    assert set(error) == {"status", "title", "message", "remedy", "id"}
    assert error["message"]


def test_the_page_of_queries_shows_rows_and_errors(client):
    ok = client.get(
        "/sparql", query_string={"query": "SELECT ?d WHERE { ?d a cc:AdministrativeDocument }"}, headers={"Accept": "text/html"}
    ).get_data(as_text=True)
    assert "13</strong> dòng" in ok
    bad = client.get("/sparql", query_string={"query": "SELECT ?d WHERE {"}, headers={"Accept": "text/html"}).get_data(as_text=True)
    assert 'role="alert"' in bad


def test_text_of_others_is_escaped(client):
    page = client.get("/tim-kiem?q=%3Cscript%3Ealert(1)%3C/script%3E").get_data(as_text=True)
    assert "<script>alert" not in page


def test_spreadsheets_run_no_formula():
    from portal.tables import csv_response

    assert b"'=1+1" in csv_response("a", ("x",), [("=1+1",)]).data


def test_the_collection_describes_itself(client, here):
    for path in ("/kho", "/.well-known/void", "/kho/mo-ta.nt"):
        response = client.get(path)
        graph = Graph().parse(data=response.data, format="nt" if path.endswith("nt") else "turtle")
        counts = {str(o) for o in graph.objects(None, URIRef("http://rdfs.org/ns/void#documents"))}
        assert counts == {str(len(here.manifest.documents))}
    context = client.get("/ngu-canh.jsonld").json["@context"]
    assert context["repeats"] == {"@id": "cc:repeats", "@type": "@id"}
    page = client.get("/tu-vung").get_data(as_text=True)
    assert all(f"cc:{term.name}" in page for term in TERMS)
    assert client.get("/tu-vung.ttl").mimetype == "text/turtle"


@pytest.mark.parametrize("fmt", ["nq", "trig", "graphml", "gexf"])
def test_dumps_have_a_checksum(client, fmt):
    with client.get(f"/kho.{fmt}") as response:
        body = response.data
    assert client.get(f"/kho.{fmt}.sha256").get_data(as_text=True) == f"{hashlib.sha256(body).hexdigest()}  can-cu.{fmt}\n"


def test_every_entity_of_the_graph_dereferences(client, here):
    entities = {row["s"].value for row in here.graph.answer("SELECT DISTINCT ?s WHERE { ?s a ?t }")}
    paths = {here.path(iri).split("#")[0] for iri in entities}
    assert len(paths) > 60
    gone = {path: status for path in paths if (status := client.get(path).status_code) != 200}
    assert not gone
    assert {client.get(path, headers={"Accept": "application/n-triples"}).status_code for path in list(paths)[:20]} == {303}


def test_validity_threads_and_plans_are_shown_with_their_sentences(client):
    page = client.get("/vb/lam-dong/ubnd/quyet-dinh/2019/41").get_data(as_text=True)
    assert "Đã bị thay thế hoặc bãi bỏ" in page
    assert "theo các văn bản trong kho" in page
    assert "Đã thực hiện bằng" in page
    tasks = client.get("/nhiem-vu?tu-khoa=tài+sản").get_data(as_text=True)
    assert "Nhắc lại việc đã nêu ở" in tasks
    assert "Được nhắc lại ở" in tasks


def test_suggestions(client):
    typed, labels, kinds, paths = client.get("/goi-y?q=phong+quan+ly").json
    assert typed == "phong quan ly"
    assert labels[0].startswith("Phòng Quản lý")
    assert kinds[0] == "đơn vị"
    assert client.get(paths[0]).status_code == 200
    assert client.get("/goi-y?q=").json[1] == []


def test_the_same_matter_before(client):
    tasks = client.get("/nhiem-vu?tu-khoa=tài+sản&nam=2025").get_data(as_text=True)
    link = html.unescape(re.search(r'href="(/giong/[^"]+)"', tasks)[1])
    page = client.get(link).get_data(as_text=True)
    assert "Cơ quan này đã nêu trước đó" in page
    assert client.get("/giong/lam-dong/khong-co?doan=1").status_code == 404
    assert client.get(link.split("?")[0] + "?doan=99999").status_code == 404


@pytest.mark.parametrize("typed", [typed for _, group in EXAMPLES for typed, _ in group])
def test_every_example_of_the_help_page_finds_something(here, typed):
    results = here.index.search(Query(typed))
    assert results.total > 0
    assert not results.note


def test_statuses_and_documents_by_name(client):
    page = client.get("/tim-kiem", query_string={"q": "kiểm kê", "status": "qua-han"}).get_data(as_text=True)
    assert "Thời hạn nhiệm vụ: đã qua thời hạn" in page
    page = client.get("/tim-kiem", query_string={"q": "nghi dinh 70"}).get_data(as_text=True)
    assert "Văn bản được gọi tên" in page
    assert DECREE in page


def test_the_way_between_two_documents(client):
    text = client.get("/mang-luoi", query_string={"tu": DECISION, "den": "70/2018/NĐ-CP"}).get_data(as_text=True)
    assert "<ol>" in text
    assert DECREE in text.split("<ol>", 1)[1].split("</ol>")[0]
    assert "Chưa nhận ra" in client.get("/mang-luoi", query_string={"tu": "không có", "den": "70/2018"}).get_data(as_text=True)


def test_every_iri_of_the_graph_leads_somewhere(client, here):
    answer = here.graph.answer("SELECT DISTINCT ?x { { ?x ?p ?o } UNION { ?s ?p ?x } FILTER(ISIRI(?x)) }")
    iris = {str(row["x"].value) for row in answer}
    own = {iri.removeprefix(here.iris.base) for iri in iris if iri.startswith(here.iris.base)} | {"do-thi/tham-chieu"}
    pages = {}
    for path in sorted(own):
        page, _, fragment = path.partition("#")
        if page not in pages:
            response = client.get("/" + page, headers={"Accept": "text/html"}, follow_redirects=True)
            assert response.status_code == 200, page
            pages[page] = set(re.findall(r'id="([^"]+)"', response.get_data(as_text=True)))
        parts = ("-dich", "-vi-tri", "-nguyen-van")  # the place of an annotation, told of with it
        if fragment and not fragment.startswith(("nhac-", "chuc-vu-")) and not fragment.endswith((*parts, "-het-hieu-luc")):
            assert fragment in pages[page], path


def test_every_kind_of_problem_has_a_name_on_the_page_of_quality():
    root = Path(__file__).resolve().parents[2]
    calls = [
        node
        for path in (root / "corpus").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
    ]
    made = {call.args[0].value for call in calls if getattr(call.func, "id", "") == "Problem" and isinstance(call.args[0], ast.Constant)}
    assert len(made) > 8
    assert (made | {code for _, code in _BY_WORD}) <= PROBLEM_NAMES.keys()


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("* Chi cục Thủy sản và Chi cục Trồng trọt:", "Chi cục Thủy sản và Chi cục Trồng trọt"),
        ("Về việc quản lý kho mẫu.", "quản lý kho mẫu"),
        ("Đối với kho mẫu ở huyện", "kho mẫu ở huyện"),
    ],
)
def test_a_heading_makes_a_search_to_try(heading, words):
    assert search_to_try(heading) == words
