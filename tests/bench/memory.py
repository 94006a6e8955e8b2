"""Memory of a build against the number of files: the samples under other numbers as text, HTML, Word and PDF; the largest resident size of the building
process and of its workers, each build in a process of its own.

    python tests/bench/memory.py [FILES…]
"""

import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import formats
import pdfmaker

SIZES = [1_000, 10_000]
MAKERS = [
    (".txt", str.encode),
    (".html", formats.html),
    (".docx", formats.word),
    (".pdf", lambda text: pdfmaker.write(pdfmaker.flowed(text))),
]


def fill(folder: Path, files: int) -> None:
    """Files whose documents differ by their number."""
    texts = [p.read_text(encoding="utf-8") for p in formats.SAMPLES]
    for number in range(files):
        text = re.sub(r"(?m)^(Số:\s*)[\d.]*", lambda match, number=number: f"{match[1]}{number + 1}", texts[number % len(texts)], count=1)  # type: ignore[misc]
        ending, make = MAKERS[number % len(MAKERS)]
        (folder / f"{number:06d}{ending}").write_bytes(make(text))


def measured(source: Path, data: Path) -> dict[str, float]:
    """Builds in this process: seconds, and mebibytes of it and of the largest worker."""
    from portal.build import build

    began = time.perf_counter()
    report = build(source, data, "https://cancu.example/")
    seconds = time.perf_counter() - began
    own, worker = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {"documents": report.counts["documents"], "seconds": seconds, "own": own, "worker": worker}


def main() -> None:
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measured(Path(sys.argv[2]), Path(sys.argv[3]))))
        return
    for files in [int(argument) for argument in sys.argv[1:]] or SIZES:
        with tempfile.TemporaryDirectory(prefix="cancu-") as folder:
            source = Path(folder) / "van-ban"
            source.mkdir()
            fill(source, files)
            told = subprocess.run(
                [sys.executable, __file__, "--one", str(source), f"{folder}/data"], capture_output=True, text=True, check=True
            )
            found = json.loads(told.stdout)
            print(
                f"{files:7,} tệp  {found['documents']:7,} văn bản  {found['seconds']:6.1f} s  {files / found['seconds']:6.0f} tệp/s"
                f"  tiến trình dựng {found['own']:5.0f} MiB  tiến trình đọc {found['worker']:5.0f} MiB"
            )


if __name__ == "__main__":
    main()
