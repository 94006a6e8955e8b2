"""Citations by number: where they stand, what they print, and what is wrong with them."""

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from . import numbering
from .blocks_at import BlockFinder
from .citation_lists import repeats, share_issuer, share_kind
from .citation_spans import Draft, drafts_in
from .identity import identity_of, misprinted_code, other_issuer, slip_of
from .layout import Layout
from .model import Block, Citation, DocNumber, Span
from .relations import PASSIVE, Found, Relations
from .text import key, squeeze
from .vocabulary import Vocabulary

_CODE_MISMATCH_OK = {"van-ban", "cong-van", "thong-tri", "thong-tu", "quy-dinh", "nghi-quyet", "ket-luan", "chi-thi"}

_YEARS = range(1900, 2100)  # what a number's year can be: others are misprints, wherever they stand
_NO_KIND_OF_ITS_OWN = {"thong-bao"}  # "Thông báo Kết luận" is a Thông báo; "Chương trình hành động" is printed so

_ASSEMBLY = re.compile(r"(?P<body>QH|UBTVQH)(?P<term>\d{1,2})")
_ITSELF = re.compile(r"(?:(?:Phó\s+)?Giám\s+đốc\s+)?(?:Sở|Cục|Chi\s+cục|Ban|Bộ|Trung\s+tâm)")  # the agency as its own documents call it
_CALLED = re.compile(r"\(\s*(?:sau\s+đây\s+)?(?:gọi|viết)\s+(?:tắt\s+)?là\s*[“\"]?$")


def _dated_so(number: DocNumber, date: str, vocab: Vocabulary) -> bool:
    """Whether a number is known, and was signed on that day of its own year: then the year of the date is the misprint."""
    day = vocab.dated.get(str(number))
    return day is not None and day[4:] == date[4:]


def _suspicion(draft: Draft, kind: str, layout: Layout, vocab: Vocabulary, backed: Set[str]) -> tuple[str | None, str | None, DocNumber]:
    """(what makes the citation suspect, the corrected canonical number where one can be told, the number by which to look for it).

    A number that the document prints elsewhere without contradiction (`backed`) is right where its year and the date disagree.
    """
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
    if draft.rule == "number:type-cut":
        reasons.append(f"tên loại thiếu chữ, chắc là '{draft.type_printed}'")
    if draft.code_reason:
        reasons.append(draft.code_reason)
    elif number.issuer_code and number.issuer_code not in layout.symbol.replace("/", "-").split("-"):
        told = _misprinted_issuer(number, draft, layout, vocab)
        if told:
            reasons.append(told[0])
            number = replace(number, issuer_code=told[1])
            canonical = str(number)
    if draft.type_printed and (type_code := _misprinted_kind(number, draft.type_printed, vocab)):
        reasons.append(f"mã loại in là '{number.issuer_code.split('-')[0]}', mã của {draft.type_printed} là '{type_code}'")
        number = replace(number, type_code=type_code, issuer_code=number.issuer_code.partition("-")[2], style="state")
        canonical = str(number)
    year = int(draft.date[:4]) if draft.date else None
    if year and number.year and year != number.year:
        late = layout.date is not None and draft.date is not None and len(layout.date) == 10 and draft.date > layout.date
        reasons.append(f"năm trong số ({number.year}) mâu thuẫn với ngày {'/'.join(reversed((draft.date or '').split('-')))}")
        if not late and str(number) not in backed and not _dated_so(number, draft.date or "", vocab):
            number = replace(number, year=year)
            canonical = str(number)
    if number.year and (term := _term(number, vocab)):
        reasons.append(f"khóa Quốc hội in là {number.issuer_code}, năm {number.year} là {term}")
        number = replace(number, issuer_code=term)
        canonical = str(number)
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
        and number.type_code not in printed.codes
        and printed.id not in _CODE_MISMATCH_OK
        and number.year is None
    ):
        reasons.append(f"loại in là '{draft.type_printed}' nhưng ký hiệu là của {entry.label}")
    return "; ".join(reasons) or None, canonical, number


def _misprinted_issuer(number: DocNumber, draft: Draft, layout: Layout, vocab: Vocabulary) -> tuple[str, str] | None:
    """(what is wrong with the issuer's code, the code that was meant), by the kind and the issuer that are printed; None where nothing is."""
    own = layout.number.issuer_code if layout.number else layout.symbol.rpartition("-")[2]
    if draft.issuer and own and _ITSELF.fullmatch(draft.issuer) and slip_of(number, own, vocab):
        return f"mã cơ quan in là '{number.issuer_code}', mã của cơ quan này là '{own}'", own
    circular = draft.type_printed is None or draft.type_printed.casefold().startswith("thông tư")
    if number.type_code == "TT" and circular and (code := numbering.ministry_of_circular(number.issuer_code, vocab)):
        return f"thông tư do bộ ban hành: mã cơ quan in là '{number.issuer_code}', chắc là '{code}'", code
    if draft.issuer and (code := misprinted_code(number, draft.issuer, vocab)):
        return f"mã cơ quan in là '{number.issuer_code}', mã của {draft.issuer} là '{code}'", code
    if draft.issuer and (entry := other_issuer(number, draft.issuer, vocab)):
        return f"mã cơ quan '{number.issuer_code}' không phải của {draft.issuer}", entry.codes[0]
    return None


