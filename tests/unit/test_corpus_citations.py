import gc
import time

import pytest

HEAD = "Số: 15/TB-SKHCN\n\nGia Lai, ngày 20 tháng 5 năm 2021\n\nTHÔNG BÁO\n\nKết luận của Giám đốc Sở tại cuộc họp tháng 5\n\n"


def cite(read, sentence, head=HEAD):
    return read(head + sentence + "\n").citations


@pytest.mark.parametrize(
    ("sentence", "text", "canonical", "date", "issuer", "relation"),
    [
        (
            "Kiểm kê hồ sơ theo Quyết định số 41/QĐ-UBND ngày 02/3/2021 của UBND tỉnh.",
            "Quyết định số 41/QĐ-UBND ngày 02/3/2021 của UBND tỉnh",
            "41/QĐ-UBND",
            "2021-03-02",
            "UBND tỉnh",
            "legal_basis",
        ),
        (
            "Triển khai thực hiện Nghị quyết số 52-NQ/TW ngày 27 tháng 9 năm 2019 của Bộ Chính trị.",
            "Nghị quyết số 52-NQ/TW ngày 27 tháng 9 năm 2019 của Bộ Chính trị",
            "52-NQ/TW",
            "2019-09-27",
            "Bộ Chính trị",
            "implements",
        ),
        (
            "Căn cứ Luật Đo lường số 04/2011/QH13 ngày 11 tháng 11 năm 2011;",
            "Luật Đo lường số 04/2011/QH13 ngày 11 tháng 11 năm 2011",
            "04/2011/QH13",
            "2011-11-11",
            None,
            "legal_basis",
        ),
        (
            "Nêu ý kiến về Công văn số 88/SNV-TCBC ngày 01/4/2021 của Sở Nội vụ.",
            "Công văn số 88/SNV-TCBC ngày 01/4/2021 của Sở Nội vụ",
            "88/SNV-TCBC",
            "2021-04-01",
            "Sở Nội vụ",
            "mentions",
        ),
        (
            "Quyết định này thay thế Quyết định số 7/2015/QĐ-UBND ngày 03/02/2015.",
            "Quyết định số 7/2015/QĐ-UBND ngày 03/02/2015",
            "7/2015/QĐ-UBND",
            "2015-02-03",
            None,
            "replaces",
        ),
        ("Làm rõ các việc đã giao tại Thông báo số 9/TB-UBND.", "Thông báo số 9/TB-UBND", "9/TB-UBND", None, None, "mentions"),
        (
            "Một số quy định tại Quyết định số 19/2013/QĐ-UBND không còn phù hợp.",
            "Quyết định số 19/2013/QĐ-UBND",
            "19/2013/QĐ-UBND",
            None,
            None,
            "mentions",
        ),
        (
            "Làm theo Kế hoạch số 5/KH-TTNC ngày 02/3/2021 của Trung tâm.",
            "Kế hoạch số 5/KH-TTNC ngày 02/3/2021 của Trung tâm",
            "5/KH-TTNC",
            "2021-03-02",
            "Trung tâm",
            "legal_basis",
        ),
        (
            "Làm theo Quyết định số 7/QĐ-SKHCN ngày 02/3/2021 của Giám đốc Sở.",
            "Quyết định số 7/QĐ-SKHCN ngày 02/3/2021 của Giám đốc Sở",
            "7/QĐ-SKHCN",
            "2021-03-02",
            "Giám đốc Sở",
            "legal_basis",
        ),
        (
            "Làm theo Kế hoạch số 8/KH-ĐĐ ngày 02/3/2021 của Cục ĐĐPCTT.",
            "Kế hoạch số 8/KH-ĐĐ ngày 02/3/2021 của Cục ĐĐPCTT",
            "8/KH-ĐĐ",
            "2021-03-02",
            "Cục ĐĐPCTT",
            "legal_basis",
        ),
    ],
)
def test_one_citation(read, sentence, text, canonical, date, issuer, relation):
    record = read(HEAD + sentence + "\n")
    (c,) = record.citations
    assert c.span.of(record.document.text) == text
    assert (c.canonical, c.date, c.issuer, c.relation) == (canonical, date, issuer, relation)


def test_a_list_shares_its_issuer_and_type(read):
    first, second = cite(
        read, "(thay thế các Quyết định số 3/2015/QĐ-UBND ngày 05/01/2015 và số 9/2016/QĐ-UBND ngày 08/6/2016 của UBND tỉnh)."
    )
    assert first.issuer == second.issuer == "UBND tỉnh"
    assert first.relation == second.relation == "replaces"
    assert second.doctype == "Quyết định"


@pytest.mark.parametrize("kind", ["Kế hoạch", "Chương trình công tác", "Thông báo", "Quyết định"])
def test_any_kind_of_document_may_replace_another(read, kind):
    (c,) = cite(read, f"{kind} này thay thế Kế hoạch số 45/KH-SKHCN ngày 09/01/2021.")
    assert (c.relation, c.modality, c.relation_subject) == ("replaces", "effected", None)


def test_a_year_that_is_none_is_put_right_though_the_number_stands_twice(read):
    first, second = cite(
        read, "Theo Nghị định số 145/202/NĐ-CP ngày 14/12/2020 của Chính phủ.\n\nHạn ghi trong Nghị định số 145/202/NĐ-CP của Chính phủ."
    )
    assert first.canonical == "145/2020/NĐ-CP"
    assert first.suspect
    assert second.suspect


def test_a_clause_with_a_verb_of_its_own_is_not_what_the_one_before_carries_out(read):
    (c,) = cite(read, "Mở lớp trồng giống, thực hiện từ tháng 6 đến tháng 8/2021; phổ biến Nghị định số 94/2019/NĐ-CP về giống cây trồng.")
    assert c.relation == "mentions"


