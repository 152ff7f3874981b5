"""Generated documents: values, schemas with all that may go wrong in them, and edits."""

import copy
from typing import Any

from hypothesis import strategies as st

from portal.schema.dialect import DIALECTS

dialects = st.sampled_from(list(DIALECTS.values()))

# Few and short, so that the two sides of a comparison often have the same ones.
names = st.sampled_from(
    ["", "a", "b", "type", "enum", "required", "~/", "\u202ea", "😀", "ﬀ", "a.b"]
)
numbers = st.sampled_from([0, 1, 1.0, -0.0, 1.5, 2**53 + 1, 10**30, 1e21, 1e-7, True, False])
scalars = st.none() | numbers | names
values: st.SearchStrategy[Any] = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=6,
)

_types = st.sampled_from(["string", "null", "integer", "String", "any", "date"])
_PLAIN: dict[str, st.SearchStrategy[Any]] = {
    "type": _types | st.lists(_types, max_size=3),
    "enum": st.lists(values, max_size=3),
    "required": st.lists(names, max_size=3) | st.booleans(),
    "default": values,
    "const": values,
    "minimum": numbers,
    "exclusiveMinimum": numbers,
    "maxLength": values,
    "description": names,
    "x-vendor": values,
    "$ref": st.sampled_from(
        ["#", "#/properties/a", "#/definitions/b", "#a", "other.json", "http://["]
    ),
    "$id": st.sampled_from(["#a", "other.json", "http://["]),
    "$anchor": names,
}


def _with_subschemas(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    by_name = st.dictionaries(names, inner, max_size=3)
    several = st.lists(inner, max_size=3)
    holding = {
        "properties": by_name,
        "patternProperties": by_name,
        "definitions": by_name,
        "dependencies": st.dictionaries(names, inner | st.lists(names, max_size=2), max_size=2),
        "items": inner | several,
        "additionalProperties": inner,
        "anyOf": several,
        "extends": inner | several,
        "disallow": several,
        "prefixItems": several,
        "not": inner,
    }
    return st.fixed_dictionaries({}, optional=_PLAIN | holding)


schemas: st.SearchStrategy[Any] = st.recursive(
    st.booleans() | st.fixed_dictionaries({}, optional=_PLAIN) | values,
    _with_subschemas,
    max_leaves=8,
)


@st.composite
def edited(draw: st.DrawFn, document: Any) -> Any:
    """A copy of a document in which one place has another value, or is gone."""
    document = copy.deepcopy(document)
    containers = [
        place for place in _everything(document) if isinstance(place, dict | list) and place
    ]
    if not containers:
        return draw(schemas)
    container = draw(st.sampled_from(containers))
    keys = list(container) if isinstance(container, dict) else list(range(len(container)))
    key = draw(st.sampled_from(keys))
    if draw(st.booleans()):
        del container[key]
    else:
        container[key] = draw(schemas)
    return document


def _everything(value: Any) -> list[Any]:
    below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [value, *(found for entry in below for found in _everything(entry))]


def reordered(value: Any) -> Any:
    """Return a value with the members of every object the other way round."""
    if isinstance(value, dict):
        return {name: reordered(value[name]) for name in reversed(list(value))}
    return [reordered(entry) for entry in value] if isinstance(value, list) else value
