"""Which block or span holds an offset, in logarithmic time, so that reading stays linear."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import ClassVar

from .model import Block, Span


class BlockFinder:
    """Finds blocks by offset in logarithmic time."""

    _last: "ClassVar[tuple[Sequence[Block], list[int]]]" = ((), [])  # of the document read last, which is asked about in many places

    def __init__(self, blocks: Sequence[Block]) -> None:
        known, starts = BlockFinder._last
        if known is not blocks:
            starts = [block.span.start for block in blocks]
            if blocks:
                BlockFinder._last = (blocks, starts)
        self._blocks, self._starts = blocks, starts

    def at(self, offset: int) -> Block | None:
        """The block that holds the offset, or None between blocks."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return None
        block = self._blocks[index]
        return block if offset < block.span.end else None


class SpanFinder:
    """Finds spans that do not overlap each other."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = sorted(spans)
        self._starts = [span.start for span in self.spans]

    def meeting(self, span: Span) -> Span | None:
        """The first span that shares a character with the one given, or None."""
        start, end = span
        at = bisect_right(self._starts, start)
        if at:
            found = self.spans[at - 1]
            if found[0] < end and start < found[1]:
                return found
        if at < len(self.spans):
            found = self.spans[at]
            if found[0] < end and start < found[1]:
                return found
        return None

    def overlapping(self, span: Span) -> range:
        """The places, in order of the text, of the spans that share a character with the one given."""
        first = bisect_right(self._starts, span.start)
        if first and self.spans[first - 1].end > span.start:
            first -= 1
        return range(first, bisect_left(self._starts, span.end, first))

    def within(self, span: Span) -> range:
        """The places, in order of the text, of the spans that start inside the one given."""
        return range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end))


def matches_in(pattern: re.Pattern[str], text: str, blocks: Sequence[Block], places: Sequence[int]) -> dict[int, list[re.Match[str]]]:
    """What a pattern finds at some places of the text, in order, by the index of the block it stands in; nothing begins inside what was found before."""
    found: dict[int, list[re.Match[str]]] = {}
    match_at, last = pattern.match, len(blocks) - 1
    at = start = end = -1
    for place in places:
        while place >= end:
            if at == last:
                return found
            at += 1
            start, end = blocks[at].content
        if place >= start and (match := match_at(text, place, end)):
            start = match.end()
            found.setdefault(at, []).append(match)
    return found
