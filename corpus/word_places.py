"""Where cue words stand in a text: all of them are found in one pass over its words, so that each costs a look-up and no search."""

import re
import string
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate

_WORD = re.compile(r"[^\W_]+")
# most of what stands between words; what else does is found where a word is not of letters and figures alone
_BETWEEN = tuple("\n\t" + string.punctuation + "–“”…•")

_registered: set[str] = set()  # every word that is ever asked for, in the cases in which it may be printed


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
        _registered.update(words, longer)
        self._last: tuple[str, Sequence[int]] = ("", ())  # the text asked about last, as a document is asked about again and again

    def places(self, text: str) -> Sequence[int]:
        """The offsets, in order, at which one of the phrases begins; between its words stand single blanks."""
        last, places = self._last
        if last is not text:
            places = self._places(text)
            self._last = (text, places)
        return places

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
    flat = text
    for mark in _BETWEEN:
        flat = flat.replace(mark, " ")
    words = flat.split(" ")
    distinct = set(words)
    inside = {}
    for odd in [word for word in distinct if word and not word.isalnum()]:
        if parts := [(part[0], part.start()) for part in _WORD.finditer(odd) if part[0] in _registered]:
            inside[odd] = parts
    known = (distinct & _registered) | inside.keys()
    ends = list(accumulate(map(len, words)))
    found: dict[str, list[int]] = {word: [] for word in known}
    for at in [at for at, word in enumerate(words) if word in known]:
        word = words[at]
        found[word].append(ends[at] - len(word) + at)
    for odd, parts in inside.items():
        for word, start in parts:
            found[word] = sorted([*found.get(word, ()), *(at + start for at in found[odd])])
    return found
