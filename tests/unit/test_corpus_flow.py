"""Line breaks that are only layout: wrapped paragraphs, bare markers, hanging words; real ones stay."""

import pytest

from corpus.barred import rows
from corpus.flow import unwrap

PARAGRAPHS = """Trong tháng qua, các xã đã trồng được ba mươi ngàn cây dẻ
và làm cỏ cho bảy trăm hecta rừng non theo đúng lịch đã
định từ đầu năm.

Sau khi nghe Chủ tịch UBND tỉnh Điện
Biên nêu ý kiến, cuộc họp thống nhất giao cho các sở làm
tiếp bốn việc còn dở dang của năm ngoái.

II.
ĐỐI TƯỢNG

Nguồn vốn được lấy từ ngân sách tỉnh theo Quyết định số
88/QĐ-UBND và từ đóng góp của người dân trong vùng, không
vượt quá mức đã nêu.

Các hộ nhận khoán phải ký cam kết giữ rừng với xã trong
vòng ba tháng kể từ ngày nhận.

Đoàn kiểm tra gồm các phòng có liên quan đến việc này và
đại diện của thôn.

Kết quả gửi về Sở trước khi họp tổng kết của ngành vào
cuối năm.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Lò Văn Pha
"""


def test_wrapped_paragraphs_join_and_signatures_do_not():
    lines = [line for line in unwrap(PARAGRAPHS).split("\n") if line]
    assert lines[1].startswith("Sau khi nghe Chủ tịch UBND tỉnh Điện Biên nêu ý kiến")
    assert "II. ĐỐI TƯỢNG" in lines
    assert any("theo Quyết định số 88/QĐ-UBND" in line for line in lines)
    assert lines[-3:] == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lò Văn Pha"]


def test_length_never_changes():
    assert len(unwrap(PARAGRAPHS)) == len(PARAGRAPHS)


TABLE = """PHỤ LỤC
|
**TT**
|
Nội dung
|
Cơ quan chủ trì
|
Cơ quan phối hợp
|
Thời gian
|
|
I
|
HẠ TẦNG
|
|
1
|
Dựng tám trạm đo mưa ở đầu nguồn sông
và nối về trung tâm
|
Sở Nông nghiệp và Môi trường
|
Sở KH&CN; các đơn vị liên quan
|
Quý II/2025
|
|
2
|
Đào tạo người trực trạm đo mưa cho các xã
|
UBND các xã, phường
|
|
Thường xuyên
|

Ghi chú dưới bảng.
"""


