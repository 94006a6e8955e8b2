"""Units inside the agency, and bodies outside it: the longest name wins, bare heads refer back to their section.

A unit's name begins with a head (Phòng, Chi cục, Trung tâm …) and goes on while its words are capitalised or belong
to names of units; section headings and owners give whole names, which then match anywhere in the document.
"""

import itertools
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from .blocks_at import BlockFinder, SpanFinder
from .layout import Layout
from .model import Block, Span, Unit, UnitMention
from .organisations import OrganisationIndex
from .phrases import PhraseTable, alternation, words
from .text import LOWER, UPPER, fold, squeeze
from .vocabulary import Vocabulary, vocabulary

_WORD = re.compile(r"[\w&'-]+|[-–]")
_ABBREVIATION = re.compile(r"[A-ZĐƯ]{2,}[A-ZĐƯa-z]*(?:&[A-ZĐ]{2,})?$")
_LEAD = re.compile(r"^(?:Giao|Đề nghị|Yêu cầu|Đối với|Nhiệm vụ của|Trách nhiệm của|Về phía)\s+", re.IGNORECASE)
_OUTSIDE_AFTER = re.compile(
    r"(?:,\s*[" + LOWER + r" ]{2,20})?\s+(?:thuộc|của|trực thuộc)\s+(?:Tổng cục|Bộ|UBND|Ủy ban|Cục|Văn phòng|Viện|Trường|Đại học|Hội)"
)
_BETWEEN = re.compile(r"[ \u00a0]*[-–]?[ \u00a0]+|[ ]*[-–](?=\w)|,[ ]+")
_NAME_WORD = re.compile(r"[\w&]+(?:[.][\w&]+)*")
_WORDS = re.compile(r"\w+")
_WORK = re.compile(r"(?:[Cc]ông|[Cc]hương|[Qq]uy|[Gg]iáo)$")  # "công trình" is no verb
_REMEMBERED = 20_000
_NOWHERE = SpanFinder(())
_MAX_WORDS = 16


def expand(name: str, vocab: Vocabulary) -> str:
    """A name with its abbreviations written out (KH&CN → khoa học và công nghệ)."""
    return " ".join(vocab.abbreviations.get(word, word) for word in squeeze(name).split(" "))


def unit_key(name: str, vocab: Vocabulary) -> str:
    """A key under which the printed forms of one unit agree: abbreviations, case, "và" and dashes are levelled."""
    known: dict[str, str] = vocab.__dict__.setdefault("_unit_keys", {})
    if name not in known:
        if len(known) > _REMEMBERED:
            known.clear()
        known[name] = " ".join(word for word in _WORDS.findall(fold(expand(name, vocab))) if word != "va")
    return known[name]


@lru_cache(maxsize=1)
def _heads() -> re.Pattern[str]:
    heads = vocabulary().units["heads"]
    lower = [h[0].lower() + h[1:] for h in heads if h in {"Phòng", "Trung tâm", "Chi cục"}]
    return re.compile(rf"{words([*heads, *lower], edge=chr(92) + 'w-')}(?!\w)")


@lru_cache(maxsize=1)
def _any_head() -> re.Pattern[str]:
    return re.compile(rf"{words(vocabulary().units['heads'], any_case=True, edge=chr(92) + 'w-')}(?!\w)")


@lru_cache(maxsize=1)
def _collective() -> re.Pattern[str]:
    cues = words(vocabulary().units["collective_cues"], any_case=True)
    return re.compile(rf"{cues}(?i:\s+(?:liên quan|có liên quan|(?:trực\s+)?thuộc\s+Sở))?(?!\w)")


def _plain_verbs(vocab: Vocabulary) -> list[str]:
    """Verbs of directives of two syllables and more that stand in no unit's name: a name ends before them."""
    return [verb for verb in vocab.cues["directive"] if " " in verb and verb not in vocab.units["name_verbs"]]


