"""The parts of a document around its body: letterhead, number, place and date, kind, title, signature, recipients.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I (thể thức) and III (mẫu).
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import NamedTuple

from . import dates, letterhead, numbering
from .flow import MARKER
from .model import DocNumber, Signer, Span
from .text import LOWER, UPPER, key, lowered, places_of, sentence_case, squeeze
from .vocabulary import Vocabulary

_HEAD_CHARS = 4000
_NUMBER_LINE = re.compile(r"(?m)^[ \t|]*S[ốÔôoÓó]\s*[:.]?\s*(?P<rest>[^\n|]*)")
_PLACE_DATE = re.compile(
    r"(?<![\w/-])(?P<place>["
    + UPPER
    + r"][^\n|,;:./]{1,40}(?:\.\s?[^\n|,;:./]{2,30})?)\s*,\s*[Nn]gày(?:\s*(?P<d>\d{1,2})|\s+\S{1,3}(?=\s))?[ .…_]*"
    r"[Tt]háng(?:\s*(?P<m>\d{1,2})|\s*\S{1,3}(?=\s))?[ .…_]*[Nn]ăm\s*(?P<y>(?:19|20)\d{2})"  # a scan may spoil what was written by hand
)
_SUBJECT = re.compile(r"(?m)^[ \t|]*(?P<cue>V/v|Về việc|Về|v/v)\s*:?\s+(?P<subject>\S[^|]*?)(?=\n\s*\n|\n\s*\||\n\s*Kính gửi|\|)")
_RECIPIENTS = re.compile(r"(?i)Nơi\s+nhận\s*:?")
_LIST_HEAD = re.compile(r"^[ \t]*(?:Bản điện tử|Gửi|Đồng gửi|Sao gửi|Như trên)[^\n]{0,20}:?\s*$", re.IGNORECASE)
_ITEM = re.compile(r"^[ \t]*[-–+•*][ \t]*(?P<text>\S.*)$")
_POST_WORD = re.compile(
    r"(?<!\w)(?:GIÁM ĐỐC|CHỦ TỊCH|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|TRƯỞNG|CHÁNH|CHỦ NHIỆM|BÍ THƯ|PHÓ|TỔNG|CỤC TRƯỞNG|THỐNG ĐỐC|VIỆN TRƯỞNG|"
    r"HIỆU TRƯỞNG|KẾ TOÁN|THƯ KÝ|TP|HỘI ĐỒNG|ỦY BAN|UỶ BAN|CHỈ HUY|TƯ LỆNH|CHÍNH ỦY)(?!\w)|^\s*(?:TM|KT|TL|TUQ|Q)\s*\."
)
_CAPITALS = re.compile(rf"[{UPPER}]{{2}}|^\s*Q\s*\.")  # a post has them
_POST_BEGINS = re.compile(
    r"PHÓ|CHỦ|GIÁM|THỨ|CHÁNH|TRƯỞNG|Q\.|TP\.|CỤC|TỔNG|BỘ TRƯỞNG|BÍ THƯ|VIỆN TRƯỞNG|HIỆU TRƯỞNG|KẾ TOÁN|THƯ KÝ|CHÍNH|CHỈ HUY"
)
_FOR = re.compile(r"^(?:(?:TM|KT|TL|TUQ|T\.M|K\.T)\s*\.|(?:TM|KT|TL|TUQ)\s)", re.IGNORECASE)
_SIGNED = re.compile(r"^\W*(?:đã\s*ký|\(.*ký.*\)|ký bởi.*|signature.*)\W*$", re.IGNORECASE)
_NAME_WORD = re.compile(r"^[" + UPPER + r"][" + LOWER + r"']{0,7}$")
_TITLES = re.compile(
    r"^(?:(?:PGS|GS|TS|ThS|BS|CN|KS|CKI{1,2}|Thiếu tướng|Trung tướng|Thượng tướng|Đại tướng|Đại tá|Thượng tá)\.?\s*)+", re.IGNORECASE
)
_STOP_TITLE = re.compile(
    r"^\s*(?:Căn cứ|Kính gửi|Thực hiện|Theo|Ngày \d|Để |Nhằm|QUYẾT ĐỊNH|QUYẾT NGHỊ|CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|THỦ TƯỚNG|CỤC TRƯỞNG|"
    r"ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|TỔNG KIỂM TOÁN|BAN CHỈ ĐẠO|CHÍNH PHỦ|QUỐC HỘI|ỦY BAN THƯỜNG VỤ|TRƯỞNG BAN|CHÁNH|[-_=]{3,}|\|)"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands around the body. `header_end`: where the body begins; `tail`: signature and recipients."""

    number: DocNumber | None
    number_raw: str
    symbol: str
    symbol_reason: str | None
    doctype: str
    doctype_printed: str
    title: str
    title_span: Span | None
    agency: letterhead.Agency | None
    province: str | None
    place: str | None
    date: str | None
    signer: Signer | None
    recipients: tuple[str, ...]
    header_end: int
    tail: Span | None


