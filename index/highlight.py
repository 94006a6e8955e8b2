"""The sentence of a passage that answers best, with the matching syllables marked."""

import itertools
import re

from corpus.text import fold

from .analysis import Syllable, syllables

_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[^\W\d_a-z])")
_LONGEST = 420


def _sentences(text: str) -> list[tuple[int, int]]:
    bounds = [0, *(m.end() for m in _SENTENCE.finditer(text)), len(text)]
    return [(a, a + len(text[a:b].rstrip())) for a, b in itertools.pairwise(bounds) if text[a:b].strip()]


def best_sentence(text: str, words: tuple[str, ...]) -> tuple[tuple[tuple[str, bool], ...], int, int]:
    """(pieces of (text, matched), start, end): the sentence with most different words of the query.

    A word typed with diacritics marks exact forms, or folded ones where the sentence has none.
    """
    wanted_exact, wanted = set(words), {fold(w) for w in words}
    best, best_score = (0, min(len(text), _LONGEST)), -1.0
    for start, end in _sentences(text) or [(0, len(text))]:
        found = list(syllables(text[start:end]))
        hits = {s.folded for s in found if s.folded in wanted}
        exact = {s.exact for s in found if s.exact in wanted_exact}
        score = len(hits) + 0.3 * len(exact) + 0.5 * _neighbours(found, wanted)
        if score > best_score:
            best, best_score = (start, end), score
    start, end = best
    if end - start > _LONGEST:
        start, end = _window(text, start, end, wanted)
    return _mark(text[start:end], wanted), start, end


def _neighbours(found: list[Syllable], wanted: set[str]) -> float:
    pairs = sum(a.folded in wanted and b.folded in wanted for a, b in itertools.pairwise(found))
    return min(pairs, 6) / 6


def _window(text: str, start: int, end: int, wanted: set[str]) -> tuple[int, int]:
    """A stretch of a long sentence around where its matches are densest."""
    spots = [start + s.start for s in syllables(text[start:end]) if s.folded in wanted]
    if not spots:
        return start, start + _LONGEST
    centre = max(spots, key=lambda at: sum(abs(at - other) < _LONGEST // 2 for other in spots))
    low = max(start, centre - _LONGEST // 3)
    while low > start and text[low - 1] not in " \n":
        low -= 1
    high = min(end, low + _LONGEST)
    while high < end and text[high] not in " \n":
        high += 1
    return low, high


def _mark(text: str, wanted: set[str]) -> tuple[tuple[str, bool], ...]:
    pieces: list[tuple[str, bool]] = []
    at = 0
    for found in syllables(text):
        if found.folded not in wanted:
            continue
        if pieces and pieces[-1][1] and text[at : found.start].isspace():
            pieces[-1] = (pieces[-1][0] + text[at : found.end], True)
        else:
            if found.start > at:
                pieces.append((text[at : found.start], False))
            pieces.append((text[found.start : found.end], True))
        at = found.end
    if at < len(text):
        pieces.append((text[at:], False))
    return tuple(pieces)
