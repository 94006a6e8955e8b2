"""Compiled modules: taken only where they were made from these very sources, and reading the same as the sources."""

import importlib
import json
import os
import random
import shutil
import subprocess
import sys
from hashlib import sha256
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import pytest

import corpus
from corpus import relations, speedups
from corpus.model import to_plain
from corpus.pipeline import extract
from corpus.source import read_bytes
from corpus.vocabulary import vocabulary

PACKAGE = Path(corpus.__path__[-1])
SAMPLES = sorted((PACKAGE / "samples").glob("*.txt"))
READ_ALL = """
import json, sys
from hashlib import sha256
import corpus
from corpus.model import to_plain
from corpus.pipeline import extract
from corpus.source import read_bytes
from corpus.vocabulary import vocabulary
assert corpus.COMPILED is None
for text in json.load(sys.stdin):
    print(sha256(json.dumps(to_plain(extract(read_bytes(text.encode(), "a.txt"), vocabulary()))).encode()).hexdigest())
"""


def test_every_module_that_is_compiled_is_there():
    assert [name for name in speedups.MODULES if not (PACKAGE / f"{name}.py").is_file()] == []
    assert list(speedups.MODULES) == sorted(set(speedups.MODULES))


def test_what_was_made_from_other_sources_is_left_alone(tmp_path):
    (tmp_path / "units.py").write_text("A = 1\n", encoding="utf-8")
    assert speedups.folder(tmp_path) is None
    made = speedups.place(tmp_path)
    made.mkdir(parents=True)
    assert speedups.folder(tmp_path) is None
    (made / "units.so").write_bytes(b"whole")
    (made / speedups.STAMP).write_text(speedups.stamp(tmp_path, made), encoding="utf-8")
    assert speedups.folder(tmp_path) == made
    (tmp_path / ".#units.py").symlink_to("nobody@nowhere.1")  # an editor's lock
    assert speedups.folder(tmp_path) == made
    (tmp_path / "units.py").write_text("A = 2\n", encoding="utf-8")
    assert speedups.folder(tmp_path) is None


@pytest.mark.parametrize("harm", ["cut", "lost", "more", "odd stamp"])
def test_what_is_not_whole_is_left_alone(tmp_path, harm):
    made = speedups.place(tmp_path)
    made.mkdir(parents=True)
    (made / "units.so").write_bytes(b"whole")
    (made / speedups.STAMP).write_text(speedups.stamp(tmp_path, made), encoding="utf-8")
    assert speedups.folder(tmp_path) == made
    if harm == "cut":
        (made / "units.so").write_bytes(b"who")
    elif harm == "lost":
        (made / "units.so").unlink()
    elif harm == "more":
        (made / "people.so").write_bytes(b"")
    else:
        (made / speedups.STAMP).write_bytes(b"\xff\xfe")
    assert speedups.folder(tmp_path) is None


def test_what_cannot_be_loaded_is_left_alone(tmp_path, monkeypatch):
    package = tmp_path / "kho_giong"
    made = speedups.place(package)
    made.mkdir(parents=True)
    (package / "__init__.py").write_text(
        "from pathlib import Path\nfrom corpus import speedups\n"
        "COMPILED = speedups.use(Path(__file__).parent, __path__, __name__)\nfrom .kho import A\n",
        encoding="utf-8",
    )
    (package / "kho.py").write_text("A = 1\n", encoding="utf-8")
    (made / f"{speedups.GROUP}{EXTENSION_SUFFIXES[0]}").write_bytes(b"made for another machine")
    (made / speedups.STAMP).write_text(speedups.stamp(package, made), encoding="utf-8")
    assert speedups.folder(package) == made
    monkeypatch.syspath_prepend(tmp_path)
    loaded = importlib.import_module("kho_giong")
    assert loaded.COMPILED is None and loaded.A == 1 and loaded.__path__ == [str(package)]


def variants(text: str, chance: random.Random):
    """A text as it is, and as bad files have it: cut off, shaken, in capitals, without its marks, its lines in columns."""
    lines = text.splitlines()
    yield text
    yield text[: chance.randrange(len(text))]
    yield text[chance.randrange(len(text)) :]
    yield "\n".join(chance.sample(lines, len(lines)))
    yield text.upper()
    yield text.lower()
    yield "\n".join("\t".join(lines[i : i + 4]) for i in range(0, len(lines), 4))
    yield " ".join(lines)
    yield "".join(c for c in text if c not in ".,;:-–()" or chance.random() < 0.5)
    words = text.split(" ")
    yield " ".join(chance.choice(words) if chance.random() < 0.2 else word for word in words)


@pytest.mark.skipif(not corpus.COMPILED, reason="nothing is compiled: no C compiler at installation, or a source has changed since")
@pytest.mark.parametrize("seed", range(4))
def test_compiled_modules_read_what_the_sources_read(tmp_path, seed):
    assert relations.__file__.endswith(".so")
    chance = random.Random(seed)
    texts = [variant for path in SAMPLES for variant in variants(path.read_text("utf-8"), chance)]
    shutil.copytree(PACKAGE, tmp_path / "corpus", ignore=shutil.ignore_patterns("compiled", "__pycache__"))
    by_sources = subprocess.run(
        [sys.executable, "-c", READ_ALL],
        input=json.dumps(texts),
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    records = [to_plain(extract(read_bytes(text.encode(), "a.txt"), vocabulary())) for text in texts]
    assert [sha256(json.dumps(record).encode()).hexdigest() for record in records] == by_sources
