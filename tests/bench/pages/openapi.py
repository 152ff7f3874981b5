"""A JSON Schema as the OpenAPI document that the peers want, which show no schema by itself."""

import re
from typing import Any

ROOT = "Root"
_DEFINITIONS = "#/definitions/"


def wrapped(schema: dict[str, Any]) -> dict[str, Any]:
    """Return an OpenAPI 3.1 document with one operation whose request is the schema.

    All is as served, but that definitions become components, under names that OpenAPI allows.
    """
    body = {key: value for key, value in schema.items() if key not in {"definitions", "$schema"}}
    components = {ROOT: _moved(body)}
    for name, definition in schema.get("definitions", {}).items():
        components[_component(name)] = _moved(definition)
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{ROOT}"}}}
    operation = {
        "operationId": "show",
        "summary": "Show",
        "requestBody": {"required": True, "content": content},
        "responses": {"204": {"description": "Done"}},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Schema", "version": "1"},
        "paths": {"/show": {"post": operation}},
        "components": {"schemas": components},
    }


def _moved(value: Any) -> Any:
    if isinstance(value, list):
        return [_moved(entry) for entry in value]
    if not isinstance(value, dict):
        return value
    moved = {key: _moved(member) for key, member in value.items()}
    target = moved.get("$ref")
    if isinstance(target, str) and target.startswith(_DEFINITIONS):
        moved["$ref"] = f"#/components/schemas/{_component(target.removeprefix(_DEFINITIONS))}"
    return moved


def _component(name: str) -> str:
    return re.sub(r"[^\w.-]", "_", name)
