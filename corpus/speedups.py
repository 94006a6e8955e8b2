"""The modules that most of the reading's time goes to, compiled where a C compiler was found at installation: the same code, a fifth faster.

What was compiled stands in a folder of its own, by Python and platform, with the digest of the sources it was made from.
Where a source has changed since, or nothing was compiled, the sources are taken. This module stands alone: the build loads it by its path.
"""

import hashlib
import importlib.machinery
from pathlib import Path

MODULES = (
    "blocks_at", "bodies", "citation_lists", "citation_spans", "citations", "closing", "deadlines", "directives", "identity", "labelled",
    "named", "numbering", "organisations", "outline", "parties", "partners", "people", "phrases", "relations", "sections", "sought", "tables",
    "tasks", "text", "title_ends", "unit_lexicon", "unit_lists", "unitnames", "units", "word_places",
)  # fmt: skip
STAMP = "sources.sha256"


def digest(package: Path) -> str:
    """The digest of the sources of what is compiled, and of what they are compiled against."""
    made = hashlib.sha256()
    for path in sorted(package.glob("*.py")):
        made.update(path.name.encode() + path.read_bytes())
    return made.hexdigest()


def place(package: Path) -> Path:
    """The folder of what is compiled for this Python and this platform."""
    return package / "compiled" / importlib.machinery.EXTENSION_SUFFIXES[0].strip(".").split(".")[0]


def folder(package: Path) -> Path | None:
    """That folder, where it was made from the sources as they are; else None."""
    here = place(package)
    stamp = here / STAMP
    return here if stamp.is_file() and stamp.read_text("ascii") == digest(package) else None
