"""What says the same in another way, or says something of values that are not allowed here."""

from typing import Any, Final

from tests.schema.impact.proof.draw import TYPES, Draw
from tests.schema.impact.proof.edits.edit import (
    Edit,
    Edits,
    States,
    allowing,
    beside,
    either,
    forbidding,
    reverse,
)
from tests.schema.impact.proof.vocabulary import constraint, schema


def _additional(draw: Draw) -> States | None:
    fixed = allowing(draw, "object") | {"properties": {"a": schema(draw)}}
    ways: list[dict[str, Any]] = [
        {},
        {"additionalProperties": True},
        {"additionalProperties": {}},
    ]
    before, after = draw.random.sample(ways, 2)
    return beside(fixed, before, after)


def _items(draw: Draw) -> States | None:
    fixed = allowing(draw, "array")
    others: list[dict[str, Any]] = [{"items": draw.anything}]
    if draw.knows("additionalItems"):
        others += [{"items": [schema(draw)], "additionalItems": draw.anything}]
    said = draw.one(*others)
    before = {"items": said["items"]} if "additionalItems" in said else {}
    return beside(fixed, before, said)


def _says_nothing(draw: Draw) -> States | None:
    said: list[dict[str, Any]] = [
        {"dependencies": {}}, {"properties": {}}, {"patternProperties": {}}, {"then": schema(draw)},
        {"else": schema(draw)}, {"minContains": 2}, {"maxContains": 0}, {"dependentSchemas": {}},
        {"additionalItems": schema(draw)}, {"propertyNames": True}, {"if": schema(draw)},
        {"dependentRequired": {}}, {"dependentRequired": {"a": []}}, {"unevaluatedItems": True},
        {"unevaluatedProperties": {}}, {"contains": True, "minContains": 0},
    ]  # fmt: skip
    one = draw.one(*said)
    return beside(allowing(draw, "object", "array"), {}, one) if draw.knows(*one) else None


def _concerns_nothing(draw: Draw) -> States | None:
    name = draw.one("string", "array", "object")
    said = constraint(draw, name)
    if not said:
        return None
    concerned = ("integer", "number") if name in ("integer", "number") else (name,)
    return beside(forbidding(draw, *concerned), {}, said)


def _reordered(draw: Draw) -> States | None:
    keyword = draw.one("allOf", "anyOf", "oneOf", "extends", "disallow")
    if not draw.knows(keyword):
        return None
    names = draw.random.sample(TYPES, 3)
    branches = [{"type": name} | constraint(draw, name) for name in names]
    return {keyword: branches}, {keyword: branches[::-1]}


def _dialect(draw: Draw) -> States | None:
    uri = draw.dialect.uri or "http://json-schema.org/draft-04/schema#"
    if uri.endswith("#") and draw.chance(0.5) and draw.dialect.name != "draft3":
        return {"$schema": uri}, {"$schema": uri[:-1]}
    return {}, {"$schema": uri}


def _required(draw: Draw) -> States | None:
    if draw.dialect.name == "draft3":
        inner = schema(draw)
        fixed = inner if isinstance(inner, dict) else {}
        return {"properties": {"a": fixed}}, {"properties": {"a": fixed | {"required": False}}}
    if draw.is_old:
        return None  # to draft 4, an empty list is no schema
    return beside(allowing(draw, "object"), {}, {"required": []})


def _required_in_vain(draw: Draw) -> States | None:
    if draw.dialect.name == "draft3":
        return None
    fixed = forbidding(draw, "object") if draw.chance(0.7) else {"enum": ["a", 1, None]}
    others = ["z"] if draw.chance(0.3) else []
    before = {"required": others} if others else {}
    return beside(fixed, before, {"required": [*others, "a"]})


def _property_in_vain(draw: Draw) -> States | None:
    fixed = forbidding(draw, "object") if draw.chance(0.5) else {"enum": ["a", 1, None]}
    if draw.chance(0.4):
        fixed = {"additionalProperties": False}
        return beside(fixed, {"properties": {}}, {"properties": {"n": draw.nothing}})
    before = {"properties": {"k": schema(draw)}}
    return beside(fixed, before, {"properties": before["properties"] | {"n": schema(draw)}})


def _subschema(draw: Draw) -> States | None:
    if not draw.dialect.boolean_schemas:
        return None
    one, other = draw.one((True, {}), (False, {"not": {}}), (False, {"not": True}))
    where = draw.one("property", "items", "additionalProperties", "root")
    if where == "root":
        return one, other
    if where == "property":
        return {"properties": {"a": one}}, {"properties": {"a": other}}
    return {where: one}, {where: other}


_EDITS: Final[dict[str, Edit]] = {
    "additional-properties-respelled": _additional,
    "items-respelled": _items,
    "keyword-respelled": _says_nothing,
    "keyword-without-effect": _concerns_nothing,
    "branches-reordered": _reordered,
    "dialect-respelled": _dialect,
    "required-respelled": _required,
    "required-without-effect": _required_in_vain,
    "property-without-effect": _property_in_vain,
    "subschema-respelled": _subschema,
}
EDITS: Final[Edits] = {rule: either(edit, reverse(edit)) for rule, edit in _EDITS.items()}
