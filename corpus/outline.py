"""The body as blocks: headings, items, paragraphs and table rows, each with its printed path.

Path conventions: printed numbers as printed ("II > 1 > (1)"), "-k" the k-th dash item under a heading, "+k" plus
items, "¶k" the k-th unnumbered paragraph. An annex prefixes "Phụ lục".
"""

import re
import string
from collections import defaultdict
from collections.abc import Set
from functools import lru_cache
from typing import Literal

from .layout import Layout
from .model import Block, Span
from .text import UPPER

_STAR = 77  # an asterisk heads dashes; where it stands among them, it is below them
_STAR_BELOW = 95
_MARKERS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (5, re.compile(r"\s*(?P<m>PHỤ LỤC(?:\s+(?:SỐ\s+)?[\dIVX]{1,4})?|Phụ lục(?:\s+(?:số\s+)?[\dIVX]{1,4}))\s*[.:]?(?=\s*$|\s+[A-ZĐ(])")),
    (10, re.compile(r"\s*(?P<m>(?:Phần|PHẦN)\s+(?:thứ\s+\w+|THỨ\s+\w+|[IVXL]+|\d+))\b\s*[.:]?")),
    (15, re.compile(r"\s*(?P<m>(?:Chương|CHƯƠNG)\s+[IVXL\d]+)\b\s*[.:]?")),
    (20, re.compile(r"\s*(?P<m>(?:Mục|MỤC)\s+[IVXL\d]+)\b\s*[.:]?")),
    (22, re.compile(r"\s*(?P<m>[A-E])\s?\.\s+(?=[A-ZĐ])")),
    (25, re.compile(r"\s*(?P<m>[IVX]{1,5})\s?[.)/-]\s*(?=\S|$)")),
    (30, re.compile(r"\s*(?P<m>(?:Điều|ĐIỀU)\s\d+[a-zđ]?)\s?[.:]\s*")),
    (35, re.compile(r"\s*(?P<m>(?:Nội dung|Nhóm nhiệm vụ|Nhiệm vụ|Vấn đề|Nhóm)\s+(?:thứ\s+\w+|\d{1,2}))\s?[.:]\s*(?=\S)")),
    (42, re.compile(rf"\s*(?P<m>\d{{1,2}}(?:\.\d{{1,2}}){{1,4}})(?:\s?[.)]?\s+(?=[^\W\d]|[^\w\s–-])|\s?[-–]\s*(?=[{UPPER}]))")),
    (40, re.compile(rf"\s*(?P<m>\d{{1,3}})\s?(?:(?:[.)](?![,;)])|/(?=\s))\s*(?=\D|$)|[-–]\s+(?=[{UPPER}]))")),
    (60, re.compile(r"\s*(?P<m>[a-zđ])(?:\s?\)\s*|\.\s+(?=[A-ZĐ]))")),
    (70, re.compile(r"\s*(?P<m>\(\d{1,3}\))\s*")),
    (90, re.compile(r"\s*(?:-\s)?(?P<m>\+)\s*(?=\S)")),
    (80, re.compile(r"\s*(?P<m>[-–—•])\s*(?=\S)")),
    (_STAR, re.compile(r"\s*(?P<m>\*)\s+(?=\S)")),
)
_PARAGRAPH = 75
_DASHES = {80, 90}
_ROW = 85
_SIGNS = {80: "-", 90: "+", _STAR: "*", _STAR_BELOW: "*", _PARAGRAPH: "¶"}
_RULE = re.compile(r"[\s|_=*-]*$")
_RULED = string.whitespace + "\xa0|_=*-"  # most of what a line that says nothing is made of


@lru_cache(maxsize=256)
def _by_first(first: str) -> tuple[tuple[int, re.Pattern[str]], ...]:
    """The markers that may begin with a character, in their order."""
    if first.isdigit():
        ranks = {40, 42}
    elif first in "-–—•+":
        ranks = {80, 90}
    elif first == "*":
        ranks = {_STAR}
    elif first == "(":
        ranks = {70}
    elif first and first in "abcdđeghiklmnopqrstuvxy":
        ranks = {60}
    elif first and first in "PCMĐIVXABDEN":
        ranks = {5, 10, 15, 20, 22, 25, 30, 35}
    else:
        return ()
    return tuple((rank, pattern) for rank, pattern in _MARKERS if rank in ranks)


