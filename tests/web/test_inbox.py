"""Handing documents in: off unless set up, behind a passphrase, through the same gate as a build; nothing is written elsewhere."""

import io
import zipfile

import pytest

from portal.app import create_app
from portal.build import build
from portal.settings import Settings

KEY = "mot-khoa-du-dai"
TEXT = "SỞ Y TẾ TỈNH LÀO CAI\n\nSố: 3/KH-SYT\n\nLào Cai, ngày 02 tháng 5 năm 2025\n\nKẾ HOẠCH\n\nKiểm kê kho thuốc\n\n1. Giao Phòng Nghiệp vụ Y khẩn trương lập danh mục.\n"


@pytest.fixture
def inbox(data_dir, tmp_path):
    app = create_app(Settings(data=data_dir, inbox=str(tmp_path / "cho"), inbox_key=KEY))
    return app.test_client(), tmp_path / "cho"


def send(client, *files, key=KEY):
    return client.post(
        "/them-van-ban",
        data={"khoa": key, "tep": [(io.BytesIO(content), name) for name, content in files]},
        content_type="multipart/form-data",
    )


def test_it_is_off_unless_set_up(client):
    assert client.get("/them-van-ban").status_code == 404
    assert client.post("/them-van-ban", data={"khoa": ""}).status_code == 404


@pytest.mark.parametrize("key", ["", "sai", KEY + "x"])
def test_without_the_passphrase_nothing_is_kept(inbox, key):
    client, folder = inbox
    assert send(client, ("a.txt", TEXT.encode()), key=key).status_code == 403
    assert not folder.exists()


def test_a_short_passphrase_opens_nothing(data_dir, tmp_path):
    client = create_app(Settings(data=data_dir, inbox=str(tmp_path / "cho"), inbox_key="ngan")).test_client()
    assert send(client, ("a.txt", TEXT.encode()), key="ngan").status_code == 403


def test_what_is_handed_in_is_told_and_built(inbox, tmp_path):
    client, folder = inbox
    page = send(client, ("ke hoach.txt", TEXT.encode()), ("hong.docx", b"PK\x03\x04x"), ("bang.xls", b"x")).text
    assert "3/KH-SYT" in page and "1 nhiệm vụ" in page
    assert page.count("không nhận") == 2 and "hong.docx" in page
    assert [f.name for f in folder.iterdir()] == ["ke hoach.txt"]
    assert build(folder, tmp_path / "data", Settings().base_iri, jobs=1).counts["documents"] == 1


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/a.txt", "a.txt"),
        (".c.txt", "c.txt"),
        ("d|e.txt", "d_e.txt"),
        ("x" * 300 + ".txt", "x" * 120 + ".txt"),
    ],
)
def test_names_lead_nowhere_else(inbox, name, kept):
    client, folder = inbox
    send(client, (name, TEXT.encode()))
    assert [f.name for f in folder.iterdir()] == [kept]


def test_two_files_of_one_name_and_one_twice(inbox):
    client, folder = inbox
    for content in (TEXT, TEXT + "khác", TEXT):
        send(client, ("a.txt", content.encode()))
    assert len(list(folder.iterdir())) == 2


def test_what_the_collection_holds_is_not_taken_again(inbox, data_dir):
    client, folder = inbox
    held = next(p for p in (data_dir / "originals").rglob("*") if p.is_file())
    assert "đã có trong kho" in send(client, ("a.txt", held.read_bytes())).text and not folder.exists()


def test_archives_are_looked_into(inbox):
    client, folder = inbox
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", TEXT)
        archive.writestr("b.exe", "x")
    assert "(1 văn bản)" in send(client, ("goi.zip", packed.getvalue())).text
    assert [f.name for f in folder.iterdir()] == ["goi.zip"]
    assert "không nhận" in send(client, ("hong.zip", b"PK")).text
