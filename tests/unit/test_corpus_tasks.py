import pytest

from corpus.deadline_cells import deadline_of, of_cell
from corpus.deadlines import find_deadline
from corpus.model import Span
from corpus.text import squeeze

HEAD = "Số: 15/TB-SKHCN\n\nGia Lai, ngày 20 tháng 5 năm 2021\n\nTHÔNG BÁO\n\nKết luận của Giám đốc Sở Khoa học và Công nghệ tại cuộc họp tháng 5\n\n"


@pytest.mark.parametrize(
    ("text", "kind", "start", "end", "words"),
    [
        ("Gửi danh sách trước ngày 15/4/2025.", "before", None, "2025-04-15", "trước ngày 15/4/2025"),
        ("Hoàn thành trước ngày 30 tháng 6 năm 2024.", "before", None, "2024-06-30", "trước ngày 30 tháng 6 năm 2024"),
        ("Đến cuối tháng 11/2021 đạt 90%.", "by", None, "2021-11-30", "Đến cuối tháng 11/2021"),
        ("Trình ký trong ngày 04/4/2025.", "within", "2025-04-04", "2025-04-04", "trong ngày 04/4/2025"),
        ("Gửi vào sáng ngày 03/4/2025.", "within", "2025-04-03", "2025-04-03", "vào sáng ngày 03/4/2025"),
        ("Thực hiện trong năm 2020.", "within", "2020-01-01", "2020-12-31", "trong năm 2020"),
        ("Thời gian thực hiện: từ năm 2022 đến năm 2024.", "period", "2022-01-01", "2024-12-31", "từ năm 2022 đến năm 2024"),
        ("Phấn đấu đến hết năm 2023 có 60 sản phẩm.", "by", None, "2023-12-31", "đến hết năm 2023"),
        ("Tập huấn trong tháng 10 và tháng 11 năm 2022.", "within", "2022-10-01", "2022-11-30", "trong tháng 10 và tháng 11 năm 2022"),
        (
            "Nâng cấp kho; thời gian thực hiện tháng 10 và tháng 11 năm 2022.",
            "period",
            "2022-10-01",
            "2022-11-30",
            "tháng 10 và tháng 11 năm 2022",
        ),
        ("Phổ biến luật từ quý II đến hết quý IV năm 2022.", "period", "2022-04-01", "2022-12-31", "từ quý II đến hết quý IV năm 2022"),
        ("Tham mưu bãi bỏ quy định phân hạng chợ (Quý I/2022).", "within", "2022-01-01", "2022-03-31", "Quý I/2022"),
        ("Duy trì kho mẫu; đến hết năm 2022 đạt mức 3.", "by", None, "2022-12-31", "đến hết năm 2022"),
        ("Dừng phà từ 05 giờ 00 ngày 07/9/2024 cho đến khi có thông báo.", "period", "2024-09-07", None, "từ 05 giờ 00 ngày 07/9/2024"),
        ("Họp sơ kết vào tháng 6/2022.", "within", "2022-06-01", "2022-06-30", "vào tháng 6/2022"),
        ("Nhân rộng mô hình trong giai đoạn 2023 - 2025.", "period", "2023-01-01", "2025-12-31", "giai đoạn 2023 - 2025"),
        ("Rà soát kho, không để quá 25/11/2024.", "by", None, "2024-11-25", "không để quá 25/11/2024"),
        ("Chuẩn bị hội nghị; dự kiến tổ chức ngày 26/6/2024.", "within", "2024-06-26", "2024-06-26", "dự kiến tổ chức ngày 26/6/2024"),
        ("Họp sơ kết trung tuần tháng 12/2024.", "within", "2024-12-11", "2024-12-20", "trung tuần tháng 12/2024"),
        ("Họp sơ kết vào hạ tuần tháng 2/2024.", "within", "2024-02-21", "2024-02-29", "vào hạ tuần tháng 2/2024"),
        ("Số hóa sổ kho quý II - quý III/2024.", "period", "2024-04-01", "2024-09-30", "quý II - quý III/2024"),
        ("Hằng năm, trước ngày 15/11, gửi kết quả.", "recurring", None, None, "Hằng năm, trước ngày 15/11"),
        ("Mở lớp bồi dưỡng từ 18 đến 24/11/2025.", "period", "2025-11-18", "2025-11-24", "từ 18 đến 24/11/2025"),
        ("Trưng bày sản phẩm trong các ngày 25 - 26/10/2019.", "period", "2019-10-25", "2019-10-26", "các ngày 25 - 26/10/2019"),
        ("Lập danh mục, xong tháng 3/2026.", "within", "2026-03-01", "2026-03-31", "xong tháng 3/2026"),
        ("Rà soát tài sản. Thực hiện năm 2026.", "within", "2026-01-01", "2026-12-31", "Thực hiện năm 2026"),
        ("Rà soát tài sản; thời gian thực hiện: năm 2026.", "within", "2026-01-01", "2026-12-31", "năm 2026"),
        ("Tổng hợp danh mục nhiệm vụ thực hiện năm 2026.", "none", None, None, None),
        ("Khảo sát các cơ sở, dự kiến ngày 12/5/2023.", "within", "2023-05-12", "2023-05-12", "dự kiến ngày 12/5/2023"),
        ("Thời hạn trình UBND tỉnh: 25/10/2025.", "by", None, "2025-10-25", "25/10/2025"),
        ("Tập huấn; thời gian: tháng 5 đến tháng 6/2018.", "period", "2018-05-01", "2018-06-30", "tháng 5 đến tháng 6/2018"),
        ("Mở rộng mô hình; đến hết năm 2024, mỗi xã có một điểm.", "by", None, "2024-12-31", "đến hết năm 2024"),
        ("Gửi kết quả chậm nhất vào 15/6/2024.", "by", None, "2024-06-15", "chậm nhất vào 15/6/2024"),
        ("Sơ kết vào Quý III năm 2022.", "within", "2022-07-01", "2022-09-30", "Quý III năm 2022"),
        ("Nhắc việc vào thứ hai hàng tuần.", "recurring", None, None, "vào thứ hai hàng tuần"),
        ("Dọn kho; giúp các phòng chữ ký số, định kỳ hằng quý báo cáo Sở.", "recurring", None, None, "định kỳ hằng quý"),
        ("Theo dõi kho, hằng tuần báo cáo Sở.", "recurring", None, None, "hằng tuần"),
        ("Báo cáo trong tuần đầu tiên của tháng 9/2025.", "within", "2025-09-01", "2025-09-07", "trong tuần đầu tiên của tháng 9/2025"),
        ("Báo cáo trong tuần đầu tháng 9/2025.", "within", "2025-09-01", "2025-09-07", "trong tuần đầu tháng 9/2025"),
        ("Báo cáo vào tuần cuối tháng 9/2025.", "within", "2025-09-24", "2025-09-30", "vào tuần cuối tháng 9/2025"),
        ("Báo cáo trong 10 ngày đầu tháng 9/2025.", "within", "2025-09-01", "2025-09-10", "trong 10 ngày đầu tháng 9/2025"),
        ("Mua giống, không chậm quá ngày 10/9/2025.", "by", None, "2025-09-10", "không chậm quá ngày 10/9/2025"),
        ("Mua giống, xong trong tháng 09-2025;", "within", "2025-09-01", "2025-09-30", "xong trong tháng 09-2025"),
        ("Mua giống. Hoàn thành: 30-9-2025.", "by", None, "2025-09-30", "30-9-2025"),
        ("Mua giống xong trong năm 2025 theo Kế hoạch.", "within", "2025-01-01", "2025-12-31", "trong năm 2025"),
        ("Báo cáo vào ngày 22 của tháng cuối quý.", "recurring", None, None, "vào ngày 22 của tháng cuối quý"),
        ("Báo cáo trước ngày 20 tháng cuối mỗi quý.", "recurring", None, None, "trước ngày 20 tháng cuối mỗi quý"),
        ("Kiểm kho mỗi tháng ít nhất một lần.", "recurring", None, None, "mỗi tháng ít nhất một lần"),
        ("Kiểm kho 2 lần/tuần.", "recurring", None, None, "2 lần/tuần"),
        ("Kiểm kho 03 tháng một lần.", "recurring", None, None, "03 tháng một lần"),
        ("Thực hiện thường xuyên, liên tục việc dọn kho.", "recurring", None, None, "thường xuyên, liên tục"),
        ("Dọn kho để dự hội nghị lần thứ hai.", "none", None, None, None),
        ("Dọn kho thường xuyên để đón khách.", "none", None, None, None),
        ("Báo cáo trước ngày 22 của tháng cuối quý.", "recurring", None, None, "trước ngày 22 của tháng cuối quý"),
        ("Cân thử ở chợ, 6 tháng một lần.", "recurring", None, None, "6 tháng một lần"),
        ("Hằng tháng, kiểm tra sổ.", "recurring", None, None, "Hằng tháng"),
        ("Đo nước từ tháng 11/2025 đến khi có mưa.", "period", "2025-11-01", None, "từ tháng 11/2025"),
        ("Theo dõi 02 việc bắt đầu thực hiện từ năm 2023.", "none", None, None, None),
        ("Thực hiện từ năm 2021.", "period", "2021-01-01", None, "từ năm 2021"),
        ("Xong trong Quý II/2025.", "within", "2025-04-01", "2025-06-30", "Quý II/2025"),
        ("Thực hiện nhiệm vụ thường xuyên hàng năm.", "recurring", None, None, "thường xuyên hàng năm"),
        ("Báo cáo trước ngày 20 hàng tháng.", "recurring", None, None, "trước ngày 20 hàng tháng"),
        ("Ký hợp đồng ngay sau khi có quyết định phê duyệt.", "none", None, None, "ngay sau khi có quyết định phê duyệt"),
        ("Kiểm tra từ tháng 3/2024 đến tháng 6/2024.", "period", "2024-03-01", "2024-06-30", "từ tháng 3/2024 đến tháng 6/2024"),
        ("Báo cáo dự toán năm 2021 được giao.", "none", None, None, None),
        ("Theo dõi nhiệm vụ bắt đầu thực hiện năm 2022 và báo cáo.", "none", None, None, None),
        ("Rà soát quy định chức năng.", "none", None, None, None),
        ("Gửi báo cáo trước 17h00 ngày 05/3/2024.", "before", None, "2024-03-05", "trước 17h00 ngày 05/3/2024"),
        ("Gửi báo cáo trước 16 giờ 30 phút ngày 20/11/2025.", "before", None, "2025-11-20", "trước 16 giờ 30 phút ngày 20/11/2025"),
        ("Rà soát xong, hạn chót: 15/12/2025.", "by", None, "2025-12-15", "hạn chót: 15/12/2025"),
        ("Trình phương án cuối quý IV/2025.", "by", None, "2025-12-31", "cuối quý IV/2025"),
        ("Hoàn thành trước Quý IV/2025.", "before", None, "2025-10-01", "trước Quý IV/2025"),
        ("Chi trả trước Tết Nguyên đán Bính Ngọ.", "none", None, None, "trước Tết Nguyên đán Bính Ngọ"),
        ("Chi trả trước ngày 23 tháng Chạp.", "none", None, None, "trước ngày 23 tháng Chạp"),
        ("Kiểm tra trước ngày 15/01/2026 âm lịch.", "none", None, None, "trước ngày 15/01/2026 âm lịch"),
        ("Trình trước kỳ họp thứ 10 của HĐND tỉnh.", "none", None, None, "trước kỳ họp thứ 10 của HĐND tỉnh"),
        ("Trả lời trong 05 ngày làm việc kể từ ngày nhận.", "none", None, None, "trong 05 ngày làm việc kể từ ngày nhận"),
        ("Giải quyết trước mắt khó khăn của các hộ.", "none", None, None, None),
        ("Họp bàn trong nửa đầu tháng 11/2022.", "within", "2022-11-01", "2022-11-15", "trong nửa đầu tháng 11/2022"),
        (
            "Làm việc với các huyện trong các ngày 11 và 12/10/2022.",
            "within",
            "2022-10-11",
            "2022-10-12",
            "trong các ngày 11 và 12/10/2022",
        ),
        ("Diễn tập, thực hiện 6 tháng cuối năm 2022.", "within", "2022-07-01", "2022-12-31", "6 tháng cuối năm 2022"),
        ("Hỗ trợ nhãn hiệu; thực hiện giai đoạn 2022 - 2025.", "period", "2022-01-01", "2025-12-31", "giai đoạn 2022 - 2025"),
        ("Phê duyệt danh mục đặt hàng năm 2020 trước ngày 28/02/2020.", "before", None, "2020-02-28", "trước ngày 28/02/2020"),
        ("Tổ chức ngày hội (dự kiến tháng 10/2024).", "within", "2024-10-01", "2024-10-31", "dự kiến tháng 10/2024"),
        ("Đạt 70% đến hết quý III/2023 và 95% đến ngày 31/01/2024.", "by", None, "2023-09-30", "đến hết quý III/2023"),
    ],
)
def test_deadlines(text, kind, start, end, words):
    found = find_deadline(text, 0, len(text))
    assert (found.kind, found.date_from, found.date_to, found.text) == (kind, start, end, words)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Rà soát giấy phép đã cấp trước ngày 01/3/2025; báo cáo trước ngày 15/12/2025.", "2025-12-15"),
        ("Giải quyết hồ sơ còn tồn từ trước ngày 01/3/2025.", None),
        ("Nộp báo cáo trước ngày 01/3/2025.", "2025-03-01"),  # a misprint perhaps, but it is what the directive says
    ],
)
def test_a_day_before_the_day_of_issue_is_no_deadline_where_it_tells_of_something_else(text, end):
    assert find_deadline(text, 0, len(text), "2025-07-15").date_to == end


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("Hoàn thành trước ngày 30/8.", "before", None, "2025-08-30"),
        ("Hoàn thành trước ngày 28 tháng 02 để tổng hợp.", "before", None, "2026-02-28"),
        ("Xong trong Quý IV.", "within", "2025-10-01", "2025-12-31"),
        ("Xong trong tháng 7.", "within", "2025-07-01", "2025-07-31"),
        ("Ký hợp đồng trước 30/11.", "before", None, "2025-11-30"),
        ("Đạt 60% đến hết tháng 9.", "by", None, "2025-09-30"),
        ("Chi trả trước ngày 15/12 âm lịch.", "none", None, None),
        ("Trong tháng 9 này các đơn vị đã gửi đủ.", "none", None, None),
        ("Nộp trước ngày 45/13.", "none", None, None),
    ],
)
def test_a_deadline_without_year_is_the_first_after_the_day_of_issue(text, kind, start, end):
    found = find_deadline(text, 0, len(text), "2025-07-15")
    assert (found.kind, found.date_from, found.date_to) == (kind, start, end)
    assert (found.rule.endswith("year-inferred")) == (kind != "none")
    assert find_deadline(text, 0, len(text)).date_to is None


