"""How a document closes: signature and recipients, below each other or in two columns."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from .model import Signer, Span
from .text import LOWER, UPPER, squeeze
from .word_places import FirstWords

_RECIPIENTS = re.compile(r"(?i)Nơi\s+nhận\s*:?")
_RECEIVED = FirstWords(("nơi",))
_LIST_HEAD = re.compile(r"^[ \t]*(?:Bản điện tử|Gửi|Đồng gửi|Sao gửi|Như trên)[^\n]{0,20}:?\s*$", re.IGNORECASE)
_ITEM = re.compile(r"^[ \t]*[-–+•*][ \t]*(?P<text>\S.*)$")
_POST_WORD = re.compile(
    r"(?<!\w)(?:GIÁM ĐỐC|CHỦ TỊCH|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|TRƯỞNG|CHÁNH|CHỦ NHIỆM|BÍ THƯ|PHÓ|TỔNG|CỤC TRƯỞNG|THỐNG ĐỐC|VIỆN TRƯỞNG|"
    r"HIỆU TRƯỞNG|KẾ TOÁN|THƯ KÝ|TP|HỘI ĐỒNG|ỦY BAN|UỶ BAN|CHỈ HUY|TƯ LỆNH|CHÍNH ỦY)(?!\w)|^\s*(?:TM|KT|TL|TUQ|Q)\s*\."
)
# the words with which these begin
_POST_WORDS = FirstWords(
    [
        "GIÁM",
        "CHỦ",
        "BỘ",
        "THỨ",
        "THỦ",
        "TRƯỞNG",
        "CHÁNH",
        "BÍ",
        "PHÓ",
        "TỔNG",
        "CỤC",
        "THỐNG",
        "VIỆN",
        "HIỆU",
        "KẾ",
        "THƯ",
        "TP",
        "HỘI",
        "ỦY",
        "UỶ",
        "CHỈ",
        "TƯ",
        "CHÍNH",
        "TM",
        "KT",
        "TL",
        "TUQ",
        "Q",
    ],
    exact=True,
)
_POST_BEGINS = re.compile(
    r"PHÓ|CHỦ|GIÁM|THỨ|CHÁNH|TRƯỞNG|Q\.|TP\.|CỤC|TỔNG|BỘ TRƯỞNG|BÍ THƯ|VIỆN TRƯỞNG|HIỆU TRƯỞNG|KẾ TOÁN|THƯ KÝ|CHÍNH|CHỈ HUY"
)
_FOR = re.compile(r"^(?:(?:TM|KT|TL|TUQ|T\.M|K\.T)\s*\.|(?:TM|KT|TL|TUQ)\s)", re.IGNORECASE)
_SIGNED = re.compile(r"^\W*(?:đã\s*ký|chữ\s+ký\s+(?:điện\s+tử|số)|\(.*ký.*\)|ký bởi.*|signature.*)\W*$", re.IGNORECASE)
_SIGNED_BEFORE = re.compile(r"^\W*\((?:đã\s+)?ký\)\s*", re.IGNORECASE)
_NAME_WORD = re.compile(rf"^[{UPPER}](?:['’][{UPPER}]?)?[{LOWER}'’]{{0,7}}$")
_TITLES = re.compile(
    r"^(?:(?:PGS|GS|TS|ThS|BS|CN|KS|CKI{1,2}|Thiếu tướng|Trung tướng|Thượng tướng|Đại tướng|Đại tá|Thượng tá)\.?\s*)+", re.IGNORECASE
)


_LONGEST_INDENT = 400


class Line(NamedTuple):
    """A line of the text without its newline, and the offset at which it starts."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


_line = partial(tuple.__new__, Line)  # a Line of a pair, without a call of Python


def lines_of(text: str, start: int = 0) -> list[Line]:
    """The lines of a text from an offset on."""
    pieces = text[start:].split("\n")
    lines: list[Line] = []
    for piece in pieces:
        lines.append(_line((start, piece)))
        start += len(piece) + 1
    return lines


