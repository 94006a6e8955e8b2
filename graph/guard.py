"""What a query may not ask for, told from its text before it reaches the engine.

Updates do not parse as queries; SERVICE would make the engine fetch URLs, so it is refused here.
"""

import re

from .errors import QueryRejected

MAX_LENGTH = 50_000
MAX_DEPTH = 200
# comments, strings and IRIs are skipped so that a word inside them does not count
_TOKEN = re.compile(
    r"#[^\n]*|\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|<[^<>\"{}|^`\\\s]*>"
    r"|[?$]\w+|[A-Za-z_][\w.-]*:[\w.%:-]*|:[\w.-]+|(?P<word>[A-Za-z]+)|(?P<open>[({\[])|(?P<close>[)}\]])",
    re.DOTALL,
)
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"}


def check(query: str) -> None:
    """Raises QueryRejected for a query that is too long or deep, that updates, or that calls other servers."""
    if len(query) > MAX_LENGTH:
        raise QueryRejected(f"Câu truy vấn dài {len(query)} ký tự, quá giới hạn {MAX_LENGTH}.", "Rút gọn câu truy vấn.")
    depth = 0
    first = True
    for match in _TOKEN.finditer(query):
        if match["open"]:
            depth += 1
            if depth > MAX_DEPTH:
                raise QueryRejected(f"Câu truy vấn lồng quá {MAX_DEPTH} mức.", "Viết lại cho phẳng hơn.")
        elif match["close"]:
            depth -= 1
        elif match["word"]:
            word = match["word"].upper()
            if word == "SERVICE":
                raise QueryRejected("Không dùng được SERVICE: cổng không gọi máy chủ khác.", "Bỏ mệnh đề SERVICE.")
            if first and word not in {"PREFIX", "BASE"}:
                first = False
                if word in _UPDATES or word == "WITH":
                    raise QueryRejected("Chỉ nhận truy vấn đọc, không nhận lệnh cập nhật.", "Dùng SELECT, ASK, CONSTRUCT hoặc DESCRIBE.")