@lru_cache(maxsize=1)
def _stops() -> re.Pattern[str]:
    vocab = vocabulary()
    posts = alternation([*vocab.people["posts"], "Kế toán trưởng", "Thủ trưởng", "Lãnh đạo", "Người đứng đầu"])
    return re.compile(
        rf"\s*(?:,\s*)?(?:và\s+)?(?:(?:{alternation(vocab.units['stop_words'])}|{alternation(vocab.cues['subject_end'])}|{alternation(_plain_verbs(vocab))})(?!\w)|(?:{posts})(?!\w)|(?:{alternation(h for h in vocab.units['heads'] if h not in {'Tổ', 'Đội'})})\s+["
        + UPPER
        + r"]|Sở\s|Bộ\s|UBND)"
    )


# words that both begin a directive and stand in names ("Trung tâm Nghiên cứu …", "Phòng Quản lý …")
_HEADING_WORD = re.compile(
    r"(?:[Qq]uản lý|[Nn]ghiên cứu|[Hh]ướng dẫn|[Kk]iểm tra|[Xx]ây dựng|[Tt]hẩm định|[Tt]ổng hợp|[Tt]ổ chức|[Tt]uyên truyền|[Kk]hảo sát|[Tt]riển khai|[Hh]ỗ trợ|[Tt]hực hiện)"
)


@dataclass(slots=True)
class Lexicon:
    """The units that a document names: key → printed forms, and the forms that head sections or own tasks."""

    forms: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    headed: set[str] = field(default_factory=set)
    order: list[str] = field(default_factory=list)

    def add(self, name: str, vocab: Vocabulary, headed: bool = False) -> str:
        name = squeeze(name).strip(" ,;:.*")
        found = unit_key(name, vocab)
        if found not in self.forms:
            self.order.append(found)
        self.forms[found][name] += 5 if headed else 1
        if headed:
            self.headed.add(found)
        return found


def name_end(text: str, at: int, limit: int, vocab: Vocabulary) -> int | None:
    """The end of the unit name whose head ends at `at`, or None where no name follows the head."""
    words = vocab.units["name_words"]
    known: set[str] = _name_words(tuple(words))
    end, count, first, compound = at, 0, True, False
    while count < _MAX_WORDS:
        blank = _BETWEEN.match(text, end, limit)
        if not blank or (first and blank[0].strip()):
            break
        if not first and (stop := _stops().match(text, end, limit)) and not (stop[0].strip() == "trình" and _WORK.search(text, at, end)):
            break
        word = _NAME_WORD.match(text, blank.end(), limit)
        if not word:
            break
        token = word[0]
        capital = token[0].isupper()
        if first and not capital:
            return None
        comma = "," in blank[0]
        if comma and not (token.lower() in known and not capital and _listed(text, word.start(), limit, known)):
            break
        if not capital and token.lower() not in known:
            if not compound or token.lower() in vocab.units["not_in_names"]:
                break
        if token == "và":
            after = re.compile(r"\s+([\w&]+)").match(text, word.end(), limit)
            if not after or not (after[1][0].isupper() or after[1].lower() in known):
                break
        # a capital begins a word of two syllables ("Chỉ huy", "An ninh"): its second one need not be known
        compound = token.istitle() and len(token) > 1 and not compound
        end, first, count = word.end(), False, count + 1
        if token in {"Sở"} and count > 0:
            break
    if end == at:
        return None
    trimmed = re.sub(r"\s+(?:và|các|tỉnh|Thành)$", "", text[at:end])
    return at + len(trimmed)


@lru_cache(maxsize=1)
def _name_words(words: tuple[str, ...]) -> set[str]:
    return {word.lower() for word in words}


def _listed(text: str, at: int, limit: int, known: set[str]) -> bool:
    """Whether a comma inside a name is followed by lower-case name words up to an "và" (one name, not a list)."""
    chunk = re.compile(r"(?:[" + LOWER + r"]+\s+){1,6}và\s+[" + LOWER + r"]+").match(text, at, limit)
    return chunk is not None and all(word in known for word in re.findall(r"\w+", chunk[0])) and not _stops().match(text, at, limit)