def is_upper(text: str) -> bool:
    """Whether most letters are capitals, as in posts and headings."""
    upper = sum(map(str.isupper, text))
    return upper > 0.7 * (upper + sum(map(str.islower, text)))


def name_in(text: str) -> str | None:
    """A person's name that fills a signature line, without academic titles, or None."""
    bare = _TITLES.sub("", _SIGNED_BEFORE.sub("", squeeze(text.replace("|", " "))).strip(" ./*"))
    words = bare.split()
    return bare if 2 <= len(words) <= 6 and all(_NAME_WORD.match(word) for word in words) else None


_BESIDE = re.compile(r"(?P<left>[ |]*(?:(?i:Nơi\s+nhận)\s*:?|[-–+•*][^\t]*?\S))(?: {3,}|[ ]*\t[ \t]*)(?P<right>\S.*)")
_CELLS = re.compile(r"[ \t]*\|(?P<left>[^|]*)\|[ \t]*(?P<right>[^|\s][^|]*?)[ \t]*\|[ \t]*")  # a row of a table of two columns
_NEXT_ITEM = re.compile(r"\s*<br\s*/?>[-\s]*")
_BULLET = re.compile(r"[ \t]*[-–+•*]\s")


def _lines_with(words: FirstWords, text: str, lines: Sequence[Line], from_offset: int) -> Iterator[int]:
    """The indexes, in order, of the lines from an offset of the text on in which one of some words stands."""
    places, last = words.places(text), -1
    for place in places[bisect_left(places, from_offset) :]:
        index = bisect_right(lines, place, key=lambda line: line.start) - 1
        if index > last and lines[index].start >= from_offset:
            last = index
            yield index


def side_by_side(text: str, lines: list[Line], from_offset: int) -> tuple[list[Line], list[Line]]:
    """The lines of the recipients and those of the signature where they are printed in two columns; else all lines twice."""
    received = _lines_with(_RECEIVED, text, lines, from_offset)
    first = next((index for index in received if _RECIPIENTS.match(lines[index].text.lstrip(" |"))), None)
    if first is None or not (_columns(lines[first].text) or _ends_beside(lines[first + 1 :])):
        return lines, lines
    left, right = lines[:first], lines[:first]
    for line in lines[first:]:
        both = _columns(line.text)
        left.append(Line(line.start, both["left"]) if both else line)
        if both and both["right"].strip("-: "):
            right.append(Line(line.start + both.start("right"), both["right"]))
        elif not both and not _BULLET.match(line.text):
            right.append(line)
    return left, right


def _columns(line: str) -> re.Match[str] | None:
    """What stands on the `left` and on the `right` of a line of two columns."""
    return _BESIDE.fullmatch(line) or _CELLS.fullmatch(line)


def _ends_beside(lines: list[Line]) -> bool:
    """Whether the last of the recipients, not the first, has the post of who signs beside it."""
    for line in lines:
        if not _BULLET.match(line.text):
            return False
        if both := _BESIDE.fullmatch(line.text):
            return is_upper(both["right"])
    return False


def find_signature(text: str, lines: list[Line], from_offset: int) -> tuple[Signer | None, int]:
    """The first signature block after an offset: lines of form and post in capitals, then a name."""
    for index in _lines_with(_POST_WORDS, text, lines, from_offset):
        line = lines[index]
        if len(line.text) > 160:
            continue
        words = squeeze(line.text.replace("|", " "))
        if not words or len(words) > 120 or not is_upper(words) or not _POST_WORD.search(words):
            continue
        posts, at = [words], index + 1
        while at < len(lines) and at < index + 14:
            following = squeeze(lines[at].text.replace("|", " "))
            if not following or _SIGNED.match(following):
                at += 1
                continue
            joined = following
            if " " not in following and at + 1 < len(lines) and lines[at + 1].text.strip():
                joined = f"{following} {squeeze(lines[at + 1].text)}"
            name = name_in(following) or name_in(joined)
            if name:
                end = lines[at + (0 if name_in(following) else 1)].end
                return _signer(posts, name, Span(line.start, end)), line.start
            if not is_upper(following) or len(following) > 120 or following.startswith(("PHỤ LỤC", "ĐIỀU", "MỤC", "CHƯƠNG")):
                break
            posts.append(following)
            at += 1
    return None, -1


