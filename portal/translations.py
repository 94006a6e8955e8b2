"""The languages of the interface: Vietnamese is what the code says, English comes from a gettext catalogue.

`?lang=en` or `?lang=vi` chooses, a cookie keeps it. Texts of documents stay in their own language; what is
said of them is told in English by `portal.messages`.
"""

from functools import lru_cache
from importlib.resources import files
from urllib.parse import urlencode

from babel.messages.pofile import read_po
from flask import Flask, Response, g, has_request_context, request

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
_COOKIE = "lang"
_A_YEAR = 365 * 86_400


@lru_cache(maxsize=1)
def english() -> dict[str, str]:
    """Vietnamese → English, from `locale/en/LC_MESSAGES/cancu.po`; a message not yet translated is left out."""
    with files("portal").joinpath("locale", "en", "LC_MESSAGES", "cancu.po").open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file, locale="en") if message.id and message.string}


def language() -> str:
    """The language of the request at hand, "vi" outside of one."""
    return getattr(g, "language", "vi") if has_request_context() else "vi"


def gettext(text: str) -> str:
    """A text of the interface in the language of the request; itself where it has no translation."""
    if has_request_context():
        g.spoke = True
    return english().get(text, text) if language() == "en" else text


def ngettext(one: str, many: str, count: int) -> str:
    return gettext(one if count == 1 else many)


def install(app: Flask) -> None:
    """Chooses a language for each request, and gives templates `_`, the language, and the address in the other one."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]

    @app.before_request
    def choose() -> None:
        wanted = request.args.get("lang") or request.cookies.get(_COOKIE)
        g.language = wanted if wanted in LANGUAGES else "vi"

    @app.after_request
    def keep(response: Response) -> Response:
        if request.args.get("lang") in LANGUAGES:
            response.set_cookie(_COOKIE, g.language, max_age=_A_YEAR, samesite="Lax", httponly=True)
        if g.get("spoke") or g.get("from_kept"):  # what says nothing of ours is the same in every language
            response.vary.add("Cookie")
        return response

    @app.context_processor
    def words() -> dict[str, object]:
        other = next(code for code in LANGUAGES if code != language())
        kept = [(k, v) for k, v in request.args.items(multi=True) if k != "lang"]
        return {
            "language": language(),
            "other_language": {"code": other, "name": LANGUAGES[other], "href": f"{request.path}?{urlencode([*kept, ('lang', other)])}"},
        }
