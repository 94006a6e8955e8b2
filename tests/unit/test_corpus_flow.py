"""Line breaks that are only layout: wrapped paragraphs, bare markers, hanging words; real ones stay."""

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
