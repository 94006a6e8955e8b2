"""Documents cited by title alone, laws without a number, and standards."""

import re
from collections.abc import Sequence
from functools import lru_cache

from .blocks_at import BlockFinder, SpanFinder
from .laws import find_laws
from .layout import Layout
from .model import Block, Citation, NamedDocument, Span
from .phrases import alternation, first_words, words
from .relations import Relations
from .sought import Sought
from .text import LOWER, UPPER, squeeze
from .title_ends import LONGEST_TITLE, title_end
from .vocabulary import Vocabulary, vocabulary
from .word_places import FirstWords

_STANDARD_CODES = ("TCVN", "QCVN", "ĐLVN", "QCĐP", "TCCS", "ISO", "IEC")
_STANDARDS = FirstWords(_STANDARD_CODES, exact=True)
_STANDARD = re.compile(
    words(_STANDARD_CODES)
    + r"(?:\s*/?\s*(?:ISO|IEC|TS|TR|QLCL))*(?:\s*[-:]?\s*\d{1,6}(?:-\d{1,3}){0,3}(?:\s?:\s?\d{4})?(?:/[A-ZĐ]{2,12})?)?(?!\w)"
)
_STANDARD_BEFORE = re.compile(r"(?:[Tt]iêu\s+chuẩn|[Qq]uy\s+chuẩn)(?:\s+kỹ\s+thuật)?\s+(?:[Qq]uốc\s+(?:gia|tế)|cơ\s+sở)\s+$")
_QUALITIES = FirstWords(("VietGAP", "GlobalGAP", "GMP", "HACCP"), exact=True)
_QUALITY = re.compile(words(("VietGAP", "GlobalGAP", "GMP-WHO", "HACCP")) + r"(?!\w)")
_QUOTE = re.compile(r"\s*[“\"](?P<title>[^”\"\n]{8,420})[”\"]")
_NUMBERED = re.compile(
    r"\s*(?:(?:(?:thẩm\s+(?:tra|định)|giám\s+sát|kết\s+luận)\s+)?số\b|\d+(?:/|-)|này\b|trên\b|đó\b|nêu\b|:)", re.IGNORECASE
)
_VERBLIKE = re.compile(
    r"(?:của|và|các|đã|được|do|có|là|trình|theo|tại|trong|với|cho|chi(?!\s+tiêu)|tiết|cụ thể|về|này|nêu|chung|phù hợp|cấp|ban hành|đúng|kịp|đồng|nghiêm|đầy|hiệu|riêng|mới|sau|trước|để|nhằm|phải|cần|sẽ|không|chưa|như|khi|thì|còn|hiện|hằng|hàng|liên|bằng|kèm|đính|đạt|đến|từ|chậm|nhanh|thường|tới|ở|vào|gồm|dự\s+kiến|thay)(?!\w)"
)
# "Quyết định của UBND tỉnh quy định …": who issues it stands before the title
_OF_ISSUER = re.compile(
    r"\s+của\s+(?:UBND|HĐND|Ủy\s+ban\s+nhân\s+dân|Uỷ\s+ban\s+nhân\s+dân|Hội\s+đồng\s+nhân\s+dân|Chính\s+phủ|Thủ\s+tướng\s+Chính\s+phủ|Chủ\s+tịch\s+UBND|(?:Ban\s+Thường\s+vụ\s+)?(?:Tỉnh|Thành)\s+ủy)"
    rf"(?:\s+(?:tỉnh|thành\s+phố|huyện|xã))?(?:\s+[{UPPER}]\w+){{0,3}}(?=\s+(?:quy\s+định|về|ban\s+hành|phê\s+duyệt|sửa\s+đổi|công\s+bố|hướng\s+dẫn|triển\s+khai)\s)"
)
_ISSUING = re.compile(
    r"\s+ban\s+hành\s+(?=(?:Quy\s+định|Quy\s+chế|Danh\s+mục|Kế\s+hoạch|Chương\s+trình|Đề\s+án|Bộ\s+tiêu\s+chí|Định\s+mức)\s)"
)
_ABOUT = re.compile(r"\s+về\s+(?!(?:việc\s+)?này)[" + LOWER + r"]")
_ABOUT_KINDS = {"Quy định", "Quy chế", "Đề án", "Nghị quyết", "Chiến lược"}
# in a text of rules these are titles where it names what it has issued or asks for
_ISSUED_WITH = re.compile(r"\s*(?:\(\s*)?(?:được\s+)?ban\s+hành\s+kèm\s+theo")
_RULE_TEXT_TITLES = {"Đề án", "Chương trình", "Chiến lược"}
_TITLED_RULES = {"Quy định", "Quy chế", "Điều lệ", "Nội quy"}
_CONCLUSION = re.compile(r"\s+(?:của\s+[^.;:,()“”\n]{4,90}\s+)?tại\s+(?:buổi|cuộc|Hội nghị|phiên|Phiên|cuộc họp)[^.;:,()“”\n]{6,140}")
_QUOTED = re.compile(r"“\s*(?P<t>\S[^“”\n]{29,419}?)\s*”")
_PARTS = {"Điều", "Khoản", "Điểm", "Mục", "Chương", "Phần"}  # with which the new wording of a provision begins in quotation marks
_LOWER = re.compile(
    rf"(?P<type>{words(['dự án', 'đề tài', 'đề án', 'quy hoạch', 'chương trình', 'kế hoạch', 'quyết định', 'quy định', 'nghị quyết'])})(?=\s)"
)
_LOWER_WORDS = FirstWords(("dự", "đề", "quy", "chương", "kế", "quyết", "nghị"), exact=True)  # with which these begin
_ENDS_WITH_YEAR = re.compile(r"(?:năm\s+(?:19|20)\d{2}|giai\s+đoạn\s+\d{4}\s*[-–]\s*\d{4})$")
_DIGIT = re.compile(r"\d")
_NEXT_WORD = re.compile(r"\s+(?P<w>\S+)")
# "Đề án 06", "Chương trình 135": called by their number
_BY_NUMBER = {"đề án", "chương trình", "dự án"}
_BARE_NUMBER = re.compile(
    r"\s+(?P<number>\d{2,3})(?=\s*(?:[.,;:)”]|$)|\s+(?:trên|của|tại|theo|về|và|vào|trong|cho|cấp|giai|năm\s+20)(?!\w))"
)
_BY_SERIAL = {"Nghị quyết", "Quyết định", "Chỉ thị", "Thông báo", "Kết luận"}
_SERIAL = re.compile(r"\s+\d{1,4}\s")
# "Sở A xây dựng Kế hoạch … như sau:": the document itself
_FOLLOWS = re.compile(r"\s*,?\s*(?:với\s+(?:các\s+|những\s+)?nội\s+dung\s+(?:chính\s+|cụ\s+thể\s+|chủ\s+yếu\s+)?)?như\s+sau")
# at the start of a directive these are what to do: "Hướng dẫn người dân …"
_BEFORE_NUMBERS = {"Quy chế phối hợp"}  # a kind before a number; in a title "phối hợp" begins what it is about
_ALSO_VERBS = {"Hướng dẫn", "Báo cáo", "Quy định", "Quyết định", "Thông báo"}


