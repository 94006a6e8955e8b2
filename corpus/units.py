"""The units of the agency as the record holds them, with every mention; bare heads refer back to their section."""

import re
from collections import defaultdict
from collections.abc import Sequence

from .blocks_at import BlockFinder, SpanFinder, matches_in
from .layout import Layout
from .model import Block, Span, Unit, UnitMention
from .organisations import short_council
from .sought import Sought
from .text import UPPER, squeeze
from .unit_heads import unit_heads
from .unit_index import OWN_OFFICE, UnitIndex
from .unit_letters import ABBREVIATION
from .unitnames import unit_key

_BARE = Sought(
    re.compile(r"(?<![\w-])(?:Phòng|Trung tâm|Chi cục|Trại)(?=\s*[,.;:)/]|\s+(?!\s*[" + UPPER + r"&\d])|$)"),
    ("Phòng", "Trung", "Chi", "Trại"),
    exact=True,
)
# the bodies that advise a provincial Party committee (Quy định 137-QĐ/TW and those before it)
_OF_COMMITTEE = re.compile(
    r"(?:Ban (?:Tổ chức|Tuyên giáo(?: và Dân vận)?|Dân vận|Nội chính|Kinh tế)|Ủy ban Kiểm tra|Văn phòng) (?:Tỉnh|Thành) ủy"
)
_STANDING = re.compile(
    r"Thường trực (?:HĐND|Hội đồng nhân dân) (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường)|Ban (?:Pháp chế|Kinh tế - Xã hội|Kinh tế - Ngân sách|Văn hóa - Xã hội|Văn hoá - Xã hội|Dân tộc|Đô thị)(?!\w)"
)  # the standing body and the committees of a council (Luật Tổ chức chính quyền địa phương)
_BELOW = re.compile(
    r"(?:Phòng|Đội|Tổ|Trạm|Trung tâm (?:Y tế|Trạm)|Ban Cơ yếu|Ban Xây dựng Đảng|Chi cục|Cục|Bệnh viện|Bảo tàng|Thư viện|Nhà hát|Hạt Kiểm lâm|Vườn quốc gia) "
)  # units of departments, districts and ministries, not of a province's council
_OF_MINISTRY = ("Cục ", "Tổng cục ", "Vụ ")  # known by name to everybody, and a ministry's own in its documents


def find_units(text: str, blocks: Sequence[Block], layout: Layout, index: UnitIndex) -> tuple[Unit, ...]:
    """Units of the agency with every mention; the collective pseudo-unit is marked as such."""
    if not layout.agency:
        return ()
    mentions: dict[str, list[UnitMention]] = defaultdict(list)
    finder = BlockFinder(blocks)
    outside = SpanFinder(index.outside.spans)
    ministry = layout.agency.name.startswith("Bộ ")
    for span, name in index.names_in(0, len(text)):
        block = finder.at(span.start)
        if block is None or block.kind == "header" or not block.content.covers(span):
            continue
        if name != index.collective and (found_outside := outside.meeting(span)) and found_outside.covers(span):
            if not (ministry and found_outside == span and name.startswith(_OF_MINISTRY)):
                continue
        mentions[name].append(UnitMention(span, name, "unit:collective" if name == index.collective else "unit:name"))
    _bare(text, blocks, mentions, index)
    found = []
    deputies = layout.agency.id.startswith("hdnd")
    above_units = deputies or layout.agency.id == "ubnd"  # whose units are not those of departments and districts
    if deputies or layout.agency.id.startswith("ubnd"):
        for span, name in index.outside.all():
            if office := OWN_OFFICE.match(name) or (deputies and _STANDING.match(name)):
                own = short_council(office[0])
                mentions[own].append(UnitMention(span, own, "unit:office"))
    if layout.agency.id == "tinh-uy":
        for span, name in index.outside.all():
            if body := _OF_COMMITTEE.match(name):
                mentions[body[0]].append(UnitMention(span, body[0], "unit:party"))
    for name, at in mentions.items():
        if name != index.collective and (not _credible(name, at, index) or (above_units and _BELOW.match(name))):
            continue
        variants = tuple(dict.fromkeys(squeeze(m.span.of(text)) for m in at))
        found.append(Unit(name, layout.agency.name, variants, tuple(sorted(at, key=lambda m: m.span)), name == index.collective))
    return tuple(sorted(found, key=lambda u: u.mentions[0].span))


def _credible(name: str, at: list[UnitMention], index: UnitIndex) -> bool:
    """A head with a single following word is a unit only where it heads a section or recurs."""
    head = unit_heads().match(name)
    rest = name[head.end() :].strip() if head else name
    return bool(rest) and (
        len(rest.split()) > 1
        or len(at) > 1
        or rest in {"Sở", "Bộ", "tỉnh"}
        or bool(ABBREVIATION.match(rest))
        or unit_key(name, index.vocab) in index.lexicon.headed
    )


def _bare(text: str, blocks: Sequence[Block], mentions: dict[str, list[UnitMention]], index: UnitIndex) -> None:
    """Bare "Phòng", "Trung tâm", "Chi cục" refer to the unit of their section."""
    whole = SpanFinder(m.span for found in mentions.values() for m in found)
    for at, heads in matches_in(_BARE.pattern, text, blocks, _BARE.places(text)).items():
        owner = index.owner_of_section(blocks, blocks[at]) if blocks[at].kind not in {"header", "tail"} else None
        for match in heads if owner else ():
            span = Span(*match.span())
            if owner and owner.startswith(match[0]) and not whole.meeting(span):
                mentions[owner].append(UnitMention(span, owner, "unit:bare"))
