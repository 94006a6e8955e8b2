"""What an installation may add to reading: recognition of scanned pages, conversion of old office formats. Neither is needed."""

from dataclasses import dataclass
from typing import Protocol

from .ocr import Recogniser


class Converter(Protocol):
    """Turns a file of an office program into a Word file (.docx)."""

    def to_docx(self, data: bytes, ending: str, path: str) -> bytes:
        """The same document as .docx; `ending` is ".doc", ".odt" or ".rtf". Raises UnreadableSource."""


@dataclass(frozen=True, slots=True)
class Tools:
    """The tools at hand; None where one is absent: files that need it are refused with the remedy."""

    recogniser: Recogniser | None = None
    converter: Converter | None = None


NO_TOOLS = Tools()
INSTALL_OFFICE = "Cài LibreOffice (libreoffice-writer) rồi chạy lại, hoặc mở bằng Word và lưu lại dạng .docx."
