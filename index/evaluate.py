"""How well questions find their answers: recall, MRR and nDCG of several analyses, the product's own last.

A folder holds `articles.jsonl` (id, text; the first line of a text is its heading) and `questions.jsonl` (text, relevant ids).
"""

import itertools
import json
import math
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from whoosh import query as wq

from corpus.errors import CancuError

from .analysis import syllables
from .engine import Engine, add_all, open_engine, open_writer
from .entries import bare_entry
from .parse import parse, some_of
from .passages import windows

DEPTHS = (1, 5, 10, 20)
_PASSAGES = 300


class QuestionsError(CancuError):
    """A folder of questions that is not as expected; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one analysis reaches: recall by depth, MRR and nDCG at 10, means over the questions."""

    name: str
    recall: dict[int, float]
    mrr: float
    ndcg: float


@dataclass(frozen=True, slots=True)
class _Question:
    text: str
    relevant: frozenset[str]


def _lines(path: Path) -> Iterable[tuple[int, dict[str, object]]]:
    try:
        content = path.read_text(encoding="utf-8")
    except OSError as error:
        raise QuestionsError(f"{path}: {error.strerror}", "Cho thư mục có articles.jsonl và questions.jsonl.") from error
    for number, line in enumerate(content.splitlines(), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except ValueError as error:
                raise QuestionsError(f"{path}, dòng {number}: không phải JSON ({error})", "Mỗi dòng một đối tượng JSON.") from error


def _read(folder: Path) -> tuple[list[tuple[str, str]], list[_Question]]:
    try:
        articles = [(str(row["id"]), str(row["text"])) for _, row in _lines(folder / "articles.jsonl")]
        questions = [
            _Question(str(row["text"]), frozenset(map(str, row["relevant"])))  # type: ignore[call-overload]
            for _, row in _lines(folder / "questions.jsonl")
        ]
    except (KeyError, TypeError) as error:
        raise QuestionsError(f"{folder}: thiếu trường {error}", "articles: id, text; questions: text, relevant.") from error
    return articles, [q for q in questions if q.relevant]


def _index(folder: Path, rows: Iterable[tuple[str, str, str]]) -> Engine:
    """An index of (id, heading, text) passages in the product's own fields."""
    writer = open_writer(folder)
    add_all(writer, (bare_entry(key, heading, text) for key, heading, text in rows))
    writer.close()
    return open_engine(folder)


def _ranking(engine: Engine, query: wq.Query) -> list[str]:
    """Articles by their best passage."""
    return list(dict.fromkeys(str(engine.shown(address)["doc"]) for _, address in engine.top(query, _PASSAGES).hits))


def _plain(text: str, pairs: float = 0.0) -> wq.Query:
    """Any of the syllables as typed, and their folded pairs at some weight."""
    found = list(syllables(text))
    clauses = [wq.Term("exact", s.exact) for s in found]
    if pairs:
        clauses += [wq.Term("pairs", f"{a.folded}_{b.folded}", boost=pairs) for a, b in itertools.pairwise(found)]
    return wq.Or(clauses)


def _product(text: str) -> wq.Query:
    """What a search of the portal asks for where no passage holds every word of the question."""
    return parse(text).relaxed or some_of([s.exact for s in syllables(text)])


def _measured(name: str, questions: Sequence[_Question], rank: Callable[[str], list[str]]) -> Figures:
    recall = dict.fromkeys(DEPTHS, 0.0)
    mrr = ndcg = 0.0
    for question in questions:
        found = rank(question.text)
        hits = [article in question.relevant for article in found[: max(DEPTHS)]]
        for depth in DEPTHS:
            recall[depth] += sum(hits[:depth]) / len(question.relevant)
        mrr += next((1 / place for place, hit in enumerate(hits[:10], 1) if hit), 0.0)
        ideal = sum(1 / math.log2(place + 1) for place in range(1, min(10, len(question.relevant)) + 1))
        ndcg += sum(1 / math.log2(place + 1) for place, hit in enumerate(hits[:10], 1) if hit) / ideal
    count = max(1, len(questions))
    return Figures(name, {depth: value / count for depth, value in recall.items()}, mrr / count, ndcg / count)


def evaluate(folder: Path) -> list[Figures]:
    """Figures of each analysis over the questions of a folder, the product's own setting last. Raises QuestionsError."""
    articles, questions = _read(folder)
    whole = [(key, "", text) for key, text in articles]
    cut = []
    for key, text in articles:
        heading, _, body = text.partition("\n")
        body = body.strip() or heading
        cut += [(key, heading, body[low:high]) for low, high in windows(body)]
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        large, small = _index(Path(first), whole), _index(Path(second), cut)
        return [
            _measured("BM25, nguyên bài", questions, lambda text: _ranking(large, _plain(text))),
            _measured("đoạn, nhắc lại tiêu đề", questions, lambda text: _ranking(small, _plain(text))),
            _measured("đoạn + cặp âm tiết", questions, lambda text: _ranking(small, _plain(text, 0.5))),
            _measured("sản phẩm", questions, lambda text: _ranking(small, _product(text))),
        ]
