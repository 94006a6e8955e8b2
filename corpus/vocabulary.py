"""The knowledge in vocab/*.toml as one frozen value; raises VocabularyError naming file, entry and reason."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any

from .errors import VocabularyError
from .phrases import alternation, words
from .sought import Sought
from .text import fold, key

FILES = (
    "doctypes", "issuers", "departments", "provinces", "relations", "cues", "people", "units", "abbreviations", "laws", "deadlines", "dated",
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One body, place or kind: id, label, the codes and other names it goes by, and the days it holds."""

    id: str
    label: str
    codes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    level: str = ""
    kind: str = ""
    named: bool = False
    variants: tuple[str, ...] = ()
    valid_from: str | None = None
    valid_to: str | None = None
    replaced_by: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return (self.label, *self.aliases)


@dataclass(frozen=True)
class Cue:
    """A relation and the phrases that announce it."""

    id: str
    label: str
    inverse: str
    cues: tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    doctypes: tuple[Entry, ...]
    issuers: tuple[Entry, ...]
    departments: tuple[Entry, ...]
    provinces: tuple[Entry, ...]
    relations: tuple[Cue, ...]
    cues: Mapping[str, tuple[str, ...]]
    people: Mapping[str, tuple[str, ...]]
    units: Mapping[str, Any]
    abbreviations: Mapping[str, str]
    laws: Mapping[str, tuple[str, ...]]
    deadlines: tuple[Mapping[str, Any], ...]
    dated: Mapping[str, str]
    raw: Mapping[str, Mapping[str, Any]] = field(default_factory=dict, repr=False)

    @cached_property
    def type_by_code(self) -> dict[str, Entry]:
        """Type code, upper case, to kind: the first entry that claims it ("TT" is Thông tư before Thông tri)."""
        found: dict[str, Entry] = {}
        for entry in sorted(self.doctypes, key=lambda e: e.kind == "party"):
            for code in entry.codes:
                found.setdefault(code.upper(), entry)
        found["KL"] = next(e for e in self.doctypes if e.id == "ket-luan")
        return found

    @cached_property
    def type_by_name(self) -> dict[str, Entry]:
        return {key(name): entry for entry in self.doctypes for name in (entry.label, *entry.variants)}

    @cached_property
    def type_names(self) -> tuple[str, ...]:
        """The keys of every kind's names, longest first."""
        return tuple(sorted(self.type_by_name, key=len, reverse=True))

    @cached_property
    def type_by_folded_name(self) -> dict[str, Entry]:
        return {fold(name): self.type_by_name[name] for name in self.type_by_name if " " in name}

    @cached_property
    def issuer_by_code(self) -> dict[str, Entry]:
        return {code.upper(): entry for entry in (*self.departments, *self.issuers) for code in entry.codes}

    @cached_property
    def canonical_issuer_code(self) -> dict[str, str]:
        """Issuer code, upper case, to the form it is written in."""
        return {code.upper(): code for entry in (*self.issuers, *self.departments) for code in entry.codes}

    @cached_property
    def issuer_code_by_letters(self) -> dict[str, set[str]]:
        """Issuer codes of four letters and more, by their letters without diacritics."""
        found: dict[str, set[str]] = {}
        for code in self.issuer_by_code:
            if len(code) > 3:
                found.setdefault(fold(code), set()).add(code)
        return found

    @cached_property
    def issuer_code_lacking(self) -> dict[str, str]:
        """What is left of the codes of ministries and departments without one letter after the first, where that is left of one code alone."""
        found: dict[str, set[str]] = {}
        ministries = (entry for entry in self.issuers if entry.label.startswith("Bộ "))
        for code in (code.upper() for entry in (*self.departments, *ministries) for code in entry.codes):
            for at in range(1, len(code)) if len(code) > 4 and code[0] in "SB" else ():
                found.setdefault(code[:at] + code[at + 1 :], set()).add(self.canonical_issuer_code[code])
        return {short: next(iter(codes)) for short, codes in found.items() if len(codes) == 1}

    @cached_property
    def assembly_terms(self) -> tuple[tuple[int, int, int], ...]:
        """Terms of the National Assembly: (number, first year, last year)."""
        return tuple((number, first, last) for number, first, last in self.raw["issuers"]["terms"])

    @cached_property
    def issuer_by_name(self) -> dict[str, Entry]:
        return {key(name): entry for entry in (*self.departments, *self.issuers) for name in entry.names}

    @cached_property
    def province_by_name(self) -> dict[str, Entry]:
        return {key(name): entry for entry in self.provinces for name in entry.names}

    @cached_property
    def province_by_id(self) -> dict[str, Entry]:
        return {entry.id: entry for entry in self.provinces}

    @cached_property
    def province_pattern(self) -> str:
        return alternation(name for entry in self.provinces for name in entry.names)

    def pattern(self, name: str, values: Iterable[str]) -> re.Pattern[str]:
        """A compiled, case-blind alternation of phrases with word edges, kept under `name`."""
        cache = self.__dict__.setdefault("_patterns", {})
        if name not in cache:
            cache[name] = re.compile(rf"{words(values, any_case=True)}(?!\w)")
        return cache[name]  # type: ignore[no-any-return]

    @cached_property
    def sought(self) -> "Mapping[str, Sought]":
        """The cue phrases by the names of their lists, in any case and with word edges, to be looked for where their first words stand."""
        return _SoughtCues(self.cues)


