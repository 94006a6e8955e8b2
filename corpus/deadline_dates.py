"""Deadlines whose days, months, quarters or years are all printed: one reader for each family of forms."""

import re
from calendar import monthrange
from collections.abc import Iterator

from . import dates
from .model import Deadline, DeadlineKind, Span
from .sought import Sought
from .text import squeeze
from .word_places import FirstWords

DAY = dates.FULL
_SINCE_WHEN, _MONTH_WORD = FirstWords(("từ",)), FirstWords(("tháng",))
# the part of a day: "trước 17h00 ngày …", "trước 16 giờ 30 phút ngày …"
HOUR = r"(?:\d{1,2}\s?(?:giờ|h|g)(?:\s?\d{1,2}(?:\s?(?:phút|p))?)?,?\s+)?"
_LEAD = re.compile(
    r"thời\s+hạn\s+[^.;:\d\n]{3,40}:\s*|(?:hoàn\s+thành|thời\s+hạn|thời\s+gian)(?:\s+(?:thực\s+hiện|hoàn\s+thành))?\s*:?\s*", re.IGNORECASE
)
_RANGE = Sought(
    re.compile(r"từ\s+(?:ngày\s+)?" + DAY.format(n="a") + r"\s*(?:đến|-|–)\s*(?:hết\s+)?(?:ngày\s+)?" + DAY.format(n="b"), re.IGNORECASE),
    ("từ",),
)
# "từ ngày 15/11 đến ngày 15/12/2025", or without any year
BARE_RANGE = Sought(
    re.compile(
        r"từ\s+(?:ngày\s+)?(?P<d>\d{1,2})/(?P<m>\d{1,2})\s*(?:đến|-|–)\s*(?:hết\s+)?(?:ngày\s+)?(?P<d2>\d{1,2})/(?P<m2>\d{1,2})(?:/(?P<y>20\d{2}))?(?![/\d])",
        re.IGNORECASE,
    ),
    ("từ",),
)
_MONTHS = Sought(
    re.compile(
        r"(?:từ|thời\s+gian(?:\s+(?:thực\s+hiện|hoàn\s+thành))?\s*:?)\s+tháng\s+(\d{1,2})(?:/(\d{4}))?\s*(?:đến|-|–)\s*(?:hết\s+)?tháng\s+(\d{1,2})/?(?:\s*năm\s*)?(\d{4})",
        re.IGNORECASE,
    ),
    ("từ", "thời"),
)
# "từ 05 giờ 00 ngày 07/9/2024 cho đến khi có thông báo mới"
_FROM_DAY = Sought(
    re.compile(
        r"(?P<text>từ\s+"
        + HOUR
        + r"(?:(?:ngày\s+)?"
        + DAY.format(n="")
        + r"|tháng\s+(?P<fm>1[0-2]|0?[1-9])/(?P<fy>20\d{2})))\s+(?:cho\s+)?(?:đến|tới)\s+khi\s",
        re.IGNORECASE,
    ),
    ("từ",),
)
_QUARTERS = Sought(
    re.compile(
        r"từ\s+qu[ýí]\s+(?P<q>IV|I{1,3}|[1-4])(?:\s*(?:/|năm)\s*(?P<y>20\d{2}))?\s*(?:đến|-|–)\s*(?:hết\s+|cuối\s+)?qu[ýí]\s+(?P<q2>IV|I{1,3}|[1-4])\s*(?:[/-]|\s+năm\s+)\s*(?P<y2>20\d{2})",
        re.IGNORECASE,
    ),
    ("từ",),
)
_BEFORE = Sought(
    re.compile(
        r"(?:(?:hoàn\s+thành\s+)?(?:xong\s+)?trước|chậm\s+nhất(?:\s+(?:là|vào))?|muộn\s+nhất(?:\s+(?:là|vào))?|không\s+(?:(?:để\s+(?:kéo\s+dài\s+|chậm\s+)?)?quá|(?:chậm|muộn)\s+(?:quá|hơn))|hạn\s+(?:cuối(?:\s+cùng)?|chót)(?:\s+là)?\s*:?)\s+(?:hết\s+)?"
        + HOUR
        + r"(?:ngày\s+)?"
        + DAY.format(n=""),
        re.IGNORECASE,
    ),
    ("hoàn", "xong", "trước", "chậm", "muộn", "không", "hạn"),
)
_EXCLUDED = re.compile(r"trước", re.IGNORECASE)  # "trước ngày …" leaves the day out, "chậm nhất ngày …" does not
_BEFORE_MONTH = Sought(
    re.compile(
        r"(?P<latest>trước\s+cuối|chậm\s+nhất(?:\s+là)?(?:\s+trong)?(?:\s+cuối)?|trước)\s+tháng\s+(?P<m>\d{1,2})\s*(?:[/-]|\s+năm\s+)\s*(?P<y>\d{4})",
        re.IGNORECASE,
    ),
    ("trước", "chậm"),
)
# "quý I - quý III/2026"
QUARTER_SPAN = Sought(
    re.compile(
        r"qu[ýí]\s+(?P<q>IV|I{1,3}|[1-4])(?:\s*/\s*(?P<y>20\d{2}))?\s*[-–]\s*qu[ýí]\s+(?P<q2>IV|I{1,3}|[1-4])\s*(?:/|\s+năm\s+)\s*(?P<y2>20\d{2})",
        re.IGNORECASE,
    ),
    ("quý", "quí"),
)
_BEFORE_QUARTER = Sought(re.compile(r"trước\s+qu[ýí]\s+(I{1,3}|IV|[1-4])\s*(?:[/-]|\s+năm\s+|\s+)(\d{4})", re.IGNORECASE), ("trước",))
_BY = Sought(
    re.compile(
        r"(?:(?:đến|vào|trong|dự\s+kiến(?:\s+(?:tổ\s+chức|họp|khai\s+mạc|diễn\s+ra|vào|tổ\s+chức\s+vào))?)\s+(?:hết\s+)?(?:sáng\s+|chiều\s+|cuối\s+)?ngày|(?:thời\s+hạn|hoàn\s+thành|thời\s+gian(?:\s+hoàn\s+thành)?)\s*(?:đến\s+|là\s+|trong\s+|vào\s+)?:?\s*(?:hết\s+)?ngày"
        r"|(?<!\w)hạn\s+hoàn\s+thành\s*(?:là\s+)?:?\s*(?:ngày)?|thời\s+hạn\s+(?:trình|gửi|báo\s+cáo|nộp|ban\s+hành)[^.;:\d\n]{0,40}:\s*(?:ngày)?|(?:thời\s+hạn|hoàn\s+thành|thời\s+gian)(?:\s+(?:thực\s+hiện|hoàn\s+thành))?\s*:|(?:đến|vào)\s+"
        + HOUR
        + r"ngày|đến(?:\s+hết)?)\s+"
        + DAY.format(n=""),
        re.IGNORECASE,
    ),
    ("đến", "vào", "trong", "thời", "hoàn", "hạn", "dự"),
)
_BY_MONTH = Sought(
    re.compile(
        r"(?:đến\s+(?:cuối|hết)|trong|vào|hết|xong(?:\s+trong)?|hoàn\s+thành(?:\s+trong)?|dự\s+kiến(?:\s+(?:trong|vào))?|thời\s+gian(?:\s+(?:thực\s+hiện|hoàn\s+thành))?\s*:?)\s+tháng\s+(\d{1,2})\s*(?:[/-]|\s+năm\s+)\s*(\d{4})",
        re.IGNORECASE,
    ),
    ("đến", "trong", "vào", "hết", "xong", "hoàn", "dự", "thời"),
)
_BY_QUARTER = Sought(
    re.compile(
        r"(?:(?:đến\s+)?(?:hết|cuối)|trước\s+khi\s+kết\s+thúc|chậm\s+nhất(?:\s+là)?(?:\s+trong)?)\s+qu[ýí]\s+(?P<q>IV|I{1,3}|[1-4])\s*(?:[/-]|\s+năm\s+|,?\s+)(?P<y>\d{4})",
        re.IGNORECASE,
    ),
    ("đến", "hết", "cuối", "trước", "chậm"),
)
# "trong các ngày 11 và 12/10/2022"
_DAYS = Sought(
    re.compile(
        r"trong\s+(?:các|hai|ba)\s+ngày\s+(?P<d>\d{1,2})(?:\s*,\s*\d{1,2})*\s*(?:và|,)\s*(?P<d2>\d{1,2})\s*(?:/|\s+tháng\s+)\s*(?P<m>\d{1,2})\s*(?:[/-]|\s+năm\s+)\s*(?P<y>20\d{2})",
        re.IGNORECASE,
    ),
    ("trong",),
)
# "từ 18 đến 24/11/2025", "trong các ngày 25 - 26/10/2019"
_DAYS_OF_MONTH = Sought(
    re.compile(
        r"(?P<cue>từ|vào|trong|dự\s+kiến|thời\s+gian(?:\s+(?:thực\s+hiện|tổ\s+chức|hoàn\s+thành))?)\s*:?\s+(?P<text>(?:từ\s+)?(?:các\s+|hai\s+|ba\s+)?(?:ngày\s+)?(?P<d>\d{1,2})\s*(?:-|–|đến)\s*(?:hết\s+)?(?:ngày\s+)?(?P<d2>\d{1,2})\s*(?:[/.]|\s+tháng\s+)\s*(?P<m>\d{1,2})\s*(?:[/.]|\s+năm\s+)\s*(?P<y>20\d{2}))(?!\d)",
        re.IGNORECASE,
    ),
    ("từ", "vào", "trong", "dự", "thời"),
)
_HALF_YEAR = Sought(
    re.compile(
        r"(?:trong|thực\s+hiện|hoàn\s+thành)\s+(?P<text>(?:6|06|sáu)\s+tháng\s+(?P<half>đầu|cuối)\s+năm\s+(?P<y>20\d{2}))", re.IGNORECASE
    ),
    ("trong", "thực", "hoàn"),
)
_YEARS = Sought(
    re.compile(
        r"(?:(?:thực\s+hiện|triển\s+khai|hoàn\s+thành)(?:\s+trong)?|(?P<in>trong))\s+(?P<text>giai\s+đoạn\s+(?P<y>20\d{2})\s*[-–]\s*(?P<y2>20\d{2}))(?=\s*[.;)]|\s*$)",
        re.IGNORECASE,
    ),
    ("thực", "triển", "hoàn", "trong"),
)
_FROM_TO_YEAR = Sought(re.compile(r"từ\s+năm\s+(?P<y>20\d{2})\s*(?:đến|-|–)\s*(?:hết\s+)?năm\s+(?P<y2>20\d{2})", re.IGNORECASE), ("từ",))
_TWO_MONTHS = Sought(
    re.compile(
        r"(?:(?P<in>trong)\s+(?:các\s+)?|thời\s+gian(?:\s+(?:thực\s+hiện|hoàn\s+thành))?\s*:?\s*)(?P<text>tháng\s+(?P<m>1[0-2]|0?[1-9])(?:\s*,|\s+và)\s+(?:tháng\s+)?(?P<m2>1[0-2]|0?[1-9])\s*(?:[/-]|\s+năm\s+)\s*(?P<y>20\d{2}))",
        re.IGNORECASE,
    ),
    ("trong", "thời"),
)
_HALF_MONTH = Sought(
    re.compile(
        r"(?:trong\s+)?nửa\s+(?P<half>đầu|cuối)\s+tháng\s+(?P<m>1[0-2]|0?[1-9])\s*(?:[/-]|\s+năm\s+)\s*(?P<y>20\d{2})", re.IGNORECASE
    ),
    ("trong", "nửa"),
)
# "trong tuần đầu tháng 4/2026", "trong 10 ngày đầu tháng 7/2026"
PART_OF_MONTH = Sought(
    re.compile(
        r"(?:(?:trong|vào|xong|dự\s+kiến)\s+)?(?:(?P<ten>thượng|trung|hạ)\s+tuần)(?:\s+của)?\s+tháng\s+(?P<tm>1[0-2]|0?[1-9])(?!\d)(?:\s*(?:[/-]|\s+năm\s+)\s*(?P<ty>20\d{2}))?"
        r"|(?:trong|vào|xong|dự\s+kiến)\s+(?:tuần(?:\s+lễ)?\s+(?P<week>đầu|cuối|thứ\s+(?:nhất|hai|ba|tư))|(?P<n>\d{1,2})\s+ngày\s+(?P<side>đầu|cuối))(?:\s+tiên)?(?:\s+của)?"
        r"\s+tháng\s+(?P<m>1[0-2]|0?[1-9])(?!\d)(?:\s*(?:[/-]|\s+năm\s+)\s*(?P<y>20\d{2}))?",
        re.IGNORECASE,
    ),
    ("trong", "vào", "xong", "dự", "thượng", "trung", "hạ"),
)
_TENS = {"thượng": (1, 10), "trung": (11, 20), "hạ": (21, 31)}  # the ten days of a month
_WEEKS = {"đầu": 0, "nhất": 0, "hai": 1, "ba": 2, "tư": 3}
# "… trên địa bàn tỉnh (Quý I/2022).": in brackets at the end
_IN_BRACKETS = re.compile(
    r"\(\s*(?P<text>(?:qu[ýí]\s+(?P<q>IV|I{1,3}|[1-4])|tháng\s+(?P<m>1[0-2]|0?[1-9]))\s*(?:[/-]|\s+năm\s+)\s*(?P<y>20\d{2}))\s*\)\s*[.;]?\s*$",
    re.IGNORECASE,
)
_WITHIN_DAY = re.compile(r"(?:trong|sáng|chiều|dự\s+kiến(?:\s+\w+){0,3})\s+ngày", re.IGNORECASE)
_WITHIN_MONTH = re.compile(r"trong|vào|xong|hoàn\s+thành\s+trong|dự\s+kiến|thời\s+gian", re.IGNORECASE)
WHEN_TO_ACT = re.compile(r"(?:thời gian|thời hạn|hoàn thành|thực hiện|trình|báo cáo|gửi|xong|ban hành)[^.;]{0,60}$", re.IGNORECASE)
TOLD_WITHIN = 60  # characters before a year within which it is told of what it is the year
_LONGEST_NOTE = 40
QUARTER_WORDS = ("uý", "uí", "UÝ", "UÍ")


