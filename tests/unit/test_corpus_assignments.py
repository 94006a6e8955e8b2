"""Who is assigned, who helps and who leads: lists, brackets, labels, tables, headings of all sorts of agencies."""

import pytest

from corpus.contract import to_contract
from corpus.pipeline import extract
from corpus.source import read_bytes
from corpus.text import squeeze
from corpus.vocabulary import vocabulary

TIME = "Gia Lai, ngày 20 tháng 5 năm 2021\n\n"
DEPARTMENT = (
    "SỞ KHOA HỌC VÀ CÔNG NGHỆ TỈNH GIA LAI\n\nSố: 15/TB-SKHCN\n\n"
    + TIME
    + "THÔNG BÁO\n\nKết luận của Giám đốc Sở tại cuộc họp tháng 5\n\nGiám đốc Sở kết luận như sau:\n\n"
)
COUNCIL = (
    "ỦY BAN NHÂN DÂN TỈNH GIA LAI\n\nSố: 15/TB-UBND\n\n"
    + TIME
    + "THÔNG BÁO\n\nVề việc cấp nước mùa khô\n\nChủ tịch UBND tỉnh kết luận như sau:\n\n"
)
CENTRAL = "BỘ Y TẾ\n\nSố: 15/KH-BYT\n\n" + TIME + "KẾ HOẠCH\n\nCấp nước sạch\n\nI. NHIỆM VỤ, GIẢI PHÁP\n\n"
PARTY = (
    "ĐẢNG BỘ TỈNH GIA LAI\nTỈNH ỦY\n*\n\nSố 15-CTr/TU\n\n"
    + TIME
    + "CHƯƠNG TRÌNH HÀNH ĐỘNG\n\nVề cấp nước mùa khô\n\nI. NHIỆM VỤ, GIẢI PHÁP\n\n"
)


def told(record):
    return [(t.owner, t.cooperating) for t in record.tasks]


@pytest.mark.parametrize(
    ("sentence", "owners", "partners"),
    [
        # an office and an inspectorate called without more
        ("Giao Văn phòng chủ trì, phối hợp với Thanh tra lập sổ kho.", ("Văn phòng Sở",), ("Thanh tra Sở",)),
        ("Thanh tra, kiểm tra việc dùng kho giống.", (), ()),
        ("Văn phòng: Chuẩn bị phòng họp.", ("Văn phòng Sở",), ()),
        # what a colon follows is what the task is about
        ("Chuyển kho giống sang phần mềm mới: Phòng Quản lý Khoa học hướng dẫn các xã; Văn phòng Sở cấp máy.",
         ("Phòng Quản lý Khoa học",), ("Văn phòng Sở",)),
        # those whom the owner has act, or who are sent the result
        ("Hoàn thiện bảng giá giống, lấy ý kiến Sở Tư pháp và trình Sở Tài chính thẩm định.", (), ("Sở Tài chính", "Sở Tư pháp")),
        ("Hoàn thiện bảng giá giống, trình UBND tỉnh cho ý kiến.", (), ()),
        ("Các phòng, đơn vị gửi Văn phòng Sở danh sách cây giống trước ngày 30/6/2021.", ("Các phòng, đơn vị thuộc Sở",), ("Văn phòng Sở",)),
        ("Phòng Quản lý Khoa học báo cáo qua Văn phòng Sở trước ngày 30/6/2021.", ("Phòng Quản lý Khoa học",), ("Văn phòng Sở",)),
        # together with; a later clause; after a comma
        ("Giao Phòng Quản lý Khoa học cùng với UBND huyện Chư Sê trồng thử cây giống.", ("Phòng Quản lý Khoa học",), ("UBND huyện Chư Sê",)),
        ("Phòng Quản lý Khoa học thử cây giống; Phòng Quản lý Công nghệ cử người giúp.", ("Phòng Quản lý Khoa học",), ("Phòng Quản lý Công nghệ",)),
        ("Phòng Quản lý Khoa học lập dự toán kho giống, Phòng Quản lý Công nghệ có trách nhiệm cung cấp số liệu.",
         ("Phòng Quản lý Khoa học",), ("Phòng Quản lý Công nghệ",)),
        ("Phòng Quản lý Khoa học chủ trì, các phòng, đơn vị thuộc Sở phối hợp: dọn kho giống trước mùa mưa.",
         ("Phòng Quản lý Khoa học",), ("Các phòng, đơn vị thuộc Sở",)),
        ("Phòng Quản lý Khoa học nhận cây giống do Trường Đại học Tây Nguyên phối hợp chọn.", ("Phòng Quản lý Khoa học",), ("Trường Đại học Tây Nguyên",)),
        ("Phòng Quản lý Khoa học trao đổi với Sở Y tế trước khi đặt mua cây thuốc.", ("Phòng Quản lý Khoa học",), ("Sở Y tế",)),
        # visitors, and anybody concerned, are not asked
        ("Phòng Quản lý Khoa học chuẩn bị kho để làm việc với Đoàn khảo sát của Sở Y tế.", ("Phòng Quản lý Khoa học",), ()),
        ("Phòng Quản lý Khoa học phối hợp với các cơ quan, đơn vị, địa phương dọn kho.", ("Phòng Quản lý Khoa học",), ()),
        # adverbs and part played before the verb; units counted
        ("Hằng tháng, Văn phòng Sở kiểm tra kho giống.", ("Văn phòng Sở",), ()),
        ("Văn phòng Sở là đầu mối nhận cây giống.", ("Văn phòng Sở",), ()),
        ("Hai đơn vị sự nghiệp (Trung tâm Ứng dụng, Trung tâm Kiểm định) dọn kho giống.", ("Trung tâm Ứng dụng", "Trung tâm Kiểm định"), ()),
        # in brackets at the end
        ("Chọn cây giống cho vùng cao (Phòng Quản lý Khoa học chủ trì; Văn phòng Sở phối hợp).", ("Phòng Quản lý Khoa học",), ("Văn phòng Sở",)),
        ("Chọn cây giống cho vùng cao (Phòng Quản lý Khoa học).", ("Phòng Quản lý Khoa học",), ()),
    ],
)  # fmt: skip
def test_who_does_it_and_who_helps_in_a_department(read, sentence, owners, partners):
    record = read(DEPARTMENT + f"1. {sentence}\n\n2. Phòng Quản lý Khoa học, Phòng Quản lý Công nghệ dọn sân kho giống.\n")
    first = record.tasks[0]
    assert (first.owner, set(first.cooperating)) == (owners, set(partners))