@lru_cache(maxsize=1)
def _titled() -> Sought:
    """A kind of document with a capital, or one in lower case that is always a title (quy hoạch, đề án)."""
    names = [
        name
        for e in vocabulary().doctypes
        if e.named and e.id not in {"luat", "bo-luat", "phap-lenh", "hien-phap"}
        for name in (e.label, *e.variants)
        if name not in _BEFORE_NUMBERS
    ]
    return Sought(re.compile(rf"(?P<type>{words(names)})(?!\w)"), first_words(names), exact=True)


@lru_cache(maxsize=1)
def _of_unit() -> re.Pattern[str]:
    """The head of a unit's name right before a kind of document, which then is part of that name: "Phòng Tài chính - Kế hoạch"."""
    units = vocabulary().units
    return re.compile(rf"(?<!\w)(?:{alternation([*units['heads'], *units['outside_heads']])})\s+(?:(?:[^\W\d]+\s+){{1,4}}[-–,]\s*)?$")


@lru_cache(maxsize=1)
def _unit_ends() -> frozenset[str]:
    """The last two or three characters of what `_of_unit` finds, where no mark ends it: to look them up costs far less."""
    units = vocabulary().units
    return frozenset(head[-2:] if len(head.split()[-1]) == 2 else head[-3:] for head in (*units["heads"], *units["outside_heads"]))


