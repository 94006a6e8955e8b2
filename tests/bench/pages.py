"""Pages of a large collection: server time of searches, documents, units, legal documents and the register, with eight readers at once.

    python tests/bench/pages.py [PASSAGES]        default 100,000

The documents are the samples, varied: other numbers, days, provinces and words, so that agencies, units and bases grow with the collection.
Readers ask one page after another, first without a pause, then with half a second on average to read; they run on the same machine. The time
told is that from the request to the whole answer. Without a pause eight readers ask for all that two cores give: the time is that of the queue.
"""

import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections import defaultdict
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote

from corpus.vocabulary import vocabulary
from portal.build import build
from portal.settings import Settings

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples"
READERS, PER_READER = 8, 60
_SERIAL = re.compile(r"(Số: )\d+(?=[/-])")
_YEAR = re.compile(r"(năm )20\d\d")
_WORDS = [
    "tài sản",
    "kinh phí",
    "hồ sơ",
    "kiểm kê",
    "dự toán",
    "đề tài",
    "thiết bị",
    "hợp đồng",
    "nghiệm thu",
    "báo cáo",
    "lưu trữ",
    "đào tạo",
    "giống cây",
    "nguồn gen",
    "sáng kiến",
    "an toàn",
]


def varied(count: int, rng: random.Random) -> list[str]:
    """Texts of about `count` passages."""
    texts = [p.read_text(encoding="utf-8") for p in sorted(SAMPLES.glob("*.txt"))]
    lines = [sum(1 for line in text.splitlines() if line.strip()) for text in texts]
    provinces = [p.label for p in vocabulary().provinces]
    own = re.compile("|".join(sorted({p for p in provinces if any(p in t for t in texts)}, key=len, reverse=True)))
    made: list[str] = []
    passages = 0
    while passages < count:
        at = len(made) % len(texts)
        place = rng.choice(provinces)
        text = own.sub(place, texts[at])
        text = own.sub(place, _SERIAL.sub(lambda m: f"{m[1]}{rng.randint(1, 9999)}", text))
        text = _YEAR.sub(lambda m: f"{m[1]}{rng.randint(2015, 2025)}", text, count=1)
        text = re.sub(r"(?<=[a-zđ]) và (?=[a-zđ])", lambda m: f", {rng.choice(_WORDS)}{m[0]}" if rng.random() < 0.5 else m[0], text)
        made.append(text)
        passages += lines[at]
    return made


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def ask(address: str) -> float:
    began = time.perf_counter()
    with urllib.request.urlopen(urllib.request.Request(address, headers={"Accept": "text/html"})) as answer:
        answer.read()
    return 1000 * (time.perf_counter() - began)


def addresses(base: str, rng: random.Random) -> dict[str, list[str]]:
    """Pages of each kind, found as a reader finds them: by following links."""

    def found(path: str, pattern: str) -> list[str]:
        with urllib.request.urlopen(urllib.request.Request(base + path, headers={"Accept": "text/html"})) as answer:
            return sorted(set(re.findall(pattern, answer.read().decode())))

    documents = found("/van-ban?tinh=" + quote("Lâm Đồng"), r'href="(/vb/[^"?#]+)"') or found("/van-ban", r'href="(/vb/[^"?#]+)"')
    register = [f"/nhiem-vu?trang={n}" for n in range(1, 9)]
    units = [u for page in register for u in found(page, r'href="(/to-chuc/[^"?#]+)"')]
    kinds = {
        "tìm kiếm": [f"/tim-kiem?q={quote(' '.join(rng.sample(_WORDS, 2)))}" for _ in range(60)],
        "văn bản": documents[:200], "đơn vị": units, "văn bản pháp lý": found("/can-cu", r'href="(/vb/[^"?#]+)"')[:100], "nhiệm vụ": register, "trang chủ": ["/"],
    }  # fmt: skip
    return {kind: [base + path for path in paths] for kind, paths in kinds.items() if paths}


def told(name: str, times: list[float]) -> None:
    cut = quantiles(times, n=20)
    print(f"{name:18} p50 {median(times):7.1f} ms   p95 {cut[18]:7.1f} ms   ({len(times)})")


def crowd(pages: dict[str, list[str]], pause: float) -> None:
    """Eight readers at once, each asking page after page, with or without a pause (seconds) to read."""
    together: dict[str, list[float]] = defaultdict(list)
    began = time.perf_counter()

    def reader(seed: int) -> None:
        mine = random.Random(seed)
        for _ in range(PER_READER):
            kind = mine.choice(list(pages))
            together[kind].append(ask(mine.choice(pages[kind])))
            time.sleep(2 * pause * mine.random())

    seeds = range(READERS) if pause else range(100, 100 + READERS)
    threads = [threading.Thread(target=reader, args=(n,)) for n in seeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    said = f"nghỉ {pause} giây giữa hai trang" if pause else "không nghỉ"
    print(f"{READERS} người đọc cùng lúc, {said}: {READERS * PER_READER / (time.perf_counter() - began):.0f} trang một giây")
    for kind, times in together.items():
        told(kind, times)
    told("tất cả", [t for times in together.values() for t in times])


def run(count: int) -> None:
    rng = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        source, data = Path(folder) / "van-ban", Path(folder) / "data"
        source.mkdir()
        texts = varied(count, rng)
        for n, text in enumerate(texts):
            (source / f"{n:06}.txt").write_text(text, encoding="utf-8")
        began = time.perf_counter()
        build(source, data, Settings().base_iri, jobs=2)
        print(f"{len(texts)} văn bản, {count} đoạn: dựng {time.perf_counter() - began:.0f} giây")
        shutil.rmtree(source)
        port = free_port()
        server = subprocess.Popen([sys.executable, "-c", "from portal.cli import main; main()", "serve", "--data", str(data), "--port", str(port)],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        base = f"http://127.0.0.1:{port}"
        try:
            for _ in range(300):
                try:
                    ask(base + "/gioi-thieu")
                    break
                except OSError:
                    time.sleep(0.2)
            pages = addresses(base, rng)
            for kind in pages:  # what is made once for a state is made before
                ask(pages[kind][0])
            alone = {kind: [ask(rng.choice(paths)) for _ in range(30)] for kind, paths in pages.items()}
            print("một người đọc:")
            for kind, times in alone.items():
                told(kind, times)
            for pause in (0.0, 0.5):
                crowd(pages, pause)
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    run(int(sys.argv[1].replace(",", "")) if len(sys.argv) > 1 else 100_000)
