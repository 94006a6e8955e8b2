"""Files that editors hand in through the portal: looked at as a build would, kept in a folder that the next build reads.

The portal writes nowhere else. Handing in is off until an administrator names a folder and a passphrase.
"""

import hmac
import re
import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePath

from corpus.errors import UnreadableSource
from corpus.model import Record
from corpus.pipeline import extract
from corpus.source import READABLE, read_bytes
from corpus.tools import Tools
from corpus.vocabulary import vocabulary

from .archives import members
from .datadir import SetAside
from .files import write_atomically

_UNSAFE = re.compile(r"[^\w.() -]+")
_LONGEST_NAME = 120
_SHORTEST_KEY = 12


@dataclass(frozen=True, slots=True)
class Handed:
    """What became of a file: its name, the record that was read of it (None for archives) or why it was refused."""

    name: str
    record: Record | None = None
    refused: UnreadableSource | None = None
    known: bool = False
    inside: int = 0


def may_hand_in(key: str, given: str) -> bool:
    """Whether a passphrase is the right one; a short one opens nothing. Takes as long for a wrong one."""
    return len(key) >= _SHORTEST_KEY and hmac.compare_digest(key.encode(), given.encode())


def hand_in(folder: Path, name: str, content: bytes, tools: Tools, known: set[str]) -> Handed:
    """Keeps a file in the folder if it can be read; `known` are the digests of files that the collection holds already.

    The name is made safe; a second file of the same name gets a part of its digest. What cannot be read is not kept.
    """
    safe = _safe(name)
    digest = sha256(content).hexdigest()
    if digest in known:
        return Handed(safe, known=True)
    inside = 0
    record = None
    ending = PurePath(safe).suffix.lower()
    try:
        if ending == ".zip":
            inside = sum(not isinstance(member, SetAside) for member in members(content, safe))
            if not inside:
                raise UnreadableSource(safe, "tệp ZIP không có văn bản nào đọc được", "Nén lại các tệp .docx, .pdf, .txt.")
        elif ending in READABLE:
            record = extract(read_bytes(content, safe, tools), vocabulary())
        else:
            raise UnreadableSource(safe, f"chưa đọc được loại tệp '{ending or safe}'", "Lưu văn bản dạng .docx, .pdf hoặc .txt (UTF-8).")
    except UnreadableSource as error:
        return Handed(safe, refused=error)
    place = folder / safe
    if place.exists() and sha256(place.read_bytes()).hexdigest() != digest:
        place = folder / f"{place.stem}-{digest[:8]}{place.suffix}"
    folder.mkdir(parents=True, exist_ok=True)
    write_atomically(place, content)
    return Handed(place.name, record, inside=inside)


def _safe(name: str) -> str:
    """A file name without folders, control characters or a leading dot."""
    plain = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    cleaned = _UNSAFE.sub("_", plain).strip(" .") or "van-ban.txt"
    path = PurePath(cleaned)
    return path.stem[:_LONGEST_NAME] + path.suffix
