"""What an office would want to know is wrong: each finding with code, severity, span, explanation and a suggestion."""

from collections import defaultdict
from collections.abc import Sequence

from .layout import Layout
from .model import Citation, Problem, Task
from .text import squeeze

_BY_WORD = (
    ("mâu thuẫn với ngày", "nam-so-trai-ngay"),
    ("mã cơ quan", "ma-co-quan-la"),
    ("khóa Quốc hội", "ma-co-quan-la"),
    ("mã loại in là", "loai-trai-ky-hieu"),
    ("sau ngày của văn bản này", "ngay-sau-van-ban"),
    ("không có trong lịch", "ngay-khong-co"),
    ("để trống", "so-de-trong"),
    ("nhưng ký hiệu là của", "loai-trai-ky-hieu"),
)


def check(layout: Layout, citations: Sequence[Citation], tasks: Sequence[Task]) -> tuple[Problem, ...]:
    """The problems of one document; those of the collection are found when documents are linked."""
    found: list[Problem] = []
    if not layout.number_raw:
        found.append(Problem("thieu-so", "info", "Không tìm thấy số, ký hiệu của văn bản", None, "Bổ sung dòng Số: …/KÝ HIỆU."))
    elif layout.number is None:
        found.append(
            Problem("so-de-trong", "info", f"Số của văn bản còn để trống ({layout.number_raw})", None, "Dùng bản đã phát hành nếu có.")
        )
    if not layout.date or len(layout.date) < 10:
        found.append(Problem("thieu-ngay", "info", "Ngày của văn bản còn thiếu hoặc để trống", None, "Dùng bản đã phát hành nếu có."))
    if layout.symbol_reason:
        found.append(Problem("ma-co-quan-la", "warning", f"Ký hiệu của văn bản: {layout.symbol_reason}", None, "Kiểm tra ký hiệu."))
    for citation in citations:
        if citation.suspect:
            code = next((code for word, code in _BY_WORD if word in citation.suspect), "trich-dan-nghi-ngo")
            hint = f"Có thể là {citation.canonical}." if citation.canonical != citation.number else "Đối chiếu với bản gốc."
            found.append(Problem(code, "warning", f"{citation.doctype} {citation.number}: {citation.suspect}", citation.span, hint))
        if citation.outcome in {"ambiguous", "unresolved"}:
            found.append(
                Problem(
                    "chua-xac-dinh",
                    "info",
                    f"{citation.doctype} {citation.number}: {citation.reason}",
                    citation.span,
                    "Ghi đủ cơ quan ban hành khi trích dẫn.",
                )
            )
    found.extend(_two_dates(citations))
    for task in tasks:
        if task.deadline.rule.endswith("year-inferred") and task.deadline.date_to:
            day = "/".join(reversed(task.deadline.date_to.split("-")))
            found.append(
                Problem(
                    "han-suy-nam",
                    "info",
                    f"Thời hạn '{task.deadline.text}' không ghi năm; hiểu là đến {day}",
                    task.deadline.span,
                    "Ghi đủ năm trong thời hạn.",
                )
            )
        if task.deadline.text and task.deadline.kind == "none":
            found.append(
                Problem(
                    "han-khong-ro",
                    "info",
                    f"Thời hạn '{task.deadline.text}' không quy được ra ngày",
                    task.deadline.span,
                    "Xác định ngày khi văn bản được nhắc tới ban hành.",
                )
            )
    return tuple(found)


def unclear(text: str, unsure: frozenset[str], citations: Sequence[Citation], tasks: Sequence[Task]) -> tuple[Problem, ...]:
    """Numbers and deadlines with figures that were hard to read on a scanned page (`unsure`: its words as seen)."""
    figures = {word for word in unsure if any(c.isdigit() for c in word)}
    if not figures:
        return ()
    spans = [c.span for c in citations] + [t.deadline.span for t in tasks if t.deadline.span]
    return tuple(
        Problem("chu-khong-ro", "warning", f"'{squeeze(span.of(text))}': chữ số trong ảnh quét không rõ", span, "Đối chiếu với bản gốc.")
        for span in dict.fromkeys(spans)
        if figures & set(text[text.rfind(" ", 0, span.start) + 1 : span.end].split())
    )


def _two_dates(citations: Sequence[Citation]) -> list[Problem]:
    """The same number with two dates inside one document."""
    seen: dict[str, set[str]] = defaultdict(set)
    found: list[Problem] = []
    for citation in citations:
        if citation.date:
            seen[citation.canonical].add(citation.date)
            if len(seen[citation.canonical]) == 2:
                found.append(
                    Problem(
                        "hai-ngay",
                        "warning",
                        f"{citation.canonical} được ghi hai ngày: {', '.join(sorted(seen[citation.canonical]))}",
                        citation.span,
                        "Đối chiếu với bản gốc.",
                    )
                )
    return found
