"""One page of a long list, and the addresses of the others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from flask import request

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """The rows of a page, its number (from 1), how many pages and rows there are, and the address of each page."""

    rows: Sequence[T]
    number: int
    pages: int
    total: int
    href: Callable[[int], str]


def page_of(rows: Sequence[T], size: int, name: str = "trang") -> Page[T]:
    """The page that the request's parameter `name` asks for; the last one where it asks for a later."""
    pages = max(1, -(-len(rows) // size))
    number = max(1, min(request.args.get(name, 1, type=int) or 1, pages))
    kept = [(k, v) for k, v in request.args.items(multi=True) if k != name]
    return Page(
        rows[(number - 1) * size : number * size], number, pages, len(rows), lambda n: f"{request.path}?{urlencode([*kept, (name, n)])}"
    )
