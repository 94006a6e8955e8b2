"""Letters of another script that look like Latin ones inside the symbol of a cited document ("NĐ-C\u0420", with a Cyrillic R)."""

import re
from collections.abc import Iterable
from dataclasses import replace

from .model import Citation, Problem, Raw

_CYRILLIC = re.compile("[\u0400-\u04ff]")


def told_apart(citations: Iterable[Citation], raw: Raw) -> tuple[tuple[Citation, ...], tuple[Problem, ...]]:
    """The citations, those with such a letter with their number as printed, and a finding for each: the number meant is beyond doubt.

    A search for the number in another program would miss them.
    """
    found: list[Citation] = []
    problems: list[Problem] = []
    for citation in citations:
        printed = _printed(citation, raw)
        if printed:
            reason = f"ký hiệu '{citation.number}' in có chữ cái Cyrillic trông giống chữ Latin"
            message = f"{citation.doctype} {citation.number}: {reason}"
            problems.append(Problem("chu-cai-la", "info", message, citation.span, "Gõ lại ký hiệu bằng chữ Latin để tìm thấy ở nơi khác."))
            citation = replace(citation, number=printed)
        found.append(citation)
    return tuple(found), tuple(problems)


def _printed(citation: Citation, raw: Raw) -> str | None:
    """The number as the file prints it, where a letter of it is Cyrillic."""
    if not _CYRILLIC.search(raw.original, raw.offsets[citation.span.start], raw.offsets[citation.span.end]):
        return None
    start = raw.text.find(citation.number, citation.span.start, citation.span.end)
    if start < 0:
        return None
    printed = raw.original[raw.offsets[start] : raw.offsets[start + len(citation.number)]]
    return printed if _CYRILLIC.search(printed) else None
