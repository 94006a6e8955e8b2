"""Deadlines as an interval, a kind and the printed words."""

import re

from . import dates
from .deadline_dates import (
    NONE,
    QUARTER_SPAN,
    QUARTER_WORDS,
    READERS,
    TOLD_WITHIN,
    WHEN_TO_ACT,
    bracketed,
    told,
    told_after,
)
from .deadline_words import on_event, recurring
from .deadline_yearless import LUNAR_AFTER, earlier, without_year
from .model import Deadline, Span
from .phrases import words
from .sought import Sought

# every dated form begins with one of these words, and a number or a quarter follows soon; most directives have none
_STARTS = ("từ", "trước", "hoàn thành", "xong", "chậm nhất", "muộn nhất", "không quá", "không chậm", "không muộn", "không để", "hạn cuối", "hạn chót", "hạn hoàn thành", "hạn trình", "hạn nộp", "hạn gửi", "dự kiến", "thượng tuần", "trung tuần", "hạ tuần", "nửa", "cuối", "đầu", "đến", "vào", "trong", "thực hiện", "triển khai", "hết", "thời hạn", "thời gian")  # fmt: skip
_BEFORE_FIGURE = 80  # characters before the first figure within which the first of the words stands
_FIGURE = re.compile(r"[0-9Qq](?:(?<=[0-9])|u[ýí]\s)")
_HINT = Sought(
    re.compile(words(_STARTS, any_case=True) + r"(?=[\s:][^.;\n]{0,60}(?:\d|[Qq]u[ýí]\s))"), {word.split()[0] for word in _STARTS}
)

_QUARTER = Sought(
    re.compile(
        r"(?P<cue>trong\s+|vào\s+|(?<!đến\s)(?<!tháng\s)cuối\s+|hết\s+|xong\s+|đến\s+(?:hết|cuối)\s+|hoàn\s+thành\s+(?:trong\s+)?|thời\s+gian[^.;]{0,30}?)(?P<text>qu[ýí]\s+(?P<q>IV|I{1,3}|[1-4])\s*(?:[/-]|\s+năm\s+|,?\s+)(?P<y>\d{4}))",
        re.IGNORECASE,
    ),
    ("trong", "vào", "cuối", "hết", "xong", "đến", "hoàn", "thời"),
)
# what a day tells that lies behind: "giấy phép đã cấp trước ngày …"
_TOLD_BEFORE = re.compile(
    r"(?:đã|từ|cấp|ban\s+hành|tiếp\s+nhận|phát\s+sinh|tồn|tồn\s+đọng|có\s+hiệu\s+lực|nộp|ký|phê\s+duyệt|thành\s+lập|sử\s+dụng)\s+$",
    re.IGNORECASE,
)
_YEAR = Sought(
    re.compile(
        r"(?:(?P<cue>trong|hết|đến\s+hết|đến\s+cuối)|(?P<done>(?:thời\s+gian\s+)?(?:thực\s+hiện|hoàn\s+thành)\s*:?))\s+(?:tháng\s+12\s+)?năm\s+(?P<y>20\d{2})(?!\s*[-–]\s*\d)",
        re.IGNORECASE,
    ),
    ("trong", "hết", "đến", "thời", "thực", "hoàn"),
)
_BEGINS_CLAUSE = (".", ";", ":", ",", "(", "*", "-")
_SINCE = Sought(
    re.compile(
        r"từ\s+(?:đầu\s+)?(?:qu[ýí]\s+(IV|I{1,3}|[1-4])(?:/|\s+năm\s+)(\d{4})|tháng\s+(\d{1,2})(?:/|\s+năm\s+)(\d{4})|năm\s+(20\d{2}))(?!\s*(?:đến|-|–)\s*\d)",
        re.IGNORECASE,
    ),
    ("từ",),
)
_LONGEST_SINCE = 60  # characters before such a day that belong to what is said of it
_BEGUN = re.compile(r"bắt\s+đầu\s+thực\s+hiện\s+$", re.IGNORECASE)  # of tasks that are spoken of
# "Từ ngày 11/8/2025, …", "… áp dụng từ ngày 01/3/2026"
_FROM_ON = Sought(
    re.compile(
        r"(?:kể\s+)?từ\s+(?:ngày\s+)?"
        + dates.FULL.format(n="")
        + r"(?=\s*[,.;)]|\s*$|\s+(?:thực\s+hiện|áp\s+dụng|triển\s+khai|vận\s+hành)\s)",
        re.IGNORECASE,
    ),
    ("kể", "từ"),
)
_STARTING = ("; ", ". ", "thực hiện ", "áp dụng ", "vận hành ", "triển khai ", "hoạt động ")
_STARTING_BEFORE = re.compile(r"(?:thực\s+hiện|áp\s+dụng|thí\s+điểm|vận\s+hành|bố\s+trí|đạt)\s[^.;]{2,80}$", re.IGNORECASE)
_FARTHEST = 95  # characters before a day within which it is told what holds from then on
# "…, báo cáo Giám đốc Sở ngày 20/10/2022."
_ON_A_DAY = re.compile(r"(?P<text>ngày\s+" + dates.FULL.format(n="") + r")\W*$")
_REPORT = re.compile(r"(?:[Bb]áo\s+cáo|[Tt]rình|[Gg]ửi)\s[^.;:\d]{0,70}\s$")
_LONGEST_REPORT = 90
_LONGEST_DAY = 40
# "đến hết năm 2022 đạt mức 3"
_REACHES = re.compile(r"\s*,?\s+(?:đạt|có|mỗi|phủ|xóa|số\s+hóa|hoàn\s+thành|giải\s+ngân|không\s+còn|phải|cơ\s+bản)\s")
_STRIVES = re.compile(r"(?:phấn\s+đấu|xong|hoàn\s+thành)\s+$", re.IGNORECASE)
_REPORTED = re.compile(
    r"(?:theo|tại|của|kết quả|chuyển tiếp|số liệu|bắt đầu thực hiện|mở mới|dự toán|kế hoạch hoạt động)[^.;,]{0,30}$", re.IGNORECASE
)


