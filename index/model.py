"""What goes into a search and what comes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

FACETS = ("type", "agency", "province", "unit", "leader", "year", "basis")
# What is known of a task on a day; whether it was done the documents seldom say.
STATUSES = ("qua-han", "trong-han", "thuong-xuyen", "khong-neu")


@dataclass(frozen=True, slots=True)
class Query:
    """A search: the words as typed, chosen facet values, page (from 1) and order ("relevance" or "date").

    `today` (ISO) is the day on which the status of tasks is told; without it there is no facet "status". `fold_alike` puts passages
    that say nearly the same under the first of them.
    """

    text: str
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kind: str = "passage"
    sort: str = "relevance"
    page: int = 1
    per_page: int = 20
    today: str = ""
    fold_alike: bool = True


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers; `snippet` is pieces of (text, matched), so that escaping stays with the page.

    `start` and `end` are offsets of the passage in the document's NFC text; `sentence` those of the shown sentence.
    """

    doc: str
    label: str
    title: str
    date: str
    agency: str
    section: str
    block: int
    start: int
    end: int
    score: float
    snippet: tuple[tuple[str, bool], ...]
    sentence_start: int
    sentence_end: int
    units: tuple[str, ...] = ()
    deadline: str = ""
    cited: tuple[str, ...] = ()
    alike: tuple["Hit", ...] = ()


@dataclass(frozen=True, slots=True)
class Facet:
    value: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Results:
    """Hits of one page, the number of all hits, facets with counts, a note on how the query was read, and what may have been meant."""

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, tuple[Facet, ...]]
    note: str = ""
    suggestion: str = ""
