"""Conversion of .doc, .odt and .rtf through LibreOffice, where an office has installed it; each file is converted once, kept by its content."""

import hashlib
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import UnreadableSource
from corpus.tools import INSTALL_OFFICE

from .files import write_atomically
from .settings import SettingsError

OFF, AUTO = "off", "auto"
_SECONDS = 120
_COMMANDS = ("soffice", "libreoffice")
# nothing outside is called: pictures and parts that a file links to are left alone, and macros never run
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def engine(setting: str) -> str | None:
    """The command of LibreOffice by the setting `office`: a path, "auto" (where it is installed) or "off".

    Raises SettingsError for a path that leads to no command.
    """
    if setting == OFF:
        return None
    found = next((c for c in map(shutil.which, _COMMANDS if setting == AUTO else (setting,)) if c), None)
    if found is None and setting != AUTO:
        raise SettingsError(f"office: '{setting}': không có lệnh này", INSTALL_OFFICE)
    return found


@dataclass(frozen=True, slots=True)
class KeptConversions:
    """A converter that keeps what it made under the digest of the file."""

    folder: Path
    command: str | None

    def to_docx(self, data: bytes, ending: str, path: str) -> bytes:
        """The Word file of a document, from what is kept or by LibreOffice. Raises UnreadableSource where there is neither."""
        digest = hashlib.sha256(data).hexdigest()
        place = self.folder / digest[:2] / f"{digest}.docx"
        if place.is_file():
            return place.read_bytes()
        if self.command is None:
            raise UnreadableSource(path, f"tệp '{ending}' cần LibreOffice để đọc, máy này chưa có", INSTALL_OFFICE)
        made = convert(self.command, data, ending, path)
        write_atomically(place, made)
        return made


def convert(command: str, data: bytes, ending: str, path: str) -> bytes:
    """The same document as .docx. Each conversion has a profile of its own, so that several run side by side; macros do not run."""
    with tempfile.TemporaryDirectory(prefix="cancu-") as folder:
        work = Path(folder)
        source = work / f"document{ending}"
        source.write_bytes(data)
        (work / "profile" / "user").mkdir(parents=True)
        (work / "profile" / "user" / "registrymodifications.xcu").write_text(_PROFILE, "utf-8")
        profile = (work / "profile").as_uri()
        order = [command, "--headless", "--norestore", "--nolockcheck", "--nodefault", f"-env:UserInstallation={profile}", "--convert-to", "docx",
                 "--outdir", str(work / "out"), str(source)]  # fmt: skip
        remedy = "Mở tệp bằng Word hoặc LibreOffice, bỏ mật khẩu nếu có, và lưu lại dạng .docx."
        try:
            told = subprocess.run(order, capture_output=True, timeout=_SECONDS, cwd=work, env={**os.environ, "HOME": folder}, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise UnreadableSource(path, f"LibreOffice không chuyển được ({type(error).__name__})", remedy) from error
        made = work / "out" / "document.docx"
        if not made.is_file():
            last = told.stderr.decode(errors="replace").strip().splitlines()
            raise UnreadableSource(path, f"LibreOffice không chuyển được{': ' + last[-1][:160] if last else ''}", remedy)
        return made.read_bytes()
