"""Word files (.docx, ECMA-376 Office Open XML) to text, as Word shows them.

One line a paragraph with its computed list number; a table of tasks gives one line a row, its cells set apart by tabs;
letterheads and signatures, which are tables of two columns, give the lines of one column after those of the other.
Tracked changes count as accepted. XML is read hardened: no entities, no network, no document type declarations.
"""

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from .errors import UnreadableSource
from .found import Found
from .wordlists import Lists

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MAX_PART = 128 * 1024 * 1024
# deleted text, field codes and what belongs to formatting only
_UNSEEN = {_W + name for name in ("del", "moveFrom", "delText", "instrText", "pPr", "rPr", "sectPr", "tblPr", "trPr", "tcPr")} | {_FALLBACK}
_TABLE_NUMBER = re.compile(r"(?i)\W*(?:s?tt|số\s+(?:tt|thứ\s+tự))\W*")
_DATA_COLUMNS = 3


def word_text(data: bytes, path: str) -> Found:
    """The reading text of a .docx file, with the paragraph that each line is of. Raises UnreadableSource where it is none, is locked, damaged or a bomb."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            body = _part(package, "word/document.xml", names, path)
            if body is None:
                raise UnreadableSource(path, "không phải tệp Word (thiếu word/document.xml)", "Kiểm tra lại đuôi tệp, lưu lại dạng .docx.")
            lists = Lists(_part(package, "word/numbering.xml", names, path), _part(package, "word/styles.xml", names, path))
            notes = _part(package, "word/footnotes.xml", names, path)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise UnreadableSource(path, f"tệp Word hỏng ({error})", "Mở bằng Word và lưu lại dạng .docx.") from error
    page = _Page(lists)
    lines: list[str] = []
    paragraphs: list[tuple[int, int]] = []
    at = read = 0
    for line in (line for child in body for line in page.lines(child)):
        if page.paragraph > read:  # the first paragraph of a row of cells stands for the row
            paragraphs.append((at, read + 1))
            read = page.paragraph
        lines.append(line)
        at += len(line) + 1
    lines += page.footnotes(notes)
    text = "\n".join(lines)
    if not text.strip():
        raise UnreadableSource(path, "tệp Word không có chữ", "Nếu là ảnh quét, dùng bản có lớp chữ.")
    return Found(text, paragraphs=tuple(paragraphs))


def _part(package: zipfile.ZipFile, name: str, names: set[str], path: str) -> etree._Element | None:
    """The root of one part (of the document part, its body); None where the file has no such part."""
    if name not in names:
        return None
    with package.open(name) as stream:
        content = stream.read(_MAX_PART + 1)
    if len(content) > _MAX_PART:
        raise UnreadableSource(path, f"{name} giải nén lớn hơn {_MAX_PART // 2**20} MiB", "Tách tệp thành từng văn bản.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableSource(path, f"{name} hỏng ({error})", "Mở bằng Word và lưu lại dạng .docx.") from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableSource(path, f"{name} có khai báo DOCTYPE", "Mở bằng Word và lưu lại dạng .docx.")
    return root.find(_W + "body") if name == "word/document.xml" else root


class _Page:
    """The walk over one document; list counters run in reading order, `paragraph` counts those read so far, of cells but not of text boxes."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._boxes: list[str] = []
        self.paragraph = 0

    def lines(self, element: etree._Element) -> Iterator[str]:
        """The lines of a block element: paragraph, table, or a wrapper around them."""
        if element.tag in _UNSEEN:
            return
        if element.tag == _W + "p":
            text = self._paragraph(element)
            self.paragraph += 1
            boxes, self._boxes = self._boxes, []
            yield from boxes
            yield from text.split("\n")
        elif element.tag == _W + "tbl":
            yield from self._table(element)
        else:
            for child in element:
                yield from self.lines(child)

    def footnotes(self, root: etree._Element | None) -> Iterator[str]:
        """The footnotes, at the end, each after the mark it has in the text."""
        for note in root if root is not None else ():
            if note.get(_W + "type") in {None, "normal"}:
                yield f"[{note.get(_W + 'id')}] " + " ".join(line.strip() for child in note for line in self.lines(child)).strip()

    def _paragraph(self, element: etree._Element) -> str:
        label = self._lists.label(element)
        text = "".join(self._inline(element)).strip(" ")
        return f"{label} {text}" if label and text else text

    def _inline(self, element: etree._Element) -> Iterator[str]:
        capitals = hidden = False
        if element.tag == _W + "r":
            look = element.find(_W + "rPr")
            capitals, hidden = _on(look, "caps"), _on(look, "vanish")
        if hidden:
            return
        for child in element:
            tag = child.tag
            if tag in _UNSEEN:
                continue
            if tag == _W + "t":
                yield (child.text or "").upper() if capitals else child.text or ""
            elif tag in {_W + "br", _W + "cr"}:
                yield "\n"
            elif tag in {_W + "tab", _W + "ptab"}:
                yield " "
            elif tag == _W + "noBreakHyphen":
                yield "-"
            elif tag == _W + "footnoteReference":
                yield f"[{child.get(_W + 'id')}]"
            elif tag == _W + "txbxContent":
                own = self.paragraph
                self._boxes += [line for block in child for line in self.lines(block)]
                self.paragraph = own
            else:
                yield from self._inline(child)

    def _table(self, table: etree._Element) -> Iterator[str]:
        rows = [_cells(row) for row in _within(table, "tr")]
        if not _is_data(rows):
            for row in rows:
                for cell in row:
                    for child in cell if cell is not None else ():
                        yield from self.lines(child)
            return
        above: list[str] = []
        for row in rows:
            cells: list[str] = []
            for at, cell in enumerate(row):
                if cell is not None and _goes_on(
                    cell
                ):  # merged into the cell above: what that says holds here; the row's number is its own
                    cells.append(above[at] if 0 < at < len(above) else "")
                else:
                    lines = (line for child in cell for line in self.lines(child)) if cell is not None else ()
                    cells.append(" ".join(" ".join(lines).split()))
            above = cells
            yield "\t".join(cells)


