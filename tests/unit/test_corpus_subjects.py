"""Who is told to act: subjects, headings, lead-in sentences, partners."""

import pytest

from corpus.contract import to_contract
from corpus.pipeline import extract
from corpus.source import read_bytes
from corpus.text import squeeze
from corpus.vocabulary import vocabulary

HEAD = "ỦY BAN NHÂN DÂN TỈNH LÀO CAI\n\nSố: 15/{kind}-UBND\n\nLào Cai, ngày 20 tháng 5 năm 2025\n\n{name}\n\nVề việc phòng, chống cháy rừng mùa khô\n\n"
NOTICE = HEAD.format(kind="TB", name="THÔNG BÁO") + "Chủ tịch UBND tỉnh kết luận như sau:\n\n"
PLAN = HEAD.format(kind="KH", name="KẾ HOẠCH") + "UBND tỉnh ban hành Kế hoạch phòng cháy như sau:\n\nI. TỔ CHỨC THỰC HIỆN\n\n"
DECISION = HEAD.format(kind="QĐ", name="QUYẾT ĐỊNH") + "Căn cứ Luật Lâm nghiệp;\n\nQUYẾT ĐỊNH:\n\n"


def told(record):
    text = record.document.text
    return [(squeeze(t.span.of(text))[:22], t.owner, t.cooperating) for t in record.tasks]


@pytest.mark.parametrize(
    ("sentence", "owners"),
    [
        ("Sở Y tế theo chức năng, nhiệm vụ được giao khẩn trương cấp thuốc cho các trạm.", ("Sở Y tế",)),
        ("Về đề nghị của các xã: Sở Tài chính cần sớm bố trí vốn.", ("Sở Tài chính",)),
        ("Trên cơ sở đề nghị của các đơn vị liên quan, Sở Xây dựng khẩn trương lập dự toán.", ("Sở Xây dựng",)),
        ("Sau khi phương án được duyệt, Công an tỉnh tổ chức tập huấn.", ("Công an tỉnh",)),
        ("Giám đốc các Sở: Y tế, Tài chính; Chủ tịch UBND các xã, phường kiểm tra kho vật tư.", ("Sở Y tế", "Sở Tài chính", "UBND các xã, phường")),
        ("Bộ Chỉ huy Quân sự tỉnh, Báo và Phát thanh, Truyền hình tỉnh phối hợp đưa tin.",
         ("Bộ Chỉ huy Quân sự tỉnh", "Báo và Phát thanh, Truyền hình tỉnh")),
        ("Liên minh Hợp tác xã tỉnh vận động các hợp tác xã làm đường băng cản lửa.", ("Liên minh Hợp tác xã tỉnh",)),
        ("Căn cứ tình hình thực tế, phối hợp với Sở Y tế tham mưu cho Sở Tài chính lập dự toán.", ()),
    ],
)  # fmt: skip
def test_the_subject_of_a_directive(read, sentence, owners):
    assert [owner for _, owner, _ in told(read(NOTICE + f"1. {sentence}\n"))] == [owners]


@pytest.mark.parametrize(
    ("heading", "owners"),
    [
        ("1. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội",
         ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "Các tổ chức chính trị - xã hội")),
        ("1. Sở Nội vụ (cơ quan thường trực Ban Chỉ đạo):", ("Sở Nội vụ",)),
        ("1. Đề nghị: Hội Nông dân tỉnh, Hội Cựu chiến binh tỉnh", ("Hội Nông dân tỉnh", "Hội Cựu chiến binh tỉnh")),
        ("1. Sở Tài chính và UBND các xã, phường", ("Sở Tài chính", "UBND các xã, phường")),
        ("1. Các chủ rừng là tổ chức", ("Các chủ rừng là tổ chức",)),
        ("1. Công tác tuyên truyền", ()),
    ],
)  # fmt: skip
def test_headings_that_name_who_acts(read, heading, owners):
    found = told(read(PLAN + f"{heading}\n\n- Kiểm tra bể nước chữa cháy.\n\n- Tổ chức trực 24/24 giờ.\n"))
    assert [owner for _, owner, _ in found] == [owners, owners]


def test_a_sentence_that_opens_a_list_tells_who_acts_and_the_issuer_does_not(read):
    record = read(
        NOTICE
        + "1. Sở Công Thương chủ trì, phối hợp với các địa phương liên quan:\n\na) Rà soát kho hàng.\n\nb) Lập danh sách điểm bán.\n\n"
        "2. UBND các xã, phường cần tập trung các việc sau:\n\na) Phát quang hành lang.\n\nb) Kiểm tra bể nước.\n\nc) Bố trí người trực.\n"
    )
    assert [owner for _, owner, _ in told(record)] == [
        ("Sở Công Thương",),
        ("Sở Công Thương",),
        ("UBND các xã, phường",),
        ("UBND các xã, phường",),
        ("UBND các xã, phường",),
    ]


