"""`enum` and `const`; types and null."""

from typing import Any, Final

from tests.schema.impact.proof.draw import TYPES, VALUES, Draw
from tests.schema.impact.proof.edits.edit import Edits, States, beside, either, mirrored, reverse
from tests.schema.impact.proof.vocabulary import spelt

_TEXTS: Final = ("a", "b", "ab", "", "0", "active")


def _introduced(draw: Draw) -> States | None:
    texts = draw.chance(0.5)
    fixed = {"type": "string"} if texts and draw.chance(0.7) else {}
    return beside(fixed, {}, {"enum": draw.some(_TEXTS if texts else VALUES, 1, 4)})


def _value_added(draw: Draw) -> States | None:
    values = draw.some(_TEXTS if draw.chance(0.5) else VALUES, 2, 5)
    kept = values[: -1 if draw.chance(0.7) else -2] or values[:1]
    fixed = {"type": "string"} if all(isinstance(v, str) for v in values) else {}
    return beside(fixed, {"enum": kept}, {"enum": draw.random.sample(values, len(values))})


def _const_added(draw: Draw) -> States | None:
    return beside({}, {}, {"const": draw.one(*VALUES)}) if draw.knows("const") else None


def _const_changed(draw: Draw) -> States | None:
    one, other = draw.random.sample(VALUES, 2)
    return ({"const": one}, {"const": other}) if draw.knows("const") else None


def _replaced_values(draw: Draw) -> States | None:
    values = draw.random.sample(VALUES, 4)
    lists: States = {"enum": values[:2]}, {"enum": values[2:]}
    if draw.knows("const") and draw.chance(0.7):
        return draw.one(
            ({"enum": values[:2]}, {"const": values[3]}),
            ({"const": values[0]}, {"enum": values[1:]}),
        )
    return lists


def _respelled(draw: Draw) -> States | None:
    value = draw.one(*VALUES)
    if draw.knows("const") and draw.chance(0.7):
        return {"enum": [value]}, {"const": value}
    return None


def _without_effect(draw: Draw) -> States | None:
    return draw.one(
        ({"type": "string", "enum": ["a"]}, {"type": "string", "enum": ["a", 1]}),
        ({"type": "integer", "enum": [1, 2]}, {"type": "integer", "enum": [1, 2, "a", None]}),
        ({"type": "integer", "enum": [1, 2]}, {"type": "integer", "enum": [1, 2, 2.5]}),
        ({"enum": ["a", "b"]}, {"enum": ["a", "b"], "const": "a"}),
        ({"enum": ["a"]}, {"enum": ["a", "b"], "const": "a"}),
        ({"type": "null", "enum": ["a"]}, {"type": "null", "enum": ["b"]}),
    )


def _widened(draw: Draw) -> States | None:
    types = draw.some(TYPES, 2, 3)
    names = [name for name in types if name != "null"] or ["string"]
    more = draw.one(*(name for name in TYPES if name != "null" and name not in names))
    if draw.chance(0.1):
        return {"type": spelt(draw, *types)}, {}
    if "integer" in names and "number" not in names and draw.chance(0.5):
        more = "number"
    return {"type": spelt(draw, *names)}, {"type": spelt(draw, *names, more)}


def _integer_to_number(draw: Draw) -> States | None:
    return {"type": spelt(draw, "integer")}, {"type": spelt(draw, "number")}


def _replaced(draw: Draw) -> States | None:
    one, other = draw.random.sample([name for name in TYPES if name != "null"], 2)
    if {one, other} == {"integer", "number"}:
        return None
    return {"type": spelt(draw, one)}, {"type": spelt(draw, other)}


def _null_added(draw: Draw) -> States | None:
    name = draw.one("string", "integer", "array", "boolean", "object")
    before: dict[str, Any] = {"type": spelt(draw, name)}
    after: list[dict[str, Any]] = [
        {"type": [name, "null"]},
        {"type": ["null", name]},
        {"type": name, "nullable": True},
    ]
    if draw.knows("anyOf") and draw.chance(0.3):
        return before, {draw.one("anyOf", "oneOf"): [{"type": name}, {"type": "null"}]}
    return before, draw.one(*after)


def _null_in_enum(draw: Draw) -> States | None:
    values = draw.some(_TEXTS, 1, 3)
    fixed = draw.one({}, {"type": ["string", "null"]})
    return beside(fixed, {"enum": values}, {"enum": [*values, None]})


def _types_respelled(draw: Draw) -> States | None:
    name = draw.one("string", "integer", "array")
    pairs: list[States] = [
        ({"type": name}, {"type": [name]}),
        ({"type": [name, "null"]}, {"type": name, "nullable": True}),
        ({"type": ["number", "null"]}, {"type": ["number", "integer", "null"]}),
    ]
    if draw.knows("anyOf"):
        branches = {draw.one("anyOf", "oneOf"): [{"type": name}, {"type": "null"}]}
        pairs += [
            ({"type": [name, "null"]}, branches),
            ({"type": name, "nullable": True}, branches),
        ]
    if draw.dialect.name == "openstack":
        pairs += [({"type": name}, {"type": name.title()})] * 3
    return draw.one(*pairs)


def _types_without_effect(draw: Draw) -> States | None:
    fixed: dict[str, Any] = {"enum": draw.some(("a", "b", "ab"), 1, 3)}
    if draw.knows("const") and draw.chance(0.3):
        fixed = {"const": "a"}
    return beside(
        fixed, draw.one({}, {"type": "string"}), {"type": ["string", draw.one("integer", "null")]}
    )


_respelled_types = either(_types_respelled, reverse(_types_respelled))

EDITS: Final[Edits] = {
    **mirrored("enum-introduced", "enum-dropped", _introduced),
    **mirrored("enum-value-added", "enum-value-removed", _value_added),
    **mirrored("const-added", "const-removed", _const_added),
    "const-changed": _const_changed,
    "values-replaced": _replaced_values,
    "values-respelled": either(_respelled, reverse(_respelled)),
    "values-without-effect": either(_without_effect, reverse(_without_effect)),
    **mirrored("type-widened", "type-narrowed", either(_widened, _widened, _integer_to_number)),
    "type-replaced": _replaced,
    **mirrored("null-added", "null-removed", either(_null_added, _null_added, _null_in_enum)),
    "type-respelled": _respelled_types,
    "type-without-effect": either(_types_without_effect, reverse(_types_without_effect)),
}
