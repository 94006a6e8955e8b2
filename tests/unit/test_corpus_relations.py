"""Relations: the nearest cue, lists that share it, words that end a document's force, forms that are no documents."""

import pytest

DECREE = "Nghị định Quy định về giống cây trồng\n\nCăn cứ Luật Trồng trọt;\n\n"


def relations(read, body):
    return [(c.canonical, c.relation) for c in read(DECREE + body + "\n").citations]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (
            "Điều 9. Nghị định này thay thế các văn bản sau:\n1. Nghị định số 57/2005/NĐ-CP ngày 27 tháng 4 năm 2005;\n"
            "2. Nghị định số 172/2007/NĐ-CP ngày 28 tháng 11 năm 2007.",
            ["replaces", "replaces"],
        ),
        (
            "Điều 9. Thông tư số 17/2011/TT-BNNPTNT ngày 06 tháng 4 năm 2011 của Bộ Nông nghiệp hết hiệu lực từ ngày Nghị định này có hiệu lực.",
            ["repeals"],
        ),
        ("Điều 2. Phụ lục này thay thế Phụ lục 5 ban hành kèm theo Thông tư số 46/2015/TT-BNNPTNT.", ["replaces"]),
        ("Điều 2. Điều 4 Nghị định này thay thế quy định tại Điều 9 Nghị định số 98/2011/NĐ-CP ngày 26/10/2011.", ["replaces"]),
        ("Điều 1. Sửa đổi , bổ sung một số điều của Nghị định số 31/2016/NĐ-CP ngày 06 tháng 5 năm 2016 như sau:", ["amends"]),
        (
            "Căn cứ Nghị định số 69/2010/NĐ-CP ngày 21/6/2010 hướng dẫn thi hành Luật Công nghệ cao và Nghị định số 108/2011/NĐ-CP ngày 30/11/2011;",
            ["legal_basis", "legal_basis"],
        ),
        (
            "Điều 5. Bãi bỏ Thông tư số 40/2013/TT-BNNPTNT ngày 05/9/2013; Thông tư số 04/2017/TT-BNNPTNT ngày 24/02/2017.",
            ["repeals", "repeals"],
        ),
    ],
)
def test_lists_parts_and_endings(read, body, found):
    assert [relation for _, relation in relations(read, body)] == found


@pytest.mark.parametrize(
    ("words", "canonical", "doctype"),
    [
        ("theo Nghi định số 59/2011/NĐ-CP ngày 18/7/2011", "59/2011/NĐ-CP", "Nghị định"),
        ("theo Thông tư số 125-TTg-TN ngày 31-12-1964", "125-TTg-TN", "Thông tư"),
        ("theo Pháp lệnh Phí và lệ phí số 38/2001/PL-UBTVQH10 ngày 28/8/2001", "38/2001/PL-UBTVQH10", "Pháp lệnh"),
    ],
)
def test_slips_and_old_forms(read, words, canonical, doctype):
    (c,) = read(DECREE + f"Điều 3. Làm {words}.\n").citations
    assert (c.canonical, c.doctype) == (canonical, doctype)


@pytest.mark.parametrize("words", ["theo mẫu số 06/TB-TĐT", "lập Biểu mẫu số 01/BC-UBND", "ký hiệu 02/KH-SKHCN"])
def test_the_number_of_a_form_is_no_citation(read, words):
    assert read(DECREE + f"Điều 3. Cơ quan thuế gửi thông báo ({words}).\n").citations == ()


@pytest.mark.parametrize(
    "name", ["Luật Phòng, chống dịch bệnh cây trồng", "Luật thuế xuất khẩu , thuế nhập khẩu", "Pháp lệnh về dân quân tự vệ"]
)
def test_names_of_laws_go_over_their_commas(read, name):
    record = read(DECREE + f"Điều 3. Thực hiện theo quy định của {name}.\n")
    assert name in [n.span.of(record.document.text) for n in record.named_documents]


def test_the_first_line_is_the_title_and_no_document_of_its_own(read):
    record = read(DECREE + "Điều 1. Phạm vi.\n")
    assert (record.document.doctype, record.document.title) == ("nghi-dinh", "Quy định về giống cây trồng")
    assert [n.doctype for n in record.named_documents] == ["Luật"]


def test_bases_below_a_numbered_heading_end_with_its_section(read):
    record = read(
        "UBND TỈNH LÂM ĐỒNG\n\nSố: 8/TTr-SKHCN\n\nLâm Đồng, ngày 20 tháng 5 năm 2023\n\nTỜ TRÌNH\n\nVề kho\n\n1. Cơ sở pháp lý\n\n"
        "- Nghị định số 47/2020/NĐ-CP ngày 09/4/2020;\n\n2. Cơ sở thực tiễn\n\nKết luận số 39/KL-TTT ngày 12/5/2022 đã nêu việc sửa kho.\n"
    )
    assert [c.relation for c in record.citations] == ["legal_basis", "mentions"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Điều chỉnh theo Quyết định số 12/2020/QĐ-UBND các quy hoạch không còn phù hợp.",
        "Xử lý theo Nghị định số 100/2019/NĐ-CP đối với hộ dùng đất không phù hợp quy hoạch.",
    ],
)
def test_what_is_unfit_is_not_always_the_document(read, sentence):
    assert [c.relation for c in read(DECREE + f"Điều 3. {sentence}\n").citations] == ["legal_basis"]


def test_an_item_about_bases_is_no_head_of_a_list_of_them(read):
    record = read(
        "UBND TỈNH LÂM ĐỒNG\n\nSố: 8/KH-SKHCN\n\nLâm Đồng, ngày 20 tháng 5 năm 2023\n\nKẾ HOẠCH\n\nVề kho\n\nI. Nội dung\n\n1. Hoàn thiện cơ sở pháp lý về kho.\n\n"
        "II. Danh mục\n\nSTT\n\nNội dung\n\nCăn cứ pháp lý\n\n1\n\nRà soát kho\n\nQuyết định số 12/QĐ-UBND ngày 02/3/2021\n"
    )
    assert [c.relation for c in record.citations] == ["legal_basis"]


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        ("(được sửa đổi, bổ sung tại {b})", "amends"),
        ("(đã được sửa đổi, bổ sung bởi {b})", "amends"),
        ("đã được thay thế bởi {b}", "replaces"),
    ],
)
def test_what_changes_another_document_bears_the_change(read, words, relation):
    second = "Nghị định số 35/2023/NĐ-CP ngày 20/6/2023"
    head = "Số: 15/TB-SXD\n\nGia Lai, ngày 20 tháng 5 năm 2024\n\nTHÔNG BÁO\n\nKết luận của Giám đốc Sở\n\n"
    text = f"1. Kiểm tra kho theo Nghị định số 06/2021/NĐ-CP ngày 26/01/2021 {words.format(b=second)}.\n"
    first, changing = read(head + text).citations
    assert first.relation == "legal_basis"
    assert (changing.relation, changing.modality, changing.relation_subject) == (relation, "reported", "Nghị định 35/2023/NĐ-CP")
