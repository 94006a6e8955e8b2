"""PDF pages that are pictures, and pages made pictures of. The caller sees to it that no other thread is in pdfium."""

from typing import Any

import pypdfium2
from pypdfium2 import raw as pdfium

from .ocr import DPI, without_stamps

_FEW = 60  # characters that a scanned page may bear beside the scan, such as a stamped number
_MOST = 0.5  # of the page's area, which a scan covers
_LARGEST = 6000  # pixels of a side; a poster is not rendered at full size


def is_picture(document: pypdfium2.PdfDocument, number: int) -> bool:
    """Whether a page (from 0) has no text, or next to none beside a picture that covers most of it."""
    page = document[number]
    layer = page.get_textpage()
    try:
        printed = len("".join(layer.get_text_range().split()))
        return printed == 0 or (printed < _FEW and _covered(page) > _MOST)
    finally:
        layer.close()
        page.close()


def _covered(page: pypdfium2.PdfPage) -> float:
    """The share of the page that its largest picture covers."""
    width, height = page.get_size()
    largest = 0.0
    for found in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = found.get_bounds()
        largest = max(largest, (right - left) * (top - bottom))
    return float(largest / (width * height))


def rendered(data: bytes, number: int) -> Any:
    """A page (from 0) as a Pillow image ready to be recognised. Raises PdfiumError for a damaged one."""
    document = pypdfium2.PdfDocument(data)
    try:
        page = document[number]
        scale = min(DPI / 72, _LARGEST / max(page.get_size()))
        picture = without_stamps(page.render(scale=scale).to_pil())
        page.close()
        return picture
    finally:
        document.close()
