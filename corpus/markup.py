"""HTML to text with lxml, hardened: no network, no entities, no huge trees. One line a block, cells joined by tabs."""

from lxml import etree, html

from .errors import UnreadableSource

_BLOCKS = {
    "address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "h1", "h2", "h3", "h4", "h5", "h6",
    "hr", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "thead", "tr", "ul",
}  # fmt: skip
_DROPPED = ("script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form", "iframe", "object", "svg", "head")


def html_text(text: str, path: str) -> str:
    """The reading text of an HTML page. Raises UnreadableSource where there is none."""
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = html.document_fromstring(text.encode("utf-8", "surrogatepass"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableSource(path, f"không đọc được HTML ({error})", "Mở trang trong trình duyệt và lưu lại.") from error
    for element in list(root.iter(*_DROPPED)):
        element.drop_tree()
    parts: list[str] = []
    _walk(root, parts)
    lines = [" ".join(line.replace("\u00a0", " ").split(" ")).strip(" ") for line in "".join(parts).split("\n")]
    found = "\n".join(lines).strip("\n")
    if not found.strip():
        raise UnreadableSource(path, "trang HTML không có chữ", "Lưu lại trang sau khi nội dung đã hiện.")
    return found


def _walk(element: html.HtmlElement, parts: list[str]) -> None:
    """Text in reading order: block elements stand between newlines, cells of a row between tabs."""
    tag = element.tag if isinstance(element.tag, str) else ""
    block = tag in _BLOCKS
    if block or tag == "br":
        parts.append("\n")
    if element.text:
        parts.append(" ".join(element.text.split()) if tag != "pre" else element.text)
        if element.text[-1:].isspace() and tag != "pre":
            parts.append(" ")
    for child in element:
        if child.tag in {"td", "th"}:
            cell: list[str] = []
            _walk(child, cell)
            parts.append(" ".join("".join(cell).split()) + ("\t" if child.getnext() is not None else ""))
        else:
            _walk(child, parts)
        if child.tail and tag not in {"table", "tbody", "thead", "tr"}:
            lead = " " if child.tail[:1].isspace() else ""
            trail = " " if child.tail[-1:].isspace() and child.tail.strip() else ""
            parts.append(lead + " ".join(child.tail.split()) + trail)
    if block:
        parts.append("\n")
