"""Passages that say nearly the same, put under the first of them."""

from collections.abc import Sequence
from dataclasses import replace

from .model import Hit
from .passages import pairs_of

# Of all pairs of passages in the samples, those of one matter told again in other words share at most 0.6 of their pairs of
# syllables, copies with another number or day at least 0.8.
_ALIKE = 0.8
_LEAST = 6  # pairs; shorter passages ("Như trên.") are alike by chance


def folded(found: Sequence[tuple[Hit, str]]) -> tuple[Hit, ...]:
    """Hits with their texts → the hits, each with those of the others that nearly repeat it."""
    kept: list[tuple[Hit, set[str], list[Hit]]] = []
    for hit, text in found:
        pairs = set(pairs_of(text))
        for _, earlier, alike in kept:
            if min(len(pairs), len(earlier)) >= _LEAST and len(pairs & earlier) >= _ALIKE * len(pairs | earlier):
                alike.append(hit)
                break
        else:
            kept.append((hit, pairs, []))
    return tuple(replace(hit, alike=tuple(alike)) if alike else hit for hit, _, alike in kept)
