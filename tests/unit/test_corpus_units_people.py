import pytest

from corpus.contract import to_contract
from corpus.pipeline import extract
from corpus.source import read_bytes
from corpus.unit_heads import usual_case
from corpus.unit_titles import split_units
from corpus.unitnames import name_end, unit_key
from corpus.vocabulary import vocabulary

VOCAB = vocabulary()
HEAD = (
    "Số: 15/TB-SKHCN\n\nGia Lai, ngày 20 tháng 5 năm 2021\n\nTHÔNG BÁO\n\nKết luận của Giám đốc Sở Khoa học và Công nghệ tại cuộc họp\n\n"
)


def test_keys_level_how_a_name_is_written():
    assert unit_key("Phòng Quản lý KH&CN", VOCAB) == unit_key("phòng Quản lý Khoa học và Công nghệ", VOCAB)
    assert unit_key("Phòng Kế hoạch - Tài chính", VOCAB) == unit_key("Phòng Kế hoạch Tài chính", VOCAB)
    assert unit_key("Phòng Quản lý Khoa học", VOCAB) != unit_key("Phòng Quản lý Khoa học và Công nghệ cơ sở", VOCAB)


def test_a_list_of_units_with_a_comma_inside_a_name():
    assert split_units("Phòng A, Phòng B và Trung tâm C", VOCAB) == ["Phòng A", "Phòng B", "Trung tâm C"]
    assert split_units("Phòng Quản lý Công nghệ, thị trường công nghệ", VOCAB) == ["Phòng Quản lý Công nghệ, thị trường công nghệ"]


def names(read, body):
    return {u.name for u in read(HEAD + body).units if not u.collective}


def test_the_longest_name_wins_and_prefixes_stay_apart(read):
    body = "1. Phòng Quản lý Khoa học\n\n- Họp với Phòng Quản lý Khoa học và Công nghệ cơ sở.\n\n2. Phòng Quản lý Khoa học và Công nghệ cơ sở\n\n- Gửi báo cáo cho Phòng.\n"
    record = read(HEAD + body)
    assert {u.name for u in record.units} == {"Phòng Quản lý Khoa học", "Phòng Quản lý Khoa học và Công nghệ cơ sở"}
    long = next(u for u in record.units if "cơ sở" in u.name)
    assert "Phòng" in long.variants


def test_abbreviations_are_expanded_from_the_document(read):
    body = "1. Phòng Bưu chính Viễn thông và Công nghệ thông tin\n\n- Rà soát trạm phát sóng.\n\n- Phòng BCVTVCNTT giữ đầu mối.\n\n2. Phòng Quản lý Công nghệ\n\n- Phối hợp với Phòng QLCN chấm điểm.\n"
    assert "Phòng QLCN" not in names(read, body)
    assert "Phòng Quản lý Công nghệ" in names(read, body)


@pytest.mark.parametrize(
    ("sentence", "not_a_unit"),
    [
        ("Mời Trung tâm Mã số, mã vạch thuộc Tổng cục Tiêu chuẩn Đo lường Chất lượng tập huấn.", "Trung tâm Mã số"),
        ("Công nhận Phòng hiệu chuẩn đạt chuẩn quốc tế.", "Phòng hiệu chuẩn"),
        ("Xin ý kiến Ban Thường vụ Tỉnh ủy về đề án.", "Ban Thường vụ"),
    ],
)
def test_what_is_not_a_unit_of_the_agency(read, sentence, not_a_unit):
    assert not any(name.startswith(not_a_unit) for name in names(read, f"1. Văn phòng Sở\n\n- {sentence}\n"))


def test_people_with_posts_and_two_spellings(read):
    record = read(
        HEAD
        + "Dự họp có các Phó Giám đốc Sở (Đặng Văn Khải, Lê Thu Hường). Giám đốc Sở Khoa học và Công nghệ Phạm Đình Lộc kết luận.\n\n1. Giao Phó Giám đốc Sở Đặng Văn Khái theo dõi tiến độ.\n"
    )
    by_name = {p.name: p for p in record.people}
    assert set(by_name) == {"Đặng Văn Khải", "Lê Thu Hường", "Phạm Đình Lộc"}
    assert by_name["Đặng Văn Khải"].variants == ("Đặng Văn Khái",)
    assert any(p.code == "hai-cach-viet-ten" for p in record.problems)


