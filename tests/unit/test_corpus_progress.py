"""Work done as documents report it: figures as printed, with their day and origin; nothing is computed."""

import pytest

HEAD = "SỞ Y TẾ TỈNH LÀO CAI\n\nSố: 3/BC-SYT\n\nLào Cai, ngày 20 tháng 7 năm 2025\n\nBÁO CÁO\n\nKết quả công tác 6 tháng đầu năm 2025\n\n"


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Tính đến ngày 30/6/2025 mới hoàn thành được 36/47 nhiệm vụ.", [(36, 47, "nhiệm vụ", "2025-06-30", None)]),
        ("UBND tỉnh đã giao 20 việc, đến hết ngày 15/7/2025 có 18/20 (đạt 90%) nhiệm vụ đã hoàn thành.", [(18, 20, "nhiệm vụ", "2025-07-15", "ubnd-tinh")]),
        ("Đối với nhiệm vụ do UBND tỉnh giao: hoàn thành 5 nhiệm vụ trên tổng số 8 nhiệm vụ.", [(5, 8, "nhiệm vụ", "2025-07-20", "ubnd-tinh")]),
        ("Giám đốc Sở giao và các phòng hoàn thành 11/12 công việc.", [(11, 12, "công việc", "2025-07-20", "giam-doc")]),
        ("Hoàn thành 1.200/1.500 chỉ tiêu.", [(1200, 1500, "chỉ tiêu", "2025-07-20", None)]),
        ("Hoàn thành 48/47 nhiệm vụ.", []),
        ("Phấn đấu hoàn thành 100% nhiệm vụ.", []),
        ("Hoàn thành Quyết định số 36/47 của Sở.", []),
        ("Hoàn thành nhiệm vụ ngày 30/6/2025.", []),
    ],
)  # fmt: skip
def test_figures_as_printed(read, sentence, found):
    record = read(HEAD + f"1. {sentence}\n")
    assert [(p.done, p.total, p.what, p.as_of, p.origin) for p in record.progress] == found
    for progress in record.progress:
        assert progress.sentence.covers(progress.span) and str(progress.done)[0] in progress.span.of(record.document.text)
