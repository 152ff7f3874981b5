"""What an edit is: two states of a subschema, drawn so that a certain rule has to judge them."""

from collections.abc import Callable
from typing import Any, TypeAlias

from tests.schema.impact.proof.draw import TYPES, Draw
from tests.schema.impact.proof.vocabulary import spelt

States: TypeAlias = tuple[Any, Any]
Edit: TypeAlias = Callable[[Draw], States | None]  # None where the dialect cannot say it
Edits: TypeAlias = dict[str, Edit]


def reverse(edit: Edit) -> Edit:
    """Return the edit that leads back."""

    def back(draw: Draw) -> States | None:
        states = edit(draw)
        return states and (states[1], states[0])

    return back


def mirrored(there: str, back: str, edit: Edit) -> Edits:
    """Return an edit under its rule, and its reverse under the rule for that."""
    return {there: edit, back: reverse(edit)}


def either(*edits: Edit) -> Edit:
    """Return an edit that is one of several."""
    return lambda draw: draw.one(*edits)(draw)


def beside(fixed: dict[str, Any], before: dict[str, Any], after: dict[str, Any]) -> States:
    """Return two states that share some keywords."""
    return fixed | before, fixed | after


def allowing(draw: Draw, *names: str) -> dict[str, Any]:
    """Return nothing, or a `type` that lets these types through, and maybe another."""
    if draw.chance(0.25):
        return {}
    more = draw.some([name for name in TYPES if name not in names], 0, 1)
    if draw.chance(0.5):
        return {"type": spelt(draw, *names)}
    nullable = {"nullable": True} if draw.chance(0.2) else {}
    return {"type": spelt(draw, *names, *more)} | nullable


def forbidding(draw: Draw, *names: str) -> dict[str, Any]:
    """Return a `type` that lets none of these types through."""
    others = [name for name in TYPES if name not in names]
    return {"type": spelt(draw, *draw.some(others, 1, 2))}
