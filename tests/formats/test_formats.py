"""The same document as text, as a Word file and as a PDF is read the same."""

import io
import zipfile
from pathlib import Path

import docxmaker
import pdfmaker
import pytest

from corpus import source, word
from corpus.errors import UnreadableSource
from corpus.pipeline import extract
from corpus.source import read_bytes
from corpus.vocabulary import vocabulary
from corpus.wordlists import number

SAMPLES = sorted((Path(__file__).parents[2] / "corpus" / "samples").glob("*.txt"))


def facts(data: bytes, name: str):
    record = extract(read_bytes(data, name), vocabulary())
    document = record.document
    return {
        "header": (
            document.number,
            document.doctype,
            document.title,
            document.agency,
            document.date,
            document.signer and document.signer.name,
        ),
        "citations": [(c.canonical, c.date, c.relation) for c in record.citations],
        "named": [(n.doctype, n.title, n.relation) for n in record.named_documents],
        "tasks": [(t.section, t.owner, t.cooperating, t.deadline.kind, t.deadline.date_to, t.legal_bases) for t in record.tasks],
        "people": [(p.name, p.posts) for p in record.people],
    }


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_word_is_read_as_text_is(path):
    text = path.read_bytes()
    assert facts(docxmaker.of_text(text.decode()), "a.docx") == facts(text, "a.txt")


@pytest.mark.parametrize("path", [p for p in SAMPLES if "\t" not in p.read_text("utf-8")], ids=lambda path: path.stem)
def test_pdf_is_read_as_text_is(path):
    text = path.read_bytes()
    assert facts(pdfmaker.write(pdfmaker.flowed(text.decode())), "a.pdf") == facts(text, "a.txt")


def test_pdf_takes_number_and_day_from_the_stamps_and_leaves_the_signature_out():
    page = pdfmaker.Page(
        [
            (90, 770, "UBND TỈNH LÂM ĐỒNG"), (300, 770, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), (90, 740, "Số:"), (150, 740, "/TB-UBND"),
            (300, 740, "Lâm Đồng, ngày"), (420, 740, "tháng 3 năm 2024"), (200, 700, "THÔNG BÁO"), (200, 680, "Về giao ban"),
        ],
        [(120, 740, "57"), (396, 740, "08"), (400, 810, "Văn phòng vp@lamdong.example 08.03.2024 10:21:11 +07:00")],
    )  # fmt: skip
    raw = read_bytes(pdfmaker.write([page]), "thong-bao.pdf")
    document = extract(raw, vocabulary()).document
    assert (document.number, document.date) == ("57/TB-UBND", "2024-03-08")
    assert "@" not in raw.text
    assert "10:21" not in raw.text


LONG = "\n\n".join(
    ["THÔNG BÁO", "Kết luận giao ban"]
    + [f"{n}. Giao Phòng Kế hoạch rà soát danh mục số {n} theo Quyết định số {n}/QĐ-UBND ngày 02/3/2021 của UBND tỉnh, trình Giám đốc xem xét, "
       f"quyết định trước ngày 15/4/2024 và gửi báo cáo về Văn phòng để tổng hợp." for n in range(1, 40)]
)  # fmt: skip


def test_pdf_pages_are_joined_without_their_numbers():
    pages = pdfmaker.flowed(LONG)
    assert len(pages) > 2
    assert facts(pdfmaker.write(pages), "a.pdf") == facts(LONG.encode(), "a.txt")


def test_running_heads_and_feet_are_left_out():
    pages = pdfmaker.flowed(LONG)
    for at, page in enumerate(pages, 1):
        page.printed.append((85, 30, f"Phòng Hành chính - trang {at}/{len(pages)}"))
    assert "Phòng Hành chính" not in read_bytes(pdfmaker.write(pages), "a.pdf").text


def test_pages_without_text_are_told_of_and_a_pdf_without_any_is_refused():
    pages = [*pdfmaker.flowed("THÔNG BÁO\nGiao Sở Tài chính báo cáo."), pdfmaker.Page()]
    record = extract(read_bytes(pdfmaker.write(pages), "a.pdf"), vocabulary())
    assert [(p.code, p.severity) for p in record.problems if p.code == "trang-khong-chu"] == [("trang-khong-chu", "warning")]
    assert "Trang 2" in next(p.message for p in record.problems if p.code == "trang-khong-chu")
    with pytest.raises(UnreadableSource, match="ảnh quét") as caught:
        read_bytes(pdfmaker.write([pdfmaker.Page()]), "quet.pdf")
    assert "Tesseract" in caught.value.remedy