def test_a_planned_repeal_is_not_this_documents(read):
    (c,) = cite(read, "- Giao Phòng Quản lý Khoa học tham mưu Quyết định của UBND tỉnh bãi bỏ Quyết định số 5/2018/QĐ-UBND ngày 02/5/2018.")
    assert (c.relation, c.modality) == ("repeals", "planned")
    assert c.relation_subject


def test_a_change_between_two_other_documents_names_its_bearer(read):
    first, second = cite(
        read,
        "Đối chiếu Nghị định số 82/2024/NĐ-CP sửa đổi, bổ sung một số điều của Nghị định số 73/2019/NĐ-CP ngày 05/9/2019 của Chính phủ.",
        HEAD.replace("2021", "2024"),
    )
    assert second.relation == "amends"
    assert second.modality == "reported"
    assert second.relation_subject == f"Nghị định {first.canonical}"


def test_an_amending_instrument_after_a_passive_is_not_amended(read):
    _, second = cite(
        read,
        "Căn cứ Nghị định số 8/2015/NĐ-CP ngày 21/01/2015 của Chính phủ, được sửa đổi, bổ sung tại Nghị định số 59/2018/NĐ-CP ngày 20/4/2018 của Chính phủ;",
    )
    assert second.relation == "legal_basis"


@pytest.mark.parametrize(
    ("sentence", "word", "canonical"),
    [
        ("theo Nghị định số 107/2021/NĐ-CP ngày 14/9/2020 của Chính phủ.", "mâu thuẫn", "107/2020/NĐ-CP"),
        ("theo Nghị quyết số 29NQ/TW ngày 04/11/2013 của Ban Chấp hành Trung ương.", "gạch nối", "29-NQ/TW"),
        ("theo Nghị định số 145/202/NĐ-CP ngày 14/12/2020 của Chính phủ.", "thiếu một chữ số", "145/2020/NĐ-CP"),
        ("theo Thông tư 01/2021/TT-BKH&CN ngày 01/3/2021.", "BKHCN", "01/2021/TT-BKHCN"),
        ("theo Quyết định số 385/QĐ-SKHHCN ngày 15/12/2020.", "SKHCN", "385/QĐ-SKHCN"),
        ("theo Quyết định số 12/QĐ-UBND ngày 30/12/2022.", "sau ngày", "12/QĐ-UBND"),
        ("theo Quyết định số 12/QĐ-UBND ngày 31/02/2021.", "lịch", "12/QĐ-UBND"),
        ("theo Kế hoạch số 12/QĐ-UBND ngày 03/02/2021.", "ký hiệu", "12/QĐ-UBND"),
        ("theo Thông tư số 03/2021/TT-KHCN ngày 11/3/2021.", "thông tư do bộ", "03/2021/TT-BKHCN"),
        ("theo Quyết định số 100/QĐ-Tg ngày 19/01/2019 của Thủ tướng Chính phủ.", "TTg", "100/QĐ-TTg"),
        ("theo Quyết định số 68/QĐ-BTY ngày 18/11/2016 của Bộ Y tế.", "BYT", "68/QĐ-BYT"),
        ("theo Luật số 62/2020/QH13 ngày 17/6/2020.", "khóa Quốc hội", "62/2020/QH14"),
        ("theo Quyết định số 118/QĐ-SKHC ngày 20/12/2020.", "SKHCN", "118/QĐ-SKHCN"),
        ("theo Luật số 59/2010/QH14 ngày 17/6/2020.", "mâu thuẫn", "59/2020/QH14"),
        ("theo Kế hoạch số 34/H-UBND ngày 20/12/2020 của UBND tỉnh.", "mã loại", "34/KH-UBND"),
        ("theo Nghị định số 68/2107/NĐ-CP ngày 25/5/2017 của Chính phủ.", "mâu thuẫn", "68/2017/NĐ-CP"),
        ("theo Thông số 17/2020/TT-BCT ngày 19/6/2020 của Bộ Công Thương.", "thiếu chữ", "17/2020/TT-BCT"),
        ("theo Thông tư số 28/2020/TT-BTC ngày 16/10/2020 của Bộ trưởng Bộ Công Thương.", "không phải của", "28/2020/TT-BCT"),
    ],
)
def test_doubts_keep_what_is_printed(read, sentence, word, canonical):
    (c,) = cite(read, f"Rà soát hồ sơ {sentence}")
    assert word in (c.suspect or "")
    assert c.canonical == canonical
    assert c.number in sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "Rà soát hồ sơ theo Nghị định số 107/2020/NĐ-CP ngày 14/9/2020 của Chính phủ.",
        "Rà soát theo Quyết định số 12/QĐ-UBND ngày 03/02/2021 của UBND tỉnh.",
        "THỰC HIỆN QUYẾT ĐỊNH SỐ 12/QĐ-TTG NGÀY 03/02/2021 CỦA THỦ TƯỚNG CHÍNH PHỦ.",
        "Làm theo Quyết định số 650/QĐ-LĐTBXH ngày 21/7/2020 của Bộ Lao động - Thương binh và Xã hội.",
        "Làm theo Kết luận số 39/KL-TTr ngày 12/5/2020 của Thanh tra tỉnh.",
        "Theo Hợp đồng số 11/HĐ-TTNC ngày 15/11/2020.",
        "Làm theo Luật số 77/2015/QH13 ngày 19/6/2015.",
        "Làm theo Quyết định số 1113/QĐ-GTVT ngày 19/6/2015 của Bộ Giao thông vận tải.",
        "Làm theo Quyết định số 45/QĐ-UBNDT ngày 19/6/2015 của UBND tỉnh.",
        "Làm theo Thông tư số 20/2016/TT-BNV ngày 20/6/2016 của Bộ Nội vụ.",
        "Làm theo Thông tư số 03/2019/TT-BKHĐT ngày 20/6/2019 của Bộ Tài chính.",
        "Làm theo Luật số 03/2016/QH14 ngày 22/11/2016.",
    ],
)
def test_no_false_alarm(read, sentence):
    (c,) = cite(read, sentence)
    assert c.suspect is None


