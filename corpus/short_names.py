"""Short names of bodies that a document explains itself: "Phòng Quản lý Khoa học (QLKH)", "(viết tắt là Phòng QLKH)", "VP: Văn phòng Sở".

A short form that the vocabulary knows as a subject ("CNTT" is information technology) names a body only behind a head,
unless the document explains several units, as plans do above their tables.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from .model import Span
from .phrases import alternation
from .sought import Sought
from .text import LOWER, UPPER, squeeze
from .unit_heads import begins_like_unit
from .unitnames import unit_key
from .vocabulary import Vocabulary

_SHORT = rf"(?=(?:[^{UPPER}()\s]*[{UPPER}]){{2}})[{UPPER}][\w&.-]{{1,14}}"
_WITH_HEAD = rf"(?:P|TT|CC|VP)\.?\s?[{UPPER}][\w&.-]{{1,14}}(?:\s[\w&.-]{{1,14}}){{0,4}}"  # "P. QLKH", "TT. Ứng dụng"
_CALLED = r"(?:(?:sau\s+đây\s+)?(?:được\s+)?(?:gọi|viết)(?:\s+(?:tắt|chung))?(?:\s+là)?\s*:?\s*)"
_IN_BRACKETS = re.compile(
    rf"\s*\(\s*{_CALLED}?[“\"]?(?P<short>(?:[{UPPER}]\w+(?:\s+\w+)?\s+)?{_SHORT}|{_WITH_HEAD}|[{UPPER}]{{2,5}}[{LOWER}]{{0,3}}\s(?:[{UPPER}]{{2,8}}|Sở))[”\"]?\s*\)"
)
_BEFORE_COLON = re.compile(rf"(?<![\w&.-])(?P<short>{_SHORT})\s*[:=]\s*$")
# "Chữ viết tắt: P.QLKH - Phòng Quản lý Khoa học; ƯPKP - Ứng phó và khắc phục": the short form first
_LEGEND = Sought(re.compile(r"(?i:viết\s+tắt|ghi\s+chú|chú\s+thích)[^:\n]{0,40}:\s*"), ("viết", "ghi", "chú"))
_LEGEND_PART = re.compile(
    rf"\s*(?P<short>(?=[^:;]{{0,30}}[{UPPER}]{{2}})[{UPPER}][\w&.-]{{0,14}}(?:\s+[\w&.]{{1,14}}){{0,5}}?)\s*(?:[-–:=]|là)\s+(?P<full>[{UPPER}][^;\n]{{4,120}}?)\s*\.?\s*$"
)
_HEAD_IN_LETTERS = re.compile(r"(?:P|TT|CC|VP)(?:\.\s?|\s)")
_LONGEST_LEGEND = 2_000
_A_LEGEND = 3  # short forms of units that make a list of them
_LONGEST = 40  # characters of a short form with what sets it apart


def short_names(text: str, named: Sequence[tuple[Span, str]], heads: re.Pattern[str], vocab: Vocabulary) -> Mapping[str, str]:
    """Short forms → the names that the document says they stand for; `named` are the bodies it names in full.

    A form that stands for two names is left out, as it tells nothing.
    """
    told: set[tuple[str, str]] = set()
    for span, name in named:
        after = before = None
        start, end = span
        if text.startswith(("(", " ("), end):
            after = _IN_BRACKETS.match(text, end, end + 2 * _LONGEST)
        if text.endswith((":", "=", ": ", "= "), 0, start):
            before = _BEFORE_COLON.search(text, max(0, start - _LONGEST), start)
        if after or before:
            told.update((squeeze(match["short"]), name) for match in (after, before) if match)
    legends = set(_of_legends(text, named, heads, vocab))
    told.update(legends)
    legend = sum(heads.match(name) is not None for _, name in told) >= _A_LEGEND
    found: dict[str, set[str]] = {}
    for short, name in told:
        for form in _forms(short, name, heads, {} if legend else vocab.abbreviations):
            found.setdefault(form, set()).add(name)
    for short, name in legends:
        if " " in short:
            found.setdefault(short, set()).add(name)
    return {form: next(iter(names)) for form, names in sorted(found.items()) if len(names) == 1}


def legend_words(text: str) -> Iterator[tuple[str, str]]:
    """(letters, words) that a legend explains and that are no whole name ("TĐC: Tiêu chuẩn Đo lường Chất lượng")."""
    for match in _legend_parts(text):
        if " " not in match["short"] and not begins_like_unit(match["full"]):
            yield match["short"], squeeze(match["full"])


def _legend_parts(text: str) -> Iterator[re.Match[str]]:
    """What each part of a legend explains."""
    floor = 0
    for head in _LEGEND.finditer(text, 0, len(text)):
        if head.start() < floor:
            continue
        stop = text.find("\n", head.end(), head.end() + _LONGEST_LEGEND)
        floor = stop if stop >= 0 else head.end() + _LONGEST_LEGEND
        for part in text[head.end() : floor].split(";"):
            if match := _LEGEND_PART.match(part):
                yield match


def _of_legends(text: str, named: Sequence[tuple[Span, str]], heads: re.Pattern[str], vocab: Vocabulary) -> Iterator[tuple[str, str]]:
    """(short form, unit) of each part of a legend; the unit may stand there without its head ("QLĐĐ - Quản lý đê điều")."""
    by_key: dict[str, set[str]] = {}
    for match in _legend_parts(text):
        if not by_key:
            for name in {name for _, name in named}:
                first = heads.match(name)
                for form in (name, name[first.end() :]) if first else ():
                    by_key.setdefault(unit_key(form, vocab), set()).add(name)
        meant = by_key.get(unit_key(match["full"], vocab), set())
        if len(meant) == 1:
            yield squeeze(match["short"]), next(iter(meant))


def _forms(short: str, name: str, heads: re.Pattern[str], subjects: Mapping[str, str]) -> tuple[str, ...]:
    """How a body may be written once its short form is explained: with the head of its name, and alone where that is no subject."""
    head = heads.match(name)
    first = head[0] if head else name.split()[0]
    if short.startswith((first + " ", name.split()[0] + " ")):
        return (short,)
    if letters := _HEAD_IN_LETTERS.match(short):
        return (short, f"{first} {short[letters.end() :]}")
    if " " in short:
        return (short,) if short.isupper() else ()
    alone = head is not None and short not in subjects
    with_head = (f"{first} {short}", *((f"P.{short}", f"P. {short}") if first == "Phòng" else ()))
    return (*with_head, short) if alone else with_head


def where_short(text: str, forms: Mapping[str, str]) -> list[tuple[Span, str]]:
    """Where short forms stand in a text, the longest at each place: (span, name), in order."""
    found: list[tuple[Span, str]] = []
    if not forms:
        return found
    pattern = re.compile(alternation(forms))
    for match in pattern.finditer(text):
        if (name := forms.get(squeeze(match[0]))) is None:
            continue
        edge = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
        if not any(c.isalnum() or c in "_&/-" for c in edge):
            found.append((Span(*match.span()), name))
    return found
