"""Line breaks that are only layout become blanks: wrapped lines and sentences cut by a page break.

One character is replaced by one character, so offsets stay. After unwrap() every newline ends a block.
"""

import itertools
import re
from functools import lru_cache
from statistics import median

from .phrases import words
from .text import UPPER
from .vocabulary import vocabulary

MARKER = re.compile(
    r"\s*(?:[-–—•+*]\s|\(\d{1,3}\)|\d{1,3}(?:\.\d{1,3}){0,4}\s?[.)](?![,;)])(?=\s|$|\D)|\d{1,2}(?:\.\d{1,3}){1,4}\.?\s|\d{1,2}(?:\.\d{1,3}){0,4}\s?[-–]\s+(?=["
    + UPPER
    + r"])|[a-zđ](?:\s?\)|[.,]\s+(?=[A-ZĐ]))|"
    r"[IVXL]{1,6}\s?[.)/-]|(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC)\s+(?:[IVXL\d]+|thứ)\b|(?:Điều|ĐIỀU)\s\d+[a-zđ]?\s?[.:]|"
    r"[A-ZĐ][^\n,.;:]{2,30},\s*ngày\s|(?:Căn cứ|Kính gửi|Nơi nhận|Nơi\s+gửi|Theo đề nghị|Xét đề nghị|Số\s?:)|\||[-_=]{3,}|\[?[ivx\d]{1,4}\]\s)"
)
_TERMINAL = frozenset(".;:!?/…")
HANGING = re.compile(
    r"[,(–]\s*$|\b(?:và|của|các|những|số|ngày|tháng|năm|tại|theo|về|cho|với|thuộc|trên|là|Phòng|(?<!Văn phòng )(?<!Thanh tra )Sở|Bộ|Điều|[Kk]hoản|[Đđ]iểm)\s*$"
)
_LONGEST_HANGING = 8  # the last word and what stands before it
# "Điều" alone on a line, above "14. Trách nhiệm của Sở A"
_CUT_HEADING = re.compile(r"[\s*_]*(?i:Điều|Chương|Mục|Phần|Phụ\s+lục)[\s*_]*")
_INTRODUCES = re.compile(r"(?:như\s+sau|sau\s+đây|có\s+ý\s+kiến|kết\s+luận)\s*:[\s*]*$")  # what is said begins on a line of its own
_ITS_NUMBER = re.compile(r"\s*(?:\d{1,3}|[IVX]{1,6})[a-zđ]?\s*(?:[.:*]|$)")
_BARE_MARKER = re.compile(
    r"\s*(?:\d{1,3}(?:\.\d{1,3}){0,3}[.)]|[IVXL]{1,6}\.|[a-zđ]\)|(?:PHẦN|Phần)\s+(?:THỨ\s+\w+|thứ\s+\w+|[IVX]{1,4}|\d))\s*"
)
# "giai đoạn 2021" / "- 2025": a period cut at the end of a line, no list item
_FROM_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}\s*$")
_TO_YEAR = re.compile(r"\s*[-–]\s*(?:19|20)\d{2}(?![\d/])")
_FIRST_WORD = re.compile(r"[\s*]*(\S+)")
_AUTHORITY = re.compile(
    r"[\s*]*(?:CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|CỤC TRƯỞNG|TỔNG GIÁM ĐỐC|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|TRƯỞNG BAN|CHÁNH|THỦ TƯỚNG)"
)
_OF = re.compile(r"(?:CỦA|THUỘC|DO|VÀ|TẠI|VỀ|BỞI|CHO|VỚI|,)[\s*]*$")
_BASES = re.compile(r"[\s*]*(?:Căn cứ|Xét|Theo đề nghị|Thực hiện)")
# "theo Thông tư số" / "07/2016/TT-BNNPTNT.": a number alone is no heading in capitals
_CUT_NUMBER = re.compile(r"\s*\d{1,6}[a-zđ]?\s?[/-]\s?(?:\d{4}\s?[/-]\s?)?[A-ZĐ]")
# "tại khoản 3" / "Mục II Kế hoạch số 12": the place in a document, cut between its parts
_PART_BEFORE = re.compile(r"(?:[Kk]hoản|[Đđ]iểm|[Tt]iết|Điều|Mục)\s+[\dIVXa-zđ]{1,4}\s*,?\s*$")
_PART = re.compile(r"\s*(?:Điều|Mục|Chương|Phần)\s+[\dIVX]")
_LONGEST_PART = 16
_PAGE_NUMBER = re.compile(r"\s*[-–]?\s*\d{1,3}\s*[-–]?\s*")
_LONGEST_NAME = 6  # words of a name before the cut
_COMMON = {"Sở", "Bộ", "Ban", "Văn", "Chủ", "Ủy", "Uỷ", "Hội", "Quốc", "Thủ", "Thanh", "Viện", "Tòa", "Toà", "Cục", "Tổng", "Bà", "An"}