def test_the_own_number_is_not_a_citation_but_a_blank_self_reference_is(read):
    text = HEAD + "Nội dung kèm theo đây cả.\n\n(Kèm theo Thông báo số /TB-SKHCN ngày / /2021 của Sở Khoa học và Công nghệ)\n"
    (c,) = read(text).citations
    assert c.number == "/TB-SKHCN"
    assert c.canonical == "15/TB-SKHCN"
    assert c.suspect


def test_a_letter_with_a_blank_number_is_told_by_its_issuer(read):
    (c,) = cite(read, "Làm theo Công văn số   /UBND-NC ngày   /8/2020 của UBND tỉnh.")
    assert (c.number, c.doctype, c.date, c.issuer) == ("/UBND-NC", "Công văn", "2020-08", "UBND tỉnh")
    assert c.suspect
    assert not cite(read, "Phát đơn số   /XYZ-NC ngày   /8/2020 cho dân.")


@pytest.mark.parametrize(
    ("sentence", "issuers"),
    [
        ("Xét Biên bản số 8/BB-HĐ ngày 02/3/2021 của Hội đồng tư vấn.", ["Hội đồng tư vấn"]),
        ("Xét Công văn số 8/TTBV-KT ngày 02/3/2021 của Cục Trồng trọt và Bảo vệ thực vật về kho giống.", ["Cục Trồng trọt và Bảo vệ thực vật"]),
        ("Theo Quyết định số 8/QĐ-UBND của UBND tỉnh ngày 02/3/2021.", ["UBND tỉnh"]),
        ("Theo Kế hoạch số 8/KH-UBND của Ủy ban nhân dân thành phố Cần Thơ Thực hiện Chương trình cấp nước.", ["Ủy ban nhân dân thành phố Cần Thơ"]),
        ("Xét Báo cáo số 8/BC-ĐGS ngày 02/3/2021 của Đoàn giám sát về cấp nước.", ["Đoàn giám sát"]),
        ("Xét Tờ trình số 8/TTr-KHTC ngày 02/3/2021 của Phòng Kế hoạch - Tài chính về cấp nước.", ["Phòng Kế hoạch - Tài chính"]),
        ("Xét Công văn số 8-CV/BTGTU ngày 02/3/2021 của Ban Tuyên giáo Tỉnh ủy.", ["Ban Tuyên giáo Tỉnh ủy"]),
        ("Theo Kế hoạch số 8/KH-UBND ngày 02/3/2021 của Ủy ban nhân dân (UBND) tỉnh.", ["Ủy ban nhân dân (UBND) tỉnh"]),
        ("Thay thế Quyết định số 8/QĐ-UBND ngày 02/3/2021 và sửa đổi Quyết định số 9/QĐ-UBND ngày 03/3/2021 của UBND tỉnh.", ["UBND tỉnh"] * 2),
        ("Theo Nghị định số 8/2018/NĐ-CP ngày 02/3/2018 (được sửa đổi tại Nghị định số 9/2020/NĐ-CP ngày 02/3/2020) của Chính phủ.", ["Chính phủ"] * 2),
    ],
)  # fmt: skip
def test_issuers_of_all_sorts(read, sentence, issuers):
    assert [c.issuer for c in cite(read, sentence)] == issuers


@pytest.mark.parametrize(
    ("sentence", "target", "outcome"),
    [
        ("theo Quyết định số 41/QĐ-UBND ngày 02/3/2021 của UBND tỉnh.", "gia-lai/ubnd/quyet-dinh/2021/41", "exact"),
        ("theo Quyết định số 41/QĐ-UBND ngày 02/3/2021 của UBND tỉnh Bắc Giang.", "bac-giang/ubnd/quyet-dinh/2021/41", "exact"),
        ("theo Nghị định số 30/2020/NĐ-CP.", "vn/chinh-phu/nghi-dinh/2020/30", "exact"),
        ("theo Quyết định số 41/QĐ-UBND.", "gia-lai/ubnd/quyet-dinh/nam-khong-ro/41", "candidate"),
        ("theo Quyết định số 41/QĐ-XYZT ngày 02/3/2021.", "khong-ro/xyzt/quyet-dinh/2021/41", "unresolved"),
    ],
)
def test_identity(read, sentence, target, outcome):
    (c,) = cite(read, f"Rà soát {sentence}")
    assert (str(c.target), c.outcome) == (target, outcome)
    assert c.reason


def test_a_bare_ubnd_without_any_province_is_ambiguous(read):
    (c,) = cite(read, "Rà soát theo Quyết định số 41/QĐ-UBND ngày 02/3/2021.", "THÔNG BÁO\n\nVề việc gì đó\n\n")
    assert c.outcome == "ambiguous"


@pytest.mark.parametrize(
    ("sentence", "doctype", "printed", "canonical"),
    [
        ("Xét Báo cáo thẩm tra số 44/BC-KTNS ngày 02/6/2025.", "Báo cáo", "Báo cáo thẩm tra số 44/BC-KTNS ngày 02/6/2025", "44/BC-KTNS"),
        ("Làm theo Quy chế phối hợp số 9/QCPH-STC-STP.", "Quy chế phối hợp", "Quy chế phối hợp số 9/QCPH-STC-STP", "9/QCPH-STC-STP"),
        ("Theo Bản ghi nhớ số 8/BGN-SKHCN ngày 05/3/2021.", "Bản ghi nhớ", "Bản ghi nhớ số 8/BGN-SKHCN ngày 05/3/2021", "8/BGN-SKHCN"),
        ("Làm theo Kế hoạch hành động số 41-KH/TU.", "Kế hoạch hành động", "Kế hoạch hành động số 41-KH/TU", "41-KH/TU"),
        ("Theo Nghị định số142/2018/NĐ-CP của Chính phủ.", "Nghị định", "Nghị định số142/2018/NĐ-CP của Chính phủ", "142/2018/NĐ-CP"),
    ],
)
def test_kinds_with_words_that_qualify_them_and_numbers_without_a_blank(read, sentence, doctype, printed, canonical):
    record = read(HEAD + sentence + "\n")
    assert [(c.doctype, c.span.of(record.document.text), c.canonical) for c in record.citations] == [(doctype, printed, canonical)]
    assert record.named_documents == ()


