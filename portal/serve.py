"""The server process: waitress, loopback unless told otherwise, structured logs."""

import json
import logging
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime

from waitress import create_server

from corpus.pipeline import fingerprint

from . import vendored, warm
from .app import create_app
from .build import repair
from .settings import Settings


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, message and what the call added as `fields`."""

    def format(self, record: logging.LogRecord) -> str:
        row = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        row.update(getattr(record, "fields", {}))
        if record.exc_info:
            row["exception"] = self.formatException(record.exc_info)
        return json.dumps(row, ensure_ascii=False)


def run(settings: Settings, say: Callable[[str], None]) -> None:
    """Serves until interrupted; prints the address once it listens."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=settings.log_level, handlers=[handler])
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    repaired = repair(settings.data, settings.engine)
    if repaired:
        say(repaired)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    app = create_app(settings)
    if absent := vendored.missing():
        say(f"Thiếu {', '.join(absent)}: các trang vẫn dùng được, không có sơ đồ tương tác và trình soạn câu hỏi. {vendored.REMEDY}")
    shelf = app.extensions["shelf"]
    if not shelf.current().manifest.fingerprint.startswith(fingerprint()):
        say("Dữ liệu do bản khác của phần mềm dựng: chạy `cancu build` để các trang khớp với cách đọc của bản này.")
    try:
        server = create_server(app, host=settings.host, port=settings.port, threads=settings.threads, ident=None)
    except OSError as error:
        from corpus.errors import CancuError

        raise CancuError(
            f"Không mở được {settings.host}:{settings.port} ({error.strerror or error})",
            "Chọn cổng khác bằng --port (hoặc PORT= khi dùng make).",
        ) from error
    say(f"Căn Cứ đang chạy tại http://{settings.host}:{settings.port}/  (Ctrl+C để dừng)")
    warming = warm.start(app)
    try:
        server.run()
    finally:
        warming.set()
        app.extensions["shelf"].close()
