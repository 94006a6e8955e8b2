"""The register of tasks: filtered, as a table, a workbook, a calendar, and summed up on a day."""

from datetime import date
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request

from corpus.text import fold
from portal import urls
from portal.calendars import calendar_response
from portal.chosen import BY_PATH, FILTERS, Chosen
from portal.here import collection
from portal.register import HEADER, Named, TaskRow, cells, register, told_apart
from portal.reports import report
from portal.summary import GROUPS, NOBODY, summary
from portal.tables import csv_response, xlsx_response

bp = Blueprint("tasks", __name__)
_PER_PAGE = 50
_MOST_IN_REPORT = 2_000  # tasks of a Word report; a longer list belongs in a workbook
_ORIGINS = {label: key for key, label in urls.ORIGIN.items()}


@bp.get("/nhiem-vu")
@bp.get("/nhiem-vu.<any(csv, xlsx, ics):fmt>")
def page(fmt: str = "") -> str | Response:
    args, names = request.args, told_apart(collection())
    chosen = Chosen.of(args, date.today().isoformat(), names)
    shown, options = _selected(chosen)
    if args.get("sap") == "han":
        shown.sort(key=lambda t: (not t.date_to, t.date_to))
    if fmt == "ics":
        return calendar_response("nhiem-vu", " · ".join(["Nhiệm vụ", *_told(names).values()]), shown, request.host_url)
    if fmt:
        rows = ((*cells(t), urls.STATUS[t.status(chosen.day)]) for t in shown)
        title = f"Tình trạng ngày {urls.vietnamese_date(chosen.day)}"
        return (csv_response if fmt == "csv" else xlsx_response)("nhiem-vu", (*HEADER, title), rows)
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
@bp.get("/nhiem-vu/tong-hop.<any(csv, xlsx, docx):fmt>")
def totals(fmt: str = "") -> str | Response:
    """How many tasks each unit, leader, agency, origin or document has, and how they stand to their deadlines on a day."""
    names = told_apart(collection())
    chosen = Chosen.of(request.args, date.today().isoformat(), names)
    by = request.args.get("theo", "don-vi")
    by = by if by in GROUPS else "don-vi"
    tasks = _selected(chosen)[0]
    lines, whole = summary(tasks, by, chosen.day, names)
    header = (GROUPS[by][0], "Tất cả", *(label.capitalize() for label in urls.STATUS.values()))
    if fmt == "docx":
        agencies = {t.agency.label for t in tasks if t.agency}
        told = "; ".join(f"{label}: {value}" for label, value in _told(names).items())
        return report(
            "bao-cao-nhiem-vu",
            agencies.pop() if len(agencies) == 1 else "",
            told,
            chosen.day,
            (GROUPS[by][0], lines, whole),
            tasks[:_MOST_IN_REPORT],
        )
    if fmt:
        rows: list[list[str | int | None]] = [[line.name.label, line.total, *line.by_status.values()] for line in (*lines, whole)]
        return (csv_response if fmt == "csv" else xlsx_response)("tong-hop-nhiem-vu", header, rows)
    agencies = {t.agency.path for t in tasks if t.agency}
    reported = [
        r for r in collection().cached("progress")
        if r.get("asOf", "") <= chosen.day and (not chosen.values or ("agency" in r and collection().path(r["agency"]) in agencies))
    ]  # fmt: skip
    return render_template(
        "task_totals.html", reported=reported, origins=urls.ORIGIN, lines=lines, whole=whole, header=header, by=by, groups={key: group[0] for key, group in GROUPS.items()}, chosen=chosen, labels=FILTERS,
        query=_query(), unsummed=_query("theo"), tasks_of=lambda named, status="": _behind(by, named, status), told=_told(names),
    )  # fmt: skip


def _selected(chosen: Chosen) -> tuple[list[TaskRow], dict[str, set[str]]]:
    """The tasks asked for and what filters could be set to; kept for those who page through them."""
    key = ("selected", chosen.day, _query("trang", "sap", "theo", "lang", "ngay"))
    shown, options = collection().lately(key, lambda here: chosen.select(register(here)))
    return list(shown), options


def _label(name: str, value: str, names: dict[str, str]) -> str:
    """The value of a filter as it is shown."""
    return names.get(value, value) if name in BY_PATH else urls.ORIGIN.get(value, value) if name == "nguon" else value


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
        change[name] = named.path if name in BY_PATH else _ORIGINS.get(named.label, named.label)
    change |= {"trang-thai": status} if status else {}
    kept = {key: value for key, value in request.args.items() if value and key != "theo"}
    return "/nhiem-vu?" + urlencode(kept | change)


def _query(*without: str) -> str:
    return urlencode([(k, v) for k, v in request.args.items(multi=True) if k not in without and v])
