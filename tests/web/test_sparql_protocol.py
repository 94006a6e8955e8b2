"""The SPARQL 1.1 Protocol for queries: what is accepted, what is refused and how, and the service description."""

import json

import pytest
import rdflib

ASK = "ASK { ?s a cc:Task }"
SELECT = "SELECT ?s { ?s ?p ?o } LIMIT 2"
JSON = {"Accept": "application/sparql-results+json"}


@pytest.mark.parametrize(
    "send",
    [
        lambda c: c.get("/sparql", query_string={"query": ASK}, headers=JSON),
        lambda c: c.post("/sparql", data={"query": ASK}, headers=JSON),
        lambda c: c.post("/sparql", data=ASK, content_type="application/sparql-query", headers=JSON),
        lambda c: c.post("/sparql", data=ASK.encode(), content_type="application/sparql-query; charset=UTF-8", headers=JSON),
    ],
)
def test_the_three_ways(client, send):
    response = send(client)
    assert (response.status_code, response.json["boolean"]) == (200, True)
    assert response.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("send", "status"),
    [
        (lambda c: c.put("/sparql", data=ASK, content_type="application/sparql-query"), 405),
        (lambda c: c.get(f"/sparql?query={ASK}&query={ASK}"), 400),
        (lambda c: c.post("/sparql", data=f"query={ASK}&query={ASK}", content_type="application/x-www-form-urlencoded"), 400),
        (lambda c: c.post("/sparql", data=ASK, content_type="text/plain"), 415),
        (lambda c: c.post("/sparql", data=ASK.encode()), 415),
        (lambda c: c.post("/sparql", data=ASK.encode("utf-16"), content_type="application/sparql-query; charset=UTF-16"), 415),
        (lambda c: c.post("/sparql", data=b"ASK { ?s ?p '\xff' }", content_type="application/sparql-query"), 400),
        (lambda c: c.get("/sparql?query=%FF%FE"), 400),
        (lambda c: c.get("/sparql", query_string={"query": "ASK {"}), 400),
        (lambda c: c.get("/sparql", query_string={"query": ASK, "default-graph-uri": "not an iri"}), 400),
        (lambda c: c.post("/sparql", data={"update": "CLEAR ALL"}), 403),
        (lambda c: c.post("/sparql", data="CLEAR ALL", content_type="application/sparql-update"), 403),
        (lambda c: c.get("/sparql", query_string={"query": "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"}), 403),
        (lambda c: c.post("/sparql", data="", content_type="application/x-www-form-urlencoded"), 400),
    ],
)
def test_what_is_refused(client, send, status):
    response = send(client)
    assert response.status_code == status
    if status != 405:
        assert response.json["error"]["message"] or response.json["error"]["title"]


def test_a_syntax_error_says_where(client):
    response = client.get("/sparql", query_string={"query": "SELECT ?x WHERE {\n ?x ?y }"}, headers=JSON)
    assert "dòng 2, cột" in response.json["error"]["message"]


