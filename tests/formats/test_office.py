"""Files of old office formats: refused with the remedy where LibreOffice is absent, read and kept where it is there."""

import shutil

import pytest

from corpus.errors import UnreadableSource
from corpus.pipeline import extract
from corpus.source import read_bytes
from corpus.tools import Tools
from corpus.vocabulary import vocabulary
from portal import check, office
from portal.build import build
from portal.settings import Settings, SettingsError

LINES = ["SỞ Y TẾ", "Số: 3/KH-SYT", "Lào Cai, ngày 02 tháng 5 năm 2025", "KẾ HOẠCH", "Kiểm kê kho thuốc năm 2025", "I. NHIỆM VỤ",
         "1. Phòng Nghiệp vụ Y lập danh mục kho thuốc theo Quyết định số 8/QĐ-UBND ngày 05/01/2025 của UBND tỉnh."]  # fmt: skip
RTF = (
    "{\\rtf1\\ansi\\ansicpg1258\\uc1 "
    + "".join("".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in line) + "\\par " for line in LINES)
    + "}"
).encode()
INSTALLED = shutil.which("soffice")


class Word:
    """A converter that gives a Word file for anything, and counts."""

    def __init__(self, made: bytes) -> None:
        self.made, self.asked = made, []

    def to_docx(self, data, ending, path):
        self.asked.append(ending)
        return self.made


@pytest.mark.parametrize(
    ("data", "name", "ending"),
    [
        (RTF, "a.rtf", ".rtf"),
        (RTF, "sai-duoi.txt", ".rtf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "a.doc", ".doc"),
        (b"PK\x03\x04" + b"\x00" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text", "a.odt", ".odt"),
    ],
)
def test_the_format_is_told_by_the_content(data, name, ending):
    import docxmaker

    converter = Word(docxmaker.write("".join(docxmaker.paragraph(line) for line in LINES)))
    record = extract(read_bytes(data, name, Tools(None, converter)), vocabulary())
    assert converter.asked == [ending] and record.document.number == "3/KH-SYT"
    with pytest.raises(UnreadableSource, match="LibreOffice") as told:
        read_bytes(data, name)
    assert "Cài LibreOffice" in told.value.remedy


def test_the_setting():
    assert office.engine("off") is None
    with pytest.raises(SettingsError, match="không có lệnh"):
        office.engine("/khong/co/soffice")
    assert office.engine("auto") == (shutil.which("soffice") or shutil.which("libreoffice"))


def test_check_tells_whether_old_files_are_read(tmp_path):
    found = [f for f in check.run(tmp_path, office_setting="off") if "văn phòng" in f.what]
    assert len(found) == 1 and found[0].ok and "off" not in found[0].what.split(":")[0]
    assert not next(f for f in check.run(tmp_path, office_setting="/khong/co") if "office" in f.what).ok


def test_without_it_the_build_goes_on_and_with_it_the_file_is_read(tmp_path):
    source, data = tmp_path / "van-ban", tmp_path / "data"
    source.mkdir()
    (source / "a.rtf").write_bytes(RTF)
    (source / "b.txt").write_text("\n\n".join(LINES).replace("3/KH-SYT", "4/KH-SYT"), encoding="utf-8")
    report = build(source, data, Settings().base_iri, jobs=1)
    assert report.counts["documents"] == 1 and [s.path for s in report.set_aside] == ["a.rtf"]
    if not INSTALLED:
        pytest.skip("LibreOffice is not installed on this machine")
    again = build(source, data, Settings().base_iri, jobs=1, office=INSTALLED)
    assert again.counts["documents"] == 2 and not again.set_aside
    kept = list((data / "converted").rglob("*.docx"))
    assert len(kept) == 1
    assert not build(source, data, Settings().base_iri, jobs=1, office=INSTALLED).changed


@pytest.mark.skipif(not INSTALLED, reason="LibreOffice is not installed on this machine")
def test_libreoffice_reads_what_it_reads_and_refuses_the_rest():
    record = extract(read_bytes(RTF, "a.rtf", Tools(None, _Here())), vocabulary())
    assert [c.number for c in record.citations] == ["8/QĐ-UBND"]


class _Here:
    def to_docx(self, data, ending, path):
        return office.convert(INSTALLED, data, ending, path)
