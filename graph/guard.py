"""What a query may not ask for, told from its text before it reaches the engine.

Updates do not parse as queries. SERVICE would make the engine fetch URLs: the process that runs queries cannot open a connection
(`sandbox.py`), and here the user is told so. Where the system has no such means every text that holds the word is refused.
"""

import re

from .errors import QueryRejected, QueryTooBig

MAX_LENGTH = 50_000
MAX_DEPTH = 200
# comments, strings and IRIs are skipped so that a word inside them does not count
_TOKEN = re.compile(
    r"#[^\n\r]*|\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|<[^<>\"{}|^`\\\s]*>"
    r"|[?$]\w+|[A-Za-z_][\w.-]*:[\w.%:-]*|:[\w.-]+|(?P<word>[A-Za-z]+)|(?P<open>[({\[])|(?P<close>[)}\]])",
    re.DOTALL,
)
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"}


def no_service() -> QueryRejected:
    return QueryRejected("Không dùng được SERVICE: cổng không gọi máy chủ khác.", "Bỏ mệnh đề SERVICE.")


def check_every_reading(query: str) -> None:
    """Raises QueryRejected where the text holds the word SERVICE in any way, even inside a string or a comment."""
    if "service" in query.lower():
        raise no_service()


def check(query: str) -> None:
    """Raises QueryTooBig for a query that is too long or deep, QueryRejected for one that updates or calls other servers."""
    if len(query) > MAX_LENGTH:
        raise QueryTooBig(f"Câu truy vấn dài {len(query)} ký tự, quá giới hạn {MAX_LENGTH}.", "Rút gọn câu truy vấn.")
    depth = 0
    first = True
    for match in _TOKEN.finditer(query):
        if match["open"]:
            depth += 1
            if depth > MAX_DEPTH:
                raise QueryTooBig(f"Câu truy vấn lồng quá {MAX_DEPTH} mức.", "Viết lại cho phẳng hơn.")
        elif match["close"]:
            depth -= 1
        elif match["word"]:
            word = match["word"].upper()
            if word == "SERVICE":
                raise no_service()
            if first and word not in {"PREFIX", "BASE"}:
                first = False
                if word in _UPDATES or word == "WITH":
                    raise QueryRejected("Chỉ nhận truy vấn đọc, không nhận lệnh cập nhật.", "Dùng SELECT, ASK, CONSTRUCT hoặc DESCRIBE.")
