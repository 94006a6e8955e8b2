"""What of the register of tasks is asked for, and what else could be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from corpus.text import fold
from index.model import STATUSES

from .register import TaskRow

FILTERS = {"co-quan": "Cơ quan", "don-vi": "Đơn vị", "lanh-dao": "Lãnh đạo", "nam": "Năm", "nguon": "Nguồn giao"}
BY_PATH = {"don-vi", "lanh-dao"}


def _values(task: TaskRow) -> dict[str, tuple[str, ...]]:
    """What each filter compares, by the paths of those that have one."""
    return {
        "co-quan": (task.agency.label,) if task.agency else (), "don-vi": tuple(o.path for o in task.owners),
        "lanh-dao": (task.leader.path,) if task.leader else (), "nam": (task.doc_date[:4],) if task.doc_date else (),
        "nguon": (task.origin,) if task.origin else (),
    }  # fmt: skip


def iso_day(text: str) -> str:
    """An ISO day, or "" for anything else."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is asked for; days are ISO 8601, "" for no limit. `day` is the one that statuses are told for."""

    values: dict[str, frozenset[str]] = field(default_factory=dict)
    due: str = ""
    words: str = ""
    low: str = ""
    high: str = ""
    status: str = ""
    day: str = ""

    @classmethod
    def of(cls, args: Mapping[str, str], today: str, names: Mapping[str, str]) -> "Chosen":
        """From an address; what is not understood is left out. Units and leaders are given by path or by name (`names`: path → name)."""
        values = {name: frozenset({args[name]}) for name in FILTERS if args.get(name)}
        for name in BY_PATH & values.keys():
            values[name] |= {path for path, label in names.items() if args[name] in {label, label.split(" (")[0]}}
        status = args.get("trang-thai", "")
        low, high, day = (iso_day(args.get(name, "")) for name in ("tu", "den", "ngay"))
        return cls(values, args.get("han", ""), args.get("tu-khoa", ""), low, high, status if status in STATUSES else "", day or today)

    def select(self, tasks: Iterable[TaskRow]) -> tuple[list[TaskRow], dict[str, set[str]]]:
        """The tasks asked for, and what each filter could be set to with the others as they are."""
        kept: list[TaskRow] = []
        options: dict[str, set[str]] = {name: set() for name in FILTERS}
        words = fold(self.words)
        for task in tasks:
            values = _values(task)
            failing = [name for name, wanted in self.values.items() if wanted.isdisjoint(values[name])]
            if len(failing) > 1 or not self._allows(task) or (words and words not in fold(task.text)):
                continue
            if not failing:
                kept.append(task)
            for name in failing or FILTERS:
                options[name].update(values[name])
        return kept, options

    def _allows(self, task: TaskRow) -> bool:
        """Whether the deadline is as asked for."""
        dated = bool(task.date_to or task.deadline_text)
        if (self.due == "co" and not dated) or (self.due == "khong" and dated):
            return False
        if (self.low and (task.date_to or "") < self.low) or (self.high and (not task.date_to or task.date_to > self.high)):
            return False
        return not self.status or task.status(self.day) == self.status
