"""Searching an index folder."""

from pathlib import Path
from typing import Any

import tantivy

from .errors import IndexNotBuilt
from .highlight import best_sentence
from .model import FACETS, Facet, Hit, Query, Results
from .parse import parse
from .schema import VERSION, tantivy_schema

Occur = tantivy.Occur
_FACET_SIZE = 40
_MOST_PAGES = 500


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
        if parsed.relaxed is not None and not self._total(tantivy.Query.boolean_query(base)):
            base = [(Occur.Must, parsed.relaxed), kind]
            note = note or "Không có đoạn nào chứa đủ các từ; dưới đây là các đoạn chứa nhiều từ nhất."
        chosen = {name: values for name, values in query.filters.items() if name in FACETS and values}
        full = tantivy.Query.boolean_query([*base, *((Occur.Must, _any(name, values)) for name, values in chosen.items())])
        offset = (max(1, min(query.page, _MOST_PAGES)) - 1) * query.per_page
        if query.sort == "date":
            found = self._searcher.search(full, query.per_page, offset=offset, order_by_field="date", order=tantivy.Order.Desc)
        else:
            found = self._searcher.search(full, query.per_page, offset=offset)
        hits = tuple(self._hit(score, address, parsed.words) for score, address in found.hits)
        return Results(hits, self._total(full), self._facets(base, chosen), note)

    def _total(self, query: tantivy.Query) -> int:
        found: Any = self._searcher.search(query, 1, count=True)
        return int(found.count or 0)

    def _facets(self, base: list[tuple[Any, tantivy.Query]], chosen: dict[str, tuple[str, ...]]) -> dict[str, tuple[Facet, ...]]:
        """Counts of each facet: those that its own further choices would leave."""
        facets: dict[str, tuple[Facet, ...]] = {}
        for name in FACETS:
            others = [(Occur.Must, _any(n, v)) for n, v in chosen.items() if n != name]
            query = tantivy.Query.boolean_query([*base, *others])
            answer = self._searcher.aggregate(query, {name: {"terms": {"field": name, "size": _FACET_SIZE}}})
            buckets = [(str(b["key"]), int(b["doc_count"])) for b in answer[name]["buckets"] if b["key"]]
            if name == "year":
                buckets.sort(key=lambda b: b[0], reverse=True)
            else:
                buckets.sort(key=lambda b: (-b[1], b[0]))
            shown = [Facet(value, count, value in chosen.get(name, ())) for value, count in buckets]
            shown += [Facet(value, 0, True) for value in chosen.get(name, ()) if value not in {f.value for f in shown}]
            facets[name] = tuple(shown)
        return facets

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


def _term(field: str, value: str) -> tantivy.Query:
    return tantivy.Query.const_score_query(tantivy.Query.term_query(tantivy_schema(), field, value), 0.0)


def _any(field: str, values: tuple[str, ...]) -> tantivy.Query:
    return tantivy.Query.const_score_query(
        tantivy.Query.boolean_query([(Occur.Should, tantivy.Query.term_query(tantivy_schema(), field, v)) for v in values]), 0.0
    )
