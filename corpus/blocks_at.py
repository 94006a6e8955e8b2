"""Which block holds an offset."""

from bisect import bisect_right
from collections.abc import Sequence

from .model import Block


class BlockFinder:
    """Finds blocks by offset in logarithmic time."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._starts = [block.span.start for block in blocks]

    def at(self, offset: int) -> Block | None:
        """The block that holds the offset, or None between blocks."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return None
        block = self._blocks[index]
        return block if offset < block.span.end else None
