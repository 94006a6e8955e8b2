"""Bytes to Raw: decoding, with a clear refusal that names the file, the place and the remedy."""

import hashlib
from dataclasses import replace
from pathlib import Path

from . import legacy
from .akoma import akoma_text, is_akoma
from .barred import rows
from .errors import UnreadableSource
from .flow import unwrap
from .found import Found
from .markup import html_text
from .model import Problem, Raw, Source
from .ocr import image_text
from .packets import is_packet, read_packet
from .pdf import pdf_text
from .text import normalise
from .tools import INSTALL_OFFICE, NO_TOOLS, Tools
from .word import word_text

MAX_BYTES = 64 * 1024 * 1024
READABLE = {
    ".txt": "text/plain", ".md": "text/markdown", ".text": "text/plain", ".html": "text/html", ".htm": "text/html", ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".doc": "application/msword", ".odt": "application/vnd.oasis.opendocument.text", ".rtf": "application/rtf",
    ".edxml": "application/vnd.edxml+xml", ".xml": "application/xml", ".akn": "application/xml",
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".tif": "image/tiff", ".tiff": "image/tiff",
}  # fmt: skip
_MAGIC = {
    b"%PDF-": ".pdf", b"{\\rtf": ".rtf", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": ".doc", b"PK\x03\x04": ".docx", b"\x89PNG\r\n": ".png", b"\xff\xd8\xff": ".jpg", b"II*\x00": ".tif", b"MM\x00*": ".tif",
}  # fmt: skip


def decode(data: bytes, path: str) -> str:
    """The text of a text file: UTF-8 with or without a byte-order mark, UTF-16 with one, or an encoding of before Unicode.

    Raises UnreadableSource for anything else, naming the first byte that is wrong.
    """
    return _decoded(data, path)[0]


def _decoded(data: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    """The text, and what there is to say of its encoding."""
    _guard(data, path)
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8" and (old := legacy.decoded(data)):
            return old[0], (_old(old[1]),)
        where = f"không phải {encoding.upper()}: byte 0x{data[error.start]:02X} ở vị trí {error.start}"
        raise UnreadableSource(path, where, "Mở bằng trình soạn thảo và lưu lại dạng UTF-8 (Unicode).") from error
    if "\x00" in text:
        raise UnreadableSource(path, "có ký tự rỗng (tệp nhị phân?)", "Lưu lại văn bản dạng .txt UTF-8.")
    return text, ()


def _old(name: str) -> Problem:
    message = f"Văn bản gõ bằng bảng mã {name}, đã được chuyển sang Unicode"
    return Problem("bang-ma-cu", "info", message, None, "Đối chiếu với bản in nếu có chữ lạ.")


def _guard(data: bytes, path: str) -> None:
    if not data.strip():
        raise UnreadableSource(path, "tệp rỗng", "Kiểm tra lại tệp gốc rồi chép lại.")
    if len(data) > MAX_BYTES:
        raise UnreadableSource(path, f"tệp lớn hơn {MAX_BYTES // 2**20} MiB", "Tách tệp thành từng văn bản.")


def read_bytes(data: bytes, path: str, tools: Tools = NO_TOOLS) -> Raw:
    """Raw of a file's bytes; `path` is kept as given and names the file in messages, its ending says the format.

    Of an HTML page, a Word file, a PDF or an image the text found in it stands for the original, and offsets are into that.
    `tools` read what is only a picture, or of an old office format; without them that is refused.
    """
    _guard(data, path)
    media_type = _media_type(data, path)
    found = _text(data, path, media_type, tools)
    original, told = found.text, found.told
    pages, paragraphs = found.pages, found.paragraphs
    if old := legacy.converted(original):
        pages, paragraphs = (), ()  # the text has another length now
        original, told = old[0], (*told, _old(old[1]))
    text, offsets = normalise(original)
    digest = hashlib.sha256(data).hexdigest()
    return Raw(
        Source(path, digest, media_type),
        original,
        unwrap(rows(text)),
        tuple(offsets),
        told,
        found.unsure,
        found.packet,
        pages,
        paragraphs,
        found.signatures,
    )


_OFFICE = {READABLE[ending]: ending for ending in (".doc", ".odt", ".rtf")}
_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def _media_type(data: bytes, path: str) -> str:
    """What a file is: by its first bytes where they tell, so that a wrong ending is no obstacle, else by its ending."""
    if data.startswith(b"PK") and _ODT in data[:120]:
        return READABLE[".odt"]
    ending = next((ending for magic, ending in _MAGIC.items() if data.startswith(magic)), Path(path).suffix.lower())
    return READABLE.get(ending, "text/plain")


def _text(data: bytes, path: str, media_type: str, tools: Tools) -> Found:
    """The text found in a file and what could not be read of it."""
    if media_type == READABLE[".pdf"]:
        return pdf_text(data, path, tools.recogniser)
    if media_type.startswith("image/"):
        return image_text(data, path, tools.recogniser)
    if ending := _OFFICE.get(media_type):
        if ending == ".doc" and _LOCKED in data:
            raise UnreadableSource(path, "tệp Word đặt mật khẩu", "Mở bằng Word, bỏ mật khẩu và lưu lại dạng .docx.")
        if tools.converter is None:
            raise UnreadableSource(path, f"tệp '{ending}' cần LibreOffice để đọc, máy này chưa có", INSTALL_OFFICE)
        return word_text(tools.converter.to_docx(data, ending, path), path)
    if media_type == READABLE[".docx"]:
        return word_text(data, path)
    if media_type in _XML:
        return _of_xml(data, path, tools)
    if media_type == "text/html":
        text, told = _decoded(data, path)
        return Found(html_text(text, path), told)
    return Found(*_decoded(data, path))


_XML = {READABLE[".edxml"], READABLE[".xml"]}


def _of_xml(data: bytes, path: str, tools: Tools) -> Found:
    """What a packet brings: its first file that is read, with the header; the text of Akoma Ntoso; other XML is refused."""
    if is_akoma(data):
        return Found(akoma_text(data, path))
    if not is_packet(data):
        raise UnreadableSource(path, "tệp XML không phải gói edXML hay Akoma Ntoso", "Thêm chính văn bản (.docx, .pdf, .txt).")
    packet, attached = read_packet(data, path)
    main = attached[0]
    inner = f"{path}/{main.name}"
    _guard(main.content, inner)
    kind = _media_type(main.content, main.name)
    if kind in _XML:
        raise UnreadableSource(path, f"gói edXML chỉ đính kèm '{main.name}'", "Thêm chính văn bản (.docx, .pdf, .txt).")
    return replace(_text(main.content, inner, kind, tools), packet=packet)


def read(path: Path, name: str | None = None, tools: Tools = NO_TOOLS) -> Raw:
    """Raw of a file on disk. Raises UnreadableSource when it cannot be opened or decoded."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableSource(path, error.strerror or "không mở được", "Kiểm tra quyền đọc tệp.") from error
    return read_bytes(data, name or path.name, tools)
