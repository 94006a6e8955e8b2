"""The tools of this installation for reading files that are not kept: `cancu extract`, files that are looked at before they are added."""

from dataclasses import dataclass

from corpus.ocr import Tesseract
from corpus.tools import Tools

from . import office, recognition
from .settings import Settings


@dataclass(frozen=True, slots=True)
class _Office:
    command: str

    def to_docx(self, data: bytes, ending: str, path: str) -> bytes:
        return office.convert(self.command, data, ending, path)


def tools_here(settings: Settings) -> Tools:
    """Recognition and conversion as the settings name them. Raises SettingsError for a command that is not there."""
    seeing, converting = recognition.engine(settings.ocr), office.engine(settings.office)
    return Tools(Tesseract(seeing) if seeing else None, _Office(converting) if converting else None)
