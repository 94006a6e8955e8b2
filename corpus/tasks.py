"""Tasks: directives under a unit's heading, "Giao X chủ trì …" anywhere, and rows of a task table.

Conventions: one numbered or bulleted directive is one task; a bullet that only heads sub-bullets is not; the text
leaves the list marker out; the owner is the unit named, else the unit that heads the section.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .blocks_at import SpanFinder
from .deadlines import find_deadline
from .labelled import Parties, find_labelled
from .layout import Layout
from .model import Block, Citation, Person, Span, Task
from .organisations import group_at, heads_list
from .phrases import words
from .sections import Sections
from .tables import table_tasks
from .text import LOWER, squeeze
from .units import UnitIndex
from .vocabulary import Vocabulary

_TASK_DOCTYPES = {
    "ke-hoach",
    "chuong-trinh",
    "thong-bao",
    "ket-luan",
    "chi-thi",
    "cong-van",
    "cong-dien",
    "quyet-dinh",
    "nghi-quyet",
    "de-an",
    "phuong-an",
}
_CLOSING = re.compile(
    words(("chịu trách nhiệm thi hành", "nay thông báo", "trên đây là", "nơi nhận", "có hiệu lực", "thông báo để"), any_case=True)
)
# a lower-case word that is no particle: the verb of a directive that the list of verbs lacks
_ACTS = re.compile(r"\s+(?!(?:của|thuộc|và|đã|đang|được|là|bị|có|chưa|còn|trong|tại|theo|với|ở|như|khi|do|vẫn)\s)[" + LOWER + r"]+\s")
_ABOUT = re.compile(r"^(?:Về|Đối với|Liên quan)\s[^:]{3,240}:\s*$")
_NEXT_BODY = re.compile(r"\s*(?:[,;]|(?<!\w)và(?!\w))\s*")
_MEMBERS = 400  # characters of a list headed once
_OPENS = 60  # characters from the start of a directive within which its subject stands
_TOLD = re.compile(
    r"\s*(?:[-–,(]\s*(?:Phó\s+)?(?:Giám đốc|Chủ tịch|Chánh|Trưởng|Cục trưởng|Chi cục trưởng|Tổng Giám đốc)[^.;:()\n]{0,50}?\)?,?)?"
    r"\s*(?:trực tiếp\s+)?(?:chỉ đạo|phụ trách|chủ trì)(?!\w)(?:\s*,\s*đôn đốc)?",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"(?:Kết luận|Kế hoạch|Chương trình|Thông báo|Chỉ thị|Công văn|Công điện|Quyết định)\s+này|(?:nghiêm túc|quán triệt)[^.;]{0,40}thực hiện"
)
_OPENING = re.compile(r"(?i)(?:^|[.;:!,]\s|\b(?:sở|tịch|tướng|trưởng|tỉnh|đó|thời|bộ)\s)\W*$")
_LEADER_POST = re.compile(r"\s+(?:đồng chí\s+)?(?:Phó\s+)?(?:Giám đốc|Chủ tịch|Chánh Văn phòng|Thủ trưởng)(?:\s+(?:Sở|UBND tỉnh))?\s+")
_OWNER_GAP = re.compile(
    r"[\s,;:]*(?:và|cùng)?\s*(?:cho\s+)?(?:đồng chí\s+)?(?:Giám đốc|Chánh|Trưởng|Thủ trưởng|Lãnh đạo|lãnh đạo|Bộ trưởng|Chủ tịch|Người đứng đầu|người đứng đầu)?\s*"
)
_TOPIC = re.compile(r"(?:Về|Đối với|Liên quan|Trên cơ sở|Để|Nhằm)\s[^\n]{3,300}?[:,]\s*")
_SENT_TO = re.compile(r"[gcbt](?<!\w.)(?:(?<=g)ửi|(?<=c)huyển|(?<=b)áo cáo|(?<=t)hông qua)\s+(?:về\s+|cho\s+)?")

_FROM_PROVINCE = re.compile(
    r"(?:ubnd|ủy ban nhân dân) tỉnh giao|chỉ đạo của (?:ubnd|chủ tịch ubnd|phó chủ tịch|đồng chí (?:phó )?chủ tịch ubnd)"
)
_FROM_DIRECTOR = re.compile(r"giám đốc sở (?:giao|yêu cầu|chỉ đạo)")


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


def find_tasks(scope: Scope) -> tuple[Task, ...]:
    """The directives of a document in reading order; none where it gives none."""
    found: list[Task] = []
    # a table below a whole sentence is no list that the sentence heads
    sentences = {b.index for b in scope.blocks if b.content.of(scope.text).rstrip().endswith(".")}
    labelled = find_labelled(scope.text, scope.blocks, lambda start, end: _bodies(scope, start, end))
    children = {block.parent for block in scope.blocks if block.kind != "row" or block.parent not in sentences}
    for block in scope.blocks:
        if block.kind in {"header", "title", "tail", "row", "cell"} or len(block.content) < 12:
            continue
        if block.index in labelled.lines:
            continue
        made = _task(scope, block, block.index in children)
        parties = labelled.parties.get(block.index)
        if parties and made is None and block.index in labelled.heads:
            made = _build(scope, block, (), None, "task:heading")
        if made and parties:
            found.append(_with_parties(made, parties))
        elif made:
            found.append(made)
    found.extend(table_tasks(scope.text, scope.blocks, scope.layout, scope.units, scope.citations, scope.vocab))
    found.sort(key=lambda t: t.span)
    return tuple(_numbered(found))


def _with_parties(task: Task, parties: Parties) -> Task:
    """The task with what labelled lines say of it; the directive's own words go first."""
    owners = task.owner or parties.owners
    given = tuple(n for n in dict.fromkeys((*task.cooperating, *parties.partners)) if n not in owners)
    deadline = task.deadline if task.deadline.text else parties.deadline
    return replace(task, owner=owners, cooperating=given, deadline=deadline, rule=f"{task.rule} labelled")


