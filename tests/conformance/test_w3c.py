"""The W3C SPARQL query suites through our layer: what fails is listed with its reason, and nothing else does."""

import os
import tomllib
from pathlib import Path

import pytest
from w3c import cases, run

HERE = Path(__file__).resolve().parent
SUITES = Path(os.environ.get("CANCU_W3C", HERE.parents[1].parent / "shared" / "w3c-sparql"))
KNOWN = tomllib.loads((HERE / "known.toml").read_text("utf-8"))

pytestmark = pytest.mark.skipif(not SUITES.is_dir(), reason="the W3C suites are not on this machine (set CANCU_W3C)")


@pytest.fixture(scope="module")
def failures():
    found, total = {}, {}
    for case in cases(SUITES):
        suite = case.name.split("/")[0]
        total[suite, case.kind] = total.get((suite, case.kind), 0) + 1
        if why := run(case):
            found[case.name] = why
    return found, total


def test_the_suites_are_whole(failures):
    total = failures[1]
    assert total["sparql11", "Evaluation"] >= 230
    assert total["sparql10", "Evaluation"] >= 280


@pytest.mark.parametrize("suite", ["sparql10", "sparql11"])
def test_what_fails_is_known(failures, suite):
    known = {name for reason in KNOWN["reason"] for name in reason["tests"] if name.startswith(suite)}
    failed = {name: why for name, why in failures[0].items() if name.startswith(suite)}
    assert failed.keys() == known, {name: failed.get(name, "passes now") for name in failed.keys() ^ known}


def test_each_reason_is_told():
    assert all(len(reason["why"]) > 30 for reason in KNOWN["reason"])
