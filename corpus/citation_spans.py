"""Where citations by number stand: the mention from its kind to its issuer, and what it prints."""

import re
from functools import lru_cache

from . import dates, numbering
from .blocks_at import BlockFinder
from .frozen import frozen
from .layout import Layout
from .model import Block, DocNumber, Form, Span
from .phrases import alternation
from .text import DIGITS, LOWER, UPPER, fold, key, squeeze
from .vocabulary import Vocabulary, vocabulary
from .word_places import FirstWords

_LAW = r"(?:Bộ luật|Luật|Pháp lệnh|Hiến pháp)"
_LAW_BEFORE = re.compile(rf"(?:^|[\s(“\"])(?P<law>{_LAW}\s[^;.:\n“”()|]{{2,150}}?)\s*,?\s*(?:số\s*:?\s*)?$", re.IGNORECASE)
_NEXT_LAW = re.compile(rf",\s*(?:và\s+)?{_LAW}\s+[{UPPER}]")  # "Luật Đất đai năm 1993, Luật Đất đai số …" names two
_LAST_WORDS = re.compile(r"(?<!\w)(?=(?P<words>[^\W\d_]+(?:\s+[^\W\d_]+){1,3})\s*$)")
_CUT_TYPE = re.compile(r"(?<!\w)(Thông|Nghị|Quyết|Chỉ|Kế|Công)\s+số\s*$")  # "Thông số 17/2025/TT-BNNMT"
_FORM_BEFORE = re.compile(r"(?<!\w)(?:mẫu|biểu|phụ\s+lục|bảng|ký\s+hiệu|tờ\s+khai)(?:\s+(?:biểu|số|in|đơn))*\s*:?\s*$", re.IGNORECASE)
_OWN_NUMBER = re.compile(r"(?:^|\n)[ \t|]*S[ốô]\s*:?[\s|]*$")
_NUMBER_WORD = FirstWords(("số",))
_SO = re.compile(r"(?<!\w)số\s*:?\s*$", re.IGNORECASE)
_DATE_AFTER = re.compile(r"\s*,?\s*\(?\s*(?:ban hành\s+)?(?:ký\s+|cùng\s+)?ngày\s+" + dates.FULL.format(n=""), re.IGNORECASE)
_DATE_BARE = re.compile(r"\s*,\s*" + dates.FULL.format(n=""))
_DATE_BLANK = re.compile(
    r"\s*,?\s*ngày[\s.…_]*(?:/[\s.…_]*/\s*(?:19|20)\d{2}|tháng\s*(?P<m>1[0-2]|0?[1-9])\s*năm\s*(?P<y>(?:19|20)\d{2})(?!\d)"
    r"|tháng[\s.…_]*(?:\d{1,2}\s*)?năm\s*(?:19|20)?\d{0,2}(?!\d)|/\s?(?P<m2>1[0-2]|0?[1-9])\s?/\s?(?P<y2>(?:19|20)\d{2})|/\s?\d{1,2}\s?/\s?(?:19|20)\d{2})"
)
# what goes on after an issuer named by its kind alone: "của Sở trong tháng 4", never "của Bộ trưởng"
_GOES_ON_AFTER = r"(?-i:về|trong|và|ban\s+hành|quy\s+định|phê\s+duyệt|tại|ngày|theo|đã|có|thì|để|này|cho|đến|từ|được|trước|gửi|trình|thành\s+lập|công\s+bố)"


@lru_cache(maxsize=1)
def _types() -> re.Pattern[str]:
    names = [name for e in vocabulary().doctypes if e.id not in {"tieu-chuan", "nhiem-vu", "de-tai"} for name in (e.label, *e.variants)]
    return re.compile(rf"(?<!\w)(?P<type>{alternation(names)})\s*,?\s*(?:(?:số|Số|sô)\s*:?\s*)?$", re.IGNORECASE)


