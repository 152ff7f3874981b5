"""Small schemas, drawn at random: what stands beside and around a change."""

from collections.abc import Callable
from typing import Any, Final

from tests.schema.impact.proof.draw import NAMES, TYPES, VALUES, Draw

PATTERNS: Final = ("^a", "b$", "^[a-z]*$", "^[0-9]+$", "a", "^.{2,3}$", "^$", "^(a|b)$")
# With texts that are of the format, short and long.
FORMATS: Final = {
    "date": ("2026-11-23", "1999-02-28"),
    "date-time": ("2026-11-23T10:00:00Z", "1999-02-28T01:02:03.456+02:00"),
    "email": ("a@b.example", "aaaaaaaaaaaa.bbbbbbbbbbb@ccccccccccc.example"),
    "ipv4": ("1.2.3.4", "192.168.100.200"),
    "ipv6": ("::1", "2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff"),
    "hostname": ("a", "aaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbb.example"),
    "uri": ("a:b", "https://example.example/a/b/c?d=e#f"),
    "uri-reference": ("", "a", "/a/b?c#d"),
    "iri": ("é:b", "https://exämple.example/é"),
    "iri-reference": ("", "é", "/ééééé"),
    "idn-email": ("é@b.example", "ééééééé@b.example"),
    "idn-hostname": ("é", "a.é", "éééé.éééé.example"),
    "duration": ("P1D", "P1Y2M3DT4H5M6S"),
    "uuid": ("123e4567-e89b-42d3-a456-426614174000", "00000000-0000-4000-8000-000000000000"),
    "time": ("10:00:00Z", "01:02:03.456+02:00"),
    "regex": ("a", "^a+[b-c]$"),
    "json-pointer": ("", "/a/b~1c", "/a b"),
    "x-unknown": ("a",),
}


def schema(draw: Draw, depth: int = 1) -> Any:
    """Return a schema of a type, with or without something that constrains the type."""
    if draw.chance(0.1):
        return draw.anything if draw.chance(0.7) else draw.nothing
    if draw.chance(0.15):
        return {"enum": draw.some(VALUES[:14], 1, 4)}
    name = draw.one(*TYPES)
    found: dict[str, Any] = {"type": spelt(draw, name)}
    if draw.chance(0.5):
        found |= constraint(draw, name, depth)
    return found


def spelt(draw: Draw, *names: str) -> Any:
    """Return a `type` that lets these types through, spelt in one of the ways."""
    if len(names) == 1 and draw.chance(0.8):
        strange = draw.dialect.name == "openstack" and draw.chance(0.3)
        return names[0].title() if strange else names[0]
    return list(names)


def constraint(draw: Draw, name: str, depth: int = 1) -> dict[str, Any]:
    """Return one keyword, or two that belong together, that concerns values of a type."""
    made = _CONSTRAINTS[name](draw, depth)
    return made if draw.knows(*made) else {}


def siblings(draw: Draw, taken: frozenset[str]) -> dict[str, Any]:
    """Return what may stand beside a change, without a keyword that is taken."""
    made = [constraint(draw, draw.one(*TYPES)) for _ in range(draw.number(0, 2))]
    made += [draw.one(*_ANY)(draw)] if draw.chance(0.3) else []
    found: dict[str, Any] = {}
    for more in made:
        if not (more.keys() & (taken | found.keys())) and draw.knows(*more):
            found |= more
    return found


def _string(draw: Draw, depth: int) -> dict[str, Any]:
    return draw.one(
        {"maxLength": draw.number(0, 4)},
        {"minLength": draw.number(0, 4)},
        {"pattern": draw.one(*PATTERNS)},
        {"format": draw.one(*FORMATS)},
    )


def _number(draw: Draw, depth: int) -> dict[str, Any]:
    end = draw.one("Maximum", "Minimum")
    plain = end.lower()
    value = draw.one(draw.number(-3, 9), 2.5)
    if draw.chance(0.5):
        return {plain: value}
    if draw.chance(0.5):
        return {
            "divisibleBy" if draw.dialect.name == "draft3" else "multipleOf": draw.one(2, 3, 0.5)
        }
    return {plain: value, f"exclusive{end}": True} if draw.is_old else {f"exclusive{end}": value}


def _array(draw: Draw, depth: int) -> dict[str, Any]:
    inner = schema(draw, depth - 1) if depth > 0 else {"type": "string"}
    return draw.one(
        {"maxItems": draw.number(0, 3)},
        {"minItems": draw.number(0, 3)},
        {"uniqueItems": True},
        {"items": inner},
        {"contains": inner},
        {"prefixItems": [inner]},
        {"items": [inner], "additionalItems": draw.one({"type": "integer"}, draw.anything)},
    )


def _object(draw: Draw, depth: int) -> dict[str, Any]:
    inner = schema(draw, depth - 1) if depth > 0 else {"type": "string"}
    name = draw.one(*NAMES)
    made: dict[str, Any] = draw.one(
        {"maxProperties": draw.number(0, 3)},
        {"minProperties": draw.number(0, 3)},
        {"required": [name]},
        {"properties": {name: inner}},
        {"additionalProperties": draw.one(inner, {"type": "string"}, draw.closed)},
        {"properties": {name: inner}, "additionalProperties": draw.closed},
        {"patternProperties": {draw.one("^a", "b$"): inner}},
        {"propertyNames": {"maxLength": draw.number(1, 2)}},
        {"dependentRequired": {name: ["c"]}},
        {"dependencies": {name: ["c"]}},
    )
    if draw.dialect.name == "draft3" and made == {"required": [name]}:
        return {"properties": {name: {"required": True}}}
    return made


def _nothing(draw: Draw, depth: int) -> dict[str, Any]:
    return {}


_CONSTRAINTS: Final = {
    "string": _string, "integer": _number, "number": _number, "boolean": _nothing,
    "null": _nothing, "array": _array, "object": _object,
}  # fmt: skip
_ANY: Final[tuple[Callable[[Draw], dict[str, Any]], ...]] = (
    lambda draw: {"type": spelt(draw, *draw.some(TYPES, 1, 3))},
    lambda draw: {"enum": draw.some(VALUES, 1, 5)},
    lambda draw: {"const": draw.one(*VALUES)},
    lambda draw: {"allOf": [schema(draw)]},
    lambda draw: {"anyOf": [schema(draw), schema(draw)]},
    lambda draw: {"not": schema(draw)},
    lambda draw: {"description": "Anything"},
    lambda draw: {"type": draw.one(*TYPES), "nullable": True},
)