@pytest.mark.parametrize(
    "sentence",
    ["Sửa đường Nguyễn Văn Linh.", "Thăm Trường THPT Trần Phú.", "Họp tại thành phố Hồ Chí Minh.", "Học tập tư tưởng Hồ Chí Minh."],
)
def test_places_and_schools_are_not_people(read, sentence):
    assert not read(HEAD + sentence + "\n").people


def test_an_abbreviation_with_a_letter_twice_is_the_same_unit(read):
    record = read(
        "Số: 3/TB-SKHCN\n\nGia Lai, ngày 20 tháng 5 năm 2025\n\nTHÔNG BÁO\n\nKết luận của Giám đốc Sở\n\n"
        "1. Giao Phòng QLKH&CN rà soát các đề tài đã nghiệm thu.\n\n2. Giao Phòng QLKHCCN gửi báo cáo trước ngày 30/5/2025.\n\n"
        "3. Giao Phòng BCVT&CNTT đo sóng ở hai xã.\n"
    )
    names = [unit.name for unit in record.units]
    assert sum(name.startswith("Phòng QLKH") for name in names) == 1
    unit = next(u for u in record.units if u.name == "Phòng QLKH&CN")
    assert "Phòng QLKHCCN" in unit.variants


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Trung tâm Kiểm soát bệnh tật tỉnh chủ trì", "Trung tâm Kiểm soát bệnh tật tỉnh"),
        ("Phòng Quản lý Công nghệ và Sở hữu trí tuệ chủ trì", "Phòng Quản lý Công nghệ và Sở hữu trí tuệ"),
        ("Phòng Đo đạc, bản đồ và viễn thám rà soát", "Phòng Đo đạc, bản đồ và viễn thám"),
        ("Trung tâm Mã số, mã vạch Quốc gia hỗ trợ", "Trung tâm Mã số, mã vạch Quốc gia"),
        ("Văn phòng Đăng ký đất đai đối chiếu", "Văn phòng Đăng ký đất đai"),
        ("Văn phòng Điều phối nông thôn mới rà soát", "Văn phòng Điều phối nông thôn mới"),
        ("Phòng Nội vụ, rà soát và báo cáo", "Phòng Nội vụ"),
        ("Phòng BCVT&CNTT đo sóng", "Phòng BCVT&CNTT"),
        ("Phòng Giáo dục thường xuyên và Giáo dục nghề nghiệp chủ trì", "Phòng Giáo dục thường xuyên và Giáo dục nghề nghiệp"),
        ("Phòng Chính trị, tư tưởng và Công tác học sinh, sinh viên phối hợp", "Phòng Chính trị, tư tưởng và Công tác học sinh, sinh viên"),
        ("Phòng KH&CN cơ sở lập danh sách", "Phòng KH&CN cơ sở"),
        ("Phòng An ninh kinh tế rà soát", "Phòng An ninh kinh tế"),
        ("Phòng Kế hoạch - Tài chính lập dự toán", "Phòng Kế hoạch - Tài chính"),
        ("Phòng Kế hoạch - Tài chính trình Giám đốc", "Phòng Kế hoạch - Tài chính"),
        ("Phòng Kế hoạch - Tài chính kiểm kê tài sản", "Phòng Kế hoạch - Tài chính"),
        ("Cục Thi hành án dân sự tỉnh báo cáo", "Cục Thi hành án dân sự tỉnh"),
        ("Chi cục Chăn nuôi và Thú y phối hợp", "Chi cục Chăn nuôi và Thú y"),
        ("Phòng Tổ Chức lập danh sách", "Phòng Tổ Chức"),
        ("Phòng Giáo dục mầm non kiểm tra", "Phòng Giáo dục mầm non"),
        ("Phòng Quản lý chất lượng công trình xây dựng rà soát", "Phòng Quản lý chất lượng công trình"),
        ("Phòng Quản lý Khoa học đề xuất", "Phòng Quản lý Khoa học"),
        ("Phòng Quản lý xây dựng công trình rà soát", "Phòng Quản lý xây dựng công trình"),
        ("Trung tâm Kiểm định và Công ty Điện lực sửa trạm", "Trung tâm Kiểm định"),
        ("Phòng Kế hoạch - Tài chính và Cảng vụ hàng hải thu phí", "Phòng Kế hoạch - Tài chính"),
        ("Trung tâm Xúc tiến đầu tư và hỗ trợ doanh nghiệp chuẩn bị", "Trung tâm Xúc tiến đầu tư và hỗ trợ doanh nghiệp"),
        ("Phòng Xây dựng và Kiểm tra văn bản rà soát", "Phòng Xây dựng và Kiểm tra văn bản"),
        ("Ban Quản lý Thủy điện Hòa Bình thông tin cho dân", "Ban Quản lý Thủy điện Hòa Bình"),
        ("Ban Quản lý Công viên địa chất toàn cầu Lý Sơn báo cáo", "Ban Quản lý Công viên địa chất toàn cầu Lý Sơn"),
    ],
)
def test_where_a_units_name_ends(text, name):
    head = next(h for h in sorted(vocabulary().units["heads"], key=len, reverse=True) if text.startswith(h + " "))
    assert text[: name_end(text, len(head), len(text), vocabulary())] == name


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Dự họp có các đồng chí Phó Giám đốc Sở Lành Thị Thu Hà, Vi Đức Thắng.", ["Lành Thị Thu Hà", "Vi Đức Thắng"]),
        ("Giao đồng chí Rơ Châm Thuận theo dõi.", ["Rơ Châm Thuận"]),
        ("Giao Phó Giám đốc Sở Tài chính kiểm tra kho.", []),
        ("Báo cáo Chủ tịch Hội đồng xét duyệt đề tài.", []),
        ("Mời bà con các xã dự họp.", []),
    ],
)
def test_a_post_introduces_any_name(read, sentence, names):
    record = read("Số: 3/TB-SKHCN\n\nGia Lai, ngày 20 tháng 5 năm 2025\n\nTHÔNG BÁO\n\nKết luận của Giám đốc Sở\n\n" + sentence + "\n")
    assert [person.name for person in record.people] == names


