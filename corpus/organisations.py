"""Bodies outside the agency that issued a document, with the province that a bare "tỉnh" means."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from .blocks_at import matches_in
from .layout import Layout
from .model import Block, Organisation, Span
from .phrases import PhraseTable, alternation, first_words, words
from .sought import Sought
from .text import LOWER, UPPER, key, squeeze
from .vocabulary import Vocabulary, vocabulary

_COUNCILS = ("UBND", "HĐND", "Ủy ban nhân dân", "Hội đồng nhân dân")


def _names(vocab: Vocabulary) -> list[str]:
    skipped = {"ubnd", "hdnd", "tinh-uy", "bch-trung-uong"}
    return [n for e in (*vocab.departments, *vocab.issuers) if e.id not in skipped for n in e.names]


@lru_cache(maxsize=1)
def _starts() -> Sought:
    """Where a body may be named: a fast look for the first words, before the whole pattern is tried."""
    heads = (
        *_names(vocabulary()),
        *_COUNCILS,
        *vocabulary().units["union_heads"],
        *vocabulary().units["union_names"],
        "Tỉnh ủy",
        "Thành ủy",
        "Tỉnh đoàn",
        "Ban Quản lý",
        "Ban quản lý",
        "Ban QLDA",
        "Văn phòng UBND",
        "VP UBND",
        "VP HĐND",
        "VP. UBND",
        "Văn phòng HĐND",
        "Văn phòng Ủy ban nhân dân",
    )
    return Sought(re.compile(words(heads)), first_words(heads), exact=True)


@lru_cache(maxsize=1)
def _project_name() -> str:
    """What goes on with the name of a project board: capitals, numbers and the words such names are made of ("… đầu tư xây dựng công trình giao thông")."""
    units = vocabulary().units
    plain = alternation([*units["project_words"], "tỉnh", "thành phố", "huyện", "quận", "thị xã", "khu vực"])
    other = alternation([*units["body_heads"], *units["heads"], "Sở", "Bộ", "UBND", "Ủy ban", "Các"])
    capital = rf"(?!(?:{other})(?!\w))[{UPPER}][\w&]*"
    return rf"(?:,?\s+(?:(?:[-–&]|và|các)\s+)*(?:(?i:{plain})(?!\w)|{capital}|(?:số\s+)?\d+(?![\d/.,]))){{1,14}}"


@lru_cache(maxsize=1)
def _whole() -> re.Pattern[str]:
    vocab = vocabulary()
    place = vocab.province_pattern
    # a word of a name: with a capital, and a second syllable without one ("Quân sự"), unless that begins what follows the name
    tail = (
        rf"(?:\s+(?:tỉnh|khu\s+vực(?=\s+[{UPPER}])|[{UPPER}][\wđ]*(?:\s+(?!(?:{alternation([*vocab.units['not_in_names'], *vocab.units['after_names']])})(?!\w))[{LOWER}]+)?"
        rf"|và\s+(?:[Cc]ác\s+)?(?=[{UPPER}])(?!(?:{alternation(vocab.units['body_heads'])}|Sở|Bộ|UBND)(?!\w))[{UPPER}][\wđ]*(?:\s+(?!(?:{alternation([*vocab.units['not_in_names'], *vocab.units['after_names']])})(?!\w))[{LOWER}]+)?|các\s+(?=[{UPPER}])))"
    )
    # a district, town or commune by its name ("Công an thành phố Tam Điệp")
    local = rf"(?:(?:(?<=phố)|(?<=Phố)|\s+(?:[Hh]uyện|[Qq]uận|[Tt]hị\s+xã|[Tt]hành\s+phố|[Xx]ã|[Pp]hường|[Tt]hị\s+trấn))(?:\s+(?!(?:{alternation(vocab.units['body_heads'])}|Sở|UBND|Bộ)(?!\w))[{UPPER}][{LOWER}]+){{1,3}})"
    area = (
        r"(?:[^\S\t]+(?!(?:Sở|UBND|Ban|Ủy\s+ban)(?!\w))(?:[Cc]ông\s+nghệ(?:\s+cao)?|["
        + UPPER
        + r"][\wđ]*|kinh|tế|công|nghiệp|cửa|khẩu|[-–](?=\s+["
        + UPPER
        + r"])|chế\s+xuất|nông\s+nghiệp|công\s+nghệ\s+cao|và(?=\s+(?:các\s+(?:KCN|KKT|[Kk]hu)|KCN|KKT|[Kk]hu))|khu(?=\s)|các(?=\s+(?:KCN|KKT|[Kk]hu))|tỉnh|ứng\s+dụng))"
    )
    branch = rf"\s*(?:[-–]\s*)?[Cc]hi\s+nhánh\s+(?:(?:tỉnh|thành\s+phố)(?!\w)(?:\s+(?:{place})(?!\w))?|(?:{place})(?!\w))"
    return re.compile(
        rf"(?:(?P<office>(?:Văn\s+phòng|VP\.?)\s+(?:(?:HĐND|Hội\s+đồng\s+nhân\s+dân)\s+và\s+)?(?:UBND|HĐND|Ủy\s+ban\s+nhân\s+dân)\s+(?:tỉnh|thành\s+phố|huyện|quận|thị\s+xã|xã|phường|đặc\s+khu)(?!\w)(?:\s+(?:{place})(?!\w))?)"
        rf"|Cục\s+(?:Thuế|Hải\s+quan|Thống\s+kê|Quản\s+lý\s+thị\s+trường)\s+(?:tỉnh|thành\s+phố)(?!\w)(?:\s+(?:{place})(?!\w))?"
        rf"|(?P<project>Ban\s+(?:[Qq]uản\s+lý\s+(?:các\s+)?[Dd]ự\s+án|QLDA){_project_name()})"
        rf"|(?P<known>(?:{alternation(_names(vocab))}))(?!\w)(?:\s+[Kk]hu\s+vực\s+[IVX\d]+(?!\w)|\s+(?:tỉnh|thành\s+phố)?\s*(?:{place})(?!\w)|{branch}|\s+các\s+tỉnh(?:\s*,\s*thành\s+phố)?(?:\s+trực\s+thuộc\s+[Tt]rung\s+ương)?(?!\w))?"
        rf"|(?P<council>(?:UBND|HĐND|Ủy\s+ban\s+nhân\s+dân|Uỷ\s+ban\s+nhân\s+dân|Hội\s+đồng\s+nhân\s+dân)\s+(?:[Tt]ỉnh|[Tt]hành\s+phố|TP\.?)(?:\s+(?:{place})(?!\w))?)"
        rf"|(?P<party>Tỉnh\s+ủy|Tỉnh\s+uỷ|Thành\s+ủy|Tỉnh\s+đoàn)(?:\s+(?:{place})(?!\w))?"
        rf"|(?P<board>Ban\s+[Qq]uản\s+lý\s+(?:các\s+)?(?:KCN|KKT|[Kk]hu)(?:{area}){{0,9}})"
        rf"|(?P<union>(?:{alternation(vocab.units['union_names'])})(?!\w)(?:\s+[Kk]hu\s+vực\s+[IVX\d]+)?(?:{branch}|{local}|(?:\s+(?:[Tt]ỉnh\s+[uủ][ỷy]|[Tt]hành\s+[uủ][ỷy]|[Tt]ỉnh|[Tt]hành\s+phố|[Hh]uyện|[Qq]uận|[Tt]hị\s+xã|[Xx]ã|[Pp]hường|[Tt]hị\s+trấn)(?!\w))?(?:\s+(?:{place})(?!\w)|{local})?)|(?:{alternation(vocab.units['union_heads'])}){tail}{{1,9}}{local}?))"
    )


_LEVELS = ("huyện", "quận", "thị xã", "thành phố", "xã", "phường", "thị trấn", "đặc khu", "cấp xã", "cấp huyện", "cấp tỉnh", "tỉnh")
_KINDS = (
    "sở", "bộ", "ban", "ngành", "hội", "đoàn thể", "tổ chức", "tổ chức xã hội", "tổ chức chính trị - xã hội", "tổ chức chính trị-xã hội", "tổ chức đoàn thể",
    "cơ quan", "đơn vị", "địa phương", "doanh nghiệp", "cơ quan chuyên môn", "cơ quan ngang bộ", "cơ quan thuộc Chính phủ", "đơn vị sự nghiệp", "trường",
    "hợp tác xã", "cá nhân", "lực lượng", "cơ sở giáo dục", "cơ quan báo chí", "hội đoàn thể", "cấp ủy", "cấp ủy Đảng", "chính quyền", "trung tâm y tế", "trạm y tế", "bệnh viện", "cơ sở y tế",
    "chủ đầu tư", "ban quản lý dự án", "chủ rừng", "tổ chức thành viên", "huyện ủy", "thị ủy", "thành ủy", "đảng ủy", "đảng ủy xã", "tổ chức đảng", "ban đảng", "đảng đoàn", "ban cán sự đảng", "nhà trường", "hội quần chúng", "phòng chuyên môn",
)  # fmt: skip
# "các trường hợp", "các hội nghị", "các bộ phận" are no bodies; a capital goes on with a name ("các Ban Xây dựng Đảng")
_NO_KIND = r"(?!\w|\s+(?:hợp|nghị|thảo|đồng|viên|phận|chỉ\s+đạo|chỉ\s+tiêu|nghề|trưởng)(?!\w))"
_LIST = r"(?:(?:\s*,\s*|\s+và\s+)(?:các\s+)?(?:{one})(?!\w))"
# "các huyện, thành, thị"
_TOWNS = r"(?:\s*,\s*thành\s*(?:,|và)\s*thị(?!\w|\s+(?:xã|trấn)))?"
# "UBND các huyện, thành phố Đà Lạt và Bảo Lộc"
_TWO_PLACES = rf"(?:\s+và\s+(?!(?:Sở|UBND|Phòng|Ban|Bộ|Công|Chi|Trung|Hội|Đoàn|Cục|Viện|Kho|Văn|Mặt|Liên|Tỉnh|Thành|Các)(?!\w))[{UPPER}][{LOWER}]+(?:\s+[{UPPER}][{LOWER}]+){{1,2}}(?=\s*[.,:;]|\s*$))?"
# what sort of place: "UBND các xã, phường ven biển"
_AREAS = r"(?:ven\s+biển|miền\s+núi|biên\s+giới|vùng\s+cao|vùng\s+biên|hải\s+đảo|bãi\s+ngang|nông\s+thôn|vùng\s+dự\s+án)(?!\w)"
# what every district or commune has: "Trung tâm Y tế các huyện, thị xã"
_BELOW_HEADS = r"(?:Trung\s+tâm|Phòng|Công\s+an|Hạt|Bệnh\s+viện|Hội|Đài|Trạm|Đoàn|Trường|Ban)"
_LONGEST_KIND = 80  # characters of a kind of units before "các huyện"
_FIRST_OF_HEADS = frozenset("TPCHBĐ")
_GROUP = re.compile(
    r"(?:(?:Chủ\s+tịch|Thủ\s+trưởng|Giám\s+đốc|[Nn]gười\s+đứng\s+đầu|Lãnh\s+đạo)\s+)?(?:"
    + r"(?:[Cc]ác\s+)?(?:Ban(?:\s+của)?|(?:[Tt]ổ\s+)?[Đđ]ại\s+biểu)\s+(?:HĐND|Hội\s+đồng\s+nhân\s+dân)(?:\s+(?:tỉnh|thành\s+phố|huyện|xã))?|"
    + rf"(?:UBND|Ủy\s+ban\s+nhân\s+dân|Uỷ\s+ban\s+nhân\s+dân)\s+(?:các\s+)?(?:{alternation(_LEVELS)})(?!\w){_LIST.format(one=alternation(_LEVELS))}{{0,6}}{_TOWNS}"
    + rf"(?:\s+{_AREAS}(?:(?:\s*,\s*|\s+và\s+){_AREAS})*|(?:\s+(?:[-–]\s+)?(?!(?:Sở|UBND|Phòng|Ban|Bộ)(?!\w))[{UPPER}][\w’']*){{0,4}}{_TWO_PLACES})"
    + r"|(?:[Cc]ơ\s+quan|[Đđ]ơn\s+vị)\s+(?:chủ\s+trì|phối\s+hợp|đầu\s+mối)(?=\s+(?:có\s+trách\s+nhiệm|chịu\s+trách\s+nhiệm|có\s+nhiệm\s+vụ|phải)(?!\w))"
    + r"|[Cc]ác\s+[Bb]an\s+(?:[Xx]ây\s+dựng\s+Đảng|Đảng)(?!\w)(?:\s+(?:của\s+)?Tỉnh\s+[uủ][ỷy])?"
    + rf"|(?:[Ss]ở|[Bb]ộ|[Bb]an|[Nn]gành|[Cc]ơ quan|[Đđ]ơn vị|[Đđ]ịa phương)(?!\w)(?i:{_LIST.format(one=alternation(_KINDS))}){{1,6}}"
    + rf"|[Cc]ác\s+(?i:{alternation(_KINDS)}){_NO_KIND}(?i:{_LIST.format(one=alternation(_KINDS))}){{0,6}}(?:\s+(?:tuyến|cấp)\s+(?:tỉnh|huyện|xã|cơ\s+sở)(?!\w)|\s+(?:ngoài\s+)?công\s+lập(?!\w)|\s+trực\s+thuộc\s+Tỉnh\s+[uủ][ỷy])?(?!\s+(?!Thành\s+phố|Tỉnh|UBND|HĐND)(?:[{UPPER}][{UPPER}{LOWER}]|Y\s+tế)))"
)


@lru_cache(maxsize=1)
def _of_lower_levels() -> re.Pattern[str]:
    """What every district or commune has, by its kind ("Trung tâm Y tế các huyện, thị xã"); no verb stands in it."""
    stop = alternation(("các", "Sở", "UBND", "có", "do", "và các", *vocabulary().cues["subject_end"]))
    return re.compile(
        rf"{_BELOW_HEADS}(?:\s+(?:[-–]|(?!(?:{stop})(?!\w))[\wđ]+)){{0,7}}\s+các\s+(?:{alternation(_LEVELS)})(?!\w){_LIST.format(one=alternation(_LEVELS))}{{0,4}}{_TOWNS}"
    )


_COMMITTEE = re.compile(r"(?i)(?:uỷ|ủy) ban nhân dân")


def group_at(text: str, start: int, limit: int) -> tuple[Span, str] | None:
    """A group of bodies named by their kind ("UBND các xã, phường", "Các sở, ban, ngành") that starts at an offset."""
    match = _GROUP.match(text, start, limit)
    if match is None and text[start : start + 1] in _FIRST_OF_HEADS and text.find(" các ", start, min(limit, start + _LONGEST_KIND)) > 0:
        match = _of_lower_levels().match(text, start, limit)
    if match is None:
        return None
    name = _COMMITTEE.sub("UBND", squeeze(match[0]))
    return Span(*match.span()), name[:1].upper() + name[1:]


class OrganisationIndex:
    """Every mention of a body outside the agency, found once; `spans` holds those of the agency itself too."""

    def __init__(self, text: str, blocks: Sequence[Block], layout: Layout) -> None:
        agency = layout.agency.name if layout.agency else ""
        own = {key(name) for name in (agency, agency.split(" tỉnh ")[0], agency.split(",")[0]) if name}
        self.spans: list[Span] = []
        self._found: list[tuple[Span, str]] = []
        for at, starts in matches_in(_starts().pattern, text, blocks, _starts().places(text)).items():
            floor, end = blocks[at].content
            for start in starts if blocks[at].kind != "header" else ():
                match = _whole().match(text, start.start(), end) if start.start() >= floor else None
                if match is None:
                    continue
                name, floor = squeeze(match[0]).rstrip(" -–"), match.end()
                span = Span(match.start(), match.start() + len(match[0].rstrip(" -–")))
                self.spans.append(span)
                if key(name) not in own:
                    self._found.append((span, _full_name(name, match, layout)))
        for at, heads in matches_in(_HEADED_LIST.pattern, text, blocks, _HEADED_LIST.places(text)).items():
            if blocks[at].kind != "header":
                self._found += _ministries(text, blocks[at].content.end, heads)
        self._found.sort()
        self._starts = [span.start for span, _ in self._found]

    def all(self) -> Sequence[tuple[Span, str]]:
        """Every mention: (span, name), in order."""
        return self._found

    def add(self, more: Iterable[tuple[Span, str]]) -> None:
        """Takes in mentions found otherwise: (span, name)."""
        self._found = sorted([*self._found, *more])
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


def _ministries(text: str, limit: int, heads: Sequence[re.Match[str]]) -> list[tuple[Span, str]]:
    """The members of lists headed once: "Các Bộ: Quốc phòng, Tài chính", "các Sở: Nội vụ, Y tế"."""
    found = []
    for head in heads:
        short = _short_names()[head["kind"].lower()]
        at, first = head.end(), head.start()
        while (end := short.match(text, at, limit)) is not None:
            found.append((Span(first, end), f"{head['kind'].capitalize()} {squeeze(text[at:end])}"))
            following = _NEXT_IN_LIST.match(text, end, limit)
            if following is None:
                break
            at = first = following.end()
    return found


_HEADED_LIST = Sought(re.compile(r"[Cc]ác\s+(?P<kind>[Bb]ộ|[Ss]ở)(?:\s*,\s*(?:cơ\s+quan|ban|ngành)){0,2}\s*:\s*"), ["các"])
_COUNCIL_IN_FULL = re.compile(r"(?i)(?:(?:uỷ|ủy) ban nhân dân|(?P<people>hội đồng nhân dân))")
_WITHOUT_PLACE = ("tỉnh", "ủy", "đoàn", "thành phố")  # ends of names that go on with the province's
_PROVINCE_LAST = re.compile(r"(?i)tỉnh$")
_COMMAND = re.compile(r"^Bộ CHQS(?!\w)")
_LETTERS = re.compile(r"[A-ZĐ]{2}")
_OFFICE = re.compile(r"^VP\.?(?!\w)")
_NEXT_IN_LIST = re.compile(r"\s*(?:,|;|và|,\s*và)\s*(?=[" + UPPER + "])")


@lru_cache(maxsize=1)
def _short_names() -> dict[str, PhraseTable]:
    """The names of ministries and departments without their first word."""
    vocab = vocabulary()
    heads = (("bộ", vocab.issuers, "Bộ "), ("sở", vocab.departments, "Sở "))
    return {kind: PhraseTable(n[len(first) :] for e in entries for n in e.names if n.startswith(first)) for kind, entries, first in heads}


def short_council(name: str) -> str:
    """A name with its council as everybody calls it: UBND, HĐND."""
    return _COUNCIL_IN_FULL.sub(lambda m: "HĐND" if m["people"] else "UBND", name)


def _full_name(name: str, match: re.Match[str], layout: Layout) -> str:
    known = match["known"] and vocabulary().issuer_by_name.get(key(match["known"]))
    if known and key(known.label) != key(match["known"]) and _LETTERS.search(match["known"]):
        name = known.label + name[len(squeeze(match["known"])) :]
    if match["office"]:
        name = _OFFICE.sub("Văn phòng", name, count=1)
    if name.startswith("Bộ CHQS"):
        name = _COMMAND.sub("Bộ Chỉ huy Quân sự", name, count=1)
    if "nhân dân" in name:
        name = short_council(name)
    if layout.province and (match["council"] or match["party"] or match["board"]) and name.lower().endswith(_WITHOUT_PLACE):
        return f"{_PROVINCE_LAST.sub('tỉnh', name)} {layout.province}"
    return name
