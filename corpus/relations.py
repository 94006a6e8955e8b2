"""How a citation stands to its document: the nearest cue before it, and whose relation it is."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from .base_columns import base_columns, lists_of_bases
from .blocks_at import SpanFinder
from .frozen import frozen
from .model import Block, Modality, Relation, Span
from .relation_cues import CHANGES, WINDOW, in_closed_brackets, last_cue
from .sought import Sought
from .text import UPPER
from .vocabulary import Vocabulary

_SENTENCE_END = re.compile(r"[.!?…;\t\n](?:(?<=[;\t\n])|(?<=[.!?…])(?:\s|$)(?=\s*[“\"(*]?\s*[" + UPPER + r"]))")
# "khi có Quyết định thay thế Quyết định số …": a document that is still to come bears the change
_TO_COME = re.compile(
    r"(?:Quyết định|Nghị định|Thông tư|Nghị quyết|Quy chế|Quy định|Chỉ thị|Luật|Kế hoạch|[Vv]ăn bản|[Dd]ự thảo)(?:\s+(?:mới|khác))?(?:\s+của\s[^,;.]{2,60})?\s*$"
)
_LISTED = re.compile(r"(?:,|;|(?<!\w)và|(?<!\w)hoặc)\s*(?:các\s+)?$", re.IGNORECASE)
_ISSUED_IN = re.compile(r"(?:ban\s+hành|phê\s+duyệt)\s+(?:tại|theo|bởi)\s*$")
_PLAN = re.compile(r"(?:Kế\s+hoạch|Chương\s+trình|Đề\s+án|Quy\s+hoạch|Phương\s+án|Chiến\s+lược|Danh\s+mục|Bộ\s+tiêu\s+chí)(?!\w)")
_PLAN_OF = re.compile(r"\w+\s+\w+\s+(?:tổ\s+chức\s+|triển\s+khai\s+)?(?:thực\s+hiện|triển\s+khai|hành\s+động)\s+")
_TITLED = re.compile(r"\s+(?:về|quy\s+định|ban\s+hành|phê\s+duyệt|hướng\s+dẫn|sửa\s+đổi|thông\s+qua)\s")
_LEAD = re.compile(r"\W*(?:các|và)?\s*", re.IGNORECASE)
_ENDED_WITHIN = 500
_OUTDATED_WITHIN = 90
_FAR = 1_000  # characters before a change within which it may be asked for
_OPERATIVE = re.compile(
    r"(?:Quyết định|Nghị định|Thông tư|Nghị quyết|Luật|Quy định|Quy chế|Chỉ thị|Kế hoạch|Chương trình(?:\s+hành\s+động|\s+công\s+tác)?|Thông báo|Kết luận|Công văn|Công điện|Văn bản|Hướng dẫn|Đề án|Phương án|Thông tư liên tịch|Pháp lệnh|Bộ luật)\s+này"
)
_ITSELF = re.compile(_OPERATIVE.pattern + r"\s+$")  # "Kế hoạch này | thay thế …"
# "một số quy định tại Quyết định … không còn phù hợp": what is wanting is no basis
_OUTDATED = re.compile(
    r"\s+(?:nêu\s+trên\s+)?(?:nay\s+|hiện\s+|hiện\s+nay\s+)?(?:(?:đã\s+)?không\s+còn|chưa|không)\s+phù\s+hợp(?!\w)|\s+còn\s+(?:có\s+)?(?:bất\s+cập|vướng\s+mắc|chồng\s+chéo)"
)
_OPENS_CHANGE = re.compile(r"\s*(?:bãi bỏ|thay thế|sửa đổi)", re.IGNORECASE)
_ENDED = Sought(
    re.compile(
        r"(?<!\w)(?:(?:sẽ\s+)?hết\s+hiệu\s+lực|(?:bị|được)\s+(?:bãi\s+bỏ|hủy\s+bỏ|huỷ\s+bỏ|thay\s+thế))(?!\w)(?!\s+(?:bởi|bằng|tại|theo)\s)"
    ),
    ("sẽ hết", "hết", "bị", "được"),
)
PASSIVE = "changes-another"  # the rule of "A được sửa đổi bởi | B": B bears the change
_BY_ANOTHER = re.compile(r"(?<!\w)(?:bởi|tại|theo|bằng)(?!\w)")
# "- Luật A …", "+ Nghị định B …": what a cell of such a column holds
_OPENS_BASIS = re.compile(
    r"[-–+*\s]*(?:(?i:điểm|khoản|điều)\s[\wđ,\s]{1,40}?)?(?:Bộ luật|Luật|Nghị định|Nghị quyết|Thông tư|Quyết định|Pháp lệnh|Chỉ thị|Kết luận|Kế hoạch|Chương trình|NQ|NĐ)(?!\w)"
)


@frozen
class Found:
    """The relation of a citation and the cue that says so (offsets of the text)."""

    relation: Relation
    cue: Span | None
    rule: str


class Relations:
    """Answers how the citations of one document stand to it; sentences are told apart once."""

    def __init__(self, text: str, blocks: Sequence[Block], vocab: Vocabulary, doctype: str = "") -> None:
        self._text, self._blocks, self._vocab = text, blocks, vocab
        # "ban hành Quyết định sửa đổi …" in a decision is the decision itself; in a plan it is one to come
        self._directing = doctype in vocab.cues["directing_kinds"]
        self._ends: dict[int, tuple[list[int], list[int]]] = {}
        self._in_recital: dict[int, bool] = {}
        self._cue_above: dict[int, tuple[str, Span] | None] = {-1: None}
        # of each block the citation that opens its latest sentence or clause, and how that stands to the document
        self._opening: dict[int, tuple[Span, Found]] = {}
        self._bases = base_columns(text, blocks)
        self._listed = SpanFinder(lists_of_bases(text, blocks))

    def sentence(self, block: Block, at: int) -> Span:
        """The sentence (or clause closed by a semicolon) of a block that holds an offset."""
        if block.index not in self._ends:
            found = [m.span() for m in _SENTENCE_END.finditer(self._text, block.content.start, block.content.end)]
            self._ends[block.index] = [end for _, end in found], [first for first, _ in found]
        ends, firsts = self._ends[block.index]
        place = bisect_right(ends, at)
        start = ends[place - 1] if place else block.content.start
        later = next((first for first in firsts[place : place + 2] if first >= at), None)
        end = block.content.end if later is None else later + 1
        while start < end and self._text[start].isspace():
            start += 1
        return Span(start, max(start, end))

    def of(self, block: Block, span: Span, before: tuple[Span, Found] | None = None) -> Found:
        """The relation that its sentence gives a citation; `before` is the citation before it, whose list it may go on.

        Citations are asked for in reading order.
        """
        sentence = self.sentence(block, span.start)
        found = self._of(block, span, sentence, before)
        opening = self._opening.get(block.index)
        if opening is None or opening[0].start < sentence.start:
            self._opening[block.index] = (span, found)
        return found

    def _of(self, block: Block, span: Span, sentence: Span, before: tuple[Span, Found] | None) -> Found:
        text, at = self._text, span.start
        if (column := self._bases.get(block.index)) and any(cell.covers(span) for cell in column):
            return Found("legal_basis", None, "column")
        cue = last_cue(text, sentence.start, self._named_before(sentence.start, at))
        recital = self._recites(block)
        shared = self._goes_on(block, sentence, at, cue, before)
        if (
            recital
            and cue
            and _LISTED.search(text, max(sentence.start, at - 12), at)
            and (shared is None or shared.relation != "legal_basis")
            and not (before and before[1].cue == cue[1] and _LISTED.fullmatch(text[before[0].end : at].strip()))
        ):
            cue = None
        elif shared is not None:
            return shared
        ended = _ended(text, span.end, min(block.content.end, span.end + _ENDED_WITHIN))
        if ended and not recital and (cue is None or cue[0] in {"mentions", "legal_basis"}):
            return Found("replaces" if "thay" in ended.of(text).lower() else "repeals", ended, f"cue:{ended.of(text).lower()}")
        listed = self._lists_bases(block)
        if cue is None and listed:
            return Found("legal_basis", None, "listed")
        if cue is None:
            if recital:
                return Found("legal_basis", Span(block.content.start, block.content.start + 7), "recital")
            clause = self._after_stop(max(block.content.start, at - WINDOW), at)
            if ";" in text[clause:at]:
                # a list in clauses: what opened it says how all of it stands, not a word in the title of a document before
                opening = self._opening.get(block.index)
                if opening and clause <= opening[0].start < sentence.start and opening[1].relation not in CHANGES:
                    return opening[1]
                cue = last_cue(text, clause, at)
                if cue and not recital and self._does_else(max(cue[1].end, text.rfind(";", clause, at) + 1), at):
                    return Found("mentions", None, "another-clause")
            cue = cue or self._above(block.parent)
        if cue is None and block.kind == "row":
            cue = self._row_above(block, span)
        if cue is None and block.kind == "title":
            cue = last_cue(text, self._title_start(block), at)
        if cue is None:
            return Found("mentions", None, "no-cue")
        relation, where = cue
        if before and self._in_brackets_of_another(where, before[0], at):
            return Found("mentions", None, "of-another")
        if (
            relation == "legal_basis"
            and not recital
            and _OUTDATED.match(text, span.end, min(block.content.end, span.end + _OUTDATED_WITHIN))
        ):
            return Found("mentions", where, "outdated")
        if relation in CHANGES and _passive(text, where, at):
            return Found("legal_basis", where, "passive") if recital or listed else Found(relation, where, PASSIVE)  # type: ignore[arg-type]
        if relation in CHANGES and at - where.end > 200:
            return Found("legal_basis" if recital else "mentions", None, "cue-too-far")
        return Found(relation, where, f"cue:{where.of(text).lower()}")  # type: ignore[arg-type]

    def _does_else(self, start: int, at: int) -> bool:
        """Whether a clause begins with a verb of its own before a citation ("thực hiện A; phổ biến | Nghị định B")."""
        words = self._text[start:at].lstrip()
        verb = self._vocab.pattern("directive", self._vocab.cues["directive"])
        return self._text[start - 1] == ";" and bool(verb.match(words)) and len(words) < WINDOW

    def _recites(self, block: Block) -> bool:
        """Whether a block is one of the recitals that open a decision."""
        if block.index not in self._in_recital:
            opening = self._text[block.content.start : block.content.start + 7].casefold()
            self._in_recital[block.index] = opening.startswith("căn cứ")
        return self._in_recital[block.index]

    def _lists_bases(self, block: Block) -> bool:
        """Whether a line below the head of a table's column of legal bases begins as what such a column holds."""
        below = block.kind != "row" and self._listed.meeting(block.content) is not None
        return below and _OPENS_BASIS.match(self._text, block.content.start, block.content.end) is not None

    def _row_above(self, block: Block, span: Span) -> tuple[str, Span] | None:
        """The last cue of the cell above, where a page break cut a row and this one goes on with its cell."""
        above = self._blocks[block.index - 1] if block.index else block
        if above.kind != "row" or not block.cells or block.cells[0].length:
            return None
        column = bisect_right(block.cells, span.start, key=lambda cell: cell.start) - 1
        if not 0 <= column < len(above.cells) or not block.cells[column].covers(span):
            return None
        cell = above.cells[column]
        return last_cue(self._text, cell.start, cell.end) if not self._text.endswith((".", ";"), cell.start, cell.end) else None

    def _in_brackets_of_another(self, cue: Span, last: Span, at: int) -> bool:
        """Whether a citation stands in brackets that follow another, to which the cue belongs ("thay thế A (giao tại B)")."""
        if not cue.end <= last.start < at:
            return False
        opened = self._text.rfind("(", last.end, at)
        return opened >= 0 and self._text.find(")", opened, at) < 0 and any(map(str.isalpha, self._text[opened:at]))

    def _title_start(self, block: Block) -> int:
        """Where the title begins, one of whose lines a block is."""
        at = block.index
        while at and self._blocks[at - 1].kind == "title":
            at -= 1
        return self._blocks[at].content.start

    def _after_stop(self, start: int, at: int) -> int:
        """Where the words after the last full stop before an offset begin."""
        stop = self._text.rfind(". ", start, at)
        while stop >= 0 and not self._text[stop + 2 : stop + 3].isupper():
            stop = self._text.rfind(". ", start, stop)
        return stop + 2 if stop >= 0 else start

    def _named_before(self, start: int, at: int) -> int:
        """Up to where to look for a cue: before the title of a plan that the cited document issued ("điều chỉnh Kế hoạch … ban hành tại")."""
        close = self._text[max(start, at - 8) : at].rstrip().endswith(("tại", "theo", "bởi"))
        if not close or not _ISSUED_IN.search(self._text, max(start, at - 40), at):
            return at
        named = [m.start() for m in _PLAN.finditer(self._text, start, at)]
        while len(named) > 1 and _PLAN_OF.fullmatch(self._text, named[-2], named[-1]):
            named.pop()
        return named[-1] if named else at

    def modality(self, block: Block, sentence: Span, found: Found) -> Modality:
        """Whether a change is made by a document in force, asked for, or told of another document."""
        if found.relation not in CHANGES or found.cue is None:
            return "effected"
        if found.rule == PASSIVE:
            return "reported"
        text = self._text
        before = text[max(sentence.start, found.cue.start - _FAR) : found.cue.start] if found.cue.start >= sentence.start else ""
        if _ITSELF.search(before):
            return "effected"
        if self._vocab.pattern("planned", self._vocab.cues["planned"]).search(before):
            return "planned"
        operative = _OPERATIVE.search(before + found.cue.of(text))
        in_article = block.path.startswith("Điều") or " > Điều" in block.path or block.kind == "title"
        if self._directing and not operative and block.kind != "title" and _TO_COME.search(before):
            return "planned"
        if operative or in_article or _OPENS_CHANGE.match(text, sentence.start, sentence.end):
            return "effected"
        return "planned" if "(" in before[-3:] or "“" in before else "reported"

    def _goes_on(
        self, block: Block, sentence: Span, at: int, cue: tuple[str, Span] | None, before: tuple[Span, Found] | None
    ) -> Found | None:
        """The relation of the citation before, where this one goes on its list: after "và", or as the next clause or item."""
        if before is None:
            return None
        last, found = before
        if in_closed_brackets(self._text, sentence.start, last, at):
            return None
        if found.relation == "mentions":
            # "Nghị định A quy định … tổ chức thực hiện … và Nghị định B": the cue stands in the title of A
            titled = (
                last.start >= sentence.start and cue is not None and cue[1].start >= last.end and _TITLED.match(self._text, last.end, at)
            )
            return found if titled and _LISTED.search(self._text, max(last.end, at - 12), at) else None
        if last.start >= sentence.start:
            listed = _LISTED.search(self._text, max(last.end, at - 12), at)
            return found if listed and (cue is None or cue[1].start >= last.end) and found.rule not in {"passive", PASSIVE} else None
        if cue is not None or not _LEAD.fullmatch(self._text, sentence.start, at):
            return None
        if last.start >= block.content.start:
            opening = self._opening.get(block.index)
            return opening[1] if opening else found
        if found.relation not in CHANGES:
            return None
        above = self._blocks[block.index - 1] if block.index else block
        following = above.content.start <= last.start and above.parent == block.parent
        return found if following and block.marker and block.content.start == sentence.start else None

    def _above(self, at: int) -> tuple[str, Span] | None:
        """The cue of a heading such as "thay thế các văn bản sau:" above a list of citations; each heading is read once."""
        chain = []
        while at not in self._cue_above:
            chain.append(at)
            at = self._blocks[at].parent
        for place in reversed(chain):
            block = self._blocks[place]
            content = block.content.of(self._text)
            cue = None
            if content.rstrip().endswith(":") or len(content) < 160:
                cue = last_cue(self._text, block.content.start, block.content.end)
            self._cue_above[place] = cue if cue and cue[0] in CHANGES else self._cue_above[block.parent]
            at = place
        return self._cue_above[at]


def _ended(text: str, start: int, limit: int) -> Span | None:
    """The words after a citation that end its force: "X … hết hiệu lực", "X … bị bãi bỏ"."""
    for match in _ENDED.finditer(text, start, limit):
        stop = _SENTENCE_END.search(text, start, match.end())
        return None if stop and stop.start() < match.end() else Span(*match.span())
    return None


def _passive(text: str, cue: Span, at: int) -> bool:
    """Whether "được sửa đổi … bởi X" stands before the citation: X then amends, and is not amended."""
    before = text[max(0, cue.start - 12) : cue.start].lower()
    return before.rstrip().endswith(("được", "bị")) and _BY_ANOTHER.search(text[cue.end : at].lower()) is not None
