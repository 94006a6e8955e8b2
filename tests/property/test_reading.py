"""Invariants of reading: total on any text, spans inside it, the same for NFC and NFD, round trips of numbers."""

import itertools
import json
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import numbering
from corpus.contract import to_contract
from corpus.errors import UnreadableSource
from corpus.model import Record
from corpus.pipeline import extract
from corpus.source import read_bytes
from corpus.text import fold, modern_tones, normalise
from corpus.vocabulary import vocabulary

VOCAB = vocabulary()
WORDS = [
    "Căn cứ", "Quyết định số", "1433/QĐ-UBND", "ngày 25/9/2020", "của UBND tỉnh", "Phòng Quản lý Khoa học", "Giao", "chủ trì, phối hợp với", "I.", "1.", "(1)", "a)", "-", "+",
    "\n", "\n\n", "\t", "Nơi nhận:", "GIÁM ĐỐC", "Nguyễn Văn An", "THÔNG BÁO", "Số: /TB-SKHCN", "Quảng Ngãi, ngày tháng 6 năm 2020", "Điều 1.", "thay thế", "“", "”", "trước ngày 15/6/2020",
    "Luật", "Luật Đất đai", "|", "**", "./.", "Các phòng, đơn vị", "Văn phòng Sở", "Kế hoạch", "Nghị định 74/2018/NĐ-CP", "TT\tNội dung\tThời gian", "1\tRà soát hồ sơ\t3\t6",
]  # fmt: skip
administrative = st.lists(st.sampled_from(WORDS) | st.text(max_size=12), max_size=60).map(" ".join)


def read(text: str) -> Record | None:
    try:
        return extract(read_bytes(text.encode("utf-8", "ignore"), "a.txt"), VOCAB)
    except UnreadableSource:
        return None


def spans(record: Record):
    yield from (c.span for c in record.citations)
    yield from (c.sentence for c in record.citations)
    yield from (n.span for n in record.named_documents)
    yield from (m.span for u in record.units for m in u.mentions)
    yield from (s for p in record.people for s in p.mentions)
    yield from (t.span for t in record.tasks)
    yield from (b.span for b in record.document.blocks)


@settings(max_examples=150, deadline=None)
@given(administrative)
def test_any_text_is_read_and_every_span_lies_in_it(text):
    record = read(text)
    if record is None:
        return
    length = len(record.document.text)
    for span in spans(record):
        assert 0 <= span.start <= span.end <= length
    blocks = record.document.blocks
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(blocks))
    citations = record.citations
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(citations))


@settings(max_examples=60, deadline=None)
@given(administrative)
def test_the_contract_is_json_and_its_text_is_the_files(text):
    data = text.encode("utf-8", "ignore")
    try:
        raw = read_bytes(data, "a.txt")
    except UnreadableSource:
        return
    contract = json.loads(json.dumps(to_contract(raw, extract(raw, VOCAB))))
    decoded = data.decode("utf-8")
    for item in [*contract["citations"], *contract["named_documents"], *contract["tasks"]]:
        assert decoded[item["start"] : item["end"]] == item["text"]


@settings(max_examples=60, deadline=None)
@given(administrative)
def test_nfc_and_nfd_are_read_alike(text):
    text = unicodedata.normalize("NFC", text)
    composed, decomposed = read(text), read(unicodedata.normalize("NFD", text))
    assert (composed is None) == (decomposed is None)
    if composed and decomposed:
        assert [c.canonical for c in composed.citations] == [c.canonical for c in decomposed.citations]
        assert [t.owner for t in composed.tasks] == [t.owner for t in decomposed.tasks]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_with_a_remedy(data):
    try:
        raw = read_bytes(data, "a.txt")
    except UnreadableSource as error:
        refused: UnreadableSource | None = error
    else:
        refused = None
        assert extract(raw, VOCAB).document.text == raw.text
    assert refused is None or refused.remedy


@given(st.text(max_size=200))
def test_normalise_maps_every_character(text):
    found, offsets = normalise(text)
    assert len(offsets) == len(found) + 1
    assert all(a <= b for a, b in itertools.pairwise(offsets))
    assert len(fold(found)) == len(found)
    assert len(modern_tones(found)) == len(found)


CODES = sorted({c for e in VOCAB.doctypes for c in e.codes if e.id not in {"thong-tri", "hiep-dinh"}})
ISSUERS = sorted({c for e in VOCAB.issuers for c in e.codes if c.isalpha() and len(c) > 1 and c not in {"QH", "UBTVQH", "TW", "TU"}})


@given(st.integers(1, 99999), st.one_of(st.none(), st.integers(1950, 2029)), st.sampled_from(CODES), st.sampled_from(ISSUERS))
def test_numbers_print_and_parse(serial, year, code, issuer):
    printed = f"{serial}{f'/{year}' if year else ''}/{code}-{issuer}"
    number = numbering.parse(printed, VOCAB)
    assert number is not None
    assert str(number) == printed
    assert numbering.parse(str(number), VOCAB) == number


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 2999),
            st.sampled_from(["QĐ-UBND", "KH-UBND", "TB-UBND"]),
            st.dates(),
            st.sampled_from(["theo", "căn cứ", "thực hiện"]),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_a_generated_document_whose_truth_is_known(rows):
    rows = [r for r in rows if 1990 <= r[2].year <= 2023]
    body = "".join(
        f"- Rà soát việc thứ {i} {cue} Văn bản số {n}/{symbol} ngày {d.day}/{d.month}/{d.year} của UBND tỉnh.\n\n"
        for i, (n, symbol, d, cue) in enumerate(rows, 1)
    )
    record = read(f"Số: 5/TB-SKHCN\n\nGia Lai, ngày 02 tháng 02 năm 2024\n\nTHÔNG BÁO\n\nVề việc chung\n\n1. Văn phòng Sở\n\n{body}")
    assert record is not None
    assert [(c.canonical, c.date) for c in record.citations] == [(f"{n}/{symbol}", d.isoformat()) for n, symbol, d, _ in rows]
    assert [t.owner for t in record.tasks] == [("Văn phòng Sở",)] * len(rows)
    assert [c.relation for c in record.citations] == [
        {"theo": "legal_basis", "căn cứ": "legal_basis", "thực hiện": "implements"}[cue] for *_, cue in rows
    ]
