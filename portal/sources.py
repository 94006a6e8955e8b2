"""The files of a source folder: which are read, which are set aside, and their contents kept as originals."""

import os
import unicodedata
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from corpus.packets import is_packet
from corpus.source import READABLE

from .archives import enclosed, members
from .datadir import DataDir, SetAside
from .files import write_atomically

Progress = Callable[[str, int, int], None]


def find_files(source: Path) -> tuple[dict[str, Path], list[SetAside]]:
    """The files under a folder (or one file), by relative path, archives too; hidden files are left out; links to folders and what cannot be read are set aside."""
    if source.is_file():
        return {source.name: source}, []
    found: dict[str, Path] = {}
    aside: list[SetAside] = []
    for folder, folders, names in os.walk(source, followlinks=False):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for link in [f for f in folders if (Path(folder) / f).is_symlink()]:  # it may lead back here, or to what is not meant
            relative = (Path(folder) / link).relative_to(source).as_posix()
            aside.append(
                SetAside(relative, "liên kết tới thư mục, không được đi theo", "Chép thư mục thật vào, hoặc cho thư mục đó khi dựng.")
            )
        for name in sorted(names):
            path = Path(folder) / name
            relative = unicodedata.normalize("NFC", path.relative_to(source).as_posix())  # macOS hands over decomposed names
            if relative in found:
                relative = path.relative_to(source).as_posix()
            if name.startswith("."):
                continue
            if path.is_symlink() and not path.exists():
                aside.append(SetAside(relative, "liên kết hỏng", "Xóa liên kết hoặc chép tệp thật vào."))
            elif path.suffix.lower() in READABLE or path.suffix.lower() == ".zip":
                found[relative] = path
            else:
                aside.append(
                    SetAside(
                        relative,
                        f"chưa đọc được loại tệp '{path.suffix or name}'",
                        "Lưu văn bản dạng .docx, .pdf có chữ hoặc .txt (UTF-8) rồi thêm lại.",
                    )
                )
    return found, aside


def hash_and_keep(files: dict[str, Path], data: DataDir, progress: Progress) -> tuple[dict[str, str], list[SetAside]]:
    """Relative path → SHA-256, of the members of archives too; new contents are kept as originals."""
    hashes: dict[str, str] = {}
    aside: list[SetAside] = []
    for number, (relative, path) in enumerate(files.items(), 1):
        progress("Kiểm tra tệp", number, len(files))
        try:
            content = path.read_bytes()
        except OSError as error:
            aside.append(SetAside(relative, error.strerror or "không mở được", "Kiểm tra quyền đọc tệp."))
            continue
        if path.suffix.lower() == ".zip" or is_packet(content):
            for member in members(content, relative) if path.suffix.lower() == ".zip" else enclosed(content, relative):
                if isinstance(member, SetAside):
                    aside.append(member)
                else:
                    hashes[member[0]] = _kept(member[1], data)
        else:
            hashes[relative] = _kept(content, data)
    return hashes, aside


def _kept(content: bytes, data: DataDir) -> str:
    """The SHA-256 of a content that is now among the originals."""
    digest = sha256(content).hexdigest()
    if not data.original(digest).exists():
        write_atomically(data.original(digest), content)
    return digest
