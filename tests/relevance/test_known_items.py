"""Known-item search on the samples: what was sought is among the first three hits."""

import tomllib
from pathlib import Path

from index.model import Query

ITEMS = tomllib.loads((Path(__file__).parent / "known_items.toml").read_text("utf-8"))["items"]


def test_success_at_three(here):
    missed = []
    for query, wanted in ITEMS:
        results = here.index.search(Query(query, per_page=3))
        if results.suggestion and not any(wanted in text_of(hit, here) for hit in results.hits):
            results = here.index.search(Query(results.suggestion, per_page=3))
        if not any(wanted in text_of(hit, here) for hit in results.hits):
            missed.append((query, [text_of(hit, here)[:60] for hit in results.hits]))
    assert len(ITEMS) >= 60
    assert len(missed) <= 0.03 * len(ITEMS), missed


def text_of(hit, here) -> str:
    record = here.record(here.iri(hit.doc))[1]
    return record.document.text[hit.start : hit.end]
