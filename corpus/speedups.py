"""The modules that most of the reading's time goes to, compiled where a C compiler was found at installation: the same code, a fifth faster.

What was compiled stands in a folder of its own, by Python and platform, with the digest of the sources it was made from.
Where a source has changed since, or nothing was compiled, the sources are taken. This module stands alone: the build loads it by its path.
"""

import hashlib
import importlib
import importlib.machinery
from pathlib import Path

MODULES = (
    "blocks_at", "bodies", "citation_lists", "citation_spans", "citations", "closing", "deadline_yearless", "deadlines", "directives", "headings",
    "identity", "labelled", "named", "numbering", "organisations", "origins", "outline", "own_names", "parties", "partners", "people", "phrases",
    "relation_cues", "relations", "sections", "sentences", "sought", "subjects", "tables", "tasks", "text", "title_ends",
    "unit_index", "unit_lexicon", "unit_lists", "unit_titles", "unitnames", "units", "word_places",
)  # fmt: skip
STAMP = "made.txt"
GROUP = "reading__mypyc"  # the library that all of them share


def digest(package: Path) -> str:
    """The digest of the sources of what is compiled, and of what they are compiled against."""
    made = hashlib.sha256()
    for path in sorted(package.glob("[!.]*.py")):
        made.update(path.name.encode() + path.read_bytes())
    return made.hexdigest()


def place(package: Path) -> Path:
    """The folder of what is compiled for this Python and this platform."""
    return package / "compiled" / importlib.machinery.EXTENSION_SUFFIXES[0].strip(".").split(".")[0]


def stamp(package: Path, folder: Path) -> str:
    """What the stamp of a whole folder says: the digest of the sources, then each compiled file with its size."""
    files = sorted(path for path in folder.iterdir() if path.name != STAMP)
    return "\n".join([digest(package), *(f"{path.name} {path.stat().st_size}" for path in files)]) + "\n"


def folder(package: Path) -> Path | None:
    """That folder, where it was made from the sources as they are and is whole; else None."""
    here = place(package)
    try:
        return here if (here / STAMP).read_text("utf-8") == stamp(package, here) else None
    except (OSError, ValueError):
        return None


def use(package: Path, path: list[str], name: str) -> Path | None:
    """Puts the folder before the sources in a package's `path` and gives it; the sources are taken where it cannot be loaded."""
    found = folder(package)
    if found is None:
        return None
    path.insert(0, str(found))
    try:
        importlib.import_module(f"{name}.{GROUP}")
    except ImportError:  # as made on a machine with a newer C library
        path.remove(str(found))
        return None
    return found
