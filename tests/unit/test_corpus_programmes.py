"""Programmes of work and letters as departments, communes and ministries print them: sections in letters, leaders in charge, brackets, slips."""

import pytest

PROGRAMME = (
    "UBND TỈNH GIA LAI\nSỞ TƯ PHÁP\n\nSố: 21/CTr-STP\n\nGia Lai, ngày 27 tháng 3 năm 2026\n\n"
    "CHƯƠNG TRÌNH CÔNG TÁC\nQuý II năm 2026\n\nTrên cơ sở kết quả công tác quý I, Sở Tư pháp ban hành Chương trình như sau:\n\n"
    "I. YÊU CẦU\n\nLàm đúng hạn.\n\nII. NỘI DUNG CÔNG TÁC\n\n{body}\n\nIII. KINH PHÍ\n\nTheo dự toán.\n\nGIÁM ĐỐC\n\nTrần Văn Kho"
)
SECTIONS = (
    "A. Kho giống\n\nĐồng chí Lê Thị Mạ, Phó Giám đốc Sở chỉ đạo.\n\n1. Phòng Hành chính tư pháp rà soát sổ kho trước ngày 15/5/2026.\n\n"
    "B. Vườn ươm\n\n1. Văn phòng Sở dọn vườn ươm trong tháng 4; đồng chí Giám đốc Sở trực tiếp chỉ đạo.\n\n2. Văn phòng Sở rà soát kho."
)


def told(record):
    return [(t.section, t.owner, t.cooperating, t.supervising_leader) for t in record.tasks]


def test_letters_below_roman_numerals_and_who_is_in_charge(read):
    record = read(
        PROGRAMME.format(body=SECTIONS).replace("\n\nGIÁM ĐỐC\n\nTrần Văn Kho", "\n\nNơi nhận:\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nTrần Văn Kho")
    )
    assert told(record) == [
        ("II > A > 1", ("Phòng Hành chính tư pháp",), (), "Lê Thị Mạ"),
        ("II > B > 1", ("Văn phòng Sở",), (), "Trần Văn Kho"),
        ("II > B > 2", ("Văn phòng Sở",), (), None),
    ]
    assert next(b.path for b in record.document.blocks if b.content.of(record.document.text) == "KINH PHÍ") == "III"


def test_a_leader_who_has_a_unit_act_is_no_leader_of_the_section(read):
    body = "A. Kho giống\n\nĐồng chí Lê Thị Mạ, Phó Giám đốc Sở chỉ đạo Văn phòng Sở rà soát kho.\n\n1. Văn phòng Sở rà soát sổ."
    first, second = read(PROGRAMME.format(body=body)).tasks
    assert (first.owner, first.supervising_leader, second.supervising_leader) == (("Văn phòng Sở",), "Lê Thị Mạ", None)


def test_letters_above_roman_numerals_stay_above(read):
    record = read(PROGRAMME.format(body="").replace("I. YÊU CẦU", "A. MỞ ĐẦU\n\nI. YÊU CẦU").replace("III. KINH", "B. KINH"))
    paths = [b.path for b in record.document.blocks if b.kind == "heading"]
    assert paths == ["A", "A > I", "A > II", "B"]


@pytest.mark.parametrize(
    ("item", "owner", "partners", "until"),
    [
        ("Dọn kho giống (Phòng Hành chính tư pháp; thời gian: tháng 4/2026).", ("Phòng Hành chính tư pháp",), (), "2026-04-30"),
        ("Dọn kho giống (Phòng Hành chính tư pháp chủ trì; Văn phòng Sở phối hợp), xong trước 15/5/2026.",
         ("Phòng Hành chính tư pháp",), ("Văn phòng Sở",), "2026-05-15"),
        ("Dọn kho giống (Phòng Hành chính tư pháp chủ trì), trình Lãnh đạo Sở trước 06/4/2026.", ("Phòng Hành chính tư pháp",), (), "2026-04-06"),
        ("Dọn kho giống (kể cả vườn ươm), xong trước 15/5/2026.", (), (), "2026-05-15"),
    ],
)  # fmt: skip
def test_who_does_it_in_brackets_before_the_deadline(read, item, owner, partners, until):
    record = read(PROGRAMME.format(body=f"1. {item}\n\n2. Phòng Hành chính tư pháp quét kho."))
    first = record.tasks[0]
    assert (first.owner, first.cooperating, first.deadline.date_to) == (owner, partners, until)