COUNCIL = "UBND TỈNH LÂM ĐỒNG\n\nSố: 12/UBND-KT\n\nLâm Đồng, ngày 20 tháng 5 năm 2023\n\nCÔNG VĂN\n\nVề việc tưới cà phê\n\n"


def test_a_council_has_its_specialised_agencies_as_units_in_the_contract():
    raw = read_bytes(
        (
            COUNCIL
            + "1. Giao Sở Tài chính chủ trì, phối hợp với Sở TN&MT và Công an tỉnh cấp vốn.\n\n2. Sở Tài nguyên và Môi trường đo nước hồ.\n"
        ).encode(),
        "cv.txt",
    )
    contract = to_contract(raw, extract(raw, vocabulary()))
    assert [u["name"] for u in contract["units"]] == ["Sở Tài chính", "Sở Tài nguyên và Môi trường"]
    assert contract["units"][1]["mentions"] == ["Sở TN&MT", "Sở Tài nguyên và Môi trường"]
    assert "Sở Tài chính" not in [o["name"] for o in contract["external_organisations"]]


@pytest.mark.parametrize(
    ("sentence", "units"),
    [
        ("- Phòng Kỹ thuật phối hợp Công an tỉnh (Phòng Quản lý hành chính) kiểm tra sổ.", ["Phòng Kỹ thuật"]),
        ("- Phòng Kỹ thuật hoàn thành Dự án “Nâng cấp Trung tâm Lưu trữ dữ liệu tỉnh” đúng hạn.", ["Phòng Kỹ thuật"]),
        ("- Giao Trung tâm Ứng dụng, Kỹ thuật, Thông tin khoa học và công nghệ sửa kho.", ["Trung tâm Ứng dụng, Kỹ thuật, Thông tin khoa học và công nghệ"]),
        ("- Giao các Phòng Kỹ thuật, Tài chính sửa kho.", ["Phòng Kỹ thuật", "Phòng Tài chính"]),
    ],
)  # fmt: skip
def test_what_is_one_name_and_whose_it_is(read, sentence, units):
    record = read(
        "UBND TỈNH LÂM ĐỒNG\nSỞ KHOA HỌC VÀ CÔNG NGHỆ\n\nSố: 1/TB-SKHCN\n\nLâm Đồng, ngày 20 tháng 5 năm 2023\n\nTHÔNG BÁO\n\nVề kho\n\n"
        + sentence
        + "\n"
    )
    assert [u.name for u in record.units if not u.collective] == units


