"""The register of tasks: rows of the graph put together, filtered and told by date."""

from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from corpus.text import fold

from .collection import Collection


@dataclass(frozen=True, slots=True)
class Named:
    """A thing with a page: its path and its name."""

    path: str
    label: str


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task as an office would list it; dates are ISO 8601 or empty."""

    id: str
    doc: Named
    doc_date: str
    agency: Named | None
    province: str
    section: str
    text: str
    start: int
    end: int
    block: int
    owners: tuple[Named, ...]
    partners: tuple[Named, ...]
    bases: tuple[Named, ...]
    leader: Named | None
    deadline_text: str
    deadline_kind: str
    date_from: str
    date_to: str
    origin: str
    repeats: Named | None = None
    repeated_by: Named | None = None

    def status(self, day: str) -> str:
        """Where a day (ISO 8601) stands to the deadline as the document gives it, one of `index.model.STATUSES`; not whether the work is done."""
        if self.date_to:
            return "qua-han" if self.date_to < day else "trong-han"
        return "thuong-xuyen" if self.deadline_kind == "recurring" else "khong-neu"

    @property
    def link(self) -> str:
        """The sentence in its document."""
        return f"{self.doc.path}?cau={self.start}-{self.end}#cau"


def register(collection: Collection) -> tuple[TaskRow, ...]:
    """Every task of the collection, newest document first; made once for a state."""
    return collection.memo("register", _rows)


def _rows(collection: Collection) -> tuple[TaskRow, ...]:
    owners: dict[str, dict[str, list[Named]]] = defaultdict(lambda: defaultdict(list))
    for row in collection.cached("task_units"):
        owners[row["task"]][row["role"]].append(Named(collection.path(row["unit"]), row["label"]))
    bases: dict[str, list[Named]] = defaultdict(list)
    for row in collection.cached("task_bases"):
        bases[row["task"]].append(Named(collection.path(row["base"]), row["label"]))
    found: dict[str, TaskRow] = {}
    for row in collection.cached("tasks"):
        task = row["task"]
        if task in found:
            continue
        found[task] = TaskRow(
            id=task, doc=Named(collection.path(row["doc"]), row["docLabel"]), doc_date=row.get("docDate", ""),
            agency=Named(collection.path(row["agency"]), row["agencyLabel"]) if "agency" in row else None, province=row.get("province", ""),
            section=row["section"], text=row["text"], start=int(row["start"]), end=int(row["end"]), block=int(row["passage"].rsplit("#p", 1)[1]),
            owners=_unique(owners[task]["owner"]), partners=_unique(owners[task]["partner"]), bases=_unique(bases[task]),
            leader=Named(collection.path(row["leader"]), row["leaderLabel"]) if "leader" in row else None,
            deadline_text=row.get("deadlineText", ""), deadline_kind=row["deadlineKind"], date_from=row.get("dateFrom", ""),
            date_to=row.get("dateTo", ""), origin=row.get("origin", ""),
        )  # fmt: skip
    for row in collection.cached("threads"):
        later, earlier = found.get(row["later"]), found.get(row["earlier"])
        if later and earlier:
            found[later.id] = replace(later, repeats=Named(earlier.link, earlier.doc.label))
            found[earlier.id] = replace(found[earlier.id], repeated_by=Named(later.link, later.doc.label))
    return tuple(found.values())


def _unique(names: list[Named]) -> tuple[Named, ...]:
    by_path: dict[str, Named] = {}
    for name in names:
        by_path.setdefault(name.path, name)
    return tuple(by_path.values())


def told_apart(collection: Collection) -> dict[str, str]:
    """Path → name of every unit and leader of the register; where two bear one name, the agency that speaks of each is added."""
    return collection.memo("told_apart", _told_apart)


def _told_apart(collection: Collection) -> dict[str, str]:
    names: dict[str, str] = {}
    agencies: dict[str, str] = {}
    for task in register(collection):
        for one in (*task.owners, *task.partners, *((task.leader,) if task.leader else ())):
            names[one.path] = one.label
            agencies.setdefault(one.path, task.agency.label if task.agency else task.doc.label)
    seen = Counter(map(fold, names.values()))
    return {path: label if seen[fold(label)] == 1 else f"{label} ({agencies[path]})" for path, label in names.items()}


HEADER = (
    "Nhiệm vụ",
    "Đơn vị chủ trì",
    "Phối hợp",
    "Lãnh đạo chỉ đạo",
    "Thời hạn (như in)",
    "Từ ngày",
    "Đến ngày",
    "Căn cứ",
    "Văn bản",
    "Ngày văn bản",
    "Mục",
    "Cơ quan",
    "Tỉnh",
)


def cells(row: TaskRow) -> tuple[str, ...]:
    """A row for a spreadsheet, in the order of HEADER."""
    return (
        row.text, "; ".join(o.label for o in row.owners), "; ".join(o.label for o in row.partners), row.leader.label if row.leader else "",
        row.deadline_text, row.date_from, row.date_to, "; ".join(b.label for b in row.bases), row.doc.label, row.doc_date, row.section,
        row.agency.label if row.agency else "", row.province,
    )  # fmt: skip
