"""Citations by number: where they stand, what they print, and what is wrong with them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from . import dates, numbering
from .blocks_at import BlockFinder, SpanFinder
from .identity import identity_of
from .layout import Layout
from .model import Block, Citation, DocNumber, Form, Span
from .phrases import alternation, words
from .relations import Found, Relations
from .text import LOWER, UPPER, fold, key, lowered, places_of, squeeze
from .vocabulary import Vocabulary, vocabulary

_LAW = r"(?:Bộ luật|Luật|Pháp lệnh|Hiến pháp)"
_LAW_BEFORE = re.compile(rf"(?:^|[\s(“\"])(?P<law>{_LAW}\s[^;.:\n“”()|]{{2,150}}?)\s*,?\s*(?:số\s*:?\s*)?$", re.IGNORECASE)
_NEXT_LAW = re.compile(rf",\s*(?:và\s+)?{_LAW}\s+[{UPPER}]")  # "Luật Đất đai năm 1993, Luật Đất đai số …" names two
_LAST_WORDS = re.compile(r"(?<!\w)(?=(?P<words>[^\W\d_]+(?:\s+[^\W\d_]+){1,3})\s*$)")
_FORM_BEFORE = re.compile(r"(?<!\w)(?:mẫu|biểu|phụ\s+lục|bảng|ký\s+hiệu|tờ\s+khai)(?:\s+(?:biểu|số|in|đơn))*\s*:?\s*$", re.IGNORECASE)
_OWN_NUMBER = re.compile(r"(?:^|\n)[ \t|]*S[ốô]\s*:?[\s|]*$")
_SO = re.compile(r"(?<!\w)số\s*:?\s*$", re.IGNORECASE)
_DATE_AFTER = re.compile(r"\s*,?\s*\(?\s*(?:ban hành\s+)?(?:ký\s+)?ngày\s+" + dates.FULL.format(n=""), re.IGNORECASE)
_DATE_BARE = re.compile(r"\s*,\s*" + dates.FULL.format(n=""))
_DATE_BLANK = re.compile(
    r"\s*,?\s*ngày[\s.…_]*(?:/[\s.…_]*/\s*(?:19|20)\d{2}|tháng[\s.…_]*(?:\d{1,2}\s*)?năm\s*(?:19|20)?\d{0,2}(?!\d)|/\s?\d{1,2}\s?/\s?(?:19|20)\d{2})"
)
_CODE_MISMATCH_OK = {"van-ban", "cong-van", "thong-tri", "thong-tu", "quy-dinh", "nghi-quyet", "ket-luan", "chi-thi"}


@lru_cache(maxsize=1)
def _types() -> re.Pattern[str]:
    names = [name for e in vocabulary().doctypes if e.id not in {"tieu-chuan", "nhiem-vu", "de-tai"} for name in (e.label, *e.variants)]
    return re.compile(rf"(?<!\w)(?P<type>{alternation(names)})\s*,?\s*(?:(?:số|Số|sô)\s*:?\s*)?$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _issuer() -> re.Pattern[str]:
    vocab = vocabulary()
    place = rf"(?:{vocab.province_pattern})"
    level = r"(?:tỉnh|thành\s+phố|TP\.?|huyện|quận|thị\s+xã|xã|phường|thị\s+trấn)"
    where = rf"(?:\s+(?:(?:{level})(?:\s+(?:{place}))?|(?:{place}))(?!\w))?"
    heads = r"(?:Chủ\s+tịch|Phó\s+Chủ\s+tịch|Thường\s+trực|Bộ\s+trưởng|Giám\s+đốc|Thống\s+đốc|Tổng\s+Thanh\s+tra|Chánh\s+án|Viện\s+trưởng|Cục\s+trưởng|Tổng\s+cục\s+trưởng|Chủ\s+nhiệm|Tổng\s+Kiểm\s+toán)"
    names = [n for e in (*vocab.issuers, *vocab.departments) for n in e.names if n not in {"Trung ương", "UBTVQH"}]
    other = (
        r"Ban\s+(?:Pháp\s+chế|Kinh\s+tế\s*[-–]\s*Ngân\s+sách|Văn\s+hóa\s*[-–]\s*Xã\s+hội|Văn\s+hoá\s*[-–]\s*Xã\s+hội|Dân\s+tộc|Đô\s+thị)(?:\s+(?:của\s+)?(?:HĐND|Hội\s+đồng\s+nhân\s+dân)(?:\s+(?:tỉnh|thành\s+phố|Thành\s+phố))?)?|"
        r"Sở(?!\s+["
        + UPPER
        + r"])(?!\w)|Ban\s+Chỉ\s+đạo\s+[^,.;()\n]{3,80}|Hội\s+nghị\s+(?:Trung\s+ương\s+)?lần\s+thứ\s+[\w-]+(?:\s+\w+)?,?\s+(?:Ban\s+Chấp\s+hành\s+Trung\s+ương|BCH\s+Trung\s+ương)(?:\s+Đảng)?(?:,?\s+[Kk]hóa\s+[IVX\d]+)?|"
        rf"(?:Thuế|Chi\s+cục\s+Thuế|Công\s+an|Hải\s+quan)\s+(?:tỉnh|thành\s+phố|khu\s+vực)\s+(?:{place}|[IVX]+)(?!\w)|"
        r"(?:Giám\s+đốc|Trưởng\s+[Bb]an|Cục\s+trưởng|Chủ\s+tịch\s+Hội\s+đồng)\s+["
        + UPPER
        + r"][^,.;()\n]{3,90}?(?=\s+(?:về|ban\s+hành|quy\s+định|phê\s+duyệt|công\s+bố|sửa\s+đổi|thành\s+lập|và)\s|[,;.)]|$)"
    )
    return re.compile(
        rf"\s*,?\s*(?:của|do)\s+(?P<issuer>Bộ\s+Chính\s+trị\s*,\s*Ban\s+Bí\s+thư(?!\w)|(?:{heads}\s+)?(?:{alternation(names)})(?!\w){where}|{other})",
        re.IGNORECASE,
    )


@dataclass(frozen=True, slots=True)
class _Draft:
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
    of_assembly = re.match(r"QH|UBTVQH", number.issuer_code) and number.type_code in {"", "PL", "L"}
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


def _right(text: str, end: int, ceiling: int) -> tuple[int, str | None, str, str | None]:
    """Where the mention ends; its date, the date as printed, and its issuer."""
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
    issuer = _issuer().match(text, end, ceiling)
    if issuer:
        name = squeeze(issuer["issuer"])
        return issuer.end("issuer"), value, printed, name
    return end, value, printed, None


def _drafts(text: str, finder: BlockFinder, layout: Layout, vocab: Vocabulary) -> list[_Draft]:
    found: list[_Draft] = []
    floor = 0
    own_line_end = layout.header_end if layout.number_raw else 0
    blank = (numbering.BLANK.match(text, at) for at in places_of(("số",), lowered(text)))
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


def _full(text: str, match: re.Match[str], block: Block, floor: int, vocab: Vocabulary) -> _Draft | None:
    number, reason = numbering.of_match(match, vocab)
    if _FORM_BEFORE.search(text, max(floor, match.start() - 30), match.start()):
        return None
    start, kind, rule = _left(text, floor, match.start(), number, vocab)
    if rule == "number:bare" and not _plausible(number, match, vocab):
        return None
    if rule == "number:số" and not _plausible(number, match, vocab) and "-" not in match[0]:
        return None
    end, date, printed, issuer = _right(text, match.end(), block.content.end)
    return _Draft(Span(start, end), "full", kind, number, numbering.printed(match), reason, date, printed, issuer, rule)


def _plausible(number: DocNumber, match: re.Match[str], vocab: Vocabulary) -> bool:
    """Whether a number without a printed kind is a document's: its type code or issuer is known."""
    if number.type_code:
        return True
    head = re.split(r"[-/]", number.issuer_code)[0].upper()
    known = head in vocab.issuer_by_code or re.sub(r"\d+$", "", head) in {"QH", "UBTVQH"}
    return known and (match["sym_y"] is not None or "-" in number.issuer_code or number.style == "party")