class _Line(NamedTuple):
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def _lines(text: str, start: int = 0) -> list[_Line]:
    found = []
    for piece in text[start:].split("\n"):
        found.append(_Line(start, piece))
        start += len(piece) + 1
    return found


def _number(text: str, vocab: Vocabulary) -> tuple[DocNumber | None, str, str, str | None, int]:
    """Number, as printed, symbol, what is wrong with its code, and where its line ends (0 where there is none)."""
    for match in _NUMBER_LINE.finditer(text, 0, _HEAD_CHARS):
        start = match.start("rest")
        found = numbering.NUMBER.match(text, start) or numbering.NUMBER.match(
            text, start + len(match["rest"]) - len(match["rest"].lstrip())
        )
        if not found and not match["rest"].strip():
            following = re.compile(r"\s*").match(text, match.end())
            found = numbering.NUMBER.match(text, following.end()) if following else None
        if found:
            number, reason = numbering.of_match(found, vocab)
            printed_symbol = squeeze(found["sym_y"] or found["sym"] or f"{found['party'] or ''}/{found['committee'] or ''}".strip("/"))
            return number, numbering.printed(found), printed_symbol.replace(" ", ""), reason, found.end()
        blank = re.match(r"(?:[\s.…_]*|\s*\S{1,4}\s+)(?P<slash>[/-])\s?(?P<sym>[A-ZĐ][\w&.-]*(?:[-/][\w&.]+)*)", text[start : start + 60])
        if blank:
            return None, "/" + blank["sym"], blank["sym"], None, start + blank.end()
    return None, "", "", None, 0


def _place_date(text: str, vocab: Vocabulary) -> tuple[str | None, str | None, int]:
    """Place, ISO date ("2020-06" where the day is blank) and where they end."""
    match = _PLACE_DATE.search(text, 0, _HEAD_CHARS)
    if not match:
        return None, None, 0
    year, month, day = match["y"], match["m"], match["d"]
    value: str | None = year
    if month and 1 <= int(month) <= 12:
        value = f"{year}-{int(month):02}"
        if day:
            value = dates.iso(int(year), int(month), int(day)) or value
    return squeeze(match["place"]), value, match.end()


def _kind(lines: list[_Line], vocab: Vocabulary) -> tuple[str, int]:
    """The kind of document as printed on a line of its own, and that line's index (-1: none, an official letter)."""
    names = vocab.type_names
    for index, line in enumerate(lines):
        words = squeeze(line.text.replace("|", " "))
        if not words or not (words.isupper() or words[:1].isupper()) or len(words) > 45:
            continue
        if key(words) in vocab.type_by_name and (words.isupper() or not line.text.strip().endswith((":", ".", ";"))):
            return words, index
        if words.isupper():
            head = next((n for n in names if key(words).startswith(n + " ") and len(words) < len(n) + 14), None)
            if head and index + 1 < len(lines) and key(words).split()[-1] in {"khung", "chung", "tổng", "hành", "động", "tác", "mật"}:
                return words, index
    return "", -1