def find_named(
    text: str, blocks: Sequence[Block], layout: Layout, citations: Sequence[Citation], relations: Relations, vocab: Vocabulary
) -> tuple[NamedDocument, ...]:
    """Every document named by title, nested ones too, each occurrence once, in reading order."""
    finder = BlockFinder(blocks)
    numbered = SpanFinder(c.span for c in citations)
    spans: list[tuple[Span, str, str, str]] = []
    for span, kind in find_laws(text, numbered):
        spans.append((span, kind[:1].upper() + kind[1:].lower(), _after(text, span, kind), "named:law"))
    floor = -1
    for match in filter(None, (_STANDARD.match(text, at) for at in _STANDARDS.places(text))):
        if match.start() >= floor and _DIGIT.search(match[0]):
            floor = match.end()
            kind_before = _STANDARD_BEFORE.search(text, max(0, match.start() - 50), match.start())
            span = Span(kind_before.start() if kind_before else match.start(), match.end())
            spans.append((span, "Tiêu chuẩn", squeeze(match[0]), "named:standard"))
    quality = filter(None, (_QUALITY.match(text, at) for at in _QUALITIES.places(text)))
    spans += [(Span(*m.span()), "Tiêu chuẩn", m[0], "named:standard") for m in quality]
    articles = _is_normative(blocks, layout, vocab)
    for match in _titled().finditer(text, 0, len(text)):
        if articles and not _stands_out(text, match, layout, vocab):
            continue
        block = finder.at(match.start())
        if block is None or block.kind in {"header", "tail", "title"} or numbered.meeting(Span(match.start(), match.start() + 1)):
            continue
        found = _titled_span(text, match, block)
        itself = found and _FOLLOWS.match(text, found.end) and squeeze(match["type"]).lower() == layout.doctype_printed.lower()
        if found and not itself and not numbered.within(Span(match.start() + 1, match.end() + 1)):
            spans.append((found, squeeze(match["type"]), squeeze(text[match.end() : found.end]).strip('“”" '), "named:title"))
    low = () if articles else filter(None, (_LOWER.match(text, at) for at in _LOWER_WORDS.places(text)))
    for match in low:
        block = finder.at(match.start())
        if block is None or block.kind in {"header", "tail", "title"} or numbered.meeting(Span(*match.span())):
            continue
        found = _titled_span(text, match, block, lower=True)
        if found:
            spans.append((found, squeeze(match["type"]).capitalize(), squeeze(text[match.end() : found.end]), "named:lower"))
    spans += _quoted(text, spans)
    return _unique(text, spans, finder, layout, relations)


def _is_normative(blocks: Sequence[Block], layout: Layout, vocab: Vocabulary) -> bool:
    """Whether the text sets rules, by its kind or its articles: its capitalised kinds are defined terms, not titles."""
    if layout.doctype in vocab.cues["normative_kinds"]:
        return True
    individual = layout.number is not None and layout.number.year is None
    return not individual and sum(block.rank == 30 for block in blocks) >= 4


def _begins(text: str, at: int, block: Block) -> bool:
    """Whether a sentence or the cell of a table begins at an offset."""
    return at == block.content.start or text[at - 1] == "\t" or text.endswith((". ", "; "), 0, at)


def _trimmed(text: str, start: int, end: int) -> int:
    """The end of a title without the marks that follow it."""
    while end > start and text[end - 1] in ' ,-–“"':
        end -= 1
    return end


def _stands_out(text: str, match: re.Match[str], layout: Layout, vocab: Vocabulary) -> bool:
    """Whether a capitalised kind in a text of rules is a document all the same: issued with a decision, or to be issued."""
    if layout.doctype in vocab.cues["normative_kinds"]:
        return False
    if match["type"] in _RULE_TEXT_TITLES:
        return True
    if match["type"] not in _TITLED_RULES:
        return False
    end = title_end(text, match.end(), min(len(text), match.end() + LONGEST_TITLE))
    return _ISSUED_WITH.match(text, end) is not None or text.endswith(("ban hành ", "Ban hành "), 0, match.start())


def _names_a_unit(text: str, at: int) -> bool:
    """Whether the words before an offset are the beginning of a unit's name, which goes on there."""
    before = text[max(0, at - 60) : at].rstrip()
    ends = before.endswith(("-", "–", ",")) or before[-3:] in _unit_ends() or before[-2:] in _unit_ends()
    return ends and _of_unit().search(text, max(0, at - 60), at) is not None


