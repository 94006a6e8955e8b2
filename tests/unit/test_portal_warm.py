"""Tables of the whole collection are made once for each state, and before a reader needs them."""

import shutil
import threading
import time
from pathlib import Path

from portal import warm
from portal.app import create_app
from portal.build import build
from portal.settings import Settings

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "corpus" / "samples").glob("*.txt"))[:3]


def until(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.05)
    return condition()


def test_a_table_is_made_once_though_many_ask(tmp_path):
    source = tmp_path / "van-ban"
    source.mkdir()
    shutil.copy(SAMPLES[0], source)
    build(source, tmp_path / "data", Settings().base_iri, jobs=1)
    here = create_app(Settings(data=tmp_path / "data")).extensions["shelf"].current()
    made = []

    def make(_):
        made.append(1)
        time.sleep(0.1)
        return len(made)

    found = []
    threads = [threading.Thread(target=lambda: found.append(here.memo("x", make))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1] * 6


def test_each_state_is_warmed(tmp_path, monkeypatch):
    monkeypatch.setattr(warm, "_EVERY", 0.05)
    source = tmp_path / "van-ban"
    source.mkdir()
    shutil.copy(SAMPLES[0], source)
    build(source, tmp_path / "data", Settings().base_iri, jobs=1)
    app = create_app(Settings(data=tmp_path / "data"))
    shelf = app.extensions["shelf"]
    stop = warm.start(app)
    try:
        assert until(lambda: "register" in shelf.current()._memo)
        shutil.copy(SAMPLES[1], source)
        build(source, tmp_path / "data", Settings().base_iri, jobs=1)
        assert until(lambda: shelf._open.name == "s000002" and "register" in shelf._open._memo)
    finally:
        stop.set()


def test_a_missing_state_does_not_end_it(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(warm, "_EVERY", 0.02)
    stop = warm.start(create_app(Settings(data=tmp_path / "data")))
    time.sleep(0.2)
    stop.set()
    assert [record.message for record in caplog.records if record.name == "cancu.warm"] == ["warm"]
