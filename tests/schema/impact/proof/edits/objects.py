"""Properties, what they require of each other, and what else an object may have."""

from typing import Any, Final

from tests.schema.impact.proof.draw import NAMES, Draw
from tests.schema.impact.proof.edits.edit import (
    Edit,
    Edits,
    States,
    allowing,
    beside,
    either,
    mirrored,
    reverse,
)
from tests.schema.impact.proof.vocabulary import schema


def _objects(draw: Draw) -> dict[str, Any]:
    return allowing(draw, "object")


def _others(draw: Draw, state: str) -> dict[str, Any]:
    """Return what is said of names that are not declared."""
    if state == "closed":
        return {"additionalProperties": draw.closed}
    if state == "otherwise":
        said: list[dict[str, Any]] = [
            {"additionalProperties": schema(draw)},
            {"patternProperties": {"^n": schema(draw)}},
            {"patternProperties": {"^n": schema(draw)}, "additionalProperties": draw.closed},
        ]
        return draw.one(*said)
    return draw.one({}, {}, {"additionalProperties": draw.anything}, {"patternProperties": {}})


def _property(state: str, inner: str = "any") -> Edit:
    def edit(draw: Draw) -> States | None:
        declared = {name: schema(draw) for name in draw.some(NAMES, 0, 2)}
        added = draw.anything if inner == "unconstrained" else schema(draw)
        fixed = _objects(draw) | _others(draw, state)
        before = {"properties": declared} if declared or draw.chance(0.5) else {}
        return beside(fixed, before, {"properties": declared | {"n": added}})

    return edit


def _in_place_of(draw: Draw) -> States | None:
    """Return the edit that adds a property that says more than what holds for the others."""
    name = draw.one("string", "integer", "array")
    others: dict[str, Any] = {"type": [name, "boolean"]}
    said = draw.one(
        {"additionalProperties": others},
        {"patternProperties": {"^n": others}, "additionalProperties": draw.closed},
    )
    if "patternProperties" in said:
        others.clear()
    return beside(_objects(draw) | said, {}, {"properties": {"n": {"type": name}}})


def _wider(draw: Draw) -> States | None:
    name = draw.one("string", "integer", "array")
    inner = draw.one({"type": [name, "boolean"]}, draw.anything)
    return beside(
        _objects(draw) | {"additionalProperties": {"type": name}}, {}, {"properties": {"n": inner}}
    )


def _pattern_instead(draw: Draw) -> States | None:
    fixed = _objects(draw) | {"additionalProperties": draw.one(draw.closed, schema(draw))}
    return beside(fixed, {}, {"patternProperties": {draw.one("^a", "b$"): schema(draw)}})


def _dependent_schema_changed(draw: Draw) -> States | None:
    if draw.knows("dependentSchemas"):
        states = [{"dependentSchemas": {"a": value}} for value in (draw.anything, schema(draw))]
    else:
        inner = schema(draw)
        states = [{"dependencies": {"a": ["b"]}}, {"dependencies": {"a": inner}}]
        if not isinstance(inner, dict):
            return None
    return beside(_objects(draw), states[0], states[1])


def _demanded(state: str) -> Edit:
    """Return the edit that adds a required property."""

    def edit(draw: Draw) -> States | None:
        fixed = _objects(draw) | _others(draw, state)
        inner = schema(draw)
        if draw.dialect.name == "draft3":
            inner = (inner if isinstance(inner, dict) else {}) | {"required": True}
            return beside(fixed, {"properties": {}}, {"properties": {"n": inner}})
        kept = ["n"] if draw.chance(0.5) else []
        before: dict[str, Any] = {"required": kept} if kept else {}
        return beside(
            fixed, {"properties": {}} | before, {"properties": {"n": inner}, "required": ["n"]}
        )

    return edit


def _required(draw: Draw) -> States | None:
    name = draw.one(*NAMES)
    fixed = _objects(draw)
    if draw.dialect.name == "draft3":
        inner: dict[str, Any] = {"type": "string"}
        optional: dict[str, Any] = draw.one({}, {"required": False})
        return beside(
            fixed,
            {"properties": {name: optional | inner}},
            {"properties": {name: inner | {"required": True}}},
        )
    declared = {"properties": {name: schema(draw)}} if draw.chance(0.6) else {}
    others = ["z"] if draw.chance(0.4) else []
    before = {"required": others} if others else {}
    return beside(fixed | declared, before, {"required": [*others, name]})


def _forbidden(draw: Draw) -> States | None:
    if not draw.dialect.boolean_schemas:
        return None
    before = draw.one(True, schema(draw))
    where: list[dict[str, Any]] = [{"a": before}, {"a": False}]
    if draw.chance(0.3):
        return before, False
    return beside(_objects(draw), {"properties": where[0]}, {"properties": where[1]})


def _constrained(draw: Draw) -> States | None:
    if not draw.dialect.boolean_schemas:
        return None
    after = schema(draw)
    if draw.chance(0.3):
        return True, after
    return beside(_objects(draw), {"properties": {"a": True}}, {"properties": {"a": after}})