def test_bodies_bound_by_a_decision_in_plain_sentences(read):
    record = read(
        DECISION + "Điều 1. Ban hành kèm theo Quyết định này quy định về trực phòng cháy.\n\n"
        "Điều 2. Sở Nông nghiệp và Môi trường và các đơn vị liên quan có trách nhiệm rà soát phương án trước ngày 30/6/2025.\n\n"
        "Điều 3. Chánh Văn phòng UBND tỉnh, Giám đốc các Sở chịu trách nhiệm thi hành Quyết định này./.\n"
    )
    assert [(owner, t.deadline.date_to) for (_, owner, _), t in zip(told(record), record.tasks, strict=True)] == [
        (("Sở Nông nghiệp và Môi trường",), "2025-06-30")
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Trong quá trình thực hiện, nếu có vướng mắc, đề nghị các đơn vị phản ánh về Sở Tài chính./.",
        "Đề nghị các cơ quan, đơn vị nghiêm túc triển khai thực hiện./.",
        "(Chi tiết tại Phụ lục kèm theo)",
        "PHÂN CÔNG NHIỆM VỤ",
    ],
)
def test_what_directs_nobody(read, sentence):
    assert told(read(PLAN + f"1. Sở Y tế\n\n- Dự trữ thuốc bỏng.\n\n{sentence}\n")) == [("Dự trữ thuốc bỏng.", ("Sở Y tế",), ())]


@pytest.mark.parametrize(
    ("sentence", "partners"),
    [
        ("Chủ trì, phối hợp UBND các xã, phường lập bản đồ.", ("UBND các xã, phường",)),
        ("Phối hợp với các cơ quan liên quan, Sở Tài chính lập dự toán.", ("Sở Tài chính",)),
        ("Phối hợp với Công an tỉnh, các đơn vị liên quan và Hội Nông dân tỉnh tuần tra.", ("Công an tỉnh", "Hội Nông dân tỉnh")),
        ("Theo dõi kết quả buổi làm việc với Sở Tài chính và báo cáo.", ()),
        ("Gửi Sở Xây dựng, Sở Tài chính để tổng hợp.", ("Sở Xây dựng", "Sở Tài chính")),
    ],
)
def test_partners(read, sentence, partners):
    assert [c for _, _, c in told(read(PLAN + f"1. Sở Y tế\n\n- {sentence}\n"))] == [partners]


def test_a_name_cut_at_the_end_of_a_line_is_one_name(read):
    record = read(
        DECISION + "Điều 1. Duyệt quy trình.\nĐiều 2. Giao Sở Công\nThương chủ trì niêm yết quy trình tại Trung tâm trước ngày 30/6/2025.\n"
    )
    assert [owner for _, owner, _ in told(record)] == [("Sở Công Thương",)]


CONTENTS = HEAD.format(kind="KH", name="KẾ HOẠCH") + "UBND tỉnh ban hành Kế hoạch phòng cháy như sau:\n\n"


@pytest.mark.parametrize(
    ("heading", "tasks"),
    [
        ("II. NỘI DUNG", 2),
        ("II. NỘI DUNG, HÌNH THỨC", 2),
        ("II. NỘI DUNG HOẠT ĐỘNG", 2),
        ("II. CHẾ ĐỘ THÔNG TIN, BÁO CÁO", 2),
        ("II. NỘI DUNG ĐÁNH GIÁ NĂM TRƯỚC", 0),
        ("II. KẾT QUẢ", 0),
    ],
)
def test_sections_of_a_plan_that_have_others_do_something(read, heading, tasks):
    assert len(told(read(CONTENTS + f"{heading}\n\n1. Tuyên truyền về cháy rừng.\n\n2. Tổng hợp số liệu các chốt trực.\n"))) == tasks


def test_a_report_has_contents_and_gives_no_tasks(read):
    report = CONTENTS.replace("KẾ HOẠCH", "BÁO CÁO").replace("/KH-", "/BC-")
    assert told(read(report + "II. NỘI DUNG\n\n1. Tuyên truyền về cháy rừng.\n\n2. Tổng hợp số liệu.\n")) == []


def test_a_sentence_that_has_bodies_act_makes_tasks_among_aims(read):
    record = read(
        CONTENTS + "II. MỤC TIÊU\n\nCăn cứ tình hình thực tế, các cơ quan, đơn vị phối hợp thực hiện các hoạt động sau:\n\n"
        "- Treo băng rôn tại cửa rừng.\n\n- Gửi tin, bài về Sở Y tế.\n"
    )
    assert [owner for _, owner, _ in told(record)] == [("Các cơ quan, đơn vị",)] * 2


