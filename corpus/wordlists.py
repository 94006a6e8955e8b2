"""The numbers Word computes for list paragraphs (ECMA-376 part 1, §17.9), which are nowhere in the text."""

import re
from dataclasses import dataclass

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_BULLET = "-"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
          (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(slots=True)
class _Level:
    start: int
    form: str
    pattern: str


def number(value: int, form: str) -> str:
    """A counter as Word prints it in a format (w:numFmt): decimal, letters or Roman numerals."""
    if form.endswith("Letter"):
        text = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1) if value > 0 else ""
    elif form.endswith("Roman"):
        text = ""
        for size, mark in _ROMAN:
            while value >= size:
                text, value = text + mark, value - size
    elif form == "decimalZero":
        text = f"{value:02}"
    else:
        text = str(value)
    return text.upper() if form.startswith("upper") else text


class Lists:
    """The lists of one document; label() is called for every paragraph in reading order and counts."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}  # by w:numId
        self._shared: dict[str, str] = {}  # w:numId → the list whose counters it goes on with
        self._counts: dict[str, dict[int, int]] = {}
        self._styles: dict[str, tuple[str, int]] = {}  # paragraph style → (w:numId, level)
        if numbering is not None:
            self._read_numbering(numbering)
        if styles is not None:
            self._read_styles(styles)

    def _read_numbering(self, root: etree._Element) -> None:
        abstract = {a.get(_W + "abstractNumId"): _levels(a) for a in root.iter(_W + "abstractNum")}
        for num in root.iter(_W + "num"):
            name, base = num.get(_W + "numId") or "", _value(num, "abstractNumId")
            self._levels[name] = dict(abstract.get(base, {}))
            self._shared[name] = f"abstract {base}"
            for override in num.iter(_W + "lvlOverride"):
                depth, start = _int(override.get(_W + "ilvl")), _value(override, "startOverride")
                self._levels[name].update(_levels(override))
                level = self._levels[name].get(depth)
                if start and level:
                    self._levels[name][depth] = _Level(_int(start), level.form, level.pattern)
                    self._shared[name] = name  # a list that starts anew has counters of its own

    def _read_styles(self, root: etree._Element) -> None:
        own, parents = {}, {}
        for style in root.iter(_W + "style"):
            name = style.get(_W + "styleId") or ""
            parents[name] = _value(style, "basedOn")
            found = style.find(f"{_W}pPr/{_W}numPr")
            if found is not None:
                own[name] = (_value(found, "numId"), _int(_value(found, "ilvl")))
        for name in parents:
            at, seen = name, set()
            while at and at not in seen and at not in own:
                seen.add(at)
                at = parents.get(at, "")
            if at in own:
                self._styles[name] = own[at]

    def label(self, paragraph: etree._Element) -> str:
        """The printed number of a paragraph ("1.", "a)", "II.2.", "-" for a bullet); empty for one outside a list."""
        found = paragraph.find(f"{_W}pPr/{_W}numPr")
        styled = self._styles.get(_value(paragraph.find(_W + "pPr"), "pStyle"), ("", 0))
        name = (_value(found, "numId") or styled[0]) if found is not None else styled[0]
        depth = _int(_value(found, "ilvl") or str(styled[1])) if found is not None else styled[1]
        level = self._levels.get(name, {}).get(depth)
        if level is None or not any((t.text or "").strip() for t in paragraph.iter(_W + "t")):
            return ""
        counts = self._counts.setdefault(self._shared[name], {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        if level.form == "bullet":
            return _BULLET
        if level.form == "none":
            return ""
        return re.sub(r"%(\d)", lambda m: self._at(name, int(m[1]) - 1, counts), level.pattern).strip()

    def _at(self, name: str, depth: int, counts: dict[int, int]) -> str:
        level = self._levels[name].get(depth)
        return number(counts.get(depth, level.start), level.form) if level else ""


def _levels(element: etree._Element) -> dict[int, _Level]:
    found = {}
    for level in element.iter(_W + "lvl"):
        depth = _int(level.get(_W + "ilvl"))
        if depth < _LEVELS:
            start = _value(level, "start")
            found[depth] = _Level(_int(start) if start else 1, _value(level, "numFmt") or "decimal", _value(level, "lvlText"))
    return found


def _value(element: etree._Element | None, name: str) -> str:
    """The w:val of a child, empty where there is none."""
    child = element.find(_W + name) if element is not None else None
    return (child.get(_W + "val") or "") if child is not None else ""


def _int(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 7 else 0
