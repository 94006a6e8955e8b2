"""The documents of a collection by what officers call them."""

from index.lookup import Known, Lookup

from .collection import Collection


def lookup_of(here: Collection) -> Lookup:
    """Documents held and documents only cited; the cited ones weigh as often as they are cited."""
    cited = [Known(here.path(r["target"]), r["label"], "", int(r["citations"])) for r in here.cached("top_bases")]
    weights = {k.path: k.weight for k in cited}
    held = [
        Known(here.path(r["doc"]), r["label"], r.get("date", ""), weights.get(here.path(r["doc"]), 0)) for r in here.cached("documents")
    ]
    return Lookup({k.path: k for k in (*cited, *held)}.values())
