"""The citation network with networkx: who cites whom; influence, neighbourhoods and export."""

import io

import networkx as nx

from .store import GraphStore


def citation_network(store: GraphStore) -> "nx.MultiDiGraph[str]":
    """Documents as nodes (label), citations as edges (relation), keyed so that repeated ones count once."""
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in store.rows("edges"):
        network.add_node(row["doc"], label=row["docLabel"], held=True)
        if row["target"] not in network:
            network.add_node(row["target"], label=row["targetLabel"], held=False)
        if row["doc"] != row["target"]:
            network.add_edge(row["doc"], row["target"], key=row["relation"], relation=row["relation"])
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


def graphml(store: GraphStore) -> bytes:
    """The network as GraphML, which Gephi opens."""
    buffer = io.BytesIO()
    nx.write_graphml(citation_network(store), buffer, encoding="utf-8")
    return buffer.getvalue()