def test_a_name_that_fills_a_cell_is_whole(read):
    record = read(
        "TỔNG CỤC THỦY SẢN\n\nSố: 1/KH-TCTS\n\nHà Nội, ngày 20 tháng 5 năm 2023\n\nKẾ HOẠCH\n\nVề giống cá\n\n"
        "TT\tNội dung\tĐơn vị chủ trì\tThời gian\n1\tXây dựng tiêu chuẩn giống cá\tTrung tâm Khảo nghiệm, kiểm nghiệm, kiểm định thủy sản\tTháng 4 - tháng 10/2023\n"
    )
    (task,) = record.tasks
    assert task.owner == ("Trung tâm Khảo nghiệm, kiểm nghiệm, kiểm định thủy sản",)
    assert (task.deadline.date_from, task.deadline.date_to) == ("2023-04-01", "2023-10-31")
    assert task.owner[0] in [u.name for u in record.units]


@pytest.mark.parametrize(
    ("agency", "code", "sentence", "units"),
    [
        ("SỞ CÔNG THƯƠNG", "SCT", "- Phòng Kỹ thuật mời Cục Chế biến nông sản và Ban Chỉ huy phòng thủ họp.", ["Phòng Kỹ thuật"]),
        ("SỞ CÔNG THƯƠNG", "SCT", "- Phòng Kỹ thuật thăm Bệnh viện Đa khoa tỉnh.", ["Phòng Kỹ thuật"]),
        ("SỞ CÔNG THƯƠNG", "SCT", "- Phòng Kỹ thuật thăm Viện Cây ăn quả miền Nam.", ["Phòng Kỹ thuật"]),
        ("SỞ Y TẾ", "SYT", "- Phòng Kỹ thuật thăm Bệnh viện Đa khoa tỉnh.", ["Phòng Kỹ thuật", "Bệnh viện Đa khoa tỉnh"]),
        (
            "SỞ Y TẾ",
            "SYT",
            "- Phòng Kỹ thuật thăm Trung tâm Phát triển quỹ đất tỉnh.",
            ["Phòng Kỹ thuật"],
        ),
        (
            "SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG",
            "STNMT",
            "- Phòng Kỹ thuật thăm Trung tâm Phát triển quỹ đất tỉnh.",
            ["Phòng Kỹ thuật", "Trung tâm Phát triển quỹ đất tỉnh"],
        ),
    ],
)
def test_which_bodies_an_agency_can_have_as_its_units(read, agency, code, sentence, units):
    record = read(
        f"UBND TỈNH LÂM ĐỒNG\n{agency}\n\nSố: 1/TB-{code}\n\nLâm Đồng, ngày 20 tháng 5 năm 2023\n\nTHÔNG BÁO\n\nVề kho\n\n{sentence}\n"
    )
    assert [u.name for u in record.units if not u.collective] == units
    assert all(o.name not in units for o in record.organisations)


