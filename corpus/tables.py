"""Tasks in tab-separated tables: two header rows, merged cells, rows split by a page break, section rows."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .blocks_at import SpanFinder
from .bodies import Bodies, is_vague
from .deadline_cells import of_cell, of_cells, of_period
from .deadline_dates import NONE
from .flow import HANGING
from .layout import Layout
from .model import Block, Citation, Deadline, Span, Task
from .text import squeeze
from .unit_heads import begins_like_unit, usual_case
from .unit_index import UnitIndex
from .unit_titles import split_units
from .unitnames import unit_key
from .vocabulary import Vocabulary

_HEADERS = {
    "number": re.compile(r"(?i)^(?:s?tt|số\s*tt|(?:số\s+)?thứ\s+tự)$"),
    "text": re.compile(r"(?i)nội dung|nhiệm vụ|công việc|tên\s+(?:nhiệm vụ|văn bản)|hoạt động"),
    "begin": re.compile(r"(?i)bắt đầu"),
    "finish": re.compile(r"(?i)hoàn thành|kết thúc"),
    "time": re.compile(r"(?i)thời (?:gian|hạn)|tiến độ|^hạn(?:\s|$)"),
    "owner": re.compile(r"(?i)chủ trì|đơn vị thực hiện|đơn vị\s*,?\s*(?:cá nhân)?\s*thực hiện|phân công|cơ quan thực hiện"),
    "partner": re.compile(r"(?i)phối hợp"),
    "notes": re.compile(r"(?i)^ghi\s+chú$"),
    "bases": re.compile(r"(?i)^(?:văn\s+bản\s+(?:giao|chỉ\s+đạo)|căn\s+cứ|cơ\s+sở\s+pháp\s+lý)"),
    "leader": re.compile(r"(?i)lãnh đạo|chỉ đạo|phụ trách"),
}
_ANSWERS = re.compile(r"(?i)trách\s+nhiệm|người\s+thực\s+hiện|đầu\s+mối")
_PLAIN_OWNER = re.compile(r"(?i)(?:các\s+)?(?:phòng|đơn\s+vị|cơ\s+quan|bộ\s+phận)(?:\s*,\s*(?:đơn\s+vị|cá\s+nhân|bộ\s+phận))?")
_OLD_TIME = re.compile(r"(?i)(?:cũ|ban\s+đầu|trước\s+đây|đã\s+giao)$")
_NO_OWNER = re.compile(r"(?i)phối\s+hợp|lãnh\s+đạo|báo\s+cáo")
# parties that are named by no name: "các cơ quan, đơn vị liên quan"
_UNNAMED = re.compile(
    r"(?i)(?:các\s+)?(?:cơ quan|đơn vị|tổ chức|sở|ban|ngành|địa phương)(?:,?\s+(?:và\s+)?(?:cơ quan|đơn vị|tổ chức|ban|ngành|địa phương))*\s+(?:có\s+)?liên quan$"
)
_AND_CONCERNED = re.compile(r"(?i)(?:\s*,|\s+và)\s+" + _UNNAMED.pattern.removeprefix("(?i)"))


_LONGEST_ROW = 6_000  # characters of a row that goes on over page breaks
_COLUMN_NUMBER = re.compile(r"\d+|[IVX]+")
_SECTION_MARK = re.compile(r"[IVX]{1,5}|[A-Z]")
_PART_MARK = re.compile(r"(?:[IVX]{1,5}|[A-Z])\.\d{1,2}")  # "II.1": of a part of a section, or of a task
_ROW_MARK = re.compile(r"\d{1,3}(?:\.\d{1,2})*\.?")
_LIST_MARK = 3  # characters of a list marker before the first citation


@dataclass(slots=True)
class _Row:
    block: Block
    cells: list[str]
    spans: list[Span]
    end: int


def _columns(rows: Sequence[_Row]) -> dict[str, int]:
    """Which column holds what, from the first header rows."""
    found: dict[str, int] = {}
    for row in rows[:3]:
        if row.cells and _COLUMN_NUMBER.fullmatch(row.cells[0]):
            break
        for i, cell in enumerate(row.cells):
            for name, pattern in _HEADERS.items():
                if name == "time" and _OLD_TIME.search(cell):
                    continue  # "Hạn cũ" beside "Hạn mới"
                if cell and pattern.search(cell) and name not in found and i not in (found.get(n) for n in ("text", "owner", "partner")):
                    found[name] = i
                    break
    if "owner" not in found:  # "Đơn vị" alone, where no column says who leads the work
        plain = ((i, cell) for row in rows[:1] for i, cell in enumerate(row.cells) if _PLAIN_OWNER.fullmatch(cell))
        if (named := next(plain, None)) is not None and named[0] not in found.values():
            found["owner"] = named[0]
    if "owner" not in found:  # "Người chịu trách nhiệm", where no column says who leads the work
        for row in rows[:3]:
            answers = (
                i for i, cell in enumerate(row.cells) if _ANSWERS.search(cell) and i not in found.values() and not _NO_OWNER.search(cell)
            )
            if (place := next(answers, None)) is not None:
                found["owner"] = place
                break
    if "time" in found and "begin" in found:
        del found["time"]
    return found


def _rows(text: str, blocks: Sequence[Block]) -> list[list[_Row]]:
    """Tables as rows; a row without a number that goes on with a cell cut by a page break joins the one above."""
    tables: list[list[_Row]] = []
    previous = -2
    for block in blocks:
        if block.kind != "row":
            continue
        cells = [squeeze(c.of(text)) for c in block.cells]
        row = _Row(block, cells, list(block.cells), block.content.end)
        if block.index != previous + 1:
            tables.append([])
        previous = block.index
        table = tables[-1]
        if table and _goes_on(table[-1], row):
            above = table[-1]
            for i, cell in enumerate(cells):
                if i >= len(above.cells):
                    above.cells.append(cell)
                    above.spans.append(row.spans[i])
                elif cell and not above.cells[i]:
                    above.cells[i], above.spans[i] = cell, row.spans[i]
                elif cell:
                    above.cells[i] = squeeze(f"{above.cells[i]} {cell}")
                    above.spans[i] = Span(above.spans[i].start, row.spans[i].end)
            above.end = row.end
            continue
        table.append(row)
    return tables


def _goes_on(above: _Row, row: _Row) -> bool:
    filled = [i for i, cell in enumerate(row.cells) if cell]
    if not filled or row.cells[0] or not above.cells[0] or above.end - above.block.content.start > _LONGEST_ROW:
        return False
    cut = row.cells[filled[0]][:1].islower() or (filled[0] < len(above.cells) and HANGING.search(above.cells[filled[0]]))
    if cut and above.cells[filled[0] : filled[0] + 1] and not any(above.cells[filled[0] + 1 :]):
        return True  # the row was cut inside its first words, what follows them stands below
    return all(
        i < len(above.cells)
        and above.cells[i]
        and (row.cells[i][:1].islower() or row.cells[i].startswith("(") or HANGING.search(above.cells[i]))
        for i in filled
    )


def table_tasks(
    text: str,
    blocks: Sequence[Block],
    layout: Layout,
    units: UnitIndex,
    bodies: Bodies,
    citations: Sequence[Citation],
    vocab: Vocabulary,
    partners_in: Callable[[Span, tuple[str, ...]], tuple[str, ...]],
    person_in: Callable[[Span], str | None],
) -> list[Task]:
    """The tasks of every table that has a column of contents; `partners_in` reads who is asked to take part in a cell, beside its owners, `person_in` the one person it names."""
    found: list[Task] = []
    year, period = programme_year(layout), _programme_period(layout)
    cited = SpanFinder(citation.span for citation in citations)
    columns: dict[str, int] = {}
    for rows in _rows(text, blocks):
        columns = _columns(rows) or columns  # a heading between rows does not end the table
        if "text" not in columns or not ({"begin", "time", "owner", "leader", "finish"} & columns.keys()):
            continue
        owners: tuple[str, ...] = ()  # of the section, else of the row above, whose cell may be merged with empty ones below
        section, leader, of_section = "", None, False
        before: tuple[str, ...] = ()  # those of the row above, which "nt" repeats
        asked: tuple[str, ...] = ()
        # where a column says "nt" for those it repeats, an empty cell names nobody
        repeats = any(_AS_ABOVE.fullmatch(_cell(row, columns, "leader") or "") for row in rows)
        when: _Row | None = None  # the row above that names a month or a quarter and nothing else
        for at, row in enumerate(rows):
            if _is_period(row):
                when = row
                continue
            marker = row.cells[0] if row.cells else ""
            content = row.cells[columns["text"]] if columns["text"] < len(row.cells) else ""
            if content and (_heads_section(row, columns) or _heads_rows(row, columns, rows[at + 1 : at + 2])):
                if told := _cell(row, columns, "leader"):
                    leader = person_in(row.spans[columns["leader"]]) or told  # of the whole section
                parts = split_units(usual_case(content, vocab), vocab) if begins_like_unit(content) else []
                named = [units.lexicon.name_of(part) for part in parts]
                owners, section, of_section = tuple(named), marker, bool(named)
                continue
            if not _ROW_MARK.fullmatch(marker) or len(content) < 10:
                continue
            span = Span(row.spans[columns["text"]].start, row.spans[columns["text"]].end)
            if cited.within(Span(span.start, span.start + _LIST_MARK + 1)):
                continue  # a list of legal documents, not something to do
            own_leader = _cell(row, columns, "leader")
            if own_leader and not _AS_ABOVE.fullmatch(own_leader):
                leader = person_in(row.spans[columns["leader"]]) or own_leader
            elif own_leader is None and repeats:
                leader = None
            path = " > ".join(p for p in (row.block.path, section, marker) if p)
            based_on = [span, *((row.spans[columns["bases"]],) if columns.get("bases", len(row.spans)) < len(row.spans) else ())]
            bases = tuple(dict.fromkeys(citations[at].canonical for part in based_on for at in cited.overlapping(part)))
            doing = _bodies(text, row, columns, units, bodies, owners, "owner", before)
            owners = owners if of_section else doing
            beside = _bodies(text, row, columns, units, bodies, (), "partner", asked)
            before, asked = doing, beside
            helping = tuple(dict.fromkeys((*_partners(beside, units), *partners_in(span, doing))))
            if (notes := columns.get("notes", len(row.spans))) < len(row.spans):
                helping = tuple(dict.fromkeys((*helping, *partners_in(row.spans[notes], doing))))
            found.append(
                Task("", span, row.block.index, path, doing, helping,
                     leader if "leader" in columns else None, of_period(_deadline(row, columns, year, when), period, year), bases, None, "task:row")
            )  # fmt: skip
    return found


def _heads_section(row: _Row, columns: dict[str, int]) -> bool:
    """Whether a row has the number of a section ("II", "B"), or of a part of one and no party or time of its own ("II.1")."""
    if _SECTION_MARK.fullmatch(row.cells[0]):
        return True
    return _PART_MARK.fullmatch(row.cells[0]) is not None and not any(_cell(row, columns, n) for n in ("owner", "partner", "time", "begin"))


def _heads_rows(row: _Row, columns: dict[str, int], following: Sequence[_Row]) -> bool:
    """Whether a row has a number and a title alone, and the next one a number below its ("2 | Đo lường", "2.1 | Kiểm tra …")."""
    filled = [at for at, cell in enumerate(row.cells) if cell]
    below = following[0].cells[0] if following and following[0].cells else ""
    return filled == [0, columns["text"]] and len(row.cells) > 2 and below.startswith(row.cells[0].rstrip(".") + ".")


_AS_ABOVE = re.compile(r"(?i)\W*(?:n\.?\s?t\.?|như\s+trên|[\"”″])\W*")


def _partners(names: tuple[str, ...], units: UnitIndex) -> tuple[str, ...]:
    """Those asked to take part, without "anybody concerned"."""
    return tuple(name for name in names if name == units.collective or not is_vague(name))


def _cell(row: _Row, columns: dict[str, int], name: str) -> str | None:
    i = columns.get(name)
    return (row.cells[i] or None) if i is not None and i < len(row.cells) else None


def _bodies(
    text: str, row: _Row, columns: dict[str, int], units: UnitIndex, bodies: Bodies, inherited: tuple[str, ...], name: str,
    above: tuple[str, ...],
) -> tuple[str, ...]:  # fmt: skip
    """The units and bodies that a cell names, or repeats from the one `above`; a part that names none of them is kept as it is printed."""
    i = columns.get(name)
    if i is None or i >= len(row.cells) or not any(map(str.isalpha, row.cells[i])):
        return above if i is not None and i < len(row.cells) and _AS_ABOVE.fullmatch(row.cells[i]) else inherited
    if _AS_ABOVE.fullmatch(row.cells[i]):
        return above
    found: list[str] = []
    for part in re.compile(r"[^;]+").finditer(text, row.spans[i].start, row.spans[i].end):
        words = squeeze(part[0])
        named = sorted([*units.names_in(*part.span()), *units.outside.within(*part.span())])
        if named and sum(span.length for span, _ in named) > 0.6 * len(words):
            found += [body for _, body in named]
        elif words and not _UNNAMED.match(words):
            listed, stop = bodies.listed(*part.span())
            found += listed if listed and text[stop : part.end()].strip(" .,\n") == "" else _printed(words, units)
    return tuple(dict.fromkeys(found))


def _printed(words: str, units: UnitIndex) -> list[str]:
    pieces = re.split(r"\s*,\s*", _AND_CONCERNED.sub("", words))
    if not all(piece[:1].isupper() or piece.startswith("các ") for piece in pieces):
        pieces = [words]
    names = [name for piece in pieces for name in split_units(piece, units.vocab) if name]
    keys = {name: unit_key(name, units.vocab) for name in names}
    return [units.lexicon.canonical(keys[n]) if keys[n] in units.lexicon.forms else n[:1].upper() + n[1:] for n in names]


def programme_year(layout: Layout) -> int | None:
    title = re.search(r"năm\s+(20\d{2})", layout.title)
    return int(title[1]) if title else (int(layout.date[:4]) if layout.date else None)


_OF_TITLE = re.compile(r"(?i)(?<!\w)(?:tháng\s+\d{1,2}|qu[ýí]\s+(?:IV|I{1,3}|[1-4]))(?!\w)(?:\s*(?:/|năm|,)?\s*20\d{2})?")


def _programme_period(layout: Layout) -> str | None:
    """The month or the quarter of a programme, as its title names it last ("Kết quả quý II, nhiệm vụ quý III năm 2023")."""
    return next((m[0] for m in reversed(list(_OF_TITLE.finditer(squeeze(layout.title))))), None)


_PERIOD = re.compile(r"(?i)\W*(?:tháng\s+\d{1,2}|qu[ýí]\s+(?:IV|I{1,3}|[1-4]))(?:\s*(?:/|năm|,)?\s*20\d{2})?\W*")


def _is_period(row: _Row) -> bool:
    """Whether a row names a month or a quarter alone, in which those below it are due."""
    filled = [cell for cell in row.cells if cell]
    return len(filled) == 1 and _PERIOD.fullmatch(filled[0]) is not None


def _deadline(row: _Row, columns: dict[str, int], year: int | None, when: _Row | None = None) -> Deadline:
    """What the columns of time say of a row, else the month or quarter that heads the rows (`when`)."""
    found = _of_columns(row, columns, year)
    if found is NONE and when is not None:
        at = next(i for i, cell in enumerate(when.cells) if cell)
        return of_cell(when.cells[at], when.spans[at], year)
    return found


def _of_columns(row: _Row, columns: dict[str, int], year: int | None) -> Deadline:
    if "begin" in columns or ("finish" in columns and "time" not in columns):
        begin, finish = _cell(row, columns, "begin") or "", _cell(row, columns, "finish") or ""
        indexes = [columns[n] for n in ("begin", "finish") if n in columns and columns[n] < len(row.spans)]
        if not indexes or not (begin or finish):
            return NONE
        span = Span(row.spans[indexes[0]].start, row.spans[indexes[-1]].end)
        printed = "\t".join(part for part in (begin, finish) if part)
        return of_cells(begin, finish, year, span, printed)
    if "time" in columns:
        i = columns["time"]
        return of_cell(row.cells[i], row.spans[i], year) if i < len(row.cells) else NONE
    return NONE