@lru_cache(maxsize=1)
def issuer_pattern() -> re.Pattern[str]:
    """Who issued a document, after its number and date: "của UBND tỉnh", "do Bộ Tài chính" (group `issuer`)."""
    vocab = vocabulary()
    place = rf"(?:{vocab.province_pattern})"
    level = r"(?:tỉnh|thành\s+phố|TP\.?|huyện|quận|thị\s+xã|xã|phường|thị\s+trấn)"
    # a district or a commune by its name, whatever it is: capitals count
    local = rf"(?:huyện|quận|thị\s+xã|xã|phường|thị\s+trấn|thành\s+phố)[ ]+(?-i:(?!Theo|Về|Thực)[{UPPER}][{LOWER}]+(?:[ ]+(?:- )?(?!Theo |Về |Thực hiện|Triển khai|Căn cứ|Xét )[{UPPER}][{LOWER}]+){{0,3}})"
    where = rf"(?:\s+\((?:UBND|HĐND)\))?(?:\s+(?:{local}|(?:{level})(?:\s+(?:{place}))?|(?:{place}))(?!\w))?"
    heads = r"(?:Chủ\s+tịch|Phó\s+Chủ\s+tịch|Thường\s+trực|Bộ\s+trưởng|Giám\s+đốc|Thống\s+đốc|Tổng\s+Thanh\s+tra|Chánh\s+án|Viện\s+trưởng|Cục\s+trưởng|Tổng\s+cục\s+trưởng|Chủ\s+nhiệm|Tổng\s+Kiểm\s+toán)"
    names = [n for e in (*vocab.issuers, *vocab.departments) for n in e.names if n not in {"Trung ương", "UBTVQH"}]
    other = (
        r"Ban\s+(?:Pháp\s+chế|Kinh\s+tế\s*[-–]\s*Ngân\s+sách|Văn\s+hóa\s*[-–]\s*Xã\s+hội|Văn\s+hoá\s*[-–]\s*Xã\s+hội|Dân\s+tộc|Đô\s+thị)(?:\s+(?:của\s+)?(?:HĐND|Hội\s+đồng\s+nhân\s+dân)(?:\s+(?:tỉnh|thành\s+phố|Thành\s+phố))?)?|"
        r"(?-i:(?:Bộ|Sở|Tổng\s+cục|Cục|Chi\s+cục|Trung\s+tâm|Viện)\s+[A-ZĐƯ][A-ZĐƯ&-]{1,9})(?!\w)|"
        # the agency as its own documents call it
        r"(?-i:(?:(?:(?:Phó\s+)?Giám\s+đốc|Văn\s+phòng)\s+)?Sở|(?:Giám\s+đốc\s+)?Trung\s+tâm|(?:Văn\s+phòng|Bộ\s+trưởng)\s+Bộ|Chi\s+cục|Tổng\s+cục|Cục|Bộ|Ban)(?!\w)"
        rf"(?=\s*(?:[^\w\s]|$)|\s+(?:{_GOES_ON_AFTER})(?!\w))|"
        r"(?:Trưởng\s+)?Ban\s+Chỉ\s+đạo\s+(?:Quốc\s+gia|Nhà\s+nước|Trung\s+ương)\s+(?:về\s+)?[^,.;()\n]{3,60}?(?=\s+(?:về|ban\s+hành|quy\s+định|phê\s+duyệt|tại)\s|\s*[,;.)]|\s*$)|"
        r"Tổng\s+Kiểm\s+toán\s+nhà\s+nước(?!\w)|"
        r"Ban\s+Chỉ\s+đạo\s+[^,.;()\n]{3,80}|Hội\s+nghị\s+(?:Trung\s+ương\s+)?lần\s+thứ\s+[\w-]+(?:\s+\w+)?,?\s+(?:Ban\s+Chấp\s+hành\s+Trung\s+ương|BCH\s+Trung\s+ương)(?:\s+Đảng)?(?:,?\s+[Kk]hóa\s+[IVX\d]+)?|"
        rf"Thanh\s+tra\s+(?:Sở|tỉnh|huyện|thành\s+phố|Bộ)(?!\w)|(?-i:(?:Vụ|Cục|Tổng\s+cục|Chi\s+cục)\s+[{UPPER}][{LOWER}]+(?:\s+(?:và\s+)?[{UPPER}{LOWER}][{LOWER}]+){{0,7}}?)(?=\s+(?:về|tại|báo)\s|\s*[,.;:)]|\s*$)|(?:Ban\s+(?:Chấp\s+hành|Thường\s+vụ)\s+)?Đảng\s+(?:bộ|[uủ][ỷy])\s+(?:tỉnh|thành\s+phố|huyện|quận|thị\s+xã|xã|phường|đặc\s+khu)(?!\w)|"
        # what advises a Party committee, and what is set up for a task
        r"(?:Ban\s+(?:Tổ\s+chức|Tuyên\s+giáo(?:\s+và\s+Dân\s+vận)?|Dân\s+vận|Nội\s+chính|Kinh\s+tế)|[UỦ][ỶY]\s+ban\s+Kiểm\s+tra|Văn\s+phòng)\s+(?:Tỉnh|Thành|Huyện|Quận|Thị)\s+[uủ][ỷy](?!\w)|"
        r"(?:Đoàn\s+(?:giám\s+sát|thanh\s+tra|kiểm\s+tra)|Hội\s+đồng\s+(?:tư\s+vấn|thẩm\s+định|nghiệm\s+thu|khoa\s+học)|Tổ\s+(?:công\s+tác|giúp\s+việc|thẩm\s+định))"
        r"(?!\w)[^,.;()\n]{0,80}?(?=\s+(?:về|ban\s+hành|quy\s+định|phê\s+duyệt|đánh\s+giá|thành\s+lập|và|tại)\s|\s*[,;.)\n]|$)|"
        rf"(?-i:Phòng\s+[{UPPER}][{LOWER}]+(?:\s+(?:(?:và|-|–)\s+)?[{UPPER}{LOWER}][{LOWER}]+){{0,6}}?)(?=\s+(?:về|tại|báo|trình)\s|\s*[,.;:)]|\s*$)|"
        rf"(?:Thuế|Chi\s+cục\s+Thuế|Công\s+an|Hải\s+quan)\s+(?:tỉnh|thành\s+phố|khu\s+vực)\s+(?:{place}|[IVX]+)(?!\w)|"
        r"(?:Giám\s+đốc|Trưởng\s+[Bb]an|Cục\s+trưởng|Chủ\s+tịch\s+Hội\s+đồng)\s+["
        + UPPER
        + r"][^,.;()\n]{3,90}?(?=\s+(?:về|ban\s+hành|quy\s+định|phê\s+duyệt|công\s+bố|sửa\s+đổi|thành\s+lập|và)\s|[,;.)]|$)"
    )
    return re.compile(
        rf"\s*,?\s*(?:của|do)\s+(?P<issuer>Bộ\s+Chính\s+trị\s*,\s*Ban\s+Bí\s+thư(?!\w)|(?:{heads}\s+)?(?:{alternation(names)})(?!\w){where}(?:\s+[Kk]hóa\s+[IVX]+)?|{other})",
        re.IGNORECASE,
    )


