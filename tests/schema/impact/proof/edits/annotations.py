"""What says nothing about values, and who sees them; references and definitions."""

from typing import Any, Final

from tests.schema.impact.proof.draw import VALUES, Draw
from tests.schema.impact.proof.edits.edit import Edits, States, beside, either, mirrored, reverse
from tests.schema.impact.proof.vocabulary import schema

_POOLS: Final = ("definitions", "$defs")


def _documented(draw: Draw) -> States | None:
    keyword, value = draw.one(
        ("title", "T"), ("description", "D"), ("examples", ["a"]), ("deprecated", True),
        ("$comment", "C"),
    )  # fmt: skip
    before = draw.one({}, {keyword: "other" if isinstance(value, str) else [1]})
    if keyword == "deprecated":
        before = {}
    return beside(_object(draw), before, {keyword: value})


def _object(draw: Draw) -> dict[str, Any]:
    found = schema(draw)
    return found if isinstance(found, dict) else {}


def _default(draw: Draw) -> States | None:
    one, other = draw.random.sample(VALUES, 2)
    before = draw.one({}, {"default": one})
    return beside(_object(draw), before, {"default": other})


def _flag(keyword: str) -> Any:
    def edit(draw: Draw) -> States | None:
        before, after = draw.one({}, {keyword: False}), {keyword: True}
        fixed = {} if draw.chance(0.7) else {"required": ["f"]}
        if draw.dialect.name == "draft3":
            fixed = {}
        inner = _object(draw)
        return beside(
            fixed, {"properties": {"f": inner | before}}, {"properties": {"f": inner | after}}
        )

    return edit


def _read_only_respelled(draw: Draw) -> States | None:
    if not draw.dialect.prose_read_only:
        return None
    inner = _object(draw)
    return (
        {"properties": {"ro": inner | {"description": "Size (READ-ONLY)"}}},
        {"properties": {"ro": inner | {"description": "Size", "readOnly": True}}},
    )


def _identified(draw: Draw) -> States | None:
    keyword = draw.dialect.id_keyword
    return beside(_object(draw), draw.one({}, {keyword: "urn:a"}), {keyword: "urn:b"})


def _vendor(draw: Draw) -> States | None:
    keyword = draw.one("x-owner", "x-order", "links", "is_base", "name", "discriminator")
    before = draw.one({}, {keyword: "a"})
    return beside(
        _object(draw), before, {keyword: [{"rel": "self"}] if keyword == "links" else "b"}
    )


def _definition(draw: Draw) -> States | None:
    pool = draw.one(*(pool for pool in _POOLS if draw.knows(pool) or pool == "definitions"))
    kept = {"k": schema(draw)}
    host = {"properties": {"p": {"$ref": f"#/{pool}/k"}}}
    return beside(host, {pool: kept}, {pool: kept | {"n": schema(draw)}})


def _dialect_named(draw: Draw) -> States | None:
    return {}, {"$schema": draw.dialect.uri or "http://json-schema.org/draft-04/schema#"}


def _malformed(draw: Draw) -> States | None:
    keyword = draw.one("maxLength", "minItems", "required", "pattern", "maximum", "properties")
    return {}, {keyword: draw.one(None, "x", -1, [1], {"a": 1})}


def _reference_changed(draw: Draw) -> States | None:
    pool = {"definitions": {"one": _object(draw), "other": _object(draw)}}
    to_one, to_other = {"$ref": "#/definitions/one"}, {"$ref": "#/definitions/other"}
    return draw.one(
        beside(pool, to_one, to_other),
        beside(pool, {"properties": {"p": to_one}}, {"properties": {"p": to_other}}),
        beside(pool, {"properties": {"p": _object(draw)}}, {"properties": {"p": to_other}}),
        beside(pool, {"items": to_one}, {"items": _object(draw)}),
    )


def _reference_respelled(draw: Draw) -> States | None:
    inner, other = schema(draw), schema(draw)
    renamed: States = (
        {
            "definitions": {"one": inner, "k": other},
            "properties": {"p": {"$ref": "#/definitions/one"}},
        },
        {
            "definitions": {"two": inner, "k": other},
            "properties": {"p": {"$ref": "#/definitions/two"}},
        },
    )
    inlined: States = renamed[0], {"definitions": {"k": other}, "properties": {"p": inner}}
    tree = {"type": "object", "properties": {"next": {"$ref": "#/definitions/tree"}, "v": inner}}
    again = {"type": "object", "properties": {"next": {"$ref": "#/definitions/node"}, "v": inner}}
    circular: States = (
        {"definitions": {"tree": tree}, "properties": {"p": {"$ref": "#/definitions/tree"}}},
        {"definitions": {"node": again}, "properties": {"p": {"$ref": "#/definitions/node"}}},
    )
    return draw.one(renamed, inlined, circular)


def _dynamic(draw: Draw) -> States | None:
    keyword = draw.one("$dynamicRef", "$recursiveRef")
    if not draw.knows(keyword):
        return None
    return {"properties": {"p": {}}}, {"properties": {"p": {keyword: "#"}}}


def _unresolved(draw: Draw) -> States | None:
    pool = {"definitions": {"one": schema(draw)}}
    lost = draw.one("#/definitions/gone", "other.json#/a", "#anchor")
    return beside(
        pool,
        {"properties": {"p": {"$ref": "#/definitions/one"}}},
        {"properties": {"p": {"$ref": lost}}},
    )


EDITS: Final[Edits] = {
    "documentation-changed": either(_documented, reverse(_documented)),
    "default-changed": either(_default, reverse(_default)),
    **mirrored("read-only-on", "read-only-off", _flag("readOnly")),
    **mirrored("write-only-on", "write-only-off", _flag("writeOnly")),
    "read-only-respelled": either(_read_only_respelled, reverse(_read_only_respelled)),
    "identifier-changed": either(_identified, reverse(_identified)),
    "vendor-keyword-changed": either(_vendor, reverse(_vendor)),
    **mirrored("definition-added", "definition-removed", _definition),
    "dialect-changed": either(_dialect_named, reverse(_dialect_named)),
    "keyword-malformed": either(_malformed, reverse(_malformed)),
    "reference-changed": _reference_changed,
    "reference-respelled": either(_reference_respelled, reverse(_reference_respelled)),
    "dynamic-reference-changed": either(_dynamic, reverse(_dynamic)),
    "reference-unresolved": either(_unresolved, reverse(_unresolved)),
}
