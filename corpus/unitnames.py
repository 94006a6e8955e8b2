"""Names of units: where one begins and ends, what its printed forms have in common, which heading is one."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from functools import lru_cache

from .phrases import alternation, first_words
from .text import LOWER, UPPER, fold, squeeze
from .unit_heads import any_head
from .unit_letters import ABBREVIATION
from .vocabulary import Vocabulary, vocabulary

_NEXT_WORD = re.compile(r"(?P<blank>[ \u00a0]*[-–]?[ \u00a0]+|[ ]*[-–](?=\w)|,[ ]+)(?P<word>[\w&]+(?:[.][\w&]+)*)")
_AFTER_SHORT = {"và", "cơ", "cấp", "tỉnh", "huyện", "xã"}  # "Phòng KH&CN cơ sở"
_WORDS = re.compile(r"\w+")
_WORK = re.compile(r"(?:[Cc]ông|[Cc]hương|[Qq]uy|[Gg]iáo)$")  # "công trình" is no verb
_OF_LAW = re.compile(r"\s+văn\s+bản\s+(?:quy\s+phạm|QPPL)(?!\w)")
_DONE = re.compile(rf"\s+[{LOWER}]+\s+(?!số$)[{LOWER}]+$")  # "… kiểm định | 12.000 xe": what is done, no part of the name
_CHECKS_LAW = re.compile(r"(?:,|\s+và)?\s+kiểm\s+tra\s+văn\s+bản(?!\w)")
_FOLLOWING = re.compile(r"\s+([\w&]+)")
_NO_END = re.compile(r"\s+(?:và|các|Thành|cấp)$")
_CODE_OF_STATION = re.compile(r"\s\d{2}-\d{2}[A-Z](?!\w)")
_LEVEL = re.compile(r"\s+(?:tỉnh|huyện|xã)(?!\w)")
_LOWER_LIST = re.compile(r"(?:[" + LOWER + r"]+\s+){1,6}và\s+[" + UPPER + LOWER + r"]+")
_LOWER_PART = re.compile(
    r"(?:["
    + LOWER
    + r"]+\s+){1,3}(?=(?:[Qq]uốc gia|Việt Nam|Trung ương|chủ trì|phối hợp|tham mưu)(?!\w))|["
    + LOWER
    + r"]+(?:\s+["
    + LOWER
    + r"]+){0,2}(?=\s*\()"
)  # "Mã số, mã vạch Quốc gia"
OTHER_BODY = re.compile(
    r"(?:,|;|\svà)\s+(?:Sở|Công an|UBND|Ủy ban|Bộ|Hội|Kho bạc|Bảo hiểm|Liên|Cục|Tỉnh đoàn|Đoàn|Mặt trận|Báo(?!\s+chí)|Đài|Thuế|Ngân hàng|Đảng ủy|HĐND|Công ty)(?!\w)"
)
_SEVERAL = re.compile(r"(?i)(?<!\w)các\s+\w+(?:\s+\w+)?$")  # "các Phòng", "các Trung tâm"
_ROOM = (" phòng", " Phòng", " PHÒNG")
_NO_HEAD = tuple(
    f"{first} {last}" for first in ("Biên", "biên", "Quốc", "quốc", "Hải", "BIÊN", "QUỐC", "HẢI") for last in ("phòng", "Phòng", "PHÒNG")
)
# a post, behind whose unit its holder is named
_HEADED = re.compile(r"(?:rưởng|hó|iám đốc|hánh|ãnh đạo|viên)\s+(?:[Pp]hòng|Văn phòng|Trung tâm|Chi cục|Thanh tra|Ban(?: Quản lý)?)$")
_LONGEST_POST = 30
_OF_LEVEL = ("Bảo tàng", "Thư viện", "Nhà hát", "Cảng vụ", "Bệnh viện", "Đoàn Nghệ thuật")
_LEVELLED = re.compile(
    rf"(?:(?:đa khoa|đường thủy nội địa|hàng hải|hàng không)(?:\s+(?:tỉnh|khu\s+vực))?|tỉnh|thành phố)(?!\w)(?:\s+(?!(?:Sở|UBND|Phòng|Ban)(?!\w))[{UPPER}][{LOWER}]+(?:\s+[{UPPER}][{LOWER}]+){{0,2}})?"
)
_LOWER_ENDS = {"chỉ đạo", "chỉ huy"}
_IN_LETTERS = re.compile(rf"\s\((?P<letters>[{UPPER}][{UPPER}&]{{1,11}})\)")
_BREAKS = re.compile(r"[.;:()\n\t]")
_LONGEST_REST = 60  # characters of a name behind the place where it seems to end
_LONG_NAME = 4  # blanks in a name that is told apart without its province
_LONGEST_PROVINCE = 24
_REMEMBERED = 20_000
_MAX_WORDS = 16


def expand(name: str, vocab: Vocabulary) -> str:
    """A name with its abbreviations written out (KH&CN → khoa học và công nghệ)."""
    return " ".join(vocab.abbreviations.get(word, word) for word in squeeze(name).split(" "))


def unit_key(name: str, vocab: Vocabulary) -> str:
    """A key under which the printed forms of one unit agree: abbreviations, case, "và" and dashes are levelled, "tỉnh" at the end left out."""
    known: dict[str, str] = vocab.__dict__.setdefault("_unit_keys", {})
    if name not in known:
        if len(known) > _REMEMBERED:
            known.clear()
        words = " ".join(word for word in _WORDS.findall(fold(expand(name, vocab))) if word != "va")
        known[name] = _of_province().sub("", words) if words.count(" ") >= _LONG_NAME else words
    return known[name]


@lru_cache(maxsize=1)
def _of_province() -> re.Pattern[str]:
    """ "… tỉnh", "… tỉnh Cao Bằng" at the end of a folded name."""
    places = "|".join(sorted({" ".join(_WORDS.findall(fold(name))) for entry in vocabulary().provinces for name in entry.names}))
    return re.compile(rf" tinh(?: (?:{places}))?$")


def plain_verbs(vocab: Vocabulary) -> list[str]:
    """Verbs of directives of two syllables and more that stand in no unit's name: a name ends before them."""
    return [verb for verb in vocab.cues["directive"] if " " in verb and verb not in vocab.units["name_verbs"]]


