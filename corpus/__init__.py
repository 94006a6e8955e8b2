"""Documents in, records out: reading Vietnamese administrative documents. Knows neither RDF nor HTTP."""

from pathlib import Path

from . import speedups

COMPILED = speedups.use(Path(__file__).parent, __path__, __name__)

from .errors import CancuError, UnreadableSource, VocabularyError  # noqa: E402 the path comes first
from .model import Citation, Document, Record, Span, Task  # noqa: E402
from .pipeline import read_record  # noqa: E402

__all__ = [
    "COMPILED", "CancuError", "Citation", "Document", "Record", "Span", "Task", "UnreadableSource", "VocabularyError", "read_record",
]  # fmt: skip
