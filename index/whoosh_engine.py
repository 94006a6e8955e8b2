"""The engine in Python alone, for small collections and machines without a compiled one: Whoosh evaluates its own tree.

Scores are those of Tantivy (BM25 with the same statistics and the same coarse lengths), so both order hits the same way.
"""

import json
import math
from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from whoosh import columns, fields, matching, scoring
from whoosh import index as whoosh_index
from whoosh import query as wq
from whoosh.analysis import RegexTokenizer

from .engine import FACET_SIZE, Found, SomeOf, finish
from .schema import BAGS, DAYS, TOKENS, VALUES, Entry

_K1, _B = 1.2, 0.75
_APART = "\x1f"
_MEBIBYTES = 64


@lru_cache(maxsize=1)
def _schema() -> fields.Schema:
    blanks, apart = RegexTokenizer(r"[^ ]+"), RegexTokenizer(f"[^{_APART}]+")
    made: dict[str, fields.FieldType] = {name: fields.TEXT(analyzer=apart, phrase=False) for name in VALUES}
    made |= {name: fields.TEXT(analyzer=blanks, phrase=True) for name in TOKENS}
    made |= {name: fields.TEXT(analyzer=blanks, phrase=False) for name in BAGS}
    made |= {name: fields.NUMERIC(int, bits=32) for name in DAYS}
    # Whoosh keeps lengths to three per cent; Tantivy's steps begin where it is exact
    made |= {f"{name}_length": fields.COLUMN(columns.NumericColumn("i")) for name in (*TOKENS, *BAGS)}
    made |= {"shown": fields.STORED(), "facts": fields.STORED()}
    return fields.Schema(**made)


@lru_cache(maxsize=1)
def _lengths() -> list[int]:
    """The lengths that Tantivy tells apart: every one up to 40, then eight to each doubling of the step."""
    found, step = list(range(41)), 2
    while found[-1] < 2_000_000_000:
        found += [found[-1] + step * n for n in range(1, 9)]
        step *= 2
    return found


def _coarse(length: float) -> int:
    known = _lengths()
    return known[bisect_right(known, length) - 1]


class _Scorer(scoring.BaseScorer):
    def __init__(self, searcher: Any, field: str, text: bytes) -> None:
        whole = searcher.get_parent()
        count, held = whole.doc_count(), whole.doc_frequency(field, text)
        self._weight = math.log(1 + (count - held + 0.5) / (held + 0.5)) * (_K1 + 1)
        self._mean = (whole.field_length(field) / count) if count else 1.0
        self._length = searcher.reader().column_reader(f"{field}_length")

    def score(self, matcher: Any) -> float:
        length = _coarse(self._length[matcher.id()])
        often = matcher.weight()
        return float(self._weight * often / (often + _K1 * (1 - _B + _B * length / (self._mean or 1.0))))


class _Bm25(scoring.WeightingModel):
    use_final = False

    def scorer(self, searcher: Any, fieldname: str, text: bytes, qf: float = 1) -> scoring.BaseScorer:
        if fieldname not in (*TOKENS, *BAGS):
            return scoring.WeightScorer(1.0)
        return _Scorer(searcher, fieldname, text)


def _listed(scores: Mapping[int, float]) -> Any:
    """A matcher of addresses with their scores."""
    kept = sorted(scores)
    return matching.ListMatcher(array("I", kept), weights=[scores[at] for at in kept]) if kept else matching.NullMatcher()


def _scores(matcher: Any) -> Iterator[tuple[int, float]]:
    while matcher.is_active():
        yield matcher.id(), matcher.score()
        matcher.next()


class _SomeOf(wq.Or):
    """Whoosh's Or does not count how many of its parts match; this one does."""

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        held: Counter[int] = Counter()
        scores: dict[int, float] = defaultdict(float)
        for sub in self.subqueries:
            for at, score in _scores(sub.matcher(searcher, context)):
                held[at] += 1
                scores[at] += score
        return _listed({at: score for at, score in scores.items() if held[at] >= self.minmatch})


class _Maybe(wq.AndMaybe):
    """Whoosh's own loses the optional score where a larger conjunction skips ahead; this one does not."""

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        scores = dict(_scores(self.a.matcher(searcher, context)))
        for at, score in _scores(self.b.matcher(searcher, context)):
            if at in scores:
                scores[at] += score
        return _listed(scores)


class _Without(wq.AndNot):
    """The same of what is barred."""

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        barred = set(self.b.matcher(searcher, context).all_ids())
        return _listed({at: score for at, score in _scores(self.a.matcher(searcher, context)) if at not in barred})


class _Constant(wq.ConstantScoreQuery):
    """Whoosh takes a constant score of nought for one; this one does not."""

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        return _listed({at: self.score for at in self.child.matcher(searcher, context).all_ids()})


