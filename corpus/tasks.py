"""Tasks: directives under a unit's heading, "Giao X chủ trì …" anywhere, and rows of a task table.

Conventions: one numbered or bulleted directive is one task; a bullet that only heads sub-bullets is not; the text
leaves the list marker out; the owner is the unit named, else the unit that heads the section.
"""

import re
from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import replace

from .bodies import is_unnamed, is_vague
from .deadlines import find_deadline
from .labelled import Parties, find_labelled
from .model import Block, Span, Task
from .parties import (
    Scope,
    assigned_to,
    bare_head,
    bodies_in,
    cooperating,
    leader_above,
    led_by,
    person_in,
    subject_units,
    supervising_leader,
)
from .phrases import words
from .tables import table_tasks
from .text import squeeze

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
    "bao-cao",
}
_CLOSING = re.compile(
    words(
        (
            "chịu trách nhiệm thi hành",
            "nay thông báo",
            "trên đây là",
            "nơi nhận",
            "có hiệu lực",
            "thông báo để",
            "thông tin chi tiết",
            "mọi thông tin",
            "mọi vướng mắc xin liên hệ",
            "mong nhận được",
            "trân trọng",
        ),
        any_case=True,
    )
)
_ABOUT = re.compile(r"^(?:Về|Đối với|Liên quan)\s[^:]{3,240}:\s*$")
_CLOSES = re.compile(
    r"(?:Kết luận|Kế hoạch|Chương trình|Thông báo|Chỉ thị|Công văn|Công điện|Quyết định)\s+này|(?:nghiêm túc|quán triệt)[^.;]{0,40}thực hiện"
)
_BINDS_ALL = re.compile(
    r"chịu\s+trách\s+nhiệm\s+(?:thi\s+hành|thực\s+hiện|tổ\s+chức)|căn\s+cứ\s+(?:Quyết\s+định|Nghị\s+quyết)\s+thi\s+hành"
)

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
_STATES = re.compile(r"[^.;]{10,200}?\s(?:được|đã)\s+(?:quy\s+định|hướng\s+dẫn)\s+(?:cụ\s+thể\s+|rõ\s+)?tại\s")
_LONGEST_NOTHING = 140
_LONGEST_TITLE = 100  # characters of an item that entitles those below it; it ends without a stop
_SHORTEST = 12  # characters of a directive
_OPENING = 240  # characters within which a subject is told to act
# decisions and letters tell bodies to act in plain sentences
_PLAIN_KINDS = {"quyet-dinh", "nghi-quyet", "quy-che", "cong-van"}
_BOUND = re.compile(r"có\s+trách\s+nhiệm\s+(?!thi\s+hành)|chủ\s+trì(?!\w)|khẩn\s+trương(?!\w)")
# "Đề nghị các cơ quan quan tâm thực hiện./.": an order to do all that was said
_ALL_OF_IT = re.compile(
    r"(?:Đề nghị|Yêu cầu)\s[^.;]{0,120}(?:thực hiện|triển khai)(?:\s+(?:nghiêm túc|nghiêm|tốt|đúng quy định))?\s*\./\.$"
)
# "Trong quá trình thực hiện, nếu có vướng mắc …": the closing order of every document
_WHILE = re.compile(r"(?:Trong\s+)?[Qq]uá\s+trình\s+(?:tổ\s+chức\s+|triển\s+khai\s+)?(?:thực\s+hiện|thi\s+hành|triển\s+khai)")
_FROM_PROVINCE = re.compile(
    r"(?:ubnd|ủy ban nhân dân) tỉnh giao|chỉ đạo của (?:ubnd|chủ tịch ubnd|phó chủ tịch|đồng chí (?:phó )?chủ tịch ubnd)"
)
_ORIGIN_WORDS = ("giao", "GIAO", "đạo", "ĐẠO", "iám đốc", "IÁM ĐỐC", "sinh", "SINH")  # what says an origin has one of these
_FROM_DIRECTOR = re.compile(r"giám đốc sở (?:giao|yêu cầu|chỉ đạo)")


def find_tasks(scope: Scope) -> tuple[Task, ...]:
    """The directives of a document in reading order; none where it gives none."""
    found: list[Task] = []
    # a table below a whole sentence is no list that the sentence heads
    sentences = {b.index for b in scope.blocks if b.content.of(scope.text).rstrip().endswith(".")}
    labelled = find_labelled(
        scope.text, scope.blocks, lambda start, end: bodies_in(scope, start, end), lambda start, end: person_in(scope, start, end)
    )
    children = {block.parent for block in scope.blocks if block.kind != "row" or block.parent not in sentences}
    for block in scope.blocks:
        if block.kind in {"header", "title", "tail", "row", "cell"} or len(block.content) < _SHORTEST:
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
    found.extend(_siblings(scope, found, children, labelled.lines))
    found.extend(table_tasks(scope.text, scope.blocks, scope.layout, scope.units, scope.bodies, scope.citations, scope.vocab))
    found.sort(key=lambda t: t.span)
    return tuple(_numbered(found))


