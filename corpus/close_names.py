"""Names that differ in one letter or tone of one syllable: two spellings of one person, looked up without comparing all pairs."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence

from .text import fold

_LONG = 3  # letters of a syllable in which one may differ


class CloseNames:
    """Answers which of some different names are close to one of them."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        alike = Counter(map(_first_letters, names))
        self._may_be_close = {name for name in names if alike[_first_letters(name)] > 1}
        self._sharing: dict[Hashable, list[int]] = defaultdict(list)
        for place, name in enumerate(names):
            for sign in _signs(name) if name in self._may_be_close else ():
                self._sharing[sign].append(place)

    def of(self, name: str) -> list[str]:
        """The others that are close to a name, in the order in which the names were given."""
        if name not in self._may_be_close:
            return []
        places = {place for sign in _signs(name) for place in self._sharing.get(sign, ())}
        return [other for place in sorted(places) if (other := self._names[place]) != name]


def _first_letters(name: str) -> tuple[str, ...]:
    """The first letters of the syllables, which close names share; the rest is compared only where they do."""
    return tuple(fold(syllable[0]) for syllable in name.split())


def _signs(name: str) -> Iterator[Hashable]:
    """What two close names have in common: all but one syllable, and that one without its tone or without one letter."""
    syllables = name.split()
    for at, syllable in enumerate(syllables):
        rest = (at, *syllables[:at], "", *syllables[at + 1 :])
        yield rest, fold(syllable)
        if len(syllable) >= _LONG:
            first = fold(syllable[0])
            for letter in range(len(syllable)):
                yield rest, first, letter, syllable[:letter], syllable[letter + 1 :]
