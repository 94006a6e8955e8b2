"""Errors of the graph."""

from corpus.errors import CancuError


class StoreNotBuilt(CancuError):
    """There is no graph store where one was expected, or it cannot be opened."""


class QueryRejected(CancuError):
    """A query that is not allowed: an update, a federated one, or one that is too long."""


class QuerySyntax(CancuError):
    """A query that does not parse; the message gives line and column."""


class QueryTimeout(CancuError):
    """A query stopped because it ran over its time; its process has been ended."""


class QueryTooBig(CancuError):
    """A query stopped because it ran over its memory, or ended its process; nothing else was harmed."""


class QueryBusy(CancuError):
    """All that may run is running and enough waits: the caller is asked to come back."""
