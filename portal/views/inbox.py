"""The page on which editors hand documents in."""

from flask import Blueprint, Response, abort, current_app, make_response, render_template, request

from portal.here import collection
from portal.inbox import hand_in, may_hand_in
from portal.settings import Settings
from portal.tools_here import tools_here

bp = Blueprint("inbox", __name__)
_MOST_FILES = 50
MOST_BYTES = 64 * 2**20


@bp.route("/them-van-ban", methods=["GET", "POST"])
def page() -> Response:
    """The form, and what became of the files handed in."""
    settings: Settings = current_app.config["SETTINGS"]
    if not settings.inbox or not settings.inbox_key:
        abort(404)
    if request.method == "GET":
        return make_response(render_template("inbox.html", handed=None, denied=False))
    request.max_content_length = MOST_BYTES
    if not may_hand_in(settings.inbox_key, request.form.get("khoa", "")):
        return make_response(render_template("inbox.html", handed=None, denied=True), 403)
    known = {entry.sha256 for entry in collection().manifest.files.values()}
    tools = tools_here(settings)
    files = [f for f in request.files.getlist("tep") if f.filename][:_MOST_FILES]
    handed = [hand_in(settings.inbox_folder, str(f.filename), f.read(), tools, known) for f in files]
    return make_response(render_template("inbox.html", handed=handed, denied=False))
