"""What each format costs and keeps: the samples as text, HTML, Word, PDF, edXML and Akoma Ntoso (and through LibreOffice where it is installed): pages a second, and how
much of what is read from the text is read from the file.

    python tests/bench/formats.py
"""

import base64
import shutil
import sys
import time
from collections.abc import Callable
from html import escape
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "formats"))

import docxmaker
import pdfmaker

from corpus.akoma import to_akoma
from corpus.model import Record
from corpus.pipeline import extract
from corpus.source import read_bytes
from corpus.tools import NO_TOOLS, Tools
from corpus.vocabulary import vocabulary
from portal import office

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "corpus" / "samples").glob("*.txt"))
CHARACTERS = 2_400  # of a printed page
ROUNDS = 5


def parts(text: str) -> list[str | list[list[str]]]:
    """Paragraphs, and tables as rows of cells."""
    found: list[str | list[list[str]]] = []
    for line in text.splitlines():
        if not line.strip():
            continue
        if "\t" not in line:
            found.append(line)
        elif found and isinstance(found[-1], list):
            found[-1].append(line.split("\t"))
        else:
            found.append([line.split("\t")])
    return found


def html(text: str) -> bytes:
    def shown(part: str | list[list[str]]) -> str:
        if isinstance(part, str):
            return f"<p>{escape(part)}</p>"
        return f"<table>{''.join('<tr>' + ''.join(f'<td>{escape(cell)}</td>' for cell in row) + '</tr>' for row in part)}</table>"

    body = "".join(map(shown, parts(text)))
    return f"<html><head><title>x</title></head><body><nav>Trang chủ</nav><article>{body}</article></body></html>".encode()


def word(text: str) -> bytes:
    return docxmaker.write("".join(docxmaker.paragraph(part) if isinstance(part, str) else docxmaker.table(part) for part in parts(text)))


def packet(text: str) -> bytes:
    encoded = base64.b64encode(word(text)).decode()
    return (
        '<edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXMLEnvelope><edXMLHeader><MessageHeader/></edXMLHeader></edXMLEnvelope><AttachmentEncoded>'
        f"<Attachment><AttachmentName>a.docx</AttachmentName><ContentTransferEncoded>{encoded}</ContentTransferEncoded></Attachment></AttachmentEncoded></edXML>"
    ).encode()


def rtf(text: str) -> bytes:
    def coded(line: str) -> str:
        return "".join(c if ord(c) < 128 and c not in "{}\\" else f"\\u{ord(c)}?" for c in line)

    def row(line: str) -> str:
        cells = line.split("\t")
        edges = "".join(f"\\cellx{1_500 * at}" for at in range(1, len(cells) + 1))
        return f"\\trowd{edges} " + "".join(f"\\pard\\intbl {coded(cell)}\\cell " for cell in cells) + "\\row "

    return (
        "{\\rtf1\\ansi\\uc1 " + "".join(row(line) if "\t" in line else f"\\pard {coded(line)}\\par " for line in text.splitlines()) + "}"
    ).encode()


def facts(record: Record) -> dict[str, list[object]]:
    return {
        "trích dẫn": [(c.canonical, c.relation) for c in record.citations],
        "nhiệm vụ": [(t.owner, t.cooperating, t.deadline.date_to, t.legal_bases) for t in record.tasks],
        "đầu văn bản": [
            record.document.number,
            record.document.date,
            record.document.agency,
            record.document.signer and record.document.signer.name,
        ],
    }


def kept(expected: list[object], found: list[object]) -> tuple[int, int, int]:
    """How many are right, how many were found, how many there are."""
    rest = list(found)
    right = 0
    for one in expected:
        if one in rest:
            rest.remove(one)
            right += 1
    return right, len(found), len(expected)


class Office:
    def __init__(self, command: str) -> None:
        self.command = command

    def to_docx(self, data: bytes, ending: str, path: str) -> bytes:
        return office.convert(self.command, data, ending, path)


def main() -> None:
    texts = [p.read_text(encoding="utf-8") for p in SAMPLES]
    plain = [extract(read_bytes(t.encode(), "a.txt"), vocabulary()) for t in texts]
    pages = sum(len(t) for t in texts) / CHARACTERS
    command = shutil.which("soffice")
    makers: dict[str, tuple[Callable[[str], bytes], Tools]] = {
        ".txt": (str.encode, NO_TOOLS), ".html": (html, NO_TOOLS), ".docx": (word, NO_TOOLS), ".pdf": (lambda t: pdfmaker.write(pdfmaker.flowed(t)), NO_TOOLS),
        ".edxml": (packet, NO_TOOLS), ".akn": (lambda t: to_akoma(extract(read_bytes(t.encode(), "a.txt"), vocabulary())), NO_TOOLS),
    }  # fmt: skip
    if command:
        makers[".rtf"] = (rtf, Tools(None, Office(command)))
    print(f"{len(texts)} văn bản mẫu, {pages:.0f} trang {CHARACTERS} ký tự; so với bản thuần chữ")
    for ending, (make, tools) in makers.items():
        files = [make(text) for text in texts]
        rounds = []
        for _ in range(1 if tools is not NO_TOOLS else ROUNDS):
            began = time.perf_counter()
            read = [read_bytes(data, f"a{ending}", tools) for data in files]
            rounds.append(time.perf_counter() - began)
        records = [extract(raw, vocabulary()) for raw in read]
        told = []
        for name in facts(plain[0]):
            sums = [kept(facts(a)[name], facts(b)[name]) for a, b in zip(plain, records, strict=True)]
            right, found, there = (sum(column) for column in zip(*sums, strict=True))
            told.append(f"{name} P {right / max(1, found):.3f} R {right / max(1, there):.3f}")
        print(f"{ending:7} {pages / median(rounds):8.0f} trang/s (đọc tệp)   {'   '.join(told)}")


if __name__ == "__main__":
    main()
