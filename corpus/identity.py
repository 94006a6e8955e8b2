"""The identity of a cited document: scope (province or vn), issuer, type, year and number.

UBND and HĐND numbers exist once in every province, so a bare "UBND tỉnh" is that of the citing document's province.
"""

import re
from functools import lru_cache

from .layout import Layout
from .letterhead import province_in
from .model import DocIdentity, DocNumber, Outcome
from .numbering import type_of
from .text import DIGITS, fold, key, slug
from .vocabulary import Entry, Vocabulary, vocabulary

UNKNOWN_YEAR = "nam-khong-ro"
CENTRAL = "vn"
_REMEMBERED = 20_000
_CENTRAL_LEVELS = {"central", "court", "party-central"}
_POSTS = re.compile(
    r"^(?:phó\s+)?(?:chủ\s+tịch|bộ\s+trưởng|giám\s+đốc|thống\s+đốc|chánh\s+án|viện\s+trưởng|cục\s+trưởng|tổng\s+cục\s+trưởng|chủ\s+nhiệm|thường\s+trực|tổng\s+thanh\s+tra)\s+(?=ubnd|ủy|uỷ|bộ|sở|hđnd|hội|ngân|cục|tổng|văn|thanh|tòa|toà|viện)",
    re.IGNORECASE,
)


_NOT_PLAIN = re.compile(r"[-/\d]")
_JOINED = re.compile(r"[-/]")
_YEAR = re.compile(r"/((?:19|20)\d{2})/")
_LEADING_SERIAL = re.compile(r"\d+[a-zđ]?")
_ASSEMBLY = re.compile(r"(?:QH|UBTVQH)\d")


def issuer_entry(number: DocNumber, printed: str | None, vocab: Vocabulary) -> Entry | None:
    """The body that issued a cited document: by the number's code, else by the printed name."""
    code = number.issuer_code.upper()
    first = code.partition("-")[0].partition("/")[0]
    for candidate in (code, first, first.rstrip(DIGITS)):
        if candidate in vocab.issuer_by_code:
            return vocab.issuer_by_code[candidate]
    return _by_name(printed, vocab) if printed else None


def _by_name(printed: str, vocab: Vocabulary) -> Entry | None:
    known: dict[str, Entry | None] = vocab.__dict__.setdefault("_issuers_printed", {})
    if printed not in known:
        if len(known) > _REMEMBERED:
            known.clear()
        known[printed] = _named(printed, vocab)
    return known[printed]


def _named(printed: str, vocab: Vocabulary) -> Entry | None:
    name = _POSTS.sub("", printed)
    for candidate in (printed, name):
        if entry := vocab.issuer_by_name.get(key(candidate)):
            return entry
    return vocab.issuer_by_name.get(key(_place_at_end().sub("", name)))


def misprinted_code(number: DocNumber, printed: str, vocab: Vocabulary) -> str | None:
    """The code of the printed issuer where the number has one that nobody has and that lacks or changes one letter of it, or swaps two ("Tg" of the Prime Minister)."""
    entry = _by_name(printed, vocab)
    if entry is None or any(_is_usual(number.issuer_code, code) for code in entry.codes):
        return None
    return next((code for code in entry.codes if slip_of(number, code, vocab)), None)


def slip_of(number: DocNumber, code: str, vocab: Vocabulary) -> bool:
    """Whether a number's code is nobody's, and one letter from a given one."""
    plain = number.style == "state" and bool(number.type_code) and not _NOT_PLAIN.search(number.issuer_code)
    return (
        plain
        and issuer_entry(number, None, vocab) is None
        and not _is_usual(number.issuer_code, code)
        and _one_letter(number.issuer_code, code)
    )


def _is_usual(printed: str, code: str) -> bool:
    """Whether offices write a code so too: without the letter for "Bộ" or "Sở" ("QĐ-LĐTBXH"), or with that for "tỉnh" behind it ("UBNDT")."""
    return (code[0] in "BS" and code[1:] == printed) or printed == code + "T"


def other_issuer(number: DocNumber, printed: str, vocab: Vocabulary) -> Entry | None:
    """The central body printed as the issuer of a number that has the code of another one ("28/2020/TT-BTC … của Bộ Công Thương").

    None where a body took over from the other, as its documents go by either name.
    """
    by_code, by_name = issuer_entry(number, None, vocab), _by_name(printed, vocab)
    if number.style != "state" or by_code is None or by_name is None or not by_name.codes or _JOINED.search(number.issuer_code):
        return None
    ministries = all(entry.level == "central" and entry.label.startswith("Bộ ") for entry in (by_code, by_name))
    return by_name if ministries and not _successors(by_code, vocab) & _successors(by_name, vocab) else None


