"""What a user may have meant: words that the index does not hold, told from those it does."""

import re
from collections import defaultdict
from collections.abc import Iterable

from corpus.text import fold

_LONGEST_WORD = 8
_OPERATORS = {"AND", "OR", "NOT", "TO", "VÀ", "HOẶC", "KHÔNG"}


class Speller:
    """The syllables of an index with how often each stands in it."""

    def __init__(self, counts: Iterable[tuple[str, int]]) -> None:
        self._count = {word: count for word, count in counts if word.isalpha()}
        self._by_folded: dict[str, list[str]] = defaultdict(list)
        for word in self._count:
            self._by_folded[fold(word)].append(word)
        self._near: dict[str, list[str]] = defaultdict(list)
        for plain in self._by_folded:
            for shorter in _deletions(plain):
                self._near[shorter].append(plain)

    def correction(self, text: str) -> str:
        """The text with unknown syllables put right; "" where nothing is unknown or nothing near is known.

        A syllable typed with a wrong or missing tone becomes the most frequent form of the same letters; one with a wrong letter
        becomes the most frequent within one edit.
        """
        changed = False

        def right(match: re.Match[str]) -> str:
            nonlocal changed
            word = match[0]
            if word in _OPERATORS or text[match.end() : match.end() + 1] in {":", "_"} or text[: match.start()].endswith("_"):
                return word
            found = self._right(word.lower())
            if found is None or found == word.lower():
                return word
            changed = True
            return found.capitalize() if word[:1].isupper() else found

        corrected = _WORD.sub(right, text)
        return corrected if changed else ""

    def _right(self, word: str) -> str | None:
        plain = fold(word)
        if word in self._count or not word.isalpha() or len(word) > _LONGEST_WORD:
            return None
        accented = plain != word
        if plain in self._by_folded:
            # letters without any diacritics find every form already: nothing to put right
            return max(self._by_folded[plain], key=self._weight) if accented else None
        near = {other for shorter in (plain, *_deletions(plain)) for other in self._near.get(shorter, ()) if _one_edit(plain, other)}
        if not near:
            return None
        best = max(near, key=lambda p: (sum(self._count[w] for w in self._by_folded[p]), p))
        return max(self._by_folded[best], key=self._weight) if accented else best

    def _weight(self, word: str) -> tuple[int, str]:
        return self._count[word], word


_WORD = re.compile(r"[^\W\d_]+")


def _deletions(word: str) -> set[str]:
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def _one_edit(a: str, b: str) -> bool:
    """Whether two words differ by one letter put in, left out, changed, or two neighbours swapped."""
    if a == b or abs(len(a) - len(b)) > 1:
        return a == b
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    if len(a) == len(b):
        return a[i + 1 :] == b[i + 1 :] or (a[i : i + 2] == b[i : i + 2][::-1] and a[i + 2 :] == b[i + 2 :])
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    return longer[i + 1 :] == shorter[i:]
