"""Who is told to act: the units, bodies and leaders that a directive assigns, names as its subject or asks to take part."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .blocks_at import BlockFinder, SpanFinder
from .bodies import Bodies, is_unnamed, is_vague
from .layout import Layout
from .model import Block, Citation, Person, Span
from .people import PeopleIndex
from .sections import Sections
from .sought import Sought
from .text import LOWER, UPPER
from .units import UnitIndex
from .vocabulary import Vocabulary, vocabulary

_OPENS = 60  # characters from the start of a directive within which its subject stands
_TOLD = re.compile(
    r"\s*(?:[-–,(]\s*(?:Phó\s+)?(?:Giám đốc|Chủ tịch|Chánh|Trưởng|Cục trưởng|Chi cục trưởng|Tổng Giám đốc)[^.;:()\n]{0,50}?\)?,?)?"
    r"\s*(?:trực tiếp\s+)?(?-i:chỉ đạo|phụ trách|chủ trì)(?!\w)(?:\s*,\s*đôn đốc)?",
    re.IGNORECASE,
)
_IN_CHARGE = re.compile(r"(?:\s*[-–,]\s*[^();:.]{3,50}?)?\s*(?:trực tiếp\s+)?(?:chỉ đạo|phụ trách|theo dõi)(?!\w)[^()]{0,40}\)?\W*$")
# "Giao đồng chí A phụ trách, chỉ đạo các phòng thực hiện một số nội dung sau:"
_LEADS_LIST = re.compile(r"\s*(?:[-–,]\s*[^.:;]{3,50}?)?\s*(?:trực tiếp\s+)?(?:chỉ đạo|phụ trách|theo dõi)(?!\w)[^.;:]{0,120}:$")
# the head of a department, called by the post alone
_HEAD_POST = re.compile(r"\s*(?:đồng\s+chí\s+|đ/c\s+)?Giám\s+đốc(?:\s+Sở)?\W*", re.IGNORECASE)
_HEAD_LEADS = re.compile(
    r"(?:đồng\s+chí\s+|đ/c\s+)?Giám\s+đốc(?:\s+Sở)?\s*,?\s*(?:trực\s+tiếp\s+)?(?:chỉ\s+đạo|phụ\s+trách)(?:\s*,?\s*(?:chỉ\s+đạo|phụ\s+trách))?\W*",
    re.IGNORECASE,
)
_DIRECTOR = re.compile(r"(?:(?:Q|Quyền)\.?\s*)?Giám\s+đốc(?:\s+Sở)?(?:\s.*)?", re.IGNORECASE)
_SET_OVER = re.compile(
    r"giao\s+(?:đồng chí\s+)?(?:(?:phó\s+)?giám đốc|phó (?:chủ tịch|thủ tướng|bí thư|cục trưởng|chi cục trưởng))|dưới sự (?:chỉ đạo|phụ trách)(?:,?\s+điều hành)?(?:\s+trực tiếp)?\s+của"
)
_OPENING = re.compile(r"(?i)(?:^|[.;:!,]\s|\b(?:sở|tịch|tướng|trưởng|tỉnh|đó|thời|bộ)\s)\W*$")
_LEADER_POST = re.compile(r"\s+(?:đồng chí\s+)?(?:Phó\s+)?(?:Giám đốc|Chủ tịch|Chánh Văn phòng|Thủ trưởng)(?:\s+(?:Sở|UBND tỉnh))?\s+")
_BARE_HEAD = re.compile(r"(Phòng|Trung tâm|Chi cục|Văn phòng|Thanh tra|Ban|Viện|Sở)\s+(?=[" + LOWER + r"])")
_BARE_AFTER = re.compile(
    r"\s*(?:trực tiếp\s+)?(?:chỉ đạo|phụ trách|chủ trì)\s+(Phòng|Trung tâm|Chi cục|Văn phòng|Thanh tra)\s+(?=[" + LOWER + r"])"
)
_TOGETHER = Sought(re.compile(r"(?i:(?<!\w)cùng)\s+(?:với\s+)?(?=[" + UPPER + r"]|phòng\s|chi\s+cục\s|trung\s+tâm\s)"), ["cùng"])
# "…; X cùng thực hiện": what stands before the word is asked too
_JOINS_IN = Sought(
    re.compile(
        r"(?<!\w)(?:cùng\s+(?:phối\s+hợp\s+)?(?:thực\s+hiện|tham\s+gia|triển\s+khai|theo\s+dõi)(?!\w)|(?:phối\s+hợp|tham\s+gia)(?=\s*[.;)]|\s*$))"
    ),
    ["cùng", "phối", "tham gia"],
)
# "X chủ trì, Y phối hợp": Y is asked
_WHO_HELPS = Sought(
    re.compile(r"(?:(?:chủ\s+trì|làm\s+đầu\s+mối|thực\s+hiện)\s*[,;]|(?<!\w)do)\s*(?=[" + UPPER + r"]|các\s)"), ["chủ", "làm", "thực", "do"]
)
_HELPS = re.compile(r"\s*(?:cùng\s+)?phối\s+hợp(?!\w)")
_AT_END = re.compile(r"\((?P<said>[^()]{5,240})\)\W*$")
_DOES_IT = re.compile(r"\s*(?:thực\s+hiện|chủ\s+trì|tham\s+mưu|làm\s+đầu\s+mối|là\s+đầu\s+mối|chịu\s+trách\s+nhiệm)(?!\w)")
_LONGEST_END = 160
_LONGEST_NAME = 60  # of a person
_NEXT_BODY = re.compile(r"\s*(?:[,;]|(?<!\w)và(?!\w))\s*")
_AND_OF = re.compile(r"(?:,|(?<!\w)(?:của|và)(?!\w))\s*")
_WITH = re.compile(r"\s*(?:,\s*(?:hỗ trợ|giúp|đôn đốc|hướng dẫn)\s)?\s*(?:chặt chẽ|cùng)?\s*(?:với\s+)?")
# "tại buổi làm việc với X", "Chương trình phối hợp với X": X is not asked
_MEETING = re.compile(r"(?:buổi|cuộc|chuyến|hội nghị)(?!\w)[^.;:]{0,40}$|(?:chương trình|quy chế|kế hoạch|thỏa thuận)\s+$", re.IGNORECASE)
_VISITORS = re.compile(
    r"\s*(?:với\s+)?[Đđ]oàn\s+(?:khảo\s+sát|kiểm\s+tra|giám\s+sát|thanh\s+tra|công\s+tác|kiểm\s+toán)"
)  # who come, and are not asked
_VAGUE = 100  # characters in which an unnamed party may stand before a named one
_WHAT_FOR = re.compile(
    r"\s*(?:(?:để\s+)?(?:tổng hợp|theo dõi|thẩm định|trình|góp ý|tham gia ý kiến|cho ý kiến)|,?\s*(?:trước|chậm nhất|trong|vào)\s[^.;,()]{4,50}?\sđể\s+(?:tổng hợp|theo dõi|thẩm định|trình|cập nhật))"
)
_SENT_TO = Sought(
    re.compile(
        r"(?<!\w)(?:[gG]ửi\s+(?:(?:(?:danh\s+sách|báo\s+cáo|kết\s+quả|hồ\s+sơ|văn\s+bản|đề\s+xuất|ý\s+kiến|số\s+liệu)\s+)?(?:về|cho|đến)\s+)?"
        + rf"|[cC]huyển\s+(?:về\s+|cho\s+)?|về\s+(?=[{UPPER}])|[tT]rình\s+(?=[{UPPER}])|(?P<through>qua)\s+(?=[{UPPER}]))"
    ),
    ["gửi", "chuyển", "về", "trình", "qua"],
)
# "Chỉ đạo Chi cục A, Trung tâm B rà soát …": those whom the owner has act
_HAS_ACT = Sought(re.compile(rf"(?<!\w)[cC]hỉ\s+đạo\s+(?:các\s+đơn\s+vị:?\s+)?(?=[{UPPER}])"), ["chỉ"])
_ASKED_FOR_OPINION = Sought(
    re.compile(
        rf"(?<!\w)(?:(?:[lL]ấy|[tT]iếp\s+thu|sau\s+khi\s+có)\s+ý\s+kiến\s+(?:thẩm\s+định\s+)?(?:của\s+|tham\s+gia\s+của\s+)?|[tT]rao\s+đổi\s+(?:thống\s+nhất\s+)?với\s+|[tT]hống\s+nhất\s+(?:[^\W\d]+\s+){{0,3}}với\s+)(?=[{UPPER}])"
    ),
    ["lấy", "tiếp", "sau khi", "trao", "thống"],
)
# those above, who decide
_ABOVE = ("UBND", "HĐND", "Tỉnh ủy", "Thành ủy", "Ban Thường vụ", "Thường trực", "Chính phủ", "Thủ tướng", "Quốc hội")
# "…, Phòng A và Phòng B cung cấp hồ sơ": what others do for it
_AFTER_COMMA = Sought(re.compile(rf",\s+(?=[{UPPER}])"), ",")
_LENDS = re.compile(r"\s+(?:có\s+trách\s+nhiệm\s+)?(?:cung\s+cấp|phối\s+hợp|hỗ\s+trợ|tham\s+gia|cử|hướng\s+dẫn|thẩm\s+định)(?!\w)")
_SENDS = re.compile(r"[gG]ửi|[cC]huyển|về|qua")
_LATER_SUMMED_UP = re.compile(r"\s*\)?[^.;]{0,90}?(?<!\w)tổng hợp")


@dataclass(frozen=True, slots=True)
class Scope:
    """What tasks are read from: one document's text, blocks, layout, units, people and citations."""

    text: str
    blocks: Sequence[Block]
    layout: Layout
    units: UnitIndex
    people: PeopleIndex
    citations: Sequence[Citation]
    vocab: Vocabulary
    sections: Sections
    bodies: Bodies
    places: SpanFinder
    leaders: Mapping[int, str]
    head: str | None