def _siblings(scope: Scope, found: Sequence[Task], children: Set[int], labels: Set[int]) -> list[Task]:
    """Items without a known verb in lists most of whose items are directives: one who lists duties lists no more than duties."""
    tasks = {task.block for task in found}
    lists: dict[tuple[int, int], list[Block]] = defaultdict(list)
    for block in scope.blocks:
        if block.marker and block.kind in {"item", "heading"} and block.index not in children and block.parent >= 0:
            lists[block.parent, block.rank].append(block)
    more: list[Task] = []
    for items in lists.values():
        directives = sum(block.index in tasks for block in items)
        if directives < 2 or 2 * directives < len(items):
            continue
        for block in items:
            if (
                block.index in tasks
                or block.index in labels
                or len(block.content) < _SHORTEST
                or not _may_direct(scope, block)
                or _tells(scope, block.content.of(scope.text))
            ):
                continue
            owners = subject_units(scope, block) or scope.sections.owners(block) or scope.sections.led(block)
            more.append(_build(scope, block, owners, None, "task:sibling"))
    return more


def _with_parties(task: Task, parties: Parties) -> Task:
    """The task with what labelled lines say of it; the directive's own words go first."""
    owners = task.owner or parties.owners
    given = tuple(n for n in dict.fromkeys((*task.cooperating, *parties.partners)) if n not in owners and not is_vague(n))
    deadline = task.deadline if task.deadline.text else parties.deadline
    leader = parties.leader or task.supervising_leader
    return replace(task, owner=owners, cooperating=given, supervising_leader=leader, deadline=deadline, rule=f"{task.rule} labelled")


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
    if block.kind == "item" and len(content) < _LONGEST_TITLE and content[-1].isalpha() and not assigned_to(scope, block):
        return True
    if block.kind == "heading" and not content.endswith((".", ";")) and len(content) < 200 and not _starts_directive(scope, content):
        return True
    if content.endswith(":"):
        return bool(_ABOUT.match(content)) or not _starts_directive(scope, content) or _assigns_only(scope, content)
    return block.kind == "heading" and scope.units.headings[block.index] is not None


def _assigns_only(scope: Scope, content: str) -> bool:
    """ "Giao Phòng A:" or "Yêu cầu các phòng, đơn vị:" above a list."""
    return len(content) < 160 and _begins_assigning(scope, content)


def _begins_assigning(scope: Scope, content: str) -> bool:
    return scope.vocab.pattern("assign", scope.vocab.cues["assign"]).match(content) is not None


def _starts_directive(scope: Scope, content: str) -> bool:
    return scope.vocab.pattern("directive", scope.vocab.cues["directive"]).match(content) is not None


def _may_direct(scope: Scope, block: Block) -> bool:
    """Whether nothing speaks against a block being a directive: kind of document, section, closing words."""
    content = block.content.of(scope.text)
    if _CLOSING.search(content, 0, 90) or _WHILE.match(content):
        return False
    if content.rstrip().endswith("./.") and _CLOSES.search(content) and not (block.marker and _names_one(scope, block)):
        return False
    if not block.marker and _ALL_OF_IT.match(content):
        return False
    if scope.sections.addresses(block) or scope.layout.doctype in scope.vocab.cues["normative_kinds"]:
        return False
    if scope.sections.reports(block) and not content.startswith("Giao "):
        return False
    return not _says_nothing(scope, block)


def _names_one(scope: Scope, block: Block) -> bool:
    """Whether a body named by its own name, not by its kind, is told to act: the last directive of a list, not the closing words."""
    assigned = assigned_to(scope, block)
    named = assigned[0] if assigned else subject_units(scope, block)
    return any(not is_unnamed(name) for name in named) and not _BINDS_ALL.search(block.content.of(scope.text))


def _task(scope: Scope, block: Block, has_children: bool) -> Task | None:
    content = block.content.of(scope.text)
    if not _may_direct(scope, block) or _heads_list(scope, block, has_children):
        return None
    if has_children and scope.sections.names(block):
        return None
    assigned = assigned_to(scope, block)
    if assigned and scope.layout.doctype in {"to-trinh", "bao-cao"} and not any(o in scope.units.known for o in assigned[0]):
        return None  # a report asks, it does not direct
    if assigned:
        first = () if _begins_assigning(scope, content) else scope.bodies.subject(block.content.start, block.content.end)
        return _build(scope, block, tuple(dict.fromkeys((*first, *assigned[0]))), assigned[1], assigned[2])
    owners = scope.sections.owners(block)
    if owners and not _goes_on(scope, block):
        subject = subject_units(scope, block)
        if subject and subject != owners and _starts_directive(scope, content):
            return _build(scope, block, owners, None, "task:section", subject)  # a later clause says what others do for it
        return _build(scope, block, subject or bare_head(scope, block, owners), None, "task:section")
    led = scope.sections.led(block)
    if led and not has_children and _starts_directive(scope, content):
        return _build(scope, block, subject_units(scope, block) or led, None, "task:led")
    if scope.layout.doctype in _PLAIN_KINDS and not has_children and _BOUND.search(content, 0, _OPENING):
        bound = scope.bodies.subject(block.content.start, block.content.end)
        if bound:
            return _build(scope, block, bound, None, "task:bound")
    if (block.kind in {"item", "paragraph"} or not has_children) and scope.sections.directs(block):
        subject = subject_units(scope, block)
        if subject:
            return _build(scope, block, subject, None, "task:subject")
        by_leader = led_by(scope, block)
        if by_leader:
            return _build(scope, block, by_leader[1], by_leader[0], "task:leader-directs")
        leaf = not has_children or not content.rstrip().endswith(":")
        asked = _starts_directive(scope, content) or (
            not _STATES.match(content) and (scope.sections.asked_for(block) or _listed_to_do(scope, block) or _is_due(scope, block))
        )
        directive = asked and not _only_cites(scope, content)
        if leaf and directive and scope.layout.doctype in _TASK_DOCTYPES:
            return _build(scope, block, led, None, "task:directive")
    return None


