"""Recognition of scanned pages as an installation has it: Tesseract where it is found, and every page recognised once, kept by its picture."""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus.errors import UnreadableSource
from corpus.ocr import INSTALL, Line, Seen, Tesseract, Word

from .files import write_atomically
from .settings import SettingsError

OFF, AUTO = "off", "auto"
LANGUAGE = "vie"


def engine(setting: str) -> str | None:
    """The command of Tesseract by the setting `ocr`: a path, "auto" (where it is installed with Vietnamese) or "off".

    Raises SettingsError for a path that leads to no command, or to one without Vietnamese.
    """
    if setting == OFF:
        return None
    command = shutil.which("tesseract" if setting == AUTO else setting)
    if command is None or LANGUAGE not in _languages(command):
        if setting == AUTO:
            return None
        lack = "không có lệnh này" if command is None else "lệnh này chưa có gói tiếng Việt"
        raise SettingsError(f"ocr: '{setting}': {lack}", INSTALL)
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # files are read side by side; threads within a page only get in each other's way
    return command


def _languages(command: str) -> set[str]:
    try:
        told = subprocess.run([command, "--list-langs"], capture_output=True, text=True, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return set()
    return {line.strip() for line in (told.stdout + told.stderr).splitlines()}


@dataclass(frozen=True, slots=True)
class KeptPages:
    """A recogniser that keeps what it recognised under the digest of the picture, so that a page is recognised once.

    `heard` is told of each page as it is taken up: path, page, of how many.
    """

    folder: Path
    command: str | None
    heard: Callable[[str, int, int], None] | None = None

    def see(self, picture: Any, path: str, page: int, of: int) -> Seen:
        """What is on a page, from what is kept or by the engine. Raises UnreadableSource where there is neither."""
        digest = hashlib.sha256(f"{picture.mode} {picture.size}".encode() + picture.tobytes()).hexdigest()
        place = self.folder / digest[:2] / f"{digest}.json"
        try:
            return _from_json(place.read_text("utf-8"))
        except (OSError, ValueError, KeyError, TypeError):
            pass
        if self.command is None:
            raise UnreadableSource(path, "trang chỉ có ảnh quét, chưa có phần mềm nhận dạng chữ", INSTALL)
        if self.heard:
            self.heard(path, page, of)
        seen = Tesseract(self.command).see(picture, path, page, of)
        write_atomically(place, json.dumps(asdict(seen), ensure_ascii=False).encode())
        return seen


def _from_json(text: str) -> Seen:
    kept = json.loads(text)
    return Seen(kept["width"], tuple(Line(tuple(Word(**word) for word in line["words"]), line["paragraph"]) for line in kept["lines"]))