def heading_unit(text: str, block: Block, vocab: Vocabulary) -> str | None:
    """The unit (or units' first) that a heading or a table's section row names and nothing else."""
    if len(block.content) > 200:
        return None
    content = _LEAD.sub("", squeeze(block.content.of(text))).rstrip(":;. ")
    match = _heads().match(content)
    if not match or len(content) > 130 or block.content.of(text).rstrip().endswith((".", ";")):
        return None
    if re.search(r"[.;]", content):
        return None
    first = content[match.end() :].strip()
    if first and not first[0].isupper() and match[0] not in {"Trại", "Trung tâm"}:
        return None
    verbs = vocab.pattern("subject_end", vocab.cues["subject_end"])
    if any(not _HEADING_WORD.match(content, verb.start()) for verb in verbs.finditer(content, match.end())):
        return None
    return content


def begins_like_unit(name: str) -> bool:
    """Whether a name begins with the head of a unit's ("Phòng", "Chi cục")."""
    return _any_head().match(name) is not None


def build_lexicon(text: str, blocks: Sequence[Block], headings: Sequence[str | None], vocab: Vocabulary) -> Lexicon:
    """The units that headings, table sections and running text name."""
    lexicon = Lexicon()
    not_units = tuple(vocab.units["not_units"])
    for block in blocks:
        name = headings[block.index] if block.kind in {"heading", "item", "paragraph"} else None
        cells = [squeeze(c.of(text)) for c in block.cells]
        if block.kind == "row" and sum(bool(c) for c in cells) <= 2:
            name = next((c for c in cells if _heads().match(c) and len(c) < 120), None)
        if name:
            for part in split_units(name, vocab):
                lexicon.add(part, vocab, headed=True)
    for block in blocks:
        if block.kind in {"tail", "header"}:
            continue
        for match in _heads().finditer(text, block.content.start, block.content.end):
            end = name_end(text, match.end(), block.content.end, vocab)
            if end is not None and not text.startswith(not_units, match.start()):
                lexicon.add(text[match.start() : end], vocab)
    return lexicon


def split_units(name: str, vocab: Vocabulary) -> list[str]:
    """A list of units ("Phòng A, Phòng B và Trung tâm C") as its names."""
    starts = [m.start() for m in _heads().finditer(name) if m.start() == 0 or re.search(r"(?:,|;|và|-)\s*$", name[: m.start()])]
    if len(starts) < 2:
        return [name]
    bounds = [*starts, len(name)]
    parts = [re.sub(r"(?:\s*[,;]\s*|\s+và\s*)+$", "", name[a:b].strip()) for a, b in itertools.pairwise(bounds)]
    return [part for part in parts if part]


