"""Deadlines told without a day: what recurs, and what hangs on an event."""

import re

from .deadline_dates import told
from .model import Deadline
from .phrases import words
from .sought import Sought
from .word_places import FirstWords

_RECURRING = re.compile(
    r"(?:(?:vào\s+)?(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật|tuần\s+(?:đầu|cuối)|ngày\s+\d{1,2})\s+(?:hàng|hằng)\s+(?:tuần|tháng|quý)|(?:trước|vào)\s+ngày\s+\d{1,2}\s+(?:của\s+)?tháng\s+cuối\s+(?:mỗi\s+)?quý|\d{1,2}\s+(?:ngày|tuần|tháng|năm)(?:\s*/\s*|\s+một\s+|\s+)lần(?!\w)|mỗi\s+(?:tuần|tháng|quý|năm)\s[^.;,()]{0,20}?(?:một|\d{1,2})\s+lần|(?<=thực\shiện\s)thường\s+xuyên(?=[*\s]*[).;])|(?:trước\s+(?:ngày\s+\d{1,2}(?:/\d{1,2})?(?:(?:,\s*|\s+và\s+)(?:ngày\s+)?\d{1,2}(?:/\d{1,2})?)*|\d{1,2}\s?(?:giờ|h|g)(?:\s?\d{2})?’?)\s+)?(?:thường\s+xuyên,?\s*)?(?:(?:định\s+kỳ\s+)?(?<!đặt\s)(?:hàng|hằng)\s+(?:ngày|tuần|tháng|quý|năm)(?!\s+\d)(?:,\s+trước\s+ngày\s+\d{1,2}(?:/\d{1,2})?(?![/\d]))?|\d{1,2}\s+lần\s*/\s*(?:ngày|tuần|tháng|quý|năm)|thường\s+xuyên,?\s+liên\s+tục)(?!\s+(?:hóa|hoá)))",
    re.IGNORECASE,
)
# each way of recurring holds one of these; to look for them costs far less than the pattern
_OFTEN = Sought(
    re.compile(
        r"h[àằ]ng\s+(?:ngày|tuần|tháng|quý|năm)(?!\w)|xuyên(?:,?\s+liên\s+tục|(?<=hiện\sthường\sxuyên))|cuối\s+(?:mỗi\s+)?quý"
        r"|(?:(?<=\d\s)|(?<=/)|(?<=/\s)|(?<=một\s)|(?<=ngày\s)|(?<=tuần\s)|(?<=tháng\s)|(?<=năm\s))lần(?!\w)",
        re.IGNORECASE,
    ),
    ("hàng", "hằng", "xuyên", "cuối", "lần"),
)
_TELLS_OFTEN = ("thường", "định kỳ", "trước", "vào", "thứ", "tuần", "chủ", "mỗi", *"0123456789")  # forms that begin so need no other word
_LONGEST_LEAD = 60  # characters before them that belong to the form
_LONGEST_REST = 60  # and behind them
_RECURRING_CUE = re.compile(r"(?:thực hiện|nhiệm vụ|định kỳ|báo cáo|trước ngày|thường xuyên|thời gian)", re.IGNORECASE)
# "hằng tuần báo cáo Lãnh đạo Bộ"
_OFTEN_DOES = re.compile(
    r"\s+(?:báo\s+cáo|tổng\s+hợp|gửi|kiểm\s+tra|công\s+bố|công\s+khai|cập\s+nhật|thông\s+báo|họp|giao\s+ban|rà\s+soát)(?!\w)"
)
_LUNAR = Sought(
    re.compile(
        r"(?:trước|chậm\s+nhất(?:\s+là)?)\s+(?:ngày\s+)?(?:\d{1,2}(?:\s+tháng\s+(?:Chạp|Giêng)|\s*[/-]\s*\d{1,2}(?:\s*[/-]\s*\d{4})?\s*\(?(?:âm\s+lịch|ÂL(?!\w))\)?)|Tết(?!\w))"
        r"(?:\s+[^.;,()\n]{1,60})?",
        re.IGNORECASE,
    ),
    ("trước", "chậm"),
)
_OCCASION = Sought(
    re.compile(
        r"(?:trước|chậm\s+nhất(?:\s+là)?\s+tại)\s+(?:kỳ\s+họp|phiên\s+họp|mùa\s+(?:mưa|bão|khô|lũ)|(?:ngày\s+)?khai\s+giảng|năm\s+học|Đại\s+hội)(?!\w)(?:\s+[^.;,()\n]{1,80})?",
        re.IGNORECASE,
    ),
    ("trước", "chậm"),
)
_THIS_WEEK = Sought(re.compile(r"(?<!\w)trong\s+tuần\s+(?:này|tới|sau)(?!\w)", re.IGNORECASE), ("trong",))
_RELATIVE = Sought(re.compile(words(("ngay sau khi", "ngay khi", "sau khi có"), any_case=True) + r"\s+[^.;,()\n]{4,120}"), ("ngay", "sau"))
_DURATION = Sought(
    re.compile(
        words(("trong thời hạn", "trong vòng"), any_case=True)
        + r"\s+\d{1,3}\s+(?:ngày|tháng|tuần)[^.;,()\n]{0,80}|(?<!\w)[Tt]rong\s+\d{1,3}\s+(?:ngày|tháng|tuần)\s+(?:làm\s+việc|kể\s+từ)[^.;,()\n]{0,80}"
    ),
    ("trong",),
)
_EVENT_WORDS = FirstWords(("ngay", "sau", "trong", "trước", "chậm"))
_EVENTS = ((_RELATIVE, "relative"), (_DURATION, "duration"), (_LUNAR, "lunar"), (_OCCASION, "occasion"), (_THIS_WEEK, "week"))


def on_event(text: str, start: int, end: int) -> Deadline | None:
    """A deadline relative to an event, whose day cannot be told; None without one."""
    if not _EVENT_WORDS.stand_in(text, start, end):
        return None
    for pattern, rule in _EVENTS:
        if m := pattern.search(text, start, end):
            return told(m, "none", None, None, rule)
    return None


def recurring(text: str, start: int, end: int) -> Deadline | None:
    """A deadline that comes again ("hằng quý", "trước ngày 20 hằng tháng"); None without one."""
    often = _OFTEN.finditer(text, start, end)
    if not often:
        return None
    for m in _RECURRING.finditer(text, max(start, often[0].start() - _LONGEST_LEAD), min(end, often[-1].end() + _LONGEST_REST)):
        before = text[max(start, m.start() - 40) : m.start()]
        cued = m.start() == start or "trước" in m[0] or _RECURRING_CUE.search(before) or _OFTEN_DOES.match(text, m.end(), end)
        if cued or m[0].lower().startswith(_TELLS_OFTEN):
            return told(m, "recurring", None, None, "recurring")
    return None
