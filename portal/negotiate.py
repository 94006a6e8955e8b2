"""Which representation a reader wants: a suffix of the address, else the Accept header."""

from collections.abc import Sequence

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
    return RDF_TYPES.get(best(["text/html", *RDF_TYPES]) or "text/html", "html")


def best(offers: Sequence[str]) -> str | None:
    """The media type that the request's Accept header prefers, or None where it takes none (RFC 9110, 12.5.1).

    Parameters other than the weight ("charset", "profile") do not count; of equal weights the first offer wins.
    """
    header = request.headers.get("Accept", "").strip()
    if not header:
        return offers[0]
    ranges: list[tuple[str, float]] = []
    for part in header.split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        try:
            ranges.append((media, float(weight)))
        except ValueError:
            continue
    found = [(_weight(offer, ranges), -place, offer) for place, offer in enumerate(offers)]
    weight_, _, offer = max(found)
    return offer if weight_ > 0 else None


def _weight(offer: str, ranges: list[tuple[str, float]]) -> float:
    """The weight of the most exact range that an offer falls in; 0 where it falls in none."""
    for wanted_ in (offer, offer.split("/")[0] + "/*", "*/*"):
        weights = [weight for media, weight in ranges if media == wanted_]
        if weights:
            return max(weights)
    return 0.0


def see_other(path: str, suffix: str | None, fmt: str) -> Response | None:
    """A 303 from an entity's IRI to the data that Accept asks for; None for its page, or where a suffix asks (Cool URIs for the Semantic Web)."""
    if suffix or fmt == "html":
        return None
    extension = next(ending for ending, name in SUFFIXES.items() if name == fmt)
    response = redirect(f"{path}{extension}", 303)
    response.headers["Vary"] = "Accept"
    return response  # type: ignore[return-value]