def test_a_month_of_issue_without_its_day_gives_the_year_too():
    text = "Gửi danh sách trước ngày 10/9 để tổng hợp."
    assert find_deadline(text, 0, len(text), "2021-09").date_to == "2021-09-10"
    assert find_deadline(text, 0, len(text), "2021-10").date_to == "2022-09-10"
    assert find_deadline(text, 0, len(text), "2021").date_to is None


def test_an_inferred_year_is_told(read):
    record = read(HEAD + "Giao Phòng Kế hoạch báo cáo kết quả trước ngày 30/8.\n")
    assert [(p.code, p.severity) for p in record.problems if p.code == "han-suy-nam"] == [("han-suy-nam", "info")]
    assert "30/08/2021" in next(p.message for p in record.problems if p.code == "han-suy-nam")


@pytest.mark.parametrize(
    ("cell", "kind", "start", "end"),
    [
        ("Quý III", "within", "2022-07-01", "2022-09-30"),
        ("Tháng 9", "within", "2022-09-01", "2022-09-30"),
        ("Thường xuyên", "recurring", None, None),
        ("15/8/2022", "by", None, "2022-08-15"),
        ("Theo Kế hoạch 4/KH-UBND", "none", None, None),
        ("2022-2025", "period", "2022-01-01", "2025-12-31"),
        ("Quý II đến hết Quý IV năm 2022", "period", "2022-04-01", "2022-12-31"),
        ("Tháng 11/2022 - tháng 2/2023", "period", "2022-11-01", "2023-02-28"),
        ("tháng 11 - tháng 2/2023", "period", "2022-11-01", "2023-02-28"),
        ("10-6", "none", None, None),
        ("tháng 5 và tháng 11", "within", "2022-05-01", "2022-05-31"),
        ("7 - 8/2022", "period", "2022-07-01", "2022-08-31"),
        ("Tháng 3 - 6", "period", "2022-03-01", "2022-06-30"),
        ("10/7 - 30/7", "period", "2022-07-10", "2022-07-30"),
        ("20-22/8/2022", "period", "2022-08-20", "2022-08-22"),
        ("20/3", "by", None, "2022-03-20"),
        ("Trước 15/8", "before", None, "2022-08-15"),
        ("Cả năm", "within", "2022-01-01", "2022-12-31"),
        ("6 tháng/lần", "recurring", None, None),
    ],
)
def test_deadline_cells(cell, kind, start, end):
    found = of_cell(cell, Span(0, len(cell)), 2022)
    assert (found.kind, found.date_from, found.date_to) == (kind, start, end)


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("Bãi bỏ quy định cũ về kho. Quý II/2018.", "within", "2018-04-01", "2018-06-30"),
        ("Mở hội đọc sách; tháng 11/2018.", "within", "2018-11-01", "2018-11-30"),
        ("Lập quy chế kho; tháng 1.", "within", "2019-01-01", "2019-01-31"),  # the next one
        ("Đọc sổ kho. Thực hiện: thường xuyên.", "recurring", None, None),
        ("Trả lời Công văn số 12/UBND-KT; hạn 15/7/2018.", "by", None, "2018-07-15"),
        ("Đã lập sổ kho; tháng 11/2017.", "none", None, None),  # it tells of what is over
        ("Đưa việc này vào chương trình tháng 9/2018", "none", None, None),
        ("Từ ngày 11/8/2018, nhận hồ sơ qua mạng.", "period", "2018-08-11", None),
        ("Lập sổ kho, báo cáo Giám đốc Sở ngày 20/10/2018.", "by", None, "2018-10-20"),
        ("Thống kê người nghỉ việc từ 01/01/2017 đến 31/7/2017.", "none", None, None),
        ("Rà soát văn bản ban hành trước ngày 01/7/2017, xong trong quý II/2018.", "within", "2018-04-01", "2018-06-30"),
    ],
)
def test_what_closes_a_directive_and_what_is_over(text, kind, start, end):
    found = deadline_of(text, 0, len(text), "2018-02-01")
    assert (found.kind, found.date_from, found.date_to) == (kind, start, end)


