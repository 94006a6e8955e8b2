"""What the headings above a block say: whose section it is, whether it reports, whether it directs."""

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from .bodies import Bodies
from .layout import Layout
from .model import Block
from .sought import Sought
from .text import fold, squeeze
from .unitnames import split_units
from .units import UnitIndex
from .vocabulary import Vocabulary

_LEAD_WORDS = re.compile(r"(?i)^(?:những\s+|về\s+|một số\s+)")
_TO_WHOM = re.compile(
    r"(?i)(?:giao|chỉ đạo|đề nghị|yêu cầu|đối với|(?:nhiệm\s+vụ,?\s+)?(?:quyền\s+hạn,?\s+)?(?:và\s+)?trách nhiệm của|nhiệm vụ của|về hoạt động của)\s*:?\s+(?:các\s+đồng\s+chí\s+)?"
)
_WORD = re.compile(r"\w")
_ADVISES = re.compile(r"\s(?:tham\s+mưu|lãnh\s+đạo|báo\s+cáo|trình)\s")
_LONGEST_BODY = 140
_LONGEST_HEADING = 300
_LONGEST_MASS = 120  # characters of a heading that speaks of mass organisations
_FEWEST_BODIES = 2
_TOPIC = re.compile(r"(?:Về|Đối với|Công tác|Lĩnh vực)(?!\w)[^:;.\n]{3,120}:\s*")
_KIND_OF_BODY = re.compile(r"(?:Các\s+)?(?:[Cc]ơ\s+quan|[Đđ]ơn\s+vị)[^().;:]{0,80}\((?P<names>[^()]{8,300})\)\W*$")
# "Cải cách thể chế (Sở A chủ trì, phối hợp với Sở B)"
_IN_CHARGE = re.compile(
    r"[^().;:]{3,140}\((?:[Gg]iao\s+|[Dd]o\s+)?(?P<names>[^()]{5,160}?)\s+(?:chủ\s+trì|phụ\s+trách|thực\s+hiện|tham\s+mưu|làm\s+đầu\s+mối)(?!\w)[^()]{0,160}\)\W*$"
)
_ANY_BODY = re.compile(
    r"(?:Các\s|Cơ quan|Đơn vị|Doanh nghiệp|Chủ\s|Người|Hộ\s|Tổ chức\s(?!thực hiện|triển khai)|Trường|Nhà\s|Cá nhân|Đảng ủy|Chính quyền|Lực lượng)"
)
# "Nhiệm vụ chung": of all units
_FOR_ALL = re.compile(
    r"(?i)(?:những\s+|các\s+)?(?:nhiệm\s+vụ|nội\s+dung|công\s+tác|công\s+việc|chỉ\s+đạo|yêu\s+cầu)\s+chung(?:\s+(?:của|cho|đối\s+với)\s+(?:các\s+)?(?:phòng|đơn\s+vị|Sở)[^.;:]{0,40})?"
)
# a part that a body plays: "Cơ quan chủ trì giải quyết thủ tục đầu tư"
_ROLE = re.compile(
    r"(?:Các\s+)?(?:[Cc]ơ\s+quan|[Đđ]ơn\s+vị)\s+(?:chủ\s+trì|phối\s+hợp|đầu\s+mối|tiếp\s+nhận|thẩm\s+định)(?:\s+(?!thực\s+hiện$)[^.,;:]{3,90})?"
)
# "Sở Tài chính - Cơ quan thường trực Ban Chỉ đạo": the part that a body plays, after its name
_PART_IN_IT = re.compile(
    r"\s*[-–,(]\s*(?:là\s+)?(?:[Cc]ơ\s+quan|[Đđ]ơn\s+vị)\s+(?:thường\s+trực|chủ\s+trì|đầu\s+mối|tham\s+mưu|phối\s+hợp)[^.;:()\n]{0,80}\)?"
)
# "Doanh nghiệp viễn thông, nhà đầu tư và tổ chức, cá nhân có liên quan": three; "tổ chức, cá nhân" is one
_NEXT_KIND = re.compile(
    r"(?:\s*,\s*(?:và\s+)?|\s+và\s+)(?=(?:các\s+)?(?:doanh\s+nghiệp|nhà\s|tổ\s+chức|hợp\s+tác\s+xã|hộ\s|hiệp\s+hội))", re.I
)
_WHO_DOES = re.compile(r"(?i)tổ chức thực hiện|phân công|trách nhiệm")
_MASS = re.compile(r"(?i)tổ chức|đoàn thể|^(?:công đoàn|chi đoàn|đoàn thanh niên)")
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

    def __init__(self, text: str, blocks: Sequence[Block], layout: Layout, units: UnitIndex, vocab: Vocabulary, bodies: Bodies) -> None:
        self._text, self._blocks, self._layout, self._units, self._vocab = text, blocks, layout, units, vocab
        self._bodies = bodies
        self._directs, self._back = vocab.sought["task_sections"], vocab.sought["looking_back"]
        self._asked, self._insisted = vocab.sought["asking"], vocab.sought["insisting"]
        self._reports = vocab.pattern("report_sections", vocab.cues["report_sections"])
        self._assigns = vocab.sought["assign"]
        self._led: dict[int, tuple[str, ...]] = {}
        self._lists_of_bodies: dict[tuple[int, int], bool] = {}
        self._owner_of: dict[int, tuple[str, ...]] = {}
        self._openers: dict[int, str] = {}
        self._up = _introduced(text, blocks, layout.doctype in _LETTERS)
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
            elif found := self._led_by(heading):
                self._nearest_to[at] = (), found
            else:
                passed.append(at)
                at = self._up[at]
        known = self._nearest_to[at]
        self._nearest_to.update(dict.fromkeys(passed, known))
        return known

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

    def _named_by(self, block: Block) -> tuple[str, ...]:
        if block.content.length > _LONGEST_HEADING:
            return ()
        content = squeeze(block.content.of(self._text)).rstrip(":;. ")
        if _SPEAKS.search(content) or _ISSUES.search(content):
            return ()
        if self._units.inside and _FOR_ALL.fullmatch(content):
            return (self._units.collective,)
        name = self._units.headings[block.index]
        if name:
            return tuple(dict.fromkeys(self._units.lexicon.name_of(p) for p in split_units(name, self._vocab)))
        whole = _TO_WHOM.sub("", content, count=1) if _TO_WHOM.match(content) else content
        if len(content) < _LONGEST_MASS and (mass := self._mass_in(content)) and _MASS.search(content):
            return mass
        if listed := self._all_listed(block) or self._in_brackets(block) or self._after_topic(block):
            return listed
        named = self._units.names_in(block.content.start, block.content.end)
        if named and named[0][1] == self._units.collective and len(whole) <= named[0][0].length + 12:
            return (self._units.collective,)
        # "Sở A tham mưu UBND tỉnh:" names one
        advises = _ADVISES.search(self._text, block.content.start, block.content.end)
        outside = self._units.outside.within(block.content.start, advises.start() if advises else block.content.end)
        if outside and fold(whole).startswith(fold(squeeze(outside[0][0].of(self._text)))[:12]):
            if sum(s.length for s, _ in outside) > 0.6 * (len(whole) - (block.content.end - advises.start() if advises else 0)):
                return tuple(dict.fromkeys(name for _, name in outside))
        return self._as_printed(block, whole)

    def _mass_in(self, content: str) -> tuple[str, ...]:
        """The mass organisations that a heading speaks of."""
        return tuple(m["name"] for m in self._vocab.units["mass"] if any(map(content.__contains__, m["cues"])))

    def _all_listed(self, block: Block) -> tuple[str, ...]:
        """The bodies of a heading that is a list of them and nothing else ("Đề nghị Sở A và UBND các xã, phường:")."""
        below = block.index + 1 < len(self._blocks) and self._blocks[block.index + 1].parent == block.index
        if (
            block.kind != "heading"
            and not (below and block.marker)
            and not self._text.endswith(":", block.content.start, block.content.end)
        ):
            return ()
        opening = _TO_WHOM.match(self._text, block.content.start, block.content.end)
        names, end = self._bodies.listed(opening.end() if opening else block.content.start, block.content.end)
        if names and (role := _PART_IN_IT.match(self._text, end, block.content.end)):
            end = role.end()
        return names if names and not _WORD.search(self._text, end, block.content.end) else ()

    def _in_brackets(self, block: Block) -> tuple[str, ...]:
        """The bodies that a heading names in brackets after a kind ("Các cơ quan đăng ký đầu tư (Sở A, Ban quản lý B)"), or as in charge of it."""
        start, end = block.content
        if block.kind != "heading" or self._text.find("(", start, end) < 0:
            return ()
        if charge := _IN_CHARGE.match(self._text, start, end):
            names, stop = self._bodies.listed(charge.start("names"), charge.end("names"))
            if names and not _WORD.search(self._text, stop, charge.end("names")):
                return names
        brackets = _KIND_OF_BODY.match(self._text, start, end)
        if brackets is None:
            return ()
        names, stop = self._bodies.listed(brackets.start("names"), brackets.end("names"))
        return names if len(names) > 1 and not _WORD.search(self._text, stop, brackets.end("names")) else ()

    def _after_topic(self, block: Block) -> tuple[str, ...]:
        """The bodies that a heading names after its topic and a colon ("Về tài chính: Phòng A")."""
        topic = _TOPIC.match(self._text, block.content.start, block.content.end) if block.kind == "heading" else None
        if topic is None:
            return ()
        names, end = self._bodies.listed(topic.end(), block.content.end)
        return () if _WORD.search(self._text, end, block.content.end) else names

    def _led_by(self, block: Block) -> tuple[str, ...]:
        if block.index not in self._led:
            self._led[block.index] = self._leads(block)
        return self._led[block.index]

    def _leads(self, block: Block) -> tuple[str, ...]:
        """The subject of a sentence that opens a list: "Bộ Tài chính chủ trì, phối hợp với các bộ:", "yêu cầu các sở … như sau:"."""
        start, end = block.content.start, block.content.end
        if not self._text.endswith((":", ":*"), start, end):
            return self._bodies.subject_of(block.content, loose=False) if block.marker and block.kind == "item" else ()
        for cue in self._assigns.finditer(self._text, start, end):
            if found := self._bodies.listed(cue.end(), end)[0]:
                return found
        said = squeeze(self._text[max(start, end - 200) : end]).rstrip(":* ")
        if _SPEAKS.search(said) or _ISSUES.search(said):
            return ()
        found = self._bodies.subject_of(block.content, loose=False)
        own = self._layout.agency.name if self._layout.agency else ""
        return () if own and any(fold(name) == fold(own) for name in found) else found

    def _as_printed(self, block: Block, whole: str) -> tuple[str, ...]:
        """A heading under "who does what" that begins as bodies do, though none known is named: as it is printed."""
        if block.kind != "heading" or len(whole) > _LONGEST_BODY or not _ANY_BODY.match(whole):
            return ()
        name = re.sub(r"\s*\([^()]*\)\s*$", "", whole).strip(" ,;:*")
        if _ROLE.fullmatch(name) and block.index + 1 < len(self._blocks) and self._blocks[block.index + 1].parent == block.index:
            return (name,)
        parent = self._up[block.index]
        above = squeeze(self._blocks[parent].content.of(self._text)) if parent >= 0 else ""
        beside = self._among_bodies(block)
        if not (_WHO_DOES.search(above) or beside) or (self._bodies.acts_in(whole) and not beside):
            return ()
        return tuple(one[:1].upper() + one[1:] for one in _NEXT_KIND.split(name))

    def _among_bodies(self, block: Block) -> bool:
        """Whether most headings of the same list name bodies and nothing else: then this one, that begins as they do, names one too."""
        place = (block.parent, block.rank)
        if place not in self._lists_of_bodies:
            beside = [b for b in self._blocks if (b.parent, b.rank) == place and b.kind == "heading"]
            named = sum(bool(self._all_listed(b)) for b in beside)
            self._lists_of_bodies[place] = named >= _FEWEST_BODIES and 2 * named > len(beside)
        return self._lists_of_bodies[place]


# "UBND tỉnh ban hành Kế hoạch … như sau:": the one who issues
_ISSUES = re.compile(
    r"(?:ban\s+hành|xây\s+dựng|triển\s+khai(?:\s+thực\s+hiện)?|thông\s+báo|báo\s+cáo|phê\s+duyệt)\s[^:]{0,180}(?:như\s+sau|sau\s+đây|cụ\s+thể)$"
)
# "Chủ tịch UBND tỉnh kết luận như sau:": the one who speaks, not the one who is told
_SPEAKS = re.compile(
    r"\s(?:kết\s+luận|chỉ\s+đạo|có\s+ý\s+kiến|thống\s+nhất|phát\s+biểu)(?:\s+(?:và\s+)?(?:chỉ\s+đạo|kết\s+luận))?(?:\s+như\s+sau)?$"
)


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
