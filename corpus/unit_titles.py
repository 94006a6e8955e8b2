"""Names of units that stand alone: in a heading, in a cell of a table, in a list."""

import itertools
import re
from functools import lru_cache

from .model import Block
from .text import UPPER, squeeze
from .unit_heads import any_head, unit_heads, usual_case
from .unitnames import OTHER_BODY
from .vocabulary import Vocabulary

_LEAD = re.compile(r"^(?:Giao|Đề nghị|Yêu cầu|Đối với|Nhiệm vụ của|Trách nhiệm của|Về phía)\s+", re.IGNORECASE)
_NOTE = re.compile(r"\s*\([^()]*\)$")  # "Chi cục A (Phó Giám đốc B phụ trách)"
_LISTED_BEFORE = re.compile(r"(?:,|;|và|-)\s*$")
_LIST_ENDS = re.compile(r"(?:\s*[,;]\s*|\s+và\s*|\s+[-–]\s*)+$")
# "Giao Chi cục A (B) thực hiện một số nội dung sau:"
_DOES_THIS = re.compile(
    r"\s+(?:chủ trì,?\s*)?(?:tổ chức\s+)?(?:thực hiện|triển khai)(?: thực hiện)?(?: tốt)?(?: các| một số| những)?(?: nội dung| nhiệm vụ| công việc)(?: cụ thể| trọng tâm)?(?: sau| sau đây| như sau)?$"
)
# "Phòng A (B) có nhiệm vụ:"
_HAS_TO = re.compile(
    r"\s+có\s+(?:các\s+)?(?:trách\s+nhiệm|nhiệm\s+vụ)(?:,?\s+(?:và\s+)?quyền\s+hạn)?(?:\s+(?:chủ\s+yếu|cụ\s+thể|chính))?(?:\s+(?:sau|như\s+sau|sau\s+đây))?$"
)
# words that both begin a directive and stand in names ("Trung tâm Nghiên cứu …", "Phòng Quản lý …")
_HEADING_WORD = re.compile(
    r"(?:[Qq]uản lý|[Nn]ghiên cứu|[Hh]ướng dẫn|[Kk]iểm tra|[Xx]ây dựng|[Tt]hẩm định|[Tt]ổng hợp|[Tt]ổ chức|[Tt]uyên truyền|[Kk]hảo sát|[Tt]riển khai|[Hh]ỗ trợ|[Tt]hực hiện)"
)
_OF_MANY = re.compile(r"\s+các\s+(?:huyện|quận|thị\s+xã|thành\s+phố|xã|phường)(?!\w)")  # a unit of each, none of the agency


@lru_cache(maxsize=1)
def _opens_heading() -> re.Pattern[str]:
    """How a heading that names a unit begins, whatever follows."""
    return re.compile(rf"(?i:{_LEAD.pattern.removeprefix('^')})?(?:{unit_heads().pattern}|(?=[{UPPER}]{{3}}){any_head().pattern})")


def heading_unit(text: str, block: Block, vocab: Vocabulary) -> str | None:
    """The unit (or units' first) that a heading or a table's section row names and nothing else."""
    if block.content.length > 200 or not _opens_heading().match(text, block.content.start, block.content.end):
        return None
    printed = block.content.of(text)
    content = _NOTE.sub("", _HAS_TO.sub("", _DOES_THIS.sub("", _LEAD.sub("", squeeze(printed)).rstrip(":;. "))))
    return None if printed.endswith((".", ";")) or _OF_MANY.search(content) else whole_name(content, vocab)


def whole_name(content: str, vocab: Vocabulary) -> str | None:
    """A heading or a cell of a table on one line, where it names a unit and says nothing else; else None."""
    content = usual_case(content, vocab)
    match = unit_heads().match(content)
    if not match or len(content) > 130:
        return None
    if "." in content or ";" in content or OTHER_BODY.search(content) or content.startswith(tuple(vocab.units["not_units"])):
        return None
    first = content[match.end() :].strip()
    if first and not first[0].isupper() and match[0] not in {"Trại", "Trung tâm"}:
        return None
    verbs = vocab.pattern("subject_end", vocab.cues["subject_end"])
    if any(not _HEADING_WORD.match(content, verb.start()) for verb in verbs.finditer(content, match.end())):
        return None
    return content


def split_units(name: str, vocab: Vocabulary) -> list[str]:
    """A list of units ("Phòng A, Phòng B và Trung tâm C") as its names."""
    heads = (m.start() for m in unit_heads().finditer(name) if not name.startswith("Tổ chức", m.start()))
    starts = [at for at in heads if at == 0 or _LISTED_BEFORE.search(name, 0, at)]
    if len(starts) < 2:
        return [name]
    bounds = [*starts, len(name)]
    parts = [_LIST_ENDS.sub("", name[a:b].strip()) for a, b in itertools.pairwise(bounds)]
    return [part for part in parts if part]