def tasks(read, body):
    return read(HEAD + body).tasks


def test_items_under_a_unit_heading(read):
    first, second = tasks(
        read,
        "1. Phòng Quản lý Khoa học\n\n- Phối hợp với Văn phòng Sở sắp lịch nghiệm thu.\n\n- Gửi phiếu nhận xét trước ngày 01/6/2021.\n\n2. Văn phòng Sở\n",
    )
    assert first.owner == second.owner == ("Phòng Quản lý Khoa học",)
    assert first.cooperating == ("Văn phòng Sở",)
    assert second.deadline.date_to == "2021-06-01"
    assert first.section == "1 > -1"


def test_assigning_anywhere(read):
    (task,) = tasks(read, "1. Về kho dữ liệu: Giao Phòng Thông tin Thống kê chủ trì, phối hợp với Phòng Quản lý Khoa học lập danh mục.\n")
    assert task.owner == ("Phòng Thông tin Thống kê",)
    assert task.cooperating == ("Phòng Quản lý Khoa học",)


def test_a_bullet_that_only_heads_sub_bullets_is_no_task(read):
    found = tasks(
        read,
        "1. Chi cục Tiêu chuẩn Đo lường Chất lượng\n\n- Về việc kiểm định taximet:\n\n+ Kiểm tra mười xe mỗi tuần;\n\n+ Công bố kết quả.\n",
    )
    assert [t.section for t in found] == ["1 > -1 > +1", "1 > -1 > +2"]


