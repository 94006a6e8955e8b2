"""Builds: no work twice, only what changed, atomic under SIGKILL, picked up while serving."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import docxmaker
import pytest

from corpus.errors import CancuError
from graph.iris import Iris
from graph.store import GraphStore
from index.engine import engine_of
from index.entries import entries
from index.model import Query
from index.search import SearchIndex
from portal.app import create_app
from portal.build import build, repair
from portal.check import run as check
from portal.datadir import DataDir
from portal.settings import Settings
from portal.workers import Workers, tell

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "corpus" / "samples"
BASE = Settings().base_iri


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "nguon"
    folder.mkdir()
    for path in sorted(SAMPLES.glob("20[12][0-9]-lam-dong-*.txt"))[:4]:
        shutil.copy(path, folder)
    return folder


def held(data: Path) -> set[str]:
    """What graph, index and manifest hold, which must be the same."""
    folder = DataDir(data)
    name = folder.require_current()
    manifest = folder.manifest(name)
    assert manifest is not None
    iris = Iris(BASE)
    graph = {r["doc"] for r in GraphStore(folder.state(name) / "graph", iris).rows("documents")}
    index = {
        iris.base + h.doc.lstrip("/")
        for h in SearchIndex(folder.state(name) / "index").search(Query("", kind="document", per_page=100)).hits
    }
    assert graph == index == set(manifest.documents)
    return graph


def test_a_second_build_does_no_work(source, tmp_path):
    data = tmp_path / "data"
    first = build(source, data, BASE, jobs=1)
    assert (first.changed, first.counts["documents"]) == (True, 4)
    name = DataDir(data).current_name()
    second = build(source, data, BASE, jobs=1)
    assert (second.changed, second.written, DataDir(data).current_name()) == (False, 0, name)
    assert second.counts == first.counts


def test_only_what_changed_is_written(source, tmp_path):
    data = tmp_path / "data"
    build(source, data, BASE, jobs=1)
    before = held(data)
    shutil.copy(SAMPLES / "2022-thai-nguyen-chi-thi.txt", source / "moi.txt")
    added = build(source, data, BASE, jobs=1)
    assert (added.written, added.removed) == (1, 0)
    (source / "moi.txt").write_text((source / "moi.txt").read_text().replace("ngày 31/8/2022", "ngày 30/9/2022"))
    changed = build(source, data, BASE, jobs=1)
    assert (changed.written, changed.removed) == (1, 0)
    index = SearchIndex(DataDir(data).state(DataDir(data).require_current()) / "index")
    assert index.search(Query('"30/9/2022"')).total == 1
    assert index.search(Query('"31/8/2022"')).total == 0
    (source / "moi.txt").unlink()
    removed = build(source, data, BASE, jobs=1)
    assert (removed.written, removed.removed) == (0, 1)
    assert held(data) == before


def test_updates_give_what_a_fresh_build_gives(source, tmp_path):
    data, fresh = tmp_path / "data", tmp_path / "fresh"
    build(source, data, BASE, jobs=1)
    shutil.copy(SAMPLES / "2024-lam-dong-to-trinh.txt", source)
    build(source, data, BASE, jobs=1)
    build(source, fresh, BASE, jobs=1)

    def dump(root: Path) -> bytes:
        folder = DataDir(root)
        return GraphStore(folder.state(folder.require_current()) / "graph", Iris(BASE)).dump("nq")

    assert dump(data) == dump(fresh)


def test_unreadable_files_are_set_aside_and_the_rest_goes_on(source, tmp_path):
    (source / "hong.txt").write_bytes(b"S\xe8 15")
    (source / "rong.txt").write_bytes(b"")
    (source / "anh.jpg").write_bytes(b"\xff\xd8")
    (source / "ma.txt").symlink_to(source / "khong-co")
    report = build(source, tmp_path / "data", BASE, jobs=1)
    assert {s.path for s in report.set_aside} == {"hong.txt", "rong.txt", "anh.jpg", "ma.txt"}
    assert all(s.reason and s.remedy for s in report.set_aside)
    assert report.counts["documents"] == 4
    again = build(source, tmp_path / "data", BASE, jobs=1)
    assert (again.changed, len(again.set_aside)) == (False, 4)


def test_links_that_lead_in_circles_are_told_of_and_not_followed(source, tmp_path):
    (source / "phong").mkdir()
    (source / "phong" / "ve-dau").symlink_to(source)
    (source / "vong.txt").symlink_to(source / "vong.txt")
    report = build(source, tmp_path / "data", BASE, jobs=1)
    assert {(s.path, s.reason) for s in report.set_aside} == {
        ("phong/ve-dau", "liên kết tới thư mục, không được đi theo"),
        ("vong.txt", "liên kết hỏng"),
    }
    assert report.counts["documents"] == 4


def test_decomposed_names_are_shown_composed(source, tmp_path):
    first = next(source.glob("*.txt"))
    first.rename(source / unicodedata.normalize("NFD", "kết luận.txt"))
    build(source, tmp_path / "data", BASE, jobs=1)
    manifest = DataDir(tmp_path / "data").manifest("s000001")
    assert "kết luận.txt" in manifest.files


def test_the_same_document_twice_counts_once(source, tmp_path):
    shutil.copy(source / "2019-lam-dong-quyet-dinh-quan-ly-nhiem-vu.txt", source / "ban-sao.txt")
    report = build(source, tmp_path / "data", BASE, jobs=1)
    assert report.counts["documents"] == 4
    manifest = DataDir(tmp_path / "data").manifest("s000001")
    assert manifest is not None
    assert sum(bool(e.duplicate_of) for e in manifest.files.values()) == 1


def test_a_lost_record_cache_is_made_again(source, tmp_path):
    data = tmp_path / "data"
    build(source, data, BASE, jobs=1)
    shutil.rmtree(data / "records")
    app = create_app(Settings(data=data))
    assert app.test_client().get("/vb/lam-dong/ubnd/quyet-dinh/2019/41").status_code == 200
    app.extensions["shelf"].close()


def test_check_finds_a_damaged_original(source, tmp_path):
    data = tmp_path / "data"
    build(source, data, BASE, jobs=1)
    assert all(f.ok for f in check(data))
    victim = next(p for p in (data / "originals").rglob("*") if p.is_file())
    victim.write_bytes(b"x")
    bad = [f for f in check(data) if not f.ok]
    assert len(bad) == 1
    assert bad[0].remedy


def test_two_builds_at_once_are_refused(source, tmp_path):
    data = tmp_path / "data"
    folder = DataDir(data)
    with folder.locked(), pytest.raises(CancuError):
        build(source, data, BASE, jobs=1)


def test_a_serving_portal_picks_the_new_state_up(source, tmp_path):
    data = tmp_path / "data"
    build(source, data, BASE, jobs=1)
    app = create_app(Settings(data=data))
    client = app.test_client()
    assert "Đột xuất cột đo".casefold() not in client.get("/nhiem-vu").get_data(as_text=True).casefold()
    shutil.copy(SAMPLES / "2022-thai-nguyen-chi-thi.txt", source)
    build(source, data, BASE, jobs=1)
    assert "đột xuất cột đo" in client.get("/nhiem-vu").get_data(as_text=True)
    app.extensions["shelf"].close()


def _start(source: Path, data: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "portal.cli", "build", str(source), "--data", str(data), "--jobs", "1"], cwd=ROOT,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def test_sigkill_at_any_moment_leaves_the_old_or_the_new_state(source, tmp_path):
    data = tmp_path / "data"
    started = time.monotonic()
    assert _start(source, data).wait() == 0
    whole = time.monotonic() - started
    old = held(data)
    extra = source / "them.txt"
    shutil.copy(SAMPLES / "2022-thai-nguyen-chi-thi.txt", extra)
    new: set[str] | None = None
    outcomes = set()
    for step in range(14):
        process = _start(source, data)
        time.sleep(whole * (0.15 + step / 13))
        process.send_signal(signal.SIGKILL)
        process.wait()
        now = held(data)
        outcomes.add("old" if now == old else "new")
        assert now == old or len(now) == len(old) + 1
        assert all(f.ok for f in check(data))
        if now != old:
            new = now
            extra.unlink()
            build(source, data, BASE, jobs=1)
            assert held(data) == old
            extra.write_text((SAMPLES / "2022-thai-nguyen-chi-thi.txt").read_text() + f"\nLần {step}.\n")
    assert _start(source, data).wait() == 0
    assert len(held(data)) == len(old) + 1
    assert not list((data / "states").glob("tmp-*"))
    assert "old" in outcomes
    assert new is None or len(new) == len(old) + 1


def test_manifest_is_the_same_bytes_for_the_same_input(source, tmp_path):
    texts = []
    for name in ("a", "b"):
        build(source, tmp_path / name, BASE, jobs=1)
        texts.append((tmp_path / name / "states" / "s000001" / "manifest.json").read_text())
    assert texts[0] == texts[1]
    assert json.loads(texts[0])["counts"]["documents"] == 4


def index_of(data):
    folder = DataDir(data)
    return folder.state(folder.require_current()) / "index"


def test_a_damaged_index_is_seen_and_written_anew(source, tmp_path):
    data = tmp_path / "data"
    build(source, data, BASE, jobs=1)
    before = held(data)
    largest = max(index_of(data).iterdir(), key=lambda p: p.stat().st_size)
    # another file in its place: cut short where it stands, it would kill whoever still has it mapped, this process too
    short = data / "short"
    short.write_bytes(largest.read_bytes()[:-7])
    short.replace(largest)
    again = build(source, data, BASE, jobs=1)
    assert largest.name in again.note
    assert again.changed
    assert again.written == 0
    assert held(data) == before
    assert not build(source, data, BASE, jobs=1).changed


def test_a_portal_mends_its_index_before_it_opens(source, tmp_path):
    data = tmp_path / "data"
    build(source, data, BASE, jobs=1)
    before = held(data)
    assert repair(data) == ""
    (index_of(data) / "INDEX.json").unlink()
    for path in (data / "records").glob("*"):
        path.unlink()  # the originals are enough
    assert "dựng lại" in repair(data)
    assert held(data) == before


def test_the_other_engine_is_a_setting(source, tmp_path):
    data = tmp_path / "data"
    build(source, data, BASE, jobs=1)
    before = held(data)
    changed = build(source, data, BASE, jobs=1, engine="whoosh")
    assert "whoosh" in changed.note
    assert engine_of(index_of(data)) == "whoosh"
    assert held(data) == before


def test_a_document_that_fails_is_set_aside_and_the_others_go_on(source, tmp_path, monkeypatch):
    data = tmp_path / "data"
    names = sorted(p.name for p in source.iterdir())

    def failing(record, doc):
        if record.document.source.path == names[0]:
            raise KeyError("lạ")
        return entries(record, doc)

    monkeypatch.setattr("portal.writing.entries", failing)
    report = build(source, data, BASE, jobs=1)
    assert [s.path for s in report.set_aside] == [names[0]]
    assert "KeyError" in report.set_aside[0].reason
    assert report.counts["documents"] == len(names) - 1 == len(held(data))
    assert not build(source, data, BASE, jobs=1).changed


@pytest.mark.parametrize("jobs", [1, 2])
def test_processes_give_what_one_gives_in_its_order(jobs):
    told = []
    with Workers(jobs, lambda *what: told.append(what)) as workers:
        workers.prepare(40)
        assert list(workers.map(_told_square, range(40), 3)) == [n * n for n in range(40)]
        assert list(workers.map(_told_square, [7])) == [49]
    assert sorted(told) == sorted([*((n,) for n in range(40)), (7,)])


def test_results_nobody_takes_do_not_pile_up():
    begun = []
    with Workers(2, begun.append) as workers:
        workers.prepare(400)
        results = workers.map(_told_square, range(400))
        assert next(results) == 0
        time.sleep(0.3)
        assert len(begun) < 40
        assert sum(results) == sum(n * n for n in range(400))


def _told_square(number):
    tell(number)
    return number * number


LETTERS = "\n\n".join(
    f"{n}. Phòng Kỹ thuật rừng kiểm tra bể nước số {n} ở xã thứ {n}, sửa đường vào bể và báo cáo Sở." for n in range(1, 12)
)
SIGNED = f"Số: 15/TB-SKHCN\n\nGia Lai, ngày 20 tháng 5 năm 2021\n\nTHÔNG BÁO\n\nVề bể nước chữa cháy\n\n{LETTERS}\n"
DRAFT = (
    SIGNED.replace("Số: 15/", "Số:     /")
    .replace("ngày 20 tháng 5", "ngày    tháng 5")
    .replace("sửa đường vào bể và", "sửa đường vào bể,", 1)
)


def test_a_draft_and_its_signed_copy_are_one_document(tmp_path):
    folder, data = tmp_path / "nguon", tmp_path / "data"
    folder.mkdir()
    (folder / "a-du-thao.txt").write_text(DRAFT, "utf-8")
    assert build(folder, data, BASE, jobs=1).counts["documents"] == 1
    assert "khong-so" in next(iter(held(data)))
    (folder / "b-da-ky.txt").write_text(SIGNED, "utf-8")
    report = build(folder, data, BASE, jobs=1)
    assert (report.counts["documents"], report.counts["files"]) == (1, 2)
    assert next(iter(held(data))).endswith("/2021/15")
    manifest = DataDir(data).manifest(DataDir(data).require_current())
    assert manifest.files["a-du-thao.txt"].duplicate_of == "b-da-ky.txt"
    assert not build(folder, data, BASE, jobs=1).changed
    (folder / "b-da-ky.txt").unlink()
    build(folder, data, BASE, jobs=1)
    assert "khong-so" in next(iter(held(data))), "the draft stands again where its copy has gone"


def test_notices_of_two_months_are_two_documents(tmp_path):
    folder = tmp_path / "nguon"
    folder.mkdir()
    (folder / "a.txt").write_text(SIGNED, "utf-8")
    (folder / "b.txt").write_text(DRAFT.replace("tháng 5", "tháng 6"), "utf-8")
    (folder / "c.txt").write_text(DRAFT.replace("bể nước", "chòi canh").replace("sửa đường", "dọn cỏ"), "utf-8")
    assert build(folder, tmp_path / "data", BASE, jobs=1).counts["documents"] == 3


def test_a_refused_file_is_looked_at_again_only_when_it_has_changed(source, tmp_path, monkeypatch):
    (source / "hong.docx").write_bytes(b"PK\x03\x04 hong")
    first = build(source, tmp_path / "data", BASE, jobs=1)
    assert [s.path for s in first.set_aside] == ["hong.docx"]
    reads = []
    monkeypatch.setattr(DataDir, "read", lambda self, sha, path, *_: reads.append(path))
    again = build(source, tmp_path / "data", BASE, jobs=1)
    assert (again.changed, reads) == (False, [])
    assert [s.path for s in again.set_aside] == ["hong.docx"]
    monkeypatch.undo()
    (source / "hong.docx").write_bytes(docxmaker.of_text("THÔNG BÁO\n\n1. Giao Sở Y tế trực 24/24 giờ."))
    mended = build(source, tmp_path / "data", BASE, jobs=1)
    assert (mended.changed, mended.written, mended.set_aside) == (True, 1, ())
