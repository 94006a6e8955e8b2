"""Records into the index: one entry for each passage and one for each document."""

import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tantivy

from corpus.blocks_at import BlockFinder
from corpus.model import Block, Record, ancestors

from .analysis import numbers, syllables
from .passages import Tokens, tokens, windows
from .schema import VERSION, tantivy_schema

_HEAP = 64_000_000
_LONGEST_HEADING = 200
_HEADINGS = 2


def _folded(names: list[str]) -> str:
    """The folded words of names, kept apart so that a phrase does not run from one into the next."""
    return " | ".join(" ".join(s.folded for s in syllables(name)) for name in names)


def _passages(record: Record) -> Iterator[Block]:
    return (block for block in record.document.blocks if block.kind not in {"header", "tail"} and len(block.content) > 1)


def _day(value: str | None) -> list[int]:
    """An ISO date as yyyymmdd; a month or a year alone counts from its first day."""
    return [int((value.replace("-", "") + "0101")[:8])] if value else []


def _context(record: Record, block: Block) -> str:
    """The headings above a block, nearest first, without the long ones."""
    text = record.document.text
    above = [b.content.of(text) for b in ancestors(record.document.blocks, block.index) if len(b.content) <= _LONGEST_HEADING]
    return " | ".join(above[:_HEADINGS])


def entries(record: Record, doc: str) -> Iterator[tantivy.Document]:
    """The index entries of a record; `doc` is the path under which the portal shows it."""
    d = record.document
    label = d.label
    year = d.date[:4] if d.date else ""
    heading = tokens(f"{label} {d.title}")
    common = {"doc": [doc], "label": [label], "title": [d.title], "date": [d.date or ""], "type": [d.doctype_printed], "day": _day(d.date)}
    common |= {"agency": [d.agency] if d.agency else [], "province": [d.province] if d.province else [], "year": [year] if year else []}
    common |= {"heading": [f"{heading.exact} {heading.folded}"]}
    whole = " ".join([label, d.title, d.agency or "", d.number_raw])
    all_units = [u.name for u in record.units if not u.collective]
    yield _entry(common, tokens(whole), {
        "key": [doc], "kind": ["document"], "text": [d.title], "number": [" ".join(numbers(whole))], "unit": all_units,
        "unit_words": [_folded(all_units)], "section": [""], "block": [0], "start": [0],
    })  # fmt: skip
    tasks = {t.block: t for t in record.tasks}
    cited = defaultdict(list)
    for citation in record.citations:
        cited[citation.block].append(f"{citation.doctype} {citation.canonical}")
    named = defaultdict(list)
    finder = BlockFinder(d.blocks)
    for unit in record.units:
        for mention in unit.mentions:
            if (at := finder.at(mention.span.start)) is not None:
                named[at.index].append(unit.name)
    for block in _passages(record):
        text, task = block.content.of(d.text), tasks.get(block.index)
        units = list(dict.fromkeys([*(task.owner if task else ()), *named[block.index]]))
        bases = list(dict.fromkeys(cited[block.index]))
        facts = {
            "kind": ["passage"], "unit": units, "unit_words": [_folded(units)], "section": [block.path], "block": [block.index],
            "deadline": [task.deadline.text] if task and task.deadline.text else [], "cited": bases, "basis": bases,
            "leader": [task.supervising_leader] if task and task.supervising_leader else [], "due": _day(task.deadline.date_to) if task else [],
        }  # fmt: skip
        context = _context(record, block)
        for turn, (low, high) in enumerate(windows(text)):
            piece = text[low:high]
            found = tokens(piece, context)
            if not any(True for _ in syllables(piece)):
                continue
            key = f"{doc}#p{block.index}" + (f".{turn}" if turn else "")
            number = list(dict.fromkeys([*numbers(piece), *(n for c in bases for n in numbers(c))]))
            yield _entry(
                common, found, facts | {"key": [key], "text": [piece], "number": [" ".join(number)], "start": [block.content.start + low]}
            )


def _entry(common: dict[str, Any], found: Tokens, more: dict[str, Any]) -> tantivy.Document:
    fields = {"exact": [found.exact], "folded": [found.folded], "pairs": [found.pairs], "folded_pairs": [found.folded_pairs]}
    return tantivy.Document.from_dict(common | fields | more, tantivy_schema())


def bare_entry(key: str, heading: str, text: str, facts: dict[str, Any] | None = None) -> tantivy.Document:
    """A passage that belongs to no record: a key, the heading it stands under, its text, and facets by name."""
    found, above = tokens(text, heading), tokens(heading)
    common = {"key": [key], "doc": [key], "kind": ["passage"], "heading": [f"{above.exact} {above.folded}"], "text": [text]}
    return _entry(common, found, facts or {})


class IndexWriter:
    """Writes an index folder; replacing a document's entries leaves the others alone."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(tantivy_schema(), path=str(path))
        self._writer = self._index.writer(_HEAP, 1)

    def replace(self, doc: str, record: Record) -> None:
        self._writer.delete_documents_by_term("doc", doc)
        for entry in entries(record, doc):
            self._writer.add_document(entry)

    def add(self, entry: tantivy.Document) -> None:
        """An entry made by other means, for collections that are no records."""
        self._writer.add_document(entry)

    def remove(self, doc: str) -> None:
        self._writer.delete_documents_by_term("doc", doc)

    def close(self) -> None:
        """Commits and waits until the folder is at rest."""
        self._writer.commit()
        self._writer.wait_merging_threads()
        (self.path / "VERSION").write_text(str(VERSION))


def copy_index(source: Path, target: Path) -> None:
    """A copy of an index at rest."""
    shutil.copytree(source, target)
