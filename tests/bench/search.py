"""Search at size: build, index size, and times of a search with facets and highlights beside raw Tantivy, SQLite FTS5 and Whoosh.

`python tests/bench/search.py [PASSAGES…]` (default 20000 100000; 500000 takes some minutes; Whoosh up to 20000).
"""

import itertools
import random
import resource
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import tantivy

from corpus.text import fold
from corpus.vocabulary import vocabulary
from index.engine import open_writer
from index.entries import bare_entry
from index.model import Query
from index.schema import Entry
from index.search import SearchIndex
from index.suggest import Suggester, Suggestion

REPEATS = 3
BATCH = 2_000
WHOOSH_UP_TO = 20_000


def generated(count: int) -> Iterator[tuple[str, str, dict[str, list[str]]]]:
    """Passages of 60 to 120 syllables: (key, text, facets).

    Words of one or two syllables are drawn from a vocabulary with a Zipf distribution, as Vietnamese words are: 9,000 passages have
    about 100,000 different pairs of neighbouring syllables, where as many passages of real laws and plans have 84,000.
    """
    chance = random.Random(3)
    known = sorted({w.lower() for words in vocabulary().cues.values() for phrase in words for w in phrase.split()})
    vowels = ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "á", "à", "ạ", "ế", "ố", "ớ"]
    made = ["".join(p) for p in itertools.product("bcdghklmnprstvx", vowels, ["", "n", "c", "ng", "t", "m"])]
    syllables = [*known, *made]
    words = [w if chance.random() < 0.25 else f"{w} {chance.choice(syllables)}" for w in syllables for _ in range(4)]
    chance.shuffle(words)
    weights = list(itertools.accumulate(1 / (rank + 1) for rank in range(len(words))))
    for number in range(count):
        text = " ".join(chance.choices(words, cum_weights=weights, k=chance.randint(34, 68)))
        facts = {
            "type": [chance.choice(["Kế hoạch", "Thông báo", "Kết luận", "Quyết định"])], "year": [str(2015 + number % 10)],
            "province": [f"Tỉnh {number % 34}"], "agency": [f"Sở {number % 300}"], "unit": [f"Phòng {number % 900}"],
            "task": [chance.choice(["dated", "open", "recurring"])] if number % 3 else [],
            "due": [int(f"{2015 + number % 10}06{1 + number % 28:02}")], "day": [int(f"{2015 + number % 10}05{1 + number % 28:02}")],
        }  # fmt: skip
        yield f"/vb/{number // 20}", text, facts


def queries(count: int) -> list[str]:
    chance = random.Random(9)
    texts = [text for _, text, _ in itertools.islice(generated(400), 400)]
    found = []
    for _ in range(count):
        words = chance.choice(texts).split()
        start = chance.randrange(len(words) - 4)
        piece = " ".join(words[start : start + chance.choice([2, 2, 3, 4])])
        found.append(piece if chance.random() < 0.5 else fold(piece))
    return found


def spread(work: Callable[[str], object], asked: list[str]) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds over all queries, after one round that warms."""
    for query in asked:
        work(query)
    times = []
    for _ in range(REPEATS):
        for query in asked:
            started = time.perf_counter()
            work(query)
            times.append(1000 * (time.perf_counter() - started))
    times.sort()
    return statistics.median(times), times[int(len(times) * 0.95)]


def built(folder: Path, count: int, engine: str) -> float:
    """Seconds to analyse and write the passages, without those to generate them."""
    writer, seconds = open_writer(folder, engine), 0.0
    rows = generated(count)
    while batch := list(itertools.islice(rows, BATCH)):
        started = time.perf_counter()
        for key, text, facts in batch:
            writer.add(entry(key, text, facts))
        seconds += time.perf_counter() - started
    started = time.perf_counter()
    writer.close()
    return seconds + time.perf_counter() - started


def entry(key: str, text: str, facts: dict[str, list[str]]) -> Entry:
    made = dict(bare_entry(key, "Kế hoạch năm", text, facts))
    return made | {
        "shown": made["shown"] | {"label": f"Kế hoạch {key}", "title": "Kế hoạch năm", "section": "II > 1", "date": "2020-05-01"}
    }


def run(count: int) -> None:
    asked = queries(60)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        seconds = built(root / "ours", count, "tantivy")
        size = sum(p.stat().st_size for p in (root / "ours").rglob("*") if p.is_file()) / 2**20
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"\n{count:,} passages: built in {seconds:.1f} s ({count / seconds:,.0f}/s), {size:.0f} MiB, peak memory {peak:.0f} MiB")
        index = SearchIndex(root / "ours")
        schema = tantivy.SchemaBuilder().add_text_field("body", stored=False, tokenizer_name="whitespace").build()
        raw = tantivy.Index(schema)
        adder = raw.writer(64_000_000, 1)
        table = sqlite3.connect(root / "fts.db")
        table.execute("CREATE VIRTUAL TABLE p USING fts5(body, content='')")
        for number, (_, text, _) in enumerate(generated(count)):
            adder.add_document(tantivy.Document(body=fold(text)))
            table.execute("INSERT INTO p(rowid, body) VALUES (?, ?)", (number, fold(text)))
        adder.commit()
        adder.wait_merging_threads()
        table.commit()
        raw.reload()
        searcher = raw.searcher()

        def alone(query: str) -> object:
            terms = [(tantivy.Occur.Must, tantivy.Query.term_query(schema, "body", word)) for word in fold(query).split()]
            return searcher.search(tantivy.Query.boolean_query(terms), 10).hits

        def fts(query: str) -> object:
            words = " ".join(f'"{word}"' for word in fold(query).split())
            return table.execute("SELECT rowid FROM p WHERE p MATCH ? ORDER BY rank LIMIT 10", (words,)).fetchall()

        suggester = Suggester(Suggestion(f"Kế hoạch {n}/KH-UBND Phòng {n % 900}", "văn bản", f"/{n}", n % 7) for n in range(count // 10))
        for name, work in (
            ("search, facets, highlights", lambda q: index.search(Query(q, today="2020-06-15"))), ("raw Tantivy, top 10", alone), ("SQLite FTS5, top 10", fts),
            ("suggestions", lambda q: suggester.find(q[:4])), ("like this passage", lambda q: index.similar(q * 5)),
        ):  # fmt: skip
            middle, high = spread(work, asked)
            print(f"  {name:<28} p50 {middle:7.1f} ms   p95 {high:7.1f} ms")
        if count <= WHOOSH_UP_TO:
            seconds = built(root / "whoosh", count, "whoosh")
            plain = SearchIndex(root / "whoosh")
            middle, high = spread(lambda q: plain.search(Query(q, today="2020-06-15")), asked[:12])
            print(f"  {'the same by Whoosh':<28} p50 {middle:7.1f} ms   p95 {high:7.1f} ms   (built at {count / seconds:,.0f}/s)")
        shutil.rmtree(root / "ours")


if __name__ == "__main__":
    for count in [int(a) for a in sys.argv[1:]] or [20_000, 100_000]:
        run(count)