def test_supervising_leader(read):
    (task,) = tasks(
        read,
        "1. Phòng Kế hoạch - Tài chính\n\n- Về vốn đối ứng: Giao Phó Giám đốc Lê Thu Hường chủ trì việc này, Phòng Kế hoạch - Tài chính tham mưu thực hiện.\n",
    )
    assert task.supervising_leader == "Lê Thu Hường"
    assert task.owner == ("Phòng Kế hoạch - Tài chính",)


def test_legal_bases_are_those_printed_inside(read):
    (task,) = tasks(read, "1. Thanh tra Sở\n\n- Kiểm tra nhãn hàng hóa theo Nghị định số 43/2017/NĐ-CP ngày 14/4/2017 của Chính phủ.\n")
    assert task.legal_bases == ("43/2017/NĐ-CP",)


def test_reports_and_closing_orders_are_no_tasks(read):
    body = "I. Kết quả đạt được\n\n1. Phòng Quản lý Khoa học đã nghiệm thu 05 đề tài.\n\nII. Nhiệm vụ\n\n1. Phòng Quản lý Khoa học\n\n- Nghiệm thu 02 đề tài còn lại.\n\nCác phòng, đơn vị nghiêm túc thực hiện Thông báo này./.\n"
    assert [t.section for t in tasks(read, body)] == ["II > 1 > -1"]