def _opening_title(text: str, lines: list[_Line], vocab: Vocabulary) -> tuple[str, Span] | None:
    """Kind and title on the first line ("Thông tư Hướng dẫn …"), as portals print them, or None."""
    first = next((line for line in lines if line.text.strip()), None)
    if first is None or first.text.rstrip().endswith((".", ":", ";")):
        return None
    start = first.start + len(first.text) - len(first.text.lstrip())
    names = vocab.pattern("kinds", (n for e in vocab.doctypes for n in (e.label, *e.variants)))
    kind = names.match(text, start)
    if not kind or not re.match(r"\s+[" + UPPER + r"]", text[kind.end() : kind.end() + 8]) or len(first.text.split()) < 5:
        return None
    stop = re.compile(r"\n\s*\n").search(text, kind.end(), _HEAD_CHARS)
    span = Span(kind.end() + 1, stop.start() if stop else first.end)
    return squeeze(kind[0]), span


def _title(lines: list[_Line], index: int) -> tuple[str, Span | None, int]:
    """The title (trích yếu) below the kind: the lines up to the first that belongs to the body."""
    taken: list[_Line] = []
    blanks = 0
    for line in lines[index + 1 : index + 16]:
        if not line.text.strip():
            blanks += 1
            if taken:
                break
            continue
        opening = re.match(r"\s*(?:Thực hiện|Theo|Để |Nhằm)", line.text) and not taken and not re.search(r"[.:;]\s*$", line.text)
        if _STOP_TITLE.match(line.text) and not opening and (taken or not line.text.strip().isupper()):
            break
        if taken and ((_upper(taken[-1].text) and not _upper(line.text)) or _SENTENCE.search(line.text) or MARKER.match(line.text)):
            break  # what ends as a sentence or begins as an item is the body, though no blank line stands before it
        taken.append(line)
    if not taken:
        return "", None, lines[index].end
    return squeeze(" ".join(line.text for line in taken)), Span(taken[0].start, taken[-1].end), taken[-1].end


_SENTENCE = re.compile(r"[.:;]\W*$")


def _upper(text: str) -> bool:
    upper = sum(map(str.isupper, text))
    return upper > 0.7 * (upper + sum(map(str.islower, text)))


def name_in(text: str) -> str | None:
    """A person's name that fills a signature line, without academic titles, or None."""
    bare = _TITLES.sub("", squeeze(text.replace("|", " ")).strip(" ./"))
    words = bare.split()
    return bare if 2 <= len(words) <= 6 and all(_NAME_WORD.match(word) for word in words) else None


_BESIDE = re.compile(r"(?P<left>[ |]*(?:(?i:Nơi\s+nhận)\s*:?|[-–+•*][^\t]*?\S))(?: {3,}|[ ]*\t[ \t]*)(?P<right>\S.*)")
_BULLET = re.compile(r"[ \t]*[-–+•*]\s")


def _side_by_side(lines: list[_Line], from_offset: int) -> tuple[list[_Line], list[_Line]]:
    """The lines of the recipients and those of the signature where they are printed in two columns; else all lines twice."""
    first = next((i for i, line in enumerate(lines) if line.start >= from_offset and _RECIPIENTS.match(line.text.lstrip(" |"))), None)
    if first is None or not _BESIDE.fullmatch(lines[first].text):
        return lines, lines
    left, right = lines[:first], lines[:first]
    for line in lines[first:]:
        both = _BESIDE.fullmatch(line.text)
        left.append(_Line(line.start, both["left"]) if both else line)
        if both:
            right.append(_Line(line.start + both.start("right"), both["right"]))
        elif not _BULLET.match(line.text):
            right.append(line)
    return left, right


def _signature(lines: list[_Line], from_offset: int) -> tuple[Signer | None, int]:
    """The first signature block after an offset: lines of form and post in capitals, then a name."""
    for index, line in enumerate(lines):
        if line.start < from_offset or len(line.text) > 160 or not _CAPITALS.search(line.text):
            continue
        words = squeeze(line.text.replace("|", " "))
        if not words or len(words) > 120 or not _upper(words) or not _POST_WORD.search(words):
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
            if not _upper(following) or len(following) > 120 or following.startswith(("PHỤ LỤC", "ĐIỀU", "MỤC", "CHƯƠNG")):
                break
            posts.append(following)
            at += 1
    return None, -1


def _signer(posts: list[str], name: str, span: Span) -> Signer:
    parts: list[str] = []
    for line in posts:
        pieces = re.split(r"\s+(?=(?:KT|TL|TUQ)\s*(?:\.|\s))", line)
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


