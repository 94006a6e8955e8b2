"""The command line. Exit codes: 0 done, 1 findings (files set aside, problems), 2 usage, 3 data directory missing or broken."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from corpus.errors import CancuError

EXIT_FINDINGS, EXIT_MISSING = 1, 3


class _Group(click.Group):
    """Translates errors of the product into a message and an exit code, in one place."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CancuError as error:
            click.echo(f"Lỗi: {error}", err=True)
            missing = type(error).__name__ in {"DataNotBuilt", "StoreNotBuilt", "IndexNotBuilt"}
            ctx.exit(
                EXIT_MISSING
                if missing
                else 2
                if type(error).__name__ in {"SettingsError", "QuerySyntax", "QueryRejected"}
                else EXIT_FINDINGS
            )


def _settings(**given: Any) -> Any:
    from .settings import load

    return load(os.environ, Path("cancu.toml"), **given)


_DATA = click.option("--data", type=click.Path(path_type=Path, file_okay=False), default=None, help="Thư mục dữ liệu (mặc định: data).")
_JSON = click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="cancu")
def main() -> None:
    """Căn Cứ: từ mỗi chỉ đạo tới căn cứ pháp lý của nó.

    Reads Vietnamese administrative documents, links them in a graph, indexes every passage and serves a portal.
    """


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@_JSON
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Ghi mỗi bản trích thành OUT/TÊN.json.")
def extract(files: tuple[Path, ...], as_json: bool, out: Path | None) -> None:
    """Trích xuất từng tệp: số hiệu, căn cứ, đơn vị, nhiệm vụ.

    \b
    Ví dụ:
      cancu extract ket-luan.txt
      cancu extract ket-luan.txt --json
      cancu extract van-ban/*.txt --out ket-qua/

    Mã thoát: 0 xong; 1 có tệp không đọc được; 2 sai cách dùng.
    """
    from corpus.contract import to_contract
    from corpus.errors import UnreadableSource
    from corpus.pipeline import read_record

    from .tools_here import tools_here

    records: list[dict[str, Any]] = []
    failed = 0
    tools = tools_here(_settings())
    if out:
        out.mkdir(parents=True, exist_ok=True)
    for path in files:
        try:
            raw, record = read_record(path, tools=tools)
        except UnreadableSource as error:
            click.echo(f"Lỗi: {error}", err=True)
            failed += 1
            continue
        contract = to_contract(raw, record)
        if out:
            (out / f"{path.stem}.json").write_text(json.dumps(contract, ensure_ascii=False, indent=1), encoding="utf-8")
        elif as_json:
            records.append(contract)
        else:
            _summary(path, contract)
    if as_json and not out:
        _print_json(records[0] if len(files) == 1 and records else records)
    sys.exit(EXIT_FINDINGS if failed else 0)


def _summary(path: Path, contract: dict[str, Any]) -> None:
    from .urls import vietnamese_date

    head = contract["document"]
    click.echo(
        f"{path}\n  {head['type']} {head['number'] or '(chưa có số)'} · {head['agency'] or 'chưa rõ cơ quan'} · {vietnamese_date(head['date']) or 'chưa rõ ngày'}"
    )
    click.echo(f"  {head['title']}")
    for citation in contract["citations"]:
        doubt = f"  [cần kiểm tra: {citation['suspect']}]" if citation["suspect"] else ""
        click.echo(f"  căn cứ   {citation['relation']:<12} {' '.join(citation['text'].split())}{doubt}")
    for task in contract["tasks"]:
        owner = "; ".join(task["owner"]) or "chưa rõ đơn vị"
        due = f" · hạn: {' '.join(task['deadline']['text'].split())}" if task["deadline"]["text"] else ""
        click.echo(f"  nhiệm vụ {task['section']}: {owner}{due}")


def _progress(shown: bool) -> tuple[Callable[[str, int, int], None], Callable[[], None]]:
    """A progress line on standard error, redrawn in place on a terminal, and what ends it."""
    if not shown:
        return (lambda _stage, _done, _total: None), (lambda: None)

    def show(stage: str, done: int, total: int) -> None:
        filled = 30 * done // max(1, total)
        click.echo(f"\r{stage[:24]:<24} [{'█' * filled}{'·' * (30 - filled)}] {f'{done}/{total}':<14}", nl=False, err=True)

    return show, lambda: click.echo("\r" + " " * 76 + "\r", nl=False, err=True)


