"""The grammar of document numbers: printed text ⇄ DocNumber, and what is wrong with a number.

Forms: state `120/2020/NĐ-CP` and `1433/QĐ-UBND`, National Assembly `28/2018/QH14`, Party `57-NQ/TW`, letters
`1234/UBND-KGVX`, old `30c/NQ-CP`, `132/HĐBT`, `111-HĐBT`, `21/CP`. Source: Nghị định 30/2020/NĐ-CP, Phụ lục III;
Quy định 66-QĐ/TW.
"""

import re
from dataclasses import replace

from .model import DocNumber
from .text import DIGITS, fold, squeeze
from .vocabulary import Entry, Vocabulary

_CODE = r"[A-ZĐƯÔÂ][A-Za-zĐđƯÔÂ]{0,14}\d{0,3}"
_GROUP = rf"{_CODE}(?:\s?[&.]\s?[A-ZĐ][A-Za-zĐ]{{0,8}}){{0,2}}"
_JOIN = r"(?:\s?[-–]\s?(?=[A-ZĐƯ]{2})|[-–/]|\s?/\s?(?=[A-ZĐ]{2}))"
_SYMBOL = rf"{_GROUP}(?:{_JOIN}{_GROUP}){{0,8}}"  # joint circulars name every ministry
_EDGE = r"(?![\w])(?!\s?/\s?\d)"

# The number itself; a letter after the serial ("30c") is old practice. Blank serial numbers ("số /KL-SKHCN") are a
# form of their own. Every repetition is bounded, so a hostile line costs no more than its length.
NUMBER = re.compile(
    rf"(?P<serial>[0-9](?:(?<![\w/.,-].)|(?<=(?<!\w)[sS]ố\d))\d{{0,5}}(?:[.-]\d{{1,2}}(?=/20\d\d/))?[a-zđ]?)\s?(?:"
    rf"/\s?(?P<year>(?:19|20)\d{{2}}|(?:2[1-9]\d{{2}}|2[0-2]\d|19\d)(?=/(?:NĐ|TT|QĐ|NQ|TTLT|CT)-))(?:\s?[/-]\s?|(?=(?:NĐ|TT|TTLT|QĐ|NQ|CT)[/-]))(?P<sym_y>{_SYMBOL}){_EDGE}"
    rf"|(?:[-–]\s?|(?=(?:NQ|QĐ|QC|KL|CT|TB|KH|HD|BC|TTr|CTr)/T[WU](?!\w)))(?P<party>[A-ZĐ][A-Za-zĐ]{{1,5}})\s?/\s?(?P<committee>{_GROUP}(?:-{_GROUP})?){_EDGE}"
    rf"|/\s?(?P<sym>{_SYMBOL}){_EDGE}"
    rf"|(?P<with_year>-\s?20\d{{2}})\s?/\s?(?P<sym_of_year>(?:NQ|NĐ|QĐ|CT)-{_GROUP}){_EDGE}"
    rf"|-\s?(?P<old>(?:CP|HĐBT|TTg|CT|QĐ|NQ|NĐ|TT|CV|TB)(?:[-/]{_GROUP}){{0,2}}){_EDGE})"
)
BLANK = re.compile(rf"[Ss]ố(?=[\s:./…_-])\s*:?\s*(?P<blank>[.…_\s]{{0,12}}[/-]\s?(?P<sym>{_CODE}[-/]{_GROUP})){_EDGE}")
_DASH = re.compile(r"[-–]")
_PARTY_ISSUERS = {"TW", "TU"}
_TYPE_SLIPS = {"ND": "NĐ", "QD": "QĐ", "HDBT": "HĐBT", "HDND": "HĐND", "CD": "CĐ", "DA": "ĐA"}


def _clean(symbol: str) -> str:
    return "".join(symbol.split()).replace("–", "-").replace("Ð", "Đ")


def printed(match: re.Match[str]) -> str:
    """The number of a match of NUMBER as printed, blanks squeezed."""
    raw = match[0]
    return raw if raw.isprintable() and " " not in raw else squeeze(raw)


