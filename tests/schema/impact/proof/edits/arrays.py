"""What stands in an array: items by index and the others, contains, uniqueItems."""

from typing import Any, Final

from tests.schema.impact.proof.draw import Draw
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


def _arrays(draw: Draw) -> dict[str, Any]:
    return allowing(draw, "array")


def _prefix(draw: Draw) -> tuple[str, str]:
    """Return how the dialect calls items by index, and the others."""
    return ("prefixItems", "items") if draw.knows("prefixItems") else ("items", "additionalItems")


def _unique(draw: Draw) -> States | None:
    fixed = _arrays(draw)
    if draw.chance(0.3):
        fixed |= {"items": draw.one({"type": "null"}, {"enum": ["a", "b"]}, {"type": "boolean"})}
    return beside(fixed, draw.one({}, {"uniqueItems": False}), {"uniqueItems": True})


def _items(draw: Draw) -> States | None:
    return beside(_arrays(draw), {}, {"items": schema(draw)})


def _item(rest: str) -> Edit:
    def edit(draw: Draw) -> States | None:
        by_index, others = _prefix(draw)
        known = [schema(draw) for _ in range(draw.number(1, 2))]
        fixed = _arrays(draw)
        if rest == "closed":
            fixed |= {others: draw.closed}
        if rest == "otherwise":
            fixed |= {others: schema(draw)}
        if by_index == "prefixItems" and draw.chance(0.3):
            return beside(fixed, {}, {by_index: known})
        before = {by_index: known}
        return beside(fixed, before, {by_index: [*known, schema(draw)]})

    return edit


def _additional(before: str, after: str) -> Edit:
    def edit(draw: Draw) -> States | None:
        by_index, others = _prefix(draw)
        fixed = _arrays(draw) | {by_index: [schema(draw) for _ in range(draw.number(1, 2))]}
        return beside(fixed, _others(draw, others, before), _others(draw, others, after))

    return edit


def _others(draw: Draw, keyword: str, state: str) -> dict[str, Any]:
    if state == "open":
        return {} if draw.chance(0.5) else {keyword: draw.anything}
    if state == "absent":
        return {}
    return {keyword: draw.closed if state == "closed" else schema(draw)}


def _contains(draw: Draw) -> States | None:
    if not draw.knows("contains"):
        return None
    more = {"minContains": draw.number(0, 2)} if draw.chance(0.3) else {}
    after = {"contains": schema(draw)} | more
    return beside(_arrays(draw), {}, after) if draw.knows(*after) else None


def _contains_changed(draw: Draw) -> States | None:
    if not draw.knows("contains"):
        return None
    return beside(_arrays(draw), {"contains": True}, {"contains": schema(draw)})


def _items_changed(draw: Draw) -> States | None:
    if draw.knows("prefixItems"):
        return beside(_arrays(draw), {"items": schema(draw)}, {"prefixItems": [schema(draw)]})
    return beside(_arrays(draw), {"items": schema(draw)}, {"items": [schema(draw)]})


def _count(keyword: str) -> Edit:
    """Return the edit to a higher count."""

    def edit(draw: Draw) -> States | None:
        low = draw.number(0, 2)
        fixed = _arrays(draw) | {"contains": schema(draw)}
        before: dict[str, Any] = {keyword: low}
        if keyword == "minContains" and low == 1 and draw.chance(0.5):
            before = {}
        return beside(fixed, before, {keyword: low + draw.number(1, 2)})

    return lambda draw: edit(draw) if draw.knows(keyword) else None


def _max_contains(draw: Draw) -> States | None:
    if not draw.knows("maxContains"):
        return None
    fixed = _arrays(draw) | {"contains": schema(draw)}
    return beside(fixed, {}, {"maxContains": draw.number(0, 3)})


def _unevaluated(draw: Draw) -> States | None:
    if not draw.knows("unevaluatedItems"):
        return None
    by_index, _ = _prefix(draw)
    fixed = _arrays(draw)
    if draw.chance(0.6):
        fixed |= {by_index: [schema(draw)]}
    if draw.chance(0.3):
        fixed |= {"allOf": [{by_index: [schema(draw), schema(draw)]}]}
    return beside(fixed, {}, {"unevaluatedItems": draw.one(False, schema(draw))})


EDITS: Final[Edits] = {
    **mirrored("unique-items-on", "unique-items-off", _unique),
    **mirrored("items-added", "items-removed", _items),
    **mirrored("contains-added", "contains-removed", _contains),
    "contains-changed": either(_contains_changed, reverse(_contains_changed)),
    "items-changed": either(_items_changed, reverse(_items_changed)),
    **mirrored("min-contains-raised", "min-contains-lowered", _count("minContains")),
    **mirrored("max-contains-raised", "max-contains-lowered", _count("maxContains")),
    **mirrored("max-contains-set", "max-contains-unset", _max_contains),
    **mirrored("unevaluated-items-added", "unevaluated-items-removed", _unevaluated),
    **mirrored(
        "additional-items-forbidden", "additional-items-allowed", _additional("open", "closed")
    ),
    **mirrored(
        "additional-items-narrowed", "additional-items-widened", _additional("open", "schema")
    ),
}
for _rest in ("open", "closed", "otherwise"):
    _there, _back = f"prefix-item-added-{_rest}", f"prefix-item-removed-{_rest}"
    EDITS.update(mirrored(_there, _back, _item(_rest)))
