"""Encodings of before Unicode: both fonts there and back, code page 1258, and no false alarm on what is Unicode."""

import unicodedata
from pathlib import Path

import pytest

from corpus.errors import UnreadableSource
from corpus.legacy import _TCVN3, _VNI_MARKS, _VNI_SINGLE, _VPS, converted, from_tcvn3, from_vni, from_vps
from corpus.source import read_bytes

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "corpus" / "samples").glob("*.txt"))
TEXT = (
    "Số: 15/TB-SKHCN\n\nGia Lai, ngày 20 tháng 5 năm 2009\n\nTHÔNG BÁO\n\nVề việc trồng rừng\n\n"
    "Căn cứ Quyết định số 41/QĐ-UBND ngày 02/3/2009 của Ủy ban nhân dân tỉnh; phòng Kỹ thuật được giao kiểm tra bể nước ở các xã, đề nghị Sở theo dõi và ký quỹ.\n"
)


def to_tcvn3(text):
    back = {new: old for old, new in _TCVN3.items()}
    return "".join(back.get(c, back.get(c.lower(), c)) for c in text)


def to_vni(text):
    singles = {new: old for old, new in _VNI_SINGLE.items()}
    marks = {unicodedata.normalize("NFC", marks_): old for old, marks_ in _VNI_MARKS.items()}
    out = []
    for c in text:
        low = c.lower()
        if low in singles:
            new = singles[low]
        else:
            base, *rest = unicodedata.normalize("NFD", low.replace("đ", "đ"))
            horned = {"ơ": "ô", "ư": "ö"}
            core = unicodedata.normalize("NFC", base + "".join(m for m in rest if m == "\u031b"))
            tones = "".join(m for m in rest if m in "\u0302\u0306") + "".join(m for m in rest if m not in "\u0302\u0306\u031b")
            new = horned.get(core, core) + (marks[unicodedata.normalize("NFC", tones)] if tones else "")
        out.append(new.upper() if c.isupper() else new)
    return "".join(out)


def to_vps(text):
    """As the bytes of the font are, each a Western letter or a control code."""
    back = {new: old for old, new in _VPS.items() if ord(old) < 256}
    return "".join(back.get(c, c) for c in text)


def seen_in_windows(text):
    return "".join(bytes([ord(c)]).decode("cp1252", "ignore") or c if 128 <= ord(c) < 160 else c for c in text)


def test_every_letter_of_vps_is_there_once():
    letters = {
        c
        for base in "aăâeêioôơuưy"
        for tone in ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
        for c in (unicodedata.normalize("NFC", base + tone),)
    }
    letters |= {"đ"} | {c.upper() for c in letters | {"đ"}}
    letters = {c for c in letters if not c.isascii()}
    assert set(_VPS.values()) == letters
    assert len([c for c in _VPS if ord(c) < 256]) == len(letters)


@pytest.mark.parametrize(
    ("seen", "text"),
    [
        ("ÇÜ®c", "được"),
        ("Quy‰t ÇÎnh sÓ", "Quyết định số"),
        ("CHUY“N GIAO", "CHUYỀN GIAO"),
        ("“Ç‹”, 2021–2025", "“để”, 2021–2025"),
        ("ViŒt Nam", "Việt Nam"),
    ],
)
def test_vps_by_sight(seen, text):
    assert from_vps(seen) == text


def test_what_readers_know_by_sight():
    assert from_tcvn3("®­îc") == "được"
    assert from_vni("ñöôïc") == "được"
    assert from_tcvn3("QUYÕT §ÞNH") == "QUYẾT ĐỊNH"
    assert from_vni("QUYEÁT ÑÒNH") == "QUYẾT ĐỊNH"


@pytest.mark.parametrize("encode", [to_tcvn3, to_vni, to_vps, lambda text: seen_in_windows(to_vps(text))])
def test_there_and_back(encode):
    old = encode(TEXT)
    assert old != TEXT
    found = converted(old)
    assert found is not None
    assert found[0].lower() == TEXT.lower()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (to_tcvn3(TEXT).encode("latin-1"), "TCVN3 (ABC)"),
        (to_vni(TEXT).encode("latin-1"), "VNI"),
        (to_vps(TEXT).encode("latin-1"), "VPS"),
        ("".join(unicodedata.normalize("NFD", c) if c not in "ăâêôơưđĂÂÊÔƠƯĐ" and len(unicodedata.normalize("NFD", c)) == 2 else c for c in
                 unicodedata.normalize("NFC", TEXT).translate({ord(c): unicodedata.normalize("NFC", unicodedata.normalize("NFD", c)[0] + "".join(m for m in unicodedata.normalize("NFD", c)[1:] if m in "\u0302\u0306\u031b")) + "".join(m for m in unicodedata.normalize("NFD", c)[1:] if m not in "\u0302\u0306\u031b") for c in set(TEXT) if len(unicodedata.normalize("NFD", c)) > 2})).encode("cp1258"), "Windows-1258"),
    ],
    ids=["tcvn3", "vni", "vps", "1258"],
)  # fmt: skip
def test_files_of_old_are_read_and_say_so(data, name):
    raw = read_bytes(data, "cu.txt")
    assert raw.text.lower().split() == TEXT.lower().split()
    assert [name in problem.message for problem in raw.told] == [True]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_no_false_alarm_on_unicode(path):
    text = path.read_text("utf-8")
    assert converted(text) is None
    for form in ("NFC", "NFD"):
        for line in unicodedata.normalize(form, text).split("\n"):
            assert converted(line) is None, line


@pytest.mark.parametrize("text", ["Café à la crème, naïve, façade, Ñandú, Müller", "Plain text of no marks at all.", "÷×§©®±", ""])
def test_no_false_alarm_on_other_languages(text):
    assert converted(text) is None


def test_other_bytes_are_still_refused():
    with pytest.raises(UnreadableSource, match="không phải UTF-8"):
        read_bytes("Le café est fermé à cause de la grève générale.".encode("latin-1"), "x.txt")
