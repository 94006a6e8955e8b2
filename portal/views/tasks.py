"""The register of tasks: filtered, as a table, a workbook, a calendar, and summed up on a day."""

from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request
from werkzeug.datastructures import MultiDict

from corpus.text import fold
from index.model import STATUSES
from portal import urls
from portal.calendars import calendar_response
from portal.here import collection
from portal.register import HEADER, Named, TaskRow, cells, register, told_apart
from portal.summary import GROUPS, NOBODY, summary
from portal.tables import csv_response, xlsx_response

bp = Blueprint("tasks", __name__)
_PER_PAGE = 50
FILTERS = {"co-quan": "Cơ quan", "don-vi": "Đơn vị", "lanh-dao": "Lãnh đạo", "nam": "Năm", "nguon": "Nguồn giao"}
_BY_PATH = {"don-vi", "lanh-dao"}
_ORIGINS = {label: key for key, label in urls.ORIGIN.items()}


def _values(task: TaskRow) -> dict[str, tuple[str, ...]]:
    """What each filter compares, by the paths of those that have one."""
    return {
        "co-quan": (task.agency.label,) if task.agency else (), "don-vi": tuple(o.path for o in task.owners),
        "lanh-dao": (task.leader.path,) if task.leader else (), "nam": (task.doc_date[:4],) if task.doc_date else (),
        "nguon": (task.origin,) if task.origin else (),
    }  # fmt: skip


def _day(text: str) -> str:
    """An ISO day, or "" for anything else."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of the register is asked for; days are ISO 8601, "" for no limit. `day` is the one that statuses are told for."""

    values: dict[str, frozenset[str]] = field(default_factory=dict)
    due: str = ""
    words: str = ""
    low: str = ""
    high: str = ""
    status: str = ""
    day: str = ""

    @classmethod
    def of(cls, args: "MultiDict[str, str]", today: str, names: dict[str, str]) -> "Chosen":
        """From an address; what is not understood is left out. Units and leaders are given by path or by name (`names`: path → name)."""
        values = {name: frozenset({args[name]}) for name in FILTERS if args.get(name)}
        for name in _BY_PATH & values.keys():
            values[name] |= {path for path, label in names.items() if args[name] in {label, label.split(" (")[0]}}
        status = args.get("trang-thai", "")
        low, high, day = (_day(args.get(name, "")) for name in ("tu", "den", "ngay"))
        return cls(values, args.get("han", ""), args.get("tu-khoa", ""), low, high, status if status in STATUSES else "", day or today)

    def keeps(self, task: TaskRow, without: str = "") -> bool:
        """Whether a task is asked for; `without` leaves one filter out, to tell what else it could be set to."""
        values = _values(task)
        if any(name != without and wanted.isdisjoint(values[name]) for name, wanted in self.values.items()):
            return False
        dated = bool(task.date_to or task.deadline_text)
        if (self.due == "co" and not dated) or (self.due == "khong" and dated):
            return False
        if (self.low and (task.date_to or "") < self.low) or (self.high and (not task.date_to or task.date_to > self.high)):
            return False
        if self.status and task.status(self.day) != self.status:
            return False
        return not self.words or fold(self.words) in fold(task.text)


@bp.get("/nhiem-vu")
@bp.get("/nhiem-vu.<any(csv, xlsx, ics):fmt>")
def page(fmt: str = "") -> str | Response:
    every, args, names = register(collection()), request.args, told_apart(collection())
    chosen = Chosen.of(args, date.today().isoformat(), names)
    shown = [task for task in every if chosen.keeps(task)]
    if args.get("sap") == "han":
        shown.sort(key=lambda t: (not t.date_to, t.date_to))
    if fmt == "ics":
        return calendar_response("nhiem-vu", " · ".join(["Nhiệm vụ", *_told(names).values()]), shown, request.host_url)
    if fmt:
        rows = ((*cells(t), urls.STATUS[t.status(chosen.day)]) for t in shown)
        title = f"Tình trạng ngày {urls.vietnamese_date(chosen.day)}"
        return (csv_response if fmt == "csv" else xlsx_response)("nhiem-vu", (*HEADER, title), rows)
    options = {name: {v for task in every if chosen.keeps(task, name) for v in _values(task)[name]} for name in FILTERS}
    shown_options = {
        name: sorted(((_label(name, v, names), v) for v in values), key=lambda o: fold(o[0])) for name, values in options.items()
    }
    number = max(1, args.get("trang", 1, type=int) or 1)
    pages = -(-len(shown) // _PER_PAGE)
    return render_template(
        "tasks.html", tasks=shown[(number - 1) * _PER_PAGE : number * _PER_PAGE], total=len(shown), options=shown_options, chosen=chosen, labels=FILTERS,
        statuses=urls.STATUS, sort=args.get("sap", ""), number=number, pages=pages, query=_query("trang"), unsorted=_query("trang", "sap"),
        task_page=lambda n: f"/nhiem-vu?{_query('trang')}&trang={n}",
    )  # fmt: skip


@bp.get("/nhiem-vu/tong-hop")
@bp.get("/nhiem-vu/tong-hop.<any(csv, xlsx):fmt>")
def totals(fmt: str = "") -> str | Response:
    """How many tasks each unit, leader, agency, origin or document has, and how they stand to their deadlines on a day."""
    names = told_apart(collection())
    chosen = Chosen.of(request.args, date.today().isoformat(), names)
    by = request.args.get("theo", "don-vi")
    by = by if by in GROUPS else "don-vi"
    lines, whole = summary((task for task in register(collection()) if chosen.keeps(task)), by, chosen.day, names)
    header = (GROUPS[by][0], "Tất cả", *(label.capitalize() for label in urls.STATUS.values()))
    if fmt:
        rows: list[list[str | int | None]] = [[line.name.label, line.total, *line.by_status.values()] for line in (*lines, whole)]
        return (csv_response if fmt == "csv" else xlsx_response)("tong-hop-nhiem-vu", header, rows)
    return render_template(
        "task_totals.html", lines=lines, whole=whole, header=header, by=by, groups={key: group[0] for key, group in GROUPS.items()}, chosen=chosen, labels=FILTERS,
        query=_query(), unsummed=_query("theo"), tasks_of=lambda named, status="": _behind(by, named, status), told=_told(names),
    )  # fmt: skip


def _label(name: str, value: str, names: dict[str, str]) -> str:
    """The value of a filter as it is shown."""
    return names.get(value, value) if name in _BY_PATH else urls.ORIGIN.get(value, value) if name == "nguon" else value


def _told(names: dict[str, str]) -> dict[str, str]:
    """The filters that are set, by their labels, as they are shown."""
    return {label: _label(name, request.args[name], names) for name, label in FILTERS.items() if request.args.get(name)}


def _behind(by: str, named: Named | None, status: str) -> str:
    """The address of the register's tasks behind a figure: those of a group ("" for all) with a status; "" where there is no such filter."""
    name = GROUPS[by][1]
    if named and (not name or named == NOBODY):
        return ""
    change = {}
    if named:
        change[name] = named.path if name in _BY_PATH else _ORIGINS.get(named.label, named.label)
    change |= {"trang-thai": status} if status else {}
    kept = {key: value for key, value in request.args.items() if value and key != "theo"}
    return "/nhiem-vu?" + urlencode(kept | change)


def _query(*without: str) -> str:
    return urlencode([(k, v) for k, v in request.args.items(multi=True) if k not in without and v])
