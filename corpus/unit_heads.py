"""The words with which names of units begin, where they stand, and the usual case of names that are printed in capitals."""

import re
from collections.abc import Sequence
from functools import lru_cache

from .phrases import words
from .text import fold, squeeze
from .vocabulary import Vocabulary, vocabulary
from .word_places import FirstWords

# words that make a heading in capitals a title, not a name
_NO_NAME = re.compile(r"(?<!\w)(?:TẠI|CỦA|CÁC|VỀ|THEO|CHO|TRONG|ĐỂ)(?!\w)")
# initial, vowels and final of a syllable, without diacritics
_SYLLABLE = re.compile(r"(?:ngh?|nh|gh|kh|ph|th|tr|ch|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?")
_CAPITALS = re.compile(r"([\w&]+)")


@lru_cache(maxsize=1)
def unit_heads() -> re.Pattern[str]:
    """The words with which a unit's name begins, as printed."""
    heads = vocabulary().units["heads"]
    lower = [h[0].lower() + h[1:] for h in heads if h in {"Phòng", "Trung tâm", "Chi cục"}]
    return re.compile(rf"{words([*heads, *lower], edge=chr(92) + 'w-')}(?!\w)")


@lru_cache(maxsize=1)
def any_head() -> re.Pattern[str]:
    """The same in any case."""
    return re.compile(rf"{words(vocabulary().units['heads'], any_case=True, edge=chr(92) + 'w-')}(?!\w)")


@lru_cache(maxsize=1)
def _first_words() -> FirstWords:
    return FirstWords({head.lower().split()[0] for head in vocabulary().units["heads"]})


def head_places(text: str) -> Sequence[int]:
    """The offsets, in order, of words with which a unit's name may begin, in any case."""
    return _first_words().places(text)


def begins_like_unit(name: str) -> bool:
    """Whether a name begins with the head of a unit's ("Phòng", "Chi cục")."""
    return any_head().match(name) is not None


def usual_case(name: str, vocab: Vocabulary) -> str:
    """A name in capitals as it stands in a sentence ("PHÒNG KẾ HOẠCH - TÀI CHÍNH" → "Phòng Kế hoạch - Tài chính"); any other as it is."""
    head = any_head().match(name) if name.isupper() else None
    if head is None or _NO_NAME.search(name) or _is_cut(name[head.end() :].strip()):
        return name
    after = name[head.end() :].split()
    if squeeze(head[0]).capitalize() not in {h.capitalize() for h in vocab.units["capital_heads"]} or (
        head[0] == "PHÒNG" and after and after[0].strip(",").lower() in vocab.units["not_rooms"]
    ):
        return name
    usual: str = next((h for h in vocab.units["heads"] if h.lower() == squeeze(head[0]).lower()), head[0])
    parts = _CAPITALS.split(name[head.end() :])
    at, compounds = 0, _compounds()
    while at < len(parts):
        word, low = parts[at], parts[at].lower()
        if at % 2 and low != "và" and not _is_letters(word):
            parts[at] = word[0] + low[1:]
            if at + 2 < len(parts) and parts[at + 1].isspace() and f"{low} {parts[at + 2].lower()}" in compounds:
                parts[at + 2] = parts[at + 2].lower()
                at += 2
        elif low == "và":
            parts[at] = low
        at += 1
    return usual + "".join(parts)


def _is_cut(rest: str) -> bool:
    """Whether one syllable alone follows the head, as where a line ends inside a name."""
    return " " not in rest and rest != "SỞ" and not _is_letters(rest)


def _is_letters(word: str) -> bool:
    """Whether a word in capitals is an abbreviation: it is built as no syllable is."""
    return len(word) > 1 and _SYLLABLE.fullmatch(fold(word)) is None


@lru_cache(maxsize=1)
def _compounds() -> frozenset[str]:
    return frozenset(vocabulary().units["compounds"])