_LONGEST_BEFORE = 120  # characters of a kind and an issuer before a number


@frozen
class Draft:
    """A citation as it stands in the text, before its relation and identity are told."""

    span: Span
    form: Form
    type_printed: str | None
    number: DocNumber
    number_raw: str
    code_reason: str | None
    date: str | None
    date_text: str
    issuer: str | None
    rule: str


def _left(text: str, floor: int, at: int, number: DocNumber, vocab: Vocabulary) -> tuple[int, str | None, str]:
    """Where the mention starts, its printed kind, and the rule."""
    window = text[max(floor, at - 60) : at]
    base = at - len(window)
    of_assembly = number.issuer_code.startswith(("QH", "UBTVQH")) and number.type_code in {"", "PL", "L"}
    if of_assembly and (found := _law_name(text, floor, at)):
        return found
    match = _types().search(window)
    if match:
        return base + match.start("type"), squeeze(match["type"]), "number:type"
    so = _SO.search(window)
    if so is None:
        return at, None, "number:bare"
    qualified = _qualified_type(window[: so.start()], number, vocab)
    if qualified is not None:
        return base + qualified[0], qualified[1], "number:type-qualified"
    if (cut := _CUT_TYPE.search(window)) and (entry := numbering.type_of(number, vocab)) and entry.label.startswith(cut[1] + " "):
        return base + cut.start(), entry.label, "number:type-cut"
    slip = _misprinted_type(window[: so.start()], vocab)
    if slip is not None:
        return base + slip[0], slip[1], "number:type-slip"
    return base + so.start(), None, "number:số"


def _law_name(text: str, floor: int, at: int) -> tuple[int, str, str] | None:
    """Where a law's whole name before its number starts, its kind, and the rule; "pháp luật" inside a name starts none."""
    window = text[max(floor, at - 190) : at]
    for law in re.finditer(rf"(?:(?<=^)|(?<=[\s(“\"]))(?={_LAW}\s)", window):
        tail = _LAW_BEFORE.search(window[max(0, law.start() - 1) :])
        if tail and not _NEXT_LAW.search(tail["law"]):
            start = at - len(window) + max(0, law.start() - 1) + tail.start("law")
            first = squeeze(text[start : start + 9].split(" ", 1)[0])
            name = {"bộ": "Bộ luật", "pháp": "Pháp lệnh", "hiến": "Hiến pháp"}.get(first.casefold(), first)
            return start, name, "number:law"
    return None