def test_a_period_cut_at_the_end_of_a_line(read):
    record = read(
        HEAD + "Căn cứ Quyết định số 12/QĐ-TTg ngày 02/3/2021 về “Chương trình phát triển chợ biên giới giai đoạn 2021\n- 2025”;\n"
    )
    assert "2021 - 2025" in record.document.text


def test_a_later_mention_without_date_takes_the_year_of_the_first(read):
    first, second = cite(read, "Làm theo Kế hoạch 48/KH-UBND ngày 14/02/2020 của UBND tỉnh.\n\nHạn ghi trong Kế hoạch 48/KH-UBND.")
    assert first.target == second.target
    assert second.outcome == "exact"


def test_named_documents_and_laws(read):
    record = read(
        HEAD + "Góp ý cho Đề án “Chợ công nghệ vùng cao nguyên giai đoạn 2021 - 2025”; áp dụng TCVN ISO 9001:2015 và Luật Sở hữu trí tuệ.\n"
    )
    found = {(n.doctype, n.span.of(record.document.text)) for n in record.named_documents}
    assert ("Đề án", "Đề án “Chợ công nghệ vùng cao nguyên giai đoạn 2021 - 2025") in found
    assert ("Tiêu chuẩn", "TCVN ISO 9001:2015") in found
    assert ("Luật", "Luật Sở hữu trí tuệ") in found


def test_a_title_ends_before_what_the_document_replaces(read):
    record = read(HEAD + "Trình Nghị quyết quy định mức chi mua giống, thay thế Nghị quyết số 8/2017/NQ-HĐND ngày 02/3/2017.\n")
    assert [n.span.of(record.document.text) for n in record.named_documents] == ["Nghị quyết quy định mức chi mua giống"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Giao Phòng Kế hoạch rà soát danh mục thiết bị năm 2024.",
        "Giao Phòng Tài chính - Kế hoạch thẩm tra dự toán mua sắm.",
        "Đề nghị Sở Kế hoạch và Đầu tư bố trí vốn đối ứng.",
        "Phòng Kế hoạch Tài chính soạn phương án hỗ trợ doanh nghiệp.",
    ],
)
def test_a_unit_called_after_a_kind_of_document_is_no_document(read, sentence):
    assert read(HEAD + sentence + "\n").named_documents == ()


@pytest.mark.parametrize(
    "noise",
    [
        "1" * 4000,
        "1/" * 3000,
        "Q" * 4000,
        "(" * 3000,
        "1.1." * 1500,
        "Quyết định số " * 400,
        "số / " * 800,
        "A-" * 2000,
        "của UBND " * 500,
        "Phòng " * 600,
        "Phòng Quản lý " * 300,
        "Luật " * 700,
        "Giao Phòng A chủ trì " * 200,
        "- a\n" * 800,
        "TM. GIÁM ĐỐC\n" * 300,
        "Nghị định số 120/2020/NĐ-CP;\n" * 150,
        "Nghị định số 120/2020/NĐ-CP và " * 150,
        "a\t" * 1500,
        "Nguyễn Văn An, " * 300,
        "- “Trung tâm Lưu trữ hồ sơ “ " * 200,
        "các Phòng Kỹ thuật, Khoa học công, các Phòng " * 150,
        "theo Thông tư số\n07/2016/TT-BNN\n" * 150,
        "cùng Sở Tài chính cùng (Thông tư A " * 150,
        "Trung tâm A, b c; \t" * 250,
        "UBND các xã, phường; " * 600,
        "thay thế Nghị định số 1/2020/NĐ-CP, " * 400,
        "TCVN 12-1 \t" * 1500,
        "đồng chí Nguyễn Văn An, \n\n- " * 1200,
        "xong trong năm 2024, " * 700,
        "theo Luật sửa xe tải " * 1000,
        "các phòng: A, b " * 600,
        "1. Căn cứ pháp lý\n\n- Nghị định số 1/2020/NĐ-CP\n\n" * 250,
        "\n\n1\tRà soát\t\t\n" + "\tvà báo cáo\t(x)\n" * 700,
        "\n\nTT\tNội dung\tLãnh đạo phụ trách\n" + "1\tRà soát lại các kho\tNguyễn Văn An\n" * 400,
        "\n\nTT\tNội dung\tĐơn vị thực hiện\n" + "1\tRà soát kho theo Quyết định số 1/QĐ-UBND\tPhòng Kho\n" * 400,
        "đề tài “Ươm giống keo lai cho rừng trồng ở vùng đất dốc”; " * 500,
        "❖Giao hằng quý " * 900,
        "Giao " + "Các " * 3000,
    ],
)
def test_hostile_text_is_no_slower_than_linear(read, noise):
    head = HEAD + "- "  # a document that directs: every reader has its turn
    seconds(read, head + noise)
    short, long = (min(seconds(read, head + noise * times) for _ in range(2)) for times in (1, 4))
    assert long < 10 * short + 0.3


def seconds(read, text):
    """How long the processor was at work reading a text: what else the machine does, and what earlier tests left, is not counted."""
    gc.collect()
    gc.disable()
    try:
        start = time.thread_time()
        read(text)
        return time.thread_time() - start
    finally:
        gc.enable()


