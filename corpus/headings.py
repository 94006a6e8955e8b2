"""Whom a heading names: the units or bodies whose section it opens, and the subject of a sentence that opens a list."""

import re
from collections.abc import Sequence

from .bodies import Bodies
from .layout import Layout
from .model import Block
from .subjects import Subjects
from .text import fold, squeeze
from .unit_index import UnitIndex
from .unit_titles import split_units
from .vocabulary import Vocabulary

_TO_WHOM = re.compile(
    r"(?i)(?:giao|chỉ đạo|đề nghị|yêu cầu|đối với|(?:nhiệm\s+vụ,?\s+)?(?:quyền\s+hạn,?\s+)?(?:và\s+)?trách nhiệm của|nhiệm vụ của|về hoạt động của)\s*:?\s+(?:các\s+đồng\s+chí\s+)?"
)
_WORD = re.compile(r"\w")
# "2. Vụ Tổ chức cán bộ có trách nhiệm" above its duties, without a colon
_DUTIES = re.compile(
    r"\scó\s+(?:các\s+)?(?:trách\s+nhiệm|nhiệm\s+vụ)(?:\s*,?\s*(?:và\s+)?quyền\s+hạn)?(?:\s+như\s+sau|\s+sau\s+đây)?[\s.]*$"
)
# "Trách nhiệm của Phó Trưởng Ban Chỉ đạo", "Nhiệm vụ của các thành viên": who in a board has duties of their own
_BOARD_POST = re.compile(
    r"(?:[Cc]ác\s+)?(?:(?:Phó\s+)?(?:Trưởng|Chủ\s+tịch)\s+(?:[Bb]an|Tổ\s+công\s+tác|Hội\s+đồng(?!\s+nhân\s+dân))(?!\s+[Qq]uản)|[Tt]ổ\s+(?:trưởng|phó)|[ỦU][ỷy]\s+viên|[Tt]hành\s+viên|[Tt]hư\s+ký)(?!\w)[^.;:()]{0,70}"
)
# "Điều 16. Trách nhiệm của thuê bao": whoever it is has the duties
_DUTIES_OF = re.compile(
    r"(?i)[*\s]*(?:quyền(?:\s+hạn)?,?\s+(?:và\s+)?)?(?:nhiệm\s+vụ|trách\s+nhiệm)(?:,?\s+(?:và\s+)?quyền\s+hạn)?\s+của\s+"
)
_DUTIES_WITHIN = 60
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
# "UBND tỉnh ban hành Kế hoạch … như sau:": the one who issues
_ISSUES = re.compile(
    r"(?:ban\s+hành|xây\s+dựng|triển\s+khai(?:\s+thực\s+hiện)?|thông\s+báo|báo\s+cáo|phê\s+duyệt)\s[^:]{0,180}(?:như\s+sau|sau\s+đây|cụ\s+thể)$"
)
# "Chủ tịch UBND tỉnh kết luận như sau:": the one who speaks, not the one who is told
_SPEAKS = re.compile(
    r"\s(?:kết\s+luận|chỉ\s+đạo|có\s+ý\s+kiến|thống\s+nhất|phát\s+biểu)(?:\s+(?:và\s+)?(?:chỉ\s+đạo|kết\s+luận))?(?:\s+như\s+sau)?$"
)


class Headings:
    """Answers whom the headings of one document name; each is read once. `up` holds for each block the one it stands under."""

    def __init__(
        self, text: str, blocks: Sequence[Block], layout: Layout, up: Sequence[int],
        units: UnitIndex, bodies: Bodies, subjects: Subjects, vocab: Vocabulary,
    ) -> None:  # fmt: skip
        self._text, self._blocks, self._layout, self._up = text, blocks, layout, up
        self._units, self._bodies, self._subjects, self._vocab = units, bodies, subjects, vocab
        self._assigns = vocab.sought["assign"]
        self._named: dict[int, tuple[str, ...]] = {}
        self._led: dict[int, tuple[str, ...]] = {}
        self._lists_of_bodies: dict[tuple[int, int], bool] = {}

    def names(self, block: Block) -> tuple[str, ...]:
        """Those that a heading names and nothing else."""
        if block.index not in self._named:
            self._named[block.index] = self._named_by(block)
        return self._named[block.index]

    def leads(self, block: Block) -> tuple[str, ...]:
        """The subject of a sentence that opens a list: "Bộ Tài chính chủ trì, phối hợp với các bộ:", "yêu cầu các sở … như sau:"."""
        if block.index not in self._led:
            self._led[block.index] = self._led_by(block)
        return self._led[block.index]

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
        if _BOARD_POST.fullmatch(whole):
            return (whole[:1].upper() + whole[1:],)
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
        start, end = block.content.start, block.content.end
        if not self._text.endswith((":", ":*"), start, end) and not _DUTIES.search(self._text, max(start, end - _DUTIES_WITHIN), end):
            return self._subjects.of(block.content, loose=False) if block.marker and block.kind == "item" else ()
        for cue in self._assigns.finditer(self._text, start, end):
            if found := self._bodies.listed(cue.end(), end)[0]:
                return found
        said = squeeze(self._text[max(start, end - 200) : end]).rstrip(":* ")
        if _SPEAKS.search(said) or _ISSUES.search(said):
            return ()
        found = self._subjects.of(block.content, loose=False)
        own = self._layout.agency.name if self._layout.agency else ""
        return () if own and any(fold(name) == fold(own) for name in found) else found

    def _as_printed(self, block: Block, whole: str) -> tuple[str, ...]:
        """A heading under "who does what" that begins as bodies do, though none known is named: as it is printed."""
        if block.kind != "heading" or len(whole) > _LONGEST_BODY:
            return ()
        if _DUTIES_OF.match(self._text, *block.content):
            return (self._bodies.in_full(re.sub(r"\s*\([^()]*\)\s*$", "", whole[:1].upper() + whole[1:]).strip(" ,;:*")),)
        if not _ANY_BODY.match(whole):
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
