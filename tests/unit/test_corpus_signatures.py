"""Digital signatures: what is printed of them is no content, and what they say is kept."""

import pdfmaker
import pytest

from corpus.signatures import DigitalSignature, merged, of_lines, unsigned
from corpus.source import read_bytes


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            ["Văn phòng Ủy ban", "nhân dân tỉnh", "vp@laocai.example.vn", "03.04.2025 09:21:11 +07:00"],
            DigitalSignature(None, "Văn phòng Ủy ban nhân dân tỉnh", "vp@laocai.example.vn", "2025-04-03T09:21:11+07:00"),
        ),
        (
            ["Người ký: Lò Văn Páo", "Cơ quan: Sở Xây dựng tỉnh Lào Cai", "Thời gian ký: 3/4/2025 14:05"],
            DigitalSignature("Lò Văn Páo", "Sở Xây dựng tỉnh Lào Cai", None, "2025-04-03T14:05:00"),
        ),
        (
            ["Digitally signed by Lò Văn Páo", "Date: 03.04.2025 14:05:06 +0700"],
            DigitalSignature("Lò Văn Páo", None, None, "2025-04-03T14:05:06+07:00"),
        ),
        (["Signature Not Verified", "Ký bởi: Lò Văn Páo"], DigitalSignature("Lò Văn Páo")),
        ([], None),
        (["Signature valid"], None),
    ],
)
def test_what_a_signature_says(lines, told):
    assert of_lines(lines) == told


def test_what_follows_a_signature_is_content():
    lines = [
        "SỞ XÂY DỰNG",
        "Người ký: Lò Văn Páo",
        "Thời gian ký: 03/04/2025 14:05:06",
        "Cơ quan chủ trì báo cáo trước ngày 30/6/2025.",
        "03.04.2025 14:05:07 +07:00",
        "Nơi nhận:",
    ]
    kept, found = unsigned(lines)
    assert kept == ["SỞ XÂY DỰNG", "Cơ quan chủ trì báo cáo trước ngày 30/6/2025.", "Nơi nhận:"]
    assert found == [DigitalSignature("Lò Văn Páo", None, None, "2025-04-03T14:05:06"), DigitalSignature(time="2025-04-03T14:05:07+07:00")]


def test_one_moment_is_one_signature():
    shown = DigitalSignature("Lò Văn Páo", None, None, "2025-04-03T14:05:06")
    field = DigitalSignature(None, "Sở Xây dựng", "a@b.vn", "2025-04-03T14:05:06+07:00")
    other = DigitalSignature(time="2025-01-01T08:00:00+07:00")
    assert merged([shown, field, other, other]) == (
        other,
        DigitalSignature("Lò Văn Páo", "Sở Xây dựng", "a@b.vn", "2025-04-03T14:05:06+07:00"),
    )


def test_a_pdf_keeps_its_signatures_apart():
    page = pdfmaker.Page(
        [
            (85, 780, "SỞ XÂY DỰNG"),
            (85, 700, "1. Giao Phòng Kinh tế báo cáo trước ngày 30/6/2025."),
            (330, 120, "Người ký: Lò Văn Páo"),
            (330, 100, "Thời gian ký: 03/04/2025 14:05:06"),
        ],
        [(330, 60, "Sở Xây dựng sxd@laocai.example.vn 04.04.2025 08:00:00 +07:00")],
    )
    raw = read_bytes(pdfmaker.write([page]), "a.pdf")
    assert "Người ký" not in raw.text and "08:00:00" not in raw.text and "trước ngày 30/6/2025" in raw.text
    assert [(s.signer, s.email, s.time) for s in raw.signatures] == [
        ("Lò Văn Páo", None, "2025-04-03T14:05:06"),
        (None, "sxd@laocai.example.vn", "2025-04-04T08:00:00+07:00"),
    ]