def letters(number):
    return "".join("ABCDEGHIKLMNOPQRSTUVXY"[number // 22**place % 22] for place in range(4))


@pytest.mark.parametrize(
    "form",
    [
        "Phòng {0}, ",
        "P.{0} ",
        "Phòng Quản lý {0} và {1}, ",
        "ông Nguyễn {1} Sơn, ",
        "Phòng {1} Kho ({0}), ",
        "Ghi chú: {0} - Phòng {1}; ",
        "Quyết định số 1/QĐ-{0} của Bộ Y tế, ",
    ],
)
def test_many_different_names_are_no_slower_than_linear(read, form):
    def names(count):
        return HEAD + "- " + "".join(form.format(letters(n), letters(n).capitalize()) for n in range(count))

    seconds(read, names(300))
    short, long = (min(seconds(read, names(count)) for _ in range(2)) for count in (800, 4000))
    assert long < 14 * short + 0.5


def test_a_short_repeat_is_the_document_cited_in_full_before(read):
    first, second = cite(
        read, "Làm theo Nghị định số 120/2020/NĐ-CP ngày 07/10/2020 của Chính phủ.\n\nPhương án gửi kèm đúng mẫu của Nghị định 120.\n"
    )
    assert (second.form, second.number, second.canonical, second.target) == ("short", "120", "120/2020/NĐ-CP", first.target)


def test_the_own_code_of_an_office_is_no_misprint(read):
    head = "UBND TỈNH GIA LAI\nSỞ GIÁO DỤC VÀ ĐÀO TẠO\n\nSố: 15/KH-GDĐT\n\nGia Lai, ngày 20 tháng 5 năm 2021\n\nKẾ HOẠCH\n\nVề kho\n\n"
    (c,) = cite(read, "Làm theo Kế hoạch số 12/KH-GDĐT ngày 02/3/2021 của Sở Giáo dục và Đào tạo.", head)
    assert c.suspect is None


def test_a_request_of_a_department_is_no_circular(read):
    (c,) = cite(read, "Xét Tờ trình số 45/TT-KHCN ngày 01/2/2021 của Sở Khoa học và Công nghệ.")
    assert "thông tư do bộ" not in (c.suspect or "")
    assert c.canonical == "45/TT-KHCN"


def test_the_corrected_number_is_the_one_that_is_linked(read):
    (c,) = cite(read, "Làm theo Quyết định số 16/2008/QĐ-BNV ngày 16/4/2008 của Bộ Giáo dục và Đào tạo.")
    assert (c.canonical, c.target.issuer) == ("16/2008/QĐ-BGDĐT", "bo-giao-duc-va-dao-tao")


def test_a_doubt_is_told_once_where_the_document_is_cited_in_full(read):
    first, second = cite(
        read, "Làm theo Nghị định số 13/2018/NĐ-CP ngày 01/02/2019 của Chính phủ.\n\nHồ sơ nộp theo Nghị định 13 từ các xã.\n"
    )
    assert "mâu thuẫn" in first.suspect
    assert (second.number, second.canonical, second.suspect) == ("13", "13/2019/NĐ-CP", None)


@pytest.mark.parametrize("words", ["Quyết định 41 cán bộ", "Nghị định 121.", "Kế hoạch 5 năm"])
def test_a_counted_noun_is_no_repeat(read, words):
    found = cite(read, f"Làm theo Quyết định số 41/QĐ-UBND ngày 02/3/2021 của UBND tỉnh.\n\nDự kiến {words}\n")
    assert len(found) == 1


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư.", "về công tác văn thư"),
        ("theo Nghị định số 30/2020/NĐ-CP của Chính phủ về công tác văn thư và Thông tư số 01/2023/TT-VPCP.", "về công tác văn thư"),
        ("theo Quyết định số 41/QĐ-UBND ngày 02/3/2021 của UBND tỉnh trước ngày 30/3/2021.", None),
    ],
)
def test_the_title_of_a_cited_document_is_learned(read, sentence, title):
    assert cite(read, f"Rà soát hồ sơ {sentence}")[0].title == title


@pytest.mark.parametrize(
    ("sentence", "issuers"),
    [
        (
            "Căn cứ các Nghị định của Chính phủ: số 31/2021/NĐ-CP ngày 26/3/2021, số 35/2022/NĐ-CP ngày 28/5/2022;",
            ["Chính phủ", "Chính phủ"],
        ),
        (
            "Làm theo Điều 7 Nghị định số 43/2014/NĐ-CP và khoản 4 Điều 2 Nghị định số 01/2017/NĐ-CP ngày 06/01/2017 của Chính phủ.",
            ["Chính phủ", "Chính phủ"],
        ),
        ("Làm theo Công văn số 2786/SKHCN-QLKH ngày 18/3/2021 của Sở.", ["Sở"]),
        ("Làm theo Kết luận số 83-KL/TW ngày 01/4/2021 của Bộ Chính trị, Ban Bí thư.", ["Bộ Chính trị, Ban Bí thư"]),
        ("Xét Báo cáo thẩm tra số 8/BC-HĐND ngày 03/5/2021 của Ban Văn hóa - Xã hội;", ["Ban Văn hóa - Xã hội"]),
    ],
)
def test_who_issued_what_is_listed(read, sentence, issuers):
    assert [c.issuer for c in cite(read, sentence)] == issuers


def test_a_kind_printed_once_for_a_list_of_letters(read):
    first, second = cite(read, "Sở đã có các Văn bản số 22/SKHCN-KH ngày 12/3/2021 và số 41/SKHCN-KH ngày 29/4/2021 gửi các huyện.")
    assert (first.doctype, second.doctype, second.relation) == ("Văn bản", "Văn bản", "mentions")


