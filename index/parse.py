"""What a user typed → Tantivy query: Whoosh parses the language, the tree is translated.

A malformed query never fails: it is searched as words, and says so.
"""

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass

import tantivy
from whoosh import query as wq
from whoosh.qparser import FieldsPlugin, OperatorsPlugin, PhrasePlugin, PrefixPlugin, QueryParser, WhitespacePlugin
from whoosh.qparser.common import QueryParserError

from corpus.text import fold, modern_tones

from .analysis import NUMBER, clean, numbers, syllables
from .schema import FIELD_NAMES, parser_schema, tantivy_schema

Occur = tantivy.Occur
_EXACT, _NUMBER, _HEADING = 2.0, 6.0, 0.6


@dataclass(frozen=True, slots=True)
class Parsed:
    """The query, the words to highlight (exact forms), and a note where the query was read as plain words."""

    query: tantivy.Query
    words: tuple[str, ...]
    note: str = ""


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
    return Parsed(tantivy.Query.boolean_query(clauses) if len(clauses) != 1 else clauses[0][1], words, note)


def _parser() -> QueryParser:
    plugins = [
        WhitespacePlugin(), PrefixPlugin(), PhrasePlugin(), FieldsPlugin(),
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
    """A syllable: with diacritics exact matches count more than folded ones; the heading helps."""
    schema = tantivy_schema()
    word = modern_tones(word.lower())
    plain = fold(word)
    options = [tantivy.Query.term_query(schema, "folded", plain)]
    if plain != word:
        options.append(tantivy.Query.boost_query(tantivy.Query.term_query(schema, "exact", word), _EXACT))
        heading = tantivy.Query.term_query(schema, "heading", word)
    else:
        heading = tantivy.Query.term_query(schema, "heading", plain)
    body = tantivy.Query.disjunction_max_query(options, 0.1) if len(options) > 1 else options[0]
    return tantivy.Query.boolean_query([(Occur.Should, body), (Occur.Should, tantivy.Query.boost_query(heading, _HEADING))])


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
    return [(Occur.Should, tantivy.Query.boost_query(_phrase([a, b]), 0.5)) for a, b in itertools.pairwise(words)]


def _as_words(text: str) -> tantivy.Query:
    words = [s.exact for s in syllables(text)]
    if not words:
        return tantivy.Query.all_query()
    return tantivy.Query.boolean_query([*((Occur.Must, _word(w)) for w in words), *_near(words)])


class _Translator:
    """Whoosh query tree → Tantivy query."""

    def translate(self, tree: wq.Query) -> tantivy.Query:
        handlers: list[tuple[type, Callable[[wq.Query], tantivy.Query]]] = [
            (wq.Term, self._term), (wq.Phrase, self._phrase), (wq.Prefix, self._prefix), (wq.Not, self._not), (wq.Or, self._or), (wq.And, self._and),
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
        return self._facet(field, text)

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
