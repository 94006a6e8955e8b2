"""Plans that name the parties of a task in lines of their own: "Đơn vị chủ trì: …", "Đơn vị phối hợp: …", "Thời gian: …"."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from .deadline_dates import NONE
from .model import Block, Deadline, Span
from .text import UPPER, squeeze

_LABELS = {
    "owner": r"(?:(?:đơn\s+vị|cơ\s+quan|bộ\s+phận)\s+(?:chủ\s+trì|đầu\s+mối|thực\s+hiện|chịu\s+trách\s+nhiệm)"
    r"|(?:chủ\s+trì|phân\s+công|(?:chịu\s+)?trách\s+nhiệm)(?:\s+thực\s+hiện)?(?=\s*:))",
    "partner": r"(?:(?:đơn\s+vị|cơ\s+quan|bộ\s+phận)\s+phối\s+hợp|phối\s+hợp(?:\s+thực\s+hiện)?(?=\s*:))",
    "leader": r"(?:lãnh\s+đạo(?:\s+(?:sở|ubnd|huyện|tỉnh|đơn\s+vị))?\s+)?(?:phụ\s+trách|chỉ\s+đạo|theo\s+dõi)(?:\s+trực\s+tiếp)?(?=\s*:)",
    "time": r"(?:thời\s+(?:gian|hạn)|tiến\s+độ)(?:\s+(?:thực\s+hiện|hoàn\s+thành))?(?=\s*:)",
    "product": r"(?:sản\s+phẩm|kết\s+quả|kinh\s+phí)(?:\s+(?:đầu\s+ra|thực\s+hiện|dự\s+kiến))?(?=\s*:)",
}
_LABEL = re.compile("|".join(rf"(?P<{name}>{form}[^:.;\n]{{0,30}}:)\s*" for name, form in _LABELS.items()), re.I)
_LONGEST_LABEL = 120  # characters of a label up to its colon
# several bodies may be set apart by semicolons
_END = re.compile(
    r"[.)]\s*(?=\W*$|[A-ZĐ]|đơn\s+vị|cơ\s+quan|thời|sản\s+phẩm)|;\s*(?=\W*$|(?i:đơn\s+vị|cơ\s+quan|thời|sản\s+phẩm|kinh\s+phí|kết\s+quả|chậm\s+nhất|trước|trong|hạn|trình|xong|từ\s+\w+\s+\d|đến\s|P?GĐ|đ/c|đồng\s+chí))|$"
)
_LONGEST_PARTY = 160
_NAMES_ALONE = 0.7  # of an item that names bodies and says nothing else
_PARTNERS = re.compile(
    r"(?:\s+chủ\s+trì)?[\s,;(]+phối\s+hợp(?:\s+chặt\s+chẽ)?\s+(?:(?:với|cùng)\s+|(?-i:(?=[" + UPPER + r"]|các\s)))", re.I
)
# "Phòng A; Phòng B phối hợp"
_HELPS = re.compile(r"(?:\s+chủ\s+trì)?\s*(?:;|,(?=[^;]*$))\s*(?P<who>[^;]+?)\s+(?:cùng\s+)?phối\s+hợp\W*$", re.I)


@dataclass(slots=True)
class Parties:
    """What the labelled lines below a task say of it."""

    owners: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    leader: str | None = None
    deadline: Deadline = NONE


@dataclass(slots=True)
class Labelled:
    """The parties of blocks by index, the blocks that bear a task of their own, and those that are labels only."""

    parties: dict[int, Parties] = field(default_factory=dict)
    heads: set[int] = field(default_factory=set)
    lines: set[int] = field(default_factory=set)


def find_labelled(
    text: str,
    blocks: Sequence[Block],
    bodies: Callable[[int, int], tuple[str, ...]],
    person: Callable[[int, int], str | None],
    time: Callable[[Span], Deadline],
) -> Labelled:
    """Reads every label; `bodies` names the units and bodies in a range of the text, `person` somebody named there, `time` the deadline it gives.

    The lines of one task stand below it: they speak of the blocks since the lines before them, the nearest being its head.
    """
    found = Labelled()
    above: list[int] = []
    group = Parties()
    open_group = False
    listing = ""  # the label whose value is a list below it
    targets: list[int] = []

    def tell() -> None:
        """Notes what the group says for the blocks it speaks of."""
        if targets and group.owners:
            last = blocks[targets[-1]]
            found.heads |= {last.index} | {at for at in targets if blocks[at].kind == "item" and blocks[at].parent == last.parent}
        for index in targets if group.owners else targets[-1:]:
            found.parties[index] = group

    for block in blocks:
        if listing and (named := _listed(text, block, bodies)):
            if listing == "owner":
                group.owners = tuple(dict.fromkeys((*group.owners, *named)))
            else:
                group.partners = tuple(dict.fromkeys((*group.partners, *named)))
            found.lines.add(block.index)
            tell()
            continue
        listing = ""
        if block.kind in {"header", "title", "tail", "row", "cell"}:
            above, open_group = [], False
            continue
        start, end = block.content
        labels = _labels(text, block.content) if text.find(":", start, end) >= 0 else []
        if not labels or (labels[0][0] == "product" and not open_group):
            if open_group or (block.kind == "heading" and block.rank <= 40):
                above, open_group = [], False
            above.append(block.index)
            continue
        own = labels[0][1] > block.content.start  # "…; đơn vị chủ trì: X" after the task's own words
        if own:
            group, open_group = Parties(), False
            above = []
            targets = [block.index]
        else:
            found.lines.add(block.index)
            if not open_group:
                group, open_group = Parties(), True
            targets = above
        for name, _, span in labels:
            if name == "owner":
                leading, helping = _with_partners(text, span)
                group.owners = bodies(leading.start, leading.end) or _as_printed(text, leading)
                group.partners = bodies(helping.start, helping.end) or group.partners
            elif name == "partner":
                group.partners = bodies(span.start, span.end) or _as_printed(text, span)
            elif name == "leader":
                group.leader = person(span.start, span.end)
            elif name == "time":
                stop = text.find(";", span.start, span.end)
                group.deadline = time(Span(span.start, stop) if stop > 0 else span)
        name, _, span = labels[-1]
        listing = name if name in {"owner", "partner"} and not span.of(text).strip(" .;") else ""
        tell()
    return found


def _listed(text: str, block: Block, bodies: Callable[[int, int], tuple[str, ...]]) -> tuple[str, ...]:
    """The bodies that an item of a list names, where it says nothing else."""
    words = block.content.of(text).strip()
    if block.kind != "item" or len(words) > _LONGEST_PARTY or ":" in words:
        return ()
    named = bodies(block.content.start, block.content.end)
    return named if sum(map(len, named)) >= _NAMES_ALONE * len(words) else ()


def _with_partners(text: str, span: Span) -> tuple[Span, Span]:
    """What a label says of owners, and what it says of partners, after "phối hợp với" or before "phối hợp"."""
    if words := _PARTNERS.search(text, span.start, span.end):
        return Span(span.start, words.start()), Span(words.end(), span.end)
    if words := _HELPS.search(text, span.start, span.end):
        return Span(span.start, words.start()), Span(*words.span("who"))
    return span, Span(span.end, span.end)


def _as_printed(text: str, span: Span) -> tuple[str, ...]:
    """Parties that are not known by name are kept as they are printed."""
    words = squeeze(span.of(text))
    return (words[:1].upper() + words[1:],) if 3 < len(words) <= _LONGEST_PARTY else ()


def _places(text: str, start: int, end: int) -> Sequence[int]:
    """Where labels may begin: with the line, or after a mark, not far before a colon."""
    colon = text.find(":", start, end)
    if colon < 0:
        return ()
    found = set()
    while colon >= 0:
        low = max(start, colon - _LONGEST_LABEL)
        stop = max(text.rfind(".", low, colon), text.rfind(";", low, colon))
        for mark in (stop, text.rfind("(", max(low, stop), colon)):
            if mark >= 0:
                found.add(mark + 1 + text[mark + 1].isspace())
            elif low == start:
                found.add(start)
        colon = text.find(":", colon + 1, end)
    return sorted(found)


def _labels(text: str, content: Span) -> list[tuple[str, int, Span]]:
    """Each label of a block: (name, where it starts, what it says)."""
    matches: list[re.Match[str]] = []
    for place in _places(text, *content):
        match = _LABEL.match(text, place, content.end) if not matches or place >= matches[-1].end() else None
        if match:
            matches.append(match)
    found = []
    for at, match in enumerate(matches):
        limit = matches[at + 1].start() if at + 1 < len(matches) else content.end
        end = _END.search(text, match.end(), limit)
        found.append((match.lastgroup or "", match.start(), Span(match.end(), end.start() if end else limit)))
    return found