def test_who_carries_out_and_who_helps_in_one_line(read):
    record = read(
        CONTENTS + "II. NỘI DUNG\n\n1. Hoạt động 1\n\n- Nội dung: Tuyên truyền về cháy rừng.\n\n"
        "- Cơ quan thực hiện: Sở Y tế chủ trì, phối hợp với các sở, ban, ngành, đoàn thể Tỉnh, UBND các xã.\n\n"
        "2. Hoạt động 2\n\n- Nội dung: Tập huấn đội xung kích.\n\n- Chủ trì: Công an tỉnh.\n\n- Phối hợp: Sở Tài chính.\n"
    )
    assert [parties for _, *parties in told(record)] == [
        [("Sở Y tế",), ("Các sở, ban, ngành, đoàn thể tỉnh", "UBND các xã")],
        [("Công an tỉnh",), ("Sở Tài chính",)],
    ]


def test_an_item_that_entitles_those_below_it_is_none_of_them(read):
    record = read(
        CONTENTS + "II. NỘI DUNG\n\n1. Công tác\n\na) Giám sát điểm nóng\n\n- Lắp đặt camera tại cửa rừng.\n\n- Tổ chức trực 24/24 giờ.\n"
    )
    assert [start for start, *_ in told(record)] == ["Lắp đặt camera tại cửa", "Tổ chức trực 24/24 giờ"]


def test_a_group_of_the_city_is_a_group(read):
    record = read(
        PLAN
        + "1. Các sở, ban, ngành, đoàn thể Thành phố, Ủy ban nhân dân phường, xã xây dựng dự toán.\n\n2. Định kỳ hằng quý, các sở, ngành tỉnh báo cáo.\n"
    )
    assert [owner for _, owner, _ in told(record)] == [
        ("Các sở, ban, ngành, đoàn thể thành phố", "UBND phường, xã"),
        ("Các sở, ngành tỉnh",),
    ]


def test_what_a_thing_is_is_no_duty(read):
    record = read(
        PLAN + "1. Giải pháp\n\n- Kiểm tra bể nước.\n\n- Tổ chức trực 24/24 giờ.\n\n"
        "- Việc thực hiện Kế hoạch là một tiêu chí xét thi đua của các đơn vị.\n"
    )
    assert len(told(record)) == 2


def test_what_a_rule_says_is_no_duty_unless_a_body_is_told_to_act_on_it(read):
    letter = HEAD.format(kind="CV", name="CÔNG VĂN") + "UBND tỉnh có ý kiến như sau:\n\n"
    rule = "1. Căn cứ quy định tại khoản 1 Điều 3 Luật Lâm nghiệp, chủ rừng có trách nhiệm bảo vệ rừng.\n\n"
    told_to = "2. Căn cứ quy định trên, Sở Y tế rà soát kho thuốc.\n"
    assert [owner for _, owner, _ in told(read(letter + rule + told_to))] == [("Sở Y tế",)]


@pytest.mark.parametrize(
    ("words", "owners"),
    [
        ("Các trung tâm y tế giám sát tuyến xã và báo cáo hằng ngày", ("Các trung tâm y tế",)),
        (
            "Đề nghị các cấp ủy Đảng, Mặt trận Tổ quốc Việt Nam tỉnh: vận động chủ rừng",
            ("Các cấp ủy Đảng", "Mặt trận Tổ quốc Việt Nam tỉnh"),
        ),
    ],
)
def test_groups_that_act(read, words, owners):
    _, found, _ = told(read(PLAN + f"1. {words}.\n\n2. Kiểm tra bể nước.\n\n3. Tổ chức trực 24/24 giờ.\n"))[0]
    assert found == owners


def test_what_somebody_asked_for_opens_no_list_of_tasks(read):
    notice = HEAD.format(kind="TB", name="THÔNG BÁO")
    assert (
        told(
            read(
                notice
                + "Theo hồ sơ đề nghị của chủ rừng, thông tin như sau:\n\n- Diện tích: 12 ha đất có rừng trồng.\n\n- Cây keo bốn tuổi, mật độ dày.\n"
            )
        )
        == []
    )
    assert (
        len(
            told(
                read(notice + "Đề nghị chủ rừng thực hiện như sau:\n\n- Diện tích: phát quang 12 ha đất có rừng.\n\n- Lắp đặt bảng báo.\n")
            )
        )
        == 2
    )


def test_one_who_tells_news_is_not_told_to_act(read):
    notice = HEAD.format(kind="TB", name="THÔNG BÁO")
    found = told(
        read(
            notice
            + "Sở Y tế thông báo kết quả kiểm tra kho thuốc như sau:\n\n1. Kho thứ nhất: đủ thuốc, đúng hạn dùng.\n\n2. Kho thứ hai: thiếu tủ lạnh.\n"
        )
    )
    assert all(owner == () for _, owner, _ in found)


def test_a_board_of_zones_is_named_in_full(read):
    record = read(PLAN + "1. Ban Quản lý các khu công nghệ cao và khu công nghiệp\n\n- Rà soát hạ tầng.\n\n- Tổng hợp báo cáo.\n")
    assert [owner for _, owner, _ in told(record)] == [("Ban Quản lý các khu công nghệ cao và khu công nghiệp",)] * 2


