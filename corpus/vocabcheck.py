"""The rules that every vocabulary entry keeps; tests and `cancu check` share them."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from . import dates
from .errors import VocabularyError
from .relation_cues import last_cue
from .vocabulary import FILES, load_toml, vocabulary

_KEYS = {
    "doctype": {"id", "label", "codes", "class", "named", "variants", "examples", "aliases"},
    "issuer": {"id", "label", "codes", "level", "aliases", "valid_from", "valid_to", "replaced_by"},
    "department": {"id", "label", "codes", "aliases", "valid_from", "valid_to", "replaced_by"},
    "province": {"id", "label", "kind", "aliases", "valid_from", "valid_to", "replaced_by"},
    "relation": {"id", "label", "label_en", "inverse", "cues", "examples", "not"},
    "deadline": {"id", "kind", "phrases", "examples", "not"},
}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}$")


def problems() -> list[VocabularyError]:
    """Every broken rule, in file order; empty where the data is sound."""
    return [*_shapes(), *_codes(), *_successors(), *_relation_examples(), *_days()]


def _tables() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for name in FILES:
        for kind, items in load_toml(name).items():
            if kind in _KEYS:
                for item in items:
                    yield f"{name}.toml", kind, item


def _shapes() -> Iterator[VocabularyError]:
    seen: set[tuple[str, str]] = set()
    for name in FILES:
        data = load_toml(name)
        if not data.get("source"):
            yield VocabularyError(f"{name}.toml", "tệp", "thiếu nguồn (source)")
        if not unicodedata.is_normalized("NFC", repr(data)):
            yield VocabularyError(f"{name}.toml", "tệp", "có chữ không ở dạng NFC")
    for file, kind, item in _tables():
        entry = str(item.get("id", "?"))
        unknown = set(item) - _KEYS[kind]
        if unknown:
            yield VocabularyError(file, entry, f"khóa lạ: {', '.join(sorted(unknown))}")
        if (file, entry) in seen:
            yield VocabularyError(file, entry, "trùng id")
        seen.add((file, entry))
        for field in ("valid_from", "valid_to"):
            if field in item and not _DATE.match(item[field]):
                yield VocabularyError(file, entry, f"{field} không phải ngày ISO 8601")
        if item.get("valid_to") and not item.get("replaced_by"):
            yield VocabularyError(file, entry, "đã hết hiệu lực nhưng thiếu replaced_by")


def _days() -> Iterator[VocabularyError]:
    """Every day known of a document is one of the calendar, and of the year in the number."""
    for number, day in vocabulary().dated.items():
        if dates.iso(*map(int, day.split("-"))) != day or number.split("/")[1] != day[:4]:
            yield VocabularyError("dated.toml", number, f"ngày {day} không có trong lịch hoặc khác năm trong số")


def _codes() -> Iterator[VocabularyError]:
    """No code belongs to two bodies that are valid on the same day."""
    owners: dict[str, list[Any]] = defaultdict(list)
    vocab = vocabulary()
    for entry in (*vocab.issuers, *vocab.departments):
        for code in entry.codes:
            for other in owners[code.upper()]:
                if (entry.valid_from or "") <= (other.valid_to or "9999") and (other.valid_from or "") <= (entry.valid_to or "9999"):
                    yield VocabularyError("issuers.toml", entry.id, f"mã {code} trùng với {other.id} trong cùng thời gian")
            owners[code.upper()].append(entry)


def _successors() -> Iterator[VocabularyError]:
    vocab = vocabulary()
    for file, entries in (("issuers.toml", vocab.issuers), ("departments.toml", vocab.departments), ("provinces.toml", vocab.provinces)):
        by_id = {entry.id: entry for entry in entries}
        for entry in entries:
            walked = {entry.id}
            here = entry
            while here.replaced_by:
                if here.replaced_by not in by_id:
                    yield VocabularyError(file, entry.id, f"replaced_by '{here.replaced_by}' không có trong tệp")
                    break
                here = by_id[here.replaced_by]
                if here.id in walked:
                    yield VocabularyError(file, entry.id, "replaced_by tạo thành vòng")
                    break
                walked.add(here.id)


def _relation_examples() -> Iterator[VocabularyError]:
    """Each example of a relation is read as that relation, each counter-example as another."""
    for item in load_toml("relations")["relation"]:
        for wanted, texts in ((True, item["examples"]), (False, item["not"])):
            for text in texts:
                at = re.search(r"\d", text)
                cue = last_cue(text, 0, at.start() if at else len(text))
                if (cue is not None and cue[0] == item["id"]) != wanted:
                    yield VocabularyError("relations.toml", item["id"], f"ví dụ {'không khớp' if wanted else 'khớp nhầm'}: {text}")
