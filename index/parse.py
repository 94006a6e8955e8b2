"""What a user typed → Tantivy query: Whoosh parses the language, the tree is translated.

A malformed query never fails: it is searched as words, and says so.
"""

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass

import tantivy
from whoosh import query as wq
from whoosh.qparser import FieldsPlugin, GtLtPlugin, OperatorsPlugin, PhrasePlugin, PrefixPlugin, QueryParser, RangePlugin, WhitespacePlugin
from whoosh.qparser.common import QueryParserError

from corpus.text import fold, modern_tones

from .analysis import NUMBER, clean, numbers, syllables
from .schema import FIELD_NAMES, parser_schema, tantivy_schema

Occur = tantivy.Occur
_OPERATOR = re.compile(r"[\"*]|(?<!\S)-\S|\b(?:AND|OR|NOT|VÀ|HOẶC|KHÔNG)\b|\w:\S")
# measured with `cancu evaluate-search` (see ARCHITECTURE.md): the form as typed and the folded one half each, pairs half
_FORM, _PAIR, _HEADING, _NUMBER = 0.5, 0.5, 0.02, 6.0
_RELAXED_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Parsed:
    """The query, the words to highlight (exact forms), and a note where the query was read as plain words.

    `relaxed` asks for some of the words only, for where no passage holds them all; None where the query has operators.
    """

    query: tantivy.Query
    words: tuple[str, ...]
    note: str = ""
    relaxed: tantivy.Query | None = None


def parse(text: str) -> Parsed:
    """The parsed query; an empty one matches everything."""
    text = clean(text).strip()
    if not text:
        return Parsed(tantivy.Query.all_query(), ())
    words = tuple(dict.fromkeys(s.exact for s in syllables(text)))
    if not words:
        return Parsed(tantivy.Query.empty_query(), (), "Không có chữ hay số nào để tìm.")
    prepared, found_numbers = _take_numbers(text)
    note = ""
    try:
        tree = _parser().parse(_rename_fields(prepared)) if prepared.strip() else wq.NullQuery
        query = _Translator().translate(tree) if prepared.strip() else None
    except (ValueError, AttributeError, IndexError, QueryParserError):
        query, note = _as_words(prepared), "Câu tìm kiếm không đúng cú pháp nên được tìm như các từ thường."
    if prepared.count('"') % 2:
        note = "Thiếu dấu ngoặc kép đóng: phần sau được tìm như các từ thường."
    clauses = [(Occur.Must, _number_query(n)) for n in found_numbers]
    if query is not None and (words and prepared.strip()):
        clauses.append((Occur.Must, query))
    whole = tantivy.Query.boolean_query(clauses) if len(clauses) != 1 else clauses[0][1]
    plain = [s.exact for s in syllables(prepared)]
    relaxed = some_of(plain) if len(plain) > 1 and not _OPERATOR.search(text) else None
    return Parsed(whole, words, note, relaxed)


def some_of(words: list[str]) -> tantivy.Query:
    """Passages that hold a good part of the words, those with most and rarest first."""
    least = max(1, int(len(words) * _RELAXED_SHARE))
    some = tantivy.Query.boolean_query([(Occur.Should, _word(w)) for w in words], least)
    return tantivy.Query.boolean_query([(Occur.Must, some), *_near(words)])


def _parser() -> QueryParser:
    plugins = [
        WhitespacePlugin(), PrefixPlugin(), PhrasePlugin(), RangePlugin(), FieldsPlugin(), GtLtPlugin(),
        OperatorsPlugin(And=r"(?<=\s)(?:AND|VÀ)(?=\s)", Or=r"(?<=\s)(?:OR|HOẶC)(?=\s)", Not=r"(?:(?<=\s)|^)(?:NOT\s+|KHÔNG\s+|-)", AndNot=None, AndMaybe=None, Require=None),
    ]  # fmt: skip
    return QueryParser("exact", parser_schema(), plugins=plugins)


def _rename_fields(text: str) -> str:
    """Vietnamese field names → fields; quoted values stay together."""
    names = "|".join(sorted((re.escape(n) for n in FIELD_NAMES), key=len, reverse=True))
    return re.sub(rf"(?<!\w)({names}):\s*", lambda m: FIELD_NAMES[m[1].lower()] + ":", text, flags=re.IGNORECASE)


