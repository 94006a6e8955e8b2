"""Tasks: directives under a unit's heading, "Giao X chủ trì …" anywhere, and rows of a task table.

Conventions: one numbered or bulleted directive is one task; a bullet that only heads sub-bullets is not; the text
leaves the list marker out; the owner is the unit named, else the unit that heads the section.
"""

import re
from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import replace
from functools import partial

from .bodies import is_vague
from .deadline_cells import deadline_of, of_label
from .directives import (
    OPENING,
    PLAIN_KINDS,
    STATES,
    begins_assigning,
    goes_on,
    heads_list,
    is_due,
    listed_to_do,
    may_direct,
    only_cites,
    starts_directive,
    tells,
)
from .labelled import Parties, find_labelled
from .leaders import acts_in_person, leader_above, leads_alone, led_by, only_person, person_in, supervising_leader
from .model import Block, Span, Task
from .origins import origin_of
from .parties import assigned_to, bare_head, bodies_in, named_at_end, subject_units
from .partners import cooperating, had_act, only_lends
from .scope import Scope
from .sentences import orders_in, quoted_blocks, told_in, told_later
from .sought import Sought
from .tables import programme_year, table_tasks

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

_OF_THE_PUBLIC = ("Tổ chức", "Cá nhân", "Doanh nghiệp")  # who are somebody; "các đơn vị liên quan" beside those named are nobody
_PLANS = {"ke-hoach", "chuong-trinh", "phuong-an"}
_ASKING = {"to-trinh", "bao-cao"}
_LEADING = "(chủ trì)"  # behind the one of several who leads
_SHORTEST = 12  # characters of a directive
_BOUND = Sought(re.compile(r"có\s+trách\s+nhiệm\s+(?!thi\s+hành)|chủ\s+trì(?!\w)|khẩn\s+trương(?!\w)"), ("có", "chủ", "khẩn"), exact=True)


def find_tasks(scope: Scope) -> tuple[Task, ...]:
    """The directives of a document in reading order; none where it gives none."""
    found: list[Task] = []
    # a table below a whole sentence is no list that the sentence heads
    parents = {block.parent for block in scope.blocks if block.kind == "row" and block.parent >= 0}
    sentences = {at for at in parents if scope.blocks[at].content.of(scope.text).rstrip().endswith(".")}
    labelled = find_labelled(
        scope.text,
        scope.blocks,
        lambda start, end: bodies_in(scope, start, end),
        lambda start, end: person_in(scope, start, end),
        lambda span: of_label(span.of(scope.text), span, programme_year(scope.layout), scope.layout.date),
    )
    quoted = quoted_blocks(scope.text, scope.blocks)
    children = {block.parent for block in scope.blocks if block.kind != "row" or block.parent not in sentences}
    for block in scope.blocks:
        start, end = block.content
        if end - start < _SHORTEST or block.kind in {"header", "title", "tail", "row", "cell"}:
            continue
        if block.index in labelled.lines or block.index in quoted:
            continue
        if scope.text.startswith(_SELF, start):
            block = _order_in(scope, block)
        parties = labelled.parties.get(block.index)
        plain = block.kind == "paragraph" and not block.marker and block.index not in children and not parties
        if plain and not scope.sections.reports(block) and len(parts := orders_in(scope, block)) > 1:
            found += _in_parts(scope, parts)
            continue
        made = _task(scope, block, block.index in children)
        if parties and made is None and block.index in labelled.heads:
            made = _build(scope, block, (), None, "task:heading")
        if made and parties:
            found.append(_with_parties(made, parties))
        elif made:
            found.append(made)
    found.extend(_siblings(scope, found, children, labelled.lines))
    found.extend(
        table_tasks(
            scope.text,
            scope.blocks,
            scope.layout,
            scope.units,
            scope.bodies,
            scope.citations,
            scope.vocab,
            partial(cooperating, scope),
            partial(only_person, scope),
        )
    )
    found.sort(key=lambda t: t.span)
    return tuple(_numbered(found))


