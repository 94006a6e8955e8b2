"""The parts of a document around its body: letterhead, number, place and date, kind, title, signature, recipients.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I (thể thức) and III (mẫu).
"""

import re
from dataclasses import dataclass, replace

from . import dates, letterhead, numbering
from .closing import Line, find_recipients, find_signature, is_upper, lines_of, side_by_side
from .flow import MARKER
from .model import DocNumber, Signer, Span
from .text import UPPER, key, sentence_case, squeeze
from .vocabulary import Vocabulary

_HEAD_CHARS = 4000
_NUMBER_LINE = re.compile(r"(?m)^[ \t|]*S[ốÔôoÓó]\s*[:.]?\s*(?P<rest>[^\n|]*)")
_PLACE_DATE = re.compile(
    r"(?<![\w/-])(?P<place>["
    + UPPER
    + r"][^\n|,;:./]{1,40}(?:\.\s?[^\n|,;:./]{2,30})?)\s*,\s*(?:hồi\s+\d{1,2}\s*(?:giờ|h)(?:\s*\d{1,2}(?:\s*phút)?)?\s+)?[Nn]gày(?:\s*(?P<d>\d{1,2})|\s+\S{1,3}(?=\s))?[ .…_]*"
    r"[Tt]háng(?:\s*(?P<m>\d{1,2})|\s*\S{1,3}(?=\s))?[ .…_]*[Nn]ăm\s*(?P<y>(?:19|20)\d{2})"  # a scan may spoil what was written by hand
)
_LONGEST_PLACE = 120  # characters of a place before its day
_SUBJECT = re.compile(r"(?m)^[ \t|]*(?P<cue>V/v|Về việc|Về|v/v)\s*:?\s+(?P<subject>\S[^|]*?)(?=\n\s*\n|\n\s*\||\n\s*Kính gửi|\|)")
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
        blank = re.match(
            r"(?:[\s.…_]*|\s*\S{1,4}\s+)(?P<slash>[/-])\s?(?:(?P<year>(?:19|20)\d{2})\s?[/-]\s?)?(?P<sym>[A-ZĐ][\w&.-]*(?:[-/][\w&.]+)*)",
            text[start : start + 60],
        )
        if blank:
            year = f"/{blank['year']}" if blank["year"] else ""
            return None, f"{year}/{blank['sym']}", blank["sym"], None, start + blank.end()
    return None, "", "", None, 0


def _place_date(text: str, vocab: Vocabulary) -> tuple[str | None, str | None, int]:
    """Place, ISO date ("2020-06" where the day is blank) and where they end."""
    told = text.find("gày", 0, _HEAD_CHARS)
    match = _PLACE_DATE.search(text, max(0, told - _LONGEST_PLACE), _HEAD_CHARS) if told >= 0 else None
    if not match:
        return None, None, 0
    year, month, day = match["y"], match["m"], match["d"]
    value: str | None = year
    if month and 1 <= int(month) <= 12:
        value = f"{year}-{int(month):02}"
        if day:
            value = dates.iso(int(year), int(month), int(day)) or value
    return squeeze(match["place"]), value, match.end()


def _kind(lines: list[Line], vocab: Vocabulary) -> tuple[str, int, int | None]:
    """The kind of document as printed on a line of its own, that line's index (-1: none, an official letter), and where
    the title begins behind it ("CHƯƠNG TRÌNH CÔNG TÁC NĂM 2018"), or None where it stands below.
    """
    names = vocab.type_names
    for index, line in enumerate(lines):
        words = squeeze(line.text.replace("|", " "))
        if not words or not (words.isupper() or words[:1].isupper()) or len(words) > 45:
            continue
        if key(words) in vocab.type_by_name and (words.isupper() or not line.text.strip().endswith((":", ".", ";"))):
            return words, index, None
        if words.isupper() and (year := _OF_YEAR.search(line.text)):
            before = squeeze(line.text[: year.start()].replace("|", " "))
            if key(before) in vocab.type_by_name and index + 1 < len(lines):
                return before, index, line.start + year.start() + len(year[0]) - len(year[0].lstrip())
        if words.isupper():
            low = key(words)
            if low.rpartition(" ")[2] in _GOES_ON and index + 1 < len(lines):
                if any(low.startswith(name + " ") and len(words) < len(name) + 14 for name in names):
                    return words, index, None
    return "", -1, None


