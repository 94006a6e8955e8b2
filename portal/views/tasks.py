"""The register of tasks."""

from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request

from corpus.text import fold
from portal import urls
from portal.here import collection
from portal.register import HEADER, TaskRow, cells, register
from portal.tables import csv_response

bp = Blueprint("tasks", __name__)
_PER_PAGE = 50


def _values(task: TaskRow) -> dict[str, set[str]]:
    """What each filter compares."""
    return {
        "co-quan": {task.agency.label} if task.agency else set(), "don-vi": {o.label for o in task.owners},
        "lanh-dao": {task.leader.label} if task.leader else set(), "nam": {task.doc_date[:4]} if task.doc_date else set(),
        "nguon": {task.origin} if task.origin else set(),
    }  # fmt: skip


FILTERS = {"co-quan": "Cơ quan", "don-vi": "Đơn vị", "lanh-dao": "Lãnh đạo", "nam": "Năm", "nguon": "Nguồn giao"}


@bp.get("/nhiem-vu")
@bp.get("/nhiem-vu.csv")
def page() -> str | Response:
    every, args = register(collection()), request.args
    chosen = {name: args.get(name, "") for name in FILTERS}
    due, words = args.get("han", ""), fold(args.get("tu-khoa", ""))
    low, high = args.get("tu", ""), args.get("den", "")

    def keeps(task: TaskRow, without: str = "") -> bool:
        values = _values(task)
        if any(value and name != without and value not in values[name] for name, value in chosen.items()):
            return False
        if due == "co" and not (task.date_to or task.deadline_text):
            return False
        if due == "khong" and (task.date_to or task.deadline_text):
            return False
        if (low and (task.date_to or "") < low) or (high and (not task.date_to or task.date_to > high)):
            return False
        return not words or words in fold(task.text)

    shown = [task for task in every if keeps(task)]
    if request.path.endswith(".csv"):
        return csv_response("nhiem-vu", HEADER, [cells(t) for t in shown])
    options = {name: sorted({v for task in every if keeps(task, name) for v in _values(task)[name]}) for name in FILTERS}
    number = max(1, args.get("trang", 1, type=int) or 1)
    pages = -(-len(shown) // _PER_PAGE)
    return render_template(
        "tasks.html", tasks=shown[(number - 1) * _PER_PAGE : number * _PER_PAGE], total=len(shown), options=options, chosen=chosen, labels=FILTERS,
        due=due, words=args.get("tu-khoa", ""), low=low, high=high, number=number, pages=pages, query=_query(),
        origin_label=lambda o: urls.ORIGIN.get(o, o), task_page=lambda n: f"/nhiem-vu?{_query()}&trang={n}",
    )  # fmt: skip


def _query() -> str:
    return urlencode([(k, v) for k, v in request.args.items(multi=True) if k != "trang" and v])