@lru_cache(maxsize=1)
def _assigning() -> Sought:
    return Sought.phrases(vocabulary().cues["assign"])


@lru_cache(maxsize=1)
def _cooperating() -> Sought:
    return Sought.phrases(vocabulary().cues["cooperate"])


def assigned_to(scope: Scope, block: Block) -> tuple[tuple[str, ...], str | None, str] | None:
    """Owner(s), supervising leader and rule of "Giao X chủ trì", "yêu cầu X" inside a block; None without one."""
    text = scope.text
    leader = None
    for match in _assigning().finditer(text, block.content.start, block.content.end):
        at = match.end()
        before = text[max(block.content.start, match.start() - 14) : match.start()]
        if match[0][0].islower() and before.strip() and not _OPENING.search(before):
            continue
        person = _LEADER_POST.match(text, at)
        if person:
            named = next(
                (found for found in scope.people.within(person.end(), person.end() + _LONGEST_NAME) if found[0].start == person.end()), None
            )
            if named and leader is None:
                at, leader = named[0].end, named[1]
                owners = _subject_after_leader(scope, at, block)
                if owners:
                    return owners, leader, "task:leader"
            if named:
                continue
        owners = scope.bodies.listed(at, block.content.end)[0]
        if owners:
            return _and_others(scope, block, match.end(), owners), leader, f"task:{match[0].lower()}"
    if leader:
        return (), leader, "task:leader"
    return None


