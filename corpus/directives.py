"""What makes a block of text a directive, and what speaks against it."""

import re

from .bodies import is_unnamed
from .deadline_cells import deadline_of
from .model import Block
from .parties import assigned_to, subject_units
from .scope import Scope
from .text import UPPER

_ABOUT = re.compile(r"^(?:Về|Đối với|Liên quan)\s[^:]{3,240}:\s*$")
_THIS = r"(?:Kết luận|Kế hoạch|Chương trình|Thông báo|Chỉ thị|Công văn|Công điện|Quyết định)\s+này"
_CLOSES = re.compile(_THIS + r"|(?:nghiêm túc|quán triệt)[^.;]{0,40}thực hiện")
_BINDS_ALL = re.compile(
    r"chịu\s+trách\s+nhiệm\s+(?:thi\s+hành|thực\s+hiện|tổ\s+chức)|căn\s+cứ\s+(?:Quyết\s+định|Nghị\s+quyết)\s+thi\s+hành"
)
_THIS_OUT = re.compile(r"(?:thực\s+hiện|thi\s+hành|triển\s+khai)\s+(?:tốt\s+|các\s+nội\s+dung\s+)?" + _THIS + r"\s*\.\s*$")
_SIR = re.compile(r"(?:(?:Mời|Các)\s+)?(?i:ông|bà|đồng\s+chí|đ/c|(?:đại|thượng|trung|thiếu)\s+(?:tướng|tá|úy))\s+(?i:đồng\s+chí\s+)?")
_CLOSES_WITHIN = 90  # characters in which closing words begin a block
_BY_OFFICE = re.compile(r"(?:Theo|Căn\s+cứ)\s+chức\s+năng,\s*nhiệm\s+vụ(?:,\s*quyền\s+hạn)?(?:\s+được\s+(?:giao|phân\s+công))?,?\s+")
_FEW_WORDS = 3
_NO_DUTY = re.compile(
    r"(?:Nguồn|Kinh phí|Ngân sách|Điều khoản|Mức|Số lượng|Nội dung|Đối tượng|Phạm vi|Thời gian|Thời hạn|Địa điểm|Thành phần|Mục tiêu|"
    r"Việc\s[^.;]*?\slà\s+(?:một|căn\s+cứ|cơ\s+sở|tiêu\s+chí|nhiệm\s+vụ|trách\s+nhiệm))(?!\w)"  # what something is, not what to do
)
# what a rule says, not what to do; with a subject it would have been one
_CITES = re.compile(
    r"Căn\s+cứ\s+(?:các\s+|vào\s+)*(?:quy\s+định|tiêu\s+chí|khoản|điểm|Điều|Luật|Bộ\s+luật|Nghị\s+định|Nghị\s+quyết|Thông\s+tư|Quyết\s+định|Công\s+văn)(?!\w)"
)
_COMMA = re.compile(r",\s+")
_LONGEST_NOTHING = 140
_LONGEST_TITLE = 100  # characters of an item that entitles those below it; it ends without a stop
# "Đề nghị các cơ quan quan tâm thực hiện./.": an order to do all that was said
_ALL_OF_IT = re.compile(
    r"(?:Đề nghị|Yêu cầu)\s[^.;]{0,120}(?:thực hiện|triển khai)(?:\s+(?:nghiêm túc|nghiêm|tốt|đúng quy định))?\s*\.(?:/\.$|\s+(?:Chi tiết|Mọi|Thông tin)\s)"
)
_HAS_DONE = re.compile(r"[^;]{10,600}?,\s+(?:[^\W\d]+\s+){1,8}đã\s+(?!được\s)")
STATES = re.compile(r"[^.;]{10,200}?\s(?:được|đã)\s+(?:quy\s+định|hướng\s+dẫn)\s+(?:cụ\s+thể\s+|rõ\s+)?tại\s")
OPENING = 240  # characters within which a subject is told to act
# decisions and letters tell bodies to act in plain sentences
PLAIN_KINDS = {"quyet-dinh", "nghi-quyet", "quy-che", "cong-van"}
# "Dự thảo Quyết định …: Giao Sở A hoàn thiện": what is told of, and then what to do about it
_ASSIGNS_AFTER_TOPIC = re.compile(r"\)?:\s+(?:[Gg]iao|[Yy]êu cầu|[Đđ]ề nghị)\s+(?=[" + UPPER + "])")
# what begins no directive: a legend, what the document says of itself, the closing order of every document ("Trong quá trình thực hiện, nếu có …")
_NO_DIRECTIVE = re.compile(
    r"(?:Ghi chú|Chú thích|(?:Chữ |Từ )?[Vv]iết tắt)\s*:(?!\s*(?:Giao|Yêu cầu|Đề nghị)\s)"
    r"|(?:Phó\s+)?(?:Trưởng|Chủ tịch|Thành viên|Ủy viên|Thư ký|Tổ trưởng)[^:;.]{0,40}:\s*(?:Ông|Bà|Đồng chí|Đ/c)\s"
    r"|(?:Thông báo|Quyết định|Kế hoạch|Chỉ thị|Công văn|Chương trình|Kết luận|Nghị quyết)\s+này\s"
    r"|Tại\s+(?:khoản|điểm|Điều|Mục)\s+[\wđ]{1,5}[ ,)]"
    r"|(?:Trong\s+)?[Qq]uá\s+trình\s+(?:tổ\s+chức\s+|triển\s+khai\s+)?(?:thực\s+hiện|thi\s+hành|triển\s+khai)"
)

