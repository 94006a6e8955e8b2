"""Where the lines of a PDF page stand, and what that says: paragraphs, lines that go on, rows of tables.

The caller sees to it that no other thread is in pdfium.
"""

import ctypes
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw as pdfium

from .flow import MARKER
from .ruled import Grid

_DASH = re.compile(r"\s*[-–+]\s")  # begins an item, or goes on with a name cut before its dash
STOP = re.compile(r"[.,;:]\W*$")
_PARAGRAPH_STEP = 1.2  # of the usual distance between lines
_BLANK = 3.0  # points, the least width of a blank
_SLACK = 4.0  # points between left edges that are the same
_LEAST_MARGIN = 0.8  # the share of the page's width that the text at least takes up to its right edge
_RAGGED = 50  # the share of the width, one part in so many, that lines of ragged text leave free


def table_rows(layer: pypdfium2.PdfTextPage, text: str, ruled: list[Grid]) -> list[tuple[int, int, str]]:
    """The characters of each table of data, as (start, end, text instead): its rows as lines at the first of them, nothing at the others."""
    found: list[tuple[int, int, str]] = []
    boxes = [layer.get_charbox(at) for at in range(len(text))] if ruled else []
    for grid in ruled:
        cells: dict[tuple[int, int], str] = {}
        runs: list[list[int]] = []
        last = -1
        for at, (left, bottom, right, top) in enumerate(boxes):
            if text[at].isspace():
                continue
            owner = grid.cell((left + right) / 2, (bottom + top) / 2)
            if owner is None:
                continue
            near = bool(runs) and not text[last + 1 : at].strip()
            together = near and (last + 1 == at or (" " not in text[last:at] and _touch(boxes[last], boxes[at])))
            cells[owner] = cells[owner] + ("" if together else " ") + text[at] if owner in cells else text[at]
            if near:
                runs[-1][1] = at + 1
            else:
                runs.append([at, at + 1])
            last = at
        if runs and grid.is_data(cells):
            lines = "\n".join(grid.lines(cells))
            found += [(start, end, f"\n{lines}\n" if start == runs[0][0] else "\n") for start, end in runs]
    return found


def _touch(before: tuple[float, ...], after: tuple[float, ...]) -> bool:
    """Whether two characters stand on one line with no room for a blank between them (boxes are left, bottom, right, top)."""
    height = max(before[3] - before[1], after[3] - after[1])
    return abs(before[1] - after[1]) < height / 2 and -height / 2 < after[0] - before[2] < _BLANK / 2


def inside(runs: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a span, or a place where start and end are the same, lies in one of the runs."""
    return any(start < stop and end > begin if start < end else begin < start < stop for begin, stop in runs)


def line_breaks(layer: pypdfium2.PdfTextPage, text: str, page_width: float, tables: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """What the line breaks of a page stand for, as (start, end, text instead), told by where the lines are.

    A line that stands further below the one before it than is usual begins a paragraph; one whose first word had no
    room on the line before it goes on with that line; any other stays a line. Lines of `tables` (start, end) are left to them.
    """
    lines = [line for line in _placed_lines(layer, text) if line.right > line.left and not inside(tables, line.start, line.end)]
    if not lines:
        return []
    margin = max(_LEAST_MARGIN * page_width, *(line.right for line in lines))  # a page of short lines does not show it
    width = margin - min(line.left for line in lines)
    pairs = [(above, below, above.height - below.height) for above, below in itertools.pairwise(lines)]
    full = [
        step > 1
        and above.right - above.left > width / 2
        and above.right + below.first_word + _BLANK > margin - width / _RAGGED
        and (below.left <= above.left + _SLACK or (above.centred_with(below) and not above.text.isupper()))
        for above, below, step in pairs
    ]
    usual = sorted(step for (_, _, step), is_full in zip(pairs, full, strict=True) if is_full)
    limit = _PARAGRAPH_STEP * (usual[len(usual) // 2] if usual else min((step for _, _, step in pairs if step > 1), default=0))
    found = []
    for (above, below, step), is_full in zip(pairs, full, strict=True):
        if abs(step) <= 1 and " " not in (above.text[-1:], below.text[:1]) and -_BLANK < below.left - above.right < _BLANK / 2:
            found.append((above.end, below.start, ""))  # one word, whose letters are of two fonts
        elif step > limit:
            found.append((below.start, below.start, "\n"))
        elif is_full and not (MARKER.match(below.text) and not (_DASH.match(below.text) and not STOP.search(above.text))):
            found.append((above.end, below.start, " "))
    return [one for one in found if not inside(tables, one[0], one[1])]


@dataclass(frozen=True, slots=True)
class _Line:
    """One line: its characters, half-open, its edges and baseline and the width of its first word, in points."""

    start: int
    end: int
    text: str
    left: float
    right: float
    height: float
    first_word: float

    def centred_with(self, other: "_Line") -> bool:
        """Whether both lines have their middle at one place, as the lines of a title do."""
        return abs((self.left + self.right) - (other.left + other.right)) < 2 * _SLACK


def _placed_lines(layer: pypdfium2.PdfTextPage, text: str) -> Iterator[_Line]:
    x, y = ctypes.c_double(), ctypes.c_double()
    at = 0
    for line in text.split("\r\n"):
        if line.strip():
            first = at + len(line) - len(line.lstrip())
            word = first + len(line.split(maxsplit=1)[0]) - 1
            pdfium.FPDFText_GetCharOrigin(layer, first, x, y)
            left, right = layer.get_charbox(first)[0], layer.get_charbox(at + len(line.rstrip()) - 1)[2]
            yield _Line(at, at + len(line), line, left, right, y.value, layer.get_charbox(word)[2] - left)
        at += len(line) + 2
