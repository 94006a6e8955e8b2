"""Boards and what regulates them, councils of districts and communes, project boards, and names that letters spell."""

import pytest

BOARD = (
    "BAN CHỈ ĐẠO NHÀ NƯỚC VỀ DU LỊCH\n\nSố: 17/QĐ-BCĐDL\n\nHà Nội, ngày 21 tháng 11 năm 2024\n\nQUYẾT ĐỊNH\nBan hành Quy chế hoạt động của Ban Chỉ đạo Nhà nước về Du lịch\n\n"
    "Điều 1. Ban hành kèm theo Quyết định này Quy chế hoạt động của Ban Chỉ đạo Nhà nước về Du lịch.\n\nTRƯỞNG BAN\n\nLê Văn Kho\n\nQUY CHẾ\n\n{body}\n"
)


def owners(record):
    return [t.owner for t in record.tasks]


@pytest.mark.parametrize(
    ("heading", "owner"),
    [
        ("Trách nhiệm của Ban Chỉ đạo", "Ban Chỉ đạo Nhà nước về Du lịch"),
        ("Trách nhiệm của Phó Trưởng Ban Chỉ đạo", "Phó Trưởng Ban Chỉ đạo"),
        ("Trách nhiệm của Ủy viên thường trực", "Ủy viên thường trực"),
        ("Nhiệm vụ của các thành viên Ban Chỉ đạo", "Các thành viên Ban Chỉ đạo"),
    ],
)
def test_who_in_a_board_has_duties(read, heading, owner):
    record = read(
        BOARD.format(body=f"Điều 4. {heading}\n\n1. Giúp Thủ tướng chỉ đạo công việc kho giống.\n\n2. Điều hành công việc thường xuyên.")
    )
    assert owners(record) == [(owner,), (owner,)]


def test_lists_of_members_are_no_duties(read):
    body = "Điều 4. Các thành viên Ban Chỉ đạo\n\n1. Ông Nguyễn Văn An, Giám đốc Sở Y tế;\n\n2. Đại tá Lê Văn Sáu, Giám đốc Công an tỉnh;\n\n3. Bà Trần Thị Bảy."
    assert read(BOARD.format(body=body)).tasks == ()


def test_the_head_of_a_council_is_no_post_of_a_board(read):
    record = read(
        "UBND TỈNH GIA LAI\n\nSố: 5/CT-UBND\n\nGia Lai, ngày 20 tháng 5 năm 2024\n\nCHỈ THỊ\nVề kho giống\n\n1. Chủ tịch UBND các xã, phường rà soát kho giống.\n"
    )
    assert owners(record) == [("UBND các xã, phường",)]


DUTIES = "2. Vụ Tổ chức cán bộ có trách nhiệm\n\na) Phối hợp với Vụ Pháp chế thẩm định hồ sơ;\n\nb) Quản lý phôi thẻ."


def test_duties_under_a_heading_without_a_colon(read):
    record = read(
        "BỘ NỘI VỤ\n\nSố: 60/QĐ-BNV\n\nHà Nội, ngày 24 tháng 11 năm 2024\n\nQUYẾT ĐỊNH\nBan hành Quy định về thẻ\n\n"
        f"Điều 1. Ban hành Quy định về thẻ.\n\nBỘ TRƯỞNG\n\nLê Văn Kho\n\nQUY ĐỊNH\n\nĐiều 10. Quản lý thẻ\n\n1. Thẻ do Bộ trưởng cấp.\n\n{DUTIES}\n"
    )
    assert [(t.owner, t.cooperating) for t in record.tasks] == [
        (("Vụ Tổ chức cán bộ",), ("Vụ Pháp chế",)),
        (("Vụ Tổ chức cán bộ",), ()),
    ]