def test_a_body_that_is_no_unit_is_one_outside(read):
    record = read(
        "BỘ CÔNG THƯƠNG\nCỤC KHO VẬN\n\nSố: 1/TB-KV\n\nHà Nội, ngày 20 tháng 5 năm 2023\n\nTHÔNG BÁO\n\nVề kho\n\n"
        "- Phòng Kỹ thuật mời Cục Chế biến nông sản họp; Cục KV và Chi cục Kho miền Nam dự.\n"
    )
    assert [u.name for u in record.units] == ["Phòng Kỹ thuật", "Chi cục Kho miền Nam"]
    assert [o.name for o in record.organisations] == ["Cục Chế biến nông sản"]


@pytest.mark.parametrize(
    ("legend", "short"),
    [
        ("Chữ viết tắt: P.QLK - Phòng Quản lý Kho; KTHT - Phòng Kỹ thuật hạ tầng.", "P.QLK"),
        ("Ghi chú: QLK - Quản lý Kho; KTHT - Kỹ thuật hạ tầng.", "P. QLK"),
        ("", "P.QLK"),
    ],
)
def test_rooms_by_their_letters(read, legend, short):
    record = read(
        "UBND TỈNH LÂM ĐỒNG\nSỞ KHOA HỌC VÀ CÔNG NGHỆ\n\nSố: 1/KH-SKHCN\n\nLâm Đồng, ngày 20 tháng 5 năm 2023\n\nKẾ HOẠCH\n\nVề kho\n\n"
        f"- Phòng Quản lý Kho họp với Phòng Kỹ thuật hạ tầng.\n\n{legend}\n\nTT\tNội dung\tĐơn vị chủ trì\tThời gian\n1\tSửa mái kho mẫu ở huyện\t{short}\tTháng 9\n"
    )
    assert [t.owner for t in record.tasks][-1] == ("Phòng Quản lý Kho",)
    assert [u.name for u in record.units] == ["Phòng Quản lý Kho", "Phòng Kỹ thuật hạ tầng"]


def test_letters_for_some_words_of_a_name(read):
    body = "1. Trung tâm Kỹ thuật Tiêu chuẩn Đo lường Chất lượng\n\n- Sửa kho.\n\n2. Văn phòng Sở\n\n- Phối hợp Trung tâm KT TĐC sửa mái.\n"
    assert names(read, body) == {"Trung tâm Kỹ thuật Tiêu chuẩn Đo lường Chất lượng", "Văn phòng Sở"}


@pytest.mark.parametrize(("kind", "standing"), [("UBND", False), ("HĐND", True)])
def test_a_standing_committee_is_a_unit_of_its_own_council_alone(read, kind, standing):
    record = read(
        f"{kind} TỈNH LÂM ĐỒNG\n\nSố: 1/TB-{kind}\n\nLâm Đồng, ngày 20 tháng 5 năm 2023\n\nTHÔNG BÁO\n\nVề kho\n\n- Thường trực HĐND tỉnh xem xét kho.\n"
    )
    assert ("Thường trực HĐND tỉnh" in [u.name for u in record.units]) is standing


def test_people_in_a_column_and_behind_a_name_in_brackets(read):
    record = read(
        HEAD
        + "Giám đốc Sở Nông nghiệp (NN&PTNT) Cao Đình Vũ chủ trì.\n\nTT\tNội dung\tThời gian\tLãnh đạo phụ trách\n"
        + "1\tSửa mái kho mẫu ở huyện\tTháng 9\tVõ Thành Luân\n2\tLập sổ kho mẫu ở huyện\tTháng 9\tVõ Thành Luân\n"
    )
    assert {p.name for p in record.people} == {"Võ Thành Luân", "Cao Đình Vũ"}


@pytest.mark.parametrize("name", ["Rah Lan H'Nhung", "K’Brôi Sơn"])
def test_names_of_the_highlands_sign(read, name):
    record = read(
        f"Số: 5/QĐ-UBND\n\nLâm Đồng, ngày 20 tháng 5 năm 2023\n\nQUYẾT ĐỊNH\n\nVề rừng\n\nĐiều 1. Giao rừng.\n\nNơi nhận:\n- Lưu: VT.\n\nCHỦ TỊCH\n\n{name}\n"
    )
    assert record.document.signer.name == name


