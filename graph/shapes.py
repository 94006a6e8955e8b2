"""Whether a store satisfies the shapes of shapes.ttl; loaded only when asked for, since it reads the whole store into memory."""

from dataclasses import dataclass
from importlib.resources import files

import rdflib
from rdflib.namespace import SH

from .store import GraphStore


@dataclass(frozen=True, slots=True)
class Violation:
    """A node that breaks a shape: what it is, on which path, and why."""

    node: str
    path: str
    message: str


def shapes_turtle() -> str:
    """The shapes as Turtle."""
    return files(__package__).joinpath("shapes.ttl").read_text(encoding="utf-8")


def violations(store: GraphStore) -> list[Violation]:
    """What the union of the store breaks, in a fixed order; empty where all is well."""
    import pyshacl

    data = rdflib.Graph().parse(data=store.dump("nt"), format="nt")
    shapes = rdflib.Graph().parse(data=shapes_turtle(), format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, advanced=False, inference="none")
    assert isinstance(report, rdflib.Graph)
    found = []
    for result in report.subjects(rdflib.RDF.type, SH.ValidationResult):
        node, path, message = (str(report.value(result, p) or "") for p in (SH.focusNode, SH.resultPath, SH.resultMessage))
        found.append(Violation(node, path, message))
    return sorted(found, key=lambda v: (v.node, v.path, v.message))
