"""Scanned pages: reading order, certainty, stamps, what is told and refused; with engines made for the test, and Tesseract where it is."""

import io
import shutil

import pdfmaker
import pytest
from PIL import Image, ImageDraw, ImageFont

from corpus.errors import UnreadableSource
from corpus.ocr import INSTALL, Line, Seen, Tesseract, Word, reading_lines, without_stamps
from corpus.pipeline import extract
from corpus.source import read_bytes
from corpus.tools import Tools
from corpus.vocabulary import vocabulary
from portal.recognition import engine

WIDTH, STEP = 1000, 10


def line(text, left=50, paragraph=0, sure=96.0):
    """A line set in letters ten pixels wide; "||" is the gap between two columns; a word in ‹› is hard to read."""
    words, at = [], left
    for word in text.split(" "):
        if word == "||":
            at = 550
            continue
        poor = word.startswith("‹")
        word = word.strip("‹›")
        words.append(Word(word, at, at + STEP * len(word), 41.0 if poor else sure))
        at += STEP * (len(word) + 1)
    return Line(tuple(words), paragraph)


class Engine:
    """Sees the pages it was given, one after the other; None is a page on which it fails."""

    def __init__(self, *pages):
        self.pages, self.asked = list(pages), 0

    def see(self, picture, path, page, of):
        assert picture.mode == "L"
        page = self.pages[self.asked % len(self.pages)]
        self.asked += 1
        if page is None:
            raise UnreadableSource(path, "hết giờ", "Quét lại.")
        return Seen(WIDTH, tuple(page))