DISTRICT = (
    "HỘI ĐỒNG NHÂN DÂN\nHUYỆN LỆ THỦY\n\nSố: 41/NQ-HĐND\n\nLệ Thủy, ngày 21 tháng 7 năm 2017\n\nNGHỊ QUYẾT\nVề kho giống trên địa bàn huyện, tỉnh Quảng Bình\n\n"
    "II. TỔ CHỨC THỰC HIỆN\n\n1. Giao UBND huyện bố trí kho giống.\n\n2. Đề nghị Ban Chỉ huy Quân sự huyện, Công an huyện bảo vệ kho.\n\n3. Thường trực HĐND huyện giám sát việc bảo vệ kho giống ở các xã.\n"
)


def test_a_district_calls_its_bodies_by_their_level(read):
    record = read(DISTRICT)
    assert record.document.agency == "HĐND huyện Lệ Thủy, tỉnh Quảng Bình"
    assert owners(record) == [("UBND huyện Lệ Thủy",), ("Ban Chỉ huy Quân sự huyện", "Công an huyện"), ("Thường trực HĐND huyện",)]
    assert "Thường trực HĐND huyện" in {u.name for u in record.units}


HEAD = "UBND THÀNH PHỐ CẦN THƠ\nSỞ XÂY DỰNG\n\nSố: 15/TB-SXD\n\nCần Thơ, ngày 20 tháng 5 năm 2024\n\nTHÔNG BÁO\n\nKết luận của Giám đốc Sở tại cuộc họp tháng 5\n\n"


@pytest.mark.parametrize(
    ("sentence", "owner"),
    [
        ("Giao Ban Quản lý dự án Đầu tư xây dựng thành phố cử cán bộ trực.", "Ban Quản lý dự án Đầu tư xây dựng thành phố"),
        ("Giao Ban Quản lý dự án 85 chốt vị trí nút giao.", "Ban Quản lý dự án 85"),
        ("Giao Ban QLDA số 2 gửi báo cáo.", "Ban QLDA số 2"),
        (
            "Giao Ban quản lý dự án đầu tư xây dựng các công trình dân dụng, công nghiệp và giao thông tỉnh rà soát.",
            "Ban quản lý dự án đầu tư xây dựng các công trình dân dụng, công nghiệp và giao thông tỉnh",
        ),
    ],
)
def test_where_the_name_of_a_project_board_ends(read, sentence, owner):
    assert owners(read(HEAD + sentence + "\n")) == [(owner,)]


def test_the_short_name_of_a_body_outside_is_no_unit(read):
    record = read(
        HEAD + "1. Giao Ban Quản lý dự án Đầu tư xây dựng thành phố (Ban QLDA) cử cán bộ trực.\n\n2. Giao Ban QLDA chỉ đạo nhà thầu.\n"
    )
    assert owners(record) == 2 * [("Ban Quản lý dự án Đầu tư xây dựng thành phố",)]
    assert [u.name for u in record.units] == []


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        ("Giao Phòng Kinh tế và Vật liệu xây dựng (KT&VLXD) rà soát mỏ cát.", "Phòng Kinh tế và Vật liệu xây dựng"),
        ("Giao Trung tâm Theo dõi, cảnh báo sạt lở (TDCBSL) rà soát bờ sông.", "Trung tâm Theo dõi, cảnh báo sạt lở"),
        ("Giao Phòng Kế hoạch - Tài chính đầu mối tiếp nhận.", "Phòng Kế hoạch - Tài chính"),
    ],
)
def test_letters_in_brackets_tell_where_a_name_ends(read, sentence, unit):
    assert owners(read(HEAD + sentence + "\n")) == [(unit,)]


