"""Patterns that begin with one of a few words: the words are looked up first, once for a text, and cost a tenth of the pattern."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .phrases import words
from .text import lowered, places_of

_SHORT = 400  # characters of a text, such as a cell's, whose places are not worth remembering
_FEW = 16  # of a text that is asked about in no more than this part of it the places are not worth looking up


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
        self._last = ("", _Kept())  # the text asked about last, as a document is asked about again and again

    @classmethod
    def phrases(cls, phrases: Sequence[str]) -> "Sought":
        """Whole phrases, in any case, with word edges."""
        return cls(re.compile(rf"{words(phrases, any_case=True)}(?!\w)"), sorted({phrase.split()[0].lower() for phrase in phrases}))

    def finditer(self, text: str, start: int, end: int) -> Sequence[re.Match[str]]:
        """What the pattern finds in text[start:end], in order; nothing begins inside what was found before."""
        if len(text) < _SHORT:
            return list(self._pattern.finditer(text, start, end))
        last, kept = self._last
        if last is not text:
            kept = _Kept()
            self._last = (text, kept)
        if kept.places is None:
            kept.asked += end - start
            if kept.asked * _FEW < len(text):
                return list(self._pattern.finditer(text, start, end))
            kept.places = places_of(self._begins, lowered(text))
        places = kept.places
        place = bisect_left(places, start)
        if place == len(places) or places[place] >= end:
            return ()
        match_at, found = self._pattern.match, []
        while place < len(places) and (at := places[place]) < end:
            match = match_at(text, at, end) if at >= start else None
            if match:
                found.append(match)
                start = match.end()
            place += 1
        return found