_BEGINS_NONE = "GCVvTPỦQqKNU"  # one of which its first letter is


def heads_list(scope: Scope, block: Block, content: str, has_children: bool) -> bool:
    """Whether a block, with what it says, only introduces the ones below it."""
    content = content.rstrip()
    if not has_children:
        return content.endswith(":") and (bool(_ABOUT.match(content)) or (not block.marker and scope.sections.opens(block)))
    if block.kind == "item" and len(content) < _LONGEST_TITLE and content[-1].isalpha() and not assigned_to(scope, block):
        return True
    if block.kind == "heading" and not content.endswith((".", ";")) and len(content) < 200 and not starts_directive(scope, content):
        return True
    if content.endswith(":"):
        return bool(_ABOUT.match(content)) or not starts_directive(scope, content) or _assigns_only(scope, content)
    return block.kind == "heading" and scope.units.headings[block.index] is not None


def _assigns_only(scope: Scope, content: str) -> bool:
    """ "Giao Phòng A:" or "Yêu cầu các phòng, đơn vị:" above a list."""
    return len(content) < 160 and begins_assigning(scope, content)


def begins_assigning(scope: Scope, content: str) -> bool:
    """Whether a text begins by telling somebody to act ("Giao …", "Đề nghị …")."""
    return scope.vocab.pattern("assign", scope.vocab.cues["assign"]).match(content) is not None


def starts_directive(scope: Scope, content: str) -> bool:
    """Whether a text begins with the verb of a directive, with or without "theo chức năng, nhiệm vụ" before it."""
    manner = _BY_OFFICE.match(content) if content.startswith(("Theo", "Căn")) else None
    return scope.vocab.pattern("directive", scope.vocab.cues["directive"]).match(content, manner.end() if manner else 0) is not None


def may_direct(scope: Scope, block: Block, content: str) -> bool:
    """Whether nothing speaks against a block, with what it says, being a directive: kind of document, section, closing words."""
    if scope.layout.doctype in scope.vocab.cues["normative_kinds"]:
        return False
    start, end = block.content
    closes = scope.vocab.sought["closing"].finditer(scope.text, start, min(end, start + _CLOSES_WITHIN))
    if (content[:1] in _BEGINS_NONE and _NO_DIRECTIVE.match(content)) or (
        closes and any(scope.text[cue.start() - 1] != "(" for cue in closes)
    ):
        return False
    if content.rstrip().endswith("./.") and _CLOSES.search(content) and not (block.marker and _names_one(scope, block)):
        return False
    if not block.marker and (_ALL_OF_IT.match(content) or _carries_this_out(scope, block, content)):
        return False
    if scope.sections.addresses(block):
        return False
    if scope.sections.reports(block) and not (
        content.startswith("Giao ")
        or (":" in content and _ASSIGNS_AFTER_TOPIC.search(content))
        or (
            scope.sections.on_money(block) and scope.subjects.of(block.content, loose=False)
        )  # "Kinh phí": whoever is to draw up the estimate
    ):
        return False
    return not _says_nothing(scope, block, content)