def test_a_table_of_bars_becomes_rows():
    lines = [line.strip() for line in rows(TABLE).split("\n") if "\t" in line]
    cells = [[" ".join(cell.split()) for cell in line.split("\t")] for line in lines]
    assert cells[0] == ["**TT**", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"]
    assert cells[1] == ["I", "HẠ TẦNG"]
    assert cells[2][1] == "Dựng tám trạm đo mưa ở đầu nguồn sông và nối về trung tâm"
    assert cells[3] == ["2", "Đào tạo người trực trạm đo mưa cho các xã", "UBND các xã, phường", "", "Thường xuyên"]
    assert len(rows(TABLE)) == len(TABLE)
    assert "Ghi chú dưới bảng." in rows(TABLE).split("\n")


def test_a_line_of_dots_for_rows_left_out_does_not_end_a_table():
    broken = TABLE.replace("Quý II/2025\n|\n|\n2", "Quý II/2025\n|\n…..........\n|\n2")
    assert broken != TABLE and len(rows(broken)) == len(broken)
    lines = [line.strip() for line in rows(broken).split("\n")]
    assert any(line.startswith("2 \t") or line.startswith("2\t") or line.startswith("2 ") for line in lines)
    assert any("Đào tạo người trực" in line and "Thường xuyên" in line for line in lines)


def test_letterheads_and_signatures_of_bars_stay():
    head = "|\nUBND TỈNH CAO BẰNG\n|\nCỘNG HÒA XÃ HỘI\n|\n|\nSố: 1/KH-UBND\n|\nCao Bằng, ngày 1 tháng 2 năm 2025\n|\n"
    assert rows(head) == head


def test_tasks_are_read_from_the_table(read):
    record = read(
        "Số: 12/KH-UBND\n\nCao Bằng, ngày 03 tháng 02 năm 2025\n\nKẾ HOẠCH\nĐo mưa đầu nguồn\n\nUBND tỉnh ban hành Kế hoạch.\n\n" + TABLE
    )
    found = [(t.owner, t.cooperating, t.deadline.kind) for t in record.tasks]
    assert found == [
        (("Sở Nông nghiệp và Môi trường",), ("Sở Khoa học và Công nghệ",), "within"),
        (("UBND các xã, phường",), (), "recurring"),
    ]


def test_a_name_cut_by_a_blank_line_goes_on():
    wrapped = PARAGRAPHS.replace(
        "KT. CHỦ TỊCH", "**3. Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh, Hội Liên hiệp**\n\n**Phụ nữ tỉnh và các hội**\n\nKT. CHỦ TỊCH"
    )
    assert any("Hội Liên hiệp** " in line and "Phụ nữ tỉnh" in line for line in unwrap(wrapped).split("\n"))


def test_a_page_number_inside_a_sentence_is_taken_out():
    text = "Các xã đối soát xong dữ liệu hộ nghèo, dữ liệu\n\n2\n\nngười có công trước khi họp.\n\n3\n\nKết quả gửi về Sở.\n"
    lines = [line.strip() for line in unwrap(text).split("\n") if line.strip()]
    assert [" ".join(line.split()) for line in lines] == [
        "Các xã đối soát xong dữ liệu hộ nghèo, dữ liệu người có công trước khi họp.",
        "3",
        "Kết quả gửi về Sở.",
    ]
    assert len(unwrap(text)) == len(text)


def test_a_bracket_that_closes_on_the_next_line_is_no_list_mark():
    text = "Thực hiện Đề án truy xuất nguồn gốc (Đề án\n100), Chỉ thị số 13 của tỉnh và các việc đã giao từ đầu năm.\n\n" * 2
    assert "(Đề án 100), Chỉ thị" in unwrap(PARAGRAPHS + text)


WRAPPED = """Kiểm tra bể nước ở các trại giống và các kho lạnh của hợp tác xã theo Thông tư số
07/2016/TT-BNNPTNT.
b) Lập sổ theo dõi bể nước ở các trại giống và các kho lạnh của hợp tác xã trong huyện
và gửi về xã trước khi vào mùa khô hằng năm, thay thế cách ghi đã nêu tại khoản 3
Mục II Kế hoạch số 210/KH-UBND của huyện về nước cho trại giống và kho lạnh của hợp tác xã
trong huyện và các xã lân cận có trại giống lấy nước từ hồ của huyện.
c) Sửa mái của kho lạnh và của các trại giống trước khi mưa, báo cho hợp tác xã biết để
thu xếp người trông, ghi rõ ngày sửa và người sửa vào sổ của kho lạnh, của trại giống
rồi gửi một bản về xã và một bản về huyện để cùng theo dõi.
"""


def test_a_number_or_a_part_alone_on_its_line_goes_on_with_the_sentence():
    lines = [line for line in unwrap(WRAPPED).split("\n") if line]
    assert len(lines) == 3
    assert "Thông tư số 07/2016/TT-BNNPTNT." in lines[0]
    assert "khoản 3 Mục II Kế hoạch" in lines[1]


def test_a_heading_that_ends_in_the_name_of_an_office_does_not_hang():
    text = (
        WRAPPED
        + "6. Thanh tra Sở\nKiểm tra mái của kho lạnh và của các trại giống trước khi mưa, báo cho hợp tác xã biết để\nthu xếp người trông.\n"
    )
    assert "6. Thanh tra Sở" in unwrap(text).split("\n")


def test_a_numbered_line_of_bodies_alone_is_a_heading_however_long():
    text = (
        WRAPPED
        + "3. Sở Kế hoạch và Đầu tư, Sở Tài chính, Kho bạc Nhà nước\nCân đối vốn cho mái của kho lạnh và của các trại giống trước khi mưa, báo cho hợp tác xã biết để\nthu xếp người trông.\n"
    )
    assert "3. Sở Kế hoạch và Đầu tư, Sở Tài chính, Kho bạc Nhà nước" in unwrap(text).split("\n")


def test_a_heading_cut_behind_its_first_word_is_one(read):
    record = read(
        "ỦY BAN NHÂN DÂN\nTỈNH GIA LAI\n\nSố: 14/2024/QĐ-UBND\n\nGia Lai, ngày 20 tháng 5 năm 2024\n\nQUYẾT ĐỊNH\nBan hành Quy chế quản lý kho giống\n\n"
        "**Điều\n1. Ban hành kèm theo Quyết định này Quy chế quản lý kho giống cây trồng trên\nđịa bàn tỉnh Gia Lai.**\n\n"
        "**Điều\n2. Trách nhiệm của Sở Y tế**\n\n1. Quản lý, hướng dẫn các kho giống trong quá trình triển khai thực hiện Quy chế\nnày trên địa bàn tỉnh.\n\n"
        "**Điều\n3. Trách nhiệm của chủ kho giống**\n\nChủ kho có trách nhiệm ghi sổ kho hằng ngày và gửi về Sở Y tế trước ngày 25 hằng\ntháng.\n"
    )
    assert [b.path for b in record.document.blocks if b.kind == "heading"] == ["Điều 1", "Điều 2", "Điều 3"]
    assert [t.owner for t in record.tasks] == [("Sở Y tế",), ("Chủ kho giống",)]


def test_a_kind_of_heading_alone_without_a_number_stays_alone(read):
    record = read(
        "UBND TỈNH GIA LAI\n\nSố: 14/KH-UBND\n\nGia Lai, ngày 20 tháng 5 năm 2024\n\nKẾ HOẠCH\nQuản lý kho giống\n\nPhụ lục\n\nDanh mục kho giống\n"
    )
    assert "Phụ lục\n" in record.document.text


FULL_LINES = (
    "Kho giống của tỉnh được kiểm kê mỗi quý một lần, có sổ ghi rõ từng loại hạt và cây\n"
    "con, kết quả kiểm kê gửi về Sở Y tế cùng với danh sách những kho không đạt yêu cầu\n"
    "{line}\n{following}\n"
    "các kho giống trên địa bàn tỉnh theo danh sách đã công bố hằng năm cho người dân biết."
)


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("trong thời hạn chậm nhất năm ngày làm việc kể từ ngày có danh sách các kho giống ấy.", "**Điều"),
        ("của các huyện; sau khi nghe báo cáo, Phó Chủ tịch Thường trực tỉnh có ý kiến như sau:", "Sở Y tế chủ trì kiểm tra, cùng các cơ quan có liên quan đôn đốc việc sắp xếp lại"),
    ],
)  # fmt: skip
def test_a_full_line_ends_before_a_heading_that_is_cut_and_before_what_is_said(line, following):
    text = FULL_LINES.format(
        line=line,
        following=following
        if following != "**Điều"
        else "**Điều\n3. **Danh sách có hiệu lực kể từ ngày ký và được niêm yết tại trụ sở của tất cả",
    )
    assert f"{line.rsplit(' ', 1)[1]}\n{following}" in unwrap(text)
