"""The JSON interface: its answers have the shapes that its description promises, whatever is asked."""

import json
from urllib.parse import quote

import jsonschema_rs
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from portal.api.description import description
from portal.api.operations import OPERATIONS
from portal.api.parameters import BadParameter, Parameter
from portal.api.shapes import SCHEMAS

DOCUMENT = description("0")


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda o: o.path)
def test_any_call_is_answered_as_described(app, operation):
    """Calls made up by schemathesis from the description, fitting it or not: no failure, no answer of another shape."""
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)

    @given(case=st.one_of(described[operation.path]["GET"].as_strategy(generation_mode=mode) for mode in GenerationMode))
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    def call(case):
        case.call_and_validate()

    call()


def shaped(answer, name):
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": f"#/components/schemas/{name}",
        "components": {"schemas": SCHEMAS},
    }
    jsonschema_rs.validator_for(schema).validate(answer)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda o: o.path)
def test_examples_answer(client, operation):
    response = client.get("/api/v1" + operation.example)
    assert response.status_code == 200
    shaped(response.get_json(), operation.shape)
    assert response.get_json().get("total", 1) > 0


@pytest.mark.parametrize(
    "query",
    [
        "trang=2",
        "page=0",
        "page=x",
        "per_page=100000",
        "sort=best",
        "sort=date&sort=date",
        "day=2026-02-30",
        "day=20260101",
        "q=" + "x" * 401,
    ],
)
def test_what_is_not_understood_is_refused(client, query):
    response = client.get("/api/v1/search?" + query, headers={"Accept": "text/html"})
    assert response.status_code == 400
    error = response.get_json()
    shaped(error, "Error")
    assert error["error"]["message"] and error["error"]["remedy"]


def test_pages_join_to_the_whole(client):
    whole = client.get("/api/v1/tasks?per_page=200").get_json()
    found, address = [], "/api/v1/tasks?per_page=7"
    while address:
        page = client.get(address).get_json()
        found += page["items"]
        address = page["next"]
    assert found == whole["items"] and len(found) == whole["total"]


def test_a_task_leads_to_its_sentence(client):
    task = client.get("/api/v1/tasks?per_page=1").get_json()["items"][0]
    page = client.get(task["place"]["link"].split("#")[0]).text
    assert '<mark class="sentence">' in page


def test_relations_both_ways(client):
    into = client.get("/api/v1/relations?direction=in&document=" + quote("70/2018/NĐ-CP")).get_json()
    assert into["items"]
    for item in into["items"]:
        out = client.get("/api/v1/relations?per_page=200&direction=out&document=" + quote(item["document"]["iri"])).get_json()["items"]
        assert any(o["other"] == item["other"] and o["sentence"] == item["sentence"] for o in out)


@pytest.mark.parametrize("path", ["/document?id=9999/XX-YY", "/nothing"])
def test_what_is_not_there(client, path):
    response = client.get("/api/v1" + path)
    assert response.status_code == 404
    shaped(response.get_json(), "Error")


def test_a_document_that_nothing_is_known_of_has_no_relations(client):
    response = client.get("/api/v1/relations?document=/vb/nowhere")
    assert (response.status_code, response.get_json()["items"]) == (200, [])


def test_the_description_names_what_there_is(client):
    told = client.get("/api/v1/openapi.json").get_json()
    assert told["openapi"].startswith("3.1") and set(told["paths"]) == {o.path for o in OPERATIONS}
    assert json.loads(json.dumps(DOCUMENT))["components"] == told["components"]
    page = client.get("/api/v1/").text
    assert all(p.name in page for o in OPERATIONS for p in o.parameters)


def test_units_by_name_without_diacritics(client):
    items = client.get("/api/v1/entities?kind=unit&q=" + quote("phong ke hoach")).get_json()["items"]
    assert items and all("hoạch" in i["label"] for i in items)


def test_parameters_describe_what_they_accept():
    with pytest.raises(BadParameter, match="“n”"):
        Parameter("n", "", "integer", 1, 1, 5).read("9")
    assert Parameter("n", "", "integer", 1, 1, 5).describe()["schema"] == {"type": "integer", "minimum": 1, "maximum": 5, "default": 1}