NONE = Deadline(None, "none", None, None)


def told(match: re.Match[str], kind: DeadlineKind, start: str | None, end: str | None, rule: str, group: int | str = 0) -> Deadline:
    """A deadline with the words that a pattern, or a group of it, found."""
    return Deadline(squeeze(match[group]), kind, start, end, Span(*match.span(group)), f"deadline:{rule}")


def told_after(match: re.Match[str], kind: DeadlineKind, start: str | None, end: str | None, rule: str) -> Deadline:
    """A deadline whose printed words leave the introducing verb out."""
    extra = _LEAD.match(match[0])
    begin = match.start() + (extra.end() if extra else 0)
    return Deadline(squeeze(match.string[begin : match.end()]), kind, start, end, Span(begin, match.end()), f"deadline:{rule}")


def _ranges(text: str, start: int, end: int) -> Iterator[Deadline]:
    for m in _MONTHS.finditer(text, start, end):
        last = int(m[4])
        low, high = dates.month_start(int(m[2] or last), int(m[1])), dates.month_end(last, int(m[3]))
        yield told_after(m, "period", low, high, "months")
    if not _SINCE_WHEN.stand_in(text, start, end):
        return
    for m in _RANGE.finditer(text, start, end):
        yield told(m, "period", dates.of_match(m, "a"), dates.of_match(m, "b"), "range")
    for m in BARE_RANGE.finditer(text, start, end):
        if m["y"]:
            low, high = bounds(m, int(m["y"]))
            yield told(m, "period", low, high, "range-of-a-year")
    for m in _FROM_DAY.finditer(text, start, end):
        since_when = dates.month_start(int(m["fy"]), int(m["fm"])) if m["fm"] else dates.of_match(m)
        yield told(m, "period", since_when, None, "from-day", "text")
    for m in _QUARTERS.finditer(text, start, end):
        first, last_days = (dates.quarter_bounds(int(m[y] or m["y2"]), dates.quarter(m[q]) or 1) for q, y in (("q", "y"), ("q2", "y2")))
        yield told(m, "period", first[0], last_days[1], "quarters")


