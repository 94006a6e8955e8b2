"""Laws, codes, ordinances and the Constitution named without a number."""

import re
from functools import lru_cache

from .blocks_at import SpanFinder
from .model import Span
from .phrases import alternation, words
from .text import LOWER, squeeze
from .vocabulary import vocabulary
from .word_places import FirstWords

_FIRST_WORDS = FirstWords(("Bộ", "Luật", "Pháp", "Hiến"), exact=True)
_LAW_AGAIN = re.compile(r"Bộ\s+luật|Luật|Pháp\s+lệnh|Hiến\s+pháp")
_FIRST_WORD = re.compile(r"\s+(?P<first>\w+)")
_LAW_HEADS = re.compile(words(("Bộ luật", "Luật", "Pháp lệnh", "Hiến pháp")) + r"(?!\w)")
_LAW_YEAR = re.compile(
    r"\s+(?:,\s*)?(?:năm\s+(?:19|20)\d{2}(?!\d)|(?:được\s+Quốc\s+hội\s+thông\s+qua\s+)?ngày\s+\d{1,2}\s*(?:[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|tháng\s*\d{1,2}\s*năm\s*\d{4}))"
)
_LAW_WORDS_END = re.compile(
    r"\s+(?:và\s+(?:các|Luật|Nghị|Pháp|pháp|những|quy|hướng|văn|Bộ|khoản|Điều|được)|về\s+việc|quy\s+định|có\s+hiệu|đã|được|năm|ngày|thì|này|hiện|hoặc|số|là|để|phải|nhưng|khi|tại|mà|theo|của|trong|do|cho|với|từ|và$|mới|nêu|trừ)(?!\w)"
    r"|\s*[,;.:()“”\"\n|\[]|\s+[-–]\s"
)
_AMENDING = re.compile(r"\s*sửa\s+đổi\s*,?\s*bổ\s+sung\s+(?:một\s+số\s+điều\s+)?(?:của\s+)?", re.IGNORECASE)
_AND_LAW = re.compile(r"\s+và\s+(?=Luật\s)")


@lru_cache(maxsize=1)
def _known_laws() -> re.Pattern[str]:
    laws = vocabulary().laws
    return re.compile(
        rf"(?<!\w)(?:(?:[Bb]ộ\s+luật|Bộ\s+Luật|BỘ\s+LUẬT)\s+(?:{alternation(laws['codes'])})|(?:Luật|LUẬT|luật)\s+(?:{alternation(laws['laws'])})"
        rf"|(?:Pháp\s+lệnh|PHÁP\s+LỆNH|pháp\s+lệnh)\s+(?:{alternation(laws['ordinances'])}))(?!\w)",
        re.IGNORECASE,
    )


def find_laws(text: str, numbered: SpanFinder) -> list[tuple[Span, str]]:
    """Laws, codes, ordinances and the Constitution named without a number: (span, kind)."""
    found: list[tuple[Span, str]] = []
    floor = -1
    for head in filter(None, (_LAW_HEADS.match(text, at) for at in _FIRST_WORDS.places(text))):
        if head.start() < floor or numbered.meeting(Span(*head.span())):
            continue
        kind = squeeze(head[0])
        known = _known_laws().match(text, head.start())
        end = known.end() if known else _law_end(text, head)
        if end is None:
            continue
        year = _LAW_YEAR.match(text, end)
        if year:
            end = year.end()
        found.append((Span(head.start(), end), kind))
        floor = end
    return found


def _law_end(text: str, head: re.Match[str]) -> int | None:
    """Where the name of an unlisted law ends: at a word that cannot stand in a name; amending laws name another."""
    at = head.end()
    amending = _AMENDING.match(text, at)
    if amending:
        inner = _known_laws().match(text, amending.end())
        if inner:
            also = _AND_LAW.match(text, inner.end())
            other = _known_laws().match(text, also.end()) if also else None
            return other.end() if other else inner.end()
        again = _LAW_AGAIN.match(text, amending.end())
        if again:
            return _law_end(text, again)
        at = amending.end()
    if head[0].startswith("Hiến"):
        return head.end()
    word = _FIRST_WORD.match(text, at)
    if not word or not (word["first"][0].isupper() or word["first"] in {"các", "về", "sử", "sửa", "đất", "đầu"}):
        return None
    stop = _LAW_WORDS_END.search(text, word.end(), min(len(text), at + 130))
    if (
        stop
        and stop[0].strip() == ","
        and len(text[at : stop.start()].split()) <= 2
        and re.match(r"\s?[" + LOWER + "]", text[stop.end() : stop.end() + 2])
    ):
        # "Luật Phòng, chống …": two syllables alone name no law
        stop = _LAW_WORDS_END.search(text, stop.end(), min(len(text), at + 130))
    end = stop.start() if stop else min(len(text), at + 60)
    return end if end - at > 3 else None
