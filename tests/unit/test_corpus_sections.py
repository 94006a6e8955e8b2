"""Whose section it is, what a paragraph before a list asks for, groups of bodies, and lists headed once."""

import pytest

DIRECTIVE = """ỦY BAN NHÂN DÂN
TỈNH CAO BẰNG

Số: 08/CT-UBND

Cao Bằng, ngày 12 tháng 3 năm 2025

CHỈ THỊ
Về việc phòng cháy rừng mùa khô

"""


def tasks(read, body):
    record = read(DIRECTIVE + body + "\n")
    return [(t.owner, t.span.of(record.document.text)[:24]) for t in record.tasks]


def test_headings_name_groups_and_departments(read):
    body = """Để chủ động phòng cháy, Chủ tịch UBND tỉnh yêu cầu:

1. Ủy ban nhân dân các xã, phường:

- Dọn vật liệu cháy ở bìa rừng trước tháng tư.

2. Sở Nông nghiệp và Môi trường

- Đặt trạm quan sát ở các đỉnh cao.

3. Công an tỉnh

Điều tra nguyên nhân các vụ cháy năm trước.

4. Các sở, ban, ngành liên quan chủ động phối hợp khi có cháy."""
    owners = [owner for owner, _ in tasks(read, body)]
    assert owners == [("UBND các xã, phường",), ("Sở Nông nghiệp và Môi trường",), ("Công an tỉnh",), ("Các sở, ban, ngành liên quan",)]


def test_a_list_headed_once_names_each_of_its_members(read):
    body = "Chủ tịch UBND tỉnh yêu cầu:\n\n1. Các Sở: Tài chính, Nông nghiệp và Môi trường và Y tế khẩn trương xuất cấp vật tư cho các xã."
    ((owner, _),) = tasks(read, body)
    assert owner == ("Sở Tài chính", "Sở Nông nghiệp và Môi trường", "Sở Y tế")


def test_a_paragraph_that_asks_makes_directives_inside_a_report(read):
    body = """I. ĐÁNH GIÁ CHUNG

Các xã đã làm tốt việc trực gác.

Để giữ rừng an toàn, các xã cần tập trung thực hiện một số nhiệm vụ sau:

1. Trồng lại băng xanh cản lửa.

2. Khai báo kịp thời mọi điểm cháy."""
    assert [text for _, text in tasks(read, body)] == ["Trồng lại băng xanh cản ", "Khai báo kịp thời mọi đi"]


@pytest.mark.parametrize("opening", ["Kết quả đã đạt được như sau:", "Kính gửi:"])
def test_a_list_that_reports_or_addresses_gives_no_task(read, opening):
    body = f"I. TÌNH HÌNH\n\n{opening}\n\n- Tổ chức trực gác ở sáu đỉnh cao.\n\n- Kiểm tra bốn mươi hộ ven rừng."
    assert tasks(read, body) == []


def test_a_heading_that_assigns_is_no_task_itself(read):
    body = "Chủ tịch UBND tỉnh yêu cầu:\n\n1. Giao Sở Tài chính\n\n- Bố trí kinh phí dập lửa.\n\n- Hướng dẫn thanh toán."
    assert [owner for owner, _ in tasks(read, body)] == [("Sở Tài chính",)] * 2


def test_a_yearly_deadline_keeps_its_day(read):
    record = read(DIRECTIVE + "Chủ tịch UBND tỉnh yêu cầu:\n\n1. Sở Y tế tổng hợp, báo cáo UBND tỉnh trước ngày 20/11 hàng năm.\n")
    (task,) = record.tasks
    assert (task.deadline.kind, task.deadline.text) == ("recurring", "trước ngày 20/11 hàng năm")
