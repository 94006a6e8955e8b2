"""Searching an index folder."""

from functools import cached_property
from pathlib import Path
from typing import Any

import tantivy

from .analysis import syllables
from .errors import IndexNotBuilt
from .highlight import best_sentence
from .model import FACETS, Facet, Hit, Query, Results
from .parse import parse
from .passages import pairs_of
from .schema import VERSION, tantivy_schema
from .spelling import Speller

Occur = tantivy.Occur
_FACET_SIZE = 40
_MOST_PAGES = 500
_FEW = 3
_TELLING = 24


class SearchIndex:
    """A read-only index. Raises IndexNotBuilt where there is none, or one of another version."""

    def __init__(self, path: Path) -> None:
        self.path = path
        version = path / "VERSION"
        if not version.exists():
            raise IndexNotBuilt(f"{path}: chưa có chỉ mục tìm kiếm", "Chạy `cancu build THƯ_MỤC` trước.")
        if version.read_text() != str(VERSION):
            raise IndexNotBuilt(f"{path}: chỉ mục thuộc phiên bản khác", "Chạy lại `cancu build`, chỉ mục sẽ được dựng lại.")
        self._index = tantivy.Index(tantivy_schema(), path=str(path))
        self._index.reload()
        self._searcher = self._index.searcher()

    def __len__(self) -> int:
        return self._searcher.num_docs

    def search(self, query: Query) -> Results:
        """The hits of a query. Never raises for what a user typed."""
        parsed = parse(query.text)
        kind = (Occur.Must, _term("kind", query.kind))
        base, note = [(Occur.Must, parsed.query), kind], parsed.note
        chosen = {name: values for name, values in query.filters.items() if name in FACETS and values}
        found = self._page(base, chosen, query)
        strict = found.count or 0
        if parsed.relaxed is not None and not strict and not (chosen and self._total(tantivy.Query.boolean_query(base))):
            base = [(Occur.Must, parsed.relaxed), kind]
            note = note or "Không có đoạn nào chứa đủ các từ; dưới đây là các đoạn chứa nhiều từ nhất."
            found = self._page(base, chosen, query)
        hits = tuple(self._hit(score, address, parsed.words) for score, address in found.hits)
        suggestion = self.speller.correction(query.text) if strict < _FEW else ""
        return Results(hits, found.count or 0, self._facets(base, chosen), note, suggestion)

    def _page(self, base: list[tuple[Any, tantivy.Query]], chosen: dict[str, tuple[str, ...]], query: Query) -> Any:
        full = tantivy.Query.boolean_query([*base, *((Occur.Must, _any(name, values)) for name, values in chosen.items())])
        offset = (max(1, min(query.page, _MOST_PAGES)) - 1) * query.per_page
        if query.sort == "date":
            return self._searcher.search(full, query.per_page, True, "date", offset, order=tantivy.Order.Desc)
        return self._searcher.search(full, query.per_page, True, offset=offset)

    @cached_property
    def speller(self) -> Speller:
        """The spelling of the words that the index holds (read once)."""
        return Speller(self._searcher.terms_with_prefix("exact", ""))

    def similar(self, text: str, doc: str = "", agency: str = "", before: str = "", limit: int = 6) -> tuple[Hit, ...]:
        """Passages like a text, from other documents than `doc`; with `agency` of that agency alone, with `before` (ISO) earlier ones.

        The rarest pairs of syllables of the text choose, since what is said everywhere makes no two passages alike.
        """
        found = list(syllables(text))
        pairs = dict.fromkeys(pairs_of(found))
        held = {pair: count for pair in pairs if (count := self._searcher.doc_freq("pairs", pair)) + bool(doc == "") > 1}
        rare = sorted(held, key=lambda pair: (held[pair], pair))[:_TELLING]
        if not rare:
            return ()
        schema = tantivy_schema()
        words = [(Occur.Should, tantivy.Query.term_query(schema, "pairs", pair)) for pair in rare]
        clauses = [(Occur.Must, tantivy.Query.boolean_query(words, max(1, len(rare) // 4))), (Occur.Must, _term("kind", "passage"))]
        if doc:
            clauses.append((Occur.MustNot, _term("doc", doc)))
        if agency:
            clauses.append((Occur.Must, _term("agency", agency)))
        if before:
            day = int((before.replace("-", "") + "0101")[:8])
            clauses.append((Occur.Must, tantivy.Query.range_query(schema, "day", tantivy.FieldType.Integer, None, day, True, False)))
        hits = self._searcher.search(tantivy.Query.boolean_query(clauses), limit).hits
        return tuple(self._hit(score, address, tuple(s.exact for s in found)) for score, address in hits)

    def _total(self, query: tantivy.Query) -> int:
        found: Any = self._searcher.search(query, 1, count=True)
        return int(found.count or 0)

    def _facets(self, base: list[tuple[Any, tantivy.Query]], chosen: dict[str, tuple[str, ...]]) -> dict[str, tuple[Facet, ...]]:
        """Counts of each facet: those that its own further choices would leave."""
        counted: dict[str, Any] = {}
        for names in ([n for n in FACETS if n not in chosen], *([n] for n in chosen)):
            others = [(Occur.Must, _any(n, v)) for n, v in chosen.items() if n not in names]
            asked = {name: {"terms": {"field": name, "size": _FACET_SIZE}} for name in names}
            counted |= self._searcher.aggregate(tantivy.Query.boolean_query([*base, *others]), asked)
        return {name: _facet(name, counted[name]["buckets"], chosen.get(name, ())) for name in FACETS}

    def _hit(self, score: Any, address: tantivy.DocAddress, words: tuple[str, ...]) -> Hit:
        doc = self._searcher.doc(address)

        def one(name: str) -> str:
            return str(doc.get_first(name) or "")

        text = one("text")
        snippet, low, high = best_sentence(text, words)
        start = int(doc.get_first("start") or 0)
        return Hit(
            doc=one("doc"), label=one("label"), title=one("title"), date=one("date"), agency=one("agency"), section=one("section"),
            block=int(doc.get_first("block") or 0), start=start, end=start + len(text), score=float(score) if isinstance(score, int | float) else 0.0,
            snippet=snippet, sentence_start=start + low, sentence_end=start + high, units=tuple(map(str, doc.get_all("unit"))),
            deadline=one("deadline"), cited=tuple(map(str, doc.get_all("cited"))),
        )  # fmt: skip


def _facet(name: str, found: list[dict[str, Any]], chosen: tuple[str, ...]) -> tuple[Facet, ...]:
    buckets = [(str(b["key"]), int(b["doc_count"])) for b in found if b["key"]]
    buckets.sort(key=(lambda b: b[0]) if name == "year" else (lambda b: (-b[1], b[0])), reverse=name == "year")
    shown = [Facet(value, count, value in chosen) for value, count in buckets]
    return (*shown, *(Facet(value, 0, True) for value in chosen if value not in {f.value for f in shown}))


def _term(field: str, value: str) -> tantivy.Query:
    return tantivy.Query.const_score_query(tantivy.Query.term_query(tantivy_schema(), field, value), 0.0)


def _any(field: str, values: tuple[str, ...]) -> tantivy.Query:
    return tantivy.Query.const_score_query(
        tantivy.Query.boolean_query([(Occur.Should, tantivy.Query.term_query(tantivy_schema(), field, v)) for v in values]), 0.0
    )