_GOES_ON = {"khung", "chung", "tổng", "hành", "động", "tác", "mật"}  # with which the name of a kind goes on
_OF_YEAR = re.compile(
    r"\s+(?:(?:QUÝ\s+[IV]+|THÁNG\s+\d{1,2})\s+)?NĂM\s+20\d\d(?=[\s|]*$)|\s+GIAI\s+ĐOẠN\s+20\d\d\s*[-–]\s*20\d\d(?=[\s|]*$)"
)


def _opening_title(text: str, lines: list[Line], vocab: Vocabulary) -> tuple[str, Span] | None:
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


_OPENING = re.compile(r"\s*(?:Thực hiện|Theo|Để |Nhằm)")


def _title(text: str, lines: list[Line], index: int, behind: int | None) -> tuple[str, Span | None, int]:
    """The title (trích yếu) below the kind, or `behind` it: the lines up to the first that belongs to the body."""
    taken = [Line(behind, text[behind : lines[index].end])] if behind is not None else []
    for line in lines[index + 1 : index + 16]:
        if not line.text.strip():
            if taken:
                break
            continue
        opening = _OPENING.match(line.text) and not taken and not re.search(r"[.:;]\s*$", line.text)
        if _STOP_TITLE.match(line.text) and not opening and (taken or not line.text.strip().isupper()):
            break
        lower = taken and taken[-1].start != behind and is_upper(taken[-1].text) and not is_upper(line.text)
        if lower or (taken and (_SENTENCE.search(line.text) or MARKER.match(line.text))):
            break  # what ends as a sentence or begins as an item is the body, though no blank line stands before it
        taken.append(line)
    if not taken:
        return "", None, lines[index].end
    return squeeze(" ".join(line.text for line in taken)), Span(taken[0].start, taken[-1].end), taken[-1].end


_SENTENCE = re.compile(r"[.:;]\W*$")


def read_layout(text: str, vocab: Vocabulary) -> Layout:
    """The parts of a document; every part may be missing, none is guessed from the file's name."""
    head = lines_of(text[:_HEAD_CHARS])
    number, number_raw, symbol, reason, number_end = _number(text, vocab)
    place, date_value, date_end = _place_date(text, vocab)
    if date_value is None and not number_raw:
        date_end = 0
    printed, index, behind = _kind(head, vocab)
    header_end = max(number_end, date_end)
    title, title_span = "", None
    opening = _opening_title(text, head, vocab) if index < 0 and not number_raw else None
    if opening:
        printed, title_span = opening
        title, header_end = squeeze(title_span.of(text)), title_span.end
    elif index >= 0 and (head[index].start >= header_end or header_end == 0 or not number_raw):
        title, title_span, header_end = _title(text, head, index, behind)
    else:
        printed, index = ("Công văn", -1) if number_raw or date_value else ("", -1)
        subject = _SUBJECT.search(text, 0, _HEAD_CHARS)
        if subject and subject.start() < max(number_end, date_end) + 600:
            title = squeeze(_PLACE_DATE.sub(" ", subject["subject"]).replace("|", " "))  # it may stand beside the place and the date
            title_span = Span(*subject.span("subject"))
    place_entry = letterhead.province_in(place, vocab) if place else None
    above = [line.text for line in head if line.start < (number_end or date_end or header_end)]
    agency = letterhead.from_letterhead(above, vocab) or letterhead.from_symbol(number, symbol, place_entry, vocab)
    if agency and agency.province is None and agency.id.startswith("so-"):  # it may be written in a town
        seat = place_entry or letterhead.province_told(text[:_HEAD_CHARS], vocab)
        agency = letterhead.Agency(f"{agency.name} {seat.kind} {seat.label}", agency.id, seat) if seat else agency
    if agency and agency.province is None and agency.id.startswith(("ubnd-", "hdnd-")):
        seat = letterhead.province_told(text[:_HEAD_CHARS], vocab)
        agency = replace(agency, name=f"{agency.name}, {seat.kind} {seat.label}", province=seat) if seat else agency
    province = agency.province if agency else place_entry
    lines = lines_of(text) if len(text) > _HEAD_CHARS else head
    left, right = side_by_side(text, lines, header_end)
    recipients, listed = find_recipients(text, left)
    signer, sign_start = find_signature(text, right, header_end)
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
