"""The units that a document names: gathered from headings, rows and sentences, and merged where two forms name one unit."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from .model import Block
from .text import UPPER, fold, squeeze
from .unit_heads import unit_heads, usual_case
from .unit_letters import ABBREVIATION, initials, is_shortened, letters_of
from .unit_titles import split_units, whole_name
from .unitnames import OTHER_BODY, name_end, unit_key
from .vocabulary import Vocabulary

# a list of units, not one name
_NO_PART = re.compile(
    r",\s*(?:cấp|xã|phường|huyện|thị|cơ quan|đơn vị|địa phương|các)(?!\w)|liên quan|[-–]\s*(?:Bộ|Sở)\s|,\s*(?:["
    + UPPER
    + r"&]{2,}|["
    + UPPER
    + r"][\w&]*\s*(?:,|$))"
)
_LETTERS = re.compile(r"(?<!\w)[A-ZĐƯ]{2,5}(?![\w&])")
# what no name of one unit has
_NOT_ONE = re.compile(
    r"(?<!\w)(?:các|huyện|thị xã|liên quan|cùng|để|đã|sẽ|khi|gửi|được|phải|cần|với|tham gia|thực hiện|chủ trì|phối hợp)(?!\w)"
)
_LONGEST_CELL = 300
_MOST_WORDS = 14  # of a name that fills a cell
_MOST_NAMES = 200  # of units in one document, among which a mixed short form is looked for
_LONG_SPELT = 4  # letters of a head and a name that are enough to begin theirs
_TELLING = 3  # letters that are enough to begin the letters of a name
_PLACE_WORDS = {"cap", "khu", "huyen", "quan", "thi", "thanh", "tinh", "vung", "so"}  # what follows makes it the unit of a place
_HEADED = 5  # how often a form counts that heads a section


class Lexicon:
    """The units that a document names, by key (`unit_key`): their printed forms, and which keys stand for another.

    Keys come in with `add`; `merge` then finds which of them name one unit, and `canonical` gives the name to show.
    """

    def __init__(self, vocab: Vocabulary, offices: Mapping[str, str] | None = None) -> None:
        self.vocab = vocab
        self._offices = offices or {}  # what an office is called in full that is named without more ("Văn phòng")
        self.forms: dict[str, Counter[str]] = defaultdict(Counter)
        self.headed: set[str] = set()
        self._order: list[str] = []
        self._alias: dict[str, str] = {}
        self._shown: dict[str, str] = {}
        self._restored: set[str] = set()  # names whose case is ours, not the document's

    def add(self, name: str, headed: bool = False, restored: bool = False) -> None:
        """Takes in one printed form; `headed` where it heads a section or fills a cell, `restored` where it is printed in capitals."""
        name = squeeze(name).strip(" ,;:.*")
        found = unit_key(name, self.vocab)
        if found not in self.forms:
            self._order.append(found)
        self.forms[found][name] += _HEADED if headed else 1
        if headed:
            self.headed.add(found)
        if restored:
            self._restored.add(name)

    def name_of(self, form: str) -> str:
        """The name shown for the unit that a printed form names."""
        found = unit_key(form, self.vocab)
        return self.canonical(found) if found in self.forms else squeeze(form)

    def canonical(self, found: str) -> str:
        """The name shown for a key: a form written out, of these the one that heads a section, else the most frequent."""
        if found not in self._shown:
            self._shown[found] = self._canonical(found)
        return self._shown[found]

    def _canonical(self, found: str) -> str:
        found = self._alias.get(found, found)
        forms = self.forms.get(found)
        if not forms:
            return found
        name = min(forms.items(), key=lambda item: (is_shortened(item[0]), item[0] in self._restored, -item[1], -len(item[0])))[0]
        name = name[0].upper() + name[1:]
        return self._offices.get(name, name)

    def same(self, short: str, full: str) -> None:
        """Notes that a short form stands for a full one: the document explains it so."""
        short, full = unit_key(short, self.vocab), unit_key(full, self.vocab)
        if short in self.forms and full in self.forms and short != self._alias.get(full, full):
            self._alias[short] = self._alias.get(full, full)
            self._shown.clear()

    def explain(self, short: str, full: str) -> None:
        """Writes a word out in the names that have it, where the document says what it stands for."""
        for found in [key for key in self._order if any(short in form.split() for form in self.forms[key])]:
            for form in [form for form in self.forms[found] if short in form.split()]:
                whole = " ".join(full if word == short else word for word in form.split())
                self.add(whole, headed=True)
                self.same(form, whole)
        self._shown.clear()

    def merge(self) -> None:
        """Short and abbreviated forms join the one full name that they stand for."""
        keys = self._order
        ordered = sorted(keys)
        by_letters = self._by_letters(keys)
        looked_for = 0  # short forms for which all names were gone through
        for short in keys:
            name = self._usual(short)
            head, rest = _parted(name)
            if ABBREVIATION.match(rest):
                letters = fold(letters_of(rest))
                full = by_letters[head.lower(), letters] - {short}
                if not full and len(letters) >= _TELLING and looked_for < _MOST_NAMES:
                    looked_for += 1
                    full = {key for key in keys[:_MOST_NAMES] if key != short and self._begins(key, head, letters)}
                if len(full) == 1:
                    self._alias[short] = next(iter(full))
                continue
            if _LETTERS.search(rest) and looked_for < _MOST_NAMES:
                looked_for += 1
                words = unit_key(name, self.vocab).split(" ")
                meant = [k for k in keys[:_MOST_NAMES] if k != short and len(words) <= k.count(" ") and _spells(words, k.split(" "))]
                if len(meant) == 1:
                    self._alias[short] = meant[0]
                    continue
            place = bisect_left(ordered, short + " ")
            longer = [k for k in ordered[place : place + 2] if k.startswith(short + " ")]
            if (
                len(longer) == 1
                and longer[0][len(short) + 1 :].split(" ")[0] not in _PLACE_WORDS
                and short not in self.headed
                and len(short.split()) > 2
                and not name.startswith("Phòng")
            ):
                self._alias[short] = longer[0]
        self._merge_misprints(keys)
        self._cut_tails(keys, ordered)
        for office, name in self._offices.items():
            bare, whole = unit_key(office, self.vocab), unit_key(name, self.vocab)
            if bare in self.forms and whole in self.forms:
                self._alias[bare] = whole

    def _usual(self, found: str) -> str:
        forms = self.forms[found]
        return max(forms, key=forms.__getitem__)

    def _cut_tails(self, keys: Sequence[str], ordered: Sequence[str]) -> None:
        """A name that is another with a lower-case tail, and heads nothing, was read too far: it is the other."""
        for found in keys:
            name = self._usual(found)
            words = found.split()
            for length in range(len(words) - 1, 2, -1):
                shorter = " ".join(words[:length])
                place = bisect_left(ordered, shorter)
                if found in self.headed or place == len(ordered) or ordered[place] != shorter:
                    continue
                usual = self._usual(shorter)
                tail = name[len(usual) :]
                if tail.islower() and not tail.lstrip().startswith(("và ", ",")) and not is_shortened(usual):
                    if self._alias.get(shorter) == found:  # it was taken for the beginning of this one: the more frequent is the name
                        if self.forms[shorter].total() <= self.forms[found].total():
                            break
                        del self._alias[shorter]
                    self._alias[found] = shorter
                    break

    def _merge_misprints(self, keys: Sequence[str]) -> None:
        """Abbreviations that differ by an ampersand or by one letter printed twice are one unit: QLKH&CN, QLKHCCN."""
        letters: dict[tuple[str, str], list[str]] = defaultdict(list)
        for found in keys:
            head, rest = _parted(self._usual(found))
            if head and found not in self._alias and ABBREVIATION.match(rest):
                letters[head.lower(), fold(letters_of(rest))].append(found)
        for (head, word), same in letters.items():
            right = same[0]
            once = {word[:i] + word[i + 1 :] for i in range(1, len(word)) if word[i] == word[i - 1]}
            right = next((letters[head, w][0] for w in sorted(once) if (head, w) in letters), right)
            self._alias.update({found: right for found in same if found != right})

    def _begins(self, key: str, head: str, letters: str) -> bool:
        """Whether the letters of a name of several words under the same head begin with some ("QLCN" of "Quản lý Công nghệ và Chuyên ngành")."""
        own, rest = _parted(self._usual(key))
        return own.lower() == head.lower() and any(made.startswith(letters) for made in initials(rest))

    def under(self, head: str, letters: str) -> str | None:
        """The one unit under a head whose letters are those given; None without one."""
        wanted, found = fold(letters_of(letters)), set()
        for key in self._order[:_MOST_NAMES]:
            own, rest = _parted(self._usual(key))
            if own.lower() == head and wanted in initials(rest):
                found.add(self.canonical(key))
        return next(iter(found)) if len(found) == 1 else None

    def spelled(self, letters: str) -> str | None:
        """The one unit whose letters, with those of its head, are or begin with some ("TTUD" of "Trung tâm Ứng dụng …"); None without one."""
        wanted, exact, begun = fold(letters), set(), set()
        for key in self._order[:_MOST_NAMES]:
            head, rest = _parted(self._usual(key))
            first = "".join(word[0] for word in fold(head).split())
            for made in initials(rest) if head and not ABBREVIATION.match(rest) else ():
                if first + made == wanted:
                    exact.add(self.canonical(key))
                elif len(wanted) >= max(_LONG_SPELT, len(first) + 2) and (first + made).startswith(wanted):
                    begun.add(self.canonical(key))
        found = exact or begun
        return next(iter(found)) if len(found) == 1 else None

    def _by_letters(self, keys: Sequence[str]) -> dict[tuple[str, str], set[str]]:
        """The names of several words by their heads and the letters that stand for them."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for key in keys:
            head, rest = _parted(self._usual(key))
            for letters in initials(rest) if head else ():
                found[head.lower(), letters].add(key)
        return found


