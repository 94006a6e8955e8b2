"""Which unit of the agency, or body outside it, a piece of text names: the longest name wins.

A unit's name begins with a head (Phòng, Chi cục, Trung tâm …) and goes on while its words are capitalised or belong
to names of units; section headings and owners give whole names, which then match anywhere in the document.
"""

import itertools
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

from .blocks_at import SpanFinder, matches_in
from .layout import Layout
from .model import Block, Span
from .organisations import OrganisationIndex, short_council
from .phrases import PhraseTable, words
from .short_names import legend_words, short_names, where_short
from .text import LOWER, UPPER, squeeze
from .unit_heads import any_head, head_places, unit_heads
from .unit_levels import Levels
from .unit_lexicon import build_lexicon
from .unit_lists import bare_offices, headed_lists, heads_in_cells, letters_in_cells, letters_with_commas, of_districts, short_heads
from .unit_titles import heading_unit, split_units
from .vocabulary import Vocabulary, vocabulary
from .word_places import FirstWords

# what follows the name of a unit of somebody else ("Phòng A các huyện", "Trung tâm B thuộc Bộ C")
_OF_OTHERS = (
    r"[^\S\t\n]+(?:các\s+)?(?:huyện|quận|thị\s+xã|xã|phường|cấp\s+(?:xã|huyện))(?!\w)|(?:,\s*["
    + LOWER
    + r" ]{2,20})?[^\S\t\n]+(?:thuộc|của|trực thuộc)\s+(?:Tổng cục|Bộ|UBND|Ủy ban|Cục|Văn phòng|Viện|Trường|Đại học|Hội)"
    r"|[^\S\t\n]+Công an(?!\w)"
)
_OUTSIDE_AFTER_COUNCIL = re.compile(_OF_OTHERS)
# "Ban Văn hóa - Xã hội HĐND tỉnh": a committee of the council, where that is not the agency itself
_OUTSIDE_AFTER = re.compile(_OF_OTHERS + r"|[^\S\t\n]+(?:của\s+)?(?:HĐND|Hội đồng nhân dân)(?!\w)")
# "Công an tỉnh (Phòng A)": a unit of the body outside
_OF_BODY_BEFORE = re.compile(r"(?:Công an|Sở|Bộ|Cục|UBND|Viện|Trường)(?!\w)[^().,;:\n]{0,60}\(\s{0,2}$")
_COLLECTIVE_WORDS = FirstWords(("các", "trưởng", "lãnh", "thủ"))  # with which the collective cues begin
OWN_OFFICE = re.compile(
    r"Văn phòng (?:(?:HĐND|Hội đồng nhân dân) và )?(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân) (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|đặc khu)"
)
_BY_THEIR_NAME = (
    "Kiểm toán",
    "Ngân hàng",
    "Bảo hiểm",
    "Kho bạc",
    "Thanh tra",
    "Thuế",
    "Văn phòng",
)  # agencies that no head of theirs calls
_COUNCILS = ("ubnd", "hdnd")
_OF_DISTRICTS = ("so-y-te",)  # whose units in the districts are their own
_MOST_WORDS = 60  # that a legend explains
_MOST_CELLS = 200  # of letters alone that are looked up
_LONGEST_TITLE = 160
_BRANCH = ("Chi nhánh ", "chi nhánh ")  # of a unit, which then is no unit of the agency
_LOWER_LEVELS = ("cấp xã", "cấp huyện")  # with which names of units end that are not the agency's
_NOWHERE = SpanFinder(())


@lru_cache(maxsize=1)
def _collective() -> re.Pattern[str]:
    cues = words(vocabulary().units["collective_cues"], any_case=True)
    return re.compile(
        rf"{cues}(?i:\s+(?:liên quan|có liên quan|(?:trực\s+)?thuộc\s+(?:Sở|(?:Ban|Cục|Chi\s+cục|Trung\s+tâm|Viện|Trường)(?!\s+(?-i:[{UPPER}])))))?(?!\w)(?!\s+(?:của|(?:trực\s+)?thuộc)\s+(?:UBND|Ủy ban|Uỷ ban|các\s|huyện|Bộ\s))"
        # "các Phòng Kế hoạch, Nội vụ" names them
        rf"(?:(?<![Pp]hòng)|(?!\s+(?!Sở)[{UPPER}][{LOWER}]))"
    )


