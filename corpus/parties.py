"""Who is told to act: the units, bodies and leaders that a directive assigns, names as its subject or asks to take part."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .blocks_at import SpanFinder
from .layout import Layout
from .model import Block, Citation, Person
from .organisations import group_at, heads_list
from .sections import Sections
from .text import LOWER
from .units import UnitIndex
from .vocabulary import Vocabulary

# a lower-case word that is no particle: the verb of a directive that the list of verbs lacks
_ACTS = re.compile(r"\s+(?!(?:của|thuộc|và|đã|đang|được|là|bị|có|chưa|còn|trong|tại|theo|với|ở|như|khi|do|vẫn)\s)[" + LOWER + r"]+\s")
_NEXT_BODY = re.compile(r"\s*(?:[,;]|(?<!\w)và(?!\w))\s*")
_MEMBERS = 400  # characters of a list headed once
_OPENS = 60  # characters from the start of a directive within which its subject stands
_TOLD = re.compile(
    r"\s*(?:[-–,(]\s*(?:Phó\s+)?(?:Giám đốc|Chủ tịch|Chánh|Trưởng|Cục trưởng|Chi cục trưởng|Tổng Giám đốc)[^.;:()\n]{0,50}?\)?,?)?"
    r"\s*(?:trực tiếp\s+)?(?:chỉ đạo|phụ trách|chủ trì)(?!\w)(?:\s*,\s*đôn đốc)?",
    re.IGNORECASE,
)
_OPENING = re.compile(r"(?i)(?:^|[.;:!,]\s|\b(?:sở|tịch|tướng|trưởng|tỉnh|đó|thời|bộ)\s)\W*$")
_LEADER_POST = re.compile(r"\s+(?:đồng chí\s+)?(?:Phó\s+)?(?:Giám đốc|Chủ tịch|Chánh Văn phòng|Thủ trưởng)(?:\s+(?:Sở|UBND tỉnh))?\s+")
_OWNER_GAP = re.compile(
    r"[\s,;:]*(?:và|cùng)?\s*(?:cho\s+)?(?:đồng chí\s+)?(?:Giám đốc|Chánh|Trưởng|Thủ trưởng|Lãnh đạo|lãnh đạo|Bộ trưởng|Chủ tịch|Người đứng đầu|người đứng đầu)?\s*"
)
_TOPIC = re.compile(r"(?:Về|Đối với|Liên quan|Trên cơ sở|Để|Nhằm)\s[^\n]{3,300}?[:,]\s*")
_SENT_TO = re.compile(r"[gcbt](?<!\w.)(?:(?<=g)ửi|(?<=c)huyển|(?<=b)áo cáo|(?<=t)hông qua)\s+(?:về\s+|cho\s+)?")


@dataclass(frozen=True, slots=True)
class Scope:
    """What tasks are read from: one document's text, blocks, layout, units, people and citations."""

    text: str
    blocks: Sequence[Block]
    layout: Layout
    units: UnitIndex
    people: Sequence[Person]
    citations: Sequence[Citation]
    vocab: Vocabulary
    sections: Sections
    places: SpanFinder


def assigned_to(scope: Scope, block: Block) -> tuple[tuple[str, ...], str | None, str] | None:
    """Owner(s), supervising leader and rule of "Giao X chủ trì", "yêu cầu X" inside a block; None without one."""
    text = scope.text
    pattern = scope.vocab.pattern("assign", scope.vocab.cues["assign"])
    leader = None
    for match in pattern.finditer(text, block.content.start, block.content.end):
        at = match.end()
        before = text[max(block.content.start, match.start() - 14) : match.start()]
        if match[0][0].islower() and before.strip() and not _OPENING.search(before):
            continue
        person = _LEADER_POST.match(text, at)
        if person:
            named = next((p for p in scope.people for s in p.mentions if s.start == person.end()), None)
            if named and leader is None:
                leader = named.name
                at = next(s.end for s in named.mentions if s.start == person.end())
                owners = _subject_after_leader(scope, at, block)
                if owners:
                    return owners, leader, "task:leader"
            continue
        owners = _owner_list(scope, at, block.content.end)
        if owners:
            return owners, leader, f"task:{match[0].lower()}"
    if leader:
        return (), leader, "task:leader"
    return None