@pytest.mark.parametrize(
    ("sentence", "people", "units"),
    [
        ("phó trưởng phòng Nguyễn Trí Dũng là đầu mối.", ["Nguyễn Trí Dũng"], []),
        ("trưởng phòng Lê Trung Kiên báo cáo; phó giám đốc Trần Văn Sáu chỉ đạo.", ["Lê Trung Kiên", "Trần Văn Sáu"], []),
        ("Trưởng Phòng Kế hoạch - Tài chính báo cáo.", [], ["Phòng Kế hoạch - Tài chính"]),
        ("Đồn Biên phòng Làng Ho báo cáo.", [], []),
        ("Trưởng Phòng Tôn giáo Giàng A Sáu báo cáo.", ["Giàng A Sáu"], ["Phòng Tôn giáo"]),
        ("Phó Trưởng phòng Quản lý khoa học Lê Văn Tám báo cáo.", ["Lê Văn Tám"], ["Phòng Quản lý khoa học"]),
        ("Giám đốc Trung tâm Ứng dụng giống cây Trần Thị Sáu báo cáo.", ["Trần Thị Sáu"], ["Trung tâm Ứng dụng giống cây"]),
        ("Chánh Văn phòng Trần Thị Bảy báo cáo.", ["Trần Thị Bảy"], []),
    ],
)
def test_heads_of_rooms_and_what_is_no_room(read, sentence, people, units):
    record = read(HEAD + f"- Báo cáo kết quả; {sentence}\n")
    assert ([p.name for p in record.people], [u.name for u in record.units]) == (people, units)


GROUP = (
    "ỦY BAN NHÂN DÂN\nTỈNH THÁI BÌNH\n\nSố: 1650/QĐ-UBND\n\nThái Bình, ngày 24 tháng 6 năm 2019\n\nQUYẾT ĐỊNH\nVề việc thành lập Tổ công tác liên ngành về kho giống\n\n"
    "Điều 1. Thành lập Tổ công tác liên ngành về kho giống, gồm các ông, bà:\n\n1. Ông Phạm Đức Thuyên, Phó Chủ tịch UBND tỉnh - Tổ trưởng;\n\n"
    "2. Bà Hoàng Thị Mai Liên, Chủ tịch UBND huyện Thái Thụy - Tổ phó.\n\n"
    "Điều 2. Nhiệm vụ của Tổ công tác\n\n1. Kiểm tra hiện trường ít nhất 02 lần mỗi tháng.\n\n2. Tổng hợp, đề xuất khen thưởng.\n\n"
    "Điều 3. Phân công nhiệm vụ\n\na) Tổ trưởng, ông Phạm Đức Thuyên: phụ trách chung.\n\nb) Bà Hoàng Thị Mai Liên chủ trì giao ban vào ngày 05 hằng tháng.\n\n"
    "c) Giao Sở Tài chính bảo đảm vốn.\n"
)


def test_a_group_bears_the_name_it_is_founded_with_and_people_have_duties(read):
    record = read(GROUP)
    assert [(t.owner, t.supervising_leader) for t in record.tasks] == [
        (("Tổ công tác liên ngành về kho giống",), None),
        (("Tổ công tác liên ngành về kho giống",), None),
        ((), "Phạm Đức Thuyên"),
        ((), "Hoàng Thị Mai Liên"),
        (("Sở Tài chính",), None),
    ]
    assert "Thái Thụy" not in {p.name for p in record.people}


@pytest.mark.parametrize(
    ("sentence", "owner"),
    [
        ("1. Bảo tàng tỉnh kiểm kê hiện vật.", "Bảo tàng tỉnh"),
        ("1. Từ nay đến hết năm 2024, Thư viện tỉnh mỗi tháng tổ chức 01 chuyến xe.", "Thư viện tỉnh"),
        ("1. Về hồ sơ di sản: trong tháng 9, Đoàn Nghệ thuật tỉnh phải trình hồ sơ.", "Đoàn Nghệ thuật tỉnh"),
    ],
)
def test_units_called_by_their_level(read, sentence, owner):
    head = (
        HEAD.replace("SỞ XÂY DỰNG", "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH")
        .replace("SXD", "SVHTTDL")
        .replace("THÀNH PHỐ CẦN THƠ", "TỈNH HÀ GIANG")
    )
    record = read(head + sentence + "\n\n2. Phòng Quản lý Du lịch báo cáo.\n")
    assert owners(record)[0] == (owner,)
    assert owner in {u.name for u in record.units}


