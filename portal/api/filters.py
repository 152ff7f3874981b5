"""Which properties a list shows, by their facts."""

import json
from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.http import QueryDict

from portal.api.parameters import BOOLEAN, Parameter
from portal.catalog.models import Change, Schema, Snapshot
from portal.history import namesakes
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
_ONLY_HERE = "only-here"
# Words of the filter on the page of a schema, by which it is asked for in the same way.
_HAS: dict[str, Callable[["Wanted", Facts], object]] = {
    "changed": lambda wanted, facts: facts["pointer"] in wanted.changed,
    _ONLY_HERE: lambda wanted, facts: facts["path"] not in wanted.elsewhere,
    "enum": lambda wanted, facts: facts["schema"]["enum"] or "const" in facts["schema"],
    "pattern": lambda wanted, facts: facts["schema"]["pattern"],
    "read-only": lambda wanted, facts: facts["schema"]["read_only"],
    "custom": lambda wanted, facts: facts["schema"]["custom"],
    "required": lambda wanted, facts: facts["required"],
    "nullable": lambda wanted, facts: facts["schema"]["nullable"],
}
HAS = Parameter(
    "has",
    "Only those for which this holds; may be given several times, then all must hold. changed: it "
    "came, went or changed with this version; only-here: no other source has it in its current "
    "schema of this name; enum: its values are listed; pattern: its values must match one.",
    choices=tuple(_HAS),
    many=True,
)
PARAMETERS = (*(parameter for parameter, _ in _FILTERS), HAS)


class Wanted:
    """Tells which properties of `version` (of `schema`) satisfy every filter in `query`."""

    def __init__(self, query: QueryDict, schema: Schema, version: Snapshot | None) -> None:
        self._schema, self._version = schema, version
        self._active = [
            (fits, str(query[each.name])) for each, fits in _FILTERS if each.name in query
        ]
        self._words = query.getlist(HAS.name)

    @property
    def is_all(self) -> bool:
        return not (self._active or self._words)

    @property
    def depends_on_others(self) -> bool:
        """Whether what other sources say makes a difference."""
        return _ONLY_HERE in self._words

    def __call__(self, facts: Facts) -> bool:
        return all(fits(facts, value) for fits, value in self._active) and all(
            _HAS[word](self, facts) for word in self._words
        )

    @cached_property
    def elsewhere(self) -> frozenset[str]:
        return namesakes.paths(self._schema) or frozenset()

    @cached_property
    def changed(self) -> frozenset[str]:
        """The pointers of the properties that changed with the version."""
        changes = Change.objects.filter(snapshot=self._version).exclude(subject=None).order_by()
        return frozenset(changes.values_list("subject__pointer", flat=True))
