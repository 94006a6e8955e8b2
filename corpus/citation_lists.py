"""Citations that stand in lists or say again what was cited before: what one prints belongs to others."""

import re
from dataclasses import replace
from functools import lru_cache

from . import numbering
from .blocks_at import BlockFinder, SpanFinder
from .citation_spans import Draft, issuer_pattern
from .model import Span
from .phrases import first_words, words
from .sought import Sought
from .text import DIGITS, key, squeeze
from .vocabulary import Vocabulary, vocabulary


def share_issuer(text: str, drafts: list[Draft]) -> list[Draft]:
    """The issuer of a list is that of each in it: "A và B của UBND tỉnh", "các Nghị định của Chính phủ: số A, số B"."""
    out = list(drafts)
    for i, here in enumerate(out):
        if here.type_printed is None and here.issuer is None:
            above = out[i - 1] if i else None
            headed = _heading_issuer(text, here.span.start)
            listed = above is not None and (above.type_printed is None or above.rule == "number:issuer-before")
            if (
                headed is None
                and above
                and listed
                and above.number.issuer_code == here.number.issuer_code
                and "\n" not in text[above.span.end : here.span.start]
            ):
                headed = above.issuer
            if headed:
                out[i] = replace(here, issuer=headed)
    for i in range(len(out) - 2, -1, -1):
        here, after = out[i], out[i + 1]
        between = text[here.span.end : after.span.start]
        if here.issuer is None and after.issuer and _LIST_GAP.fullmatch(between):
            if here.number.issuer_code == after.number.issuer_code or not here.number.issuer_code:
                day = after.date if here.date is None and after.date_text.startswith("cùng") else here.date
                out[i] = replace(here, issuer=after.issuer, date=day, date_text=after.date_text if day != here.date else here.date_text)
        if (
            here.issuer is None
            and after.issuer is None
            and here.number.issuer_code == after.number.issuer_code
            and _AMENDED.fullmatch(between)
        ):
            # "Nghị định số A (được sửa đổi tại Nghị định số B) của Chính phủ"
            if text.startswith(")", after.span.end) and (issuer := issuer_pattern().match(text, after.span.end + 1)):
                out[i : i + 2] = [replace(one, issuer=squeeze(issuer["issuer"])) for one in (here, after)]
    return out


_AMENDED = re.compile(
    r"\s*\((?:đã\s+)?(?:được\s+)?(?:sửa\s+đổi|bổ\s+sung|thay\s+thế)(?:,\s*bổ\s+sung)?(?:\s+một\s+số\s+điều)?\s+(?:tại|bởi|bằng|theo)\s+"
)
_LIST_GAP = re.compile(
    r"\s*(?:,|;|và|,\s*và|hoặc)\s*(?:(?:sửa\s+đổi|bãi\s+bỏ|thay\s+thế)(?:,\s*bổ\s+sung)?\s+)?(?:(?:điểm|khoản|Điều|Mục|Chương)\s+[\w.]{1,6}(?:\s*(?:,|và)\s*(?=[\dđ]))?\s*,?\s*){0,8}(?:số\s*)?"
)


def _heading_issuer(text: str, at: int) -> str | None:
    """The issuer that a list names once before its numbers ("các Công điện của Thủ tướng Chính phủ: số …")."""
    if not text[max(0, at - 3) : at].rstrip().endswith(":"):
        return None
    place = max(text.rfind(" của ", max(0, at - 80), at), text.rfind(" do ", max(0, at - 80), at))
    match = issuer_pattern().match(text, place, at) if place >= 0 else None
    return squeeze(match["issuer"]) if match and text[match.end() : at].strip() == ":" else None


def share_kind(text: str, drafts: list[Draft]) -> list[Draft]:
    """ "các Văn bản số A và số B": what the list is called where its numbers name no kind."""
    out = list(drafts)
    for i in range(1, len(out)):
        above, here = out[i - 1], out[i]
        if here.type_printed is None and not here.number.type_code and above.type_printed and not above.number.type_code:
            if _LIST_GAP.fullmatch(text[above.span.end : here.span.start]):
                out[i] = replace(here, type_printed=above.type_printed)
    return out


def repeats(text: str, drafts: list[Draft], finder: BlockFinder, vocab: Vocabulary) -> list[Draft]:
    """Short repeats of a document cited in full before: "Nghị định 120", "Thông báo số 185"."""
    known: dict[tuple[str, str], Draft] = {}
    for draft in reversed(drafts):
        entry = numbering.type_of(draft.number, vocab)
        if entry and draft.form == "full":
            known[entry.id, draft.number.serial] = draft
    if not any(_stands_alone(text, serial) for serial in {serial for _, serial in known}):
        return []
    taken, found = SpanFinder(d.span for d in drafts), []
    for match in _short().finditer(text, 0, len(text)):
        entry = vocab.type_by_name.get(key(match["type"]))
        whole = known.get((entry.id, match["serial"])) if entry else None
        span, block = Span(*match.span()), finder.at(match.start())
        if whole is None or span.start < whole.span.end or block is None or block.kind in {"header", "tail"} or taken.meeting(span):
            continue
        found.append(replace(whole, span=span, form="short", type_printed=squeeze(match["type"]), number_raw=match["serial"], code_reason=None,
                             date_text="", issuer=None, rule="number:short"))  # fmt: skip
    return found


_GOES_ON = tuple(DIGITS + "/-")


def _stands_alone(text: str, serial: str) -> bool:
    """Whether a serial number stands somewhere without a symbol behind it."""
    at = text.find(serial)
    while at >= 0:
        if text[at - 1 : at].isspace() and text[at + len(serial) : at + len(serial) + 1] not in _GOES_ON:
            return True
        at = text.find(serial, at + 1)
    return False


@lru_cache(maxsize=1)
def _short() -> Sought:
    names = [n for e in vocabulary().doctypes if e.codes for n in (e.label, *e.variants)]
    # not before a unit of measure or a noun that is counted: "Quyết định 03 cán bộ", "Kế hoạch 5 năm"
    pattern = rf"(?P<type>{words(names)})\s+(?:số\s+)?(?P<serial>\d{{1,6}})(?=\s*(?:[.,;:)”]|$)|\s*[\n\t]|\s*(?:(?:của|về|và|này|nêu|ngày|đã|để|theo|thì|cho|tại|trong|được|còn|do|có\s+hiệu|quy\s+định|trên|từ|thành|vào|vì|với|như|khi|hoặc|cũng|bằng|nhằm|bởi|là|chưa|không|phải|sẽ|cần|đến|gồm|bao\s+gồm|trước|sau|hết|cùng|bị|yêu\s+cầu|hướng\s+dẫn|giao|hiện|sang)\s))"
    return Sought(re.compile(pattern), first_words(names), exact=True)
