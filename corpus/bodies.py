"""Lists of units, bodies, groups and posts as they stand in a text, and the subject of a directive that they make."""

import re
from functools import lru_cache

from .model import Span
from .organisations import group_at
from .phrases import words
from .text import LOWER, UPPER, squeeze
from .unitnames import name_end
from .units import UnitIndex
from .vocabulary import Vocabulary, vocabulary

_AHEAD = 420  # characters within which the next name of a list must end
_POSTS = (
    r"(?:(?:Phó\s+)?(?:Tổng\s+)?Giám\s+đốc|Chánh(?:\s+(?:Văn\s+phòng|Thanh\s+tra))?|(?:Cục|Vụ|Chi\s+cục|Viện)?\s*[Tt]rưởng|[Tt]hủ\s+trưởng|"
    r"[Ll]ãnh\s+đạo|Bộ\s+trưởng|Thống\s+đốc|Chủ\s+tịch|Bí\s+thư|[Nn]gười\s+đứng\s+đầu|Chủ\s+nhiệm)"
)
_GAP = re.compile(
    rf"[\s,;:]*(?:(?:và|cùng|cũng\s+như)(?!\w))?\s*(?:(?:cho|đến|tới|với)\s+)?(?:(?:các\s+)?đồng\s+chí:?\s+)?(?:{_POSTS}\s+(?:của\s+)?)?"
    rf"(?:(?:,|và)\s*{_POSTS}\s+)?\s*"
)
_BARE_GAP = re.compile(r"[\s,;:]*(?:(?:và|cùng)(?!\w))?\s*(?:cho\s+)?")
_MORE = re.compile(r"\s*(?:[,;]|(?:và|cùng)(?!\w))")
_COMMA = re.compile(r"\s*,?\s*")
_BESIDE = re.compile(
    r"\s*\([^()\n]{0,240}\)|\s+(?:cấp\s+)?(?:tỉnh|thành\s+phố|Tỉnh|Thành\s+phố)(?=\s*[,;:.]|\s+[a-zđ]|\s*$)|\s+(?:có\s+)?liên\s+quan(?!\w)|\s+(?:trên|tại)\s+địa\s+bàn(?:\s+(?:toàn\s+)?(?:tỉnh|thành\s+phố|Tỉnh|Thành\s+phố|xã|phường))?(?:\s+["
    + UPPER
    + r"]\w*){0,3}|\s+(?:trực\s+)?thuộc(?:\s+và\s+trực\s+thuộc)?\s+(?:UBND\s+)?(?:[Tt]ỉnh|[Tt]hành\s+phố|Trung\s+ương|Bộ)(?!\w)"
)
_MANNER = re.compile(
    r"\s*,?\s*(?:theo|[Tt]rong\s+phạm\s+vi|[Tt]rên\s+cơ\s+sở|căn\s+cứ|tùy\s+theo|với\s+vai\s+trò|với\s+trách\s+nhiệm)(?!\w)[^.;:\n]{3,160}?"
    r"(?:được\s+(?:giao|phân\s+công)|phân\s+công|của\s+mình|theo\s+quy\s+định|thẩm\s+quyền|phụ\s+trách|quản\s+lý|có\s+liên\s+quan|chức\s+năng(?:,\s*nhiệm\s+vụ)?)"
    r"(?=\s*,|\s+(?!(?:của|và|nhà\s+nước)\s)[" + LOWER + r"])\s*,?\s*"
)
_TOPIC = re.compile(
    r"(?:Về|Đối với|Liên quan|Trên cơ sở|Để|Nhằm|Sau khi|Khi|Căn cứ|Theo|Trong quá trình|Trong trường hợp|Trường hợp|Trong phạm vi|Định kỳ|Hằng năm|Hàng năm|"
    r"Trước mắt|Cùng với|Bên cạnh|Tiếp tục thực hiện)(?!\w)"
)
_TOPIC_ENDS = re.compile(r"[,:]\s*")
_LONGEST_TOPIC = 420
_NOUNS = {"tổ chức", "quản lý", "kế hoạch"}  # verbs that are nouns in names of bodies
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[" + UPPER + r"])")
# a lower-case word that is no particle: the verb of a directive that the list of verbs lacks
_ACTS = re.compile(
    r"\s+(?!(?:của|thuộc|và|đã|đang|được|là|bị|có|chưa|còn|trong|tại|theo|với|ở|như|khi|do|vẫn|các)\s|trực\s+thuộc(?!\w))["
    + LOWER
    + r"]+\s"
)
_MUST = re.compile(r"\s*(?:cần|phải|:)")
_GENERIC_KIND = re.compile(
    r"[Cc]ác\s|(?:[Ss]ở|[Bb]ộ|[Bb]an|[Nn]gành)\s*,|(?:[Cc]ơ quan|[Đđ]ơn vị|[Đđ]ịa phương|[Tt]ổ chức|[Cc]á nhân)(?:\s*,|\s+và|$)"
)


