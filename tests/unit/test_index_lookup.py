import pytest

from index.lookup import Known, Lookup

KNOWN = [
    Known("/vb/vn/chinh-phu/nghi-dinh/2020/120", "Nghị định 120/2020/NĐ-CP", "2020-10-07", 4),
    Known("/vb/vn/chinh-phu/nghi-dinh/2021/120", "Nghị định 120/2021/NĐ-CP", "", 1),
    Known("/vb/quang-ngai/ubnd/quyet-dinh/2020/1433", "Quyết định 1433/QĐ-UBND", "2020-09-29", 3),
    Known("/vb/ha-tinh/ubnd/quyet-dinh/2019/1433", "Quyết định 1433/QĐ-UBND"),
    Known("/vb/quang-ngai/so-khoa-hoc-va-cong-nghe/ket-luan/2021/khong-so-a1", "Kết luận /KL-SKHCN", "2021-07-23"),
    Known("/vb/quang-ngai/ubnd/thong-bao/2020/185", "Thông báo 185/TB-UBND", "2020-06-30"),
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("120/2020/NĐ-CP", ["120/2020"]),
        ("120/2020", ["120/2020"]),
        ("nghi dinh 120", ["120/2020", "120/2021"]),
        ("Nghị định số 120 năm 2021", ["120/2021"]),
        ("NĐ 120", ["120/2020", "120/2021"]),
        ("1433/qd-ubnd", ["1433/QĐ", "1433/QĐ"]),
        ("QĐ 1433 Quảng Ngãi", ["1433/QĐ"]),
        ("qd 1433 ubnd tinh ha tinh", ["1433/QĐ"]),
        ("KL 23/7/2021", ["/KL-SKHCN"]),
        ("kết luận ngày 23 tháng 7 năm 2021", ["/KL-SKHCN"]),
        ("thông báo 185", ["185/TB"]),
        ("thông báo 186", []),
        ("quyết định 1433 về việc thu hồi đất của hộ gia đình ở xã", []),
        ("kế hoạch 5 năm", []),
        ("giải ngân kinh phí", []),
        ("", []),
    ],
)
def test_documents_by_what_officers_call_them(typed, found):
    labels = [k.label for k in Lookup(KNOWN).find(typed)]
    assert len(labels) == len(found), labels
    assert all(part in label for part, label in zip(found, labels, strict=True))


def test_the_province_tells_two_decisions_apart():
    assert [k.path for k in Lookup(KNOWN).find("QĐ 1433 Quảng Ngãi")] == ["/vb/quang-ngai/ubnd/quyet-dinh/2020/1433"]
