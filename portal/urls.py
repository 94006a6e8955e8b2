"""Navigation, and how values are shown: dates dd/mm/yyyy, relations and kinds in the users' words."""

from corpus.vocabulary import vocabulary

from .translations import gettext

NAV = (
    ("/", "Trang chủ"), ("/tim-kiem", "Tìm kiếm"), ("/nhiem-vu", "Nhiệm vụ"), ("/van-ban", "Văn bản"), ("/can-cu", "Căn cứ"), ("/kham-pha", "Khám phá"),
    ("/sparql", "SPARQL"), ("/chat-luong", "Chất lượng"), ("/gioi-thieu", "Giới thiệu"),
)  # fmt: skip
ORIGIN = {"ubnd-tinh": "UBND tỉnh giao", "giam-doc": "Lãnh đạo cơ quan giao", "phat-sinh": "Phát sinh trong kỳ"}

# what the documents say of a deadline on a day; whether a task was done they seldom say
STATUS = {
    "qua-han": "đã qua thời hạn",
    "trong-han": "còn trong thời hạn",
    "thuong-xuyen": "thường xuyên",
    "khong-neu": "không nêu ngày",
}


def section(path: str) -> str:
    """The entry of the navigation that a path belongs to."""
    if path.startswith("/mang-luoi"):
        return "/kham-pha"
    best = [href for href, _ in NAV if href != "/" and path.startswith(href)]
    return best[0] if best else ("/" if path == "/" else "")


def vietnamese_date(value: str | None) -> str:
    """An ISO date, month or year as dd/mm/yyyy, mm/yyyy or yyyy."""
    return "/".join(reversed(value.split("-"))) if value else ""


def instant(value: str) -> str:
    """The beginning of an ISO date, month or year in Vietnam, as RFC 3339 wants it."""
    return f"{value}{'-01-01'[: 10 - len(value)] if len(value) == 4 else '-01' if len(value) == 7 else ''}T00:00:00+07:00"


def relation_label(relation: str, inverse: bool = False) -> str:
    entry = next((r for r in vocabulary().relations if r.id == relation), None)
    return (entry.inverse if inverse else entry.label) if entry else relation


def doctype_label(iri_or_id: str | None) -> str:
    name = (iri_or_id or "").rsplit("/", 1)[-1]
    return next((e.label for e in vocabulary().doctypes if e.id == name), "Văn bản")


def number_vi(value: int | str) -> str:
    """A count with dots between thousands, as printed in Vietnam."""
    return f"{int(value):,}".replace(",", ".")


_PREDICATES = {
    "amends": ("sửa đổi, bổ sung", "được sửa đổi, bổ sung bởi"), "repeals": ("bãi bỏ", "bị bãi bỏ bởi"), "replaces": ("thay thế", "được thay thế bởi"),
    "implements": ("thực hiện", "được thực hiện bởi"), "based_on": ("căn cứ", "là căn cứ của"),
}  # fmt: skip


def predicate_label(predicate: str, way: str) -> str:
    """A relation in the users' words, read from the page's document: outward or inward."""
    out, into = _PREDICATES.get(predicate.rsplit("#", 1)[-1].rsplit("/", 1)[-1], ("dẫn chiếu", "được dẫn chiếu bởi"))
    return gettext(into if way == "vào" else out)
