"""Limits of numbers, lengths and counts; multiples."""

from typing import Any, Final

from tests.schema.impact.proof.draw import Draw
from tests.schema.impact.proof.edits.edit import (
    Edit,
    Edits,
    States,
    allowing,
    beside,
    either,
    forbidding,
    mirrored,
    reverse,
)

_TYPES: Final = {
    "Length": ("string",),
    "Items": ("array",),
    "Properties": ("object",),
    "imum": ("integer", "number"),
}
_KEYWORDS: Final = {
    "maximum": "maximum", "minimum": "minimum",
    "max-length": "maxLength", "min-length": "minLength",
    "max-items": "maxItems", "min-items": "minItems",
    "max-properties": "maxProperties", "min-properties": "minProperties",
}  # fmt: skip


def _concerned(keyword: str) -> tuple[str, ...]:
    return next(types for end, types in _TYPES.items() if keyword.endswith(end))


def _fixed(draw: Draw, keyword: str) -> dict[str, Any]:
    types = _concerned(keyword)
    return allowing(draw, draw.one(*types) if len(types) > 1 else types[0])


def _said(draw: Draw, keyword: str, value: int) -> dict[str, Any]:
    """Return a limit, of numbers sometimes an exclusive one."""
    if not keyword.endswith("imum") or draw.chance(0.6):
        return {keyword: value}
    exclusive = f"exclusive{keyword.title()}"
    return {keyword: value, exclusive: True} if draw.is_old else {exclusive: value}


def _set(keyword: str) -> Edit:
    def edit(draw: Draw) -> States | None:
        least = 0 if keyword.startswith("max") else 1
        said = _said(draw, keyword, draw.number(least, 4))
        return beside(_fixed(draw, keyword), {}, said) if draw.knows(*said) else None

    return edit


def _higher(keyword: str) -> Edit:
    def edit(draw: Draw) -> States | None:
        low = draw.number(0, 3)
        states = _said(draw, keyword, low), _said(draw, keyword, low + draw.number(1, 3))
        if not draw.knows(*states[0], *states[1]):
            return None
        return beside(_fixed(draw, keyword), *states)

    return edit


def _to_exclusive(draw: Draw) -> States | None:
    keyword = draw.one("maximum", "minimum")
    exclusive = f"exclusive{keyword.title()}"
    fixed = {"type": "number"} | ({keyword: 5} if draw.is_old else {})
    value: Any = True if draw.is_old else 5
    before = {} if draw.is_old else {keyword: 5}
    return beside(fixed, before, {exclusive: value})


def _multiple_added(draw: Draw) -> States | None:
    return beside(_numbers(draw), {}, {_step(draw): draw.one(2, 3, 10, 0.3)})


def _to_multiple(draw: Draw) -> States | None:
    step = draw.one(1, 2, 3, 0.5)
    return beside(_numbers(draw), {_step(draw): step}, {_step(draw): step * draw.one(2, 3, 5)})


def _unrelated(draw: Draw) -> States | None:
    one, other = draw.one((2, 3), (3, 2), (4, 6), (10, 4), (2.5, 3), (0.4, 0.3))
    fixed = allowing(draw, "number") if one % 1 else _numbers(draw)
    return beside(fixed, {_step(draw): one}, {_step(draw): other})


def _step(draw: Draw) -> str:
    return "divisibleBy" if draw.dialect.name == "draft3" else "multipleOf"


def _numbers(draw: Draw) -> dict[str, Any]:
    return allowing(draw, draw.one("integer", "number"))


def _respelled_on_integers(draw: Draw) -> States | None:
    limit = draw.number(-2, 6)
    keyword, way = draw.one(("maximum", 1), ("minimum", -1))
    exclusive = f"exclusive{keyword.title()}"
    said: dict[str, Any] = {exclusive: limit + way}
    if draw.is_old:
        said = {keyword: limit + way, exclusive: True}
    if draw.chance(0.2):
        said = {keyword: limit + way * 0.5}
    return beside({"type": "integer"}, {keyword: limit}, said)


def _nothing_said(draw: Draw) -> States | None:
    said: dict[str, Any] = draw.one(
        {"minLength": 0}, {"minItems": 0}, {"minProperties": 0}, {"uniqueItems": False}
    )
    if not draw.knows(*said):
        return None
    keyword = next(iter(said))
    types = {"uniqueItems": ("array",)}.get(keyword) or _concerned(keyword)
    return beside(allowing(draw, *types), {}, said)


def _flag_off(draw: Draw) -> States | None:
    if not draw.is_old:
        return beside(_numbers(draw), {"maximum": 5}, {"maximum": 5, "exclusiveMaximum": 9})
    return beside(_numbers(draw), {"maximum": 5}, {"maximum": 5, "exclusiveMaximum": False})


def _without_effect(draw: Draw) -> States | None:
    keyword = draw.one(*_KEYWORDS.values())
    if not draw.knows(keyword):
        return None
    fixed = forbidding(draw, *_concerned(keyword))
    if draw.chance(0.3):
        fixed = {"enum": ["a", True] if keyword.endswith("imum") else [1, 2.5, None]}
    return beside(fixed, {}, {keyword: draw.number(1, 5)})


_respelled = either(_respelled_on_integers, _nothing_said, _flag_off)

EDITS: Final[Edits] = {
    "limit-respelled": either(_respelled, reverse(_respelled)),
    "limit-without-effect": either(_without_effect, reverse(_without_effect)),
    **mirrored("multiple-of-added", "multiple-of-removed", _multiple_added),
    **mirrored("multiple-of-to-multiple", "multiple-of-to-divisor", _to_multiple),
    "multiple-of-unrelated": _unrelated,
}
for _rule, _keyword in _KEYWORDS.items():
    EDITS.update(mirrored(f"{_rule}-set", f"{_rule}-unset", _set(_keyword)))
    EDITS.update(mirrored(f"{_rule}-raised", f"{_rule}-lowered", _higher(_keyword)))
_lowered = EDITS["maximum-lowered"]
EDITS["maximum-lowered"] = either(_lowered, _lowered, _to_exclusive)
