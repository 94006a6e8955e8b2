"""Paragraphs of several sentences: whom each tells, who only helps, what is quoted, and what closes a document."""

import pytest

HEAD = "Số: 15/TB-SKHCN\n\nGia Lai, ngày 20 tháng 5 năm 2024\n\nTHÔNG BÁO\n\nKết luận của Giám đốc Sở tại cuộc họp tháng 5\n\n"
LETTER = (
    "VĂN PHÒNG CHÍNH PHỦ\n\nSố: 654/VPCP-CN\n\nHà Nội, ngày 20 tháng 5 năm 2024\n\nV/v cung ứng vật liệu\n\n"
    "Kính gửi: Ủy ban nhân dân tỉnh Hưng Yên.\n\n"
)


def told(record):
    text = record.document.text
    return [(t.span.of(text).split(" ", 1)[0], t.owner, t.cooperating) for t in record.tasks]


def test_a_paragraph_is_as_many_directives_as_it_tells_bodies(read):
    record = read(
        HEAD + "Thống nhất gia hạn đối với 04 đề tài. Giao Phòng Quản lý Khoa học dự thảo quyết định trước ngày 10/6/2024. "
        "Văn phòng Sở bố trí lịch họp trước ngày 15/6/2024.\n"
    )
    assert told(record) == [("Giao", ("Phòng Quản lý Khoa học",), ()), ("Văn", ("Văn phòng Sở",), ())]
    assert [t.deadline.date_to for t in record.tasks] == ["2024-06-10", "2024-06-15"]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Giao Phòng Quản lý Khoa học rà soát hồ sơ. Phòng Quản lý Khoa học báo cáo Giám đốc Sở trước ngày 10/6/2024.",
        "Giao Phòng Quản lý Khoa học rà soát hồ sơ tại TP. Pleiku. Các đơn vị liên quan phối hợp thực hiện.",
        "Giao Phòng Quản lý Khoa học rà soát hồ sơ. Hồ sơ gồm 03 bộ.",
    ],
)
def test_what_tells_nobody_else_stays_one_directive(read, paragraph):
    assert [t.owner for t in read(HEAD + paragraph + "\n").tasks] == [("Phòng Quản lý Khoa học",)]


def test_who_is_in_charge_of_a_paragraph_is_no_directive_of_its_own(read):
    (task,) = read(HEAD + "Giao đồng chí Lê Văn Sáu, Phó Giám đốc Sở chỉ đạo. Văn phòng Sở tổng hợp kết quả.\n").tasks
    assert task.supervising_leader == "Lê Văn Sáu"


def test_letters_tell_in_every_sentence(read):
    record = read(
        LETTER + "Chủ tịch Ủy ban nhân dân tỉnh Hưng Yên khẩn trương làm việc với các địa phương. "
        "Ủy ban nhân dân các tỉnh: Ninh Bình, Bắc Ninh đẩy nhanh thủ tục.\n"
    )
    assert [t.owner for t in record.tasks] == [("UBND tỉnh Hưng Yên",), ("UBND tỉnh Ninh Bình", "UBND tỉnh Bắc Ninh")]


@pytest.mark.parametrize(
    ("item", "owner", "partners"),
    [
        ("Vụ Thư viện hướng dẫn thực hiện. Vụ Pháp chế cân đối kinh phí.", ("Vụ Thư viện", "Vụ Pháp chế"), ()),
        ("Vụ Thư viện hướng dẫn thực hiện. Vụ Pháp chế phối hợp bố trí kinh phí.", ("Vụ Thư viện",), ("Vụ Pháp chế",)),
        ("Vụ Thư viện hướng dẫn thực hiện; Vụ Pháp chế thẩm định hồ sơ.", ("Vụ Thư viện",), ("Vụ Pháp chế",)),
        ("Vụ Thư viện trình trước ngày 10/6/2024; Vụ Pháp chế thẩm tra trước ngày 20/6/2024.", ("Vụ Thư viện", "Vụ Pháp chế"), ()),
        ("Vụ Thư viện tuyên truyền rộng rãi; Vụ Pháp chế cung cấp nội dung trước ngày 20/6/2024.", ("Vụ Thư viện",), ("Vụ Pháp chế",)),
        ("Vụ Thư viện (chủ trì), Vụ Pháp chế, Sở Tài chính rà soát tiến độ.", ("Vụ Thư viện",), ("Vụ Pháp chế", "Sở Tài chính")),
    ],
)
def test_whom_later_sentences_of_an_item_tell(read, item, owner, partners):
    head = HEAD.replace("TB-SKHCN", "TB-BVHTTDL").replace("Gia Lai", "Hà Nội").replace("Giám đốc Sở", "Bộ trưởng")
    assert told(read(head + f"1. {item}\n\n2. Vụ Pháp chế dọn kho.\n"))[0][1:] == (owner, partners)


