"""Slips and habits of print that a careful reader is not misled by: cases met in real documents, told in our words."""

import pytest

from corpus.deadline_cells import of_cell
from corpus.flow import unwrap
from corpus.model import Span
from corpus.text import normalise

HEAD = (
    "ỦY BAN NHÂN DÂN TỈNH HÀ GIANG\n\nSố: 88/{kind}-UBND\n\nHà Giang, ngày 09 tháng 5 năm 2024\n\n{name}\n\nVề việc làm đường liên thôn\n\n"
)
PLAN, DECISION = HEAD.format(kind="KH", name="KẾ HOẠCH"), HEAD.format(kind="QĐ", name="QUYẾT ĐỊNH")


def cited(record):
    return [(c.number, c.canonical, c.relation, c.modality) for c in record.citations]


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Căn cứ Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15;", "Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15"),
        ("Căn cứ Luật sửa đổi Luật Giá số 16/2023/QH15;", "Luật sửa đổi Luật Giá số 16/2023/QH15"),
        ("Thực hiện Quyết định số 7/QĐ-BCĐ ngày 02/5/2024 của Trưởng Ban Chỉ đạo đường nông thôn về giao việc.",
         "Quyết định số 7/QĐ-BCĐ ngày 02/5/2024 của Trưởng Ban Chỉ đạo đường nông thôn"),
    ],
)  # fmt: skip
def test_the_whole_mention(read, sentence, text):
    record = read(DECISION + sentence + "\n")
    assert [c.span.of(record.document.text) for c in record.citations] == [text]


def test_a_missing_hyphen_and_letters_of_another_alphabet(read):
    record = read(PLAN + "Theo Nghị định số 79/2025/NĐCP và Nghị định số 58/2024/NĐ-C\u0420 ngày 02/5/2024 của Chính phủ.\n")
    found = record.citations
    assert [(c.number, c.canonical, bool(c.suspect)) for c in found] == [
        ("79/2025/NĐCP", "79/2025/NĐ-CP", True),
        ("58/2024/NĐ-C\u0420", "58/2024/NĐ-CP", False),
    ]
    assert found[1].date == "2024-05-02"
    assert [p.span for p in record.problems if p.code == "chu-cai-la"] == [found[1].span]


@pytest.mark.parametrize(
    ("printed", "canonical", "suspect"),
    [
        ("Nghị quyết số 27/NQ-TW ngày 09/11/2022", "27-NQ/TW", True),
        ("Nghị quyết số 27-NQ/TW ngày 09/11/2022", "27-NQ/TW", False),
        ("Quyết định số 15/QĐUBND ngày 09/11/2022", "15/QĐ-UBND", True),
        ("Công văn số 30/TTCP ngày 09/11/2022", "30/TTCP", False),
    ],
)
def test_symbols_misprinted(read, printed, canonical, suspect):
    found = read(PLAN + f"Thực hiện {printed}, các đơn vị lập dự toán.\n").citations
    assert [(c.canonical, bool(c.suspect)) for c in found] == [(canonical, suspect)]


def test_a_law_does_not_swallow_the_one_before(read):
    record = read(PLAN + "Việc giao đất theo Luật Đất đai năm 1993, Luật Đất đai số 13/2003/QH11 đã xong.\n")
    assert [c.span.of(record.document.text) for c in record.citations] == ["Luật Đất đai số 13/2003/QH11"]
    assert any(n.span.of(record.document.text).startswith("Luật Đất đai") for n in record.named_documents)


def test_in_a_list_of_clauses_the_first_says_how_all_stand(read):
    """A word in the title of one document is no cue for the next."""
    listed = "[1] Chương trình số 3-CTr/TU ngày 02/01/2018 về thực hiện Nghị quyết số 2-NQ/TW; Kế hoạch số 5/KH-UBND ngày 03/01/2018; Quyết định số 6/QĐ-TTg ngày 04/01/2019.\n"
    found = {c.number: c.relation for c in read(PLAN + listed).citations}
    assert found["5/KH-UBND"] == found["6/QĐ-TTg"] == "mentions"
    bases = "Căn cứ Quyết định số 8/QĐ-TTg ngày 02/01/2018 về việc thực hiện Chiến lược; Quyết định số 9/QĐ-TTg ngày 03/01/2018.\n"
    assert {c.relation for c in read(PLAN + bases).citations} == {"legal_basis"}


def test_a_column_of_legal_bases(read):
    table = "TT\tThủ tục\tCăn cứ pháp lý\tGhi chú\n1\tCấp thẻ\tNghị định số 5/2020/NĐ-CP\tThay Thông tư số 7/2015/TT-BYT\n"
    assert {c.number: c.relation for c in read(PLAN + table).citations}["5/2020/NĐ-CP"] == "legal_basis"


@pytest.mark.parametrize(
    ("printed", "issuer"),
    [
        ("Nghị quyết số 21-NQ/TW ngày 25/10/2017 của Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng khóa XII về dân số",
         "Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng khóa XII"),
        ("công văn số 13/NBI-KT ngày 15/8/2025 của Thuế tỉnh Ninh Bình", "Thuế tỉnh Ninh Bình"),
    ],
)  # fmt: skip
def test_issuers_beyond_the_table(read, printed, issuer):
    assert read(PLAN + f"Theo {printed}, các đơn vị lập dự toán.\n").citations[0].issuer == issuer


