"""A record in the published JSON contract: offsets are indices into the file decoded as UTF-8, half-open."""

from collections import Counter
from typing import Any

from .model import Block, Citation, NamedDocument, Organisation, Raw, Record, Span, Task, to_plain
from .text import fold, squeeze
from .vocabulary import vocabulary


def to_contract(raw: Raw, record: Record) -> dict[str, Any]:
    """The JSON-ready form of `cancu extract --json`. Keys beyond the contract may be ignored by readers."""
    document, text = record.document, record.document.text
    specialised, others = _specialised(record)
    return {
        "document": {
            "number": document.number_raw or None,
            "symbol": document.symbol or None,
            "type": document.doctype_printed,
            "title": document.title,
            "agency": document.agency,
            "province": document.province,
            "place": document.place,
            "date": document.date,
            "signer": _signer(record),
            "recipients": list(document.recipients),
            "id": str(document.identity),
            "number_canonical": document.number or None,
        },
        "citations": [_citation(raw, record, c) for c in record.citations],
        "named_documents": [_named(raw, n) for n in record.named_documents],
        "units": [
            *({"name": u.name, "parent": u.parent, "mentions": list(u.variants), "collective": u.collective} for u in record.units),
            *(_body(o, text) | {"parent": document.agency, "collective": False} for o in specialised),
        ],
        "external_organisations": [_body(o, text) for o in others],
        "people": [
            {"name": p.name, "variants": list(p.variants), "posts": list(p.posts), "roles_in_document": list(p.roles)}
            for p in record.people
        ],
        "tasks": [_task(raw, t) for t in record.tasks],
        "progress": [
            _printed(raw, p.span) | {"done": p.done, "total": p.total, "what": p.what, "as_of": p.as_of, "origin": p.origin}
            for p in record.progress
        ],
        "problems": [to_plain(p) | _where(raw, p.span) for p in record.problems],
    }


def _specialised(record: Record) -> tuple[list[Organisation], list[Organisation]]:
    """The specialised agencies (Sở and the like) and boards of zones of the province's People's Committee that issued a document, which are bodies of its own, and the rest.

    Luật Tổ chức chính quyền địa phương; Nghị định 45/2025/NĐ-CP.
    """
    if record.document.agency_id not in {"ubnd", "van-phong-ubnd"}:  # the office tells what the Committee's chair concludes
        return [], list(record.organisations)
    labels = {name.casefold(): entry.label for entry in vocabulary().departments for name in entry.names}
    spans: dict[str, tuple[Span, ...]] = {}
    others: list[Organisation] = []
    for body in record.organisations:
        label = labels.get(body.name.casefold()) or (body.name if body.name.casefold().startswith(_BOARDS) else None)
        if label:
            spans[label] = (*spans.get(label, ()), *body.mentions)
        else:
            others.append(body)
    return [Organisation(_as_printed(label, found, record.document.text), found) for label, found in spans.items()], others


_BOARDS = tuple(f"ban quản lý {zone}" for zone in ("khu", "các khu", "kkt", "kcn", "các kcn", "các kkt"))
_TONES = str.maketrans("", "", " -,")


def _as_printed(label: str, spans: tuple[Span, ...], text: str) -> str:
    """A department's name as the document spells it in full ("Sở Văn hoá, Thể thao và Du lịch"), else as the vocabulary does."""
    printed = Counter(words for span in spans if fold(words := squeeze(span.of(text))).translate(_TONES) == fold(label).translate(_TONES))
    return printed.most_common(1)[0][0] if printed else label


def _body(body: Organisation, text: str) -> dict[str, Any]:
    return {"name": body.name, "mentions": list(dict.fromkeys(span.of(text) for span in body.mentions))}


def _where(raw: Raw, span: Span | None) -> dict[str, Any]:
    if span is None:
        return {"span": None}
    there = raw.original_span(span)
    return {"span": None, "start": there.start, "end": there.end}


def _printed(raw: Raw, span: Span) -> dict[str, Any]:
    there = raw.original_span(span)
    return {"text": raw.original[there.start : there.end], "start": there.start, "end": there.end}


def _signer(record: Record) -> dict[str, Any] | None:
    signer = record.document.signer
    return {"name": signer.name, "post": signer.post, "signed_for": signer.signed_for} if signer else None


def _section(blocks: tuple[Block, ...], index: int) -> str:
    return blocks[index].path or "(mở đầu)"


def _citation(raw: Raw, record: Record, c: Citation) -> dict[str, Any]:
    return _printed(raw, c.span) | {
        "type": c.doctype, "number": _number(raw, c, record.document.text), "canonical": c.canonical, "date": c.date if c.form != "short" else None, "issuer": c.issuer,
        "date_inferred": c.date if c.form == "short" else None, "issuer_inferred": c.issuer_inferred, "relation": c.relation, "relation_subject": c.relation_subject, "modality": c.modality,
        "suspect": c.suspect, "section": _section(record.document.blocks, c.block), "target": str(c.target) if c.target else None,
        "resolution": c.outcome, "reason": c.reason, "provision": c.provision, "title": c.title, "rule": c.rule,
    }  # fmt: skip


def _number(raw: Raw, c: Citation, text: str) -> str:
    """The number with the very characters of the file, some of which look like others ("QÐ" with another letter than "QĐ")."""
    at = text.find(c.number, c.span.start, c.span.end) if c.number else -1
    if at < 0:
        return c.number
    there = raw.original_span(Span(at, at + len(c.number)))
    printed = raw.original[there.start : there.end]
    alike = len(printed) == len(c.number) and all(a == b or (a.isalpha() and b.isalpha()) for a, b in zip(printed, c.number, strict=True))
    return printed if alike else c.number  # marks of print and ends of lines are no part of it


def _named(raw: Raw, n: NamedDocument) -> dict[str, Any]:
    return _printed(raw, n.span) | {"type": n.doctype, "title": n.title, "relation": n.relation, "rule": n.rule}


def _task(raw: Raw, t: Task) -> dict[str, Any]:
    deadline = {"text": t.deadline.text, "kind": t.deadline.kind, "date_from": t.deadline.date_from, "date_to": t.deadline.date_to}
    return {"id": t.id, "section": t.section} | _printed(raw, t.span) | {
        "owner": list(t.owner), "cooperating": list(t.cooperating), "supervising_leader": t.supervising_leader,
        "deadline": deadline, "legal_bases": list(t.legal_bases), "origin": t.origin, "rule": t.rule,
    }  # fmt: skip
