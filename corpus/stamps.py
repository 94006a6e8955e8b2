"""What is stamped on a PDF page when it is issued: the number and the day, each a form field laid over a blank of the text.

Without them "Số:      /TB-UBND" stays blank for ever. A stamp that fills a gap of a printed line is put into that line;
the visible text of a digital signature, which stands alone (Decree 30/2020/NĐ-CP, appendix I, part I: name of the agency,
its e-mail and the time of signing), is no content.
"""

import re
from ctypes import byref
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

_SIGNATURE = re.compile(r"(?i)\S@\S+\.|\d{1,2}:\d{2}:\d{2}|(?:người ký|ký bởi)\s*:|signed by|signature (?:not )?(?:verified|valid)")
_SLACK = 2.0  # points a field may stand off the line or over its neighbours


@dataclass(frozen=True, slots=True)
class _Box:
    """Left, bottom, right and top of a character or field, in points from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, other: "_Box") -> bool:
        """Whether the other begins inside this one."""
        across = self.left - _SLACK <= other.left <= self.right + _SLACK
        return across and self.bottom - _SLACK <= other.bottom <= self.top + _SLACK

    def beside(self, other: "_Box") -> bool:
        """Whether the middle of the other lies within this one's height."""
        return self.bottom - _SLACK <= (other.bottom + other.top) / 2 <= self.top + _SLACK


def stamps(document: pypdfium2.PdfDocument, number: int, printed: int) -> tuple[list[tuple[int, str]], list[str], list[str]]:
    """The stamps of a page (from 0) with `printed` characters: (index they go before, text), those that stand alone, and the lines of signatures.

    Flattens the page. Raises PdfiumError for a damaged one.
    """
    page = document[number]
    fields = _fields(page)
    flat = bool(fields) and raw.FPDFPage_Flatten(page, raw.FLAT_PRINT) == raw.FLATTEN_SUCCESS
    page.close()
    if not flat:
        return [], [], []
    page = document[number]
    layer = page.get_textpage()
    try:
        return _placed(layer, printed, fields)
    finally:
        layer.close()
        page.close()


def _fields(page: pypdfium2.PdfPage) -> list[_Box]:
    """The places of the page's form fields and stamps."""
    found = []
    for at in range(raw.FPDFPage_GetAnnotCount(page)):
        field = raw.FPDFPage_GetAnnot(page, at)
        rect = raw.FS_RECTF()
        if raw.FPDFAnnot_GetSubtype(field) in {
            raw.FPDF_ANNOT_WIDGET,
            raw.FPDF_ANNOT_STAMP,
            raw.FPDF_ANNOT_FREETEXT,
        } and raw.FPDFAnnot_GetRect(field, byref(rect)):
            found.append(_Box(rect.left, rect.bottom, rect.right, rect.top))
        raw.FPDFPage_CloseAnnot(field)
    return found


def _placed(layer: pypdfium2.PdfTextPage, printed: int, fields: list[_Box]) -> tuple[list[tuple[int, str]], list[str], list[str]]:
    """Each field's text, which flattening has put after the printed characters, with the place where it belongs."""
    boxes = [_Box(*layer.get_charbox(at)) for at in range(layer.count_chars())]
    inserted: list[tuple[int, str]] = []
    alone: list[str] = []
    signed: list[str] = []
    for field in fields:
        own = [at for at in range(printed, len(boxes)) if field.holds(boxes[at])]
        shown: str = layer.get_text_range(own[0], own[-1] - own[0] + 1) if own else ""
        text = " ".join(shown.split())
        seen = [boxes[at] for at in own if boxes[at].top > boxes[at].bottom]
        if not text or not seen:
            continue
        around = _Box(min(b.left for b in seen), min(b.bottom for b in seen), max(b.right for b in seen), max(b.top for b in seen))
        place = _gap(boxes[:printed], around)
        if place is not None:
            inserted.append((place, f"{text} " if layer.get_text_range(place, 1).isalnum() else text))
        elif _SIGNATURE.search(text):
            signed.append(shown)
        else:
            alone.append(text)
    return inserted, alone, signed


def _gap(boxes: list[_Box], stamp: _Box) -> int | None:
    """The index at which a stamp goes into the line it stands on: between a character to its left and one to its right."""
    line = [(at, box) for at, box in enumerate(boxes) if box.top > box.bottom and box.beside(stamp)]
    left = max((pair for pair in line if pair[1].right <= stamp.left + _SLACK), key=lambda pair: pair[1].right, default=None)
    right = min((pair for pair in line if pair[1].left >= stamp.right - _SLACK), key=lambda pair: pair[1].left, default=None)
    if left is None or right is None or not 0 < right[0] - left[0] <= 3:
        return None
    return right[0]