def test_a_cell_that_lists_a_body_and_a_group(read):
    record = read(
        CONTENTS + "II. PHÂN CÔNG\n\nTT\tNội dung\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian\n"
        "1\tLập danh mục kho thuốc dự phòng\tBan Quản lý các khu công nghệ cao\tSở Tài chính và cơ quan, địa phương liên quan\tQuý III/2025\n"
        "2\tTập huấn đội xung kích ở xã\tCông an tỉnh\tCác sở, ngành tỉnh và UBND các xã, phường\tQuý IV/2025\n"
    )
    assert [parties for _, *parties in told(record)] == [
        [("Ban Quản lý các khu công nghệ cao",), ("Sở Tài chính",)],
        [("Công an tỉnh",), ("Các sở, ngành tỉnh", "UBND các xã, phường")],
    ]


def test_what_the_law_is_and_what_to_do_by_it(read):
    letter = HEAD.format(kind="CV", name="CÔNG VĂN") + "UBND tỉnh có ý kiến như sau:\n\n"
    law = "- Quyền của chủ rừng được quy định tại Điều 73 Luật Lâm nghiệp và các văn bản hướng dẫn.\n\n"
    case = "- Căn cứ quy định trên, trường hợp rừng trồng bị cháy thì chủ rừng được hỗ trợ giống.\n\n"
    duty = "- Thực hiện các biện pháp đã được quy định tại Điều 73 Luật Lâm nghiệp.\n\n- Căn cứ các quy định trên, rà soát phương án.\n"
    assert [start for start, *_ in told(read(letter + law + case + duty))] == ["Thực hiện các biện phá", "Căn cứ các quy định tr"]


@pytest.mark.parametrize(
    ("asked", "partners"),
    [
        ("phối hợp với các sở, ngành, địa phương", ("Các sở, ngành, địa phương",)),
        ("phối hợp với các sở, ngành, địa phương liên quan", ()),
        ("phối hợp với các đơn vị chức năng", ()),
        ("phối hợp với Sở Y tế và các cơ quan, đơn vị có liên quan", ("Sở Y tế",)),
    ],
)
def test_a_partner_is_somebody_and_not_anybody_concerned(read, asked, partners):
    assert told(read(NOTICE + f"1. Công an tỉnh {asked} lập phương án chữa cháy.\n"))[0][2] == partners


@pytest.mark.parametrize(
    ("words", "partners"),
    [
        ("báo cáo kết quả về Sở Y tế để tổng hợp", ("Sở Y tế",)),
        ("báo cáo UBND tỉnh (qua Sở Y tế) trước ngày 15 hằng tháng để tổng hợp", ("Sở Y tế",)),
        ("báo cáo kết quả về Sở Y tế", ()),
    ],
)
def test_who_sums_up_takes_part(read, words, partners):
    assert told(read(NOTICE + f"1. Công an tỉnh tổ chức tập huấn, {words}.\n"))[0][2] == partners


def test_the_last_directive_of_a_list_is_no_closing_formula(read):
    plan = PLAN + "1. Sở Y tế lập kho thuốc.\n\n2. Giao Công an tỉnh theo dõi, đôn đốc việc thực hiện Kế hoạch này, báo cáo UBND tỉnh./.\n"
    assert [owner for _, owner, _ in told(read(plan))] == [("Sở Y tế",), ("Công an tỉnh",)]
    closing = (
        DECISION
        + "Điều 1. Giao Sở Y tế chủ trì lập kho thuốc.\n\nĐiều 2. Các ông, bà: Chánh Văn phòng UBND tỉnh, Giám đốc Sở Y tế, Trưởng Công an các xã và các cơ quan, tổ chức có liên quan căn cứ chức năng chịu trách nhiệm thi hành Quyết định này./.\n"
    )
    assert [owner for _, owner, _ in told(read(closing))] == [("Sở Y tế",)]


def test_a_heading_among_bodies_names_one_too(read):
    record = read(
        NOTICE
        + "1. Sở Y tế\n\n- Lập kho thuốc.\n\n2. Công an tỉnh\n\n- Tổ chức tập huấn.\n\n3. Các chủ rừng là tổ chức (công ty, hợp tác xã)\n\n- Tuần tra rừng.\n"
    )
    assert [owner for _, owner, _ in told(record)] == [("Sở Y tế",), ("Công an tỉnh",), ("Các chủ rừng là tổ chức",)]


CENTRAL = (
    "VĂN PHÒNG CHÍNH PHỦ\n\nSố: 15/TB-VPCP\n\nHà Nội, ngày 20 tháng 5 năm 2025\n\nTHÔNG BÁO\n\n"
    "Kết luận của Thủ tướng Chính phủ tại buổi làm việc với Ban Thường vụ Tỉnh ủy Lào Cai\n\n"
)


