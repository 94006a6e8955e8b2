"""The description of the interface, OpenAPI 3.1, made from the same tables that read its requests."""

from typing import Any

from .operations import OPERATIONS, Operation
from .shapes import SCHEMAS


def _error(about: str) -> dict[str, Any]:
    return {"description": about, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}}


def _path(operation: Operation) -> dict[str, Any]:
    answer = {"application/json": {"schema": {"$ref": f"#/components/schemas/{operation.shape}"}}}
    responses = {"200": {"description": operation.about, "content": answer}, "400": _error("Tham số chưa đúng.")}
    if operation.missing:
        responses["404"] = _error("Không có văn bản này trong kho.")
    responses["503"] = _error("Chưa có dữ liệu, hoặc đang bận.")
    return {"get": {
        "operationId": operation.path.strip("/"), "summary": operation.about,
        "parameters": [parameter.describe() for parameter in operation.parameters], "responses": responses,
    }}  # fmt: skip


def description(version: str) -> dict[str, Any]:
    """The whole description for a version of the product."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Căn Cứ", "version": version, "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            "description": "Văn bản, nhiệm vụ, căn cứ: mọi điều trả về đều kèm chỗ đứng của câu gốc. Chỉ đọc. / Read only; every fact comes with the place of its sentence.",
        },
        "servers": [{"url": "/api/v1"}],
        "paths": {operation.path: _path(operation) for operation in OPERATIONS},
        "components": {"schemas": SCHEMAS},
    }  # fmt: skip