def test_a_unit_told_in_the_midst_to_help_does_not_take_the_task(read):
    record = read(DEPARTMENT + "1. Phòng Quản lý Khoa học\n\n- Nghiên cứu nhãn hiệu cây giống, giao Trung tâm Ứng dụng hỗ trợ in nhãn.\n")
    assert told(record) == [(("Phòng Quản lý Khoa học",), ("Trung tâm Ứng dụng",))]


def test_the_subject_stays_the_owner_where_a_leader_is_set_over_it(read):
    record = read(
        DEPARTMENT
        + "1. Phòng Quản lý Khoa học hoàn chỉnh bảng giá cây giống. Giao Phó Giám đốc Sở Rơ Châm Hà trực tiếp chỉ đạo.\n\n2. Văn phòng Sở dọn kho giống.\n"
    )
    assert (record.tasks[0].owner, record.tasks[0].supervising_leader) == (("Phòng Quản lý Khoa học",), "Rơ Châm Hà")


def test_the_name_of_a_steering_board_leads_nobody(read):
    record = read(
        DEPARTMENT + "1. Báo cáo đồng chí Lê Văn Hòa, Trưởng Ban Chỉ đạo cấp nước về kho giống.\n\n2. Văn phòng Sở dọn kho giống.\n"
    )
    assert [t.supervising_leader for t in record.tasks] == [None, None]


def test_duties_of_all_under_a_heading_that_says_so(read):
    record = read(
        DEPARTMENT
        + "I. Nhiệm vụ chung\n\n1. Rà soát kho giống của đơn vị.\n\nII. Nhiệm vụ cụ thể\n\n1. Văn phòng Sở\n\n- Dọn sân kho giống.\n"
    )
    assert [owner for owner, _ in told(record)] == [("Các phòng, đơn vị thuộc Sở",), ("Văn phòng Sở",)]


