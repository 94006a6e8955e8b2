"""The data directory: originals by content hash, cached records, and states that replace each other atomically.

DATA/CURRENT            the name of the state in force (replaced by rename)
DATA/states/NAME/       graph/ index/ manifest.json
DATA/originals/ab/…     the files as they came, by SHA-256
DATA/records/…          records by content and reading code; may be deleted, are made again
DATA/recognised/…       words seen on scanned pages, by the page's picture; may be deleted, are recognised again
DATA/converted/…        Word files made of .doc, .odt and .rtf, by their content; may be deleted, are made again
"""

import json
import pickle
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from corpus.errors import CancuError
from corpus.model import Raw, Record
from corpus.pipeline import extract
from corpus.source import read_bytes
from corpus.tools import Tools
from corpus.vocabulary import vocabulary

from .files import write_atomically
from .office import KeptConversions
from .recognition import KeptPages

MANIFEST_VERSION = 1


class DataNotBuilt(CancuError):
    """There is no data directory where one was expected."""


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file of the source folder.

    Its content, the document it holds, its record's cache name, the path that stands for the document where another does, and whether
    it is a draft of a numbered copy (its record then bears another identity).
    """

    sha256: str
    doc: str
    record: str
    duplicate_of: str | None = None
    draft: bool = False


def _whole(found: tuple[Raw, Record]) -> bool:
    """Whether what was kept has every field that this version of the product knows; another version may have kept it."""
    raw, record = found
    parts = (
        raw,
        record,
        record.document,
        *record.citations[:1],
        *record.tasks[:1],
        *record.problems[:1],
        *record.units[:1],
        *record.people[:1],
    )
    return all(hasattr(part, known.name) for part in parts for known in fields(part))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class SetAside:
    """A file that could not be read, why, and what to do.

    `step` is the one that failed ("decode", "extract" or "build"); `sha256` is of the content, "" where that could not be looked at.
    """

    path: str
    reason: str
    remedy: str
    step: str = "decode"
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a state was built from; holds no clock, so the same input gives the same bytes."""

    base: str
    fingerprint: str
    layout: str
    files: dict[str, FileEntry] = field(default_factory=dict)
    set_aside: tuple[SetAside, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    version: int = MANIFEST_VERSION

    @property
    def documents(self) -> dict[str, FileEntry]:
        """Document IRI → the file that holds it."""
        return {entry.doc: entry for _, entry in sorted(self.files.items()) if entry.duplicate_of is None}

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        data: dict[str, Any] = json.loads(text)
        data["files"] = {path: FileEntry(**entry) for path, entry in data["files"].items()}
        data["set_aside"] = tuple(SetAside(**item) for item in data["set_aside"])
        return cls(**data)


class DataDir:
    """Paths and the current state of a data directory; `ocr` and `office` are the commands that recognise scanned pages and convert old office files, where there are any."""

    def __init__(self, root: Path, ocr: str | None = None, office: str | None = None) -> None:
        self.root = root
        self._pages, self._conversions = KeptPages(root / "recognised", ocr), KeptConversions(root / "converted", office)

    @property
    def states(self) -> Path:
        return self.root / "states"

    def current_name(self) -> str | None:
        """The name of the state in force, or None before the first build."""
        try:
            name = (self.root / "CURRENT").read_text(encoding="utf-8").strip()
        except OSError:
            return None
        return name if name and (self.states / name / "manifest.json").exists() else None

    def state(self, name: str) -> Path:
        return self.states / name

    def manifest(self, name: str) -> Manifest | None:
        """The manifest of a state; None where it is of another version or damaged (the state is then rebuilt)."""
        try:
            found = Manifest.from_json((self.state(name) / "manifest.json").read_text(encoding="utf-8"))
        except (OSError, ValueError, TypeError, KeyError):
            return None
        return found if found.version == MANIFEST_VERSION else None

    def require_current(self) -> str:
        name = self.current_name()
        if name is None:
            raise DataNotBuilt(f"{self.root}: chưa có dữ liệu", "Chạy `cancu build THƯ_MỤC --data THƯ_MỤC_DỮ_LIỆU` trước.")
        return name

    def point_to(self, name: str) -> None:
        """Makes a finished state the one in force."""
        write_atomically(self.root / "CURRENT", name.encode())

    def sweep(self, keep: set[str]) -> None:
        """Deletes states that nobody needs, left by earlier or interrupted builds."""
        for path in self.states.glob("*"):
            if path.name not in keep:
                shutil.rmtree(path, ignore_errors=True)

    def original(self, sha256: str) -> Path:
        return self.root / "originals" / sha256[:2] / sha256

    def read(self, sha256: str, path: str, heard: Callable[[str, int, int], None] | None = None) -> Raw:
        """An original read anew; `path` names it in messages, `heard` is told of pages being recognised. Raises UnreadableSource."""
        tools = Tools(replace(self._pages, heard=heard), self._conversions)
        return read_bytes(self.original(sha256).read_bytes(), path, tools)

    def record_path(self, name: str) -> Path:
        return self.root / "records" / f"{name}.pickle"

    def save_record(self, name: str, raw: Raw, record: Record) -> None:
        write_atomically(self.record_path(name), pickle.dumps((raw, record), protocol=5))

    def load_record(self, name: str, sha256: str, path: str) -> tuple[Raw, Record]:
        """Raw and Record of a document, from the cache or, where it is lost or damaged, read again."""
        try:
            with open(self.record_path(name), "rb") as stream:
                found: tuple[Raw, Record] = pickle.load(stream)
                if _whole(found):
                    return found
        except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError, TypeError):
            pass
        raw = self.read(sha256, path)
        return raw, extract(raw, vocabulary())

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One build at a time; a second one is refused at once."""
        self.root.mkdir(parents=True, exist_ok=True)
        try:
            import fcntl
        except ImportError:  # Windows: the store's own lock still refuses a second writer
            yield
            return
        with open(self.root / "LOCK", "w") as stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise CancuError(f"{self.root}: một lần build khác đang chạy", "Đợi lần đó xong rồi chạy lại.") from error
            yield