def _type_code(code: str, vocab: Vocabulary) -> str | None:
    upper = code.upper()
    if upper not in vocab.type_by_code:
        upper = _TYPE_SLIPS.get(upper, upper)
    entry = vocab.type_by_code.get(upper)
    return next((c for c in entry.codes if c.upper() == upper), upper) if entry else None


def issuer_code(code: str, vocab: Vocabulary) -> tuple[str, str | None]:
    """The usual form of an issuer's code and why it differs from the printed one, or None where it does not.

    A code that is unknown but one slip from exactly one known code (a letter doubled or left out, two in the wrong order, Đ printed as D) is corrected.
    """
    plain = code.replace("&", "").replace(".", "")
    known = vocab.issuer_by_code
    canonical = vocab.canonical_issuer_code
    upper = _TYPE_SLIPS.get(plain.upper(), plain.upper())
    base = upper.rstrip(DIGITS)
    digits = upper[len(base) :]
    if base in known and (not digits or base in {"QH", "UBTVQH"}):
        form = canonical[base] + digits
        # capitals alone are no misprint: titles are printed in capitals
        meant = {code.upper(), _TYPE_SLIPS.get(code.upper())}  # D for Đ is read as meant ("HDND")
        reason = None if form.upper() in meant else f"mã cơ quan in là '{code}', mã chuẩn là '{form}'"
        return form, reason
    once = {upper[:i] + upper[i + 1 :] for i in range(1, len(upper)) if upper[i] == upper[i - 1]} if len(upper) > 3 else set()
    twice = {upper[:i] + upper[i] + upper[i:] for i in range(len(upper))} if len(upper) > 3 else set()
    swapped = {upper[:i] + upper[i + 1] + upper[i] + upper[i + 2 :] for i in range(len(upper) - 1)} if len(upper) > 3 else set()
    others = {canonical[c] for c in once | twice | swapped if c in known and c != upper}
    if (
        len(upper) > 3
        and upper[0] in "SB"
        and upper not in vocab.abbreviations
        and (longer := vocab.issuer_code_lacking.get(upper)) is not None
    ):
        if others - {longer}:
            return plain, None  # one slip from two codes: who issued it tells which is meant
        return longer, f"mã cơ quan in là '{code}', chắc là '{longer}'"
    fewer = (
        {upper[:i] + upper[i + 1 :] for i in range(1, len(upper))} & {c for c in known if c[0] in "SB"}
        if len(upper) > 3 and upper[0] in "SB"
        else set()
    )
    if len({canonical[c] for c in fewer}) == 1 and upper not in vocab.abbreviations:
        once |= fewer
    near = {canonical[c] for c in once | twice | swapped if c in known and c != upper} or {
        canonical[c] for c in vocab.issuer_code_by_letters.get(fold(upper), ())
    }
    if len(near) == 1:
        form = near.pop()
        return form, f"mã cơ quan in là '{code}', chắc là '{form}'"
    return plain, None


def parse(text: str, vocab: Vocabulary) -> DocNumber | None:
    """The number at the start of a text, or None."""
    match = NUMBER.match(text.strip())
    return of_match(match, vocab)[0] if match else None


