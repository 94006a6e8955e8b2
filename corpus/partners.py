"""Who is asked to take part in a directive: partners named, those who help in a later clause, are asked for an opinion or sent the result."""

import re

from .bodies import is_unnamed, is_vague
from .model import Block, Span
from .parties import LONGEST_END, assigning
from .scope import Scope
from .sought import Sought
from .text import UPPER
from .word_places import FirstWords

_TOGETHER = Sought(
    re.compile(r"(?i:(?<!\w)cùng)\s+(?:với\s+)?(?=[" + UPPER + r"]|phòng\s|các\s+phòng|chi\s+cục\s|trung\s+tâm\s)"), ["cùng"]
)
# "…; X cùng thực hiện": what stands before the word is asked too
_JOINS_IN = Sought(
    re.compile(
        r"(?<!\w)(?:cùng\s+(?:phối\s+hợp\s+)?(?:thực\s+hiện|tham\s+gia|triển\s+khai|theo\s+dõi)(?!\w)|(?:phối\s+hợp|tham\s+gia)(?=\s*[.;)]|\s*$))"
    ),
    ["cùng", "phối", "tham gia"],
)
# "X chủ trì, Y phối hợp": Y is asked
_CHAIRS = rf"(?P<helps>(?:chủ\s+trì|làm\s+đầu\s+mối)\s*[,;]\s*(?=[{UPPER}]|các\s))"
# "cây giống do X phối hợp chọn"
_BY_WHOM = Sought(re.compile(rf"(?<=\s)do\s(?=[{UPPER}])"), ["do"], exact=True)
_HELPS = re.compile(r"\s*(?:cùng\s+)?phối\s+hợp(?!\w)")
_AND_OF = re.compile(r"(?:,|(?<!\w)(?:của|và)(?!\w))\s*")
_WITH = re.compile(r"\s*(?:,\s*(?:hỗ trợ|giúp|đôn đốc|hướng dẫn)\s)?\s*(?:chặt chẽ|cùng)?\s*(?:với\s+)?")
# "tại buổi làm việc với X", "Chương trình phối hợp với X": X is not asked
_MEETING = re.compile(r"(?:buổi|cuộc|chuyến|hội nghị)(?!\w)[^.;:]{0,40}$|(?:chương trình|quy chế|kế hoạch|thỏa thuận)\s+$", re.IGNORECASE)
_VISITORS = re.compile(
    r"\s*(?:với\s+)?[Đđ]oàn\s+(?:khảo\s+sát|kiểm\s+tra|giám\s+sát|thanh\s+tra|công\s+tác|kiểm\s+toán)"
)  # who come, and are not asked
_VAGUE = 100  # characters in which an unnamed party may stand before a named one
_WHAT_FOR = re.compile(
    r"\s*(?:(?:để\s+)?(?:tổng hợp|theo dõi|thẩm định|trình|góp ý|tham gia ý kiến|cho ý kiến)|,?\s*(?:trước|chậm nhất|trong|vào)\s[^.;,()]{4,50}?\sđể\s+(?:tổng hợp|theo dõi|thẩm định|trình|cập nhật))"
)
_SENT_TO = Sought(
    re.compile(
        r"(?<!\w)(?:[gG]ửi\s+(?:(?:(?:danh\s+sách|báo\s+cáo|kết\s+quả|hồ\s+sơ|văn\s+bản|đề\s+xuất|ý\s+kiến|số\s+liệu)\s+)?(?:về|cho|đến)\s+)?"
        + rf"|[cC]huyển\s+(?:về\s+|cho\s+)?|về\s+(?=[{UPPER}])|[tT]rình\s+(?=[{UPPER}])|(?P<through>qua)\s+(?=[{UPPER}]))"
    ),
    ["gửi", "chuyển", "về", "trình", "qua"],
)
# "Chỉ đạo Chi cục A, Trung tâm B rà soát …": those whom the owner has act
_HAS_ACT = rf"(?P<acts>(?<!\w)[cC]hỉ\s+đạo\s+(?:các\s+đơn\s+vị:?\s+)?(?=[{UPPER}]))"
_OPINION = (
    r"(?<!\w)(?:(?:[lL]ấy|[tT]iếp\s+thu|sau\s+khi\s+có)\s+ý\s+kiến\s+(?:thẩm\s+định\s+)?(?:của\s+|tham\s+gia\s+của\s+)?"
    rf"|[tT]rao\s+đổi\s+(?:thống\s+nhất\s+)?với\s+|[tT]hống\s+nhất\s+(?:[^\W\d]+\s+){{0,3}}với\s+)(?=[{UPPER}]|các\s+(?:phòng|sở|ngành|cơ\s+quan))"
)
# looked for together, as each is rare
_RARE = Sought(
    re.compile(rf"{_CHAIRS}|{_HAS_ACT}|{_OPINION}"),
    ["chủ trì", "làm đầu", "chỉ đạo", "lấy ý", "tiếp thu", "sau khi có", "trao", "thống nhất"],
)
# those above, who decide
_ABOVE = ("UBND", "HĐND", "Tỉnh ủy", "Thành ủy", "Ban Thường vụ", "Thường trực", "Chính phủ", "Thủ tướng", "Quốc hội")
# "…, Phòng A và Phòng B cung cấp hồ sơ": what others do for it
_LENDING = r"\s+(?:có\s+trách\s+nhiệm\s+)?(?:cung\s+cấp|phối\s+hợp|hỗ\s+trợ|tham\s+gia|cử|hướng\s+dẫn|thẩm\s+định)(?!\w)"
_LENDING_WORDS = FirstWords(("cung", "phối", "hỗ", "tham", "cử", "hướng", "thẩm"), exact=True)
_AFTER_COMMA = re.compile(rf",\s(?=[{UPPER}][^,;.()]{{3,90}}?{_LENDING})")
_LENDS = re.compile(_LENDING)
_SENDS = re.compile(r"[gG]ửi|[cC]huyển|về|qua")
_LATER_SUMMED_UP = re.compile(r"\s*\)?[^.;]{0,90}?(?<!\w)tổng hợp")


