"""Tables as CSV (UTF-8 with a byte-order mark, so that spreadsheets show Vietnamese) and as Excel workbooks; formulas are defused."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime

import xlsxwriter
from flask import Response

from .translations import gettext

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WIDEST = 60  # characters of a column; longer cells are wrapped
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _safe(cell: str | int) -> str | int:
    """A cell that a spreadsheet will not run as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _plain(cell: str | int | None) -> str | int:
    """A cell on one line; nothing is an empty cell."""
    return " ".join(cell.split()) if isinstance(cell, str) else "" if cell is None else cell


def csv_response(name: str, header: Sequence[str], rows: Iterable[Sequence[str | int | None]]) -> Response:
    """A CSV download."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(map(gettext, header))
    for row in rows:
        writer.writerow([_safe(_plain(cell)) for cell in row])
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"', "Vary": "Accept"}
    return Response(("\ufeff" + buffer.getvalue()).encode(), mimetype="text/csv", headers=headers)


def xlsx_response(name: str, header: Sequence[str], rows: Iterable[Sequence[str | int | None]]) -> Response:
    """An Excel download: the header stays in sight and filters the columns; ISO days are dates shown dd/mm/yyyy."""
    buffer = io.BytesIO()
    header = [gettext(title) for title in header]
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        sheet = book.add_worksheet(name[:31])
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        text = book.add_format({"text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"})
        sheet.write_row(0, 0, header, head)
        widths = [len(title) for title in header]
        last = 0
        for last, row in enumerate(rows, 1):
            for at, cell in enumerate(map(_plain, row)):
                if isinstance(cell, str) and _DAY.fullmatch(cell):
                    sheet.write_datetime(last, at, datetime.fromisoformat(cell), day)
                else:
                    sheet.write(last, at, cell, text)
                widths[at] = max(widths[at], min(len(str(cell)), _WIDEST))
        for at, width in enumerate(widths):
            sheet.set_column(at, at, width + 2)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(header) - 1)
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"', "Vary": "Accept"}
    return Response(buffer.getvalue(), mimetype=_XLSX, headers=headers)
