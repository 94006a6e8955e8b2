"""Whom a directive tells to act: the bodies that are the subject of its first clause, or of a later one."""

import re
from collections.abc import Sequence

from .bodies import Bodies, is_unnamed
from .model import Span
from .text import LOWER, UPPER

_TOGETHER = re.compile(r"\s*,?\s*cùng\s+(?:với\s+)?(?!phối\s+hợp)")
_MANNER = re.compile(
    r"\s*,?\s*(?:theo|[Tt]rong\s+phạm\s+vi|[Tt]rên\s+cơ\s+sở|căn\s+cứ|tùy\s+theo|với\s+vai\s+trò|với\s+trách\s+nhiệm)(?!\w)[^.;:\n]{3,160}?"
    r"(?:được\s+(?:giao|phân\s+công)|phân\s+công|của\s+mình|theo\s+quy\s+định|thẩm\s+quyền|phụ\s+trách|quản\s+lý|có\s+liên\s+quan|chức\s+năng(?:,\s*nhiệm\s+vụ)?)"
    r"(?:\s*,?\s*(?:và\s+)?(?:nhiệm\s+vụ|quyền\s+hạn|thẩm\s+quyền|trách\s+nhiệm)(?!\w)){0,4}(?:\s+(?:theo\s+)?quy\s+định(?!\w)|\s+được\s+(?:giao|phân\s+công))?"
    r"(?=\s*,|\s+(?!(?:của|và|nhà\s+nước)\s)[" + LOWER + r"])\s*,?\s*"
)
_TOPIC = re.compile(
    r"(?:Về|Đối với|Liên quan|Trên cơ sở|Để|Nhằm|Sau khi|Khi|Căn cứ|Theo|Trong quá trình|Trong trường hợp|Trong thời gian tới|Thời gian tới|Từ nay đến|Trường hợp|Trong phạm vi|Định kỳ|(?:Hằng|Hàng)\s+(?:năm|quý|tháng|tuần|ngày)|Trước\s+ngày|Ngay\s+(?:trong|sau)|[Tt]rong\s+(?:tháng|[Qq]uý|năm|tuần)|Từ\s+(?:ngày|tháng|nay)|"
    r"Trước mắt|Cùng với|Bên cạnh|Tiếp tục thực hiện)(?!\w)"
)
# "Đối với Trung tâm A: hướng dẫn …" tells the unit itself
_ADDRESSED = re.compile(r"Đối\s+với\s+(?=[" + UPPER + r"])")
_SAYS = re.compile(r"\s*:\s*\w")
_LEADING = re.compile(r"(?:Riêng|Đồng\s+thời|Ngoài\s+ra|Trong\s+đó)(?:\s+đối\s+với)?\s*,?\s+")
_AIM = re.compile(r"(?:Để|Nhằm)(?!\w)")
_TOPIC_ENDS = re.compile(r"[,:]\s*")
_LONGEST_TOPIC = 420
_LONGEST_WHEN = 60
_SENTENCE = re.compile(r"[.;]\s+(?=[" + UPPER + r"])")
# a lower-case word that is no particle: the verb of a directive that the list of verbs lacks
_ACTS = re.compile(
    r"\s+(?!(?:của|thuộc|và|đã|đang|được|là|bị|có|chưa|còn|trong|tại|theo|với|ở|như|khi|do|vẫn|các)\s|trực\s+thuộc(?!\w))["
    + LOWER
    + r"]+\s"
)
_MUST = re.compile(r"\s*:|\s*(?:cần|phải|là\s+(?:đầu\s+mối|(?:cơ\s+quan|đơn\s+vị)\s+(?:[Tt]hường\s+trực|đầu\s+mối|chủ\s+trì)))(?!\w)")


