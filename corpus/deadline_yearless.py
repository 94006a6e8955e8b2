"""Deadlines without a year: days, months and quarters that take it from the day of issue, or from a day printed behind them."""

import re

from . import dates
from .deadline_dates import BARE_RANGE, HOUR, NONE, PART_OF_MONTH, bounds, part_of_month, told, told_after
from .model import Deadline, DeadlineKind
from .sought import Sought

# the lunar calendar and events: days that the text alone does not give
LUNAR_AFTER = re.compile(r"\s*\(?\s*(?:âm\s+lịch|ÂL(?!\w))", re.IGNORECASE)
# days, months and quarters without a year, at the end of a clause
_CLOSES = r"(?=\s*(?:này\s*)?(?:[.;,)*(]|$|(?:để|và|gửi)\s))"
_BARE_DAY = Sought(
    re.compile(
        r"(?:(?:hoàn\s+thành\s+)?(?:xong\s+)?trước|chậm\s+nhất(?:\s+(?:là|vào))?|muộn\s+nhất(?:\s+(?:là|vào))?|không\s+(?:để\s+(?:kéo\s+dài\s+)?)?quá|đến\s+hết|hạn\s+(?:cuối|chót|trình|nộp|gửi)(?:\s+là)?)\s+(?:hết\s+)?"
        + HOUR
        + r"(?:ngày\s+)?(?P<d>\d{1,2})\s*(?:[/.-]|\s+tháng\s+)\s*(?P<m>\d{1,2})(?![/.-]?\d)"
        + _CLOSES,
        re.IGNORECASE,
    ),
    ("hoàn", "xong", "trước", "chậm", "muộn", "không", "hạn", "đến"),
)
_IN_A_DAY = Sought(
    re.compile(r"(?:ngay\s+)?trong\s+ngày\s+(?P<d>\d{1,2})/(?P<m>\d{1,2})(?![/\d])" + _CLOSES, re.IGNORECASE), ("ngay", "trong")
)
# "trong tuần từ 14 - 18/11", "từ ngày 14 đến 18/11"
_BARE_DAYS = Sought(
    re.compile(
        r"(?:(?P<week>trong\s+tuần)\s+)?từ\s+(?:ngày\s+)?(?P<d>\d{1,2})\s*(?:[-–]|đến(?:\s+(?:hết\s+)?ngày)?)\s*(?P<d2>\d{1,2})/(?P<m>1[0-2]|0?[1-9])(?![/\d])",
        re.IGNORECASE,
    ),
    ("trong", "từ"),
)
_BARE_MONTH = Sought(
    re.compile(r"(?P<cue>trong|xong\s+trong|hết|đến\s+hết)\s+tháng\s+(?P<m>\d{1,2})(?![/\d])" + _CLOSES, re.IGNORECASE),
    ("trong", "xong", "hết", "đến"),
)
_BARE_QUARTER = Sought(
    re.compile(r"(?P<cue>trong|xong\s+trong|hết|đến\s+hết)\s+qu[ýí]\s+(?P<q>IV|I{1,3})(?![/\w])" + _CLOSES, re.IGNORECASE),
    ("trong", "xong", "hết", "đến"),
)


def earlier(text: str, start: int, found: Deadline) -> Deadline | None:
    """A day before another one, whose year it shares ("trước ngày 15/11 (đợt 1) và trước ngày 30/11/2022")."""
    if found.span is None or found.date_to is None or found.kind not in {"before", "by"}:
        return None
    day = _BARE_DAY.search(text, start, found.span.start)
    on = dates.iso(int(found.date_to[:4]), int(day["m"]), int(day["d"])) if day else None
    if day is None or on is None or on > found.date_to or text.find(". ", day.end(), found.span.start) >= 0:
        return None
    return told_after(day, "before" if "trước" in day[0].lower() else "by", None, on, "before-day year-shared")


def without_year(text: str, start: int, end: int, issued: str) -> Deadline:
    """A day, month or quarter without a year: the first one not before the day of issue; NONE where there is none."""
    kind: DeadlineKind = "within"
    low: str | None
    years = (int(issued[:4]), int(issued[:4]) + 1)
    if part := PART_OF_MONTH.search(text, start, end):
        for year in years:
            low, high = part_of_month(part, year)
            if high and high >= issued:
                return told(part, "within", low, high, "part-of-month year-inferred")
        return NONE
    if days := BARE_RANGE.search(text, start, end):
        for year in years:
            low, high = bounds(days, year)
            if LUNAR_AFTER.match(text, days.end(), end) or not (low and high):
                return NONE
            if high >= issued:
                return told(days, "period", low, high, "range year-inferred")
        return NONE
    if week := _BARE_DAYS.search(text, start, end):
        for year in years:
            low, high = (dates.iso(year, int(week["m"]), int(week[day])) for day in ("d", "d2"))
            if low and high and high >= issued:
                return told(week, "within" if week["week"] else "period", low, high, "days year-inferred")
        return NONE
    if on := _IN_A_DAY.search(text, start, end):
        for year in years:
            low = dates.iso(year, int(on["m"]), int(on["d"]))
            if low and low >= issued:
                return told(on, "within", low, low, "day year-inferred")
    day = _BARE_DAY.search(text, start, end)
    if day and LUNAR_AFTER.match(text, day.end(), end):
        return NONE
    month = None if day else _BARE_MONTH.search(text, start, end)
    quarter = None if day or month else _BARE_QUARTER.search(text, start, end)
    for year in years:
        if day:
            low, high, rule = None, dates.iso(year, int(day["m"]), int(day["d"])), "before-day"
            kind = "before" if "trước" in day[0].lower() else "by"
        elif month:
            low, high, rule = dates.month_start(year, int(month["m"])), dates.month_end(year, int(month["m"])), "month"
        elif quarter:
            low, high = dates.quarter_bounds(year, dates.quarter(quarter["q"]) or 1)
            rule = "quarter"
        else:
            return NONE
        found = day or month or quarter
        if found and high and high >= issued:
            if kind == "within" and found["cue"].lower().endswith("hết"):
                low, kind = None, "by"
            return told_after(found, kind, low, high, f"{rule} year-inferred")
    return NONE
