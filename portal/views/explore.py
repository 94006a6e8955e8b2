"""The collection as a map: documents over time, the bases most cited, which agencies rest on which bases."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from flask import Blueprint, Response, render_template, request

from portal.charts import bars, by_month
from portal.collection import Collection
from portal.here import collection
from portal.tables import csv_response

bp = Blueprint("explore", __name__)
_BASES, _AGENCIES = 12, 25


@dataclass(frozen=True, slots=True)
class Crossing:
    """Agencies down, bases across: (IRI, label) of each, and the number of citing documents by their IRIs."""

    agencies: tuple[tuple[str, str], ...]
    bases: tuple[tuple[str, str], ...]
    counts: dict[tuple[str, str], int]


def _crossing(here: Collection) -> Crossing:
    issued = {r["doc"]: (r["agency"], r["agencyLabel"]) for r in here.cached("documents") if "agencyLabel" in r}
    labels = {r["target"]: r["label"] for r in here.cached("top_bases")}
    pairs: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in here.cached("document_links"):
        if row["doc"] in issued and row["target"] in labels and row["target"] != row["doc"]:
            pairs[issued[row["doc"]][0], row["target"]].add(row["doc"])
    counts = {pair: len(docs) for pair, docs in pairs.items()}
    names = dict(issued.values())
    rows: Counter[str] = Counter()
    columns: Counter[str] = Counter()
    for (agency, base), n in counts.items():
        rows[agency] += n
        columns[base] += n
    agencies = tuple((iri, names[iri]) for iri, _ in sorted(rows.items(), key=lambda r: (-r[1], names[r[0]]))[:_AGENCIES])
    bases = tuple((iri, labels[iri]) for iri, _ in sorted(columns.items(), key=lambda c: (-c[1], labels[c[0]]))[:_BASES])
    return Crossing(agencies, bases, counts)


@bp.get("/kham-pha")
def page() -> str | Response:
    here = collection()
    months = here.memo("months", lambda c: by_month(r.get("date", "") for r in c.cached("documents")))
    crossing = here.memo("crossing", _crossing)
    wanted = request.args.get("dang", "")
    if wanted == "thang":
        return csv_response("van-ban-theo-thang", ("Tháng", "Văn bản"), months)
    if wanted == "co-quan":
        rows: list[list[str | int | None]] = [
            [name, *(crossing.counts.get((agency, base), 0) for base, _ in crossing.bases)] for agency, name in crossing.agencies
        ]  # fmt: skip
        return csv_response("co-quan-va-can-cu", ("Cơ quan", *(label for _, label in crossing.bases)), rows)
    undated = sum(1 for r in here.cached("documents") if len(r.get("date", "")) < 7)
    return render_template(
        "explore.html", chart=bars(months, "/van-ban?thang={}"), months=[m for m in months if m[1]], undated=undated, crossing=crossing,
        bases=here.cached("top_bases")[:_BASES], most=max((int(r["citations"]) for r in here.cached("top_bases")[:_BASES]), default=1),
    )  # fmt: skip
