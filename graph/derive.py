"""What follows from all documents together: stubs, units by their abbreviations, years told apart, validity, fulfilled plans, outdated bases, threads (pure).

Everything here is said "as known in this collection" and leads to the citation or the task that it follows from.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from corpus.threads import directive, find_repeats
from corpus.unit_letters import abbreviates, is_shortened
from corpus.vocabulary import vocabulary

from .agency_triples import agency_label
from .iris import Iris
from .schema import PREFIXES
from .writer import TRUE, number_literal, term

Row = dict[str, str]
Rows = Callable[[str], list[Row]]
_ENDED, _PARTLY, _AMENDED = "het-hieu-luc", "het-hieu-luc-mot-phan", "da-sua-doi"
_WEIGHT = {_ENDED: 3, _PARTLY: 2, _AMENDED: 1}
_VERBS = {"replaces": "thay thế", "repeals": "bãi bỏ", "amends": "sửa đổi, bổ sung"}


def derived(rows: Rows, iris: Iris) -> Iterator[Quad]:
    """The quads of the reference graph; `rows` gives the rows of a named query. All is asked before the first quad is given, so they may be written as they come."""
    graph = NamedNode(iris.reference_graph)
    changes = rows("link_changes")
    found = [
        *_labels(rows, iris),
        *_abbreviated(rows),
        *_stubs(rows),
        *_years(rows),
        *_validity(changes),
        *_outdated(rows, changes),
        *_fulfilled(rows, changes),
        *_threads(rows),
    ]
    return (Quad(NamedNode(s), term(p), NamedNode(o) if isinstance(o, str) else o, graph) for s, p, o in found)


Triple = tuple[str, str, str | Literal]


def _labels(rows: Rows, iris: Iris) -> Iterator[Triple]:
    """One name under which a body is shown (SKOS S14), and the others that documents give it.

    A known agency has the name of the data; any other the one of most documents, the longest where they tie.
    """
    names: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in rows("link_labels"):
        names[row["entity"]].append((int(row["documents"]), row["label"]))
    provinces = vocabulary().province_by_id
    for entity, told in names.items():
        parts = entity.removeprefix(f"{iris.base}to-chuc/").split("/")
        province = provinces.get(parts[0])
        known = agency_label(parts[1], province.label if province else None) if len(parts) == 2 else None
        shown = known or max(told, key=lambda name: (name[0], len(name[1]), name[1]))[1]
        yield entity, "skos:prefLabel", Literal(shown, language="vi")
        for _, label in told:
            if label != shown:
                yield entity, "skos:altLabel", Literal(label, language="vi")


def _abbreviated(rows: Rows) -> Iterator[Triple]:
    """Units that some documents name by an abbreviation and others of the same agency in full.

    What a document explains goes before first letters; where two units could be meant nothing is said.
    """
    units: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows("link_units"):
        units[row["agency"]][row["unit"]].add(row["label"])
        if "alt" in row:
            units[row["agency"]][row["unit"]].add(row["alt"])
    for of_agency in units.values():
        full = {unit: names for unit, names in of_agency.items() if any(not is_shortened(name) for name in names)}
        for unit, names in of_agency.items():
            if unit in full:
                continue
            explained = [other for other, known in full.items() if names & known]
            alike = [other for other, known in full.items() if any(abbreviates(a, b) for a in names for b in known)]
            for meant in (explained, alike):
                if len(meant) == 1:
                    yield unit, "cc:abbreviates", meant[0]
                if meant:
                    break


def _stubs(rows: Rows) -> Iterator[Triple]:
    for row in rows("link_stubs"):
        yield row["doc"], "cc:stub", TRUE


def _years(rows: Rows) -> Iterator[Triple]:
    """A citation that lacks the year gets the one document that matches."""
    known: dict[str, list[str]] = defaultdict(list)
    lacking: list[tuple[str, str]] = []
    for row in rows("link_targets"):
        head, year, number = row["doc"].rsplit("/", 2)
        if year == "nam-khong-ro":
            lacking.append((row["doc"], f"{head}/{number}"))
        else:
            known[f"{head}/{number}"].append(row["doc"])
    for doc, place in lacking:
        if len(known[place]) == 1:
            yield doc, "cc:probableTarget", known[place][0]


def _state(change: Row) -> str:
    if change["kind"] == "amends":
        return _AMENDED
    return _PARTLY if change.get("provision") else _ENDED


def _validity(changes: list[Row]) -> Iterator[Triple]:
    """The gravest change known of each document, with every citation that tells of one."""
    by_target: dict[str, list[Row]] = defaultdict(list)
    for change in changes:
        by_target[change["target"]].append(change)
    for target, told in by_target.items():
        yield target, "cc:validity", Literal(max((_state(change) for change in told), key=_WEIGHT.__getitem__))
        for change in told:
            yield target, "cc:validityEvidence", change["citation"]
            yield target, "cc:changedBy", change["bearer"]


def _outdated(rows: Rows, changes: list[Row]) -> Iterator[Triple]:
    """Citations of a basis that had been replaced or repealed before the citing document was dated."""
    ended: dict[str, Row] = {}
    for change in changes:
        if _state(change) == _ENDED and change.get("date") and change["target"] not in ended:
            ended[change["target"]] = change
    for base in rows("link_bases"):
        if base["target"] not in ended:
            continue
        change = ended[base["target"]]
        if change["date"] >= base["date"] or change["bearer"] == base["doc"]:
            continue
        problem = f"{base['citation']}-het-hieu-luc"
        day = "/".join(reversed(change["date"].split("-")))
        yield problem, "rdf:type", PREFIXES["cc"] + "Problem"
        yield problem, "dcterms:isPartOf", base["doc"]
        yield problem, "prov:wasDerivedFrom", change["citation"]
        yield problem, "cc:code", Literal("can-cu-het-hieu-luc")
        yield problem, "cc:severity", Literal("warning")
        message = f"{base['targetLabel']} đã bị {_VERBS[change['kind']]} ngày {day}, trước ngày của văn bản này"
        yield problem, "rdfs:comment", Literal(message, language="vi")
        yield problem, "cc:suggestion", Literal("Dẫn văn bản thay thế, hoặc kiểm tra điều khoản chuyển tiếp.", language="vi")
        yield problem, "cc:start", number_literal(int(base["start"]))
        yield problem, "cc:end", number_literal(int(base["end"]))


def _fulfilled(rows: Rows, changes: list[Row]) -> Iterator[Triple]:
    """Planned changes that a document of the collection has since made; replacing and repealing fulfil each other."""
    made: dict[tuple[str, bool], list[Row]] = defaultdict(list)
    for change in changes:
        if change["held"] == "true":
            made[change["target"], change["kind"] == "amends"].append(change)
    for plan in rows("link_planned"):
        for change in made[plan["target"], plan["kind"] == "amends"]:
            if change["bearer"] != plan["source"] and change.get("date", "") >= plan.get("date", ""):
                yield plan["change"], "cc:fulfilledBy", change["bearer"]


def _threads(rows: Rows) -> Iterator[Triple]:
    topics: dict[str, list[str]] = defaultdict(list)
    tasks: dict[str, Row] = {}
    for row in rows("link_tasks"):
        tasks.setdefault(row["task"], row)
        if "topic" in row:
            topics[row["task"]].append(row["topic"])
    found = [directive(key, row["agency"], row["date"], row["text"], topics[key]) for key, row in tasks.items() if len(row["date"]) >= 7]
    for repeat in find_repeats(found):
        yield repeat.later, "cc:repeats", repeat.earlier
        yield repeat.later, "cc:similarity", Literal(f"{repeat.similarity:.2f}", datatype=NamedNode(PREFIXES["xsd"] + "decimal"))
