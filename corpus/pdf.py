"""PDF files to text by their text layer (pdfium), without what belongs to the page and not to the document.

Page numbers, lines repeated at the head or foot of pages and the visible text of digital signatures are left out of the text; signatures are told apart.
Pages that are only pictures are recognised where there is an engine for that, and told of; a file that gives no text at all is refused.
"""

import re
import threading
from collections import Counter
from typing import Any

import pypdfium2

from .errors import UnreadableSource
from .flow import HANGING, MARKER
from .found import Found
from .model import Problem
from .ocr import INSTALL, Recogniser, recognised
from .pdf_lines import STOP, inside, line_breaks, table_rows
from .rendering import is_picture, rendered
from .ruled import grids
from .signatures import DigitalSignature, merged, of_fields, of_lines, unsigned
from .stamps import stamps
from .text import key

_LOCK = threading.Lock()  # pdfium must not be called from two threads at once
_MAX_PAGES = 5000
_EDGE = 2  # lines at the head and foot of a page that may belong to the page
_PAGE_NUMBER = re.compile(r"\W*(?:trang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?\W*", re.I)
_LONGEST_RUNNING = 100  # characters of a running head or foot; longer lines are the document's own
_TAIL = 80  # characters that tell whether a page ends in mid-sentence; a longer line without a stop does


def pdf_text(data: bytes, path: str, ocr: Recogniser | None = None) -> Found:
    """The reading text of a PDF and what could not be read of it; pages that are pictures are read by `ocr`.

    Raises UnreadableSource for a file that is damaged, locked by a password, or has no text layer and cannot be recognised.
    """
    with _LOCK:
        pages, pictures, signatures = _pages(data, path)
    read = recognised(((at + 1, _rendered(data, at)) for at in pictures), path, ocr, len(pages)) if ocr else None
    for number, lines in read.pages.items() if read else ():
        pages[number - 1] = lines
    repeated = _repeated(pages)
    contents = []
    for page in pages:
        kept, shown = unsigned(_content(page, repeated))
        contents.append("\n".join(kept))
        signatures += shown
    bare = [number for number, content in enumerate(contents, 1) if not content.strip()]
    failure = read.failure if read else UnreadableSource(path, "PDF chỉ có ảnh quét", INSTALL)
    if len(bare) == len(pages):
        remedy = failure.remedy if failure else "Kiểm tra ảnh quét, hoặc thêm bản có chữ."
        raise UnreadableSource(path, f"PDF {len(pages)} trang chỉ có ảnh quét, không có lớp chữ", remedy)
    told = list(read.told) if read else []
    if bare:
        message = f"Trang {', '.join(map(str, bare))} của PDF không có lớp chữ nên chưa đọc được"
        told.append(Problem("trang-khong-chu", "warning", message, None, failure.remedy if failure else "Xem bản gốc."))
    text, starts = "", []
    for content in contents:
        text += " " if _runs_over(text.rpartition("\n")[2], content.partition("\n")[0]) else "\n" if text else ""
        starts.append(len(text))
        text += content
    return Found(text, tuple(told), read.unsure if read else frozenset(), pages=tuple(starts), signatures=merged(signatures))


def _runs_over(last: str, first: str) -> bool:
    """Whether the last line of a page goes on with the first one of the next; the rows of a table stay lines."""
    if not first or "\t" in last + first or MARKER.match(first):
        return False
    long = len(last) > _TAIL and not STOP.search(last) and not last.isupper() and not first.isupper()
    return long or HANGING.search(last[-_TAIL:]) is not None


def _rendered(data: bytes, number: int) -> Any:
    with _LOCK:
        return rendered(data, number)


def _pages(data: bytes, path: str) -> tuple[list[list[str]], list[int], list[DigitalSignature]]:
    """The lines of each page, with the numbers and days stamped on it, the pages (from 0) that are pictures, and the signatures of fields."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableSource(path, "PDF đặt mật khẩu", "Bỏ mật khẩu rồi lưu lại.") from error
        raise UnreadableSource(path, f"PDF hỏng ({error})", "Tải lại tệp, hoặc in lại ra PDF.") from error
    try:
        if len(document) > _MAX_PAGES:
            raise UnreadableSource(path, f"PDF có {len(document)} trang, quá {_MAX_PAGES}", "Tách tệp thành từng văn bản.")
        pictures = [number for number in range(len(document)) if is_picture(document, number)]
        signatures = list(of_fields(document))  # before pages are flattened, which drops the fields
        pages = [_lines(document, number, signatures) for number in range(len(document))]
        return pages, pictures, signatures
    except pypdfium2.PdfiumError as error:
        raise UnreadableSource(path, f"PDF hỏng ({error})", "Tải lại tệp, hoặc in lại ra PDF.") from error
    finally:
        document.close()


def _lines(document: pypdfium2.PdfDocument, number: int, signatures: list[DigitalSignature]) -> list[str]:
    """The lines of one page; an empty one stands between paragraphs that are set apart. Signatures shown in fields are added to `signatures`."""
    page = document[number]
    layer = page.get_textpage()
    text: str = layer.get_text_range()
    printed = layer.count_chars()
    tables = table_rows(layer, text, grids(page)) if printed == len(text) else []
    inner = [(start, end) for start, end, _ in tables]
    put = line_breaks(layer, text, page.get_width(), inner) if printed == len(text) else []
    layer.close()
    page.close()
    inserted, alone, signed = stamps(document, number, printed)
    signatures += [signature for shown in signed if (signature := of_lines(shown.splitlines()))]
    if printed == len(text):
        put += [(at, at, stamp) for at, stamp in inserted if not inside(inner, at, at)]
        alone += [stamp for at, stamp in inserted if inside(inner, at, at)]  # a table's rows are written anew: its stamps follow the text
        put += tables
    else:  # characters outside the basic plane: places cannot be told, the stamps follow
        alone += [stamp for _, stamp in inserted]
    for start, end, instead in sorted(put, reverse=True):
        text = text[:start] + instead + text[end:]
    text = "\n".join([text, *alone]).replace("\ufffe\r\n", "").replace("\ufffe", "").replace("\x00", "")
    lines = ["\t".join(" ".join(cell.split()) for cell in line.split("\t")) for line in text.replace("\r\n", "\n").split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _content(page: list[str], repeated: set[str]) -> list[str]:
    """A page's lines without its number and the lines other pages repeat."""
    full = [at for at, line in enumerate(page) if line]
    dropped: set[int] = set()
    for edge in (full[:_EDGE], full[::-1][:_EDGE]):
        for at in edge:
            if not (_PAGE_NUMBER.fullmatch(page[at]) or (len(page[at]) <= _LONGEST_RUNNING and _shape(page[at]) in repeated)):
                break
            dropped.add(at)
    kept = [line for at, line in enumerate(page) if at not in dropped]
    while kept and not kept[0]:
        kept.pop(0)
    while kept and not kept[-1]:
        kept.pop()
    return kept


def _repeated(pages: list[list[str]]) -> set[str]:
    """The shapes of lines at the edge of at least three pages and more than half of them."""
    seen = Counter(shape for page in pages for shape in {_shape(line) for line in _edges(page)})
    return {shape for shape, times in seen.items() if times >= 3 and times * 2 > len(pages)}


def _edges(page: list[str]) -> list[str]:
    full = [line for line in page if line]
    return [line for line in (*full[:_EDGE], *full[-_EDGE:]) if len(line) <= _LONGEST_RUNNING and not MARKER.match(line)]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", key(line))
