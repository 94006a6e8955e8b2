"""Scripts, styles and fonts of others, put in place when the package is built (`portal/assets`): what there is, what is missing."""

import json
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

REMEDY = "Cài lại Căn Cứ nơi có kho gói npm (`pip install .`), hoặc dùng tệp wheel dựng sẵn."
_PORTAL = files("portal")
_VENDOR = _PORTAL.joinpath("static", "vendor")


@dataclass(frozen=True, slots=True)
class Package:
    """One npm package within what is served: name, version, licence (SPDX), and the file of the licence where it carries one."""

    name: str
    version: str
    licence: str
    text: str


@lru_cache(maxsize=1)
def _listed() -> list[dict[str, object]]:
    table: list[dict[str, object]] = tomllib.loads(_PORTAL.joinpath("assets", "vendored.toml").read_text(encoding="utf-8"))["package"]
    return table


def missing() -> list[str]:
    """The names of files that the portal would serve and does not have."""
    names = [str(file).rsplit("/", 1)[-1] for package in _listed() for file in package["files"]]  # type: ignore[attr-defined]
    return [name for name in names if not _VENDOR.joinpath(name).is_file()]


@lru_cache(maxsize=32)
def address(name: str) -> str:
    """Where a file is served; "" where it is missing, so that a page goes without it."""
    return f"/tinh/vendor/{name}" if _VENDOR.joinpath(name).is_file() else ""


def packages() -> list[Package]:
    """Every package that is in what is served, those inside bundles too; none where nothing was put in place."""
    noted = _VENDOR.joinpath("installed.json")
    if not noted.is_file():
        return []
    held = json.loads(noted.read_text(encoding="utf-8"))["packages"]
    return [Package(p["name"], p["version"], p["licence"], address(f"{p['name'].strip('@').replace('/', '-')}.LICENSE.txt")) for p in held]