def only_lends(scope: Scope, block: Block) -> bool:
    """Whether somebody is told in the midst of a directive to help with it ("Nghiên cứu …, giao Trung tâm A hỗ trợ thiết kế")."""
    for match in _assigning().finditer(scope.text, block.content.start, block.content.end):
        names, stop = scope.bodies.listed(match.end(), block.content.end)
        if names:
            return match[0][0].islower() and _LENDS.match(scope.text, stop, block.content.end) is not None
    return False


def _and_others(scope: Scope, block: Block, after: int, owners: tuple[str, ...]) -> tuple[str, ...]:
    """With those that a later clause of the directive assigns ("Giao A …; yêu cầu B …")."""
    found = list(owners)
    for match in _assigning().finditer(scope.text, after, block.content.end):
        if scope.text[max(block.content.start, match.start() - 4) : match.start()].rstrip().endswith((";", ".")):
            found += scope.bodies.listed(match.end(), block.content.end)[0]
    return tuple(dict.fromkeys(found))


def named_at_end(scope: Scope, block: Block) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who does it and who helps, told in brackets at the end ("… (Phòng A thực hiện).", "… (Phòng A chủ trì; Phòng B phối hợp)", "… (Phòng A).")."""
    start, end = block.content
    opened = scope.text.rfind("(", max(start, end - 2 * _LONGEST_END), end)
    last = _AT_END.match(scope.text, opened, end) if opened >= 0 else None
    if last is None:
        return (), ()
    first, limit = last.span("said")
    names, stop = scope.bodies.listed(first, limit)
    if names and stop == limit:  # alone: units of the agency, and not those of a body that stands before the bracket
        before = scope.bodies.named_in(max(start, opened - _LONGEST_NAME), opened)
        of_it = any(not scope.text[span.end : opened].strip() for span, _ in before)
        return (names if not of_it and all(name in scope.units.known for name in names) else ()), ()
    if not names or not _DOES_IT.match(scope.text, stop, limit):
        return (), ()
    return names, tuple(name for name in bodies_in(scope, stop, limit) if name not in names)


def led_by(scope: Scope, block: Block) -> tuple[str, tuple[str, ...]] | None:
    """ "Đồng chí A - Phó Giám đốc chỉ đạo Phòng B hoàn thiện …": the leader and the units told to act."""
    start, end = block.content
    for span, name in scope.people.within(start, min(end, start + _OPENS + _LONGEST_NAME)):
        told = _TOLD.match(scope.text, span.end, end) if span.start - start < _OPENS else None
        if told:
            return name, scope.bodies.listed(told.end(), end)[0]
    return None


def _subject_after_leader(scope: Scope, at: int, block: Block) -> tuple[str, ...]:
    head = _BARE_AFTER.match(scope.text, at, block.content.end)
    if head:  # "trực tiếp chỉ đạo Chi cục phối hợp …": the one of the section
        return tuple(name for name in scope.sections.owners(block) if name.startswith(head[1] + " "))
    for span, name in scope.units.names_in(at, block.content.end):
        if scope.vocab.pattern("subject_end", scope.vocab.cues["subject_end"]).match(scope.text[span.end : span.end + 30].lstrip()):
            return (name,)
    return ()


def bodies_in(scope: Scope, start: int, end: int) -> tuple[str, ...]:
    """The units, bodies and groups that a range lists, in order; what is no name is passed over."""
    found: list[str] = []
    at = start
    while at < end:
        names, stop = scope.bodies.listed(at, end)
        found += names
        following = _NEXT_BODY.search(scope.text, max(stop, at), end)
        if following is None:
            break
        at = following.end()
    return tuple(dict.fromkeys(found))


def subject_units(scope: Scope, block: Block) -> tuple[str, ...]:
    """Bodies that are the subject of the block ("Phòng X khẩn trương …", "Về …: các sở phối hợp")."""
    sentence = block.kind == "heading" and scope.text.endswith((".", ";"), block.content.start, block.content.end)
    return scope.bodies.subject_of(block.content, loose=sentence or block.kind == "item")


def bare_head(scope: Scope, block: Block, owners: tuple[str, ...]) -> tuple[str, ...]:
    """Of the units that head a section those that a bare head means ("Trung tâm khẩn trương …"); all where none stands there."""
    head = _BARE_HEAD.match(scope.text, block.content.start, block.content.end)
    meant = tuple(name for name in owners if name.startswith(head[1] + " ")) if head and len(owners) > 1 else ()
    return meant or owners


def cooperating(scope: Scope, content: Span, owners: tuple[str, ...], besides: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Units and bodies asked to take part: "phối hợp với X, Y", "gửi X tổng hợp", and those found otherwise.

    Those who are anybody concerned are left out.
    """
    text = scope.text
    found: list[str] = list(besides)
    start, end = content
    for match in _cooperating().finditer(text, start, end):
        if _MEETING.search(text, max(start, match.start() - 60), match.start()):
            continue
        found += _partners(scope, match.end(), end)
    for match in _TOGETHER.finditer(text, start, end):
        found += scope.bodies.listed(match.end(), end)[0]
    for match in _WHO_HELPS.finditer(text, start, end):
        names, stop = scope.bodies.listed(match.end(), end)
        if _HELPS.match(text, stop, end):
            found += names
    for match in _JOINS_IN.finditer(text, start, end):
        found += _listed_before(scope, max(start, match.start() - _LONGEST_END), match.start())
    for match in _SENT_TO.finditer(text, start, end):
        if named := scope.bodies.at(match.end(), end):
            names, stop = scope.bodies.listed(match.end(), end)
            if match[0][1:] == "rình " and named[0].startswith(_ABOVE):
                continue
            if (_LATER_SUMMED_UP if match["through"] else _WHAT_FOR).match(text, stop, end):
                found += names
            elif scope.units.inside and _SENDS.match(match[0]) and names and all(name in scope.units.known for name in names):
                found += names  # a unit of the agency receives it to go on with it
            elif _WHAT_FOR.match(text, named[1], end):
                found.append(named[0])
    for match in _AFTER_COMMA.finditer(text, start, end):
        names, stop = scope.bodies.listed(match.end(), end)
        if names and _LENDS.match(text, stop, end):
            found += [name for name in names if not is_unnamed(name) or "UBND" in name]
    for match in _ASKED_FOR_OPINION.finditer(text, start, end):
        found += [name for name in scope.bodies.listed(match.end(), end)[0] if not name.startswith(_ABOVE)]
    if owners:
        found += had_act(scope, content)
    if not found:
        return ()
    return tuple(n for n in dict.fromkeys(found) if n not in owners and (n == scope.units.collective or not is_vague(n)))


