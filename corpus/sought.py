"""Patterns that begin with one of a few words: the words are looked up first, once for a text, and cost a tenth of the pattern."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .phrases import words
from .text import lowered, places_of

_SHORT = 400  # characters of a text, such as a cell's, whose places are not worth remembering
_FEW = 8  # of a text that is asked about in no more than this part of it the places are not worth looking up


@dataclass(slots=True)
class _Kept:
    """What is remembered of a text for one set of words: how much of it was asked about, then where the words stand."""

    asked: int = 0
    places: Sequence[int] | None = None


class Sought:
    """A pattern looked for only where one of some lower-case words stands in the lower-cased text."""

    def __init__(self, pattern: re.Pattern[str], begins: Iterable[str]) -> None:
        self._pattern = pattern
        self._begins = tuple(begins)

    @classmethod
    def phrases(cls, phrases: Sequence[str]) -> "Sought":
        """Whole phrases, in any case, with word edges."""
        return cls(re.compile(rf"{words(phrases, any_case=True)}(?!\w)"), sorted({phrase.split()[0].lower() for phrase in phrases}))

    def finditer(self, text: str, start: int, end: int) -> Sequence[re.Match[str]]:
        """What the pattern finds in text[start:end], in order; nothing begins inside what was found before."""
        if len(text) < _SHORT:
            return list(self._pattern.finditer(text, start, end))
        kept = _kept(self._begins, text)
        if kept.places is None:
            kept.asked += end - start
            if kept.asked * _FEW < len(text):
                return list(self._pattern.finditer(text, start, end))
            kept.places = places_of(self._begins, lowered(text))
        places, match_at = kept.places, self._pattern.match
        found = []
        for at in places[bisect_left(places, start) : bisect_left(places, end)]:
            match = match_at(text, at, end) if at >= start else None
            if match:
                found.append(match)
                start = match.end()
        return found


@lru_cache(maxsize=32)
def _kept(begins: tuple[str, ...], text: str) -> _Kept:
    return _Kept()