def only_lends(scope: Scope, block: Block) -> bool:
    """Whether somebody is told in the midst of a directive to help with it ("Nghiên cứu …, giao Trung tâm A hỗ trợ thiết kế")."""
    for match in assigning().finditer(scope.text, block.content.start, block.content.end):
        names, stop = scope.bodies.listed(match.end(), block.content.end)
        if names:
            return match[0][0].islower() and _LENDS.match(scope.text, stop, block.content.end) is not None
    return False


def cooperating(scope: Scope, content: Span, owners: tuple[str, ...], besides: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Units and bodies asked to take part: "phối hợp với X, Y", "gửi X tổng hợp", and those found otherwise.

    Those who are anybody concerned are left out.
    """
    text = scope.text
    found: list[str] = list(besides)
    start, end = content
    for match in scope.vocab.sought["cooperate"].finditer(text, start, end):
        if _MEETING.search(text, max(start, match.start() - 60), match.start()):
            continue
        found += _partners(scope, match.end(), end)
    for match in _TOGETHER.finditer(text, start, end):
        found += scope.bodies.listed(match.end(), end)[0]
    for match in _JOINS_IN.finditer(text, start, end):
        found += _listed_before(scope, max(start, match.start() - LONGEST_END), match.start())
    for match in _SENT_TO.finditer(text, start, end):
        if named := scope.bodies.at(match.end(), end):
            names, stop = scope.bodies.listed(match.end(), end)
            if match[0][1:] == "rình " and named[0].startswith(_ABOVE):
                continue
            if (_LATER_SUMMED_UP if match["through"] else _WHAT_FOR).match(text, stop, end):
                found += names
            elif scope.units.inside and _SENDS.match(match[0]) and names and all(name in scope.units.known for name in names):
                found += names  # a unit of the agency receives it to go on with it
            elif _WHAT_FOR.match(text, named[1], end):
                found.append(named[0])
    for match in _AFTER_COMMA.finditer(text, start, end) if _LENDING_WORDS.stand_in(text, start, end) else ():
        names, stop = scope.bodies.listed(match.end(), end)
        if names and _LENDS.match(text, stop, end):
            found += [name for name in names if not is_unnamed(name) or "UBND" in name]
    for match in _BY_WHOM.finditer(text, start, end):
        found += _who_help(scope, match.end(), end)
    for match in _RARE.finditer(text, start, end):
        if match["helps"]:
            found += _who_help(scope, match.end(), end)
        elif match["acts"]:
            found += _who_act(scope, match.end(), end) if owners else ()
        else:
            asked = scope.bodies.listed(match.end(), end)[0]
            found += [n for n in asked if not n.startswith(_ABOVE) and (n == scope.units.collective or not is_unnamed(n))]
    if not found:
        return ()
    return tuple(n for n in dict.fromkeys(found) if n not in owners and (n == scope.units.collective or not is_vague(n)))


def had_act(scope: Scope, content: Span) -> list[str]:
    """Those whom a directive has act by name ("Chỉ đạo Chi cục A rà soát …")."""
    acts = (match for match in _RARE.finditer(scope.text, *content) if match["acts"])
    return [name for match in acts for name in _who_act(scope, match.end(), content.end)]


def _who_act(scope: Scope, at: int, end: int) -> list[str]:
    """The bodies named from an offset on whom a verb follows."""
    return [name for name in scope.subjects.at(at, end, loose=True) if not is_unnamed(name) and not name.startswith(_ABOVE)]


def _who_help(scope: Scope, at: int, end: int) -> tuple[str, ...]:
    """The bodies named from an offset on, where "phối hợp" follows."""
    names, stop = scope.bodies.listed(at, end)
    return names if _HELPS.match(scope.text, stop, end) else ()


def _listed_before(scope: Scope, start: int, at: int) -> list[str]:
    """The bodies of the list that ends at an offset ("…, Công an tỉnh, Sở Y tế | tham gia")."""
    found: list[str] = []
    for span, name in reversed(scope.bodies.named_in(start, at)):
        if scope.text[span.end : at].strip(" ,;\n") not in {"", "và"}:
            break
        found.append(name)
        at = span.start
    return found[::-1]


def _partners(scope: Scope, at: int, end: int) -> tuple[str, ...]:
    """The names after a word of cooperation, where need be after an unnamed party ("với các phòng chuyên môn của Sở Y tế")."""
    opening = _WITH.match(scope.text, at, end)
    names, stop = scope.bodies.listed(opening.end() if opening else at, end)
    if any(name == scope.units.collective or not is_unnamed(name) for name in names):
        return names
    at = stop if names else at
    if _VISITORS.match(scope.text, at, end):
        return names
    limit = min([end, at + _VAGUE, *(place for mark in ".;" if (place := scope.text.find(mark, at, end)) > 0)])
    for further in _AND_OF.finditer(scope.text, at, limit):
        if named := scope.bodies.listed(further.end(), end)[0]:
            return named
    return names
