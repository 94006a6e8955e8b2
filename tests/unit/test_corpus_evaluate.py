"""Figures of an extraction: what counts as a hit, what as an error, and what another reading gains or loses."""

import copy
import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.evaluate import changes, compare
from portal.cli import main
from portal.evaluation import EvaluationError, evaluate

ROOT = Path(__file__).resolve().parents[2]
GOLDEN, SAMPLES = ROOT / "tests" / "golden", ROOT / "corpus" / "samples"
GOLD = json.loads((GOLDEN / "2021-lam-dong-ket-luan-6-thang.json").read_text("utf-8"))


def test_a_reading_agrees_with_itself():
    figures = compare(GOLD, GOLD)
    assert figures.errors == []
    assert {value for _, value, _ in figures.rows()} == {1.0}


def test_what_is_missing_invented_or_wrong_is_named():
    found = copy.deepcopy(GOLD)
    lost = found["citations"].pop(0)
    found["tasks"][0]["owner"] = ["Phòng Không Có"]
    found["people"].append({"name": "Người Không Có"})
    errors = {(kind, what) for kind, what, _ in compare(GOLD, found).errors}
    assert errors == {("citations", "thiếu"), ("tasks.owner", "sai"), ("people", "thừa")}
    assert any(lost["text"][:20] in shown for _, _, shown in compare(GOLD, found).errors)


def test_optional_items_count_neither_way():
    gold = copy.deepcopy(GOLD)
    gold["citations"][0]["optional"] = True
    found = copy.deepcopy(gold)
    found["citations"].pop(0)
    assert compare(gold, found).errors == compare(gold, GOLD).errors == []


def test_gains_and_losses():
    worse = copy.deepcopy(GOLD)
    worse["citations"].pop(0)
    other = copy.deepcopy(GOLD)
    other["people"].pop(0)
    gains, losses = changes(compare(GOLD, worse), compare(GOLD, other))
    assert ([g[0] for g in gains], [x[0] for x in losses]) == (["citations"], ["people"])


def test_the_command_on_the_samples_finds_no_error():
    result = CliRunner().invoke(main, ["evaluate", str(GOLDEN), "--texts", str(SAMPLES), "--json"])
    assert result.exit_code == 0, result.output
    assert json.loads(result.output)["errors"] == []


def test_missing_texts_and_revisions_are_named(tmp_path):
    with pytest.raises(EvaluationError, match=r"\.txt"):
        evaluate(GOLDEN)
    with pytest.raises(EvaluationError, match="không có tệp"):
        evaluate(tmp_path)
    if subprocess.run(["git", "-C", str(ROOT), "rev-parse"], capture_output=True).returncode == 0:
        with pytest.raises(EvaluationError, match="khong-co-ban-nay"):
            evaluate(GOLDEN, SAMPLES, "khong-co-ban-nay")