def _take_numbers(text: str) -> tuple[str, list[list[str]]]:
    """Document numbers typed anywhere, taken out of the words: each as its number tokens, the most telling last."""
    found: list[list[str]] = []

    def note(match: re.Match[str]) -> str:
        tokens = numbers(match[0])
        if not tokens:
            return match[0]
        found.append([tokens[-1]])
        return " "

    if '"' in text:
        return text, []
    return re.sub(r"(?<=\s)(?:số|so)\s*(?=$|\s)", " ", NUMBER.sub(note, text), flags=re.IGNORECASE) if numbers(text) else text, found


def _number_query(tokens: list[str]) -> tantivy.Query:
    schema = tantivy_schema()
    return tantivy.Query.boost_query(
        tantivy.Query.disjunction_max_query([tantivy.Query.term_query(schema, "number", t) for t in tokens]), _NUMBER
    )


def _word(word: str) -> tantivy.Query:
    """A syllable: typed with diacritics the same form counts double, the folded form finds the others; the heading helps."""
    schema = tantivy_schema()
    word = modern_tones(word.lower())
    plain = fold(word)
    options = [(Occur.Should, _boosted("folded", plain, _FORM if plain != word else 2 * _FORM))]
    if plain != word:
        options.append((Occur.Should, _boosted("exact", word, _FORM)))
    heading = tantivy.Query.boost_query(tantivy.Query.term_query(schema, "heading", word), _HEADING)
    return tantivy.Query.boolean_query([*options, (Occur.Should, heading)])


def _boosted(field: str, term: str, weight: float) -> tantivy.Query:
    return tantivy.Query.boost_query(tantivy.Query.term_query(tantivy_schema(), field, term), weight)


def _phrase(words: list[str], slop: int = 0) -> tantivy.Query:
    schema = tantivy_schema()
    exact = any(fold(w) != w for w in words)
    field = "exact" if exact else "folded"
    terms = [modern_tones(w.lower()) if exact else fold(w) for w in words]
    if len(terms) == 1:
        return tantivy.Query.term_query(schema, field, terms[0])
    return tantivy.Query.phrase_query(schema, field, list(terms), slop)


def _near(words: list[str]) -> list[tuple[tantivy.Occur, tantivy.Query]]:
    """Neighbouring pairs of the query as an optional reward: Vietnamese words are mostly two syllables."""
    found = [modern_tones(w.lower()) for w in words]
    accented = any(fold(w) != w for w in found)
    terms = [f"{a}_{b}" if accented else f"{fold(a)}_{fold(b)}" for a, b in itertools.pairwise(found)]
    return [(Occur.Should, _boosted("pairs" if accented else "folded_pairs", term, _PAIR)) for term in terms]


def _as_words(text: str) -> tantivy.Query:
    words = [s.exact for s in syllables(text)]
    if not words:
        return tantivy.Query.all_query()
    return tantivy.Query.boolean_query([*((Occur.Must, _word(w)) for w in words), *_near(words)])


def _day(text: str | None, last: bool) -> int | None:
    """A typed day, month or year as yyyymmdd: its first day, or its last. Raises ValueError for anything else."""
    if text is None:
        return None
    parts = [int(p) for p in re.split(r"[-/.]", str(text).strip())]
    if parts and parts[0] < 100:
        parts.reverse()
    if not parts or len(parts) > 3 or not 1900 <= parts[0] <= 2199:
        raise ValueError(f"no day: {text}")
    year, month, day = (*parts, *((12, 31) if last else (1, 1))[len(parts) - 1 :])
    return year * 10000 + month * 100 + day


