"""Documents in, records out: reading Vietnamese administrative documents. Knows neither RDF nor HTTP."""

from .errors import CancuError, UnreadableSource, VocabularyError
from .model import Citation, Document, Record, Span, Task
from .pipeline import read_record

__all__ = ["CancuError", "Citation", "Document", "Record", "Span", "Task", "UnreadableSource", "VocabularyError", "read_record"]
