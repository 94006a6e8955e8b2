"""Records into the index: one entry for each passage and one for each document."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import tantivy

from corpus.model import Block, Record

from .analysis import expansions, numbers, syllables
from .schema import VERSION, tantivy_schema

_HEAP = 64_000_000


def _tokens(text: str) -> tuple[str, str]:
    found = list(syllables(" ".join([text, *expansions(text)])))
    return " ".join(s.exact for s in found), " ".join(s.folded for s in found)


def _folded(names: list[str]) -> str:
    """The folded words of names, kept apart so that a phrase does not run from one into the next."""
    return " | ".join(" ".join(s.folded for s in syllables(name)) for name in names)


def _passages(record: Record) -> Iterator[Block]:
    return (block for block in record.document.blocks if block.kind not in {"header", "tail"} and len(block.content) > 1)


def entries(record: Record, doc: str) -> Iterator[tantivy.Document]:
    """The index entries of a record; `doc` is the path under which the portal shows it."""
    d = record.document
    label = d.label
    year = d.date[:4] if d.date else ""
    heading = " ".join(_tokens(f"{label} {d.title}"))
    common = {"doc": [doc], "label": [label], "title": [d.title], "date": [d.date or ""], "type": [d.doctype_printed]}
    common |= {"agency": [d.agency] if d.agency else [], "province": [d.province] if d.province else [], "year": [year] if year else []}
    whole = " ".join([label, d.title, d.agency or "", d.number_raw])
    exact, folded = _tokens(whole)
    all_units = [u.name for u in record.units if not u.collective]
    yield tantivy.Document.from_dict(
        common | {
            "key": [doc], "kind": ["document"], "exact": [exact], "folded": [folded], "heading": [heading], "text": [d.title],
            "number": [" ".join(numbers(whole))], "unit": all_units, "unit_words": [_folded(all_units)], "section": [""], "block": [0], "start": [0],
        },
        tantivy_schema(),
    )  # fmt: skip
    tasks = {t.block: t for t in record.tasks}
    for block in _passages(record):
        text = block.content.of(d.text)
        exact, folded = _tokens(text)
        if not exact:
            continue
        task = tasks.get(block.index)
        units = list(
            dict.fromkeys(
                [*(task.owner if task else ()), *(u.name for u in record.units if any(block.span.covers(m.span) for m in u.mentions))]
            )
        )
        cited = [f"{c.doctype} {c.canonical}" for c in record.citations if c.block == block.index]
        yield tantivy.Document.from_dict(
            common | {
                "key": [f"{doc}#p{block.index}"], "kind": ["passage"], "exact": [exact], "folded": [folded], "heading": [heading],
                "text": [text], "number": [" ".join(dict.fromkeys([*numbers(text), *(n for c in cited for n in numbers(c))]))], "unit": units, "unit_words": [_folded(units)],
                "section": [block.path], "block": [block.index], "start": [block.content.start],
                "deadline": [task.deadline.text] if task and task.deadline.text else [], "cited": list(dict.fromkeys(cited)),
            },
            tantivy_schema(),
        )  # fmt: skip


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