def _listed_to_do(scope: Scope, block: Block) -> bool:
    """Whether the item stands in a list of what its heading says to do ("Tham mưu ban hành các văn bản:")."""
    if not block.marker or block.parent < 0:
        return False
    above = scope.blocks[block.parent].content.of(scope.text)
    return above.endswith(":") and _starts_directive(scope, above)


def _is_due(scope: Scope, block: Block) -> bool:
    """Whether an item says by which day it must be done: then it is something to do, whatever its first word."""
    if not block.marker or scope.layout.doctype in _PLAIN_KINDS:
        return False
    return find_deadline(scope.text, block.content.start, block.content.end, scope.layout.date).date_to is not None


def _tells(scope: Scope, content: str) -> bool:
    """Whether a text tells what is, not what to do."""
    return bool(_NO_DUTY.match(content) or _STATES.match(content)) or _only_cites(scope, content)


def _only_cites(scope: Scope, content: str) -> bool:
    """Whether a sentence begins with a rule and goes on with no directive: "Căn cứ quy định trên, trường hợp …"."""
    if not _CITES.match(content):
        return False
    verb = scope.vocab.pattern("directive", scope.vocab.cues["directive"])
    return not any(verb.match(content, comma.end()) for comma in _COMMA.finditer(content, 0, _OPENING))


def _says_nothing(scope: Scope, block: Block) -> bool:
    """Whether a block names bodies and nothing else, or is set in capitals as a heading, or stands in brackets as a note."""
    content = block.content.of(scope.text)
    if content.isupper() or (content.startswith("(") and content.endswith((")", ").", ")./."))):
        return True
    if len(content) > _LONGEST_NOTHING:
        return False
    rest = scope.text[scope.bodies.listed(block.content.start, block.content.end)[1] : block.content.end]
    return len(rest.split()) < _FEW_WORDS


def _goes_on(scope: Scope, block: Block) -> bool:
    """Whether a paragraph only explains the item it stands in."""
    above = scope.blocks[block.parent] if block.parent >= 0 else None
    if (
        block.kind != "paragraph"
        or above is None
        or above.kind != "item"
        or scope.text.endswith(":", above.content.start, above.content.end)
    ):
        return False
    return not _starts_directive(scope, block.content.of(scope.text)) and not subject_units(scope, block)


def _build(scope: Scope, block: Block, owners: tuple[str, ...], leader: str | None, rule: str, besides: tuple[str, ...] = ()) -> Task:
    deadline = find_deadline(scope.text, block.content.start, block.content.end, scope.layout.date)
    besides = besides or (scope.bodies.later_subjects(block.content) if owners else ())
    return Task(
        "", block.content, block.index, block.path, owners, cooperating(scope, block, owners, besides), leader or supervising_leader(scope, block) or leader_above(scope, block),
        deadline, _bases(scope, block.content), _origin(scope, block), rule,
    )  # fmt: skip


def _bases(scope: Scope, span: Span) -> tuple[str, ...]:
    inside = [scope.citations[i] for i in scope.places.within(span)]
    return tuple(dict.fromkeys(c.canonical for c in inside if span.covers(c.span)))


def _origin(scope: Scope, block: Block) -> str | None:
    """Where a task comes from, when its words or its section say so: UBND tỉnh, the Director, or the period."""
    own = _origin_words(scope.text[block.content.start : min(block.content.end, block.content.start + 200)])
    found = own or scope.sections.said_above(block, _origin_words)
    return found or ("giam-doc" if scope.layout.doctype in {"ket-luan", "thong-bao"} else None)


def _origin_words(text: str) -> str | None:
    if not any(word in text for word in _ORIGIN_WORDS):
        return None
    said = squeeze(text).lower()
    if ("tỉnh giao" in said or "chỉ đạo của" in said) and _FROM_PROVINCE.search(said):
        return "ubnd-tinh"
    if "giám đốc sở" in said and _FROM_DIRECTOR.search(said):
        return "giam-doc"
    return "phat-sinh" if "phát sinh" in said and "nhiệm vụ" in said else None