def test_a_name_ends_before_another_body():
    text = " Xây dựng Đảng và Ủy ban Kiểm tra Tỉnh ủy"
    assert text[: name_end(text, 0, len(text), VOCAB)] == " Xây dựng Đảng"


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("PHÒNG KẾ HOẠCH - TÀI CHÍNH", "Phòng Kế hoạch - Tài chính"),
        ("PHÒNG QUẢN LÝ CÔNG NGHỆ VÀ CHUYÊN NGÀNH", "Phòng Quản lý Công nghệ và Chuyên ngành"),
        ("CHI CỤC TIÊU CHUẨN ĐO LƯỜNG CHẤT LƯỢNG", "Chi cục Tiêu chuẩn Đo lường Chất lượng"),
        ("PHÒNG QLKH", "Phòng QLKH"),
        ("VĂN PHÒNG SỞ", "Văn phòng Sở"),
        ("TRUNG TÂM HỌC TẬP CỘNG ĐỒNG TẠI PHƯỜNG", "TRUNG TÂM HỌC TẬP CỘNG ĐỒNG TẠI PHƯỜNG"),  # a title
        ("CHI CỤC ATVSTP", "Chi cục ATVSTP"),
        ("BAN HÀNH VĂN BẢN", "BAN HÀNH VĂN BẢN"),  # these begin with other words
        ("PHÒNG CHỐNG THIÊN TAI", "PHÒNG CHỐNG THIÊN TAI"),
        ("PHÒNG CHÁY, CHỮA CHÁY", "PHÒNG CHÁY, CHỮA CHÁY"),
        ("ĐỘI NGŨ CÁN BỘ", "ĐỘI NGŨ CÁN BỘ"),
        ("BAN CHỈ", "BAN CHỈ"),  # a line cut inside a name
        ("Phòng Kế hoạch", "Phòng Kế hoạch"),
    ],
)
def test_a_name_in_capitals_gets_its_usual_case(printed, name):
    assert usual_case(printed, VOCAB) == name


def test_units_that_head_sections_of_a_table_in_capitals(read):
    record = read(
        "UBND TỈNH LÂM ĐỒNG\nSỞ KHOA HỌC VÀ CÔNG NGHỆ\n\nSố: 1/KH-SKHCN\n\nLâm Đồng, ngày 20 tháng 5 năm 2023\n\nKẾ HOẠCH\n\nVề kho\n\n"
        "TT\tNội dung công việc\tThời gian\tĐơn vị phối hợp\nI\tPHÒNG QUẢN LÝ KHOA HỌC\t\t\n1\tSửa mái kho mẫu ở huyện\tTháng 9\tTTUD, VPS\n"
        "II\tTRUNG TÂM ỨNG DỤNG TIẾN BỘ KHOA HỌC VÀ CÔNG NGHỆ\t\t\n2\tLập sổ kho mẫu ở huyện\tTháng 9\tP.QLKH\nIII\tVĂN PHÒNG SỞ\t\t\n3\tIn sổ kho mẫu ở huyện\n\n"
        "\tvà gửi về các xã\tTháng 9\tCNTT\n"
    )
    room, centre, office = "Phòng Quản lý Khoa học", "Trung tâm Ứng dụng Tiến bộ Khoa học và Công nghệ", "Văn phòng Sở"
    assert [(t.owner, t.cooperating) for t in record.tasks] == [((room,), (centre, office)), ((centre,), (room,)), ((office,), ("CNTT",))]
    assert "các xã" in record.tasks[2].span.of(record.document.text)  # the row goes on after a page break
    assert record.tasks[2].deadline.text == "Tháng 9"


