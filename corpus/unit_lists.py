"""Units named otherwise than by a whole name: lists headed once, heads in letters, units in the districts, cells in letters."""

import re
from collections.abc import Iterator, Sequence

from .blocks_at import BlockFinder
from .model import Block, Span
from .text import LOWER, UPPER, squeeze
from .unitnames import name_end
from .vocabulary import Vocabulary, vocabulary
from .word_places import FirstWords

_LISTED_KINDS = FirstWords(("các",))
_ROOM = FirstWords(("Phòng", "P"), exact=True)
_ROOM_IN_LETTERS = FirstWords(("P",), exact=True)
_IN_DISTRICTS = FirstWords(("Trung", "Bệnh"), exact=True)
_LIST_OF_UNITS = re.compile(
    r"(?i:các)\s+(?:(?P<kind>(?i:phòng|trung\s+tâm|chi\s+cục))(?:\s+chuyên\s+môn)?\s*:(?=\s)|(?P<named>Phòng|Trung\s+tâm|Chi\s+cục)(?=\s+["
    + UPPER
    + "]))"
)
_SHORT_HEAD = re.compile(r"P\.\s?(?P<letters>[A-ZĐƯ]{2,8}(?:[&-][A-ZĐƯ]{1,4})*)(?![\w&])")
_NEXT_UNIT = re.compile(r"(?:\s*\([^()]{2,40}\))?\s*(?:[,;]|,?\s+và)(?=\s+[" + UPPER + "])")
_LETTERS_OVER_COMMA = re.compile(r"P(?:hòng\s|\.\s?|\s)(?P<letters>[A-ZĐƯ]{2,6}(?:,\s?[A-ZĐƯ]{2,5}(?:&[A-ZĐƯ]{1,4})?){1,3})(?![\w&])")
_PIECE = re.compile(r"(?:(?<=[\t\n,;/])|(?<=[,;/]\s)|^)\s*(?P<letters>[A-ZĐƯ]{3,8})(?=\s*(?:[,;/\t\n]|$))")
_HEADS = {"TT": "Trung tâm", "CC": "Chi cục", "BV": "Bệnh viện"}
# not "TT HĐND", its standing committee, nor "TT 05/2020", a circular
_HEAD_LETTERS = re.compile(
    rf"(?:(?<=[\t\n,;/])|(?<=[,;/]\s)|^)\s*(?P<all>(?P<head>TT|CC|BV)(?:\.\s?|\s)(?!Tỉnh|Thành|HĐND|UBND|Huyện|TU)(?P<name>[{UPPER}][^;,/\t\n()]{{1,60}}?))(?=\s*(?:[,;/\t\n]|$))"
)
_LONGEST_CELL = 160
_LONGEST_NAME = 160  # characters of a name in a list
_LONGEST_LIST = 80  # characters of a cell that lists short forms
_OF_DISTRICT = re.compile(
    rf"(?:Trung\s+tâm\s+Y\s+tế|Bệnh\s+viện\s+[Đđ]a\s+khoa)\s+(?:huyện|quận|thị\s+xã|thành\s+phố|khu\s+vực)(?:\s+(?!(?:UBND|Sở|Phòng)(?!\w))[{UPPER}][{LOWER}]*){{1,4}}"
)
_OFFICES = ("Văn phòng", "Thanh tra")  # that every department has, and calls without more
_OFFICE_WORDS = FirstWords((office.split()[0] for office in _OFFICES), exact=True)
_WITH_OFFICES = ("so-", "bo-")
_NAME_ENDS = re.compile(r"\s*(?:[.:;)|\t\n]|$)|\s*,\s|\s+(?:và|cùng)\s")
# "Thanh tra, kiểm tra …": what to do, no unit
TO_INSPECT = re.compile(rf"Thanh tra(?:,|\s+và)\s+(?!các\s|phòng\s)[{LOWER}]")


def headed_lists(text: str, blocks: Sequence[Block], vocab: Vocabulary) -> Iterator[tuple[Span, str]]:
    """The units of lists headed once ("Trưởng các phòng: Quản lý khoa học (QLKH), Chuyển đổi số"): (span, whole name)."""
    places = _LISTED_KINDS.places(text)
    finder = BlockFinder(blocks if places else ())
    for place in places:
        block, head = finder.at(place), _LIST_OF_UNITS.match(text, place)
        if block is None or head is None:
            continue
        kind, at = squeeze(head["kind"] or head["named"]).capitalize(), head.end()
        while (end := name_end(text, at, _next_comma(text, at, block.content.end), vocab)) is not None:
            start = at + len(text[at:end]) - len(text[at:end].lstrip())
            yield Span(start, end), f"{kind} {squeeze(text[start:end])}"
            following = _NEXT_UNIT.match(text, end, block.content.end)
            if following is None:
                break
            at = following.end()


