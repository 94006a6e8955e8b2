"""A document's text with its entities linked in place: blocks of pieces, escaped only in the template."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from corpus.model import Block, Record, Span
from graph.iris import Iris

Kind = Literal["text", "citation", "unit", "person", "named", "organisation"]
_PRIORITY: dict[Kind, int] = {"citation": 0, "person": 1, "unit": 2, "organisation": 3, "named": 4, "text": 9}


@dataclass(frozen=True, slots=True)
class Mark:
    """An entity in the text: where it leads and what to say of it."""

    span: Span
    kind: Kind
    href: str
    note: str
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under one mark (or none), inside or outside the sentence that was asked for."""

    text: str
    mark: Mark | None
    wanted: bool


@dataclass(slots=True)
class Shown:
    """A block ready for the page: its pieces, and those of its cells where it is a table row."""

    block: Block
    anchor: str
    level: int
    lead: str
    pieces: list[Piece]
    cells: list[list[Piece]] = field(default_factory=list)
    tasks: list[str] = field(default_factory=list)


RELATION_NOTE = {
    "exact": "",
    "candidate": " · cần kiểm tra: chưa rõ năm",
    "ambiguous": " · cần kiểm tra: chưa rõ tỉnh",
    "unresolved": " · cần kiểm tra: chưa rõ cơ quan",
}


def marks_of(record: Record, iris: Iris) -> list[Mark]:
    """Marks that do not overlap, in reading order; citations come first, then people, units, bodies outside with tasks, titles."""
    d = record.document
    found: list[Mark] = []
    for c in record.citations:
        if c.target:
            note = f"{c.doctype} {c.canonical}{RELATION_NOTE[c.outcome]}" + (f" · cần kiểm tra: {c.suspect}" if c.suspect else "")
            found.append(Mark(c.span, "citation", iris.path(iris.document(c.target)), note, bool(c.suspect) or c.outcome != "exact"))
    for person in record.people:
        href = iris.path(iris.person(d.province, d.agency_id, person.name))
        found += [Mark(span, "person", href, f"{person.name}{' · ' + person.posts[0] if person.posts else ''}") for span in person.mentions]
    for unit in record.units:
        href = iris.path(iris.unit(d.province, d.agency_id, unit.name))
        found += [Mark(m.span, "unit", href, f"{unit.name} · {unit.parent}") for m in unit.mentions]
    parties = {name for task in record.tasks for name in (*task.owner, *task.cooperating)} - {unit.name for unit in record.units}
    for body in record.organisations:  # those that have tasks here have a page with them
        if body.name in parties:
            href = iris.path(iris.organisation(d.province, body.name))
            found += [Mark(span, "organisation", href, body.name) for span in body.mentions]
    for n in record.named_documents:
        scope = None if n.rule.startswith("named:law") else d.province
        found.append(Mark(n.span, "named", iris.path(iris.named(scope, n.doctype, n.title or n.doctype)), f"{n.doctype} gọi bằng tên"))
    kept: list[Mark] = []
    for mark in sorted(found, key=lambda m: (_PRIORITY[m.kind], m.span.start, -m.span.length)):
        if mark.span.length and not any(mark.span.overlaps(other.span) for other in _near(kept, mark.span)):
            kept.append(mark)
    return sorted(kept, key=lambda m: m.span)


def _near(kept: list[Mark], span: Span) -> Iterable[Mark]:
    return (m for m in kept if m.span.start < span.end and span.start < m.span.end)


def pieces_of(text: str, span: Span, marks: list[Mark], wanted: Span | None) -> list[Piece]:
    """The pieces of a range: cut at marks and at the bounds of the wanted sentence."""
    inside = [m for m in marks if m.span.overlaps(span)]
    cuts = {span.start, span.end}
    for mark in inside:
        cuts.update((max(span.start, mark.span.start), min(span.end, mark.span.end)))
    if wanted and wanted.overlaps(span):
        cuts.update((max(span.start, wanted.start), min(span.end, wanted.end)))
    points = sorted(cuts)
    pieces = []
    for a, b in itertools.pairwise(points):
        here = next((m for m in inside if m.span.start <= a < m.span.end), None)
        pieces.append(Piece(text[a:b], here, bool(wanted and wanted.start <= a < wanted.end)))
    return pieces


def shown_blocks(record: Record, iris: Iris, wanted: Span | None) -> list[Shown]:
    """Every block of a document for the page."""
    text, marks = record.document.text, marks_of(record, iris)
    tasks: dict[int, list[str]] = {}
    for task in record.tasks:
        tasks.setdefault(task.block, []).append(task.id)
    found = []
    depth: dict[int, int] = {}
    for block in record.document.blocks:
        depth[block.index] = depth.get(block.parent, -1) + 1
        lead = text[block.span.start : block.content.start].strip() if block.kind in {"heading", "item"} else ""
        near = [m for m in marks if m.span.overlaps(block.span)]
        shown = Shown(
            block,
            f"p{block.index}",
            min(depth[block.index], 6),
            lead,
            pieces_of(text, block.content, near, wanted),
            tasks=tasks.get(block.index, []),
        )
        if block.kind == "row":
            shown.cells = [pieces_of(text, cell, near, wanted) for cell in block.cells]
        found.append(shown)
    return found
