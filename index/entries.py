"""Records into entries of the index: one for each passage and one for each document."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from corpus.abbreviations import explained
from corpus.blocks_at import BlockFinder
from corpus.model import Block, Deadline, Record, Task, Unit, ancestors

from .analysis import forms, numbers
from .passages import Tokens, tokens, windows
from .schema import Entry

_LONGEST_HEADING = 200
_HEADINGS = 2


def _folded(names: Iterable[str]) -> str:
    """The folded words of names, kept apart so that a phrase does not run from one into the next."""
    return " | ".join(" ".join(folded for _, folded in forms(name)) for name in names)


def _passages(record: Record) -> Iterator[Block]:
    return (block for block in record.document.blocks if block.kind not in {"header", "tail"} and block.content.length > 1)


def _day(value: str | None) -> list[int]:
    """An ISO date as yyyymmdd; a month or a year alone counts from its first day."""
    return [int((value.replace("-", "") + "0101")[:8])] if value else []


def _context(record: Record, block: Block) -> str:
    """The headings above a block, nearest first, without the long ones."""
    text = record.document.text
    above = [b.content.of(text) for b in ancestors(record.document.blocks, block.index) if b.content.length <= _LONGEST_HEADING]
    return " | ".join(above[:_HEADINGS])


def _heading(text: str) -> str:
    found = tokens(text)
    return f"{found.exact} {found.folded}"


def _status(deadline: Deadline) -> str:
    if deadline.kind == "recurring":
        return "recurring"
    return "dated" if deadline.date_to else "open"


def _task_facts(task: Task | None) -> dict[str, Any]:
    if task is None:
        return {}
    leader = [task.supervising_leader] if task.supervising_leader else []
    return {"leader": leader, "due": _day(task.deadline.date_to), "task": [_status(task.deadline)]}


def entries(record: Record, doc: str) -> Iterator[Entry]:
    """The index entries of a record; `doc` is the path under which the portal shows it."""
    d = record.document
    year = d.date[:4] if d.date else ""
    common = {
        "doc": [doc], "type": [d.doctype_printed], "day": _day(d.date), "agency": [d.agency] if d.agency else [],
        "province": [d.province] if d.province else [], "year": [year] if year else [], "heading": _heading(f"{d.label} {d.title}"),
    }  # fmt: skip
    shown = {"doc": doc, "label": d.label, "title": d.title, "date": d.date or "", "agency": d.agency or ""}
    units = {u.name: u for u in record.units if not u.collective}
    whole = " ".join([d.label, d.title, d.agency or "", d.number_raw])
    yield _entry(tokens(whole), common | {
        "kind": ["document"], "number": " ".join(numbers(whole)), "unit": list(units), "unit_words": _folded(_all_forms(units.values())),
        "shown": shown | {"text": d.title, "units": list(units)},
    })  # fmt: skip
    yield from _of_passages(record, common, shown)


def _all_forms(units: Iterable[Unit]) -> list[str]:
    return list(dict.fromkeys(form for unit in units for form in (unit.name, *unit.variants)))


def _of_passages(record: Record, common: dict[str, Any], shown: dict[str, Any]) -> Iterator[Entry]:
    d = record.document
    tasks = {t.block: t for t in record.tasks}
    units = {u.name: u for u in record.units}
    cited, named = defaultdict(list), defaultdict(list)
    for citation in record.citations:
        cited[citation.block].append(f"{citation.doctype} {citation.canonical}")
    short_forms = explained(d.text)
    finder = BlockFinder(d.blocks)
    for unit in record.units:
        for mention in unit.mentions:
            if (at := finder.at(mention.span.start)) is not None:
                named[at.index].append(unit.name)
    for block in _passages(record):
        text, task = block.content.of(d.text), tasks.get(block.index)
        here = list(dict.fromkeys([*(task.owner if task else ()), *named[block.index]]))
        bases = list(dict.fromkeys(cited[block.index]))
        every = _all_forms(units[name] for name in here if name in units and not units[name].collective)
        facts = common | _task_facts(task) | {"kind": ["passage"], "unit": here, "unit_words": _folded([*here, *every]), "basis": bases}
        told = shown | {"section": block.path, "block": block.index, "units": here, "cited": bases}
        if task and task.deadline.text:
            told["deadline"] = task.deadline.text
        context = _context(record, block)
        for low, high in windows(text):
            piece = text[low:high]
            if not any(c.isalnum() for c in piece):
                continue
            other = [form for form in every if form not in piece]
            other += [long if short in piece else short for short, long in short_forms.items() if (short in piece) != (long in piece)]
            number = " ".join(dict.fromkeys([*numbers(piece), *(n for c in bases for n in numbers(c))]))
            yield _entry(
                tokens(piece, context, other),
                facts | {"number": number, "shown": told | {"text": piece, "start": block.content.start + low}},
            )


def _entry(found: Tokens, more: Mapping[str, Any]) -> Entry:
    return {"exact": found.exact, "folded": found.folded, "pairs": found.pairs, **more}


def bare_entry(key: str, heading: str, text: str, facts: Mapping[str, Any] | None = None) -> Entry:
    """A passage that belongs to no record: a key, the heading it stands under, its text, and values by field."""
    common = {"doc": [key], "kind": ["passage"], "heading": _heading(heading), "shown": {"doc": key, "text": text}}
    return _entry(tokens(text, heading), common | dict(facts or {}))