FIRST = [
    line("ỦY BAN NHÂN DÂN || CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    line("TỈNH LÀO CAI || Độc lập - Tự do - Hạnh phúc"),
    line("Số: 15/TB-UBND || Lào Cai, ngày 20 tháng 5 năm 2025"),
    line("THÔNG BÁO", 400, 1),
    line("Kết luận về phòng, chống cháy rừng mùa khô", 300, 1),
    line("Thực hiện Nghị định số ‹156/2018/NĐ-CP› ngày 16/11/2018 của Chính phủ và Quyết định", 50, 2),
    line("số 1433/QĐ-UBND ngày 04/6/2024, Chủ tịch UBND tỉnh kết luận như sau:", 50, 2),
    line("1. Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh kiểm tra kho vật tư, hoàn thành", 50, 3),
]
SECOND = [line("trước ngày 30/6/2025.", 50), line("2. Giao Sở Tài chính bố trí kinh phí trong năm 2025.", 50, 1)]


def image(size=(600, 800), kind="PNG", **more):
    stream = io.BytesIO()
    Image.new("RGB", size, "white").save(stream, kind, **more)
    return stream.getvalue()


def test_two_columns_follow_each_other_and_lines_across_stand_between():
    assert reading_lines(Seen(WIDTH, tuple(FIRST[:4]))) == [
        "", "ỦY BAN NHÂN DÂN", "TỈNH LÀO CAI", "Số: 15/TB-UBND", "",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Lào Cai, ngày 20 tháng 5 năm 2025", "",
        "THÔNG BÁO",
    ]  # fmt: skip


def test_a_signature_beside_the_recipients_is_taken_apart():
    seen = Seen(WIDTH, (line("Nơi nhận: || CHỦ TỊCH"), line("- Như trên;"), line("Lê Văn Tám", 650), line("- Lưu: VT.")))
    assert reading_lines(seen) == ["", "Nơi nhận:", "- Như trên;", "- Lưu: VT.", "", "CHỦ TỊCH", "Lê Văn Tám", ""]


def test_an_icelandic_letter_is_a_vietnamese_one():
    assert reading_lines(Seen(WIDTH, (line("Quyết định số 06/QĐÐ-TTg ngày 06/01/2022 của Thủ tướng Chính phủ về Ðề án 06"),))) == [
        "Quyết định số 06/QĐ-TTg ngày 06/01/2022 của Thủ tướng Chính phủ về Đề án 06"
    ]


def test_a_red_stamp_is_as_white_as_the_paper():
    picture = Image.new("RGB", (2, 1))
    picture.putdata([(255, 30, 20), (10, 10, 10)])
    assert without_stamps(picture).tobytes() == bytes([255, 10])


def test_a_scanned_pdf_is_read_like_any_other_and_says_what_is_not_sure():
    record = extract(read_bytes(pdfmaker.write([pdfmaker.Page(), pdfmaker.Page()]), "quet.pdf", Tools(Engine(FIRST, SECOND))), vocabulary())
    assert (record.document.number, record.document.date, record.document.agency) == ("15/TB-UBND", "2025-05-20", "UBND tỉnh Lào Cai")
    assert [c.number for c in record.citations] == ["156/2018/NĐ-CP", "1433/QĐ-UBND"]
    assert [(t.owner, t.deadline.date_to) for t in record.tasks] == [(("Sở Y tế",), "2025-06-30"), (("Sở Tài chính",), "2025-12-31")]
    told = {p.code: p for p in record.problems}
    assert "Trang 1, 2" in told["nhan-dang-chu"].message and told["nhan-dang-chu"].severity == "info"
    doubts = [p for p in record.problems if p.code == "chu-khong-ro"]
    assert len(doubts) == 1 and "156/2018" in doubts[0].span.of(record.document.text)


def test_only_pages_without_text_are_recognised():
    sees = Engine(SECOND)
    pages = [*pdfmaker.flowed("THÔNG BÁO\n\nVề việc trực ngày nghỉ lễ của các đơn vị thuộc Sở trong tháng 9"), pdfmaker.Page()]
    raw = read_bytes(pdfmaker.write(pages), "a.pdf", Tools(sees))
    assert sees.asked == 1
    assert "Giao Sở Tài chính" in raw.text and "THÔNG BÁO" in raw.text
    assert "Trang 2 được" in raw.told[0].message


def test_a_page_on_which_the_engine_fails_is_told_of():
    raw = read_bytes(pdfmaker.write([pdfmaker.Page(), pdfmaker.Page()]), "a.pdf", Tools(Engine(FIRST, None)))
    assert [p.code for p in raw.told] == ["nhan-dang-chu", "trang-khong-chu"]
    assert "Trang 2 " in raw.told[1].message and raw.told[1].suggestion == "Quét lại."


def test_a_poor_scan_is_a_warning():
    poor = [line(FIRST[5].words[0].text + " " + "chữ mờ khó đọc " * 8, sure=55.0)]
    assert read_bytes(image(), "mo.png", Tools(Engine(poor))).told[0].severity == "warning"


@pytest.mark.parametrize(("kind", "name"), [("PNG", "a.png"), ("JPEG", "a.jpg"), ("TIFF", "a.tif"), ("PNG", "sai-duoi.txt")])
def test_pictures_are_read_whatever_their_name(kind, name):
    raw = read_bytes(image(kind=kind), name, Tools(Engine(FIRST)))
    assert "15/TB-UBND" in raw.text
    assert raw.source.media_type.startswith("image/")


def test_every_page_of_a_fax_is_read():
    data = image(kind="TIFF", save_all=True, append_images=[Image.new("RGB", (600, 800), "white")])
    text = read_bytes(data, "fax.tiff", Tools(Engine(FIRST, SECOND))).text
    assert "15/TB-UBND" in text and "Sở Tài chính" in text


@pytest.mark.parametrize(
    ("data", "ocr", "reason", "remedy"),
    [
        (image(), None, "chưa có phần mềm", INSTALL),
        (pdfmaker.write([pdfmaker.Page()]), None, "chỉ có ảnh quét", INSTALL),
        (pdfmaker.write([pdfmaker.Page()]), Engine(None), "chỉ có ảnh quét", "Quét lại."),
        (image(), Engine([line("SỞ Y TẾ")]), "không có đủ chữ", "Bỏ ảnh"),
        (image()[:60], Engine(FIRST), "ảnh hỏng", "Quét lại"),
        (b"\xff\xd8\xff" + b"x" * 50, Engine(FIRST), "ảnh hỏng", "Quét lại"),
    ],
)
def test_what_cannot_be_recognised_is_refused_with_a_remedy(data, ocr, reason, remedy):
    with pytest.raises(UnreadableSource) as caught:
        read_bytes(data, "a.pdf" if data.startswith(b"%PDF") else "a.png", Tools(ocr))
    assert reason in caught.value.reason
    assert remedy in caught.value.remedy


@pytest.mark.slow
@pytest.mark.skipif(engine("auto") is None, reason="Tesseract with Vietnamese is not installed; it is optional")
def test_tesseract_reads_a_page():
    picture = Image.new("L", (1400, 400), 255)
    ImageDraw.Draw(picture).text((60, 80), "Thi hanh 1433/UBND ngay 20-5-2025", fill=0, font=ImageFont.load_default(48))
    seen = Tesseract(shutil.which("tesseract")).see(picture, "a.png", 1, 1)
    assert "1433/UBND" in " ".join(reading_lines(seen))
    assert seen.confidence > 60
