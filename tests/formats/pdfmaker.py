"""A small PDF writer for tests: lines at given places, form fields laid over them, pages without text. No font is needed.

Text is drawn in a font that is not embedded; its ToUnicode map is the identity, which is all that a reader of text needs.
"""

import textwrap
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842
LEFT, TOP, STEP, PARAGRAPH, SIZE = 85, 770, 16, 22, 13
_COLUMN = 88
_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
%s
endcmap CMapName currentdict /CMap defineresource pop end end"""


@dataclass
class Page:
    """Printed text as (x, y, text), form fields as (x, y, text) and ruling lines (x, y, x, y), in points from the lower left corner."""

    printed: list[tuple[float, float, str]] = field(default_factory=list)
    fields: list[tuple[float, float, str]] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)


def flowed(text: str, numbered: bool = True) -> list[Page]:
    """A text set as Word sets it: lines wrapped, paragraphs set apart, cells ruled, pages numbered at the head from the second on."""
    pages, y = [Page()], TOP
    for paragraph in text.split("\n"):
        if not paragraph.strip():
            continue
        if "\t" in paragraph:
            cells = paragraph.split("\t")
            edges = [LEFT, LEFT + 30]
            edges += [round(LEFT + 30 + 410 * at / (len(cells) - 1)) for at in range(1, len(cells))]
            wrapped = [
                textwrap.wrap(cell, max(3, (right - left) // 7)) for cell, left, right in zip(cells, edges[:-1], edges[1:], strict=True)
            ]
            height = STEP * max(map(len, wrapped)) + 4
            if y - height < 60:
                pages.append(Page([(WIDTH / 2, 800, str(len(pages) + 1))] if numbered else []))
                y = TOP
            top, bottom = y + SIZE, y + SIZE - height
            pages[-1].rules += [(LEFT, edge, edges[-1], edge) for edge in (top, bottom)] + [(edge, bottom, edge, top) for edge in edges]
            pages[-1].printed += [
                (left + 2, y - STEP * at, line) for left, lines in zip(edges, wrapped, strict=False) for at, line in enumerate(lines)
            ]
            y -= height
            continue
        y -= PARAGRAPH - STEP
        for line in textwrap.wrap(paragraph, _COLUMN, break_on_hyphens=False, break_long_words=False):
            if y < 60:
                pages.append(Page([(WIDTH / 2, 800, str(len(pages) + 1))] if numbered else []))
                y = TOP
            pages[-1].printed.append((LEFT, y, line))
            y -= STEP
    return pages


def _shown(text: str) -> str:
    return "".join(f"{ord(c):04X}" for c in text)


def write(pages: list[Page], locked: bool = False) -> bytes:
    """The bytes of a PDF of the pages; `locked` asks for a password, and there is none that fits."""
    rows = [f"<{a:02X}00> <{a:02X}FF> <{a:02X}00>" for a in range(256)]
    maps = "\n".join(f"{len(rows[i : i + 100])} beginbfrange\n" + "\n".join(rows[i : i + 100]) + "\nendbfrange" for i in range(0, 256, 100))
    font = b"<< /Font << /F1 3 0 R >> >>"
    objects: list[bytes] = [
        b"", b"",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Times-Roman /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Times-Roman /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        b" /DW 480 /CIDToGIDMap /Identity /FontDescriptor 5 0 R >>",
        b"<< /Type /FontDescriptor /FontName /Times-Roman /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 800 /Descent -200"
        b" /CapHeight 700 /StemV 80 >>",
        _stream(_TO_UNICODE % maps.encode()),
    ]  # fmt: skip
    kids, all_fields = [], []
    for page in pages:
        drawn = "".join(f"BT /F1 {SIZE} Tf {x} {y} Td <{_shown(t)}> Tj ET\n" for x, y, t in page.printed)
        drawn += "".join(f"{x} {y} m {to} {up} l S\n" for x, y, to, up in page.rules)
        objects.append(_stream(drawn.encode()))
        content, fields = len(objects), []
        for x, y, text in page.fields:
            wide = max(20, len(text) * SIZE * 0.48)
            look = f"/Tx BMC q BT /F1 {SIZE} Tf 0 4 Td <{_shown(text)}> Tj ET Q EMC"
            extra = b"/Type /XObject /Subtype /Form /BBox [0 0 %d 20] /Resources %s" % (wide, font)
            objects.append(_stream(look.encode(), extra))
            objects.append(
                b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (f%d) /F 4 /Rect [%d %d %d %d] /AP << /N %d 0 R >> >>"
                % (len(objects), x, y - 4, x + wide, y + 16, len(objects))
            )
            fields.append(len(objects))
        all_fields += fields
        refs = b" ".join(b"%d 0 R" % f for f in fields)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Resources %s /Contents %d 0 R /Annots [%s] >>"
            % (WIDTH, HEIGHT, font, content, refs)
        )
        kids.append(len(objects))
    form = b" ".join(b"%d 0 R" % f for f in all_fields)
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [%s] /DR %s >> >>" % (form, font)
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % k for k in kids))
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % p for p in places)
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >> /ID [<00> <00>]" % (b"5A" * 32, b"A5" * 32) if locked else b""
    return bytes(out + b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, lock, start))


def _stream(body: bytes, extra: bytes = b"") -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (extra, len(body), body)
