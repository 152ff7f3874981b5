"""What limits a value, in words: "at most 255 characters", "from 0 to 128"."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

Words = str | Promise

# Each with the `limit` as it is shown; those with plurals go by `count`.
WORDS: Final[dict[str, Words]] = {
    "maxLength": ngettext_lazy(
        "at most %(limit)s character", "at most %(limit)s characters", "count"
    ),
    "minLength": ngettext_lazy(
        "at least %(limit)s character", "at least %(limit)s characters", "count"
    ),
    "maximum": gettext_lazy("at most %(limit)s"),
    "minimum": gettext_lazy("at least %(limit)s"),
    "exclusiveMaximum": gettext_lazy("less than %(limit)s"),
    "exclusiveMinimum": gettext_lazy("more than %(limit)s"),
    "multipleOf": gettext_lazy("a multiple of %(limit)s"),
    "divisibleBy": gettext_lazy("a multiple of %(limit)s"),
    "maxItems": ngettext_lazy("at most %(limit)s item", "at most %(limit)s items", "count"),
    "minItems": ngettext_lazy("at least %(limit)s item", "at least %(limit)s items", "count"),
    "maxContains": ngettext_lazy(
        "at most %(limit)s item that matches", "at most %(limit)s items that match", "count"
    ),
    "minContains": ngettext_lazy(
        "at least %(limit)s item that matches", "at least %(limit)s items that match", "count"
    ),
    "maxProperties": ngettext_lazy(
        "at most %(limit)s property", "at most %(limit)s properties", "count"
    ),
    "minProperties": ngettext_lazy(
        "at least %(limit)s property", "at least %(limit)s properties", "count"
    ),
}
# Of both bounds together: that they are one, and that they are two.
_PAIRS: Final[dict[tuple[str, str], tuple[Words, Words]]] = {
    ("minLength", "maxLength"): (
        ngettext_lazy("exactly %(limit)s character", "exactly %(limit)s characters", "count"),
        gettext_lazy("%(least)s to %(limit)s characters"),
    ),
    ("minimum", "maximum"): (
        gettext_lazy("exactly %(limit)s"),
        gettext_lazy("from %(least)s to %(limit)s"),
    ),
    ("minItems", "maxItems"): (
        ngettext_lazy("exactly %(limit)s item", "exactly %(limit)s items", "count"),
        gettext_lazy("%(least)s to %(limit)s items"),
    ),
    ("minProperties", "maxProperties"): (
        ngettext_lazy("exactly %(limit)s property", "exactly %(limit)s properties", "count"),
        gettext_lazy("%(least)s to %(limit)s properties"),
    ),
}


def limits(facts: Mapping[str, Any]) -> list[str]:
    """The limits of a subschema (its facts, as Subschema.as_dict() gives them), each in words.

    Two bounds of one thing are told together, unless nothing lies between them.
    """
    told = [(each["keyword"], each["value"]) for each in facts.get("limits", ())]
    return list(_worded(told))


def _worded(told: list[tuple[str, Any]]) -> Iterator[str]:
    often = Counter(keyword for keyword, _ in told)
    values = {keyword: value for keyword, value in told if often[keyword] == 1}
    paired = {
        end: pair
        for pair in _PAIRS
        for end in pair
        if values.keys() >= set(pair) and values[pair[0]] <= values[pair[1]]
    }
    for keyword, value in told:
        if keyword in paired:
            pair = paired[keyword]
            if keyword == next(each for each, _ in told if each in pair):
                yield _both(pair, values[pair[0]], values[pair[1]])
        elif keyword in WORDS:
            yield _filled(WORDS[keyword], value)
        elif keyword == "uniqueItems" and value:
            yield _("no item twice")


def _both(pair: tuple[str, str], least: Any, most: Any) -> str:
    if least == 0 and pair[0] != "minimum":
        return _filled(WORDS[pair[1]], most)
    same, different = _PAIRS[pair]
    return _filled(same if least == most else different, most, least=json.dumps(least))


def _filled(words: Words, limit: Any, **more: str) -> str:
    filled: str = words % {"limit": json.dumps(limit), "count": int(limit), **more}  # type: ignore[operator, unused-ignore]
    return filled
