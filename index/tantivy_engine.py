"""The engine for collections of any size: Tantivy evaluates Whoosh's query tree."""

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import tantivy
from whoosh import query as wq

from .engine import FACET_SIZE, Found, SomeOf, finish
from .schema import BAGS, DAYS, TOKENS, VALUES, Entry

Occur = tantivy.Occur
_HEAP = 64_000_000


@lru_cache(maxsize=1)
def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in VALUES:
        builder.add_text_field(name, stored=False, fast=True, tokenizer_name="raw", index_option="basic")
    for name in TOKENS:
        builder.add_text_field(name, stored=False, tokenizer_name="whitespace", index_option="position")
    for name in BAGS:
        builder.add_text_field(name, stored=False, tokenizer_name="whitespace", index_option="freq")
    for name in DAYS:
        builder.add_integer_field(name, stored=False, indexed=True, fast=True)
    builder.add_bytes_field("shown", stored=True, indexed=False)
    return builder.build()


class TantivyEngine:
    """See `engine.Engine`; addresses are Tantivy's."""

    def __init__(self, path: Path) -> None:
        self._index = tantivy.Index(_schema(), path=str(path))
        self._index.reload()
        self._searcher = self._index.searcher()

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def top(self, tree: wq.Query, limit: int, offset: int = 0, newest: bool = False) -> Found:
        query = translate(tree)
        if newest:
            found: Any = self._searcher.search(query, limit, True, "day", offset, order=tantivy.Order.Desc)
            return Found(found.count, [(0.0, address) for _, address in found.hits])
        found = self._searcher.search(query, limit, True, offset=offset)
        return Found(found.count, found.hits)

    def count(self, tree: wq.Query) -> int:
        found: Any = self._searcher.search(translate(tree), 1, True)
        return int(found.count)

    def values(self, tree: wq.Query, fields: Sequence[str], due: int = 0) -> dict[str, list[tuple[str, int]]]:
        if not fields and not due:
            return {}
        asked: dict[str, Any] = {name: {"terms": {"field": name, "size": FACET_SIZE}} for name in fields}
        if due:
            asked["late"] = {"range": {"field": "due", "ranges": [{"to": due}]}}
        found: Any = self._searcher.aggregate(translate(tree), asked)
        counted = {name: [(str(b["key"]), int(b["doc_count"])) for b in found[name]["buckets"]] for name in fields}
        if due:
            counted["late"] = [("", int(next((b["doc_count"] for b in found["late"]["buckets"] if b.get("to") == due), 0)))]
        return counted

    def shown(self, address: Any) -> dict[str, Any]:
        kept: Any = self._searcher.doc(address).get_first("shown")
        found: dict[str, Any] = json.loads(bytes(kept))
        return found

    def frequency(self, field: str, token: str) -> int:
        return int(self._searcher.doc_freq(field, token))

    def words(self) -> list[tuple[str, int]]:
        return list(self._searcher.terms_with_prefix("exact", ""))


class TantivyWriter:
    """See `engine.Writer`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._index = tantivy.Index(_schema(), path=str(path))
        self._writer = self._index.writer(_HEAP, 1)

    def add(self, entry: Entry) -> None:
        document = tantivy.Document()
        for field, value in entry.items():
            if field == "shown":
                document.add_bytes(field, json.dumps(value, ensure_ascii=False).encode())
            elif isinstance(value, str):
                if value:
                    document.add_text(field, value)
            else:
                add = document.add_integer if field in DAYS else document.add_text
                for one in value:
                    add(field, one)
        self._writer.add_document(document)

    def remove(self, doc: str) -> None:
        self._writer.delete_documents_by_term("doc", doc)

    def close(self) -> None:
        self._writer.commit()
        self._writer.wait_merging_threads()
        self._index.reload()
        finish(self._path, "tantivy")


def translate(tree: wq.Query) -> tantivy.Query:
    """Whoosh query tree → Tantivy query. Raises ValueError for a kind of query that the parser does not make."""
    found = _plain(tree)
    boost = getattr(tree, "boost", 1.0)
    return found if boost == 1.0 else tantivy.Query.boost_query(found, boost)


def _plain(tree: wq.Query) -> tantivy.Query:
    schema = _schema()
    match tree:
        case wq.Term():
            return tantivy.Query.term_query(schema, tree.fieldname, tree.text)
        case wq.Phrase():
            return tantivy.Query.phrase_query(schema, tree.fieldname, list(tree.words))
        case wq.Prefix():
            return tantivy.Query.regex_query(schema, tree.fieldname, _literal(tree.text) + ".*")
        case wq.NumericRange():
            return tantivy.Query.range_query(
                schema, tree.fieldname, tantivy.FieldType.Integer, tree.start, tree.end, not tree.startexcl, not tree.endexcl
            )
        case wq.ConstantScoreQuery():
            return tantivy.Query.const_score_query(translate(tree.child), tree.score)
        case wq.Not():
            return tantivy.Query.boolean_query([(Occur.Must, tantivy.Query.all_query()), (Occur.MustNot, translate(tree.query))])
        case wq.DisjunctionMax():
            return tantivy.Query.disjunction_max_query([translate(sub) for sub in tree.subqueries])
        case SomeOf():
            return tantivy.Query.boolean_query([(Occur.Should, translate(sub)) for sub in tree.subqueries], tree.minmatch)
        case wq.Or():
            return tantivy.Query.boolean_query([(Occur.Should, translate(sub)) for sub in tree.subqueries])
        case wq.And() | wq.AndMaybe():
            return tantivy.Query.boolean_query(_clauses(tree))
        case wq.Every():
            return tantivy.Query.all_query()
    if tree == wq.NullQuery:
        return tantivy.Query.empty_query()
    raise ValueError(f"unknown query {tree!r}")


def _clauses(tree: wq.Query) -> list[tuple[Any, tantivy.Query]]:
    """The clauses of a conjunction, with those of conjunctions within it; fewer levels are fewer steps for each entry."""
    if isinstance(tree, wq.AndMaybe):
        optional = tree.b.subqueries if type(tree.b) is wq.Or and tree.b.boost == 1.0 else [tree.b]
        return [*_clauses(tree.a), *((Occur.Should, translate(sub)) for sub in optional)]
    if type(tree) is wq.And and tree.boost == 1.0:
        return [clause for sub in tree.subqueries for clause in _clauses(sub)]
    if isinstance(tree, wq.Not):
        return [(Occur.MustNot, translate(tree.query))]
    return [(Occur.Must, translate(tree))]


def _literal(text: str) -> str:
    """The text with what regular expressions give a meaning taken literally."""
    return "".join(c if c.isalnum() else "\\" + c for c in text)