def _marker(line: str) -> tuple[int, str, int]:
    """Rank, printed marker and where the content starts; rank 0 for an unmarked line."""
    for rank, pattern in _by_first(line.lstrip()[:1]):
        match = pattern.match(line)
        if match:
            marker = match["m"]
            if rank == 42:
                rank = 40 + marker.count(".") * 2
            return rank, marker, match.end()
    return 0, "", 0


def _rank_of_star(above: Set[int]) -> int:
    """The rank of an item with an asterisk, by those of the blocks it may stand under."""
    return _STAR_BELOW if above & _DASHES and _STAR not in above else _STAR


def _label(rank: int, marker: str, counter: dict[tuple[int, str], int], parent: int) -> str:
    """The step that a block adds to the path."""
    if rank == 60:
        return f"{marker})"
    if rank in _SIGNS:
        sign = _SIGNS[rank]
        counter[parent, sign] += 1
        return f"{sign}{counter[parent, sign]}"
    return marker


def build_blocks(text: str, layout: Layout) -> tuple[Block, ...]:
    """Every non-blank line of the reading text as a block; nothing is left out."""
    blocks: list[Block] = []
    stack: list[int] = []
    counter: dict[tuple[int, str], int] = defaultdict(int)
    tail = layout.tail
    start = 0
    annex = False
    for line in text.split("\n"):
        span = Span(start, start + len(line))
        start = span.end + 1
        if not (said := line.strip(_RULED)) or (not said[0].isalnum() and _RULE.match(line)):
            continue
        index = len(blocks)
        if span.start < layout.header_end:
            in_title = layout.title_span is not None and layout.title_span.start <= span.start < layout.title_span.end
            blocks.append(Block(index, span, _trim(text, span), "title" if in_title else "header", "", 0, "", -1))
            continue
        if tail and tail.start <= span.start < tail.end:
            blocks.append(Block(index, span, _trim(text, span), "tail", "", 0, "", -1))
            stack = []
            continue
        if tail and span.start >= tail.end and not annex:
            annex, stack = True, []
        if "\t" in line:
            blocks.append(_row(text, line, span, index, stack[-1] if stack else -1, annex))
            continue
        rank, marker, offset = _marker(line)
        effective = rank or _PARAGRAPH
        if rank == 25 and marker in {"C", "D"}:
            rank = effective = 22
        if rank == _STAR:
            rank = effective = _rank_of_star({blocks[at].rank for at in stack})
        while stack and blocks[stack[-1]].rank >= effective:
            stack.pop()
        parent = stack[-1] if stack else -1
        step = _label(effective, marker, counter, parent)
        above = blocks[parent].path if parent >= 0 else ("Phụ lục" if annex and rank != 5 else "")
        content = _trim(text, Span(span.start + offset, span.end))
        path = f"{above} > {step}" if above else step
        kind = _kind_of(effective, rank, content.of(text))
        blocks.append(Block(index, span, content, kind, marker, effective, path, parent))
        stack.append(index)
    return tuple(blocks)


def _kind_of(effective: int, rank: int, content: str) -> Literal["heading", "item", "paragraph"]:
    """Headings are short numbered blocks above item rank, or any from Roman numerals up."""
    if rank and rank < 60 and (rank <= 30 or not content.endswith((".", ";", "./.")) or len(content) < 60):
        return "heading"
    return "item" if rank else "paragraph"


def _trim(text: str, span: Span) -> Span:
    line = text[span.start : span.end]
    if not line or not (line[0].isspace() or line[-1].isspace() or line[-1] == "|"):
        return span
    start = span.end - len(line.lstrip())
    kept = line.rstrip()
    while kept.endswith("|"):
        kept = kept.rstrip("|").rstrip()
    return Span(start, max(start, span.start + len(kept)))


def _row(text: str, line: str, span: Span, index: int, parent: int, annex: bool) -> Block:
    cells = []
    at = span.start
    for cell in line.split("\t"):
        cells.append(_trim(text, Span(at, at + len(cell))))
        at += len(cell) + 1
    path = "Phụ lục" if annex else ""
    return Block(index, span, _trim(text, span), "row", cells[0].of(text), _ROW, path, parent, tuple(cells))