@pytest.mark.parametrize(
    ("sentence", "relations"),
    [
        # what stood in the sentence before carries nothing over
        ("Thực hiện Kế hoạch số 15/KH-UBND ngày 12/01/2021, các xã đã xong phần đo đạc; còn ba thôn. Tuy vậy, chưa trả lời Công văn số 98/UBND-KT ngày 14/4/2021.",
         ["implements", "mentions"]),
        ("Rà soát, sửa đổi Quyết định số 28/QĐ-UBND ngày 29/12/2020 cho phù hợp với Thông tư số 17/2020/TT-BKHCN.", ["amends", "mentions"]),
        ("Tham mưu điều chỉnh Kế hoạch thực hiện Chương trình năng suất ban hành tại Quyết định số 118/QĐ-UBND ngày 10/02/2021.", ["amends"]),
        ("Vận hành cổng theo Đề án triển khai truy xuất nguồn gốc ban hành tại Quyết định số 100/QĐ-TTg.", ["legal_basis"]),
        ("Lúng túng khi dùng Nghị định số 27/2020/NĐ-CP quy định cơ chế tổ chức thực hiện và Nghị định số 38/2020/NĐ-CP.", ["mentions", "mentions"]),
        ("Căn cứ Thông tư số 28/2020/TT-BCT hướng dẫn thực hiện Nghị định số 68/2017/NĐ-CP và Nghị định số 66/2020/NĐ-CP;",
         ["legal_basis", "implements", "implements"]),
    ],
)  # fmt: skip
def test_which_words_say_how_a_citation_stands(read, sentence, relations):
    assert [c.relation for c in cite(read, sentence)] == relations


def test_a_column_of_legal_bases_goes_on_below_its_table(read):
    head = HEAD + "STT\tTên thủ tục\tCăn cứ pháp lý\n1\tCấp chứng chỉ\t\n\n"
    found = cite(
        read, "- Luật Đấu thầu số 22/2013/QH13 được sửa đổi, bổ sung tại Luật số 57/2019/QH14;\n\n- Thông tư số 2/2020/TT-BKHĐT.\n", head
    )
    assert [c.relation for c in found] == ["legal_basis", "legal_basis", "legal_basis"]


def test_a_short_repeat_names_what_the_brackets_define(read):
    found = cite(
        read,
        "Tổ chức thực hiện theo Thông tư số 11/2014/TT-BKHCN ngày 30/5/2014 (sau đây gọi là Thông tư 11).\n\nXử lý theo Điều 14 Thông tư 11, báo cáo Sở.\n",
    )
    assert [(c.form, c.number, c.relation) for c in found] == [
        ("full", "11/2014/TT-BKHCN", "legal_basis"),
        ("short", "11", "legal_basis"),
        ("short", "11", "legal_basis"),
    ]


def test_a_code_of_three_letters_with_one_twice(read):
    (found,) = cite(read, "theo Thông tư số 28/2020/TT-BCTT ngày 16/11/2020.")
    assert (found.number, found.canonical) == ("28/2020/TT-BCTT", "28/2020/TT-BCT")
    assert found.suspect


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("Trình dự thảo Quyết định của UBND tỉnh quy định hạn mức giao đất ở nông thôn.", "Quyết định của UBND tỉnh quy định hạn mức giao đất ở nông thôn"),
        ("Góp ý Quy định về trách nhiệm bảo vệ hồ chứa nước, trình trước ngày 30/6/2021.", "Quy định về trách nhiệm bảo vệ hồ chứa nước"),
        ("Kết thúc cuộc còn lại theo Kế hoạch thanh tra chuyên đề năm 2021, ban hành kết luận.", "Kế hoạch thanh tra chuyên đề năm 2021"),
        ("Kiểm định theo ĐLVN 13:2019 và lập sổ.", "ĐLVN 13:2019"),
        ("Phổ biến Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương.",
         "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương"),
    ],
)  # fmt: skip
def test_titles(read, sentence, title):
    record = read(HEAD + sentence + "\n")
    assert title in [n.span.of(record.document.text) for n in record.named_documents]


def test_the_new_wording_of_an_article_is_no_title(read):
    sentence = "Sửa đổi Điều 7 như sau: “Điều 7. Điều kiện để được xét giao nhiệm vụ nghiên cứu cấp cơ sở.”"
    assert read(HEAD + sentence + "\n").named_documents == ()


def test_no_title_begins_with_a_preposition(read):
    assert read(HEAD + "Đưa kết quả thực hiện Kế hoạch vào tiêu chí bình xét thi đua cuối năm.\n").named_documents == ()


@pytest.mark.parametrize(
    ("sentence", "issuer"),
    [
        ("Làm theo Văn bản số 34/BGDĐT-GDPT ngày 06/3/2021 của Bộ GDĐT.", "Bộ GDĐT"),
        ("Làm theo Nghị quyết số 19-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương Đảng khóa XII.", "Ban Chấp hành Trung ương Đảng khóa XII"),
        ("Làm theo Quyết định số 845/QĐ-UBND ngày 17/5/2012 của UBND huyện Chi Lăng.", "UBND huyện Chi Lăng"),
        ("Làm theo Quyết định số 845/QĐ-UBND ngày 17/5/2012 của UBND huyện Theo Kế hoạch chung.", "UBND huyện"),
    ],
)  # fmt: skip
def test_issuers_by_abbreviation_term_and_place(read, sentence, issuer):
    assert cite(read, sentence)[0].issuer == issuer


