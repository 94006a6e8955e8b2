"""Columns of tables that hold legal bases, whose cells may stand on lines of their own."""

import re
from collections.abc import Sequence

from .blocks_at import BlockFinder
from .model import Block, Span
from .sought import Sought

_BASE_COLUMN = re.compile(
    r"(?i)\W*căn\s+cứ\s+(?:pháp\s+lý|thực\s+hiện|ban\s+hành|giao)|\W*cơ\s+sở\s+pháp\s+lý|\W*căn\s+cứ\W*$|\W*tên\s+(?:văn\s+bản|VBQPPL)[^\t]{0,30}\s+quy\s+định\s"
)
_BASE_HEADS = Sought.phrases(("căn cứ pháp lý", "cơ sở pháp lý", "văn bản quy định việc", "pháp luật quy định nội dung"))
_LONGEST_HEAD = 140


def lists_of_bases(text: str, blocks: Sequence[Block]) -> tuple[Span, ...]:
    """Where legal bases are listed: below a numbered heading, or from the head of a table's column on, as its cells may stand on lines of their own."""
    found: list[Span] = []
    places = [match.start() for match in _BASE_HEADS.finditer(text, 0, len(text))]
    finder = BlockFinder(blocks if places else ())
    for at in places:
        block = finder.at(at)
        if found and at < found[-1].end:
            continue  # told already by the heading above
        if block is None or (block.kind != "row" and block.content.length >= _LONGEST_HEAD):
            continue
        if block.kind != "row" and block.marker:
            if at == block.content.start:
                found.append(Span(block.content.end, _section_end(blocks, block)))
        else:
            found.append(Span(at, len(text)))
            break
    return tuple(found)


def _section_end(blocks: Sequence[Block], head: Block) -> int:
    """The end of what stands below a heading."""
    last = head
    for block in blocks[head.index + 1 :]:
        if block.parent < head.index:
            break
        last = block
    return last.span.end


def base_columns(text: str, blocks: Sequence[Block]) -> dict[int, list[Span]]:
    """Of each row of a table the cells whose column is headed "Căn cứ pháp lý"."""
    found: dict[int, list[Span]] = {}
    columns: list[int] = []
    for above, block in zip((None, *blocks), blocks, strict=False):
        if block.kind != "row":
            continue
        if above is None or above.kind != "row":
            columns = []
        cells = _cells(text, block.content)
        heads = [at for at, cell in enumerate(cells) if _BASE_COLUMN.match(text, cell.start, cell.end)]
        if heads:
            columns = heads
        elif columns:
            found[block.index] = [cells[at] for at in columns if at < len(cells)]
    return found


def _cells(text: str, content: Span) -> list[Span]:
    """The cells of a row, set apart by tabs."""
    cells, start = [], content.start
    while (end := text.find("\t", start, content.end)) >= 0:
        cells.append(Span(start, end))
        start = end + 1
    return [*cells, Span(start, content.end)]
