"""What `cancu check` looks at: installation, vocabulary, data directory."""

import importlib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from corpus import COMPILED
from corpus.errors import CancuError
from corpus.ocr import INSTALL
from corpus.tools import INSTALL_OFFICE
from corpus.vocabcheck import problems as vocabulary_problems
from graph.iris import Iris
from graph.store import GraphStore
from index import health
from index.search import SearchIndex

from . import office, vendored
from .datadir import DataDir
from .recognition import OFF, engine
from .settings import SettingsError

_NOT_COMPILED = "chạy từ mã nguồn, chậm hơn khoảng một phần năm (nơi có trình biên dịch C: `make setup`)"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is well, what it is, and what to do where it is not."""

    ok: bool
    what: str
    remedy: str = ""


def run(data_root: Path, shapes: bool = False, ocr: str = "auto", office_setting: str = "auto") -> list[Finding]:
    """Every finding, good ones too, so that silence never means that nothing was looked at; `shapes`: the whole graph as well."""
    return [
        *_installation(),
        *_recognition(ocr),
        *_office(office_setting),
        *_vocabulary(),
        *_data(data_root),
        *(_shapes(data_root) if shapes else ()),
    ]


def _shapes(root: Path) -> list[Finding]:
    from graph.shapes import violations

    data = DataDir(root)
    name = data.current_name()
    manifest = data.manifest(name) if name else None
    if name is None or manifest is None:
        return []
    found = violations(GraphStore(data.state(name) / "graph", Iris(manifest.base)))
    if not found:
        return [Finding(True, "khuôn SHACL: đồ thị đạt mọi khuôn")]
    remedy = "Báo cho người làm phần mềm; dựng lại từ văn bản gốc bằng `cancu build`."
    return [Finding(False, f"khuôn SHACL: {v.node} {v.path}: {v.message}", remedy) for v in found]


def _installation() -> list[Finding]:
    root = Path(__file__).resolve().parents[1]
    found = []
    for name in ("corpus", "graph", "index", "portal"):
        place = Path(importlib.import_module(name).__file__ or "").resolve()
        ok = place.parent == root / name
        found.append(Finding(ok, f"gói {name}: {place.parent}", "Một gói khác trùng tên đè lên; cài Căn Cứ vào môi trường ảo riêng."))
    for name in ("templates/base.html", "static/style.css"):
        found.append(Finding((root / "portal" / name).exists(), f"tệp giao diện {name}", "Cài lại Căn Cứ."))
    absent = vendored.missing()
    told = f"chưa có {', '.join(absent)}" if absent else "đủ"
    found.append(Finding(not absent, f"chữ và mã của người khác (portal/static/vendor): {told}", vendored.REMEDY))
    return [*found, Finding(True, f"phần đọc văn bản: {'đã biên dịch' if COMPILED else _NOT_COMPILED}")]


def _recognition(setting: str) -> list[Finding]:
    """Scans may be left unread by choice, or for want of an engine; a setting that leads nowhere is wrong."""
    try:
        command = engine(setting)
    except SettingsError as error:
        return [Finding(False, error.message, error.remedy)]
    without = "tắt bằng cài đặt ocr" if setting == OFF else f"chưa có, tệp quét được để riêng. {INSTALL}"
    return [Finding(True, f"nhận dạng ảnh quét: {command or without}")]


def _office(setting: str) -> list[Finding]:
    try:
        command = office.engine(setting)
    except SettingsError as error:
        return [Finding(False, error.message, error.remedy)]
    without = "tắt bằng cài đặt office" if setting == OFF else f"chưa có, tệp .doc, .odt, .rtf được để riêng. {INSTALL_OFFICE}"
    return [Finding(True, f"đọc tệp văn phòng cũ: {command or without}")]


def _vocabulary() -> list[Finding]:
    problems = vocabulary_problems()
    if not problems:
        return [Finding(True, "từ vựng: mọi mục hợp lệ")]
    return [Finding(False, str(p), p.remedy) for p in problems]


def _data(root: Path) -> list[Finding]:
    data = DataDir(root)
    name = data.current_name()
    if name is None:
        return [Finding(False, f"thư mục dữ liệu {root}: chưa có", "Chạy `cancu build THƯ_MỤC`.")]
    manifest = data.manifest(name)
    if manifest is None:
        return [Finding(False, f"{data.state(name)}: bản kê hỏng hoặc khác phiên bản", "Chạy lại `cancu build`.")]
    found = [Finding(True, f"thư mục dữ liệu {root}: {name}, {len(manifest.documents)} văn bản")]
    try:
        store = GraphStore(data.state(name) / "graph", Iris(manifest.base))
        held = len(store.rows("documents"))
        found.append(
            Finding(
                held == len(manifest.documents),
                f"đồ thị: {store.size} bộ ba, {held} văn bản",
                "Chạy lại `cancu build` sau khi xóa thư mục dữ liệu.",
            )
        )
        harm = health.harm(data.state(name) / "index", deep=True)
        found.append(Finding(not harm, f"chỉ mục tìm kiếm nguyên vẹn{f': {harm}' if harm else ''}", "Chạy lại `cancu build`."))
        found.append(Finding(len(SearchIndex(data.state(name) / "index")) > 0, "chỉ mục tìm kiếm mở được", "Chạy lại `cancu build`."))
    except CancuError as error:
        found.append(Finding(False, error.message, error.remedy))
    for path, entry in sorted(manifest.files.items()):
        original = data.original(entry.sha256)
        if not original.exists() or sha256(original.read_bytes()).hexdigest() != entry.sha256:
            found.append(Finding(False, f"bản gốc của {path} thiếu hoặc hỏng", "Chạy lại `cancu build` từ thư mục nguồn."))
    for item in manifest.set_aside:
        found.append(Finding(False, f"{item.path}: {item.reason}", item.remedy))
    return found
