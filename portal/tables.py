"""Tables as CSV: UTF-8 with a byte-order mark, so that spreadsheets show Vietnamese; formulas are defused."""

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _safe(cell: str) -> str:
    """A cell that a spreadsheet will not run as a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def csv_response(name: str, header: Sequence[str], rows: Iterable[Sequence[str | int | None]]) -> Response:
    """A CSV download."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([_safe(" ".join(str(cell).split())) if isinstance(cell, str) else ("" if cell is None else cell) for cell in row])
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"', "Vary": "Accept"}
    return Response(("\ufeff" + buffer.getvalue()).encode(), mimetype="text/csv", headers=headers)
