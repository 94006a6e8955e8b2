import pytest

LETTERHEAD = """|
**ỦY BAN NHÂN DÂN
**
TỈNH HÀ GIANG
-------
|
**CỘNG HÒA XÃ
HỘI CHỦ NGHĨA VIỆT NAM**
Độc lập - Tự do - Hạnh phúc
---------------
|
|
Số: 88/2024/QĐ-UBND
|
*Hà Giang, ngày 09
tháng 5 năm 2024*
|

**QUYẾT ĐỊNH**

VỀ VIỆC SỬA QUY ĐỊNH LÀM ĐƯỜNG LIÊN THÔN

Căn cứ Luật Giá ngày 19 tháng 6 năm 2023;

Điều 1. Sửa mức hỗ trợ.

|
Nơi nhận:
- Như Điều 1;
- Lưu: VT.
|
**TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH**
PHÓ CHỦ TỊCH
**Sùng
Văn Páo**
|
"""


def test_a_letterhead_in_cells(read):
    record = read(LETTERHEAD)
    d = record.document
    assert (d.number, d.doctype_printed, d.agency, d.date) == ("88/2024/QĐ-UBND", "Quyết định", "UBND tỉnh Hà Giang", "2024-05-09")
    assert d.title == "VỀ VIỆC SỬA QUY ĐỊNH LÀM ĐƯỜNG LIÊN THÔN"
    assert d.signer
    assert (d.signer.name, d.signer.post) == ("Sùng Văn Páo", "PHÓ CHỦ TỊCH")
    assert d.signer.signed_for == "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH"
    assert d.recipients == ("Như Điều 1", "Lưu: VT.")
    assert str(d.identity) == "ha-giang/ubnd/quyet-dinh/2024/88"


def test_a_lost_letterhead_is_told_from_symbol_and_place(read):
    d = read(
        "Số: /KL-SKHCN\n\nKon Tum, ngày   tháng 6 năm 2022\n\nKẾT LUẬN\n\ncủa Giám đốc Sở\n\nNội dung.\n\nGIÁM ĐỐC\n\nTrần Văn Tư\n"
    ).document
    assert d.agency == "Sở Khoa học và Công nghệ tỉnh Kon Tum"
    assert (d.number_raw, d.symbol, d.date) == ("/KL-SKHCN", "KL-SKHCN", "2022-06")
    assert d.minted
    assert d.signer
    assert d.signer.post == "GIÁM ĐỐC"
    assert d.label == "Kết luận …/KL-SKHCN (06/2022)"


@pytest.mark.parametrize(
    ("head", "agency"),
    [
        ("BỘ TÀI CHÍNH\nCỤC HẢI QUAN\n-------", "Cục Hải quan"),
        ("VĂN PHÒNG\nCHÍNH PHỦ\n-------", "Văn phòng Chính phủ"),
        ("UBND THÀNH PHỐ ĐÀ NẴNG\nSỞ GIÁO DỤC VÀ ĐÀO TẠO\n-------", "Sở Giáo dục và Đào tạo thành phố Đà Nẵng"),
        ("HỘI ĐỒNG NHÂN DÂN\nTỈNH LONG AN\n-------", "HĐND tỉnh Long An"),
        ("SỞ CÔNG THƯƠNG AN GIANG\n-------", "Sở Công Thương tỉnh An Giang"),
        ("ĐẢNG BỘ TỈNH HÒA BÌNH\nTỈNH ỦY\n*", "Tỉnh ủy Hòa Bình"),
    ],
)
def test_agencies(read, head, agency):
    text = f"{head}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: 5/ABC-DE\n\nHà Nội, ngày 02 tháng 3 năm 2025\n\nKính gửi: Các cơ quan.\n\nNội dung.\n"
    assert read(text).document.agency == agency


@pytest.mark.parametrize(
    ("line", "kind", "title"),
    [
        ("CHƯƠNG TRÌNH CÔNG TÁC NĂM 2025", "Chương trình công tác", "NĂM 2025 của Sở Y tế tỉnh Hà Giang"),
        ("BÁO CÁO QUÝ I NĂM 2025", "Báo cáo", "QUÝ I NĂM 2025 của Sở Y tế tỉnh Hà Giang"),
        ("CHƯƠNG TRÌNH CÔNG TÁC", "Chương trình công tác", "của Sở Y tế tỉnh Hà Giang"),
    ],
)
def test_a_kind_with_its_year_on_one_line_and_a_department_seated_in_a_town(read, line, kind, title):
    text = f"SỞ Y TẾ\n\nSố: 5/CTr-SYT\n\nĐồng Văn, ngày 02 tháng 3 năm 2025\n\n{line}\ncủa Sở Y tế tỉnh Hà Giang\n\nI. NHIỆM VỤ\n\n1. Mua giống.\n"
    d = read(text).document
    assert (d.doctype_printed, d.title, d.agency) == (kind, title, "Sở Y tế tỉnh Hà Giang")


def test_a_blank_number_with_a_year(read):
    d = read("Số:     /2019/NQ-HĐND\n\nTrà Vinh, ngày 12 tháng 7 năm 2019\n\nNGHỊ QUYẾT\n\nVề cấp nước\n\nNội dung.\n").document
    assert (d.number_raw, d.symbol) == ("/2019/NQ-HĐND", "NQ-HĐND")


def test_an_official_letter_has_its_subject_as_title(read):
    d = read(
        "Số: 845/SKHCN-QLCN\nV/v góp ý dự thảo\n\nGia Lai, ngày 02 tháng 3 năm 2025\n\nKính gửi: Sở Nội vụ.\n\nSở góp ý như sau.\n"
    ).document
    assert (d.doctype_printed, d.title) == ("Công văn", "góp ý dự thảo")