def led_by(scope: Scope, block: Block) -> tuple[str, tuple[str, ...]] | None:
    """ "Đồng chí A - Phó Giám đốc chỉ đạo Phòng B hoàn thiện …": the leader and the units told to act."""
    for person in scope.people:
        for span in person.mentions:
            if block.content.covers(span) and span.start - block.content.start < _OPENS:
                told = _TOLD.match(scope.text, span.end, block.content.end)
                if told:
                    return person.name, _owner_list(scope, told.end(), block.content.end)
    return None


def _subject_after_leader(scope: Scope, at: int, block: Block) -> tuple[str, ...]:
    for span, name in scope.units.names_in(at, block.content.end):
        if scope.vocab.pattern("subject_end", scope.vocab.cues["subject_end"]).match(scope.text[span.end : span.end + 30].lstrip()):
            return (name,)
    return ()


def _owner_list(scope: Scope, at: int, limit: int) -> tuple[str, ...]:
    """The units (or outside bodies) that follow an assigning word at once, up to the first verb."""
    text = scope.text
    verb = scope.vocab.pattern("subject-end", scope.vocab.cues["subject_end"])
    inside = scope.units.names_in(at, min(limit, at + 420))
    outside = scope.units.outside.within(at, min(limit, at + 420))
    named = sorted([*inside, *[(s, n) for s, n in outside if not any(i.overlaps(s) and len(i) >= len(s) for i, _ in inside)]])
    owners: list[str] = []
    position = at
    for span, name in named:
        gap = text[position : span.start]
        if not _OWNER_GAP.fullmatch(gap):
            break
        owners.append(name)
        position = span.end
        if verb.match(text, position + len(text[position : position + 3]) - len(text[position : position + 3].lstrip())):
            break
    return tuple(dict.fromkeys(owners))


def bodies_in(scope: Scope, start: int, end: int) -> tuple[str, ...]:
    """The units, bodies and groups that a range lists, in order."""
    found: list[str] = []
    at = start
    while at < end:
        group = group_at(scope.text, at, end)
        named = () if group else _owner_list(scope, at, end)
        if group:
            found.append(group[1])
            at = group[0].end
        elif named:
            found += named
            at = max(_end_of_names(scope, at, end, named), at + 1)
        following = _NEXT_BODY.search(scope.text, at, end)
        if following is None:
            break
        at = following.end()
    return tuple(dict.fromkeys(found))


def _end_of_names(scope: Scope, at: int, end: int, named: tuple[str, ...]) -> int:
    """Where the last of the names found from an offset on ends."""
    spans = [*scope.units.names_in(at, end), *scope.units.outside.within(at, end)]
    return max((span.end for span, name in spans if name in named), default=at)


def subject_units(scope: Scope, block: Block) -> tuple[str, ...]:
    """Units that are the subject of the block's first clauses ("Phòng X khẩn trương …", "đề nghị các phòng …")."""
    text, start = scope.text, block.content.start
    verb = scope.vocab.pattern("subject-end", scope.vocab.cues["subject_end"])
    about = _TOPIC.match(text, start, block.content.end)
    starts = [start] + ([about.end()] if about else [])
    for at in starts:
        owners = _owner_list(scope, at, block.content.end)
        if owners:
            end = _end_of_list(scope, at, owners, block)
            blank = len(text[end:]) - len(text[end:].lstrip()) if end < len(text) else 0
            if verb.match(text, end + min(blank, 3)) or re.match(r"\s*(?:cần|phải|:)", text[end : end + 8]):
                return owners
            if at == start and block.kind == "item" and _ACTS.match(text, end, block.content.end):
                return owners
    return ()


def subject_group(scope: Scope, block: Block) -> tuple[str, ...]:
    """A group of bodies that is the subject of the block ("Các sở, ban, ngành … phối hợp")."""
    group = group_at(scope.text, block.content.start, block.content.end)
    verb = scope.vocab.pattern("subject-end", scope.vocab.cues["subject_end"])
    if group and heads_list(scope.text, block.content.start, block.content.end):
        return _members(scope, block, group[0].end) or (group[1],)
    if group and verb.search(scope.text, group[0].end, min(block.content.end, group[0].end + 60)):
        return (group[1],)
    return ()