def _successors(entry: Entry, vocab: Vocabulary) -> set[str]:
    """A body and those that took over from it, one after the other."""
    by_id = {issuer.id: issuer for issuer in vocab.issuers}
    found = {entry.id}
    while entry.replaced_by and entry.replaced_by in by_id and entry.replaced_by not in found:
        entry = by_id[entry.replaced_by]
        found.add(entry.id)
    return found


def _one_letter(a: str, b: str) -> bool:
    """Whether two codes differ by one letter, left out, put in or changed, or by two that changed places, and are no single letters."""
    short, long = sorted((a.upper(), b.upper()), key=len)
    if len(short) < 2 or short == long:
        return False
    if len(short) == len(long):
        different = [at for at, (x, y) in enumerate(zip(short, long, strict=True)) if x != y]
        swapped = len(different) == 2 and different[1] == different[0] + 1 and sorted(short) == sorted(long)
        return swapped or (len(long) > 3 and len(different) == 1)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


@lru_cache(maxsize=1)
def _place_at_end() -> re.Pattern[str]:
    return re.compile(rf"(?i)\s+(?:tỉnh|thành\s+phố|tp\.?)?\s*(?:{vocabulary().province_pattern})?$")


def identity_of(
    number: DocNumber, canonical: str, date: str | None, issuer: str | None, kind: str, layout: Layout, vocab: Vocabulary
) -> tuple[DocIdentity | None, str | None, Outcome, str]:
    """(identity, inferred issuer name, outcome, reason). The identity is None only where the issuer cannot be told."""
    entry = issuer_entry(number, issuer, vocab)
    named = vocab.type_by_name.get(key(kind))
    # one code may be that of two kinds ("HĐ"): the printed one tells
    type_entry = named if named and number.type_code in named.codes else type_of(number, vocab) or named
    doctype = type_entry.id if type_entry else slug(kind)
    year_match = _YEAR.search(canonical)
    year = year_match[1] if year_match else (date[:4] if date else UNKNOWN_YEAR)
    own = layout.agency
    if entry is None and own is not None and number.issuer_code and layout.symbol.upper().endswith(number.issuer_code.upper()):
        scope = own.province.id if own.province else CENTRAL
        found = DocIdentity(scope, own.id, doctype, year, _serial(number, canonical))
        return found, None if issuer else own.name, _certainty(year), "mã cơ quan trùng với cơ quan ban hành văn bản này"
    if entry is None:
        found = DocIdentity("khong-ro", slug(number.issuer_code) or "khong-ro", doctype, year, _serial(number, canonical))
        return found, None, "unresolved", f"mã cơ quan '{number.issuer_code}' chưa có trong từ vựng"
    if entry.level in _CENTRAL_LEVELS:
        found = DocIdentity(CENTRAL, entry.id, doctype, year, _serial(number, canonical))
        return found, None if issuer else entry.label, _certainty(year), "cơ quan trung ương"
    printed = province_in(issuer, vocab) if issuer else None
    place = printed or (vocab.province_by_name.get(key(layout.province)) if layout.province else None)
    if place is None:
        found = DocIdentity("khong-ro-tinh", entry.id, doctype, year, _serial(number, canonical))
        return found, None, "ambiguous", "số riêng của từng tỉnh, văn bản không cho biết tỉnh nào"
    name = entry.label if not entry.label.startswith("Tỉnh") else "Tỉnh ủy"
    inferred = f"{name} {place.kind} {place.label}" if name != "Tỉnh ủy" else f"Tỉnh ủy {place.label}"
    reason = "tỉnh in trong câu" if printed else "tỉnh của văn bản dẫn"
    return (
        DocIdentity(place.id, entry.id, doctype, year, _serial(number, canonical)),
        None if issuer else inferred,
        _certainty(year),
        reason,
    )


def _certainty(year: str) -> Outcome:
    return "candidate" if year == UNKNOWN_YEAR else "exact"


def _serial(number: DocNumber, canonical: str) -> str:
    """The number inside its year; letters and Party symbols keep what tells them apart."""
    if not number.serial:
        lead = _LEADING_SERIAL.match(canonical)
        return lead[0] if lead else "khong-so"
    serial = fold(number.serial.lstrip("0") or "0")
    tail = number.issuer_code.split("-", 1)
    if number.style == "letter" and len(tail) > 1:
        return f"{serial}-{slug(tail[1])}"
    if _ASSEMBLY.match(number.issuer_code):
        return f"{serial}-{number.issuer_code.lower()}"
    return serial
