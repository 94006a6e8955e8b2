"""Lists of units, bodies, groups and posts as they stand in a text."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from .layout import Layout
from .model import Span
from .organisations import group_at, short_council
from .own_names import BOARD_POST, is_about_board, local_council, names_in_full
from .phrases import first_words, words
from .text import LOWER, UPPER, squeeze
from .unit_index import UnitIndex
from .unit_lists import TO_INSPECT
from .unitnames import name_end, plain_verbs
from .vocabulary import Vocabulary, vocabulary

_AHEAD = 420  # characters within which the next name of a list must end
_POSTS = (
    r"(?:(?:Phó\s+)?(?:Tổng\s+)?Giám\s+đốc|(?:Phó\s+)?Chánh|(?:Cục|Vụ|Chi\s+cục|Viện)?\s*[Tt]rưởng|[Tt]hủ\s+trưởng|"
    r"[Ll]ãnh\s+đạo|Bộ\s+trưởng|Thống\s+đốc|Chủ\s+tịch|Bí\s+thư|[Nn]gười\s+đứng\s+đầu|Chủ\s+nhiệm)"
)
_GAP = re.compile(
    rf"[\s,;:]*(?:(?:và|cũng\s+như)(?!\w))?\s*(?:(?:cho|đến|tới|với)\s+)?(?:(?:các\s+)?đồng\s+chí:?\s+)?(?:{_POSTS}\s+(?:của\s+)?)?"
    rf"(?:(?:,|và)\s*{_POSTS}\s+)?\s*"
)
_BARE_GAP = re.compile(r"[\s,;:]*(?:và(?!\w))?\s*(?:cho\s+)?")
_MORE = re.compile(r"\s*(?:[,;]|và(?!\w))")
_NEXT_NAME = re.compile(rf"\s*(?:[,;]|và(?!\w))\s*[{UPPER}]")
# "Hai đơn vị sự nghiệp (Trung tâm A, Trung tâm B) …"
_COUNTS = ("Hai", "Ba ", "Cả", "Các", "Bốn")
_COUNTED = re.compile(
    r"(?:Hai|Ba|Cả\s+hai|Các|Bốn)\s+(?:đơn\s+vị|trung\s+tâm|cơ\s+quan|phòng|chi\s+cục)[^().;:,\n]{0,40}\((?P<names>[^()\n]{8,240})\)"
)
_COMMA = re.compile(r"\s*,?\s*")
_BESIDE = re.compile(
    r"\s*\([^()\n]{0,240}\)|\s+và\s+Kế\s+toán\s+trưởng(?:\s+Sở)?|\s+(?:cấp\s+|của\s+)?(?:tỉnh|thành\s+phố|Tỉnh|Thành\s+phố)(?=\s*[,;:.]|\s+[a-zđ]|\s*$)|\s+(?:có\s+)?liên\s+quan(?!\w)|\s+(?:trên|tại)\s+địa\s+bàn(?:\s+(?:toàn\s+)?(?:tỉnh|thành\s+phố|Tỉnh|Thành\s+phố|xã|phường))?(?:\s+["
    + UPPER
    + r"]\w*){0,3}|\s+(?:trực\s+)?thuộc(?:\s+và\s+trực\s+thuộc)?\s+(?:Văn\s+phòng\s+)?(?:UBND\s+)?(?:[Tt]ỉnh|[Tt]hành\s+phố|Trung\s+ương|Bộ)(?!\w)"
)
# what narrows a group down belongs to its name
_NARROWS = re.compile(
    r"\s+(?:(?:cấp\s+|của\s+)?(?:tỉnh|thành\s+phố|Tỉnh|Thành\s+phố)|(?:có\s+)?liên\s+quan|(?:trực\s+)?thuộc\s+(?P<centre>Trung\s+ương))"
)
_NO_PLACE = (
    r"(?:Sở|UBND|Ban|Bộ|Công\s+(?:an|ty|đoàn)|Chi\s+(?:cục|nhánh)|(?<!Hải )Phòng|Trung\s+tâm|Hội|Đoàn|Cục|Viện|Kho\s+bạc|Văn\s+phòng)(?!\w)"
)
_PLACE = rf"(?!{_NO_PLACE})[{UPPER}][{LOWER}]*(?:\s+(?:[-–]\s+)?(?!{_NO_PLACE})[{UPPER}][{LOWER}]+){{0,3}}"
# "UBND các huyện A, B và C": each of them
_OF_EACH = re.compile(
    rf"(?:UBND|[UỦ][ỶyỷY]\s+ban\s+nhân\s+dân|Uỷ\s+ban\s+nhân\s+dân)\s+các\s+(?P<level>huyện|quận|thị\s+xã|tỉnh\s*(?:,|và)\s*thành\s+phố|tỉnh|thành\s+phố|xã|phường|thị\s+trấn|đặc\s+khu)"
    rf"\s*:?\s+(?P<places>{_PLACE}(?:\s*(?:,|;|,?\s+và)\s+{_PLACE})+)"
)
# "… và các xã ven biển": others beside those named are nobody
_OTHER_PLACES = re.compile(
    rf",?\s+và\s+các\s+(?:xã|phường|huyện|thị\s+trấn|địa\s+phương)(?:\s+(?:ven\s+biển|miền\s+núi|vùng\s+cao|biên\s+giới|còn\s+lại|khác|lân\s+cận|có(?:\s+[{LOWER}]+){{1,6}}))?(?=\s*[:,]|\s+[{LOWER}])"
)
_OF_SO = re.compile(rf"\s+Sở(?!\w)(?!\s+(?:[{UPPER}]|hữu))")  # "Đoàn Thanh niên Sở"
_NEXT_PLACE = re.compile(r"\s*(?:,|;|,?\s+và)\s+")
_NOUNS = {"tổ chức", "quản lý", "kế hoạch"}  # verbs that are nouns in names of bodies
_BARE_HEAD = re.compile(r"(?:Văn phòng|Trung tâm|Chi cục|Thanh tra)(?!\w)")
_NOT_ON = re.compile(r"\s*(?:[,;.:)]|$|và\s+(?=[" + UPPER + r"]))")  # no name goes on here
_LONGEST_WORD = 16
_PEOPLES = "nhân dân"  # a council, written in full
# words that may stand before the first name of a list, and those with which groups of bodies and places begin
_BEFORE_BODIES = "và cũng cho đến tới với các đồng phó tổng giám chánh cục vụ chi viện trưởng thủ lãnh bộ thống chủ bí người hai ba cả bốn"
_GROUPS = "ban tổ đại ubnd ủy uỷ cơ đơn sở bộ ngành địa trung phòng công hạt bệnh hội đài trạm đoàn trường tỉnh thành"
_GENERIC_KIND = re.compile(
    r"[Cc]ác\s|(?:[Ss]ở|[Bb]ộ|[Bb]an|[Nn]gành)\s*,|(?:[Cc]ơ quan|[Đđ]ơn vị|[Đđ]ịa phương|[Tt]ổ chức|[Cc]á nhân)(?:\s*,|\s+và|$)"
)


_ANY_ONE = re.compile(
    r"(?i)(?:các\s+)?(?:(?:bộ|sở|ban|ngành|phòng|cơ quan|đơn vị|địa phương|tổ chức|cá nhân|lực lượng|doanh nghiệp|cấp|chính quyền|hội)(?:\s+(?:chức năng|khác|chuyên môn))?"
    r"|(?:cơ quan|đơn vị|địa phương|tổ chức|cá nhân|doanh nghiệp|lực lượng)(?:(?:\s*,\s*|\s+và\s+)(?:các\s+)?(?:cơ quan|đơn vị|địa phương|tổ chức|cá nhân|doanh nghiệp|lực lượng))+)"
)


@lru_cache(maxsize=1)
def _heads() -> re.Pattern[str]:
    return re.compile(words(vocabulary().units["body_heads"]))


@lru_cache(maxsize=1)
def _verbs() -> re.Pattern[str]:
    """What bodies do, as it stands after their names."""
    vocab = vocabulary()
    return vocab.pattern("subject-verbs", dict.fromkeys([*vocab.cues["subject_end"], *plain_verbs(vocab), *vocab.cues["subject_more"]]))


@lru_cache(maxsize=1)
def _begin_lists() -> frozenset[str]:
    """The words, in lower case, with which a list of bodies may begin, names known to the document apart."""
    units = vocabulary().units
    heads = first_words([*units["heads"], *units["body_heads"], *units["whole_heads"]])
    return frozenset((*(word.lower() for word in heads), *_BEFORE_BODIES.split(), *_GROUPS.split()))


@lru_cache(maxsize=1)
def _places() -> re.Pattern[str]:
    place = vocabulary().province_pattern
    return re.compile(rf"(?:(?:[Tt]ỉnh|[Tt]hành\s+phố)\s+(?P<name>{place})|Tỉnh|Thành\s+phố)(?!\w)(?!\s+[{UPPER}])")


@lru_cache(maxsize=1)
def _kinds_of_places() -> dict[str, str]:
    return {name: entry.kind for entry in vocabulary().provinces for name in entry.names}


def _title_place(title: str, vocab: Vocabulary) -> str:
    """The one province that a title names, with its kind; "" where it names none or several."""
    named = re.finditer(rf"(?i:(?P<kind>tỉnh|thành)(?:\s+(?:phố|[uủ][ỷy]))?)\s+(?P<place>{vocab.province_pattern})(?!\w)", title)
    found = {("Tỉnh " if m["kind"].lower() == "tỉnh" else "Thành phố ") + squeeze(m["place"]) for m in named}
    return found.pop() if len(found) == 1 else ""


def is_unnamed(name: str) -> bool:
    """Whether a party is named by its kind alone ("Các cơ quan, đơn vị")."""
    return _GENERIC_KIND.match(name) is not None


def is_vague(name: str) -> bool:
    """Whether a party is anybody concerned: one kind of body alone, or those "liên quan", without a name of their own."""
    return is_unnamed(name) and ("liên quan" in name or _ANY_ONE.fullmatch(name) is not None)


def _told_by_head(names: Iterable[str]) -> dict[str, str]:
    """Head → name, of the units that are the only ones with their head."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        if head := _BARE_HEAD.match(name):
            found[head[0]].append(name)
    return {head: same[0] for head, same in found.items() if len(same) == 1}


