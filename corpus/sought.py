"""Patterns that begin with one of a few words: where these stand is known, so that the pattern is tried nowhere else."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from .phrases import first_words, words
from .word_places import SHORT, FirstWords


class Sought:
    """A pattern looked for only where the first word of one of some phrases stands: in any case (`begins` in lower case), or `exact` as printed."""

    def __init__(self, pattern: re.Pattern[str], begins: Iterable[str], exact: bool = False) -> None:
        self.pattern = pattern
        self._first_words = FirstWords({phrase.split()[0] for phrase in begins}, exact)
        self._last: tuple[str, Sequence[int]] = ("", ())  # the text asked about last, as a document is asked about again and again

    @classmethod
    def phrases(cls, phrases: Iterable[str], exact: bool = False) -> "Sought":
        """Whole phrases with word edges, in any case or exactly as given."""
        phrases = list(phrases)
        begins = first_words(phrases)
        pattern = re.compile(rf"{words(phrases, any_case=not exact)}(?!\w)")
        return cls(pattern, begins if exact else {word.lower() for word in begins}, exact)

    def places(self, text: str) -> Sequence[int]:
        """The offsets, in order, at which the pattern may begin."""
        last, places = self._last
        if last is not text:
            places = self._first_words.places(text)
            self._last = (text, places)
        return places

    def finditer(self, text: str, start: int, end: int) -> Sequence[re.Match[str]]:
        """What the pattern finds in text[start:end], in order; nothing begins inside what was found before."""
        last, places = self._last
        if last is not text:
            if len(text) < SHORT:
                return list(self.pattern.finditer(text, start, end))
            places = self.places(text)
        first = bisect_left(places, start)
        stop = bisect_left(places, end, first)
        if first == stop:
            return ()
        match_at, found = self.pattern.match, []
        for at in places[first:stop]:
            if at >= start and (match := match_at(text, at, end)):
                found.append(match)
                start = match.end()
        return found

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The first of what the pattern finds in text[start:end]; None without one."""
        last, places = self._last
        if last is not text:
            if len(text) < SHORT:
                return self.pattern.search(text, start, end)
            places = self.places(text)
        first = bisect_left(places, start)
        for at in places[first : bisect_left(places, end, first)]:
            if match := self.pattern.match(text, at, end):
                return match
        return None
