"""ZIP files as offices send them: members are read; what is locked, broken, swollen or strange is set aside and told."""

import io
import struct
import unicodedata
import zipfile

import pytest

from portal import archives
from portal.build import build
from portal.datadir import SetAside
from portal.settings import Settings

TEXT = "Số: 15/TB-SKHCN\n\nGia Lai, ngày 20 tháng 5 năm 2021\n\nTHÔNG BÁO\n\nVề trồng rừng\n\n1. Phòng Kỹ thuật rừng kiểm tra bể nước.\n"


def packed(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return buffer.getvalue()


def test_members_are_files_of_the_folder(tmp_path):
    source = tmp_path / "nguon"
    source.mkdir()
    (source / "thang-5.zip").write_bytes(
        packed(a__mot_txt=TEXT.encode(), hai_txt=TEXT.replace("15/", "16/").encode(), anh_png=b"x", a___DS_txt=b"x")
    )
    report = build(source, tmp_path / "data", Settings().base_iri, jobs=1)
    assert report.counts["documents"] == 2
    assert [s.path for s in report.set_aside] == ["thang-5.zip/anh.png"]
    assert not build(source, tmp_path / "data", Settings().base_iri, jobs=1).changed
    (source / "thang-5.zip").write_bytes(packed(hai_txt=TEXT.replace("15/", "16/").encode()))
    assert build(source, tmp_path / "data", Settings().base_iri, jobs=1).counts["documents"] == 1


def outcome(content: bytes) -> list[str]:
    return [f"aside {m.path}: {m.reason}" if isinstance(m, SetAside) else f"read {m[0]}" for m in archives.members(content, "x.zip")]


def test_names_with_composed_letters_and_nothing_outside():
    decomposed = unicodedata.normalize("NFD", "kết luận.txt")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(decomposed, TEXT)
        archive.writestr("../../etc/ra ngoài.txt", TEXT)
    assert outcome(buffer.getvalue()) == ["read x.zip/kết luận.txt", "read x.zip/etc/ra ngoài.txt"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04 not an archive", "hỏng"),
        (b"", "hỏng"),
        (packed(bom_txt=b"0" * 3_000_000), "nở ra quá lớn"),
        (packed(bang_xls=b"x"), "chưa đọc được loại tệp '.xls'"),
    ],
)
def test_what_cannot_be_read_is_told(content, said):
    found = outcome(content)
    assert len(found) == 1
    assert said in found[0]


def test_a_locked_member():
    content = bytearray(packed(a_txt=TEXT.encode()))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(signature) + offset
        struct.pack_into("<H", content, at, struct.unpack_from("<H", content, at)[0] | 1)
    assert "khóa mật khẩu" in outcome(bytes(content))[0]


def test_a_broken_member_and_a_list_that_lies():
    content = bytearray(packed(a_txt=TEXT.encode(), b_txt=TEXT.encode()))
    content[60] ^= 0xFF
    found = outcome(bytes(content))
    assert "hỏng" in found[0]
    assert found[1] == "read x.zip/b.txt"


def test_too_many_members(monkeypatch):
    monkeypatch.setattr(archives, "MAX_MEMBERS", 1)
    assert "quá giới hạn" in outcome(packed(a_txt=b"a", b_txt=b"b"))[0]
