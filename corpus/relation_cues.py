"""The cue before a citation: the last words that say how it stands to its document."""

import re
from collections.abc import Iterable
from functools import lru_cache

from .model import Span
from .sought import Sought
from .text import modern_tones, squeeze
from .vocabulary import vocabulary

CHANGES = {"amends", "replaces", "repeals"}
WINDOW = 420  # characters before a citation within which its cue stands
# cues that stand in titles of laws ("Luật Đầu tư theo phương thức …", "Luật Thi hành án dân sự")
_IN_TITLES = {"theo", "thi hành", "thực hiện", "tổ chức thực hiện"}
_LAW_TITLE = re.compile(r"(?:Luật|Bộ luật|Pháp lệnh)\s[^,;.:()\n”\"]*$")
_NO_TITLE = re.compile(r"có\s+hiệu\s+lực|được\s|đã\s")  # what a law does, no part of its title
_TITLE = 90
_NEAR = 120  # characters between "theo" and "ban hành kèm theo" that speak of one thing ("theo Bộ tiêu chí ban hành kèm theo")
_EITHER = re.compile(r"\s*(?:,|hoặc|hay)\s*")


@lru_cache(maxsize=1)
def _cues() -> tuple[Sought, dict[str, str]]:
    vocab = vocabulary()
    by_cue = {cue.lower(): relation.id for relation in vocab.relations for cue in relation.cues}
    by_cue.update({word: "ignored" for word in vocab.cues["no_cue"]})
    by_cue.update({word: "mentions" for word in vocab.cues["telling"]})
    return Sought.phrases(by_cue), {_cue_key(k): v for k, v in by_cue.items()}


def last_cue(text: str, start: int, end: int) -> tuple[str, Span] | None:
    """The last cue phrase in text[start:end]: (relation, span)."""
    cues, by_cue = _cues()
    found: tuple[str, Span] | None = None
    low = max(start, end - WINDOW)
    if text[low:end].isupper():  # a title in capitals
        text = text[:low] + text[low:end].lower()
        matches: Iterable[re.Match[str]] = cues.pattern.finditer(text, low, end)
    else:
        matches = cues.finditer(text, low, end)
    for match in matches:
        if match[0].lower() in _IN_TITLES and _in_law_title(text, max(low, match.start() - _TITLE), match.start()):
            continue
        relation = by_cue.get(_cue_key(match[0]), "ignored")
        cue = Span(*match.span())
        if in_closed_brackets(text, low, cue, end) or (relation == "implements" and text.startswith(",", cue.end)):
            continue  # "Sau sáu năm thực hiện, Quyết định …"
        # "thay thế các thủ tục đã công bố tại Quyết định …" replaces part of it all the same
        if match[0].lower().endswith("kèm theo") or (relation == "mentions" and match[0].lower().endswith(" tại")):
            kept = found is not None and (
                found[0] in CHANGES
                or (
                    found[0] != "mentions"
                    and match[0].lower().endswith("kèm theo")
                    and "(" not in text[found[1].end : cue.start][:_NEAR]
                    and cue.start - found[1].end < _NEAR
                )
            )
            found = found if kept else ("mentions", cue)
        elif relation == "replaces" and found and found[0] == "amends" and _EITHER.fullmatch(text, found[1].end, cue.start):
            continue  # "sửa đổi, bổ sung hoặc thay thế"
        elif relation == "legal_basis" and found and found[0] in CHANGES and _names_a_part(match[0], cue.start - found[1].end):
            continue
        elif relation != "ignored":
            found = (relation, cue)
    return found


def in_closed_brackets(text: str, low: int, cue: Span, end: int) -> bool:
    """Whether a cue stands in brackets that close before the citation: it speaks of another ("A (thay thế B), C")."""
    if text.find(")", cue.end, end) < 0:
        return False
    return text.rfind("(", low, cue.start) > text.rfind(")", low, cue.start)


def _in_law_title(text: str, start: int, at: int) -> bool:
    """Whether the words before an offset are the title of a law so far."""
    named = text.find("uật", start, at) >= 0 or text.find("lệnh", start, at) >= 0
    title = _LAW_TITLE.search(text, start, at) if named else None
    return title is not None and _NO_TITLE.search(text, title.start(), at) is None


def _names_a_part(cue: str, gap: int) -> bool:
    """Whether "quy định tại" after "thay thế" says which part is changed, and not on what basis."""
    return cue.lower().startswith("quy định") and gap < 60


@lru_cache(maxsize=4096)
def _cue_key(cue: str) -> str:
    """A cue as the table holds it: one blank, none before a comma, tone marks and hyphens of today."""
    return modern_tones(squeeze(cue.lower()).replace(" ,", ",").replace("–", "-"))
