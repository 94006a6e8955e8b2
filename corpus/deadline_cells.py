"""Deadlines in the cells of tables and behind labels: months, quarters, days and words."""

import re
from dataclasses import replace

from . import dates
from .deadline_dates import DAY, NONE
from .deadlines import find_deadline
from .model import Deadline, Span
from .text import squeeze
from .word_places import FirstWords

_QUARTERS = re.compile(
    r"(?i)(?:từ\s+)?qu[ýí]\s+(?P<q1>IV|I{1,3}|[1-4])(?:\s*(?:/|năm)\s*(?P<y1>20\d{2}))?\s*(?:[-–]|đến(?:\s+hết)?)\s*qu[ýí]\s+(?P<q2>IV|I{1,3}|[1-4])\s*(?:/|năm)\s*(?P<y2>20\d{2})"
)
_MONTHS = re.compile(
    r"(?i)(?:(?:từ\s+)?tháng\s+)?(?P<m1>1[0-2]|0?[1-9])(?:\s*(?:/|năm)\s*(?P<y1>20\d{2}))?\s*(?:[-–]|đến(?:\s+hết)?|và)\s*(?:tháng\s+)?(?P<m2>1[0-2]|0?[1-9])(?:\s*(?:/|năm)\s*(?P<y2>20\d{2}))?"
)


_ALL_YEAR = re.compile(r"(?i)(?:trong\s+)?cả\s+năm(?:\s+(20\d{2}))?")
# "10/7 - 30/7", "20-22/8/2022"
_DAYS = re.compile(
    r"(?i)(?:từ\s+)?(?:ngày\s+)?(?P<d>\d{1,2})(?:/(?P<m>1[0-2]|0?[1-9]))?\s*(?:[-–]|đến)\s*(?:ngày\s+)?(?P<d2>\d{1,2})/(?P<m2>1[0-2]|0?[1-9])(?:/(?P<y>20\d{2}))?"
)
_OFTEN = re.compile(r"(?i)thường xuyên|(?:hàng|hằng|mỗi) (?:năm|tháng|quý|tuần|ngày)|\d\s+lần\s*/|\d\s*(?:ngày|tuần|tháng)\s*/\s*lần")
# what closes a directive and says no more than when: "; tháng 11/2018.", "*Quý II/2018.*", "Thực hiện: thường xuyên."
_CLOSING = re.compile(
    r"(?<=[.;:,)*])\s+[*_]{0,3}(?:(?:thời\s+gian|thời\s+hạn|tiến\s+độ|hạn|hoàn\s+thành|thực\s+hiện|xong)(?:\s+(?:thực\s+hiện|hoàn\s+thành|tổ\s+chức))?\s*:?\s+)?(?:trong\s+|vào\s+)?"
    r"(?P<when>(?:qu[ýí]\s+(?:IV|I{1,3}|[1-4])|tháng\s+(?:1[0-2]|0?[1-9]))(?:\s*(?:[/-]|năm)\s*20\d{2})?|cả\s+năm(?:\s+20\d{2})?|thường\s+xuyên|\d{1,2}/\d{1,2}(?:/20\d{2})?)(?:\s+(?:hoàn\s+thành|xong|nộp|trình|báo\s+cáo|nghiệm\s+thu|công\s+bố)(?:\s+[^\W\d]+)?)?\W*$",
    re.IGNORECASE,
)
_CLOSING_WORDS = FirstWords(("quý", "quí", "tháng", "cả", "thường"))
_LONGEST_CLOSING = 60
_LONGEST_CELL = 1_000  # characters of a cell at whose head its deadline stands


def deadline_of(text: str, start: int, end: int, issued: str | None) -> Deadline:
    """The deadline of a directive in text[start:end]: told in its words, else by what closes it ("…; tháng 11/2018."); NONE where it has none.

    A month or a quarter that closes it without a year is the first that is not over on the day of issue (ISO date).
    """
    found = find_deadline(text, start, end, issued)
    if found.date_from or found.date_to or found.kind == "recurring":
        return found
    low = max(start, end - _LONGEST_CLOSING)
    may_close = text.find("/", low, end) >= 0 or _CLOSING_WORDS.stand_in(text, low, end)
    closing = _CLOSING.search(text, low, end) if may_close else None
    if closing is None:
        return found
    told = of_label(closing["when"], Span(*closing.span("when")), int(issued[:4]) if issued else None, issued)
    over = told.date_to and issued and told.date_to < issued  # it tells of what was
    return told if told.kind == "recurring" or (told.date_to and not over) else found


