"""What the header of a packet says of a document wins over what its text suggests; where they differ it is a finding."""

from dataclasses import replace
from datetime import date

from . import letterhead, numbering
from .layout import Layout
from .model import Problem, Signer, Span
from .packets import Packet
from .text import fold, key
from .vocabulary import Vocabulary

_HINT = "Gói tin được lấy làm đúng; đối chiếu với bản đã ký."


def with_header(layout: Layout, packet: Packet, vocab: Vocabulary) -> tuple[Layout, tuple[Problem, ...]]:
    """The layout with the packet's fields in the place of its own, and each difference as a problem `goi-tin-trai-van-ban`."""
    told: list[Problem] = []

    def differs(what: str, given: str, printed: str | None) -> None:
        if printed and fold(printed) != fold(given):
            message = f"Gói tin ghi {what} là '{given}', văn bản in '{printed}'"
            told.append(Problem("goi-tin-trai-van-ban", "warning", message, None, _HINT))

    if packet.number and packet.symbol:
        raw = f"{packet.number.split('/')[0]}/{packet.symbol}"
        number = numbering.parse(raw, vocab)
        if number:
            differs("số, ký hiệu", str(number), str(layout.number) if layout.number else None)
            symbol = raw.partition("/")[2]
            layout = replace(layout, number=number, number_raw=raw, symbol=symbol, symbol_reason=None)
    if packet.date and _real(packet.date):
        shown = layout.date if layout.date and len(layout.date) == 10 else None
        differs("ngày ban hành", packet.date, shown)
        layout = replace(layout, date=packet.date)
    if packet.place:
        layout = replace(layout, place=layout.place or packet.place)
    kind = vocab.type_by_name.get(key(packet.doctype)) if packet.doctype else None
    if kind and kind.id != layout.doctype:
        if layout.doctype and layout.doctype_printed:
            differs("loại văn bản", kind.label, layout.doctype_printed)
        layout = replace(layout, doctype=kind.id, doctype_printed=kind.label)
    if packet.subject and not layout.title:
        layout = replace(layout, title=packet.subject)
    if packet.signer:
        differs("người ký", packet.signer, layout.signer.name if layout.signer else None)
        if layout.signer is None or fold(layout.signer.name) != fold(packet.signer):
            layout = replace(layout, signer=Signer(packet.signer, packet.post.upper() or None, None, Span(0, 0)))
    if packet.sender and layout.agency is None and (agency := letterhead.from_letterhead([packet.sender.upper()], vocab)):
        province = agency.province.label if agency.province else layout.province
        layout = replace(layout, agency=agency, province=province)
    if packet.recipients and not layout.recipients:
        layout = replace(layout, recipients=packet.recipients)
    return layout, tuple(told)


def _real(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True