_MORE_POSTS = ("Kế toán trưởng", "Thủ trưởng", "Lãnh đạo", "Người đứng đầu")


@lru_cache(maxsize=1)
def _stop_words() -> frozenset[str]:
    """The words with which what `_stops` finds can begin, after a single blank."""
    vocab = vocabulary()
    phrases = (
        vocab.units["stop_words"],
        vocab.cues["subject_end"],
        plain_verbs(vocab),
        vocab.people["posts"],
        _MORE_POSTS,
        vocab.units["heads"],
        ("và", "Sở", "Bộ", "UBND", "HĐND", "Hội", "Ủy", "Uỷ", "Mặt", "Công"),
    )
    return frozenset(first_words(phrase for some in phrases for phrase in some))


@lru_cache(maxsize=1)
def _stops() -> re.Pattern[str]:
    vocab = vocabulary()
    posts = alternation([*vocab.people["posts"], *_MORE_POSTS])
    return re.compile(
        rf"\s*(?:,\s*)?(?:và\s+)?(?:(?:{alternation(vocab.units['stop_words'])}|{alternation(vocab.cues['subject_end'])}|{alternation(plain_verbs(vocab))})(?!\w)|(?:{posts})(?!\w)|(?:{alternation(h for h in vocab.units['heads'] if h not in {'Tổ', 'Đội'})})\s+["
        + UPPER
        + rf"]|[-–]\s+(?:{alternation(vocab.units['heads'])})\s+["
        + UPPER
        + r"]|\s+và\s+(?:Công\s+ty|Cảng\s+vụ|Ngân\s+hàng|Kho\s+bạc|Hiệp\s+hội|Tập\s+đoàn|Tổng\s+công\s+ty)(?!\w)|(?:[-–]\s*)?Sở\s(?!hữu)|(?:[-–]\s*)?Bộ\s(?!phận|đội|chỉ\s)|UBND|HĐND|Hội\s+đồng\s+nhân|(?:Ủy|Uỷ)\s+ban|Mặt\s+trận|Công\s+an)"
    )