def _carries_this_out(scope: Scope, block: Block, content: str) -> bool:
    """Whether a sentence has all of them carry out the document itself ("Yêu cầu các đơn vị nghiêm túc thực hiện Chỉ thị này.")."""
    said = content.rstrip(" .").endswith("này") and _THIS_OUT.search(content)
    return bool(said) and not _names_one(scope, block)


def _names_one(scope: Scope, block: Block) -> bool:
    """Whether a body named by its own name, not by its kind, is told to act: the last directive of a list, not the closing words."""
    assigned = assigned_to(scope, block)
    named = assigned[0] if assigned else subject_units(scope, block)
    return any(not is_unnamed(name) for name in named) and not _BINDS_ALL.search(block.content.of(scope.text))


def listed_to_do(scope: Scope, block: Block) -> bool:
    """Whether the item stands in a list of what its heading says to do ("Tham mưu ban hành các văn bản:")."""
    if not block.marker or block.parent < 0:
        return False
    above = scope.blocks[block.parent].content.of(scope.text)
    return above.endswith(":") and starts_directive(scope, above)


def is_due(scope: Scope, block: Block) -> bool:
    """Whether an item says by which day it must be done: then it is something to do, whatever its first word."""
    if not block.marker or scope.layout.doctype in PLAIN_KINDS:
        return False
    return deadline_of(scope.text, block.content.start, block.content.end, scope.layout.date).date_to is not None


def tells(scope: Scope, content: str) -> bool:
    """Whether a text tells what is, not what to do."""
    return bool(_NO_DUTY.match(content) or STATES.match(content)) or only_cites(scope, content)


def only_cites(scope: Scope, content: str) -> bool:
    """Whether a sentence begins with a rule and goes on with no directive: "Căn cứ quy định trên, trường hợp …"."""
    if not _CITES.match(content):
        return False
    if _HAS_DONE.match(content):  # "Căn cứ Luật A, Sở B đã tham mưu …"
        return True
    verb = scope.vocab.pattern("directive", scope.vocab.cues["directive"])
    commas = (comma for comma in _COMMA.finditer(content, 0, OPENING) if not content.endswith("sửa đổi", 0, comma.start()))
    return not any(verb.match(content, comma.end()) for comma in commas)


def _says_nothing(scope: Scope, block: Block, content: str) -> bool:
    """Whether a block names bodies and nothing else, or is set in capitals as a heading, or stands in brackets as a note."""
    if content.isupper() or (content.startswith("(") and content.endswith((")", ").", ")./."))):
        return True
    if len(content) > _LONGEST_NOTHING:
        return False
    if names_somebody(scope, block):
        return True
    rest = scope.text[scope.bodies.listed(block.content.start, block.content.end)[1] : block.content.end]
    return len(rest.split()) < _FEW_WORDS


def names_somebody(scope: Scope, block: Block) -> bool:
    """Whether a line names a person with the post and says no more ("Ông Nguyễn Văn An, Giám đốc Sở A;"), as in lists of members."""
    start, end = block.content
    opening = _SIR.match(scope.text, start, end) if block.marker else None
    people = scope.people.within(start, end) if opening else []
    if opening is None or not people or people[0][0].start > opening.end() + 1:
        return False
    rest = scope.text[people[0][0].end : end]
    return not any(verb[0].islower() for verb in scope.vocab.pattern("directive", scope.vocab.cues["directive"]).finditer(rest))


def goes_on(scope: Scope, block: Block) -> bool:
    """Whether a paragraph only explains the item it stands in."""
    above = scope.blocks[block.parent] if block.parent >= 0 else None
    if (
        block.kind != "paragraph"
        or above is None
        or above.kind != "item"
        or scope.text.endswith(":", above.content.start, above.content.end)
    ):
        return False
    return not starts_directive(scope, block.content.of(scope.text)) and not subject_units(scope, block)
