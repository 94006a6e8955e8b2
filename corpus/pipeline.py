"""The whole reading of one document: bytes → Raw → Record."""

import hashlib
from functools import lru_cache
from pathlib import Path

from .blocks_at import SpanFinder
from .bodies import Bodies
from .checks import check, unclear
from .citations import find_citations
from .identity import CENTRAL, UNKNOWN_YEAR, identity_of
from .layout import Layout, read_layout
from .leaders import head_of_agency, heading_leaders
from .lookalikes import told_apart
from .model import Block, DocIdentity, Document, Raw, Record
from .named import find_named
from .outline import build_blocks
from .packet_header import with_header
from .people import PeopleIndex, find_people
from .progress import find_progress
from .relations import Relations
from .resolve import resolve
from .scope import Scope
from .sections import Sections
from .source import read
from .subjects import Subjects
from .tasks import find_tasks
from .text import slug, squeeze
from .tools import NO_TOOLS, Tools
from .unit_index import UnitIndex
from .units import find_units
from .vocabulary import Vocabulary, vocabulary

VERSION = "1"


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """A digest of the reading code and its data: records made under another one are made anew."""
    digest = hashlib.sha256(VERSION.encode())
    for folder, pattern in ((Path(__file__).parent, "*.py"), (Path(__file__).parent / "vocab", "*.toml")):
        for path in sorted(folder.glob(pattern)):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def read_record(path: Path, name: str | None = None, tools: Tools = NO_TOOLS) -> tuple[Raw, Record]:
    """A file's Raw and Record. Raises UnreadableSource where the file cannot be decoded; anything else is read."""
    raw = read(path, name, tools)
    return raw, extract(raw, vocabulary())


def extract(raw: Raw, vocab: Vocabulary) -> Record:
    """The record of a document. Total: any text gives a record, what is missing is None or a Problem."""
    text = raw.text
    layout = read_layout(text, vocab)
    layout, differences = with_header(layout, raw.packet, vocab) if raw.packet else (layout, ())
    blocks = build_blocks(text, layout)
    if not blocks:
        return Record(_document(raw, layout, (), vocab), (), (), (), (), (), (), raw.told)
    relations = Relations(text, blocks, vocab, layout.doctype)
    citations, lookalike = told_apart(resolve(find_citations(text, blocks, layout, relations, vocab)), raw)
    named = find_named(text, blocks, layout, citations, relations, vocab)
    index = UnitIndex(text, blocks, layout, vocab)
    people, spelling = find_people(text, blocks, layout)
    units = find_units(text, blocks, layout, index)
    bodies = Bodies(text, index, vocab, layout)
    subjects = Subjects(text, bodies)
    sections = Sections(text, blocks, layout, index, bodies, subjects, vocab)
    places = SpanFinder(c.span for c in citations)
    head = head_of_agency(people)
    leaders = heading_leaders(text, blocks, people, head)
    scope = Scope(text, blocks, layout, index, PeopleIndex(people), citations, vocab, sections, bodies, subjects, places, leaders, head)
    tasks = find_tasks(scope)
    problems = (
        *raw.told,
        *differences,
        *check(layout, citations, tasks),
        *lookalike,
        *unclear(text, raw.unsure, citations, tasks),
        *spelling,
    )
    return Record(
        _document(raw, layout, blocks, vocab),
        citations,
        named,
        units,
        index.outside.organisations(),
        people,
        tasks,
        problems,
        find_progress(text, blocks, layout, relations),
    )


def _document(raw: Raw, layout: Layout, blocks: tuple[Block, ...], vocab: Vocabulary) -> Document:
    identity, minted = _identity(raw, layout, vocab)
    return Document(
        identity=identity, minted=minted, source=raw.source, text=raw.text, number=str(layout.number) if layout.number else "",
        number_raw=layout.number_raw, symbol=layout.symbol, doctype=layout.doctype or "van-ban", doctype_printed=layout.doctype_printed or "Văn bản",
        title=layout.title or _first_line(raw, blocks), agency=layout.agency.name if layout.agency else None,
        agency_id=layout.agency.id if layout.agency else "khong-ro", province=layout.province, place=layout.place, date=layout.date,
        signer=layout.signer, recipients=layout.recipients, blocks=blocks, packet=raw.packet,
    )  # fmt: skip


def _first_line(raw: Raw, blocks: tuple[Block, ...]) -> str:
    return squeeze(blocks[0].content.of(raw.text))[:160] if blocks else ""


def _identity(raw: Raw, layout: Layout, vocab: Vocabulary) -> tuple[DocIdentity, bool]:
    """The document's identity; while the number is blank it is minted from the content and `minted` is true."""
    agency = layout.agency
    scope = (agency.province.id if agency.province else CENTRAL) if agency else "khong-ro"
    issuer = agency.id if agency else "khong-ro"
    doctype = layout.doctype or "van-ban"
    year = layout.date[:4] if layout.date else UNKNOWN_YEAR
    if layout.number is not None:
        own, _, _, _ = identity_of(layout.number, str(layout.number), layout.date, None, layout.doctype_printed, layout, vocab)
        serial = own.number if own else slug(layout.number.serial)
        return DocIdentity(scope, issuer, doctype, str(layout.number.year or year), serial), False
    digest = hashlib.sha256(b" ".join(raw.text.encode().split())).hexdigest()[:12]
    return DocIdentity(scope, issuer, doctype, year, f"khong-so-{digest}"), True