@main.command()
@click.argument("source", required=False, type=click.Path(path_type=Path, exists=True))
@_DATA
@click.option("--samples", is_flag=True, help="Dùng bộ văn bản mẫu đi kèm.")
@click.option("--jobs", type=int, help="Số tiến trình đọc văn bản.")
@_JSON
def build(source: Path | None, data: Path | None, samples: bool, jobs: int | None, as_json: bool) -> None:
    """Đọc một thư mục và dựng (hoặc cập nhật) thư mục dữ liệu.

    \b
    Ví dụ:
      cancu build van-ban/ --data data
      cancu build --samples --data data

    Mã thoát: 0 xong; 1 xong nhưng có tệp bị để riêng; 2 sai cách dùng.
    """
    from . import office, recognition
    from .build import build as run

    if samples == (source is not None):
        raise click.UsageError("Cho một thư mục nguồn, hoặc --samples.")
    settings = _settings(data=data)
    folder = Path(__file__).resolve().parents[1] / "corpus" / "samples" if source is None else source
    show, end = _progress(sys.stderr.isatty())
    report = run(
        folder,
        settings.data,
        settings.base_iri,
        show,
        jobs,
        settings.engine,
        recognition.engine(settings.ocr),
        office.engine(settings.office),
    )
    end()
    if as_json:
        from .messages import in_english

        aside = [
            {"path": s.path, "reason": s.reason, "remedy": s.remedy, "reason_en": in_english(s.reason), "remedy_en": in_english(s.remedy)}
            for s in report.set_aside
        ]
        _print_json({"counts": report.counts, "set_aside": aside,
                     "written": report.written, "removed": report.removed, "seconds": round(report.seconds, 3), "changed": report.changed, "note": report.note})  # fmt: skip
    else:
        _table(report)
    sys.exit(EXIT_FINDINGS if report.set_aside else 0)


def _table(report: Any) -> None:
    if report.note:
        click.echo(report.note)
    if not report.changed:
        click.echo("Không có gì thay đổi.")
    names = {
        "documents": "Văn bản",
        "citations": "Trích dẫn",
        "bases": "Văn bản được dẫn",
        "tasks": "Nhiệm vụ",
        "units": "Đơn vị",
        "people": "Người",
        "problems": "Điểm cần kiểm tra",
    }
    for name, label in names.items():
        click.echo(f"{label:<20}{report.counts.get(name, 0):>8}")
    click.echo(f"{'Ghi mới / gỡ bỏ':<20}{f'{report.written} / {report.removed}':>8}")
    click.echo(f"{'Giây':<20}{report.seconds:>8.2f}")
    if report.set_aside:
        from .messages import in_english

        click.echo(f"\nTệp để riêng ({len(report.set_aside)}):")
        for item in report.set_aside:
            click.echo(f"  {item.path}: {item.reason}. {item.remedy}\n    (en) {in_english(item.reason)}. {in_english(item.remedy)}")


@main.command()
@_DATA
@click.option("--host", help="Địa chỉ lắng nghe (mặc định 127.0.0.1: chỉ máy này).")
@click.option("--port", type=int, help="Cổng TCP (mặc định 8000).")
def serve(data: Path | None, host: str | None, port: int | None) -> None:
    """Mở cổng tra cứu trên mạng nội bộ.

    \b
    Ví dụ:
      cancu serve --data data
      cancu serve --data data --host 0.0.0.0 --port 8080

    Mã thoát: 0 dừng bình thường; 3 chưa có dữ liệu.
    """
    from .serve import run

    run(_settings(data=data, host=host, port=port), click.echo)


@main.command()
@click.argument("query", nargs=-1, required=True)
@_DATA
@click.option("--limit", default=10, show_default=True, help="Số đoạn hiện ra.")
@_JSON
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

    folder = DataDir(_settings(data=data).data)
    results = SearchIndex(folder.state(folder.require_current()) / "index").search(Query(" ".join(query), per_page=limit))
    if as_json:
        _print_json({"total": results.total, "note": results.note, "hits": to_plain(results.hits)})
    else:
        if results.note:
            click.echo(results.note)
        for hit in results.hits:
            marked = "".join(click.style(piece, bold=True) if matched else piece for piece, matched in hit.snippet)
            click.echo(f"{hit.label} · {hit.agency} · {hit.section}\n  {' '.join(marked.split())}")
        click.echo(f"{results.total} đoạn")
    sys.exit(0 if results.total else EXIT_FINDINGS)


@main.command()
@click.argument("query", required=False)
@click.option("-f", "--file", type=click.Path(path_type=Path, dir_okay=False, exists=True), help="Đọc câu truy vấn từ tệp.")
@click.option("--format", "fmt", type=click.Choice(["json", "csv", "tsv", "xml", "table"]), default="table", show_default=True)
@_DATA
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
    settings = _settings(data=data)
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


