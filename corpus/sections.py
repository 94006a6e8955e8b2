"""What the headings above a block say: whose section it is, whether it reports, whether it directs."""

import re
from collections.abc import Callable, Sequence

from .layout import Layout
from .model import Block
from .text import fold, squeeze
from .units import UnitIndex, split_units, unit_key
from .vocabulary import Vocabulary

_LEAD_WORDS = re.compile(r"(?i)^(?:những\s+|về\s+|một số\s+)")
_TO_WHOM = re.compile(r"(?i)^(?:giao|đề nghị|yêu cầu|đối với|trách nhiệm của|nhiệm vụ của|về hoạt động của)\s+")
_MASS = re.compile(r"(?i)tổ chức|đoàn thể|^(?:công đoàn|chi đoàn|đoàn thanh niên)")
_LOOKS_BACK = re.compile(r"(?i)tình hình|kết quả|đánh giá|tồn tại|hạn chế")
_DIRECTING_KINDS = {"thong-bao", "ket-luan", "chi-thi", "cong-dien"}
_HEADING_RANK = 45


class Sections:
    """Answers about the sections of one document; each heading is read once."""

    def __init__(self, text: str, blocks: Sequence[Block], layout: Layout, units: UnitIndex, vocab: Vocabulary) -> None:
        self._text, self._blocks, self._layout, self._units, self._vocab = text, blocks, layout, units, vocab
        self._directs = vocab.pattern("task_sections", vocab.cues["task_sections"])
        self._reports = vocab.pattern("report_sections", vocab.cues["report_sections"])
        self._owner_of: dict[int, tuple[str, ...]] = {}
        self._reports_in: dict[int, bool] = {-1: False}
        self._directs_in: dict[int, bool] = {-1: False}
        self._said: dict[int, str | None] = {-1: None}

    def owners(self, block: Block) -> tuple[str, ...]:
        """The units, the collective or the organisations that the nearest heading above names; empty where none does."""
        parent = block.parent
        while parent >= 0:
            if parent not in self._owner_of:
                self._owner_of[parent] = self._named_by(self._blocks[parent])
            if self._owner_of[parent]:
                return self._owner_of[parent]
            parent = self._blocks[parent].parent
        return ()

    def reports(self, block: Block) -> bool:
        """Whether a heading above says that the section reports or sets aims."""
        chain = []
        parent = block.parent
        while parent not in self._reports_in:
            chain.append(parent)
            parent = self._blocks[parent].parent
        for at in reversed(chain):
            above = self._blocks[at]
            found = self._reports_in[above.parent]
            if above.rank <= _HEADING_RANK and len(words := squeeze(above.content.of(self._text))) < 130:
                if self._directs.search(words) and not _LOOKS_BACK.match(words):
                    found = False
                elif self._units.headings[at] is None and self._reports.match(_LEAD_WORDS.sub("", words)):
                    found = True
            self._reports_in[at] = found
        return self._reports_in[block.parent]

    def directs(self, block: Block) -> bool:
        """Whether the block stands under a heading of tasks, or in a conclusion or notice made of them."""
        chain = []
        parent = block.parent
        while parent not in self._directs_in:
            chain.append(parent)
            parent = self._blocks[parent].parent
        for at in reversed(chain):
            above = self._blocks[at]
            self._directs_in[at] = self._directs_in[above.parent] or bool(self._directs.search(squeeze(above.content.of(self._text))[:160]))
        if self._directs_in[block.parent]:
            return True
        return self._layout.doctype in _DIRECTING_KINDS and (block.parent >= 0 or block.kind in {"item", "heading"})

    def said_above(self, block: Block, read: Callable[[str], str | None]) -> str | None:
        """What a reader of words finds in the nearest heading above that says anything; each heading is read once."""
        chain = []
        parent = block.parent
        while parent not in self._said:
            chain.append(parent)
            parent = self._blocks[parent].parent
        for at in reversed(chain):
            content = self._blocks[at].content
            said = read(self._text[content.start : min(content.end, content.start + 120)])
            self._said[at] = said or self._said[self._blocks[at].parent]
        return self._said[block.parent]

    def _named_by(self, block: Block) -> tuple[str, ...]:
        if len(block.content) > 300:
            return ()
        content = squeeze(block.content.of(self._text)).rstrip(":;. ")
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
        return ()
