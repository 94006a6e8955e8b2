"""Boosts of the ranking, one changed at a time, on the known items of the samples: MRR at 10, success at 1 and at 3.

`python tests/bench/ranking.py`. What gains nothing here and on questions of law (`cancu evaluate-search`) is left out of the product.
"""

import tempfile
import tomllib
from collections.abc import Callable
from pathlib import Path

from whoosh import query as wq

import index.parse
import index.search
from index.model import Hit, Query
from portal.app import create_app
from portal.build import build
from portal.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
ITEMS: list[list[str]] = tomllib.loads((ROOT / "tests" / "relevance" / "known_items.toml").read_text("utf-8"))["items"]
FIELDS = {"_HEADING": (0.0, 0.1, 0.3), "_NUMBER": (1.0, 3.0, 12.0), "_PAIR": (0.0, 0.25, 1.0)}


def with_bonus(bonus: wq.Query) -> Callable[..., wq.Query]:
    plain = index.search._all_of
    return lambda *trees: wq.AndMaybe(plain(*trees), bonus)


def tasks(weight: float) -> wq.Query:
    return wq.ConstantScoreQuery(wq.Or([wq.Term("task", kind) for kind in ("dated", "open", "recurring")]), weight)


def recent(weight: float) -> wq.Query:
    """A sixth of the weight for each of the last six years reached."""
    return wq.Or([wq.ConstantScoreQuery(wq.NumericRange("day", int(f"{year}0101"), None), weight / 6) for year in range(2020, 2026)])


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        build(ROOT / "corpus" / "samples", Path(folder), Settings().base_iri, jobs=1)
        shelf = create_app(Settings(data=Path(folder))).extensions["shelf"]
        here = shelf.current()

        def text_of(hit: Hit) -> str:
            return str(here.record(here.iri(hit.doc))[1].document.text[hit.start : hit.end])

        def measure(name: str) -> None:
            places = []
            for typed, wanted in ITEMS:
                results = here.index.search(Query(typed, per_page=10, fold_alike=False))
                if results.suggestion and not any(wanted in text_of(hit) for hit in results.hits):
                    results = here.index.search(Query(results.suggestion, per_page=10, fold_alike=False))
                places.append(next((n for n, hit in enumerate(results.hits, 1) if wanted in text_of(hit)), 0))
            count = len(places)
            mrr, first, third = sum(1 / p for p in places if p), sum(p == 1 for p in places), sum(0 < p <= 3 for p in places)
            print(f"{name:<24} MRR@10 {mrr / count:.3f}   success@1 {first / count:.3f}   success@3 {third / count:.3f}")

        measure("product")
        for field, values in FIELDS.items():
            kept = getattr(index.parse, field)
            for value in values:
                setattr(index.parse, field, value)
                measure(f"{field.strip('_').lower()} {value} (not {kept})")
            setattr(index.parse, field, kept)
        plain = index.search._all_of
        for name, bonus in (("task", tasks), ("recency", recent)):
            for weight in (0.3, 1.0, 2.0):
                index.search._all_of = with_bonus(bonus(weight))
                measure(f"{name} +{weight}")
                index.search._all_of = plain
        shelf.close()


if __name__ == "__main__":
    main()