@main.command()
@click.option("--format", "fmt", type=click.Choice(["nq", "trig", "ttl", "jsonld", "graphml", "gexf"]), required=True)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Tệp ghi ra (mặc định: đầu ra chuẩn).")
@_DATA
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

    settings = _settings(data=data)
    folder = DataDir(settings.data)
    name = folder.require_current()
    manifest = folder.manifest(name)
    store = GraphStore(folder.state(name) / "graph", Iris(manifest.base if manifest else settings.base_iri))
    body = export_network(citation_network(store), fmt) if fmt in {"graphml", "gexf"} else store.dump(fmt)
    if out:
        out.write_bytes(body)
    else:
        sys.stdout.buffer.write(body)


@main.command()
@click.argument("gold", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--texts", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Thư mục văn bản gốc (mặc định: cùng chỗ).")
@click.option("--against", metavar="REV", help="So với bản mã nguồn khác (tên nhánh hoặc mã commit).")
@_JSON
def evaluate(gold: Path, texts: Path | None, against: str | None, as_json: bool) -> None:
    """Chấm bản trích theo văn bản đã gán nhãn; liệt kê từng câu được thêm, mất đi.

    \b
    Ví dụ:
      cancu evaluate nhan/ --texts van-ban/
      cancu evaluate nhan/ --texts van-ban/ --against main

    Mã thoát: 0 không sai câu nào; 1 có câu sai.
    """
    from .evaluation import evaluate as run

    result = run(gold, texts, against)
    if as_json:
        rows = {
            name: {m: {"value": round(v, 4), "of": n} for m, v, n in f.rows()} for name, f in (*result.files.items(), ("ALL", result.whole))
        }
        _print_json({"figures": rows, "errors": result.whole.errors, "gains": result.gains, "losses": result.losses})
    else:
        for name, figures in (*result.files.items(), ("TẤT CẢ", result.whole)):
            click.echo(f"== {name}")
            for measure, value, count in figures.rows():
                click.echo(f"  {measure:<24}{value:>7.3f}  ({count})")
        for label, rows_ in (("Sai", result.whole.errors), ("Được thêm", result.gains), ("Mất đi", result.losses)):
            for kind, what, shown in rows_:
                click.echo(f"{label}: {kind} {what}: {shown}")
    sys.exit(EXIT_FINDINGS if result.whole.errors else 0)


@main.command("evaluate-search")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@_JSON
def evaluate_search(folder: Path, as_json: bool) -> None:
    """Đo tìm kiếm bằng câu hỏi có đáp án (articles.jsonl, questions.jsonl); dòng cuối là cách của sản phẩm.

    \b
    Ví dụ:
      cancu evaluate-search cau-hoi/

    Mã thoát: 0 xong; 1 tệp câu hỏi không đúng dạng.
    """
    from index.evaluate import DEPTHS, evaluate

    figures = evaluate(folder)
    if as_json:
        _print_json([{"name": f.name, "recall": f.recall, "mrr@10": round(f.mrr, 4), "ndcg@10": round(f.ndcg, 4)} for f in figures])
        return
    for f in figures:
        recalls = "  ".join(f"recall@{depth} {f.recall[depth]:.3f}" for depth in DEPTHS)
        click.echo(f"{f.name:<26}{recalls}  MRR@10 {f.mrr:.3f}  nDCG@10 {f.ndcg:.3f}")


@main.command()
@_DATA
@click.option("--shapes", is_flag=True, help="Kiểm tra cả đồ thị theo các khuôn SHACL (chậm với kho lớn).")
@_JSON
def check(data: Path | None, shapes: bool, as_json: bool) -> None:
    """Kiểm tra cài đặt, từ vựng và thư mục dữ liệu; nói rõ điều gì sai và làm gì tiếp.

    \b
    Ví dụ:
      cancu check --data data
      cancu check --data data --shapes

    Mã thoát: 0 tốt; 1 có điều cần sửa.
    """
    from .check import run

    settings = _settings(data=data)
    findings = run(settings.data, shapes, settings.ocr, settings.office)
    if as_json:
        _print_json([{"ok": f.ok, "what": f.what, "remedy": f.remedy} for f in findings])
    else:
        for finding in findings:
            click.echo(f"{'✓' if finding.ok else '✗'} {finding.what}{'' if finding.ok else f'  → {finding.remedy}'}")
    sys.exit(0 if all(f.ok for f in findings) else EXIT_FINDINGS)


if __name__ == "__main__":
    main()
