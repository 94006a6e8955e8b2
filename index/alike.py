"""Passages that say nearly the same, put under the first of them."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, pairwise

from .analysis import forms
from .model import Hit

# Of all pairs of passages in the samples, those of one matter told again in other words share at most 0.6 of their pairs of
# syllables, copies with another number or day at least 0.8.
_ALIKE = 0.8
_LEAST = 6  # pairs; shorter passages ("Như trên.") are alike by chance
_LOOK, _COMMON = 10, 4  # of the first ten pairs a near copy has nine; who has not even four is none
Pairs = set[tuple[str, str]]


def folded(found: Sequence[tuple[Hit, str]]) -> tuple[Hit, ...]:
    """Hits with their texts → the hits, each with those of the others that nearly repeat it."""
    kept: list[tuple[Hit, Pairs, list[Hit]]] = []
    for hit, text in found:
        words = [word for _, word in forms(text)]
        pairs = set(pairwise(words))
        first = list(islice(pairs, _LOOK))
        for _, earlier, alike in kept:
            if _near(first, pairs, earlier):
                alike.append(hit)
                break
        else:
            kept.append((hit, pairs, []))
    return tuple(replace(hit, alike=tuple(alike)) if alike else hit for hit, _, alike in kept)


def _near(first: Sequence[tuple[str, str]], pairs: Pairs, others: Pairs) -> bool:
    few, many = sorted((len(pairs), len(others)))
    if few < _LEAST or few < _ALIKE * many or sum(pair in others for pair in first) < _COMMON:
        return False
    both = len(pairs & others)
    return both >= _ALIKE * (few + many - both)