def _qualified_type(before: str, number: DocNumber, vocab: Vocabulary) -> tuple[int, str] | None:
    """A kind with up to three words that qualify it ("Báo cáo thẩm tra", "Quy chế phối hợp"): where it starts and its name.

    The kind is that of the number's code, or the code is none that is known.
    """
    entry = numbering.type_of(number, vocab)
    for match in _qualified().finditer(before):
        printed = vocab.type_by_name.get(key(match["type"]))
        if printed is not None and (entry is None or not number.type_code or entry.id == printed.id):
            return match.start("type"), squeeze(match["type"])
    return None


@lru_cache(maxsize=1)
def _qualified() -> re.Pattern[str]:
    names = [name for e in vocabulary().doctypes if e.named for name in (e.label, *e.variants)]
    return re.compile(rf"(?<!\w)(?=(?P<type>{alternation(names)})(?:\s+(?!số|này|của|và|theo|tại)[{LOWER}]+){{1,3}}\s*$)")


def _misprinted_type(before: str, vocab: Vocabulary) -> tuple[int, str] | None:
    """A kind printed without some of its diacritics before "số" ("Nghi định"): where it starts and its right name."""
    for match in _LAST_WORDS.finditer(before):
        entry = vocab.type_by_folded_name.get(fold(squeeze(match["words"])).lower())
        if entry is not None:
            return match.start("words"), entry.label
    return None


@lru_cache(maxsize=1)
def _other_ministries() -> re.Pattern[str]:
    """The ministries after the first that issued a joint circular: ", Bộ Khoa học và Công nghệ", " và Bộ Tư pháp"."""
    names = alternation(
        n
        for e in vocabulary().issuers
        if e.level in {"central", "court"}
        for n in e.names
        if n.startswith(("Bộ ", "Thanh tra ", "Ngân hàng ", "Tòa án ", "Viện ", "Ủy ban ", "Kiểm toán "))
    )
    return re.compile(rf"(?:(?:\s*[,-]\s*|\s+[–-]\s+|\s*,?\s+và\s+)(?:{names})(?!\w))+")


# "của liên Bộ Tài chính - Nông nghiệp và Phát triển nông thôn"
_MINISTRIES_TOGETHER = re.compile(
    r"\s*,?\s*(?:của|do)\s+(?P<issuer>[Ll]iên\s+(?:[Bb]ộ|[Tt]ịch)\s+[^.;:()\n]{5,120}?)(?=\s+(?:về|hướng\s+dẫn|quy\s+định|ban\s+hành|sửa\s+đổi|bổ\s+sung)\s|\s*[.;:()\n]|\s*$|,\s+(?!Bộ))"
)


def _right(text: str, end: int, ceiling: int, joint: bool = False) -> tuple[int, str | None, str, str | None]:
    """Where the mention ends; its date, the date as printed, and its issuer: of a joint circular (`joint`) all who issued it."""
    value, printed = None, ""
    for pattern in (_DATE_AFTER, _DATE_BARE):
        match = pattern.match(text, end, ceiling)
        if match:
            value, printed = dates.of_match(match), squeeze(match[0]).lstrip(", (")
            end = match.end()
            break
    else:
        blank = _DATE_BLANK.match(text, end, ceiling)
        if blank:
            printed, end = squeeze(blank[0]), blank.end()
            month, year = blank["m"] or blank["m2"], blank["y"] or blank["y2"]
            value = f"{year}-{int(month):02}" if month else None  # the day alone is left open
    issuer = issuer_pattern().match(text, end, ceiling)
    if issuer:
        stop = issuer.end("issuer")
        if joint and (others := _other_ministries().match(text, stop, ceiling)):
            stop = others.end()
        told = squeeze(text[issuer.start("issuer") : stop])
        if value is None and not printed and (behind := _DATE_AFTER.match(text, stop, ceiling)):  # "… của UBND tỉnh ngày 02/3/2021"
            return behind.end(), dates.of_match(behind), squeeze(behind[0]).lstrip(", ("), told
        return stop, value, printed, told
    if joint and (together := _MINISTRIES_TOGETHER.match(text, end, ceiling)):
        return together.end(), value, printed, squeeze(together["issuer"])
    return end, value, printed, None


