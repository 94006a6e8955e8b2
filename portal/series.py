"""Documents of one series: what an agency issues again and again under the same title ("Kết luận giao ban quý I", "… quý II")."""

import re
from collections import defaultdict
from dataclasses import dataclass

from corpus.text import fold

from .collection import Collection

_ALIKE = 0.6  # shared syllables over all of both titles
_FEWEST = 3  # syllables of a title that can be told from others
_SYLLABLE = re.compile(r"[^\W\d_]+")
_VARIES = {"quy", "thang", "nam", "ngay", "tuan", "lan", "thu", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"}


@dataclass(frozen=True, slots=True)
class Issue:
    """One document of a series: IRI, label, title, ISO date."""

    doc: str
    label: str
    title: str
    date: str


def series_of(here: Collection, doc: str) -> tuple[list[Issue], list[Issue]]:
    """The documents of the same series before and after one, each list with the nearest first; both empty for none."""
    groups: dict[tuple[str, str], list[tuple[Issue, frozenset[str]]]] = here.memo("series", _groups)
    rows = next((rows for rows in groups.values() if any(issue.doc == doc for issue, _ in rows)), [])
    own = next(((issue, words) for issue, words in rows if issue.doc == doc), None)
    if own is None or len(own[1]) < _FEWEST:
        return [], []
    like = [issue for issue, words in rows if issue.doc != doc and _alike(own[1], words)]
    before = [i for i in like if (i.date, i.doc) < (own[0].date, doc)]
    after = [i for i in like if (i.date, i.doc) > (own[0].date, doc)]
    return before[::-1], after


def _groups(here: Collection) -> dict[tuple[str, str], list[tuple[Issue, frozenset[str]]]]:
    """Dated documents by agency and kind, the oldest first."""
    found: dict[tuple[str, str], list[tuple[Issue, frozenset[str]]]] = defaultdict(list)
    for row in here.cached("documents"):
        if "agency" in row and "date" in row:
            issue = Issue(row["doc"], row["label"], row["title"], row["date"])
            found[row["agency"], row.get("type", "")].append((issue, title_words(row["title"])))
    for rows in found.values():
        rows.sort(key=lambda item: (item[0].date, item[0].doc))
    return found


def title_words(title: str) -> frozenset[str]:
    """The syllables of a title without those that change from one issue to the next: numbers, quarters, months, years."""
    return frozenset(word for word in _SYLLABLE.findall(fold(title)) if word not in _VARIES)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _ALIKE * len(one | other)