class UnitIndex:
    """Answers which unit a piece of text names, within one document; every name is looked for once."""

    def __init__(self, text: str, blocks: Sequence[Block], layout: Layout, vocab: Vocabulary) -> None:
        self.vocab = vocab
        self.inside = bool(layout.agency) and not (layout.agency and layout.agency.id in {"ubnd", "hdnd"})
        self.outside = OrganisationIndex(text, blocks, layout)
        self.headings = [heading_unit(text, block, vocab) for block in blocks]
        self.lexicon = build_lexicon(text, blocks, self.headings, vocab)
        self.alias: dict[str, str] = {}
        self.collective: str = vocab.units["collective"]
        self._merge()
        names = PhraseTable(form for found in self.lexicon.forms.values() for form in found)
        self._found = [found for block in blocks for found in self._in_block(text, block, names)]
        self._starts = [span.start for span, _ in self._found]

    def _in_block(self, text: str, block: Block, names: PhraseTable) -> list[tuple[Span, str]]:
        start, end = block.content.start, block.content.end
        together = SpanFinder(Span(*m.span()) for m in _collective().finditer(text, start, end)) if self.inside else _NOWHERE
        found = [(span, self.collective) for span in together.spans]
        floor = start
        for head in _any_head().finditer(text, start, end):
            stop = names.match(text, head.start(), end) if head.start() >= floor else None
            if stop is None:
                continue
            floor, span = stop, Span(head.start(), stop)
            if not together.meeting(span) and not _OUTSIDE_AFTER.match(text, stop):
                found.append((span, self.canonical(unit_key(span.of(text), self.vocab))))
        return sorted(found)

    @property
    def known(self) -> set[str]:
        """The names of the units that the document names."""
        return {self.collective, *(self.canonical(k) for k in self.lexicon.forms)}

    def _merge(self) -> None:
        """Short and abbreviated forms join the one full name that they stand for."""
        keys = self.lexicon.order
        ordered = sorted(keys)
        vocab = self.vocab
        for short in keys:
            forms = self.lexicon.forms[short]
            name = forms.most_common(1)[0][0]
            head = _heads().match(name)
            rest = name[head.end() :].strip() if head else ""
            if _ABBREVIATION.match(rest):
                full = [k for k in keys if k != short and self._abbreviates(rest, k, head[0] if head else "")]
                if len(full) == 1:
                    self.alias[short] = full[0]
                continue
            place = bisect_left(ordered, short + " ")
            longer = [k for k in ordered[place : place + 2] if k.startswith(short + " ")]
            if len(longer) == 1 and short not in self.lexicon.headed and len(short.split()) > 2 and not name.startswith("Phòng"):
                self.alias[short] = longer[0]
        self._merge_misprints(keys)
        self._cut_tails(keys, ordered)
        for office in vocab.units["office_names"]:
            bare, whole = unit_key(office, vocab), unit_key(f"{office} Sở", vocab)
            if bare in self.lexicon.forms and whole in self.lexicon.forms:
                self.alias[bare] = whole

    def _cut_tails(self, keys: Sequence[str], ordered: Sequence[str]) -> None:
        """A name that is another with a lower-case tail, and heads nothing, was read too far: it is the other."""
        for found in keys:
            name = self.lexicon.forms[found].most_common(1)[0][0]
            words = found.split()
            for length in range(len(words) - 1, 2, -1):
                shorter = " ".join(words[:length])
                place = bisect_left(ordered, shorter)
                if found in self.lexicon.headed or place == len(ordered) or ordered[place] != shorter:
                    continue
                tail = name[len(self.lexicon.forms[shorter].most_common(1)[0][0]) :]
                if tail.islower() and not tail.lstrip().startswith("và "):
                    self.alias[found] = shorter
                    break

    def _merge_misprints(self, keys: Sequence[str]) -> None:
        """Abbreviations that differ by an ampersand or by one letter printed twice are one unit: QLKH&CN, QLKHCCN."""
        letters: dict[tuple[str, str], list[str]] = defaultdict(list)
        for found in keys:
            name = self.lexicon.forms[found].most_common(1)[0][0]
            head = _heads().match(name)
            rest = name[head.end() :].strip() if head else ""
            if head and found not in self.alias and _ABBREVIATION.match(rest):
                letters[head[0].lower(), fold(re.sub(r"\W", "", rest))].append(found)
        for (head_name, word), same in letters.items():
            right = same[0]
            once = {word[:i] + word[i + 1 :] for i in range(1, len(word)) if word[i] == word[i - 1]}
            right = next((letters[head_name, w][0] for w in sorted(once) if (head_name, w) in letters), right)
            self.alias.update({found: right for found in same if found != right})

    def _abbreviates(self, short: str, full_key: str, head: str) -> bool:
        full = self.lexicon.forms[full_key].most_common(1)[0][0]
        match = _heads().match(full)
        if not match or (head and match[0].lower() != head.lower()):
            return False
        words = [w for w in re.findall(r"\w+", full[match.end() :])]
        letters = fold(re.sub(r"\W", "", short))
        return letters in {"".join(fold(w[0]) for w in words), "".join(fold(w[0]) for w in words if w != "và")}

    def canonical(self, found: str) -> str:
        """The name shown for a key: the form that heads a section, else the most frequent."""
        found = self.alias.get(found, found)
        forms = self.lexicon.forms.get(found)
        if not forms:
            return found
        name = sorted(forms.items(), key=lambda item: (-item[1], -len(item[0])))[0][0]
        name = name[0].upper() + name[1:]
        if name in self.vocab.units["office_names"]:
            name += " Sở"
        return name

    def names_in(self, start: int, end: int) -> list[tuple[Span, str]]:
        """Units named in full (or collectively) within a range: (span, name), in order, the longest first."""
        found = []
        for span, name in self._found[bisect_left(self._starts, start) :]:
            if span.start >= end:
                break
            if span.end <= end:
                found.append((span, name))
        return found

    def owner_of_section(self, blocks: Sequence[Block], block: Block) -> str | None:
        """The one unit that heads the section of a block, or None."""
        parent = block.parent
        while parent >= 0:
            name = self.headings[parent]
            if name:
                return self.canonical(unit_key(split_units(name, self.vocab)[0], self.vocab))
            parent = blocks[parent].parent
        return None