def _days(text: str, start: int, end: int) -> Iterator[Deadline]:
    for m in _DAYS.finditer(text, start, end):
        year, month = int(m["y"]), int(m["m"])
        yield told(m, "within", dates.iso(year, month, int(m["d"])), dates.iso(year, month, int(m["d2"])), "days")
    for m in _DAYS_OF_MONTH.finditer(text, start, end):
        year, month = int(m["y"]), int(m["m"])
        words = 0 if m["cue"].lower() == "từ" else "text"
        yield told(m, "period", dates.iso(year, month, int(m["d"])), dates.iso(year, month, int(m["d2"])), "days-of-month", words)
    for m in _BEFORE.finditer(text, start, end):
        yield told_after(m, "before" if _EXCLUDED.search(m[0]) else "by", None, dates.of_match(m), "before")
    for m in _BY.finditer(text, start, end):
        value = dates.of_match(m)
        if _WITHIN_DAY.search(m[0]):
            yield told_after(m, "within", value, value, "within-day")
        else:
            yield told_after(m, "by", None, value, "by")


def _quarters(text: str, start: int, end: int) -> Iterator[Deadline]:
    if not any(text.find(word, start, end) >= 0 for word in QUARTER_WORDS):
        return
    for m in QUARTER_SPAN.finditer(text, start, end):
        low, high = (dates.quarter_bounds(int(m[y] or m["y2"]), dates.quarter(m[q]) or 1) for q, y in (("q", "y"), ("q2", "y2")))
        yield told(m, "period", low[0], high[1], "quarters")
    for m in _BEFORE_QUARTER.finditer(text, start, end):
        yield told(m, "before", None, dates.quarter_bounds(int(m[2]), dates.quarter(m[1]) or 1)[0], "before-quarter")
    for m in _BY_QUARTER.finditer(text, start, end):
        yield told(m, "by", None, dates.quarter_bounds(int(m["y"]), dates.quarter(m["q"]) or 1)[1], "by-quarter")


