"""The answers of the interface as JSON schemas (2020-12), and their making from rows of the collection."""

from typing import Any

from portal.collection import Collection
from portal.register import Named, TaskRow

Json = dict[str, Any]

_TEXT: Json = {"type": "string"}
_MAYBE: Json = {"type": ["string", "null"]}
_COUNT: Json = {"type": "integer", "minimum": 0}


def _object(**properties: Json) -> Json:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _list(of: str) -> Json:
    return {"type": "array", "items": _ref(of)}


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _page(of: str) -> Json:
    return _object(total=_COUNT, page=_COUNT, per_page=_COUNT, next=_MAYBE, items=_list(of))


SCHEMAS: dict[str, Json] = {
    "Named": _object(iri=_TEXT, label=_TEXT),
    "Place": {**_object(document=_ref("Named"), section=_TEXT, start=_COUNT, end=_COUNT, link=_TEXT),
              "description": "Where a fact stands: characters of the document's NFC text, half-open; `link` opens the sentence."},
    "Passage": _object(place=_ref("Place"), title=_TEXT, agency=_MAYBE, date=_MAYBE, text=_TEXT, score={"type": "number"},
                       units={"type": "array", "items": _TEXT}, deadline=_MAYBE, cited={"type": "array", "items": _TEXT}),
    "Deadline": _object(text=_MAYBE, kind=_TEXT, date_from=_MAYBE, date_to=_MAYBE),
    "Task": _object(iri=_TEXT, text=_TEXT, place=_ref("Place"), document_date=_MAYBE, agency={"oneOf": [_ref("Named"), {"type": "null"}]}, owners=_list("Named"),
                    cooperating=_list("Named"), leader={"oneOf": [_ref("Named"), {"type": "null"}]}, deadline=_ref("Deadline"), status=_TEXT, legal_bases=_list("Named")),
    "Document": _object(iri=_TEXT, label=_TEXT, title=_MAYBE, date=_MAYBE, agency={"oneOf": [_ref("Named"), {"type": "null"}]}, province=_MAYBE,
                        held={"type": "boolean"}, link=_TEXT),
    "Entity": _object(iri=_TEXT, label=_TEXT, kind={"type": "string", "enum": ["unit", "person"]}, link=_TEXT),
    "Relation": _object(document=_ref("Named"), other=_ref("Named"), relation=_TEXT, modality=_TEXT, sentence=_TEXT, written=_TEXT,
                        certainty=_TEXT, suspect=_MAYBE, place=_ref("Place")),
    "Error": _object(error=_object(status={"type": "integer"}, title=_TEXT, message=_TEXT, remedy=_TEXT, id=_TEXT)),
}  # fmt: skip
for _name in ("Passage", "Task", "Document", "Entity", "Relation"):
    SCHEMAS[f"{_name}Page"] = _page(_name)


def named(here: Collection, one: Named | None) -> Json | None:
    return {"iri": here.iri(one.path), "label": one.label} if one else None


def task(here: Collection, row: TaskRow, day: str) -> Json:
    """A task; `day` (ISO 8601) is the one its status is told for."""
    return {
        "iri": row.id, "text": row.text,
        "place": {"document": named(here, row.doc), "section": row.section, "start": row.start, "end": row.end, "link": row.link},
        "document_date": row.doc_date or None, "agency": named(here, row.agency), "owners": [named(here, o) for o in row.owners],
        "cooperating": [named(here, p) for p in row.partners], "leader": named(here, row.leader),
        "deadline": {"text": row.deadline_text or None, "kind": row.deadline_kind, "date_from": row.date_from or None, "date_to": row.date_to or None},
        "status": row.status(day), "legal_bases": [named(here, b) for b in row.bases],
    }  # fmt: skip


def relation(here: Collection, row: dict[str, str]) -> Json:
    """A citation, from a row of the query `cited_by` or `citations_in`."""
    start, end = int(row["start"]), int(row["start"]) + len(row["written"])
    document = {"iri": row["doc"], "label": row["docLabel"]}
    return {
        "document": document, "other": {"iri": row["target"], "label": row["targetLabel"]}, "relation": row["relation"],
        "modality": row["modality"], "sentence": row["sentence"], "written": row["written"], "certainty": row["resolution"], "suspect": row.get("suspect"),
        "place": {"document": document, "section": row.get("section", ""), "start": start, "end": end, "link": f"{here.path(row['doc'])}?cau={start}-{end}#cau"},
    }  # fmt: skip
