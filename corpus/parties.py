"""Who is told to act: the units, bodies and leaders that a directive assigns or names as its subject."""

import re

from .model import Block
from .scope import LONGEST_NAME, Scope
from .sought import Sought
from .text import LOWER
from .vocabulary import vocabulary

_OPENING = re.compile(r"(?i)(?:^|[.;:!,]\s|\b(?:sở|tịch|tướng|trưởng|tỉnh|đó|thời|bộ|này)\s)\W*$")
_LEADER_POST = re.compile(r"\s+(?:đồng chí\s+)?(?:Phó\s+)?(?:Giám đốc|Chủ tịch|Chánh Văn phòng|Thủ trưởng)(?:\s+(?:Sở|UBND tỉnh))?\s+")
_BARE_HEAD = re.compile(r"(Phòng|Trung tâm|Chi cục|Văn phòng|Thanh tra|Ban|Viện|Sở)\s+(?=[" + LOWER + r"])")
_BARE_AFTER = re.compile(
    r"\s*(?:trực tiếp\s+)?(?:chỉ đạo|phụ trách|chủ trì)\s+(Phòng|Trung tâm|Chi cục|Văn phòng|Thanh tra)\s+(?=[" + LOWER + r"])"
)
# the last brackets; behind them nothing, or to whom and when: "(Phòng A chủ trì), xong trước 15/5/2026."
_AT_END = re.compile(
    r"\((?P<said>[^()]{5,240})\)(?:\s*[,;]\s*(?:xong|hoàn\s+thành|trình|báo\s+cáo|gửi|thời\s+(?:gian|hạn)|trước|chậm\s+nhất|trong|đến|vào)\s[^();]{2,80})?\W*$"
)
_WHEN = re.compile(
    r"\s*[;,]\s*(?:thực\s+hiện\s+thường\s+xuyên$|(?:thời\s+(?:gian|hạn)|tiến\s+độ|hạn)\s*:|xong\s|hoàn\s+thành\s|trước\s|trong\s|chậm\s+nhất|tháng\s|quý\s)[^;()]{3,60}$",
    re.IGNORECASE,
)
_DOES_IT = re.compile(
    r"\s*(?:cùng\s+)?(?:thực\s+hiện|chủ\s+trì|tham\s+mưu|làm\s+đầu\s+mối|là\s+đầu\s+mối|đảm\s+nhận|đảm\s+nhiệm|chịu\s+trách\s+nhiệm)(?!\w)"
)
_WITH_OTHERS = re.compile(r"\s*,?\s*phối\s+hợp(?!\w)")
_LEAD_LABEL = re.compile(r"\s*(?:(?:đơn\s+vị|cơ\s+quan)\s+)?chủ\s+trì\s*:\s*", re.IGNORECASE)
_TAKES_ON = re.compile(r"\s*(?:đảm\s+nhận|đảm\s+nhiệm|chịu\s+trách\s+nhiệm|thực\s+hiện)(?:\s*[.;,]|\s+(?:xong|trước|trong)|\s*$)")
_DONE_BY = Sought(
    re.compile(r"(?<=[:;,]\s)(?:do|(?P<label>(?:đơn\s+vị|cơ\s+quan)\s+(?:thực\s+hiện|chủ\s+trì)\s*:?))\s+", re.IGNORECASE),
    ("do", "đơn", "cơ"),
)
LONGEST_END = 160
_NEXT_BODY = re.compile(r"\s*(?:[,;]|(?<!\w)và(?!\w))\s*")


def assigning() -> Sought:
    return vocabulary().sought["assign"]


def assigned_to(scope: Scope, block: Block) -> tuple[tuple[str, ...], str | None, str] | None:
    """Owner(s), supervising leader and rule of "Giao X chủ trì", "yêu cầu X" inside a block; None without one."""
    text = scope.text
    leader = None
    for match in assigning().finditer(text, block.content.start, block.content.end):
        at = match.end()
        before = text[max(block.content.start, match.start() - 14) : match.start()]
        if match[0][0].islower() and before.strip() and not _OPENING.search(before):
            continue
        person = _LEADER_POST.match(text, at)
        if person:
            named = next(
                (found for found in scope.people.within(person.end(), person.end() + LONGEST_NAME) if found[0].start == person.end()), None
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


def _and_others(scope: Scope, block: Block, after: int, owners: tuple[str, ...]) -> tuple[str, ...]:
    """With those that a later clause of the directive assigns ("Giao A …; yêu cầu B …")."""
    found = list(owners)
    for match in assigning().finditer(scope.text, after, block.content.end):
        if scope.text[max(block.content.start, match.start() - 4) : match.start()].rstrip().endswith((";", ".")):
            found += scope.bodies.listed(match.end(), block.content.end)[0]
    return tuple(dict.fromkeys(found))


def named_at_end(scope: Scope, block: Block) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who does it and who helps, told after it: in brackets at the end ("… (Phòng A chủ trì; Phòng B phối hợp)", "… (Phòng A).") or in a clause ("…: do Phòng A thực hiện")."""
    start, end = block.content
    opened = scope.text.rfind("(", max(start, end - 2 * LONGEST_END), end)
    last = _AT_END.match(scope.text, opened, end) if opened >= 0 else None
    if last is None:
        return _done_by(scope, block)
    first, limit = last.span("said")
    label = _LEAD_LABEL.match(scope.text, first, limit)
    names, stop = scope.bodies.listed(label.end() if label else first, limit)
    if names and stop < limit and _WHEN.match(scope.text, stop, limit):  # "(Phòng A; thời gian: tháng 4/2026)"
        limit = stop
    own = bool(names) and all(name in scope.units.known for name in names)
    if names and stop == limit and not label:  # alone: units of the agency, and not those of a body that stands before the bracket
        before = scope.bodies.named_in(max(start, opened - LONGEST_NAME), opened)
        of_it = any(not scope.text[span.end : opened].strip() for span, _ in before)
        return (names if not of_it and own else ()), ()
    does = label or _DOES_IT.match(scope.text, stop, limit) or (own and _WITH_OTHERS.match(scope.text, stop, limit))
    if not names or not does:
        return (), ()
    return names, tuple(name for name in bodies_in(scope, stop, limit) if name not in names)


def _done_by(scope: Scope, block: Block) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who does it, told in a clause of its own: "…: do Phòng A và Phòng B cùng thực hiện", "…; đơn vị thực hiện Trung tâm C"."""
    for clause in _DONE_BY.finditer(scope.text, *block.content):
        names, stop = scope.bodies.listed(clause.end(), block.content.end)
        if names and scope.text[clause.start() - 2] == "," and not _TAKES_ON.match(scope.text, stop, block.content.end):
            continue  # "…, do Sở A chủ trì" tells of the work spoken of
        if names and (clause["label"] or _DOES_IT.match(scope.text, stop, block.content.end)):
            return names, ()
    return (), ()


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
    return scope.subjects.of(block.content, loose=sentence or block.kind == "item")


def bare_head(scope: Scope, block: Block, owners: tuple[str, ...]) -> tuple[str, ...]:
    """Of the units that head a section those that a bare head means ("Trung tâm khẩn trương …"); all where none stands there."""
    head = _BARE_HEAD.match(scope.text, block.content.start, block.content.end)
    meant = tuple(name for name in owners if name.startswith(head[1] + " ")) if head and len(owners) > 1 else ()
    return meant or owners
