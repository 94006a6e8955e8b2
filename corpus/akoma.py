"""Akoma Ntoso 3.0 (OASIS LegalDocML): a record's structure and references as XML that other legal systems take, and such XML back to text.

Every block of the document is there in its order: headings, items and paragraphs as nested containers, rows as tables, citations as
references to the works they cite (`/akn/vn/doc/<type>/<scope>/<issuer>/<year>/<number>`), letterhead and signature as preface and conclusions.
"""

from collections.abc import Sequence

from lxml import etree

from .errors import UnreadableSource
from .model import Block, Citation, DocIdentity, Record, Span
from .text import squeeze

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_N = f"{{{NAMESPACE}}}"
_BLANKS = str.maketrans({chr(code): " " for code in (*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF)})
_REMEDY = "Kiểm tra tệp theo lược đồ Akoma Ntoso 3.0, hoặc thêm văn bản dạng .docx, .pdf."


def work(identity: DocIdentity) -> str:
    """The address of a work by the naming convention: "/akn/vn/doc/quyet-dinh/lam-dong/ubnd/2019/41"."""
    return f"/akn/vn/doc/{identity.doctype}/{identity.scope}/{identity.issuer}/{identity.year}/{identity.number}"


def to_akoma(record: Record) -> bytes:
    """The document as Akoma Ntoso, valid by the schema; UTF-8."""
    return _Writer(record).xml()


class _Writer:
    def __init__(self, record: Record) -> None:
        self._record, self._text = record, record.document.text
        self._cited: dict[int, list[Citation]] = {}
        for citation in record.citations:
            self._cited.setdefault(citation.block, []).append(citation)

    def xml(self) -> bytes:
        d = self._record.document
        root = etree.Element(_N + "akomaNtoso", nsmap={None: NAMESPACE})
        doc = etree.SubElement(root, _N + "doc", name=d.doctype)
        self._meta(doc)
        head = [b for b in d.blocks if b.kind in {"header", "title"}]
        body = [b for b in d.blocks if b.kind not in {"header", "title", "tail"}]
        tail = [b for b in d.blocks if b.kind == "tail"]
        if head:
            self._lines(etree.SubElement(doc, _N + "preface"), head)
        main = etree.SubElement(doc, _N + "mainBody")
        if body:
            self._body(main, body)
        else:
            etree.SubElement(main, _N + "p")
        if tail:
            self._lines(etree.SubElement(doc, _N + "conclusions"), tail)
        return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))

    def _meta(self, doc: etree._Element) -> None:
        d = self._record.document
        meta = etree.SubElement(doc, _N + "meta")
        identification = etree.SubElement(meta, _N + "identification", source="#cancu")
        address, day = work(d.identity), d.date if d.date and len(d.date) == 10 else "1000-01-01"
        for level, suffix in (("FRBRWork", ""), ("FRBRExpression", "/vie"), ("FRBRManifestation", "/vie.xml")):
            part = etree.SubElement(identification, _N + level)
            etree.SubElement(part, _N + "FRBRthis", value=f"{address}{suffix}/!main")
            etree.SubElement(part, _N + "FRBRuri", value=f"{address}{suffix}")
            etree.SubElement(part, _N + "FRBRdate", date=day, name="ngay-ban-hanh" if day == d.date else "khong-ro")
            etree.SubElement(part, _N + "FRBRauthor", href="#co-quan")
            if level == "FRBRWork":
                etree.SubElement(part, _N + "FRBRcountry", value="vn")
                if d.number:
                    etree.SubElement(part, _N + "FRBRnumber", value=d.number)
                etree.SubElement(part, _N + "FRBRname", value=d.doctype_printed)
            elif level == "FRBRExpression":
                etree.SubElement(part, _N + "FRBRlanguage", language="vie")
            else:
                etree.SubElement(part, _N + "FRBRformat", value="application/akn+xml")
        references = etree.SubElement(meta, _N + "references", source="#cancu")
        organisation = {
            "eId": "co-quan",
            "href": f"/akn/ontology/organization/vn/{d.identity.scope}.{d.agency_id}",
            "showAs": d.agency or "chưa rõ",
        }
        etree.SubElement(references, _N + "TLCOrganization", organisation)
        etree.SubElement(
            references, _N + "TLCOrganization", {"eId": "cancu", "href": "/akn/ontology/organization/cancu", "showAs": "Căn Cứ"}
        )
        if d.signer:
            etree.SubElement(
                references, _N + "TLCPerson", {"eId": "nguoi-ky", "href": "/akn/ontology/person/vn/nguoi-ky", "showAs": d.signer.name}
            )

    def _lines(self, parent: etree._Element, blocks: Sequence[Block]) -> None:
        for block in blocks:
            self._said(etree.SubElement(parent, _N + "p"), block.span, block)

    def _body(self, main: etree._Element, blocks: Sequence[Block]) -> None:
        children: dict[int, list[Block]] = {}
        inside = {block.index for block in blocks}
        for block in blocks:
            children.setdefault(block.parent if block.parent in inside else -1, []).append(block)
        self._nested(main, children.get(-1, []), children)

    def _nested(self, parent: etree._Element, blocks: Sequence[Block], children: dict[int, list[Block]]) -> None:
        table: etree._Element | None = None
        for block in blocks:
            if block.kind == "row" and block.index not in children:
                if table is None:
                    held = etree.SubElement(parent, _N + "hcontainer", name="table", eId=f"bang_{block.index}")
                    table = etree.SubElement(etree.SubElement(held, _N + "content"), _N + "table")
                self._row(table, block)
                continue
            table = None
            self._container(parent, block, children)

    def _row(self, table: etree._Element, block: Block) -> None:
        row = etree.SubElement(table, _N + "tr")
        for cell in block.cells or (block.content,):
            self._said(etree.SubElement(etree.SubElement(row, _N + "td"), _N + "p"), cell, block)

    def _container(self, parent: etree._Element, block: Block, children: dict[int, list[Block]]) -> None:
        below = children.get(block.index, [])
        element = etree.SubElement(parent, _N + "hcontainer", name=block.kind, eId=f"muc_{block.index}")
        marker = self._text[block.span.start : block.content.start].strip()
        if marker:
            etree.SubElement(element, _N + "num").text = _clean(marker)
        if block.kind == "heading" and below:
            self._said(etree.SubElement(element, _N + "heading"), block.content, block)
        elif below:
            self._said(etree.SubElement(etree.SubElement(element, _N + "intro"), _N + "p"), block.content, block)
        else:
            self._said(etree.SubElement(etree.SubElement(element, _N + "content"), _N + "p"), block.content, block)
        if below:
            self._nested(element, below, children)

    def _said(self, element: etree._Element, span: Span, block: Block) -> None:
        """The words of a range, its citations as references."""
        at, last = span.start, None
        for citation in self._cited.get(block.index, ()):
            if not (at <= citation.span.start and citation.span.end <= span.end):
                continue
            _add(element, last, self._text[at : citation.span.start])
            target = work(citation.target) if citation.target else "/akn/vn/doc/khong-ro"
            last = etree.SubElement(element, _N + "ref", href=target, eId=f"{citation.id}_ref")
            last.text = _clean(citation.span.of(self._text))
            at = citation.span.end
        _add(element, last, self._text[at : span.end])