def _blank(text: str, match: re.Match[str], block: Block, vocab: Vocabulary) -> _Draft | None:
    symbol = squeeze(match["sym"]).replace(" ", "")
    number, reason = numbering.of_symbol("", None, symbol, "/" + symbol, vocab)
    if not number.type_code:
        return None
    window = text[max(block.content.start, match.start() - 60) : match.start()]
    kind = re.search(_types().pattern, window + "số ", re.IGNORECASE)
    if not kind:
        return None
    start = match.start() - len(window) + kind.start("type")
    end, date, printed, issuer = _right(text, match.end(), block.content.end)
    return _Draft(Span(start, end), "blank", squeeze(kind["type"]), number, "/" + symbol, reason, date, printed, issuer, "number:blank")


def _share_issuer(text: str, drafts: list[_Draft]) -> list[_Draft]:
    """The issuer of a list is that of each in it: "A và B của UBND tỉnh", "các Nghị định của Chính phủ: số A, số B"."""
    out = list(drafts)
    for i, here in enumerate(out):
        if here.type_printed is None and here.issuer is None:
            above = out[i - 1] if i else None
            headed = _heading_issuer(text, here.span.start)
            if headed is None and above and above.type_printed is None and "\n" not in text[above.span.end : here.span.start]:
                headed = above.issuer
            if headed:
                out[i] = replace(here, issuer=headed)
    for i in range(len(out) - 2, -1, -1):
        here, after = out[i], out[i + 1]
        between = text[here.span.end : after.span.start]
        if here.issuer is None and after.issuer and _LIST_GAP.fullmatch(between):
            if here.number.issuer_code == after.number.issuer_code or not here.number.issuer_code:
                out[i] = replace(here, issuer=after.issuer)
    return out


