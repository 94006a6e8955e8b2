"""How a citation stands to its document: the nearest cue before it, and whose relation it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from .model import Block, Modality, Relation, Span
from .text import UPPER
from .vocabulary import Vocabulary, alternation, vocabulary

_SENTENCE_END = re.compile(r"[.!?…](?:\s|$)(?=\s*[“\"(*]?\s*[" + UPPER + r"])|;|\n")
_IGNORED = ("kèm theo", "ban hành kèm theo", "gửi kèm theo", "tiếp theo", "theo dõi", "theo đó", "tùy theo", "theo hướng", "theo lộ trình", "theo đúng", "theo kế hoạch", "theo chức năng", "căn cứ tình hình")  # fmt: skip
_CHANGES = {"amends", "replaces", "repeals"}
_WINDOW = 420


@dataclass(frozen=True, slots=True)
class Found:
    """The relation of a citation and the cue that says so (offsets of the text)."""

    relation: Relation
    cue: Span | None
    rule: str


@lru_cache(maxsize=1)
def _cue_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    vocab = vocabulary()
    by_cue = {cue.lower(): relation.id for relation in vocab.relations for cue in relation.cues}
    by_cue.update({word: "ignored" for word in _IGNORED})
    pattern = re.compile(rf"(?<!\w)(?:{alternation(by_cue)})(?!\w)", re.IGNORECASE)
    return pattern, {re.sub(r"\s+", " ", k): v for k, v in by_cue.items()}


def sentence_at(text: str, block: Block, at: int) -> Span:
    """The sentence (or clause closed by a semicolon) of a block that holds an offset."""
    start, end = block.content.start, block.content.end
    for match in _SENTENCE_END.finditer(text, start, end):
        if match.end() <= at:
            start = match.end()
        elif match.start() >= at:
            end = match.start() + 1
            break
    while start < end and text[start].isspace():
        start += 1
    return Span(start, max(start, end))


def last_cue(text: str, start: int, end: int) -> tuple[str, Span] | None:
    """The last cue phrase in text[start:end]: (relation, span)."""
    pattern, by_cue = _cue_pattern()
    found = None
    for match in pattern.finditer(text, max(start, end - _WINDOW), end):
        relation = by_cue.get(re.sub(r"\s+", " ", match[0].lower().replace("–", "-")))
        if relation is None:
            relation = by_cue.get(re.sub(r"\s+", " ", _modern(match[0].lower())), "ignored")
        if match[0].lower().endswith("kèm theo"):
            found = ("mentions", Span(*match.span()))
        elif relation != "ignored":
            found = (relation, Span(*match.span()))
    return found


def _modern(text: str) -> str:
    return text.replace("uỷ", "ủy").replace("hoá", "hóa")


def relation_of(text: str, blocks: Sequence[Block], block: Block, at: int, vocab: Vocabulary) -> Found:
    """The relation that the words before a citation at offset `at` give it."""
    sentence = sentence_at(text, block, at)
    cue = last_cue(text, sentence.start, at)
    recital = text[block.content.start : block.content.start + 7].casefold().startswith(("căn cứ", "xét tờ"))
    if cue is None:
        if recital:
            return Found("legal_basis", Span(block.content.start, block.content.start + 7), "recital")
        cue = last_cue(text, block.content.start, at) if ";" in text[block.content.start : at] else None
        if cue is None:
            cue = _from_parent(text, blocks, block)
        if cue is None:
            weak = re.search(r"(?<!\w)tại\s*\W?\s*(?:\w+\s+){0,6}$", text[max(sentence.start, at - 60) : at])
            return Found("legal_basis", None, "cue:tại") if weak else Found("mentions", None, "no-cue")
    relation, span = cue
    if relation in _CHANGES and _passive(text, span, at, vocab):
        return Found("legal_basis" if recital else "mentions", span, "passive")
    if relation in _CHANGES and at - span.end > 200:
        return Found("legal_basis" if recital else "mentions", None, "cue-too-far")
    return Found(relation, span, f"cue:{span.of(text).lower()}")  # type: ignore[arg-type]


def _from_parent(text: str, blocks: Sequence[Block], block: Block) -> tuple[str, Span] | None:
    """The cue of a heading such as "thay thế các văn bản sau:" above a list of citations."""
    parent = block.parent
    while parent >= 0:
        above = blocks[parent]
        content = above.content.of(text)
        if content.rstrip().endswith(":") or len(content) < 160:
            cue = last_cue(text, above.content.start, above.content.end)
            if cue and cue[0] in _CHANGES:
                return cue
        parent = above.parent
    return None


def _passive(text: str, cue: Span, at: int, vocab: Vocabulary) -> bool:
    """Whether "được sửa đổi … bởi X" stands before the citation: X then amends, and is not amended."""
    before = text[max(0, cue.start - 12) : cue.start].lower()
    if not re.search(r"(?:được|bị)\s*$", before):
        return False
    return re.search(r"(?<!\w)(?:bởi|tại|theo|bằng)(?!\w)", text[cue.end : at].lower()) is not None


def modality_of(text: str, blocks: Sequence[Block], block: Block, sentence: Span, found: Found, vocab: Vocabulary) -> Modality:
    """Whether a change is made by a document in force, asked for, or told of another document."""
    if found.relation not in _CHANGES or found.cue is None:
        return "effected"
    before = text[sentence.start : found.cue.start] if found.cue.start >= sentence.start else ""
    if vocab.pattern("planned", vocab.cues["planned"]).search(before):
        return "planned"
    operative = re.search(r"(?:Quyết định|Nghị định|Thông tư|Nghị quyết|Luật|Quy định|Quy chế|Chỉ thị)\s+này", before + found.cue.of(text))
    in_article = block.path.startswith("Điều") or " > Điều" in block.path or block.kind == "title"
    if operative or in_article or re.match(r"\s*(?:bãi bỏ|thay thế|sửa đổi)", text[sentence.start : sentence.end].lower()):
        return "effected"
    return "planned" if "(" in before[-3:] or "“" in before else "reported"
