"""What the collection is and how to ask it: service description, VoID and DCAT, with true counts."""

from collections.abc import Mapping

from rdflib import DCAT, DCTERMS, RDF, VOID, XSD, Graph, Literal, Namespace, URIRef

from .iris import Iris
from .schema import NAMESPACE, PREFIXES, TERMS

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")
_RDF_FORMATS = {"ttl": "turtle", "nt": "nt", "rdfxml": "pretty-xml", "jsonld": "json-ld"}
_NUMBERS = {"order", "start", "end"}
_DUMPS = {
    "nq": "application/n-quads", "trig": "application/trig", "ttl": "text/turtle", "graphml": "application/graphml+xml", "gexf": "application/gexf+xml",
}  # fmt: skip


def _graph() -> Graph:
    graph = Graph()
    for prefix in ("cc", "dcat", "dcterms", "void", "xsd"):
        graph.bind(prefix, PREFIXES[prefix], replace=True)
    graph.bind("sd", SD)
    return graph


def _serialised(graph: Graph, fmt: str) -> bytes:
    return graph.serialize(format=_RDF_FORMATS[fmt], encoding="utf-8")


def service_description(iris: Iris, counts: Mapping[str, int], fmt: str = "ttl") -> bytes:
    """The endpoint as SPARQL 1.1 Service Description asks. `fmt`: ttl, nt, rdfxml or jsonld."""
    graph = _graph()
    service, dataset, default = (URIRef(f"{iris.base}sparql{part}") for part in ("", "#kho", "#mac-dinh"))
    graph.add((service, RDF.type, SD.Service))
    graph.add((service, SD.endpoint, service))
    graph.add((service, SD.supportedLanguage, SD.SPARQL11Query))
    graph.add((service, SD.feature, SD.UnionDefaultGraph))
    for name in (
        "SPARQL_Results_JSON",
        "SPARQL_Results_XML",
        "SPARQL_Results_CSV",
        "SPARQL_Results_TSV",
        "Turtle",
        "N-Triples",
        "RDF_XML",
        "JSON-LD",
    ):
        graph.add((service, SD.resultFormat, FORMATS[name]))
    graph.add((service, SD.defaultDataset, dataset))
    graph.add((dataset, RDF.type, SD.Dataset))
    graph.add((dataset, SD.defaultGraph, default))
    graph.add((default, RDF.type, SD.Graph))
    graph.add((default, VOID.triples, Literal(counts.get("triples", 0), datatype=XSD.integer)))
    return _serialised(graph, fmt)


def dataset_description(iris: Iris, counts: Mapping[str, int], fmt: str = "ttl") -> bytes:
    """The collection as a VoID and DCAT data set: what it holds, the endpoint and the dumps. `counts` is the manifest's."""
    graph = _graph()
    dataset = URIRef(f"{iris.base}kho")
    for kind in (VOID.Dataset, DCAT.Dataset):
        graph.add((dataset, RDF.type, kind))
    graph.add((dataset, DCTERMS.title, Literal("Căn Cứ: văn bản, căn cứ pháp lý và nhiệm vụ", lang="vi")))
    graph.add((dataset, DCTERMS.title, Literal("Căn Cứ: documents, legal bases and tasks", lang="en")))
    graph.add((dataset, VOID.sparqlEndpoint, URIRef(f"{iris.base}sparql")))
    graph.add((dataset, VOID.uriSpace, Literal(iris.base)))
    graph.add((dataset, VOID.triples, Literal(counts.get("triples", 0), datatype=XSD.integer)))
    graph.add((dataset, VOID.documents, Literal(counts.get("documents", 0), datatype=XSD.integer)))
    for namespace in ("eli", "oa", "org", "prov", "schema", "skos", "dcterms", "foaf"):
        graph.add((dataset, VOID.vocabulary, URIRef(PREFIXES[namespace])))
    graph.add((dataset, VOID.vocabulary, URIRef(NAMESPACE)))
    held = {
        "AdministrativeDocument": "documents",
        "Citation": "citations",
        "Task": "tasks",
        "Problem": "problems",
        "PlannedChange": "planned",
        "TitleMention": "titles",
    }
    for name, count in held.items():
        part = URIRef(f"{iris.base}kho#{name}")
        graph.add((dataset, VOID.classPartition, part))
        graph.add((part, VOID["class"], URIRef(NAMESPACE + name)))
        graph.add((part, VOID.entities, Literal(counts.get(count, 0), datatype=XSD.integer)))
    for fmt_name, media in _DUMPS.items():
        dump = URIRef(f"{iris.base}kho.{fmt_name}")
        graph.add((dataset, VOID.dataDump, dump))
        graph.add((dataset, DCAT.distribution, dump))
        graph.add((dump, RDF.type, DCAT.Distribution))
        graph.add((dump, DCAT.downloadURL, dump))
        graph.add((dump, DCAT.mediaType, Literal(media)))
    return _serialised(graph, fmt)


def jsonld_context() -> dict[str, object]:
    """The JSON-LD context of our terms: prefixes, and each term with the kind of value it takes."""
    context: dict[str, object] = dict(PREFIXES)
    for term in TERMS:
        if term.kind == "object":
            context[term.name] = {"@id": f"cc:{term.name}", "@type": "@id"}
        else:
            context[term.name] = {"@id": f"cc:{term.name}", "@type": "xsd:integer"} if term.name in _NUMBERS else f"cc:{term.name}"
    return {"@context": context}
