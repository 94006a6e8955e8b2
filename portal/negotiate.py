"""Which representation a reader wants: a suffix of the address, else the Accept header."""

from flask import Response, redirect, request

RDF_TYPES = {"text/turtle": "ttl", "application/ld+json": "jsonld", "application/n-triples": "nt", "application/rdf+xml": "xml"}
MEDIA = {
    "ttl": "text/turtle; charset=utf-8",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "xml": "application/rdf+xml",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}
SUFFIXES = {".ttl": "ttl", ".jsonld": "jsonld", ".nt": "nt", ".rdf": "xml", ".csv": "csv"}


def split_suffix(path: str) -> tuple[str, str | None]:
    """The path without a known suffix, and the format that the suffix asks for."""
    for suffix, fmt in SUFFIXES.items():
        if path.endswith(suffix):
            return path[: -len(suffix)], fmt
    return path, None


def wanted(suffix: str | None) -> str:
    """Either html or one of MEDIA's keys."""
    if suffix:
        return suffix
    best = request.accept_mimetypes.best_match(["text/html", *RDF_TYPES], default="text/html")
    return RDF_TYPES.get(best or "text/html", "html")


def see_other(path: str, suffix: str | None, fmt: str) -> Response | None:
    """A 303 from an entity's IRI to the data that Accept asks for; None for its page, or where a suffix asks (Cool URIs for the Semantic Web)."""
    if suffix or fmt == "html":
        return None
    extension = next(ending for ending, name in SUFFIXES.items() if name == fmt)
    response = redirect(f"{path}{extension}", 303)
    response.headers["Vary"] = "Accept"
    return response  # type: ignore[return-value]
