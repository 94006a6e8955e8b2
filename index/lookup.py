"""Documents by what officers call them: "nghi dinh 120", "QĐ 1433 Quảng Ngãi", "KL 23/7/2021", "120/2020/NĐ-CP"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from corpus.text import fold
from corpus.vocabulary import vocabulary

from .analysis import clean, forms, numbers

_DATE = re.compile(r"(?<![\d/])(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*((?:19|20)\d{2})(?!\d)")
_DATE_IN_WORDS = re.compile(r"(?:ngay\s+)?(\d{1,2})\s+thang\s+(\d{1,2})\s+nam\s+((?:19|20)\d{2})")
_YEAR = re.compile(r"(?:nam\s+)?\b((?:19|20)\d{2})\b")
_FILLERS = {"so", "ngay", "cua", "tinh", "thanh", "pho", "tp", "nam", "van", "ban"}
_MOST = 8


@dataclass(frozen=True, slots=True)
class Known:
    """A document held or cited: its path ("/vb/scope/issuer/type/year/number"), label, date (ISO or "") and weight."""

    path: str
    label: str
    date: str = ""
    weight: int = 0

    @property
    def parts(self) -> list[str]:
        """Scope, issuer, type, year and number."""
        return [*self.path.split("/")[2:], *[""] * 5][:5]


@dataclass(frozen=True, slots=True)
class _Called:
    """A name taken apart: type, number, date, year, and words that say whose it is."""

    doctype: str
    serial: str
    date: str
    year: str
    whose: frozenset[str]


@lru_cache(maxsize=1)
def _types() -> list[tuple[tuple[str, ...], str]]:
    """Folded words of each name and code of a type → its id, the longest first."""
    found = {
        tuple(folded for _, folded in forms(name)): entry.id
        for entry in vocabulary().doctypes
        for name in (entry.label, *entry.variants, *(code for code in entry.codes if len(code) > 1))
    }
    return sorted(found.items(), key=lambda item: -len(item[0]))


def _taken_apart(text: str) -> _Called | None:
    """None where the text is no name of a document."""
    plain, date = fold(clean(text)).lower(), ""
    for pattern in (_DATE, _DATE_IN_WORDS):
        if match := pattern.search(plain):
            date = f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
            plain = plain[: match.start()] + " " + plain[match.end() :]
            break
    words = tuple(folded for _, folded in forms(plain))
    doctype = next((found for name, found in _types() if words[: len(name)] == name), "")
    words = words[next((len(name) for name, found in _types() if words[: len(name)] == name), 0) :]
    digits = [word for word in words if word.isdigit()]
    serial = digits[0].lstrip("0") if digits else ""
    years = [word for word in digits[1:] if _YEAR.fullmatch(word)]
    others = [word for word in words if not word.isdigit() and word not in _FILLERS]
    if not doctype or not (serial or date) or len(digits) - len(years) > 1 or len(others) > 6:
        return None
    return _Called(doctype, serial, date, years[0] if years else "", frozenset(others))


class Lookup:
    """Finds documents by number or by what they are called."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._by_token: dict[str, list[Known]] = {}
        self._by_type: dict[str, list[Known]] = {}
        for one in sorted(known, key=lambda k: (-k.weight, k.path)):
            for token in numbers(one.label):
                self._by_token.setdefault(token, []).append(one)
            self._by_type.setdefault(one.parts[2], []).append(one)

    def find(self, text: str) -> list[Known]:
        """The documents that a query names, the most cited first; none where it names none."""
        wanted = numbers(clean(text))
        called = None if len(wanted) > 1 else _taken_apart(text)
        # the whole number first, its parts where nothing carries the whole
        held = next((self._by_token[token] for token in reversed(wanted) if token in self._by_token), [])
        found = {k.path: k for k in held}
        if called:
            found |= {k.path: k for k in self._by_type.get(called.doctype, ()) if _fits(k, called)}
        return list(found.values())[:_MOST]


def _fits(known: Known, called: _Called) -> bool:
    scope, issuer, _, year, number = known.parts
    if called.serial and number.lstrip("0") != called.serial:
        return False
    if (called.date and known.date != called.date) or (called.year and year != called.year):
        return False
    return called.whose <= {*scope.split("-"), *issuer.split("-"), *(folded for _, folded in forms(known.label))}
