"""Examples of searches for the help page: what is typed, and what it finds."""

EXAMPLES: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("Từ ngữ", (
        ("kiểm kê tài sản", "các đoạn có đủ các từ; có dấu thì dạng có dấu đứng trước"),
        ("kiem ke tai san", "gõ không dấu, chữ hoa, chữ thường, dấu kiểu cũ hay kiểu mới đều được"),
        ('"tài sản hình thành"', "đúng cụm từ trong ngoặc kép"),
        ("khcn", "chữ viết tắt và dạng đầy đủ tìm thấy nhau"),
        ("kiem* san", "dấu * thay phần còn lại của từ"),
    )),
    ("Số hiệu", (
        ("70/2018/NĐ-CP", "văn bản mang số này, rồi các đoạn dẫn tới nó"),
        ("70/2018", "thiếu phần sau cũng được"),
        ("nghi dinh 70", "loại và số"),
        ("QĐ 41 Lâm Đồng", "loại, số và tỉnh khi nhiều nơi cùng số"),
    )),
    ("Kết hợp", (
        ("nguồn gốc -chè", "bỏ các đoạn có từ “chè”"),
        ("taximet OR chè", "một trong hai từ (cũng gõ được HOẶC)"),
        ('kiểm kê NOT "quyết toán"', "có từ này, không có từ kia (cũng gõ được KHÔNG)"),
    )),
    ("Trường", (
        ("loại:kế_hoạch kiểm tra", "loại văn bản; dấu gạch dưới thay khoảng trắng"),
        ('đơn_vị:"Thanh tra Sở" kiểm tra', "đơn vị được giao hoặc được nhắc"),
        ("số:70/2018/NĐ-CP tài sản", "đoạn dẫn văn bản này"),
        ("tỉnh:lâm_đồng tài sản", "tỉnh, thành phố của cơ quan ban hành"),
        ("năm:2021 kiểm kê", "năm ban hành"),
        ("năm:[2020 TO 2021] kiểm kê", "từ năm tới năm"),
        ("ngày:>=2024-01-01", "ngày ban hành từ một ngày"),
        ("hạn:<2021-12-31 kiểm kê", "thời hạn trước một ngày"),
    )),
)  # fmt: skip