@pytest.mark.parametrize(
    ("sentence", "number", "issuer", "suspect"),
    [
        # one slip from two codes: the printed issuer tells which
        ("Sơ kết Kế hoạch số 44/KH-STTP ngày 10/4/2025 của Sở Tư pháp.", "44/KH-STP", "Sở Tư pháp", True),
        # the agency's own code, as it calls itself
        ("Làm theo Quyết định số 19/QĐ-STPP ngày 28/7/2025 của Giám đốc Sở.", "19/QĐ-STP", "Giám đốc Sở", True),
        ("Thay Quyết định số 19/QĐ-STP ngày 28/7/2025 của Sở trong tháng 4.", "19/QĐ-STP", "Sở", False),
        ("Thống nhất Báo cáo số 96/BC-STP ngày 27/02/2026 của Văn phòng Sở.", "96/BC-STP", "Văn phòng Sở", False),
        ("Làm theo Quyết định số 12/QĐ-BTP ngày 10/4/2025 của Bộ trưởng Bộ Tư pháp.", "12/QĐ-BTP", "Bộ trưởng Bộ Tư pháp", False),
        ("Làm theo Kế hoạch số 27–KH/TU ngày 14/10/2025 của Ban Thường vụ Tỉnh ủy.", "27-KH/TU", "Ban Thường vụ Tỉnh ủy", False),
        ("Làm theo Kế hoạch số 88/KH-BCĐ ngày 14/8/2025 của Ban Chỉ đạo kho giống tỉnh.", "88/KH-BCĐ", "Ban Chỉ đạo kho giống tỉnh", False),
    ],
)
def test_issuers_and_slips_in_an_agencys_own_words(read, sentence, number, issuer, suspect):
    (citation,) = read(PROGRAMME.format(body=f"1. {sentence}")).citations
    assert (citation.canonical, citation.issuer, bool(citation.suspect)) == (number, issuer, suspect)


@pytest.mark.parametrize("name", ["Mã Thị Kim Loan", "Ưng Thị Hoàng Mai"])
def test_a_family_name_inside_a_name_does_not_cut_it(read, name):
    assert [
        p.name for p in read(PROGRAMME.format(body=f"1. Dọn kho do đồng chí {name} phụ trách.")).people if p.name != "Trần Văn Kho"
    ] == [name]


COMMUNE = (
    "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nXÃ AN PHÚ\tĐộc lập - Tự do - Hạnh phúc\nSố: 74/KH-UBND\tAn Phú, ngày 12 tháng 02 năm 2026\n\n"
    "KẾ HOẠCH\nDọn kho giống theo Kế hoạch của UBND tỉnh Gia Lai\n\nI. NHIỆM VỤ\n\n1. Phòng Kinh tế\n\n- Dọn kho giống.\n"
)


def test_a_letterhead_in_two_columns(read):
    document = read(COMMUNE).document
    assert (document.agency, document.province, document.number) == ("UBND xã An Phú, tỉnh Gia Lai", "Gia Lai", "74/KH-UBND")
    wrapped = read(
        COMMUNE.replace("Số: 74", "VÀ KHO GIỐNG\t\nSố: 74")
        .replace("ỦY BAN NHÂN DÂN\t", "UBND TỈNH GIA LAI\t")
        .replace("XÃ AN PHÚ", "BAN QUẢN LÝ RỪNG")
    ).document
    assert wrapped.agency == "Ban quản lý Rừng và kho giống tỉnh Gia Lai"
    law = read("QUỐC HỘI-------\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nLuật số: 60/2024/QH15\n\nLUẬT\nKHO GIỐNG\n\nĐiều 1. Kho\n").document
    assert law.agency == "Quốc hội"


LETTER = (
    "BỘ Y TẾ\n\nSố: 12/BYT-KH\nV/v dọn kho thuốc\n\nHà Nội, ngày 16 tháng 3 năm 2026\n\nKính gửi: Các Sở Y tế\n\n"
    "Bộ Y tế đề nghị các Sở Y tế thực hiện một số nội dung sau:\n\n1. Rà soát kho thuốc trước ngày 31/3/2026.\n"
)


def test_a_ministry_asks_the_departments_of_all_provinces(read):
    assert [t.owner for t in read(LETTER).tasks] == [("Các Sở Y tế",)]


def test_a_board_names_all_its_units_and_a_centre_of_zones(read):
    record = read(
        "UBND TỈNH GIA LAI\nBAN QUẢN LÝ KHU KINH TẾ\n\nSố: 15/TB-BQLKKT\n\nGia Lai, ngày 20 tháng 5 năm 2025\n\nTHÔNG BÁO\nKết luận của Trưởng ban\n\n"
        "I. NHIỆM VỤ\n\n1. Các phòng, đơn vị thuộc Ban gửi báo cáo trước ngày 25/6/2025.\n\n"
        "2. Trung tâm Hỗ trợ đầu tư và Phát triển khu công nghiệp rà soát kho trước ngày 30/6/2025.\n"
    )
    assert [t.owner for t in record.tasks] == [
        ("Các phòng, đơn vị thuộc Ban",),
        ("Trung tâm Hỗ trợ đầu tư và Phát triển khu công nghiệp",),
    ]
