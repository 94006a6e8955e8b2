"""Bodies outside the agency that issued a document, with the province that a bare "tỉnh" means."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from .layout import Layout
from .model import Block, Organisation, Span
from .phrases import alternation, words
from .text import UPPER, key, squeeze
from .vocabulary import Vocabulary, vocabulary

_COUNCILS = ("UBND", "HĐND", "Ủy ban nhân dân", "Hội đồng nhân dân")
_UNIONS = (
    "Liên hiệp các Hội", "Liên minh", "Mặt trận Tổ quốc", "Viện Hàn lâm", "Công an", "Bộ Chỉ huy", "Kho bạc", "Bảo hiểm xã hội",
    "Cục Thống kê", "Thuế", "Đài", "Báo", "Trường Đại học",
)  # fmt: skip


def _names(vocab: Vocabulary) -> list[str]:
    skipped = {"ubnd", "hdnd", "tinh-uy", "bch-trung-uong"}
    return [n for e in (*vocab.departments, *vocab.issuers) if e.id not in skipped for n in e.names]


@lru_cache(maxsize=1)
def _starts() -> re.Pattern[str]:
    """Where a body may be named: a fast look for the first words, before the whole pattern is tried."""
    heads = (*_names(vocabulary()), *_COUNCILS, *_UNIONS, "Tỉnh ủy", "Thành ủy", "Tỉnh đoàn", "Ban Quản lý")
    return re.compile(words(heads))


@lru_cache(maxsize=1)
def _whole() -> re.Pattern[str]:
    vocab = vocabulary()
    place = vocab.province_pattern
    tail = r"(?:\s+(?:[" + UPPER + r"][\wđ]*|và|khoa|học|kỹ|thuật|các|hội|nghề|nghiệp|tỉnh|nhân|dân|phát|triển|thanh|niên|phụ|nữ|nông))"
    area = (
        r"(?:\s+(?:["
        + UPPER
        + r"][\wđ]*|kinh|tế|công|nghiệp|chế\s+xuất|nông\s+nghiệp|công\s+nghệ\s+cao|và(?=\s+(?:các|KCN|KKT|Khu))|các|tỉnh|ứng\s+dụng))"
    )
    return re.compile(
        rf"(?:(?P<known>(?:{alternation(_names(vocab))}))(?!\w)(?:\s+(?:tỉnh|thành\s+phố)?\s*(?:{place})(?!\w))?"
        rf"|(?P<council>(?:UBND|HĐND|Ủy\s+ban\s+nhân\s+dân|Uỷ\s+ban\s+nhân\s+dân|Hội\s+đồng\s+nhân\s+dân)\s+(?:[Tt]ỉnh|[Tt]hành\s+phố|TP\.?)(?:\s+(?:{place})(?!\w))?)"
        rf"|(?P<party>Tỉnh\s+ủy|Tỉnh\s+uỷ|Thành\s+ủy|Tỉnh\s+đoàn)(?:\s+(?:{place})(?!\w))?"
        rf"|(?P<board>Ban\s+Quản\s+lý\s+(?:các\s+)?(?:KCN|KKT|Khu)(?:{area}){{0,9}})"
        rf"|(?P<union>(?:{alternation(_UNIONS)}){tail}{{1,9}}))"
    )


class OrganisationIndex:
    """Every mention of a body outside the agency, found once; `spans` holds those of the agency itself too."""

    def __init__(self, text: str, blocks: Sequence[Block], layout: Layout) -> None:
        own = {key(layout.agency.name), key(layout.agency.name.split(" tỉnh ")[0])} if layout.agency else set()
        self.spans: list[Span] = []
        self._found: list[tuple[Span, str]] = []
        for block in blocks:
            if block.kind == "header":
                continue
            floor = block.content.start
            for start in _starts().finditer(text, block.content.start, block.content.end):
                match = _whole().match(text, start.start(), block.content.end) if start.start() >= floor else None
                if match is None:
                    continue
                span, name, floor = Span(*match.span()), squeeze(match[0]), match.end()
                self.spans.append(span)
                if key(name) not in own:
                    self._found.append((span, _full_name(name, match, layout)))
        self._starts = [span.start for span, _ in self._found]

    def within(self, start: int, end: int) -> list[tuple[Span, str]]:
        """The bodies named in a range: (span, name), in order."""
        found = []
        for span, name in self._found[bisect_left(self._starts, start) :]:
            if span.end > end:
                break
            found.append((span, name))
        return found

    def organisations(self) -> tuple[Organisation, ...]:
        """Each body with its mentions."""
        found: dict[str, list[Span]] = defaultdict(list)
        for span, name in self._found:
            found[name].append(span)
        return tuple(Organisation(name, tuple(spans)) for name, spans in found.items())


def _full_name(name: str, match: re.Match[str], layout: Layout) -> str:
    name = re.sub(r"(?i)^(?:uỷ|ủy) ban nhân dân", "UBND", name)
    name = re.sub(r"(?i)^hội đồng nhân dân", "HĐND", name)
    if layout.province and (match["council"] or match["party"] or match["board"]) and re.search(r"(?i)(?:tỉnh|ủy|đoàn|thành phố)$", name):
        name = re.sub(r"(?i)tỉnh$", "tỉnh", name)
        return f"{name} {layout.province}"
    return name