def test_to_a_central_body_a_province_is_somebody_to_address(read):
    record = read(
        CENTRAL
        + "I. NHIỆM VỤ\n\nTrong thời gian tới, tỉnh Lào Cai cần tập trung thực hiện một số nội dung sau:\n\n1. Rà soát quy hoạch rừng.\n\n"
        "II. VỀ CÁC KIẾN NGHỊ\n\n1. Về đường băng cản lửa: Tỉnh khẩn trương lập dự án.\n\n2. Tỉnh Lào Cai có nhiều rừng trồng.\n"
    )
    owners = [owner for start, owner, _ in told(record) if start.startswith(("Rà soát", "Về đường"))]
    assert owners == [("Tỉnh Lào Cai",), ("Tỉnh Lào Cai",)]
    assert not any(start.startswith("Tỉnh Lào Cai có") for start, *_ in told(record))


def test_in_its_own_documents_a_province_is_a_place(read):
    assert not any("Tỉnh Lào Cai" in owner for _, owner, _ in told(read(NOTICE + "1. Tỉnh Lào Cai tập trung trồng rừng.\n")))


def test_a_row_that_lists_laws_is_no_task(read):
    record = read(
        PLAN
        + "TT\tNội dung\tCơ quan chủ trì\n1\tLập danh mục kho thuốc\tSở Y tế\n2\t- Luật Đầu tư số 61/2020/QH14; - Nghị định số 31/2021/NĐ-CP\tSở Tài chính\n"
    )
    assert [owner for _, owner, _ in told(record)] == [("Sở Y tế",)]


def test_a_group_that_heads_a_section_without_a_plural_word(read):
    record = read(
        PLAN
        + "1. Sở, ban, ngành liên quan\n\nCăn cứ nhiệm vụ được giao, phối hợp với Sở Y tế lập kho thuốc.\n\n2. Công an tỉnh\n\nTuần tra rừng.\n"
    )
    assert [owner for _, owner, _ in told(record)] == [("Sở, ban, ngành liên quan",), ("Công an tỉnh",)]


def test_a_heading_that_names_bodies_in_brackets(read):
    record = read(
        NOTICE
        + "1. Các cơ quan đăng ký đầu tư (Sở Tài chính, Ban quản lý Khu kinh tế Lào Cai)\n\n- Tiếp nhận hồ sơ.\n\n2. Sở Y tế (cơ quan thường trực)\n\n- Lập kho thuốc.\n"
    )
    assert [owner for _, owner, _ in told(record)] == [("Sở Tài chính", "Ban quản lý Khu kinh tế Lào Cai"), ("Sở Y tế",)]


def test_groups_of_the_city(read):
    record = read(
        PLAN + "1. Các Sở, ban, ngành của Thành phố, UBND phường, xã\n\n- Lập kho thuốc.\n\n2. Công an tỉnh\n\n- Tuần tra rừng.\n"
    )
    assert told(record)[0][1] == ("Các Sở, ban, ngành của thành phố", "UBND phường, xã")


@pytest.mark.parametrize(
    ("words", "bounds"),
    [
        ("từ ngày 15/11 đến ngày 15/12", ("2025-11-15", "2025-12-15")),
        ("từ ngày 20/12 đến hết ngày 10/01/2026", ("2025-12-20", "2026-01-10")),
        ("từ 01/6/2025 đến 30/6/2025", ("2025-06-01", "2025-06-30")),
        ("từ ngày 01/3 đến ngày 15/3", ("2026-03-01", "2026-03-15")),
    ],
)
def test_periods_without_a_year(read, words, bounds):
    task = read(NOTICE + f"1. Sở Y tế tổ chức Tháng hành động {words}.\n").tasks[0]
    assert (task.deadline.date_from, task.deadline.date_to) == bounds
    assert ("year-inferred" in task.deadline.rule) == ("/20" not in words)


def test_parts_that_bodies_play(read):
    record = read(
        NOTICE
        + "1. Cơ quan chủ trì giải quyết thủ tục cấp nước\n\na) Lập kho thuốc.\n\n2. Sở Y tế\n\na) Tuần tra rừng.\n\n"
        + "3. Cơ quan phối hợp có trách nhiệm trả lời bằng văn bản trong 05 ngày.\n"
    )
    assert [owner for _, owner, _ in told(record)] == [
        ("Cơ quan chủ trì giải quyết thủ tục cấp nước",),
        ("Sở Y tế",),
        ("Cơ quan phối hợp",),
    ]


def test_several_aims_before_the_subject_of_a_list(read):
    record = read(
        NOTICE
        + "1. Để nâng cao chất lượng nước, tăng cường công tác kiểm tra kho thuốc, các Sở, ngành, UBND cấp xã và các đơn vị có liên quan"
        + " theo chức năng, nhiệm vụ, thẩm quyền quy định triển khai thực hiện những nội dung sau:\n\na) Lập kho thuốc.\n\nb) Tuần tra rừng.\n"
    )
    assert {owner for _, owner, _ in told(record)} == {("Các Sở, ngành", "UBND cấp xã")}