class _SoughtCues(dict[str, Sought]):
    """The lists of cues as patterns, each made when it is first asked for."""

    def __init__(self, cues: Mapping[str, Any]) -> None:
        self._cues = cues

    def __missing__(self, name: str) -> Sought:
        self[name] = made = Sought.phrases(self._cues[name])
        return made


def _entries(data: Mapping[str, Any], file: str, kind: str) -> tuple[Entry, ...]:
    found = []
    for item in data.get(kind, []):
        if "id" not in item or "label" not in item:
            raise VocabularyError(f"{file}.toml", str(item.get("id", "?")), "thiếu id hoặc label")
        found.append(
            Entry(
                id=item["id"],
                label=item["label"],
                codes=tuple(item.get("codes", ())),
                aliases=tuple(item.get("aliases", ())),
                level=item.get("level", ""),
                kind=item.get("class", item.get("kind", "")),
                named=bool(item.get("named", False)),
                variants=tuple(item.get("variants", ())),
                valid_from=item.get("valid_from"),
                valid_to=item.get("valid_to"),
                replaced_by=item.get("replaced_by"),
            )
        )
    return tuple(found)


def _lists(data: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(value) for name, value in data.items() if isinstance(value, list)}


def load_toml(name: str) -> dict[str, Any]:
    """The parsed data file vocab/NAME.toml. Raises VocabularyError where it is not TOML."""
    text = files(__package__).joinpath("vocab", f"{name}.toml").read_text(encoding="utf-8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(f"{name}.toml", "tệp", str(error)) from error


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary shipped with the package (read once)."""
    raw = {name: load_toml(name) for name in FILES}
    return Vocabulary(
        doctypes=_entries(raw["doctypes"], "doctypes", "doctype"),
        issuers=_entries(raw["issuers"], "issuers", "issuer"),
        departments=_entries(raw["departments"], "departments", "department"),
        provinces=_entries(raw["provinces"], "provinces", "province"),
        relations=tuple(Cue(r["id"], r["label"], r["inverse"], tuple(r["cues"])) for r in raw["relations"]["relation"]),
        cues=_lists(raw["cues"]),
        people=_lists(raw["people"]),
        units=raw["units"],
        abbreviations=raw["abbreviations"]["pairs"],
        laws=_lists(raw["laws"]),
        deadlines=tuple(raw["deadlines"]["deadline"]),
        dated=raw["dated"]["days"],
        raw=raw,
    )