@pytest.mark.parametrize(
    "name",
    [
        "Phòng Xây dựng, kiểm tra và theo dõi thi hành pháp luật",
        "Phòng Phổ biến, giáo dục pháp luật",
        "Trung tâm Trợ giúp pháp lý nhà nước",
    ],
)
def test_a_cell_of_its_own_is_one_name_whatever_its_words(read, name):
    record = read(
        "UBND TỈNH LÂM ĐỒNG\nSỞ TƯ PHÁP\n\nSố: 1/KH-STP\n\nLâm Đồng, ngày 20 tháng 5 năm 2023\n\nKẾ HOẠCH\n\nVề kho\n\n"
        f"TT\tNội dung công việc\tĐơn vị chủ trì\tThời gian\n1\tLập sổ kho sách luật của các xã ở vùng cao và vùng xa của tỉnh\t{name}\tTháng 9\n"
    )
    assert [u.name for u in record.units] == [name]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (" Phòng, chống tệ nạn xã hội chủ trì", " Phòng, chống tệ nạn xã hội"),
        (" Văn hóa - Xã hội HĐND tỉnh", " Văn hóa - Xã hội"),
        (" Mã số, mã vạch Quốc gia hỗ trợ", " Mã số, mã vạch Quốc gia"),
    ],
)
def test_pairs_of_words_with_a_comma(words, name):
    assert words[: name_end(words, 0, len(words), VOCAB)] == name


def test_units_of_health_in_the_districts(read):
    record = read(
        "UBND TỈNH LÂM ĐỒNG\nSỞ Y TẾ\n\nSố: 1/TB-SYT\n\nLâm Đồng, ngày 20 tháng 5 năm 2023\n\nTHÔNG BÁO\n\nVề kho\n\n"
        "1. Giao Trung tâm Y tế huyện Đức Trọng và Trung tâm Y tế thành phố Bảo Lộc kiểm kho thuốc.\n"
    )
    assert record.tasks[0].owner == ("Trung tâm Y tế huyện Đức Trọng", "Trung tâm Y tế thành phố Bảo Lộc")


def test_a_place_after_the_name_of_a_person_and_a_clause_is_nobody(read):
    record = read(HEAD + "- Phòng Kỹ thuật báo Phó Chủ tịch UBND tỉnh Trần Đức Việt trước khi cấm cầu phao Ninh Cường.\n")
    assert [p.name for p in record.people] == ["Trần Đức Việt"]


PLAN = "UBND TỈNH LÂM ĐỒNG\nSỞ KHOA HỌC VÀ CÔNG NGHỆ\n\nSố: 1/KH-SKHCN\n\nLâm Đồng, ngày 20 tháng 5 năm 2023\n\nKẾ HOẠCH\n\nVề kho\n\n"


def test_heads_of_units_as_owners_and_a_legend_below_the_table(read):
    record = read(
        PLAN
        + "TT\tNội dung công việc\tNgười chịu trách nhiệm\tThời gian\n1\tSửa mái kho mẫu ở huyện\tTrưởng phòng QLK&M\tTháng 9\n"
        + "2\tLập sổ kho mẫu ở huyện\tGiám đốc TT Kho và MVT\tQuý I\n3\tIn sổ kho mẫu ở huyện\tChi cục trưởng Chi cục TĐC\tTháng 9\n4\tGửi sổ kho mẫu lên huyện\tChánh Văn phòng Sở\tTháng 9\n\n"
        + "Ghi chú: QLK&M: Phòng Quản lý Kho và Môi trường; TT Kho và MVT: Trung tâm Kho và Môi trường; TĐC: Tiêu chuẩn Đo lường Chất lượng.\n"
    )
    assert [t.owner for t in record.tasks] == [
        ("Phòng Quản lý Kho và Môi trường",),
        ("Trung tâm Kho và Môi trường",),
        ("Chi cục Tiêu chuẩn Đo lường Chất lượng",),
        ("Văn phòng Sở",),
    ]
    assert record.people == ()  # "Quý I" is none


def test_letters_over_a_comma_and_a_hyphen(read):
    record = read(
        PLAN
        + "- Sửa kho mẫu. Chủ trì: Phòng Quản lý chất lượng, chế biến và thương mại; phối hợp: Phòng Hành chính - Tổng hợp.\n\n"
        + "- Lập sổ kho mẫu. Chủ trì: Phòng QLCL, CB&TM; phối hợp: P. HC-TH.\n"
    )
    assert [u.name for u in record.units] == ["Phòng Quản lý chất lượng, chế biến và thương mại", "Phòng Hành chính - Tổng hợp"]
    assert [(t.owner, t.cooperating) for t in record.tasks] == [((record.units[0].name,), (record.units[1].name,))] * 2