@lru_cache(maxsize=64)  # a line is asked about with the one before and the one after it
def _is_upper(line: str) -> bool:
    letters = sum(map(str.isalpha, line))
    return letters > 3 and sum(map(str.isupper, line)) > 0.8 * letters


def _ends(line: str) -> bool:
    """Whether a line ends a sentence or clause, whatever brackets and quotation marks follow, or holds no word."""
    at = len(line)
    while at and not (line[at - 1].isalnum() or line[at - 1] == "_"):
        at -= 1
        if line[at] in _TERMINAL:
            return True
    return at == 0


def _hangs(line: str) -> bool:
    """Whether the last word or mark of a line cannot end a sentence."""
    return HANGING.search(line, max(0, len(line.rstrip()) - _LONGEST_HANGING)) is not None


def _wrap_width(lines: list[str]) -> int:
    """The column at which the file wraps its lines, or 0 where a line is a paragraph."""
    broken = total = 0
    lengths: list[int] = []
    for line, following in itertools.pairwise(lines):
        if len(line.strip()) < 30 or not following.strip() or "\t" in line or "\t" in following:
            continue  # a paragraph ends here, or this is a row of a table, however long
        total += 1
        if not _ends(line) and following.lstrip()[:1].islower():
            broken += 1
            lengths.append(len(line.rstrip()))
    if broken < 3 or broken * 4 < total or median(lengths) > 160:
        return 0
    return int(sorted(lengths)[int(len(lengths) * 0.9)])


def _blank_between_paragraphs(lines: list[str]) -> bool:
    """Whether paragraphs are set apart by blank lines, so that lines without one between them belong together."""
    apart = together = 0
    for line, following in itertools.pairwise(lines):
        if len(line.strip()) > 12 and _ends(line) and not line.strip().startswith("|"):
            apart += not following.strip()
            together += following.lstrip(' *“"')[:1].isupper() and not MARKER.match(following)
    return apart >= 5 and apart > 4 * together


def _continues(line: str, following: str, width: int, apart: bool = False) -> bool:
    """Whether the next line (no blank one between) goes on with the sentence of this one."""
    if "\t" in line or "\t" in following or not following.strip():
        return False
    stripped, first = line.rstrip(), following.lstrip()[:1]
    if _FROM_YEAR.search(line) and _TO_YEAR.match(following):
        return True
    if width and _CUT_NUMBER.match(following) and not _ends(line):
        return True
    if _ends(line) and (_CUT_HEADING.fullmatch(following) or (first.isupper() and _INTRODUCES.search(line))):
        return False
    if _CUT_HEADING.fullmatch(line):
        return _ITS_NUMBER.match(following) is not None
    if _BARE_MARKER.fullmatch(line):
        return first not in "|-" and not MARKER.match(following)
    if not _ends(line) and name_goes_on(line, following):
        return True
    if width and _PART_BEFORE.search(line, max(0, len(stripped) - _LONGEST_PART)) and _PART.match(following):
        return True
    if MARKER.match(following) and not (stripped.endswith((",", " số", " ngày", " Điều", " khoản")) and width):
        dash = following.lstrip()[:2] in ("- ", "– ") and following.lstrip()[2:3].islower()
        if not (dash and width and not _ends(line)):
            return False
    if stripped.strip() == "|":
        return width > 0 and first.islower()
    if apart and width and not _ends(line) and not MARKER.match(following):
        if not _is_upper(stripped):
            return not _is_upper(following) or first.islower()
        return bool(MARKER.match(line)) or (_is_upper(following) and len(stripped) > 0.55 * width)
    if _is_upper(stripped) != _is_upper(following):
        return width > 0 and first.islower()
    if not width:
        return first.islower() and not _ends(line)
    if _is_upper(stripped):
        return len(stripped) > 0.55 * width
    if first.islower():
        return True
    word = _FIRST_WORD.match(following)
    room = len(stripped) + 1 + len(word[1] if word else "") <= width - 2
    if _ends(line) or (room and _names_bodies(line)):
        return not room
    return not room or len(stripped) > 0.55 * width or _hangs(line)