def of_label(printed: str, span: Span, year: int | None, issued: str | None) -> Deadline:
    """A deadline of words that may lack their year: then that of the programme, or the next where it would be over on the day of issue (ISO date).

    The rule of a deadline whose year is so inferred ends in "year-inferred".
    """
    told = of_cell(printed, span)
    if year is None or told.date_from or told.date_to or told.kind == "recurring":
        return told
    for of_year in (year, year + 1):
        found = of_cell(printed, span, of_year)
        if found.date_to and not (issued and found.date_to < issued):
            return replace(found, rule=f"{found.rule} year-inferred")
    return told


def of_cells(begin: str, finish: str, year: int | None, span: Span, printed: str) -> Deadline:
    """A deadline of two table cells that hold months of the programme's year."""
    first, last = (_CELL_MONTH.fullmatch(cell.strip()) for cell in (begin, finish))
    if year and begin.strip() and (first or last):
        start = dates.month_start(int(first[2] or year), int(first[1])) if first and 1 <= int(first[1]) <= 12 else None
        end = dates.month_end(int(last[2] or year), int(last[1])) if last else _ends_on(finish, year)
        return Deadline(printed, "period" if start else "by", start, end, span, "deadline:month-cells")
    if not begin.strip():
        return of_cell(printed, span, year)
    from_day, to_day = (_CELL_DAY.fullmatch(cell.strip()) for cell in (begin, finish))
    if year and from_day and to_day:
        low, high = (dates.iso(int(day[3] or year), int(day[2]), int(day[1])) for day in (from_day, to_day))
        return Deadline(printed, "period", low, high, span, "deadline:day-cells")
    opens, closes = (_CELL_QUARTER.fullmatch(cell.strip()) for cell in (begin, finish))
    if year and opens and closes:
        start = dates.quarter_bounds(int(opens[2] or year), dates.quarter(opens[1]) or 1)[0]
        end = dates.quarter_bounds(int(closes[2] or year), dates.quarter(closes[1]) or 1)[1]
        return Deadline(printed, "period", start, end, span, "deadline:quarter-cells")
    return of_cell(printed, span, year)


_OF_PERIOD = re.compile(r"(?i)(?:trong|cả|suốt)\s+(quý|tháng)(?:\s+này)?\W*")


def of_period(told: Deadline, period: str | None, year: int | None) -> Deadline:
    """ "Trong quý" in a cell, where the programme is that of a quarter ("quý III/2023"); any other deadline as it is."""
    words = _OF_PERIOD.fullmatch(told.text) if told.kind == "none" and told.text and told.span and period else None
    if words is None or period is None or told.span is None or period[:2].lower() != words[1][:2].lower():
        return told
    return replace(of_cell(period, told.span, year), text=told.text, rule="deadline:cell-of-period")


_CELL_MONTH = re.compile(r"(?:tháng\s*|T\.?\s?)?(\d{1,2})(?:/(\d{4}))?", re.IGNORECASE)
_CELL_QUARTER = re.compile(r"(?i)qu[ýí]\s+(IV|I{1,3}|[1-4])(?:\s*/\s*(20\d{2}))?")
_TWO_QUARTERS = re.compile(r"(?i)qu[ýí]\s+(IV|I{1,3}|[1-4])\s*(?:,|và|[-–])\s*(?:qu[ýí]\s+)?(IV|I{1,3}|[1-4])(?:\s*(?:/|năm)\s*(20\d{2}))?")
_CELL_DAY = re.compile(r"(?i)(?:trước\s+|chậm\s+nhất\s+)?(?:ngày\s+)?(\d{1,2})/(\d{1,2})(?:/(20\d{2}))?")


def _ends_on(finish: str, year: int) -> str | None:
    """The day of a cell such as "Trước 15/11", in the programme's year where none is printed."""
    day = _CELL_DAY.fullmatch(finish.strip())
    return dates.iso(int(day[3] or year), int(day[2]), int(day[1])) if day else None


def _months(m: re.Match[str], words: str, year: int | None) -> tuple[str | None, str | None] | None:
    """First and last day of months from one to another; None where the words may be a day, or name months apart ("tháng 5 và tháng 11")."""
    first, last, said = int(m["m1"]), int(m["m2"]), "tháng" in words.lower()
    end = int(m["y2"] or (m["y1"] if first <= last else 0) or (year if said and first <= last else 0) or 0)
    if not end or (not said and ((first > last and not m["y1"]) or not m["y2"])) or ("và" in words and last != first + 1):
        return None
    begin = int(m["y1"] or (end if first <= last else end - 1))
    return dates.month_start(begin, first), dates.month_end(end, last)