@pytest.mark.parametrize(
    ("sentence", "owners", "partners"),
    [
        ("UBND các xã, phường ven biển, biên giới đào ao trữ nước.", ("UBND các xã, phường ven biển, biên giới",), ()),
        ("Trung tâm Y tế các huyện, thị xã, thành phố thử mẫu nước.", ("Trung tâm Y tế các huyện, thị xã, thành phố",), ()),
        ("Giao Công an các xã phối hợp với Trạm Y tế các xã thử mẫu nước.", ("Công an các xã",), ("Trạm Y tế các xã",)),
        ("Đề nghị Kiểm toán nhà nước khu vực II, Kho bạc nhà nước khu vực XI tham gia thử mẫu nước.",
         ("Kiểm toán nhà nước khu vực II", "Kho bạc nhà nước khu vực XI"), ()),
        ("Các bệnh viện, trung tâm y tế tuyến huyện thử mẫu nước.", ("Các bệnh viện, trung tâm y tế tuyến huyện",), ()),
        ("Sở Công Thương phối hợp với VNPT Gia Lai, MobiFone lắp máy đo nước.", ("Sở Công Thương",), ("VNPT Gia Lai", "MobiFone")),
        ("Ủy quyền Giám đốc Sở Công Thương ký hợp đồng mua máy đo nước.", (), ()),
    ],
)  # fmt: skip
def test_groups_and_bodies_of_a_province(read, sentence, owners, partners):
    assert told(read(COUNCIL + f"1. {sentence}\n\n2. Sở Y tế cấp thuốc khử trùng nước.\n"))[0] == (owners, partners)


@pytest.mark.parametrize(
    ("sentence", "owners"),
    [
        ("UBND các tỉnh, thành phố: Hải Phòng, Quảng Ninh khẩn trương thử mẫu nước.", ("UBND thành phố Hải Phòng", "UBND tỉnh Quảng Ninh")),
        ("UBND các tỉnh Lào Cai và Yên Bái khẩn trương thử mẫu nước.", ("UBND tỉnh Lào Cai", "UBND tỉnh Yên Bái")),
    ],
)
def test_provinces_named_one_by_one(read, sentence, owners):
    assert told(read(CENTRAL + f"1. {sentence}\n")) == [(owners, ())]


def test_bodies_of_a_party_committee(read):
    record = read(
        PARTY
        + "- Ban Tuyên giáo Tỉnh ủy chủ trì tuyên truyền tiết kiệm nước.\n\n- Các huyện ủy, thành ủy trực thuộc Tỉnh ủy kiểm tra ao trữ nước.\n\n"
        + "- Đảng đoàn Hội đồng nhân dân tỉnh giám sát việc đào ao.\n"
    )
    assert record.document.agency == "Tỉnh ủy Gia Lai"
    assert [u.name for u in record.units] == ["Ban Tuyên giáo Tỉnh ủy"]
    assert [owner for owner, _ in told(record)] == [
        ("Ban Tuyên giáo Tỉnh ủy",), ("Các huyện ủy, thành ủy trực thuộc Tỉnh ủy",), ("Đảng đoàn HĐND tỉnh",),
    ]  # fmt: skip


def test_the_office_of_a_ward_called_without_more(read):
    record = read(
        "ỦY BAN NHÂN DÂN\nPHƯỜNG HOA LƯ\n\nSố: 15/KH-UBND\n\nHoa Lư, ngày 20 tháng 8 năm 2025\n\nKẾ HOẠCH\n\nCấp nước năm 2025\n\nI. NHIỆM VỤ\n\n"
        "1. Giao Văn phòng HĐND và UBND phường theo dõi.\n\nTT\tNhiệm vụ\tĐơn vị chủ trì\tThời gian\n1\tThử mẫu nước giếng\tVăn phòng\tTháng 9/2025\n"
    )
    assert [owner for owner, _ in told(record)] == [("Văn phòng HĐND và UBND phường",)] * 2


def test_heads_in_letters_and_what_the_recipients_explain(read):
    record = read(
        DEPARTMENT.replace("THÔNG BÁO", "KẾ HOẠCH").replace("TB-", "KH-")
        + "TT\tNhiệm vụ\tChủ trì\tPhối hợp\tHạn\n1\tChọn cây giống vùng cao\tP. QLKH\tTT. Ứng dụng\t15/7/2021\n\n"
        + "Phòng Quản lý Khoa học (P. QLKH) và Trung tâm Ứng dụng tiến bộ khoa học dọn kho giống.\n"
    )
    first = record.tasks[0]
    assert (first.owner, first.cooperating) == (("Phòng Quản lý Khoa học",), ("Trung tâm Ứng dụng tiến bộ khoa học",))
    assert first.deadline.date_to == "2021-07-15"


