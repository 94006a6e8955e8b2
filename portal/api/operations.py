"""The operations of the interface: for each its address, parameters, the shape of its answer, and how it is made."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from corpus.text import fold
from corpus.vocabulary import vocabulary
from index.model import FACETS, STATUSES, Query
from portal import kinds
from portal.collection import Collection
from portal.lookup import lookup_of
from portal.register import register

from . import shapes
from .parameters import Parameter

Values = dict[str, Any]
_PER_PAGE = Parameter("per_page", "Số mục mỗi trang.", "integer", 20, 1, 200)
_PAGE = Parameter("page", "Trang, từ 1.", "integer", 1, 1, 10_000)
_DAY = Parameter("day", "Ngày để xét tình trạng; để trống là hôm nay.", "date")
_RELATIONS = tuple(sorted({r.id for r in vocabulary().relations}))


class NotThere(LookupError):
    """The entity that is asked for is not in the collection; HTTP 404."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One address below /api/v1: `answer` takes the collection and the values of the parameters; `shape` names a schema of `shapes.SCHEMAS`."""

    path: str
    about: str
    parameters: tuple[Parameter, ...]
    shape: str
    answer: Callable[[Collection, Values], shapes.Json]
    example: str
    missing: bool = False


def _paged(items: Sequence[Any], values: Values, make: Callable[[Any], shapes.Json]) -> shapes.Json:
    first = (values["page"] - 1) * values["per_page"]
    return _answer([make(item) for item in items[first : first + values["per_page"]]], len(items), values)


def _answer(items: list[shapes.Json], total: int, values: Values) -> shapes.Json:
    """`next` is filled in by the view, which knows the address; here it says whether there is more."""
    more = values["page"] * values["per_page"] < total
    return {"total": total, "page": values["page"], "per_page": values["per_page"], "next": "" if more else None, "items": items}


def _search(here: Collection, values: Values) -> shapes.Json:
    filters = {name: values[name] for name in (*FACETS, "status") if values[name]}
    day = values["day"] or date.today().isoformat()
    query = Query(values["q"] or "", filters, "passage", values["sort"], values["page"], values["per_page"], day, False)
    results = here.index.search(query)
    items = [
        {
            "place": {
                "document": {"iri": here.iri(h.doc), "label": h.label}, "section": h.section, "start": h.sentence_start, "end": h.sentence_end,
                "link": f"{h.doc}?cau={h.sentence_start}-{h.sentence_end}#cau",
            },
            "title": h.title, "agency": h.agency or None, "date": h.date or None, "text": "".join(t for t, _ in h.snippet),
            "score": h.score, "units": list(h.units), "deadline": h.deadline or None, "cited": list(h.cited),
        }
        for h in results.hits
    ]  # fmt: skip
    return _answer(items, results.total, values)


def _document(here: Collection, row: dict[str, str]) -> shapes.Json:
    agency = {"iri": row["agency"], "label": row["agencyLabel"]} if "agencyLabel" in row else None
    return {
        "iri": row["doc"], "label": row["label"], "title": row.get("title") or None, "date": row.get("date") or None, "agency": agency,
        "province": row.get("province") or None, "held": "sha" in row, "link": here.path(row["doc"]),
    }  # fmt: skip


def _documents(here: Collection, values: Values) -> shapes.Json:
    rows: Iterable[dict[str, str]] = here.cached("documents")
    if values["type"]:
        rows = (r for r in rows if r.get("type", "").rsplit("/", 1)[-1] == values["type"])
    if values["province"]:
        rows = (r for r in rows if fold(r.get("province", "")) == fold(values["province"]))
    if values["year"]:
        rows = (r for r in rows if r.get("date", "").startswith(str(values["year"])))
    return _paged(list(rows), values, lambda row: _document(here, row))


def _one_document(here: Collection, values: Values) -> shapes.Json:
    iri = _iri_of(here, values["id"])
    row = {"doc": iri}
    for found in here.graph.rows("identity", doc=iri):
        row.setdefault(found["field"], found["value"])
    if "label" not in row:
        raise NotThere(values["id"])
    return _document(here, row)


def _iri_of(here: Collection, name: str) -> str:
    """The IRI of a document given by IRI, by its path, or by what it is called ("70/2018/NĐ-CP")."""
    if name.startswith(here.iris.base):
        return name
    if name.startswith("/vb/"):
        return here.iri(name)
    found = here.memo("lookup", lookup_of).find(name)
    if not found:
        raise NotThere(name)
    return here.iri(found[0].path)


