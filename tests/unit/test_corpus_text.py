import unicodedata

import pytest

from corpus.abbreviations import explained
from corpus.errors import UnreadableSource
from corpus.flow import unwrap
from corpus.source import decode, read_bytes
from corpus.text import fold, key, modern_tones, normalise, sentence_case, slug


@pytest.mark.parametrize(
    ("original", "text"),
    [
        ("Quyết định", "Quyết định"),
        (unicodedata.normalize("NFD", "Quyết định"), "Quyết định"),
        ("\ufeffSố: 1\r\nHà Nội", "Số: 1\nHà Nội"),
        ("QÐ-UBND", "QĐ-UBND"),
        ("**Thời hạn** trước *ngày*", "Thời hạn trước ngày"),
        ("**T****L****. GIÁM ĐỐC**", "TL. GIÁM ĐỐC"),
        ("CÔNG NGHỆ**CHƯƠNG TRÌNH**", "CÔNG NGHỆ CHƯƠNG TRÌNH"),
        ("2 * 3", "2 * 3"),
        ("tháng 1**1** năm", "tháng 11 năm"),
        ("a\u00a0b", "a b"),
    ],
)
def test_normalise(original, text):
    found, offsets = normalise(original)
    assert found == text
    assert len(offsets) == len(found) + 1
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(original)


def test_offsets_lead_back_to_the_file():
    original = "\ufeff" + unicodedata.normalize("NFD", "Kế hoạch **số** 76/KH-SKHCN")
    raw = read_bytes(original.encode(), "a.txt")
    start = raw.text.index("76/KH")
    from corpus.model import Span

    there = raw.original_span(Span(start, start + 11))
    assert raw.original[there.start : there.end] == "76/KH-SKHCN"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "rỗng"),
        (b"   \n", "rỗng"),
        (b"\xff\xfa\x00abc", "UTF-8"),
        (b"Ke ho\x00ach", "rỗng (tệp nhị phân"),
        (b"S\xe8 15", "0xE8 ở vị trí 1"),
    ],
)
def test_unreadable_bytes_name_the_file_the_place_and_the_remedy(data, word):
    with pytest.raises(UnreadableSource) as caught:
        decode(data, "phong/hop.txt")
    assert "phong/hop.txt" in str(caught.value)
    assert word in str(caught.value)
    assert caught.value.remedy


def test_utf16_with_a_mark_is_read():
    assert decode("Thông báo".encode("utf-16"), "a.txt") == "Thông báo"


@pytest.mark.parametrize(("text", "folded"), [("Đắk Lắk", "dak lak"), ("HOÀ", "hoa"), ("ế ộ ữ ỵ", "e o u y"), ("KH&CN", "kh&cn")])
def test_fold_keeps_length(text, folded):
    assert fold(text) == folded
    assert len(fold(text)) == len(text)


def test_tones_keys_slugs_and_case():
    assert modern_tones("hoà, uỷ ban, thuý, quý, hoàn") == "hòa, ủy ban, thúy, quý, hoàn"
    assert key("Phòng Kế hoạch-Tài chính") == key("phòng Kế hoạch – Tài chính ")
    assert slug("Quản lý KH&CN (cơ sở)") == "quan-ly-kh-cn-co-so"
    assert sentence_case("KẾ HOẠCH") == "Kế hoạch"


WRAPPED = """Căn cứ tình hình thực tế tại các xã, phường và ý kiến của người dân sau đợt mưa
lớn tuần trước, Chủ tịch yêu cầu các cơ quan tập trung khắc phục hậu quả, không để
người dân thiếu nước sạch, đồng thời kiểm tra lại các hồ chứa đang thi công trên địa
bàn trước khi vào mùa lũ chính vụ.
Sở Xây dựng báo cáo ngay."""


def test_wrapped_lines_become_one_block_and_length_stays():
    joined = unwrap(WRAPPED)
    assert len(joined) == len(WRAPPED)
    assert joined.count("\n") == 1
    assert joined.endswith("\nSở Xây dựng báo cáo ngay.")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Một dòng dài vừa đủ để là một đoạn văn, gửi cho Phòng\n\nKế hoạch trước ngày 20 hàng tháng.", 1),
        ("Đã kiểm tra mười lăm đề tài cấp tỉnh và hai\n\nđề tài cấp cơ sở.", 1),
        ("Câu thứ nhất đã hết ở đây rồi nhé.\n\nCâu thứ hai bắt đầu.", 3),
        ("- Mục thứ nhất còn dở dang một chút\n\n- Mục thứ hai", 3),
        ("TT\tNội dung\n1\tRà soát", 2),
    ],
)
def test_page_breaks(text, lines):
    assert len(unwrap(text).split("\n")) == lines


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lập Tổ công nghệ số cộng đồng (TCNSCĐ) ở các bản.", {"TCNSCĐ": "Tổ công nghệ số cộng đồng"}),
        ("Ban Quản lý rừng phòng hộ (sau đây gọi tắt là BQLRPH) và xã.", {"BQLRPH": "Ban Quản lý rừng phòng hộ"}),
        ("Giao khoa học và công nghệ (KHCN) cho xã.", {"KHCN": "khoa học và công nghệ"}),
        ("Nộp hồ sơ (PDF) về Sở (trước ngày 20).", {}),
        ("", {}),
    ],
)
def test_abbreviations_that_a_document_explains(text, found):
    assert explained(text) == found
