"""Parameters of the interface: one table reads a request and describes itself in OpenAPI."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from corpus.errors import CancuError

_DIGITS = re.compile(r"-?[0-9]{1,9}")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
LONGEST = 400


class BadParameter(CancuError):
    """A parameter that is unknown, repeated or out of its range; HTTP 400."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One query parameter. `kind` is "string", "integer" or "date" (ISO 8601); `choices` closes the list of values; `many` lets it repeat."""

    name: str
    about: str
    kind: str = "string"
    default: Any = None
    low: int = 1
    high: int = 1
    choices: tuple[str, ...] = ()
    many: bool = False
    required: bool = False

    def read(self, text: str) -> Any:
        """The value of a text. Raises BadParameter."""
        if self.kind == "integer":
            if not _DIGITS.fullmatch(text) or not self.low <= int(text) <= self.high:
                raise self._bad(text, f"số nguyên từ {self.low} đến {self.high}")
            return int(text)
        if self.kind == "date":
            try:
                if not _ISO_DAY.fullmatch(text):
                    raise ValueError(text)
                return date.fromisoformat(text).isoformat()
            except ValueError:
                raise self._bad(text, "ngày dạng 2026-01-31") from None
        if self.choices and text not in self.choices:
            raise self._bad(text, "một trong: " + ", ".join(self.choices))
        if len(text) > LONGEST:
            raise self._bad(text[:20] + "…", f"không quá {LONGEST} ký tự")
        return text

    def _bad(self, text: str, expected: str) -> BadParameter:
        return BadParameter(f"Tham số “{self.name}” có giá trị “{text}”", f"Cần {expected}.")

    def describe(self) -> dict[str, Any]:
        """The parameter object of OpenAPI 3.1."""
        schema: dict[str, Any] = {"type": "integer" if self.kind == "integer" else "string"}
        if self.kind == "integer":
            schema |= {"minimum": self.low, "maximum": self.high}
        elif self.kind == "date":
            schema["format"] = "date"
        elif self.choices:
            schema["enum"] = list(self.choices)
        else:
            schema["maxLength"] = LONGEST
        if self.default is not None:
            schema["default"] = self.default
        if self.many:
            schema = {"type": "array", "items": schema}
        return {"name": self.name, "in": "query", "description": self.about, "required": self.required, "schema": schema}


def read(arguments: "MultiDict[str, str]", table: Sequence[Parameter]) -> dict[str, Any]:
    """The values of a request, by name; a tuple where a parameter may repeat.

    A name that is not in the table is refused: a filter misspelled and ignored would answer another question. Raises BadParameter.
    """
    known = {parameter.name for parameter in table}
    for name in arguments:
        if name not in known:
            raise BadParameter(f"Không có tham số “{name}”", "Các tham số: " + ", ".join(sorted(known)) + ".")
    values: dict[str, Any] = {}
    for parameter in table:
        texts = arguments.getlist(parameter.name)
        if parameter.many:
            values[parameter.name] = tuple(parameter.read(text) for text in texts)
        elif len(texts) > 1:
            raise BadParameter(f"Tham số “{parameter.name}” có hai giá trị", "Chỉ đưa một giá trị.")
        elif not texts and parameter.required:
            raise BadParameter(f"Thiếu tham số “{parameter.name}”", parameter.about)
        else:
            values[parameter.name] = parameter.read(texts[0]) if texts else parameter.default
    return values
