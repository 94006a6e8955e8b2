"""Digital signatures of a PDF as what is said of a file, not as its content: who signed, for whom, when.

Decree 30/2020/NĐ-CP, appendix I, part I, has the agency's signature show its name, its e-mail address and the time of signing; programs print it with labels
("Người ký: …", "Thời gian ký: …"). Whether a signature is valid is not examined here.
"""

import ctypes
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import pypdfium2
from pypdfium2 import raw as pdfium

_FIRST = re.compile(r"(?i)\s*(?:(?:người ký|ký bởi|signed by)\s*:|digitally signed by\s|signature (?:not )?(?:verified|valid))")
_LABELLED = re.compile(
    r"(?i)\s*(?:(?:(?P<signer>người ký|ký bởi|signed by)|(?P<organisation>cơ quan|tổ chức|đơn vị)|(?P<email>e-?mail)|"
    r"(?P<time>thời gian ký|ngày ký|signing (?:date|time)|date)|(?P<other>lý do|reason))\s*:|"
    r"(?P<by>digitally signed by)\s:?|(?P<state>signature (?:not )?(?:verified|valid)))\s*(?P<value>.*)"
)
_TIME = re.compile(
    r"(?P<d>\d{1,2})[./-](?P<m>\d{1,2})[./-](?P<y>\d{4})\s+(?P<h>\d{1,2}):(?P<min>\d{2})(?::(?P<s>\d{2}))?\s*(?P<zone>[+-]\d\d:?\d\d)?"
)
_ALONE = re.compile(rf"\s*{_TIME.pattern}\s*")
_FIELD_TIME = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:([+-]\d\d)'?(\d\d)'?|Z)?")
_EMAIL = re.compile(r"[^\s<>]+@[^\s<>]+\.[^\s<>]+")
_LINES = 5  # of a signature at most
_LONGEST = 500  # characters taken of a value written by another program


@dataclass(frozen=True, slots=True)
class DigitalSignature:
    """What a signature says of itself; `time` is ISO 8601, with the zone where it is given."""

    signer: str | None = None
    organisation: str | None = None
    email: str | None = None
    time: str | None = None


def unsigned(lines: Sequence[str]) -> tuple[list[str], list[DigitalSignature]]:
    """The lines of a page without the visible text of signatures, and those signatures."""
    kept: list[str] = []
    found: list[list[str]] = []
    left = 0
    for line in lines:
        if _FIRST.match(line):
            left = _LINES
            found.append([])
        elif left and not (_LABELLED.match(line) or _ALONE.fullmatch(line)):
            left = 0
        if left:
            left -= 1
            found[-1].append(line)
        elif _ALONE.fullmatch(line):
            found.append([line])
        else:
            kept.append(line)
    return kept, [signature for group in found if (signature := of_lines(group))]


def of_lines(lines: Iterable[str]) -> DigitalSignature | None:
    """The signature that a few printed lines show; lines without a label are the name of who signed. None where they say nothing."""
    told: dict[str, str] = {}
    names: list[str] = []
    for line in lines:
        labelled = _LABELLED.match(line)
        value = (labelled["value"] if labelled else line).strip()
        if moment := _TIME.search(value):
            told.setdefault("time", _iso(moment))
        if email := _EMAIL.search(value):
            told.setdefault("email", email[0])
        value = " ".join(_EMAIL.sub(" ", _TIME.sub(" ", value)).split())
        if labelled and value and (labelled["signer"] or labelled["by"]):
            told.setdefault("signer", value)
        elif labelled and value and labelled["organisation"]:
            told.setdefault("organisation", value)
        elif not labelled and value:
            names.append(value)
    if names:
        told.setdefault("organisation", " ".join(names))
    return DigitalSignature(told.get("signer"), told.get("organisation"), told.get("email"), told.get("time")) if told else None


def of_fields(document: pypdfium2.PdfDocument) -> Iterator[DigitalSignature]:
    """What the signature fields of a file say: the time, and who signed where the reason has it ("Văn phòng<vp@…> đã ký …")."""
    for at in range(max(0, pdfium.FPDF_GetSignatureCount(document))):
        field = pdfium.FPDF_GetSignatureObject(document, at)
        moment = _FIELD_TIME.match(_bytes(pdfium.FPDFSignatureObj_GetTime, field).split(b"\0")[0].decode("latin-1"))
        reason = _bytes(pdfium.FPDFSignatureObj_GetReason, field).decode("utf-16-le", "ignore").strip("\0 ")[:_LONGEST]
        email = _EMAIL.search(reason)
        name = reason[: email.start()].strip(" <") if email else ""
        if moment or name:
            yield DigitalSignature(None, name or None, email[0] if email else None, _of_field(moment) if moment else None)


def merged(signatures: Iterable[DigitalSignature]) -> tuple[DigitalSignature, ...]:
    """Each signature once, in order of time: what a page shows and what a field says at one moment is one signature."""
    found: list[DigitalSignature] = []
    for one in signatures:
        same = next((at for at, other in enumerate(found) if one.time and other.time and one.time[:19] == other.time[:19]), None)
        if same is None:
            if one not in found:
                found.append(one)
            continue
        other = found[same]
        found[same] = replace(
            other, signer=other.signer or one.signer, organisation=other.organisation or one.organisation, email=other.email or one.email,
            time=max(other.time or "", one.time or "", key=len),
        )  # fmt: skip
    return tuple(sorted(found, key=lambda s: s.time or ""))


def _bytes(ask: object, field: object) -> bytes:
    size = ask(field, None, 0)  # type: ignore[operator]
    buffer = ctypes.create_string_buffer(max(1, size))
    ask(field, buffer, size)  # type: ignore[operator]
    return buffer.raw


def _iso(moment: re.Match[str]) -> str:
    zone = moment["zone"] or ""
    zone = f"{zone[:3]}:{zone[-2:]}" if zone else ""
    return f"{moment['y']}-{int(moment['m']):02}-{int(moment['d']):02}T{int(moment['h']):02}:{moment['min']}:{moment['s'] or '00'}{zone}"


def _of_field(moment: re.Match[str]) -> str:
    year, month, day, hour, minute, second, hours, minutes = moment.groups()
    return f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}" + (f"{hours}:{minutes}" if hours else "")