def of_match(match: re.Match[str], vocab: Vocabulary) -> tuple[DocNumber, str | None]:
    """A DocNumber with codes in their usual form, and the reason where the printed code differs."""
    serial, raw = match["serial"], printed(match)
    if match["party"]:
        code = _type_code(match["party"], vocab) or match["party"]
        reason = (
            None
            if _DASH.search(match.string, match.end("serial"), match.start("party"))
            else f"thiếu dấu gạch nối trước '{match['party']}': bản in là '{raw}'"
        )
        return DocNumber(serial, None, code, _clean(match["committee"]), "party", raw), reason
    if match["old"]:
        return DocNumber(serial, None, "", match["old"], "old", raw), None
    if match["with_year"]:  # "19-2018/NQ-CP": the Government's yearly resolution has the year in its serial number
        number, reason = of_symbol(serial, None, _clean(match["sym_of_year"]), raw, vocab)
        return replace(number, serial=serial + _clean(match["with_year"])), reason
    year = int(match["year"]) if match["year"] else None
    symbol = _clean(match["sym_y"] or match["sym"])
    number, reason = of_symbol(serial, year, symbol, raw, vocab)
    if year and match.end("year") == match.start("sym_y"):
        reason = f"thiếu dấu '/' sau năm: bản in là '{raw}'"
    if year and year < 1000:
        reason = f"năm trong số thiếu một chữ số: bản in là '{raw}'"
    return number, reason


def of_symbol(serial: str, year: int | None, symbol: str, raw: str, vocab: Vocabulary) -> tuple[DocNumber, str | None]:
    """The same from a serial and a symbol such as "QĐ-UBND" or "UBND-KGVX"."""
    head, _, rest = symbol.replace("/", "-").partition("-")
    code = _type_code(head, vocab)
    if code and rest in _PARTY_ISSUERS and year is None and serial:
        # the Party writes "27-NQ/TW"; "27/NQ-TW" is the state's form
        return DocNumber(
            serial, None, code, rest, "party", raw
        ), f"ký hiệu văn bản của Đảng viết '{serial}-{head}/{rest}', bản in là '{raw}'"
    if code and rest:
        first, dash, tail = rest.partition("-")
        form, reason = issuer_code(first, vocab)
        return DocNumber(serial, year, code, form + dash + tail, "state", raw), reason
    if split := _joined(head, vocab) if serial and not rest and head.upper() not in vocab.issuer_by_code else None:
        code, issuer = split
        return DocNumber(serial, year, code, issuer, "state", raw), f"thiếu dấu gạch nối trong ký hiệu '{symbol}'"
    form, reason = issuer_code(head, vocab)
    return DocNumber(serial, year, "", form + (f"-{rest}" if rest else ""), "letter", raw), reason


def ministry_of_circular(code: str, vocab: Vocabulary) -> str | None:
    """The ministry's code that a circular's lacks the first letter of ("TT-KHCN"); None where the code is a ministry's or nobody's.

    Circulars are issued by ministers and heads of central bodies (Law 64/2025/QH15 on legal documents, article 4).
    """
    entry = vocab.issuer_by_code.get(code.upper())
    if entry is not None and entry.level == "central":
        return None
    full = vocab.issuer_by_code.get("B" + code.upper())
    return vocab.canonical_issuer_code["B" + code.upper()] if full is not None and full.level == "central" else None


def _joined(symbol: str, vocab: Vocabulary) -> tuple[str, str] | None:
    """Type and issuer of a symbol printed without its hyphen ("NĐCP"); None where it is no such thing."""
    for at in range(1, len(symbol) - 1):
        code = _type_code(symbol[:at], vocab)
        if code and symbol[at:].upper() in vocab.issuer_by_code:
            return code, symbol[at:]
    for at in range(1, len(symbol) - 1):  # "CTTg": the letter that ends the one and begins the other stands there once
        code = _type_code(symbol[: at + 1], vocab)
        if code and len(symbol) - at > 2 and symbol[at:].upper() in vocab.issuer_by_code:
            return code, symbol[at:]
    return None


def type_of(number: DocNumber, vocab: Vocabulary) -> Entry | None:
    """The kind of document that a number's code names; letters have none printed (công văn)."""
    if number.type_code:
        entry = vocab.type_by_code.get(number.type_code.upper())
        if entry and entry.id == "thong-tu" and number.style == "party":
            return vocab.type_by_name["thông tri"]
        return entry
    if number.issuer_code.upper().startswith("QH"):
        return vocab.type_by_name["luật"]
    if number.style == "letter" and "-" in number.issuer_code:
        return vocab.type_by_name["công văn"]
    return None
