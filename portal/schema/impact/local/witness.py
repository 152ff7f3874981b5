"""Values that may show what a change does: guesses, of which Validity tells whether they are valid.

Bounded in number and size, whatever the schema.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Final

from portal.schema.canonical import encode
from portal.schema.impact.local import kinds
from portal.schema.impact.local.boundaries import FRESH, LARGEST, beyond, count, numbers, strings
from portal.schema.impact.local.validity import Validity
from portal.schema.impact.local.validity.scalars import is_number
from portal.schema.value import JSON

Object = dict[str, JSON]
PLAIN: Final[dict[str, tuple[JSON, ...]]] = {
    "string": ("x", "", "yy", "Zz9"),
    "integer": (1, 0, -1, 2, 7),
    "number": (0.5, -1.5, 2.25),
    "boolean": (True, False),
    "null": (None,),
    "array": ([],),
    "object": ({},),
}
_EVERY: Final[tuple[JSON, ...]] = tuple(chain.from_iterable(PLAIN.values()))
_BRANCHES: Final = ("anyOf", "oneOf")
_MOST: Final = 20  # members of enum, branches, properties that are looked at
_MOST_REQUIRED: Final = 200
_DEEPEST: Final = 4


class Guesses:
    """Guesses at values that are valid by a schema of one side, and at values that are not."""

    def __init__(self, validity: Validity) -> None:
        self._validity = validity
        self._resolve = validity.state.resolve

    def at(self, schema: JSON, depth: int = 0) -> Iterator[JSON]:
        """Yield values that may be valid by a subschema."""
        if not isinstance(schema, dict) or depth > _DEEPEST:
            yield from _EVERY if schema is not False else ()
            return
        whole = self._merged(schema)
        if "const" in whole:
            yield whole["const"]
        yield from sorted(_list(whole, "enum")[:LARGEST], key=encode)[:_MOST]
        for keyword in _BRANCHES:
            for branch in _list(whole, keyword)[:_MOST]:
                rest = {name: held for name, held in whole.items() if name not in _BRANCHES}
                both: JSON = {"allOf": [rest, branch]}
                yield from islice(self.at(both, depth + 2), _MOST)
        allowed = kinds.typed(whole, self._validity.state.dialect) or kinds.ALL
        for kind in PLAIN:
            if kind in allowed:
                yield from self._of_kind(kind, whole, depth)

    def one(self, schema: JSON, depth: int = 0) -> list[JSON]:
        """Return one value that is certainly valid by a subschema, if one is found."""
        found = islice(self.at(schema, depth), _MOST)
        return list(islice((one for one in found if self._validity.holds(schema, one)), 1))

    def against(self, schema: JSON, depth: int = 0) -> Iterator[JSON]:
        """Yield values that may be refused by a subschema."""
        yield from _EVERY
        if not isinstance(schema, dict) or depth > _DEEPEST:
            return
        whole = self._merged(schema)
        yield from self.at(whole.get("not", False), depth + 1)
        yield from beyond(whole)
        for branch in _list(whole, "anyOf") + _list(whole, "oneOf"):
            yield from islice(self.against(branch, depth + 1), _MOST)
        if isinstance(items := whole.get("items"), dict):
            yield from ([item] for item in islice(self.against(items, depth + 1), _MOST))
        for name, below in sorted(_members(whole, "properties").items(), key=_name)[:_MOST]:
            values = self.against(below, depth + 1)
            yield from self.with_property(whole, name, islice(values, _MOST), depth)

    def with_property(
        self, schema: JSON, name: str, values: Iterable[JSON], depth: int = 0
    ) -> Iterator[Object]:
        """Yield objects that may be valid by a subschema, but for what one property holds."""
        whole = self._merged(schema) if isinstance(schema, dict) else {}
        for base in islice(self._objects(whole, depth, without=name), 2):
            yield from ({**base, name: value} for value in values)

    def objects(self, schema: JSON, without: str) -> Iterator[Object]:
        """Yield objects that may be valid by a subschema, without a certain property."""
        yield from self._objects(
            self._merged(schema) if isinstance(schema, dict) else {}, 0, without
        )

    def of_property(self, schema: JSON, name: str) -> list[JSON]:
        """Return a value that a property may have, if one is found."""
        return self._value_of(self._merged(schema) if isinstance(schema, dict) else {}, name, 0)

    def _merged(self, schema: Object) -> Object:
        """Return a subschema with what its reference and its allOf say, as if it said it itself."""
        merged: Object = {}
        waiting: list[JSON] = [schema]
        seen = 0
        while waiting and seen < _MOST:
            part = waiting.pop()
            seen += 1
            if not isinstance(part, dict):
                continue
            if "$ref" in part and (target := self._resolve(part)) is not part:
                waiting.append(target)
            extends = part.get("extends")
            waiting += [*_list(part, "allOf"), *([extends] if isinstance(extends, dict) else [])]
            _add(merged, part)
        return merged

    def _of_kind(self, kind: str, schema: Object, depth: int) -> Iterator[JSON]:
        if kind == "string":
            yield from strings(schema)
        elif kind in kinds.NUMBERS:
            yield from numbers(schema)
        elif kind == "object":
            yield from self._objects(schema, depth)
        elif kind == "array":
            yield from self._arrays(schema, depth)
        yield from PLAIN[kind]

    def _objects(self, schema: Object, depth: int, without: str = "") -> Iterator[Object]:
        """Yield an object with what is required, and one with as many properties as there must be.

        None at all where so much is required that looking for it would take too long.
        """
        declared = _members(schema, "properties")
        names = [name for name in _list(schema, "required") if isinstance(name, str)]
        if self._validity.state.dialect.name == "draft3":
            names += [name for name, below in declared.items() if _is_required(below)]
        if len(names) > _MOST_REQUIRED:
            return
        made: Object = {}
        for name in _with_dependencies(schema, sorted(names)):
            if name != without:
                made.update((name, value) for value in self._value_of(schema, name, depth))
        yield dict(made)
        wanted = min(count(schema, "minProperties"), LARGEST)
        if len(made) < wanted:
            optional = (name for name in sorted(declared) if name not in made and name != without)
            fresh = (f"{FRESH}-{number}" for number in range(wanted))
            for name in islice(chain(optional, fresh), 2 * wanted):
                if len(made) < wanted:
                    made.update((name, value) for value in self._value_of(schema, name, depth))
            yield made

    def _value_of(self, schema: Object, name: str, depth: int) -> list[JSON]:
        declared = _members(schema, "properties")
        below = declared.get(name, schema.get("additionalProperties", True))
        return self.one(below, depth + 1)

    def _arrays(self, schema: Object, depth: int) -> Iterator[list[JSON]]:
        """Yield an array with as few items as there must be, and one with one more."""
        items = schema.get("items", True)
        prefix = items if isinstance(items, list) else _list(schema, "prefixItems")
        rest = schema.get("additionalItems", True) if isinstance(items, list) else items
        made = list(chain.from_iterable(self.one(below, depth + 1) for below in prefix[:_MOST]))
        wanted = min(count(schema, "minItems"), LARGEST)
        head = self.one(schema["contains"], depth + 1) if "contains" in schema else []
        yield made[:wanted]
        if schema.get("uniqueItems") is True:
            fill = [one for one in self.at(rest, depth + 1) if self._validity.holds(rest, one)]
        else:
            fill = self.one(rest, depth + 1) * max(1, wanted + 1 - len(made) - len(head))
        made += head * min(count(schema, "minContains", 1), LARGEST) + fill
        yield made[:wanted]
        yield made[: wanted + 1]
        yield made


def _add(merged: Object, part: Object) -> None:
    for keyword, said in part.items():
        there = merged.get(keyword)
        if keyword == "properties" and isinstance(there, dict) and isinstance(said, dict):
            both: Object = {
                name: {"allOf": [there[name], said[name]]} for name in there if name in said
            }
            merged[keyword] = there | said | both
        elif keyword == "required" and isinstance(there, list) and isinstance(said, list):
            merged[keyword] = there + said
        elif keyword in _NARROWER and is_number(there) and is_number(said):
            merged[keyword] = _NARROWER[keyword](there, said)
        elif keyword not in merged and keyword not in ("$ref", "allOf", "extends"):
            merged[keyword] = said


_NARROWER: Final = {
    **dict.fromkeys(("minLength", "minItems", "minProperties", "minimum", "exclusiveMinimum"), max),
    **dict.fromkeys(("maxLength", "maxItems", "maxProperties", "maximum", "exclusiveMaximum"), min),
}


def _members(schema: Object, keyword: str) -> Object:
    said = schema.get(keyword)
    return said if isinstance(said, dict) else {}


def _list(schema: Object, keyword: str) -> list[JSON]:
    said = schema.get(keyword)
    return said if isinstance(said, list) else []


def _with_dependencies(schema: Object, names: list[str]) -> list[str]:
    """Return names with those that they require."""
    demands = _members(schema, "dependentRequired") | _members(schema, "dependencies")
    found = list(names)
    for name in found:  # it grows
        demanded = demands.get(name)
        others = demanded if isinstance(demanded, list) else [demanded]
        found += [one for one in others if isinstance(one, str) and one not in found]
    return found


def _name(member: tuple[str, JSON]) -> str:
    return member[0]


def _is_required(schema: JSON) -> bool:
    return isinstance(schema, dict) and schema.get("required") is True
