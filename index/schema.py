"""The fields of the index, the same for both engines. A change of meaning raises VERSION, and an older index is rebuilt.

An entry is a mapping of these fields. Text is analysed by us and handed over as tokens joined by blanks, so both engines see
the same words; what a page shows of a hit is kept apart, whole, in `shown`.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from whoosh import fields

from .analysis import SyllableTokenizer
from .model import FACETS

VERSION = 3
Entry = Mapping[str, Any]
TOKENS = ("exact", "folded", "unit_words")  # with places, so that phrases can be sought
BAGS = ("pairs", "heading", "number")  # pairs are folded neighbouring syllables: most Vietnamese words are two
DAYS = ("day", "due")  # of the document and of the deadline, as yyyymmdd
VALUES = ("doc", "kind", *FACETS, "task")
# What kind of deadline a task has; "" where the passage gives no task.
# Names that users may put before a colon → field.
FIELD_NAMES = {
    "đơn_vị": "unit", "don_vi": "unit", "loại": "type", "loai": "type", "số": "number", "so": "number", "năm": "year", "nam": "year",
    "lãnh_đạo": "leader", "lanh_dao": "leader", "căn_cứ": "basis", "can_cu": "basis", "hạn": "due", "han": "due", "ngày": "day", "ngay": "day",
    "tỉnh": "province", "tinh": "province", "cơ_quan": "agency", "co_quan": "agency", "tiêu_đề": "heading", "tieu_de": "heading",
}  # fmt: skip


@lru_cache(maxsize=1)
def parser_schema() -> fields.Schema:
    """The schema that Whoosh's query parser knows."""
    text = fields.TEXT(analyzer=SyllableTokenizer(), phrase=True)
    plain = ("unit", "type", "number", "year", "province", "agency", "leader", "basis", "due", "day")
    return fields.Schema(exact=text, heading=text, **{name: fields.ID() for name in plain})