def _in_parts(scope: Scope, parts: Sequence[Block]) -> list[Task]:
    """The directives of a paragraph, one for each part; what follows one tells somebody too, where it has a subject."""
    found: list[Task] = []
    leader: str | None = None
    for part in parts:
        content = part.content.of(scope.text)
        if part is not parts[-1] and begins_assigning(scope, content) and not told_in(scope, part, part.content):
            leader = only_person(scope, part.content)  # "Giao đồng chí A, Phó Giám đốc Sở chỉ đạo. Phòng B …": in charge of what follows
            if leader:
                continue
        made = _task(scope, part, False)
        if made is None and (found or leader) and may_direct(scope, part, content):
            told = scope.subjects.at(part.content.start, part.content.end)
            made = _build(scope, part, told, None, "task:subject") if told else None
        if made:
            found.append(made if made.supervising_leader or leader is None else replace(made, supervising_leader=leader))
    return found


# "Quyết định này có hiệu lực kể từ ngày ký. Giao Sở A …": the order behind it is the task
_SELF = ("Quyết định này", "Nghị quyết này", "Chỉ thị này", "Quy chế này", "Kế hoạch này")
_IN_FORCE = re.compile(rf"(?:{'|'.join(_SELF)}) có hiệu lực[^.;]{{0,160}}[.;]\s+(?=Giao\s)")


def _order_in(scope: Scope, block: Block) -> Block:
    """The block from the order on that it gives after saying when the document takes effect; else the block itself."""
    opening = _IN_FORCE.match(scope.text, *block.content)
    return replace(block, content=Span(opening.end(), block.content.end)) if opening else block


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
            content = block.content.of(scope.text)
            if (
                block.index in tasks
                or block.index in labels
                or block.content.length < _SHORTEST
                or not may_direct(scope, block, content)
                or tells(scope, content)
            ):
                continue
            assigned = assigned_to(scope, block)
            asked = assigned[0] if assigned and begins_assigning(scope, content) else ()
            owners = asked or subject_units(scope, block) or scope.sections.owners(block) or scope.sections.led(block)
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