def test_a_subject_beside_the_place_and_the_date(read):
    d = read(
        "SỞ NỘI VỤ TỈNH GIA LAI\nSố: 845/SNV-TC\nV/v góp ý dự thảo             Gia Lai, ngày 02 tháng 3 năm 2025\nquy chế kho giống\n\nKính gửi: Sở Y tế.\n\nSở góp ý như sau.\n"
    ).document
    assert (d.title, d.date) == ("góp ý dự thảo quy chế kho giống", "2025-03-02")


@pytest.mark.parametrize(
    "closing",
    [
        "| Nơi nhận: | GIÁM ĐỐC |\n|---|---|\n| - UBND tỉnh;<br>- Lưu: VT. | Rơ Chăm Hồng |\n",
        "Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\n\nGIÁM ĐỐC\n(đã ký)\nRơ Chăm Hồng\n",
        "Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\n\nGIÁM ĐỐC\n\n*[Chữ ký số]*\n\nRơ Chăm Hồng\n",
    ],
)
def test_signatures_in_a_table_and_below_marks_of_signing(read, closing):
    d = read(f"Số: 5/KH-SYT\n\nGia Lai, ngày 02 tháng 3 năm 2025\n\nKẾ HOẠCH\nMua giống\n\n1. Mua giống.\n\n{closing}").document
    assert (d.signer and (d.signer.name, d.signer.post), d.recipients) == (("Rơ Chăm Hồng", "GIÁM ĐỐC"), ("UBND tỉnh", "Lưu: VT."))


def test_paths_follow_the_print(read):
    record = read(
        "KẾ HOẠCH\n\nVề một việc\n\nI. CHUNG\n\n1. Mục đích\n\nMột đoạn.\n\na) Một ý.\n\nII. NHIỆM VỤ\n\n1.1. Việc\n\n(1) Thứ nhất.\n\n- Gạch.\n\n+ Cộng.\n"
    )
    paths = [b.path for b in record.document.blocks if b.path]
    assert paths == [
        "I",
        "I > 1",
        "I > 1 > ¶1",
        "I > 1 > a)",
        "II",
        "II > 1.1",
        "II > 1.1 > (1)",
        "II > 1.1 > (1) > -1",
        "II > 1.1 > (1) > -1 > +1",
    ]


@pytest.mark.parametrize(
    "body",
    [
        "I. MỤC ĐÍCH\nĐể trường học có nước sạch.",
        "Thực hiện Công văn số 12/UBND-KT, Sở báo cáo như sau:\n1. Việc thứ nhất.",
        "Sở nhận được thư của nhà trường.\nSở trả lời như sau.",
    ],
)
def test_a_title_without_blank_lines_keeps_to_its_own_lines(read, body):
    head = (
        "SỞ XÂY DỰNG TỈNH LÀO CAI\nSố: 31/KH-SXD\nLào Cai, ngày 02 tháng 3 năm 2025\nKẾ HOẠCH\nCấp nước cho trường học\nvùng cao năm 2025\n"
    )
    assert read(head + body).document.title == "Cấp nước cho trường học vùng cao năm 2025"


def test_nothing_is_lost(read):
    record = read(LETTERHEAD)
    shown = "".join(record.document.text[b.span.start : b.span.end] for b in record.document.blocks)
    for word in ("HÀ GIANG", "88/2024", "liên".upper(), "Sửa mức", "Lưu: VT", "Páo"):
        assert word in shown


def test_recipients_and_signature_side_by_side(read):
    record = read(
        "UBND TỈNH TRÀ VINH          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ Y TẾ                 Độc lập - Tự do - Hạnh phúc\n\n"
        "Số: 21/BC-SYT                     Trà Vinh, ngày 20 tháng 9 năm 2024\n\nBÁO CÁO\nKết quả kiểm nghiệm\n\nCác kho đều đạt.\n\n"
        "Nơi nhận:                                      KT. GIÁM ĐỐC\n- UBND tỉnh (báo cáo);                        PHÓ GIÁM ĐỐC\n"
        "- Sở Nội vụ;\n- Lưu: VT.\n                                              Kim Thạch Sa\n"
    )
    signer = record.document.signer
    assert signer and (signer.name, signer.post, signer.signed_for) == ("Kim Thạch Sa", "PHÓ GIÁM ĐỐC", "KT. GIÁM ĐỐC")
    assert record.document.recipients == ("UBND tỉnh (báo cáo)", "Sở Nội vụ", "Lưu: VT.")


@pytest.mark.parametrize(
    ("title", "province"),
    [("Triển khai Kế hoạch số 8/KH-UBND của UBND tỉnh Ninh Bình", "Ninh Bình"), ("Trao đổi giữa tỉnh Ninh Bình và tỉnh Nam Định", None), ("Phòng cháy", None)],
)  # fmt: skip
def test_the_province_of_a_town_is_the_one_its_text_names(read, title, province):
    record = read(
        f"ỦY BAN NHÂN DÂN\nTHÀNH PHỐ TAM ĐIỆP\n\nSố: 118/KH-UBND\n\nTam Điệp, ngày 19 tháng 6 năm 2023\n\nKẾ HOẠCH\n{title}\n\nCác phường kiểm tra kho.\n"
    )
    agency = "UBND thành phố Tam Điệp" + (f", tỉnh {province}" if province else "")
    assert (record.document.agency, record.document.province) == (agency, province)
