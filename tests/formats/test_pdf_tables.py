"""Tables of PDF pages: cells told by ruling lines, merged ones, rows cut by the end of a page."""

import pdfmaker
import pytest
from pdfmaker import Page

from corpus.pipeline import extract
from corpus.source import read_bytes
from corpus.vocabulary import vocabulary

HEAD = "STT\tNội dung nhiệm vụ\tCơ quan chủ trì\tThời gian hoàn thành"
ROWS = [
    "1\tRà soát các tuyến mương thoát nước trong khu dân cư và báo cáo kết quả\tPhòng Quản lý đô thị\t30/6/2025",
    "2\tLập danh mục cầu yếu cần sửa chữa trước mùa mưa\tPhòng Kinh tế\t15/5/2025",
]


def page(*boxes: tuple[float, float, float, float, str]) -> Page:
    """A page of boxes (left, bottom, right, top, lines of text), each with its four ruling lines."""
    made = Page()
    for left, bottom, right, top, text in boxes:
        made.rules += [(left, bottom, right, bottom), (left, top, right, top), (left, bottom, left, top), (right, bottom, right, top)]
        made.printed += [(left + 3, top - 14 - 16 * at, line) for at, line in enumerate(text.split("\n")) if line]
    return made


def read(*pages: Page) -> str:
    return read_bytes(pdfmaker.write(list(pages)), "a.pdf").text


def test_each_row_is_a_line_and_each_cell_between_tabs():
    text = "\n".join(["KẾ HOẠCH", "Chỉnh trang đô thị năm 2025", "I. NHIỆM VỤ", HEAD, *ROWS])
    told = read(*pdfmaker.flowed(text))
    assert [line for line in told.splitlines() if "\t" in line] == [HEAD, *ROWS]
    tasks = extract(read_bytes(pdfmaker.write(pdfmaker.flowed(text)), "a.pdf"), vocabulary()).tasks
    assert [(t.owner, t.deadline.date_to) for t in tasks] == [(("Phòng Quản lý đô thị",), "2025-06-30"), (("Phòng Kinh tế",), "2025-05-15")]


def test_what_merged_cells_say_holds_for_each_of_their_rows():
    told = read(
        page(
            (80, 700, 120, 740, "STT"), (120, 700, 300, 740, "Nhiệm vụ"), (300, 720, 500, 740, "Thời gian"), (300, 700, 400, 720, "Bắt đầu"),
            (400, 700, 500, 720, "Hoàn thành"), (80, 660, 120, 700, "1"), (120, 680, 300, 700, "Sửa kè"), (120, 660, 300, 680, "Nạo vét"),
            (300, 660, 400, 700, "tháng 3"), (400, 660, 500, 700, "tháng 5"),
        )
    )  # fmt: skip
    assert told.splitlines() == [
        "STT\tNhiệm vụ\tThời gian\t",
        "\tNhiệm vụ\tBắt đầu\tHoàn thành",
        "1\tSửa kè\ttháng 3\ttháng 5",
        "\tNạo vét\ttháng 3\ttháng 5",
    ]


def test_a_row_cut_by_the_end_of_the_page_has_no_line_there():
    first = page((80, 700, 120, 740, "1"), (120, 700, 300, 740, "Sửa kè sông"), (300, 700, 500, 740, "Phòng Kinh tế"))
    second = Page([(123, 760, "và trồng cây")], [], [(x, 750, x, 780) for x in (80, 120, 300, 500)] + [(80, 750, 500, 750)])
    second.rules += [(80, 720, 500, 720)] + [(x, 720, x, 750) for x in (80, 120, 300, 500)]
    second.printed += [(83, 730, "2"), (123, 730, "Xây cầu"), (303, 730, "Phòng Kinh tế")]
    assert read(first, second).split("\n") == ["1\tSửa kè sông\tPhòng Kinh tế", "\tvà trồng cây\t", "2\tXây cầu\tPhòng Kinh tế"]


@pytest.mark.parametrize(
    "rules",
    [
        [(80, 700, 300, 700)],  # a rule beneath a heading
        [(80, 690, 500, 690), (80, 760, 500, 760), (80, 690, 80, 760), (500, 690, 500, 760)],  # a frame
        [(80, 690, 500, 690), (80, 760, 500, 760), *((x, 690, x, 760) for x in (80, 290, 500))],  # two columns of layout
    ],
)
def test_lines_that_part_no_data_change_nothing(rules):
    printed = [(90, 740, "SỞ XÂY DỰNG"), (300, 740, "CỘNG HÒA XÃ HỘI"), (90, 720, "Số: 3/TB-SXD")]
    assert read(Page(printed, [], rules)) == read(Page(printed))


def test_a_drawing_of_countless_lines_is_no_table():
    rules = [(100 + at, 100, 100 + at, 700) for at in range(0, 300, 4)] + [(100, 100 + at, 400, 100 + at) for at in range(0, 600, 4)]
    text = read(Page([(80, 760, "Biểu đồ số người dùng nước sạch"), (120, 400, "năm 2021"), (260, 400, "năm 2022")], [], rules))
    assert "Biểu đồ" in text and "\t" not in text