_CALLED = re.compile(r"\(\s*(?:sau\s+đây\s+)?(?:gọi|viết)\s+(?:tắt\s+)?là\s*[“\"]?$")
_LIST_GAP = re.compile(
    r"\s*(?:,|;|và|,\s*và|hoặc)\s*(?:(?:điểm|khoản|Điều|Mục|Chương)\s+[\w.]{1,6}(?:\s*(?:,|và)\s*(?=[\dđ]))?\s*,?\s*){0,8}(?:số\s*)?"
)


def _heading_issuer(text: str, at: int) -> str | None:
    """The issuer that a list names once before its numbers ("các Công điện của Thủ tướng Chính phủ: số …")."""
    if not text[max(0, at - 3) : at].rstrip().endswith(":"):
        return None
    place = max(text.rfind(" của ", max(0, at - 80), at), text.rfind(" do ", max(0, at - 80), at))
    match = _issuer().match(text, place, at) if place >= 0 else None
    return squeeze(match["issuer"]) if match and text[match.end() : at].strip() == ":" else None


def _share_kind(text: str, drafts: list[_Draft]) -> list[_Draft]:
    """ "các Văn bản số A và số B": what the list is called where its numbers name no kind."""
    out = list(drafts)
    for i in range(1, len(out)):
        above, here = out[i - 1], out[i]
        if here.type_printed is None and not here.number.type_code and above.type_printed and not above.number.type_code:
            if _LIST_GAP.fullmatch(text[above.span.end : here.span.start]):
                out[i] = replace(here, type_printed=above.type_printed)
    return out


def _repeats(text: str, drafts: list[_Draft], finder: BlockFinder, vocab: Vocabulary) -> list[_Draft]:
    """Short repeats of a document cited in full before: "Nghị định 120", "Thông báo số 185"."""
    known: dict[tuple[str, str], _Draft] = {}
    for draft in reversed(drafts):
        entry = numbering.type_of(draft.number, vocab)
        if entry and draft.form == "full":
            known[entry.id, draft.number.serial] = draft
    if not any(_stands_alone(text, serial) for serial in {serial for _, serial in known}):
        return []
    taken, found = SpanFinder(d.span for d in drafts), []
    for match in _short().finditer(text):
        entry = vocab.type_by_name.get(key(match["type"]))
        whole = known.get((entry.id, match["serial"])) if entry else None
        span, block = Span(*match.span()), finder.at(match.start())
        if whole is None or span.start < whole.span.end or block is None or block.kind in {"header", "tail"} or taken.meeting(span):
            continue
        found.append(replace(whole, span=span, form="short", type_printed=squeeze(match["type"]), number_raw=match["serial"], code_reason=None,
                             date_text="", issuer=None, rule="number:short"))  # fmt: skip
    return found


def _stands_alone(text: str, serial: str) -> bool:
    """Whether a serial number stands somewhere without a symbol behind it."""
    after = (text[at + len(serial) : at + len(serial) + 1] for at in places_of((serial,), text) if text[at - 1 : at].isspace())
    return any(following not in tuple("0123456789/-") for following in after)


