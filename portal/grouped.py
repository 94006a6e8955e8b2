"""Rows of the whole collection, grouped once for a state by what pages ask for: the tasks of a document or a unit, the links of a document."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from .collection import Collection
from .register import TaskRow, register

T = TypeVar("T")


def _by(rows: Iterable[T], keys: Callable[[T], Iterable[str]]) -> Mapping[str, list[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for row in rows:
        for key in keys(row):
            found[key].append(row)
    return dict(found)


def tasks_of(here: Collection, document: str) -> list[TaskRow]:
    """The tasks of a document, by its path."""
    return here.memo("tasks_of", lambda c: _by(register(c), lambda t: (t.doc.path,))).get(document, [])


def led_by(here: Collection, unit: str) -> list[TaskRow]:
    """The tasks that a unit leads, by its path."""
    return here.memo("led_by", lambda c: _by(register(c), lambda t: (o.path for o in t.owners))).get(unit, [])


def helped_by(here: Collection, unit: str) -> list[TaskRow]:
    """The tasks that a unit takes part in."""
    return here.memo("helped_by", lambda c: _by(register(c), lambda t: (p.path for p in t.partners))).get(unit, [])


def supervised_by(here: Collection, person: str) -> list[TaskRow]:
    """The tasks that a leader supervises."""
    return here.memo("supervised_by", lambda c: _by(register(c), lambda t: (t.leader.path,) if t.leader else ())).get(person, [])


def resting_on(here: Collection, document: str) -> list[TaskRow]:
    """The tasks that name a document as their basis, by its path."""
    return here.memo("resting_on", lambda c: _by(register(c), lambda t: (b.path for b in t.bases))).get(document, [])


def links_of(here: Collection, iri: str) -> list[dict[str, str]]:
    """What a document cites, by its IRI: rows of `document_links`."""
    return here.memo("links_of", lambda c: _by(c.cached("document_links"), lambda r: (r["doc"],))).get(iri, [])


def problems_of(here: Collection, iri: str) -> list[dict[str, str]]:
    """What is to be checked in a document, by its IRI: rows of `problems`."""
    return here.memo("problems_of", lambda c: _by(c.cached("problems"), lambda r: (r["doc"],))).get(iri, [])
