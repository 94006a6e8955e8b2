"""Where cue words stand in a text: all of them are found in one pass over its words, so that each costs a look-up and no search."""

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

_BETWEEN = tuple(' \t"%&()*+,-./:;=[]_|–“”…')  # what stands between words in most documents; the rest is looked for only where some is left
SHORT = 600  # characters of a text, such as a cell's, whose words are not worth telling apart
_MANY = 30  # words that are better looked for all at once
# every word that is ever asked for, in the cases in which it may be printed, by the line that holds it alone
_registered: dict[str, str] = {}


def registered_words() -> frozenset[str]:
    """Every word that is asked for so far, in the cases in which it may be printed."""
    return frozenset(_registered.values())


class FirstWords:
    """A few words, mostly those with which phrases begin, each to be found in any text.

    In any case (they are given in lower case then): small, capital or with a capital; `exact`: only as given.
    Raises ValueError for what is no word of letters and figures, which would never be found.
    """

    def __init__(self, words: Iterable[str], exact: bool = False) -> None:
        self._words, self._exact = frozenset(words), exact
        if odd := [word for word in self._words if not word.isalnum()]:
            raise ValueError(f"không phải một từ gồm chữ và số: {', '.join(odd)}")
        for word in self._words:
            for form in (word,) if exact else (word, word.capitalize(), word.upper()):
                _registered[f"{form}\n"] = form
        self._last: tuple[str, Sequence[int]] = ("", ())  # the text asked about last, as a document is asked about again and again

    def places(self, text: str) -> Sequence[int]:
        """The offsets, in order, at which one of the words stands."""
        last, places = self._last
        if last is not text:
            places = self._places(text)
            self._last = (text, places)
        return places

    def stand_in(self, text: str, start: int, end: int) -> bool:
        """Whether one of the words may stand in text[start:end]; of a short text, such as a cell's, that is not told."""
        if len(text) < SHORT:
            return True
        places = self.places(text)
        at = bisect_left(places, start)
        return at < len(places) and places[at] < end

    def _places(self, text: str) -> Sequence[int]:
        exact, in_any_case = _places_in(text, len(_registered))
        known = exact if self._exact else in_any_case
        here = self._words.intersection(known) if len(self._words) > _MANY else self._words
        lists = [known[word] for word in here if word in known]
        return lists[0] if len(lists) == 1 else sorted(itertools.chain.from_iterable(lists))


@lru_cache(maxsize=4)
def _places_in(text: str, _count: int) -> tuple[Mapping[str, Sequence[int]], Mapping[str, Sequence[int]]]:
    """Every registered word of a text with its offsets in order: as it is printed, and in lower case whatever it is printed in.

    Read anew when more words are registered.
    """
    flat = f"{text}\n"  # each word on a line of its own: lines are cut with what ends them, so that their lengths add up to offsets
    for mark in _BETWEEN:
        flat = flat.replace(mark, "\n")
    if not flat.replace("\n", "").isalnum():
        for mark in {mark for mark in set(flat) if not (mark.isalnum() or mark == "\n")}:
            flat = flat.replace(mark, "\n")
    by_line: dict[str, list[int]] = {}
    registered, at = _registered, 0
    for line in flat.splitlines(keepends=True):
        if line in registered:
            if line in by_line:
                by_line[line].append(at)
            else:
                by_line[line] = [at]
        at += len(line)
    exact = {registered[line]: places for line, places in by_line.items()}
    in_any_case: dict[str, list[int]] = {}
    for word, places in exact.items():
        low = word.lower()
        in_any_case[low] = sorted([*in_any_case[low], *places]) if low in in_any_case else places
    return exact, in_any_case