def _all_of(agency: str, vocab: Vocabulary) -> str:
    """What all units of an agency together are called: "Các phòng, đơn vị thuộc Sở", "… thuộc Trung tâm"."""
    name: str = vocab.units["collective"]
    head = next(
        (head for head in ("Bộ", "Trung tâm", "Tổng cục", "Cục", "Chi cục", "Ban", "Viện", "Trường") if agency.startswith(head + " ")), "Sở"
    )
    if agency.startswith(_BY_THEIR_NAME):
        head = agency
    return name.removesuffix("Sở") + head


def _offices(text: str, layout: Layout, vocab: Vocabulary) -> Mapping[str, str]:
    """The whole names of the offices that an agency calls without more: "Văn phòng Sở", and of a council the one office that is named in full."""
    agency = layout.agency
    if agency is None:
        return {}
    if agency.id.startswith(_COUNCILS):
        named = {short_council(squeeze(m[0])) for m in OWN_OFFICE.finditer(text)}
        return {"Văn phòng": next(iter(named))} if len(named) == 1 else {}
    kind = "Bộ" if agency.name.startswith("Bộ ") else "Sở"
    return {office: f"{office} {kind}" for office in vocab.units["office_names"]}


class UnitIndex:
    """Answers which unit a piece of text names, within one document; every name is looked for once."""

    def __init__(self, text: str, blocks: Sequence[Block], layout: Layout, vocab: Vocabulary) -> None:
        self.vocab = vocab
        self.inside = layout.agency is not None and not layout.agency.id.startswith(_COUNCILS)
        self.outside = OrganisationIndex(text, blocks, layout)
        self._levels = Levels(layout, vocab)
        deputies = layout.agency is not None and layout.agency.id.startswith("hdnd")
        self._of_others = _OUTSIDE_AFTER_COUNCIL if deputies else _OUTSIDE_AFTER
        heads = matches_in(any_head(), text, blocks, head_places(text))
        self.headings = [heading_unit(text, block, vocab) if block.index in heads else None for block in blocks]
        self.lexicon = build_lexicon(text, blocks, self.headings, heads, vocab, _offices(text, layout, vocab))
        listed = [*headed_lists(text, blocks, vocab), *short_heads(text, blocks), *(heads_in_cells(text, blocks) if self.inside else ())]
        if layout.agency and layout.agency.id.startswith(_OF_DISTRICTS):
            listed += of_districts(text, blocks)
        listed += bare_offices(text, blocks, layout.agency.id if layout.agency else "", vocab)
        for _, name in listed:
            self.lexicon.add(name)
        self.collective = _all_of(layout.agency.name if layout.agency else "", vocab)
        self.lexicon.merge()
        names = PhraseTable(form for found in self.lexicon.forms.values() for form in found)
        together = matches_in(_collective(), text, blocks, _COLLECTIVE_WORDS.places(text)) if self.inside else {}
        self._found = [
            found
            for at in sorted(heads.keys() | together.keys())
            for found in self._in_block(text, blocks[at], names, heads.get(at, ()), together.get(at, ()))
        ]
        if listed:
            known = SpanFinder(span for span, _ in self._found)
            more = [(span, self.lexicon.name_of(name)) for span, name in listed if not known.meeting(span)]
            self._found = sorted([*self._found, *more])
        self._spell(text, blocks)
        self._part()
        self._explain(text)
        self._starts = [span.start for span, _ in self._found]
        self._owner_of: dict[int, str | None] = {-1: None}
        self._at: dict[int, list[tuple[Span, str]]] = defaultdict(list)
        for found in (*self._found, *self.outside.all()):
            self._at[found[0].start].append(found)

    def _spell(self, text: str, blocks: Sequence[Block]) -> None:
        """Adds the units that are named by letters: over a comma, or alone in cells of tables, where no subject has these."""
        cells = [(span, letters) for span, letters in letters_in_cells(text, blocks) if letters not in self.vocab.abbreviations]
        meant = {letters: self.lexicon.spelled(letters) for letters in dict.fromkeys(letters for _, letters in cells[:_MOST_CELLS])}
        whole = [
            (span, name)
            for span, letters in itertools.islice(letters_with_commas(text, blocks), _MOST_CELLS)
            if (name := self.lexicon.under("phòng", letters))
        ]
        if whole:  # they go over shorter names that were read in them
            larger = SpanFinder(span for span, _ in whole)
            self._found = sorted([*(found for found in self._found if not larger.meeting(found[0])), *whole])
        known = SpanFinder(span for span, _ in (*self._found, *self.outside.all()))
        more = [(span, name) for span, letters in cells if (name := meant.get(letters)) and not known.meeting(span)]
        if more:
            self._found = sorted([*self._found, *more])

    def _part(self) -> None:
        """Hands the bodies that cannot be the agency's units to those outside it, unless these are known there by a name of their own."""
        foreign = {name for name in {name for _, name in self._found} if self._levels.is_outside(name)}
        others = [(span, name) for span, name in self._found if name in foreign]
        if others:
            known = SpanFinder(self.outside.spans)
            gone = {span for span, _ in others}
            self._found = [found for found in self._found if found[0] not in gone]
            self.outside.add(found for found in others if not known.meeting(found[0]) and not self._levels.is_own_name(found[1]))

    def _explain(self, text: str) -> None:
        """Adds what the document's own abbreviations name."""
        words = list(itertools.islice(legend_words(text), _MOST_WORDS))
        for short, full in words:
            self.lexicon.explain(short, full)
        forms = short_names(text, (*self._found, *self.outside.all()), unit_heads(), self.vocab)
        if not forms and not words:
            return
        for form, name in forms.items():
            self.lexicon.same(form, name)
        said = {span: forms.get(squeeze(span.of(text)), name) for span, name in self._found}  # what the document says goes before our guess
        others = {name for _, name in self.outside.all()}
        if gone := {span for span, name in self._found if said[span] != name and said[span] in others}:
            self.outside.add((span, said[span]) for span in gone)  # "Ban Quản lý dự án A (Ban QLDA)": "Ban QLDA" is no unit
            self._found = [found for found in self._found if found[0] not in gone]
        self._found = [(span, name if name == self.collective else self.lexicon.name_of(said[span])) for span, name in self._found]
        known = SpanFinder(span for span, _ in (*self._found, *self.outside.all()))
        ours = {name for _, name in self._found}
        more = [found for found in where_short(text, forms) if not known.meeting(found[0])]
        self._found = sorted([*self._found, *(found for found in more if found[1] in ours)])
        self.outside.add(found for found in more if found[1] not in ours)

    def _in_block(
        self, text: str, block: Block, names: PhraseTable, heads: Sequence[re.Match[str]], together: Sequence[re.Match[str]]
    ) -> list[tuple[Span, str]]:
        start, end = block.content.start, block.content.end
        all_of_them = [Span(*match.span()) for match in together]
        of_all = SpanFinder(all_of_them) if all_of_them else _NOWHERE
        found = [(span, self.collective) for span in all_of_them]
        floor = start
        for head in heads:
            stop = names.match(text, head.start(), end) if head.start() >= floor else None
            if stop is None:
                continue
            floor, span = stop, Span(head.start(), stop)
            printed = span.of(text)
            if (
                not self._of_others.match(text, stop)
                and not printed.endswith(_LOWER_LEVELS)
                and not printed.islower()  # a kind of units, not one
                and not of_all.meeting(span)
                and not _of_another(text, span, end)
            ):
                found.append((span, self.lexicon.name_of(printed)))
        return sorted(found) if all_of_them else found

    @cached_property
    def known(self) -> set[str]:
        """The names of the units that the document names."""
        return {self.collective, *(self.lexicon.canonical(k) for k in self.lexicon.forms)}

    @property
    def named(self) -> set[str]:
        """Those of them that some sentence names as the agency's own."""
        return {name for _, name in self._found}

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
        at, passed = block.parent, []
        while at not in self._owner_of:
            if name := self.headings[at]:
                self._owner_of[at] = self.lexicon.name_of(split_units(name, self.vocab)[0])
            else:
                passed.append(at)
                at = blocks[at].parent
        owner = self._owner_of[at]
        self._owner_of.update(dict.fromkeys(passed, owner))
        return owner


def _of_another(text: str, span: Span, end: int) -> bool:
    """Whether a name is that of another body's unit, or stands in the title of a project ("Nâng cấp Trung tâm A")."""
    if text.endswith(_BRANCH, 0, span.start):
        return True
    if text[max(0, span.start - 3) : span.start].rstrip().endswith("(") and _OF_BODY_BEFORE.search(
        text, max(0, span.start - 80), span.start
    ):
        return True
    opening = text.rfind("“", max(0, span.start - _LONGEST_TITLE), span.start)
    if opening < 0 or text.find("”", opening, span.start) >= 0 or text.find("\n", opening, span.start) >= 0:
        return False
    return text.find("”", span.end, min(end, span.end + _LONGEST_TITLE)) >= 0
