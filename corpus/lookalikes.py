"""Letters of another script that look like Latin ones inside the symbol of a cited document ("NĐ-C\u0420", with a Cyrillic R)."""

import re
from collections.abc import Iterable
from dataclasses import replace

from .model import Citation, Raw

_CYRILLIC = re.compile("[\u0400-\u04ff]")


def told_apart(citations: Iterable[Citation], raw: Raw) -> tuple[Citation, ...]:
    """The citations, those printed with such a letter marked: the number as printed, the reason, the canonical number in Latin letters.

    A search for the number in another program would miss them.
    """
    return tuple(_marked(citation, raw) for citation in citations)


def _marked(citation: Citation, raw: Raw) -> Citation:
    if not _CYRILLIC.search(raw.original, raw.offsets[citation.span.start], raw.offsets[citation.span.end]):
        return citation
    start = raw.text.find(citation.number, citation.span.start, citation.span.end)
    if start < 0:
        return citation
    printed = raw.original[raw.offsets[start] : raw.offsets[start + len(citation.number)]]
    if not _CYRILLIC.search(printed):
        return citation
    reason = f"ký hiệu '{citation.number}' in có chữ cái Cyrillic trông giống chữ Latin"
    return replace(citation, number=printed, suspect="; ".join(filter(None, (citation.suspect, reason))))
