"""People, by family name and the words that introduce them; two spellings of one person become one with variants."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from .blocks_at import SpanFinder, matches_in
from .close_names import CloseNames
from .layout import Layout
from .model import Block, Person, Problem, Span
from .phrases import alternation, first_words, words
from .sought import Sought
from .text import LOWER, UPPER, squeeze
from .vocabulary import vocabulary
from .word_places import FirstWords

_PLACE_AFTER = re.compile(r"[^\S\n\t]*(?:tỉnh|thành phố|huyện|xã|phường|\d)")
_OF_PLACE = re.compile(r"(?:huyện|tỉnh|quận|thị xã|thị trấn|xã|phường)\s+$")  # "Chủ tịch UBND huyện Thái Thụy"
_LISTED = re.compile(r"\s*(?:,|và|;|,\s*và)\s*(?:(?:ông|bà|đồng chí)\s+)?")
_LEADER_COLUMN = re.compile(
    r"(?i)lãnh đạo.*(?:chỉ đạo|phụ trách|theo dõi)|(?:người|đồng chí|PGĐ|PCT|phó giám đốc|phó chủ tịch)\s+(?:chỉ đạo|phụ trách|theo dõi)|chỉ đạo trực tiếp"
)
_COLUMN_WORDS = FirstWords(("chỉ", "phụ", "theo"))  # one of which such a heading has
_LONGEST_COLUMN = 120  # characters of the heading of a column
_SYLLABLE = rf"[{UPPER}](?:['’][{UPPER}]?)?[{LOWER}]{{0,6}}"  # names of the highlands too: "H'Nhung", "K’Brôi"


class PeopleIndex:
    """Tells in logarithmic time who is mentioned in a range."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._found = sorted((span, order, person.name) for order, person in enumerate(people) for span in person.mentions)
        self._starts = [span.start for span, _, _ in self._found]

    def within(self, start: int, end: int) -> list[tuple[Span, str]]:
        """The mentions that lie in a range: (span, name), people in the order in which the document first names them."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end, first)
        if first == last:
            return []
        inside = sorted((order, span, name) for span, order, name in self._found[first:last] if span.end <= end)
        return [(span, name) for _, span, name in inside]


@lru_cache(maxsize=1)
def _name() -> Sought:
    surnames = vocabulary().people["surnames"]
    pattern = rf"{words(surnames, edge=chr(92) + 'w-')}(?!\s+[IVX]+(?!\w))(?:[ \u00a0]+{_SYLLABLE}){{1,4}}(?![\w-])"
    return Sought(re.compile(pattern), first_words(surnames), exact=True)


@lru_cache(maxsize=1)
def _introduced() -> Sought:
    """A post or form of address and what it introduces: a name of two to five capitalised syllables, whatever its first."""
    people = vocabulary().people
    no_name = alternation([*vocabulary().units["body_heads"], *people["no_names"]])
    pattern = (
        rf"{words(_cue_words())}(?!\w)(?:\s+(?:Sở|UBND\s+tỉnh|UBND\s+[Tt]hành\s+phố))?[^\S\t]+"
        rf"(?:{alternation(people['posts'])}(?:\s+Sở)?\s+)?(?P<name>(?!(?:{no_name})(?!\w)){_SYLLABLE}(?:[ \u00a0]+{_SYLLABLE}){{1,4}})(?![\w-])"
    )
    return Sought(re.compile(pattern), first_words(_cue_words()), exact=True)


@lru_cache(maxsize=1)
def _behind_dash() -> re.Pattern[str]:
    """A post in letters, with the body where need be, and a name set off by a dash ("PCT UBND tỉnh-Đỗ Văn A")."""
    posts = words(vocabulary().people["short_posts"])
    return re.compile(
        rf"{posts}(?:\s+UBND\s+(?:tỉnh|huyện|[Tt]hành\s+phố))?\s*[-–]\s*(?P<name>{_SYLLABLE}(?:[ \u00a0]+{_SYLLABLE}){{1,3}})(?=\s*[;,.()\n]|\s*$)"
    )


def _names_in(text: str, start: int, end: int, tail: bool) -> list[Span]:
    """Where names of people may stand in a range: behind a dash (in the `tail`), by family name, or introduced by a post."""
    found = [Span(*m.span("name")) for m in _behind_dash().finditer(text, start, end)] if tail else []
    for pattern, group in ((_name(), 0), (_introduced(), "name")):
        more = [Span(*m.span(group)) for m in pattern.finditer(text, start, end)]
        if more and found and group:  # "đồng chí Mã Thị Kim Loan": no family name within goes before the whole
            wholes = SpanFinder(more)
            found = [span for span in found if not ((whole := wholes.meeting(span)) and whole.start < span.start and whole.covers(span))]
        if more and found:
            taken = SpanFinder(found)
            more = [span for span in more if not taken.meeting(span)]
        found = sorted([*found, *more]) if found else more
    return found


@lru_cache(maxsize=1)
def _before() -> Sought:
    """A post or form of address that ends where a name begins."""
    people = vocabulary().people
    posts = alternation([*people["posts"], *people["lower_posts"]])
    where = (
        r"(?:\s+(?:Sở|UBND\s+(?:tỉnh|[Tt]hành\s+phố)|HĐND\s+tỉnh|tỉnh|Chính\s+phủ|[Tt]hường\s+trực|phụ\s+trách|Văn\s+phòng|Ủy ban nhân dân tỉnh))*(?:\s+["
        + UPPER
        + r"](?:(?!\s(?:trước|sau|khi|để|theo|về|tại|trong|kết|chủ)\s)[^,.;:()\n]){0,70}?(?:\s*\([\w&]{2,12}\))?)?"
    )
    pattern = rf"(?:(?P<post>(?:{posts}){where})|(?P<hon>(?<!\w)(?:{alternation([*people['honorifics'], *people['short_posts']])})))\s*[:,(–-]?\s*(?:(?:ông|bà|đồng chí)\s+)?$"
    return Sought(re.compile(pattern), first_words(_any_cue()), exact=True)


@lru_cache(maxsize=1)
def _cues() -> Sought:
    """A post or form of address; without one before them, names are taken for those of places and things."""
    return Sought(re.compile(words(_any_cue())), first_words(_any_cue()), exact=True)


def _any_cue() -> list[str]:
    return [*_cue_words(), *vocabulary().people["lower_posts"]]


def _cue_words() -> list[str]:
    people = vocabulary().people
    return [*people["honorifics"], *people["posts"], *people["short_posts"]]


@lru_cache(maxsize=1)
def _not_after() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternation(vocabulary().people['not_after'])})[^\S\t\n]*$")


def find_people(text: str, blocks: Sequence[Block], layout: Layout) -> tuple[tuple[Person, ...], tuple[Problem, ...]]:
    """People who sign, chair, attend or supervise, and the problems found in how they are spelt."""
    seen: dict[str, list[tuple[Span, str | None, str]]] = defaultdict(list)
    columns = SpanFinder(_leader_columns(text, blocks))
    cued = matches_in(_cues().pattern, text, blocks, _cues().places(text))
    for block in blocks:
        if block.kind == "header" or not (block.index in cued or (columns.spans and block.kind == "row")):
            continue
        previous_end, previous_ok, previous_post = -1, False, None
        for span in _names_in(text, block.content.start, block.content.end, block.kind == "tail"):
            name = squeeze(span.of(text))
            before = text[max(block.content.start, span.start - 130) : span.start]
            cue = _before().search(text, max(block.content.start, span.start - 130), span.start)
            named_by_post = cue is not None and cue["post"] is not None
            if name.casefold() in vocabulary().province_by_name:
                previous_ok = False
                continue
            if (
                (name.count(" ") == 1 and _OF_PLACE.search(before))
                or (_not_after().search(before) and not named_by_post)
                or _institution_after(text, span.end)
            ):
                previous_ok = False
                continue
            listed = previous_ok and _LISTED.fullmatch(text, previous_end, span.start) is not None
            column = columns.meeting(Span(span.start, span.start + 1))
            in_column = column is not None and len(squeeze(column.of(text))) <= span.length + 12
            if not (cue or listed or in_column):
                previous_ok = False
                continue
            post = squeeze(cue["post"]) if cue and cue["post"] else (previous_post if listed else None)
            role = "supervises" if in_column else ("recipient" if block.kind == "tail" else "mentioned")
            seen[name].append((span, _tidy(post), role))
            previous_end, previous_ok, previous_post = span.end, True, post
    if layout.signer:
        seen[layout.signer.name].append((layout.signer.span, _signer_post(layout), "signer"))
    return _merge(seen)


def _institution_after(text: str, at: int) -> bool:
    return _PLACE_AFTER.match(text, at, at + 12) is not None


def _tidy(post: str | None) -> str | None:
    return squeeze(post).strip(" ,:(") if post else None


def _signer_post(layout: Layout) -> str | None:
    if not layout.signer or not layout.signer.post:
        return None
    post = layout.signer.post
    label = post[0] + post[1:].lower() if post.isupper() else post
    return f"{label} Sở" if label in {"Giám đốc", "Phó giám đốc"} and layout.agency and layout.agency.name.startswith("Sở") else label


def _leader_columns(text: str, blocks: Sequence[Block]) -> list[Span]:
    """Cells of table columns headed by a word for the leader."""
    found: list[Span] = []
    column: int | None = None
    for block in blocks:
        if block.kind != "row":
            column = None if block.kind in {"heading", "item"} else column
            continue
        for i, cell in enumerate(block.cells):
            start, end = cell
            if end - start <= _LONGEST_COLUMN and _COLUMN_WORDS.stand_in(text, start, end) and _LEADER_COLUMN.search(text, start, end):
                column = i
        if column is not None and column < len(block.cells):
            found.append(block.cells[column])
    return found


def _merge(seen: dict[str, list[tuple[Span, str | None, str]]]) -> tuple[tuple[Person, ...], tuple[Problem, ...]]:
    people: list[Person] = []
    problems: list[Problem] = []
    done: set[str] = set()
    names = sorted(seen, key=lambda n: (-len(seen[n]), min(s.start for s, _, _ in seen[n])))
    close = CloseNames(names)
    for name in names:
        if name in done:
            continue
        posts_here = {p for _, p, _ in seen[name] if p}
        variants = [
            other for other in close.of(name)
            if other not in done and _same_post(posts_here, {p for _, p, _ in seen[other] if p})
        ]  # fmt: skip
        group = [name, *variants]
        done.update(group)
        rows = sorted(row for member in group for row in seen[member])
        posts = tuple(dict.fromkeys(p for _, p, _ in rows if p))
        people.append(Person(name, tuple(variants), posts, tuple(dict.fromkeys(r for _, _, r in rows)), tuple(s for s, _, _ in rows)))
        for other in variants:
            span = seen[other][0][0]
            message = f"'{other}' và '{name}' có cùng chức vụ, chắc là một người"
            problems.append(Problem("hai-cach-viet-ten", "warning", message, span, "Kiểm tra tên đúng trong danh bạ cơ quan."))
    people.sort(key=lambda p: p.mentions[0])
    return tuple(people), tuple(problems)


def _same_post(a: set[str], b: set[str]) -> bool:
    if not a or not b:
        return True
    return bool(_short_posts(a) & _short_posts(b))


def _short_posts(posts: set[str]) -> set[str]:
    """Posts without the body they are held in."""
    return {re.sub(r"^(?:các\s+)?", "", post).split(" Sở")[0].casefold() for post in posts}
