"""What is said of files and documents has English: every message that the code can make is in the table, and values are kept."""

import ast
import tomllib
from pathlib import Path

import pytest

from corpus.pipeline import extract
from corpus.source import read_bytes
from corpus.vocabulary import vocabulary
from portal.app import create_app
from portal.build import build
from portal.messages import in_english
from portal.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
TABLE = tomllib.loads((ROOT / "portal" / "messages.toml").read_text("utf-8"))["english"]
CALLS = {"UnreadableSource", "SetAside", "Problem"}
WHOLE = {"QueryRejected", "QuerySyntax", "QueryTimeout", "QueryTooBig", "QueryBusy", "DataNotBuilt"}  # whose first value is a sentence too
TREES = {
    path: ast.parse(path.read_text("utf-8"))
    for folder in ("corpus", "graph", "index", "portal")
    for path in sorted((ROOT / folder).glob("*.py"))
}
OWN = {"office: '{}': không có lệnh này"}  # errors of settings are for whoever starts the portal


def template(node: ast.AST) -> list[str]:
    """The sentences that an expression can give, values as "{}"."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.JoinedStr):
        return ["".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)]
    if isinstance(node, ast.IfExp):
        return [*template(node.body), *template(node.orelse)]
    if isinstance(node, ast.BoolOp):
        return [said for value in node.values for said in template(value)]
    return []


def constants() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for tree in TREES.values():
        for node in tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                found.setdefault(node.targets[0].id, []).extend(template(node.value))
    return found


def messages() -> set[str]:
    """Every sentence given to what tells of a file or document, in place, by a constant or by a variable of the same function."""
    named = constants()
    found: set[str] = set()
    for tree in TREES.values():
        for scope in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
            local: dict[str, list[str]] = {}
            for node in ast.walk(scope):
                if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                    local.setdefault(node.targets[0].id, []).extend(template(node.value))
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "append" and node.args:
                    if isinstance(node.func.value, ast.Name) and node.func.value.id == "reasons":
                        found.update(template(node.args[0]))
            for node in ast.walk(scope):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS | WHOLE:
                    for value in (*node.args[node.func.id not in WHOLE :], *(keyword.value for keyword in node.keywords)):
                        found.update(template(value))
                        if isinstance(value, ast.Name):
                            found.update(local.get(value.id) or named.get(value.id, []))
    return {said for said in found if " " in said.strip() and any(map(str.isalpha, said))} - OWN


def test_every_message_of_the_code_has_english():
    said = messages()
    assert len(said) > 90
    assert sorted(said - TABLE.keys()) == []


@pytest.mark.parametrize("vietnamese", TABLE)
def test_values_are_kept_and_sentences_end_alike(vietnamese):
    english = TABLE[vietnamese]
    assert english.count("{}") == vietnamese.count("{}")
    assert english.endswith(".") == vietnamese.endswith(".")
    values = [f"v{number}" for number in range(vietnamese.count("{}"))]
    assert in_english(vietnamese.format(*values)) == english.format(*values)


@pytest.mark.parametrize(
    ("vietnamese", "english"),
    [
        ("tệp lớn hơn 50 MiB", "the file is larger than 50 MiB"),
        ("Nghị định 9/2020/NĐ-CP: năm trong số (2020) mâu thuẫn với ngày 01/2/2021; số của văn bản được dẫn còn để trống",
         "Nghị định 9/2020/NĐ-CP: the year in the number (2020) contradicts the date 01/2/2021; the number of the cited document is left blank"),
        ("Gói tin ghi ngày ban hành là '2021-02-03', văn bản in '2021-02-04'", "The packet gives the date of issue as '2021-02-03', the document prints '2021-02-04'"),
        ("Thông tư 3/2019/TT-BTC · cần kiểm tra: chưa rõ năm", "Thông tư 3/2019/TT-BTC · to check: the year is unknown"),
        ("Sở Y tế", "Sở Y tế"),
        ("", ""),
    ],
)  # fmt: skip
def test_messages_within_messages(vietnamese, english):
    assert in_english(vietnamese) == english


def test_what_is_said_of_the_samples_is_all_english():
    for path in sorted((ROOT / "corpus" / "samples").glob("*.txt")):
        record = extract(read_bytes(path.read_bytes(), path.name), vocabulary())
        for problem in record.problems:
            for said in (problem.message, problem.suggestion):
                assert not said or in_english(said) != said, said


def test_the_page_of_quality_in_both_languages(tmp_path):
    source = tmp_path / "van-ban"
    source.mkdir()
    (source / "a.txt").write_text("UBND TỈNH LÀO CAI\n\nTHÔNG BÁO\n\nVề một việc\n\n1. Giao Sở Y tế báo cáo.\n", encoding="utf-8")
    (source / "b.txt").write_bytes(b"")
    (source / "c.exe").write_bytes(b"MZ")
    build(source, tmp_path / "data", Settings().base_iri, jobs=1)
    client = create_app(Settings(data=tmp_path / "data")).test_client()
    assert "tệp rỗng" in client.get("/chat-luong").text
    page = client.get("/chat-luong?lang=en").text
    for words in (
        "the file is empty",
        "files of type &#39;.exe&#39; cannot be read",
        "The document&#39;s number was not found",
        "Check the original file",
    ):
        assert words in page


def test_errors_of_pages_in_both_languages(tmp_path):
    client = create_app(Settings(data=tmp_path / "nothing")).test_client()
    assert "there is no data yet" in client.get("/?lang=en").text and "first." in client.get("/?lang=en").text
    source = tmp_path / "van-ban"
    source.mkdir()
    (source / "a.txt").write_text("UBND TỈNH LÀO CAI\n\nTHÔNG BÁO\n\nVề một việc\n\n1. Giao Sở Y tế báo cáo.\n", encoding="utf-8")
    build(source, tmp_path / "data", Settings().base_iri, jobs=1)
    client = create_app(Settings(data=tmp_path / "data")).test_client()
    assert "hoặc tìm từ trang chủ." in client.get("/khong-co?lang=vi").text
    assert "Check the address, or search from the home page." in client.get("/khong-co?lang=en").text
    assert "This address takes:" in client.delete("/van-ban?lang=en").text
