"""The embedded store on disk: written by one build, opened read-only by everyone else."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

import rdflib
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    Variable,
    parse,
    serialize,
)  # fmt: skip

from .derive import derived
from .errors import StoreNotBuilt
from .iris import Iris
from .schema import PREFIXES

Term = NamedNode | Literal
Row = dict[str, str]
FORMATS = {
    "ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "nq": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD, "xml": RdfFormat.RDF_XML,
}  # fmt: skip
_UNION = DefaultGraph()
_BATCH = 200_000
_BATCH_BYTES = 40_000_000  # of N-Quads
_PREFIXES = {k: v for k, v in PREFIXES.items()}


def load_query(name: str) -> str:
    """The text of a named query file in graph/queries."""
    return files(__package__).joinpath("queries", f"{name}.rq").read_text(encoding="utf-8")


def _in_union(triple: Triple) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, _UNION)


class GraphStore:
    """A graph store. `writable` is for the build alone; a second writer is refused by the lock of the store."""

    def __init__(self, path: Path, iris: Iris, writable: bool = False) -> None:
        self.path, self.iris = path, iris
        if not writable and not (path / "CURRENT").exists():
            raise StoreNotBuilt(f"{path}: chưa có đồ thị", "Chạy `cancu build THƯ_MỤC` trước.")
        try:
            self._store = Store(str(path)) if writable else Store.read_only(str(path))
        except OSError as error:
            raise StoreNotBuilt(f"{path}: không mở được đồ thị ({error})", "Xóa thư mục dữ liệu và chạy lại `cancu build`.") from error
        self._queries: dict[str, str] = {}

    # writing -------------------------------------------------------------------------------------------------

    def replace(self, graph: str, quads: Iterable[Quad]) -> None:
        """Puts a document's quads in place of those its graph held, and keeps the default graph the union of all.

        The union is stored, not asked for at query time: the engine would give a triple once for each graph that says it.
        """
        old = self._triples(graph)
        self._store.remove_graph(NamedNode(graph))
        kept = list(quads)
        self._store.bulk_extend(kept)
        new = {quad.triple for quad in kept}
        for triple in old - new:
            if not any(
                quad.graph_name != _UNION for quad in self._store.quads_for_pattern(triple.subject, triple.predicate, triple.object)
            ):
                self._store.remove(_in_union(triple))
        self._store.bulk_extend(_in_union(triple) for triple in new - old)

    def load_many(self, documents: Iterable[tuple[str, bytes]]) -> None:
        """Many documents, each a graph and its statements as N-Quads; those new to the store go in many at once, beside whatever makes the next."""
        batch: list[bytes] = []
        size = 0
        with ThreadPoolExecutor(1) as loader:
            loading = loader.submit(self._load, b"")
            for graph, statements in documents:
                if self._store.contains_named_graph(NamedNode(graph)):
                    loading.result()  # what other graphs say decides what stays in the union
                    self.replace(graph, parse(statements, format=RdfFormat.N_QUADS))
                    continue
                batch += statements, statements.replace(f" <{graph}> .\n".encode(), b" .\n")
                size += len(statements)
                if size >= _BATCH_BYTES:
                    loading.result()
                    loading, batch, size = loader.submit(self._load, b"".join(batch)), [], 0
            loading.result()
            self._load(b"".join(batch))

    def _load(self, statements: bytes) -> None:
        self._store.bulk_load(statements, format=RdfFormat.N_QUADS)

    def _extend(self, quads: list[Quad]) -> None:
        self._store.bulk_extend(itertools.chain(quads, (_in_union(quad.triple) for quad in quads)))

    def flush(self) -> None:
        """Writes what is held in memory, and puts the store in order for reading."""
        self._store.flush()
        self._store.optimize()

    def remove(self, graph: str) -> None:
        """Takes a document's graph away, and from the union what no other graph says."""
        self.replace(graph, ())

    def _triples(self, graph: str) -> set[Triple]:
        return {quad.triple for quad in self._store.quads_for_pattern(None, None, None, NamedNode(graph))}

    def _named(self) -> Iterator[Quad]:
        return (quad for quad in self._store if quad.graph_name != _UNION)

    def link(self) -> None:
        """Writes anew the reference graph: what follows from all documents together."""
        self.replace(self.iris.reference_graph, ())
        quads = derived(self.rows, self.iris)
        while batch := list(itertools.islice(quads, _BATCH)):  # there may be more of them than fit in memory
            self._extend(batch)
        self.flush()

    # reading -------------------------------------------------------------------------------------------------

    def rows(self, name: str, **params: str | Term) -> list[Row]:
        """The rows of a named query, unbound cells left out; parameters are bound as terms, never pasted as text."""
        query = self._queries.get(name)
        if query is None:
            query = self._queries.setdefault(name, load_query(name))
        bound: dict[Variable, NamedNode | BlankNode | Literal | Triple] = {
            Variable(k): NamedNode(v) if isinstance(v, str) else v for k, v in params.items()
        }
        answer = self._store.query(query, substitutions=bound, prefixes=_PREFIXES)
        assert isinstance(answer, QuerySolutions)
        return _told(answer)

    def subjects(self, predicate: str, value: str) -> list[str]:
        """The IRIs of what has a value (an IRI) for a predicate ("prefix:name"), in no order; faster than a query where there are hundreds."""
        prefix, _, name = predicate.partition(":")
        quads = self._store.quads_for_pattern(None, NamedNode(PREFIXES[prefix] + name), NamedNode(value), _UNION)
        return [quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)]

    def rows_of(self, name: str, variable: str, iris: Sequence[str]) -> list[Row]:
        """The rows of a named query for a list of IRIs: one question where there would be one for each.

        Each IRI is written by the library that checks it. Raises ValueError for what is no IRI.
        """
        empty = f"VALUES ?{variable} {{ }}"
        query = load_query(name)
        if empty not in query:
            raise ValueError(f"{name} has no {empty}")
        listed = " ".join(str(NamedNode(iri)) for iri in iris)
        answer = self._store.query(query.replace(empty, f"VALUES ?{variable} {{ {listed} }}"), prefixes=_PREFIXES)
        assert isinstance(answer, QuerySolutions)
        return _told(answer)

    def answer(self, query: str, **options: Any) -> QueryBoolean | QuerySolutions | QueryTriples:
        """The raw answer of a query that the caller trusts to end."""
        return self._store.query(query, prefixes=_PREFIXES, **options)

    def describe(self, iri: str, fmt: str) -> bytes:
        """What the graph says of an entity: a document's whole graph, else the triples about it and those it fills."""
        node = NamedNode(iri)
        found: set[Any] = set()
        if (graph := self._store.quads_for_pattern(None, None, None, node)) is not None:
            found.update(q.triple for q in graph)
        if not found:
            found.update(q.triple for q in self._store.quads_for_pattern(node, None, None))
            found.update(q.triple for q in self._store.quads_for_pattern(None, None, node))
        if fmt == "jsonld":
            return compact_jsonld(sorted(found, key=str))
        data = serialize(sorted(found, key=str), format=FORMATS[fmt], prefixes=_PREFIXES)
        return data or b""

    def exists(self, iri: str) -> bool:
        node = NamedNode(iri)
        return next(self._store.quads_for_pattern(node, None, None), None) is not None

    def dump(self, fmt: str) -> bytes:
        """The whole store in a format that keeps graphs (nq, trig), else the union (ttl, jsonld). Sorted: same input, same bytes."""
        if fmt == "nq":
            return ("\n".join(sorted(f"{quad} ." for quad in self._named())) + "\n").encode()
        quads = sorted(self._named(), key=str)
        if fmt in {"trig", "jsonld"}:
            return serialize(quads, format=FORMATS[fmt], prefixes=_PREFIXES) or b""
        return serialize(sorted({q.triple for q in quads}, key=str), format=FORMATS[fmt], prefixes=_PREFIXES) or b""

    def graphs(self) -> list[str]:
        return sorted(str(g.value) for g in self._store.named_graphs() if not isinstance(g, BlankNode))

    @cached_property
    def size(self) -> int:
        """Triples of the union."""
        answer = self._store.query("SELECT (COUNT(*) AS ?triples) { ?s ?p ?o }")
        assert isinstance(answer, QuerySolutions)
        return int(next(answer)["triples"].value)


def compact_jsonld(triples: list[Any]) -> bytes:
    """JSON-LD with our prefixes as its context, through rdflib."""
    graph = rdflib.Graph()
    graph.parse(data=serialize(triples, format=RdfFormat.N_TRIPLES) or b"", format="nt")
    used = {k: v for k, v in PREFIXES.items() if any(v in str(t) for t in triples)}
    return graph.serialize(format="json-ld", context=used, auto_compact=True, sort_keys=True, encoding="utf-8")


def _told(answer: QuerySolutions) -> list[Row]:
    """The rows of an answer, unbound cells left out."""
    names = [v.value for v in answer.variables]
    return [
        {n: str(value.value) for n, value in zip(names, solution, strict=True) if value is not None and not isinstance(value, Triple)}
        for solution in answer
    ]
