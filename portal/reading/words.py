"""What a property says, in the words of the pages."""

import json
import re
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.prose import visible
from portal.reading.constraints import limits
from portal.reading.gloss import gloss

_EVERY_TYPE = 6  # an integer is a number, too
# How many characters' worth of values fit on one line of the table of properties.
_ROOM, _GAP, _ROOM_FOR_MORE = 62, 1.5, 6
_READS_AS_JSON = re.compile(r'null|true|false|-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?|["\[{].*')


@dataclass(frozen=True, slots=True)
class Flag:
    """A short word about a property, and the sentence that explains it; `key` is for programs."""

    key: str
    word: str | Promise
    why: str | Promise


_BY_PATTERN: Final = Flag(
    "name-pattern",
    gettext_lazy("name pattern"),
    gettext_lazy("stands for every property whose name matches this pattern"),
)
_REQUIRED: Final = Flag(
    "required", gettext_lazy("required"), gettext_lazy("an instance without it is not valid")
)
_READ_ONLY: Final = {
    known: Flag("read-only", gettext_lazy("read-only"), why)
    for known, why in {
        ("keyword",): gettext_lazy("set by the service alone; known from the readOnly keyword"),
        ("description",): gettext_lazy(
            "set by the service alone; known from “(READ-ONLY)” in its description"
        ),
        ("keyword", "description"): gettext_lazy(
            "set by the service alone; known from the readOnly keyword and “(READ-ONLY)” in its "
            "description"
        ),
    }.items()
}
_WRITE_ONLY: Final = Flag(
    "write-only", gettext_lazy("write-only"), gettext_lazy("may be sent, and is never in an answer")
)
_CUSTOM: Final = Flag(
    "custom",
    gettext_lazy("custom"),
    gettext_lazy("set up by the operator of this service (is_base: false)"),
)
_DEPRECATED: Final = Flag(
    "deprecated", gettext_lazy("deprecated"), gettext_lazy("marked as deprecated")
)
# What holds of a property since nothing says otherwise, by the key of what would.
_UNSAID: Final = {
    "required": Flag(
        "optional", gettext_lazy("optional"), gettext_lazy("nothing says that it is required")
    ),
    "read-only": Flag(
        "written", gettext_lazy("may be written"), gettext_lazy("nothing says that it is read-only")
    ),
}


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
    def unsaid(self) -> list[Flag]:
        """What holds of a property since nothing says otherwise; of a pattern of names, nothing."""
        said = {flag.key for flag in self.flags}
        if _BY_PATTERN.key in said:
            return []
        return [flag for key, flag in _UNSAID.items() if key not in said]

    @property
    def few(self) -> list[str]:
        """As many of the values as fit on a line, but always one."""
        ends = list(accumulate(len(value) + _GAP for value in self.values))
        if not ends or ends[-1] <= _ROOM:
            return self.values
        return self.values[: max(1, bisect(ends, _ROOM - _ROOM_FOR_MORE))]

    @property
    def rest(self) -> list[str]:
        """The values beside these few."""
        return self.values[len(self.few) :]

    @property
    def more(self) -> int:
        """How many values there are beside these few."""
        return len(self.rest)


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
        gloss=gloss(pattern) if pattern else "",
        limits=[*limits(facts), *([label(facts["format"])] if facts.get("format") else [])],
        flags=list(_flags(facts, required)),
        title=visible(facts.get("title") or ""),
        description=visible(facts.get("description") or ""),
    )


def any_type() -> str:
    """What is said of what may be of every type."""
    return _("any type")


def types_text(types: Sequence[str], items: Sequence[str] = ()) -> str:
    """Possible types in words: "string or null", "array of string", "any type"."""
    if len(types) >= _EVERY_TYPE:
        return any_type()
    is_array_of = 0 < len(items) < _EVERY_TYPE
    array = _("array of %(types)s") % {"types": types_text(items)} if is_array_of else "array"
    words = [array if each == "array" else each for each in types]
    if len(words) > 1:
        return _("%(several)s or %(last)s") % {
            "several": _(", ").join(words[:-1]),
            "last": words[-1],
        }
    return words[0] if words else _("nothing")


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


def _flags(facts: Mapping[str, Any], required: bool) -> Iterator[Flag]:
    if required:
        yield _REQUIRED
    if read_only := facts.get("read_only"):
        yield _READ_ONLY[tuple(read_only["known_from"])]
    if facts.get("write_only"):
        yield _WRITE_ONLY
    if facts.get("custom"):
        yield _CUSTOM
    if facts.get("deprecated"):
        yield _DEPRECATED
