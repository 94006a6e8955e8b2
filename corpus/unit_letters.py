"""Units in letters: what abbreviations look like, and the letters that names make."""

import re
from functools import lru_cache

from .text import fold
from .unit_heads import unit_heads

_NO_LETTER = re.compile(r"\W")
_WORDS = re.compile(r"\w+")
ABBREVIATION = re.compile(r"[A-ZĐƯ]{2,}[A-ZĐƯa-z]*(?:[&-][A-ZĐƯ]{1,4})*$")


def letters_of(name: str) -> str:
    """The letters and figures of a name, without blanks, ampersands and dots."""
    return _NO_LETTER.sub("", name)


def is_shortened(name: str) -> bool:
    """Whether a name has an abbreviation for one of its words ("Phòng QLKH&CN")."""
    return any(ABBREVIATION.match(word) for word in name.split())


def abbreviates(short: str, full: str) -> bool:
    """Whether the capitals of a short name are the first letters of a full one's words, under the same head."""
    head, of_full = unit_heads().match(short), unit_heads().match(full)
    rest = short[head.end() :].strip() if head else ""
    if not head or not of_full or head[0].lower() != of_full[0].lower() or not ABBREVIATION.match(rest):
        return False
    return initials_of(full[of_full.end() :], rest)


@lru_cache(maxsize=4096)
def initials(words: str) -> frozenset[str]:
    """What the first letters of some words make, with and without "và", folded."""
    every = _WORDS.findall(words)
    return frozenset(fold("".join(w[0] for w in some)) for some in (every, [w for w in every if w != "và"]))


def initials_of(words: str, short: str) -> bool:
    """Whether a short form is made of the first letters of some words, with or without "và"."""
    return fold(letters_of(short)) in initials(words)
