"""Each sentence of a PDF leads to its page."""

import re
from pathlib import Path

import pdfmaker

from corpus.source import read_bytes
from portal.app import create_app
from portal.build import build
from portal.settings import Settings

SAMPLE = next((Path(__file__).resolve().parents[2] / "corpus" / "samples").glob("2021-lam-dong-ket-luan*"))


def pdf():
    text = SAMPLE.read_text(encoding="utf-8")
    return pdfmaker.write(pdfmaker.flowed("\n\n".join([text, *(line[::-1] for line in text.splitlines() if len(line) > 40), text])))


def test_offsets_tell_the_page():
    raw = read_bytes(pdf(), "a.pdf")
    assert len(raw.pages) >= 2 and raw.pages[0] == 0
    pages = [raw.page_of(at) for at in range(len(raw.text))]
    assert pages == sorted(pages) and set(pages) == set(range(1, len(raw.pages) + 1))
    assert read_bytes(b"van ban", "a.txt").page_of(0) is None


def test_the_page_of_a_sentence_opens_in_the_original(tmp_path):
    source = tmp_path / "van-ban"
    source.mkdir()
    (source / "a.pdf").write_bytes(pdf())
    build(source, tmp_path / "data", Settings().base_iri, jobs=1)
    client = create_app(Settings(data=tmp_path / "data")).test_client()
    path = re.search(r'href="(/vb/[^"]+)"', client.get("/van-ban").text)[1]
    page = client.get(path).text
    assert page.count('class="sheet"') >= 2 and re.search(r'href="/goc/[0-9a-f]{64}\?xem=1#page=2"', page)
    whole = client.get(f"{path}?cau=0-20").text
    assert "Câu này ở" in whole and "#page=1" in whole.split("Câu này ở")[1][:200]
    with client.get(re.search(r'href="(/goc/[^"#]+)#page=1"', whole)[1]) as original:
        assert original.mimetype == "application/pdf"
