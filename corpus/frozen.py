"""Frozen, slotted data classes that are made quickly."""

from dataclasses import MISSING, Field, dataclass, fields
from typing import Any, TypeVar, dataclass_transform

_Made = TypeVar("_Made")


@dataclass_transform(frozen_default=True)
def frozen(cls: type[_Made]) -> type[_Made]:
    """A data class, frozen and slotted, like `dataclass(frozen=True, slots=True)`, for what a document has thousands of.

    That one sets each field through `object.__setattr__`, which takes longer than much of the reading; here the
    slots are set directly.
    """
    made: Any = dataclass(frozen=True, slots=True)(cls)
    names: dict[str, Any] = {}
    heads, lines = [], []
    for field in fields(made):
        if field.default_factory is not MISSING or not field.init or field.kw_only:
            raise TypeError(f"{cls.__name__}.{field.name}: chỉ nhận trường thường với giá trị mặc định bất biến")
        names[f"set_{field.name}"] = made.__dict__[field.name].__set__
        heads.append(_head(field, names))
        lines.append(f"  set_{field.name}(self, {field.name})")
    scope: dict[str, Any] = {}
    exec(f"def __init__(self, {', '.join(heads)}):\n" + "\n".join(lines), names, scope)
    made.__init__ = scope["__init__"]
    made.__init__.__qualname__ = f"{cls.__qualname__}.__init__"
    made.__init__.__annotations__ = {field.name: field.type for field in fields(made)} | {"return": None}
    return made  # type: ignore[no-any-return]


def _head(field: Field[Any], names: dict[str, Any]) -> str:
    """A field as a parameter, with its default in the names that the function sees."""
    if field.default is MISSING:
        return field.name
    names[f"default_{field.name}"] = field.default
    return f"{field.name}=default_{field.name}"
