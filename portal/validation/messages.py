"""Violations in plain words; for keywords that are not told here, the engine's own."""

from collections.abc import Callable
from itertools import islice
from typing import Any, Final

from portal.schema.value import JSON, quote, type_name

_MOST_VALUES = 12
_LONGEST_PATTERN = 200  # characters

# How many of what the keyword limits a value may have, and the words for it.
_LIMITS: Final = {
    "maxLength": "has {n} characters, at most {limit} are allowed",
    "minLength": "has {n} characters, at least {limit} are needed",
    "maxItems": "has {n} items, at most {limit} are allowed",
    "minItems": "has {n} items, at least {limit} are needed",
    "maxProperties": "has {n} members, at most {limit} are allowed",
    "minProperties": "has {n} members, at least {limit} are needed",
}
_BOUNDS: Final = {
    "maximum": "is more than {limit}, the maximum",
    "minimum": "is less than {limit}, the minimum",
    "exclusiveMaximum": "must be less than {limit}",
    "exclusiveMinimum": "must be more than {limit}",
}
_CONTAINS: Final = {
    "maxContains": "more items than maxContains allows fit contains",
    "minContains": "fewer items than minContains demands fit contains",
}
_ARTICLES: Final = {"integer": "an integer", "object": "an object", "array": "an array"}


def message(error: dict[str, Any], value: JSON, rule: JSON) -> str:
    """Say what is wrong with `value`, which a keyword with the value `rule` does not let pass.

    `error` is what the engine says of it (see portal.validation.engine).
    """
    keyword = error["keyword"]
    if keyword in _LIMITS and isinstance(value, str | list | dict):
        return _LIMITS[keyword].format(n=f"{len(value):,}", limit=error["limit"])
    if keyword in _BOUNDS:
        return f"{brief(value)} {_BOUNDS[keyword].format(limit=error['limit'])}"
    words = _WORDS.get(keyword)
    return error["message"] if words is None else words(error, value, rule)


def brief(value: JSON) -> str:
    """A value in a sentence: as JSON, or what it is."""
    match value:
        case dict():
            return "an object"
        case list():
            return "an array"
        case _:
            return quote(value)


def _type(error: dict[str, Any], value: JSON, rule: JSON) -> str:
    wanted = rule if isinstance(rule, list) else [rule]
    is_ = _ARTICLES.get(type_name(value), f"a {type_name(value)}")
    found = "null" if value is None else is_
    shown = "" if value is None or isinstance(value, dict | list) else f" ({brief(value)})"
    return f"is {found}{shown}, not {' or '.join(map(str, wanted))}"


def _enum(error: dict[str, Any], value: JSON, rule: JSON) -> str:
    values = rule if isinstance(rule, list) else []
    shown = ", ".join(map(quote, values[:_MOST_VALUES]))
    more = len(values) - _MOST_VALUES
    listed = f"{shown} and {more:,} more" if more > 0 else shown or "none at all"
    return f"{brief(value)} is not one of the allowed values: {listed}"


def _const(error: dict[str, Any], value: JSON, rule: JSON) -> str:
    return f"{brief(value)} is not the only value that is allowed: {quote(rule)}"


def _required(error: dict[str, Any], value: JSON, rule: JSON) -> str:
    because = "" if error["path"][-1:] == ["required"] else ", which another member depends on"
    return f"lacks {quote(error['property'])}{because}"


def _unexpected(error: dict[str, Any], value: JSON, rule: JSON) -> str:
    return _undeclared(error["unexpected"], error["count"])


def _undeclared(names: list[str], count: int) -> str:
    more = count - len(names)
    listed = ", ".join(map(quote, names)) + (f" and {more:,} more" if more > 0 else "")
    return f"has what is not declared, and nothing else is allowed: {listed}"


def _false(error: dict[str, Any], value: JSON, rule: JSON) -> str:
    if error["path"][-1:] == ["additionalProperties"] and isinstance(value, dict):
        # Where nothing is declared at all, the engine does not look at the names.
        return _undeclared([*islice(value, _MOST_VALUES)], len(value))
    return "must not be there: the schema allows no value here"


def _name(error: dict[str, Any], value: JSON, rule: JSON) -> str:
    return f"has a name that is not allowed, {quote(error['name'])}: {error['message']}"


def _pattern(error: dict[str, Any], value: JSON, rule: JSON) -> str:
    # Without the escapes that JSON would add, if it can be shown as it is.
    short = isinstance(rule, str) and rule.isprintable() and len(rule) <= _LONGEST_PATTERN
    return f"{brief(value)} does not match the pattern {rule if short else quote(rule)}"


def _format(error: dict[str, Any], value: JSON, rule: JSON) -> str:
    return f"{brief(value)} is not of the format {quote(error['format'])}"


def _multiple(error: dict[str, Any], value: JSON, rule: JSON) -> str:
    return f"{brief(value)} is not a multiple of {quote(rule)}"


def _unique(error: dict[str, Any], value: JSON, rule: JSON) -> str:
    return "has an item more than once"


def _contains(error: dict[str, Any], value: JSON, rule: JSON) -> str:
    return _CONTAINS.get(str(error["path"][-1]), "no item fits contains")


def _any_of(error: dict[str, Any], value: JSON, rule: JSON) -> str:
    return f"fits none of the {error['count']:,} schemas of anyOf"


def _one_of(error: dict[str, Any], value: JSON, rule: JSON) -> str:
    fitting = error["fitting"]
    if not fitting:
        return f"fits none of the {error['count']:,} schemas of oneOf"
    which = ", ".join(map(str, fitting))
    return f"fits more than one of the {error['count']:,} schemas of oneOf: those at {which}"


def _not(error: dict[str, Any], value: JSON, rule: JSON) -> str:
    return "fits the schema of not, and must not"


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
