"""The ontology as an rdflib graph, made from the one schema table; `python -m graph.ontology` writes ontology.ttl."""

from pathlib import Path

from rdflib import OWL, RDF, RDFS, Graph, Literal, Namespace, URIRef

from .schema import NAMESPACE, PREFIXES, TERMS

CC = Namespace(NAMESPACE)
_KINDS = {"class": OWL.Class, "object": OWL.ObjectProperty, "data": OWL.DatatypeProperty}


def ontology() -> Graph:
    """Classes and properties of our own, with labels in Vietnamese and English, and what they narrow."""
    graph = Graph()
    for prefix in ("cc", "eli", "oa", "owl", "prov", "rdfs", "schema"):
        graph.bind(prefix, PREFIXES[prefix], replace=True)
    here = URIRef(NAMESPACE)
    graph.add((here, RDF.type, OWL.Ontology))
    graph.add((here, RDFS.label, Literal("Từ vựng Căn Cứ", lang="vi")))
    graph.add((here, RDFS.label, Literal("Căn Cứ vocabulary", lang="en")))
    for term in TERMS:
        node = CC[term.name]
        graph.add((node, RDF.type, _KINDS[term.kind]))
        graph.add((node, RDFS.label, Literal(term.vi, lang="vi")))
        graph.add((node, RDFS.label, Literal(term.en, lang="en")))
        graph.add((node, RDFS.comment, Literal(term.comment, lang="vi")))
        graph.add((node, RDFS.comment, Literal(term.comment_en, lang="en")))
        graph.add((node, RDFS.isDefinedBy, here))
        for curie in term.narrows:
            prefix, _, name = curie.partition(":")
            narrows = RDFS.subClassOf if term.kind == "class" else RDFS.subPropertyOf
            graph.add((node, narrows, URIRef(PREFIXES[prefix] + name)))
    return graph


def ontology_turtle() -> str:
    """The ontology as Turtle, the same bytes for the same table."""
    return ontology().serialize(format="longturtle")


if __name__ == "__main__":
    Path(__file__).with_name("ontology.ttl").write_text(ontology_turtle(), encoding="utf-8")
