"""Leaders: who is in charge of a section, who supervises a directive, who heads the agency."""

import re
from collections.abc import Sequence

from .blocks_at import BlockFinder
from .model import Block, Person, Span
from .scope import LONGEST_NAME, Scope
from .sought import Sought

_OPENS = 60  # characters from the start of a directive within which its subject stands
_TOLD = re.compile(
    r"\s*(?:[-–,(]\s*(?:Phó\s+)?(?:Giám đốc|Chủ tịch|Chánh|Trưởng|Cục trưởng|Chi cục trưởng|Tổng Giám đốc)[^.;:()\n]{0,50}?\)?,?)?"
    r"\s*(?:trực tiếp\s+)?(?-i:chỉ đạo|phụ trách|chủ trì|theo dõi,?\s+(?:và\s+)?chỉ đạo)(?!\w)(?:\s*,\s*đôn đốc)?",
    re.IGNORECASE,
)
_IN_CHARGE = re.compile(r"(?:\s*[-–,]\s*[^();:.]{3,50}?)?\s*(?:trực tiếp\s+)?(?:chỉ đạo|phụ trách|theo dõi)(?!\w)[^()]{0,40}\)?\W*$")
# "Nhóm nhiệm vụ do Phó Giám đốc chỉ đạo (đồng chí A)"
_LED_BEFORE = re.compile(r"(?:chỉ\s+đạo|phụ\s+trách)\W*\((?:đồng\s+chí|đ/c|ông|bà)?\s*$", re.IGNORECASE)
# "Giao đồng chí A phụ trách, chỉ đạo các phòng thực hiện một số nội dung sau:"
_LEADS_LIST = re.compile(r"\s*(?:[-–,]\s*[^.:;]{3,50}?)?\s*(?:trực tiếp\s+)?(?:chỉ đạo|phụ trách|theo dõi)(?!\w)[^.;:]{0,120}:$")
# the head of a department, called by the post alone
_HEAD_POST = re.compile(r"\s*(?:đồng\s+chí\s+|đ/c\s+)?Giám\s+đốc(?:\s+Sở)?\W*", re.IGNORECASE)
_HEAD_LEADS = re.compile(
    r"(?:đồng\s+chí\s+|đ/c\s+)?Giám\s+đốc(?:\s+Sở)?\s*,?\s*(?:trực\s+tiếp\s+)?(?:chỉ\s+đạo|phụ\s+trách)(?:\s*,?\s*(?:chỉ\s+đạo|phụ\s+trách))?\W*",
    re.IGNORECASE,
)
# nothing behind it: "… chỉ đạo Phòng B rà soát" would tell B to act
_ALONE_IN_CHARGE = re.compile(
    r"(?:\s*[-–,]\s*[^();:.]{3,50}?)?\s*(?:trực\s+tiếp\s+)?(?:chỉ\s+đạo|phụ\s+trách|theo\s+dõi)(?:(?:\s*,|\s+và)?\s+(?:chỉ\s+đạo|phụ\s+trách|theo\s+dõi)){0,2}\W*"
)
_FORM_OF_ADDRESS = re.compile(r"(?:(?:đồng\s+chí|đ/c|ông|bà)\s*:?\s+)?", re.IGNORECASE)
# "…; đồng chí Giám đốc Sở trực tiếp chỉ đạo."
_HEAD_SET_OVER = Sought(
    re.compile(
        r"(?:(?<=[.;,]\s)|(?<=[.;,]\sdo\s))(?:đồng\s+chí|đ/c)\s+Giám\s+đốc(?:\s+Sở)?\s+(?:trực\s+tiếp\s+)?(?:chỉ\s+đạo|phụ\s+trách)",
        re.IGNORECASE,
    ),
    ("đồng", "đ"),
)
_ADDRESSED = re.compile(r"(?:(?:Tổ|Trưởng|Phó)[^,:;.]{2,40},\s+)?(?i:ông|bà|đồng\s+chí|đ/c)\s+")
_POST_BEHIND = re.compile(r"\s*[-–,(]\s*(?:Phó\s+)?(?:Giám đốc|Chủ tịch|Chánh|Trưởng|Tổ)[^.;:()]{0,60}?\)?(?=\s*[,:]|\s+[a-zđ])")
_ACTS = re.compile(r"\s*(?:(?P<colon>:)\s+(?=[a-zđ])|,?\s+)")
_DIRECTOR = re.compile(r"(?:(?:Q|Quyền)\.?\s*)?Giám\s+đốc(?:\s+Sở)?(?:\s.*)?", re.IGNORECASE)
_SET_OVER = re.compile(
    r"giao\s+(?:đồng chí\s+)?(?:(?:phó\s+)?giám đốc|phó (?:chủ tịch|thủ tướng|bí thư|cục trưởng|chi cục trưởng))|dưới sự (?:chỉ đạo|phụ trách)(?:,?\s+điều hành)?(?:\s+trực tiếp)?\s+của"
)


def led_by(scope: Scope, block: Block) -> tuple[str, tuple[str, ...]] | None:
    """ "Đồng chí A - Phó Giám đốc chỉ đạo Phòng B hoàn thiện …": the leader and the units told to act."""
    start, end = block.content
    for span, name in scope.people.within(start, min(end, start + _OPENS + LONGEST_NAME)):
        told = _TOLD.match(scope.text, span.end, end) if span.start - start < _OPENS else None
        if told:
            return name, scope.bodies.listed(told.end(), end)[0]
    return None