@lru_cache(maxsize=1)
def _heads() -> re.Pattern[str]:
    return re.compile(words(vocabulary().units["body_heads"]))


def is_unnamed(name: str) -> bool:
    """Whether a party is named by its kind alone ("Các cơ quan, đơn vị")."""
    return _GENERIC_KIND.match(name) is not None


class Bodies:
    """Reads names of units and bodies at places of one document's text."""

    def __init__(self, text: str, units: UnitIndex, vocab: Vocabulary) -> None:
        self._text, self._units, self._vocab = text, units, vocab
        self._verb = vocab.pattern("subject-end", vocab.cues["subject_end"])

    def at(self, start: int, limit: int) -> tuple[str, int] | None:
        """The unit, body or group whose name starts here, and where the name ends."""
        end = min(limit, start + _AHEAD)
        named = [(span.end, name) for span, name in self._units.names_in(start, end) if span.start == start]
        named += [(span.end, name) for span, name in self._units.outside.within(start, end) if span.start == start]
        group = group_at(self._text, start, end)
        if group:
            named.append((group[0].end, group[1]))
        if named:
            longest = max(named, key=lambda found: found[0])
            return longest[1], longest[0]
        head = _heads().match(self._text, start, end)
        stop = name_end(self._text, head.end(), end, self._vocab) if head else None
        return (squeeze(self._text[start:stop]), stop) if stop else None

    def listed(self, start: int, limit: int) -> tuple[tuple[str, ...], int]:
        """The names of a list that starts here, with posts before them left out, and where the last one ends."""
        found: list[str] = []
        end = at = start
        while True:
            gap = _GAP.match(self._text, at, limit)
            here = gap.end() if gap else at
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
            if not _MORE.match(self._text, at, limit):
                break
            if self._verb_at(self._after_comma(at, limit), limit):
                break
        return tuple(dict.fromkeys(found)), end

    def _verb_at(self, at: int, limit: int) -> bool:
        """Whether a verb of directives stands here; with a capital it is part of a name ("Xây dựng")."""
        return self._text[at : at + 1].islower() and self._verb.match(self._text, at, limit) is not None

    def acts_in(self, words: str) -> bool:
        """Whether a verb of directives stands among the words after the first."""
        return any(match.start() > 0 and match[0].islower() and match[0] not in _NOUNS for match in self._verb.finditer(words))

    def _after_comma(self, at: int, limit: int) -> int:
        match = _COMMA.match(self._text, at, limit)
        return match.end() if match else at

    def subject(self, start: int, limit: int, loose: bool = False) -> tuple[str, ...]:
        """The bodies that are the subject of a clause starting here; `loose` takes any verb, not the known ones alone."""
        names, end = self.listed(start, limit)
        if not names:
            return ()
        after = self._after_comma(end, limit)
        if self._acts(end, after, limit, loose):
            return names
        manner = _MANNER.match(self._text, end, limit)
        if manner and self._acts(manner.end() - 1, manner.end(), limit, loose):
            return names
        return ()

    def _acts(self, end: int, after: int, limit: int, loose: bool) -> bool:
        if self._verb_at(after, limit) or _MUST.match(self._text, end, min(limit, end + 8)):
            return True
        return loose and _ACTS.match(self._text, end, limit) is not None

    def subject_of(self, content: Span, loose: bool) -> tuple[str, ...]:
        """The subject of a directive: of its first clause, of what follows a topic ("Về …: X khẩn trương"), or of a later sentence."""
        first = self.subject(content.start, content.end, loose)
        if first:
            return first
        for start in (content.start, *(m.end() for m in _SENTENCE.finditer(self._text, content.start, content.end))):
            if start > content.start and (later := self.subject(start, content.end)):
                return later
            if _TOPIC.match(self._text, start, content.end):
                limit = min(content.end, start + _LONGEST_TOPIC)
                ends = [m.end() for m in _TOPIC_ENDS.finditer(self._text, start, limit)]
                colons = [at for at in ends if self._text[at - 2 : at].rstrip().endswith(":")]
                for at in (*colons, *ends):
                    if found := self.subject(at, content.end):
                        return found
                    if self._verb_at(at, content.end):
                        break  # the main clause begins here and has no subject
        return ()
