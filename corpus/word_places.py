"""Where cue words stand in a text: all of them are found in one pass over its words, so that each costs a look-up and no search."""

import string
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

_BETWEEN = tuple("\n\t" + string.punctuation + "–“”…•")  # most of what stands between words
SHORT = 2_000  # characters of a text, such as a cell's, whose words are not worth telling apart
_registered: dict[str, str] = {}  # every word that is ever asked for, in the cases in which it may be printed, and the same between blanks


class FirstWords:
    """The words with which some phrases begin, each to be found in any text.

    In any case (the phrases are lower-case then): small, capital or with a capital; `exact`: only as given.
    """

    def __init__(self, phrases: Iterable[str], exact: bool = False) -> None:
        self._exact = exact
        words: set[str] = set()
        longer: dict[str, list[str]] = {}
        for phrase in phrases:
            first, blank, _ = phrase.partition(" ")
            for form in (first,) if exact else (first, first.capitalize(), first.upper()):
                if blank:
                    longer.setdefault(form, []).append(phrase)
                else:
                    words.add(form)
        self._words = frozenset(words)
        self._longer = {form: phrases for form, phrases in longer.items() if form not in words}
        _registered.update((word, f" {word} ") for word in (*words, *longer))
        self._last: tuple[str, Sequence[int]] = ("", ())  # the text asked about last, as a document is asked about again and again

    def places(self, text: str) -> Sequence[int]:
        """The offsets, in order, at which one of the phrases begins; between its words stand single blanks."""
        last, places = self._last
        if last is not text:
            places = self._places(text)
            self._last = (text, places)
        return places

    def stand_in(self, text: str, start: int, end: int) -> bool:
        """Whether one of the phrases may begin in text[start:end]; of a short text, such as a cell's, that is not told."""
        if len(text) < SHORT:
            return True
        places = self.places(text)
        at = bisect_left(places, start)
        return at < len(places) and places[at] < end

    def _places(self, text: str) -> Sequence[int]:
        known = _places_in(text, len(_registered))
        found: list[int] = []
        for word in self._words & known.keys():
            found += known[word]
        for word in self._longer.keys() & known.keys():
            phrases = self._longer[word]
            found += [at for at in known[word] if any(self._reads(phrase, text[at : at + len(phrase)]) for phrase in phrases)]
        found.sort()
        return found

    def _reads(self, phrase: str, printed: str) -> bool:
        return (printed if self._exact else printed.lower()) == phrase


@lru_cache(maxsize=4)
def _places_in(text: str, _count: int) -> Mapping[str, Sequence[int]]:
    """Every registered word of a text, in the case in which it is printed, with its offsets in order; read anew when more are registered."""
    flat = f" {text} "
    for mark in _BETWEEN:
        flat = flat.replace(mark, " ")
    if not flat.replace(" ", "").isalnum():
        for mark in {mark for mark in set(flat) if not (mark.isalnum() or mark == " ")}:
            flat = flat.replace(mark, " ")
    found: dict[str, list[int]] = defaultdict(list)
    at = -1
    for word in filter(_registered.__contains__, flat.split(" ")):
        at = flat.find(_registered[word], at + 1)  # no word between the last one found and this one is registered
        found[word].append(at)  # the blank before the word and the one put before the text cancel out
    return found
