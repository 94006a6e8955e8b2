"""Units inside the agency, and bodies outside it: the longest name wins, bare heads refer back to their section.

A unit's name begins with a head (Phòng, Chi cục, Trung tâm …) and goes on while its words are capitalised or belong
to names of units; section headings and owners give whole names, which then match anywhere in the document.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from .blocks_at import BlockFinder, SpanFinder
from .layout import Layout
from .model import Block, Span, Unit, UnitMention
from .organisations import OrganisationIndex, short_council
from .phrases import PhraseTable, words
from .short_names import short_names, where_short
from .text import LOWER, UPPER, fold, lowered, places_of, squeeze
from .unitnames import (
    ABBREVIATION,
    any_head,
    head_places,
    heading_unit,
    initials_of,
    is_shortened,
    name_end,
    split_units,
    unit_heads,
    unit_key,
    whole_name,
)
from .vocabulary import Vocabulary, vocabulary

_OUTSIDE_AFTER = re.compile(
    r"\s+(?:các\s+)?(?:huyện|quận|thị\s+xã)(?!\w)|(?:,\s*["
    + LOWER
    + r" ]{2,20})?\s+(?:thuộc|của|trực thuộc)\s+(?:Tổng cục|Bộ|UBND|Ủy ban|Cục|Văn phòng|Viện|Trường|Đại học|Hội)"
)
# "Công an tỉnh (Phòng A)": a unit of the body outside
_OF_BODY_BEFORE = re.compile(r"(?:Công an|Sở|Bộ|Cục|UBND|Viện|Trường)(?!\w)[^().,;:\n]{0,60}\(\s*$")
_BARE = re.compile(r"[PTC](?<![\w-].)(?:(?<=P)hòng|(?<=T)rung tâm|(?<=C)hi cục|(?<=T)rại)(?=\s*[,.;:)/]|\s+(?!\s*[" + UPPER + r"&\d])|$)")
_NO_LETTER = re.compile(r"\W")
_COLLECTIVE_WORDS = ("các", "trưởng", "lãnh", "thủ")  # with which the collective cues begin
_LISTED_KINDS = ("các phòng", "các trung tâm", "các chi cục")
_LIST_OF_UNITS = re.compile(
    r"(?i:các)\s+(?:(?P<kind>(?i:phòng|trung\s+tâm|chi\s+cục))(?:\s+chuyên\s+môn)?\s*:(?=\s)|(?P<named>Phòng|Trung\s+tâm|Chi\s+cục)(?=\s+["
    + UPPER
    + "]))"
)
_NEXT_UNIT = re.compile(r"(?:\s*\([^()]{2,40}\))?\s*(?:[,;]|,?\s+và)(?=\s+[" + UPPER + "])")
_OWN_OFFICE = re.compile(
    r"Văn phòng (?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân) (?:tỉnh|thành phố)|Thường trực (?:HĐND|Hội đồng nhân dân) (?:tỉnh|thành phố)"
)
_BELOW = re.compile(r"(?:Phòng|Đội|Tổ|Trạm|Chi cục|Cục) ")  # units of departments, districts and ministries, not of a province's council
_LONGEST_TITLE, _LONGEST_CELL = 160, 300
_NOWHERE = SpanFinder(())


@lru_cache(maxsize=1)
def _collective() -> re.Pattern[str]:
    cues = words(vocabulary().units["collective_cues"], any_case=True)
    return re.compile(
        rf"{cues}(?i:\s+(?:liên quan|có liên quan|(?:trực\s+)?thuộc\s+Sở))?(?!\w)(?!\s+(?:của|(?:trực\s+)?thuộc)\s+(?:UBND|Ủy ban|Uỷ ban|các\s|huyện|Bộ\s))"
        # "các Phòng Kế hoạch, Nội vụ" names them
        rf"(?:(?<![Pp]hòng)|(?!\s+(?!Sở)[{UPPER}][{LOWER}]))"
    )


def _all_of(agency: str, vocab: Vocabulary) -> str:
    """What all units of an agency together are called: "Các phòng, đơn vị thuộc Sở", "… thuộc Trung tâm"."""
    name: str = vocab.units["collective"]
    head = next(
        (head for head in ("Bộ", "Trung tâm", "Tổng cục", "Cục", "Chi cục", "Ban", "Viện", "Trường") if agency.startswith(head + " ")), "Sở"
    )
    return name.removesuffix("Sở") + head


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


def _matches(pattern: re.Pattern[str], text: str, block: Block, places: Sequence[int]) -> Iterator[re.Match[str]]:
    """What a pattern finds in a block at some places of the text; nothing begins inside what was found before."""
    floor = block.content.start
    for at in places[bisect_left(places, floor) : bisect_left(places, block.content.end)]:
        match = pattern.match(text, at, block.content.end) if at >= floor else None
        if match:
            floor = match.end()
            yield match


def _headed_lists(text: str, blocks: Sequence[Block], vocab: Vocabulary) -> Iterator[tuple[Span, str]]:
    """The units of lists headed once ("Trưởng các phòng: Quản lý khoa học (QLKH), Chuyển đổi số"): (span, whole name)."""
    places = places_of(_LISTED_KINDS, lowered(text))
    finder = BlockFinder(blocks if places else ())
    for place in places:
        block, head = finder.at(place), _LIST_OF_UNITS.match(text, place)
        if block is None or head is None:
            continue
        kind, at = squeeze(head["kind"] or head["named"]).capitalize(), head.end()
        while (end := name_end(text, at, block.content.end, vocab)) is not None:
            start = at + len(text[at:end]) - len(text[at:end].lstrip())
            yield Span(start, end), f"{kind} {squeeze(text[start:end])}"
            following = _NEXT_UNIT.match(text, end, block.content.end)
            if following is None:
                break
            at = following.end()


_NO_PART = re.compile(
    r",\s*(?:cấp|xã|phường|huyện|thị|cơ quan|đơn vị|địa phương|các)(?!\w)|liên quan|[-–]\s*(?:Bộ|Sở)\s|,\s*(?:["
    + UPPER
    + r"&]{2,}|["
    + UPPER
    + r"][\w&]*\s*(?:,|$))"
)  # a list of units, not one name


def _in_cells(text: str, block: Block, vocab: Vocabulary) -> Iterator[str]:
    """The names that fill cells of a row, or what stands between their semicolons, and go on where a sentence would end them."""
    for cell in block.cells:
        for piece in cell.of(text).split(";") if 0 < len(cell) <= _LONGEST_CELL else ():
            words = squeeze(piece).strip(" .-–+")
            head = unit_heads().match(words)
            if (
                head
                and "," in words
                and not _NO_PART.search(words)
                and name_end(words, head.end(), len(words), vocab) != len(words)
                and (name := whole_name(words, vocab))
            ):
                yield name


def build_lexicon(text: str, blocks: Sequence[Block], headings: Sequence[str | None], places: Sequence[int], vocab: Vocabulary) -> Lexicon:
    """The units that headings, table sections and running text name; `places` are those where a name may begin."""
    lexicon = Lexicon()
    not_units = tuple(vocab.units["not_units"])
    for block in blocks:
        name = headings[block.index] if block.kind in {"heading", "item", "paragraph"} else None
        if block.kind == "row" and sum(len(cell) > 0 for cell in block.cells) <= 2:
            name = next((words for c in block.cells if unit_heads().match(words := squeeze(c.of(text))) and len(words) < 120), None)
        if name and not name.startswith(not_units):
            for part in split_units(name, vocab):
                lexicon.add(part, vocab, headed=True)
        if block.kind == "row":
            for name in _in_cells(text, block, vocab):
                lexicon.add(name, vocab, headed=True)
    for block in blocks:
        if block.kind in {"tail", "header"}:
            continue
        for match in _matches(unit_heads(), text, block, places):
            end = name_end(text, match.end(), block.content.end, vocab)
            if end is not None and not text.startswith(not_units, match.start()):
                lexicon.add(text[match.start() : end], vocab)
    return lexicon


class UnitIndex:
    """Answers which unit a piece of text names, within one document; every name is looked for once."""

    def __init__(self, text: str, blocks: Sequence[Block], layout: Layout, vocab: Vocabulary) -> None:
        self.vocab = vocab
        self.inside = layout.agency is not None and not layout.agency.id.startswith(("ubnd", "hdnd"))
        self.outside = OrganisationIndex(text, blocks, layout)
        self.headings = [heading_unit(text, block, vocab) for block in blocks]
        places = head_places(text)
        self.lexicon = build_lexicon(text, blocks, self.headings, places, vocab)
        listed = list(_headed_lists(text, blocks, vocab))
        for _, name in listed:
            self.lexicon.add(name, vocab)
        self.alias: dict[str, str] = {}
        self.collective = _all_of(layout.agency.name if layout.agency else "", vocab)
        self._merge()
        self._shown: dict[str, str] = {}
        names = PhraseTable(form for found in self.lexicon.forms.values() for form in found)
        together = places_of(_COLLECTIVE_WORDS, lowered(text)) if self.inside else []
        self._found = [found for block in blocks for found in self._in_block(text, block, names, places, together)]
        if listed:
            known = SpanFinder(span for span, _ in self._found)
            more = [(span, self.canonical(unit_key(name, vocab))) for span, name in listed if not known.meeting(span)]
            self._found = sorted([*self._found, *more])
        self._explain(text)
        self._starts = [span.start for span, _ in self._found]
        self._at: dict[int, list[tuple[Span, str]]] = defaultdict(list)
        for found in (*self._found, *self.outside.all()):
            self._at[found[0].start].append(found)

    def _explain(self, text: str) -> None:
        """Adds what the document's own abbreviations name."""
        forms = short_names(text, (*self._found, *self.outside.all()), unit_heads(), self.vocab)
        if not forms:
            return
        for form, name in forms.items():
            short, full = unit_key(form, self.vocab), unit_key(name, self.vocab)
            if short in self.lexicon.forms and full in self.lexicon.forms and short != self.alias.get(full, full):
                self.alias[short] = self.alias.get(full, full)
        self._shown.clear()
        self._found = [
            (span, name if name == self.collective else self.canonical(unit_key(name, self.vocab))) for span, name in self._found
        ]
        known = SpanFinder(span for span, _ in (*self._found, *self.outside.all()))
        ours = {name for _, name in self._found}
        more = [found for found in where_short(text, forms) if not known.meeting(found[0])]
        self._found = sorted([*self._found, *(found for found in more if found[1] in ours)])
        self.outside.add(found for found in more if found[1] not in ours)

    def _in_block(
        self, text: str, block: Block, names: PhraseTable, places: Sequence[int], together: Sequence[int]
    ) -> list[tuple[Span, str]]:
        start, end = block.content.start, block.content.end
        all_of_them = [Span(*m.span()) for m in _matches(_collective(), text, block, together)]
        of_all = SpanFinder(all_of_them) if all_of_them else _NOWHERE
        found = [(span, self.collective) for span in all_of_them]
        floor = start
        for head in _matches(any_head(), text, block, places):
            stop = names.match(text, head.start(), end) if head.start() >= floor else None
            if stop is None:
                continue
            floor, span = stop, Span(head.start(), stop)
            if not of_all.meeting(span) and not _OUTSIDE_AFTER.match(text, stop) and not _of_another(text, span, end):
                found.append((span, self.canonical(unit_key(span.of(text), self.vocab))))
        return sorted(found) if all_of_them else found

    @property
    def known(self) -> set[str]:
        """The names of the units that the document names."""
        return {self.collective, *(self.canonical(k) for k in self.lexicon.forms)}

    @property
    def named(self) -> set[str]:
        """Those of them that some sentence names as the agency's own."""
        return {name for _, name in self._found}

    def _merge(self) -> None:
        """Short and abbreviated forms join the one full name that they stand for."""
        keys = self.lexicon.order
        ordered = sorted(keys)
        vocab = self.vocab
        for short in keys:
            forms = self.lexicon.forms[short]
            name = forms.most_common(1)[0][0]
            head = unit_heads().match(name)
            rest = name[head.end() :].strip() if head else ""
            if ABBREVIATION.match(rest):
                full = [k for k in keys if k != short and self._abbreviates(rest, k, head[0] if head else "")]
                if len(full) == 1:
                    self.alias[short] = full[0]
                continue
            place = bisect_left(ordered, short + " ")
            longer = [k for k in ordered[place : place + 2] if k.startswith(short + " ")]
            if (
                len(longer) == 1
                and not longer[0].startswith(short + " cap ")
                and short not in self.lexicon.headed
                and len(short.split()) > 2
                and not name.startswith("Phòng")
            ):
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
            head = unit_heads().match(name)
            rest = name[head.end() :].strip() if head else ""
            if head and found not in self.alias and ABBREVIATION.match(rest):
                letters[head[0].lower(), fold(_NO_LETTER.sub("", rest))].append(found)
        for (head_name, word), same in letters.items():
            right = same[0]
            once = {word[:i] + word[i + 1 :] for i in range(1, len(word)) if word[i] == word[i - 1]}
            right = next((letters[head_name, w][0] for w in sorted(once) if (head_name, w) in letters), right)
            self.alias.update({found: right for found in same if found != right})

    def _abbreviates(self, short: str, full_key: str, head: str) -> bool:
        full = self.lexicon.forms[full_key].most_common(1)[0][0]
        match = unit_heads().match(full)
        if not match or (head and match[0].lower() != head.lower()):
            return False
        return initials_of(full[match.end() :], short)

    def canonical(self, found: str) -> str:
        """The name shown for a key: a form written out, of these the one that heads a section, else the most frequent."""
        if found not in self._shown:
            self._shown[found] = self._canonical(found)
        return self._shown[found]

    def _canonical(self, found: str) -> str:
        found = self.alias.get(found, found)
        forms = self.lexicon.forms.get(found)
        if not forms:
            return found
        name = min(forms.items(), key=lambda item: (is_shortened(item[0]), -item[1], -len(item[0])))[0]
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

    def named_at(self, start: int) -> Sequence[tuple[Span, str]]:
        """The units of the agency and the bodies outside it whose names start at an offset."""
        return self._at.get(start, ())

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
    council = layout.agency.id in {"ubnd", "hdnd"}
    if council:
        for span, name in index.outside.all():
            if (office := _OWN_OFFICE.match(name)) is not None:
                own = short_council(office[0]) if office[0].startswith("Văn phòng") else office[0]
                mentions[own].append(UnitMention(span, own, "unit:office"))
    for name, at in mentions.items():
        if name != index.collective and (not _credible(name, at, index) or (council and _BELOW.match(name))):
            continue
        variants = tuple(dict.fromkeys(squeeze(m.span.of(text)) for m in at))
        found.append(Unit(name, layout.agency.name, variants, tuple(sorted(at, key=lambda m: m.span)), name == index.collective))
    return tuple(sorted(found, key=lambda u: u.mentions[0].span))


