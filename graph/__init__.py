"""Records as RDF: triples, the embedded store, SPARQL, and the citation network. Knows neither HTTP nor search."""

from .errors import QueryRejected, QuerySyntax, QueryTimeout, StoreNotBuilt
from .store import GraphStore

__all__ = ["GraphStore", "QueryRejected", "QuerySyntax", "QueryTimeout", "StoreNotBuilt"]
