"""Each sentence of a PDF leads to its page, each of a Word file to its paragraph."""

import re
from pathlib import Path

import docxmaker
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


def word():
    p = docxmaker.paragraph
    box = "<w:r><w:pict><w:txbxContent>" + p("SỞ XÂY DỰNG") + "</w:txbxContent></w:pict></w:r>"
    rows = [["STT", "Nội dung"], ["1", "Sửa cầu\nqua suối"], ["2", "Vớt rác"]]
    return docxmaker.write(
        p(box, "THÔNG BÁO") + p() + p("Về một việc") + docxmaker.table(rows) + p("1. Việc của\u00a0xã.") + p("2. Việc của huyện.")
    )


def test_offsets_tell_the_paragraph():
    raw = read_bytes(word(), "a.docx")
    told = {
        words: raw.paragraph_of(raw.text.index(words))
        for words in ("THÔNG", "Về một", "STT", "Sửa cầu", "qua suối", "Vớt", "Việc của xã", "huyện")
    }
    assert told == {"THÔNG": 1, "Về một": 3, "STT": 4, "Sửa cầu": 6, "qua suối": 6, "Vớt": 9, "Việc của xã": 11, "huyện": 12}
    assert read_bytes(b"van ban", "a.txt").paragraph_of(0) is None


def test_the_paragraph_of_a_sentence_is_told(tmp_path):
    source = tmp_path / "van-ban"
    source.mkdir()
    (source / "a.docx").write_bytes(word())
    build(source, tmp_path / "data", Settings().base_iri, jobs=1)
    client = create_app(Settings(data=tmp_path / "data")).test_client()
    path = re.search(r'href="(/vb/[^"]+)"', client.get("/van-ban").text)[1]
    text = read_bytes(word(), "a.docx").text
    at = text.index("2. Việc")
    assert re.search(r'Câu này ở <a href="/goc/[0-9a-f]{64}">đoạn 12 của bản gốc</a>', client.get(f"{path}?cau={at}-{at + 5}").text)


def test_signatures_are_told_beside_the_text(tmp_path):
    source = tmp_path / "van-ban"
    source.mkdir()
    page = pdfmaker.flowed(SAMPLE.read_text(encoding="utf-8"))[0]
    page.fields.append((330, 40, "Văn phòng Sở vp@lamdong.example.vn 03.04.2025 09:21:11 +07:00"))
    (source / "a.pdf").write_bytes(pdfmaker.write([page]))
    build(source, tmp_path / "data", Settings().base_iri, jobs=1)
    client = create_app(Settings(data=tmp_path / "data")).test_client()
    shown = client.get(re.search(r'href="(/vb/[^"]+)"', client.get("/van-ban").text)[1]).text
    assert "Chữ ký số trong tệp" in shown
    assert "Văn phòng Sở (vp@lamdong.example.vn), ký lúc 09:21 03/04/2025" in shown
    assert "chưa được kiểm tra" in shown
