"""Bytes to Raw: decoding, with a clear refusal that names the file, the place and the remedy."""

import hashlib
from pathlib import Path

from .barred import rows
from .errors import UnreadableSource
from .flow import unwrap
from .markup import html_text
from .model import Raw, Source
from .text import normalise

MAX_BYTES = 64 * 1024 * 1024
READABLE = {".txt": "text/plain", ".md": "text/markdown", ".text": "text/plain", ".html": "text/html", ".htm": "text/html"}


def decode(data: bytes, path: str) -> str:
    """The text of a file: UTF-8 with or without a byte-order mark, or UTF-16 with one.

    Raises UnreadableSource for anything else, naming the first byte that is wrong.
    """
    if not data.strip():
        raise UnreadableSource(path, "tệp rỗng", "Kiểm tra lại tệp gốc rồi chép lại.")
    if len(data) > MAX_BYTES:
        raise UnreadableSource(path, f"tệp lớn hơn {MAX_BYTES // 2**20} MiB", "Tách tệp thành từng văn bản.")
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        where = f"không phải {encoding.upper()}: byte 0x{data[error.start]:02X} ở vị trí {error.start}"
        raise UnreadableSource(path, where, "Mở bằng trình soạn thảo và lưu lại dạng UTF-8 (Unicode).") from error
    if "\x00" in text:
        raise UnreadableSource(path, "có ký tự rỗng (tệp nhị phân?)", "Lưu lại văn bản dạng .txt UTF-8.")
    return text


def read_bytes(data: bytes, path: str) -> Raw:
    """Raw of a file's bytes; `path` is kept as given and names the file in messages.

    Of an HTML page the text found in it stands for the original, and offsets are into that.
    """
    original = decode(data, path)
    if Path(path).suffix.lower() in {".html", ".htm"}:
        original = html_text(original, path)
    text, offsets = normalise(original)
    digest = hashlib.sha256(data).hexdigest()
    media_type = READABLE.get(Path(path).suffix.lower(), "text/plain")
    return Raw(Source(path, digest, media_type), original, unwrap(rows(text)), tuple(offsets))


def read(path: Path, name: str | None = None) -> Raw:
    """Raw of a file on disk. Raises UnreadableSource when it cannot be opened or decoded."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableSource(path, error.strerror or "không mở được", "Kiểm tra quyền đọc tệp.") from error
    return read_bytes(data, name or path.name)
