"""Errors of the index."""

from corpus.errors import CancuError


class IndexNotBuilt(CancuError):
    """There is no text index where one was expected, or it is of another version."""