def name_end(text: str, at: int, limit: int, vocab: Vocabulary) -> int | None:
    """The end of the unit name whose head ends at `at`, or None where no name follows the head."""
    room = text.endswith(_ROOM, 0, at)
    if room and text.endswith(_NO_HEAD, 0, at):
        return None  # "Đồn Biên phòng A"
    known, stop_words, surnames = _name_words(), _stop_words(), _surnames()
    end, count, first, compound, before, person = at, 0, True, False, "", False
    while count < _MAX_WORDS:
        word = _NEXT_WORD.match(text, end, limit)
        if not word:
            break
        blank, token = word.groups()
        begins = word.start(2)
        if first:
            if blank.strip():
                break
        else:
            if "," in blank and (paired := _paired(text, at, end, begins, limit)):
                end, count, compound, before = paired, count + 1, False, ""
                continue
            if token in stop_words or len(blank) > 1:
                stop = _stops().match(text, end, limit)
                if stop and not _belongs(stop[0].strip(), text, at, end):
                    break
                if stop and token == "và":
                    end, compound, before, count = stop.end(), False, "", count + 1
                    continue
        person = person or token in surnames
        capital = token[0].isupper() or (before == "số" and token.isdigit())
        if before == "tỉnh" and not capital:
            break  # "Bệnh viện Đa khoa tỉnh quy hoạch …": the name ends with its level
        if first and not capital:
            named = _LEVELLED.match(text, begins, limit) if text.endswith(_OF_LEVEL, 0, at) else None
            return named.end() if named else None  # "Bảo tàng tỉnh", "Cảng vụ đường thủy nội địa"
        if not capital and not compound and token not in _AFTER_SHORT and before.istitle() and _after_province(text, at, end, vocab):
            break  # "Công ty Thủy điện Hòa Bình thông tin …": what it does
        if not capital and before[1:2].isupper() and ABBREVIATION.match(before) and token not in _AFTER_SHORT:
            break  # a name in letters is complete: what follows is what the unit does
        if "," in blank and not (
            token.lower() in known and (_goes_on(text, at, begins, token, limit) if capital else _listed(text, begins, limit, known))
        ):
            break
        if not capital and token.lower() not in known:
            if pair := _name_pairs().match(text, begins, limit):
                end, first, compound, before, count = pair.end(), False, False, "", count + 1
                continue
            two = f"{text[end - len(before) : end]} {token}".lower()
            if two in _LOWER_ENDS or two in vocab.units["name_pairs"]:
                end, first, compound, before, count = word.end(), False, False, token, count + 1
                continue  # "Văn phòng Ban Chỉ đạo": "Ban" begins no word of two syllables; "toàn cầu": "toàn" stands alone in others
            if not compound or (
                token.lower() in vocab.units["not_in_names"] and two not in _verbs() and two not in vocab.units["compounds"]
            ):
                break
        if token == "và":
            after = _FOLLOWING.match(text, word.end(), limit)
            if not after or not (after[1][0].isupper() or after[1].lower() in known):
                break
        # a capital begins a word of two syllables ("Chỉ huy", "An ninh"): its second one need not be known
        compound = token.istitle() and len(token) > 1 and not compound
        before = token
        end, first, count = word.end(), False, count + 1
        if token == "Sở" and not text.startswith(" hữu", end):
            break
    if person and _HEADED.search(text, max(0, at - _LONGEST_POST), at) and (somebody := _somebody().search(text, at, end)):
        end = somebody.start()  # "Phó Trưởng phòng Nguyễn Văn An", "Giám đốc Trung tâm A Trần Thị Bình"
    if end == at:
        return None
    if (opened := text.find(" (", end, min(limit, end + _LONGEST_REST))) > 0 and _spelled_by(text, at, opened):
        return opened
    if code := _CODE_OF_STATION.match(text, end, limit):
        return code.end()  # "Trung tâm Đăng kiểm xe cơ giới 68-01S"
    if text[end : end + 1] == " " and text[end + 1 : end + 2].isdigit() and (done := _DONE.search(text, at, end)):
        end = done.start()
    if text.endswith(" cấp", at, end) and (level := _LEVEL.match(text, end, limit)):
        return level.end()  # "Phòng Tài chính - Kế hoạch cấp huyện"
    tail = _NO_END.search(text, at, end)
    return tail.start() if tail else end


