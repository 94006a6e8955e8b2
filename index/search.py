"""Searching an index folder."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from whoosh import query as wq

from .alike import folded
from .engine import SomeOf, open_engine
from .highlight import best_sentence
from .model import FACETS, STATUSES, Facet, Hit, Query, Results
from .parse import matching, parse
from .passages import pairs_of
from .spelling import Speller

_MOST_PAGES = 500
_FEW = 3
_TELLING = 24
Chosen = Mapping[str, tuple[str, ...]]


class SearchIndex:
    """A read-only index. Raises IndexNotBuilt where there is none, one of another version, or a damaged one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine = open_engine(path)

    def __len__(self) -> int:
        return len(self._engine)

    def search(self, query: Query) -> Results:
        """The hits of a query. Never raises for what a user typed."""
        parsed = parse(query.text)
        day = int(query.today.replace("-", "")[:8]) if query.today else 0
        base, note = _all_of(parsed.query, _of_kind(query.kind)), parsed.note
        names = (*FACETS, "status") if day else FACETS
        chosen = {name: values for name, values in query.filters.items() if name in names and values}
        offset = (max(1, min(query.page, _MOST_PAGES)) - 1) * query.per_page
        found = self._engine.top(_narrowed(base, chosen, day), query.per_page, offset, query.sort == "date")
        strict = found.total
        if parsed.relaxed is not None and not strict and not (chosen and self._engine.count(base)):
            base = _all_of(parsed.relaxed, _of_kind(query.kind))
            note = note or "Không có đoạn nào chứa đủ các từ; dưới đây là các đoạn chứa nhiều từ nhất."
            found = self._engine.top(_narrowed(base, chosen, day), query.per_page, offset, query.sort == "date")
        hits = [_hit(score, self._engine.shown(address), parsed.words) for score, address in found.hits]
        shown = folded(hits) if query.fold_alike and query.kind == "passage" else tuple(hit for hit, _ in hits)
        suggestion = self.speller.correction(query.text) if strict < _FEW else ""
        return Results(shown, found.total, self._facets(matching(base), chosen, day), note, suggestion)

    @cached_property
    def speller(self) -> Speller:
        """The spelling of the words that the index holds (read once)."""
        return Speller(self._engine.words())

    def similar(self, text: str, doc: str = "", agency: str = "", before: str = "", limit: int = 6) -> tuple[Hit, ...]:
        """Passages like a text, from other documents than `doc`; with `agency` of that agency alone, with `before` (ISO) earlier ones.

        The rarest pairs of syllables of the text choose, since what is said everywhere makes no two passages alike.
        """
        held = {pair: count for pair in pairs_of(text) if (count := self._engine.frequency("pairs", pair)) + bool(doc == "") > 1}
        rare = sorted(held, key=lambda pair: (held[pair], pair))[:_TELLING]
        if not rare:
            return ()
        clauses = [SomeOf([wq.Term("pairs", pair) for pair in rare], minmatch=max(1, len(rare) // 4)), _of_kind("passage")]
        if doc:
            clauses.append(wq.Not(wq.Term("doc", doc)))
        if agency:
            clauses.append(_only("agency", (agency,)))
        if before:
            day = int((before.replace("-", "") + "0101")[:8])
            clauses.append(wq.ConstantScoreQuery(wq.NumericRange("day", None, day, endexcl=True), 0.0))
        found = self._engine.top(wq.And(clauses), limit)
        words = tuple(dict.fromkeys(parse(text).words))
        return tuple(_hit(score, self._engine.shown(address), words)[0] for score, address in found.hits)

    def _facets(self, base: wq.Query, chosen: Chosen, day: int) -> dict[str, tuple[Facet, ...]]:
        """Counts of each facet: those that its own further choices would leave."""
        free = [name for name in FACETS if name not in chosen]
        together = bool(day) and "status" not in chosen
        counted = self._engine.values(_narrowed(base, chosen, day), [*free, "task"] if together else free, day if together else 0)
        for name in chosen:
            others = {n: v for n, v in chosen.items() if n != name}
            fields, due = (["task"], day) if name == "status" else ([name], 0)
            counted |= self._engine.values(_narrowed(base, others, day), fields, due)
        facets = {name: _facet(name, counted[name], chosen.get(name, ())) for name in FACETS}
        if day:
            facets["status"] = _statuses(dict(counted["task"]), counted["late"][0][1], chosen.get("status", ()))
        return facets


def _statuses(held: Mapping[str, int], late: int, chosen: tuple[str, ...]) -> tuple[Facet, ...]:
    """Tasks by what is known of their deadlines; `held` counts kinds of deadlines, `late` those that have passed."""
    counts = {
        "qua-han": late, "trong-han": held.get("dated", 0) - late, "thuong-xuyen": held.get("recurring", 0), "khong-neu": held.get("open", 0),
    }  # fmt: skip
    return tuple(Facet(name, counts[name], name in chosen) for name in STATUSES if counts[name] or name in chosen)


def _hit(score: float, kept: dict[str, Any], words: tuple[str, ...]) -> tuple[Hit, str]:
    """A hit and its whole text."""
    text, start = kept["text"], kept.get("start", 0)
    snippet, low, high = best_sentence(text, words)
    return Hit(
        doc=kept["doc"], label=kept.get("label", ""), title=kept.get("title", ""), date=kept.get("date", ""), agency=kept.get("agency", ""),
        section=kept.get("section", ""), block=kept.get("block", 0), start=start, end=start + len(text), score=float(score), snippet=snippet,
        sentence_start=start + low, sentence_end=start + high, units=tuple(kept.get("units", ())), deadline=kept.get("deadline", ""),
        cited=tuple(kept.get("cited", ())),
    ), text  # fmt: skip


def _facet(name: str, found: list[tuple[str, int]], chosen: tuple[str, ...]) -> tuple[Facet, ...]:
    values = [(value, count) for value, count in found if value]
    values.sort(key=(lambda v: v[0]) if name == "year" else (lambda v: (-v[1], v[0])), reverse=name == "year")
    shown = [Facet(value, count, value in chosen) for value, count in values]
    return (*shown, *(Facet(value, 0, True) for value in chosen if value not in {f.value for f in shown}))


def _all_of(*trees: wq.Query) -> wq.Query:
    return wq.And(list(trees))


def _only(field: str, values: tuple[str, ...]) -> wq.Query:
    """Entries with one of the values, without a say in the score."""
    return wq.ConstantScoreQuery(wq.Or([wq.Term(field, value) for value in values]), 0.0)


def _of_kind(kind: str) -> wq.Query:
    """Passages or documents; there are far fewer documents, and leaving few out is cheaper than looking for many."""
    documents = wq.Term("kind", "document")
    return wq.Not(documents) if kind == "passage" else wq.ConstantScoreQuery(documents, 0.0)


def _status(value: str, day: int) -> wq.Query:
    """Tasks of a status on a day: the deadline printed has passed or has not, there is none, or it returns."""
    if value == "thuong-xuyen":
        return _only("task", ("recurring",))
    if value == "khong-neu":
        return _only("task", ("open",))
    due = wq.NumericRange("due", None, day, endexcl=True) if value == "qua-han" else wq.NumericRange("due", day, None)
    return wq.And([_only("task", ("dated",)), wq.ConstantScoreQuery(due, 0.0)])


def _narrowed(base: wq.Query, chosen: Chosen, day: int) -> wq.Query:
    """The query with the chosen values of each facet."""
    wanted = [_only(name, values) for name, values in chosen.items() if name != "status"]
    statuses = [_status(value, day) for value in chosen.get("status", ()) if value in STATUSES]
    return wq.And([base, *wanted, *([wq.Or(statuses)] if statuses else [])])
