"""Violations in plain words; for keywords that are not told here, the engine's own."""

from collections.abc import Callable
from itertools import islice
from typing import Any, Final

from portal.schema.value import JSON, quote, type_name
from portal.sentence import Sentence, any_of, gettext_noop, ngettext_noop

_MOST_VALUES = 12
_LONGEST_PATTERN = 200  # characters

# How many of what the keyword limits a value may have, and the words for it.
_LIMITS: Final = {
    "maxLength": ngettext_noop(
        "has {n:,} character, at most {limit} are allowed",
        "has {n:,} characters, at most {limit} are allowed",
    ),
    "minLength": ngettext_noop(
        "has {n:,} character, at least {limit} are needed",
        "has {n:,} characters, at least {limit} are needed",
    ),
    "maxItems": ngettext_noop(
        "has {n:,} item, at most {limit} are allowed",
        "has {n:,} items, at most {limit} are allowed",
    ),
    "minItems": ngettext_noop(
        "has {n:,} item, at least {limit} are needed",
        "has {n:,} items, at least {limit} are needed",
    ),
    "maxProperties": ngettext_noop(
        "has {n:,} member, at most {limit} are allowed",
        "has {n:,} members, at most {limit} are allowed",
    ),
    "minProperties": ngettext_noop(
        "has {n:,} member, at least {limit} are needed",
        "has {n:,} members, at least {limit} are needed",
    ),
}
_BOUNDS: Final = {
    "maximum": gettext_noop("{value} is more than {limit}, the maximum"),
    "minimum": gettext_noop("{value} is less than {limit}, the minimum"),
    "exclusiveMaximum": gettext_noop("{value} must be less than {limit}"),
    "exclusiveMinimum": gettext_noop("{value} must be more than {limit}"),
}
_CONTAINS: Final = {
    "maxContains": Sentence("more items than maxContains allows fit contains"),
    "minContains": Sentence("fewer items than minContains demands fit contains"),
}
_AN_OBJECT: Final = Sentence("an object")
_AN_ARRAY: Final = Sentence("an array")
_KINDS: Final = {
    "string": Sentence("a string"),
    "number": Sentence("a number"),
    "integer": Sentence("an integer"),
    "boolean": Sentence("a boolean"),
    "object": _AN_OBJECT,
    "array": _AN_ARRAY,
    "null": "null",
}


def message(error: dict[str, Any], value: JSON, rule: JSON) -> str:
    """Say what is wrong with `value`, which a keyword with the value `rule` does not let pass.

    `error` is what the engine says of it (see portal.validation.engine).
    """
    keyword = error["keyword"]
    if keyword in _LIMITS and isinstance(value, str | list | dict):
        return Sentence(*_LIMITS[keyword], n=len(value), limit=error["limit"])
    if keyword in _BOUNDS:
        return Sentence(_BOUNDS[keyword], value=brief(value), limit=error["limit"])
    words = _WORDS.get(keyword)
    return error["message"] if words is None else words(error, value, rule)


def brief(value: JSON) -> str:
    """A value in a sentence: as JSON, or what it is."""
    match value:
        case dict():
            return _AN_OBJECT
        case list():
            return _AN_ARRAY
        case _:
            return quote(value)


def _type(error: dict[str, Any], value: JSON, rule: JSON) -> str:
    wanted = any_of(
        [str(each) for each in rule] if isinstance(rule, list) and rule else [str(rule)]
    )
    found = _KINDS[type_name(value)]
    if value is None or isinstance(value, dict | list):
        return Sentence("is {found}, not {wanted}", found=found, wanted=wanted)
    told = gettext_noop("is {found} ({value}), not {wanted}")
    return Sentence(told, found=found, value=brief(value), wanted=wanted)


def _enum(error: dict[str, Any], value: JSON, rule: JSON) -> str:
    values = rule if isinstance(rule, list) else []
    listed = _listed([quote(each) for each in values[:_MOST_VALUES]], len(values))
    told = gettext_noop("{value} is not one of the allowed values: {listed}")
    return Sentence(told, value=brief(value), listed=listed)


