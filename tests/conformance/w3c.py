"""Runs the W3C SPARQL query tests through our own worker and serialisers, and compares what comes out with what is expected.

The suite is data of others and is not in the repository: the tests run where the folder of `CANCU_W3C` or `../shared` holds it.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, QuerySolutions, RdfFormat, Store, parse_query_results
from rdflib.collection import Collection
from rdflib.compare import isomorphic

from graph import guard, worker
from graph.errors import QueryRejected

MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
RS = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
DAWG = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-dawg#")
XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_FORMATS = {".ttl": RdfFormat.TURTLE, ".rdf": RdfFormat.RDF_XML, ".nt": RdfFormat.N_TRIPLES}
_RESULTS = {".srx": QueryResultsFormat.XML, ".srj": QueryResultsFormat.JSON, ".tsv": QueryResultsFormat.TSV}
_SYNTAX = {"PositiveSyntaxTest": True, "PositiveSyntaxTest11": True, "NegativeSyntaxTest": False, "NegativeSyntaxTest11": False}


@dataclass(frozen=True, slots=True)
class Case:
    """One test: its kind, name, query, data and expected result."""

    kind: str
    name: str
    query: Path
    data: tuple[Path, ...]
    named: tuple[tuple[str, Path], ...]
    result: Path | None


def _path(node: Any) -> Path:
    return Path(unquote(urlparse(str(node)).path))


def cases(root: Path) -> Iterator[Case]:
    """Every approved query evaluation, result format and syntax test under a folder."""
    for manifest in sorted(root.rglob("manifest.ttl")):
        if {"entailment", "service", "syntax-fed", "protocol", "service-description"} & set(manifest.parts):
            continue
        graph = rdflib.Graph().parse(manifest, publicID=manifest.as_uri())
        for entries in graph.objects(None, MF.entries):
            for entry in Collection(graph, entries):
                if graph.value(entry, DAWG.approval) in {DAWG.Withdrawn, DAWG.NotClassified}:
                    continue
                kinds = {str(kind).rsplit("#", 1)[1] for kind in graph.objects(entry, rdflib.RDF.type)}
                name = f"{manifest.parent.parent.name}/{manifest.parent.name}/{str(entry).rsplit('#', 1)[1]}"
                action, result = graph.value(entry, MF.action), graph.value(entry, MF.result)
                if kinds & _SYNTAX.keys():
                    yield Case((kinds & _SYNTAX.keys()).pop(), name, _path(action), (), (), None)
                elif kinds & {"QueryEvaluationTest", "CSVResultFormatTest"} and result is not None:
                    data = tuple(_path(d) for d in graph.objects(action, QT.data))
                    named = tuple((str(d), _path(d)) for d in graph.objects(action, QT.graphData))
                    yield Case("Evaluation", name, _path(graph.value(action, QT.query)), data, named, _path(result))


def run(case: Case) -> str:
    """ "" where the test passes, else what went wrong."""
    query = case.query.read_text("utf-8")
    base = f"BASE <{case.query.as_uri()}>\n"
    try:
        guard.check(query)
    except QueryRejected as error:
        return "" if case.kind.startswith("Negative") else f"refused: {error}"
    store = Store()
    for path in case.data:
        store.load(path.read_bytes(), _FORMATS[path.suffix], base_iri=path.as_uri())
    for name, path in case.named:
        store.load(path.read_bytes(), _FORMATS[path.suffix], base_iri=path.as_uri(), to_graph=NamedNode(name))
    if not case.data and "FROM" in query.upper():
        _load_from(store, case, query)
    expected = case.result
    fmt = {".csv": "csv", ".tsv": "tsv", ".srj": "json"}.get(expected.suffix if expected else "", "xml")
    header, body = worker.run(store, {"query": base + query, "format": fmt, "graph_format": "nt", "rows": 1_000_000, "size": 2**30})
    if case.kind in _SYNTAX:
        # a function that the engine lacks is an error of evaluation: the query was parsed
        accepted = header.get("error") != "syntax"
        return "" if accepted == _SYNTAX[case.kind] else f"syntax {'accepted' if accepted else 'refused'}"
    if "error" in header:
        return f"error: {header['message'][:150]}"
    assert expected is not None
    return _compare(header["kind"], fmt, body, expected, ordered="ORDER BY" in query.upper())


def _load_from(store: Store, case: Case, query: str) -> None:
    """Documents that FROM names are found beside the query, as the suite expects of an engine that fetches."""
    for path in case.query.parent.iterdir():
        if path.name in query and path.suffix in _FORMATS:
            store.load(path.read_bytes(), _FORMATS[path.suffix], base_iri=path.as_uri(), to_graph=NamedNode(path.as_uri()))


def _compare(kind: str, fmt: str, body: bytes, expected: Path, ordered: bool) -> str:
    if kind == "graph":
        want = rdflib.Graph().parse(expected, format={".rdf": "xml"}.get(expected.suffix, "turtle"), publicID=expected.as_uri())
        return "" if isomorphic(want, rdflib.Graph().parse(data=body, format="nt")) else "other triples"
    if fmt == "csv":
        ours, theirs = (list(csv.reader(io.StringIO(data.decode()))) for data in (body, expected.read_bytes()))
        return "" if sorted(ours[0]) == sorted(theirs[0]) and _same(_csv_rows(ours), _csv_rows(theirs)) else "other rows"
    want_rows = _expected(expected)
    if isinstance(want_rows, bool):
        answer = parse_query_results(body, QueryResultsFormat.JSON if fmt == "json" else QueryResultsFormat.XML)
        return "" if bool(answer) == want_rows else "other truth"
    if kind == "boolean":
        return "a truth where rows are expected"
    got = _rows(
        parse_query_results(body, {"json": QueryResultsFormat.JSON, "tsv": QueryResultsFormat.TSV}.get(fmt, QueryResultsFormat.XML))
    )
    return "" if _same(got, want_rows) else f"{len(got)} rows, {len(want_rows)} expected, or other values"


Row = dict[str, str]


def _csv_rows(rows: list[list[str]]) -> list[Row]:
    """Rows by the names of their columns, whose order SELECT * leaves open."""
    return [{name: _csv_cell(cell) for name, cell in zip(rows[0], row, strict=True)} for row in rows[1:]]


def _csv_cell(cell: str) -> str:
    try:
        return repr(float(cell))
    except ValueError:
        return cell


def _term(node: Any) -> str:
    if isinstance(node, BlankNode | rdflib.BNode):
        return f"_:{node.value if isinstance(node, BlankNode) else node}"
    if isinstance(node, NamedNode | rdflib.URIRef):
        return f"<{node.value if isinstance(node, NamedNode) else node}>"
    if isinstance(node, Literal):
        language, kind = node.language, node.datatype.value
    else:
        language, kind = node.language, str(node.datatype or XSD_STRING)
    value = node.value if isinstance(node, Literal) else str(node)
    if language:
        return f'"{value}"@{language.lower()}'
    return f'"{_canonical(value, kind)}"^^{kind}'


def _canonical(value: str, kind: str) -> str:
    """The value of a number, so that "01" is "1" and 1.50 is 1.5: the engine gives numbers in canonical form."""
    name = kind.rsplit("#", 1)[-1]
    if name == "boolean":
        return {"0": "false", "1": "true"}.get(value, value)
    if name in {"integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger"}:
        try:
            return repr(float(value))
        except ValueError:
            return value
    return value


def _rows(answer: Any) -> list[Row]:
    assert isinstance(answer, QuerySolutions)
    names = [v.value for v in answer.variables]
    return [{n: _term(solution[n]) for n in names if solution[n] is not None} for solution in answer]


def _expected(path: Path) -> list[Row] | bool:
    if path.suffix in _RESULTS:
        answer = parse_query_results(path.read_bytes(), _RESULTS[path.suffix])
        return _rows(answer) if isinstance(answer, QuerySolutions) else bool(answer)
    graph = rdflib.Graph().parse(path, format={".rdf": "xml"}.get(path.suffix, "turtle"), publicID=path.as_uri())
    truth = next(graph.objects(None, RS.boolean), None)
    if truth is not None:
        return bool(truth.toPython())
    rows = []
    for solution in graph.objects(None, RS.solution):
        bound = {}
        for binding in graph.objects(solution, RS.binding):
            value = graph.value(binding, RS.value)
            if value is not None:
                bound[str(graph.value(binding, RS.variable))] = _term(value)
        rows.append(bound)
    return rows


def _same(ours: list[Row], theirs: list[Row]) -> bool:
    """Whether two bags of rows are one, blank nodes matched one to one."""
    if len(ours) != len(theirs):
        return False
    return _match(sorted(ours, key=_shape), sorted(theirs, key=_shape), {}, {})


def _shape(row: Row) -> str:
    return str(sorted((k, "_:" if v.startswith("_:") else v) for k, v in row.items()))


def _match(ours: list[Row], theirs: list[Row], there: dict[str, str], back: dict[str, str]) -> bool:
    if not ours:
        return True
    first, shape = ours[0], _shape(ours[0])
    for i, other in enumerate(theirs):
        if _shape(other) != shape:
            continue
        forth, reverse = dict(there), dict(back)
        if all(
            v == other[k] if not v.startswith("_:") else forth.setdefault(v, other[k]) == other[k] and reverse.setdefault(other[k], v) == v
            for k, v in first.items()
        ) and _match(ours[1:], theirs[:i] + theirs[i + 1 :], forth, reverse):
            return True
    return False
