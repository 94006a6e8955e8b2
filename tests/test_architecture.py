"""What the house promises about itself: four packages, imports, documents that tell the truth, a light start."""

import ast
import re
import subprocess
import sys
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from setuptools import find_packages

from portal.cli import main
from portal.settings import HELP, Settings

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("corpus", "graph", "index", "portal")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
README = (ROOT / "README.md").read_text("utf-8")
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")


def test_the_distribution_holds_the_four_packages_and_nothing_else():
    where = CONFIG["tool"]["setuptools"]["packages"]["find"]
    found = find_packages(str(ROOT), include=where["include"])
    assert {name.split(".")[0] for name in found} == set(PACKAGES)


def test_every_data_file_is_packaged():
    patterns = CONFIG["tool"]["setuptools"]["package-data"]
    for package in PACKAGES:
        folder = ROOT / package
        packaged = {path for pattern in patterns.get(package, []) for path in folder.glob(pattern)}
        data = {
            path
            for path in folder.rglob("*")
            if path.is_file() and path.suffix not in {".py", ".pyc"} and "__pycache__" not in path.parts and "vendor" not in path.parts
        }
        assert data <= packaged, f"{package}: {sorted(data - packaged)}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_and_documentation_of_a_module(path):
    tree = ast.parse(path.read_text("utf-8"))
    assert path.name in {"utils.py", "helpers.py"} or ast.get_docstring(tree), "say what the module is for"
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            assert not {alias.name for alias in node.names} & set(PACKAGES), "a local variable of that name would shadow it"
    assert path.name not in {"utils.py", "helpers.py"}


def test_architecture_fits_on_a_screen_and_names_what_exists():
    assert len(ARCHITECTURE.splitlines()) <= 120
    for folder in re.findall(r"^\| `([\w/]+/)` \|", ARCHITECTURE, re.M):
        assert (ROOT / folder).is_dir(), folder
    modules = {path.name for path in MODULES}
    for name in re.findall(r"`([\w/]+\.py)`", ARCHITECTURE):
        assert Path(name).name in modules, name


def test_every_dependency_is_listed_with_its_reason():
    extras = CONFIG["project"]["optional-dependencies"]
    for requirement in (*CONFIG["project"]["dependencies"], *(r for group in extras.values() for r in group)):
        name = re.match(r"[\w-]+", requirement)[0]
        assert re.search(rf"^\|[^|]*\b{name}\b", ARCHITECTURE, re.M), name


def test_readme_names_every_verb_and_every_make_target():
    for verb in main.commands:
        assert f"`cancu {verb}" in README, verb
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    for target in re.findall(r"make ([a-z-]+)", README):
        assert target in targets, target


def test_readme_settings_are_those_of_the_code():
    rows = [f"| `{f.name}` | `CANCU_{f.name.upper()}` | `{getattr(Settings(), f.name)}` | {HELP[f.name]} |" for f in fields(Settings)]
    table = README.split("<!-- settings", 1)[1].split("<!-- /settings")[0]
    assert [line for line in table.splitlines() if line.startswith("| `")] == rows


def test_help_loads_no_engine():
    code = "import sys, portal.cli; print(sorted({m.split('.')[0] for m in sys.modules} & {'rdflib', 'tantivy', 'pyoxigraph', 'networkx', 'whoosh'}))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert out.stdout.strip() == "[]"


def test_nothing_below_the_portal_reads_clock_environment_or_working_folder():
    banned = re.compile(r"\b(os\.environ|os\.getenv|Path\.cwd|os\.getcwd|datetime\.now|date\.today|time\.time\()")
    for path in MODULES:
        if path.relative_to(ROOT).parts[0] != "portal":
            assert not banned.search(path.read_text("utf-8")), path
