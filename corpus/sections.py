"""What the headings above a block say: whose section it is, whether it reports, whether it directs."""

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from .layout import Layout
from .model import Block
from .organisations import group_at
from .text import fold, squeeze
from .unitnames import split_units, unit_key
from .units import UnitIndex
from .vocabulary import Vocabulary

_LEAD_WORDS = re.compile(r"(?i)^(?:những\s+|về\s+|một số\s+)")
_TO_WHOM = re.compile(r"(?i)^(?:giao|đề nghị|yêu cầu|đối với|trách nhiệm của|nhiệm vụ của|về hoạt động của)\s+")
_MASS = re.compile(r"(?i)tổ chức|đoàn thể|^(?:công đoàn|chi đoàn|đoàn thanh niên)")
_LOOKS_BACK = re.compile(r"(?i)tình hình|kết quả|đánh giá|tồn tại|hạn chế")
_DIRECTING_KINDS = {"thong-bao", "ket-luan", "chi-thi", "cong-dien"}
_ADDRESS = re.compile(r"(?:[Kk]ính\s+gửi|điện)\s*:$")
_HEADING_RANK = 45
_Said = TypeVar("_Said")


class Sections:
    """Answers about the sections of one document; each heading is read once."""

    def __init__(self, text: str, blocks: Sequence[Block], layout: Layout, units: UnitIndex, vocab: Vocabulary) -> None:
        self._text, self._blocks, self._layout, self._units, self._vocab = text, blocks, layout, units, vocab
        self._directs = vocab.pattern("task_sections", vocab.cues["task_sections"])
        self._asked = vocab.pattern("asking", vocab.cues["asking"])
        self._insisted = vocab.pattern("insisting", vocab.cues["insisting"])
        self._back = vocab.pattern("looking_back", vocab.cues["looking_back"])
        self._reports = vocab.pattern("report_sections", vocab.cues["report_sections"])
        self._owner_of: dict[int, tuple[str, ...]] = {}
        self._up = _introduced(text, blocks)
        self._reports_in: dict[int, bool] = {-1: False}
        self._directs_in: dict[int, bool] = {-1: False}
        self._said: dict[int, str | None] = {-1: None}

    def owners(self, block: Block) -> tuple[str, ...]:
        """The units, the collective or the organisations that the nearest heading above names; empty where none does."""
        parent = self._up[block.index]
        while parent >= 0:
            if found := self.names(self._blocks[parent]):
                return found
            parent = self._up[parent]
        return ()

    def names(self, block: Block) -> tuple[str, ...]:
        """Those that a heading names and nothing else."""
        if block.index not in self._owner_of:
            self._owner_of[block.index] = self._named_by(block)
        return self._owner_of[block.index]

    def reports(self, block: Block) -> bool:
        """Whether a heading above says that the section reports or sets aims."""
        return self._inherited(self._reports_in, block, self._reports_under)

    def _reports_under(self, above: Block, found: bool) -> bool:
        if above.marker == "" and (opens := self._opens(above)):
            return opens == "reports" or (found and opens != "insists")
        if above.rank <= _HEADING_RANK and len(words := squeeze(above.content.of(self._text))) < 130:
            if self._directs.search(words) and not _LOOKS_BACK.match(words):
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
            return self._directs.search(self._text, start, min(end, start + 170)) is not None
        return self._opens(block) in {"asks", "insists"}

    def _opens(self, block: Block) -> str:
        """What a paragraph ending in a colon opens: "insists", "asks", "reports", "addresses", or "" where it does not say.

        Only one that insists makes directives inside a section that reports.
        """
        start, end = max(block.content.start, block.content.end - 170), block.content.end
        if not self._text.endswith(":", start, end):
            return ""
        if _ADDRESS.search(self._text, start, end):
            return "addresses"
        if self._back.search(self._text, start, end):
            return "reports"
        if self._insisted.search(self._text, start, end):
            return "insists"
        return "asks" if self._asked.search(self._text, start, end) else ""

    def asked_for(self, block: Block) -> bool:
        """Whether the paragraph that opens the block's list asks for what it says."""
        above = self._up[block.index]
        return bool(block.marker) and above >= 0 and not self._blocks[above].marker and self._asks(self._blocks[above])

    def addresses(self, block: Block) -> bool:
        """Whether the block is one of those a letter is sent to."""
        above = self._up[block.index]
        return bool(block.marker) and above >= 0 and not self._blocks[above].marker and self._opens(self._blocks[above]) == "addresses"

    def said_above(self, block: Block, read: Callable[[str], str | None]) -> str | None:
        """What a reader of words finds in the nearest heading above that says anything; each heading is read once."""

        def nearest(above: Block, found: str | None) -> str | None:
            content = above.content
            return read(self._text[content.start : min(content.end, content.start + 120)]) or found

        return self._inherited(self._said, block, nearest)

    def _inherited(self, known: dict[int, _Said], block: Block, read: Callable[[Block, _Said], _Said]) -> _Said:
        """What a block takes from the headings above it, read from the top down; each heading is read once (`known`)."""
        chain = []
        at = self._up[block.index]
        while at not in known:
            chain.append(at)
            at = self._up[at]
        for heading in reversed(chain):
            known[heading] = read(self._blocks[heading], known[self._up[heading]])
        return known[self._up[block.index]]

    def _named_by(self, block: Block) -> tuple[str, ...]:
        if len(block.content) > 300:
            return ()
        content = squeeze(block.content.of(self._text)).rstrip(":;. ")
        if _SPEAKS.search(content):
            return ()
        name = self._units.headings[block.index]
        if name:
            return tuple(dict.fromkeys(self._units.canonical(unit_key(p, self._vocab)) for p in split_units(name, self._vocab)))
        whole = _TO_WHOM.sub("", content)
        mass = [m["name"] for m in self._vocab.units["mass"] if any(cue in content for cue in m["cues"])]
        if mass and len(content) < 120 and _MASS.search(content):
            return tuple(mass)
        named = self._units.names_in(block.content.start, block.content.end)
        if named and named[0][1] == self._units.collective and len(whole) <= len(named[0][0]) + 12:
            return (self._units.collective,)
        outside = self._units.outside.within(block.content.start, block.content.end)
        if outside and fold(whole).startswith(fold(squeeze(outside[0][0].of(self._text)))[:12]):
            if sum(len(s) for s, _ in outside) > 0.6 * len(whole):
                return tuple(dict.fromkeys(name for _, name in outside))
        start = block.content.end - len(block.content.of(self._text)) + content.find(whole)
        group = group_at(self._text, start, block.content.end) if content.endswith(whole) else None
        return (group[1],) if group and len(group[0]) > 0.4 * len(whole) else ()


# "Chủ tịch UBND tỉnh kết luận như sau:": the one who speaks, not the one who is told
_SPEAKS = re.compile(
    r"\s(?:kết\s+luận|chỉ\s+đạo|có\s+ý\s+kiến|thống\s+nhất|phát\s+biểu)(?:\s+(?:và\s+)?(?:chỉ\s+đạo|kết\s+luận))?(?:\s+như\s+sau)?$"
)


def _introduced(text: str, blocks: Sequence[Block]) -> list[int]:
    """For each block the one it stands under: the paragraph ending in a colon that opens its list, else its heading."""
    up: list[int] = []
    opener: dict[int, int] = {}
    for block in blocks:
        up.append(opener.get(block.parent, block.parent) if block.marker else block.parent)
        if block.kind == "paragraph" and text[block.content.start : block.content.end].endswith(":"):
            opener[block.parent] = block.index
    return up
