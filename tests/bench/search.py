"""Search at size: build, index size, and times of a search with facets and highlights beside raw Tantivy and SQLite FTS5.

`python tests/bench/search.py [PASSAGES…]` (default 20000 100000; 500000 takes some minutes).
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
from index.build import IndexWriter, bare_entry
from index.model import Query
from index.search import SearchIndex
from index.suggest import Suggester, Suggestion

REPEATS = 3


def generated(count: int) -> Iterator[tuple[str, str, dict[str, list[str]]]]:
    """Passages of 60 to 120 syllables from a vocabulary with a Zipf distribution: (key, text, facets)."""
    chance = random.Random(3)
    known = sorted({w.lower() for words in vocabulary().cues.values() for phrase in words for w in phrase.split()})
    vowels = ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "á", "à", "ạ", "ế", "ố", "ớ"]
    made = ["".join(p) for p in itertools.product("bcdghklmnprstvx", vowels, ["", "n", "c", "ng", "t", "m"])]
    words = [*known, *made]
    weights = [1 / (rank + 1) for rank in range(len(words))]
    for number in range(count):
        text = " ".join(chance.choices(words, weights, k=chance.randint(60, 120)))
        facts = {
            "type": [chance.choice(["Kế hoạch", "Thông báo", "Kết luận", "Quyết định"])], "year": [str(2015 + number % 10)],
            "province": [f"Tỉnh {number % 34}"], "agency": [f"Sở {number % 300}"], "unit": [f"Phòng {number % 900}"], "label": [f"Kế hoạch {number // 20}"],
            "date": [f"{2015 + number % 10}-05-{1 + number % 28:02}"], "section": ["II > 1"], "title": ["Kế hoạch năm"],
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


def run(count: int) -> None:
    asked = queries(60)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        started = time.perf_counter()
        writer = IndexWriter(root / "ours")
        for key, text, facts in generated(count):
            writer.add(bare_entry(key, "Kế hoạch năm", text, facts))
        writer.close()
        seconds = time.perf_counter() - started
        size = sum(p.stat().st_size for p in (root / "ours").rglob("*") if p.is_file()) / 2**20
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"\n{count:,} passages: built in {seconds:.0f} s ({count / seconds:,.0f}/s, generator within), {size:.0f} MiB, peak memory {peak:.0f} MiB"
        )
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
            ("search, facets, highlights", lambda q: index.search(Query(q))), ("raw Tantivy, top 10", alone), ("SQLite FTS5, top 10", fts),
            ("suggestions", lambda q: suggester.find(q[:4])), ("like this passage", lambda q: index.similar(q * 5)),
        ):  # fmt: skip
            middle, high = spread(work, asked)
            print(f"  {name:<28} p50 {middle:7.1f} ms   p95 {high:7.1f} ms")
        shutil.rmtree(root / "ours")


if __name__ == "__main__":
    for count in [int(a) for a in sys.argv[1:]] or [20_000, 100_000]:
        run(count)
