"""Vietnamese tokens: one syllable is `[^\\W_]+` in lower case; folded tokens lose diacritics, one character for one.

Document numbers are tokens of their own ("120/2020/nd-cp", "120/2020"); abbreviations stand with their long form.
"""

import itertools
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from whoosh.analysis import Token, Tokenizer

from corpus.text import fold, modern_tones, normalise
from corpus.vocabulary import vocabulary

SYLLABLE = re.compile(r"[^\W_]+(?:&[^\W_]+)*")
NUMBER = re.compile(
    r"(?<![\w/])(\d{1,6}[a-zđ]?)(?:/((?:19|20)\d{2}))?(?:[/-]([a-zđ][\w&]*(?:[-/][a-zđ0-9][\w&]*)*))?(?![\w/])", re.IGNORECASE
)
_REMEMBERED = 200_000


@dataclass(frozen=True, slots=True)
class Syllable:
    """A token with its offsets in the NFC text."""

    exact: str
    folded: str
    start: int
    end: int


class _Forms(dict[str, tuple[str, str]]):
    """A syllable in lower case → (with the tone in its modern place, folded); a language has few of them."""

    def __missing__(self, word: str) -> tuple[str, str]:
        if len(self) > _REMEMBERED:
            self.clear()
        exact = modern_tones(word)
        self[word] = exact, fold(exact)
        return self[word]


_forms = _Forms()


def syllables(text: str) -> Iterator[Syllable]:
    """The syllables of an NFC text; old tone places are read as new ones."""
    for match in SYLLABLE.finditer(_lower(text)):
        exact, folded = _forms[match[0]]
        yield Syllable(exact, folded, match.start(), match.end())


def _lower(text: str) -> str:
    """Lower case, one character for one ("İ" would become two)."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(low if len(low := c.lower()) == 1 else c for c in text)


def forms(text: str) -> list[tuple[str, str]]:
    """(exact, folded) of each syllable, without offsets."""
    return [_forms[word] for word in SYLLABLE.findall(text.lower())]


def found_among(text: str, wanted: Set[str]) -> Iterator[tuple[int, str, str, int, int]]:
    """(place, exact, folded, start, end) of the syllables whose folded form is wanted."""
    for place, match in enumerate(SYLLABLE.finditer(_lower(text))):
        exact, folded = _forms[match[0]]
        if folded in wanted:
            yield place, exact, folded, match.start(), match.end()


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
def _other_forms() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First folded syllable → (all folded syllables, another form), the longest first."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for short, long in vocabulary().abbreviations.items():
        same = dict.fromkeys((short, short.replace("&", ""), long))  # many type KHCN for KH&CN
        for form, other in itertools.permutations(same, 2):
            words = tuple(folded for _, folded in forms(form))
            if words:
                table.setdefault(words[0], []).append((words, other))
    for found in table.values():
        found.sort(key=lambda item: -len(item[0]))
    return table


def expansions(words: Sequence[str]) -> list[str]:
    """The other forms of the abbreviations and long forms among folded syllables (KH&CN ↔ khoa học và công nghệ)."""
    table = _other_forms()
    if table.keys().isdisjoint(words):
        return []
    found, at = [], 0
    for place, word in enumerate(words):
        if word in table and place >= at:
            longest = next((form for form, _ in table[word] if tuple(words[place : place + len(form)]) == form), None)
            if longest:
                found += [other for form, other in table[word] if form == longest]
                at = place + len(longest)
    return list(dict.fromkeys(found))


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