def _add(element: etree._Element, last: etree._Element | None, text: str) -> None:
    if last is None:
        element.text = (element.text or "") + _clean(text)
    else:
        last.tail = (last.tail or "") + _clean(text)


def _clean(text: str) -> str:
    """Text that XML may hold."""
    return text.translate(_BLANKS)


_BLOCKS = {_N + name for name in ("p", "num", "heading", "subheading", "longTitle", "docTitle", "li", "blockContainer")}
_SILENT = {_N + name for name in ("meta", "authorialNote", "remark")}


def akoma_text(data: bytes, path: str) -> str:
    """The reading text of an Akoma Ntoso document: one line a paragraph with its number, one line a row of a table.

    Raises UnreadableSource where it is none, is damaged, or holds no text.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableSource(path, f"tệp XML hỏng ({error})", _REMEDY) from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableSource(path, "tệp XML có khai báo DOCTYPE", _REMEDY)
    lines: list[str] = []
    _read(root, lines)
    text = "\n\n".join(line for line in lines if line.strip())
    if not text:
        raise UnreadableSource(path, "tệp Akoma Ntoso không có chữ", _REMEDY)
    return text


def is_akoma(data: bytes) -> bool:
    """Whether an XML file is Akoma Ntoso 3.0, by its first elements."""
    return NAMESPACE.encode() in data[:4000]


def _read(element: etree._Element, lines: list[str]) -> None:
    number = ""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _SILENT:
            continue
        if child.tag == _N + "num":
            number = squeeze("".join(child.itertext()))
        elif child.tag == _N + "table":
            for row in child.iter(_N + "tr"):
                lines.append("\t".join(squeeze("".join(cell.itertext())) for cell in row if isinstance(cell.tag, str)))
        elif child.tag in _BLOCKS:
            lines.append(squeeze(f"{number} {''.join(child.itertext())}"))
            number = ""
        else:
            before = len(lines)
            _read(child, lines)
            if number and len(lines) > before:  # the number stands beside the element that holds the words
                lines[before] = f"{number} {lines[before]}"
                number = ""
    if number:
        lines.append(number)
