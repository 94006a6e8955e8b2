"""Tries of phrases find what a plain alternation would find."""

import re

from hypothesis import given
from hypothesis import strategies as st

from corpus.phrases import PhraseTable, alternation, words

PHRASES = ["Phòng Quản lý Khoa học", "Phòng Quản lý", "Sở Y tế", "Ủy ban nhân dân", "Thu, chi", "Kế hoạch - Tài chính", "KH&CN"]


def test_the_longest_phrase_wins_and_may_fall_back():
    pattern = re.compile(words(PHRASES) + r"(?!\w)")
    assert pattern.search("Phòng Quản lý Khoa học")[0] == "Phòng Quản lý Khoa học"
    assert pattern.search("Phòng Quản lý Khoa họcX")[0] == "Phòng Quản lý"


def test_blanks_dashes_commas_and_tones_are_loose():
    pattern = re.compile(alternation(PHRASES))
    for printed in ("Kế hoạch – Tài chính", "Kế hoạch\n-Tài chính", "Thu , chi", "Uỷ ban  nhân dân", "KH&CN"):
        assert pattern.fullmatch(printed), printed


def test_the_left_edge():
    pattern = re.compile(words(["theo"], any_case=True))
    assert [m.start() for m in pattern.finditer("Theo, (theo) xtheo")] == [0, 7]
    assert not re.search(words(["theo"], edge=r"\w-"), "-theo")


SYLLABLES = st.sampled_from(["Sở", "Y", "tế", "tỉnh", "Ban", "sở", "y"])
LINES = st.lists(SYLLABLES, min_size=1, max_size=4).map(" ".join)


@given(st.lists(LINES, min_size=1, max_size=6), st.lists(SYLLABLES, max_size=12).map(" ".join))
def test_a_trie_finds_what_an_alternation_finds(phrases, text):
    plain = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(p) for p in sorted(set(phrases), key=len, reverse=True))})(?!\w)")
    trie = re.compile(words(phrases) + r"(?!\w)")
    assert [m.span() for m in trie.finditer(text)] == [m.span() for m in plain.finditer(text)]
    table = PhraseTable(phrases)
    blind = re.compile(plain.pattern, re.IGNORECASE)
    for start in (m.start() for m in re.finditer(r"\S+", text)):
        found = blind.match(text, start)
        assert table.match(text, start, len(text)) == (found.end() if found else None)
