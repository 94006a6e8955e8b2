"""Suggestions while typing: numbers, titles, units, people, from the start of any of their words."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.text import fold

from .analysis import clean, syllables

_LAST = "\U0010ffff"
_LOOKED_AT = 4000


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something with a page: what is shown, its kind in the users' words, its path, and how much it counts."""

    label: str
    kind: str
    path: str
    weight: int = 0


class Suggester:
    """Finds suggestions by prefix in logarithmic time."""

    def __init__(self, items: Iterable[Suggestion]) -> None:
        self._items = list(items)
        keys: list[tuple[str, int]] = []
        for place, item in enumerate(self._items):
            plain = fold(clean(item.label).lower())
            starts = [s.start for s in syllables(clean(item.label))]
            keys += [(plain[start:][:80], place) for start in starts]
        self._keys = sorted(keys)

    def find(self, text: str, limit: int = 8) -> list[Suggestion]:
        """The heaviest items one of whose words begins what was typed, with or without diacritics; the label's own start first."""
        typed = clean(text).strip().lower()
        plain = fold(typed)
        if not plain:
            return []
        low = bisect_left(self._keys, (plain,))
        high = bisect_left(self._keys, (plain + _LAST,))
        places = dict.fromkeys(place for _, place in self._keys[low : min(high, low + _LOOKED_AT)])

        def rank(place: int) -> tuple[bool, bool, int, str]:
            item = self._items[place]
            label = item.label.lower()
            return typed not in label, not fold(label).startswith(plain), -item.weight, item.label

        return [self._items[place] for place in sorted(places, key=rank)[:limit]]