TABLE = (
    "| TT | Nội dung | Chủ trì | Phối hợp | Thời gian |\n|---|---|---|---|---|\n| **THÁNG 7** | | | | |\n"
    "| 1 | Chọn cây giống vùng cao | Phòng Quản lý Khoa học | Văn phòng Sở | |\n| 2 | Đo nước ở kho giống | Văn phòng Sở | | 20/8 |\n"
)


def test_a_table_drawn_with_bars_on_each_line(read):
    record = read(DEPARTMENT.replace("THÔNG BÁO", "KẾ HOẠCH").replace("TB-", "KH-") + "I. NHIỆM VỤ\n\n" + TABLE)
    assert told(record) == [(("Phòng Quản lý Khoa học",), ("Văn phòng Sở",)), (("Văn phòng Sở",), ())]
    first, second = (task.deadline for task in record.tasks)
    assert (first.date_from, first.date_to) == ("2021-07-01", "2021-07-31")  # the row above names the month
    assert second.date_to == "2021-08-20"
    assert squeeze(record.tasks[0].span.of(record.document.text)) == "Chọn cây giống vùng cao"


def test_bars_of_two_columns_are_a_letterhead_and_offsets_stay():
    text = "| UBND TỈNH | CỘNG HÒA |\n| SỞ X | Độc lập |\n\n" + TABLE.replace("*", "")
    raw = read_bytes(text.encode(), "a.txt")
    assert len(raw.text) == len(text)
    assert raw.text.startswith("| UBND TỈNH | CỘNG HÒA |")
    assert "\t" not in raw.text[: raw.text.index("TT")]


def test_a_column_of_instructions_gives_the_bases_of_its_rows(read):
    record = read(
        DEPARTMENT.replace("THÔNG BÁO", "KẾ HOẠCH").replace("TB-", "KH-")
        + "TT\tNội dung\tVăn bản giao\tĐơn vị thực hiện\tHạn\n01\tChọn cây giống vùng cao\tCông văn số 1120/UBND-NL ngày 10/3/2021\tPhòng Quản lý Khoa học\tTháng 7\n"
    )
    assert [(t.legal_bases, t.deadline.date_to) for t in record.tasks] == [(("1120/UBND-NL",), "2021-07-31")]


def test_words_that_look_back_before_the_order_do_not_hide_it(read):
    record = read(
        "ỦY BAN NHÂN DÂN TỈNH GIA LAI\n\nSố: 15/CT-UBND\n\n" + TIME + "CHỈ THỊ\n\nVề việc cấp nước mùa khô\n\n"
        "Để hạn chế thiệt hại do hạn gây ra, Chủ tịch UBND tỉnh yêu cầu:\n\n1. Sở Công Thương\n\na) Lắp máy đo nước.\n\n2. Sở Y tế: Thử mẫu nước giếng.\n"
    )
    assert [owner for owner, _ in told(record)] == [("Sở Công Thương",), ("Sở Y tế",)]


def test_members_of_a_board_are_no_tasks(read):
    record = read(
        "ỦY BAN NHÂN DÂN TỈNH GIA LAI\n\nSố: 15/QĐ-UBND\n\n"
        + TIME
        + "QUYẾT ĐỊNH\n\nVề việc lập Ban Chỉ đạo cấp nước\n\nCăn cứ Luật Tài nguyên nước;\n\nQUYẾT ĐỊNH:\n\n"
        "Điều 1. Lập Ban Chỉ đạo, gồm:\n\n1. Trưởng Ban: Ông Rơ Châm Hà, Chủ tịch UBND tỉnh.\n\n2. Phó Trưởng Ban: Bà Lê Thị Mai, Giám đốc Sở Y tế.\n\n"
        "- Đại tá Võ Văn Sơn, Giám đốc Công an tỉnh.\n"
    )
    assert record.tasks == ()
    assert {p.name for p in record.people} == {"Rơ Châm Hà", "Lê Thị Mai", "Võ Văn Sơn"}


