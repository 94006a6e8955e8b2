"""Vietnamese tokens: one syllable is `[^\\W_]+` in lower case; folded tokens lose diacritics, one character for one.

Document numbers are tokens of their own ("120/2020/nd-cp", "120/2020"); abbreviations stand with their long form.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from whoosh.analysis import Token, Tokenizer

from corpus.phrases import words
from corpus.text import fold, modern_tones, normalise
from corpus.vocabulary import vocabulary

SYLLABLE = re.compile(r"[^\W_]+(?:&[^\W_]+)*")
NUMBER = re.compile(
    r"(?<![\w/])(\d{1,6}[a-zđ]?)(?:/((?:19|20)\d{2}))?(?:[/-]([a-zđ][\w&]*(?:[-/][a-zđ0-9][\w&]*)*))?(?![\w/])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Syllable:
    """A token with its offsets in the NFC text."""

    exact: str
    folded: str
    start: int
    end: int


def syllables(text: str) -> Iterator[Syllable]:
    """The syllables of an NFC text; old tone places are read as new ones."""
    for match in SYLLABLE.finditer(modern_tones(text).lower()):
        yield Syllable(match[0], fold(match[0]), match.start(), match.end())


def plain_syllables(text: str) -> list[str]:
    """The syllables as they are typed, without offsets."""
    return SYLLABLE.findall(modern_tones(text).lower())


def clean(text: str) -> str:
    """NFC text of what a user typed."""
    return normalise(text)[0]


def numbers(text: str) -> list[str]:
    """The number tokens of a text, folded: the whole number, number with year, and "n/symbol" without the year."""
    found: list[str] = []
    for match in NUMBER.finditer(text):
        serial, year, symbol = fold(match[1]), match[2], fold(match[3] or "").replace("&", "")
        serial = serial.lstrip("0") or "0"
        if not year and not symbol:
            continue
        if year:
            found.append(f"{serial}/{year}")
        if symbol:
            found.append(f"{serial}/{symbol}")
            if year:
                found.append(f"{serial}/{year}/{symbol}")
    return list(dict.fromkeys(found))


@lru_cache(maxsize=1)
def _abbreviations() -> tuple[re.Pattern[str], dict[str, str], dict[str, str]]:
    pairs = vocabulary().abbreviations
    short = {fold(k): v for k, v in pairs.items()}
    long = {fold(v).replace(",", ""): k for k, v in pairs.items()}
    pattern = re.compile(rf"{words([*short, *long], edge=chr(92) + 'w&')}(?![\w&])")
    return pattern, {_plain(k): v for k, v in short.items()}, {_plain(k): v for k, v in long.items()}


def _plain(folded: str) -> str:
    """Folded words with single blanks: the pattern takes any blanks, also around dashes ("kinh te- xa hoi")."""
    return " ".join(re.split(r"[\s–-]+", folded)).strip()


def expansions(text: str) -> list[str]:
    """The other forms of the abbreviations and long forms that a text holds (KH&CN ↔ khoa học và công nghệ)."""
    pattern, short, long = _abbreviations()
    found = dict.fromkeys(_plain(match[0]) for match in pattern.finditer(fold(text)))
    return [other for word in found if (other := short.get(word) or long.get(word))]


class SyllableTokenizer(Tokenizer):
    """The same syllables as a Whoosh tokenizer, for the query parser."""

    def __call__(self, value: str, positions: bool = False, chars: bool = False, **options: Any) -> Iterator[Token]:
        for position, found in enumerate(syllables(value)):
            token = Token(positions, chars, **{k: v for k, v in options.items() if k in {"removestops", "mode"}})
            token.original = token.text = found.exact
            token.boost = 1.0
            if positions:
                token.pos = position
            if chars:
                token.startchar, token.endchar = found.start, found.end
            yield token
