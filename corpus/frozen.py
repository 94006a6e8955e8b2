"""Frozen, slotted data classes that are made quickly."""

from dataclasses import MISSING, Field, dataclass, fields
from typing import Any, TypeVar, dataclass_transform

_Made = TypeVar("_Made")


@dataclass_transform(frozen_default=True)
def frozen(cls: type[_Made]) -> type[_Made]:
    """A data class, frozen and slotted, like `dataclass(frozen=True, slots=True)`, for what a document has thousands of.

    That one sets each field through `object.__setattr__`, which takes longer than much of the reading. Here a value is made
    as one of a twin class that has the same slots and is not frozen, and then changes its class; so such a class has no subclasses.
    """
    if hasattr(cls, "__post_init__"):
        raise TypeError(f"{cls.__name__}: __post_init__ sẽ không được gọi")
    made: Any = dataclass(frozen=True, slots=True)(cls)
    names = tuple(field.name for field in fields(made))
    twin = type(cls.__name__, (), {"__slots__": names})
    scope: dict[str, Any] = {"_new": object.__new__, "_twin": twin}
    heads = [_head(made, field, scope) for field in fields(made)]
    lines = [f"  _made.{name} = {name}" for name in names]
    code = [f"def __new__(_cls, {', '.join(heads)}):", "  _made = _new(_twin)", *lines, "  _made.__class__ = _cls", "  return _made"]
    exec("\n".join(code), scope)
    made.__new__ = scope["__new__"]
    made.__new__.__qualname__ = f"{cls.__qualname__}.__new__"
    made.__new__.__annotations__ = {field.name: field.type for field in fields(made)}
    del made.__init__  # nothing is left to do
    made.__reduce__ = lambda value: (made, tuple(getattr(value, name) for name in names))
    return made  # type: ignore[no-any-return]


def _head(made: type, field: Field[Any], scope: dict[str, Any]) -> str:
    """A field as a parameter, with its default in the names that the function sees."""
    if field.default_factory is not MISSING or not field.init or field.kw_only:
        raise TypeError(f"{made.__name__}.{field.name}: chỉ nhận trường thường với giá trị mặc định bất biến")
    if field.default is MISSING:
        return field.name
    scope[f"_default_{field.name}"] = field.default
    return f"{field.name}=_default_{field.name}"
