"""Branches, `not`, conditions."""

from typing import Any, Final

from tests.schema.impact.proof.draw import TYPES, Draw
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
from tests.schema.impact.proof.vocabulary import constraint, schema


def _branch(keyword: str) -> Edit:
    def edit(draw: Draw) -> States | None:
        branches = [schema(draw) for _ in range(draw.number(1, 2))]
        at = draw.number(0, len(branches))
        after = [*branches[:at], schema(draw), *branches[at:]]
        return beside(_around(draw), {keyword: branches}, {keyword: after})

    return lambda draw: edit(draw) if draw.knows(keyword) else None


def _disjoint(keyword: str) -> Edit:
    def edit(draw: Draw) -> States | None:
        names = draw.random.sample(TYPES, draw.number(2, 3))
        if {"integer", "number"} <= set(names) and draw.chance(0.9):
            return None
        branches = [{"type": name} | constraint(draw, name) for name in names]
        return beside(_around(draw), {keyword: branches[:-1]}, {keyword: branches})

    return lambda draw: edit(draw) if draw.knows(keyword) else None


def _introduced(keyword: str) -> Edit:
    def edit(draw: Draw) -> States | None:
        branches = [schema(draw) for _ in range(draw.number(1, 3))]
        return beside(_around(draw), {}, {keyword: branches})

    return lambda draw: edit(draw) if draw.knows(keyword) else None


def _around(draw: Draw) -> dict[str, Any]:
    return allowing(draw, draw.one(*TYPES)) if draw.chance(0.3) else {}


def _all_of(draw: Draw) -> States | None:
    keyword = "extends" if draw.dialect.name == "draft3" else "allOf"
    branches = [schema(draw) for _ in range(draw.number(0, 2))]
    before = {keyword: branches} if branches else {}
    return beside(_around(draw), before, {keyword: [*branches, schema(draw)]})


def _not(draw: Draw) -> States | None:
    if draw.dialect.name == "draft3":
        return beside(_around(draw), {}, {"disallow": [schema(draw)]})
    return beside(_around(draw), {}, {"not": schema(draw)})


def _not_widened(draw: Draw) -> States | None:
    if not draw.dialect.boolean_schemas:
        # In draft 4 what stands below `not` changes on its own.
        name, other = draw.random.sample(TYPES, 2)
        if draw.dialect.name != "draft3" or draw.chance(0.7):
            return None
        return {"disallow": [name]}, {"disallow": [name, other]}
    return beside(_around(draw), {"not": schema(draw)}, {"not": True})


def _branch_changed(draw: Draw) -> States | None:
    if not draw.dialect.boolean_schemas:
        return None
    others = [schema(draw) for _ in range(draw.number(0, 2))]
    states = [*others, draw.one(True, False)], [*others, schema(draw)]
    return beside(_around(draw), {"oneOf": states[0]}, {"oneOf": states[1]})


def _condition(draw: Draw) -> States | None:
    after = {"if": schema(draw), "then": schema(draw)}
    if draw.chance(0.4):
        after["else"] = schema(draw)
        if draw.chance(0.3):
            del after["then"]
    if draw.chance(0.1):
        del after["if"]
    return beside(_around(draw), {}, after) if draw.knows(*after) else None


def _condition_changed(draw: Draw) -> States | None:
    if not draw.knows("if"):
        return None
    fixed = _around(draw) | {"then": schema(draw)}
    if draw.chance(0.3):
        return beside(fixed, {"if": schema(draw)}, {"if": schema(draw), "else": schema(draw)})
    if draw.chance(0.5):
        fixed |= {"else": schema(draw)}
    return beside(fixed, {"if": draw.one(True, False)}, {"if": schema(draw)})


EDITS: Final[Edits] = {
    **mirrored("all-of-branch-added", "all-of-branch-removed", _all_of),
    **mirrored("not-added", "not-removed", _not),
    **mirrored("not-widened", "not-narrowed", _not_widened),
    "one-of-branch-changed": either(_branch_changed, reverse(_branch_changed)),
    **mirrored("condition-added", "condition-removed", _condition),
    "condition-changed": either(_condition_changed, reverse(_condition_changed)),
}
EDITS.update(
    mirrored("one-of-branch-added-disjoint", "one-of-branch-removed-disjoint", _disjoint("oneOf"))
)
for _rule, _keyword in (("one-of", "oneOf"), ("any-of", "anyOf")):
    EDITS.update(
        mirrored(
            f"{_rule}-branch-added",
            f"{_rule}-branch-removed",
            either(_branch(_keyword), _disjoint(_keyword)),
        )
        | mirrored(f"{_rule}-introduced", f"{_rule}-dropped", _introduced(_keyword))
    )