def find_units(text: str, blocks: Sequence[Block], layout: Layout, index: UnitIndex, vocab: Vocabulary) -> tuple[Unit, ...]:
    """Units of the agency with every mention; the collective pseudo-unit is marked as such."""
    if not layout.agency:
        return ()
    mentions: dict[str, list[UnitMention]] = defaultdict(list)
    finder = BlockFinder(blocks)
    outside = SpanFinder(index.outside.spans)
    for block in blocks:
        if block.kind == "header":
            continue
        for span, name in index.names_in(block.content.start, block.content.end):
            if name != index.collective and (found_outside := outside.meeting(span)) and found_outside.covers(span):
                continue
            mentions[name].append(UnitMention(span, name, "unit:collective" if name == index.collective else "unit:name"))
    _bare(text, blocks, mentions, index, finder)
    found = []
    for name, at in mentions.items():
        if name != index.collective and not _credible(name, at, index):
            continue
        variants = tuple(dict.fromkeys(squeeze(m.span.of(text)) for m in at))
        found.append(Unit(name, layout.agency.name, variants, tuple(sorted(at, key=lambda m: m.span)), name == index.collective))
    return tuple(sorted(found, key=lambda u: u.mentions[0].span))


def _credible(name: str, at: list[UnitMention], index: UnitIndex) -> bool:
    """A head with a single following word is a unit only where it heads a section or recurs."""
    head = _heads().match(name)
    rest = name[head.end() :].strip() if head else name
    return bool(rest) and (
        len(rest.split()) > 1
        or len(at) > 1
        or rest in {"Sở"}
        or bool(_ABBREVIATION.match(rest))
        or unit_key(name, index.vocab) in index.lexicon.headed
    )


def _bare(text: str, blocks: Sequence[Block], mentions: dict[str, list[UnitMention]], index: UnitIndex, finder: BlockFinder) -> None:
    """Bare "Phòng", "Trung tâm", "Chi cục" refer to the unit of their section."""
    bare = re.compile(r"(?<![\w-])(?:Phòng|Trung tâm|Chi cục|Trại)(?=\s*[,.;:)/]|\s+(?!\s*[" + UPPER + r"&\d])|$)")
    whole = SpanFinder(m.span for found in mentions.values() for m in found)
    for block in blocks:
        if block.kind in {"header", "tail"}:
            continue
        owner = index.owner_of_section(blocks, block)
        if not owner:
            continue
        for match in bare.finditer(text, block.content.start, block.content.end):
            span = Span(*match.span())
            if owner.startswith(match[0]) and not whole.meeting(span):
                mentions[owner].append(UnitMention(span, owner, "unit:bare"))
