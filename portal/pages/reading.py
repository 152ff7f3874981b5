"""What a property says, in the words of the pages."""

import json
import re
from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

# Patterns that readers meet again and again, by what they match.
_UUID = "([0-9a-fA-F]){8}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){12}"
GLOSSES = {
    f"^{_UUID}$": "UUID",
    "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$": "UUID",
    "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$": "UUID in lower case",
    "^[0-9]+$": "digits",
    "^[1-9][0-9]*$": "a whole number without leading zeros",
}

LIMITS = {
    "maxLength": "at most {} characters",
    "minLength": "at least {} characters",
    "maximum": "at most {}",
    "minimum": "at least {}",
    "exclusiveMaximum": "less than {}",
    "exclusiveMinimum": "more than {}",
    "multipleOf": "a multiple of {}",
    "divisibleBy": "a multiple of {}",
    "maxItems": "at most {} items",
    "minItems": "at least {} items",
    "maxContains": "at most {} items that match",
    "minContains": "at least {} items that match",
    "maxProperties": "at most {} properties",
    "minProperties": "at least {} properties",
}
_SINGULAR = {
    "characters": "character",
    "items": "item",
    "properties": "property",
    "match": "matches",
}
_PLURAL = re.compile("|".join(_SINGULAR))

ANY = "any type"
_EVERY_TYPE = 6  # an integer is a number, too
# How many characters' worth of values fit on one line of the table of properties.
_ROOM, _GAP, _ROOM_FOR_MORE = 62, 1.5, 6
_READS_AS_JSON = re.compile(r'null|true|false|-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?|["\[{].*')


@dataclass(frozen=True, slots=True)
class Flag:
    """A short word about a property, and the sentence that explains it."""

    word: str
    why: str


_BY_PATTERN = Flag("name pattern", "stands for every property whose name matches this pattern")


@dataclass(frozen=True, slots=True)
class Reading:
    types_text: str
    values: list[str]
    pattern: str
    gloss: str
    limits: list[str]
    flags: list[Flag]
    title: str
    description: str

    @property
    def constraint_text(self) -> str:
        """Every constraint but type, enum and pattern, in a line."""
        return " · ".join(self.limits)

    @property
    def few(self) -> list[str]:
        """As many of the values as fit on a line, but always one."""
        ends = list(accumulate(len(value) + _GAP for value in self.values))
        if not ends or ends[-1] <= _ROOM:
            return self.values
        return self.values[: max(1, bisect(ends, _ROOM - _ROOM_FOR_MORE))]

    @property
    def more(self) -> int:
        """How many values there are beside these few."""
        return len(self.values) - len(self.few)


def of_property(facts: Mapping[str, Any]) -> Reading:
    """Read the facts of a property, as catalog.documents.facts gives them."""
    types = types_text(facts["possible_types"], facts["item_types"])
    read = of_schema(facts["schema"], types, required=facts["required"])
    return replace(read, flags=[_BY_PATTERN, *read.flags]) if facts["is_pattern"] else read


def of_schema(facts: Mapping[str, Any], types: str, *, required: bool = False) -> Reading:
    """Read the facts of a subschema (Subschema.as_dict), whose types are those in words."""
    values = list(facts["enum"] or []) if facts.get("enum") is not None else []
    if "const" in facts:
        values = [facts["const"]]
    pattern = facts.get("pattern") or ""
    return Reading(
        types_text=types,
        values=[shown(value) for value in values],
        pattern=pattern and label(pattern),
        gloss=GLOSSES.get(pattern, ""),
        limits=[*limits(facts), *([facts["format"]] if facts.get("format") else [])],
        flags=list(_flags(facts, required)),
        title=facts.get("title") or "",
        description=facts.get("description") or "",
    )


def types_text(types: Sequence[str], items: Sequence[str] = ()) -> str:
    """Possible types in words: "string or null", "array of string", "any type"."""
    if len(types) >= _EVERY_TYPE:
        return ANY
    of_items = types_text(items) if items else ANY
    array = "array" if of_items == ANY else f"array of {of_items}"
    return " or ".join(array if each == "array" else each for each in types) or "nothing"


def shown(value: object) -> str:
    """A JSON value as a reader expects it: a string bare, unless it looks like something else."""
    is_plain = isinstance(value, str) and value.isprintable() and value.strip() == value != ""
    return str(value) if is_plain and not _READS_AS_JSON.fullmatch(str(value)) else as_json(value)


def as_json(value: object, indent: int | None = None) -> str:
    """A value as JSON in which nothing hides or turns the text: such characters are escaped."""
    lines = json.dumps(value, ensure_ascii=False, indent=indent).split("\n")
    return "\n".join(line if line.isprintable() else _escaped(line) for line in lines)


def _escaped(text: str) -> str:
    return "".join(each if each.isprintable() else json.dumps(each)[1:-1] for each in text)


def label(name: str) -> str:
    """A name as it can be shown: never empty, with nothing in it that hides or turns the text."""
    if not name:
        return '""'
    return "".join(each if each.isprintable() else f"⟨U+{ord(each):04X}⟩" for each in name)


def limits(facts: Mapping[str, Any]) -> list[str]:
    """The limits of a subschema, each in words."""
    words = []
    for limit in facts.get("limits", ()):
        keyword, value = limit["keyword"], limit["value"]
        if keyword in LIMITS:
            text = LIMITS[keyword].format(shown(value))
            words.append(_PLURAL.sub(lambda many: _SINGULAR[many[0]], text) if value == 1 else text)
        elif keyword == "uniqueItems" and value:
            words.append("no item twice")
    return words


def _flags(facts: Mapping[str, Any], required: bool) -> list[Flag]:
    read_only = facts.get("read_only")
    flags = []
    if required:
        flags.append(Flag("required", "an instance without it is not valid"))
    if read_only:
        ways = {
            "keyword": "the readOnly keyword",
            "description": "“(READ-ONLY)” in its description",
        }
        known = " and ".join(ways[way] for way in read_only["known_from"])
        flags.append(Flag("read-only", f"set by the service alone; known from {known}"))
    if facts.get("write_only"):
        flags.append(Flag("write-only", "may be sent, and is never in an answer"))
    if facts.get("custom"):
        flags.append(Flag("custom", "set up by the operator of this service (is_base: false)"))
    if facts.get("deprecated"):
        flags.append(Flag("deprecated", "marked as deprecated"))
    return flags