def _names_bodies(line: str) -> bool:
    """Whether a numbered line names bodies and says nothing of them: a heading ("3. Sở Kế hoạch và Đầu tư, Sở Tài chính")."""
    marker = MARKER.match(line)
    if marker is None or _hangs(line):
        return False
    content = line[marker.end() :].strip(" *")
    if not all(_body().match(part.strip()) for part in content.split(", ")):
        return False
    verbs = vocabulary().pattern("subject_end", vocabulary().cues["subject_end"])
    return not any(verb[0].islower() for verb in verbs.finditer(content))


@lru_cache(maxsize=1)
def _body() -> re.Pattern[str]:
    return re.compile(words([*vocabulary().units["body_heads"], "Sở", "Bộ", "UBND", "HĐND", "Tỉnh đoàn"]) + r"(?!\w)")


@lru_cache(maxsize=1)
def _cut_names() -> frozenset[tuple[str, str]]:
    """(words before, word after) each blank in the names of bodies and provinces where a line may be cut; one word alone must be rare."""
    vocab = vocabulary()
    names = [
        *vocab.units["union_names"],
        *(n for e in (*vocab.issuers, *vocab.departments) for n in e.names),
        *(p.label for p in vocab.provinces),
    ]
    found = set()
    for name in names:
        words = name.split()
        for at in range(1, len(words)):
            if words[at][:1].isupper() and (at > 1 or words[0] not in _COMMON):
                found.add((" ".join(words[:at]), words[at]))
    return frozenset(found)


def name_goes_on(line: str, following: str) -> bool:
    """Whether a line ends inside the name of a body or a province that the next line completes ("Sở Công" / "Thương")."""
    first = _FIRST_WORD.match(following)
    if first is None or not first[1][:1].isupper():
        return False
    words = line.replace("*", " ").split()[-_LONGEST_NAME:]
    after = first[1].strip("*.,;:")
    return any((" ".join(words[at:]), after) in _cut_names() for at in range(len(words)))


def _page_break(line: str, following: str, width: int) -> bool:
    """Whether a sentence goes on after one or two blank lines (a page break in the middle of it)."""
    if "\t" in line or "\t" in following or not following.strip() or MARKER.match(following):
        return False
    stripped, first = line.strip(), following.lstrip()[:1]
    if stripped and stripped != "|" and not _ends(line) and name_goes_on(line, following):
        return True
    if not stripped or stripped == "|" or _is_upper(line) or _is_upper(following) or _ends(line):
        return False
    if stripped.endswith(("”", '"', ")")) or len(stripped) < 25:
        return False
    cut = first.islower() or _hangs(line)
    return cut and (not width or len(stripped) > 0.5 * width)


def _issues(line: str, lines: list[str], at: int) -> bool:
    """Whether a line in capitals is the authority that issues ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"): the bases follow it."""
    if not _AUTHORITY.match(lines[at]) or not _is_upper(lines[at]) or _OF.search(line):
        return False
    following = [text for text in lines[at + 1 : at + 8] if text.strip()][:2]
    return any(_BASES.match(text) for text in following)


def _apart(lines: list[str], index: int) -> int:
    """How many lines on the next one with words stands: after up to two blank ones, or a page number between blank ones."""
    step = 1
    while index + step < len(lines) - 1 and step < 3 and not lines[index + step].strip():
        step += 1
    if step == 2 and _PAGE_NUMBER.fullmatch(lines[index + 2]) and index + 4 < len(lines) and not lines[index + 3].strip():
        return 4
    return step


def unwrap(text: str) -> str:
    """The text with the line breaks inside a paragraph turned into blanks; its length does not change."""
    lines = text.split("\n")
    width = _wrap_width([line for line in lines if line.strip()])
    apart = width > 0 and _blank_between_paragraphs(lines)
    joined: list[str] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        joined.append(line)
        if index + 1 == len(lines):
            break
        step = _apart(lines, index)
        if step == 1:
            goes_on = line.strip() and _continues(line, lines[index + 1], width, apart) and not _issues(line, lines, index + 1)
            joined.append(" " if goes_on else "\n")
        elif line.strip() and _page_break(line, lines[index + step], width):
            joined.append(" " + "".join(" " * len(lines[index + k]) + " " for k in range(1, step)))
        else:
            joined.append("\n" + "".join(lines[index + k] + "\n" for k in range(1, step)))
        index += step
    return "".join(joined)