@lru_cache(maxsize=1)
def _short() -> re.Pattern[str]:
    names = [n for e in vocabulary().doctypes if e.codes for n in (e.label, *e.variants)]
    # not before a unit of measure or a noun that is counted: "Quyết định 03 cán bộ", "Kế hoạch 5 năm"
    return re.compile(
        rf"(?P<type>{words(names)})\s+(?:số\s+)?(?P<serial>\d{{1,6}})(?=\s*(?:[.,;:)”]|$|\n|(?:của|về|và|này|nêu|ngày|đã|để|theo|thì|cho|tại|trong|được|còn|do|có\s+hiệu|quy\s+định|trên)\s))"
    )


def _suspicion(draft: _Draft, kind: str, layout: Layout, vocab: Vocabulary) -> tuple[str | None, str | None]:
    """(what makes the citation suspect, the corrected canonical number where one can be told)."""
    number = draft.number
    reasons: list[str] = []
    canonical: str | None = None
    if draft.form == "blank":
        own = layout.number
        if own and own.symbol == number.symbol and own.serial:
            reasons.append(f"tự dẫn chiếu nhưng để trống số; văn bản này mang số {own}")
            canonical = str(own)
        else:
            reasons.append("số của văn bản được dẫn còn để trống")
    if draft.code_reason:
        reasons.append(draft.code_reason)
    year = int(draft.date[:4]) if draft.date else None
    if year and number.year and year != number.year:
        late = layout.date is not None and draft.date is not None and len(layout.date) == 10 and draft.date > layout.date
        reasons.append(f"năm trong số ({number.year}) mâu thuẫn với ngày {'/'.join(reversed((draft.date or '').split('-')))}")
        if not late:
            canonical = str(replace(number, year=year))
    if draft.date and layout.date and len(layout.date) == 10 and draft.date > layout.date:
        reasons.append("ngày của văn bản được dẫn sau ngày của văn bản này")
    if (
        draft.date_text
        and draft.date is None
        and re.search(r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d+\s*tháng\s*\d+", draft.date_text)
    ):
        reasons.append("ngày in không có trong lịch")
    entry = numbering.type_of(number, vocab)
    printed = vocab.type_by_name.get(key(draft.type_printed)) if draft.type_printed else None
    if (
        entry
        and printed
        and number.style == "state"
        and entry.id != printed.id
        and printed.id not in _CODE_MISMATCH_OK
        and number.year is None
    ):
        reasons.append(f"loại in là '{draft.type_printed}' nhưng ký hiệu là của {entry.label}")
    return "; ".join(reasons) or None, canonical


def find_citations(text: str, blocks: Sequence[Block], layout: Layout, relations: Relations, vocab: Vocabulary) -> tuple[Citation, ...]:
    """Every document cited by number, in reading order. Nothing is corrected silently: `number` is as printed."""
    finder = BlockFinder(blocks)
    found: list[Citation] = []
    before: tuple[Span, Found] | None = None
    drafts = _share_kind(text, _share_issuer(text, _drafts(text, finder, layout, vocab)))
    for draft in sorted([*drafts, *_repeats(text, drafts, finder, vocab)], key=lambda d: d.span):
        block = finder.at(draft.span.start) or blocks[0]
        entry = numbering.type_of(draft.number, vocab)
        kind = draft.type_printed or (entry.label if entry else "Văn bản")
        suspect, corrected = _suspicion(draft, kind, layout, vocab)
        if draft.form == "short" and before and _CALLED.search(text, max(0, draft.span.start - 40), draft.span.start):
            relation = before[1]  # "(sau đây gọi tắt là Nghị định 27)" is that document again
        else:
            relation = relations.of(block, draft.span, before)
            before = (draft.span, relation)
        sentence = relations.sentence(block, draft.span.start)
        sentence = Span(min(sentence.start, draft.span.start), max(sentence.end, draft.span.end))
        modality = relations.modality(block, sentence, relation)
        subject = _subject(text, found, relation.cue, sentence, modality)
        if subject and modality == "effected" and found and found[-1].span.end <= (relation.cue.start if relation.cue else 0):
            modality = "reported"
        canonical = corrected or str(draft.number)
        # the document's own number without a day is the document itself ("ban hành kèm theo Chương trình số …")
        day = layout.date if layout.number and str(draft.number) == str(layout.number) and not draft.date else draft.date
        target, inferred, outcome, reason = identity_of(draft.number, canonical, day, draft.issuer, kind, layout, vocab)
        found.append(
            Citation(
                id=f"c{len(found) + 1}",
                span=draft.span,
                form=draft.form,
                doctype=_type_label(kind, vocab),
                number=draft.number_raw,
                canonical=canonical,
                date=draft.date,
                issuer=draft.issuer,
                issuer_inferred=inferred,
                relation=relation.relation,
                modality=modality,
                relation_subject=subject,
                suspect=suspect,
                block=block.index,
                sentence=sentence,
                rule=f"{draft.rule} {relation.rule}",
                target=target,
                outcome=outcome,
                reason=reason,
                provision=_provision(text, sentence.start, draft.span.start),
                title=_title_after(text, draft.span.end, sentence.end),
            )
        )
    return tuple(found)


def _type_label(kind: str, vocab: Vocabulary) -> str:
    """The kind as printed; "Thông báo Kết luận" is a Thông báo."""
    entry = vocab.type_by_name.get(key(kind))
    if entry and key(kind).startswith(key(entry.label) + " "):
        return entry.label
    return kind[:1].upper() + kind[1:].lower() if kind.islower() or kind.isupper() else kind


_PROVISION = re.compile(
    r"(?P<p>(?:(?:điểm|khoản|điều|mục|chương|phụ lục)\s+(?:số\s+)?[\dIVXa-zđ.]{1,6}(?:\s*(?:,|và)\s*(?:điểm|khoản|điều)?\s*[\dIVXa-zđ]{1,4})*\s*,?\s*){1,4})(?:của\s+)?$",
    re.IGNORECASE,
)


def _provision(text: str, floor: int, at: int) -> str | None:
    """The part cited, as printed: "khoản 2 Điều 5"."""
    match = _PROVISION.search(text[max(floor, at - 80) : at])
    return squeeze(match["p"]).rstrip(",") if match else None


_TITLE = re.compile(
    r"\s*,?\s+(?P<title>(?:về(?:\s+việc)?|quy\s+định|ban\s+hành|phê\s+duyệt|hướng\s+dẫn|sửa\s+đổi|công\s+bố|thành\s+lập|triển\s+khai|thực\s+hiện|điều\s+chỉnh|giao)\s[^;.\n|]{8,300})"
)
_TITLE_STOP = re.compile(
    r"\s*(?:,\s*(?=(?:Nghị|Quyết|Thông|Luật|Kế hoạch|Công văn|Chỉ thị|và|đồng thời|trong đó|tham mưu|trước|hoàn thành|báo cáo|trình)\s)|\)|\(|”?\s+và\s+(?=(?:Nghị định|Nghị quyết|Quyết định|Thông tư|Thông báo|Luật|Kế hoạch|Công văn|Chỉ thị)\s|số\s)|:|\s(?:để|nhằm|đảm bảo|bảo đảm|theo đúng|trước ngày|thì|phải|cần)\s)"
)


def _title_after(text: str, at: int, limit: int) -> str | None:
    """What the sentence says the cited document is about: the words after it that begin as titles do."""
    match = _TITLE.match(text, at, limit)
    if match is None:
        return None
    stop = _TITLE_STOP.search(match["title"])
    title = squeeze(match["title"][: stop.start()] if stop else match["title"]).strip(" ,“”")
    return title if len(title.split()) >= 4 else None


def _subject(text: str, before: list[Citation], cue: Span | None, sentence: Span, modality: str) -> str | None:
    """Who bears a change that is not this document's: a citation just before the cue, or a draft asked for."""
    if cue is None:
        return None
    if before and sentence.start <= before[-1].span.start and before[-1].span.end <= cue.start:
        gap = text[before[-1].span.end : cue.start]
        if len(gap) < 80 and not re.search(r"[;:(]", gap):
            last = before[-1]
            return f"{last.doctype} {last.canonical}"
    if modality == "planned":
        quoted = re.findall(r"“([^”]{10,})”", text[sentence.start : cue.start])
        return f"dự thảo: {squeeze(quoted[-1])}" if quoted else "văn bản dự thảo"
    return None
