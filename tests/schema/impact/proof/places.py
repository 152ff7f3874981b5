"""Where a subschema may stand in a document: the same surroundings on both sides of a change."""

from collections.abc import Callable
from typing import Any, Final

from tests.schema.impact.proof.draw import POOLS, Draw
from tests.schema.impact.proof.vocabulary import schema

Put = Callable[[Any], Any]  # a subschema into its surroundings
Place = Callable[[Draw], Put | None]  # None where the dialect has no such place


def placed(draw: Draw, before: Any, after: Any) -> tuple[Any, Any]:
    """Return two documents that hold two subschemas at one place, drawn at random.

    What a subschema defines moves to the root of the document, so that references still hold.
    """
    sides = [before, after]
    taken = [_taken_out(side) for side in sides]
    sides, pools = [side for side, _ in taken], [pool for _, pool in taken]
    for _ in range(draw.one(0, 1, 1, 1, 2, 3)):
        put = draw.one(*PLACES)(draw)
        if put is not None:
            sides = [put(side) for side in sides]
    if draw.chance(0.15):
        sides = _by_reference(draw, sides)
    if draw.chance(0.05):
        sides, pools = _beside_reference(draw, sides, pools)
    before, after = (_put_back(side, pool) for side, pool in zip(sides, pools, strict=True))
    return before, after


def _taken_out(side: Any) -> tuple[Any, dict[str, Any]]:
    if not isinstance(side, dict):
        return side, {}
    pool = {key: side[key] for key in POOLS if key in side}
    return {key: value for key, value in side.items() if key not in pool}, pool


def _put_back(side: Any, pool: dict[str, Any]) -> Any:
    if not pool:
        return side
    if not isinstance(side, dict):
        return pool if side else pool | {"enum": []}
    return side | {key: side.get(key, {}) | held for key, held in pool.items()}


def _beside_reference(
    draw: Draw, sides: list[Any], pools: list[dict[str, Any]]
) -> tuple[list[Any], list[dict[str, Any]]]:
    """Return the subschemas beside a reference, which hides them up to draft 7."""
    if not all(isinstance(side, dict) and "$ref" not in side for side in sides):
        return sides, pools
    added = schema(draw)
    beside = [side | {"$ref": "#/definitions/beside"} for side in sides]
    kept = [
        pool | {"definitions": pool.get("definitions", {}) | {"beside": added}} for pool in pools
    ]
    return beside, kept


def _by_reference(draw: Draw, sides: list[Any]) -> list[Any]:
    """Return documents that define the subschemas, and refer to them once, twice or never."""
    pool = draw.one(*POOLS)
    reference = {"$ref": f"#/{pool}/d"}
    hosts: list[Any] = [
        {"properties": {"p": reference}},
        {"items": reference, "properties": {"p": reference}},
        {"properties": {"p": reference, "q": {"not": reference}}},
        {"allOf": [reference]},
        {"properties": {"p": {"type": "string"}}},
    ]
    host = draw.one(*hosts)
    return [host | {pool: {"d": side}} for side in sides]


def _property(draw: Draw) -> Put:
    around: dict[str, Any] = draw.one({}, {}, {"type": "object"}, {"type": "object"})
    if draw.chance(0.07):
        around = {"type": "string"}
    others = {"q": schema(draw)} if draw.chance(0.5) else {}
    if draw.chance(0.3) and draw.dialect.name != "draft3":
        around["required"] = ["p"]
    if draw.chance(0.2):
        around["additionalProperties"] = draw.closed
    return lambda inner: around | {"properties": others | {"p": inner}}


def _read_only(draw: Draw) -> Put | None:
    keyword = draw.one("readOnly", "readOnly", "writeOnly")
    name = "ro" if keyword == "readOnly" else "wo"
    marked: dict[str, Any] = {keyword: True}
    if draw.dialect.prose_read_only and draw.chance(0.5):
        name, marked = "ro", {"description": "Something (READ-ONLY)"}
    required: dict[str, Any] = {}
    if draw.chance(0.3) and draw.dialect.name != "draft3":
        required = {"required": [name]}
    return lambda inner: (
        required | {"properties": {name: marked | inner if isinstance(inner, dict) else inner}}
    )


def _items(draw: Draw) -> Put:
    around: dict[str, Any] = {"type": "array"} if draw.chance(0.6) else {}
    around |= draw.one({}, {}, {"minItems": 1}, {"maxItems": 2}, {"maxItems": 0})
    return lambda inner: around | {"items": inner}


def _under(keyword: str, *more: str) -> Place:
    """Return the place that is a keyword's value, or an entry of it by name."""

    def place(draw: Draw) -> Put | None:
        if not draw.knows(keyword):
            return None
        around = {"type": "object"} if keyword.endswith("Properties") and draw.chance(0.3) else {}

        def put(inner: Any) -> Any:
            for name in reversed(more):
                inner = {name: inner}
            return around | {keyword: inner}

        return put

    return place


def _branch(keyword: str) -> Place:
    def place(draw: Draw) -> Put | None:
        if not draw.knows(keyword):
            return None
        others = [schema(draw) for _ in range(draw.number(0, 2))]
        at = draw.number(0, len(others))
        around = draw.one({}, {}, {}, {"type": draw.one("string", "object")})
        return lambda inner: around | {keyword: [*others[:at], inner, *others[at:]]}

    return place


def _prefix(draw: Draw) -> Put:
    keyword = "prefixItems" if draw.knows("prefixItems") else "items"
    others = [schema(draw)] if draw.chance(0.4) else []
    return lambda inner: {keyword: [*others, inner]}


def _condition(draw: Draw) -> Put | None:
    if not draw.knows("if"):
        return None
    rest = {"if": schema(draw), "then": schema(draw), "else": schema(draw)}
    at = draw.one("if", "then", "else")
    return lambda inner: rest | {at: inner}


PLACES: Final[tuple[Place, ...]] = (
    _property, _property, _property, _read_only, _items, _items, _prefix, _condition,
    _under("not"), _under("additionalProperties"), _under("patternProperties", "^p"),
    _under("contains"), _under("propertyNames"), _under("dependentSchemas", "p"),
    _under("dependencies", "p"), _under("unevaluatedProperties"), _under("unevaluatedItems"),
    _branch("allOf"), _branch("allOf"), _branch("anyOf"), _branch("anyOf"), _branch("oneOf"),
    _branch("oneOf"), _branch("extends"), _branch("disallow"),
)  # fmt: skip