def _months(text: str, start: int, end: int) -> Iterator[Deadline]:
    if not _MONTH_WORD.stand_in(text, start, end):
        return
    for m in _HALF_YEAR.finditer(text, start, end):
        months = ("01-01", "06-30") if m["half"].lower() == "đầu" else ("07-01", "12-31")
        yield told(m, "within", f"{m['y']}-{months[0]}", f"{m['y']}-{months[1]}", "half-year", "text")
    for m in _BEFORE_MONTH.finditer(text, start, end):
        year, month = int(m["y"]), int(m["m"])
        if m["latest"].lower() == "trước":
            yield told(m, "before", None, dates.month_start(year, month), "before-month")
        else:
            yield told(m, "by", None, dates.month_end(year, month), "by-month")
    for m in _HALF_MONTH.finditer(text, start, end):
        year, month = int(m["y"]), int(m["m"])
        half = (
            (f"{year}-{month:02}-01", f"{year}-{month:02}-15")
            if m["half"].lower() == "đầu"
            else (f"{year}-{month:02}-16", dates.month_end(year, month))
        )
        yield told(m, "within", half[0], half[1], "half-month")
    for m in PART_OF_MONTH.finditer(text, start, end):
        if year_printed := m["y"] or m["ty"]:
            yield told(m, "within", *part_of_month(m, int(year_printed)), "part-of-month")
    for m in _TWO_MONTHS.finditer(text, start, end):
        low, high = dates.month_start(int(m["y"]), int(m["m"])), dates.month_end(int(m["y"]), int(m["m2"]))
        if not m["in"] and int(m["m2"]) != int(m["m"]) + 1:
            continue  # months apart are no period
        yield told(m, "within" if m["in"] else "period", low, high, "two-months", 0 if m["in"] else "text")
    for m in _BY_MONTH.finditer(text, start, end):
        year, month = int(m[2]), int(m[1])
        if _WITHIN_MONTH.match(m[0]):
            yield told_after(m, "within", dates.month_start(year, month), dates.month_end(year, month), "within-month")
        else:
            yield told_after(m, "by", None, dates.month_end(year, month), "by-month")


