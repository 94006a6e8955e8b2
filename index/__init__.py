"""Passages and documents made searchable: Whoosh for query language and analysis, Tantivy or Whoosh for evaluation."""

from .engine import open_engine, open_writer
from .errors import IndexNotBuilt
from .model import Hit, Query, Results
from .search import SearchIndex

__all__ = ["Hit", "IndexNotBuilt", "Query", "Results", "SearchIndex", "open_engine", "open_writer"]