def _ready(tree: wq.Query) -> wq.Query:
    """The tree with the kinds of query above in place of those that they mend, and nothing that scores what is not there."""
    match tree:
        case wq.ConstantScoreQuery():
            return _Constant(_ready(tree.child), tree.score)
        case SomeOf():
            return _SomeOf([_ready(sub) for sub in tree.subqueries], minmatch=tree.minmatch)
        case wq.AndMaybe():
            return _Maybe(_ready(tree.a), _ready(tree.b))
        case wq.And() if barred := [sub.query for sub in tree.subqueries if isinstance(sub, wq.Not)]:
            wanted = wq.And([sub for sub in tree.subqueries if not isinstance(sub, wq.Not)], boost=tree.boost)
            return _Without(_ready(wanted), _ready(wq.Or(barred)))
        case wq.And() | wq.Or() | wq.DisjunctionMax():
            return type(tree)([_ready(sub) for sub in tree.subqueries], boost=tree.boost)
    return tree


class WhooshEngine:
    """See `engine.Engine`; addresses are document numbers."""

    def __init__(self, path: Path) -> None:
        self._searcher = whoosh_index.open_dir(str(path), schema=_schema()).searcher(weighting=_Bm25())
        self._facts: dict[int, dict[str, Any]] = {}

    def __len__(self) -> int:
        return int(self._searcher.doc_count())

    def _scored(self, tree: wq.Query) -> list[tuple[float, int]]:
        """(score, address) of every entry that matches."""
        tree = _ready(tree)
        found: list[tuple[float, int]] = []
        for searcher, offset in self._searcher.leaf_searchers():
            matcher = tree.matcher(searcher, searcher.context(needs_current=False))
            deleted = searcher.reader().is_deleted
            found += [(score, offset + at) for at, score in _scores(matcher) if not deleted(at)]
        return found

    def top(self, tree: wq.Query, limit: int, offset: int = 0, newest: bool = False) -> Found:
        found = self._scored(tree)
        if newest:
            found = [(0.0, address) for _, address in found]
            found.sort(key=lambda hit: (-max(self._fact(hit[1]).get("day") or [0]), hit[1]))
        else:
            found.sort(key=lambda hit: (-hit[0], hit[1]))
        return Found(len(found), list(found[offset : offset + limit]))

    def count(self, tree: wq.Query) -> int:
        return len(self._scored(tree))

    def values(self, tree: wq.Query, fields: Sequence[str], due: int = 0) -> dict[str, list[tuple[str, int]]]:
        counted: dict[str, Counter[str]] = {name: Counter() for name in fields}
        late = 0
        for _, address in self._scored(tree) if fields or due else ():
            facts = self._fact(address)
            late += any(day < due for day in facts.get("due", ()))
            for name in fields:
                counted[name].update(set(facts.get(name, ())))
        found = {name: sorted(values.items(), key=lambda item: (-item[1], item[0]))[:FACET_SIZE] for name, values in counted.items()}
        return found | ({"late": [("", late)]} if due else {})

    def _fact(self, address: int) -> dict[str, Any]:
        if address not in self._facts:
            self._facts[address] = json.loads(self._searcher.stored_fields(address)["facts"])
        return self._facts[address]

    def shown(self, address: Any) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self._searcher.stored_fields(address)["shown"])
        return found

    def frequency(self, field: str, token: str) -> int:
        return int(self._searcher.doc_frequency(field, token))

    def words(self) -> list[tuple[str, int]]:
        reader = self._searcher.reader()
        return [(word, int(reader.doc_frequency("exact", word))) for word in reader.field_terms("exact")]


class WhooshWriter:
    """See `engine.Writer`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        known = whoosh_index.exists_in(str(path))
        self._index = whoosh_index.open_dir(str(path), schema=_schema()) if known else whoosh_index.create_in(str(path), _schema())
        self._writer = self._index.writer(limitmb=_MEBIBYTES)

    def add(self, entry: Entry) -> None:
        row: dict[str, Any] = {}
        facts: dict[str, Any] = {}
        for field, value in entry.items():
            if field in VALUES:
                row[field] = _APART.join(value)
                facts[field] = list(value)
            elif field in DAYS:
                facts[field] = list(value)
                if value:
                    row[field] = value[0]
            elif field != "shown":
                row[field], row[f"{field}_length"] = value, value.count(" ") + 1
        row |= {"shown": json.dumps(entry["shown"], ensure_ascii=False), "facts": json.dumps(facts, ensure_ascii=False)}
        self._writer.add_document(**{field: value for field, value in row.items() if value != ""})

    def remove(self, doc: str) -> None:
        self._writer.delete_by_term("doc", doc)

    def close(self) -> None:
        self._writer.commit()
        self._index.close()
        finish(self._path, "whoosh")
