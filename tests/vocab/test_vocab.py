import pytest

from corpus import numbering
from corpus.deadlines import find_deadline
from corpus.vocabcheck import problems
from corpus.vocabulary import FILES, load_toml, vocabulary

VOCAB = vocabulary()


def test_every_entry_keeps_the_rules():
    assert [str(p) for p in problems()] == []


@pytest.mark.parametrize("name", FILES)
def test_every_file_says_where_its_knowledge_comes_from(name):
    assert len(load_toml(name)["source"]) > 10


@pytest.mark.parametrize("entry", load_toml("doctypes")["doctype"], ids=lambda e: e["id"])
def test_examples_of_kinds_are_read_as_numbers(entry):
    for example in entry["examples"]:
        number = numbering.parse(example, VOCAB)
        assert number is not None, example
        if number.type_code:
            assert number.type_code.upper() in {c.upper() for c in entry["codes"]} or entry["id"] in {"quy-dinh"}


def test_sixty_three_provinces_became_thirty_four():
    before = [p for p in VOCAB.provinces if (p.valid_from or "") <= "2024-01-01" <= (p.valid_to or "9999")]
    after = [p for p in VOCAB.provinces if (p.valid_from or "") <= "2025-07-01" <= (p.valid_to or "9999")]
    assert (len(before), len(after)) == (63, 34)


@pytest.mark.parametrize("entry", load_toml("deadlines")["deadline"], ids=lambda e: e["id"])
def test_examples_of_deadlines(entry):
    for example in entry["examples"]:
        assert find_deadline(example, 0, len(example)).kind == entry["kind"], example
    for other in entry["not"]:
        assert find_deadline(other, 0, len(other)).kind != entry["kind"], other
