"""Drawings made on the server as SVG: bars by month, deadlines on a line of time. They print and need no script; a table stands beside each."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from .register import TaskRow

WIDTH, HEIGHT = 920, 170
_LEFT, _BOTTOM = 34, 26
_MOST_MONTHS = 240


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: place and size in pixels, what it counts, how many, and where it leads ("" for nowhere)."""

    x: float
    y: float
    width: float
    height: float
    name: str
    count: int
    href: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Counts over time, with the years below and the greatest count."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    most: int


def by_month(dates: Iterable[str]) -> list[tuple[str, int]]:
    """ISO dates or months counted by month, in order, months without any between the first and the last left in; years alone are left out."""
    counted = Counter(value[:7] for value in dates if len(value) >= 7)
    if not counted:
        return []
    months = _months(min(counted), max(counted))
    return [(month, counted[month]) for month in months[-_MOST_MONTHS:]]


def _months(first: str, last: str) -> list[str]:
    (year, month), found = (int(part) for part in first.split("-")), []
    while (here := f"{year:04d}-{month:02d}") <= last:
        found.append(here)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found


def bars(counts: Sequence[tuple[str, int]], address: str = "") -> Bars:
    """Bars for counts by month; `address` takes the month ("/van-ban?thang={}")."""
    if not counts:
        return Bars((), (), 0)
    most = max(n for _, n in counts) or 1
    step = (WIDTH - _LEFT) / len(counts)
    room = HEIGHT - _BOTTOM - 14
    made = [
        Bar(_LEFT + at * step + 0.5, HEIGHT - _BOTTOM - room * n / most, max(step - 1, 1), room * n / most, month, n, address.format(month) if address else "")
        for at, (month, n) in enumerate(counts) if n
    ]  # fmt: skip
    ticks = [Tick(_LEFT + at * step, month[:4]) for at, (month, _) in enumerate(counts) if month.endswith("-01") or at == 0]
    apart = [tick for at, tick in enumerate(ticks) if at == 0 or tick.x - ticks[at - 1].x > 30]
    return Bars(tuple(made), tuple(apart), most)


@dataclass(frozen=True, slots=True)
class Dot:
    """A deadline on the line: place in pixels, the task, and whether the day is past it."""

    x: float
    y: float
    task: TaskRow
    past: bool


@dataclass(frozen=True, slots=True)
class Line:
    """Deadlines of tasks on a line of time, with the years and where the day stands (None outside of it)."""

    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    today: float | None
    height: int


_PER_COLUMN = 9


def timeline(tasks: Iterable[TaskRow], day: str) -> Line:
    """The tasks with a whole day as deadline; `day` is ISO 8601. Tasks of one fortnight stand above each other."""
    dated = sorted((t for t in tasks if len(t.date_to) == 10), key=lambda t: t.date_to)
    if not dated:
        return Line((), (), None, 0)
    first, last = date.fromisoformat(dated[0].date_to), date.fromisoformat(dated[-1].date_to)
    low, high = date(first.year, 1, 1), date(last.year, 12, 31)
    days = (high - low).days or 1

    def place(day: date) -> float:
        return _LEFT + (WIDTH - 2 * _LEFT) * (day - low).days / days

    stacked: Counter[int] = Counter()
    dots = []
    for task in dated:
        x = place(date.fromisoformat(task.date_to))
        column = int(x // 13)
        level = stacked[column]
        stacked[column] += 1
        if level < _PER_COLUMN:
            dots.append(Dot(column * 13 + 6.5, 0.0 + level, task, task.date_to < day))
    tall = min(_PER_COLUMN, max(stacked.values()))
    base = 14 * tall + 6
    placed = tuple(Dot(d.x, base - 14 * d.y - 8, d.task, d.past) for d in dots)
    ticks = tuple(Tick(place(date(year, 1, 1)), str(year)) for year in range(low.year, high.year + 1))
    now = date.fromisoformat(day)
    return Line(placed, ticks, place(now) if low <= now <= high else None, base + 26)