def test_a_scanned_page_that_bears_only_its_number_is_told_of():
    pages = [*pdfmaker.flowed("THÔNG BÁO\nGiao Sở Tài chính báo cáo."), pdfmaker.Page([(300, 800, "2")])]
    assert any("Trang 2" in problem.message for problem in read_bytes(pdfmaker.write(pages), "a.pdf").told)


def test_only_the_text_of_a_signature_is_left_out():
    pages = pdfmaker.flowed(
        "Người ký: Văn phòng UBND\nThời gian ký: 08.03.2024 10:21:11 +07:00\nTHÔNG BÁO\nNgười ký văn bản chịu trách nhiệm."
    )
    assert read_bytes(pdfmaker.write(pages), "a.pdf").text.split() == [
        "THÔNG",
        "BÁO",
        "Người",
        "ký",
        "văn",
        "bản",
        "chịu",
        "trách",
        "nhiệm.",
    ]


def lines(body: str, **parts: str) -> list[str]:
    return read_bytes(docxmaker.write(body, **parts), "a.docx").original.split("\n")


P = docxmaker.paragraph


def test_list_numbers_are_computed():
    body = "".join(
        P(text, level=level)
        for text, level in [
            ("Chung", (1, 0)),
            ("một", (1, 1)),
            ("hai", (1, 1)),
            ("Riêng", (1, 0)),
            ("ba", (1, 1)),
            ("gạch", (2, 0)),
            ("", (1, 0)),
            ("Cuối", (1, 0)),
            ("thường", None),
        ]
    )
    numbers = docxmaker.numbering([("upperRoman", "%1."), ("decimal", "%1.%2.")], [("bullet", "·")])
    assert lines(body, numbering=numbers) == [
        "I. Chung", "I.1. một", "I.2. hai", "II. Riêng", "II.1. ba", "- gạch", "", "III. Cuối", "thường",
    ]  # fmt: skip