def had_act(scope: Scope, content: Span) -> list[str]:
    """Those whom a directive has act by name ("Chỉ đạo Chi cục A rà soát …")."""
    found: list[str] = []
    for match in _HAS_ACT.finditer(scope.text, *content):
        found += [name for name in scope.bodies.subject(match.end(), content.end) if not is_unnamed(name) and not name.startswith(_ABOVE)]
    return found


def _listed_before(scope: Scope, start: int, at: int) -> list[str]:
    """The bodies of the list that ends at an offset ("…, Công an tỉnh, Sở Y tế | tham gia")."""
    found: list[str] = []
    for span, name in reversed(scope.bodies.named_in(start, at)):
        if scope.text[span.end : at].strip(" ,;\n") not in {"", "và"}:
            break
        found.append(name)
        at = span.start
    return found[::-1]


def _partners(scope: Scope, at: int, end: int) -> tuple[str, ...]:
    """The names after a word of cooperation, where need be after an unnamed party ("với các phòng chuyên môn của Sở Y tế")."""
    opening = _WITH.match(scope.text, at, end)
    names, stop = scope.bodies.listed(opening.end() if opening else at, end)
    if any(name == scope.units.collective or not is_unnamed(name) for name in names):
        return names
    at = stop if names else at
    if _VISITORS.match(scope.text, at, end):
        return names
    limit = min([end, at + _VAGUE, *(place for mark in ".;" if (place := scope.text.find(mark, at, end)) > 0)])
    for further in _AND_OF.finditer(scope.text, at, limit):
        if named := scope.bodies.listed(further.end(), end)[0]:
            return named
    return names


