"""The sentence of a passage that answers best, with the matching syllables marked."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.text import fold

from .analysis import found_among

_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[^\W\d_a-z])")
_LONGEST = 420


@dataclass(frozen=True, slots=True)
class _Match:
    """A syllable that the query holds: its place among the syllables, its forms, its offsets."""

    place: int
    exact: str
    folded: str
    start: int
    end: int


def _sentences(text: str) -> list[tuple[int, int]]:
    bounds = [0, *(m.end() for m in _SENTENCE.finditer(text)), len(text)]
    return [(a, a + len(text[a:b].rstrip())) for a, b in itertools.pairwise(bounds) if text[a:b].strip()]


def best_sentence(text: str, words: tuple[str, ...]) -> tuple[tuple[tuple[str, bool], ...], int, int]:
    """(pieces of (text, matched), start, end): the sentence with most different words of the query.

    A word typed with diacritics marks exact forms, or folded ones where the sentence has none.
    """
    exact = set(words)
    matches = [_Match(*found) for found in found_among(text, {fold(w) for w in words})]
    best, best_score, held = (0, min(len(text), _LONGEST)), -1.0, matches
    for start, end in _sentences(text) or [(0, len(text))]:
        here = [m for m in matches if start <= m.start < end]
        score = len({m.folded for m in here}) + 0.3 * len({m.exact for m in here} & exact) + 0.5 * _neighbours(here)
        if score > best_score:
            best, best_score, held = (start, end), score, here
    start, end = best
    if end - start > _LONGEST:
        start, end = _window(text, start, end, held)
    return _mark(text, start, end, held), start, end


def _neighbours(found: Sequence[_Match]) -> float:
    pairs = sum(b.place == a.place + 1 for a, b in itertools.pairwise(found))
    return min(pairs, 6) / 6


def _window(text: str, start: int, end: int, found: Sequence[_Match]) -> tuple[int, int]:
    """A stretch of a long sentence around where its matches are densest."""
    if not found:
        return start, start + _LONGEST
    spots = [m.start for m in found]
    centre = max(spots, key=lambda at: sum(abs(at - other) < _LONGEST // 2 for other in spots))
    low = max(start, centre - _LONGEST // 3)
    while low > start and text[low - 1] not in " \n":
        low -= 1
    high = min(end, low + _LONGEST)
    while high < end and text[high] not in " \n":
        high += 1
    return low, high


def _mark(text: str, start: int, end: int, found: Sequence[_Match]) -> tuple[tuple[str, bool], ...]:
    pieces: list[tuple[str, bool]] = []
    at = start
    for match in found:
        if match.start < start or match.end > end:
            continue
        if pieces and pieces[-1][1] and text[at : match.start].isspace():
            pieces[-1] = (pieces[-1][0] + text[at : match.end], True)
        else:
            if match.start > at:
                pieces.append((text[at : match.start], False))
            pieces.append((text[match.start : match.end], True))
        at = match.end
    if at < end:
        pieces.append((text[at:end], False))
    return tuple(pieces)