_NEXT_FORM = re.compile(r"\s+(?=(?:KT|TL|TUQ)\s*(?:\.|\s))|(?<![,;–-])\s+(?=PHÓ\s+(?:TRƯỞNG|CHỦ|GIÁM|TỔNG|CỤC|CHÁNH|CHI|VỤ|VIỆN)(?!\w))")
_BEFORE_PLUS = re.compile(r"^[-–][ \t]*(?=\+)")


def _signer(posts: list[str], name: str, span: Span) -> Signer:
    parts: list[str] = []
    for line in posts:
        pieces = _NEXT_FORM.split(line)
        parts.extend(piece for piece in pieces if piece)
    lines: list[str] = []
    for part in parts:
        # what begins neither a form nor a post goes on with the line above ("TM. ỦY BAN NHÂN" / "DÂN")
        if lines and not _FOR.match(part) and not _POST_BEGINS.match(part):
            lines[-1] += " " + part
        else:
            lines.append(part)
    forms = [line for line in lines if _FOR.match(line)]
    held = [line for line in lines if not _FOR.match(line)]
    if not forms:  # "TRƯỞNG BAN" / "PHÓ THỦ TƯỚNG": signed in the first post; the second is what the signer is besides
        return Signer(name, held[0] if held else None, None, span)
    return Signer(name, held[-1] if held else None, " ".join([*forms, *held[:-1]]) or None, span)


def _opens_line(text: str, at: int) -> bool:
    """Whether only blanks and the marks of a table stand before an offset on its line."""
    low = max(0, at - _LONGEST_INDENT)
    line = text.rfind("\n", low, at) + 1
    return (line > 0 or low == 0) and not text[line:at].strip(" \t|")


def find_recipients(text: str, lines_of_text: list[Line]) -> tuple[tuple[str, ...], Span | None]:
    """The recipients and the lines that list them."""
    places = (_RECIPIENTS.match(text, at) for at in _RECEIVED.places(text))
    start = next((m for m in places if m and _opens_line(text, m.start())), None)
    if not start:
        return (), None
    found: list[str] = []
    open_item = False
    end = start.end()
    first = bisect_right(lines_of_text, start.end(), key=lambda line: line.start)
    rest = lines_of_text[first - 1]
    lines = [Line(start.end(), text[start.end() : rest.end]), *lines_of_text[first : first + 60]]
    for at, line in enumerate(lines[:60]):
        stripped = line.text.strip()
        if not stripped:
            continue
        if stripped.startswith("|"):
            break
        item = _ITEM.match(line.text)
        if item or _LIST_HEAD.match(line.text):
            open_item = not stripped.endswith((";", "."))
            if item:
                said = squeeze(_BEFORE_PLUS.sub("", item["text"])).strip(" -")
                found += [one.rstrip(";").strip() for one in _NEXT_ITEM.split(said)]
            end = line.end
        elif (
            found
            and lines[at - 1].text.strip()
            and not name_in(stripped)
            and (not is_upper(stripped) or (open_item and not _POST_WORD.search(stripped)))
        ):
            found[-1] = f"{found[-1]} {stripped.rstrip(';')}"
            open_item = not stripped.endswith((";", "."))
            end = line.end
        elif at and found:
            break
    return tuple(item for item in found if item), Span(text.rfind("\n", 0, start.start()) + 1, end)
