"""/api/v1: the collection as JSON."""

from importlib.metadata import version
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, jsonify, render_template, request

from portal.api.description import description
from portal.api.operations import OPERATIONS, NotThere
from portal.api.parameters import read
from portal.here import collection

bp = Blueprint("api", __name__, url_prefix="/api/v1")
_BY_PATH = {operation.path.strip("/"): operation for operation in OPERATIONS}


@bp.get("/")
def guide() -> str:
    """What there is, for people: each address with its parameters and an example to follow."""
    return render_template("api.html", operations=OPERATIONS)


@bp.get("/openapi.json")
def openapi() -> Response:
    return jsonify(description(version("cancu")))


@bp.get("/<name>")
def call(name: str) -> Response:
    operation = _BY_PATH.get(name)
    if operation is None:
        abort(404)
    values = read(request.args, operation.parameters)
    try:
        answer = operation.answer(collection(), values)
    except NotThere:
        abort(404)
    if answer.get("next") == "":
        pairs = [(k, v) for k, v in request.args.items(multi=True) if k != "page"]
        answer["next"] = f"{request.path}?{urlencode([*pairs, ('page', values['page'] + 1)])}"
    return jsonify(answer)
