"""Commands that ask what was built: `cancu search`, `cancu sparql`, `cancu export`."""

import json
import sys
from pathlib import Path

import click

from .console import DATA, EXIT_FINDINGS, JSON, load_settings, print_json


@click.command()
@click.argument("query", nargs=-1, required=True)
@DATA
@click.option("--limit", default=10, show_default=True, help="Số đoạn hiện ra.")
@JSON
def search(query: tuple[str, ...], data: Path | None, limit: int, as_json: bool) -> None:
    """Tìm đoạn văn, có dấu hay không dấu, hoặc theo số hiệu.

    \b
    Ví dụ:
      cancu search giai ngan kinh phi
      cancu search 120/2020 --json

    Mã thoát: 0 có kết quả; 1 không có; 3 chưa có dữ liệu.
    """
    from corpus.model import to_plain
    from index.model import Query
    from index.search import SearchIndex

    from .datadir import DataDir

    folder = DataDir(load_settings(data=data).data)
    results = SearchIndex(folder.state(folder.require_current()) / "index").search(Query(" ".join(query), per_page=limit))
    if as_json:
        print_json({"total": results.total, "note": results.note, "hits": to_plain(results.hits)})
    else:
        if results.note:
            click.echo(results.note)
        for hit in results.hits:
            marked = "".join(click.style(piece, bold=True) if matched else piece for piece, matched in hit.snippet)
            click.echo(f"{hit.label} · {hit.agency} · {hit.section}\n  {' '.join(marked.split())}")
        click.echo(f"{results.total} đoạn")
    sys.exit(0 if results.total else EXIT_FINDINGS)


@click.command()
@click.argument("query", required=False)
@click.option("-f", "--file", type=click.Path(path_type=Path, dir_okay=False, exists=True), help="Đọc câu truy vấn từ tệp.")
@click.option("--format", "fmt", type=click.Choice(["json", "csv", "tsv", "xml", "table"]), default="table", show_default=True)
@DATA
def sparql(query: str | None, file: Path | None, fmt: str, data: Path | None) -> None:
    """Truy vấn đồ thị bằng SPARQL (chỉ đọc).

    \b
    Ví dụ:
      cancu sparql 'SELECT ?t WHERE { ?t a cc:Task } LIMIT 5'
      cancu sparql -f cau-hoi.rq --format csv

    Mã thoát: 0 xong; 1 bị dừng vì quá giới hạn; 2 câu truy vấn sai; 3 chưa có dữ liệu.
    """
    from graph.sparql import Limits, QueryPool

    from .datadir import DataDir

    if (query is None) == (file is None):
        raise click.UsageError("Cho một câu truy vấn, hoặc -f TỆP.")
    text = query if query is not None else file.read_text(encoding="utf-8") if file else ""
    settings = load_settings(data=data)
    folder = DataDir(settings.data)
    pool = QueryPool(
        folder.state(folder.require_current()) / "graph", Limits(settings.query_seconds, settings.query_mebibytes, 1, settings.query_rows)
    )
    try:
        answer = pool.run(text, "json" if fmt == "table" else fmt)
    finally:
        pool.close()
    if fmt != "table" or answer.kind == "graph":
        sys.stdout.buffer.write(answer.body.rstrip(b"\n") + b"\n")
        return
    decoded = json.loads(answer.body)
    if "boolean" in decoded:
        click.echo("đúng" if decoded["boolean"] else "sai")
        return
    names = decoded["head"]["vars"]
    click.echo(" | ".join(names))
    for row in decoded["results"]["bindings"]:
        click.echo(" | ".join(" ".join(row[n]["value"].split()) if n in row else "" for n in names))


@click.command()
@click.option("--format", "fmt", type=click.Choice(["nq", "trig", "ttl", "jsonld", "graphml", "gexf"]), required=True)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Tệp ghi ra (mặc định: đầu ra chuẩn).")
@DATA
def export(fmt: str, out: Path | None, data: Path | None) -> None:
    """Xuất toàn bộ đồ thị, hoặc mạng trích dẫn (graphml, mở được bằng Gephi).

    \b
    Ví dụ:
      cancu export --format nq --out kho.nq
      cancu export --format graphml > mang.graphml

    Mã thoát: 0 xong; 3 chưa có dữ liệu.
    """
    from graph.iris import Iris
    from graph.network import citation_network
    from graph.network import export as export_network
    from graph.store import GraphStore

    from .datadir import DataDir

    settings = load_settings(data=data)
    folder = DataDir(settings.data)
    name = folder.require_current()
    manifest = folder.manifest(name)
    store = GraphStore(folder.state(name) / "graph", Iris(manifest.base if manifest else settings.base_iri))
    body = export_network(citation_network(store), fmt) if fmt in {"graphml", "gexf"} else store.dump(fmt)
    if out:
        out.write_bytes(body)
    else:
        sys.stdout.buffer.write(body)