@pytest.mark.parametrize(
    ("sentence", "issuer"),
    [
        ("Làm theo Thông tư liên tịch số 55/2015/TTLT-BTC-BKHCN ngày 22/4/2015 của Bộ Tài chính, Bộ Khoa học và Công nghệ.", "Bộ Tài chính, Bộ Khoa học và Công nghệ"),
        ("Làm theo Thông tư liên tịch số 192/2013/TTLT-BTC-BTP của Bộ Tài chính và Bộ Tư pháp hướng dẫn lệ phí.", "Bộ Tài chính và Bộ Tư pháp"),
        ("Làm theo Thông tư liên tịch số 100/2013/TTLT-BTC-BNNPTNT ngày 26/7/2013 của liên Bộ Tài chính - Nông nghiệp.", "liên Bộ Tài chính - Nông nghiệp"),
        ("Làm theo Thông tư số 12/2015/TT-BTC ngày 26/7/2015 của Bộ Tài chính, Bộ Tư pháp góp ý.", "Bộ Tài chính"),
        ("Làm theo Kế hoạch số 08/KH-TTr ngày 16/12/2020 của Thanh tra Sở.", "Thanh tra Sở"),
        ("Làm theo Nghị quyết số 09-NQ/ĐU ngày 05/01/2021 của Ban Chấp hành Đảng bộ phường.", "Ban Chấp hành Đảng bộ phường"),
    ],
)  # fmt: skip
def test_who_issued_together_and_below(read, sentence, issuer):
    assert cite(read, sentence)[0].issuer == issuer


def test_a_number_that_stands_elsewhere_is_right_where_its_date_is_not(read):
    first, second = cite(
        read, "Làm theo Nghị định số 09/2006/NĐ-CP ngày 16/01/2016 của Chính phủ.\n\nChi tiền theo Nghị định số 09/2006/NĐ-CP."
    )
    assert (first.canonical, second.canonical) == ("09/2006/NĐ-CP", "09/2006/NĐ-CP")
    assert "mâu thuẫn" in (first.suspect or "")
    assert first.target == second.target


def test_a_programme_of_action_is_called_so_and_a_notice_of_conclusions_is_a_notice(read):
    first, second = cite(
        read, "Làm theo Chương trình hành động số 10-CTr/TU ngày 13/4/2021; Thông báo Kết luận số 18/TB-UBND ngày 15/4/2021."
    )
    assert (first.doctype, second.doctype) == ("Chương trình hành động", "Thông báo")


def test_one_day_for_all_of_a_list(read):
    found = cite(
        read, "Xếp lương theo các Thông tư số 01/2021/TT-BGDĐT, 02/2021/TT-BGDĐT và 04/2021/TT-BGDĐT cùng ngày 02/02/2021 của Bộ GDĐT."
    )
    assert [(c.date, c.issuer) for c in found] == [("2021-02-02", "Bộ GDĐT")] * 3


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [("2955/KH-UNBD", "2955/KH-UBND"), ("18/2018/TT-BGDDT", "18/2018/TT-BGDĐT"), ("22/KH-SKKHCN", "22/KH-SKHCN")],
)
def test_slips_in_the_code_of_an_issuer(read, printed, canonical):
    (found,) = cite(read, f"Làm theo Kế hoạch số {printed}." if "KH-" in printed else f"Làm theo Thông tư số {printed}.")
    assert (found.number, found.canonical) == (printed, canonical)
    assert found.suspect


@pytest.mark.parametrize(
    ("sentence", "relations"),
    [
        (
            "Ban hành Quyết định số 52/QĐ-UBND (thay thế Quyết định số 80/QĐ-UBND), Kế hoạch số 31/KH-UBND.",
            ["mentions", "replaces", "mentions"],
        ),
        ("Sau hơn 06 năm thực hiện, Quyết định số 31/QĐ-UBND đã góp phần giảm sai phạm.", ["mentions"]),
        ("Thực hiện quy định của Luật Đo lường số 04/2011/QH13, các huyện lập trạm cân.", ["implements"]),
        ("Sở Tư pháp đã thẩm định tại Báo cáo số 118/BC-STP ngày 24/5/2021.", ["mentions"]),
        ("Thanh tra các kho theo đúng Nghị định số 08/2013/NĐ-CP.", ["legal_basis"]),
        ("Chấm điểm các huyện theo Bộ tiêu chí ban hành kèm theo Quyết định số 52/QĐ-UBND.", ["legal_basis"]),
        ("Sửa đổi, bổ sung hoặc thay thế Quyết định số 52/QĐ-UBND.", ["amends"]),
        ("Hoàn chỉnh dự thảo thay thế Quyết định số 52/QĐ-UBND (UBND tỉnh giao tại Công văn số 27/UBND-KGVX).", ["replaces", "mentions"]),
        ("Việc cấp kho bám sát Kế hoạch số 31/KH-UBND.", ["mentions"]),
        ("In sách “Hỏi đáp về Luật Thư viện” cấp cho xã theo Quyết định số 52/QĐ-TTg.", ["legal_basis"]),
    ],
)
def test_cues_that_speak_of_another(read, sentence, relations):
    assert [c.relation for c in cite(read, sentence)] == relations


@pytest.mark.parametrize(
    "title", ["TRIỂN KHAI THỰC HIỆN\nCHỈ THỊ SỐ 32/CT-TTG NGÀY 21/4/2021", "Triển khai thực hiện Chỉ thị số 32/CT-TTg"]
)
def test_what_a_title_over_two_lines_implements(read, title):
    head = "Số: 5/KH-SKHCN\n\nGia Lai, ngày 20 tháng 5 năm 2021\n\nKẾ HOẠCH\n\n"
    assert [c.relation for c in cite(read, title + "\n\nSở ban hành Kế hoạch như sau.", head)] == ["implements"]


def test_bases_under_their_heading(read):
    head = "Số: 5/TTr-SKHCN\n\nGia Lai, ngày 20 tháng 5 năm 2021\n\nTỜ TRÌNH\n\nVề việc ban hành Quyết định\n\n1. Cơ sở pháp lý\n\n"
    found = cite(read, "- Khoản 2 Điều 32 Nghị định số 132/2008/NĐ-CP ngày 31/12/2008;\n\n- Thông tư số 26/2012/TT-BKHCN.\n", head)
    assert [c.relation for c in found] == ["legal_basis", "legal_basis"]


