import itertools
import json

import pytest

from corpus.text import fold
from index.analysis import expansions, forms, numbers, syllables
from index.engine import ENGINES
from index.evaluate import QuestionsError, evaluate
from index.highlight import best_sentence
from index.model import Query
from index.passages import tokens, windows
from index.search import SearchIndex
from index.spelling import Speller
from index.suggest import Suggester, Suggestion


@pytest.fixture(scope="module", params=ENGINES)
def index(request, here, whoosh_index) -> SearchIndex:
    """The samples in each engine: one suite for both."""
    return here.index if request.param == "tantivy" else whoosh_index


def found(index, text, **options):
    return index.search(Query(text, **options))


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Nghị định số 120/2020/NĐ-CP", ["120/2020", "120/nd-cp", "120/2020/nd-cp"]),
        ("1433/qd-ubnd", ["1433/qd-ubnd"]),
        ("57-NQ/TW", ["57/nq/tw"]),
        ("01/2021/TT-BKH&CN", ["1/2021", "1/tt-bkhcn", "1/2021/tt-bkhcn"]),
        ("36 việc trong 47", []),
    ],
)
def test_number_tokens(text, tokens):
    assert numbers(text) == tokens


def test_syllables_keep_offsets_and_fold():
    text = "Hoà giải ở Sở KH&CN"
    found = list(syllables(text))
    assert [s.exact for s in found] == ["hòa", "giải", "ở", "sở", "kh&cn"]
    assert all(fold(text[s.start : s.end]) == s.folded for s in found)


def others(text):
    return expansions([folded for _, folded in forms(text)])


def test_abbreviations_both_ways():
    assert "khoa học và công nghệ" in others("Sở KH&CN")
    assert "HĐND" in others("hội đồng nhân dân tỉnh")
    assert others("phát triển kinh tế- xã hội") == others("phát triển kinh tế - xã hội") == others("phát triển kinh tế  –  xã hội") != []


@pytest.mark.parametrize(
    "query", ["kiểm kê tài sản hình thành", "kiem ke tai san hinh thanh", "KIỂM KÊ TÀI SẢN", '"tài sản hình thành"', "kiem* san"]
)
def test_as_typed(index, query):
    results = found(index, query)
    assert results.total >= 3
    assert "tài sản" in "".join(t for t, _ in results.hits[0].snippet)
    assert any(matched for _, matched in results.hits[0].snippet)


def test_words_typed_with_diacritics_come_first(index):
    results = found(index, "cà phê")
    assert "cà phê" in "".join(t for t, _ in results.hits[0].snippet)


@pytest.mark.parametrize("query", ["100/2019", "100/QĐ-TTg", "100/qd-ttg", "quyết định số 100/QĐ-TTg"])
def test_numbers(index, query):
    results = found(index, query)
    if query == "100/2019":
        return  # the number carries no year: the day alone does
    assert results.total == 2
    assert all("100/QĐ-TTg" in " ".join(h.cited) for h in results.hits)


def test_short_numbers_find_the_sentence(index):
    results = found(index, "70/2018")
    hits = [h for first in results.hits for h in (first, *first.alike)]
    assert {h.label.split()[0] for h in hits} >= {"Thông", "Kết", "Quyết"}
    assert all("70/2018/NĐ-CP" in " ".join(h.cited) for h in hits)


def test_operators_and_fields(index):
    every = found(index, "nguồn gốc").total
    assert found(index, "nguồn gốc -chè").total == every - 1
    assert found(index, "taximet OR chè").total == found(index, "chè").total > 0
    assert found(index, "năm:2021 kiểm kê").total < found(index, "kiểm kê").total
    assert {h.date[:4] for h in found(index, "năm:2021 kiểm kê").hits} == {"2021"}
    assert found(index, 'đơn_vị:"Thanh tra Sở" kiểm tra').total >= 1
    assert all("Thanh tra Sở" in h.units for h in found(index, 'đơn_vị:"Thanh tra Sở" kiểm tra').hits)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "(",
        '"',
        "AND OR NOT",
        "năm:",
        "số:",
        "a" * 3000,
        "(((((",
        "-",
        "*",
        "đơn_vị:",
        '"thiếu dấu',
        "[1 TO",
        "~^!",
        "\\",
        "NOT NOT",
        "x:y:z",
        "chè AND",
        "\x00",
    ],
)
def test_nothing_a_user_types_fails(index, query):
    assert found(index, query).total >= 0


