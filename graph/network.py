"""The citation network with networkx: who cites whom; influence, neighbourhoods and export."""

import io
import re

import networkx as nx

from .store import GraphStore

_WRITTEN = re.compile(rb'\s+lastmodifieddate="[^"]*"')  # the same collection gives the same bytes on any day


def citation_network(store: GraphStore) -> "nx.MultiDiGraph[str]":
    """Documents as nodes (label, held), citations as edges (relation, planned), keyed so that repeated ones count once."""
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in store.rows("edges"):
        network.add_node(row["doc"], label=row["docLabel"], held=True)
        if row["target"] not in network:
            network.add_node(row["target"], label=row["targetLabel"], held=False)
        if row["doc"] != row["target"]:
            relation = "mentions" if row["modality"] == "reported" else row["relation"]  # the relation of a third document
            planned = row["modality"] == "planned"
            network.add_edge(
                row["doc"], row["target"], key=f"{relation} planned" if planned else relation, relation=relation, planned=planned
            )
    return network


def influence(network: "nx.MultiDiGraph[str]") -> list[tuple[str, float]]:
    """Documents by PageRank over citations, the most relied upon first."""
    if not network:
        return []
    plain: nx.DiGraph[str] = nx.DiGraph(network)
    rank = {node: 1.0 / len(plain) for node in plain}
    # power iteration: no numpy needed, small networks converge in a few dozen rounds
    for _ in range(60):
        loose = sum(rank[node] for node in plain if not plain.out_degree(node))
        base = 0.15 / len(plain) + 0.85 * loose / len(plain)
        rank = {node: base + 0.85 * sum(rank[p] / plain.out_degree(p) for p in plain.predecessors(node)) for node in plain}
    return sorted(rank.items(), key=lambda item: (-item[1], item[0]))


def shortest_path(network: "nx.MultiDiGraph[str]", start: str, end: str) -> list[str]:
    """The documents on a shortest chain of references between two, in either direction; empty where there is none."""
    if start not in network or end not in network:
        return []
    try:
        return list(nx.shortest_path(network.to_undirected(as_view=True), start, end))
    except nx.NetworkXNoPath:
        return []


def neighbourhood(network: "nx.MultiDiGraph[str]", centre: str, depth: int = 1) -> "nx.MultiDiGraph[str]":
    """What lies within some steps of a document, in either direction."""
    if centre not in network:
        return nx.MultiDiGraph()
    near = nx.ego_graph(network.to_undirected(as_view=True), centre, radius=depth)
    return nx.MultiDiGraph(network.subgraph(near.nodes))


def communities(network: "nx.MultiDiGraph[str]") -> list[list[str]]:
    """Groups of documents that cite each other more than others (greedy modularity), the largest first."""
    if not network.number_of_edges():
        return []
    plain: nx.Graph[str] = nx.Graph(network.to_undirected())
    groups = nx.community.greedy_modularity_communities(plain)
    return sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))


def export(network: "nx.MultiDiGraph[str]", fmt: str) -> bytes:
    """The network as "graphml" or "gexf", both of which Gephi opens."""
    buffer, copy = io.BytesIO(), network.copy()
    if fmt == "gexf":
        nx.write_gexf(copy, buffer, encoding="utf-8")
        return _WRITTEN.sub(b"", buffer.getvalue(), count=1)
    # Gephi drops edges whose id it has seen, and networkx takes the relation for the id
    for number, (_, _, data) in enumerate(copy.edges(data=True)):
        data["number"] = f"e{number}"
    nx.write_graphml(copy, buffer, encoding="utf-8", edge_id_from_attribute="number")
    return buffer.getvalue()
