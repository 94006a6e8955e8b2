"""Pages kept as they were sent say what they would say anew: by language, address, state; nothing but pages is kept."""

from flask import Response

from portal.kept_pages import KeptPages


def test_a_page_asked_again_is_the_same(app):
    client = app.test_client()
    first, again = (client.get("/tim-kiem?q=kiem+ke") for _ in range(2))
    assert first.data == again.data
    for name in ("Content-Type", "Vary", "ETag", "Content-Security-Policy", "Cache-Control"):
        assert first.headers[name] == again.headers[name], name
    assert client.get("/tim-kiem?q=kiem+ke", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_languages_are_kept_apart(app):
    one, other = app.test_client(), app.test_client()
    one.get("/nhiem-vu?lang=en")
    assert "<h1>Tasks</h1>" in one.get("/nhiem-vu").text
    assert "<h1>Nhiệm vụ</h1>" in other.get("/nhiem-vu").text


def test_what_is_wanted_in_another_form_is_not_a_kept_page(app):
    client = app.test_client()
    path = "/vb/lam-dong/ubnd/quyet-dinh/2019/41"
    assert client.get(path).mimetype == "text/html"
    assert client.get(path, headers={"Accept": "text/turtle"}).status_code == 303
    assert client.get("/nhiem-vu.csv").mimetype == "text/csv" and client.get("/nhiem-vu.csv").mimetype == "text/csv"


def test_the_longest_unused_goes_first_and_large_ones_are_not_kept():
    pages = KeptPages(most_bytes=1000)
    for n in range(4):
        pages.put((str(n),), Response(b"x" * 300, mimetype="text/html"))
        pages.get(("0",))
    assert pages.get(("0",)) is not None and pages.get(("1",)) is None and pages.get(("3",)) is not None
    pages.put(("large",), Response(b"x" * (2**20 + 1)))
    assert pages.get(("large",)) is None


def test_a_record_kept_by_another_version_is_read_again(data_dir, monkeypatch):
    """A field that the kept record lacks must not break its page."""
    from portal.datadir import DataDir

    data = DataDir(data_dir)
    manifest = data.manifest(data.current_name())
    path, entry = next((p, e) for p, e in manifest.files.items() if e.doc in manifest.documents)
    name = manifest.documents[entry.doc].record
    raw, record = data.load_record(name, entry.sha256, path)
    older = object.__new__(type(raw))
    for field in ("source", "original", "text", "offsets"):
        object.__setattr__(older, field, getattr(raw, field))
    monkeypatch.setattr("portal.datadir.pickle.load", lambda _stream: (older, record))
    again, _ = data.load_record(name, entry.sha256, path)
    assert again.pages == () and again.text == raw.text