TABLE = (
    "Số: 3/CTr-SKHCN\n\nGia Lai, ngày 02 tháng 02 năm 2022\n\nCHƯƠNG TRÌNH KHUNG\nNhiệm vụ năm 2022\n\nI. Mục tiêu\n\nLàm xong.\n\nNơi nhận:\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nLê Văn Sáu\n\n"
    "TT\tNội dung\tThời gian thực hiện\t\tLãnh đạo trực tiếp chỉ đạo\n\t\tBắt đầu (tháng)\tHoàn thành (tháng)\t\n"
    "I\tVăn phòng Sở\t\t\t\n1\tChấm điểm cải cách hành chính của các phòng\t02\t11\tLê Văn Sáu\n2\tSắp xếp kho lưu trữ của cơ quan và\t3\t6\t\n\n\tsố hóa hồ sơ cũ.\t\t\t\n"
    "II\tPhòng Quản lý Khoa học\t\t\t\n3\tNghiệm thu đề tài theo Kế hoạch 9/KH-UBND\tTheo Kế hoạch 9/KH-UBND\t\tĐỗ Thị Bảy\n"
)


def test_table_rows_with_merged_cells_and_a_page_break(read):
    record = read(TABLE)
    first, second, third = record.tasks
    assert first.owner == second.owner == ("Văn phòng Sở",)
    assert second.supervising_leader == "Lê Văn Sáu"
    assert (second.deadline.date_from, second.deadline.date_to) == ("2022-03-01", "2022-06-30")
    assert "số hóa hồ sơ cũ" in second.span.of(record.document.text)
    assert third.owner == ("Phòng Quản lý Khoa học",)
    assert third.deadline.kind == "none"
    assert third.legal_bases == ("9/KH-UBND",)
    assert {p.name for p in record.people} == {"Lê Văn Sáu", "Đỗ Thị Bảy"}


DUE = (
    HEAD.replace("2021", "2022")
    + "STT\tNội dung\tĐơn vị\tHạn cũ\tHạn mới\n1\tBáo cáo kết quả chuyển đổi vị trí\tVăn phòng Sở\t31/8/2022\t12/11/2022\n"
    "2\tLập đề án thành lập kho lưu trữ\tVăn phòng Sở\t30/9/2022\tQuý I/2023\n"
)


def test_the_new_date_of_what_is_overdue_and_the_unit_that_answers(read):
    assert [(t.owner, t.deadline.date_to) for t in read(DUE).tasks] == [
        (("Văn phòng Sở",), "2022-11-12"), (("Văn phòng Sở",), "2023-03-31")
    ]  # fmt: skip


