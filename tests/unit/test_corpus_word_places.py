"""Where words stand, and patterns that are tried there alone."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sought import Sought
from corpus.word_places import SHORT, FirstWords, registered_words

PADDING = "\n" + "kho " * (SHORT // 4)  # makes a text one whose words are told apart


def starts(words, text, exact=False):
    return list(FirstWords(words, exact).places(text + PADDING))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("giao", [0]),
        ("Giao, GIAO; giao", [0, 6, 12]),
        ("giao giao giao", [0, 5, 10]),
        ("(giao)", [1]),
        ("“Giao”…", [1]),
        ("❖Giao §giao", [1, 7]),
        ("một\tgiao\n\ngiao", [4, 10]),
        ("giaothông giao_2 2giao", [10]),
        ("_giao-giao/giao", [1, 6, 11]),
        ("  giao  giao", [2, 8]),
        ("Gịao giáo giảo", []),
        ("", []),
    ],
)
def test_a_word_is_found_whole_in_any_case(text, found):
    assert starts(["giao"], text) == found


def test_an_exact_word_is_found_as_it_is_printed():
    assert starts(["Sở"], "Sở, sở, SỞ, Sở", exact=True) == [0, 12]


def test_several_words_are_found_in_the_order_of_the_text():
    assert starts(["giao", "trước", "nộp"], "nộp trước khi giao, Nộp") == [0, 4, 14, 20]


def test_a_word_first_asked_for_after_a_text_was_read_is_found_in_it():
    text = "Hạn nộp lưới kéo vây: lưới" + PADDING
    assert list(FirstWords(["hạn"]).places(text)) == [0]
    assert list(FirstWords(["lưới"]).places(text)) == [8, 22]


@pytest.mark.parametrize("word", ["đ/c", "", "hai từ", "P."])
def test_what_is_no_word_is_refused(word):
    with pytest.raises(ValueError, match="một từ"):
        FirstWords([word])


def test_every_word_that_is_asked_for_is_one():
    assert registered_words() and all(word.isalnum() for word in registered_words())


def test_of_a_short_text_is_not_told_whether_words_stand_in_it():
    words = FirstWords(["giao"])
    assert words.stand_in("nộp", 0, 3)
    assert not words.stand_in("nộp" + PADDING, 0, 3)
    assert [words.stand_in("nộp giao" + PADDING, *part) for part in ((0, 4), (0, 5), (4, 8), (5, 8))] == [False, True, True, False]


@pytest.mark.parametrize(
    ("phrase", "printed"),
    [
        ("hủy bỏ", "Huỷ  bỏ"),
        ("ủy quyền", "uỷ quyền"),
        ("hoà giải", "HÒA GIẢI"),
        ("đ/c", "đ/c"),
    ],
)
def test_phrases_are_found_however_their_tones_are_placed(phrase, printed):
    text = f"Nay {printed} hết" + PADDING
    (match,) = Sought.phrases([phrase]).finditer(text, 0, len(text))
    assert match[0] == printed


WORDS = st.sampled_from(
    ["giao", "Giao", "giao nộp", "nộp", "sở", "Sở", "hạn nộp", "hạn", "kho", "kho-giao", "(nộp", "giao.", "\n", "x_giao", "2nộp"]
)


@given(st.lists(WORDS, max_size=40), st.integers(0, 60), st.integers(0, 60), st.booleans())
def test_what_is_sought_is_what_the_pattern_finds(words, start, length, long):
    text = " ".join(words) + (PADDING if long else "")
    sought = Sought.phrases(["giao", "giao nộp", "hạn nộp", "sở"])
    end = min(len(text), start + length)
    spans = [match.span() for match in sought.finditer(text, start, end)]
    assert spans == [match.span() for match in sought.pattern.finditer(text, start, end)]
    first = sought.search(text, start, end)
    assert (first.span() if first else None) == (spans[0] if spans else None)


@given(st.text(alphabet="giaonộp GIAO-_/.❖\n\t2", max_size=80))
def test_places_are_those_of_whole_words(text):
    whole = re.compile(r"(?<![^\W_])(?:giao|Giao|GIAO|nộp|Nộp|NỘP)(?![^\W_])")
    assert starts(["giao", "nộp"], text) == [match.start() for match in whole.finditer(text + PADDING)]
