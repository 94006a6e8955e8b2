"""Scanned pages: what is left of the reading after Tesseract, and seconds a page.

`python tests/bench/scans.py FONT.ttf [FOLDER]` draws each text of a folder (default: the samples) on A4 pages at 300 dots an inch in a font
that has Vietnamese letters, turns them by half a degree, adds noise and a red stamp, and compares citations and tasks with those of the text.
"""

import io
import random
import sys
import textwrap
import time
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont

from corpus.model import Record
from corpus.ocr import Tesseract
from corpus.pipeline import extract
from corpus.source import read, read_bytes
from corpus.text import fold
from corpus.tools import Tools
from corpus.vocabulary import vocabulary
from portal.recognition import engine

ROOT = Path(__file__).resolve().parents[2]
PAGE, MARGIN, SIZE, STEP, COLUMNS = (2480, 3508), 230, 50, 74, 72  # 300 dots an inch, 13 points
LINES = (PAGE[1] - 2 * MARGIN) // STEP


def pages(text: str, font: ImageFont.FreeTypeFont, seed: int) -> bytes:
    """A text as a scanned TIFF of several pages."""
    lines = [line for paragraph in text.split("\n") for line in (textwrap.wrap(paragraph.expandtabs(4), COLUMNS) or [""])]
    found = []
    chance = random.Random(seed)
    for start in range(0, len(lines), LINES):
        page = Image.new("RGB", PAGE, "white")
        draw = ImageDraw.Draw(page)
        for number, line in enumerate(lines[start : start + LINES]):
            draw.text((MARGIN, MARGIN + number * STEP), line, fill=(20, 20, 30), font=font)
        page = page.rotate(chance.uniform(-0.5, 0.5), Image.Resampling.BICUBIC, fillcolor="white")
        noise = Image.effect_noise(PAGE, 40).point(lambda grey: 255 if grey > 18 else 120)
        page = ImageChops.multiply(page, Image.merge("RGB", (noise, noise, noise)))
        ImageDraw.Draw(page).ellipse((1300, 2700, 1900, 3300), outline=(230, 40, 40), width=14)
        found.append(page)
    stream = io.BytesIO()
    found[0].save(stream, "TIFF", save_all=True, append_images=found[1:], compression="jpeg")
    return stream.getvalue()


def citations(record: Record) -> list[str]:
    return sorted(c.canonical for c in record.citations)


def tasks(record: Record) -> list[str]:
    return sorted(" ".join(fold(t.span.of(record.document.text)).split())[:24] for t in record.tasks)


def matched(left: list[str], right: list[str]) -> int:
    """How many of two lists are the same, each used once."""
    rest = list(right)
    return sum(item in rest and (rest.remove(item) or True) for item in left)


def main() -> None:
    if len(sys.argv) < 2 or engine("auto") is None:
        raise SystemExit("Cần: phông chữ .ttf có tiếng Việt làm tham số thứ nhất, và Tesseract với gói tiếng Việt.")
    font = ImageFont.truetype(sys.argv[1], SIZE)
    if bytes(font.getmask("ệ")) == bytes(font.getmask("\uffff")):
        raise SystemExit(f"{sys.argv[1]}: phông này không có chữ Việt.")
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "corpus" / "samples"
    ocr = Tesseract(engine("auto") or "")
    totals = {"citations": [0, 0, 0], "tasks": [0, 0, 0]}
    seconds, count = 0.0, 0
    for seed, path in enumerate(sorted(folder.glob("*.txt"))):
        raw = read(path)
        truth = extract(raw, vocabulary())
        data = pages(raw.original, font, seed)
        started = time.perf_counter()
        seen = read_bytes(data, f"{path.stem}.tif", Tools(ocr))
        seconds += time.perf_counter() - started
        with Image.open(io.BytesIO(data)) as image:
            count += getattr(image, "n_frames", 1)
        record = extract(seen, vocabulary())
        for name, of in (("citations", citations), ("tasks", tasks)):
            want, got = of(truth), of(record)
            for at, figure in enumerate((matched(want, got), len(want), len(got))):
                totals[name][at] += figure
        print(
            f"{path.stem[:44]:<46}{matched(citations(truth), citations(record))}/{len(truth.citations)} citations, {seen.told[0].message}"
        )
    for name, (same, want, got) in totals.items():
        print(f"{name:<10} P {same / max(1, got):.3f}  R {same / max(1, want):.3f}  F1 {2 * same / max(1, want + got):.3f}  ({want})")
    print(f"{count} pages, {seconds / count:.1f} s a page on one core at a time")


if __name__ == "__main__":
    main()