def _numbered(tasks: list[Task]) -> list[Task]:
    return [
        Task(f"t{i}", t.span, t.block, t.section, t.owner, t.cooperating, t.supervising_leader, t.deadline, t.legal_bases, t.origin, t.rule)
        for i, t in enumerate(tasks, 1)
    ]


def _heads_list(scope: Scope, block: Block, has_children: bool) -> bool:
    """Whether a block only introduces the ones below it."""
    content = block.content.of(scope.text).rstrip()
    if not has_children:
        return content.endswith(":") and bool(_ABOUT.match(content))
    if block.kind == "heading" and not content.endswith((".", ";")) and len(content) < 200 and not _starts_directive(scope, content):
        return True
    if content.endswith(":"):
        return bool(_ABOUT.match(content)) or not _starts_directive(scope, content) or _assigns_only(scope, content)
    return block.kind == "heading" and scope.units.headings[block.index] is not None


def _assigns_only(scope: Scope, content: str) -> bool:
    """ "Giao Phòng A:" or "Yêu cầu các phòng, đơn vị:" above a list."""
    return len(content) < 160 and scope.vocab.pattern("assign", scope.vocab.cues["assign"]).match(content) is not None


def _starts_directive(scope: Scope, content: str) -> bool:
    return scope.vocab.pattern("directive", scope.vocab.cues["directive"]).match(content) is not None


