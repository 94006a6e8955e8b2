"""What others made: every page works where it is missing, and says so; what is served is named with its licence."""

import json
import re

import pytest

from portal import vendored
from portal.check import run


@pytest.fixture
def without(monkeypatch, tmp_path):
    monkeypatch.setattr(vendored, "_VENDOR", tmp_path)
    vendored.address.cache_clear()
    yield
    vendored.address.cache_clear()


def test_pages_go_without_what_is_missing(client, without):
    page = client.get("/sparql", headers={"Accept": "text/html"}).text
    assert "yasgui.min.js" not in page and '<textarea id="query"' in page
    assert vendored.missing() and "yasgui.min.js" in client.get("/giay-phep").text


def test_check_names_what_is_missing_and_the_remedy(without, tmp_path):
    found = [f for f in run(tmp_path) if "vendor" in f.what]
    assert len(found) == 1 and not found[0].ok and "npm" in found[0].remedy


def test_nothing_of_the_pages_comes_from_another_place(client):
    for path in ("/", "/sparql", "/tim-kiem?q=a", "/gioi-thieu"):
        page = client.get(path, headers={"Accept": "text/html"}).text
        assert not re.search(r"(?:src|href)=\"(?:https?:)?//(?!localhost)", page)


def test_licences_of_what_is_inside_are_named(client):
    if vendored.missing():
        pytest.skip("nothing was put in place: no npm when the package was installed")
    named = {p.name for p in vendored.packages()}
    assert {"@zazuko/yasgui", "cytoscape", "codemirror", "jquery"} <= named
    page = client.get("/giay-phep").text
    assert all(name in page for name in named)


def test_the_surroundings_of_a_document(client):
    told = client.get("/mang-luoi.json?quanh=/vb/vn/chinh-phu/nghi-dinh/2018/70&buoc=2").get_json()
    ids = {n["id"] for n in told["nodes"]}
    assert [n["id"] for n in told["nodes"] if n["centre"]] == ["/vb/vn/chinh-phu/nghi-dinh/2018/70"]
    assert told["edges"] and all(e["source"] in ids and e["target"] in ids and e["label"] for e in told["edges"])
    assert client.get("/mang-luoi.json?quanh=/vb/khong/co").status_code == 404


def test_completion_knows_the_terms_in_use(client):
    told = client.get("/tu-vung/goi-y.json").get_json()
    assert (
        "urn:cancu:ns:Task" in told["classes"]
        and "urn:cancu:ns:relation" in told["properties"]
        and told["prefixes"]["cc"] == "urn:cancu:ns:"
    )
    assert json.dumps(told)
