"""`cancu evaluate`: reads annotated texts with this reader, and with that of another revision, and tells the difference."""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.contract import to_contract
from corpus.errors import CancuError
from corpus.evaluate import Figures, changes, compare
from corpus.pipeline import read_record


class EvaluationError(CancuError):
    """Annotations without their texts, or a revision that cannot be read."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Figures by file and over all, with what changed against another revision (empty without one)."""

    files: dict[str, Figures]
    whole: Figures
    gains: list[tuple[str, str, str]]
    losses: list[tuple[str, str, str]]


def _texts(gold: Path, texts: Path | None) -> dict[str, Path]:
    """The text of each annotated file: STEM.txt beside its annotations or in the folder given."""
    found: dict[str, Path] = {}
    for path in sorted(gold.glob("*.json")):
        places = [folder / f"{path.stem}.txt" for folder in ((texts,) if texts else (gold,))]
        text = next((place for place in places if place.exists()), None)
        if text is None:
            raise EvaluationError(f"không thấy {path.stem}.txt cho {path.name}", "Cho thư mục văn bản gốc bằng --texts.")
        found[path.stem] = text
    if not found:
        raise EvaluationError(f"{gold}: không có tệp .json nào", "Cho thư mục chứa các bản gán nhãn.")
    return found


def _at_revision(revision: str, texts: dict[str, Path]) -> dict[str, Any]:
    """What the reader of another revision of this checkout makes of the texts."""
    root = Path(__file__).resolve().parents[1]
    with tempfile.TemporaryDirectory() as folder:
        tree, out = Path(folder) / "tree", Path(folder) / "out"
        made = subprocess.run(["git", "-C", str(root), "worktree", "add", "--detach", str(tree), revision], capture_output=True, text=True)
        if made.returncode:
            raise EvaluationError(f"không mở được bản '{revision}': {made.stderr.strip()}", "Chạy trong kho mã nguồn, với tên bản có thật.")
        try:
            files = [str(path.resolve()) for path in texts.values()]
            subprocess.run(
                [sys.executable, "-m", "portal.cli", "extract", *files, "--out", str(out)],
                cwd=tree,
                check=True,
                env={"PYTHONPATH": str(tree)},
            )
            return {stem: json.loads((out / f"{stem}.json").read_text("utf-8")) for stem in texts}
        finally:
            subprocess.run(["git", "-C", str(root), "worktree", "remove", "--force", str(tree)], capture_output=True)


def evaluate(gold: Path, texts: Path | None = None, against: str | None = None) -> Evaluation:
    """Raises EvaluationError where a text or a revision is missing."""
    paths = _texts(gold, texts)
    annotations = {stem: json.loads((gold / f"{stem}.json").read_text("utf-8")) for stem in paths}
    files = {stem: compare(annotations[stem], to_contract(*read_record(path))) for stem, path in paths.items()}
    whole, before = Figures(), Figures()
    for figures in files.values():
        whole.add(figures)
    if against is None:
        return Evaluation(files, whole, [], [])
    for stem, other in _at_revision(against, paths).items():
        before.add(compare(annotations[stem], other))
    return Evaluation(files, whole, *changes(before, whole))
