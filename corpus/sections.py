"""What the headings above a block say: whose section it is, whether it reports, whether it directs."""

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from .bodies import Bodies
from .headings import Headings
from .layout import Layout
from .model import Block
from .sought import Sought
from .subjects import Subjects
from .text import squeeze
from .unit_index import UnitIndex
from .vocabulary import Vocabulary

_LEAD_WORDS = re.compile(r"(?i)^(?:những\s+|về\s+|một số\s+)")
_MONEY = re.compile(r"(?i)(?:nguồn\s+)?kinh\s+phí")
_LOOKS_BACK = re.compile(r"(?i)tình hình|kết quả|đánh giá|tồn tại|hạn chế")
_DIRECTING_KINDS = {"thong-bao", "ket-luan", "chi-thi", "cong-dien"}
_LETTERS = {"cong-van", "cong-dien"}
_ADDRESS = re.compile(r"(?:[Kk]ính\s+gửi|điện)\s*:$")
_HEADING_RANK = 45
_PAPER = re.compile(r"(?:hồ\s+sơ|đơn|giấy|theo|cơ\s+sở|xét)\s+$", re.I)  # before "đề nghị": what somebody asked for
# what tasks are fitted to, not what is told: "căn cứ tình hình thực tế", "trên cơ sở kết quả công tác quý I"
_GIVEN = re.compile(
    r"tình\s+hình\s+thực\s+(?:tế|tiễn)|(?:cơ\s+sở|căn\s+cứ|từ)\s+(?:đánh\s+giá\s+)?(?:các\s+)?(?:kết\s+quả|tình\s+hình)[^,;:.]{0,80}", re.I
)
# a plan's contents are what it has others do; a report's are what it tells
_PLANS = {"ke-hoach", "chuong-trinh", "phuong-an"}
_CONTENTS = re.compile(
    r"nội\s+dung(?:\s*,?\s*(?:và\s+)?(?:hình\s+thức|biện\s+pháp|tiến\s+độ)|\s+(?:kế\s+hoạch|chương\s+trình|công\s+việc|công\s+tác|triển\s+khai))*\W*",
    re.I,
)
_Said = TypeVar("_Said")


