"""The record of each sample, kept beside it: a change of reading shows as a diff (pytest --update-golden)."""

import json
from pathlib import Path

import pytest

from corpus.contract import to_contract
from corpus.pipeline import read_record

HERE = Path(__file__).parent
SAMPLES = sorted((HERE.parents[1] / "corpus" / "samples").glob("*.txt"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_record(path, request):
    raw, record = read_record(path)
    contract = to_contract(raw, record)
    kept = {k: contract[k] for k in ("document", "citations", "named_documents", "units", "people", "tasks", "problems")}
    found = json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    golden = HERE / f"{path.stem}.json"
    if request.config.getoption("--update-golden"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


def test_there_are_samples_of_every_kind():
    kinds = {read_record(path)[1].document.doctype for path in SAMPLES}
    assert len(SAMPLES) >= 12
    assert {
        "ket-luan",
        "thong-bao",
        "ke-hoach",
        "chuong-trinh",
        "quyet-dinh",
        "chi-thi",
        "cong-van",
        "to-trinh",
        "bao-cao",
        "nghi-quyet",
    } <= kinds