QUOTE = (
    "- Tại khoản 2 Điều 9 Luật Đất đai quy định:\n\n“Điều 9. Giải quyết vướng mắc\n\n1. Sở Tài chính rà soát hồ sơ.\n\n"
    "2. Chính phủ quy định chi tiết việc này”.\n\nĐề nghị Thuế tỉnh Hưng Yên khẩn trương rà soát hồ sơ.\n"
)


def test_what_is_quoted_orders_nothing_here(read):
    (task,) = read(LETTER + QUOTE).tasks
    assert task.owner == ("Thuế tỉnh Hưng Yên",)


def test_a_quotation_left_open_hides_nothing(read):
    record = read(LETTER + QUOTE.replace("”", ""))
    assert ("Thuế tỉnh Hưng Yên",) in [t.owner for t in record.tasks]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Yêu cầu các phòng, đơn vị nghiêm túc thực hiện Thông báo này.",
        "Đề nghị các phòng, đơn vị nghiêm túc thực hiện. Chi tiết liên hệ: Văn phòng Sở.",
        "Căn cứ quy định tại khoản 1 Điều 5 Nghị định số 103/2024/NĐ-CP, được sửa đổi, bổ sung tại Nghị định số 291/2025/NĐ-CP.",
    ],
)
def test_what_orders_nothing_new(read, paragraph):
    assert read(HEAD + paragraph + "\n").tasks == ()


def test_a_law_that_takes_effect_is_no_closing_word(read):
    (task,) = read(HEAD + "- Tham mưu triển khai Luật Thi đua, khen thưởng năm 2022 (có hiệu lực từ 01/01/2024).\n").tasks
    assert task.span


PLAN = "UBND TỈNH GIA LAI\n\nSố: 31/KH-UBND\n\nGia Lai, ngày 20 tháng 5 năm 2024\n\nKẾ HOẠCH\n\nGiám sát kho giống năm 2024\n\n"


def test_who_is_named_in_a_plan_is_told_whatever_the_heading(read):
    record = read(
        PLAN + "III. CÁC BƯỚC ĐÁNH GIÁ\n\n- Cấp tỉnh\n\n+ Sở Y tế tổng hợp biểu mẫu.\n\n+ Các mẫu biểu theo quy định.\n\n"
        "IV. KINH PHÍ\n\n1. Từ ngân sách tỉnh.\n\n2. Sở Tài chính xây dựng dự toán kinh phí.\n"
    )
    assert [t.owner for t in record.tasks] == [("Sở Y tế",), ("Sở Tài chính",)]


def test_by_office_before_the_verb(read):
    record = read(PLAN + "IV. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\n- Theo chức năng, nhiệm vụ được giao tăng cường thông tin về kho giống.\n")
    assert [t.owner for t in record.tasks] == [("Sở Y tế",)]


@pytest.mark.parametrize(
    ("item", "owner", "partners"),
    [
        ("Kiểm tra kho giống: do Sở Y tế và Sở Tài chính cùng thực hiện.", ("Sở Y tế", "Sở Tài chính"), ()),
        ("Hỗ trợ 02 cơ sở; đơn vị thực hiện Sở Y tế.", ("Sở Y tế",), ()),
        ("Lắp đặt thiết bị tại kho (chủ trì: Sở Y tế; phối hợp: Sở Tài chính).", ("Sở Y tế",), ("Sở Tài chính",)),
    ],
)
def test_who_does_it_told_behind_it(read, item, owner, partners):
    record = read(PLAN + f"II. NHIỆM VỤ\n\n1. {item}\n\n2. Sở Y tế quét kho.\n")
    assert told(record)[0][1:] == (owner, partners)