PARTS = (
    "Số: 3/CTr-SKHCN\n\nGia Lai, ngày 02 tháng 02 năm 2022\n\nCHƯƠNG TRÌNH CÔNG TÁC\nNăm 2022\n\n"
    "TT\tNội dung công việc\tChủ trì\tPhối hợp\tBắt đầu\tKết thúc\tLãnh đạo Sở chỉ đạo\n"
    "II.1\tLĩnh vực công nghệ\t\t\t\t\tLê Văn Sáu\n"
    "1\tNâng cấp cổng dịch vụ công của Sở\tVăn phòng Sở\tPhòng Quản lý Khoa học\t15/4\t30/8\t\n"
    "2\tTập huấn chữ ký số; kinh phí theo\n\tQuyết định số 61/QĐ-UBND của UBND tỉnh\tVăn phòng Sở\tnt\tT6\tT8\t\n"
    "II.2\tLĩnh vực báo chí\t\t\t\t\tĐỗ Thị Bảy\n"
    "3\tHọp giao ban báo chí định kỳ\tnt\t-\ttháng 2\ttháng 7\t\n"
)


def test_parts_of_a_table_have_leaders_and_cells_repeat_those_above(read):
    record = read(PARTS)
    _, second, _ = record.tasks
    assert [t.supervising_leader for t in record.tasks] == ["Lê Văn Sáu", "Lê Văn Sáu", "Đỗ Thị Bảy"]
    assert [t.owner for t in record.tasks] == 3 * [("Văn phòng Sở",)]
    assert [t.cooperating for t in record.tasks] == [("Phòng Quản lý Khoa học",), ("Phòng Quản lý Khoa học",), ()]
    assert [(t.deadline.date_from, t.deadline.date_to) for t in record.tasks] == [
        ("2022-04-15", "2022-08-30"), ("2022-06-01", "2022-08-31"), ("2022-02-01", "2022-07-31")
    ]  # fmt: skip
    assert "61/QĐ-UBND" in second.span.of(record.document.text)


@pytest.mark.parametrize(
    ("title", "cell", "days"),
    [
        ("Quý III năm 2022", "Trong quý", ("2022-07-01", "2022-09-30")),
        ("Kết quả công tác quý II, nhiệm vụ quý III năm 2022", "Trong quý", ("2022-07-01", "2022-09-30")),
        ("Tháng 8 năm 2022", "Trong tháng", ("2022-08-01", "2022-08-31")),
        ("Năm 2022", "Trong quý", (None, None)),
        ("Tháng 8 năm 2022", "Trong quý", (None, None)),
    ],
)
def test_a_cell_may_say_within_the_period_of_the_programme(read, title, cell, days):
    (task,) = read(
        f"Số: 3/CTr-SKHCN\n\nGia Lai, ngày 02 tháng 02 năm 2022\n\nCHƯƠNG TRÌNH CÔNG TÁC\n{title}\n\n"
        f"TT\tNội dung công việc\tChủ trì\tThời gian\n1\tNâng cấp cổng dịch vụ công của Sở\tVăn phòng Sở\t{cell}\n"
    ).tasks
    assert ((task.deadline.date_from, task.deadline.date_to), task.deadline.text) == (days, cell)


