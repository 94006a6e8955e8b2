"""Regular expressions for many phrases at once, as a trie: one step for each character, however long the list is.

Blanks and hyphens are loose, a blank may stand before a comma, and old and new tone places are alike.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, ClassVar

from .text import modern_tones

_TOKEN = re.compile(r"\s+-\s+|\s+|-|,|.", re.DOTALL)
_FIRST = re.compile(r"[^\W_]+")
_END = ""


def _old_tones(name: str) -> str:
    return (
        name.replace("Ủy", "Uỷ").replace("ủy", "uỷ").replace("hóa", "hoá").replace("Hóa", "Hoá").replace("Hòa", "Hoà").replace("hòa", "hoà")
    )


def _token(piece: str, any_case: bool) -> str:
    if piece.strip() == "-":
        return "[-–]" if piece == "-" else r"\s*[-–]\s*"
    if piece.isspace():
        return r"\s+"
    if piece == ",":
        return r"\s?,"
    low, high = piece.lower(), piece.upper()
    return f"[{low}{high}]" if any_case and low != high and len(low) == len(high) == 1 else re.escape(piece)


def _forms(names: Iterable[str]) -> set[str]:
    """The names with their tones in the new places and in the old ones."""
    return {form for name in names for form in (name, modern_tones(name), _old_tones(name))}


def first_words(names: Iterable[str]) -> set[str]:
    """The words with which some phrases begin, as they may be printed."""
    return {match[0] for form in _forms(names) if (match := _FIRST.match(form))}


def _trie(names: Iterable[str], any_case: bool) -> dict[str, Any]:
    root: dict[str, Any] = {}
    for form in _forms(names):
        node = root
        for piece in _TOKEN.findall(form):
            node = node.setdefault(_token(piece, any_case), {})
        node[_END] = {}
    return root


def _emit(node: dict[str, Any]) -> str:
    branches = [token + _emit(child) for token, child in sorted(node.items(), reverse=True) if token != _END]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    if _END not in node:
        return body
    return f"(?:{body})?" if len(branches) == 1 else f"{body}?"


def alternation(names: Iterable[str]) -> str:
    """A pattern that matches the longest of some phrases; without edges, so that it may stand inside others."""
    return f"(?:{_emit(_trie(names, False))})"


def words(names: Iterable[str], any_case: bool = False, edge: str = r"\w") -> str:
    """The same with its left edge: not after a character of the class `edge`; the right one is the caller's.

    The pattern begins with a plain set of characters, which the engine skips to fast; so it must come first, and
    the whole must not be compiled case-blind (`any_case` says it for the phrases alone).
    """
    root = _trie(names, any_case)
    firsts = "".join(sorted(re.sub(r"[\[\]]", "", token) for token in root))
    seconds: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for first, child in root.items():
        for token, rest in child.items():
            seconds[token][first] = rest
    # the engine passes over branches that begin with another character; so the second one stands first, the first is looked back at
    branches = [_second(token, seconds[token]) for token in sorted(seconds, reverse=True)]
    return f"[{firsts}](?<![{edge}].)(?:{'|'.join(branches)})"


def _second(token: str, after: dict[str, dict[str, Any]]) -> str:
    """What follows the first character of some phrases where the second is `token`; `after` holds by their first what is left."""
    if token == _END or token.startswith("\\s"):  # of no certain length: nothing can look back over it
        each = [f"(?<={first}){token}{_emit(rest)}" for first, rest in sorted(after.items())]
        return "|".join(each)
    each = [f"(?<={first}{token}){_emit(rest)}" for first, rest in sorted(after.items())]
    return f"{token}{each[0]}" if len(each) == 1 else f"{token}(?:{'|'.join(each)})"


class PhraseTable:
    """Phrases known only when a document has been read: looked up word by word, without a pattern to compile."""

    _WORD: ClassVar = re.compile(r"\w+|[^\w\s]")

    def __init__(self, phrases: Iterable[str]) -> None:
        self._root: dict[str, Any] = {}
        for phrase in phrases:
            node = self._root
            for word in self._WORD.findall(phrase):
                node = node.setdefault(_level(word), {})
            node[_END] = {}

    def match(self, text: str, start: int, limit: int) -> int | None:
        """The end of the longest phrase that starts at an offset and ends by the limit, or None. Case does not count."""
        node, end = self._root, None
        for word in self._WORD.finditer(text, start, limit):
            following = node.get(_level(word[0]))
            if following is None:
                break
            node = following
            if _END in node:
                end = word.end()
        return end


@lru_cache(maxsize=16384)
def _level(word: str) -> str:
    return "-" if word == "–" else modern_tones(word).casefold()
