"""edXML packets, by which agencies send documents to each other: the header's fields and the files attached.

Source: QCVN 102:2016/BTTTT (amended 2022), namespaces `http://www.mic.gov.vn/TBT/QCVN_102_2016` and, before it, `http://www.e-doc.vn/Schema/`;
elements are told by their local names, as senders differ in prefixes. XML is read hardened: no entities, no network, no document type.
"""

import base64
import binascii
import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from lxml import etree

from .errors import UnreadableSource
from .text import squeeze

_REMEDY = "Lấy lại gói tin từ trục liên thông, hoặc thêm tệp văn bản đính kèm."
_DAY = re.compile(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})")
_NOTHING = {"", "n/a", "null", "-"}
# which attachment is the document itself: text that people wrote before pictures of it
_BEST = (".docx", ".doc", ".odt", ".rtf", ".pdf", ".html", ".htm", ".txt", ".tif", ".tiff", ".jpg", ".jpeg", ".png")


@dataclass(frozen=True, slots=True)
class Related:
    """A document that a packet answers: number as given, the agency's name or code, ISO date or ""."""

    number: str
    agency: str
    date: str


@dataclass(frozen=True, slots=True)
class Packet:
    """The header of a packet: what the sender's system says of the document. Dates are ISO 8601; "" is unknown."""

    number: str = ""
    symbol: str = ""
    date: str = ""
    place: str = ""
    doctype: str = ""
    subject: str = ""
    signer: str = ""
    post: str = ""
    due: str = ""
    sender: str = ""
    recipients: tuple[str, ...] = ()
    answers: tuple[Related, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a packet: its name and content."""

    name: str
    content: bytes


def is_packet(data: bytes) -> bool:
    """Whether an XML file is a packet, by its first elements."""
    return re.search(rb"<(?:\w+:)?edXML(?:Envelope)?[\s>]", data[:4000]) is not None


def read_packet(data: bytes, path: str) -> tuple[Packet, tuple[Attachment, ...]]:
    """Header and attachments, the document itself first. Raises UnreadableSource where it is no packet or holds no file."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableSource(path, f"gói edXML hỏng ({error})", _REMEDY) from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableSource(path, "gói edXML có khai báo DOCTYPE", _REMEDY)
    head = _first(root, "MessageHeader")
    if head is None:
        raise UnreadableSource(path, "tệp XML không phải gói edXML (thiếu MessageHeader)", _REMEDY)
    attached = tuple(_attachments(root, path))
    if not attached:
        raise UnreadableSource(path, "gói edXML không đính kèm tệp nào", _REMEDY)
    return _header(head), tuple(sorted(attached, key=lambda a: _rank(a.name)))


def _rank(name: str) -> int:
    ending = PurePosixPath(name).suffix.lower()
    return _BEST.index(ending) if ending in _BEST else len(_BEST)


def _header(head: etree._Element) -> Packet:
    code, issued, signer = _first(head, "Code"), _first(head, "PromulgationInfo"), _first(head, "SignerInfo")
    kind, sender = _first(head, "DocumentType"), _first(head, "From")
    return Packet(
        number=_said(code, "CodeNumber"), symbol=_said(code, "CodeNotation"), date=_day(_said(issued, "PromulgationDate")), place=_said(issued, "Place"),
        doctype=_said(kind, "TypeName") or _said(kind, "DocumentTypeName"), subject=_said(head, "Subject"), signer=_said(signer, "FullName"), post=_said(signer, "Position"),
        due=_day(_said(head, "DueDate")), sender=_said(sender, "OrganName"),
        recipients=tuple(name for to in _children(head, "To") if (name := _said(to, "OrganName") or _said(to, "OrganId"))),
        answers=tuple(_related(one) for one in _children(head, "ResponseFor") if _said(one, "Code") or _said(one, "CodeNumber")),
    )  # fmt: skip


def _related(one: etree._Element) -> Related:
    number = "/".join(part for part in (_said(one, "CodeNumber"), _said(one, "CodeNotation")) if part) or _said(one, "Code")
    return Related(number, _said(one, "OrganName") or _said(one, "OrganId"), _day(_said(one, "PromulgationDate")))


def _attachments(root: etree._Element, path: str) -> list[Attachment]:
    found = []
    for one in root.iter():
        if (
            _local(one) not in {"Attachment", "AttachmentEncoded"}
            or _first(one, "ContentTransferEncoded") is None
            or _children(one, "Attachment")
        ):
            continue
        name = _said(one, "AttachmentName") or "dinh-kem"
        encoded = _first(one, "ContentTransferEncoded")
        try:
            content = base64.b64decode((encoded.text or "") if encoded is not None else "", validate=False)
        except (binascii.Error, ValueError) as error:
            raise UnreadableSource(path, f"tệp đính kèm '{name}' của gói edXML hỏng ({error})", _REMEDY) from error
        if content:
            found.append(Attachment(PurePosixPath(name.replace("\\", "/")).name, content))
    return found


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _first(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first descendant of a local name."""
    return next((one for one in element.iter() if one is not element and _local(one) == name), None) if element is not None else None


def _children(element: etree._Element, name: str) -> list[etree._Element]:
    return [one for one in element if _local(one) == name]


def _said(element: etree._Element | None, name: str) -> str:
    found = _first(element, name)
    text = squeeze(found.text or "") if found is not None and not len(found) else ""
    return "" if text.casefold() in _NOTHING else text


def _day(text: str) -> str:
    match = _DAY.search(text)
    return f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}" if match and 1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 31 else ""