def letters_with_commas(text: str, blocks: Sequence[Block]) -> Iterator[tuple[Span, str]]:
    """Rooms in letters over a comma ("Phòng QLCL, CB&TM"): (span, letters)."""
    places = _ROOM.places(text)
    finder = BlockFinder(blocks if places else ())
    for at in places:
        match = _LETTERS_OVER_COMMA.match(text, at)
        block = finder.at(at) if match else None
        if match and block and block.kind not in {"tail", "header"}:
            yield Span(*match.span()), match["letters"]


def _next_comma(text: str, at: int, limit: int) -> int:
    """Where the next name of a list may begin: after a comma, with a capital."""
    limit = min(limit, at + _LONGEST_NAME)
    comma = text.find(", ", at, limit)
    while comma >= 0 and not text[comma + 2 : comma + 3].isupper():
        comma = text.find(", ", comma + 1, limit)
    return comma if comma >= 0 else limit


def short_heads(text: str, blocks: Sequence[Block]) -> Iterator[tuple[Span, str]]:
    """The units whose head is a letter ("P.QLKH", "P. KHTC"): (span, name with the head written out)."""
    places = [at for at in _ROOM_IN_LETTERS.places(text) if text[at - 1 : at] not in {".", "_"}]
    finder = BlockFinder(blocks if places else ())
    for at in places:
        block, match = finder.at(at), _SHORT_HEAD.match(text, at)
        if block and match and block.kind not in {"tail", "header"} and match["letters"] not in vocabulary().units["not_rooms_in_letters"]:
            yield Span(*match.span()), f"Phòng {match['letters']}"


def heads_in_cells(text: str, blocks: Sequence[Block]) -> Iterator[tuple[Span, str]]:
    """What fills a cell, or stands between its semicolons, and has letters for a head ("TT. Ứng dụng"): (span, name with the head written out)."""
    if not any(f"{head}{mark}" in text for head in _HEADS for mark in ". "):
        return
    for block in blocks:
        for cell in block.cells if block.kind == "row" else ():
            for piece in _HEAD_LETTERS.finditer(text, cell.start, cell.end) if 0 < cell.length <= _LONGEST_CELL else ():
                yield Span(*piece.span("all")), f"{_HEADS[piece['head']]} {squeeze(piece['name'])}"


def of_districts(text: str, blocks: Sequence[Block]) -> Iterator[tuple[Span, str]]:
    """Units in the districts, by the district's name ("Trung tâm Y tế huyện Hàm Thuận Bắc")."""
    places = _IN_DISTRICTS.places(text)
    finder = BlockFinder(blocks if places else ())
    for at in places:
        block, match = finder.at(at), _OF_DISTRICT.match(text, at)
        if block and match and block.kind not in {"tail", "header"}:
            yield Span(*match.span()), squeeze(match[0])


def bare_offices(text: str, blocks: Sequence[Block], agency: str, vocab: Vocabulary) -> Iterator[tuple[Span, str]]:
    """The office and the inspectorate of a department (its id), called so without more ("Giao Văn phòng chủ trì"), or of a ministry: (span, whole name)."""
    if not agency.startswith(_WITH_OFFICES):
        return
    kind = "Bộ" if agency.startswith("bo-") else "Sở"
    places = _OFFICE_WORDS.places(text)
    finder = BlockFinder(blocks if places else ())
    verb = vocab.pattern("subject-end", vocab.cues["subject_end"])
    for at in places:
        name = next((office for office in _OFFICES if text.startswith(office, at)), None)
        block = finder.at(at) if name else None
        if name is None or block is None or block.kind in {"tail", "header", "title"}:
            continue
        stop = at + len(name)
        if kind == "Bộ" and text.startswith(" Bộ", stop) and not text[stop + 3 : stop + 5].strip()[:1].isupper():
            yield Span(at, stop + 3), f"{name} Bộ"
            continue
        acts = verb.match(text, stop + 1, block.content.end) if text[stop : stop + 1] == " " else None
        if not acts and not _NAME_ENDS.match(text, stop, block.content.end):
            continue
        if TO_INSPECT.match(text, at):
            continue
        yield Span(at, stop), f"{name} {kind}"


def letters_in_cells(text: str, blocks: Sequence[Block]) -> Iterator[tuple[Span, str]]:
    """What fills a cell of a table, or stands between its commas, and is letters alone ("TTUD"): (span, letters)."""
    for block in blocks:
        for cell in block.cells if block.kind == "row" else ():
            for piece in _PIECE.finditer(text, cell.start, cell.end) if 0 < cell.length <= _LONGEST_LIST else ():
                yield Span(*piece.span("letters")), piece["letters"]