def test_kinds_of_bodies_side_by_side_in_a_heading(read):
    record = read(
        PLAN
        + "1. Sở Y tế\n\n- Lập kho thuốc.\n\n2. Công an tỉnh\n\n- Tuần tra rừng.\n\n3. Các doanh nghiệp viễn thông, tổ chức, cá nhân có liên quan\n\n- Sửa đường dây.\n"
    )
    assert told(record)[-1][1] == ("Các doanh nghiệp viễn thông", "Tổ chức, cá nhân có liên quan")


@pytest.mark.parametrize("printed", ["Ủy ban nhân dân các xã, phường", "Uỷ ban nhân dân các xã, phường", "UBND các xã, phường"])
def test_a_council_has_one_name_however_it_is_printed(printed):
    raw = read_bytes((NOTICE + f"1. {printed}\n\n- Lập kho thuốc.\n").encode(), "a.txt")
    contract = to_contract(raw, extract(raw, vocabulary()))
    assert contract["tasks"][0]["owner"] == ["UBND các xã, phường"]
    assert contract["document"]["agency"] == "UBND tỉnh Lào Cai"


@pytest.mark.parametrize(
    ("sentence", "owners", "partners"),
    [
        ("Giao Sở Y tế phối hợp với UBND các huyện Bát Xát, Sa Pa và Bảo Yên cấp thuốc.", ("Sở Y tế",), ("UBND huyện Bát Xát", "UBND huyện Sa Pa", "UBND huyện Bảo Yên")),
        ("Đề nghị Công an thành phố Lào Cai phối hợp với Hội Khuyến học huyện Bát Xát trực đêm.", ("Công an thành phố Lào Cai",), ("Hội Khuyến học huyện Bát Xát",)),
        ("Đề nghị Viễn thông Lào Cai kéo cáp lên chòi canh.", ("Viễn thông Lào Cai",), ()),
        ("Giao Sở Y tế gửi danh sách cho Sở Nội vụ trước ngày 30/5/2025 để tổng hợp.", ("Sở Y tế",), ("Sở Nội vụ",)),
        ("Sở Y tế lập kho thuốc. Giao Sở Tài chính bố trí vốn.", ("Sở Y tế", "Sở Tài chính"), ()),
        ("Giao các Ban của HĐND tỉnh và đại biểu HĐND tỉnh giám sát.", ("Các Ban của HĐND tỉnh", "Đại biểu HĐND tỉnh"), ()),
        ("Giao UBND các tỉnh, thành phố trực thuộc Trung ương kiểm kê.", ("UBND các tỉnh, thành phố trực thuộc Trung ương",), ()),
        ("Giao Sở Y tế các tỉnh, thành phố kiểm kê.", ("Sở Y tế các tỉnh, thành phố",), ()),
    ],
)  # fmt: skip
def test_bodies_with_the_places_that_tell_them_apart(read, sentence, owners, partners):
    assert [(o, c) for _, o, c in told(read(NOTICE + f"1. {sentence}\n"))] == [(owners, partners)]


DEPARTMENT = "Số: 12/TB-SYT\n\nLào Cai, ngày 20 tháng 5 năm 2025\n\nTHÔNG BÁO\n\nKết luận của Giám đốc Sở tại cuộc họp tháng 5\n\nGiám đốc Sở kết luận như sau:\n\n"


@pytest.mark.parametrize(
    ("body", "owners", "partners"),
    [
        # what the document explains in brackets, and a head with a short form
        ("1. Giao Phòng Nghiệp vụ Dược (NVD) kiểm kho.\n\n2. Giao Phòng NVD phối hợp với VPS lập sổ; Văn phòng Sở (VPS) cấp giấy.\n",
         [("Phòng Nghiệp vụ Dược",), ("Phòng Nghiệp vụ Dược",)], [(), ("Văn phòng Sở",)]),
        ("1. Giao Phòng Nghiệp vụ Dược (sau đây viết tắt là Phòng D&MP) kiểm kho.\n\n2. Phòng D&MP khẩn trương lập sổ.\n",
         [("Phòng Nghiệp vụ Dược",), ("Phòng Nghiệp vụ Dược",)], [(), ()]),
        # a subject that the vocabulary knows is no unit where the document explains one alone
        ("1. Giao Trung tâm Công nghệ thông tin (CNTT) kiểm kho.\n\n2. Giao Thanh tra Sở phối hợp rà soát hạ tầng CNTT.\n",
         [("Trung tâm Công nghệ thông tin",), ("Thanh tra Sở",)], [(), ()]),
        # a bare head means the one of the section's units that has it
        ("1. Phòng Nghiệp vụ Dược, Trung tâm Kiểm nghiệm\n\n- Kiểm kho thuốc.\n\n- Trung tâm khẩn trương thử mẫu.\n",
         [("Phòng Nghiệp vụ Dược", "Trung tâm Kiểm nghiệm"), ("Trung tâm Kiểm nghiệm",)], [(), ()]),
        # what others do in a later clause makes them partners of the section's unit
        ("1. Trung tâm Kiểm nghiệm\n\n- Xây dựng phương án thử mẫu; Phòng Nghiệp vụ Dược thẩm định.\n", [("Trung tâm Kiểm nghiệm",)], [("Phòng Nghiệp vụ Dược",)]),
    ],
)  # fmt: skip
def test_units_by_what_the_document_calls_them(read, body, owners, partners):
    found = told(read(DEPARTMENT + body))
    assert ([o for _, o, _ in found], [c for _, _, c in found]) == (owners, partners)