class Subjects:
    """Answers who is the subject of a sentence of one document's text; each is read once."""

    def __init__(self, text: str, bodies: Bodies) -> None:
        self._text, self._bodies = text, bodies
        self._later: dict[Span, Sequence[int]] = {}
        self._known: dict[tuple[Span, bool], tuple[str, ...]] = {}

    def at(self, start: int, limit: int, loose: bool = False) -> tuple[str, ...]:
        """The bodies that are the subject of a clause starting here; `loose` takes any verb, not the known ones alone."""
        return self._subject(start, limit, loose)[0]

    def _subject(self, start: int, limit: int, loose: bool = False) -> tuple[tuple[str, ...], int]:
        """The same, and where the list of bodies ends, whether they are the subject or not."""
        names, end = self._bodies.listed(start, limit)
        if not names:
            return (), end
        if together := _TOGETHER.match(self._text, end, limit):  # "Phòng A cùng với B rà soát": A is told, B helps
            beside, stop = self._bodies.listed(together.end(), limit)
            end = stop if beside else end
        loose = loose and not self._bodies.is_place(start, limit)
        after = self._bodies.after_comma(end, limit)
        if self._acts(end, after, limit, loose):
            return names, end
        manner = _MANNER.match(self._text, end, limit)
        acts = manner and self._acts(manner.end() - 1, manner.end(), limit, loose)
        return (names if acts else ()), end

    def _acts(self, end: int, after: int, limit: int, loose: bool) -> bool:
        if self._bodies.verb_at(after, limit) or _MUST.match(self._text, end, min(limit, end + 32)):
            return True
        return loose and _ACTS.match(self._text, end, limit) is not None

    def _after_colon(self, content: Span, loose: bool) -> tuple[str, ...]:
        """The subject that stands after what the directive is about ("Chuyển sang hệ thống mới: Phòng A hướng dẫn …")."""
        colon = self._text.find(": ", content.start, min(content.end, content.start + _LONGEST_TOPIC))
        if colon < 0:
            return ()
        found = self.at(colon + 2, content.end, loose)
        if not found and _TOPIC.match(self._text, colon + 2, content.end):  # "Về hồ sơ: trong tháng 9, Phòng A …"
            comma = self._text.find(", ", colon + 2, min(content.end, colon + _LONGEST_WHEN))
            found = self.at(comma + 2, content.end) if comma >= 0 else ()
        return found

    def _later_sentences(self, content: Span) -> Sequence[int]:
        """Where the sentences and clauses after the first begin; they are told apart once."""
        if content not in self._later:
            start, end = content
            several = any(self._text.find(mark, start, end) >= 0 for mark in (". ", "; ", "\t"))
            self._later[content] = [match.end() for match in _SENTENCE.finditer(self._text, start, end)] if several else ()
        return self._later[content]

    def later(self, content: Span) -> list[tuple[tuple[str, ...], Span, Span]]:
        """The subjects of the sentences and clauses after the first, who are told what to do besides, each with what leads to it ("Riêng") and its clause."""
        found: list[tuple[tuple[str, ...], Span, Span]] = []
        begins = self._later_sentences(content)
        if not begins:
            return found
        floor = content.start
        for begin, stop in zip(begins, [*begins[1:], content.end], strict=False):
            if begin >= floor:  # what stands inside a list has been read with it
                lead = _LEADING.match(self._text, begin, content.end)  # "Riêng UBND huyện A …"
                start = lead.end() if lead else begin
                names, floor = self._subject(start, content.end, lead is not None)
                if not names:  # any verb will do where a body is named by its own name
                    names = tuple(name for name in self.at(start, content.end, loose=True) if not is_unnamed(name))
                if names:
                    found.append((names, Span(begin, start), Span(start, stop)))
        return found

    def of(self, content: Span, loose: bool) -> tuple[str, ...]:
        """The subject of a directive: of its first clause, of what follows a topic ("Về …: X khẩn trương"), or of a later sentence; each is read once."""
        known = self._known.get((content, loose))
        if known is None:
            known = self._known[content, loose] = self._subject_of(content, loose)
        return known

    def _subject_of(self, content: Span, loose: bool) -> tuple[str, ...]:
        lead = _LEADING.match(self._text, content.start, content.end)
        first, listed_to = self._subject(lead.end() if lead else content.start, content.end, loose or lead is not None)
        if first or (first := self._after_colon(content, loose)):
            return first
        for start in (content.start, *self._later_sentences(content)):
            if start > content.start and start >= listed_to:  # what stands inside a list has been read with it
                later, listed_to = self._subject(start, content.end)
                if later:
                    return later
            if addressed := _ADDRESSED.match(self._text, start, content.end):
                names, listed_to = self._bodies.listed(addressed.end(), content.end)
                if names and _SAYS.match(self._text, listed_to, content.end):
                    return names
            if _TOPIC.match(self._text, start, content.end):
                limit = min(content.end, start + _LONGEST_TOPIC)
                ends = [m.end() for m in _TOPIC_ENDS.finditer(self._text, start, limit)]
                colons = [at for at in ends if self._text[at - 2 : at].rstrip().endswith(":")]
                # "Để nâng cao …, tăng cường …, các Sở … thực hiện:": the aims of a sentence that opens a list may be several
                aims = _AIM.match(self._text, start, limit) and self._text.endswith(":", start, content.end)
                for at in (*colons, *ends):
                    if found := self.at(at, content.end):
                        return found
                    if not aims and self._bodies.verb_at(at, content.end):
                        break  # the main clause begins here and has no subject
        return ()