def _tasks(here: Collection, values: Values) -> shapes.Json:
    day = values["day"] or date.today().isoformat()
    wanted = {name: fold(values[name]) for name in ("unit", "leader", "agency") if values[name]}

    def fits(t: Any) -> bool:
        units = " | ".join(f"{fold(o.label)} {here.iri(o.path)} {o.path}" for o in t.owners) if "unit" in wanted else ""
        return (
            ("unit" not in wanted or wanted["unit"] in units)
            and ("leader" not in wanted or (bool(t.leader) and wanted["leader"] in f"{fold(t.leader.label)} {t.leader.path}"))
            and ("agency" not in wanted or (bool(t.agency) and wanted["agency"] in fold(t.agency.label)))
            and (not values["due_from"] or t.date_to >= values["due_from"])
            and (not values["due_to"] or (bool(t.date_to) and t.date_to <= values["due_to"]))
            and (not values["status"] or t.status(day) == values["status"])
        )

    rows = kinds.tasks(here, values["q"]) if values["q"] else register(here)
    return _paged([t for t in rows if fits(t)], values, lambda row: shapes.task(here, row, day))


def _entities(here: Collection, values: Values) -> shapes.Json:
    units = {row["unit"]: row["label"] for row in here.cached("units")}
    people = {row["person"]: row["name"] for row in here.cached("people")}
    rows = [(iri, label, "unit") for iri, label in units.items()] + [(iri, label, "person") for iri, label in people.items()]
    words = fold(values["q"] or "")
    rows = [r for r in rows if words in fold(r[1]) and values["kind"] in {None, r[2]}]
    rows.sort(key=lambda r: (fold(r[1]), r[0]))
    return _paged(rows, values, lambda r: {"iri": r[0], "label": r[1], "kind": r[2], "link": here.path(r[0])})


def _relations(here: Collection, values: Values) -> shapes.Json:
    iri = _iri_of(here, values["document"])
    if values["direction"] == "out":
        rows = list(here.asked("citations_in", doc=iri))
    else:
        label = next((r["value"] for r in here.graph.rows("identity", doc=iri) if r["field"] == "label"), "")
        rows = [row | {"targetLabel": label} for row in here.asked("cited_by", target=iri)]
    kept = {row["citation"]: row for row in rows if values["relation"] in {None, row["relation"]}}
    return _paged(list(kept.values()), values, lambda row: shapes.relation(here, row))


_TYPES = tuple(e.id for e in vocabulary().doctypes)
_WHICH = "Văn bản: IRI, đường dẫn trên cổng (/vb/…), hoặc số hiệu như 1433/QĐ-UBND."
OPERATIONS = (
    Operation("/search", "Tìm các đoạn khớp với câu hỏi, như trang tìm kiếm.", (
        Parameter("q", "Câu cần tìm; có dấu hay không dấu."),
        *(Parameter(name, "Lọc theo giá trị của mặt này; lặp lại để chọn nhiều.", many=True) for name in FACETS),
        Parameter("status", "Tình trạng thời hạn của nhiệm vụ.", choices=STATUSES, many=True),
        Parameter("sort", "Thứ tự.", default="relevance", choices=("relevance", "date")), _DAY, _PAGE, _PER_PAGE,
    ), "PassagePage", _search, "/search?q=giai+ngan+kinh+phi"),
    Operation("/documents", "Các văn bản có toàn văn trong kho, mới nhất trước.", (
        Parameter("type", "Loại văn bản.", choices=_TYPES), Parameter("province", "Tỉnh, thành phố."),
        Parameter("year", "Năm ban hành.", "integer", None, 1945, 2100), _PAGE, _PER_PAGE,
    ), "DocumentPage", _documents, "/documents?year=2021"),
    Operation("/document", "Một văn bản, có toàn văn hay chỉ được dẫn.", (Parameter("id", _WHICH, required=True),), "Document", _one_document,
              "/document?id=70/2018/NĐ-CP", True),
    Operation("/tasks", "Nhiệm vụ được giao, văn bản mới nhất trước.", (
        Parameter("unit", "Đơn vị chủ trì: một phần tên, đường dẫn hoặc IRI."), Parameter("leader", "Lãnh đạo chỉ đạo: một phần tên hoặc đường dẫn."),
        Parameter("agency", "Cơ quan ban hành: một phần tên."), Parameter("q", "Từ trong nội dung."),
        Parameter("due_from", "Thời hạn từ ngày.", "date"), Parameter("due_to", "Thời hạn đến ngày.", "date"),
        Parameter("status", "Ngày xét so với thời hạn in trong văn bản.", choices=STATUSES), _DAY, _PAGE, _PER_PAGE,
    ), "TaskPage", _tasks, "/tasks?status=" + STATUSES[0]),
    Operation("/entities", "Đơn vị và người có trang trong kho.", (
        Parameter("q", "Một phần tên; có dấu hay không dấu."), Parameter("kind", "Đơn vị hay người.", choices=("unit", "person")), _PAGE, _PER_PAGE,
    ), "EntityPage", _entities, "/entities?kind=unit"),
    Operation("/relations", "Dẫn chiếu của một văn bản, mỗi dẫn chiếu kèm câu của nó.", (
        Parameter("document", _WHICH, required=True), Parameter("direction", "out: văn bản này dẫn; in: ai dẫn văn bản này.", default="in", choices=("in", "out")),
        Parameter("relation", "Chỉ một quan hệ.", choices=_RELATIONS), _PAGE, _PER_PAGE,
    ), "RelationPage", _relations, "/relations?document=70/2018/NĐ-CP", True),
)  # fmt: skip
