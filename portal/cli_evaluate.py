"""Commands that measure: `cancu evaluate`, `cancu evaluate-search`."""

import sys
from pathlib import Path

import click

from .console import EXIT_FINDINGS, JSON, print_json


@click.command()
@click.argument("gold", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--texts", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Thư mục văn bản gốc (mặc định: cùng chỗ).")
@click.option("--against", metavar="REV", help="So với bản mã nguồn khác (tên nhánh hoặc mã commit).")
@JSON
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
        print_json({"figures": rows, "errors": result.whole.errors, "gains": result.gains, "losses": result.losses})
    else:
        for name, figures in (*result.files.items(), ("TẤT CẢ", result.whole)):
            click.echo(f"== {name}")
            for measure, value, count in figures.rows():
                click.echo(f"  {measure:<24}{value:>7.3f}  ({count})")
        for label, rows_ in (("Sai", result.whole.errors), ("Được thêm", result.gains), ("Mất đi", result.losses)):
            for kind, what, shown in rows_:
                click.echo(f"{label}: {kind} {what}: {shown}")
    sys.exit(EXIT_FINDINGS if result.whole.errors else 0)


@click.command("evaluate-search")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@JSON
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
        print_json([{"name": f.name, "recall": f.recall, "mrr@10": round(f.mrr, 4), "ndcg@10": round(f.ndcg, 4)} for f in figures])
        return
    for f in figures:
        recalls = "  ".join(f"recall@{depth} {f.recall[depth]:.3f}" for depth in DEPTHS)
        click.echo(f"{f.name:<26}{recalls}  MRR@10 {f.mrr:.3f}  nDCG@10 {f.ndcg:.3f}")
