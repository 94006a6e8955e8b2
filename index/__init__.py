"""Passages and documents made searchable: Whoosh for query language and analysis, Tantivy for evaluation."""

from .build import IndexWriter
from .errors import IndexNotBuilt
from .model import Hit, Query, Results
from .search import SearchIndex

__all__ = ["Hit", "IndexNotBuilt", "IndexWriter", "Query", "Results", "SearchIndex"]
