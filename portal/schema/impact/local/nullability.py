"""Null said in other words: a type among others, `nullable`, or a branch of its own."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from portal.schema.canonical import encode
from portal.schema.impact.local.kinds import NULL, Kinds
from portal.schema.impact.local.told import told
from portal.schema.impact.local.view import Sides, View
from portal.schema.impact.pair import Fact
from portal.schema.impact.verdict import Verdict
from portal.schema.value import JSON

WRAPPING: Final = ("anyOf", "oneOf")
_TYPING: Final = frozenset({"enum", "nullable", "type"})
# Where one of these stands, null may be refused by it in one spelling and not in the other.
_OF_ANY_KIND: Final = frozenset(
    {"$dynamicRef", "$recursiveRef", "$ref", "allOf", "anyOf", "const", "disallow", "extends"}
    | {"if", "not", "oneOf"}
)
_IS_NULL: Final[tuple[dict[str, JSON], ...]] = ({"type": "null"}, {"const": None}, {"enum": [None]})


class _Plain(NamedTuple):
    """What is said of all values but null, and whether null is allowed."""

    kinds: Kinds
    said: dict[str, str]
    allows_null: bool


def respelled(sides: Sides, facts: Sequence[Fact]) -> Verdict | None:
    """Return the verdict on all that constrains, if only the spelling of null changed, or null."""
    for fact in facts:
        if fact.keyword in WRAPPING:
            break
    else:
        return None
    was, now = _unwrapped(sides.before), _unwrapped(sides.after)
    if was is None or now is None or was[:2] != now[:2]:
        return None
    if was.allows_null == now.allows_null:
        return told("type-respelled")
    if now.allows_null:
        return told("null-added", True, sides.after.allows(None))
    return told("null-removed", sides.before.allows(None))


def constrains(sides: Sides, fact: Fact) -> bool:
    """Tell whether a fact is about what constrains values, and not about an annotation."""
    concerns = (view.validity.concerns(fact.keyword) for view in (sides.before, sides.after))
    return fact.keyword == "nullable" or any(concerns)


def _unwrapped(view: View) -> _Plain | None:
    constraints = _constraints(view, view.schema)
    for keyword in WRAPPING:
        if constraints.keys() == {keyword}:
            return _branch(view, constraints[keyword])
    return _plain(view)


def _branch(view: View, branches: JSON) -> _Plain | None:
    """Return what the other one of two branches says, if one allows null alone."""
    if not isinstance(branches, list) or len(branches) != 2:
        return None
    null = [_constraints(view, one) in _IS_NULL for one in branches if isinstance(one, dict)]
    if null not in ([True, False], [False, True]):
        return None
    other = branches[0 if null[1] else 1]
    plain = _plain(view.with_schema(other)) if isinstance(other, dict) else None
    return None if plain is None or plain.allows_null else plain._replace(allows_null=True)


def _plain(view: View) -> _Plain | None:
    constraints = _constraints(view, view.schema)
    if _OF_ANY_KIND & constraints.keys():
        return None
    said = {name: encode(held) for name, held in constraints.items() if name not in _TYPING}
    allows_null = bool(NULL & view.kinds)
    enum = constraints.get("enum")
    if isinstance(enum, list):
        allows_null = allows_null and None in enum
        said["enum"] = "".join(sorted(encode(one) for one in enum if one is not None))
    return _Plain(view.kinds - NULL, said, allows_null)


def _constraints(view: View, schema: dict[str, JSON]) -> dict[str, JSON]:
    concerns = view.validity.concerns
    return {name: held for name, held in schema.items() if concerns(name) or name == "nullable"}