def count(client, **params) -> int:
    query = params.pop("query", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    response = client.get("/sparql", query_string={"query": query, **params}, headers=JSON)
    assert response.status_code == 200, response.get_data(as_text=True)
    return int(json.loads(response.data)["results"]["bindings"][0]["n"]["value"])


def test_the_data_set_of_a_request(client, here):
    one, two = [g for g in here.graph.graphs() if "/vb/" in g][:2]
    in_named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert 0 < count(client, **{"default-graph-uri": one}) < count(client, **{"default-graph-uri": [one, two]}) < count(client)
    assert count(client, **{"named-graph-uri": one}) == 0, "a data set of named graphs alone has an empty default graph"
    assert count(client, query=in_named, **{"named-graph-uri": one}) == count(client, **{"default-graph-uri": one})
    assert count(client, query=f"SELECT (COUNT(*) AS ?n) FROM <{two}> {{ ?s ?p ?o }}") == count(client, **{"default-graph-uri": two})
    given = count(client, query=f"SELECT (COUNT(*) AS ?n) FROM <{two}> {{ ?s ?p ?o }}", **{"default-graph-uri": one})
    assert given == count(client, **{"default-graph-uri": one}), "the request's data set goes before the query's"


def test_a_triple_said_by_two_documents_counts_once(client):
    distinct = count(client, query="SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { ?s ?p ?o } }")
    assert count(client) == distinct


def test_the_bare_endpoint_describes_itself(client, here):
    response = client.get("/sparql", headers={"Accept": "text/turtle"})
    graph = rdflib.Graph().parse(data=response.data, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    (service,) = graph.subjects(rdflib.RDF.type, sd.Service)
    assert str(graph.value(service, sd.endpoint)) == f"{here.iris.base}sparql"
    assert (service, sd.feature, sd.UnionDefaultGraph) in graph


def test_preflight(client):
    response = client.options("/sparql")
    assert response.status_code == 204
    assert "GET" in response.headers["Access-Control-Allow-Methods"]


@pytest.mark.parametrize(
    ("query", "accept", "status", "media"),
    [
        (SELECT, "image/png", 406, None),
        (SELECT, "text/turtle", 406, None),
        ("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1", "text/csv", 406, None),
        (SELECT, "text/csv;q=0", 406, None),
        (SELECT, "application/sparql-results+json;q=0, */*;q=0.1", 200, "application/json"),
        (SELECT, "application/sparql-results+xml; charset=utf-8", 200, "application/sparql-results+xml"),
        (SELECT, "text/csv;header=present", 200, "text/csv"),
        (SELECT, "text/tab-separated-values;q=0.2, text/csv;q=0.7", 200, "text/csv"),
        ("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1", "application/rdf+xml; charset=utf-8", 200, "application/rdf+xml"),
        (SELECT, "", 200, "application/sparql-results+json"),
        (SELECT, "*/*", 200, "application/sparql-results+json"),
    ],
)
def test_what_is_taken(client, query, accept, status, media):
    response = client.get("/sparql", query_string={"query": query}, headers={"Accept": accept})
    assert response.status_code == status
    assert media is None or response.mimetype in {media, "application/sparql-results+json"}
    assert response.headers["Vary"] == "Accept"


@pytest.mark.parametrize("query", [SELECT, "SELECT ?x {", "SELECT * { SERVICE <http://127.0.0.1:1/> {} }", ""])
def test_scripts_of_other_places_may_read_answers_and_errors(client, query):
    response = client.get("/sparql", query_string={"query": query}, headers=JSON)
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "X-Cancu-Truncated" in response.headers["Access-Control-Expose-Headers"]


def test_head_is_get_without_a_body(client):
    response = client.head("/sparql", query_string={"query": SELECT}, headers=JSON)
    assert (response.status_code, response.data) == (200, b"")
    assert client.head("/sparql").status_code == 200


def test_a_wrong_method_is_told_the_right_ones(client):
    response = client.put("/sparql", data=SELECT)
    assert response.status_code == 405
    assert {"GET", "POST"} <= set(response.headers["Allow"].split(", "))


@pytest.mark.parametrize(
    ("query", "status"), [("ASK {", 400), ("SELECT * { SERVICE <http://127.0.0.1:1/> {} }", 403), ("#" * 60_000, 413), (SELECT, 200)]
)
def test_the_page_has_the_status_that_programs_get(client, query, status):
    response = client.post("/sparql", data={"query": query}, headers={"Accept": "text/html"})
    assert response.status_code == status
    assert "<textarea" in response.get_data(as_text=True)


def test_the_page_asks_the_data_set_of_the_request(client, here):
    graph = next(g for g in here.graph.graphs() if "/vb/" in g)
    query = {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "default-graph-uri": graph}
    number = str(count(client, **{"default-graph-uri": graph}))
    assert f"<td>{number}</td>" in client.get("/sparql", query_string=query, headers={"Accept": "text/html"}).get_data(as_text=True)