def acts_in_person(scope: Scope, block: Block) -> str | None:
    """The person who is told what to do, without a body to do it ("Ông A điều hành công việc hằng ngày", "Đồng chí B: phụ trách chung")."""
    start, end = block.content
    address = _ADDRESSED.match(scope.text, start, end) if block.marker else None
    named = next(iter(scope.people.within(address.end(), end)), None) if address else None
    if named is None or address is None or named[0].start > address.end() + 1:
        return None
    behind = _POST_BEHIND.match(scope.text, named[0].end, end)
    at = behind.end() if behind else named[0].end
    verb = scope.vocab.pattern("directive", scope.vocab.cues["directive"])
    acts = _ACTS.match(scope.text, at, end)
    return named[1] if acts and (acts["colon"] or verb.match(scope.text, acts.end(), end)) else None


def person_in(scope: Scope, start: int, end: int) -> str | None:
    """The first person named in a range, or the head of the agency where it says no more than that post."""
    named = next((name for _, name in scope.people.within(start, end)), None)
    return named or (scope.head if _HEAD_POST.fullmatch(scope.text, start, end) else None)


def only_person(scope: Scope, span: Span) -> str | None:
    """The one person named in a range; None where it names none or several."""
    named = {name for _, name in scope.people.within(*span)}
    return named.pop() if len(named) == 1 else None


def head_of_agency(people: Sequence[Person]) -> str | None:
    """The one person whose post is that of the head of a department; None where the document names none or several."""
    heads = [person.name for person in people if any(_DIRECTOR.fullmatch(post) for post in person.posts)]
    return heads[0] if len(heads) == 1 else None


def heading_leaders(text: str, blocks: Sequence[Block], people: Sequence[Person], head: str | None) -> dict[int, str]:
    """Of each heading that says who is in charge of its section ("Phòng A (Phó Giám đốc B phụ trách)", "Giám đốc Sở trực tiếp chỉ đạo") the leader."""
    found: dict[int, str] = {}
    for block in blocks if head else ():
        if block.kind in {"heading", "item"} and head and _HEAD_LEADS.fullmatch(text, *block.content):
            found[block.index] = head
    finder = BlockFinder(blocks)
    for person in people:
        for span in person.mentions:
            at = finder.at(span.start)
            if at and at.kind == "paragraph" and _LEADS_LIST.match(text, span.end, at.content.end):
                found[at.index] = person.name
            if at and at.kind == "paragraph" and at.parent >= 0 and _alone_in_charge(text, at, span):
                found.setdefault(at.parent, person.name)
            if (
                at
                and at.kind in {"heading", "item"}
                and (
                    _IN_CHARGE.match(text, span.end, at.content.end)
                    or (
                        _LED_BEFORE.search(text, max(at.content.start, span.start - LONGEST_NAME), span.start)
                        and not text[span.end : at.content.end].strip(" )*.:")
                    )
                )
            ):
                found[at.index] = person.name
    return found


def _alone_in_charge(text: str, block: Block, span: Span) -> bool:
    """Whether a paragraph says who is in charge and nothing else ("Đồng chí A, Phó Giám đốc Sở chỉ đạo."): of the section it stands in."""
    first = _FORM_OF_ADDRESS.fullmatch(text, block.content.start, span.start) is not None
    return first and _ALONE_IN_CHARGE.fullmatch(text, span.end, block.content.end) is not None


def leads_alone(scope: Scope, block: Block) -> bool:
    """Whether a block is such a paragraph: it directs nobody."""
    named = next(iter(scope.people.within(block.content.start, block.content.end)), None) if block.kind == "paragraph" else None
    return named is not None and _alone_in_charge(scope.text, block, named[0])


def leader_above(scope: Scope, block: Block) -> str | None:
    """The leader whom the nearest heading above names as in charge of its section."""
    at = scope.sections.above(block) if scope.leaders else -1
    while at >= 0:
        if at in scope.leaders:
            return scope.leaders[at]
        at = scope.sections.above(scope.blocks[at])
    return None


# "…; PGĐ Nguyễn Văn An (phụ trách)." closes a line of labels
_NAMED_LAST = re.compile(r"[;.]\s*(?:P?GĐ|PCT|CT|CVP|Phó\s+(?:Giám\s+đốc|Chủ\s+tịch)|[Đđ]/c|[Đđ]ồng\s+chí)[^;.:\d]{0,20}:?\s*$")
_LAST = re.compile(r"\s*(?:trực\s+tiếp\s+)?(?:phụ\s+trách|chỉ\s+đạo|theo\s+dõi)?\W*$")


def supervising_leader(scope: Scope, block: Block) -> str | None:
    """A leader told to supervise inside the directive ("Giao Phó Giám đốc A chủ trì", "do đồng chí A chỉ đạo")."""
    for span, name in scope.people.within(*block.content):
        printed = scope.text[max(block.content.start, span.start - 60) : span.start]
        after = scope.text[span.end : span.end + 100]
        if _SET_OVER.search(printed.lower()) or _TOLD.match(after):
            return name
        if _LAST.match(scope.text, span.end, block.content.end) and _NAMED_LAST.search(printed):
            return name
    if scope.head and _HEAD_SET_OVER.search(scope.text, block.content.start, block.content.end):
        return scope.head
    return None
