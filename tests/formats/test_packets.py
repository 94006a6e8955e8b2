"""edXML packets: the header wins, differences are told, what is attached is read, what is harmful is refused."""

import base64

import docxmaker
import pytest

from corpus.errors import UnreadableSource
from corpus.packets import read_packet
from corpus.pipeline import extract
from corpus.source import read_bytes
from corpus.vocabulary import vocabulary
from portal.app import create_app
from portal.build import build
from portal.settings import Settings

OLD, NEW = "http://www.e-doc.vn/Schema/", "http://www.mic.gov.vn/TBT/QCVN_102_2016"
BODY = ["ỦY BAN NHÂN DÂN TỈNH LÀO CAI", "Số: {number}", "Lào Cai, ngày {day} tháng 5 năm 2025", "QUYẾT ĐỊNH", "Về việc kiểm kê kho thuốc năm 2025",
        "Căn cứ Nghị định số 70/2018/NĐ-CP ngày 15/5/2018 của Chính phủ;", "Điều 1. Giao Sở Y tế chủ trì kiểm kê kho thuốc trước ngày 30/6/2025."]  # fmt: skip


def document(number="15/QĐ-UBND", day="20"):
    return docxmaker.write("".join(docxmaker.paragraph(line.format(number=number, day=day)) for line in BODY))


def packet(*files, namespace=NEW, **fields):
    given = {"CodeNumber": "15", "CodeNotation": "QĐ-UBND", "PromulgationDate": "2025/05/20", "Place": "Lào Cai", "TypeName": "Quyết định", "Subject": "Về việc kiểm kê",
             "FullName": "Trần Văn Bách", "Position": "Phó Chủ tịch", "DueDate": "2025/06/01"} | fields  # fmt: skip
    attached = "".join(
        f"<Attachment><ContentType>x</ContentType><ContentId>cid:{n}</ContentId><ContentTransferEncoded>{base64.b64encode(content).decode()}</ContentTransferEncoded>"
        f"<AttachmentName>{name}</AttachmentName></Attachment>" for n, (name, content) in enumerate(files)
    )  # fmt: skip
    return f"""<?xml version="1.0" encoding="utf-8"?><edXML xmlns="{namespace}"><e:edXMLEnvelope xmlns:e="{namespace}"><e:edXMLHeader><e:MessageHeader>
<e:From><e:OrganId>H38.01</e:OrganId><e:OrganName>Ủy ban nhân dân tỉnh Lào Cai</e:OrganName></e:From>
<e:To><e:OrganId>H38.05</e:OrganId><e:OrganName>Sở Y tế tỉnh Lào Cai</e:OrganName></e:To><e:To><e:OrganId>H38.06</e:OrganId></e:To>
<e:Code><e:CodeNumber>{given["CodeNumber"]}</e:CodeNumber><e:CodeNotation>{given["CodeNotation"]}</e:CodeNotation></e:Code>
<e:PromulgationInfo><e:Place>{given["Place"]}</e:Place><e:PromulgationDate>{given["PromulgationDate"]}</e:PromulgationDate></e:PromulgationInfo>
<e:DocumentType><e:Type>3</e:Type><e:TypeName>{given["TypeName"]}</e:TypeName></e:DocumentType><e:Subject>{given["Subject"]}</e:Subject>
<e:SignerInfo><e:Position>{given["Position"]}</e:Position><e:FullName>{given["FullName"]}</e:FullName></e:SignerInfo><e:DueDate>{given["DueDate"]}</e:DueDate>
<e:ResponseFor><e:OrganId>H38.05</e:OrganId><e:Code>88/TTr-SYT</e:Code><e:PromulgationDate>2025/04/02</e:PromulgationDate></e:ResponseFor>
</e:MessageHeader></e:edXMLHeader></e:edXMLEnvelope><AttachmentEncoded>{attached}</AttachmentEncoded></edXML>""".encode()


def read(data, name="goi.edxml"):
    return extract(read_bytes(data, name), vocabulary())


