"""Patterns that begin with one of a few words: the words are looked up first, once for a text, and cost a tenth of the pattern."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache

from .phrases import words
from .text import lowered, places_of

_SHORT = 400  # characters of a text, such as a cell's, whose places are not worth remembering


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
        places = _places(self._begins, text)
        match_at = self._pattern.match
        found = []
        for at in places[bisect_left(places, start) : bisect_left(places, end)]:
            match = match_at(text, at, end) if at >= start else None
            if match:
                found.append(match)
                start = match.end()
        return found


@lru_cache(maxsize=32)
def _places(begins: tuple[str, ...], text: str) -> list[int]:
    return places_of(begins, lowered(text))