@pytest.mark.parametrize("words", ["Đề án 06 trên địa bàn tỉnh", "Đề án 06, gửi Sở", "Chương trình 135 của huyện"])
def test_a_plan_called_by_its_number(read, words):
    record = read(HEAD + f"Đưa kết quả vào {words} trước khi tổng kết.\n")
    assert [n.span.of(record.document.text) for n in record.named_documents] == [" ".join(words.replace(",", "").split()[:3])]


@pytest.mark.parametrize(
    ("sentence", "canonical"),
    [
        ("theo Thông tư số 22/2019/TT-BTTT ngày 31/12/2019.", "22/2019/TT-BTTTT"),
        ("theo Thông tư số 26/2018/TT-BNPTNT ngày 15/11/2018.", "26/2018/TT-BNNPTNT"),
        ("theo Thông tư số 10/2020TT-BKHCN ngày 30/12/2020.", "10/2020/TT-BKHCN"),
    ],
)
def test_a_code_or_a_number_that_lacks_a_stroke(read, sentence, canonical):
    (found,) = cite(read, sentence)
    assert found.canonical == canonical
    assert found.suspect
    assert found.number != canonical


@pytest.mark.parametrize("verb", ["đã công bố tại", "đã nhắc nhở tại", "đã giải trình tại"])
def test_what_was_said_in_a_document_is_mentioned(read, verb):
    (found,) = cite(read, f"Kho hàng {verb} Quyết định số 15/QĐ-UBND ngày 13/4/2021 của UBND tỉnh.")
    assert found.relation == "mentions"


def test_what_replaces_a_part_published_in_a_document_replaces_it(read):
    (found,) = cite(read, "Thay thế 03 thủ tục được công bố tại Quyết định số 15/QĐ-UBND ngày 13/4/2021 của UBND tỉnh.")
    assert found.relation == "replaces"


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "Căn cứ các Nghị định của Chính phủ số 63/2010/NĐ-CP ngày 08/6/2010 về kho giống; số 48/2013/NĐ-CP ngày 14/5/2013;",
            [("63/2010/NĐ-CP", "Chính phủ"), ("48/2013/NĐ-CP", "Chính phủ")],
        ),
        (
            "Căn cứ các Nghị định của Chính phủ: số 63/2010/NĐ-CP ngày 08/6/2010; Thông tư của Bộ Y tế số 5/2020/TT-BYT ngày 03/02/2020;",
            [("63/2010/NĐ-CP", "Chính phủ"), ("5/2020/TT-BYT", "Bộ Y tế")],
        ),
        ("Theo Công văn của Sở Y tế số 15/SYT-NV ngày 03/02/2021.", [("15/SYT-NV", "Sở Y tế")]),
        ("Theo Nghị quyết số 18-NQ/TW ngày 25/10/2017 của BCH Trung ương Đảng khóa XII.", [("18-NQ/TW", "BCH Trung ương Đảng khóa XII")]),
        ("Theo Quyết định số 5/QĐ-KTNN ngày 03/02/2021 của Tổng Kiểm toán nhà nước.", [("5/QĐ-KTNN", "Tổng Kiểm toán nhà nước")]),
        (
            "Theo Quyết định số 17/QĐ-BCĐDL ngày 03/02/2021 của Trưởng Ban Chỉ đạo Nhà nước về Du lịch.",
            [("17/QĐ-BCĐDL", "Trưởng Ban Chỉ đạo Nhà nước về Du lịch")],
        ),
        ("Theo công văn số 01-10/2020/CV-TKV của Công ty TNHH Kho Giống.", [("01-10/2020/CV-TKV", None)]),
    ],
)
def test_issuers_before_and_after_the_number(read, sentence, found):
    assert [(c.canonical, c.issuer) for c in cite(read, sentence)] == found


@pytest.mark.parametrize(
    ("printed", "date"),
    [("ngày     /4/2021", "2021-04"), ("ngày    tháng 11 năm 2020", "2020-11"), ("ngày   /   /2021", None)],
)
def test_the_month_of_a_day_left_open(read, printed, date):
    (c,) = cite(read, f"(Kèm theo Kế hoạch số     /KH-SCT {printed} của Sở Công Thương)")
    assert c.date == date


@pytest.mark.parametrize(
    ("number", "date", "canonical"),
    [
        ("57/2018/NĐ-CP", "17/4/2017", "57/2018/NĐ-CP"),  # signed on 17 April 2018: the date is the misprint
        ("107/2021/NĐ-CP", "14/9/2020", "107/2020/NĐ-CP"),  # signed on another day of its year
        ("999/2021/NĐ-CP", "14/9/2020", "999/2020/NĐ-CP"),  # not known: the number is taken for it
    ],
)
def test_which_year_is_misprinted(read, number, date, canonical):
    (c,) = cite(read, f"Làm theo Nghị định số {number} ngày {date} của Chính phủ.")
    assert (c.canonical, bool(c.suspect)) == (canonical, True)


def test_a_letter_left_out_between_two_codes(read):
    (c,) = cite(read, "Làm theo Chỉ thị số 27/CTTg ngày 15/7/2020 của Thủ tướng Chính phủ.")
    assert (c.canonical, bool(c.suspect)) == ("27/CT-TTg", True)


def test_d_for_đ_is_read_as_meant(read):
    (c,) = cite(read, "Làm theo Nghị quyết số 29/2018/NQ-HDND ngày 10/12/2018 của HĐND tỉnh.")
    assert (c.canonical, c.suspect) == ("29/2018/NQ-HĐND", None)
