"""Speed of reading: everything Căn Cứ reads, beside eyecite finding citations alone, medians of one run on one core.

`make bench` or `python tests/bench/extraction.py [FOLDER…]`; folders of .txt files are measured besides the samples. Where the reading
is compiled, what the sources alone take is measured beside it.
"""

import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from corpus import COMPILED
from corpus.model import Raw
from corpus.pipeline import extract, read_record
from corpus.source import read
from corpus.vocabulary import vocabulary
from portal.build import build
from portal.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "corpus" / "samples"
REPEATS = 7
READINGS = "--readings"  # the readings alone


def median_seconds(work: Callable[[], object], repeats: int = REPEATS) -> float:
    """The median of some runs after one that warms caches."""
    work()
    times = []
    for _ in range(repeats):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def opinion(characters: int) -> str:
    """English legal prose with a citation in some 500 characters, as court opinions have them; made here, for eyecite to read."""
    chance = random.Random(5)
    words = [
        "the",
        "court",
        "held",
        "that",
        "a",
        "motion",
        "to",
        "dismiss",
        "was",
        "properly",
        "denied",
        "because",
        "plaintiff",
        "had",
        "alleged",
        "facts",
        "sufficient",
        "under",
        "this",
        "rule",
        "and",
    ]
    reporters = ["U.S.", "F.2d", "F.3d", "S. Ct.", "F. Supp. 2d", "L. Ed. 2d"]
    parts: list[str] = []
    size = 0
    while size < characters:
        prose = ". ".join(" ".join(chance.choices(words, k=22)).capitalize() for _ in range(4))
        cite = f"{chance.choice(['Smith', 'Baker', 'Nguyen'])} v. {chance.choice(['Jones', 'United States', 'Lee'])}, {chance.randint(1, 500)} {chance.choice(reporters)} {chance.randint(1, 1300)}, {chance.randint(1, 1300)} ({chance.randint(1950, 2010)})"
        parts.append(f"{prose}. {cite}. ")
        size += len(parts[-1])
    return "".join(parts)


def row(name: str, seconds: float, documents: int, size: int) -> None:
    print(f"{name:<44}{documents:>6} docs{seconds * 1000:>10.1f} ms{documents / seconds:>10.0f} docs/s{size / seconds / 1e6:>9.2f} MB/s")


def reading(name: str, raws: list[Raw]) -> float:
    vocab = vocabulary()
    seconds = median_seconds(lambda: [extract(raw, vocab) for raw in raws])
    size = sum(len(raw.original.encode()) for raw in raws)
    row(name, seconds, len(raws), size)
    return size / seconds / 1e6


def grown(raw: Raw, characters: int) -> Raw:
    """A text of a given length from one body, repeated between the same header and signature."""
    lines = raw.text.split("\n")
    head, body, tail = lines[:12], lines[12:-14], lines[-14:]
    times = max(1, characters // max(1, len("\n".join(body))))
    return read_text("\n".join([*head, *(body * times), *tail])[: max(characters, 1)])


def read_text(text: str) -> Raw:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.txt"
        path.write_text(text, encoding="utf-8")
        return read(path)


def linearity() -> None:
    print("\nLength against time (one body repeated)")
    source = read(max(SAMPLES.glob("*.txt"), key=lambda p: p.stat().st_size))
    for size in (10_000, 100_000, 1_000_000):
        raw = grown(source, size)
        seconds = median_seconds(lambda raw=raw: extract(raw, vocabulary()), 3)  # type: ignore[misc]
        print(f"  {len(raw.text):>9} characters{seconds * 1000:>10.1f} ms{seconds / len(raw.text) * 1e9:>10.0f} ns/character")


def build_scaling() -> None:
    print("\ncancu build by processes (260 copies of the samples, each with its own number)")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source"
        source.mkdir()
        for copy in range(20):
            for path in SAMPLES.glob("*.txt"):
                text = path.read_text("utf-8")
                (source / f"{path.stem}-{copy}.txt").write_text(f"{text}\n{copy}\n", encoding="utf-8")
        for jobs in sorted({1, 2, os.cpu_count() or 1}):
            started = time.perf_counter()
            build(source, Path(folder) / f"data{jobs}", Settings().base_iri, jobs=jobs)
            print(f"  {jobs} processes: {time.perf_counter() - started:.2f} s")


def readings(folders: list[str]) -> float:
    """The samples, whose speed is returned, and the folders of .txt files, each with its longest."""
    by = "compiled" if COMPILED else "by Python alone"
    speed = reading(f"Căn Cứ {by}: samples", [read(p) for p in sorted(SAMPLES.glob("*.txt"))])
    for folder in map(Path, folders):
        paths = sorted(folder.glob("*.txt"))
        reading(f"Căn Cứ {by}: {folder.name}", [read(p) for p in paths])
        longest = max(paths, key=lambda p: p.stat().st_size)
        reading(f"Căn Cứ {by}: longest of {folder.name}", [read(longest)])
    return speed


def by_sources(folders: list[str]) -> None:
    """The same readings without what was compiled, by a copy of the sources in a process of its own."""
    with tempfile.TemporaryDirectory() as place:
        shutil.copytree(ROOT / "corpus", Path(place) / "corpus", ignore=shutil.ignore_patterns("compiled"))
        subprocess.run([sys.executable, __file__, READINGS, *folders], env={**os.environ, "PYTHONPATH": place}, check=True)


def main() -> None:
    if sys.argv[1:2] == [READINGS]:
        readings(sys.argv[2:])
        return
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores; UTF-8 megabytes; medians of {REPEATS}", flush=True)
    if COMPILED:
        by_sources(sys.argv[1:])
    speed = readings(sys.argv[1:])
    fresh = max(SAMPLES.glob("*.txt"), key=lambda p: p.stat().st_size)
    row("Căn Cứ with reading the file: longest sample", median_seconds(lambda: read_record(fresh)), 1, fresh.stat().st_size)
    from eyecite import get_citations

    text = opinion(87_000)
    seconds = median_seconds(lambda: get_citations(text), 3)
    row("eyecite, citations alone: generated opinion", seconds, 1, len(text.encode()))
    print(f"ratio Căn Cứ (samples) / eyecite: {speed / (len(text.encode()) / seconds / 1e6):.1f}")
    linearity()
    build_scaling()


if __name__ == "__main__":
    main()