def person_in(scope: Scope, start: int, end: int) -> str | None:
    """The first person named in a range, or the head of the agency where it says no more than that post."""
    named = next((name for _, name in scope.people.within(start, end)), None)
    return named or (scope.head if _HEAD_POST.fullmatch(scope.text, start, end) else None)


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
            block = finder.at(span.start)
            if block and block.kind == "paragraph" and _LEADS_LIST.match(text, span.end, block.content.end):
                found[block.index] = person.name
            if block and block.kind in {"heading", "item"} and _IN_CHARGE.match(text, span.end, block.content.end):
                found[block.index] = person.name
    return found


def leader_above(scope: Scope, block: Block) -> str | None:
    """The leader whom the nearest heading above names as in charge of its section."""
    at = scope.sections.above(block) if scope.leaders else -1
    while at >= 0:
        if at in scope.leaders:
            return scope.leaders[at]
        at = scope.sections.above(scope.blocks[at])
    return None


def supervising_leader(scope: Scope, block: Block) -> str | None:
    """A leader told to supervise inside the directive ("Giao Phó Giám đốc A chủ trì", "do đồng chí A chỉ đạo")."""
    for span, name in scope.people.within(*block.content):
        before = scope.text[max(block.content.start, span.start - 60) : span.start].lower()
        after = scope.text[span.end : span.end + 100]
        if _SET_OVER.search(before) or _TOLD.match(after):
            return name
    return None
