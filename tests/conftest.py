"""One small collection, built once for each worker; no test reaches the network."""

import socket
from pathlib import Path

import pytest

from corpus.model import Raw, Record, Source
from corpus.pipeline import extract
from corpus.source import read_bytes
from corpus.vocabulary import vocabulary
from index.engine import add_all, open_writer
from index.entries import entries
from index.search import SearchIndex
from portal.app import create_app
from portal.build import build
from portal.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "corpus" / "samples"


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew; read the diff")
    parser.addoption("--browser", action="store_true", help="run the tests that drive Chromium")


def pytest_collection_modifyitems(config, items):
    if not config.getoption("--browser"):
        skip = pytest.mark.skip(reason="browser tests run with --browser (make test-browser)")
        for item in items:
            if "browser" in item.keywords:
                item.add_marker(skip)


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """Only this machine may be reached."""
    real = socket.socket.connect

    def connect(self, address):
        if self.family != socket.AF_UNIX and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"network access to {address}")
        return real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture
def read(monkeypatch):
    """Text → record, as if it were a file.

    Of short texts patterns are tried everywhere, of long ones only where their first words stand: both must give the same,
    and so must lists of bodies looked for at every place.
    """

    def make(text: str, name: str = "van-ban.txt") -> Record:
        raw = read_bytes(text.encode(), name)
        record = extract(raw, vocabulary())
        with monkeypatch.context() as long:
            long.setattr("corpus.sought.SHORT", 0)
            long.setattr("corpus.word_places.SHORT", 0)
            long.setattr("corpus.bodies.Bodies._may_begin", lambda self, start: True)
            assert extract(raw, vocabulary()) == record
        return record

    return make


@pytest.fixture
def read_raw():
    """Text → raw and record."""

    def make(text: str, name: str = "van-ban.txt") -> tuple[Raw, Record]:
        raw = read_bytes(text.encode(), name)
        assert isinstance(raw.source, Source)
        return raw, extract(raw, vocabulary())

    return make


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory):
    """A data directory built from the samples."""
    root = tmp_path_factory.mktemp("data")
    build(SAMPLES, root, Settings().base_iri, jobs=1)
    return root


@pytest.fixture(scope="session")
def app(data_dir):
    app = create_app(Settings(data=data_dir, query_seconds=5))
    yield app
    app.extensions["shelf"].close()


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture(scope="session")
def here(app):
    """The collection of the samples."""
    return app.extensions["shelf"].current()


@pytest.fixture(scope="session")
def whoosh_index(here, tmp_path_factory):
    """The same collection searched by the other engine."""
    folder = tmp_path_factory.mktemp("whoosh")
    writer = open_writer(folder, "whoosh")
    for doc in here.manifest.documents:
        add_all(writer, entries(here.record(doc)[1], here.path(doc)))
    writer.close()
    return SearchIndex(folder)
