"""Tables drawn with bars become rows with tabs: a bar on a line of its own between cells, as portals print them, or a row on a line.

One character is replaced by one character, so offsets stay. Only tables with a column of numbers ("TT") are made so;
letterheads and signatures, which are printed the same way in two columns, are left alone.
"""

import itertools
import re

_BAR = re.compile(r"(?m)^[ \t]*\|[ \t]*$")
_ROW_NUMBER = re.compile(r"\W*(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVXL]{1,6}|[A-ZĐ]|S?TT)\W*")
_TABLE_HEAD = re.compile(r"(?i)\W*(?:s?tt|số\s+(?:tt|thứ\s+tự))\W*")
_MIN_COLUMNS = 3
_LONGEST_HEAD = 20
_LONGEST_CELL = 4000
# a heading, or a paragraph of several lines, no cell
_GOES_ON = re.compile(
    r"(?:[A-Z]|[IVX]{1,5}|\d{1,2})\s?[.)]\s+\S|(?:Phần|PHẦN|Điều|Mục|MỤC|Chương|CHƯƠNG)\s|[^\n]{50,}\n[^\n]{20,}\n[^\n]*[.;:]"
)
_LEFT_OUT = re.compile(r"[.…\s]*")  # a line of dots where a publisher left rows out ends a row as an empty cell does


# "| 1 | Rà soát … | Phòng A |", and the rule below the head of such a table
_LINE = re.compile(r"(?m)^[ \t]*\|(?:[^|\n]*\|){3,}[ \t]*$")
_RULE = re.compile(r"[-:|\s]+")


def rows(text: str) -> str:
    """The text with each row of a table on one line, its cells set apart by tabs."""
    return _apart(_whole_lines(text)) if "|" in text else text


def _whole_lines(text: str) -> str:
    """The text with the bars of rows that stand on one line made tabs; two columns alone are a letterhead or a signature."""
    parts, done = [], 0
    for line in _LINE.finditer(text):
        said = line[0]
        if _RULE.fullmatch(said):
            made = " " * len(said)
        else:
            first, last = said.index("|"), said.rindex("|")
            made = said[:first] + " " + said[first + 1 : last].replace("|", "\t") + " " + said[last + 1 :]
        parts += [text[done : line.start()], made]
        done = line.end()
    return "".join((*parts, text[done:])) if parts else text


def _apart(text: str) -> str:
    """The text with each row of a numbered table whose bars stand on lines of their own on one line."""
    bars = [match.start() + match[0].index("|") for match in _BAR.finditer(text)]
    cells = ["" if _LEFT_OUT.fullmatch(text, a + 1, b) else text[a + 1 : b].strip() for a, b in itertools.pairwise(bars)]
    heads = [at for at, cell in enumerate(cells) if len(cell) < _LONGEST_HEAD and _TABLE_HEAD.fullmatch(cell)]
    if not heads:
        return text
    letters = list(text)
    done = 0
    for head in heads:
        if head >= done:
            for first, last in (found := _split(cells, head)):
                _write(letters, bars[first : last + 1])
                done = last
            if not found:
                done = head
    return "".join(letters)


def _split(cells: list[str], head: int) -> list[tuple[int, int]]:
    """The rows of the table whose header begins at a cell, each as its opening and closing bar; none for no table.

    Between rows stands an empty cell, as it does for a cell that is blank; a row ends at one where it has all its
    columns, or where the next cell begins a row by its number.
    """
    try:
        columns = cells.index("", head) - head
    except ValueError:
        columns = len(cells) - head
    if columns < _MIN_COLUMNS:
        return []
    found: list[tuple[int, int]] = []
    start = head
    for at in range(head, len(cells)):
        if at - start == columns and _GOES_ON.match(cells[at]):
            found.append((start, at))  # the text goes on below the table, up to a bar of the signature
            break
        if len(cells[at]) > _LONGEST_CELL or at - start > columns:
            break
        if cells[at]:
            continue
        following = next((c for c in cells[at + 1 : at + 3] if c), "")
        if at - start == columns or (at > start and cells[at + 1 : at + 2] != [""] and _ROW_NUMBER.fullmatch(following)):
            found.append((start, at))
            start = at + 1
    else:
        if 0 < len(cells) - start <= columns:
            found.append((start, len(cells)))
    return found


def _write(letters: list[str], row: list[int]) -> None:
    for at in range(row[0], row[-1] + 1):
        if letters[at] == "\n":
            letters[at] = " "
    for bar in row[1:-1]:
        letters[bar] = "\t"
    letters[row[0]] = letters[row[-1]] = " "