def test_a_room_of_the_police_is_no_unit_and_all_rooms_are_partners(read):
    record = read(
        HEAD
        + "- Phòng Kỹ thuật mời Phòng Cảnh sát kinh tế Công an tỉnh dự.\n\n- Phòng Kỹ thuật chủ trì, phối hợp với các phòng, đơn vị liên quan lập sổ gửi Thanh tra tỉnh.\n"
    )
    assert [u.name for u in record.units if not u.collective] == ["Phòng Kỹ thuật"]
    assert record.tasks[-1].cooperating == ("Các phòng, đơn vị thuộc Sở",)


@pytest.mark.parametrize(
    ("sentence", "owner", "leader"),
    [
        ("- Trưởng các phòng, đơn vị cụ thể hóa việc sửa kho mẫu.", ("Các phòng, đơn vị thuộc Sở",), None),
        ("- Phòng Kỹ thuật sửa kho mẫu dưới sự chỉ đạo trực tiếp của Phó Giám đốc Lâm Quốc Toàn.", ("Phòng Kỹ thuật",), "Lâm Quốc Toàn"),
        ("- Dự thảo Quyết định về kho mẫu: Giao Sở Nội vụ hoàn thiện.", ("Sở Nội vụ",), None),
        ("- Phòng Kỹ thuật sửa kho mẫu ở UBND huyện Đắk R'lấp.", ("Phòng Kỹ thuật",), None),
    ],
)
def test_who_acts_and_who_leads(read, sentence, owner, leader):
    (task,) = (
        read(PLAN + "I. CÁC NỘI DUNG TRÌNH PHIÊN HỌP\n\n" + sentence + "\n").tasks
        if "Dự thảo" in sentence
        else read(HEAD + sentence + "\n").tasks
    )
    assert (task.owner, task.supervising_leader) == (owner, leader)


@pytest.mark.parametrize("partner", ["Công an tỉnh", "HĐND tỉnh"])
def test_the_next_cell_says_nothing_of_whose_unit_it_is(read, partner):
    record = read(PLAN + f"TT\tNội dung công việc\tChủ trì\tPhối hợp\n1\tSửa mái kho mẫu ở huyện\tPhòng Kế hoạch\t{partner}\n")
    assert [u.name for u in record.units] == ["Phòng Kế hoạch"]


@pytest.mark.parametrize(
    ("heads", "owner"),
    [
        ("Trách nhiệm phối hợp\tĐơn vị thực hiện", "Phòng Kỹ thuật"),
        ("Lãnh đạo chịu trách nhiệm\tĐơn vị thực hiện", "Phòng Kỹ thuật"),
        ("Trách nhiệm báo cáo\tĐơn vị chủ trì", "Phòng Kỹ thuật"),
        ("Ghi chú\tNgười chịu trách nhiệm", "Phòng Kỹ thuật"),
    ],
)
def test_which_column_says_who_does_it(read, heads, owner):
    record = read(PLAN + f"TT\tNội dung công việc\t{heads}\tThời gian\n1\tSửa mái kho mẫu ở huyện\tThanh tra Sở\tPhòng Kỹ thuật\tTháng 9\n")
    assert record.tasks[0].owner == (owner,)


def test_a_post_in_letters_is_no_room(read):
    record = read(HEAD + "- Giao P.GĐ Nguyễn Văn An chủ trì sửa kho.\n\n- Mời P.CT UBND huyện dự.\n")
    assert record.units == ()


def test_the_documents_own_case_goes_before_ours(read):
    record = read(HEAD + "1. PHÒNG NGƯỜI CÓ CÔNG\n\n- Sửa kho.\n\n2. Văn phòng Sở\n\n- Họp với Phòng Người có công.\n")
    assert [u.name for u in record.units] == ["Phòng Người có công", "Văn phòng Sở"]
