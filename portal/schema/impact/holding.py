"""Whether a subschema takes whatever value stands below it, as far as that is certain."""

from collections import Counter
from functools import partial
from itertools import islice
from typing import Final, NamedTuple

from portal.schema.impact.local import kinds, patterns
from portal.schema.impact.local.boundaries import FRESH
from portal.schema.impact.local.validity import Validity
from portal.schema.impact.local.witness import Guesses
from portal.schema.impact.pair import State
from portal.schema.impact.sense import allowed
from portal.schema.impact.uses import Uses
from portal.schema.value import JSON

Object = dict[str, JSON]

CONJOINED: Final = frozenset({"$ref", "allOf", "extends"})  # what they hold must hold, too
# These look at a value as a whole, and so at all that is in it.
_WHOLE: Final = frozenset(
    {"$dynamicRef", "$recursiveRef", "anyOf", "const", "contains", "dependencies", "disallow"}
    | {"dependentSchemas", "enum", "if", "not", "oneOf", "unevaluatedItems"}
)
# What an object must be besides, which is best tried.
_TRIED: Final = frozenset(
    {"dependentRequired", "maxProperties", "minProperties", "patternProperties", "propertyNames"}
    | {"unevaluatedProperties"}
)
_ASKING: Final = _WHOLE | _TRIED | CONJOINED
_ARRAYS: Final = frozenset({"additionalItems", "contains", "items", "prefixItems"})
# Where none of these stands, an array may be just one item.
_COUNTING: Final = frozenset({"maxItems", "minItems", "prefixItems", "uniqueItems"})
_ANY_VALUE: Final = "x"  # stands for one of which nothing is known, where nothing looks at it
_MOST_PARTS: Final = 16
_MOST_ITEMS: Final = 100


class Step(NamedTuple):
    """From a subschema up to the one that has it under a keyword."""

    holder: Object
    keyword: str
    name: str | int | None
    child: JSON