def test_letters_that_look_latin_change_only_inside_symbols():
    assert normalise("58/2024/NĐ-C\u0420")[0] == "58/2024/NĐ-CP"
    assert normalise("\u0420\u043e\u0441\u0441\u0438\u044f")[0] == "\u0420\u043e\u0441\u0441\u0438\u044f"


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Sau khi có Quyết định mới thay thế Quyết định số 12/2019/QĐ-UBND thì lập dự toán.", [("replaces", "planned")]),
        ("Triển khai thực hiện Quyết định số 5/QĐ-TTg ngày 02/01/2024; Quyết định số 6/QĐ-TTg ngày 03/01/2024; Kế hoạch số 7/KH-BXD.",
         [("implements", "effected")] * 3),
        ("Chọn nhà đầu tư của Luật Đầu tư theo phương thức đối tác công tư và Luật số 57/2024/QH15.", [("mentions", "effected")]),
        ("Quán triệt Nghị quyết số 66-NQ/TW của Bộ Chính trị.", [("mentions", "effected")]),
    ],
)  # fmt: skip
def test_relations_of_plans(read, sentence, found):
    assert [(c.relation, c.modality) for c in read(PLAN + sentence + "\n").citations] == found


def test_a_decision_that_amends_says_so_of_itself(read):
    record = read(DECISION + "Điều 1. Ban hành Quyết định sửa đổi Quyết định số 12/2019/QĐ-UBND ngày 04/4/2019.\n")
    assert [(c.relation, c.modality) for c in record.citations] == [("amends", "effected")]


def test_the_documents_own_number_is_the_document(read):
    record = read(PLAN + "1. Sở Xây dựng lập danh mục (kèm theo Kế hoạch số 88/KH-UBND).\n")
    assert [c.target for c in record.citations] == [record.document.identity]


SIGNED = """Điều 1. Duyệt danh mục đường.

Nơi nhận:
- Như trên;
- VPCP: BTCN, PCN Lò Văn Tú, các Vụ,
Cục: TH, KTTH;
- Lưu: VT.

TM. ỦY BAN NHÂN
DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Giàng A Páo
"""


def test_a_signature_and_recipients_cut_in_two_lines(read):
    document = read(DECISION + SIGNED).document
    assert (document.signer.name, document.signer.post, document.signer.signed_for) == (
        "Giàng A Páo", "PHÓ CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH",
    )  # fmt: skip
    assert document.recipients == ("Như trên", "VPCP: BTCN, PCN Lò Văn Tú, các Vụ, Cục: TH, KTTH", "Lưu: VT.")


def test_two_posts_without_a_form(read):
    document = read(DECISION + SIGNED.replace("TM. ỦY BAN NHÂN\nDÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", "TRƯỞNG BAN\nPHÓ CHỦ TỊCH")).document
    assert (document.signer.post, document.signer.signed_for) == ("TRƯỞNG BAN", None)


def test_people_are_not_places_and_may_be_called_ong(read):
    record = read(PLAN + "Chủ tịch UBND thành phố Hà Nội và Ông Vừ Mí Sính, Chuyên viên, cùng dự với PCN Lò Văn Tú.\n")
    assert [p.name for p in record.people] == ["Vừ Mí Sính", "Lò Văn Tú"]


def test_the_authority_is_no_part_of_the_title():
    title = "BAN HÀNH QUY ĐỊNH VỀ LÀM ĐƯỜNG LIÊN THÔN TRÊN ĐỊA BÀN TỈNH"
    authority = "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HÀ GIANG"
    body = "\n".join(
        f"Căn cứ quy định thứ {n} về làm đường và giữ đường trong các thôn, bản của\ntỉnh ta trong nhiều năm." for n in range(6)
    )
    text = f"{title}\n{authority}\n{body}\n"
    assert unwrap(text).split("\n")[0] == title
    cut = f"{title} CỦA\n{authority}\n{body}\n"
    assert unwrap(cut).split("\n")[0] == f"{title} CỦA {authority}"


@pytest.mark.parametrize(
    ("cell", "kind", "start", "end"),
    [
        ("Quý IV/2025- Quý II/2026", "period", "2025-10-01", "2026-06-30"),
        ("Quý III đến Quý IV/2025", "period", "2025-07-01", "2025-12-31"),
        ("Từ 01/7/2025", "period", "2025-07-01", None),
        ("Giai đoạn 2026-2030 và những năm tiếp theo", "period", "2026-01-01", None),
        ("Theo kế hoạch công tác hàng năm", "none", None, None),
        ("Trước 17h00 hằng ngày", "recurring", None, None),
        ("02 lần/ngày", "recurring", None, None),
        ("Trước ngày 01/6 và 15/11 hằng năm", "recurring", None, None),
    ],
)
def test_times_in_cells(cell, kind, start, end):
    found = of_cell(cell, Span(0, len(cell)))
    assert (found.kind, found.date_from, found.date_to) == (kind, start, end)