def test_a_list_that_starts_anew_and_one_that_goes_on():
    overrides = (
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = P("a", level=(1, 0)) + P("b", level=(2, 0)) + P("c", level=(3, 0)) + P("d", level=(2, 0))
    assert lines(body, numbering=docxmaker.numbering([("lowerLetter", "%1)")], overrides=overrides)) == ["a) a", "b) b", "a) c", "c) d"]


def test_numbers_by_style_and_its_parent():
    styles = (
        '<w:style w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="MucCon"><w:basedOn w:val="Muc"/></w:style>'
    )
    body = P("x", style="Muc") + P("y", style="MucCon") + P("z", style="Khac")
    assert lines(body, numbering=docxmaker.numbering([("decimal", "Điều %1.")]), styles=styles) == ["Điều 1. x", "Điều 2. y", "z"]


@pytest.mark.parametrize(
    ("value", "form", "printed"),
    [
        (4, "lowerRoman", "iv"),
        (14, "upperRoman", "XIV"),
        (27, "lowerLetter", "aa"),
        (3, "upperLetter", "C"),
        (7, "decimalZero", "07"),
        (12, "decimal", "12"),
    ],
)
def test_number_formats(value, form, printed):
    assert number(value, form) == printed


def test_tracked_changes_count_as_accepted():
    body = P("Hạn ", f"<w:del>{docxmaker.run('30/6')}</w:del>", f"<w:ins>{docxmaker.run('31/7')}</w:ins>", "/2024")
    assert lines(body) == ["Hạn 31/7/2024"]


def test_text_boxes_are_read_once_and_stand_before_their_paragraph():
    box = f"<w:txbxContent>{P('Số: 12/KL-SKHCN')}</w:txbxContent>"
    drawn = f"<w:r><mc:AlternateContent><mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    assert lines(P(drawn, "KẾT LUẬN")) == ["Số: 12/KL-SKHCN", "KẾT LUẬN"]


def test_footnotes_capitals_and_hidden_text():
    note = f'<w:footnote w:id="2">{P("Theo báo cáo ngày 02/3/2024.")}</w:footnote><w:footnote w:id="0" w:type="separator">{P("_")}</w:footnote>'
    body = P(docxmaker.run("kết luận", "<w:caps/>")) + P(
        "Đạt 45%", '<w:r><w:footnoteReference w:id="2"/></w:r>', docxmaker.run("ẩn", "<w:vanish/>")
    )
    assert lines(body, footnotes=note) == ["KẾT LUẬN", "Đạt 45%[2]", "[2] Theo báo cáo ngày 02/3/2024."]


def test_tables_of_data_are_rows_and_tables_of_layout_are_lines():
    merged = '<w:vMerge w:val="restart"/>'
    data = docxmaker.table(
        [["TT", "Nội dung", "Chủ trì", "Thời hạn"], ["1", "Rà soát\ndanh mục", docxmaker.cell("Phòng Kế hoạch", merged), "Quý I"],
         ["2", "Trình duyệt", docxmaker.cell("", "<w:vMerge/>"), "Quý II"], [docxmaker.cell("A. Việc khác", '<w:gridSpan w:val="4"/>')]]
    )  # fmt: skip
    head = docxmaker.table(
        [
            ["UBND TỈNH LÂM ĐỒNG\nSỞ TÀI CHÍNH", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            ["Số: 5/TB-STC", "", "Lâm Đồng, ngày 02 tháng 3 năm 2024"],
        ]
    )
    assert lines(head + data) == [
        "UBND TỈNH LÂM ĐỒNG", "SỞ TÀI CHÍNH", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 5/TB-STC", "", "Lâm Đồng, ngày 02 tháng 3 năm 2024",
        "TT\tNội dung\tChủ trì\tThời hạn", "1\tRà soát danh mục\tPhòng Kế hoạch\tQuý I", "2\tTrình duyệt\tPhòng Kế hoạch\tQuý II", "A. Việc khác\t\t\t",
    ]  # fmt: skip


def zipped(**names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in names.items():
            package.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600 + "EncryptedPackage".encode("utf-16-le"), "khoa.docx", "mật khẩu"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "cu.docx", "LibreOffice"),
        (b"{\\rtf1 x}", "thu.txt", "LibreOffice"),
        (docxmaker.write(P("a"))[:200], "cat.docx", "hỏng"),
        (zipped(xl__workbook="<x/>"), "bang.docx", "word/document.xml"),
        (docxmaker.write(""), "trong.docx", "không có chữ"),
        (zipped(word__document='<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>'), "thuc-the.docx", "DOCTYPE"),
        (zipped(word__document="<w:document"), "xml.docx", "hỏng"),
        (b"%PDF-1.4 cut", "cat.pdf", "hỏng"),
        (b"khong phai pdf", "text.pdf", "hỏng"),
        (b"", "rong.pdf", "rỗng"),
        (pdfmaker.write(pdfmaker.flowed("Thông báo"), locked=True), "khoa.pdf", "mật khẩu"),
    ],
)  # fmt: skip
def test_files_that_cannot_be_read_say_why_and_what_to_do(data, name, told):
    with pytest.raises(UnreadableSource, match=told) as caught:
        read_bytes(data, f"phong/{name}")
    assert f"phong/{name}" in str(caught.value)
    assert caught.value.remedy


def test_a_file_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(source, "MAX_BYTES", 100)
    with pytest.raises(UnreadableSource, match="lớn hơn"):
        read_bytes(b"a" * 101, "lon.txt")


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(word, "_MAX_PART", 10_000)
    with pytest.raises(UnreadableSource, match="giải nén"):
        read_bytes(docxmaker.write(P("a" * 20_000)), "bom.docx")


@pytest.mark.parametrize(
    ("data", "name"), [(docxmaker.write(P("Thông báo")), "a.txt"), (pdfmaker.write(pdfmaker.flowed("Thông báo")), "a.docx")]
)
def test_a_wrong_ending_is_no_obstacle(data, name):
    assert read_bytes(data, name).text.strip() == "Thông báo"
