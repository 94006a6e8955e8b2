"""Who issued a document: the letterhead where there is one, else the number's symbol and the place.

The letterhead's left column names the parent body and the issuing body (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.2).
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from .model import DocNumber
from .text import key, slug, squeeze
from .vocabulary import Entry, Vocabulary, vocabulary

_RULE = re.compile(r"[-_=*|\s]+$")
_COLUMNS = re.compile(r"\t|\||\s{3,}")
_MOTTO = re.compile(
    r"^\s*số\s+\d|c[oộ]ng\s*h[oòàaoó]+\s*(?:x|$)|h[oộ]i\s+ch[uủ]\s+ngh[iĩ]a|đảng cộng sản|độc lập\s*[-–]\s*tự do|^\s*số\s*:", re.IGNORECASE
)
_HEAD = re.compile(
    r"^(?:UBND|ỦY BAN|UỶ BAN|HỘI ĐỒNG|HĐND|BỘ|SỞ|CỤC|TỔNG CỤC|VĂN PHÒNG|TRUNG TÂM|BAN|CHI CỤC|THANH TRA|THỦ TƯỚNG|CHÍNH PHỦ|"
    r"QUỐC HỘI|KIỂM TOÁN|TỈNH ỦY|THÀNH ỦY|HUYỆN ỦY|VIỆN|TRƯỜNG|CÔNG AN|NGÂN HÀNG|BẢO HIỂM|ĐẢNG BỘ|CHỦ TỊCH|TỔNG CÔNG TY|TẬP ĐOÀN|"
    r"TÒA ÁN|TOÀ ÁN|LIÊN HIỆP|HỘI|KHO BẠC|VỤ|PHÒNG)(?!\w)",
    re.IGNORECASE,
)
_PARTY = re.compile(r"(?:TỈNH|THÀNH)\s+[UỦ][ỶY](?!\w)", re.IGNORECASE)
_COUNCIL = re.compile(r"(?P<kind>ủy ban nhân dân|uỷ ban nhân dân|ubnd|hội đồng nhân dân|hđnd)\s*(?P<rest>.*)", re.IGNORECASE)
_PLACE = re.compile(r"(?P<level>tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)\s*(?P<name>.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Agency:
    """The issuing body: its full name, id inside its province, and the province (None for a central body)."""

    name: str
    id: str
    province: Entry | None


def _organisations(lines: list[str], vocab: Vocabulary) -> list[str]:
    """The bodies named in a letterhead, top down, each with its wrapped lines joined."""
    found: list[str] = []
    beside, kinds = False, vocab.pattern("kinds", (name for entry in vocab.doctypes for name in (entry.label, *entry.variants)))
    for line in lines:
        columns = _COLUMNS.split(line.strip(" |\t"), maxsplit=1)
        if len(columns) == 2 and _MOTTO.search(columns[1]):
            line, beside = columns[0].rstrip("-_=* "), True  # "ỦY BAN NHÂN DÂN | CỘNG HÒA …": the motto stands beside the body
        elif beside and (not line.isupper() or kinds.match(squeeze(line).lower())):
            break  # only the end of the body's name may stand below alone
        line = squeeze(line.replace("|", " ")).lstrip("\"'“”‘’.,_- ")  # specks on a scanned page
        if not line or _RULE.fullmatch(line):
            continue
        if _MOTTO.search(line) or line.split()[0] == "CỘNG":
            break
        whole = bool(found) and key(f"{found[-1]} {line}") in vocab.issuer_by_name
        if not found or (_HEAD.match(line) and len(found[-1].split()) > 1 and not whole):
            found.append(line)
        else:
            found[-1] += " " + line
    return [name for name in found if _HEAD.match(name)]


def proper_case(name: str) -> str:
    """A name printed in capitals as it is written in a sentence; unknown names keep one capital after the head."""
    if not name.isupper():
        return name
    low = name.lower()
    for head in sorted(
        ("trung tâm", "ban quản lý", "chi cục", "tổng cục", "cục", "viện", "trường", "ban", "văn phòng", "phòng", "sở", "bộ", "hội"),
        key=len,
        reverse=True,
    ):
        if low.startswith(head + " "):
            rest = low[len(head) + 1 :]
            return f"{head.capitalize()} {rest[:1].upper()}{rest[1:]}"
    return low[:1].upper() + low[1:]


@lru_cache(maxsize=1)
def _place_named() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{vocabulary().province_pattern})(?!\w)", re.IGNORECASE)


def province_in(text: str, vocab: Vocabulary) -> Entry | None:
    """The province that a text names; the longest name wins."""
    match = _place_named().search(text)
    return vocab.province_by_name.get(key(match[0])) if match else None


def province_told(text: str, vocab: Vocabulary) -> Entry | None:
    """The one province of which a text speaks with its kind ("UBND tỉnh Ninh Bình"); None where it names none or several.

    The letterhead of a district or a commune does not print its province.
    """
    named = (vocab.province_by_name.get(key(match["place"])) for match in _with_kind().finditer(text))
    found = {entry.id: entry for entry in named if entry}
    return next(iter(found.values())) if len(found) == 1 else None


@lru_cache(maxsize=1)
def _with_kind() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)[Tt]ỉnh\s+(?P<place>{vocabulary().province_pattern})(?!\w)")


def _local(kind: str, rest: str, vocab: Vocabulary) -> Agency:
    """UBND or HĐND of a province, or of a lower level named in full."""
    short = "HĐND" if key(kind) in {"hội đồng nhân dân", "hđnd"} else "UBND"
    place = _PLACE.match(rest)
    province = province_in(rest, vocab)
    level = place["level"].lower() if place else ""
    if province and level in {"tỉnh", "thành phố", "tp", "tp.", ""}:
        return Agency(f"{short} {province.kind} {province.label}", short.lower().replace("đ", "d"), province)
    label = " ".join(word.capitalize() for word in place["name"].split()) if place else rest.capitalize()
    name = squeeze(f"{short} {level} {label}")
    return Agency(name, slug(name), province)


def _department_name(entry: Entry, province: Entry | None) -> str:
    return f"{entry.label} {province.kind} {province.label}" if province else entry.label


def _without_place(name: str, province: Entry | None, vocab: Vocabulary) -> Entry | None:
    """The department that a letterhead names with its province and no kind of place ("SỞ CÔNG THƯƠNG AN GIANG")."""
    if province is None:
        return None
    found = next((place for place in province.names if key(name).endswith(" " + key(place))), None)
    return vocab.issuer_by_name.get(key(name).removesuffix(" " + key(found))) if found else None


def from_letterhead(lines: list[str], vocab: Vocabulary) -> Agency | None:
    """The agency that the letterhead names, or None where it is lost."""
    names = _organisations(lines, vocab)
    if not names:
        return None
    province = next((p for name in names if (p := province_in(name, vocab))), None)
    name = re.sub(r"(?i)\s+(?:tỉnh|thành phố|tp\.?)\s+\S.*$", "", names[-1]) if not _COUNCIL.match(names[-1]) else names[-1]
    council = _COUNCIL.match(names[-1])
    if council:
        return _local(council["kind"], council["rest"], vocab)
    if _PARTY.match(names[-1]) and province:
        entry = vocab.issuer_by_name[key("Tỉnh ủy")]
        return Agency(f"{'Thành ủy' if province.kind == 'thành phố' else 'Tỉnh ủy'} {province.label}", entry.id, province)
    known = vocab.issuer_by_name.get(key(name)) or vocab.issuer_by_name.get(key(names[-1])) or _without_place(name, province, vocab)
    if known and known.level in {"central", "court", "party-central"}:
        return Agency(known.label, known.id, None)
    if known:
        return Agency(_department_name(known, province), known.id, province)
    label = proper_case(name)
    above = _COUNCIL.match(names[-2]) if len(names) > 1 else None
    if label == "Văn phòng" and above and province:  # the office of a council bears its name
        council_name = _local(above["kind"], above["rest"], vocab).name
        return Agency(f"Văn phòng {council_name}", f"van-phong-{council_name.split()[0].lower().replace('đ', 'd')}", province)
    full = f"{label} {province.kind} {province.label}" if province and province.label.lower() not in label.lower() else label
    return Agency(full, slug(label), province)


def from_symbol(number: DocNumber | None, symbol: str, place: Entry | None, vocab: Vocabulary) -> Agency | None:
    """The agency that the number's codes and the place of writing imply."""
    codes = [number.issuer_code] if number else []
    parts = [part for part in re.split(r"[-/&.]", symbol) if part]
    codes += parts[1:] if len(parts) > 1 and parts[0].upper() in vocab.type_by_code else parts
    for code in codes:
        entry = vocab.issuer_by_code.get(code.upper()) or vocab.issuer_by_code.get(re.sub(r"\d+$", "", code.upper()))
        if not entry and len(code) > 4:
            close = [vocab.issuer_by_code[c] for c in vocab.issuer_by_code if len(c) == len(code) - 1 and _one_extra(code.upper(), c)]
            entry = close[0] if len({e.id for e in close}) == 1 else None
        if entry is None or (len(code) < 3 and entry.level not in {"central", "party-central", "party-province"}):
            continue
        if entry.id in {"ubnd", "hdnd"}:
            return _local(entry.label, f"{place.kind} {place.label}" if place else "", vocab)
        if entry.level in {"central", "court", "party-central"}:
            return Agency(entry.label, entry.id, None)
        name = f"{entry.label} {place.label}" if entry.id == "tinh-uy" and place else _department_name(entry, place)
        return Agency(name, entry.id, place)
    return None


def _one_extra(longer: str, shorter: str) -> bool:
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))