def part_of_month(match: re.Match[str], year: int) -> tuple[str | None, str | None]:
    """First and last day of a week, of ten days, or of so many, of a month; weeks are counted from its first day."""
    month = int(match["m"] or match["tm"])
    last = monthrange(year, month)[1]
    if match["ten"]:
        first, end = _TENS[match["ten"].lower()]
        end = min(end, last)
    elif match["n"]:
        days = min(int(match["n"]), last) or 1
        first, end = (1, days) if match["side"].lower() == "đầu" else (last - days + 1, last)
    else:
        week = match["week"].lower().split()[-1]
        first, end = (last - 6, last) if week == "cuối" else (7 * _WEEKS[week] + 1, 7 * _WEEKS[week] + 7)
    return dates.iso(year, month, first), dates.iso(year, month, end)


def _years(text: str, start: int, end: int) -> Iterator[Deadline]:
    for m in _YEARS.finditer(text, start, end):
        yield told(m, "period", f"{m['y']}-01-01", f"{m['y2']}-12-31", "years", "text")
    for m in _FROM_TO_YEAR.finditer(text, start, end):
        if WHEN_TO_ACT.search(text, max(start, m.start() - TOLD_WITHIN), m.start()):
            yield told(m, "period", f"{m['y']}-01-01", f"{m['y2']}-12-31", "from-to-year")


def bracketed(text: str, start: int, end: int) -> Deadline | None:
    """A month or a quarter in brackets at the end of a directive."""
    opened = text.rfind("(", max(start, end - _LONGEST_NOTE), end)
    m = _IN_BRACKETS.match(text, opened, end) if opened >= 0 else None
    if m is None:
        return None
    year = int(m["y"])
    low, high = (
        dates.quarter_bounds(year, dates.quarter(m["q"]) or 1)
        if m["q"]
        else (dates.month_start(year, int(m["m"])), dates.month_end(year, int(m["m"])))
    )
    return told(m, "within", low, high, "in-brackets", "text")


READERS = (_ranges, _days, _months, _quarters, _years)


def bounds(match: re.Match[str], year: int) -> tuple[str | None, str | None]:
    """The days of a range whose last day is in a year; the first may lie in the year before."""
    day, month, last_day, last_month = (int(match[name]) for name in ("d", "m", "d2", "m2"))
    return dates.iso(year if (month, day) <= (last_month, last_day) else year - 1, month, day), dates.iso(year, last_month, last_day)
