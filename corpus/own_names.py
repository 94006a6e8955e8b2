"""What a document's own council or board calls itself without more, and who in a board has duties."""

import re

from .layout import Layout
from .text import UPPER, squeeze

_LOCAL = re.compile(r"(?:UBND|HĐND) (?P<level>huyện|quận|thị xã|thành phố|xã|phường|thị trấn|đặc khu) (?P<place>[^,]+)")
_BOARD = re.compile(r"(?i:(?P<head>Ban Chỉ đạo|Ban Chỉ huy|Tổ công tác|Hội đồng|Ban Tổ chức))\s+\w")
# "Thành lập Tổ công tác liên ngành về giải phóng mặt bằng …, gồm các ông, bà"
_FOUNDS = re.compile(
    r"(?:[Tt]hành lập|[Kk]iện toàn)\s+(?P<whole>(?P<head>Tổ công tác|Tổ giúp việc|Ban Chỉ đạo|Ban Chỉ huy|Ban Tổ chức|Hội đồng)\s[^,.;:()]{8,140}?)(?=\s*(?:[,.;:()]|$|và\s+(?:ban\s+hành|phân\s+công|quy\s+định)\s|do\s|gồm\s))"
)
_FOUNDED_WITHIN = 2_500  # characters behind the heading of a decision
_LONGEST_FOUNDED = 200
_FOUNDING = {"quyet-dinh", "quy-che", "nghi-quyet"}
# who in a board has duties of their own ("Phó Trưởng Ban Chỉ đạo", "các Ủy viên Ban Chỉ đạo"), where a document is about one
_ABOUT_BOARD = re.compile(r"(?i)(?:ban chỉ đạo|ban chỉ huy|hội đồng(?! nhân dân)|tổ công tác|tổ giúp việc|ban tổ chức)(?!\w)")
BOARD_POST = re.compile(
    r"[\s,;]*(?:và\s+)?(?P<post>(?:[Cc]ác\s+)?(?:(?:Phó\s+)?(?:Trưởng|Chủ\s+tịch)|[ỦU][ỷy]\s+viên(?:\s+[Tt]hường\s+trực|\s+kiêm\s+Chánh\s+Văn\s+phòng)?|[Tt]hành\s+viên|[Tt]hư\s+ký)"
    r"\s+(?:Ban\s+(?:Chỉ\s+(?:đạo|huy)|Tổ\s+chức)|Tổ\s+(?:công\s+tác|giúp\s+việc)|Hội\s+đồng(?!\s+nhân\s+dân)))(?!\w)(?!\s+["
    + UPPER
    + r"])"
)


def is_about_board(layout: Layout) -> bool:
    """Whether a document is a board's, or about one: who in it has duties is named by posts."""
    return _ABOUT_BOARD.search(f"{layout.agency.name if layout.agency else ''} {layout.title}") is not None


def local_council(layout: Layout) -> re.Match[str] | None:
    """The level and the place of a district's or a commune's council."""
    agency = layout.agency
    return _LOCAL.match(agency.name) if agency and agency.id.startswith(("ubnd-", "hdnd-")) else None


def _founded(text: str, layout: Layout) -> re.Match[str] | None:
    """What a decision founds: told by its title, else by its first article."""
    if found := _FOUNDS.search(squeeze(layout.title)):
        return found
    begin = text.find("hành lập ", layout.header_end, layout.header_end + _FOUNDED_WITHIN)
    return _FOUNDS.search(squeeze(text[begin - 1 : begin + _LONGEST_FOUNDED])) if begin > 0 else None


def names_in_full(text: str, layout: Layout) -> dict[str, str]:
    """What a district, a commune or a board calls itself and its council without more ("UBND huyện", "Ban Chỉ đạo"), in small letters → its whole name."""
    name = layout.agency.name if layout.agency else ""
    if local := local_council(layout):
        return {f"{kind} {local['level']}".casefold(): f"{kind} {local['level']} {local['place']}" for kind in ("UBND", "HĐND")}
    if layout.doctype in _FOUNDING and (founded := _founded(text, layout)):
        return {founded["head"].casefold(): founded["whole"]}
    if board := _BOARD.match(name):
        printed = next((m[0] for m in re.finditer(re.escape(name), text, re.IGNORECASE) if not m[0].isupper()), name)
        return {board["head"].casefold(): squeeze(printed)}
    return {}