def _after_province(text: str, at: int, end: int, vocab: Vocabulary) -> bool:
    """Whether a name so far ends with the province, behind another word."""
    last = text[max(at, end - _LONGEST_PROVINCE) : end].rsplit(" ", 2)
    return len(last) == 3 and f"{last[1]} {last[2]}".casefold() in vocab.province_by_name


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    return frozenset(vocabulary().people["surnames"])


@lru_cache(maxsize=1)
def _somebody() -> re.Pattern[str]:
    """The name of a person, with a known family name."""
    surnames = alternation(vocabulary().people["surnames"])
    return re.compile(rf"\s+(?:{surnames})(?:[ \u00a0]+[{UPPER}][{LOWER}]{{0,6}}){{1,3}}(?![ \u00a0]+[{UPPER}&]|\w)")


def _spelled_by(text: str, at: int, opened: int) -> bool:
    """Whether letters in brackets spell the words before them ("Kinh tế và Vật liệu xây dựng (KT&VLXD)"): the name is all of these."""
    letters = _IN_LETTERS.match(text, opened)
    if letters is None or _BREAKS.search(text, at, opened):
        return False
    first = "".join(word[0] for word in _WORDS.findall(text[at:opened]) if word != "và")
    return first.upper() == letters["letters"].replace("&", "")


def _paired(text: str, at: int, end: int, after: int, limit: int) -> int | None:
    """The end of a word that goes on after a comma with the one before it ("Phòng, chống"), or None."""
    for left, right in _comma_pairs().get(text[after : after + 1].lower(), ()):
        stop = after + len(right)
        if (
            stop <= limit
            and text[max(at, end - len(left)) : end].lower() == left
            and text[after:stop].lower() == right
            and not text[stop : stop + 1].isalnum()
        ):
            return stop
    return None


@lru_cache(maxsize=1)
def _comma_pairs() -> Mapping[str, Sequence[tuple[str, str]]]:
    """By the first character of the second one: words that a comma sets apart inside a name."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for left, _, right in (pair.partition(", ") for pair in vocabulary().units["comma_pairs"]):
        found[right[0]].append((left, right))
    return dict(found)


@lru_cache(maxsize=1)
def _name_pairs() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(vocabulary().units['name_pairs'])})(?!\w)")


def _belongs(stop: str, text: str, at: int, end: int) -> bool:
    """Whether a word that would end a name goes on with its last one ("công trình", "Giáo dục thường xuyên", "Trợ giúp"), or is a name's own."""
    return (
        (stop == "trình" and _WORK.search(text, at, end) is not None)
        or (stop == "văn bản" and _OF_LAW.match(text, end) is not None)
        or (stop.removeprefix("và ") == "kiểm tra" and _CHECKS_LAW.match(text, end) is not None)
        or any(stop in entry["words"] and text.endswith(tuple(entry["after"]), at, end) for entry in vocabulary().units["goes_on"])
    )


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    """Verbs of directives, which with a capital begin a part of a name ("Văn phòng Đăng ký đất đai")."""
    vocab = vocabulary()
    return frozenset((*vocab.cues["directive"], *vocab.cues["subject_end"], *vocab.units["name_verbs"]))


@lru_cache(maxsize=1)
def _name_words() -> frozenset[str]:
    return frozenset(word.lower() for word in vocabulary().units["name_words"])


def _listed(text: str, at: int, limit: int, known: Set[str]) -> bool:
    """Whether a comma inside a name is followed by lower-case name words up to an "và" or the country (one name, not a list)."""
    if any_head().match(text, at, limit):
        return False
    chunk = _LOWER_LIST.match(text, at, limit) or _LOWER_PART.match(text, at, limit)
    return chunk is not None and all(word in known for word in _WORDS.findall(chunk[0].lower())) and not _stops().match(text, at, limit)


def _goes_on(text: str, at: int, begins: int, word: str, limit: int) -> bool:
    """Whether a capital after a comma goes on with one unit's name ("Trung tâm Ứng dụng, Kỹ thuật, Thông tin …"), and begins no other."""
    if _SEVERAL.search(text, max(0, at - 30), at) or word.isupper() or any_head().match(text, begins, limit):
        return False
    following = _FOLLOWING.match(text, begins + len(word), limit)
    return (
        following is not None and following[1].islower() and following[1] in _name_words() and not OTHER_BODY.match(text, begins - 2, limit)
    )