def _on(look: etree._Element | None, name: str) -> bool:
    """Whether a switch of a run's formatting is set."""
    switch = look.find(_W + name) if look is not None else None
    return switch is not None and switch.get(_W + "val") not in {"0", "false", "off"}


def _within(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or cells of a row, also those inside content controls; never those of a table within."""
    for child in element:
        if child.tag == _W + name:
            if name != "tr" or child.find(f"{_W}trPr/{_W}del") is None:
                yield child
        elif child.tag in {_W + "sdt", _W + "sdtContent", _W + "ins", _W + "customXml"}:
            yield from _within(child, name)


def _cells(row: etree._Element) -> list[etree._Element | None]:
    """One item a grid column: None where a cell to the left spans it."""
    found: list[etree._Element | None] = []
    for cell in _within(row, "tc"):
        found.append(cell)
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        width = span.get(_W + "val") if span is not None else "1"
        found += [None] * (min(int(width), 64) - 1 if width and width.isdecimal() else 0)
    return found


def _goes_on(cell: etree._Element) -> bool:
    """Whether a cell is merged into the one above."""
    merged = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merged is not None and merged.get(_W + "val") != "restart"


def _is_data(rows: list[list[etree._Element | None]]) -> bool:
    """Whether a table holds data rather than layout: three columns with words or more, or a column of numbers."""
    filled = {at for row in rows for at, cell in enumerate(row) if cell is not None and "".join(cell.itertext(_W + "t")).strip()}
    first = next((cell for row in rows for cell in row[:1]), None)
    numbered = first is not None and _TABLE_NUMBER.fullmatch("".join(first.itertext(_W + "t"))) is not None
    return len(rows) > 1 and (len(filled) >= _DATA_COLUMNS or numbered)
