"""What a reader of a file format hands over."""

from dataclasses import dataclass

from .model import Problem
from .packets import Packet
from .signatures import DigitalSignature


@dataclass(frozen=True, slots=True)
class Found:
    """The text found in a file, what could not be read of it, and the words of scanned pages that were hard to read.

    `packet` is the header of the packet that brought it; `pages` are the offsets at which its pages begin,
    `paragraphs` the offsets at which paragraphs of a Word file begin, each with its number (from 1, those of cells counted);
    `signatures` are the digital signatures of a PDF.
    """

    text: str
    told: tuple[Problem, ...] = ()
    unsure: frozenset[str] = frozenset()
    packet: Packet | None = None
    pages: tuple[int, ...] = ()
    paragraphs: tuple[tuple[int, int], ...] = ()
    signatures: tuple[DigitalSignature, ...] = ()
