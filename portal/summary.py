"""Counts of tasks by unit, leader, agency, origin or document, and by where a day stands to their deadlines."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from index.model import STATUSES

from . import urls
from .register import Named, TaskRow

NOBODY = Named("", "chưa rõ")


def _origin(task: TaskRow) -> tuple[Named, ...]:
    return (Named("", urls.ORIGIN.get(task.origin, task.origin)),) if task.origin else ()


# a task of two units counts for each, as each answers for it
GROUPS: dict[str, tuple[str, str, Callable[[TaskRow], tuple[Named, ...]]]] = {
    "don-vi": ("Đơn vị chủ trì", "don-vi", lambda t: t.owners),
    "phoi-hop": ("Đơn vị phối hợp", "", lambda t: t.partners),
    "lanh-dao": ("Lãnh đạo chỉ đạo", "lanh-dao", lambda t: (t.leader,) if t.leader else ()),
    "co-quan": ("Cơ quan", "co-quan", lambda t: (t.agency,) if t.agency else ()),
    "nguon": ("Nguồn giao", "nguon", _origin),
    "van-ban": ("Văn bản", "", lambda t: (t.doc,)),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One group: what it is, how many tasks, and how many of each status."""

    name: Named
    total: int
    by_status: dict[str, int]


def summary(tasks: Iterable[TaskRow], by: str, day: str, names: Mapping[str, str]) -> tuple[list[Line], Line]:
    """The groups, largest first, those without one last; and all tasks, each counted once.

    `by` is a key of GROUPS, `day` ISO 8601; `names` tells groups of one name apart by their paths.
    """
    counts: dict[Named, Counter[str]] = defaultdict(Counter)
    whole: Counter[str] = Counter()
    for task in tasks:
        status = task.status(day)
        whole[status] += 1
        for name in GROUPS[by][2](task) or (NOBODY,):
            counts[Named(name.path, names.get(name.path, name.label))][status] += 1
    lines = [_line(name, held) for name, held in counts.items()]
    lines.sort(key=lambda line: (line.name == NOBODY, -line.total, line.name.label))
    return lines, _line(Named("", "Tất cả"), whole)


def _line(name: Named, held: Counter[str]) -> Line:
    return Line(name, held.total(), {status: held[status] for status in STATUSES})
