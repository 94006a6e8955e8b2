"""What the tasks of one document are read from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .blocks_at import SpanFinder
from .bodies import Bodies
from .layout import Layout
from .model import Block, Citation
from .people import PeopleIndex
from .sections import Sections
from .subjects import Subjects
from .unit_index import UnitIndex
from .vocabulary import Vocabulary

LONGEST_NAME = 60  # characters of a person's name


@dataclass(frozen=True, slots=True)
class Scope:
    """What tasks are read from: one document's text, blocks, layout, units, people and citations."""

    text: str
    blocks: Sequence[Block]
    layout: Layout
    units: UnitIndex
    people: PeopleIndex
    citations: Sequence[Citation]
    vocab: Vocabulary
    sections: Sections
    bodies: Bodies
    subjects: Subjects
    places: SpanFinder
    leaders: Mapping[int, str]
    head: str | None
