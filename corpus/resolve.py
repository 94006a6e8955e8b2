"""Second look at the citations of one document: mentions of one document gather whatever their form."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from .identity import UNKNOWN_YEAR
from .model import Citation, DocIdentity


def resolve(citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """Citations with the year of an earlier or later full mention, where exactly one document of the text fits."""
    years: dict[DocIdentity, set[str]] = defaultdict(set)
    for citation in citations:
        if citation.target and citation.target.year != UNKNOWN_YEAR:
            years[replace(citation.target, year=UNKNOWN_YEAR)].add(citation.target.year)
    found = []
    for citation in citations:
        fitting = years.get(citation.target, set()) if citation.target else set()
        if citation.target and len(fitting) == 1:
            target = replace(citation.target, year=next(iter(fitting)))
            found.append(replace(citation, target=target, outcome="exact", reason="năm lấy từ chỗ dẫn đầy đủ trong cùng văn bản"))
        elif citation.target and len(fitting) > 1:
            reason = f"cùng số có ở nhiều năm trong văn bản: {', '.join(sorted(fitting))}"
            found.append(replace(citation, outcome="ambiguous", reason=reason))
        else:
            found.append(citation)
    return tuple(found)
