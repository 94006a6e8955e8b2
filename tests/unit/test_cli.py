import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from portal.cli import main
from portal.settings import HELP, Settings, SettingsError, load

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples"
DOC = str(SAMPLES / "2021-lam-dong-ket-luan-6-thang.txt")


def run(*args, code=0):
    result = CliRunner().invoke(main, list(args))
    assert result.exit_code == code, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.output


@pytest.mark.parametrize("verb", sorted(main.commands))
def test_every_verb_has_help_with_examples_and_exit_codes(verb):
    text = run(verb, "--help")
    assert "Ví dụ" in text
    assert "Mã thoát" in text


def test_extract(tmp_path):
    one = json.loads(run("extract", DOC, "--json"))
    assert one["document"]["symbol"] == "KL-SKHCN"
    assert len(json.loads(run("extract", DOC, DOC, "--json"))) == 2
    run("extract", DOC, "--out", str(tmp_path))
    assert json.loads((tmp_path / "2021-lam-dong-ket-luan-6-thang.json").read_text()) == one
    assert "nhiệm vụ" in run("extract", DOC)


def test_extract_goes_on_after_a_bad_file(tmp_path):
    bad = tmp_path / "hong.txt"
    bad.write_bytes(b"\xff\x00\xfe")
    out = tmp_path / "out"
    assert "hong.txt" in run("extract", str(bad), DOC, "--out", str(out), code=1)
    assert (out / "2021-lam-dong-ket-luan-6-thang.json").exists()


def test_build_search_sparql_export_check(tmp_path):
    data = str(tmp_path / "data")
    built = json.loads(run("build", "--samples", "--data", data, "--json"))
    assert built["counts"]["documents"] == 13
    assert "Không có gì thay đổi" in run("build", "--samples", "--data", data)
    assert json.loads(run("search", "may", "say", "lua", "--data", data, "--json"))["total"] == 1
    run("search", "zzzz", "--data", data, code=1)
    assert "n" in run("sparql", "SELECT (COUNT(*) AS ?n) WHERE { ?t a cc:Task }", "--data", data)
    assert run("sparql", "SELECT ?x WHERE { VALUES ?x { 1 } }", "--format", "csv", "--data", data).split() == ["x", "1"]
    run("sparql", "SELECT", "--data", data, code=2)
    out = tmp_path / "kho.nq"
    run("export", "--format", "nq", "--out", str(out), "--data", data)
    assert out.read_text().count("\n") >= built["counts"]["triples"] > 0
    assert "✗" not in run("check", "--data", data)


@pytest.mark.parametrize("args", [("search", "x"), ("sparql", "ASK {}"), ("export", "--format", "nq"), ("serve", "--port", "1")])
def test_without_data_the_exit_code_is_three_and_the_remedy_is_told(tmp_path, args):
    assert "cancu build" in run(*args, "--data", str(tmp_path / "khong-co"), code=3)


def test_build_wants_a_source():
    run("build", code=2)


def test_settings_in_their_order(tmp_path):
    file = tmp_path / "cancu.toml"
    file.write_text('port = 8100\nbase_iri = "http://can-cu.example"\n')
    assert load({}, file).port == 8100
    assert load({"CANCU_PORT": "8200"}, file).port == 8200
    assert load({"CANCU_PORT": "8200"}, file, port=8300).port == 8300
    assert load({}, file).base_iri == "http://can-cu.example/"
    assert Settings().host == "127.0.0.1"
    for bad in ("prot = 1\n", 'port = "x"\n', "port = \n"):
        file.write_text(bad)
        with pytest.raises(SettingsError):
            load({}, file)
    assert set(HELP) == set(Settings.__dataclass_fields__)
