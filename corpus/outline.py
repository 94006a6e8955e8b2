"""The body as blocks: headings, items, paragraphs and table rows, each with its printed path.

Path conventions: printed numbers as printed ("II > 1 > (1)"), "-k" the k-th dash item under a heading, "+k" plus
items, "¶k" the k-th unnumbered paragraph. An annex prefixes "Phụ lục".
"""

import re
import string
from collections import defaultdict
from collections.abc import Set
from functools import partial
from typing import Literal

from .layout import Layout
from .model import Block, Span
from .text import UPPER

_LETTER, _ROMAN, _LETTER_BELOW = 22, 25, 27  # letters head Roman numerals; where these come first, they are below them
_STAR = 77  # an asterisk heads dashes; where it stands among them, it is below them
_STAR_BELOW = 95
_MARKERS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (5, re.compile(r"\s*(?P<m>PHỤ LỤC(?:\s+(?:SỐ\s+)?[\dIVX]{1,4})?|Phụ lục(?:\s+(?:số\s+)?[\dIVX]{1,4}))\s*[.:]?(?=\s*$|\s+[A-ZĐ(])")),
    (10, re.compile(r"\s*(?P<m>(?:Phần|PHẦN)\s+(?:thứ\s+\w+|THỨ\s+\w+|[IVXL]+|\d+))\b\s*[.:]?")),
    (15, re.compile(r"\s*(?P<m>(?:Chương|CHƯƠNG)\s+[IVXL\d]+)\b\s*[.:]?")),
    (20, re.compile(r"\s*(?P<m>(?:Mục|MỤC)\s+[IVXL\d]+)\b\s*[.:]?")),
    (_LETTER, re.compile(r"\s*(?P<m>[A-E])\s?\.\s+(?=[A-ZĐ])")),
    (_ROMAN, re.compile(r"\s*(?P<m>[IVX]{1,5})\s?[.)/-]\s*(?=\S|$)")),
    (30, re.compile(r"\s*(?P<m>(?:Điều|ĐIỀU)\s\d+[a-zđ]?)\s?[.:]\s*")),
    (35, re.compile(r"\s*(?P<m>(?:Nội dung|Nhóm nhiệm vụ|Nhiệm vụ|Vấn đề|Nhóm)\s+(?:thứ\s+\w+|\d{1,2}))\s?[.:]\s*(?=\S)")),
    (42, re.compile(rf"\s*(?P<m>\d{{1,2}}(?:\.\d{{1,2}}){{1,4}})(?:\s?[.)]?\s+(?=[^\W\d]|[^\w\s–-])|\s?[-–]\s*(?=[{UPPER}]))")),
    (40, re.compile(rf"\s*(?P<m>\d{{1,3}})\s?(?:(?:[.)](?![,;)])|/(?=\s))\s*(?=\D|$)|[-–]\s+(?=[{UPPER}]))")),
    (60, re.compile(r"\s*(?P<m>[a-zđ])(?:\s?\)\s*|[.,]\s+(?=[A-ZĐ]))")),
    (70, re.compile(r"\s*(?P<m>\(\d{1,3}\))\s*")),
    (90, re.compile(r"\s*(?:-\s)?(?P<m>\+)\s*(?=\S)")),
    (80, re.compile(r"\s*(?P<m>[-–—•])\s*(?=\S)")),
    (_STAR, re.compile(r"\s*(?P<m>\*)\s+(?=\S)")),
)
_PARAGRAPH = 75
_NOWHERE = Span(-1, -1)
_span = partial(tuple.__new__, Span)  # a Span of a pair, without a call of Python, as every line and cell has two
_DASHES = {80, 90}
_ROW = 85
_SIGNS = {80: "-", 90: "+", _STAR: "*", _STAR_BELOW: "*", _PARAGRAPH: "¶"}
_RULE = re.compile(r"[\s|_=*-]*$")
_RULED = string.whitespace + "\xa0|_=*-"  # most of what a line that says nothing is made of


_RANKS_BY_FIRST = (
    (string.digits, {40, 42}),
    ("-–—•+", {80, 90}),
    ("*", {_STAR}),
    ("(", {70}),
    ("abcdđeghiklmnopqrstuvxy", {60}),
    ("PCMĐIVXABDEN", {5, 10, 15, 20, _LETTER, _ROMAN, 30, 35}),
)
# the markers that may begin with a character, in their order
_BY_FIRST = {
    first: tuple((rank, pattern.match) for rank, pattern in _MARKERS if rank in ranks)
    for firsts, ranks in _RANKS_BY_FIRST
    for first in firsts
}


