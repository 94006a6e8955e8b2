"""Quads of one document as they are written: terms, literals, annotations with their quotes and places."""

from pyoxigraph import Literal, NamedNode, Quad

from corpus.blocks_at import BlockFinder
from corpus.model import Record, Span

from .iris import Iris
from .schema import PREFIXES

Value = NamedNode | Literal
_CONTEXT = 32
_XSD = PREFIXES["xsd"]
TRUE = Literal("true", datatype=NamedNode(_XSD + "boolean"))


def term(curie: str) -> NamedNode:
    """The IRI of a curie such as "eli:cites"."""
    prefix, _, name = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + name)


def date_literal(value: str) -> Literal:
    """A date, month or year as the XSD type of its precision."""
    kind = {4: "gYear", 7: "gYearMonth", 10: "date"}[len(value)]
    return Literal(value, datatype=NamedNode(_XSD + kind))


def number_literal(value: int) -> Literal:
    """A whole number as xsd:integer."""
    return Literal(str(value), datatype=NamedNode(_XSD + "integer"))


class Writer:
    """Gathers the quads of one record under one graph name."""

    def __init__(self, record: Record, iris: Iris, version: str) -> None:
        self.record, self.iris = record, iris
        self.doc = iris.document(record.document.identity)
        self.graph = NamedNode(self.doc)
        self.quads: list[Quad] = []
        self.activity = f"{iris.base}trich-xuat/{version}"
        self.text = record.document.text
        self.blocks = BlockFinder(record.document.blocks)

    def add(self, subject: str, predicate: str, value: Value | str | None) -> None:
        """One triple; a str is an IRI, None is left out."""
        if value is None:
            return
        obj = NamedNode(value) if isinstance(value, str) else value
        self.quads.append(Quad(NamedNode(subject), term(predicate), obj, self.graph))

    def part(self, name: str) -> str:
        return f"{self.doc}#{name}"

    def vi(self, value: str | None) -> Literal | None:
        return Literal(value, language="vi") if value else None

    def plain(self, value: str | None) -> Literal | None:
        return Literal(value) if value else None

    def annotate(self, subject: str, span: Span, rule: str, block: int) -> None:
        """Where an annotation stands: offsets, quote with context, passage, rule and extraction run."""
        target, position, quote = f"{subject}-dich", f"{subject}-vi-tri", f"{subject}-nguyen-van"
        self.add(subject, "oa:hasTarget", target)
        self.add(target, "oa:hasSource", self.doc)
        self.add(target, "oa:hasSelector", position)
        self.add(target, "oa:hasSelector", quote)
        self.add(position, "rdf:type", term("oa:TextPositionSelector"))
        self.add(position, "oa:start", number_literal(span.start))
        self.add(position, "oa:end", number_literal(span.end))
        self.add(quote, "rdf:type", term("oa:TextQuoteSelector"))
        self.add(quote, "oa:exact", Literal(span.of(self.text)))
        self.add(quote, "oa:prefix", Literal(self.text[max(0, span.start - _CONTEXT) : span.start]))
        self.add(quote, "oa:suffix", Literal(self.text[span.end : span.end + _CONTEXT]))
        self.add(subject, "cc:rule", Literal(rule))
        self.add(subject, "prov:wasGeneratedBy", self.activity)
        self.add(subject, "cc:inPassage", self.part(f"p{block}"))