def _listed(shown: list[str], count: int) -> str:
    """The first of `count` texts, and how many more there are."""
    texts = ", ".join(shown)
    if not texts:
        return Sentence("none at all")
    more = count - len(shown)
    return Sentence("{texts} and {more:,} more", texts=texts, more=more) if more > 0 else texts


def _const(error: dict[str, Any], value: JSON, rule: JSON) -> str:
    told = gettext_noop("{value} is not the only value that is allowed: {allowed}")
    return Sentence(told, value=brief(value), allowed=quote(rule))


def _required(error: dict[str, Any], value: JSON, rule: JSON) -> str:
    name = quote(error["property"])
    if error["path"][-1:] == ["required"]:
        return Sentence("lacks {name}", name=name)
    return Sentence("lacks {name}, which another member depends on", name=name)


def _unexpected(error: dict[str, Any], value: JSON, rule: JSON) -> str:
    return _undeclared(error["unexpected"], error["count"])


def _undeclared(names: list[str], count: int) -> str:
    told = gettext_noop("has what is not declared, and nothing else is allowed: {listed}")
    return Sentence(told, listed=_listed([quote(name) for name in names], count))


def _false(error: dict[str, Any], value: JSON, rule: JSON) -> str:
    if error["path"][-1:] == ["additionalProperties"] and isinstance(value, dict):
        # Where nothing is declared at all, the engine does not look at the names.
        return _undeclared([*islice(value, _MOST_VALUES)], len(value))
    return Sentence("must not be there: the schema allows no value here")


def _name(error: dict[str, Any], value: JSON, rule: JSON) -> str:
    told = gettext_noop("has a name that is not allowed, {name}: {why}")
    return Sentence(told, name=quote(error["name"]), why=error["message"])


def _pattern(error: dict[str, Any], value: JSON, rule: JSON) -> str:
    # Without the escapes that JSON would add, if it can be shown as it is.
    short = isinstance(rule, str) and rule.isprintable() and len(rule) <= _LONGEST_PATTERN
    pattern = str(rule) if short else quote(rule)
    told = gettext_noop("{value} does not match the pattern {pattern}")
    return Sentence(told, value=brief(value), pattern=pattern)


def _format(error: dict[str, Any], value: JSON, rule: JSON) -> str:
    told = gettext_noop("{value} is not of the format {format}")
    return Sentence(told, value=brief(value), format=quote(error["format"]))


def _multiple(error: dict[str, Any], value: JSON, rule: JSON) -> str:
    told = gettext_noop("{value} is not a multiple of {factor}")
    return Sentence(told, value=brief(value), factor=quote(rule))


def _unique(error: dict[str, Any], value: JSON, rule: JSON) -> str:
    return Sentence("has an item more than once")


def _contains(error: dict[str, Any], value: JSON, rule: JSON) -> str:
    return _CONTAINS.get(str(error["path"][-1])) or Sentence("no item fits contains")


def _any_of(error: dict[str, Any], value: JSON, rule: JSON) -> str:
    return Sentence("fits none of the {count:,} schemas of anyOf", count=error["count"])


def _one_of(error: dict[str, Any], value: JSON, rule: JSON) -> str:
    count, fitting = error["count"], error["fitting"]
    if not fitting:
        return Sentence("fits none of the {count:,} schemas of oneOf", count=count)
    told = gettext_noop("fits more than one of the {count:,} schemas of oneOf: those at {which}")
    return Sentence(told, count=count, which=", ".join(map(str, fitting)))


def _not(error: dict[str, Any], value: JSON, rule: JSON) -> str:
    return Sentence("fits the schema of not, and must not")


_WORDS: Final[dict[str, Callable[[dict[str, Any], JSON, JSON], str]]] = {
    "additionalProperties": _unexpected,
    "anyOf": _any_of,
    "const": _const,
    "contains": _contains,
    "enum": _enum,
    "false": _false,
    "format": _format,
    "multipleOf": _multiple,
    "not": _not,
    "oneOf": _one_of,
    "pattern": _pattern,
    "propertyNames": _name,
    "required": _required,
    "type": _type,
    "unevaluatedProperties": _unexpected,
    "uniqueItems": _unique,
}
