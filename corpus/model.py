"""The seam types: frozen, slotted, made of tuples, and the only things that cross from reading to graph and index.

Offsets are characters of `Document.text` (NFC), half-open. Dates are ISO 8601; a month alone is "2020-06".
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, Literal, NamedTuple

from .frozen import frozen
from .packets import Packet
from .signatures import DigitalSignature

Relation = Literal["legal_basis", "implements", "amends", "replaces", "repeals", "mentions"]
Modality = Literal["effected", "planned", "reported"]
Form = Literal["full", "short", "blank"]
Outcome = Literal["exact", "candidate", "ambiguous", "unresolved"]
DeadlineKind = Literal["before", "by", "within", "recurring", "period", "none"]
Severity = Literal["error", "warning", "info"]


class Span(NamedTuple):
    """A half-open range of characters of the document's text; a tuple, as thousands are made and sorted for each document."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    @property
    def length(self) -> int:
        """How many characters; `len` of a span is 2, as of any pair."""
        return self.end - self.start

    def covers(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


@frozen
class Source:
    """Where a document came from; `path` is relative to the folder that was read."""

    path: str
    sha256: str
    media_type: str


@frozen
class Raw:
    """A decoded file and its reading text.

    `offsets[i]` is the index in `original` of character i of `text`; it has one more item than `text` has characters.
    `told` is what the reading of the file could not take in, such as pages without a text layer, and `unsure` the words
    of scanned pages that were hard to read. `packet` is the header of the edXML packet that brought the file; `pages` are
    the indexes in `original` at which the pages of a PDF or a scan begin, `paragraphs` those of the paragraphs of a Word file,
    each with its number; `signatures` are the digital signatures of a PDF.
    """

    source: Source
    original: str
    text: str
    offsets: tuple[int, ...]
    told: "tuple[Problem, ...]" = ()
    unsure: frozenset[str] = frozenset()
    packet: "Packet | None" = None
    pages: tuple[int, ...] = ()
    paragraphs: tuple[tuple[int, int], ...] = ()
    signatures: "tuple[DigitalSignature, ...]" = ()

    def page_of(self, at: int) -> int | None:
        """The page (from 1) on which a character of the text stands; None for what has no pages."""
        return bisect_right(self.pages, self.offsets[at]) or None if self.pages else None

    def paragraph_of(self, at: int) -> int | None:
        """The paragraph (from 1) of a Word file in which a character of the text stands; a row of cells has the number of its first one."""
        place = bisect_right(self.paragraphs, self.offsets[at], key=lambda known: known[0])
        return self.paragraphs[place - 1][1] if place else None

    def original_span(self, span: Span) -> Span:
        """The characters of the decoded file that the span of the reading text stands for."""
        if span.end <= span.start:
            return Span(self.offsets[span.start], self.offsets[span.start])
        return Span(self.offsets[span.start], self.offsets[span.end - 1] + 1)


@frozen
class Block:
    """One paragraph, heading, list item or table row, in reading order.

    `path` is the printed path ("II > 1 > (1)"); `content` leaves the list marker out; `parent` is an index or -1.
    """

    index: int
    span: Span
    content: Span
    kind: Literal["header", "title", "heading", "item", "paragraph", "row", "cell", "tail"]
    marker: str
    rank: int
    path: str
    parent: int
    cells: tuple[Span, ...] = ()


@frozen
class DocNumber:
    """A document number; `raw` as printed, `str()` canonical."""

    serial: str
    year: int | None
    type_code: str
    issuer_code: str
    style: Literal["state", "party", "letter", "old"]
    raw: str = ""

    def __str__(self) -> str:
        if self.style == "party":
            return f"{self.serial}-{self.type_code}/{self.issuer_code}"
        if self.style == "old":
            return f"{self.serial}-{self.issuer_code}"
        year = f"/{self.year}" if self.year else ""
        symbol = f"{self.type_code}-{self.issuer_code}" if self.type_code and self.issuer_code else self.type_code or self.issuer_code
        return f"{self.serial}{year}/{symbol}"

    @property
    def symbol(self) -> str:
        """The part of the number after serial and year."""
        return str(self)[len(self.serial) + (5 if self.year else 0) + 1 :]


@frozen
class Signer:
    name: str
    post: str | None
    signed_for: str | None
    span: Span


@frozen
class Problem:
    """A finding about the data, never an exception. `suggestion` is what an office may do about it."""

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    suggestion: str = ""


@frozen
class DocIdentity:
    """What makes two mentions the same document: scope (province or vn), issuer, type, year and number."""

    scope: str
    issuer: str
    doctype: str
    year: str
    number: str

    def __str__(self) -> str:
        return f"{self.scope}/{self.issuer}/{self.doctype}/{self.year}/{self.number}"


@frozen
class Citation:
    """A document cited by number. `canonical` is the corrected number; `title` what the sentence says it is about."""

    id: str
    span: Span
    form: Form
    doctype: str
    number: str
    canonical: str
    date: str | None
    issuer: str | None
    issuer_inferred: str | None
    relation: Relation
    modality: Modality
    relation_subject: str | None
    suspect: str | None
    block: int
    sentence: Span
    rule: str
    target: DocIdentity | None
    outcome: Outcome
    reason: str
    provision: str | None = None
    title: str | None = None


@frozen
class NamedDocument:
    """A document cited by its title alone, or a standard."""

    id: str
    span: Span
    doctype: str
    title: str
    block: int
    relation: Relation
    rule: str


@frozen
class UnitMention:
    span: Span
    unit: str
    rule: str


@frozen
class Unit:
    """A unit inside the agency that issued the document; `name` in full, `variants` as printed."""

    name: str
    parent: str
    variants: tuple[str, ...]
    mentions: tuple[UnitMention, ...]
    collective: bool = False


@frozen
class Organisation:
    """A body outside the agency."""

    name: str
    mentions: tuple[Span, ...]


@frozen
class Person:
    name: str
    variants: tuple[str, ...]
    posts: tuple[str, ...]
    roles: tuple[str, ...]
    mentions: tuple[Span, ...]


@frozen
class Deadline:
    """An interval, its kind and the printed words; both dates None where the words cannot be resolved."""

    text: str | None
    kind: DeadlineKind
    date_from: str | None
    date_to: str | None
    span: Span | None = None
    rule: str = ""


@frozen
class Task:
    id: str
    span: Span
    block: int
    section: str
    owner: tuple[str, ...]
    cooperating: tuple[str, ...]
    supervising_leader: str | None
    deadline: Deadline
    legal_bases: tuple[str, ...]
    origin: str | None
    rule: str


@frozen
class Document:
    """A document as read. `identity` is content-based while the number is unknown (`minted` is then true)."""

    identity: DocIdentity
    minted: bool
    source: Source
    text: str
    number: str
    number_raw: str
    symbol: str
    doctype: str
    doctype_printed: str
    title: str
    agency: str | None
    agency_id: str
    province: str | None
    place: str | None
    date: str | None
    signer: Signer | None
    recipients: tuple[str, ...]
    blocks: tuple[Block, ...]
    packet: Packet | None = None

    @property
    def label(self) -> str:
        """Kind and number; a blank number shows as "…/KL-SKHCN", with the date to tell it from others."""
        if self.number or not self.number_raw:
            return f"{self.doctype_printed} {self.number}".strip()
        day = "/".join(reversed((self.date or "").split("-")))
        return f"{self.doctype_printed} …{self.number_raw}" + (f" ({day})" if day else "")


@frozen
class Progress:
    """A report of work done as a document prints it: so many of a whole, what is counted, the day (ISO 8601) and where the work came from."""

    id: str
    span: Span
    sentence: Span
    block: int
    done: int
    total: int
    what: str
    as_of: str | None
    origin: str | None


@frozen
class Record:
    """The one thing that the graph and the index receive."""

    document: Document
    citations: tuple[Citation, ...]
    named_documents: tuple[NamedDocument, ...]
    units: tuple[Unit, ...]
    organisations: tuple[Organisation, ...]
    people: tuple[Person, ...]
    tasks: tuple[Task, ...]
    problems: tuple[Problem, ...] = ()
    progress: tuple[Progress, ...] = ()


def to_plain(value: Any) -> Any:
    """A seam value as JSON-ready dicts, lists and scalars."""
    if isinstance(value, Span):
        return {"start": value.start, "end": value.end}
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    return value


def ancestors(blocks: tuple[Block, ...], index: int) -> Iterator[Block]:
    """The blocks above a block, nearest first."""
    parent = blocks[index].parent
    while parent >= 0:
        yield blocks[parent]
        parent = blocks[parent].parent