def _recipients(text: str, lines_of_text: list[_Line]) -> tuple[tuple[str, ...], Span | None]:
    """The recipients and the lines that list them."""
    places = (_RECIPIENTS.match(text, at) for at in places_of(("nơi",), lowered(text)))
    start = next((m for m in places if m and not text[text.rfind("\n", 0, m.start()) + 1 : m.start()].strip(" \t|")), None)
    if not start:
        return (), None
    found: list[str] = []
    open_item = False
    end = start.end()
    first = bisect_right(lines_of_text, start.end(), key=lambda line: line.start)
    rest = lines_of_text[first - 1]
    lines = [_Line(start.end(), text[start.end() : rest.end]), *lines_of_text[first : first + 60]]
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
                found.append(squeeze(re.sub(r"^[-–][ \t]*(?=\+)", "", item["text"])).strip(" -").rstrip(";").strip())
            end = line.end
        elif (
            found
            and lines[at - 1].text.strip()
            and not name_in(stripped)
            and (not _upper(stripped) or (open_item and not _POST_WORD.search(stripped)))
        ):
            found[-1] = f"{found[-1]} {stripped.rstrip(';')}"
            open_item = not stripped.endswith((";", "."))
            end = line.end
        elif at and found:
            break
    return tuple(item for item in found if item), Span(text.rfind("\n", 0, start.start()) + 1, end)


def read_layout(text: str, vocab: Vocabulary) -> Layout:
    """The parts of a document; every part may be missing, none is guessed from the file's name."""
    head = _lines(text[:_HEAD_CHARS])
    number, number_raw, symbol, reason, number_end = _number(text, vocab)
    place, date_value, date_end = _place_date(text, vocab)
    if date_value is None and not number_raw:
        date_end = 0
    printed, index = _kind([line for line in head], vocab)
    header_end = max(number_end, date_end)
    title, title_span = "", None
    opening = _opening_title(text, head, vocab) if index < 0 and not number_raw else None
    if opening:
        printed, title_span = opening
        title, header_end = squeeze(title_span.of(text)), title_span.end
    elif index >= 0 and (head[index].start >= header_end or header_end == 0 or not number_raw):
        title, title_span, header_end = _title(head, index)
    else:
        printed, index = ("Công văn", -1) if number_raw or date_value else ("", -1)
        subject = _SUBJECT.search(text, 0, _HEAD_CHARS)
        if subject and subject.start() < max(number_end, date_end) + 600:
            title = squeeze(subject["subject"].replace("|", " "))
            title_span = Span(*subject.span("subject"))
    place_entry = letterhead.province_in(place, vocab) if place else None
    above = [line.text for line in head if line.start < (number_end or date_end or header_end)]
    agency = letterhead.from_letterhead(above, vocab) or letterhead.from_symbol(number, symbol, place_entry, vocab)
    if agency and agency.province is None and agency.id.startswith("so-") and place_entry:
        agency = letterhead.Agency(f"{agency.name} {place_entry.kind} {place_entry.label}", agency.id, place_entry)
    if agency and agency.province is None and agency.id.startswith(("ubnd-", "hdnd-")):
        agency = replace(agency, province=letterhead.province_told(text[:_HEAD_CHARS], vocab))
    province = agency.province if agency else place_entry
    lines = _lines(text) if len(text) > _HEAD_CHARS else head
    left, right = _side_by_side(lines, header_end)
    recipients, listed = _recipients(text, left)
    signer, sign_start = _signature(right, header_end)
    tail = None
    if listed and signer and abs(listed.start - signer.span.start) < 4000:
        tail = Span(min(listed.start, sign_start), max(listed.end, signer.span.end))
    elif signer or listed:
        tail = signer.span if signer else listed
    entry = vocab.type_by_name.get(key(printed)) or next(
        (e for n, e in vocab.type_by_name.items() if printed and key(printed).startswith(n)), None
    )
    if number and number.type_code == "VBHN":
        entry, printed = vocab.type_by_name["văn bản hợp nhất"], "Văn bản hợp nhất"
    return Layout(
        number, number_raw, symbol, reason, entry.id if entry else "", sentence_case(printed), title, title_span, agency,
        province.label if province else None, place, date_value, signer, recipients, header_end, tail,
    )  # fmt: skip
