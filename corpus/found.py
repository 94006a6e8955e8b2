"""What a reader of a file format hands over."""

from dataclasses import dataclass

from .model import Problem


@dataclass(frozen=True, slots=True)
class Found:
    """The text found in a file, what could not be read of it, and the words of scanned pages that were hard to read."""

    text: str
    told: tuple[Problem, ...] = ()
    unsure: frozenset[str] = frozenset()