def _dated(text: str, start: int, end: int, issued: str | None) -> Deadline | None:
    """The first deadline that names days, months or quarters beyond doubt; one before the day of issue only where none is after it."""
    found = [deadline for read in READERS for deadline in read(text, start, end)]
    if issued:
        found = [d for d in found if not (d.date_to and d.date_to < issued)] or [
            d for d in found if d.kind == "before" and not (d.span and _TOLD_BEFORE.search(text, max(0, d.span.start - 40), d.span.start))
        ]
    return min(found, key=lambda deadline: deadline.span.start if deadline.span else end, default=None)


def find_deadline(text: str, start: int, end: int, issued: str | None = None) -> Deadline:
    """The deadline of a directive in text[start:end]; NONE where it has none.

    Where no year is printed ("trước ngày 30/6") it is that of the first such day not before the document was issued
    (ISO date); the rule then ends in "year-inferred". Days of the lunar calendar and events keep their words, without a date.

    A year alone counts only where the sentence speaks of when to act ("Thực hiện trong năm 2020"), not where it
    names what the work is about ("dự toán năm 2020").
    """
    hint = _hint(text, start, end)
    if issued is not None:
        issued = _first_day(issued)
    found = _printed(text, start, end, hint, issued)
    if found.span and found.date_to and LUNAR_AFTER.match(text, found.span.end, end):
        found = NONE
    if found.date_to and found.span and hint is not None and (first := earlier(text, hint, found)):
        return first
    if found is NONE and hint is not None and issued is not None:
        found = without_year(text, hint, end, issued)
    return (on_event(text, start, end) or NONE) if found is NONE else found


def _first_day(issued: str) -> str | None:
    """The first day on which a document may have been issued, where its month at least is printed."""
    return {7: f"{issued}-01", 10: issued}.get(len(issued))


def _hint(text: str, start: int, end: int) -> int | None:
    """From where on a dated deadline may stand, or None: a word that begins one needs a figure or a quarter after it."""
    figure = _FIGURE.search(text, start, end)
    if figure is None:
        return None
    found = _HINT.search(text, max(start, figure.start() - _BEFORE_FIGURE), end)
    if found is None and text[figure.start()] in "Qq":
        found = QUARTER_SPAN.search(text, figure.start(), end)
    return found.start() if found else None


