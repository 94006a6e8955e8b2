"""Word files for tests: the parts of a package written out, so that a test says just what is in the file."""

import io
import zipfile
from xml.sax.saxutils import escape

_NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def run(text: str, look: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str, level: tuple[int, int] | None = None, style: str = "") -> str:
    """A paragraph of runs (or plain text), in a list where `level` gives (numId, level)."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    listed = f'<w:numPr><w:ilvl w:val="{level[1]}"/><w:numId w:val="{level[0]}"/></w:numPr>' if level else ""
    return f"<w:p><w:pPr>{styled}{listed}</w:pPr>{''.join(r if r.startswith('<') else run(r) for r in runs)}</w:p>"


def table(rows: list[list[str]]) -> str:
    """A table of cells, each plain text (lines become paragraphs) or XML."""
    return f"<w:tbl>{''.join('<w:tr>' + ''.join(map(cell, row)) + '</w:tr>' for row in rows)}</w:tbl>"


def cell(content: str, look: str = "") -> str:
    if content.startswith("<w:tc"):
        return content
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{''.join(paragraph(line) for line in content.split(chr(10)))}</w:tc>"


def numbering(*lists: list[tuple[str, str]], overrides: str = "") -> str:
    """The numbering part: list n (numId n, from 1) has levels of (format, pattern)."""
    abstracts = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">'
        + "".join(
            f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
            for i, (form, pattern) in enumerate(levels)
        )
        + "</w:abstractNum>"
        for n, levels in enumerate(lists, 1)
    )
    nums = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, len(lists) + 1))
    return f"<w:numbering {_NS}>{abstracts}{nums}{overrides}</w:numbering>"


def write(body: str, **parts: str) -> bytes:
    """The bytes of a .docx with a body and further parts (numbering=…, styles=…, footnotes=…)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("word/document.xml", f'<?xml version="1.0"?><w:document {_NS}><w:body>{body}</w:body></w:document>')
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", content if content.startswith("<w:numbering") else f"<w:{name} {_NS}>{content}</w:{name}>")
    return out.getvalue()


def of_text(text: str) -> bytes:
    """A text as a Word file: a line a paragraph, lines with tabs in tables."""
    body, rows = [], []
    for line in [*text.split("\n"), ""]:
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            body.append(table(rows))
            rows = []
        body.append(paragraph(line))
    return write("".join(body))
