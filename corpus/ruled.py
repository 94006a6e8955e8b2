"""Tables of a PDF page, told by their ruling lines: a text layer knows where characters stand and nothing of cells.

Distances are points from the lower left corner of the page. The caller sees to it that no other thread is in pdfium.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from ctypes import c_float
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

_THIN = 3.0  # the width of a ruling line at most, which is drawn as a stroke or as a thin box
_SNAP = 3.0  # between the ends of lines that meet
_SHORTEST = 5.0  # of a ruling line
_MOST_LINES = 4_000  # a page with more is a drawing
_MOST_BOXES = 20_000  # looked at on a page
_MOST_CELLS = 4_000  # of a table on one page: a finer grid is graph paper or a drawing
_DATA_COLUMNS = 3
_NUMBERED = re.compile(r"(?i)\W*(?:s?tt|số\s+(?:tt|thứ\s+tự))\W*")


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruling line: its place across its direction, and its two ends along it."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: edges of columns from left to right, of rows from top to bottom, and the owner (row, column) of each place.

    The owner is the first row and column of the cell which a place belongs to, so merged cells have one owner.
    """

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    owners: tuple[tuple[tuple[int, int], ...], ...]

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """The owner of the place where a point lies; None outside the table."""
        row = next((at for at in range(len(self.rows) - 1) if self.rows[at] >= y > self.rows[at + 1]), None)
        column = next((at for at in range(len(self.columns) - 1) if self.columns[at] <= x < self.columns[at + 1]), None)
        return None if row is None or column is None else self.owners[row][column]

    def lines(self, cells: dict[tuple[int, int], str]) -> list[str]:
        """One line a row, its cells set apart by tabs; what stands in a cell of several rows holds for each, but a row's number is its own."""
        found = []
        for row, owners in enumerate(self.owners):
            line = []
            for column, owner in enumerate(owners):
                above, left = owner[0] < row, owner[1] < column
                line.append("" if left or (above and column == 0) else cells.get(owner, ""))
            if any(line):
                found.append("\t".join(line))
        return found

    def is_data(self, cells: dict[tuple[int, int], str]) -> bool:
        """Whether a table holds data rather than layout: three columns with words or more, or a column of numbers."""
        filled = {column for (_, column), text in cells.items() if text}
        return len(filled) >= _DATA_COLUMNS or _NUMBERED.fullmatch(cells.get((0, 0), "")) is not None


def grids(page: pypdfium2.PdfPage) -> list[Grid]:
    """The tables of a page from top to bottom: ruling lines that meet and part at least two columns."""
    level: list[Rule] = []
    upright: list[Rule] = []
    for left, bottom, right, top in itertools.islice(_boxes(page), _MOST_BOXES):
        if top - bottom <= _THIN and right - left >= _SHORTEST:
            level.append(Rule((top + bottom) / 2, left, right))
        elif right - left <= _THIN and top - bottom >= _SHORTEST:
            upright.append(Rule((left + right) / 2, bottom, top))
        if len(level) + len(upright) > _MOST_LINES:
            return []
    found = [_grid(*group) for group in _groups(level, upright)]
    return sorted((grid for grid in found if grid), key=lambda grid: -grid.rows[0])


def _boxes(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    """The boxes (left, bottom, right, top) of each straight stroke and each filled shape drawn on the page."""
    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3):
        matrices, within = [drawn.get_matrix()], drawn.container
        while within is not None:
            matrices.append(within.get_matrix())
            within = within.container
        fill, stroke = raw.c_int(), raw.c_int()
        raw.FPDFPath_GetDrawMode(drawn, fill, stroke)
        for shape in _shapes(drawn.raw):
            points = shape
            for matrix in matrices:
                points = [matrix.on_point(*point) for point in points]
            if stroke.value:
                yield from (_around(pair) for pair in itertools.pairwise(points))
            elif fill.value:
                yield _around(points)


def _shapes(path: raw.FPDF_PAGEOBJECT) -> Iterator[list[tuple[float, float]]]:
    """The points of each part of a path."""
    points: list[tuple[float, float]] = []
    x, y = c_float(), c_float()
    for at in range(min(raw.FPDFPath_CountSegments(path), _MOST_LINES)):
        segment = raw.FPDFPath_GetPathSegment(path, at)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        points.append((x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def _around(points: Iterable[tuple[float, float]]) -> tuple[float, float, float, float]:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _groups(level: Sequence[Rule], upright: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that meet, directly or through others: the lines of one table."""
    parent = list(range(len(level) + len(upright)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    by_height = sorted(range(len(level)), key=lambda at: level[at].at)
    for number, wall in enumerate(upright, len(level)):
        for at in by_height:
            line = level[at]
            if line.at > wall.end + _SNAP:
                break
            if line.at >= wall.start - _SNAP and line.start - _SNAP <= wall.at <= line.end + _SNAP:
                parent[root(at)] = root(number)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for at, line in enumerate((*level, *upright)):
        groups.setdefault(root(at), ([], []))[at >= len(level)].append(line)
    return list(groups.values())


def _grid(level: Sequence[Rule], upright: Sequence[Rule]) -> Grid | None:
    columns, rows = _places(upright), _places(level)[::-1]
    if upright and rows:  # a row cut by the end of the page may have no line there
        top, bottom = max(rule.end for rule in upright), min(rule.start for rule in upright)
        rows = [*([top] if top > rows[0] + 2 * _SNAP else []), *rows, *([bottom] if bottom < rows[-1] - 2 * _SNAP else [])]
    if len(columns) < 3 or len(rows) < 2 or (len(columns) - 1) * (len(rows) - 1) > _MOST_CELLS:
        return None
    owners: list[list[tuple[int, int]]] = []
    for row in range(len(rows) - 1):
        owners.append([])
        middle = (rows[row] + rows[row + 1]) / 2
        for column in range(len(columns) - 1):
            centre = (columns[column] + columns[column + 1]) / 2
            if row and not _drawn(level, rows[row], centre):
                owners[row].append(owners[row - 1][column])
            elif column and not _drawn(upright, columns[column], middle):
                owners[row].append(owners[row][column - 1])
            else:
                owners[row].append((row, column))
    return Grid(tuple(columns), tuple(rows), tuple(map(tuple, owners)))


def _places(rules: Sequence[Rule]) -> list[float]:
    """Where the lines are, those next to each other as one."""
    found: list[float] = []
    for place in sorted(rule.at for rule in rules):
        if not found or place - found[-1] > _SNAP:
            found.append(place)
    return found


def _drawn(rules: Sequence[Rule], place: float, along: float) -> bool:
    """Whether a line runs at a place, past a point along it."""
    return any(abs(rule.at - place) <= _SNAP and rule.start - _SNAP <= along <= rule.end + _SNAP for rule in rules)
