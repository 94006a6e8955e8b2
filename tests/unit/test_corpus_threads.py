"""Threads: what is said again, by the sentence or under the same heading; chance and other agencies do not join."""

import pytest

from corpus.threads import directive, find_repeats, topics

FILLER = [
    directive(f"x{n}", "a", "2020-01-01", text, ())
    for n, text in enumerate(
        [
            "Đặt thêm biển báo ở đầu các cầu treo trong xã.", "Kiểm tra bình chữa cháy của chợ trung tâm mỗi tháng.",
            "Sắp xếp kho lưu trữ theo phông và lập mục lục hồ sơ.", "Mở lớp tập huấn sơ cứu cho tài xế xe khách liên tỉnh.",
        ]
    )
]  # fmt: skip
OLD = directive("cu", "a", "2021-07-01", "Kiểm kê tài sản hình thành từ đề tài đã nghiệm thu, báo cáo Giám đốc Sở.", ())


def repeats(*more):
    return {(r.later, r.earlier) for r in find_repeats([*FILLER, OLD, *more])}


@pytest.mark.parametrize(
    ("text", "above", "joined"),
    [
        ("Tiếp tục kiểm kê các tài sản hình thành từ đề tài đã nghiệm thu. Nộp biên bản trước ngày 15/4/2025.", (), True),
        ("Phòng Tổ chức lập danh sách người phụ trách.", ("Về kiểm kê tài sản hình thành từ đề tài đã nghiệm thu:",), True),
        ("Kiểm kê cây xanh hai bên quốc lộ.", (), False),
        ("Báo cáo Giám đốc Sở kết quả nghiệm thu đường nội bộ.", (), False),
    ],
)
def test_a_later_directive(text, above, joined):
    assert (("moi", "cu") in repeats(directive("moi", "a", "2025-04-01", text, above))) is joined


def test_other_agencies_and_earlier_dates_do_not_join():
    text = "Kiểm kê tài sản hình thành từ đề tài đã nghiệm thu."
    assert repeats(directive("moi", "b", "2025-04-01", text, ()), directive("truoc", "a", "2021-07-01", text, ())) == set()


def test_a_thread_is_a_chain():
    text = "Kiểm kê tài sản hình thành từ đề tài đã nghiệm thu."
    found = repeats(directive("m22", "a", "2022-04-01", text, ()), directive("m25", "a", "2025-04-01", text, ()))
    assert found == {("m22", "cu"), ("m25", "m22")}


def test_topics_are_headings_that_name_a_matter(read):
    record = read(
        "Số: 3/TB-SKHCN\n\nGia Lai, ngày 20 tháng 5 năm 2025\n\nTHÔNG BÁO\n\nKết luận của Giám đốc Sở\n\n"
        "1. Về kho giống cây thuốc:\n\n- Giao Phòng Quản lý Khoa học đếm số chậu còn sống.\n\n2. Phòng Tổ chức:\n\n- Lập danh sách trực.\n"
    )
    assert [topics(record.document, task) for task in record.tasks] == [("Về kho giống cây thuốc:",), ()]
