"""Scanned files in a collection: recognised once, kept, and read again without the engine."""

import sys

import pdfmaker
import pytest

from portal import check
from portal.app import create_app
from portal.build import build
from portal.datadir import DataDir
from portal.recognition import engine
from portal.settings import Settings, SettingsError, load

BASE = "https://cancu.example/"
COMMAND = """#!{python}
import pathlib, sys
if "--version" in sys.argv:
    print("tesseract 5.3.0")
elif "--list-langs" in sys.argv:
    print("List of available languages in /x (2):\\n{languages}\\nosd")
else:
    with open({log!r}, "a") as log:
        log.write("page\\n")
    rows = ["level\\tpage_num\\tblock_num\\tpar_num\\tline_num\\tword_num\\tleft\\ttop\\twidth\\theight\\tconf\\ttext"]
    for number, line in enumerate({lines!r}):
        left = 100
        for word in line.split():
            rows.append(f"5\\t1\\t{{number}}\\t1\\t1\\t1\\t{{left}}\\t9\\t{{20 * len(word)}}\\t30\\t95.0\\t{{word}}")
            left += 20 * len(word) + 20
    pathlib.Path(sys.argv[2] + ".tsv").write_text("\\n".join(rows) + "\\n", encoding="utf-8")
"""
LINES = [
    "UBND TỈNH LÀO CAI",
    "Số: 21/TB-UBND",
    "Lào Cai, ngày 20 tháng 5 năm 2025",
    "THÔNG BÁO",
    "Về việc trực phòng cháy rừng",
    "1. Giao Sở Y tế cấp thuốc cho các trạm trước ngày 30/6/2025.",
]


@pytest.fixture
def command(tmp_path):
    """A command that answers as Tesseract does and counts the pages it was given."""

    def make(languages="vie"):
        path = tmp_path / "bin" / "tesseract"
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            COMMAND.format(python=sys.executable, languages=languages, log=str(tmp_path / "log"), lines=LINES), encoding="utf-8"
        )
        path.chmod(0o755)
        return str(path)

    return make


@pytest.fixture
def scans(tmp_path):
    folder = tmp_path / "van-ban"
    folder.mkdir()
    (folder / "quet.pdf").write_bytes(pdfmaker.write([pdfmaker.Page()]))
    return folder


def asked(tmp_path):
    log = tmp_path / "log"
    return log.read_text().count("page") if log.exists() else 0


def test_a_setting_that_leads_nowhere_is_told_of(command):
    assert engine(command()) is not None
    assert engine("off") is None
    for setting, reason in (("/khong/co/lenh", "không có lệnh"), (command("eng"), "chưa có gói tiếng Việt")):
        with pytest.raises(SettingsError, match=reason):
            engine(setting)


def test_automatic_means_where_it_is_installed(command, monkeypatch):
    monkeypatch.setenv("PATH", command().rsplit("/", 1)[0])
    assert engine("auto") is not None
    command("eng")
    assert engine("auto") is None
    monkeypatch.setenv("PATH", "")
    assert engine("auto") is None


def test_the_setting_is_read_like_the_others():
    assert load({"CANCU_OCR": "off"}).ocr == "off"


def test_a_scan_is_set_aside_until_there_is_an_engine_and_recognised_once(command, scans, tmp_path):
    data = tmp_path / "data"
    first = build(scans, data, BASE, jobs=1)
    assert [(s.path, "Tesseract" in s.remedy) for s in first.set_aside] == [("quet.pdf", True)]
    second = build(scans, data, BASE, jobs=1, ocr=command())
    assert (second.counts["documents"], second.counts["tasks"], second.set_aside, asked(tmp_path)) == (1, 1, (), 1)
    assert not build(scans, data, BASE, jobs=1, ocr=command()).changed
    for path in (data / "records").glob("*"):
        path.unlink()
    third = build(scans, data, BASE, jobs=1)  # the engine is gone, what it saw is kept
    assert (third.counts["documents"], third.set_aside, asked(tmp_path)) == (1, (), 1)
    manifest = DataDir(data).manifest(DataDir(data).require_current())
    assert [entry.doc for entry in manifest.files.values()] == [f"{BASE}vb/lao-cai/ubnd/thong-bao/2025/21"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_each_page_is_told_of_while_it_is_recognised(command, tmp_path, jobs):
    folder = tmp_path / "van-ban"
    folder.mkdir()
    for name in "ab":  # a line drawn on each page makes the pictures differ
        pages = [pdfmaker.Page(rules=[(100, 100, 300, 100 + 50 * number + ord(name))]) for number in range(2)]
        (folder / f"{name}.pdf").write_bytes(pdfmaker.write(pages))
    told = []
    build(folder, tmp_path / "data", BASE, lambda *step: told.append(step), jobs, ocr=command())
    assert sorted(step for step in told if step[0].startswith("Nhận dạng")) == [
        (f"Nhận dạng {name}.pdf", page, 2) for name in "ab" for page in (1, 2)
    ]
    told.clear()
    build(folder, tmp_path / "data", BASE, lambda *step: told.append(step), jobs, ocr=command())
    assert not [step for step in told if step[0].startswith("Nhận dạng")]


def test_the_page_of_a_scan_says_that_it_was_recognised(command, scans, tmp_path):
    build(scans, tmp_path / "data", BASE, jobs=1, ocr=command())
    app = create_app(Settings(data=tmp_path / "data", base_iri=BASE))
    page = app.test_client().get("/vb/lao-cai/ubnd/thong-bao/2025/21").text
    app.extensions["shelf"].close()
    assert page.count("nhận dạng từ ảnh quét (OCR)") == 1
    assert "Đối chiếu với bản gốc trước khi dùng" in page


def test_check_tells_whether_scans_are_read(command, tmp_path):
    told = {
        setting: next(f for f in check.run(tmp_path, ocr=setting) if "nhận dạng" in f.what or "không có lệnh" in f.what)
        for setting in (command(), "off", "/khong/co")
    }
    assert [finding.ok for finding in told.values()] == [True, True, False]
    assert "tesseract" in told[command()].what and "tắt" in told["off"].what and "không có lệnh" in told["/khong/co"].what
