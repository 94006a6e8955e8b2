"""Text of before Unicode: the TCVN3 (ABC), VNI and VPS fonts, seen as Western letters ("®­îc", "ñöôïc", "ÇÜ®c"), and Windows-1258.

Sources: TCVN 5712:1993 (VN3); the VNI Windows encoding; the code table of the Vietnamese Professionals Society; Microsoft code page 1258. What is Unicode already is never touched:
a text with letters that these encodings lack ("ơ", "ế") is left as it is, and a conversion counts only where it gives
words that every Vietnamese document has.
"""

import re
import unicodedata
from collections.abc import Callable

_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
# codes 80 to FF of VPS; "·" where it has no letter of its own. Capitals that would not fit there are control codes
_VPS_UPPER = (
    "ÀẢÃẤẦẨọỗĂếềểệẮẰẲ" "Ế··ỀỂỄỐỒỔỖýỷỵỚỜỞ" "·ắằẳẵặỠớÙờởỡŨỨợỪ" "ổỬỲỸÍÌộỈĨÓửữÒỎÕự"
    "ầÁÂấẩẫậđẻÉÊẹỉễịỹ" "ƯỦồốÔỏơÈừứÚũưÝẺ·" "àáâãảạă·èéêẽìí·ĩ" "ẴĐòóôõ·Ơụùúủ·ỶẼỳ"
)  # fmt: skip
_VPS_CONTROLS = dict(zip((2, 3, 4, 5, 6, 16, 17, 18, 19, 20, 21, 25, 28, 29), "ẠẬẶẸỆỊỌỘỢỤỰỴẪỮ", strict=True))
_VPS = {chr(at): letter for at, letter in _VPS_CONTROLS.items()} | {
    seen: letter
    for at, letter in enumerate(_VPS_UPPER, 0x80)
    if letter != "·"
    for seen in (chr(at), bytes([at]).decode("cp1252", "ignore"))  # as bytes, and as Windows shows them
    if seen
}
_SIGNS = "“”–—…"
_VPS_SIGNS = re.compile(r"(?<=[A-ZÀ-ÝĂĐĨŨƠƯẠ-Ỹ])(?:[“–—…]|”(?=[A-ZÀ-ÝĂĐĨŨƠƯẠ-Ỹ]))")
_VNI_SINGLE = {"ñ": "đ", "ö": "ư", "ô": "ơ", "ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT, _HAT, _BREVE = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323", "\u0302", "\u0306"
_VNI_MARKS = {
    "ø": _GRAVE, "ù": _ACUTE, "û": _HOOK, "õ": _TILDE, "ï": _DOT, "â": _HAT, "á": _HAT + _ACUTE, "à": _HAT + _GRAVE, "å": _HAT + _HOOK,
    "ã": _HAT + _TILDE, "ä": _HAT + _DOT, "ê": _BREVE, "é": _BREVE + _ACUTE, "è": _BREVE + _GRAVE, "ú": _BREVE + _HOOK, "ü": _BREVE + _TILDE,
    "ë": _BREVE + _DOT,
}  # fmt: skip
_VNI = re.compile(r"(?P<base>[aeouyöô])(?P<mark>[øùûõïâáàåãäêéèúüë])|(?P<single>[ñöôìíæóòî])", re.IGNORECASE)
# letters of Vietnamese that neither encoding can hold as Western letters
_UNICODE = re.compile(r"[\u1ea0-\u1ef9\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u0300-\u0323]")
_WESTERN = re.compile(r"[\u00a1-\u00ff]")
_WORDS = re.compile(r"[^\W\d_]+")
_COMMON = frozenset(
    [
        "của",
        "và",
        "các",
        "được",
        "về",
        "số",
        "ngày",
        "tháng",
        "năm",
        "quyết",
        "định",
        "sở",
        "tỉnh",
        "nhân",
        "dân",
        "việc",
        "thực",
        "hiện",
        "ủy",
        "uỷ",
        "ban",
        "căn",
        "cứ",
        "điều",
        "theo",
        "đề",
        "nghị",
        "giám",
        "đốc",
        "phòng",
        "xã",
        "huyện",
        "với",
        "cho",
        "những",
        "quản",
        "lý",
        "kế",
        "hoạch",
        "chủ",
        "tịch",
        "độc",
        "lập",
        "hạnh",
        "phúc",
        "tự",
        "do",
        "cộng",
        "hòa",
        "hoà",
        "hội",
        "nghĩa",
        "việt",
        "phủ",
        "bộ",
        "trưởng",
        "kính",
        "gửi",
        "nơi",
        "nhận",
    ]
)
_LEAST, _SHARE = 4, 0.06  # different common words, and their share of all words


def from_tcvn3(text: str) -> str:
    """TCVN3 seen as Western letters → Unicode. Its capitals are a font of their own, so a word in capitals has small marked letters."""
    return _level_capitals("".join(_TCVN3.get(c, c) for c in text))


def from_vni(text: str) -> str:
    """VNI seen as Western letters → Unicode."""

    def letter(match: re.Match[str]) -> str:
        if match["single"]:
            made = _VNI_SINGLE[match["single"].lower()]
            return made.upper() if match["single"].isupper() else made
        base = {"ö": "ư", "ô": "ơ"}.get(match["base"].lower(), match["base"].lower())
        made = unicodedata.normalize("NFC", base + _VNI_MARKS[match["mark"].lower()])
        return made.upper() if match["base"].isupper() else made

    return _VNI.sub(letter, text)


def from_vps(text: str) -> str:
    """VPS seen as Western letters and signs → Unicode; quotation marks and dashes of Windows are letters only within capitals."""
    return _VPS_SIGNS.sub(lambda match: _VPS[match[0]], "".join(c if c in _SIGNS else _VPS.get(c, c) for c in text))


def _level_capitals(text: str) -> str:
    def word(match: re.Match[str]) -> str:
        plain = [c for c in match[0] if c.isascii()]
        return match[0].upper() if len(plain) > 1 and all(c.isupper() for c in plain) else match[0]

    return _WORDS.sub(word, text)


def _worth(text: str) -> float:
    """The share of words that every Vietnamese document has; 0 where there are too few different ones."""
    words = [word.lower() for word in _WORDS.findall(text)]
    known = [word for word in words if word in _COMMON and not word.isascii()]
    return len(known) / len(words) if len(set(known)) >= _LEAST else 0.0


_NAMES: dict[str, Callable[[str], str]] = {"TCVN3 (ABC)": from_tcvn3, "VNI": from_vni, "VPS": from_vps}


def converted(text: str) -> tuple[str, str] | None:
    """The text in Unicode and the name of its old encoding; None where it is no such text."""
    if _UNICODE.search(text) or not _WESTERN.search(text):
        return None
    made = [(_worth(new), new, name) for name, convert in _NAMES.items() if (new := convert(text)) != text]
    worth, new, name = max(made, default=(0.0, "", ""))
    return (new, name) if worth >= _SHARE and worth > _worth(text) else None


def decoded(data: bytes) -> tuple[str, str] | None:
    """Bytes that are no UTF-8 as text, and the encoding; None where no encoding of Vietnamese makes sense of them."""
    found: list[tuple[float, str, str]] = []
    try:
        modern = unicodedata.normalize("NFC", data.decode("cp1258"))
        found.append((_worth(modern), modern, "Windows-1258"))
    except UnicodeDecodeError:
        pass
    western = data.decode("latin-1")
    found += [(_worth(new), new, name) for name, convert in _NAMES.items() if (new := convert(western))]
    worth, text, name = max(found)
    return (text, name) if worth >= _SHARE else None
