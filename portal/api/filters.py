"""Which properties a list shows, by their facts."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from portal.api.parameters import BOOLEAN, Parameter
from portal.schema.value import TYPES

GONE = Parameter(
    "gone",
    "true: only those that the current version hasn't any more; any: these, too.",
    choices=(*BOOLEAN, "any"),
)

Facts = dict[str, Any]


def _may_be(facts: Facts, value: str) -> bool:
    types = facts["possible_types"]
    return value in types or (value == "integer" and "number" in types)  # "number" says both


def _has_value(facts: Facts, value: str) -> bool:
    schema = facts["schema"]
    values = [*(schema["enum"] or ()), *([schema["const"]] if "const" in schema else ())]
    return any(value in (each, json.dumps(each, ensure_ascii=False)) for each in values)


def _is(flag: Callable[[Facts], object]) -> Callable[[Facts, str], bool]:
    return lambda facts, value: bool(flag(facts)) is (value == "true")


_FILTERS: tuple[tuple[Parameter, Callable[[Facts, str], bool]], ...] = (
    (
        Parameter("name", "Only those with this in their names, in any case."),
        lambda facts, value: value.casefold() in facts["name"].casefold(),
    ),
    (
        Parameter("type", "Only those that may be of this type.", choices=TYPES),
        _may_be,
    ),
    (Parameter("enum", "Only those whose listed values have this one."), _has_value),
    (
        Parameter("read_only", "Whether only the server sets it.", choices=BOOLEAN),
        _is(lambda facts: facts["schema"]["read_only"]),
    ),
    (
        Parameter("custom", "Whether it is a custom property (is_base: false).", choices=BOOLEAN),
        _is(lambda facts: facts["schema"]["custom"]),
    ),
    (
        Parameter("required", "Whether its object must have it.", choices=BOOLEAN),
        _is(lambda facts: facts["required"]),
    ),
    (
        Parameter("pattern", "Whether its name is a pattern (patternProperties).", choices=BOOLEAN),
        _is(lambda facts: facts["is_pattern"]),
    ),
)
PARAMETERS = tuple(parameter for parameter, _ in _FILTERS)


def wanted(asked: Mapping[str, str]) -> Callable[[Facts], bool] | None:
    """Tells which facts satisfy every filter in `asked`; None if all do."""
    active = [(fits, asked[each.name]) for each, fits in _FILTERS if each.name in asked]
    if not active:
        return None
    return lambda facts: all(fits(facts, value) for fits, value in active)