def test_short_forms_in_a_table_with_a_legend(read):
    record = read(
        "Số: 12/KH-SYT\n\nLào Cai, ngày 20 tháng 5 năm 2025\n\nKẾ HOẠCH\n\nKiểm nghiệm năm 2025\n\nI. NHIỆM VỤ\n\n"
        "Viết tắt: Văn phòng Sở (VP); Phòng Quản lý Khoa học (QLKH); Chi cục Tiêu chuẩn - Đo lường - Chất lượng (Chi cục TĐC).\n\n"
        "TT\tNội dung\tChủ trì\tPhối hợp\tBắt đầu\tHoàn thành\n1\tKiểm kho thuốc theo quy định tại\tVP\tQLKH, Chi cục TĐC\tQuý II\tQuý III\n"
        "\tThông tư số 12/2021/TT-BYT\t\t\t\t\n2\tLập sổ thuốc mới\tChi cục TĐC\t\t5\tTrước 15/11\n"
    )
    first, second = record.tasks
    assert (first.owner, first.cooperating) == (("Văn phòng Sở",), ("Phòng Quản lý Khoa học", "Chi cục Tiêu chuẩn - Đo lường - Chất lượng"))
    assert (first.deadline.date_from, first.deadline.date_to) == ("2025-04-01", "2025-09-30")
    assert first.legal_bases == ("12/2021/TT-BYT",)  # the row goes on after a page break
    assert second.owner == ("Chi cục Tiêu chuẩn - Đo lường - Chất lượng",)
    assert (second.deadline.date_from, second.deadline.date_to) == ("2025-05-01", "2025-11-15")


@pytest.mark.parametrize(
    "heading",
    [
        "Phòng Nghiệp vụ Dược (Phó Giám đốc Lù Thị Mây phụ trách)",
        "Phòng Nghiệp vụ Dược (đồng chí Phó Giám đốc Lù Thị Mây trực tiếp chỉ đạo)",
    ],
)
def test_the_leader_of_a_section(read, heading):
    record = read(DEPARTMENT + f"1. {heading}\n\n- Kiểm kho thuốc.\n\n2. Thanh tra Sở\n\n- Lập sổ thuốc mới.\n")
    assert [(t.owner, t.supervising_leader) for t in record.tasks] == [(("Phòng Nghiệp vụ Dược",), "Lù Thị Mây"), (("Thanh tra Sở",), None)]


def test_labelled_lines_with_semicolons_and_a_leader(read):
    record = read(
        PLAN
        + "1. Lập kho thuốc ở các chòi canh.\n\n- Đơn vị chủ trì: Sở Y tế.\n- Đơn vị phối hợp: Sở Tài chính; Công an tỉnh; Sở Nội vụ.\n"
        + "- Lãnh đạo phụ trách: Phó Chủ tịch Lù Thị Mây.\n- Thời gian hoàn thành: Tháng 11/2025.\n"
    )
    (task,) = record.tasks
    assert (task.owner, task.cooperating) == (("Sở Y tế",), ("Sở Tài chính", "Công an tỉnh", "Sở Nội vụ"))
    assert (task.supervising_leader, task.deadline.date_from, task.deadline.date_to) == ("Lù Thị Mây", "2025-11-01", "2025-11-30")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("- Bộ chuyên mục về rừng trên báo tỉnh; hoàn thành trong tháng 7/2025.\n", 1),  # it says by when
        ("1. Tham mưu UBND tỉnh ban hành các văn bản:\n\n- Phương án giữ rừng mùa khô.\n\n- Bảng phân công trực.\n", 2),
        ("- Bộ chuyên mục về rừng trên báo tỉnh.\n", 0),
    ],
)
def test_items_without_a_verb(read, body, found):
    assert len(read(PLAN.replace("TỔ CHỨC THỰC HIỆN", "NHIỆM VỤ") + body).tasks) == found