def test_a_sentence_above_a_table_is_a_directive_of_its_own(read):
    record = read(
        HEAD
        + "Giám đốc Sở kết luận:\n\n1. Giao Văn phòng Sở rà soát dự toán.\n\n2. Phòng Ngân sách báo cáo giải ngân trước ngày 20/6/2021.\n\n"
        "TT\tNội dung\tChủ trì\tThời hạn\n1\tLập kế hoạch kiểm kê tài sản\tVăn phòng Sở\t31/7/2021\n2\tTrình phương án thanh lý\tPhòng Ngân sách\t30/8/2021\n"
    )
    assert [(t.owner, t.deadline.date_to) for t in record.tasks] == [
        (("Văn phòng Sở",), None), (("Phòng Ngân sách",), "2021-06-20"), (("Văn phòng Sở",), "2021-07-31"), (("Phòng Ngân sách",), "2021-08-30"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    [
        "Đồng chí Nguyễn Văn An - Phó Giám đốc chỉ đạo Phòng Ngân sách hoàn thiện phương án.",
        "Đồng chí Nguyễn Văn An, Phó Giám đốc Sở trực tiếp chỉ đạo Phòng Ngân sách hoàn thiện phương án.",
        "Đồng chí Nguyễn Văn An chỉ đạo Phòng Ngân sách hoàn thiện phương án.",
        "Giao Phó Giám đốc Nguyễn Văn An chỉ đạo Phòng Ngân sách hoàn thiện phương án.",
    ],
)
def test_a_leader_who_directs_a_unit(read, sentence):
    record = read(HEAD + f"Giám đốc Sở kết luận:\n\n1. Giao Phòng Ngân sách rà soát dự toán.\n\n2. {sentence}\n")
    assert [(t.owner, t.supervising_leader) for t in record.tasks] == [
        (("Phòng Ngân sách",), None),
        (("Phòng Ngân sách",), "Nguyễn Văn An"),
    ]


PLAN = """Số: 31/KH-STC

Gia Lai, ngày 20 tháng 5 năm 2021

KẾ HOẠCH

Triển khai số hóa hồ sơ năm 2021

II. NỘI DUNG

1. Tổ chức hội nghị phổ biến quy định

a) Đơn vị chủ trì: Phòng Pháp chế;

b) Đơn vị phối hợp: Văn phòng Sở, UBND các xã, phường;

c) Thời gian thực hiện: Quý III/2021.

2. Rà soát văn bản; đơn vị chủ trì: Phòng Ngân sách. Thời gian: trước ngày 15/10/2021.

3. Nhập dữ liệu hồ sơ

- Quét hồ sơ lưu trữ.

- Gắn mã hồ sơ.

Đơn vị chủ trì: Văn phòng Sở.

Sản phẩm: kho hồ sơ số.

4. Vận hành kho

Kinh phí: giao Phòng Ngân sách bố trí từ nguồn thường xuyên.

5. Thuê đường truyền

Đơn vị chủ trì: Tập đoàn Viễn thông Tây Nguyên.
"""


def test_parties_named_in_lines_of_their_own(read):
    record = read(PLAN)
    text = record.document.text
    assert [(squeeze(t.span.of(text))[:24], t.owner, t.cooperating, t.deadline.date_to) for t in record.tasks] == [
        ("Tổ chức hội nghị phổ biế", ("Phòng Pháp chế",), ("Văn phòng Sở", "UBND các xã, phường"), "2021-09-30"),
        ("Rà soát văn bản; đơn vị ", ("Phòng Ngân sách",), (), "2021-10-15"),
        ("Quét hồ sơ lưu trữ.", ("Văn phòng Sở",), (), None),
        ("Gắn mã hồ sơ.", ("Văn phòng Sở",), (), None),
        ("Kinh phí: giao Phòng Ngâ", ("Phòng Ngân sách",), (), None),
        ("Thuê đường truyền", ("Tập đoàn Viễn thông Tây Nguyên",), (), None),
    ]


@pytest.mark.parametrize(
    ("subject", "owners"),
    [
        ("Các Sở: Tài chính, Xây dựng; UBND các xã, phường tập trung", ("Sở Tài chính", "Sở Xây dựng", "UBND các xã, phường")),
        ("Các Sở: Tài chính, Xây dựng, Tập đoàn Điện lực khẩn trương", ("Sở Tài chính", "Sở Xây dựng", "Tập đoàn Điện lực")),
        ("Ban Quản lý dự án đầu tư xây dựng công trình giao thông và thủy lợi tỉnh khẩn trương",
         ("Ban Quản lý dự án đầu tư xây dựng công trình giao thông và thủy lợi tỉnh",)),
        ("Văn phòng UBND tỉnh khẩn trương", ("Văn phòng UBND tỉnh",)),
        ("Kho bạc Nhà nước Khu vực XVII khẩn trương", ("Kho bạc Nhà nước Khu vực XVII",)),
    ],
)  # fmt: skip
def test_bodies_outside_as_subjects(read, subject, owners):
    record = read(HEAD + f"Chủ tịch UBND tỉnh kết luận như sau:\n\n1. {subject} rà soát hồ sơ vướng mắc trước ngày 30/6/2021.\n")
    assert [t.owner for t in record.tasks] == [owners]


LISTED = """SỞ TÀI CHÍNH TỈNH GIA LAI

Số: 12/KH-STC

Gia Lai, ngày 02 tháng 02 năm 2021

KẾ HOẠCH

Triển khai số hóa hồ sơ năm 2021

II. NỘI DUNG

1. Nhập hồ sơ lưu trữ của các năm trước

- Cơ quan thực hiện:

+ Văn phòng Sở;

+ Phòng Ngân sách.

- Cơ quan phối hợp:

+ Sở Nội vụ;

+ UBND các xã, phường.

- Thời gian thực hiện: Quý III/2021.

2. Kiểm tra kho hồ sơ

- Cơ quan thực hiện:

+ Phòng Ngân sách: kiểm tra hồ sơ giấy;

+ Văn phòng Sở: kiểm tra hồ sơ số.
"""


def test_parties_listed_below_their_label(read):
    tasks = read(LISTED).tasks
    assert (tasks[0].owner, tasks[0].cooperating, tasks[0].deadline.date_to) == (
        ("Văn phòng Sở", "Phòng Ngân sách"),
        ("Sở Nội vụ", "UBND các xã, phường"),
        "2021-09-30",
    )
    assert not any(len(t.owner) > 1 for t in tasks[1:])  # an item that says what each does is no list of parties


@pytest.mark.parametrize(
    ("body", "owner", "cooperating"),
    [
        ("1. Về kho lạnh: Phòng Kỹ thuật\n\n- Đôn đốc việc sửa máy.\n", ("Phòng Kỹ thuật",), ()),
        ("- Giao Phòng Kỹ thuật chủ trì, cùng Liên minh Hợp tác xã tỉnh sửa kho.\n", ("Phòng Kỹ thuật",), ("Liên minh Hợp tác xã tỉnh",)),
        ("- Phòng Kỹ thuật rà soát hợp đồng, gửi Sở Xây dựng góp ý.\n", ("Phòng Kỹ thuật",), ("Sở Xây dựng",)),
    ],
)  # fmt: skip
def test_topics_before_units_and_partners_told_otherwise(read, body, owner, cooperating):
    (task,) = tasks(read, body)
    assert (task.owner, task.cooperating) == (owner, cooperating)


def test_a_bare_head_is_the_one_unit_of_that_kind(read):
    body = (
        "1. Trung tâm Lưu trữ\n\n- Rà soát kho hồ sơ.\n\n2. Văn phòng Sở\n\n- Kiểm tra sổ công văn.\n\n3. Công việc khác\n\n"
        "- Giao Phòng Kỹ thuật phối hợp với Trung tâm và Công an tỉnh lắp camera.\n\n- Văn phòng chuẩn bị phòng họp.\n"
    )
    cameras, room = tasks(read, body)[2:]
    assert cameras.cooperating == ("Trung tâm Lưu trữ", "Công an tỉnh")
    assert room.owner == ("Văn phòng Sở",)


def test_a_list_of_rooms_headed_by_the_plural_keeps_every_one(read):
    (task,) = tasks(
        read, "- Phòng Kỹ thuật chủ trì, cùng với các Phòng Giáo dục Mầm non, Giáo dục Trung học rà soát kho sách, đến 31/7/2021 xong.\n"
    )
    assert task.cooperating == ("Phòng Giáo dục Mầm non", "Phòng Giáo dục Trung học")
    assert (task.deadline.kind, task.deadline.date_to) == ("by", "2021-07-31")


def test_a_title_may_begin_with_a_word_that_another_makes_a_verb(read):
    record = read(HEAD + "- Văn phòng Sở ban hành Quy chế chi tiêu nội bộ mới.\n\n- Quyết định dự kiến có hiệu lực từ ngày 01/8/2021.\n")
    assert [n.span.of(record.document.text) for n in record.named_documents] == ["Quy chế chi tiêu nội bộ mới"]


def test_what_a_column_of_notes_asks_of_others(read):
    body = (
        "1. Văn phòng Sở\n\n- Họp với Phòng Kỹ thuật.\n\nTT\tNội dung công việc\tĐơn vị chủ trì\tThời gian\tGhi chú\n"
        "1\tSố hóa hồ sơ của kho mẫu\tVăn phòng Sở\tTháng 9\tPhối hợp Sở Nội vụ\n2\tSửa mái của kho mẫu\tVăn phòng Sở\tTháng 9\tPhòng Kỹ thuật cùng tham gia\n"
    )
    assert [t.cooperating for t in tasks(read, body)[1:]] == [("Sở Nội vụ",), ("Phòng Kỹ thuật",)]


def test_a_cell_in_brackets_below_goes_on_with_its_row(read):
    body = (
        "TT\tNội dung công việc\tĐơn vị chủ trì\tThời gian\n1\tSửa mái của kho mẫu ở huyện\tVăn phòng Sở\tTháng 9\n"
        "\t(ưu tiên kho ở xã xa)\t\t\n2\tLập sổ của kho mẫu\tVăn phòng Sở\tTháng 9\n"
    )
    record = read(HEAD + body)
    assert "xã xa" in record.tasks[0].span.of(record.document.text)


def test_a_leader_in_charge_does_not_take_the_task_from_the_unit_of_the_section(read):
    body = "Phó Giám đốc Sở Đặng Văn Khải dự.\n\n1. Phòng Kỹ thuật\n\n- Làm việc với xã về kho mẫu. Giao Phó Giám đốc Đặng Văn Khải trực tiếp chỉ đạo.\n"
    (task,) = tasks(read, body)
    assert (task.owner, task.supervising_leader) == (("Phòng Kỹ thuật",), "Đặng Văn Khải")


def test_an_item_addressed_to_a_unit_is_its_own(read):
    (task,) = tasks(read, "1. Đối với Trung tâm Khuyến nông: hướng dẫn nông dân xuống giống đúng lịch.\n")
    assert task.owner == ("Trung tâm Khuyến nông",)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Thực hiện nghiêm kết luận tại hội nghị giao ban (tháng 01/2023).", None),
        ("Hoàn thành việc thẩm định hồ sơ 12 dự án (Quý I/2024).", "2024-03-31"),
        ("Giải trình số liệu, tính đến hết năm 2023 có 15 xã đạt chuẩn.", None),
        ("Nêu rõ vì sao đến hết năm 2022 có 15 xã chưa đạt chuẩn.", None),
        ("Kiểm tra kho; thời gian: tháng 5 và tháng 11 năm 2023.", None),
    ],
)
def test_periods_that_are_told_of_and_those_ahead(text, end):
    assert find_deadline(text, 0, len(text), "2023-05-20").date_to == end
