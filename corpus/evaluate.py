"""Figures of an extraction against annotations in the JSON contract, and what one extraction gains over another.

Spans match where they share half of the shorter one (citations) or of their union (titles), 0.7 of it for tasks; names match
after levelling. Fields are counted on matched items; items marked "optional" count neither way.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .text import key

Item = Mapping[str, Any]
Match = Callable[[Item, Item], float]


@dataclass(slots=True)
class Figures:
    """Counts of one file or of several: hits, misses, inventions by kind; right and total by field."""

    hit: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    invented: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    errors: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, other: "Figures") -> None:
        for name in ("hit", "missed", "invented", "right", "total"):
            getattr(self, name).update(getattr(other, name))
        self.errors += other.errors

    def rows(self) -> list[tuple[str, float, int]]:
        """(measure, value, how many): F1 for kinds of items, the share that is right for fields."""
        kinds = sorted(self.hit.keys() | self.missed.keys() | self.invented.keys())
        found = []
        for kind in kinds:
            wrong = self.missed[kind] + self.invented[kind]
            found.append((f"{kind} F1", 2 * self.hit[kind] / max(1, 2 * self.hit[kind] + wrong), self.hit[kind] + self.missed[kind]))
        return found + [(name, self.right[name] / self.total[name], self.total[name]) for name in sorted(self.total)]


def _shared(a: Item, b: Item) -> int:
    return max(0, int(min(a["end"], b["end"])) - int(max(a["start"], b["start"])))


def _size(item: Item) -> int:
    return int(item["end"]) - int(item["start"])


def _of_shorter(a: Item, b: Item) -> float:
    return _shared(a, b) / max(1, min(_size(a), _size(b)))


def _of_union(a: Item, b: Item) -> float:
    shared = _shared(a, b)
    return shared / max(1, _size(a) + _size(b) - shared)


def _level(value: Any) -> str:
    return key(str(value or "").replace("&", " và "))


def _number(value: Any) -> str:
    return "".join(str(value or "").split()).replace("–", "-").upper()


def _cited(a: Item, b: Item) -> float:
    return _of_shorter(a, b) if _number(a["number"]) == _number(b.get("number")) else 0.0


def _named(a: Item, b: Item) -> float:
    return float(_level(a["name"]) == _level(b.get("name")))


_KINDS: tuple[tuple[str, Match, float], ...] = (
    ("citations", _cited, 0.5), ("named_documents", _of_union, 0.5), ("units", _named, 1.0), ("people", _named, 1.0), ("tasks", _of_union, 0.7),
)  # fmt: skip


def _names(values: Iterable[Any] | None) -> set[str]:
    return {_level(value) for value in values or ()}


_FIELDS: dict[str, dict[str, Callable[[Item], Any]]] = {
    "citations": {
        "canonical": lambda c: _number(c.get("canonical")),
        "date": lambda c: c.get("date"),
        "type": lambda c: _level(c.get("type")),
        "relation": lambda c: c.get("relation"),
    },
    "tasks": {
        "owner": lambda t: _names(t.get("owner")),
        "cooperating": lambda t: _names(t.get("cooperating")),
        "leader": lambda t: _level(t.get("supervising_leader")),
        "deadline": lambda t: tuple((t.get("deadline") or {}).get(k) for k in ("date_from", "date_to")),
        "legal_bases": lambda t: {_number(b) for b in t.get("legal_bases") or ()},
    },
}
_HEADER = ("number", "symbol", "type", "agency", "province", "place", "date")


def compare(gold: Item, found: Item) -> Figures:
    """The figures of one document. Both are objects of the JSON contract."""
    figures = Figures()
    for name in _HEADER:
        a, b = gold["document"].get(name), found["document"].get(name)
        same = _number(a).strip("/") == _number(b).strip("/") if name in {"number", "symbol"} else _level(a) == _level(b)
        _field(figures, "document", same, f"{name}: {a} ≠ {b}")
    for kind, match, least in _KINDS:
        expected, got = list(gold.get(kind, ())), list(found.get(kind, ()))
        pairs = _pair(expected, got, match, least)
        for i, item in enumerate(expected):
            if not item.get("optional"):
                (figures.hit if i in pairs else figures.missed)[kind] += 1
                if i not in pairs:
                    figures.errors.append((kind, "thiếu", _shown(item)))
        for j, item in enumerate(got):
            if j not in pairs.values():
                figures.invented[kind] += 1
                figures.errors.append((kind, "thừa", _shown(item)))
        for name, value in _FIELDS.get(kind, {}).items():
            for i, j in pairs.items():
                if not expected[i].get("optional"):
                    a, b = value(expected[i]), value(got[j])
                    _field(figures, f"{kind}.{name}", a == b, f"{_shown(expected[i])}: {a} ≠ {b}")
    return figures


def _field(figures: Figures, name: str, right: bool, shown: str) -> None:
    figures.total[name] += 1
    figures.right[name] += right
    if not right:
        figures.errors.append((name, "sai", shown))


def _shown(item: Item) -> str:
    return " ".join(str(item.get("text") or item.get("name") or "").split())[:140]


def _pair(expected: Sequence[Item], got: Sequence[Item], match: Match, least: float) -> dict[int, int]:
    """One-to-one pairs of places, the best match first."""
    scored = sorted(((-score, i, j) for i, a in enumerate(expected) for j, b in enumerate(got) if (score := match(a, b)) >= least))
    pairs: dict[int, int] = {}
    for _, i, j in scored:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def changes(before: Figures, after: Figures) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
    """(gains, losses): errors that went away, and errors that are new."""
    old, new = Counter(before.errors), Counter(after.errors)
    return sorted((old - new).elements()), sorted((new - old).elements())
