"""The fields of the index. A change of meaning raises VERSION, and an older index is rebuilt."""

from functools import lru_cache

import tantivy
from whoosh import fields

from .analysis import SyllableTokenizer
from .model import FACETS

VERSION = 2
# The text is analysed by us and given as tokens joined by blanks, so both engines see the same words.
TOKENS = ("exact", "folded", "heading", "number", "unit_words")
PAIRS = ("pairs", "folded_pairs")  # neighbouring syllables: most Vietnamese words are two
DAYS = ("day", "due")  # of the document and of the deadline, as yyyymmdd
# Names that users may put before a colon → field.
FIELD_NAMES = {
    "đơn_vị": "unit", "don_vi": "unit", "loại": "type", "loai": "type", "số": "number", "so": "number", "năm": "year", "nam": "year",
    "lãnh_đạo": "leader", "lanh_dao": "leader", "căn_cứ": "basis", "can_cu": "basis", "hạn": "due", "han": "due", "ngày": "day", "ngay": "day",
    "tỉnh": "province", "tinh": "province", "cơ_quan": "agency", "co_quan": "agency", "tiêu_đề": "heading", "tieu_de": "heading",
}  # fmt: skip


@lru_cache(maxsize=1)
def tantivy_schema() -> tantivy.Schema:
    """The schema of the stored index."""
    builder = tantivy.SchemaBuilder()
    for name in ("key", "doc", "kind", *FACETS, "date"):
        builder.add_text_field(name, stored=True, fast=name in {*FACETS, "kind", "date", "doc"}, tokenizer_name="raw")
    for name in TOKENS:
        builder.add_text_field(name, stored=False, tokenizer_name="whitespace", index_option="position")
    for name in PAIRS:
        builder.add_text_field(name, stored=False, tokenizer_name="whitespace", index_option="freq")
    for name in DAYS:
        builder.add_integer_field(name, stored=False, indexed=True, fast=True)
    for name in ("label", "title", "section", "text", "deadline", "cited"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("block", "start"):
        builder.add_integer_field(name, stored=True)
    return builder.build()


@lru_cache(maxsize=1)
def parser_schema() -> fields.Schema:
    """The schema that Whoosh's query parser knows."""
    text = fields.TEXT(analyzer=SyllableTokenizer(), phrase=True)
    return fields.Schema(
        exact=text,
        heading=text,
        unit=fields.ID(),
        type=fields.ID(),
        number=fields.ID(),
        year=fields.ID(),
        province=fields.ID(),
        agency=fields.ID(),
        leader=fields.ID(),
        basis=fields.ID(),
        due=fields.ID(),
        day=fields.ID(),
    )