class Holding:
    """The subschemas of one document, as what holds others."""

    def __init__(self, uses: Uses) -> None:
        self._uses = uses
        self._dialect = uses.dialect
        resolve = partial(uses.resolve, pointer="")
        self._validity = Validity(State({}, uses.dialect, resolve))
        self._guesses = Guesses(self._validity)
        self._has_value: dict[int, bool] = {}  # by the identity of the subschemas, as are others
        self._plain: dict[int, bool] = {}
        self._apart: dict[tuple[int, str], set[str]] = {}

    # In place: the value below is the value itself

    def beside(self, step: Step) -> bool:
        """Tell whether all else that a subschema says takes whatever the one below takes."""
        holder, keyword = step.holder, step.keyword
        if keyword == "$ref" and self._dialect.ref_hides_siblings:
            return True
        rest: Object = {name: said for name, said in holder.items() if name != keyword}
        if keyword in ("anyOf", "oneOf"):
            return self._is_apart(step) and self._takes_kinds(rest, step.child)
        others = self._others(step)
        if keyword in ("not", "disallow"):
            return not others and self._says_nothing(rest)
        return keyword in CONJOINED and all(
            self._takes_kinds(other, step.child) for other in (rest, *others)
        )

    def _is_apart(self, step: Step) -> bool:
        """Tell whether what a branch allows is of other kinds than what any other one allows."""
        key = id(step.holder), step.keyword
        if key not in self._apart:
            branches = step.holder[step.keyword]
            held = branches if isinstance(branches, list) else []
            allows = [self._kinds(branch) for branch in held]
            known = Counter(kind for kinds_ in allows for kind in kinds_)
            self._apart[key] = {
                str(at)
                for at, kinds_ in enumerate(allows)
                if all(known[one] == 1 for one in kinds_)
            }
        return str(step.name) in self._apart[key]

    def _others(self, step: Step) -> list[JSON]:
        branches = step.holder[step.keyword]
        if not isinstance(branches, list):
            return []
        return [branch for index, branch in enumerate(branches) if str(index) != str(step.name)]

    def _takes_kinds(self, schema: JSON, child: JSON) -> bool:
        """Tell whether a subschema says no more than a type, and takes what the child allows."""
        if not isinstance(schema, dict):
            return schema is True
        typing = ("type", "nullable")
        rest: Object = {name: said for name, said in schema.items() if name not in typing}
        return self._says_nothing(rest) and self._kinds(child) <= self._kinds(schema)

    def _says_nothing(self, schema: Object) -> bool:
        return not any(map(self._validity.concerns, schema))

    def _kinds(self, schema: JSON) -> kinds.Kinds:
        if isinstance(schema, dict) and "$ref" in schema:
            schema = True if self._uses.is_named else self._uses.resolve(schema, "")
        return kinds.ALL if schema is None else allowed(schema, self._dialect)

    # Inside: the value below is a part of an object or an array

    def around(self, step: Step, top: Object) -> bool:
        """Tell whether there are values that a subschema takes whatever they hold at a place in
        them. `top`: with all around it that must hold of the same value.
        """
        if top is step.holder and (
            (step.keyword == "properties" and self.is_plain(top))
            or (step.keyword == "items" and self._is_plain_array(top))
        ):
            return True
        parts = self._parts(top, _WHOLE - {step.keyword})
        if parts is None:
            return False
        kind = "array" if step.keyword in _ARRAYS else "object"
        if not all(kind in allowed(part, self._dialect) for part in parts):
            return False
        if kind == "array":
            return len(parts) == 1 and self._array(step)
        return self._object(step, parts)

    def is_plain(self, holder: Object) -> bool:
        """Tell whether there are objects with any one of the declared properties; the usual case,
        and the same for all of them.
        """
        known = self._plain.get(id(holder))
        if known is None:
            known = (
                _ASKING.isdisjoint(holder)
                and "object" in allowed(holder, self._dialect)
                and all(self._has(name, [holder]) for name in self._required([holder]))
            )
            self._plain[id(holder)] = known
        return known

    def _is_plain_array(self, holder: Object) -> bool:
        """Tell whether there are arrays with any one item; the usual case, too."""
        return (
            _ASKING.isdisjoint(holder)
            and _COUNTING.isdisjoint(holder)
            and not isinstance(holder["items"], list)
            and "array" in allowed(holder, self._dialect)
        )

    def _parts(self, schema: JSON, looking: frozenset[str]) -> list[Object] | None:
        """Return all that must hold of the value of a subschema; None if something is among it
        that is looking at the value as a whole.
        """
        parts: list[Object] = []
        pending = [schema]
        while pending:
            part = pending.pop()
            if not isinstance(part, dict) or len(parts) > _MOST_PARTS:
                return None
            if "$ref" in part:
                target = None if self._uses.is_named else self._uses.target(part, "")
                if target is None:
                    return None
                pending.append(target.schema)
                if self._dialect.ref_hides_siblings:
                    continue
            for keyword in ("allOf", "extends"):
                if keyword in self._dialect.keywords and keyword in part:
                    held = part[keyword]
                    pending += held if isinstance(held, list) else [held]
            if looking & part.keys() & self._dialect.keywords:
                return None
            parts.append(part)
        return parts

    def _object(self, step: Step, parts: list[Object]) -> bool:
        name = self._name(step)
        if name is None:
            return False
        others = [part for part in parts if part is not step.holder]
        if others and not all(map(_is_open, parts)):
            return False
        if any(name in _members(part) for part in others):
            return False
        if any(_TRIED & part.keys() for part in parts):
            return not others and self._tried(step, name)
        return all(self._has(required, parts) for required in self._required(parts) - {name})

    def _name(self, step: Step) -> str | None:
        """Return the name of a property that only this step's subschema looks at."""
        declared, by_pattern = _members(step.holder), step.holder.get("patternProperties", {})
        if not isinstance(by_pattern, dict):
            return None
        if step.keyword == "properties":
            names, others = [str(step.name)], list(by_pattern)
        elif step.keyword == "additionalProperties":
            names, others = [FRESH], list(by_pattern)
        elif step.keyword == "patternProperties":
            pattern = str(step.name)
            names = [text for text in patterns.samples(pattern) if patterns.matches(pattern, text)]
            others = [other for other in by_pattern if other != pattern]
        else:
            return None
        if step.keyword != "properties":
            names = [name for name in names if name not in declared]
        for name in names:
            if all(patterns.matches(pattern, name) is False for pattern in others):
                return name
        return None

    def _required(self, parts: list[Object]) -> set[str]:
        """Return the names that are required, in draft 3 by the properties themselves."""
        if self._dialect.name == "draft3":
            return {
                name
                for part in parts
                for name, schema in _members(part).items()
                if isinstance(schema, dict) and schema.get("required") is True
            }
        listed = (part.get("required") for part in parts)
        return {
            name
            for names in listed
            if isinstance(names, list)
            for name in names
            if isinstance(name, str)
        }

    def _has(self, name: str, parts: list[Object]) -> bool:
        """Tell whether there is a value for a property that is required besides."""
        declared = [_members(part)[name] for part in parts if name in _members(part)]
        if len(declared) != 1:
            return not declared and all(map(_is_open, parts))
        key = id(declared[0])
        if key not in self._has_value:
            self._has_value[key] = self._has_one(declared[0])
        return self._has_value[key]

    def _has_one(self, schema: JSON) -> bool:
        self._validity.restart()
        return bool(self._guesses.one(schema))

    def _tried(self, step: Step, name: str) -> bool:
        """Try to make an object with that property, of which nothing is asked."""
        trial: Object = dict(step.holder)
        trial["properties"] = {**_members(step.holder), name: True}
        trial["patternProperties"] = {}
        tried = islice(self._guesses.with_property(trial, name, [_ANY_VALUE]), 4)
        return any(self._is_valid(trial, one) for one in tried)

    def _array(self, step: Step) -> bool:
        """Try to make an array with that item, of which nothing is asked."""
        holder, keyword = step.holder, step.keyword
        if keyword == "contains":
            rest = {name: said for name, said in holder.items() if name != keyword}
            looks = (_WHOLE | _ARRAYS | CONJOINED) & rest.keys()
            return not looks and self._is_valid(rest, [_ANY_VALUE])
        held = holder[keyword]
        before: list[JSON] = []
        if isinstance(held, list):  # what stands before it must have values of its own
            before = held[: int(str(step.name))]
        elif keyword == "additionalItems" or "prefixItems" in holder:
            first = holder.get("items" if keyword == "additionalItems" else "prefixItems")
            before = first if isinstance(first, list) else []
        found = [self._guesses.one(schema) for schema in before[:_MOST_ITEMS]]
        if not all(found) or len(before) > _MOST_ITEMS:
            return False
        value = [*(one for ones in found for one in ones), _ANY_VALUE]
        trial: Object = dict(holder)
        trial[keyword] = [*before, True] if isinstance(held, list) else True
        least = holder.get("minItems", 0)
        if not isinstance(held, list) and isinstance(least, int):
            value += [_ANY_VALUE] * (min(least, _MOST_ITEMS) - len(value))
        return self._is_valid(trial, value)

    def _is_valid(self, schema: Object, value: JSON) -> bool:
        self._validity.restart()
        return self._validity.holds(schema, value) is True


def _members(schema: Object) -> Object:
    said = schema.get("properties")
    return said if isinstance(said, dict) else {}


def _is_open(schema: Object) -> bool:
    return schema.get("additionalProperties", True) is True