def _task(scope: Scope, block: Block, has_children: bool) -> Task | None:
    content = block.content.of(scope.text)
    if (content.rstrip().endswith("./.") and _CLOSES.search(content)) or _CLOSING.search(content, 0, 90) or scope.sections.reports(block):
        return None
    if scope.sections.addresses(block):
        return None
    if _heads_list(scope, block, has_children):
        return None
    if has_children and scope.sections.names(block):
        return None
    assigned = _assigned(scope, block)
    if assigned and scope.layout.doctype in {"to-trinh", "bao-cao"} and not any(o in scope.units.known for o in assigned[0]):
        return None  # a report asks, it does not direct
    if assigned:
        return _build(scope, block, assigned[0], assigned[1], assigned[2])
    owners = scope.sections.owners(block)
    if owners:
        return _build(scope, block, _subject_units(scope, block) or owners, None, "task:section")
    if (block.kind in {"item", "paragraph"} or not has_children) and scope.sections.directs(block):
        subject = _subject_units(scope, block) or _subject_group(scope, block)
        if subject:
            return _build(scope, block, subject, None, "task:subject")
        led = _led(scope, block)
        if led:
            return _build(scope, block, led[1], led[0], "task:leader-directs")
        leaf = not has_children or not content.rstrip().endswith(":")
        directive = _starts_directive(scope, content) or scope.sections.asked_for(block)
        if leaf and directive and scope.layout.doctype in _TASK_DOCTYPES:
            return _build(scope, block, (), None, "task:directive")
    return None


def _assigned(scope: Scope, block: Block) -> tuple[tuple[str, ...], str | None, str] | None:
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


def _led(scope: Scope, block: Block) -> tuple[str, tuple[str, ...]] | None:
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


def _bodies(scope: Scope, start: int, end: int) -> tuple[str, ...]:
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


def _subject_units(scope: Scope, block: Block) -> tuple[str, ...]:
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


def _subject_group(scope: Scope, block: Block) -> tuple[str, ...]:
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
    more = _bodies(scope, following.end(), stop) if following else ()
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


def _cooperating(scope: Scope, block: Block, owners: tuple[str, ...]) -> tuple[str, ...]:
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


def _build(scope: Scope, block: Block, owners: tuple[str, ...], leader: str | None, rule: str) -> Task:
    deadline = find_deadline(scope.text, block.content.start, block.content.end, scope.layout.date)
    return Task(
        "", block.content, block.index, block.path, owners, _cooperating(scope, block, owners), leader or _leader(scope, block),
        deadline, _bases(scope, block.content), _origin(scope, block), rule,
    )  # fmt: skip


def _leader(scope: Scope, block: Block) -> str | None:
    """A leader told to supervise inside the directive ("Giao Phó Giám đốc A chủ trì", "do đồng chí A chỉ đạo")."""
    for person in scope.people:
        for span in person.mentions:
            if block.content.covers(span):
                before = scope.text[max(block.content.start, span.start - 60) : span.start].lower()
                after = scope.text[span.end : span.end + 100]
                if re.search(r"giao\s+(?:đồng chí\s+)?(?:phó\s+)?giám đốc", before) or _TOLD.match(after):
                    return person.name
    return None


def _bases(scope: Scope, span: Span) -> tuple[str, ...]:
    inside = [scope.citations[i] for i in scope.places.within(span)]
    return tuple(dict.fromkeys(c.canonical for c in inside if span.covers(c.span)))


def _origin(scope: Scope, block: Block) -> str | None:
    """Where a task comes from, when its words or its section say so: UBND tỉnh, the Director, or the period."""
    own = _origin_words(scope.text[block.content.start : min(block.content.end, block.content.start + 200)])
    found = own or scope.sections.said_above(block, _origin_words)
    return found or ("giam-doc" if scope.layout.doctype in {"ket-luan", "thong-bao"} else None)


def _origin_words(text: str) -> str | None:
    said = squeeze(text).lower()
    if ("tỉnh giao" in said or "chỉ đạo của" in said) and _FROM_PROVINCE.search(said):
        return "ubnd-tinh"
    if "giám đốc sở" in said and _FROM_DIRECTOR.search(said):
        return "giam-doc"
    return "phat-sinh" if "phát sinh" in said and "nhiệm vụ" in said else None