def drafts_in(text: str, finder: BlockFinder, layout: Layout, vocab: Vocabulary) -> list[Draft]:
    """Every mention of a document by its number, in reading order; none overlaps another, the document's own number is left out."""
    found: list[Draft] = []
    floor = 0
    own_line_end = layout.header_end if layout.number_raw else 0
    blank = (numbering.BLANK.match(text, at) for at in _NUMBER_WORD.places(text))
    matches = sorted([*numbering.NUMBER.finditer(text), *filter(None, blank)], key=lambda m: m.start())
    for match in matches:
        block = finder.at(match.start())
        if block is None or match.start() < floor or (layout.tail and layout.tail.start <= match.start() < layout.tail.end):
            continue
        head = text.rfind("\n", 0, match.start()) + 1
        if match.start() < own_line_end and block.kind == "header" and _OWN_NUMBER.search(text, max(0, head - 12), match.start()):
            continue
        if "blank" in match.groupdict():
            draft = _blank(text, match, block, vocab)
        else:
            draft = _full(text, match, block, max(floor, block.content.start), vocab)
        if draft is None:
            continue
        found.append(draft)
        floor = draft.span.end
    return found


def _full(text: str, match: re.Match[str], block: Block, floor: int, vocab: Vocabulary) -> Draft | None:
    number, reason = numbering.of_match(match, vocab)
    if _FORM_BEFORE.search(text, max(floor, match.start() - 30), match.start()):
        return None
    start, kind, rule = _left(text, floor, match.start(), number, vocab)
    if rule == "number:bare" and not _plausible(number, match, vocab):
        return None
    if rule == "number:số" and not _plausible(number, match, vocab) and "-" not in match[0]:
        return None
    before = None
    if rule == "number:số" and (told := _issuer_before().search(text, max(floor, match.start() - _LONGEST_BEFORE), match.start())):
        start, kind, before, rule = told.start(), squeeze(told["type"]), squeeze(told["issuer"]), "number:issuer-before"
    joint = number.type_code.startswith("TTLT") or (kind or "").lower().startswith("thông tư liên")
    end, date, printed, issuer = _right(text, match.end(), block.content.end, joint)
    return Draft(Span(start, end), "full", kind, number, number.raw, reason, date, printed, issuer or before, rule)


@lru_cache(maxsize=1)
def _issuer_before() -> re.Pattern[str]:
    """A kind and who issued it, before the number: "Nghị định của Chính phủ số 63/2010/NĐ-CP"."""
    names = alternation(name for e in vocabulary().doctypes if e.codes for name in (e.label, *e.variants))
    vocab = vocabulary()
    issuers = alternation(n for e in (*vocab.issuers, *vocab.departments) for n in e.names if n not in {"Trung ương", "UBTVQH"})
    return re.compile(
        rf"(?<!\w)(?P<type>{names})\s+(?:của|do)\s+(?P<issuer>(?:{issuers})(?:\s+(?:tỉnh|thành\s+phố)(?:\s+(?:{vocab.province_pattern}))?)?)\s+số\s*:?\s*$"
    )


def _plausible(number: DocNumber, match: re.Match[str], vocab: Vocabulary) -> bool:
    """Whether a number without a printed kind is a document's: its type code or issuer is known."""
    if number.type_code:
        return True
    head = number.issuer_code.partition("-")[0].partition("/")[0].upper()
    known = head in vocab.issuer_by_code or head.rstrip(DIGITS) in {"QH", "UBTVQH"}
    return known and (match["sym_y"] is not None or "-" in number.issuer_code or number.style == "party")


def _blank(text: str, match: re.Match[str], block: Block, vocab: Vocabulary) -> Draft | None:
    symbol = squeeze(match["sym"]).replace(" ", "")
    number, reason = numbering.of_symbol("", None, symbol, "/" + symbol, vocab)
    window = text[max(block.content.start, match.start() - 60) : match.start()]
    kind = re.search(_types().pattern, window + "số ", re.IGNORECASE)
    if not kind or not (
        number.type_code or (kind["type"].lower() == "công văn" and number.issuer_code.split("-")[0] in vocab.issuer_by_code)
    ):
        return None  # a letter has no code of its kind: its issuer's tells that this is a number
    start = match.start() - len(window) + kind.start("type")
    end, date, printed, issuer = _right(text, match.end(), block.content.end)
    return Draft(Span(start, end), "blank", squeeze(kind["type"]), number, "/" + symbol, reason, date, printed, issuer, "number:blank")