@pytest.mark.parametrize("namespace", [NEW, OLD])
@pytest.mark.parametrize("name", ["goi.edxml", "goi.xml"])
def test_the_document_of_a_packet_is_read_with_its_header(namespace, name):
    record = read(packet(("phu-luc.txt", b"a"), ("quyet-dinh.docx", document()), namespace=namespace), name)
    d = record.document
    assert (d.number, d.date, d.signer.name, d.agency) == ("15/QĐ-UBND", "2025-05-20", "Trần Văn Bách", "UBND tỉnh Lào Cai")
    assert [c.number for c in record.citations] == ["70/2018/NĐ-CP"] and record.tasks[0].owner == ("Sở Y tế",)
    assert not [p for p in record.problems if p.code == "goi-tin-trai-van-ban"]
    assert d.packet.due == "2025-06-01" and d.packet.recipients == ("Sở Y tế tỉnh Lào Cai", "H38.06")
    assert [(a.number, a.date) for a in d.packet.answers] == [("88/TTr-SYT", "2025-04-02")]


def test_the_header_wins_and_what_differs_is_told():
    record = read(packet(("a.docx", document(number="51/QĐ-UBND", day="21"))))
    assert (record.document.number, record.document.date) == ("15/QĐ-UBND", "2025-05-20")
    told = [p.message for p in record.problems if p.code == "goi-tin-trai-van-ban"]
    assert len(told) == 2 and "51/QĐ-UBND" in told[0] and "2025-05-21" in told[1]


def test_what_the_text_lacks_comes_from_the_header():
    bare = docxmaker.write("".join(docxmaker.paragraph(line) for line in BODY[5:]))
    d = read(packet(("a.docx", bare))).document
    assert (d.number, d.doctype, d.date, d.agency) == ("15/QĐ-UBND", "quyet-dinh", "2025-05-20", "UBND tỉnh Lào Cai")
    nothing = read(packet(("a.docx", document()), CodeNumber="N/A", PromulgationDate="bua kia", FullName="N/A"))
    assert nothing.document.number == "15/QĐ-UBND" and nothing.document.date == "2025-05-20"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (packet(), "không đính kèm"),
        (packet(("a.docx", document()))[:400], "hỏng"),
        (b"<a>x</a>", "không phải gói edXML"),
        (packet(("a.docx", document())).replace(b"?>", b"?><!DOCTYPE edXML [<!ENTITY a 'b'>]>", 1), "DOCTYPE"),
        (packet(("trong-goi.xml", packet(("a.docx", document())))), "chỉ đính kèm"),
        (packet(("a.docx", b"PK\x03\x04 broken")), "hỏng"),
    ],
)
def test_packets_that_cannot_be_read_say_why(data, told):
    with pytest.raises(UnreadableSource, match=told) as error:
        read(data, "goi.xml")
    assert error.value.remedy


def test_the_document_is_what_people_wrote_and_not_its_picture():
    _, attached = read_packet(packet(("b.pdf", b"x"), ("bang.xlsx", b"x"), ("a.docx", b"x")), "g")
    assert [a.name for a in attached] == ["a.docx", "b.pdf", "bang.xlsx"]


def test_a_folder_of_packets(tmp_path):
    source, data = tmp_path / "van-ban", tmp_path / "data"
    source.mkdir()
    other = "SỞ Y TẾ TỈNH LÀO CAI\n\nSố: 88/TTr-SYT\n\nTỜ TRÌNH\n\nVề việc kiểm kê kho thuốc\n\nSở Y tế kính trình."
    (source / "goi.edxml").write_bytes(packet(("a.docx", document()), ("to-trinh.txt", other.encode()), ("bang.xlsx", b"x")))
    report = build(source, data, Settings().base_iri, jobs=1)
    assert report.counts["documents"] == 2 and [s.path for s in report.set_aside] == ["goi.edxml/bang.xlsx"]
    client = create_app(Settings(data=data)).test_client()
    page = client.get("/vb/lao-cai/ubnd/quyet-dinh/2025/15").text
    assert "Gói tin liên thông" in page and "88/TTr-SYT" in page and "01/06/2025" in page
    assert not build(source, data, Settings().base_iri, jobs=1).changed
