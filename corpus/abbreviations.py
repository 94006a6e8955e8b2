"""Abbreviations that a document explains itself: "Tổ công nghệ số cộng đồng (TCNSCĐ)", "… (sau đây gọi tắt là BQL)"."""

import re

from .text import fold, squeeze

_SHORT = re.compile(
    r"\(\s*(?:sau\s+đây\s+)?(?:(?:được\s+)?(?:gọi|viết)\s+(?:chung\s+)?(?:tắt\s+)?là\s*:?\s*)?[“\"]?(?P<short>[A-ZĐƯ][A-ZĐƯ&]{1,9})[”\"]?\s*\)"
)
_STOPS = re.compile(r"[().;:\n]")
_SHORTEST, _LONGEST = 4, 160  # characters before the bracket among which the words written out stand
_JOINING = {"va", "cua", "cac"}  # words whose initials an abbreviation may leave out


def explained(text: str) -> dict[str, str]:
    """Abbreviation → the words before it whose initials it is made of; what does not fit is left out."""
    found: dict[str, str] = {}
    for match in _SHORT.finditer(text):
        before = _STOPS.split(text[max(0, match.start() - _LONGEST) : match.start()])[-1]
        long = _long_form(squeeze(before).split(" "), fold(match["short"].replace("&", ""))) if len(before) >= _SHORTEST else ""
        if long:
            found.setdefault(match["short"], long)
    return found


def _long_form(words: list[str], letters: str) -> str:
    """The last words whose initials are the letters, read backwards; "" where they are not."""
    at, left = len(words), len(letters)
    while left and at:
        at -= 1
        word = fold(words[at]).strip("“”\"',-–")
        if not word:
            continue
        if word[0] == letters[left - 1]:
            left -= 1
        elif word not in _JOINING:
            return ""
    return " ".join(words[at:]).strip("“”\"', ") if not left else ""