@pytest.mark.parametrize(
    ("sentence", "owners", "partners"),
    [
        ("Giao Sở Tài chính bố trí vốn mua máy bơm; yêu cầu UBND huyện Bát Xát gửi hồ sơ.", ("Sở Tài chính", "UBND huyện Bát Xát"), ()),
        ("Riêng UBND huyện Bát Xát bổ sung số liệu.", ("UBND huyện Bát Xát",), ()),
        ("Rà soát các chòi canh đã hỏng (Sở Xây dựng thực hiện).", ("Sở Xây dựng",), ()),
        ("Giao Sở Y tế chủ trì, Sở Tài chính phối hợp lập dự toán.", ("Sở Y tế",), ("Sở Tài chính",)),
        ("Giao Sở Y tế phối hợp với UBND các huyện Chi Lăng, Hữu Lũng cấp thuốc.", ("Sở Y tế",), ("UBND huyện Chi Lăng", "UBND huyện Hữu Lũng")),
        ("Giao VP UBND tỉnh đôn đốc các huyện.", ("Văn phòng UBND tỉnh",), ()),
    ],
)  # fmt: skip
def test_who_else_is_told(read, sentence, owners, partners):
    assert [(o, c) for _, o, c in told(read(NOTICE + f"1. {sentence}\n"))] == [(owners, partners)]


def test_a_list_of_rooms_headed_once(read):
    record = read(
        "Số: 12/TB-SYT\n\nLào Cai, ngày 20 tháng 5 năm 2025\n\nTHÔNG BÁO\n\nKết luận của Giám đốc Sở tại cuộc họp tháng 5\n\n"
        "Dự họp có Trưởng các phòng: Nghiệp vụ Dược (NVD), Kế hoạch - Tài chính (KHTC).\n\n1. Giao Phòng NVD phối hợp với Phòng KHTC kiểm kho.\n"
    )
    assert told(record)[0][1:] == (("Phòng Nghiệp vụ Dược",), ("Phòng Kế hoạch - Tài chính",))
    assert {u.name for u in record.units if not u.collective} == {"Phòng Nghiệp vụ Dược", "Phòng Kế hoạch - Tài chính"}


def test_a_leader_who_opens_a_list_directs_its_items(read):
    record = read(
        DEPARTMENT + "Giao đồng chí Phó Giám đốc Lù Thị Mây phụ trách, chỉ đạo các phòng thực hiện một số nội dung sau:\n\n"
        "- Phòng Nghiệp vụ Dược kiểm tra kho thuốc.\n\n- Thanh tra Sở rà soát sổ sách.\n"
    )
    assert [t.supervising_leader for t in record.tasks] == ["Lù Thị Mây", "Lù Thị Mây"]


def test_a_bare_head_after_a_leader_is_the_unit_of_the_section(read):
    record = read(
        DEPARTMENT
        + "1. Trung tâm Kiểm nghiệm\n\n- Giao đồng chí Phó Giám đốc Sở Lù Thị Mây trực tiếp chỉ đạo Trung tâm phối hợp với Công an tỉnh thử mẫu.\n"
    )
    (task,) = record.tasks
    assert (task.owner, task.supervising_leader) == (("Trung tâm Kiểm nghiệm",), "Lù Thị Mây")


def test_rows_whose_first_cells_are_merged(read):
    record = read(
        "Số: 12/KH-UBND\n\nLào Cai, ngày 20 tháng 5 năm 2025\n\nKẾ HOẠCH\n\nPhòng cháy năm 2025\n\nTT\tNhiệm vụ\tCơ quan chủ trì\tThời gian hoàn thành\n"
        "1\tLập kho thuốc cho các chòi canh\tSở Y tế\tQuý II, III/2025\n2\tPhối hợp với Công an tỉnh trực đêm mùa khô\t\tTháng 9/2025\n"
    )
    first, second = record.tasks
    assert (first.owner, first.deadline.date_from, first.deadline.date_to) == (("Sở Y tế",), "2025-04-01", "2025-09-30")
    assert (second.owner, second.cooperating) == (("Sở Y tế",), ("Công an tỉnh",))
    assert (second.deadline.date_from, second.deadline.date_to) == ("2025-09-01", "2025-09-30")


def test_units_of_a_council_are_its_office_and_not_rooms_below(read):
    record = read(
        NOTICE + "1. Giao Văn phòng UBND tỉnh đôn đốc Phòng Kinh tế và Hạ tầng các huyện.\n\n2. Phòng Kinh tế và Hạ tầng lập sổ theo dõi.\n"
    )
    assert [u.name for u in record.units] == ["Văn phòng UBND tỉnh"]


@pytest.mark.parametrize(
    "closing",
    ["Thông báo này thay thế Thông báo số 5/TB-UBND ngày 02/3/2025.", "Thông tin chi tiết xin liên hệ đồng chí Lù Thị Mây, điện thoại 0214.", "Để kịp mùa khô, yêu cầu các sở thực hiện một số nội dung sau:\n\n- Lập kho thuốc."],
)  # fmt: skip
def test_what_is_no_directive(read, closing):
    tasks = told(read(NOTICE + f"1. Giao Sở Y tế cấp thuốc.\n\n{closing}\n"))
    assert [words for words, _, _ in tasks if not words.startswith(("Giao", "Lập"))] == []
