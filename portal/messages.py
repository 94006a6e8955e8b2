"""What reading, building and searching say, in English: their messages are Vietnamese sentences with the values of the case; `messages.toml` has the English of each."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from .translations import language


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, str], tuple[tuple[re.Pattern[str], str], ...]]:
    """Messages as they are, and those with values as patterns, the most telling first."""
    english: dict[str, str] = tomllib.loads(files("portal").joinpath("messages.toml").read_text("utf-8"))["english"]
    shaped = sorted((vi for vi in english if "{}" in vi), key=lambda vi: -len(vi.replace("{}", "")))
    return english, tuple((re.compile("(.*?)".join(map(re.escape, vi.split("{}"))), re.DOTALL), english[vi]) for vi in shaped)


@lru_cache(maxsize=4_096)
def in_english(message: str) -> str:
    """The English of a message, its values kept and, where they are messages themselves, told in English; itself where it has none."""
    known, shaped = _table()
    if message in known:
        return known[message]
    for pattern, english in shaped:
        if match := pattern.fullmatch(message):
            return english.format(*map(in_english, match.groups()))
    return message


def told(message: str | None) -> str:
    """A message in the language of the request at hand; "" for None."""
    return in_english(message or "") if language() == "en" else message or ""