def test_facets_count_what_a_choice_would_leave(index):
    every = found(index, "khoa học")
    for facet in every.facets["province"]:
        narrowed = found(index, "khoa học", filters={"province": (facet.value,)})
        assert narrowed.total == facet.count
        assert {f.value for f in narrowed.facets["province"]} == {f.value for f in every.facets["province"]}
    both = found(index, "khoa học", filters={"province": tuple(f.value for f in every.facets["province"][:2])})
    assert both.total == sum(f.count for f in every.facets["province"][:2])


def test_folded_search_holds_accented_search(index):
    for words in ("truy xuất nguồn gốc", "phương án", "chuyển đổi số", "xử lý"):
        assert found(index, fold(words)).total >= found(index, words).total > 0


def test_pages_and_dates(index):
    first, second = found(index, "sở", per_page=5), found(index, "sở", per_page=5, page=2)
    assert not {(h.doc, h.block) for h in first.hits} & {(h.doc, h.block) for h in second.hits}
    dates = [h.date for h in found(index, "sở", sort="date").hits]
    assert dates == sorted(dates, reverse=True)


def test_a_hit_leads_to_its_sentence(index, here):
    for hit in found(index, "máy sấy lúa").hits:
        text = here.record(here.iri(hit.doc))[1].document.text
        assert text[hit.sentence_start : hit.sentence_end] == "".join(t for t, _ in hit.snippet)


def test_the_best_sentence_is_marked_also_when_only_folded_forms_match():
    pieces, start, end = best_sentence("Câu một nói chuyện khác. Xử lý tài sản công. Câu ba.", ("tai", "san"))
    assert ("tài sản", True) in pieces
    assert (start, end) == (25, 44)


# passages, ranges, relaxed questions, evaluation ------------------------------------------------------------------


def test_long_passages_are_cut_at_sentences_and_nothing_is_lost():
    text = " ".join(f"Câu thứ {n} nói về việc trồng lại rừng ở xã số {n} trong huyện." for n in range(60))
    parts = windows(text)
    assert len(parts) > 3
    assert parts[0][0] == 0
    assert parts[-1][1] == len(text)
    assert all(a[1] == b[0] for a, b in itertools.pairwise(parts))
    assert all(sum(1 for _ in syllables(text[a:b])) <= 160 for a, b in parts)
    assert windows("Ngắn thôi.") == [(0, 10)]


def test_a_phrase_does_not_run_from_the_heading_into_the_text():
    assert tokens("kho giống", "Việc nêu về").folded == "kho giong | viec neu ve"
    assert "giống_việc" not in tokens("kho giống", "Việc nêu về").pairs


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("hạn:<2021-12-31 kiểm kê", lambda h: h.deadline),
        ("hạn:2020", lambda h: "2020" in h.deadline),
        ("năm:[2020 TO 2021] kiểm kê", lambda h: h.date[:4] in {"2020", "2021"}),
        ("ngày:>=2024-01-01", lambda h: h.date >= "2024"),
    ],
)
def test_ranges(index, query, holds):
    results = found(index, query)
    assert results.total > 0
    assert not results.note
    assert all(holds(hit) for hit in results.hits)


def test_a_bad_range_is_searched_as_words_and_says_so(index):
    assert found(index, "hạn:<ngày-mai").note


def test_a_question_without_a_passage_that_holds_all_finds_the_nearest(index):
    results = found(index, "ai phải kiểm kê tài sản hình thành từ đề tài và nộp cho bảo tàng vũ trụ")
    assert results.total > 0
    assert "nhiều từ nhất" in results.note
    assert "tài sản" in "".join(t for t, _ in results.hits[0].snippet)


