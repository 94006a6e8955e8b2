"""The citation network: the most relied-upon documents, the way from one to another, what lies around one, groups."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort, jsonify, render_template, request

from graph.network import citation_network, communities, influence, neighbourhood, shortest_path
from index.lookup import Lookup
from portal import urls
from portal.collection import Collection
from portal.here import collection
from portal.lookup import lookup_of
from portal.tables import csv_response
from portal.translations import gettext

bp = Blueprint("network", __name__)
_SHOWN, _DEEPEST, _LARGEST = 50, 4, 40
_DRAWN = 150  # documents of a diagram that a browser lays out at once


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A document of the network: path, label, whether its text is held, and its share of influence in per cent."""

    path: str
    label: str
    held: bool
    share: float = 0.0


def _network(here: Collection) -> Any:
    return here.memo("network", lambda c: citation_network(c.graph))


def _ranked(here: Collection) -> list[Place]:
    network = _network(here)
    return [_place(here, iri, 100 * share) for iri, share in influence(network)]


def _place(here: Collection, iri: str, share: float = 0.0) -> Place:
    node = _network(here).nodes[iri]
    return Place(here.path(iri), node["label"], bool(node["held"]), share)


def _groups(here: Collection) -> list[list[Place]]:
    return [[_place(here, iri) for iri in group] for group in communities(_network(here)) if len(group) > 1]


def _named(text: str, lookup: Lookup) -> str | None:
    """The path of the document that a reader names: a path of the portal, a number, or what it is called."""
    text = text.strip()
    if text.startswith("/vb/"):
        return text
    return next((known.path for known in lookup.find(text)), None) if text else None


@bp.get("/mang-luoi.json")
def around() -> Response:
    """What lies around a document as nodes and edges, for the interactive diagram; the nearest `_DRAWN` documents."""
    here = collection()
    centre = here.iri(request.args.get("quanh", ""))
    near = neighbourhood(_network(here), centre, max(1, min(request.args.get("buoc", 1, type=int) or 1, 2)))
    if centre not in near:
        abort(404)
    close = [
        centre,
        *sorted(
            (n for n in near if n != centre),
            key=lambda n: (not near.has_edge(centre, n) and not near.has_edge(n, centre), -near.degree(n), n),
        ),
    ]
    kept = set(close[:_DRAWN])
    nodes = [
        {"id": here.path(n), "label": near.nodes[n]["label"], "held": bool(near.nodes[n]["held"]), "centre": n == centre}
        for n in close[:_DRAWN]
    ]
    edges = [
        {"source": here.path(a), "target": here.path(b), "label": gettext(urls.relation_label(data["relation"])) + (" (" + gettext("dự kiến") + ")" if data["planned"] else ""),
         "change": data["relation"] in {"amends", "replaces", "repeals"}}
        for a, b, data in near.edges(data=True) if a in kept and b in kept and a != b
    ]  # fmt: skip
    return jsonify({"nodes": nodes, "edges": edges, "more": len(close) - len(nodes)})


@bp.get("/mang-luoi")
def page() -> str | Response:
    here, args = collection(), request.args
    network, lookup = _network(here), here.memo("lookup", lookup_of)
    ranked = here.memo("influence", _ranked)
    start, end, centre = (args.get(name, "").strip() for name in ("tu", "den", "quanh"))
    depth = max(1, min(args.get("buoc", 1, type=int) or 1, _DEEPEST))
    first, last = (here.iri(path) if (path := _named(text, lookup)) else "" for text in (start, end))
    way = [_place(here, iri) for iri in shortest_path(network, first, last)]
    middle = _named(centre, lookup)
    near = neighbourhood(network, here.iri(middle), depth) if middle else None
    edges = (
        []
        if near is None
        else sorted((_place(here, a), _place(here, b), data["relation"], data["planned"]) for a, b, data in near.edges(data=True))
    )
    if args.get("dang") == "csv":
        if centre:
            return csv_response(
                "quanh-van-ban",
                ("Văn bản dẫn", "Văn bản được dẫn", "Quan hệ", "Dự kiến"),
                [(a.label, b.label, r, "dự kiến" if planned else "") for a, b, r, planned in edges],
            )
        return csv_response(
            "anh-huong", ("Văn bản", "Ảnh hưởng (%)", "Có toàn văn"), [(p.label, f"{p.share:.3f}", "có" if p.held else "") for p in ranked]
        )
    groups = here.memo("communities", _groups)
    return render_template(
        "network.html", ranked=ranked[:_SHOWN], count=len(ranked), groups=[g[:_LARGEST] for g in groups], sizes=[len(g) for g in groups], start=start, end=end,
        centre=centre, depth=depth, way=way, ends=(first, last), middle=middle, edges=edges, deepest=_DEEPEST,
    )  # fmt: skip
