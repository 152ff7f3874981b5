"""What is said of one value by all the subschemas that surely apply to it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from portal.schema import pointer as json_pointer
from portal.schema.canonical import encode
from portal.schema.facts import Combinator, Subschema
from portal.schema.value import ABSENT, JSON, TYPES, is_of_type

Pointers = tuple[str, ...]
_ALL_OF: Final = frozenset({"allOf", "extends"})
_ONE_OF: Final = frozenset({"anyOf", "oneOf"})
_MOST_MEMBERS: Final = 1_000  # of an enum that are looked at
_LEAST: Final = frozenset({"exclusiveMinimum", "minItems", "minLength", "minProperties", "minimum"})
# What tells the type of a value where `type` doesn't.
_TELLING: Final = {
    "string": ("pattern", "format", "content_encoding", "content_media_type"),
    "object": ("properties", "required", "pattern_properties", "additional_properties"),
    "array": ("items", "prefix_items", "contains"),
}
_OF_NUMBERS: Final = frozenset(
    {"divisibleBy", "exclusiveMaximum", "exclusiveMinimum", "maximum", "minimum", "multipleOf"}
)
_COUNTED: Final = {"Length": "string", "Items": "array", "Properties": "object"}


@dataclass(frozen=True)
class Whole:
    """The subschemas that apply, and the choices that are left: of each, one alternative applies.

    `seen` are the pointers of all that was looked at, `hidden` those beside whose reference nothing
    counts but what tells people something.
    """

    layers: tuple[Subschema, ...] = ()
    choices: tuple[tuple[Pointers, ...], ...] = ()
    hidden: tuple[Subschema, ...] = ()
    seen: frozenset[str] = frozenset()

    def with_(self, at: Callable[[str], Subschema], pointers: Pointers, hides: bool) -> "Whole":
        """Return this with further subschemas, and with all that they lead to."""
        layers, choices, hidden = list(self.layers), list(self.choices), list(self.hidden)
        seen = set(self.seen)
        waiting = list(pointers)
        for pointer in waiting:  # it grows
            if pointer in seen:
                continue
            seen.add(pointer)
            schema = at(pointer)
            waiting += [each.target for each in schema.references if each.target is not None]
            if schema.references and hides:
                hidden.append(schema)
                continue
            layers.append(schema)
            for each in schema.combinators:
                if each.keyword in _ALL_OF:
                    waiting += each.pointers
                elif each.keyword in _ONE_OF:
                    choices.append(tuple((branch,) for branch in each.pointers))
            choices += _conditions(schema.combinators)
        return Whole(tuple(layers), tuple(choices), tuple(hidden), frozenset(seen))

    def choose(self) -> tuple[tuple[Pointers, ...], "Whole"]:
        """Return the alternatives of the first choice, and this without it."""
        return self.choices[0], replace(self, choices=self.choices[1:])

    @property
    def said(self) -> Iterator[JSON]:
        """The values that the subschemas name themselves, null last."""
        named = list(self._named())
        yield from (value for value in named if value is not None)
        yield from (value for value in named if value is None)

    def _named(self) -> Iterator[JSON]:
        every = (*self.hidden, *self.layers)
        for schema in every:
            yield from schema.examples
            if "example" in schema.vendor:  # OpenAPI's
                yield schema.vendor["example"]
        for schema in every:
            if schema.default is not ABSENT:
                yield schema.default
        for schema in self.layers:
            if schema.const is not ABSENT:
                yield schema.const
        for schema in self.layers:
            yield from schema.enum or ()

    @cached_property
    def types(self) -> list[str]:
        """The types that a value may have, by what is said of it; the most telling ones first."""
        allowed = [name for name in TYPES if all(_allows(each, name) for each in self.layers)]
        telling = [name for name in allowed if any(_tells(each, name) for each in self.layers)]
        return telling + [name for name in allowed if name not in telling]

    @cached_property
    def declared(self) -> dict[str, Pointers]:
        """The pointers of what describes each property, by its name."""
        found: dict[str, Pointers] = {}
        for schema in self.layers:
            for at in schema.properties:
                name = json_pointer.split(at)[-1]
                found[name] = (*found.get(name, ()), at)
        return found

    def limit(self, keyword: str) -> float | int | None:
        """The strictest of the limits by this keyword, if there are any."""
        values = [
            limit.value
            for schema in self.layers
            for limit in schema.limits
            if limit.keyword == keyword
            and isinstance(limit.value, int | float)
            and not isinstance(limit.value, bool)
        ]
        return (max if keyword in _LEAST else min)(values) if values else None

    def count(self, keyword: str, default: int) -> int:
        """The limit by a keyword that counts something."""
        limit = self.limit(keyword)
        return default if limit is None else int(limit)

    @property
    def patterns(self) -> list[str]:
        return [schema.pattern for schema in self.layers if schema.pattern is not None]

    @property
    def formats(self) -> list[str]:
        return [schema.format for schema in self.layers if schema.format is not None]

    def lists(self, value: JSON) -> bool:
        """Tell whether a value is of a right type, and among those of each `enum` and `const`."""
        return any(is_of_type(value, name) for name in self.types) and all(
            encode(value) in members for members in self._members
        )

    @cached_property
    def _members(self) -> list[set[str]]:
        enums = [schema.enum for schema in self.layers if schema.enum is not None]
        constants = [(each.const,) for each in self.layers if each.const is not ABSENT]
        return [set(map(encode, each[:_MOST_MEMBERS])) for each in (*enums, *constants)]


def _conditions(combinators: Iterable[Combinator]) -> Iterator[tuple[Pointers, ...]]:
    """Yield the choice that `if` leaves: it and `then`, or `else`."""
    parts = {each.keyword: each.pointers for each in combinators}
    if "if" in parts:
        yield (*parts["if"], *parts.get("then", ())), parts.get("else", ())


def _allows(schema: Subschema, name: str) -> bool:
    if schema.boolean is False:
        return False
    said = schema.types or schema.inferred_types
    is_number = name == "integer" and "number" in said
    return not said or name in said or is_number or (name == "null" and schema.nullable)


def _tells(schema: Subschema, name: str) -> bool:
    if any(getattr(schema, fact) not in (None, ()) for fact in _TELLING.get(name, ())):
        return True
    return any(
        (name == "number" and limit.keyword in _OF_NUMBERS)
        or _COUNTED.get(limit.keyword[3:]) == name
        for limit in schema.limits
    )
