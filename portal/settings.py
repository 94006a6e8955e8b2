"""Settings in one frozen object: defaults < cancu.toml < CANCU_* < command line."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from corpus.errors import CancuError
from graph.iris import DEFAULT_BASE
from index.engine import ENGINES


class SettingsError(CancuError):
    """A setting that is unknown or has a value of the wrong kind."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an administrator may set. `HELP` says what each is for; README's table is made from it."""

    data: Path = Path("data")
    host: str = "127.0.0.1"
    port: int = 8000
    base_iri: str = DEFAULT_BASE
    query_seconds: float = 20.0
    query_mebibytes: int = 1024
    query_workers: int = 2
    query_rows: int = 100_000
    threads: int = 8
    engine: str = "tantivy"
    ocr: str = "auto"
    office: str = "auto"
    inbox: str = ""
    inbox_key: str = ""
    log_level: str = "INFO"

    @property
    def inbox_folder(self) -> Path:
        """The folder of files handed in; to be used only where `inbox` is set."""
        return Path(self.inbox)


HELP: Mapping[str, str] = {
    "data": "Thư mục dữ liệu do `cancu build` tạo.",
    "host": "Địa chỉ mà cổng lắng nghe; mặc định chỉ máy này truy cập được.",
    "port": "Cổng TCP.",
    "base_iri": "Phần đầu của mọi định danh (IRI); đặt bằng địa chỉ mà người dùng mở, trước lần build đầu tiên.",
    "query_seconds": "Một câu SPARQL chạy lâu nhất bao nhiêu giây.",
    "query_mebibytes": "Một câu SPARQL dùng nhiều nhất bao nhiêu MiB bộ nhớ.",
    "query_workers": "Số câu SPARQL chạy cùng lúc.",
    "query_rows": "Một câu trả lời SPARQL có nhiều nhất bao nhiêu dòng; phần sau bị cắt và được báo rõ.",
    "threads": "Số luồng phục vụ trang.",
    "engine": "Bộ máy tìm kiếm: `tantivy`, hoặc `whoosh` (thuần Python, cho bộ văn bản nhỏ).",
    "ocr": "Nhận dạng chữ trong ảnh quét khi build: `auto` (nếu máy có Tesseract với gói tiếng Việt), `off`, hoặc đường dẫn lệnh tesseract.",
    "office": "Đọc `.doc`, `.odt`, `.rtf` khi build: `auto` (nếu máy có LibreOffice), `off`, hoặc đường dẫn lệnh soffice.",
    "inbox": "Thư mục nhận tệp gửi qua trang `/them-van-ban`, thường nằm trong thư mục mà `cancu build` đọc; để trống là tắt.",
    "inbox_key": "Khoá (ít nhất 12 ký tự) mà người biên tập gõ khi gửi tệp; nên đặt bằng biến môi trường.",
    "log_level": "Mức ghi nhật ký: DEBUG, INFO, WARNING.",
}


def _coerce(name: str, value: Any, origin: str) -> Any:
    kind = {f.name: f.type for f in fields(Settings)}[name]
    convert = {"Path": Path, "str": str, "int": int, "float": float}[getattr(kind, "__name__", str(kind))]
    try:
        return convert(value)
    except (TypeError, ValueError) as error:
        raise SettingsError(f"{origin}: giá trị '{value}' của {name} không đúng kiểu", HELP[name]) from error


def load(environment: Mapping[str, str], file: Path | None = None, **given: Any) -> Settings:
    """The settings from a file (if it is there), the environment and what the command line gave.

    Raises SettingsError naming the origin of a bad or unknown setting.
    """
    names = {f.name for f in fields(Settings)}
    settings = Settings()
    if file and file.exists():
        try:
            values = tomllib.loads(file.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise SettingsError(f"{file}: {error}", "Sửa tệp cài đặt.") from error
        for name, value in values.items():
            if name not in names:
                raise SettingsError(f"{file}: không có cài đặt '{name}'", f"Các cài đặt: {', '.join(sorted(names))}.")
            settings = replace(settings, **{name: _coerce(name, value, str(file))})
    for name in names:
        variable = f"CANCU_{name.upper()}"
        if variable in environment:
            settings = replace(settings, **{name: _coerce(name, environment[variable], variable)})
    settings = replace(settings, **{k: _coerce(k, v, f"--{k}") for k, v in given.items() if v is not None})
    if settings.engine not in ENGINES:
        raise SettingsError(f"engine: không có bộ máy '{settings.engine}'", f"Chọn một trong: {', '.join(ENGINES)}.")
    if not settings.base_iri.endswith("/"):
        settings = replace(settings, base_iri=settings.base_iri + "/")
    return settings