def _of_another(text: str, span: Span, end: int) -> bool:
    """Whether a name is that of another body's unit, or stands in the title of a project ("Nâng cấp Trung tâm A")."""
    if _OF_BODY_BEFORE.search(text, max(0, span.start - 80), span.start):
        return True
    opening = text.rfind("“", max(0, span.start - _LONGEST_TITLE), span.start)
    if opening < 0 or text.find("”", opening, span.start) >= 0 or text.find("\n", opening, span.start) >= 0:
        return False
    return text.find("”", span.end, min(end, span.end + _LONGEST_TITLE)) >= 0


def _credible(name: str, at: list[UnitMention], index: UnitIndex) -> bool:
    """A head with a single following word is a unit only where it heads a section or recurs."""
    head = unit_heads().match(name)
    rest = name[head.end() :].strip() if head else name
    return bool(rest) and (
        len(rest.split()) > 1
        or len(at) > 1
        or rest in {"Sở"}
        or bool(ABBREVIATION.match(rest))
        or unit_key(name, index.vocab) in index.lexicon.headed
    )


def _bare(text: str, blocks: Sequence[Block], mentions: dict[str, list[UnitMention]], index: UnitIndex, finder: BlockFinder) -> None:
    """Bare "Phòng", "Trung tâm", "Chi cục" refer to the unit of their section."""
    whole = SpanFinder(m.span for found in mentions.values() for m in found)
    for block in blocks:
        if block.kind in {"header", "tail"}:
            continue
        owner = index.owner_of_section(blocks, block)
        if not owner:
            continue
        for match in _BARE.finditer(text, block.content.start, block.content.end):
            span = Span(*match.span())
            if owner.startswith(match[0]) and not whole.meeting(span):
                mentions[owner].append(UnitMention(span, owner, "unit:bare"))
