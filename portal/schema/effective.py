"""What a subschema comes to once its reference is followed."""

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from typing import Any, Final

from portal.schema.canonical import encode
from portal.schema.dialect import Dialect
from portal.schema.facts import ANNOTATIONS, Allowance, Limit, Subschema
from portal.schema.types import in_order
from portal.schema.value import ABSENT, JSON

_SAYS_NOTHING: Final = Subschema(pointer="", served=True)
# These stay those of the subschema that refers, whatever it refers to.
_OWN: Final = frozenset({"definitions", "identifier", "anchors", "pointer", "references", "served"})
_EVERY: Final = frozenset(member.name for member in fields(Subschema))
_ALL: Final = _EVERY - _OWN
_HIDDEN: Final = _ALL - ANNOTATIONS - {"dialect_uri", "vendor"}
_MOST_REFERENCES = 32


def effective(schema: Subschema, dialect: Dialect, at: Callable[[str], Subschema]) -> Subschema:
    """Return a subschema with what its reference leads to, through a chain of references.

    `at` returns the subschema at a pointer. Stops where it has been before, and after so many
    references as no sane document has in a row. What stands beside the reference is put over its
    target: a title or a default, in every dialect; in those where siblings of $ref count, all
    that it says. There both must hold, so sets that allow are intersected and sets that demand
    are united; where only one value can be told (`pattern`), it is the one beside the reference.
    Pointers stay where they are, so they lead to subschemas of the target.
    """
    *above, merged = layers(schema, at)
    hides = dialect.ref_hides_siblings
    merged = _without_hidden(merged) if hides and merged.references else merged
    if not above:
        return merged
    for own in reversed(above):
        said = _said(own, ANNOTATIONS if hides else _ALL)
        if said:
            merged = replace(merged, **said) if hides else _combine(own, said, merged)
    return replace(merged, **_facts(schema, _OWN))


def layers(schema: Subschema, at: Callable[[str], Subschema]) -> tuple[Subschema, ...]:
    """Return a subschema and those that its reference leads to, one after the other."""
    found = {schema.pointer: schema}
    layer = schema
    while len(found) <= _MOST_REFERENCES:
        target = layer.reference.target if layer.reference else None
        if target is None or target in found:
            break
        layer = found[target] = at(target)
    return tuple(found.values())


def _without_hidden(schema: Subschema) -> Subschema:
    """Leave out what does not count beside a reference, also where that leads nowhere."""
    if not _said(schema, _HIDDEN):
        return schema
    return replace(_SAYS_NOTHING, **_facts(schema, _EVERY - _HIDDEN))


def _combine(own: Subschema, said: dict[str, Any], target: Subschema) -> Subschema:
    for name, merge in _MERGES.items():
        if name in said and _said(target, {name}):
            said[name] = merge(said[name], getattr(target, name))
    nullable = (own.nullable or target.nullable) and all(map(_allows_null, (own, target)))
    contradict = own.types and target.types and not said["types"] and not nullable
    boolean = False if contradict or target.boolean is False else None
    return replace(target, **said | {"nullable": nullable, "boolean": boolean})


def _facts(schema: Subschema, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(schema, name) for name in names}


def _said(schema: Subschema, names: Iterable[str]) -> dict[str, Any]:
    facts = _facts(schema, names)
    return {name: fact for name, fact in facts.items() if fact != getattr(_SAYS_NOTHING, name)}


def _allows_null(schema: Subschema) -> bool:
    constrains = schema.types or schema.enum is not None or schema.const is not ABSENT
    return schema.nullable or not constrains


def _common_types(these: tuple[str, ...], those: tuple[str, ...]) -> tuple[str, ...]:
    both = set(these) & set(those)
    if any(
        "number" in some and "integer" in others
        for some, others in ((these, those), (those, these))
    ):
        both.add("integer")  # every integer is a number
    return in_order(both)


def _common_values(these: tuple[JSON, ...], those: tuple[JSON, ...]) -> tuple[JSON, ...]:
    known = set(map(encode, those))
    return tuple(value for value in these if encode(value) in known)


def _all(these: tuple[Any, ...], those: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(these + those))


def _limits(these: tuple[Limit, ...], those: tuple[Limit, ...]) -> tuple[Limit, ...]:
    return these + tuple(limit for limit in those if limit not in these)


def _stricter(this: Allowance, that: Allowance) -> Allowance:
    """False forbids whatever the other says, and true leaves it to the other."""
    if this is False or that is False:
        return False
    return that if this is True else this


def _vendor(these: dict[str, JSON], those: dict[str, JSON]) -> dict[str, JSON]:
    return those | these


# Where both sides say something; of all other facts, what stands beside the reference is told.
_MERGES: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "additional_items": _stricter,
    "additional_properties": _stricter,
    "combinators": _all,
    "dependencies": _all,
    "enum": _common_values,
    "items": _stricter,
    "limits": _limits,
    "pattern_properties": _all,
    "properties": _all,
    "required": _all,
    "types": _common_types,
    "unevaluated_items": _stricter,
    "unevaluated_properties": _stricter,
    "vendor": _vendor,
}
