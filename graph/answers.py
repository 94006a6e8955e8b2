"""Serialised answers kept within bounds while they are written: the engine is stopped at the row or byte too many."""

import csv
import io
import json
import sys
from typing import Any

_TAIL = 16
_ROW_ENDS = {"xml": b"</result>", "tsv": b"\n"}
_CLIPPED = 2_000  # characters of a value on a page


class Enough(Exception):
    """The answer has all the rows or bytes that may be sent."""


class Sink:
    """What the engine writes an answer into. Counts rows and keeps the bytes of those wanted.

    Raises Enough from `write` once there are more than `rows`, or more than `size` bytes are kept. `keep` rows are kept, the others
    only counted.
    """

    def __init__(self, fmt: str, rows: int, size: int, keep: int | None = None) -> None:
        self.rows, self.full = (0 if fmt in {"json", "xml"} else -1), False  # CSV and TSV begin with a line of names
        self._fmt, self._most, self._size, self._keep = fmt, rows, size, rows if keep is None else keep
        self._parts: list[bytes] = []
        self._length, self._tail, self._quoted = 0, b"", False

    @property
    def body(self) -> bytes:
        return b"".join(self._parts)

    def write(self, data: bytes) -> int:
        piece = bytes(data)
        if self.rows <= self._keep:
            self._parts.append(piece)
            self._length += len(piece)
        self.rows += self._ends(piece)
        if self.rows > self._most or self._length > self._size:
            self.full = True
            raise Enough
        return len(piece)

    def flush(self) -> None:
        """Nothing to do: what is written is held."""

    def _ends(self, piece: bytes) -> int:
        """How many rows end in a piece, those cut between two pieces counted with the second."""
        if self._fmt == "csv":
            return self._csv_ends(piece)
        seen, self._tail = self._tail + piece, (self._tail + piece)[-_TAIL:]
        before = seen[: len(seen) - len(piece)]
        if self._fmt in _ROW_ENDS:
            return seen.count(_ROW_ENDS[self._fmt]) - before.count(_ROW_ENDS[self._fmt])
        return _json_ends(seen) - _json_ends(before)

    def _csv_ends(self, piece: bytes) -> int:
        if b'"' not in piece:
            return 0 if self._quoted else piece.count(b"\n")
        ends = 0
        for line in piece.splitlines(keepends=True):
            self._quoted ^= line.count(b'"') % 2 == 1
            ends += line.endswith(b"\n") and not self._quoted
        return ends


def _json_ends(text: bytes) -> int:
    """A row ends where its last value does; a quotation mark inside a value is escaped."""
    return text.count(b'"}}') - text.count(b'\\"}}') + text.count(b"[{}") + text.count(b",{}")


def cut(body: bytes, fmt: str, rows: int) -> tuple[bytes, int]:
    """The whole rows at the start of an answer that was stopped, at most `rows`, as a well-formed answer; and how many they are."""
    if fmt == "json":
        head, bindings = _json_rows(body, rows)
        return json.dumps({"head": head, "results": {"bindings": bindings}}, ensure_ascii=False).encode(), len(bindings)
    if fmt == "xml":
        pieces = body.split(b"</result>", rows)
        whole = pieces[:rows] if len(pieces) > rows else pieces[:-1]
        opening = b"" if whole else pieces[0].split(b"<result>")[0]
        return b"".join(piece + b"</result>" for piece in whole) + opening + b"</results></sparql>", len(whole)
    if fmt == "tsv":  # a line break inside a value is escaped
        lines = body.split(b"\n")[:-1][: rows + 1]
        return b"\n".join(lines) + b"\n", len(lines) - 1
    csv.field_size_limit(sys.maxsize)
    table = list(csv.reader(io.StringIO(body.decode("utf-8", "ignore"), newline="")))
    kept = (table if len(table) > rows + 1 else table[:-1])[: rows + 1]
    out = io.StringIO(newline="")
    csv.writer(out).writerows(kept)
    return out.getvalue().encode(), len(kept) - 1


def _json_rows(body: bytes, rows: int) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    text = body.decode("utf-8", "ignore")
    start = text.index('"bindings":[') + len('"bindings":[')
    head = json.loads(text[text.index('"head":') + len('"head":') : text.index(',"results"')])
    decoder, at = json.JSONDecoder(), start
    found: list[dict[str, Any]] = []
    while len(found) < rows and text[at : at + 1] in {"{", ","}:
        try:
            row, at = decoder.raw_decode(text, at + (text[at] == ","))
        except ValueError:
            break
        found.append(row)
    return head, found


def clipped(body: bytes) -> bytes:
    """A JSON answer with its long values cut, for a page."""
    answer = json.loads(body)
    for row in answer.get("results", {}).get("bindings", ()):
        for value in row.values():
            text = value.get("value")
            if isinstance(text, str) and len(text) > _CLIPPED:
                value["value"] = text[:_CLIPPED] + "…"
    return json.dumps(answer, ensure_ascii=False).encode()