class _Translator:
    """Whoosh query tree → Tantivy query."""

    def translate(self, tree: wq.Query) -> tantivy.Query:
        handlers: list[tuple[type, Callable[[wq.Query], tantivy.Query]]] = [
            (wq.Term, self._term), (wq.TermRange, self._range), (wq.Phrase, self._phrase), (wq.Prefix, self._prefix), (wq.Not, self._not), (wq.Or, self._or), (wq.And, self._and),
        ]  # fmt: skip
        for kind, handler in handlers:
            if isinstance(tree, kind):
                return handler(tree)
        if tree == wq.NullQuery:
            return tantivy.Query.all_query()
        if isinstance(tree, wq.compound.CompoundQuery):
            return self._and(tree)
        raise ValueError(f"unknown query {tree!r}")

    def _term(self, term: wq.Term) -> tantivy.Query:
        field, text = term.fieldname, str(term.text)
        if field == "exact":
            return _word(text)
        if field == "heading":
            return tantivy.Query.term_query(tantivy_schema(), "heading", fold(text))
        if field == "number":
            return _number_query(numbers(text)[-1:] or [fold(text)])
        if field == "unit":
            return self._unit(text)
        if field in {"due", "day"}:
            low, high = _day(text, False), _day(text, True)
            return tantivy.Query.range_query(tantivy_schema(), field, tantivy.FieldType.Integer, low, high)
        return self._facet(field, text)

    def _range(self, tree: wq.Query) -> tantivy.Query:
        """Years and days from one to another, either end open: "năm:[2019 TO 2021]", "hạn:<2021-12-31"."""
        field, low, high = tree.fieldname, _day(tree.start, False), _day(tree.end, True)
        if field == "year":
            field = "day"
        if field not in {"day", "due"} or (low is None and high is None):
            raise ValueError(f"no range over {tree.fieldname}")
        low_in, high_in = low is None or not tree.startexcl, high is None or not tree.endexcl
        return tantivy.Query.range_query(tantivy_schema(), field, tantivy.FieldType.Integer, low, high, low_in, high_in)

    def _unit(self, text: str) -> tantivy.Query:
        """Units whose name holds the words, whatever their diacritics."""
        words = [s.folded for s in syllables(text.replace("_", " "))]
        return (
            tantivy.Query.phrase_query(tantivy_schema(), "unit_words", list(words))
            if len(words) > 1
            else tantivy.Query.term_query(tantivy_schema(), "unit_words", words[0] if words else "")
        )

    def _facet(self, field: str, text: str) -> tantivy.Query:
        """A facet's value; blanks may be written as underscores, case does not count."""
        value = text.replace("_", " ").strip('"')
        options = {value, value.capitalize(), value.title(), value.upper()}
        return tantivy.Query.disjunction_max_query([tantivy.Query.term_query(tantivy_schema(), field, o) for o in sorted(options)])

    def _phrase(self, phrase: wq.Phrase) -> tantivy.Query:
        words = [s.exact for w in phrase.words for s in syllables(str(w))]
        if phrase.fieldname == "unit":
            return self._unit(" ".join(words))
        if phrase.fieldname not in {"exact", "heading"}:
            return self._facet(phrase.fieldname, " ".join(str(w) for w in phrase.words))
        return _phrase(words) if words else tantivy.Query.all_query()

    def _prefix(self, prefix: wq.Prefix) -> tantivy.Query:
        return tantivy.Query.regex_query(tantivy_schema(), "folded", re.escape(fold(str(prefix.text))) + ".*")

    def _not(self, tree: wq.Not) -> tantivy.Query:
        return tantivy.Query.boolean_query([(Occur.Must, tantivy.Query.all_query()), (Occur.MustNot, self.translate(tree.query))])

    def _or(self, tree: wq.Or) -> tantivy.Query:
        return tantivy.Query.boolean_query([(Occur.Should, self.translate(q)) for q in tree.subqueries])

    def _and(self, tree: wq.Query) -> tantivy.Query:
        clauses: list[tuple[tantivy.Occur, tantivy.Query]] = []
        words: list[str] = []
        for part in tree.subqueries:
            if isinstance(part, wq.Not):
                clauses.append((Occur.MustNot, self.translate(part.query)))
                continue
            if isinstance(part, wq.Term) and part.fieldname == "exact":
                words.append(str(part.text))
            clauses.append((Occur.Must, self.translate(part)))
        if not any(occur == Occur.Must for occur, _ in clauses):
            clauses.append((Occur.Must, tantivy.Query.all_query()))
        return tantivy.Query.boolean_query([*clauses, *_near(words)])
