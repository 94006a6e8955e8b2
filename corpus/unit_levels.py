"""Which bodies can be units of an agency, by the agency's own level and field: a department has no "Cục", health alone has hospitals."""

import re
from collections.abc import Set

from .layout import Layout
from .unit_heads import unit_heads
from .unitnames import unit_key
from .vocabulary import Vocabulary

# bodies of the whole country or a region; a ministry alone has such units
_OF_THE_COUNTRY = re.compile(r"(?:Việt Nam|Trung ương)$")
_OF_A_REGION = re.compile(r"(?:(?<!Vườn )[Qq]uốc gia|miền (?:Nam|Bắc|Trung))$")
_LOCAL = {"Sở", "Chi cục"}
_OF_COUNCILS = ("ubnd", "hdnd")


class Levels:
    """Answers whether a name that begins as a unit's can be one of an agency's units (`units.toml`, `never_in`, `never_names`, `only_in` and `of_a_field`)."""

    def __init__(self, layout: Layout, vocab: Vocabulary) -> None:
        agency = layout.agency
        self._first = agency.name.split(" ")[0] if agency else ""
        self._never: Set[str] = frozenset()
        self._local = self._below = False
        self._own = self._rooms_below = ""
        self._nowhere = tuple(vocab.units["never_names"])
        self._of_others: tuple[str, ...] = ()
        if agency is None or agency.id.startswith(_OF_COUNCILS):
            return
        first = max(
            (entry["agency"] for entry in vocab.units["never_in"] if agency.name.startswith(entry["agency"] + " ")), key=len, default=""
        )
        never = {head for entry in vocab.units["never_in"] if entry["agency"] == first for head in entry["heads"]}
        never |= {entry["head"] for entry in vocab.units["only_in"] if not agency.id.startswith(tuple(entry["agencies"]))}
        self._never = frozenset(never)
        self._local, self._below = first in _LOCAL, bool(first)
        if first == "Sở":
            fields = (entry for entry in vocab.units["of_a_field"] if not agency.id.startswith(tuple(entry["agencies"])))
            self._of_others = tuple(name for entry in fields for name in entry["names"])
        field = agency.name.removeprefix("Sở ").split(" tỉnh ")[0].split(" thành phố ")[0]
        self._rooms_below = unit_key(f"Phòng {field}", vocab) if first == "Sở" else ""
        self._vocab = vocab
        self._own = f"{first} {re.split(r'[-/]', layout.symbol)[-1]}" if first and layout.symbol else ""

    def is_own_name(self, name: str) -> bool:
        """Whether a name is the agency's own with its letters ("Cục ĐĐPCTT" in a document "…/KH-ĐĐPCTT")."""
        return name == self._own

    def is_outside(self, name: str) -> bool:
        """Whether a name that begins as a unit's is that of a body outside the agency."""
        if not self._never and not self._below:
            return False
        if (
            (self._rooms_below and name.startswith("Phòng ") and unit_key(name, self._vocab) == self._rooms_below)
            or name.startswith(self._of_others)
            or (self._local and name.startswith(self._nowhere))
        ):
            return True
        head = unit_heads().match(name)
        if head is None:
            return False
        far = (self._below and _OF_THE_COUNTRY.search(name)) or (self._local and _OF_A_REGION.search(name))
        return head[0] in self._never or bool(far)
