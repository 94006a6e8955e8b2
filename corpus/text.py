"""The one place where text is changed: NFC, odd characters, Markdown marks, folding of diacritics and tone places."""

import re
import unicodedata
from functools import lru_cache

# What normalise() touches besides combining characters. Asterisks are emphasis left by a converter: single ones
# between blanks may be content and stay.
_CHANGED = re.compile(
    r"(?P<drop>[\r\ufeff\u200b-\u200d\u00ad]|\*{2,}|(?<=\S)\*|\*(?=\S)|(?m:^)\*(?=[ \t]*\*?[ \t]*$))"
    r"|(?P<blank>[\u00a0\u2000-\u200a\u202f\u3000])"
    r"|(?P<letter>[Ðð])"
    r"|(?P<alike>(?<=[A-Za-zĐđ0-9/-])[АВЕКМНОРСТХаеорсху]|[АВЕКМНОРСТХаеорсху](?=[A-Za-zĐđ0-9/-]))"
    r"|(?P<combine>[^\u0300-\u036f][\u0300-\u036f]+)"
)
_NEEDS_WORK = re.compile(r"[*\r\ufeff\u200b-\u200d\u00ad\u00a0\u2000-\u200a\u202f\u3000Ðð\u0300-\u036f\u0400-\u04ff]")

# Cyrillic letters that look like Latin ones, typed or read for them inside a symbol ("NĐ-C\u0420")
_LATIN = str.maketrans("АВЕКМНОРСТХаеорсху", "ABEKMHOPCTXaeopcxy")

# Members of a character class: the capital and the small letters of Vietnamese.
UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
LOWER = "a-z" + UPPER[3:].lower()
DIGITS = "0123456789"


def normalise(original: str) -> tuple[str, list[int]]:
    """NFC reading text of a decoded file, and for each of its characters the index in the file.

    Drops byte-order marks, carriage returns, zero-width characters and Markdown asterisks; maps Ð (U+00D0, a
    common slip of old keyboards) to Đ. The list has one item more than the text.
    """
    if not _NEEDS_WORK.search(original) and unicodedata.is_normalized("NFC", original):
        return original, list(range(len(original) + 1))
    parts: list[str] = []
    offsets: list[int] = []
    last = 0
    for match in _CHANGED.finditer(original):
        start, end = match.span()
        if start > last:
            parts.append(_composed(original[last:start]))
            offsets.extend(range(last, start))
        kind = match.lastgroup
        if kind == "blank":
            new = " "
        elif kind == "letter":
            new = "Đ" if match[0] == "Ð" else "đ"
        elif kind == "alike":
            new = match[0].translate(_LATIN)
        elif kind == "combine":
            new = unicodedata.normalize("NFC", match[0])
        else:
            new = " " if match[0][0] == "*" and _between_words(original, start, end) else ""
        parts.append(new)
        offsets.extend([start + min(i, end - start - 1) for i in range(len(new))])
        last = end
    parts.append(_composed(original[last:]))
    offsets.extend(range(last, len(original) + 1))
    return "".join(parts), offsets


def _between_words(text: str, start: int, end: int) -> bool:
    """Whether emphasis marks stand where two words meet: their removal must not glue the words together.

    Four asterisks inside a word close and open the same emphasis ("**T****L**"), so they join unless a word in
    capitals meets a capitalised one.
    """
    before, after = text[start - 1 : start], text[end : end + 2]
    if not (before.isalpha() and after[:1].isupper()):
        return False
    return end - start != 4 or (text[max(0, start - 2) : start].isupper() and after[:1].isupper() and after[1:].islower())


def _composed(piece: str) -> str:
    """NFC of a piece without combining marks: only singletons can change, each into one character."""
    if unicodedata.is_normalized("NFC", piece):
        return piece
    return "".join(c if len(n := unicodedata.normalize("NFC", c)) != 1 else n for c in piece)


def _fold_table() -> dict[int, str]:
    table: dict[int, str] = {}
    for code in [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]:
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base != chr(code) and base.isascii():
            table[code] = base.lower()
    table.update({ord("đ"): "d", ord("Đ"): "d", ord("ð"): "d", ord("Ð"): "d"})
    table.update({code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)})
    return table


_FOLD = _fold_table()

# Old and new places of the tone mark in oa, oe, uy at the end of a syllable (hoà/hòa, khoẻ/khỏe, uỷ/ủy).
_TONE_PAIRS = (
    ("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("oã", "õa"), ("oạ", "ọa"), ("oè", "òe"), ("oé", "óe"), ("oẻ", "ỏe"),
    ("oẽ", "õe"), ("oẹ", "ọe"), ("uỳ", "ùy"), ("uý", "úy"), ("uỷ", "ủy"), ("uỹ", "ũy"), ("uỵ", "ụy"),
)  # fmt: skip
_TONE = {old: new for old, new in _TONE_PAIRS} | {old.upper(): new.upper() for old, new in _TONE_PAIRS}
_TONE_RE = re.compile(r"(?<![qQ])(?:" + "|".join(_TONE) + r")(?!\w)")


def fold(text: str) -> str:
    """Lower case without diacritics, one character for one, so that offsets stay."""
    return text.translate(_FOLD)


def modern_tones(text: str) -> str:
    """Tone marks in the new place (hòa, ủy), one character for one."""
    return _TONE_RE.sub(lambda m: _TONE[m[0]], text)


def squeeze(text: str) -> str:
    """The text on one line with single blanks."""
    return " ".join(text.split())


@lru_cache(maxsize=16384)
def key(text: str) -> str:
    """A key under which careful writers of the same name agree: case, blanks, dashes and tone places are levelled."""
    text = modern_tones(unicodedata.normalize("NFC", text)).casefold().replace("–", "-").replace("—", "-")
    return squeeze(re.sub(r"\s*-\s*", " - ", text)).strip(" .,;:")


def sentence_case(text: str) -> str:
    """A capitalised type word as an office writes it in a sentence: KẾ HOẠCH → Kế hoạch."""
    text = squeeze(text)
    return text[:1].upper() + text[1:].lower() if text.isupper() else text


def slug(text: str) -> str:
    """An ASCII identifier: letters and digits joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(unicodedata.normalize("NFC", text))).strip("-")