def _titled_span(text: str, match: re.Match[str], block: Block, lower: bool = False) -> Span | None:
    after = match.end()
    if _NUMBERED.match(text, after) or _names_a_unit(text, match.start()):
        return None
    if match["type"] in _ALSO_VERBS and _begins(text, match.start(), block) and not _QUOTE.match(text, after, block.content.end):
        return None
    if match["type"] == "Kết luận":
        found = _CONCLUSION.match(text, after, block.content.end)
        return Span(match.start(), found.end()) if found else None
    quote = _QUOTE.match(text, after, block.content.end)
    if quote:
        return Span(match.start(), quote.end() - 1)
    if of_issuer := _OF_ISSUER.match(text, after, block.content.end):
        end = _trimmed(text, after, title_end(text, of_issuer.end(), block.content.end))
        return Span(match.start(), end) if len(text[of_issuer.end() : end].split()) >= 4 else None
    if not lower and (issuing := _ISSUING.match(text, after, block.content.end)):
        end = _trimmed(text, after, title_end(text, issuing.end(), block.content.end))
        return Span(match.start(), end) if len(text[issuing.end() : end].split()) >= 4 else None
    if match["type"].lower() in _BY_NUMBER and (numbered := _BARE_NUMBER.match(text, after, block.content.end)):
        return Span(match.start(), numbered.end("number"))
    if match["type"] in _BY_SERIAL and _SERIAL.match(text, after):
        return None  # "Nghị quyết 08 vào kế hoạch": a short form of a number
    following = _NEXT_WORD.match(text, after)
    if not lower and match["type"] in _ABOUT_KINDS and _ABOUT.match(text, after, block.content.end):
        end = _trimmed(text, after, title_end(text, after, block.content.end))
        return Span(match.start(), end) if len(text[after:end].split()) >= 5 else None
    if not following or _VERBLIKE.match(text, following.start("w")) or not following["w"][0].isalnum():
        return None
    if text[match.start() - 1 : match.start()] == "“" and (close := text.find("”", after, block.content.end)) > 0:
        return Span(match.start(), close)
    end = title_end(text, after, block.content.end)
    if text[end : end + 1] == "“" or text[end : end + 2] == " “":
        inner = _QUOTE.match(text, end, block.content.end)
        if inner and re.search(r"(?:án|hoạch|trình|định|lược|quyết|tài|vụ)\s*$", text[after:end]):
            end = inner.end()
    end = _trimmed(text, after, end)
    words = text[after:end].split()
    if lower and "hoặc" in words:
        return None  # "ban hành quyết định công nhận hoặc không công nhận": one of several outcomes, no document
    if lower:
        own = match["type"] in {"dự án", "đề tài", "đề án"} and following["w"][0].isupper()
        issued = match["type"] in {"quy định", "quyết định", "nghị quyết"} and text.endswith(("ban hành ", "Ban hành "), 0, match.start())
        dated = match["type"] in {"kế hoạch", "chương trình"} and _ENDS_WITH_YEAR.search(text[after:end]) and len(words) >= 4
        return Span(match.start(), end) if (own and words) or ((issued or dated) and len(words) >= 4) else None
    return Span(match.start(), end) if len(words) >= 3 else None


def _quoted(text: str, found: list[tuple[Span, str, str, str]]) -> list[tuple[Span, str, str, str]]:
    """Research tasks and projects that stand in quotation marks without a kind before them."""
    more = []
    titles = iter(sorted(span for span, _, _, _ in found))
    following, reach = next(titles, None), -1  # how far the titles go that begin up to a quotation
    for match in _QUOTED.finditer(text):
        span = Span(*match.span("t"))
        while following and following.start <= span.start:
            reach = max(reach, following.end)
            following = next(titles, None)
        first = match["t"].split()[0]
        if span.end <= reach + 1 or not first[0].isupper() or first in _PARTS or len(match["t"].split()) < 8:
            continue
        before = text[max(0, match.start() - 40) : match.start()].lower()
        if re.search(r"(?:nhiệm vụ|cấp thiết|đề tài|dự án|khcn|kh&cn|[-–+:]|thực hiện)\s*$", before):
            more.append((span, "Nhiệm vụ", squeeze(match["t"]), "named:quoted"))
    return more


def _after(text: str, span: Span, kind: str) -> str:
    return squeeze(text[span.start + len(kind) : span.end])


def _unique(
    text: str, spans: list[tuple[Span, str, str, str]], finder: BlockFinder, layout: Layout, relations: Relations
) -> tuple[NamedDocument, ...]:
    found: list[NamedDocument] = []
    seen: set[tuple[int, int]] = set()
    for span, kind, title, rule in sorted(spans, key=lambda s: (s[0].start, -s[0].end)):
        block = finder.at(span.start)
        if (
            block is None
            or (span.start, span.end) in seen
            or block.kind == "tail"
            or (layout.tail and layout.tail.start <= span.start < layout.tail.end)
        ):
            continue
        seen.add((span.start, span.end))
        relation = relations.of(block, span)
        found.append(NamedDocument(f"n{len(found) + 1}", span, kind, title, block.index, relation.relation, f"{rule} {relation.rule}"))
    return tuple(found)
