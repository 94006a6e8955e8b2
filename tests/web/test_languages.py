"""The interface in English: nothing of it is left untranslated, nothing of a document is translated."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

from corpus.vocabulary import vocabulary
from portal import errors, urls
from portal.api.operations import OPERATIONS
from portal.chosen import FILTERS
from portal.register import HEADER
from portal.search_examples import EXAMPLES
from portal.summary import GROUPS
from portal.translations import english
from portal.views.home import PROBLEM_NAMES
from portal.views.search import FACET_LABELS

PORTAL = Path(__file__).resolve().parents[2] / "portal"
TEMPLATES = [("**.html", "jinja2"), ("**.xml", "jinja2")]
_VIETNAMESE = re.compile(r"[À-ỹĐđ]")


def messages():
    """What templates and tables say."""
    options = {"**.html": {"extensions": "jinja2.ext.i18n"}}
    for _, _, message, _, _ in extract_from_dir(PORTAL, method_map=TEMPLATES, options_map=options):
        yield message
    yield from (name for _, name in urls.NAV)
    for table in (urls.ORIGIN, urls.STATUS, FACET_LABELS, FILTERS, PROBLEM_NAMES, errors.TITLES):
        yield from table.values()
    yield from (label for label, _, _ in GROUPS.values())
    yield from HEADER
    yield from (r.label for r in vocabulary().relations)
    for group, examples in EXAMPLES:
        yield group
        yield from (finds for _, finds in examples)
    for operation in OPERATIONS:
        yield operation.about
        yield from (p.about for p in operation.parameters)


def test_every_message_has_its_english():
    missing = sorted({m for m in messages() if m not in english()})
    assert not missing


def test_no_message_is_kept_that_nobody_says():
    said = set(messages())
    code = "".join(p.read_text(encoding="utf-8") for p in PORTAL.rglob("*.py"))
    assert not [m for m in english() if m not in said and f'"{m}"' not in code and m.lower() not in code]


def test_no_template_says_anything_outside_the_catalogue():
    """Vietnamese letters stand in `_('…')` alone, but for the language's own name and examples of numbers."""
    for path in PORTAL.joinpath("templates").glob("*.html"):
        text = re.sub(
            r"<code>[^<{]*</code>|_\(('[^']*'|\"[^\"]*\")\)|Căn Cứ|Tiếng Việt|NĐ-CP|QĐ 41 Lâm Đồng|'chưa rõ'|\{#.*?#\}",
            "",
            path.read_text(encoding="utf-8"),
        )
        assert not _VIETNAMESE.search(text), (path.name, _VIETNAMESE.search(text))


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/tim-kiem?q=kiem+ke",
        "/nhiem-vu",
        "/nhiem-vu/tong-hop",
        "/van-ban",
        "/can-cu",
        "/mang-luoi",
        "/chat-luong",
        "/gioi-thieu",
        "/tim-kiem/cach-tim",
        "/api/v1/",
    ],
)
def test_pages_speak_english_when_asked(app, path):
    client = app.test_client()
    page = client.get(path + ("&" if "?" in path else "?") + "lang=en").text
    assert '<html lang="en">' in page and ">Tasks</a>" in page and "Tới nội dung" not in page
    again = client.get(path).text
    assert '<html lang="en">' in again  # the cookie keeps the choice
    assert '<html lang="vi">' in client.get(path + ("&" if "?" in path else "?") + "lang=vi").text


def test_vietnamese_comes_first_whatever_the_browser_prefers(app):
    response = app.test_client().get("/", headers={"Accept-Language": "en"})
    assert '<html lang="vi">' in response.text and "Cookie" in response.headers["Vary"]


def test_the_switch_keeps_the_search(app):
    page = app.test_client().get("/tim-kiem?q=kiem+ke&year=2021").text
    assert 'href="/tim-kiem?q=kiem+ke&amp;year=2021&amp;lang=en"' in page
    assert "lang=fr" not in app.test_client().get("/?lang=fr").text


def test_tables_taken_away_have_headers_of_the_language(app):
    client = app.test_client()
    assert client.get("/van-ban?dang=csv&lang=en").text.startswith("\ufeffDocuments,Subject,Date")
    assert client.get("/van-ban?dang=csv&lang=vi").text.startswith("\ufeffVăn bản,Trích yếu,Ngày")