class Sections:
    """Answers about the sections of one document; each heading is read once."""

    def __init__(
        self, text: str, blocks: Sequence[Block], layout: Layout, units: UnitIndex,
        bodies: Bodies, subjects: Subjects, vocab: Vocabulary,
    ) -> None:  # fmt: skip
        self._text, self._blocks, self._layout, self._units = text, blocks, layout, units
        self._directs, self._back = vocab.sought["task_sections"], vocab.sought["looking_back"]
        self._asked, self._insisted = vocab.sought["asking"], vocab.sought["insisting"]
        self._reports = vocab.pattern("report_sections", vocab.cues["report_sections"])
        self._openers: dict[int, str] = {}
        self._up = _introduced(text, blocks, layout.doctype in _LETTERS)
        self._headings = Headings(text, blocks, layout, self._up, units, bodies, subjects, vocab)
        self._reports_in: dict[int, bool] = {-1: False}
        self._directs_in: dict[int, bool] = {-1: False}
        self._said: dict[int, str | None] = {-1: None}
        self._nearest_to: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {-1: ((), ())}

    def owners(self, block: Block) -> tuple[str, ...]:
        """The units, the collective or the organisations that the nearest heading above names; empty where none does."""
        return self._nearest(block)[0]

    def led(self, block: Block) -> tuple[str, ...]:
        """The same, or the subject of the sentence that opens the list ("Bộ Tài chính chủ trì …:"): what it opens need not be a task."""
        found, leads = self._nearest(block)
        return leads or found

    def _nearest(self, block: Block) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What the nearest heading that names bodies says, and what a nearer sentence does that leads a list; one is empty."""
        at, passed = self._up[block.index], []
        while at not in self._nearest_to:
            heading = self._blocks[at]
            if found := self.names(heading):
                self._nearest_to[at] = found, ()
            elif found := self._headings.leads(heading):
                self._nearest_to[at] = (), found
            else:
                passed.append(at)
                at = self._up[at]
        known = self._nearest_to[at]
        self._nearest_to.update(dict.fromkeys(passed, known))
        return known

    def names(self, block: Block) -> tuple[str, ...]:
        """Those that a heading names and nothing else."""
        return self._headings.names(block)

    def reports(self, block: Block) -> bool:
        """Whether a heading above says that the section reports or sets aims."""
        return self._inherited(self._reports_in, block, self._reports_under)

    def on_money(self, block: Block) -> bool:
        """Whether the section is about means of payment, where bodies are told what to do about them."""
        above = self._up[block.index]
        return above >= 0 and _MONEY.match(squeeze(self._blocks[above].content.of(self._text))) is not None

    def _reports_under(self, above: Block, found: bool) -> bool:
        if above.marker == "" and (opens := self._opens(above)):
            return opens == "reports" or (found and opens != "insists")
        if above.rank <= _HEADING_RANK and len(words := squeeze(above.content.of(self._text))) < 130:
            if self._directs.search(words, 0, len(words)) and not _LOOKS_BACK.match(words):
                return False
            if self._units.headings[above.index] is None and self._reports.match(_LEAD_WORDS.sub("", words)):
                return True
        return found

    def directs(self, block: Block) -> bool:
        """Whether the block stands under a heading of tasks, or in a conclusion or notice made of them."""
        if self._inherited(self._directs_in, block, lambda above, found: found or self._asks(above)):
            return True
        return self._layout.doctype in _DIRECTING_KINDS and (block.parent >= 0 or block.kind in {"item", "heading"})

    def _asks(self, block: Block) -> bool:
        """Whether a heading speaks of tasks, or a paragraph ends by asking for what follows it."""
        start, end = block.content.start, block.content.end
        if block.marker:
            bare = self._layout.doctype in _PLANS and _CONTENTS.fullmatch(self._text, start, end)
            return bool(bare) or self._directs.search(self._text, start, min(end, start + 170)) is not None
        return self._opens(block) in {"asks", "insists"}

    def above(self, block: Block) -> int:
        """The index of the block it stands under: the paragraph that opens its list, else its heading; -1 at the top."""
        return self._up[block.index]

    def opens(self, block: Block) -> bool:
        """Whether a paragraph that ends in a colon asks for what the items below it say."""
        below = self._blocks[block.index + 1] if block.index + 1 < len(self._blocks) else None
        return below is not None and bool(below.marker) and self._opens(block) in {"asks", "insists"}

    def _opens(self, block: Block) -> str:
        """What a paragraph ending in a colon opens: "insists", "asks", "reports", "addresses", or "" where it does not say.

        Only one that insists makes directives inside a section that reports.
        """
        if block.index not in self._openers:
            self._openers[block.index] = self._opened_by(block)
        return self._openers[block.index]

    def _opened_by(self, block: Block) -> str:
        start, end = max(block.content.start, block.content.end - 170), block.content.end
        if not self._text.endswith(":", start, end):
            return ""
        if _ADDRESS.search(self._text, start, end):
            return "addresses"
        given = _GIVEN.search(self._text, start, end)
        back = max((m.end() for m in self._back.finditer(self._text, given.end() if given else start, end)), default=-1)
        if back >= 0 and not self._said_in(
            self._insisted, back, end
        ):  # what is said last counts: "…, hạn chế thấp nhất thiệt hại, yêu cầu:"
            return "reports"
        if self._said_in(self._insisted, start, end):
            return "insists"
        return "asks" if self._said_in(self._asked, start, end) else ""

    def _said_in(self, cues: Sought, start: int, end: int) -> bool:
        """Whether one of the words stands in a range and asks, other than in "hồ sơ đề nghị"."""
        return any(not _PAPER.search(self._text, start, cue.start()) for cue in cues.finditer(self._text, start, end))

    def asked_for(self, block: Block) -> bool:
        """Whether the paragraph that opens the block's list asks for what it says."""
        above = self._up[block.index]
        return bool(block.marker) and above >= 0 and not self._blocks[above].marker and self._asks(self._blocks[above])

    def addresses(self, block: Block) -> bool:
        """Whether the block is one of those a letter is sent to."""
        above = self._up[block.index]
        return bool(block.marker) and above >= 0 and not self._blocks[above].marker and self._opens(self._blocks[above]) == "addresses"

    def said_above(self, block: Block, read: Callable[[str, int, int], str | None]) -> str | None:
        """What a reader of a range of the text finds in the nearest heading above that says anything; each heading is read once."""

        def nearest(above: Block, found: str | None) -> str | None:
            start, end = above.content
            return read(self._text, start, min(end, start + 120)) or found

        return self._inherited(self._said, block, nearest)

    def _inherited(self, known: dict[int, _Said], block: Block, read: Callable[[Block, _Said], _Said]) -> _Said:
        """What a block takes from the headings above it, read from the top down; each heading is read once (`known`)."""
        at = self._up[block.index]
        if at in known:
            return known[at]
        chain = []
        while at not in known:
            chain.append(at)
            at = self._up[at]
        for heading in reversed(chain):
            known[heading] = read(self._blocks[heading], known[self._up[heading]])
        return known[self._up[block.index]]


def _introduced(text: str, blocks: Sequence[Block], letter: bool) -> list[int]:
    """For each block the one it stands under: the paragraph ending in a colon that opens its list, else its heading.

    In a letter what follows is seldom numbered: every paragraph stands under the opening one.
    """
    up: list[int] = []
    opener: dict[int, int] = {}
    for block in blocks:
        up.append(opener.get(block.parent, block.parent) if block.marker or (letter and block.kind == "paragraph") else block.parent)
        if block.kind == "paragraph" and text.endswith(":", block.content.start, block.content.end):
            opener[block.parent] = block.index
    return up
