"""What belongs to the request at hand."""

from flask import g

from .collection import Collection


def collection() -> Collection:
    """The collection that this request reads, the same from its start to its end."""
    found: Collection = g.collection
    return found
