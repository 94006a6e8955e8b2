"""Is an index folder as it was written? Sizes are compared at every opening, contents when asked."""

import json
from hashlib import blake2b
from pathlib import Path

_NOTE = "FILES.json"
_OWN = {_NOTE, "INDEX.json"}


def _files(path: Path) -> list[Path]:
    return sorted(
        p for p in path.iterdir() if p.is_file() and p.name not in _OWN and not p.name.endswith(".lock") and p.name != "MAIN_WRITELOCK"
    )


def _digest(path: Path) -> str:
    digest = blake2b(digest_size=16)
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def record(path: Path) -> None:
    """Writes down name, size and digest of each file of a folder at rest."""
    note = {p.name: [p.stat().st_size, _digest(p)] for p in _files(path)}
    (path / _NOTE).write_text(json.dumps(note, indent=0, sort_keys=True), "utf-8")


def harm(path: Path, deep: bool = False) -> str:
    """What is wrong with the folder, in words, or "" where nothing is; `deep` reads every byte."""
    try:
        note = json.loads((path / _NOTE).read_text("utf-8"))
        for name, (size, digest) in note.items():
            file = path / name
            if not file.is_file():
                return f"thiếu tệp {name}"
            if file.stat().st_size != size or (deep and _digest(file) != digest):
                return f"tệp {name} đã thay đổi"
    except (OSError, ValueError, TypeError, AttributeError):
        return f"{_NOTE} không đọc được"
    return ""