def test_people_in_a_column_of_leaders_and_behind_a_dash(read):
    record = read(
        COUNCIL
        + "TT\tNhiệm vụ\tChủ trì\tThời gian\tPGĐ phụ trách\n1\tThử mẫu nước giếng\tSở Y tế\tTháng 7\tLâm Chí Sơn\n\nNơi nhận:\n- PCT UBND tỉnh-Đỗ Văn Hiển;\n- Lưu: VT.\n\nCHỦ TỊCH\n\nRơ Châm Hà\n"
    )
    assert {p.name for p in record.people} == {"Lâm Chí Sơn", "Đỗ Văn Hiển", "Rơ Châm Hà"}


@pytest.mark.parametrize(
    ("printed", "shown"),
    [("Quyết định số 38/2015/QÐ-UBND", "38/2015/QÐ-UBND"), ("Quyết định số 38/**2015/QĐ-UBND", "38/2015/QĐ-UBND")],
)
def test_a_number_has_the_letters_of_the_file_but_not_its_marks(printed, shown):
    raw = read_bytes((DEPARTMENT + f"1. Văn phòng Sở rà soát kho theo {printed} của UBND tỉnh.\n").encode(), "a.txt")
    (citation,) = to_contract(raw, extract(raw, vocabulary()))["citations"]
    assert (citation["number"], citation["canonical"]) == (shown, "38/2015/QĐ-UBND")


def test_leaders_in_cells_with_their_posts_and_as_above():
    table = (
        "| TT | Nội dung | Chủ trì | Lãnh đạo chỉ đạo |\n|---|---|---|---|\n| 1 | Rà soát kho giống | Phòng Pháp chế | PGĐ Rơ Chăm Hồng |\n"
        "| 2 | Kiểm tra cân đồng hồ | Thanh tra Sở | nt |\n| 3 | Cấp máy tính cho kho | Văn phòng Sở | |\n"
    )
    record = extract(read_bytes((DEPARTMENT + table).encode(), "a.txt"), vocabulary())
    assert [t.supervising_leader for t in record.tasks] == ["Rơ Chăm Hồng", "Rơ Chăm Hồng", None]


