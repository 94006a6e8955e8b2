"""The command line. Exit codes: 0 done, 1 findings (files set aside, problems), 2 usage, 3 data directory missing or broken."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from . import cli_ask, cli_evaluate
from .console import DATA, EXIT_FINDINGS, JSON, CommandGroup, load_settings, print_json


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="cancu")
def main() -> None:
    """Căn Cứ: từ mỗi chỉ đạo tới căn cứ pháp lý của nó.

    Reads Vietnamese administrative documents, links them in a graph, indexes every passage and serves a portal.
    """


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@JSON
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
    tools = tools_here(load_settings())
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
        print_json(records[0] if len(files) == 1 and records else records)
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
@DATA
@click.option("--samples", is_flag=True, help="Dùng bộ văn bản mẫu đi kèm.")
@click.option("--jobs", type=int, help="Số tiến trình đọc văn bản.")
@JSON
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
    settings = load_settings(data=data)
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
        print_json({"counts": report.counts, "set_aside": aside,
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
@DATA
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

    run(load_settings(data=data, host=host, port=port), click.echo)


@main.command()
@DATA
@click.option("--shapes", is_flag=True, help="Kiểm tra cả đồ thị theo các khuôn SHACL (chậm với kho lớn).")
@JSON
def check(data: Path | None, shapes: bool, as_json: bool) -> None:
    """Kiểm tra cài đặt, từ vựng và thư mục dữ liệu; nói rõ điều gì sai và làm gì tiếp.

    \b
    Ví dụ:
      cancu check --data data
      cancu check --data data --shapes

    Mã thoát: 0 tốt; 1 có điều cần sửa.
    """
    from .check import run

    settings = load_settings(data=data)
    findings = run(settings.data, shapes, settings.ocr, settings.office)
    if as_json:
        print_json([{"ok": f.ok, "what": f.what, "remedy": f.remedy} for f in findings])
    else:
        for finding in findings:
            click.echo(f"{'✓' if finding.ok else '✗'} {finding.what}{'' if finding.ok else f'  → {finding.remedy}'}")
    sys.exit(0 if all(f.ok for f in findings) else EXIT_FINDINGS)


for command in (cli_ask.search, cli_ask.sparql, cli_ask.export, cli_evaluate.evaluate, cli_evaluate.evaluate_search):
    main.add_command(command)


if __name__ == "__main__":
    main()
