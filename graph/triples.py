"""Record → quads of the document's own named graph (pure). The graph is the unit of deletion and re-extraction."""

from collections.abc import Iterator

from pyoxigraph import Literal, RdfFormat, serialize

from corpus.model import Citation, DocIdentity, NamedDocument, Progress, Record, Span, Task, Unit
from corpus.relations import PASSIVE
from corpus.text import squeeze
from corpus.threads import topics
from corpus.vocabulary import vocabulary

from .agency_triples import agency_label, cascade, level_of, type_label
from .iris import Iris
from .writer import TRUE, Writer, date_literal, number_literal, term

_DIRECT = {
    "legal_basis": "eli:based_on", "implements": "eli:implements", "amends": "eli:amends", "repeals": "eli:repeals",
    "replaces": "dcterms:replaces", "mentions": "eli:cites",
}  # fmt: skip


def statements_of(record: Record, iris: Iris, version: str) -> bytes:
    """Every quad of a record as N-Quads, each once, in a fixed order: what processes can hand to each other."""
    writer = Writer(record, iris, version)
    _document(writer)
    _evidence(writer)
    _passages(writer)
    for unit in record.units:
        _unit(writer, unit)
    _people(writer)
    for citation in record.citations:
        _citation(writer, citation)
    for named in record.named_documents:
        _named(writer, named)
    for task in record.tasks:
        _task(writer, task)
    for progress in record.progress:
        _progress(writer, progress)
    _problems(writer)
    lines = (serialize(writer.quads, format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    return b"".join(sorted(set(lines)))


def _document(w: Writer) -> None:
    d = w.record.document
    w.add(w.doc, "rdf:type", term("eli:LegalResource"))
    w.add(w.doc, "rdf:type", term("cc:AdministrativeDocument"))
    w.add(w.doc, "rdfs:label", w.vi(d.label))
    w.add(w.doc, "eli:type_document", w.iris.doctype(d.doctype))
    w.add(w.doc, "eli:id_local", w.plain(d.number_raw))
    w.add(w.doc, "eli:number", w.plain(d.number))
    w.add(w.doc, "cc:symbol", w.plain(d.symbol))
    w.add(w.doc, "eli:title", w.vi(d.title))
    w.add(w.doc, "eli:date_document", date_literal(d.date) if d.date else None)
    w.add(w.doc, "schema:sha256", w.plain(d.source.sha256))
    w.add(w.doc, "dcterms:source", w.plain(d.source.path))
    w.add(w.iris.doctype(d.doctype), "rdf:type", term("skos:Concept"))
    w.add(w.iris.doctype(d.doctype), "skos:prefLabel", w.vi(type_label(d.doctype, d.doctype_printed)))
    w.add(w.activity, "rdf:type", term("prov:Activity"))
    w.add(w.activity, "rdfs:label", w.vi(f"trích xuất bằng bản đọc {w.activity.rsplit('/', 1)[1]}"))
    w.add(w.doc, "prov:wasGeneratedBy", w.activity)
    if d.minted:
        w.add(w.doc, "cc:minted", TRUE)
    if d.agency:
        agency = w.iris.agency(d.province, d.agency_id)
        w.add(w.doc, "eli:passed_by", agency)
        w.add(agency, "rdf:type", term("org:FormalOrganization"))
        w.add(agency, "rdfs:label", w.vi(d.agency))
        w.add(agency, "cc:level", w.plain(level_of(d.agency_id)))
        cascade(w, agency, d.agency_id, d.province)
    if d.province:
        w.add(w.doc, "dcterms:spatial", w.iris.province(d.province))
        w.add(w.iris.province(d.province), "skos:prefLabel", w.vi(d.province))
    for recipient in d.recipients:
        w.add(w.doc, "cc:recipient", w.vi(recipient))
    if d.signer:
        signature = w.part("chu-ky")
        w.add(w.doc, "prov:qualifiedAttribution", signature)
        w.add(signature, "rdf:type", term("prov:Attribution"))
        w.add(signature, "prov:agent", w.iris.person(d.province, d.agency_id, d.signer.name))
        w.add(signature, "cc:post", w.vi(d.signer.post))
        w.add(signature, "cc:signedFor", w.vi(d.signer.signed_for))


def _evidence(w: Writer) -> None:
    """Where the number, day, title and issuer of the document stand (its head), and its signer and recipients (its foot)."""
    blocks = w.record.document.blocks
    for name, kinds in (("dau-van-ban", {"header", "title"}), ("cuoi-van-ban", {"tail"})):
        parts = [block for block in blocks if block.kind in kinds]
        if parts:
            span = Span(parts[0].content.start, parts[-1].content.end)
            w.add(w.part(name), "rdf:type", term("oa:Annotation"))
            w.add(w.part(name), "rdf:type", term("cc:EntityMention"))
            w.add(w.part(name), "oa:hasBody", w.doc)
            w.annotate(w.part(name), span, "layout", parts[0].index)
            w.add(w.doc, "prov:wasDerivedFrom", w.part(name))
            if name == "cuoi-van-ban" and w.record.document.signer:
                w.add(w.part("chu-ky"), "prov:wasDerivedFrom", w.part(name))


def _mention(w: Writer, name: str, entity: str, span: Span, rule: str) -> None:
    """The first place that names an entity: what is said of it leads back to the words."""
    block = w.blocks.at(span.start)
    w.add(w.part(name), "rdf:type", term("oa:Annotation"))
    w.add(w.part(name), "rdf:type", term("cc:EntityMention"))
    w.add(w.part(name), "oa:hasBody", entity)
    w.annotate(w.part(name), span, rule, block.index if block else 0)


def _passages(w: Writer) -> None:
    for block in w.record.document.blocks:
        passage = w.part(f"p{block.index}")
        w.add(passage, "rdf:type", term("eli:LegalResourceSubdivision"))
        w.add(passage, "eli:is_part_of", w.part(f"p{block.parent}") if block.parent >= 0 else w.doc)
        w.add(passage, "cc:section", w.plain(block.path))
        w.add(passage, "cc:order", number_literal(block.index))
        w.add(passage, "cc:start", number_literal(block.content.start))
        w.add(passage, "cc:end", number_literal(block.content.end))


def _unit(w: Writer, unit: Unit) -> None:
    d = w.record.document
    iri = w.iris.unit(d.province, d.agency_id, unit.name)
    w.add(iri, "rdf:type", term("org:OrganizationalUnit"))
    w.add(iri, "org:unitOf", w.iris.agency(d.province, d.agency_id))
    w.add(iri, "rdfs:label", w.vi(unit.name))
    w.add(w.doc, "schema:mentions", iri)
    if unit.mentions:
        _mention(w, f"nhac-{iri.rsplit('/', 1)[1]}", iri, unit.mentions[0].span, unit.mentions[0].rule)
    if unit.collective:
        w.add(iri, "cc:collective", TRUE)
    for variant in unit.variants:
        if variant.casefold() != unit.name.casefold() and len(variant.split()) > 1:
            w.add(iri, "skos:altLabel", w.vi(variant))


def _people(w: Writer) -> None:
    d = w.record.document
    for person in w.record.people:
        iri = w.iris.person(d.province, d.agency_id, person.name)
        w.add(iri, "rdf:type", term("foaf:Person"))
        w.add(iri, "foaf:name", w.vi(person.name))
        w.add(w.doc, "schema:mentions", iri)
        if person.mentions:
            _mention(w, f"nhac-{iri.rsplit('/', 1)[1]}", iri, person.mentions[0], "person:name")
        for variant in person.variants:
            w.add(iri, "skos:altLabel", w.vi(variant))
        for n, post in enumerate(person.posts):
            membership = w.part(f"chuc-vu-{iri.rsplit('/', 1)[1]}-{n + 1}")
            w.add(membership, "rdf:type", term("org:Membership"))
            w.add(membership, "org:member", iri)
            w.add(membership, "org:organization", w.iris.agency(d.province, d.agency_id) if d.agency else None)
            w.add(membership, "cc:post", w.vi(post))
            w.add(membership, "dcterms:date", date_literal(d.date) if d.date else None)
            w.add(membership, "prov:wasDerivedFrom", w.part(f"nhac-{iri.rsplit('/', 1)[1]}") if person.mentions else w.doc)


def _cited(w: Writer, citation: Citation, target: DocIdentity) -> str:
    """What the citation says of the cited document, in this document's graph."""
    iri = w.iris.document(target)
    w.add(iri, "rdf:type", term("eli:LegalResource"))
    w.add(iri, "rdfs:label", w.vi(f"{type_label(target.doctype, citation.doctype)} {citation.canonical}"))
    w.add(iri, "eli:type_document", w.iris.doctype(target.doctype))
    w.add(w.iris.doctype(target.doctype), "rdf:type", term("skos:Concept"))
    w.add(w.iris.doctype(target.doctype), "skos:prefLabel", w.vi(type_label(target.doctype, citation.doctype)))
    w.add(iri, "eli:number", Literal(citation.canonical))
    if iri != w.doc:
        w.add(iri, "eli:title", w.vi(citation.title))
    w.add(iri, "eli:date_document", date_literal(citation.date) if citation.date else None)
    if target.scope not in {"khong-ro", "khong-ro-tinh"}:
        province = vocabulary().province_by_id.get(target.scope)
        agency = w.iris.agency(province.label if province else None, target.issuer)
        w.add(iri, "eli:passed_by", agency)
        w.add(agency, "rdf:type", term("org:FormalOrganization"))
        name = agency_label(target.issuer, province.label if province else None) or citation.issuer_inferred
        w.add(agency, "rdfs:label", w.vi(name))
        w.add(agency, "cc:level", w.plain(level_of(target.issuer)))
        if province:
            w.add(iri, "dcterms:spatial", w.iris.province(province.label))
            w.add(w.iris.province(province.label), "skos:prefLabel", w.vi(province.label))
    return iri


def _citation(w: Writer, c: Citation) -> None:
    iri = w.part(c.id)
    w.add(iri, "rdf:type", term("oa:Annotation"))
    w.add(iri, "rdf:type", term("cc:Citation"))
    w.annotate(iri, c.span, c.rule, c.block)
    w.add(iri, "cc:asWritten", Literal(squeeze(c.span.of(w.text))))
    w.add(iri, "cc:normalised", Literal(c.canonical))
    w.add(iri, "cc:resolution", Literal(c.outcome))
    w.add(iri, "cc:reason", w.vi(c.reason))
    w.add(iri, "cc:suspect", w.vi(c.suspect))
    w.add(iri, "cc:relation", Literal(c.relation))
    w.add(iri, "cc:modality", Literal(c.modality))
    w.add(iri, "cc:sentence", w.vi(squeeze(c.sentence.of(w.text))))
    w.add(iri, "cc:section", w.plain(w.record.document.blocks[c.block].path))
    w.add(iri, "cc:provision", w.vi(c.provision))
    if c.target is None:
        return
    target = _cited(w, c, c.target)
    w.add(iri, "oa:hasBody", target)
    if target == w.doc:
        return
    w.add(w.doc, "eli:cites", target)
    bearer = _bearer(w, c)
    if c.modality == "planned":
        change = w.part(f"du-kien-{c.id}")
        w.add(change, "rdf:type", term("cc:PlannedChange"))
        w.add(change, "cc:changeType", Literal(c.relation))
        w.add(change, "cc:target", target)
        w.add(change, "prov:wasDerivedFrom", iri)
        for task in w.record.tasks:
            if task.span.covers(c.span):
                w.add(change, "cc:requestedBy", w.part(task.id))
    elif c.modality == "reported" and c.rule.endswith(PASSIVE):  # "A được sửa đổi bởi B"
        changed = _changed_by(w, c)
        w.add(iri, "cc:bearer", target)
        if changed and changed != target:
            w.add(iri, "cc:changed", changed)
            w.add(target, _DIRECT[c.relation], changed)
    elif c.modality == "reported" and bearer and bearer != target:
        w.add(iri, "cc:bearer", bearer)
        w.add(bearer, _DIRECT[c.relation], target)
    elif c.modality == "effected" and not (c.relation_subject and c.relation in {"amends", "replaces", "repeals"}):
        w.add(w.doc, _DIRECT["amends" if c.relation == "repeals" and c.provision else c.relation], target)


def _bearer(w: Writer, c: Citation) -> str | None:
    """The IRI of the third document that bears a reported relation."""
    for other in w.record.citations:
        if c.relation_subject and c.relation_subject.endswith(other.canonical) and other.target and other.id != c.id:
            return w.iris.document(other.target)
    return None


def _changed_by(w: Writer, c: Citation) -> str | None:
    """The IRI of the document that a citation after "được sửa đổi bởi" changes: the one cited before it in its sentence that is not changed so itself."""
    before = [o for o in w.record.citations if o.sentence == c.sentence and o.span.end <= c.span.start and not o.rule.endswith(PASSIVE)]
    return w.iris.document(before[-1].target) if before and before[-1].target else None


def _named(w: Writer, n: NamedDocument) -> None:
    iri = w.part(n.id)
    body = w.iris.named(None if n.rule.startswith("named:law") else w.record.document.province, n.doctype, n.title or n.doctype)
    w.add(iri, "rdf:type", term("oa:Annotation"))
    w.add(iri, "rdf:type", term("cc:TitleMention"))
    w.annotate(iri, n.span, n.rule, n.block)
    w.add(iri, "oa:hasBody", body)
    w.add(iri, "cc:relation", Literal(n.relation))
    w.add(body, "rdf:type", term("cc:Standard" if n.doctype == "Tiêu chuẩn" else "cc:Programme"))
    w.add(body, "rdfs:label", w.vi(squeeze(n.span.of(w.text))))
    w.add(w.doc, "schema:mentions", body)


def _owner(w: Writer, name: str) -> str:
    d = w.record.document
    if any(u.name == name for u in w.record.units):
        return w.iris.unit(d.province, d.agency_id, name)
    if any(o.name == name for o in w.record.organisations):
        iri = w.iris.organisation(d.province, name)
        w.add(iri, "rdf:type", term("org:Organization"))
        w.add(iri, "rdfs:label", w.vi(name))
        return iri
    iri = w.iris.unit(d.province, d.agency_id, name)
    w.add(iri, "rdf:type", term("org:OrganizationalUnit"))
    w.add(iri, "org:unitOf", w.iris.agency(d.province, d.agency_id))
    w.add(iri, "rdfs:label", w.vi(name))
    return iri


def _task(w: Writer, t: Task) -> None:
    d, iri = w.record.document, w.part(t.id)
    w.add(iri, "rdf:type", term("cc:Task"))
    w.annotate(iri, t.span, t.rule, t.block)
    w.add(iri, "dcterms:isPartOf", w.doc)
    w.add(iri, "cc:text", w.vi(squeeze(t.span.of(w.text))))
    w.add(iri, "cc:section", w.plain(t.section))
    for topic in topics(d, t):
        w.add(iri, "cc:topic", w.vi(topic))
    for name in t.owner:
        w.add(iri, "schema:agent", _owner(w, name))
    for name in t.cooperating:
        w.add(iri, "schema:participant", _owner(w, name))
    if t.supervising_leader:
        leader = w.iris.person(d.province, d.agency_id, t.supervising_leader)
        w.add(iri, "cc:supervisor", leader)
        w.add(leader, "foaf:name", w.vi(t.supervising_leader))
        w.add(leader, "rdf:type", term("foaf:Person"))
    w.add(iri, "cc:deadlineText", w.vi(t.deadline.text))
    w.add(iri, "cc:deadlineKind", Literal(t.deadline.kind))
    w.add(iri, "cc:dateFrom", date_literal(t.deadline.date_from) if t.deadline.date_from else None)
    w.add(iri, "cc:dateTo", date_literal(t.deadline.date_to) if t.deadline.date_to else None)
    w.add(iri, "cc:origin", w.plain(t.origin))
    for citation in _inside(w.record, t):
        w.add(iri, "cc:citation", w.part(citation.id))
        if citation.target:
            w.add(iri, "eli:based_on", w.iris.document(citation.target))


def _inside(record: Record, task: Task) -> Iterator[Citation]:
    return (c for c in record.citations if task.span.covers(c.span))


def _progress(w: Writer, p: Progress) -> None:
    iri = w.part(p.id)
    w.add(iri, "rdf:type", term("cc:Progress"))
    w.annotate(iri, p.span, "progress", p.block)
    w.add(iri, "dcterms:isPartOf", w.doc)
    w.add(iri, "cc:sentence", w.vi(squeeze(p.sentence.of(w.text))))
    w.add(iri, "cc:done", number_literal(p.done))
    w.add(iri, "cc:total", number_literal(p.total))
    w.add(iri, "cc:text", w.vi(p.what))
    w.add(iri, "cc:asOf", date_literal(p.as_of) if p.as_of else None)
    w.add(iri, "cc:origin", w.plain(p.origin))


def _problems(w: Writer) -> None:
    for n, problem in enumerate(w.record.problems, 1):
        iri = w.part(f"kiem-tra-{n}")
        w.add(iri, "rdf:type", term("cc:Problem"))
        w.add(iri, "dcterms:isPartOf", w.doc)
        w.add(iri, "cc:code", Literal(problem.code))
        w.add(iri, "cc:severity", Literal(problem.severity))
        w.add(iri, "rdfs:comment", w.vi(problem.message))
        w.add(iri, "cc:suggestion", w.vi(problem.suggestion))
        w.add(iri, "prov:wasGeneratedBy", w.activity)
        if problem.span:
            w.add(iri, "cc:start", number_literal(problem.span.start))
            w.add(iri, "cc:end", number_literal(problem.span.end))
