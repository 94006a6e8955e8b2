"""Speed of reading: everything Căn Cứ reads, beside eyecite finding citations alone, one after the other in rounds on one core.

`make bench` or `python tests/bench/extraction.py [FOLDER…]`; folders of .txt files are measured besides the samples. Where the reading
is compiled, what the sources alone take is measured beside it.
"""

import json
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
from functools import partial
from pathlib import Path
from typing import NamedTuple

from corpus import COMPILED
from corpus.model import Raw
from corpus.pipeline import extract, read_record
from corpus.source import read
from corpus.vocabulary import vocabulary
from portal.build import build
from portal.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "corpus" / "samples"
REPEATS = 9
READINGS = "--readings"  # the readings alone, timed when they are asked for


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


class Work(NamedTuple):
    """Something to be timed: its name, how many bytes it reads, and the reading of each of its documents."""

    name: str
    size: int
    runs: list[Callable[[], object]]

    def seconds(self) -> list[float]:
        """Of each document, read once, after the last one was read untimed: another program ran before."""
        self.runs[-1]()
        times = []
        for run in self.runs:
            started = time.perf_counter()
            run()
            times.append(time.perf_counter() - started)
        return times


def reading(name: str, raws: list[Raw]) -> Work:
    return Work(name, sum(len(raw.original.encode()) for raw in raws), [partial(extract, raw, vocabulary()) for raw in raws])


def readings(folders: list[str]) -> list[Work]:
    """The samples and the folders of .txt files, each with its longest."""
    by = "compiled" if COMPILED else "by Python alone"
    found = [reading(f"Căn Cứ {by}: samples", [read(p) for p in sorted(SAMPLES.glob("*.txt"))])]
    for folder in map(Path, folders):
        paths = sorted(folder.glob("*.txt"))
        found.append(reading(f"Căn Cứ {by}: {folder.name}", [read(p) for p in paths]))
        longest = max(paths, key=lambda p: p.stat().st_size)
        found.append(reading(f"Căn Cứ {by}: longest of {folder.name}", [read(longest)]))
    return found


def answer_rounds(folders: list[str]) -> None:
    """In a process of its own: times each reading once for every line that comes in."""
    works = readings(folders)
    print(json.dumps([(w.name, w.size) for w in works]), flush=True)
    for _ in sys.stdin:
        print(json.dumps([w.seconds() for w in works]), flush=True)


class Sources:
    """The same readings without what was compiled, by a copy of the sources in a process of its own, round by round."""

    def __init__(self, folders: list[str], place: Path) -> None:
        shutil.copytree(ROOT / "corpus", place / "corpus", ignore=shutil.ignore_patterns("compiled"))
        self._process = subprocess.Popen(
            [sys.executable, __file__, READINGS, *folders],
            env={**os.environ, "PYTHONPATH": str(place)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.works = [tuple(told) for told in json.loads(self._line())]

    def _line(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline()

    def seconds(self) -> list[list[float]]:
        """Of each reading the seconds of its documents."""
        assert self._process.stdin
        print(file=self._process.stdin, flush=True)
        return json.loads(self._line())  # type: ignore[no-any-return]

    def end(self) -> None:
        self._process.communicate()


def side_by_side(folders: list[str]) -> None:
    """Every reading and eyecite once in each round, as the machine's pace changes; each document counts with the median of its rounds."""
    from eyecite import get_citations

    text = opinion(87_000)
    fresh = max(SAMPLES.glob("*.txt"), key=lambda p: p.stat().st_size)
    works = [
        *readings(folders),
        Work("Căn Cứ with reading the file: longest sample", fresh.stat().st_size, [lambda: read_record(fresh)]),
        Work("eyecite, citations alone: generated opinion", len(text.encode()), [lambda: get_citations(text)]),
    ]
    with tempfile.TemporaryDirectory() as place:
        sources = Sources(folders, Path(place)) if COMPILED else None
        told = [*(sources.works if sources else ()), *((work.name, work.size) for work in works)]
        rounds = []
        for _ in range(REPEATS + 1):
            rounds.append([*(sources.seconds() if sources else ()), *(work.seconds() for work in works)])
        if sources:
            sources.end()
    by_work = list(zip(*rounds[1:], strict=True))  # the first round warms caches
    totals = [sum(map(statistics.median, zip(*times, strict=True))) for times in by_work]
    yardstick = told[-1][1] / totals[-1]
    for (name, size), seconds, times in zip(told, totals, by_work, strict=True):
        documents = len(times[0])
        line = f"{name:<48}{documents:>5} docs{seconds * 1000:>10.1f} ms{documents / seconds:>9.0f} docs/s"
        print(f"{line}{size / seconds / 1e6:>8.2f} MB/s{size / seconds / yardstick:>7.1f} × eyecite")


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


def main() -> None:
    if sys.argv[1:2] == [READINGS]:
        answer_rounds(sys.argv[2:])
        return
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores; UTF-8 megabytes; medians of {REPEATS} rounds", flush=True)
    side_by_side(sys.argv[1:])
    linearity()
    build_scaling()


if __name__ == "__main__":
    main()