def _task(scope: Scope, block: Block, has_children: bool) -> Task | None:
    content = block.content.of(scope.text)
    if not may_direct(scope, block, content) or heads_list(scope, block, content, has_children) or leads_alone(scope, block):
        return None
    if has_children and scope.sections.names(block):
        return None
    assigned = assigned_to(scope, block)
    if (
        assigned
        and scope.layout.doctype in _ASKING
        and not (any(o in scope.units.known for o in assigned[0]) and scope.sections.directs(block))
    ):
        return None  # a report asks, it does not direct
    if assigned:
        first = () if begins_assigning(scope, content) else scope.subjects.at(block.content.start, block.content.end)
        if first and assigned[2] == "task:đề nghị":  # "Phòng A khảo sát …; đề nghị Công ty B lắp đặt"
            return _build(scope, block, first, assigned[1], "task:subject", assigned[0])
        told = tuple(dict.fromkeys((*first, *assigned[0])))
        if (
            not first
            and assigned[0]
            and starts_directive(scope, content)
            and only_lends(scope, block)
            and (own := scope.sections.owners(block))
        ):
            return _build(scope, block, own, assigned[1], "task:section", assigned[0])
        if not told and assigned[1] and (under := led_by(scope, block)):
            told = under[1]  # "Giao Phó Giám đốc A chỉ đạo Phòng B hoàn thiện …"
        told = told or (() if begins_assigning(scope, content) else subject_units(scope, block)) or scope.sections.owners(block)
        return _build(scope, block, told, assigned[1], assigned[2])
    by_brackets, helping = named_at_end(scope, block)
    if by_brackets:
        return _build(scope, block, by_brackets, None, "task:brackets", helping)
    owners = scope.sections.owners(block)
    if owners and not goes_on(scope, block):
        subject = subject_units(scope, block)
        besides = subject != owners and not scope.subjects.at(block.content.start, block.content.end)
        if subject and besides and starts_directive(scope, content):
            return _build(scope, block, owners, None, "task:section", subject)  # a later clause says what others do for it
        return _build(scope, block, subject or bare_head(scope, block, owners), None, "task:section")
    led = scope.sections.led(block)
    if led and not has_children and starts_directive(scope, content):
        return _build(scope, block, subject_units(scope, block) or led, None, "task:led", _asked_above(scope, block, led))
    if (
        scope.layout.doctype in PLAIN_KINDS
        and not has_children
        and _BOUND.search(scope.text, block.content.start, min(block.content.end, block.content.start + OPENING))
    ):
        bound = scope.subjects.at(block.content.start, block.content.end)
        if bound:
            return _build(scope, block, bound, None, "task:bound")
    whole = block.kind == "item" or (block.kind == "heading" and content.rstrip().endswith((".", ";")))
    if scope.layout.doctype in _PLANS and whole and not has_children:
        # "các bước thực hiện": whoever is named with what to do is told so, whatever the heading says
        if told := scope.subjects.at(block.content.start, block.content.end):
            return _build(scope, block, told, None, "task:subject")
    if (block.kind in {"item", "paragraph"} or not has_children) and scope.sections.directs(block):
        subject = subject_units(scope, block)
        if subject:
            return _build(scope, block, subject, None, "task:subject")
        by_leader = led_by(scope, block)
        if by_leader:
            return _build(scope, block, by_leader[1], by_leader[0], "task:leader-directs")
        if person := acts_in_person(scope, block):
            return _build(scope, block, (), person, "task:person")
        leaf = not has_children or not content.rstrip().endswith(":")
        asked = starts_directive(scope, content) or (
            not STATES.match(content) and (scope.sections.asked_for(block) or listed_to_do(scope, block) or is_due(scope, block))
        )
        directive = asked and not only_cites(scope, content)
        if leaf and directive and scope.layout.doctype in _TASK_DOCTYPES:
            return _build(scope, block, led or tuple(had_act(scope, block.content)), None, "task:directive")
    return None


def _asked_above(scope: Scope, block: Block, led: tuple[str, ...]) -> tuple[str, ...]:
    """Who is asked to take part by the sentence that opens the block's list ("Phòng A chủ trì, phối hợp với Phòng B:")."""
    above = scope.sections.above(block)
    opener = scope.blocks[above].content if above >= 0 else None
    if opener is None or not scope.text.endswith((":", ":*"), *opener) or scope.text.find("phối hợp", *opener) < 0:
        return ()
    return cooperating(scope, opener, led)


def _build(scope: Scope, block: Block, owners: tuple[str, ...], leader: str | None, rule: str, besides: tuple[str, ...] = ()) -> Task:
    owners = tuple(name for name in owners if not is_vague(name) or name.startswith(_OF_THE_PUBLIC)) or owners
    deadline = deadline_of(scope.text, block.content.start, block.content.end, scope.layout.date)
    if owners and not besides:
        acting, besides = told_later(scope, block.content)
        if acting:
            owners = tuple(dict.fromkeys((*owners, *(name for name in acting if not is_vague(name)))))
            besides = (*besides, *(name for name in acting if is_vague(name)))
    if len(owners) > 1 and (marked := scope.text.find(_LEADING, *block.content)) >= 0:
        leads = {name for _, name in scope.bodies.named_in(block.content.start, marked)}
        if first := tuple(name for name in owners if name in leads):
            besides = (*besides, *(name for name in owners if name not in leads))
            owners = first
    return Task(
        "", block.content, block.index, block.path, owners, cooperating(scope, block.content, owners, besides), leader or supervising_leader(scope, block) or leader_above(scope, block),
        deadline, _bases(scope, block.content), origin_of(scope, block), rule,
    )  # fmt: skip


def _bases(scope: Scope, span: Span) -> tuple[str, ...]:
    inside = [scope.citations[i] for i in scope.places.within(span)]
    return tuple(dict.fromkeys(c.canonical for c in inside if span.covers(c.span)))