def _misprinted_kind(number: DocNumber, printed: str, vocab: Vocabulary) -> str | None:
    """The code of the printed kind that the number's lacks one letter of ("Kế hoạch số 34/H-UBND"); None where the code is one that is known."""
    head, _, issuer = number.issuer_code.partition("-")
    entry = vocab.type_by_name.get(key(printed))
    if (
        number.style != "letter"
        or entry is None
        or not issuer
        or head in vocab.issuer_by_code
        or issuer.upper() not in vocab.issuer_by_code
    ):
        return None
    return next((code for code in entry.codes if len(code) == len(head) + 1 and head in {code[1:], code[:-1]}), None)


def _term(number: DocNumber, vocab: Vocabulary) -> str | None:
    """The code with the term of the National Assembly that sat in the number's year, where the printed term did not; None where it did or two did."""
    match = _ASSEMBLY.fullmatch(number.issuer_code)
    if match is None or number.year is None:
        return None
    sat = [term for term, first, last in vocab.assembly_terms if first <= number.year <= last]
    return f"{match['body']}{sat[0]}" if len(sat) == 1 and sat[0] != int(match["term"]) else None


def find_citations(text: str, blocks: Sequence[Block], layout: Layout, relations: Relations, vocab: Vocabulary) -> tuple[Citation, ...]:
    """Every document cited by number, in reading order. Nothing is corrected silently: `number` is as printed."""
    finder = BlockFinder(blocks)
    found: list[Citation] = []
    before: tuple[Span, Found] | None = None
    drafts = share_kind(text, share_issuer(text, drafts_in(text, finder, layout, vocab)))
    backed = {
        str(d.number) for d in drafts if d.number.year and d.number.year in _YEARS and (d.date is None or int(d.date[:4]) == d.number.year)
    }
    own = str(layout.number) if layout.number else None
    for draft in sorted([*drafts, *repeats(text, drafts, finder, vocab)], key=lambda d: d.span):
        block = finder.at(draft.span.start) or blocks[0]
        entry = numbering.type_of(draft.number, vocab)
        kind = draft.type_printed or (entry.label if entry else "Văn bản")
        suspect, corrected, number = _suspicion(draft, kind, layout, vocab, backed)
        if draft.form == "short":
            suspect = None  # the citation in full says what is wrong with it
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
        printed = str(draft.number)
        canonical = corrected or printed
        if relation.rule == PASSIVE:
            subject = f"{_type_label(kind, vocab)} {canonical}"
        # the document's own number without a day is the document itself ("ban hành kèm theo Chương trình số …")
        day = layout.date if printed == own and not draft.date else draft.date
        target, inferred, outcome, reason = identity_of(number, canonical, day, draft.issuer, kind, layout, vocab)
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
    if entry and entry.id in _NO_KIND_OF_ITS_OWN and key(kind).startswith(key(entry.label) + " "):
        return entry.label
    return kind[:1].upper() + kind[1:].lower() if kind.islower() or kind.isupper() else kind


_PROVISION = re.compile(
    r"(?P<p>(?:(?:điểm|khoản|điều|mục|chương|phụ lục)\s+(?:số\s+)?[\dIVXa-zđ.]{1,6}(?:\s*(?:,|và)\s*(?:điểm|khoản|điều)?\s*[\dIVXa-zđ]{1,4})*\s*,?\s*){1,4})(?:của\s+)?$",
    re.IGNORECASE,
)


_PARTS = ("khoản", "điều", "điểm", "mục", "chương", "phụ lục")


def _provision(text: str, floor: int, at: int) -> str | None:
    """The part cited, as printed: "khoản 2 Điều 5"."""
    before = text[max(floor, at - 80) : at]
    low = before.lower()
    match = _PROVISION.search(before) if any(map(low.__contains__, _PARTS)) else None
    return squeeze(match["p"]).rstrip(",") if match else None


_TITLE = re.compile(
    r"\s*,?\s+(?P<title>(?:về(?:\s+việc)?|quy\s+định|ban\s+hành|phê\s+duyệt|hướng\s+dẫn|sửa\s+đổi|công\s+bố|thành\s+lập|triển\s+khai|thực\s+hiện|điều\s+chỉnh|giao)\s[^;.\n|]{8,300})"
)
_TITLE_STOP = re.compile(
    r"[,)(:\s](?:(?<=,)\s*(?=(?:Nghị|Quyết|Thông|Luật|Kế hoạch|Công văn|Chỉ thị|và|đồng thời|trong đó|tham mưu|trước|hoàn thành|báo cáo|trình)\s)|(?<=[)(:])"
    r"|(?<=\s)(?:\s*và\s+(?=(?:Nghị định|Nghị quyết|Quyết định|Thông tư|Thông báo|Luật|Kế hoạch|Công văn|Chỉ thị)\s|số\s)|(?:để|nhằm|đảm bảo|bảo đảm|theo đúng|trước ngày|thì|phải|cần)\s))"
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
