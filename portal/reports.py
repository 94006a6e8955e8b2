"""A report of tasks as a Word document in the layout of offices: letterhead, title, tables, place for a signature.

Source of the layout: Nghị định 30/2020/NĐ-CP, Phụ lục I (Times New Roman, 13 to 14 points; margins 30, 15, 20 and 20 mm).
What no directive says (number, day, signature, whether a task is done) is left blank for the office to fill in.
"""

import io
from collections.abc import Iterable, Sequence
from typing import cast

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table
from flask import Response

from . import urls
from .register import TaskRow
from .summary import Line

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FONT = "Times New Roman"


def report(name: str, agency: str, told: str, day: str, groups: tuple[str, Sequence[Line], Line], tasks: Iterable[TaskRow]) -> Response:
    """The report on a day (ISO 8601): `told` says what the tasks are limited to, `groups` is (what they are grouped by, lines, whole)."""
    word = _blank()
    _letterhead(word, agency)
    shown = urls.vietnamese_date(day)
    _paragraph(word, "BÁO CÁO", bold=True, centred=True, size=14)
    _paragraph(word, f"Tổng hợp nhiệm vụ được giao, tính đến ngày {shown}", bold=True, centred=True)
    if told:
        _paragraph(word, f"({told})", centred=True)
    by, lines, whole = groups
    _paragraph(word, f"I. TỔNG HỢP THEO {by.upper()}", bold=True)
    _totals(word, by, lines, whole)
    _paragraph(
        word,
        "Tình trạng so ngày lập báo cáo với thời hạn in trong văn bản giao việc; kết quả thực hiện do đơn vị chủ trì ghi ở cột cuối.",
        italic=True,
        size=12,
    )
    _paragraph(word, "II. DANH MỤC NHIỆM VỤ", bold=True)
    _list(word, tasks, day)
    _signature(word)
    buffer = io.BytesIO()
    word.save(buffer)
    headers = {"Content-Disposition": f'attachment; filename="{name}.docx"'}
    return Response(buffer.getvalue(), mimetype=_WORD, headers=headers)


def _blank() -> Word:
    word = Document()
    style = word.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(13)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    style.paragraph_format.space_after = Pt(4)
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE  # the list has seven columns
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(20), Mm(20), Mm(30), Mm(15)
    return word


def _paragraph(word: Word, text: str, bold: bool = False, italic: bool = False, centred: bool = False, size: int = 13) -> None:
    paragraph = word.add_paragraph()
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def _letterhead(word: Word, agency: str) -> None:
    table = word.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    _cell(left, [(agency.upper() if agency else "…………………", True), ("Số:       /BC-………", False)])
    _cell(
        right, [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True), ("Độc lập - Tự do - Hạnh phúc", True), ("…………, ngày … tháng … năm ……", False)]
    )


def _cell(cell: object, lines: Sequence[tuple[str, bool]]) -> None:
    for at, (text, bold) in enumerate(lines):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()  # type: ignore[attr-defined]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(text).bold = bold


def _filled(word: Word, header: Sequence[str], widths: Sequence[int]) -> Table:
    table = word.add_table(rows=1, cols=len(header))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for cell, text, width in zip(table.rows[0].cells, header, widths, strict=True):
        cell.width = Mm(width)
        run = cell.paragraphs[0].add_run(text)
        run.bold, run.font.size = True, Pt(12)
    # the header is repeated on every page
    mark = table.rows[0]._tr.get_or_add_trPr().makeelement(qn("w:tblHeader"), {qn("w:val"): "true"})
    table.rows[0]._tr.get_or_add_trPr().append(mark)
    return cast(Table, table)


def _row(table: Table, values: Sequence[str], widths: Sequence[int], bold: bool = False) -> None:
    for cell, text, width in zip(table.add_row().cells, values, widths, strict=True):
        cell.width = Mm(width)
        run = cell.paragraphs[0].add_run(text)
        run.bold, run.font.size = bold, Pt(12)


def _totals(word: Word, by: str, lines: Sequence[Line], whole: Line) -> None:
    header = ("TT", by, "Tổng số", *(label.capitalize() for label in urls.STATUS.values()))
    widths = (12, 100, *([28] * (len(header) - 2)))
    table = _filled(word, header, widths)
    for at, line in enumerate(lines, 1):
        _row(table, (str(at), line.name.label, str(line.total), *map(str, line.by_status.values())), widths)
    _row(table, ("", "Tổng cộng", str(whole.total), *map(str, whole.by_status.values())), widths, bold=True)


def _list(word: Word, tasks: Iterable[TaskRow], day: str) -> None:
    widths = (10, 88, 42, 30, 32, 28, 22)
    table = _filled(word, ("TT", "Nhiệm vụ", "Đơn vị chủ trì, phối hợp", "Thời hạn", "Văn bản giao", "Tình trạng", "Kết quả"), widths)
    for at, task in enumerate(tasks, 1):
        parties = "; ".join(o.label for o in task.owners) or "chưa rõ"
        if task.partners:
            parties += "\nPhối hợp: " + "; ".join(p.label for p in task.partners)
        due = urls.vietnamese_date(task.date_to) or task.deadline_text.replace("\t", " – ")
        source = f"{task.doc.label}\nmục {task.section}"
        _row(table, (str(at), " ".join(task.text.split()), parties, due, source, urls.STATUS[task.status(day)], ""), widths)


def _signature(word: Word) -> None:
    table = word.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    left.paragraphs[0].add_run("Nơi nhận:\n- ………;\n- Lưu: VT.").font.size = Pt(11)
    _cell(right, [("NGƯỜI KÝ", True), ("(Chữ ký, dấu)", False)])
