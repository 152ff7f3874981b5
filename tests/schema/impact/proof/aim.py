"""Instances that aim at where two schemas differ.

At each place of an instance, every subschema that may apply there on either side is collected.
Values of one place are grouped by which of these subschemas they pass; a few of each group stand
for the others. Arrays and objects are made of those.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, product
from typing import Any, Final

from portal.schema.dialect import Dialect
from tests.schema.impact.proof.draw import POOLS
from tests.schema.impact.proof.reading import Valid, validator
from tests.schema.impact.proof.scalars import scalars, texts

_DEEPEST: Final = 7
_MOST: Final = 400  # values at one place
_FORMS: Final = ("a{}", "{}b", "{}", "n{}", "p{}")  # of names, for the patterns that are drawn
_HERE_ONE: Final = ("not", "if", "then", "else", "extends")
_HERE_MANY: Final = ("allOf", "anyOf", "oneOf", "extends", "type", "disallow")
_HERE_BY_NAME: Final = ("dependentSchemas", "dependencies")
_ITEMS_AFTER: Final = ("items", "additionalItems", "unevaluatedItems", "contains")
_COUNTS: Final = ("maxItems", "minItems", "minContains", "maxContains")

Object = Mapping[str, Any]


def aim(before: Any, after: Any, dialect: Dialect) -> list[Any]:
    """Return instances for two documents of a dialect."""
    return list(_Aim((before, after), dialect).at([(before, 0), (after, 1)], _DEEPEST))


Part = tuple[Any, int]  # a subschema, and which document it is of


class _Aim:
    def __init__(self, documents: Sequence[Any], dialect: Dialect) -> None:
        self._documents = documents
        self._dialect = dialect

    def at(self, parts: Iterable[Part], depth: int) -> Iterator[Any]:
        """Yield values for a place where these subschemas apply."""
        here = list(self._here(parts))
        schemas = [schema for schema, _ in here]
        yield from _listed(schemas)
        yield from scalars(schemas)
        yield from islice(self._arrays(here, depth - 1), _MOST) if depth else [[]]
        yield from islice(self._objects(here, depth - 1), _MOST) if depth else [{}]

    def _here(self, parts: Iterable[Part]) -> Iterator[tuple[Object, int]]:
        """Yield every object schema that may apply at the same place as these."""
        waiting, seen = list(parts), set()
        while waiting:
            schema, side = waiting.pop()
            if not isinstance(schema, dict) or (id(schema), side) in seen:
                continue
            seen.add((id(schema), side))
            yield schema, side
            waiting += [(below, side) for below in _beside(schema)]
            if isinstance(reference := schema.get("$ref"), str):
                waiting.append((self._resolve(reference, side), side))

    def _resolve(self, reference: str, side: int) -> Any:
        at = self._documents[side]
        for token in reference.removeprefix("#").split("/")[1:]:
            token = token.replace("~1", "/").replace("~0", "~")
            if isinstance(at, list) and token.isdigit() and int(token) < len(at):
                at = at[int(token)]
            else:
                at = at.get(token) if isinstance(at, dict) else None
        return at

    def _stand_for(
        self, parts: Sequence[Part], depth: int, most: int = 3, others: Sequence[Part] = ()
    ) -> list[Any]:
        """Return values of which a few stand for each group; those that pass most of the parts come
        first. Groups differ in the others, too.
        """
        if not parts and not others:
            return ["x", 7, None, "a"][:most]
        checks = [self._check(*part) for part in (*parts, *others)]
        groups: dict[tuple[bool, ...], list[Any]] = {}
        for value in self.at([*parts, *others], depth):
            group = groups.setdefault(tuple(check(value) for check in checks), [])
            if len(group) < most and all(repr(value) != repr(other) for other in group):
                group.append(value)
        ranked = sorted(groups.items(), key=lambda it: (-sum(it[0][: len(parts)]), -sum(it[0])))
        return [value for _, group in ranked for value in group]

    def _check(self, schema: Any, side: int) -> Valid:
        if not isinstance(schema, dict) or "$ref" not in json.dumps(schema):
            return validator(schema, self._dialect)
        document = self._documents[side]
        hosted = {key: document[key] for key in POOLS if key in document}
        every = "allOf" if "allOf" in self._dialect.keywords else "extends"
        try:
            return validator(hosted | {every: [schema]}, self._dialect)
        except ValueError:  # it leads to a place that is not there any more
            return lambda value: True

    def _arrays(self, here: Sequence[tuple[Object, int]], depth: int) -> Iterator[list[Any]]:
        yield []
        after = list(_each(here, _ITEMS_AFTER))
        first = [list(_at_index(here, index)) for index in range(_longest_prefix(here))]
        others = self._stand_for(after, depth)
        by_index = [self._stand_for(parts, depth, others=after) for parts in first]
        counts = {0, 1, 2, len(first), len(first) + 1, len(first) + 2}
        for schema, _ in here:
            counts |= {
                near
                for keyword in _COUNTS
                if isinstance(n := schema.get(keyword), int) and n < 12
                for near in (n - 1, n, n + 1)
            }
        lengths = sorted(n for n in counts if n > 0)
        for length in lengths:
            for one in islice(others, 6):
                yield [*(values[0] for values in by_index[:length]), *[one] * (length - len(first))]
                yield [one] * length
            base = [values[0] for values in by_index[:length]]
            base += _distinct(others, length - len(base))
            for index, values in enumerate(by_index[:length]):
                yield from ([*base[:index], value, *base[index + 1 :]] for value in values)
            for value in others:
                yield [*base[:-1], value]
            for chosen in islice(product(*by_index[:length]), 40):
                yield [*chosen, *base[len(chosen) :]]
        for length in lengths:
            yield from self._mixed(others, length)

    def _mixed(self, values: Sequence[Any], length: int) -> Iterator[list[Any]]:
        """Yield arrays of a length with different numbers of two values, and of distinct ones."""
        yield _distinct(values, length)
        for one, other in product(values[:8], values[:8]):
            if one is not other:
                yield from ([one] * n + [other] * (length - n) for n in range(1, length))
        yield _distinct(list(range(100, 100 + length)), length)

    def _objects(self, here: Sequence[tuple[Object, int]], depth: int) -> Iterator[Object]:
        yield {}
        names = self._names(here)
        values = {
            name: self._stand_for(list(_at_name(here, name)), depth, most=2) for name in names
        }
        required = [name for name in names if _is_required(here, name)]
        base = {name: values[name][0] for name in required}
        full = {name: values[name][0] for name in names if values[name]}
        yield from (base, full)
        for start in (base, full):
            for name in names:
                yield {key: value for key, value in start.items() if key != name}
                yield from (start | {name: value} for value in values[name])
        for name in names:
            yield from ({name: value} for value in values[name])
        forms = [form for form in _FORMS if form == "a{}" or form.format(0) in values]
        for wanted in sorted(_near(here, ("maxProperties", "minProperties"))):
            without = ({k: v for k, v in base.items() if k != n} for n in base)
            with_one = (base | {n: value} for n in names[:3] for value in values[n])
            for start in (base, full, *without, *with_one):
                kept = dict(islice(start.items(), wanted))
                for form in forms:
                    more = (form.format(n) for n in range(wanted - len(kept)))
                    value = values.get(form.format(0)) or values["zz"]
                    yield kept | dict.fromkeys(more, value[0])
        few = names[:4]
        choices = [[_ABSENT, *values[name][:4]] for name in few]
        for chosen in islice(product(*choices), 150):
            made = dict(zip(few, chosen, strict=True))
            yield base | {name: value for name, value in made.items() if value is not _ABSENT}

    def _names(self, here: Sequence[tuple[Object, int]]) -> list[str]:
        found: dict[str, None] = {}
        for schema, _ in here:
            for keyword in ("properties", "dependentRequired", *_HERE_BY_NAME):
                for name, entry in (schema.get(keyword) or {}).items():
                    found[name] = None
                    if keyword in ("dependentRequired", "dependencies"):
                        names = [entry] if isinstance(entry, str) else entry
                        found |= dict.fromkeys(names if isinstance(names, list) else ())
            if isinstance(schema.get("required"), list):
                found |= dict.fromkeys(schema["required"])
        declared = list(found)
        patterns = [p for schema, _ in here for p in schema.get("patternProperties", ())]
        for pattern in dict.fromkeys(patterns):
            examples = (*(form.format(0) for form in _FORMS), "a", "b", "ab", "p1")
            found |= dict.fromkeys(islice((e for e in examples if re.search(pattern, e)), 2))
        naming = list(_each(here, ("propertyNames",)))
        if naming:
            checks = [self._check(*part) for part in naming]
            flat = [schema for schema, _ in self._here(naming)]
            groups: dict[tuple[bool, ...], str] = {}
            listed = [value for value in _listed(flat) if isinstance(value, str)]
            for text in (*listed, *texts(flat)):
                groups.setdefault(tuple(check(text) for check in checks), text)
            found |= dict.fromkeys(groups.values())
        found |= dict.fromkeys(("zz", "y") if len(declared) < 4 else ("zz",))
        return list(found)


_ABSENT: Final = object()


def _beside(schema: Object) -> Iterator[Any]:
    """Yield the subschemas that apply where the schema does."""
    for keyword in _HERE_ONE:
        if isinstance(schema.get(keyword), dict):
            yield schema[keyword]
    for keyword in _HERE_MANY:
        if isinstance(schema.get(keyword), list):
            yield from schema[keyword]
    for keyword in _HERE_BY_NAME:
        if isinstance(schema.get(keyword), dict):
            yield from schema[keyword].values()


def _listed(schemas: Iterable[Object]) -> Iterator[Any]:
    """Yield the values that are listed, and what differs a little from listed containers."""
    for schema in schemas:
        for value in (*schema.get("enum", ()), *([schema["const"]] if "const" in schema else ())):
            yield value
            if isinstance(value, list):
                yield [*value, "x"]
            if isinstance(value, dict):
                yield value | {"zz": "x"}


def _each(here: Iterable[tuple[Object, int]], keywords: Sequence[str]) -> Iterator[Part]:
    for schema, side in here:
        for keyword in keywords:
            if isinstance(schema.get(keyword), dict | bool):
                yield schema[keyword], side


def _at_index(here: Iterable[tuple[Object, int]], index: int) -> Iterator[Part]:
    for schema, side in here:
        for keyword in ("prefixItems", "items"):
            entries = schema.get(keyword)
            if isinstance(entries, list) and index < len(entries):
                yield entries[index], side


def _longest_prefix(here: Iterable[tuple[Object, int]]) -> int:
    arrays = (schema.get(key) for schema, _ in here for key in ("prefixItems", "items"))
    return max((len(entries) for entries in arrays if isinstance(entries, list)), default=0)


def _at_name(here: Iterable[tuple[Object, int]], name: str) -> Iterator[Part]:
    for schema, side in here:
        if name in schema.get("properties", {}):
            yield schema["properties"][name], side
        for pattern, entry in schema.get("patternProperties", {}).items():
            if re.search(pattern, name):
                yield entry, side
        for keyword in ("additionalProperties", "unevaluatedProperties"):
            if isinstance(schema.get(keyword), dict | bool):
                yield schema[keyword], side


def _is_required(here: Iterable[tuple[Object, int]], name: str) -> bool:
    for schema, _ in here:
        declared = schema.get("properties", {}).get(name)
        if isinstance(declared, dict) and declared.get("required") is True:
            return True
        if isinstance(schema.get("required"), list) and name in schema["required"]:
            return True
    return False


def _near(here: Iterable[tuple[Object, int]], keywords: Sequence[str]) -> set[int]:
    counts = {schema[key] for schema, _ in here for key in keywords if key in schema}
    return {near for n in counts for near in (n - 1, n, n + 1) if 0 <= near < 12}


def _distinct(values: Sequence[Any], length: int) -> list[Any]:
    """Return distinct values, the first ones, repeated only where there are too few."""
    if not values or length <= 0:
        return []
    return [values[index % len(values)] for index in range(length)]
