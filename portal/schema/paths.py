"""Dotted paths: how people name a property.

    images[].disk_format       the property of each item of an array
    point[0].x                 of the first item, where each place has its own schema
    tags{^x-}                  a property whose name matches a pattern
    limits{*}.cpu              of any property that is not listed
    #Encoding.x                of a definition, after the path of what has the definition
    ["a.b"].c                  a name that is no plain word, as a JSON string

Combinators, conditions and dependencies add nothing: a branch's properties are the instance's.
A path is for reading and may fit several properties; a JSON Pointer fits one.
"""

import json
import re

_PLAIN = re.compile(r"[^\W\d][\w-]*")

_ARRAYS = frozenset({"additionalItems", "contains", "items", "prefixItems", "unevaluatedItems"})
UNLISTED = frozenset({"additionalProperties", "unevaluatedProperties"})
DEFINITIONS = frozenset({"$defs", "definitions"})


def extend(path: str, keyword: str, name: str | None) -> str:
    """Return the path of a subschema, from that of the one above it.

    `keyword` and `name` say where it sits, as in portal.schema.walk.Node.
    """
    if keyword == "properties":
        return path + _property(name or "", first=not path)
    if keyword == "patternProperties":
        return f"{path}{{{name}}}"
    if keyword in UNLISTED:
        return f"{path}{{*}}"
    if keyword in _ARRAYS:
        return f"{path}[{name or ''}]"
    if keyword in DEFINITIONS:
        return f"{path}#{_property(name or '', first=True)}"
    return path


def _property(name: str, *, first: bool) -> str:
    # Nearly all names are identifiers, and that is found faster
    if (name.isascii() and name.isidentifier()) or _PLAIN.fullmatch(name):
        return name if first else f".{name}"
    visible = name.isprintable()  # a right-to-left override would turn what follows
    return f"[{json.dumps(name, ensure_ascii=not visible)}]"
