"""ZIP files and edXML packets of a source folder: their members as files, each read in memory and bounded; nothing is unpacked to the disk."""

import contextlib
import io
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from corpus.errors import UnreadableSource
from corpus.packets import read_packet
from corpus.source import MAX_BYTES, READABLE

from .datadir import SetAside

MAX_MEMBERS = 10_000
MAX_TOTAL = 2 * 2**30
MAX_RATIO = 200  # unpacked to packed; texts pack ten to one, bombs a thousand to one
_TOO_MUCH = "Giải nén ra thư mục, bỏ tệp thừa rồi thêm lại."


def members(content: bytes, name: str) -> Iterator[tuple[str, bytes] | SetAside]:
    """The readable members of an archive as ("archive.zip/path", content), and what is set aside with its reason."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        listed = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        yield SetAside(name, f"tệp ZIP hỏng ({error})", "Nén lại từ các tệp gốc.")
        return
    if len(listed) > MAX_MEMBERS:
        yield SetAside(name, f"tệp ZIP có {len(listed)} tệp, quá giới hạn {MAX_MEMBERS}", "Chia thành nhiều tệp nhỏ hơn.")
        return
    total = 0
    for info in listed:
        inner = _name(info)
        path = f"{name}/{inner}"
        parts = PurePosixPath(inner).parts
        if info.is_dir() or any(part.startswith((".", "__MACOSX")) for part in parts):
            continue
        if PurePosixPath(inner).suffix.lower() not in READABLE:
            yield SetAside(
                path,
                f"chưa đọc được loại tệp '{PurePosixPath(inner).suffix or inner}' trong tệp ZIP",
                "Lưu dạng .docx, .pdf có chữ hoặc .txt.",
            )
            continue
        if info.flag_bits & 1:
            yield SetAside(path, "tệp trong ZIP bị khóa mật khẩu", "Giải nén bằng mật khẩu rồi thêm lại.")
            continue
        if info.file_size > MAX_BYTES or info.file_size > MAX_RATIO * max(1, info.compress_size):
            yield SetAside(path, f"tệp trong ZIP nở ra quá lớn ({info.file_size} byte)", _TOO_MUCH)
            continue
        total += info.file_size
        if total > MAX_TOTAL:
            yield SetAside(path, f"tệp ZIP nở ra hơn {MAX_TOTAL // 2**30} GiB", _TOO_MUCH)
            return
        try:
            with archive.open(info) as stream:
                inside = stream.read(MAX_BYTES + 1)  # what the list says of sizes need not be true
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
            yield SetAside(path, f"tệp trong ZIP hỏng ({error})", "Nén lại từ tệp gốc.")
            continue
        if len(inside) > MAX_BYTES:
            yield SetAside(path, "tệp trong ZIP nở ra quá lớn", _TOO_MUCH)
            continue
        yield path, inside


def enclosed(content: bytes, name: str) -> Iterator[tuple[str, bytes] | SetAside]:
    """An edXML packet as the document it carries and, as files of their own, the other files attached to it."""
    yield name, content
    try:
        _, attached = read_packet(content, name)
    except UnreadableSource:
        return  # reading the packet itself says why
    for other in attached[1:]:
        path = f"{name}/{other.name}"
        if PurePosixPath(other.name).suffix.lower() in READABLE and not other.name.lower().endswith((".xml", ".edxml", ".akn")):
            yield path, other.content
        else:
            yield SetAside(
                path, f"chưa đọc được loại tệp '{PurePosixPath(other.name).suffix or other.name}' trong gói edXML", "Xem trong gói gốc."
            )


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name: UTF-8 where it says so or reads as such, in composed letters; without what leads out of the archive."""
    name = info.filename
    if not info.flag_bits & 0x800:
        with contextlib.suppress(UnicodeEncodeError, UnicodeDecodeError):
            name = name.encode("cp437").decode("utf-8")
    parts = [part for part in name.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    return unicodedata.normalize("NFC", "/".join(parts))