def _printed(text: str, start: int, end: int, hint: int | None, issued: str | None) -> Deadline:
    """A deadline whose days are all printed, from `hint` on, or one that recurs."""
    often = recurring(text, start, end)
    if hint is None:
        return often or _on_a_day(text, start, end, issued) or _ahead(bracketed(text, start, end), issued)
    dated = _dated(text, hint, end, issued) or _of_quarter(text, hint, end)
    if often and (dated is None or (often.span and dated.span and often.span.start <= dated.span.start)):
        return often
    if dated:
        return dated
    if m := _SINCE.search(text, start, end):
        lead = max(start, m.start() - _LONGEST_SINCE - TOLD_WITHIN)
        if (m[5] and not WHEN_TO_ACT.search(text, lead, m.start())) or _BEGUN.search(text, lead, m.start()):
            return NONE
        first = (
            f"{m[5]}-01-01"
            if m[5]
            else (dates.month_start(int(m[4]), int(m[3])) if m[3] else dates.quarter_bounds(int(m[2]), dates.quarter(m[1]) or 1)[0])
        )
        return told(m, "period", first, None, "since")
    if on := _on_a_day(text, start, end, issued):
        return on
    for m in _YEAR.finditer(text, start, end) if text.find("năm 20", start, end) >= 0 else ():
        before, after = text[max(start, m.start() - TOLD_WITHIN) : m.start()], text[m.end() : min(end, m.end() + 3)]
        if m["done"] and before.strip() and not before.rstrip().endswith(_BEGINS_CLAUSE):
            continue  # "nhiệm vụ thực hiện năm 2020": of which year it is, not when to act
        cue = (m["cue"] or "trong").lower()
        ahead = not issued or f"{m['y']}-12-31" >= issued
        told_of = before.rstrip().endswith("tính")
        reaches = ahead and not told_of and cue.startswith("đến") and _REACHES.match(text, m.end(), end)
        closes = reaches or m.end() >= end - 3 or after[:1] in ".;)*" or _STRIVES.search(before)
        if closes and not _REPORTED.search(before):
            year = m["y"]
            if cue == "trong":
                return told_after(m, "within", f"{year}-01-01", f"{year}-12-31", "year")
            return told(m, "by", None, f"{year}-12-31", "by-year")
    return _ahead(bracketed(text, start, end), issued)


def _of_quarter(text: str, start: int, end: int) -> Deadline | None:
    """A quarter with its year after a word that says when to act."""
    if not any(text.find(word, start, end) >= 0 for word in QUARTER_WORDS) or not (m := _QUARTER.search(text, start, end)):
        return None
    low, high = dates.quarter_bounds(int(m["y"]), dates.quarter(m["q"]) or 1)
    by = re.match(r"(?i)đến|hết|cuối", m["cue"])
    return told(m, "by", None, high, "by-quarter") if by else told(m, "within", low, high, "quarter", "text")


def _on_a_day(text: str, start: int, end: int, issued: str | None) -> Deadline | None:
    """A day from which on something holds, or on which it is reported; None where there is none, or it is over."""
    on = next((m for m in _FROM_ON.finditer(text, start, end) if _holds_from(text, start, m.start())), None)
    first = dates.of_match(on) if on else None
    if on and first and issued and first >= issued:
        return Deadline(on[0], "period", first, None, Span(*on.span()), "deadline:from-on")
    at = text.rfind("ngày ", max(start, end - _LONGEST_DAY), end)
    m = _ON_A_DAY.match(text, at, end) if at >= 0 else None
    if m and _REPORT.search(text, max(start, at - _LONGEST_REPORT), at):
        last = dates.of_match(m)
        if last and issued and last >= issued:
            return told(m, "by", None, last, "report-on", "text")
    return None


def _holds_from(text: str, start: int, at: int) -> bool:
    """Whether a day stands at the beginning of a clause, or behind the words for what holds from then on."""
    close = text[max(start, at - 12) : at].lower().endswith(_STARTING)
    return at == start or close or _STARTING_BEFORE.search(text, max(start, at - _FARTHEST), at) is not None


def _ahead(found: Deadline | None, issued: str | None) -> Deadline:
    """A deadline that is not over on the day of issue; NONE for any other."""
    return found if found and not (issued and found.date_to and found.date_to < issued) else NONE
