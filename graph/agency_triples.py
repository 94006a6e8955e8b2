"""Agencies in the graph: their names, levels and the cascade they stand in."""

from corpus.vocabulary import vocabulary

from .writer import Writer, term


def cascade(w: Writer, agency: str, agency_id: str, province: str | None) -> None:
    """The bodies above an agency, each under the next: department, people's committee of the province, Government, central Party."""
    steps = ["chinh-phu", "bch-trung-uong"]
    if province:
        steps = (
            ["tinh-uy", "bch-trung-uong"] if agency_id == "tinh-uy" else [*(["ubnd"] if agency_id not in {"ubnd", "hdnd"} else []), *steps]
        )
    below = agency
    for step in steps:
        above = w.iris.agency(province if step in {"ubnd", "tinh-uy"} else None, step)
        if above != below:
            w.add(below, "cc:under", above)
            w.add(above, "rdf:type", term("org:FormalOrganization"))
            w.add(above, "rdfs:label", w.vi(agency_label(step, province if step in {"ubnd", "tinh-uy"} else None)))
            w.add(above, "cc:level", w.plain(level_of(step)))
        below = above


def type_label(doctype: str, printed: str) -> str:
    """The label of a kind of document, as printed where the data does not know it."""
    return next((e.label for e in vocabulary().doctypes if e.id == doctype), printed)


def level_of(issuer: str) -> str | None:
    """Where an issuer stands in the cascade: party-central, central, province, department …"""
    vocab = vocabulary()
    entry = next((e for e in (*vocab.issuers, *vocab.departments) if e.id == issuer), None)
    return (entry.level or "department") if entry else None


def agency_label(issuer: str, province: str | None) -> str | None:
    """The one name under which an agency is shown, whatever its documents print; None for one that the data do not know."""
    vocab = vocabulary()
    entry = next((e for e in (*vocab.issuers, *vocab.departments) if e.id == issuer), None)
    if entry is None:
        return None
    place = vocab.province_by_name.get(province.casefold()) if province else None
    return (
        f"{entry.label} {place.kind} {place.label}"
        if place and entry.id != "tinh-uy"
        else (f"{entry.label} {place.label}" if place else entry.label)
    )
