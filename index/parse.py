"""What a user typed → a query tree: Whoosh parses the language, its words are turned into what the index holds.

A malformed query never fails: it is searched as words, and says so. The tree is Whoosh's own; each engine evaluates it.
"""

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass

from whoosh import query as wq
from whoosh.qparser import FieldsPlugin, GtLtPlugin, OperatorsPlugin, PhrasePlugin, PrefixPlugin, QueryParser, RangePlugin, WhitespacePlugin
from whoosh.qparser.common import QueryParserError

from corpus.text import fold, modern_tones

from .analysis import NUMBER, clean, numbers, syllables
from .engine import SomeOf
from .schema import FIELD_NAMES, parser_schema

_OPERATOR = re.compile(r"[\"*]|(?<!\S)-\S|\b(?:AND|OR|NOT|VÀ|HOẶC|KHÔNG)\b|\w:\S")
# measured with `cancu evaluate-search` (see ARCHITECTURE.md): the form as typed and the folded one half each, pairs half
_FORM, _PAIR, _HEADING, _NUMBER = 0.5, 0.5, 0.02, 6.0
_RELAXED_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Parsed:
    """The query, the words to highlight (exact forms), and a note where the query was read as plain words.

    `relaxed` asks for some of the words only, for where no passage holds them all; None where the query has operators.
    """

    query: wq.Query
    words: tuple[str, ...]
    note: str = ""
    relaxed: wq.Query | None = None


def parse(text: str) -> Parsed:
    """The parsed query; an empty one matches everything."""
    text = clean(text).strip()
    if not text:
        return Parsed(everything(), ())
    words = tuple(dict.fromkeys(s.exact for s in syllables(text)))
    if not words:
        return Parsed(wq.NullQuery, (), "Không có chữ hay số nào để tìm.")
    prepared, found_numbers = _take_numbers(text)
    note, query = "", None
    if prepared.strip():
        try:
            query = _Translator().translate(_parser().parse(_rename_fields(prepared)))
        except (ValueError, AttributeError, IndexError, QueryParserError):
            query, note = _as_words(prepared), "Câu tìm kiếm không đúng cú pháp nên được tìm như các từ thường."
    if prepared.count('"') % 2:
        note = "Thiếu dấu ngoặc kép đóng: phần sau được tìm như các từ thường."
    clauses = [_number_query(n) for n in found_numbers] + ([query] if query is not None else [])
    plain = [s.exact for s in syllables(prepared)]
    relaxed = some_of(plain) if len(plain) > 1 and not _OPERATOR.search(text) else None
    return Parsed(wq.And(clauses) if len(clauses) != 1 else clauses[0], words, note, relaxed)


def matching(tree: wq.Query) -> wq.Query:
    """A tree that matches the same entries with less work, for counting: what only adds to the score is left out."""
    match tree:
        case wq.AndMaybe():
            return matching(tree.a)
        case SomeOf():
            return SomeOf([matching(sub) for sub in tree.subqueries], minmatch=tree.minmatch)
        case wq.And():
            return wq.And([matching(sub) for sub in tree.subqueries])
        case wq.Or():
            folded = {sub.text for sub in tree.subqueries if isinstance(sub, wq.Term) and sub.fieldname == "folded"}
            # an entry that holds a form with its diacritics holds the folded one
            kept = [s for s in tree.subqueries if not (isinstance(s, wq.Term) and s.fieldname == "exact" and fold(s.text) in folded)]
            return wq.Or([matching(sub) for sub in kept])
    return tree


def some_of(words: list[str]) -> wq.Query:
    """Passages that hold a good part of the words, those with most and rarest first."""
    least = max(1, int(len(words) * _RELAXED_SHARE))
    return _with_pairs(SomeOf([_word(w) for w in words], minmatch=least), words)


def everything() -> wq.Query:
    """Every entry, without a say in the score."""
    return wq.ConstantScoreQuery(wq.Every(), 0.0)


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
        if not tokens or text[: match.start()].rstrip().endswith(":"):  # a field's value stays with its field
            return match[0]
        found.append([tokens[-1]])
        return " "

    if '"' in text:
        return text, []
    return re.sub(r"(?<=\s)(?:số|so)\s*(?=$|\s)", " ", NUMBER.sub(note, text), flags=re.IGNORECASE) if numbers(text) else text, found


def _number_query(tokens: list[str]) -> wq.Query:
    return wq.DisjunctionMax([wq.Term("number", t, boost=_NUMBER) for t in tokens])


def _word(word: str) -> wq.Query:
    """A syllable: typed with diacritics the same form counts double, the folded form finds the others; the heading helps."""
    word = modern_tones(word.lower())
    plain = fold(word)
    options = [wq.Term("folded", plain, boost=_FORM if plain != word else 2 * _FORM)]
    if plain != word:
        options.append(wq.Term("exact", word, boost=_FORM))
    return wq.Or([*options, wq.Term("heading", word, boost=_HEADING)])