def _additional(before: str, after: str) -> Edit:
    def edit(draw: Draw) -> States | None:
        fixed = _objects(draw)
        if draw.chance(0.6):
            fixed |= {"properties": {name: schema(draw) for name in draw.some(NAMES, 0, 2)}}
        if draw.chance(0.2):
            fixed |= {"patternProperties": {draw.one("^a", "b$", ""): schema(draw)}}
        return beside(fixed, _additional_said(draw, before), _additional_said(draw, after))

    return edit


def _additional_said(draw: Draw, state: str) -> dict[str, Any]:
    if state == "open":
        return {} if draw.chance(0.6) else {"additionalProperties": draw.anything}
    return {"additionalProperties": draw.closed if state == "closed" else schema(draw)}


def _pattern_property(draw: Draw) -> States | None:
    fixed = _objects(draw)
    if draw.chance(0.2):
        fixed |= {"additionalProperties": draw.one(draw.closed, schema(draw))}
    pattern = draw.one("^a", "b$", "^[0-9]+$", "")
    before: dict[str, Any] = {"patternProperties": {}} if draw.chance(0.3) else {}
    return beside(fixed, before, {"patternProperties": {pattern: schema(draw)}})


def _names(draw: Draw) -> States | None:
    if not draw.knows("propertyNames"):
        return None
    inner = draw.one(
        {"maxLength": 1}, {"minLength": 2}, {"pattern": "^a"}, {"enum": ["a", "b"]}, schema(draw)
    )
    return beside(_objects(draw), {}, {"propertyNames": inner})


def _unevaluated(draw: Draw) -> States | None:
    if not draw.knows("unevaluatedProperties"):
        return None
    fixed = _objects(draw)
    if draw.chance(0.6):
        fixed |= {"properties": {"a": schema(draw)}}
    if draw.chance(0.3):
        fixed |= {"allOf": [{"properties": {"b": schema(draw)}}]}
    return beside(fixed, {}, {"unevaluatedProperties": draw.one(False, schema(draw))})


def _dependent_required(draw: Draw) -> States | None:
    name, *names = draw.some(NAMES, 2, 3)
    if draw.chance(0.1):
        names = []
    keyword, more = _dependency(draw)
    names = names or [name] * (keyword == "dependencies")
    before = {keyword: more} if draw.chance(0.3) else {}
    return beside(_objects(draw), before, {keyword: more | {name: names}})


def _dependency(draw: Draw) -> tuple[str, dict[str, Any]]:
    new = draw.knows("dependentRequired") and draw.chance(0.8)
    return ("dependentRequired" if new else "dependencies"), {"zz": ["y"]}


def _dependent_changed(draw: Draw) -> States | None:
    keyword, _ = _dependency(draw)
    name, one, other = draw.random.sample(NAMES, 3)
    before, after = draw.one(([one], [other]), ([one], [one, other]), ([one, other], [other]))
    return beside(_objects(draw), {keyword: {name: before}}, {keyword: {name: after}})


def _dependent_schema(draw: Draw) -> States | None:
    keyword = "dependentSchemas" if draw.knows("dependentSchemas") else "dependencies"
    inner = draw.one({"properties": {"b": schema(draw)}}, schema(draw))
    if not isinstance(inner, dict):
        inner = {"required": ["c"]}
    if draw.dialect.name == "draft3":
        inner.pop("required", None)
    return beside(_objects(draw), {}, {keyword: {draw.one(*NAMES): inner}})


EDITS: Final[Edits] = {
    **mirrored("property-added-open", "property-removed-open", _property("open")),
    **mirrored("property-added-closed", "property-removed-closed", _property("closed")),
    "property-added-otherwise": _property("otherwise"),
    "property-added-unconstrained": _property("open", "unconstrained"),
    **mirrored("-", "property-removed-required", _demanded("open")),
    **mirrored("--", "property-removed-required-closed", _demanded("closed")),
    **mirrored("property-added-narrower", "property-removed-otherwise", _in_place_of),
    "property-added-wider": _wider,
    **mirrored(
        "pattern-property-added-otherwise", "pattern-property-removed-otherwise", _pattern_instead
    ),
    "dependent-schema-changed": either(
        _dependent_schema_changed, reverse(_dependent_schema_changed)
    ),
    **mirrored("required-added", "required-removed", _required),
    **mirrored("subschema-forbidden", "subschema-allowed", _forbidden),
    **mirrored("subschema-constrained", "subschema-freed", _constrained),
    **mirrored(
        "additional-properties-forbidden",
        "additional-properties-allowed",
        _additional("open", "closed"),
    ),
    **mirrored(
        "additional-properties-narrowed",
        "additional-properties-widened",
        either(_additional("open", "schema"), _additional("open", "schema")),
    ),
    **mirrored("pattern-property-added", "pattern-property-removed", _pattern_property),
    **mirrored("property-names-added", "property-names-removed", _names),
    **mirrored("unevaluated-properties-added", "unevaluated-properties-removed", _unevaluated),
    **mirrored("dependent-required-added", "dependent-required-removed", _dependent_required),
    "dependent-required-changed": _dependent_changed,
    **mirrored("dependent-schema-added", "dependent-schema-removed", _dependent_schema),
}
del EDITS["-"], EDITS["--"]
