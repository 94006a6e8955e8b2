"""Where a title that stands without quotation marks ends."""

import re
from functools import lru_cache

from .phrases import alternation, first_words
from .sought import Sought
from .text import UPPER
from .vocabulary import vocabulary

LONGEST_TITLE = 330  # characters
_PERIOD = re.compile(r"(?:,?\s*giai\s+đoạn\s+\d{4}\s*[-–]\s*\d{4}|,?\s*(?:tầm\s+nhìn|định\s+hướng|đến)\s+(?:đến\s+)?năm\s+\d{4})")
_MARK_ENDS = re.compile(r"[;:.()”\"\n|\t“]")  # what a title without quotation marks cannot go over, whatever follows
_NO_ENDS = {"trình", "theo", "báo cáo"}  # cues that end a title only where what stands beside them tells so
_AFTER_ALL = ("trình", "theo", "và", "tại", "thay", "do", "cho", "có", "đạt", "phù", "của")


@lru_cache(maxsize=1)
def _word_ends() -> Sought:
    """Words that end a title."""
    cues = [cue for cue in vocabulary().cues["title_end"] if cue not in _NO_ENDS]
    pattern = (
        rf"(?<=\s)(?:(?:{alternation(cues)})(?!\w)|(?<!ương )(?<!quy )(?<!Quy )(?<!công )(?<!tiến )(?<!lập )(?<!giáo )trình(?!\w)"
        r"|theo\s+(?!Tiêu|tiêu|hướng|chuỗi|mô hình|phương|cấp độ|nhóm|chuyên đề)"
        r"|và\s+(?:Nghị quyết|Quyết định|Kế hoạch|Thông tư|Nghị định|Chương trình|tham mưu|phê duyệt|các văn bản|trình|tổ chức|báo cáo|hướng dẫn)(?!\w)|tại\s+(?=(?:Quyết|Nghị|Thông|Công|Kế\s+hoạch|Chỉ\s+thị))"
        r"|thay\s+thế\s+(?=(?:các\s+)?(?:Nghị|Quyết|Quy|Thông|Kế|Chỉ)\s+\w+\s+số\s)"
        r"|(?:(?<=\d{4}\s)(?:và|do|cho|có|đạt|phù)|(?:(?<=năm \d{4}\s)|(?<=[-–] \d{4}\s))của)(?!\w))"
    )
    return Sought(re.compile(pattern), {*first_words(cues), *_AFTER_ALL}, exact=True)


@lru_cache(maxsize=1)
def _comma_ends() -> re.Pattern[str]:
    """A comma that ends a title."""
    kinds = "|".join(re.escape(e.label.lower()) for e in vocabulary().doctypes if e.named)
    clause = alternation(vocabulary().cues["clause_start"])
    return re.compile(
        r",(?:(?<=\d{4},)\s+(?!giai|tầm|định\s+hướng|đến|năm|có)"
        rf"|\s+(?:thay\s+thế\s|(?:{clause})(?!\w)|(?i:{kinds})(?!\w)|(?=[{UPPER}])))"
    )


def _title_stop(text: str, start: int, limit: int) -> int:
    """Where what ends a title stands first."""
    for end in (_MARK_ENDS.search(text, start, limit), _comma_ends().search(text, start, limit)):
        limit = min(limit, end.start()) if end else limit
    word = _word_ends().search(text, start + 1, limit)
    return word.start() - 1 if word else limit


def title_end(text: str, at: int, limit: int) -> int:
    """The end of a title that starts at an offset: the clause, with the period it covers."""
    end = at
    while True:
        end = _title_stop(text, end, min(limit, at + LONGEST_TITLE))
        period = _PERIOD.match(text, end, limit)
        if not period:
            return end
        end = period.end()