def _phrase(words: list[str], field: str = "") -> wq.Query:
    """The words next to each other; each also counts by itself, so that both engines score a phrase the same way."""
    exact = not field and any(fold(w) != w for w in words)
    field = field or ("exact" if exact else "folded")
    terms = [modern_tones(w.lower()) if exact else fold(w) for w in words]
    if len(terms) == 1:
        return wq.Term(field, terms[0])
    return wq.And([wq.ConstantScoreQuery(wq.Phrase(field, terms), 0.0), *(wq.Term(field, term) for term in dict.fromkeys(terms))])


def _with_pairs(query: wq.Query, words: list[str]) -> wq.Query:
    """Neighbouring pairs of the query as an optional reward: Vietnamese words are mostly two syllables."""
    found = [fold(modern_tones(w.lower())) for w in words]
    pairs = [wq.Term("pairs", f"{a}_{b}", boost=_PAIR) for a, b in itertools.pairwise(found)]
    return wq.AndMaybe(query, wq.Or(pairs)) if pairs else query


def _as_words(text: str) -> wq.Query:
    words = [s.exact for s in syllables(text)]
    return _with_pairs(wq.And([_word(w) for w in words]), words) if words else everything()


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
    """What Whoosh's parser found → the fields of the index."""

    def translate(self, tree: wq.Query) -> wq.Query:
        handlers: list[tuple[type, Callable[[wq.Query], wq.Query]]] = [
            (wq.Term, self._term), (wq.TermRange, self._range), (wq.Phrase, self._phrase), (wq.Prefix, self._prefix), (wq.Not, self._not), (wq.Or, self._or), (wq.And, self._and),
        ]  # fmt: skip
        for kind, handler in handlers:
            if isinstance(tree, kind):
                return handler(tree)
        if tree == wq.NullQuery:
            return everything()
        if isinstance(tree, wq.compound.CompoundQuery):
            return self._and(tree)
        raise ValueError(f"unknown query {tree!r}")

    def _term(self, term: wq.Term) -> wq.Query:
        field, text = term.fieldname, str(term.text)
        if field == "exact":
            return _word(text)
        if field == "heading":
            return wq.Term("heading", fold(text))
        if field == "number":
            return _number_query(numbers(text)[-1:] or [fold(text)])
        if field == "unit":
            return self._unit(text)
        if field in {"due", "day"}:
            return wq.NumericRange(field, _day(text, False), _day(text, True))
        return self._facet(field, text)

    def _range(self, tree: wq.Query) -> wq.Query:
        """Years and days from one to another, either end open: "năm:[2019 TO 2021]", "hạn:<2021-12-31"."""
        field, low, high = tree.fieldname, _day(tree.start, False), _day(tree.end, True)
        if field == "year":
            field = "day"
        if field not in {"day", "due"} or (low is None and high is None):
            raise ValueError(f"no range over {tree.fieldname}")
        return wq.NumericRange(field, low, high, low is not None and bool(tree.startexcl), high is not None and bool(tree.endexcl))

    def _unit(self, text: str) -> wq.Query:
        """Units whose name holds the words, whatever their diacritics."""
        words = [s.folded for s in syllables(text.replace("_", " "))]
        return _phrase(words, "unit_words") if words else wq.NullQuery

    def _facet(self, field: str, text: str) -> wq.Query:
        """A facet's value; blanks may be written as underscores, case does not count."""
        value = text.replace("_", " ").strip('"')
        options = {value, value.capitalize(), value.title(), value.upper()}
        return wq.ConstantScoreQuery(wq.Or([wq.Term(field, option) for option in sorted(options)]), 1.0)

    def _phrase(self, phrase: wq.Phrase) -> wq.Query:
        words = [s.exact for w in phrase.words for s in syllables(str(w))]
        if phrase.fieldname == "unit":
            return self._unit(" ".join(words))
        if phrase.fieldname not in {"exact", "heading"}:
            return self._facet(phrase.fieldname, " ".join(str(w) for w in phrase.words))
        return _phrase(words) if words else everything()

    def _prefix(self, prefix: wq.Prefix) -> wq.Query:
        return wq.ConstantScoreQuery(wq.Prefix("folded", fold(str(prefix.text))), 1.0)

    def _not(self, tree: wq.Not) -> wq.Query:
        return wq.And([everything(), wq.Not(self.translate(tree.query))])

    def _or(self, tree: wq.Or) -> wq.Query:
        return wq.Or([self.translate(q) for q in tree.subqueries])

    def _and(self, tree: wq.Query) -> wq.Query:
        wanted = [part for part in tree.subqueries if not isinstance(part, wq.Not)]
        barred = [wq.Not(self.translate(part.query)) for part in tree.subqueries if isinstance(part, wq.Not)]
        words = [str(part.text) for part in wanted if isinstance(part, wq.Term) and part.fieldname == "exact"]
        return _with_pairs(wq.And([*([self.translate(part) for part in wanted] or [everything()]), *barred]), words)
