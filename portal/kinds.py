"""What a search finds besides passages and documents: legal documents by number or name, units and people by name, tasks by words."""

from dataclasses import dataclass

from corpus.text import fold

from .collection import Collection
from .lookup import lookup_of
from .register import TaskRow, register

_MOST = 100


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing with a page: path, name, kind ("căn cứ", "đơn vị", "người") and a count with what it counts."""

    path: str
    label: str
    kind: str
    count: int = 0


def legal_documents(here: Collection, text: str) -> list[Thing]:
    """Documents cited here that the words call by number or name, or whose label or learned title holds all of the words."""
    counts = {here.path(r["target"]): int(r["citations"]) for r in here.cached("top_bases")}
    called = [Thing(k.path, k.label, "căn cứ", counts.get(k.path, 0)) for k in here.memo("lookup", lookup_of).find(text)]
    wanted = fold(text).split()
    by_words = [
        Thing(path, label, "căn cứ", counts.get(path, 0))
        for path, label, folded in here.memo("legal_names", _legal_names) if wanted and all(word in folded for word in wanted)
    ]  # fmt: skip
    found = {thing.path: thing for thing in (*called, *sorted(by_words, key=lambda t: (-t.count, t.label)))}
    return list(found.values())[:_MOST]


def _legal_names(here: Collection) -> list[tuple[str, str, str]]:
    return [(here.path(r["target"]), r["label"], fold(f"{r['label']} {r.get('title', '')}")) for r in here.cached("top_bases")]


def units_and_people(here: Collection, text: str) -> list[Thing]:
    """Units, agencies and people whose name holds all of the words."""
    wanted = fold(text).split()
    if not wanted:
        return []
    found = [thing for thing, folded in here.memo("names", _names) if all(word in folded for word in wanted)]
    return sorted(found, key=lambda t: (t.kind, t.label))[:_MOST]


def _names(here: Collection) -> list[tuple[Thing, str]]:
    things = {here.path(r["unit"]): Thing(here.path(r["unit"]), r["label"], "đơn vị") for r in here.cached("units")}
    things |= {here.path(r["person"]): Thing(here.path(r["person"]), r["name"], "người") for r in here.cached("people")}
    return [(thing, fold(thing.label)) for thing in things.values()]


def tasks(here: Collection, text: str) -> list[TaskRow]:
    """Tasks whose text, units or leader hold all of the words, in the register's order."""
    wanted = fold(text).split()
    if not wanted:
        return []
    return [row for row, folded in here.memo("task_words", _task_words) if all(word in folded for word in wanted)]


def _task_words(here: Collection) -> list[tuple[TaskRow, str]]:
    return [(t, fold(" ".join([t.text, *(o.label for o in t.owners), t.leader.label if t.leader else ""]))) for t in register(here)]