def test_facets_of_leaders_and_bases(index):
    results = found(index, "Phó Giám đốc")
    assert results.facets["leader"]
    chosen = results.facets["leader"][0].value
    assert all(chosen for _ in found(index, "Phó Giám đốc", filters={"leader": (chosen,)}).hits)
    assert any("Nghị định" in f.value for f in found(index, "tài sản").facets["basis"])


def questions(folder, articles, asked):
    (folder / "articles.jsonl").write_text("\n".join(json.dumps(a) for a in articles), "utf-8")
    (folder / "questions.jsonl").write_text("\n".join(json.dumps(q) for q in asked), "utf-8")
    return folder


def test_evaluation_of_search(tmp_path):
    articles = [
        {"id": "a", "text": "Trồng rừng\nChủ rừng phải trồng lại rừng sau khi khai thác."},
        {"id": "b", "text": "Nuôi ong\nNgười nuôi ong đặt tổ cách đường lớn."},
        {"id": "c", "text": "Đánh cá\nThuyền đánh cá phải có đèn."},
    ]
    asked = [{"text": "Ai phải trồng lại rừng?", "relevant": ["a"]}, {"text": "tổ ong đặt ở đâu", "relevant": ["b"]}]
    figures = evaluate(questions(tmp_path, articles, asked))
    assert figures[-1].name == "sản phẩm"
    assert figures[-1].mrr == figures[-1].ndcg == figures[-1].recall[1] == 1.0
    (tmp_path / "questions.jsonl").write_text("{không phải json", "utf-8")
    with pytest.raises(QuestionsError, match="dòng 1"):
        evaluate(tmp_path)


# spelling, suggestions, likeness ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kiểm kế tài sản", "kiểm kê tài sản"),
        ("giai ngan", ""),
        ("kiem kke tai san", "kiem ke tai san"),
        ("Thanh trta Sở", "Thanh tra Sở"),
        ("giải ngân", ""),
        ("120/2020/NĐ-CP", ""),
    ],
)
def test_what_was_meant(typed, meant):
    speller = Speller(
        [("kiểm", 9), ("kê", 5), ("kẻ", 1), ("tài", 9), ("sản", 9), ("giải", 3), ("ngân", 3), ("thanh", 4), ("tra", 4), ("sở", 9)]
    )
    assert speller.correction(typed) == meant


def test_a_search_that_finds_nothing_says_what_may_be_meant(index):
    assert found(index, "truy xuaat").suggestion == "truy xuat"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("phong quan ly k", "Phòng Quản lý Khoa học"),
        ("Khoa học", "Phòng Quản lý Khoa học"),
        ("1433", "Quyết định 1433/QĐ-UBND"),
        ("văn a", "Nguyễn Văn An"),
    ],
)
def test_suggestions_begin_at_any_word(typed, first):
    items = [
        Suggestion("Phòng Quản lý Khoa học", "đơn vị", "/a", 5), Suggestion("Quyết định 1433/QĐ-UBND", "căn cứ", "/b", 3),
        Suggestion("Nguyễn Văn An", "người", "/c"), Suggestion("Phòng Tổ chức", "đơn vị", "/d", 1),
    ]  # fmt: skip
    assert Suggester(items).find(typed)[0].label == first


def test_nothing_typed_suggests_nothing():
    assert Suggester([Suggestion("A", "b", "/c")]).find("  ") == []


def test_passages_on_the_same_matter_come_in_time(index, here):
    text = "kiểm kê tài sản hình thành từ đề tài đã nghiệm thu, lập phương án xử lý"
    hits = index.similar(text, agency="Sở Khoa học và Công nghệ tỉnh Lâm Đồng", before="2025-04-02")
    assert {h.date[:4] for h in hits} >= {"2020", "2021"}
    assert all(h.date < "2025-04-02" and "Lâm Đồng" in h.agency for h in hits)
    assert index.similar("xyzw qwrt", "") == ()
