"""One document in several files: the same identity, or a draft without a number whose text is that of a numbered copy."""

import itertools
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache

from corpus.model import Record
from corpus.text import fold

from .datadir import FileEntry

# A draft and its signed copy share nearly every pair of words; two notices of one agency on two months about half.
_ALIKE = 0.85
_HELD = 300  # texts of one agency's documents of a kind and year are compared together
_LEAST = 40  # pairs of words; shorter texts are alike by chance


def marked(entries: Mapping[str, FileEntry], record_of: Callable[[str, FileEntry], Record]) -> dict[str, FileEntry]:
    """The entries by path, each file of a document but one noted as a duplicate of that one.

    The first path stands for the document; a draft never does where there is a copy with its number.
    """
    joined = dict(entries)
    for path, other in _drafts(entries, record_of).items():
        joined[path] = replace(entries[path], doc=entries[other].doc, draft=True)
    first: dict[str, str] = {}
    for path, entry in sorted(joined.items(), key=lambda item: (item[1].draft, item[0])):
        first.setdefault(entry.doc, path)
    return {
        path: replace(entry, duplicate_of=None if first[entry.doc] == path else first[entry.doc]) for path, entry in sorted(joined.items())
    }


def _drafts(entries: Mapping[str, FileEntry], record_of: Callable[[str, FileEntry], Record]) -> dict[str, str]:
    """Paths of drafts → the path of the numbered copy: same issuer, kind and year, a day that agrees, nearly the same words."""
    numbered: dict[str, list[str]] = defaultdict(list)
    drafts: list[tuple[str, str]] = []
    for path, entry in sorted(entries.items()):
        place, _, number = entry.doc.rpartition("/")
        if number.startswith("khong-so-"):
            drafts.append((path, place))
        else:
            numbered[place].append(path)
    found: dict[str, str] = {}

    @lru_cache(maxsize=_HELD)
    def text_of(path: str) -> tuple[str, str, set[int]]:
        document = record_of(path, entries[path]).document
        return document.date or "", document.symbol, _pairs(document.text)

    for path, place in sorted(drafts, key=lambda draft: draft[1]):
        for other in numbered[place]:
            (day, symbol, words), (copy_day, copy_symbol, copy_words) = text_of(path), text_of(other)
            short, long = sorted((day, copy_day), key=len)
            if long.startswith(short) and symbol in {"", copy_symbol} and _near(words, copy_words):
                found[path] = other
                break
    return found


def _pairs(text: str) -> set[int]:
    """Each pair of words as its hash, which takes a fourth of the memory."""
    return {hash(pair) for pair in itertools.pairwise(fold(text).split())}


def _near(one: set[int], other: set[int]) -> bool:
    return min(len(one), len(other)) >= _LEAST and len(one & other) >= _ALIKE * len(one | other)