@pytest.mark.parametrize(
    ("body", "owner"),
    [
        ("1. Phòng Quản lý vận tải (QLVT) có nhiệm vụ:\n\n- Siết chặt quản lý xe hợp đồng.", "Phòng Quản lý vận tải"),
        ("1. Trung tâm Đăng kiểm xe cơ giới 68-01S duy trì hệ thống quản lý chất lượng.", "Trung tâm Đăng kiểm xe cơ giới 68-01S"),
        ("1. Cảng vụ đường thủy nội địa tổng kiểm tra bến khách.", "Cảng vụ đường thủy nội địa"),
        ("a, Phòng Quản lý vận tải:\n\nHướng dẫn các bến xe.", "Phòng Quản lý vận tải"),
        ("- Trong Quý IV, Phòng Quản lý vận tải thực hiện số hóa.", "Phòng Quản lý vận tải"),
        ("- Phòng Quản lý vận tải hằng năm cân đối kinh phí.", "Phòng Quản lý vận tải"),
        ("- Dựng bản đồ số. Việc này giao Sở Y tế chủ trì.", "Sở Y tế"),
        ("- Ngân hàng Nhà nước Chi nhánh tỉnh chỉ đạo các tổ chức tín dụng.", "Ngân hàng Nhà nước Chi nhánh tỉnh"),
        ("- Đoàn Thanh niên Sở phát động đợt thi đua.", "Đoàn Thanh niên Sở"),
        ("- Rà phá bom mìn trên toàn tuyến, do Bộ Chỉ huy Quân sự tỉnh đảm nhận.", "Bộ Chỉ huy Quân sự tỉnh"),
        ("- Ngân hàng Nhà nước Việt Nam - Chi nhánh thành phố Cần Thơ chỉ đạo các tổ chức tín dụng.",
         "Ngân hàng Nhà nước Việt Nam - Chi nhánh thành phố Cần Thơ"),
    ],
)  # fmt: skip
def test_who_is_told_in_many_manners(read, body, owner):
    record = read(HEAD.replace("XÂY DỰNG", "GIAO THÔNG VẬN TẢI").replace("SXD", "SGTVT") + body + "\n")
    assert owners(record)[0] == (owner,)


@pytest.mark.parametrize("others", ["các xã ven biển rà soát", "các xã có nguy cơ sạt lở: rà soát", "các xã khác rà soát"])
def test_others_beside_the_communes_named_are_nobody(read, others):
    record = read(HEAD + f"- UBND các xã Trà Bồng, Sơn Tây và {others} từng hộ dân.\n")
    assert owners(record) == [("UBND xã Trà Bồng", "UBND xã Sơn Tây")]


def test_councils_in_full_are_called_as_everybody_calls_them(read):
    record = read(HEAD + "- Giao Thường trực Hội đồng nhân dân tỉnh, các Ban của Hội đồng nhân dân tỉnh giám sát kho giống.\n")
    assert owners(record) == [("Thường trực HĐND tỉnh", "Các Ban của HĐND tỉnh")]


def test_a_later_owner_apart_from_the_others(read):
    record = read(HEAD + "1. UBND các quận, huyện vận động nông dân. Riêng UBND huyện Phong Điền khẩn trương di dời kho giống.\n")
    assert owners(record) == [("UBND các quận, huyện", "UBND huyện Phong Điền")]


@pytest.mark.parametrize(
    ("item", "leader", "until"),
    [
        ("Rà soát kho. Chủ trì: Sở Y tế; phối hợp: Sở Tư pháp; thời hạn: tháng 6; PGĐ Trịnh Minh Thư.", "Trịnh Minh Thư", "2024-06-30"),
        (
            "Rà soát kho. Chủ trì: Sở Y tế; phối hợp: Sở Tư pháp; chậm nhất ngày 25/6/2024; PGĐ Trịnh Minh Thư phụ trách.",
            "Trịnh Minh Thư",
            "2024-06-25",
        ),
    ],
)
def test_labels_in_one_line_end_with_the_leader(read, item, leader, until):
    (task,) = read(HEAD + f"1. {item}\n").tasks
    assert (task.owner, task.cooperating, task.supervising_leader, task.deadline.date_to) == (("Sở Y tế",), ("Sở Tư pháp",), leader, until)