def _marker(line: str, first: str) -> tuple[int, str, int]:
    """Rank, printed marker and where the content starts of a line, told by its first character that is no blank; rank 0 for an unmarked line."""
    for rank, match_at in _BY_FIRST.get(first, ()):
        if match := match_at(line):
            marker = match["m"]
            return (rank if rank != 42 else 40 + marker.count(".") * 2), marker, match.end()
    return 0, "", 0


def _rank_of_letter(above: Set[int]) -> int:
    """The rank of a heading with a letter, by those of the blocks it may stand under ("II. … A. … B. … III. …")."""
    return _LETTER_BELOW if _ROMAN in above and _LETTER not in above else _LETTER


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
    stack: list[Block] = []
    counter: dict[tuple[int, str], int] = defaultdict(int)
    header_end, tail = layout.header_end, layout.tail or _NOWHERE
    tail_start, tail_end = tail if layout.tail else (len(text) + 1, len(text) + 1)
    following = 0
    annex = False
    for line in text.split("\n"):
        start, following = following, following + len(line) + 1
        if not line or not (said := line.strip(_RULED)) or (not said[0].isalnum() and _RULE.match(line)):
            continue
        span = _span((start, following - 1))
        if start < header_end or tail_start <= start < tail_end:
            blocks.append(Block(len(blocks), span, _content(line, start, 0), _around(layout, start), "", 0, "", -1))
            stack = []
            continue
        if start >= tail_end and not annex:
            annex, stack = True, []
        if "\t" in line:
            blocks.append(_row(line, span, len(blocks), stack[-1].index if stack else -1, annex))
            continue
        rank, marker, offset = _marker(line, said[0] if line[0] == said[0] else line.lstrip()[:1])
        if rank == _ROMAN and marker in {"C", "D"}:
            rank = _LETTER
        if rank == _LETTER:
            rank = _rank_of_letter({above.rank for above in stack})
        elif rank == _STAR:
            rank = _rank_of_star({above.rank for above in stack})
        effective = rank or _PARAGRAPH
        while stack and stack[-1].rank >= effective:
            stack.pop()
        bare = not rank and said[0] == line[0] and said[-1] == line[-1]
        content = span if bare else _content(line, start, offset)
        kind = _kind_of(rank, text, content) if rank else "paragraph"
        if stack:
            parent = stack[-1].index
            path = f"{stack[-1].path} > {_label(effective, marker, counter, parent)}"
        else:
            parent, path = -1, _label(effective, marker, counter, -1)
            if annex and rank != 5:
                path = f"Phụ lục > {path}"
        block = Block(len(blocks), span, content, kind, marker, effective, path, parent)
        blocks.append(block)
        stack.append(block)
    return tuple(blocks)


def _around(layout: Layout, start: int) -> Literal["title", "header", "tail"]:
    """The kind of a line that stands around the body, by where it starts."""
    if start >= layout.header_end:
        return "tail"
    return "title" if layout.title_span and layout.title_span.start <= start < layout.title_span.end else "header"


def _kind_of(rank: int, text: str, content: Span) -> Literal["heading", "item"]:
    """Headings are short numbered blocks above item rank, or any from Roman numerals up."""
    start, end = content
    heads = rank <= 30 or (rank < 60 and (end - start < 60 or not text.endswith((".", ";", "./."), start, end)))
    return "heading" if heads else "item"


def _content(line: str, start: int, offset: int) -> Span:
    """What a line that starts at an offset of the text says from a column on, without blanks and the marks of a table around it."""
    end = len(line)
    if line and (line[-1].isspace() or line[-1] == "|"):
        kept = line.rstrip()
        while kept.endswith("|"):
            kept = kept.rstrip("|").rstrip()
        end = len(kept)
    if line[offset : offset + 1].isspace():
        offset = len(line) - len(line[offset:].lstrip())
    return _span((start + offset, start + max(offset, end)))


def _row(line: str, span: Span, index: int, parent: int, annex: bool) -> Block:
    cells = []
    at = span.start
    for cell in line.split("\t"):
        cells.append(_content(cell, at, 0))
        at += len(cell) + 1
    first = line[cells[0].start - span.start : cells[0].end - span.start]
    return Block(index, span, _content(line, span.start, 0), "row", first, _ROW, "Phụ lục" if annex else "", parent, tuple(cells))
