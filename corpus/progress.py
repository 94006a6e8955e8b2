"""What documents report of work done: "đã hoàn thành 36/47 nhiệm vụ", with the day and where the work came from.

Figures are taken as printed and never computed; a share without both figures ("đạt 80 %") is left alone.
Source of the words: Quyết định 42/2014/QĐ-TTg and 23/2018/QĐ-TTg (following up assigned tasks).
"""

import re
from collections.abc import Sequence

from . import dates
from .blocks_at import BlockFinder
from .layout import Layout
from .model import Block, Progress, Span
from .relations import Relations
from .text import squeeze
from .word_places import FirstWords

_N = r"(?P<{0}>\d{{1,4}}(?:\.\d{{3}})?)"
_WORK = r"(?:nhiệm\s+vụ|công\s+việc|chỉ\s+tiêu|nội\s+dung|việc)"
_SHARE = r"(?:\s*\(?(?:đạt\s+)?(?:tỷ\s+lệ\s+)?\d{1,3}(?:[.,]\d+)?\s?%\)?)?"
_FORMS = (
    rf"hoàn\s+thành\s+(?:được\s+|xong\s+)?{_N.format('done')}\s*/\s*{_N.format('total')}{_SHARE}\s+(?P<what>{_WORK})",
    rf"{_N.format('done')}\s*/\s*{_N.format('total')}{_SHARE}\s+(?P<what>{_WORK})(?:\s+(?:đã|được|này)){{0,2}}\s+hoàn\s+thành",
    rf"hoàn\s+thành\s+(?:được\s+|xong\s+)?{_N.format('done')}\s+(?:{_WORK}\s+)?(?:trên|trong)\s+(?:tổng\s+(?:số|cộng)\s+)?{_N.format('total')}\s+(?P<what>{_WORK})",
)
_FINISHED = FirstWords(("hoàn",))
_DONE = tuple(re.compile(form, re.IGNORECASE) for form in _FORMS)
# every form has a figure after "hoàn thành", or what is counted right before it; most documents have neither
_FIGURE_AFTER = re.compile(r"hoàn\s+thành\s+(?:(?:được|xong)\s+)?\d", re.IGNORECASE)
_COUNTED_BEFORE = re.compile(r"(?:vụ|việc|tiêu|dung|đã|được|này)\s+$", re.IGNORECASE)
_AS_OF = re.compile(r"(?:tính\s+)?đến\s+(?:hết\s+)?ngày\s+" + dates.FULL.format(n=""), re.IGNORECASE)
_ORIGINS = (
    ("ubnd-tinh", re.compile(r"(?i)(?:UBND|ủy\s+ban\s+nhân\s+dân|chủ\s+tịch\s+UBND)\s+(?:tỉnh|thành\s+phố)[^.;]{0,20}\sgiao")),
    ("giam-doc", re.compile(r"(?i)(?:giám\s+đốc|lãnh\s+đạo)(?:\s+sở)?[^.;]{0,12}\sgiao")),
)


def find_progress(text: str, blocks: Sequence[Block], layout: Layout, relations: Relations) -> tuple[Progress, ...]:
    """Every report of work done out of a whole, in reading order."""
    found: list[Progress] = []
    told = [at for at in _FINISHED.places(text) if _FIGURE_AFTER.match(text, at) or _COUNTED_BEFORE.search(text, max(0, at - 6), at)]
    finder = BlockFinder(blocks)
    for block in {held.index: held for at in told if (held := finder.at(at))}.values():
        if block.kind in {"header", "title", "tail"}:
            continue
        for pattern in _DONE:
            for match in pattern.finditer(text, block.content.start, block.content.end):
                done, total = (int(match[name].replace(".", "")) for name in ("done", "total"))
                if not total > 0 or done > total:
                    continue
                sentence = relations.sentence(block, match.start())
                words = sentence.of(text)
                day = _AS_OF.search(words)
                origin = next((name for name, cue in _ORIGINS if cue.search(words)), None)
                as_of = (dates.of_match(day) if day else None) or layout.date
                found.append(
                    Progress(
                        f"bc{len(found) + 1}",
                        Span(*match.span()),
                        sentence,
                        block.index,
                        done,
                        total,
                        squeeze(match["what"]).lower(),
                        as_of,
                        origin,
                    )
                )
    return tuple(sorted(found, key=lambda p: p.span))
