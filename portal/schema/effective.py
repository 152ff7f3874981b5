"""What a subschema comes to once its reference is followed."""

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from typing import Any, Final

from portal.schema.canonical import encode
from portal.schema.dialect import Dialect
from portal.schema.facts import ANNOTATIONS, Subschema
from portal.schema.types import in_order
from portal.schema.value import ABSENT, JSON

_SAYS_NOTHING: Final = Subschema(pointer="", served=True)
# These stay those of the subschema that refers, whatever it refers to.
_OWN: Final = frozenset({"definitions", "identifier", "anchors", "pointer", "references", "served"})
_ALL: Final = frozenset(member.name for member in fields(Subschema)) - _OWN


def effective(schema: Subschema, dialect: Dialect, at: Callable[[str], Subschema]) -> Subschema:
    """Return a subschema with what its reference leads to, through any number of references.

    `at` returns the subschema at a pointer. Stops where it has been before. What stands beside
    the reference is put over its target: a title or a default, in every dialect; in those where
    siblings of $ref count, all that it says. There both must hold, so sets that allow are
    intersected and sets that demand are united; where only one value can be told (`pattern`),
    it is the one beside the reference. Pointers stay where they are, so they lead to subschemas
    of the target.
    """
    layers = {schema.pointer: schema}
    layer = schema
    while layer.reference and (target := layer.reference.target) is not None:
        if target in layers:
            break
        layer = layers[target] = at(target)
    *above, merged = layers.values()
    for own in reversed(above):
        merged = _annotate(own, merged) if dialect.ref_hides_siblings else _combine(own, merged)
    return merged


def _annotate(own: Subschema, target: Subschema) -> Subschema:
    return replace(target, **_own_facts(own), **_said(own, ANNOTATIONS))


def _combine(own: Subschema, target: Subschema) -> Subschema:
    said = _said(own, _ALL)
    for name, merge in _MERGES.items():
        if name in said and _said(target, {name}):
            said[name] = merge(said[name], getattr(target, name))
    said["nullable"] = (own.nullable or target.nullable) and all(map(_allows_null, (own, target)))
    return replace(target, **_own_facts(own), **said)


def _own_facts(schema: Subschema) -> dict[str, Any]:
    return {name: getattr(schema, name) for name in _OWN}


def _said(schema: Subschema, names: Iterable[str]) -> dict[str, Any]:
    facts = {name: getattr(schema, name) for name in names}
    return {name: fact for name, fact in facts.items() if fact != getattr(_SAYS_NOTHING, name)}


def _allows_null(schema: Subschema) -> bool:
    constrains = schema.types or schema.enum is not None or schema.const is not ABSENT
    return schema.nullable or not constrains


def _common_types(these: tuple[str, ...], those: tuple[str, ...]) -> tuple[str, ...]:
    both = set(these) & set(those)
    if "number" in these + those and "integer" in these + those:  # every integer is a number
        both.add("integer")
    return in_order(both)


def _common_values(these: tuple[JSON, ...], those: tuple[JSON, ...]) -> tuple[JSON, ...]:
    known = set(map(encode, those))
    return tuple(value for value in these if encode(value) in known)


def _all(these: tuple[Any, ...], those: tuple[Any, ...]) -> tuple[Any, ...]:
    return these + tuple(entry for entry in those if entry not in these)


def _vendor(these: dict[str, JSON], those: dict[str, JSON]) -> dict[str, JSON]:
    return those | these


# Where both sides say something; of all other facts, what stands beside the reference is told.
_MERGES: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "combinators": _all,
    "dependencies": _all,
    "enum": _common_values,
    "limits": _all,
    "pattern_properties": _all,
    "properties": _all,
    "required": _all,
    "types": _common_types,
    "vendor": _vendor,
}
