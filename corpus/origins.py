"""Where a task comes from: the provincial council, the Director, or the period's own events."""

import re

from .model import Block
from .scope import Scope
from .text import squeeze
from .word_places import FirstWords

_FROM_PROVINCE = re.compile(
    r"(?:ubnd|ủy ban nhân dân) tỉnh giao|chỉ đạo của (?:ubnd|chủ tịch ubnd|phó chủ tịch|đồng chí (?:phó )?chủ tịch ubnd)"
)
_ORIGIN_WORDS = FirstWords(("giao", "đạo", "giám", "sinh"))  # what says an origin has one of these
_FROM_DIRECTOR = re.compile(r"giám đốc sở (?:giao|yêu cầu|chỉ đạo)")


def origin_of(scope: Scope, block: Block) -> str | None:
    """Where a task comes from, when its words or its section say so: UBND tỉnh, the Director, or the period."""
    start, end = block.content
    found = _origin_words(scope.text, start, min(end, start + 200)) or scope.sections.said_above(block, _origin_words)
    return found or ("giam-doc" if scope.layout.doctype in {"ket-luan", "thong-bao"} else None)


def _origin_words(text: str, start: int, end: int) -> str | None:
    if not _ORIGIN_WORDS.stand_in(text, start, end):
        return None
    said = squeeze(text[start:end]).lower()
    if ("tỉnh giao" in said or "chỉ đạo của" in said) and _FROM_PROVINCE.search(said):
        return "ubnd-tinh"
    if "giám đốc sở" in said and _FROM_DIRECTOR.search(said):
        return "giam-doc"
    return "phat-sinh" if "phát sinh" in said and "nhiệm vụ" in said else None