def test_an_order_behind_the_day_a_decision_takes_effect():
    text = COUNCIL.replace("15/TB", "15/QĐ").replace("THÔNG BÁO", "QUYẾT ĐỊNH").split("Chủ tịch")[0] + (
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Công bố danh mục kho.\n\n"
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký. Giao Sở Y tế chủ trì, phối hợp với Sở Nội vụ công khai danh mục kho.\n"
    )
    record = extract(read_bytes(text.encode(), "a.txt"), vocabulary())
    assert [(t.owner, t.cooperating, t.span.of(record.document.text)[:13]) for t in record.tasks] == [
        (("Sở Y tế",), ("Sở Nội vụ",), "Giao Sở Y tế ")
    ]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        # a heading that says "does the following"; one that names who is in charge in brackets
        ("1. Giao Chi cục Thủy lợi (Chi cục TL) thực hiện một số nội dung sau:\n\na) Kiểm tra kho.\n", [(("Chi cục Thủy lợi",), ())]),
        ("1. Nước sạch (Phòng Quản lý Khoa học chủ trì, phối hợp với Thanh tra Sở)\n\na) Kiểm tra kho.\n", [(("Phòng Quản lý Khoa học",), ())]),
        # labels with partners, without "với"
        ("1. Rà soát kho.\n\n- Đơn vị thực hiện: Phòng Pháp chế chủ trì, phối hợp Thanh tra Sở, Sở Y tế.\n", [(("Phòng Pháp chế",), ("Thanh tra Sở", "Sở Y tế"))]),
        ("1. Rà soát kho.\n\n- Đơn vị thực hiện: Phòng Pháp chế và Thanh tra Sở; phối hợp Sở Y tế.\n", [(("Phòng Pháp chế", "Thanh tra Sở"), ("Sở Y tế",))]),
        ("1. Rà soát kho.\n\n- Đơn vị chủ trì: Phòng Pháp chế.\n\n- Đơn vị phối hợp: Phòng Y tế các huyện, thành, thị.\n",
         [(("Phòng Pháp chế",), ("Phòng Y tế các huyện, thành, thị",))]),
        # partners of the sentence that opens a list, those whom the owner directs, an office that advises another
        ("1. Phòng Pháp chế chủ trì, phối hợp với Thanh tra Sở:\n\n- Rà soát kho.\n\n- Kiểm tra cân.\n",
         [(("Phòng Pháp chế",), ("Thanh tra Sở",))] * 2),
        ("1. Phòng Pháp chế\n\n- Chỉ đạo Trạm Thú y trực theo dõi kho.\n", [(("Phòng Pháp chế",), ("Trạm Thú y",))]),
        ("1. Sở Y tế tham mưu UBND tỉnh:\n\na) Công bố dịch.\n", [(("Sở Y tế",), ())]),
        ("1. Chỉ đạo Sở Y tế:\n\na) Rà soát kho thuốc.\n", [(("Sở Y tế",), ())]),
        ("1. Phòng Pháp chế khảo sát kho; đề nghị VNPT Gia Lai lắp máy.\n", [(("Phòng Pháp chế",), ("VNPT Gia Lai",))]),
        ("1. Phòng Pháp chế gửi lấy ý kiến các sở, ngành, Trường Đại học Tây Nguyên.\n", [(("Phòng Pháp chế",), ("Trường Đại học Tây Nguyên",))]),
        ("1. Chủ tịch UBND các huyện, thị xã\n\n- Kiểm tra kho.\n", [(("UBND các huyện, thị xã",), ())]),
        ("1. Nước sạch\n\nRiêng Trung tâm Nước sạch mở rộng kho cân.\n", [(("Trung tâm Nước sạch",), ())]),
        # numbers with a dash; names with words that stand in no other
        ("1- Phòng Tổ chức, biên chế và Tổ chức phi chính phủ kiểm tra kho.\n", [(("Phòng Tổ chức, biên chế và Tổ chức phi chính phủ",), ())]),
        ("1.1 - Giao Phòng Pháp chế phối hợp với Trung tâm Y tế dự phòng kiểm tra kho.\n", [(("Phòng Pháp chế",), ("Trung tâm Y tế dự phòng",))]),
        ("1. UBND các huyện, thành phố Kim Sơn và Tam Điệp\n\na) Kiểm tra kho.\n", [(("UBND các huyện, thành phố Kim Sơn và Tam Điệp",), ())]),
    ],
)  # fmt: skip
def test_who_stands_over_or_under_a_directive(body, wanted):
    assert told(extract(read_bytes((DEPARTMENT + body).encode(), "a.txt"), vocabulary())) == wanted


def test_rows_with_a_title_alone_head_those_numbered_below_them():
    table = (
        "| STT | Nội dung | Chủ trì | Thời hạn |\n|---|---|---|---|\n| 1 | Kho giống và cây trồng | | |\n"
        "| 1.1 | Rà soát kho giống | Phòng Pháp chế | Quý II/2021 |\n| 1.2 | Kiểm tra cân đồng hồ | Thanh tra Sở | Quý II/2021 |\n"
    )
    record = extract(read_bytes((DEPARTMENT + table).encode(), "a.txt"), vocabulary())
    assert told(record) == [(("Phòng Pháp chế",), ()), (("Thanh tra Sở",), ())]


def test_what_was_done_by_law_is_no_directive():
    body = "1. Kết quả\n\nCăn cứ Luật Trồng trọt năm 2018, Phòng Pháp chế đã rà soát kho giống.\n"
    assert told(extract(read_bytes((DEPARTMENT + body).encode(), "a.txt"), vocabulary())) == []


@pytest.mark.parametrize(
    ("title", "time", "last", "inferred"),
    [
        ("Mua giống năm 2022", "Tháng 3", "2022-03-31", True),  # the year of the programme
        ("Mua giống", "Tháng 3", "2022-03-31", True),  # March of the year of issue is over in May
        ("Mua giống", "Tháng 9", "2021-09-30", True),
        ("Mua giống năm 2022", "Tháng 9/2023", "2023-09-30", False),
    ],
)
def test_a_time_without_a_year_says_that_its_year_is_inferred(title, time, last, inferred):
    text = CENTRAL.replace("Cấp nước sạch", title) + f"1. Rà soát kho giống.\n\n- Đơn vị chủ trì: Vụ Pháp chế.\n\n- Thời gian: {time}.\n"
    (task,) = extract(read_bytes(text.encode(), "a.txt"), vocabulary()).tasks
    assert (task.deadline.date_to, task.deadline.rule.endswith("year-inferred")) == (last, inferred)