class Bodies:
    """Reads names of units and bodies at places of one document's text."""

    def __init__(self, text: str, units: UnitIndex, vocab: Vocabulary, layout: Layout) -> None:
        self._text, self._units, self._vocab = text, units, vocab
        # to a central body a province is somebody to address; in a province's own documents it is a place
        self._addresses_places = layout.province is None
        self._place = _title_place(layout.title, vocab)
        self._verb = _verbs()
        self._by_head = _told_by_head(units.named)
        self._in_full = names_in_full(text, layout)
        local = local_council(layout)
        self._local = re.compile(rf"\s+{local['level']}(?!\w)(?!\s+[{UPPER}])") if local else None
        self._of_board = is_about_board(layout)
        self._lists: dict[tuple[int, int], tuple[tuple[str, ...], int]] = {}

    def at(self, start: int, limit: int) -> tuple[str, int] | None:
        """The unit, body or group whose name starts here, and where the name ends; what the agency calls without more is named in full."""
        found = self._at(start, limit)
        if found and _PEOPLES in found[0]:
            found = (short_council(found[0]), found[1])
        return (self.in_full(found[0]), found[1]) if found and self._in_full else found

    def in_full(self, name: str) -> str:
        """The whole name of what the agency calls so without more; any other name as it is."""
        return self._in_full.get(name.casefold(), name)

    def _at(self, start: int, limit: int) -> tuple[str, int] | None:
        end = min(limit, start + _AHEAD)
        named = [(span.end, name) for span, name in self._units.named_at(start) if span.end <= end]
        group = group_at(self._text, start, end)
        if group:
            named.append((group[0].end, group[1]))
        if named:
            longest = max(named, key=lambda found: found[0])
            return longest[1], longest[0]
        if self._addresses_places and (place := self._place_at(start, end)):
            return place
        after = start
        while after < end and self._text.startswith(("các ", "Các "), after):
            after += 4
        if after > start and self._text[after : after + 1].isupper():
            headed = self._at(after, end)  # "các Phòng A, B": the list is headed once
            if headed and self._addresses_places and headed[0].startswith("Sở ") and not _NEXT_NAME.match(self._text, headed[1], end):
                return f"Các {headed[0]}", headed[1]  # "các Sở Y tế": those of all provinces
            return headed
        head = _heads().match(self._text, start, end)
        stop = name_end(self._text, head.end(), end, self._vocab) if head else None
        if stop and self._local and (level := self._local.match(self._text, stop, end)):
            stop = level.end()  # "Ban Chỉ huy Quân sự huyện", in a document of the district
        if stop and self._text.startswith(" Sở", stop) and (of := _OF_SO.match(self._text, stop, end)):
            stop = of.end()
        if head and stop is None and head[0] in self._vocab.units["whole_heads"]:
            stop = head.end()
        return (squeeze(self._text[start:stop]), stop) if stop else self._bare_at(start, end)

    def named_in(self, start: int, end: int) -> list[tuple[Span, str]]:
        """The units and bodies outside that a range names: (span, name), in order."""
        return sorted([*self._units.names_in(start, end), *self._units.outside.within(start, end)])

    def _bare_at(self, start: int, end: int) -> tuple[str, int] | None:
        """The one unit of the document that a bare head means ("Trung tâm và Công an tỉnh", "Văn phòng chuẩn bị …")."""
        head = _BARE_HEAD.match(self._text, start, end)
        name = self._by_head.get(head[0]) if head else None
        if head is None or name is None or TO_INSPECT.match(self._text, start, end):
            return None
        return (name, head.end()) if _NOT_ON.match(self._text, head.end(), end) or self.verb_at(head.end() + 1, end) else None

    def is_place(self, start: int, limit: int) -> bool:
        """Whether a province stands here that may be a place only, and not somebody who is told to act."""
        return self._addresses_places and _places().match(self._text, start, limit) is not None

    def _place_at(self, start: int, end: int) -> tuple[str, int] | None:
        """A province told to act by name ("tỉnh Đắk Lắk"), or as "Tỉnh" where the title says which."""
        match = _places().match(self._text, start, end)
        name = squeeze(match[0]) if match and match["name"] else self._place if match else ""
        return (name[:1].upper() + name[1:], match.end()) if match and name else None

    def listed(self, start: int, limit: int) -> tuple[tuple[str, ...], int]:
        """The names of a list that starts here, with posts before them left out, and where the last one ends; each list is read once."""
        known = self._lists.get((start, limit))
        if known is None:
            known = self._lists[start, limit] = self._listed(start, limit) if self._may_begin(start) else ((), start)
        return known

    def _may_begin(self, start: int) -> bool:
        """Whether the first word from an offset on may begin a list of bodies; most do not, and to tell so costs far less than to read one."""
        ahead = self._text[start : start + _LONGEST_WORD]
        bare = ahead.lstrip(" ,;:")
        word = bare.partition(" ")[0].rstrip(".,;:)")
        return (
            not word.isalpha()
            or word.lower() in _begin_lists()
            or self._of_board
            or bool(self._units.named_at(start + len(ahead) - len(bare)))
        )

    def _listed(self, start: int, limit: int) -> tuple[tuple[str, ...], int]:
        found: list[str] = []
        end = at = start
        counted = _COUNTED.match(self._text, start, limit) if self._text.startswith(_COUNTS, start) else None
        if counted and len(names := self._listed(counted.start("names"), counted.end("names"))[0]) > 1:
            return names, counted.end()
        while True:
            gap = _GAP.match(self._text, at, limit)
            here = gap.end() if gap else at
            if self._of_board and (post := BOARD_POST.match(self._text, at, limit)):
                found.append(squeeze(post["post"])[:1].upper() + squeeze(post["post"])[1:])
                end = at = post.end()
                if _MORE.match(self._text, at, limit) and not self.verb_at(self.after_comma(at, limit), limit):
                    continue
                break
            each = _OF_EACH.match(self._text, here, limit)
            if each:
                places = (squeeze(place) for place in _NEXT_PLACE.split(each["places"]))
                found += [f"UBND {self._level(squeeze(each['level']), place)} {place}" for place in places]
                others = _OTHER_PLACES.match(self._text, each.end(), limit)
                end = at = others.end() if others else each.end()
                if _MORE.match(self._text, at, limit) and not self.verb_at(self.after_comma(at, limit), limit):
                    continue
                break
            named = self.at(here, limit)
            if named is None and gap and here > at:  # "Chủ tịch UBND …": the post may be part of a group's name
                bare = _BARE_GAP.match(self._text, at, limit)
                named = self.at(bare.end(), limit) if bare else None
            if named is None:
                break
            found.append(named[0])
            end = at = named[1]
            while beside := _BESIDE.match(self._text, at, limit):
                end = at = beside.end()
                narrows = _NARROWS.fullmatch(beside[0]) if is_unnamed(found[-1]) or "các" in found[-1] else None
                if narrows and (narrows["centre"] or is_unnamed(found[-1])):
                    found[-1] += " " + (squeeze(beside[0]) if narrows["centre"] else squeeze(beside[0]).lower())
            if not _MORE.match(self._text, at, limit):
                break
            if self.verb_at(self.after_comma(at, limit), limit):
                break
        return tuple(dict.fromkeys(found)), end

    def _level(self, level: str, place: str) -> str:
        """The level of one of the places that a list calls by it; by both, "tỉnh, thành phố", the one that the place is."""
        return level if " " not in level or level == "thị xã" or level == "thành phố" else _kinds_of_places().get(place, "tỉnh")

    def verb_at(self, at: int, limit: int) -> bool:
        """Whether a verb of directives stands here; with a capital it is part of a name ("Xây dựng")."""
        return self._text[at : at + 1].islower() and self._verb.match(self._text, at, limit) is not None

    def acts_in(self, words: str) -> bool:
        """Whether a verb of directives stands among the words after the first."""
        return any(match.start() > 0 and match[0].islower() and match[0] not in _NOUNS for match in self._verb.finditer(words))

    def after_comma(self, at: int, limit: int) -> int:
        """Where what stands after a comma or blanks begins."""
        match = _COMMA.match(self._text, at, limit)
        return match.end() if match else at