def of_cell(printed: str, span: Span, year: int | None = None) -> Deadline:
    """A deadline from the words of one table cell ("Quý II/2025", "Tháng 9", "Thường xuyên")."""
    words = squeeze(printed)
    if not words:
        return NONE
    if re.match(r"(?i)theo\s+(?:kế hoạch|chương trình|lộ trình|quy định|hướng dẫn|chỉ đạo|yêu cầu)", words):
        return Deadline(words, "none", None, None, span, "deadline:cell-reference")
    if m := _QUARTERS.fullmatch(words):
        first, last = (dates.quarter_bounds(int(m[y] or m["y2"]), dates.quarter(m[q]) or 1) for q, y in (("q1", "y1"), ("q2", "y2")))
        return Deadline(words, "period", first[0], last[1], span, "deadline:cell")
    if (m := _MONTHS.fullmatch(words)) and (bounds := _months(m, words, year)):
        return Deadline(words, "period", bounds[0], bounds[1], span, "deadline:cell")
    if m := re.fullmatch(r"(?i)từ\s+(?:ngày\s+)?" + DAY.format(n="") + r"\.?", words):
        return Deadline(words, "period", dates.of_match(m), None, span, "deadline:cell")
    if m := re.match(r"(?i)(?:giai đoạn\s+)?(20\d{2})\s*[-–]\s*20\d{2}\s+và\s+(?:những|các)\s+năm", words):
        return Deadline(words, "period", f"{m[1]}-01-01", None, span, "deadline:cell")
    if m := _ALL_YEAR.fullmatch(words):
        at = m[1] or year
        return Deadline(words, "within", f"{at}-01-01", f"{at}-12-31", span, "deadline:cell") if at else NONE
    if (m := _DAYS.fullmatch(words)) and (at := int(m["y"]) if m["y"] else year):
        low = dates.iso(at, int(m["m"] or m["m2"]), int(m["d"]))
        return Deadline(words, "period", low, dates.iso(at, int(m["m2"]), int(m["d2"])), span, "deadline:cell")
    if (m := _TWO_QUARTERS.fullmatch(words)) and (at := int(m[3]) if m[3] else year):
        first, last = (dates.quarter_bounds(at, dates.quarter(m[n]) or 1) for n in (1, 2))
        return Deadline(words, "period", first[0], last[1], span, "deadline:cell")
    found = find_deadline(words[:_LONGEST_CELL], 0, min(len(words), _LONGEST_CELL), f"{year}-01-01" if year else None)
    if found is not NONE:
        return Deadline(words, found.kind, found.date_from, found.date_to, span, found.rule)
    if _OFTEN.search(words):
        return Deadline(words, "recurring", None, None, span, "deadline:cell")
    if (m := _CELL_DAY.fullmatch(words)) and not m[3] and year and (day := dates.iso(year, int(m[2]), int(m[1]))):
        return Deadline(words, "before" if words.lower().startswith("trước") else "by", None, day, span, "deadline:cell-day")
    if m := re.fullmatch(r"(?i)(?:(?:xong|hoàn\s+thành|trình)\s+)?(?:ngày\s+)?" + DAY.format(n="") + r"\.?", words):
        return Deadline(words, "by", None, dates.of_match(m), span, "deadline:cell")
    if m := re.search(r"(?i)qu[ýí]\s+(IV|I{1,3}|[1-4])(?:\s*(?:/|năm|-)?\s*(20\d{2}))?", words):
        if at := (int(m[2]) if m[2] else year):
            low, high = dates.quarter_bounds(at, dates.quarter(m[1]) or 1)
            return Deadline(words, "within", low, high, span, "deadline:cell")
    if m := re.fullmatch(r"(?i)(?:6|06|sáu)\s+tháng\s+(đầu|cuối)\s+năm\s+(20\d{2})", words):
        months = ("01-01", "06-30") if m[1].lower() == "đầu" else ("07-01", "12-31")
        return Deadline(words, "within", f"{m[2]}-{months[0]}", f"{m[2]}-{months[1]}", span, "deadline:cell")
    if m := re.search(r"(?i)tháng\s*(\d{1,2})(?:\s*(?:/|năm)\s*(20\d{2}))?", words):
        if (at := (int(m[2]) if m[2] else year)) and 1 <= int(m[1]) <= 12:
            return Deadline(words, "within", dates.month_start(at, int(m[1])), dates.month_end(at, int(m[1])), span, "deadline:cell")
    if m := re.fullmatch(r"(?i)(?:trong\s+)?(?:năm\s+)?(20\d{2})", words):
        return Deadline(words, "within", f"{m[1]}-01-01", f"{m[1]}-12-31", span, "deadline:cell")
    if m := re.fullmatch(r"(?i)(?:giai đoạn\s+)?(20\d{2})\s*[-–]\s*(20\d{2})", words):
        return Deadline(words, "period", f"{m[1]}-01-01", f"{m[2]}-12-31", span, "deadline:cell")
    return Deadline(words, "none", None, None, span, "deadline:cell-words")
