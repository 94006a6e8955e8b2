import pytest

from corpus import numbering
from corpus.vocabulary import vocabulary

VOCAB = vocabulary()


@pytest.mark.parametrize(
    ("printed", "canonical", "kind"),
    [
        ("120/2020/NĐ-CP", "120/2020/NĐ-CP", "Nghị định"),
        ("1433/QĐ-UBND", "1433/QĐ-UBND", "Quyết định"),
        ("28/2018/QH14", "28/2018/QH14", "Luật"),
        ("57-NQ/TW", "57-NQ/TW", "Nghị quyết"),
        ("336-KH/TU", "336-KH/TU", "Kế hoạch"),
        ("1234/UBND-KGVX", "1234/UBND-KGVX", "Công văn"),
        ("9151- CV/BTCTW", "9151-CV/BTCTW", "Công văn"),
        ("30c/NQ-CP", "30c/NQ-CP", "Nghị quyết"),
        ("111-HĐBT", "111-HĐBT", None),
        ("27/2018/TTLT-BTC-BKHCN", "27/2018/TTLT-BTC-BKHCN", "Thông tư liên tịch"),
        ("10/2018/TTLT-BTP-BCA-BQP-BTC-VKSNDTC-TANDTC", "10/2018/TTLT-BTP-BCA-BQP-BTC-VKSNDTC-TANDTC", "Thông tư liên tịch"),
        ("43/2011/TTLT/BTC-BGTVT", "43/2011/TTLT-BTC-BGTVT", "Thông tư liên tịch"),
        ("15/2020/ND-CP", "15/2020/NĐ-CP", "Nghị định"),
        ("194 /CTr-SKHCN", "194/CTr-SKHCN", "Chương trình"),
        ("12/QĐ – UBND", "12/QĐ-UBND", "Quyết định"),
        ("01/2021/TT-BKH&CN", "01/2021/TT-BKHCN", "Thông tư"),
        ("385/QĐ-SKHHCN", "385/QĐ-SKHCN", "Quyết định"),
        ("38/2001/PL-UBTVQH10", "38/2001/PL-UBTVQH10", "Pháp lệnh"),
        ("66.7/2025/NQ-CP", "66.7/2025/NQ-CP", "Nghị quyết"),
        ("19-2018/NQ-CP", "19-2018/NQ-CP", "Nghị quyết"),
    ],
)
def test_forms(printed, canonical, kind):
    match = numbering.NUMBER.match(printed)
    assert match
    assert match.end() == len(printed)
    number, _ = numbering.of_match(match, VOCAB)
    assert str(number) == canonical
    entry = numbering.type_of(number, VOCAB)
    assert (entry.label if entry else None) == kind


@pytest.mark.parametrize(
    "text", ["36/47 hoàn thành", "26/4", "22/7/2021", "01-02 buổi", "giai đoạn 2021-2025", "TCVN ISO 9001:2015", "90%", "1.441"]
)
def test_what_is_not_a_number(text):
    assert not any(numbering.NUMBER.match(text, i) for i in range(len(text)))


@pytest.mark.parametrize(
    ("code", "form", "doubtful"),
    [
        ("BKHCN", "BKHCN", False),
        ("BKH&CN", "BKHCN", True),
        ("SKHHCN", "SKHCN", True),
        ("TTPVHCC", "TTPVHCC", False),
        ("QH15", "QH15", False),
    ],
)
def test_issuer_codes_are_corrected_only_with_a_reason(code, form, doubtful):
    found, reason = numbering.issuer_code(code, VOCAB)
    assert found == form
    assert bool(reason) == doubtful
