"""Making examples: values as they are named, scalars, arrays and objects."""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import Final

from portal.schema import pointer as json_pointer
from portal.schema.canonical import encode
from portal.schema.document import Document
from portal.schema.errors import SchemaError
from portal.schema.example import scalars
from portal.schema.example.whole import Pointers, Whole
from portal.schema.facts import Allowance, Subschema
from portal.schema.impact.local import patterns
from portal.schema.value import JSON

MOST: Final = 5  # examples of one subschema
_OF_EACH: Final = 3  # type or branch
_MOST_STEPS: Final = 3_000  # subschemas that are looked at for one question
_MOST_IN_ALL: Final = 45_000  # for all of a document
_LONGEST: Final = 2_000  # characters of an example as JSON
_DEEPEST: Final = 8
_FULL: Final = 2  # as deep as this, objects have what they may have, not only what they must
_MOST_MEMBERS: Final = 40
_MOST_SAID: Final = 20
_MOST_BRANCHES: Final = 12
_MOST_CHOICES: Final = 4  # one inside the other


class _TooManySteps(Exception):
    """It would take too long."""


class Examples:
    """Examples of the subschemas of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._hides = document.dialect.ref_hides_siblings
        self._known: dict[tuple[Pointers, int], list[JSON]] = {}
        self._left = 0
        self._rest = _MOST_IN_ALL

    @property
    def is_spent(self) -> bool:
        """Whether the document was too large: there are no steps left for any further question."""
        return self._rest <= 0

    def of(self, pointer: str) -> list[JSON]:
        """Return at most MOST values that the subschema at a pointer may take, all different.

        Objects with all that they may have; where that would be too much, with what they must.
        """
        return self._few(pointer, 0) or self._few(pointer, _FULL + 1)

    def _few(self, pointer: str, depth: int) -> list[JSON]:
        allowed = self._left = min(_MOST_STEPS, self._rest)
        found: dict[str, JSON] = {}
        with suppress(_TooManySteps, SchemaError):
            for value in self._values((pointer,), depth):
                if len(json.dumps(value, ensure_ascii=False)) <= _LONGEST:
                    found.setdefault(encode(value), value)
                if len(found) == MOST:
                    break
        self._rest -= allowed - self._left
        return list(found.values())

    def _one(self, pointers: Pointers, depth: int) -> list[JSON]:
        """Return an example of what is inside another, if there is one."""
        key = pointers, min(depth, _FULL + 1)
        if key not in self._known or depth > _FULL:
            self._known[key] = list(islice(self._values(pointers, depth), 1))
        return self._known[key]

    def _at(self, pointer: str) -> Subschema:
        self._left -= 1
        if self._left < 0:
            raise _TooManySteps
        return self._document.at(pointer)

    def _values(self, pointers: Pointers, depth: int) -> Iterator[JSON]:
        """Yield values that are likely to be valid by several subschemas at once."""
        if depth <= _DEEPEST:
            whole = Whole().with_(self._at, pointers, self._hides)
            yield from self._of_whole(whole, _name(pointers), depth)

    def _of_whole(self, whole: Whole, name: str, depth: int, chosen: int = 0) -> Iterator[JSON]:
        yield from filter(whole.lists, islice(whole.said, _MOST_SAID))
        if whole.choices and chosen < _MOST_CHOICES:
            alternatives, rest = whole.choose()
            for branch in alternatives[:_MOST_BRANCHES]:
                narrowed = rest.with_(self._at, branch, self._hides)
                yield from islice(self._of_whole(narrowed, name, depth, chosen + 1), _OF_EACH)
            return
        for kind in whole.types:
            made = (value for value in self._of_kind(kind, whole, name, depth))
            yield from islice(filter(whole.lists, made), _OF_EACH)

    def _of_kind(self, kind: str, whole: Whole, name: str, depth: int) -> Iterable[JSON]:
        match kind:
            case "string":
                return scalars.strings(whole, name)
            case "integer" | "number":
                return scalars.numbers(whole, whole_ones=kind == "integer")
            case "boolean":
                return (True, False)
            case "array":
                return self._arrays(whole, depth)
            case "object":
                return self._objects(whole, depth)
            case _:
                return (None,)

    def _arrays(self, whole: Whole, depth: int) -> Iterator[list[JSON]]:
        """Yield an array with something in it, and one with as little as there must be."""
        least, most = whole.count("minItems", 0), whole.count("maxItems", _MOST_MEMBERS)
        if least > _MOST_MEMBERS:
            return
        first = max((len(schema.prefix_items) for schema in whole.layers), default=0)
        said = first or any(isinstance(each.items, str) for each in whole.layers)
        contained = tuple(each.contains for each in whole.layers if each.contains is not None)
        wanted = max(least, first, 1 if said or contained else 0)
        for size in dict.fromkeys((min(wanted, most), least)):
            made: list[JSON] = []
            for index in range(size):
                pointers = _item(whole, index) + (contained if index == 0 else ())
                made += self._another(pointers, depth, made if _is_set(whole) else [])
            if len(made) == size:
                yield made

    def _another(self, pointers: Pointers, depth: int, others: list[JSON]) -> list[JSON]:
        """Return a value that is none of the others, if there is one."""
        if not others:
            return self._one(pointers, depth + 1)
        known = set(map(encode, others))
        more = self._values(pointers, depth + 1)
        return list(islice((each for each in more if encode(each) not in known), 1))

    def _objects(self, whole: Whole, depth: int) -> Iterator[dict[str, JSON]]:
        """Yield an object with all it may have, if that is not much, and one with what it must."""
        required = list(dict.fromkeys(name for each in whole.layers for name in each.required))
        required += [name for name, at in whole.declared.items() if any(map(self._is_demanded, at))]
        optional = [
            name
            for name, at in whole.declared.items()
            if not any(self._document.at(each).deprecated for each in at)
        ]
        least = whole.count("minProperties", 0)
        if len(required) > _MOST_MEMBERS or least > _MOST_MEMBERS:
            return
        spare = [*optional, *(f"name{number}" for number in range(1, least + 1))]
        if depth <= _FULL and len(optional) <= _MOST_MEMBERS:
            yield from self._object(whole, required, spare, max(len(optional), least), depth)
        yield from self._object(whole, required, spare, least, depth)

    def _is_demanded(self, pointer: str) -> bool:
        return self._document.at(pointer).required_itself

    def _object(
        self, whole: Whole, required: list[str], spare: list[str], least: int, depth: int
    ) -> Iterator[dict[str, JSON]]:
        """Yield one object with what is required, and of `spare` until it has `least` members."""
        made: dict[str, JSON] = {}
        most = whole.count("maxProperties", _MOST_MEMBERS)
        for name in _with_needed(whole, required):
            value = self._member(whole, name, depth)
            if not value:
                return
            made[name] = value[0]
        for name in spare:
            if len(made) >= min(max(least, len(required)), most):
                break
            made.update((name, value) for value in self._member(whole, name, depth))
        yield made

    def _member(self, whole: Whole, name: str, depth: int) -> list[JSON]:
        pointers = whole.declared.get(name, ())
        for schema in whole.layers:
            for at in schema.pattern_properties:
                if patterns.matches(json_pointer.split(at)[-1], name) is not False:
                    pointers += (at,)
            if not pointers and schema.additional_properties is False:
                return []
            if not pointers and isinstance(schema.additional_properties, str):
                pointers += (schema.additional_properties,)
        return self._one(pointers, depth + 1)


def _name(pointers: Pointers) -> str:
    """What the property is called that is asked for."""
    tokens = json_pointer.split(pointers[0]) if pointers else ()
    return tokens[-1] if len(tokens) > 1 and tokens[-2] == "properties" else ""


def _with_needed(whole: Whole, names: list[str]) -> list[str]:
    """Return names with those that they depend on."""
    found = list(names)
    for name in found:  # it grows
        for schema in whole.layers:
            for each in schema.dependencies:
                if each.name == name:
                    found += [other for other in each.required if other not in found]
    return found


def _item(whole: Whole, index: int) -> Pointers:
    """The pointers of what describes the item at a place."""
    said: list[Allowance] = []
    for schema in whole.layers:
        first = schema.prefix_items
        rest = schema.additional_items if first and schema.items is None else schema.items
        said.append(first[index] if index < len(first) else rest)
    return tuple(each for each in said if isinstance(each, str))


def _is_set(whole: Whole) -> bool:
    return any(
        limit.keyword == "uniqueItems" and limit.value is True
        for schema in whole.layers
        for limit in schema.limits
    )