def _members(scope: Scope, block: Block, at: int) -> tuple[str, ...]:
    """The bodies of a list headed once ("Các Sở: Tài chính, Xây dựng; UBND các xã"); empty where one of them is not known."""
    verb = scope.vocab.pattern("subject-end", scope.vocab.cues["subject_end"])
    limit = min(block.content.end, at + _MEMBERS)
    stop = next((m.start() for m in verb.finditer(scope.text, at, limit) if scope.text[m.start()].islower()), None)
    members = _owner_list(scope, block.content.start, stop) if stop else ()
    if not stop or not members:
        return ()
    end = _end_of_names(scope, block.content.start, stop, members)
    following = _NEXT_BODY.match(scope.text, end, stop)
    more = bodies_in(scope, following.end(), stop) if following else ()
    unread = scope.text[end:stop].count(",") + scope.text[end:stop].count(";") > len(more) + sum(name.count(",") for name in more)
    return () if unread or (following and not more) else (*members, *more)


def _end_of_list(scope: Scope, at: int, owners: tuple[str, ...], block: Block) -> int:
    end = at
    named = sorted([*scope.units.names_in(at, block.content.end), *scope.units.outside.within(at, block.content.end)])
    for span, name in named:
        if name in owners and re.fullmatch(
            r"[\s,;:]*(?:và|cùng)?\s*(?:Giám đốc|Trưởng|Thủ trưởng|Lãnh đạo)?\s*", scope.text[end : span.start]
        ):
            end = span.end
    return end


def cooperating(scope: Scope, block: Block, owners: tuple[str, ...]) -> tuple[str, ...]:
    """Units and bodies asked to take part: "phối hợp với X, Y", "gửi X tổng hợp"."""
    text, found = scope.text, []
    start, end = block.content.start, block.content.end
    pattern = scope.vocab.pattern("cooperate", scope.vocab.cues["cooperate"])
    for match in pattern.finditer(text, start, end):
        found += _coop_list(scope, match.end(), end)
    for match in _SENT_TO.finditer(text, start, end):
        named = [n for s, n in scope.units.names_in(match.end(), end) if s.start == match.end() and n != scope.units.collective]
        if (
            named
            and re.match(
                r"\s*(?:để\s+)?(?:tổng hợp|theo dõi|thẩm định|trình)", text[match.end() + 1 : end][len(named[0]) - 1 : len(named[0]) + 30]
            )
            and match[0].startswith(("gửi", "chuyển"))
        ):
            found += named[:1]
    return tuple(n for n in dict.fromkeys(found) if n not in owners)


def _coop_list(scope: Scope, at: int, end: int) -> list[str]:
    text, position = scope.text, at
    names: list[str] = []
    inside = scope.units.names_in(at, min(end, at + 420))
    outside = [
        (s, n)
        for s, n in scope.units.outside.within(at, min(end, at + 420))
        if not any(i.overlaps(s) and len(i) >= len(s) for i, _ in inside)
    ]
    for span, name in sorted([*inside, *outside]):
        gap = text[position : span.start]
        vague = r"(?:(?:các\s+)?(?:cơ quan|đơn vị|ngành|địa phương|tổ chức|phòng chuyên môn của)[^,.;]{0,60}?)?"
        if not re.fullmatch(rf"[\s,;]*(?:và|cùng|với|với\s+các)?\s*{vague}[\s,;]*(?:và)?\s*", gap) and (
            names or not re.fullmatch(r"\s*(?:chặt chẽ|cùng|tốt)?\s*(?:với)?\s*[^,.;]{0,60}?\s*(?:của|và)\s+", gap)
        ):
            break
        if not names and re.match(r"\s*(?:với\s+)?các ngành\s", gap):
            break
        names.append(name)
        position = span.end
    return names


def supervising_leader(scope: Scope, block: Block) -> str | None:
    """A leader told to supervise inside the directive ("Giao Phó Giám đốc A chủ trì", "do đồng chí A chỉ đạo")."""
    for person in scope.people:
        for span in person.mentions:
            if block.content.covers(span):
                before = scope.text[max(block.content.start, span.start - 60) : span.start].lower()
                after = scope.text[span.end : span.end + 100]
                if re.search(r"giao\s+(?:đồng chí\s+)?(?:phó\s+)?giám đốc", before) or _TOLD.match(after):
                    return person.name
    return None