def _spells(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether words, some of them letters for several, stand for others in their order ("KT TĐC" for "Kỹ thuật Tiêu chuẩn …" with TĐC written out)."""
    ends = {0}  # how many of the full words those read so far may stand for
    for word in short:
        count = len(word)
        ends = {end + 1 for end in ends if full[end : end + 1] == [word]} | {
            end + count for end in ends if count >= 2 and word == "".join(w[:1] for w in full[end : end + count])
        }
    return len(full) in ends


def _parted(name: str) -> tuple[str, str]:
    """The head of a unit's name and what follows it; no head where the name does not begin with one."""
    head = unit_heads().match(name)
    return (head[0], name[head.end() :].strip()) if head else ("", "")


def build_lexicon(
    text: str,
    blocks: Sequence[Block],
    headings: Sequence[str | None],
    heads: Mapping[int, Sequence[re.Match[str]]],
    vocab: Vocabulary,
    offices: Mapping[str, str] | None = None,
) -> Lexicon:
    """The units that headings, table sections and running text name; `heads` are what names may begin with, by the block they stand in.

    `offices` gives the whole name of those that are called without more ("Văn phòng").
    """
    lexicon = Lexicon(vocab, offices)
    not_units = tuple(vocab.units["not_units"])
    for block in blocks:
        row = block.kind == "row"
        if row and block.index not in heads:
            continue
        name = headings[block.index] if block.kind in {"heading", "item", "paragraph"} else None
        if row and sum(end > start for start, end in block.cells) <= 2:
            name = next(
                (words for c in block.cells if unit_heads().match(words := usual_case(squeeze(c.of(text)), vocab)) and len(words) < 120),
                None,
            )
        if name and not name.startswith(not_units):
            restored = block.content.of(text).isupper() or any(cell.of(text).isupper() for cell in block.cells)
            for part in split_units(name, vocab):
                lexicon.add(part, headed=True, restored=restored)
        if row:
            for name in _in_cells(text, block, vocab):
                lexicon.add(name, headed=True)
    for at, in_block in heads.items():
        block = blocks[at]
        for head in in_block if block.kind not in {"tail", "header"} else ():
            match = unit_heads().match(text, head.start(), block.content.end)
            end = name_end(text, match.end(), block.content.end, vocab) if match else None
            if end is not None and not text.startswith(not_units, head.start()):
                lexicon.add(text[head.start() : end])
    return lexicon


def _is_one_name(words: str, after: int) -> bool:
    """Whether the words of a cell, whatever they are, may be one unit's name: with a capital behind its head and no other body."""
    return words[after:].lstrip()[:1].isupper() and "(" not in words and not OTHER_BODY.search(words)


def _in_cells(text: str, block: Block, vocab: Vocabulary) -> Iterator[str]:
    """The names that fill cells of a row, or what stands between their semicolons, and go on where a sentence would end them."""
    longest = max((end - start for start, end in block.cells), default=0)
    for cell in block.cells:
        for piece in cell.of(text).split(";") if 0 < cell.length <= _LONGEST_CELL else ():
            words = squeeze(piece).strip(" .-–+")
            head = unit_heads().match(words)
            if (
                head
                and len(words.split()) <= _MOST_WORDS
                and not _NO_PART.search(words)
                and not _NOT_ONE.search(words)
                and len(split_units(words, vocab)) == 1
                and name_end(words, head.end(), len(words), vocab) != len(words)
                and ("," in words or cell.end - cell.start == len(piece))
                and (name := whole_name(words, vocab) or (words if cell.length < longest and _is_one_name(words, head.end()) else None))
            ):
                yield name
