"""The sentences of a directive: those of an unnumbered paragraph that are directives of their own, and whom later ones tell to act."""

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from .bodies import is_vague
from .deadline_cells import deadline_of
from .directives import begins_assigning
from .model import Block, Span
from .parties import assigned_to
from .scope import Scope
from .text import UPPER

_STOP = re.compile(r"\.[”\"]?\s+(?=[" + UPPER + r"])")
_STOPS = (". ", ".\n", ".”", '."', ".\t", ".\u00a0")  # one of which it begins with
_ABBREVIATED = re.compile(r"(?<!\w)(?:[" + UPPER + r"]\w?|ThS)$")  # "TP. Cần Thơ", "TS. Nguyễn Văn An": no sentence ends here
_MANNER = r"(?:tích\s+cực\s+|chủ\s+động\s+|có\s+trách\s+nhiệm\s+|kịp\s+thời\s+|làm\s+đầu\s+mối\s+)?"
_ANY_QUOTE = re.compile(r"“\s*(?:Điều|Khoản|\d|[a-zđ]\))")
_OPENS_QUOTE = re.compile(r"\s*“\s*(?:Điều\s+\d|Khoản\s+\d|\d{1,2}[a-z]?[.)]\s|[a-zđ]\)\s)")
_TAKES_PART = re.compile(_MANNER + r"phối\s+hợp(?!\w)")
_HELPS = re.compile(
    _MANNER + r"(?:phối\s+hợp|hỗ\s+trợ|giúp|cung\s+cấp|tham\s+gia|tạo\s+điều\s+kiện|cho\s+ý\s+kiến|góp\s+ý|theo\s+dõi,\s+giúp)(?!\w)"
)


def orders_in(scope: Scope, block: Block) -> Sequence[Block]:
    """An unnumbered paragraph in parts, each from a sentence that tells others than the one before."""
    start, end = block.content
    if all(scope.text.find(stop, start, end) < 0 for stop in _STOPS):
        return (block,)
    stops = [
        stop.end()
        for stop in _STOP.finditer(scope.text, start, end)
        if not _ABBREVIATED.search(scope.text, max(start, stop.start() - 4), stop.start())
    ]
    if not stops:
        return (block,)
    begins, told = [start], told_in(scope, block, Span(start, stops[0]))
    for at, stop in zip(stops, [*stops[1:], end], strict=True):
        here = told_in(scope, block, Span(at, stop))
        if here and set(here) != set(told):
            begins.append(at)
            told = here
    if len(begins) == 1:
        return (block,)
    return [replace(block, content=Span(*part)) for part in zip(begins, [*begins[1:], end], strict=True)]


def quoted_blocks(text: str, blocks: Sequence[Block]) -> Set[int]:
    """The blocks of a passage of another document that is quoted over several of them ("“Điều 5. …" … "…”."): what it orders is not ordered here."""
    found: set[int] = set()
    if not _ANY_QUOTE.search(text):
        return found
    opened: int | None = None
    for block in blocks:
        start, end = block.content
        if opened is None and _OPENS_QUOTE.match(text, block.span.start, end) and text.find("”", start, end) < 0:
            opened = block.index
        elif opened is not None and (text.find("”", start, end) >= 0 or block.kind == "tail"):
            if block.kind != "tail":
                found.update(range(opened, block.index + 1))
            opened = None
    return found


def told_in(scope: Scope, block: Block, sentence: Span) -> tuple[str, ...]:
    """Whom a sentence tells to act: those it assigns to, or its subject; empty where they only take part, or are anybody concerned."""
    if begins_assigning(scope, sentence.of(scope.text)):
        assigned = assigned_to(scope, replace(block, content=sentence))
        named = assigned[0] if assigned else ()
    else:
        named = scope.subjects.of(sentence, loose=False)
        listed, stop = scope.bodies.listed(*sentence)
        if listed == named and _TAKES_PART.match(scope.text, scope.bodies.after_comma(stop, sentence.end), sentence.end):
            return ()
    return tuple(name for name in named if not is_vague(name))


def told_later(scope: Scope, content: Span) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whom the sentences after the first tell what to do: those who do it on their own account, and those who help.

    A sentence of its own, or a clause with a day of its own, makes its subject an owner, unless it only lends a hand.
    """
    acting: list[str] = []
    helping: list[str] = []
    later = scope.subjects.later(content)
    if not later:
        return (), ()
    for names, lead, clause in later:
        verb = scope.bodies.after_comma(scope.bodies.listed(*clause)[1], clause.end)
        own = (
            scope.text[max(content.start, lead.start - 4) : lead.start].rstrip().endswith(".")
            or deadline_of(scope.text, *clause, scope.layout.date).date_to is not None
        )
        helps = not own or _HELPS.match(scope.text, verb, clause.end) is not None
        (helping if helps else acting).extend(names)
    return tuple(dict.fromkeys(acting)), tuple(dict.fromkeys(helping))
