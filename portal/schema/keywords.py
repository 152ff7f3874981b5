"""Every keyword of every dialect: what its value must be, and which fact it becomes.

A keyword is a row in MODELLED, or stands in NOT_MODELLED with the reason; a test holds both
against the meta-schemas. What is in neither is a vendor's, and shown as it is served.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from portal.schema import forms
from portal.schema.dialect import DIALECTS, Dialect
from portal.schema.facts import Allowance, Anchor, Combinator, Dependency, Limit
from portal.schema.forms import Form
from portal.schema.pointer import join
from portal.schema.value import JSON

Read = Callable[[str, Any, str], Any]


def _as_served(keyword: str, value: JSON, pointer: str) -> JSON:
    return value


def _tuple(keyword: str, value: list[JSON], pointer: str) -> tuple[JSON, ...]:
    return tuple(value)


def _names(keyword: str, value: Sequence[JSON], pointer: str) -> tuple[str, ...]:
    return tuple(name for name in value if isinstance(name, str))


def _limit(keyword: str, value: JSON, pointer: str) -> tuple[Limit, ...]:
    return (Limit(keyword, value, {keyword: value}),)


def _place(keyword: str, value: JSON, pointer: str) -> str:
    return f"{pointer}/{keyword}"


def _places(keyword: str, value: dict[str, JSON] | list[JSON], pointer: str) -> tuple[str, ...]:
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    base = f"{pointer}/{keyword}"
    return tuple(join(base, token) for token, entry in entries if isinstance(entry, dict | bool))


def _allowance(keyword: str, value: JSON, pointer: str) -> Allowance:
    return value if isinstance(value, bool) else f"{pointer}/{keyword}"


def _items(keyword: str, value: JSON, pointer: str) -> Allowance | tuple[str, ...]:
    """A tuple where the array form says what each item is; the reader knows what to do with it."""
    if isinstance(value, list):
        return _places(keyword, value, pointer)
    return _allowance(keyword, value, pointer)


def _combinator(keyword: str, value: JSON, pointer: str) -> tuple[Combinator, ...]:
    places = _places(keyword, value, pointer) if isinstance(value, list) else None
    return (Combinator(keyword, (f"{pointer}/{keyword}",) if places is None else places),)


def _disallowed(keyword: str, value: str | list[JSON], pointer: str) -> tuple[Combinator, ...]:
    members: list[JSON] = [value] if isinstance(value, str) else value
    names = _names(keyword, members, pointer)
    return (Combinator(keyword, _places(keyword, members, pointer), names),)


def _dependencies(keyword: str, value: dict[str, JSON], pointer: str) -> tuple[Dependency, ...]:
    found = []
    for name, entry in value.items():
        if isinstance(entry, dict | bool):
            found.append(Dependency(keyword, name, schema=join(pointer, keyword, name)))
        elif isinstance(entry, str | list):
            names = [entry] if isinstance(entry, str) else entry
            found.append(Dependency(keyword, name, _names(keyword, names, pointer)))
    return tuple(found)


def _anchor(keyword: str, value: str | bool, pointer: str) -> tuple[Anchor, ...]:
    if isinstance(value, bool):
        return (Anchor(keyword, ""),) if value else ()
    return (Anchor(keyword, value),)


@dataclass(frozen=True, slots=True)
class Keyword:
    """How one keyword is read: `fact` is the member of Subschema that it becomes.

    `read` is given the keyword, a value that the form accepts, and the subschema's pointer.
    Several keywords may become one fact if it is a tuple.
    """

    fact: str
    form: Form
    read: Read = _as_served


_IS_LIMIT = Keyword("limits", forms.NUMBER, _limit)
_IS_COUNT = Keyword("limits", forms.COUNT, _limit)
_IS_POSITIVE = Keyword("limits", forms.POSITIVE, _limit)
_IS_FLAG = Keyword("limits", forms.FLAG, _limit)
_COMBINES_ONE = Keyword("combinators", forms.SCHEMA, _combinator)
_COMBINES_MANY = Keyword("combinators", forms.SCHEMAS, _combinator)
_DEFINES = Keyword("definitions", forms.SCHEMAS_BY_NAME, _places)
_REFERS = Keyword("references", forms.TEXT)  # resolved by the reader
_ANCHORS = Keyword("anchors", forms.TEXT, _anchor)

MODELLED: Final[dict[str, Keyword]] = {
    "$anchor": _ANCHORS,
    "$comment": Keyword("comment", forms.TEXT),
    "$defs": _DEFINES,
    "$dynamicAnchor": _ANCHORS,
    "$dynamicRef": _REFERS,
    "$id": Keyword("identifier", forms.TEXT),
    "$recursiveAnchor": Keyword("anchors", forms.FLAG, _anchor),
    "$recursiveRef": _REFERS,
    "$ref": _REFERS,
    "$schema": Keyword("dialect_uri", forms.TEXT),
    "additionalItems": Keyword("additional_items", forms.SCHEMA, _allowance),
    "additionalProperties": Keyword("additional_properties", forms.SCHEMA, _allowance),
    "allOf": _COMBINES_MANY,
    "anyOf": _COMBINES_MANY,
    "const": Keyword("const", forms.ANY),
    "contains": Keyword("contains", forms.SCHEMA, _place),
    "contentEncoding": Keyword("content_encoding", forms.TEXT),
    "contentMediaType": Keyword("content_media_type", forms.TEXT),
    "contentSchema": Keyword("content_schema", forms.SCHEMA, _place),
    "default": Keyword("default", forms.ANY),
    "definitions": _DEFINES,
    "dependencies": Keyword("dependencies", forms.DEPENDENCIES, _dependencies),
    "dependentRequired": Keyword("dependencies", forms.NAMES_BY_NAME, _dependencies),
    "dependentSchemas": Keyword("dependencies", forms.SCHEMAS_BY_NAME, _dependencies),
    "deprecated": Keyword("deprecated", forms.FLAG),
    "description": Keyword("description", forms.TEXT),
    "disallow": Keyword("combinators", forms.DISALLOWED, _disallowed),
    "divisibleBy": _IS_POSITIVE,
    "else": _COMBINES_ONE,
    "enum": Keyword("enum", forms.ARRAY, _tuple),
    "examples": Keyword("examples", forms.ARRAY, _tuple),
    "exclusiveMaximum": _IS_LIMIT,
    "exclusiveMinimum": _IS_LIMIT,
    "extends": Keyword("combinators", forms.SCHEMA_OR_SCHEMAS, _combinator),
    "format": Keyword("format", forms.TEXT),
    "id": Keyword("identifier", forms.TEXT),
    "if": _COMBINES_ONE,
    "is_base": Keyword("custom", forms.FLAG, lambda keyword, value, pointer: not value),
    "items": Keyword("items", forms.SCHEMA_OR_SCHEMAS, _items),
    "links": Keyword("links", forms.ARRAY, _tuple),
    "maxContains": _IS_COUNT,
    "maxItems": _IS_COUNT,
    "maxLength": _IS_COUNT,
    "maxProperties": _IS_COUNT,
    "maximum": _IS_LIMIT,
    "minContains": _IS_COUNT,
    "minItems": _IS_COUNT,
    "minLength": _IS_COUNT,
    "minProperties": _IS_COUNT,
    "minimum": _IS_LIMIT,
    "multipleOf": _IS_POSITIVE,
    "name": Keyword("name", forms.TEXT),
    "not": _COMBINES_ONE,
    "nullable": Keyword("nullable", forms.FLAG),
    "oneOf": _COMBINES_MANY,
    "pattern": Keyword("pattern", forms.TEXT),
    "patternProperties": Keyword("pattern_properties", forms.SCHEMAS_BY_NAME, _places),
    "prefixItems": Keyword("prefix_items", forms.SCHEMAS, _places),
    "properties": Keyword("properties", forms.SCHEMAS_BY_NAME, _places),
    "propertyNames": Keyword("property_names", forms.SCHEMA, _place),
    "readOnly": Keyword("read_only", forms.FLAG),  # the reader adds what the description says
    "required": Keyword("required", forms.NAMES, _names),
    "then": _COMBINES_ONE,
    "title": Keyword("title", forms.TEXT),
    "type": Keyword("types_served", forms.ANY),  # read in portal.schema.types
    "unevaluatedItems": Keyword("unevaluated_items", forms.SCHEMA, _allowance),
    "unevaluatedProperties": Keyword("unevaluated_properties", forms.SCHEMA, _allowance),
    "uniqueItems": _IS_FLAG,
    "writeOnly": Keyword("write_only", forms.FLAG),
}

NOT_MODELLED: Final[dict[str, str]] = {
    "$vocabulary": "speaks to validators, in meta-schemas only: what they must know",
}

# Where a draft means something else by the keyword than later ones do.
_DRAFT4_ROWS: Final = {"exclusiveMaximum": _IS_FLAG, "exclusiveMinimum": _IS_FLAG}
_DRAFT3_ROWS: Final = _DRAFT4_ROWS | {
    "dependencies": Keyword("dependencies", forms.DRAFT3_DEPENDENCIES, _dependencies),
    "required": Keyword("required_itself", forms.FLAG),
}
_DIFFERENT: Final[dict[str, dict[str, Keyword]]] = {
    "draft3": _DRAFT3_ROWS,
    "draft4": _DRAFT4_ROWS,
    "openstack": _DRAFT4_ROWS,
    "2020-12": {"items": Keyword("items", forms.SCHEMA, _allowance)},
}


def _rows(dialect: Dialect) -> dict[str, Keyword]:
    known = MODELLED | _DIFFERENT.get(dialect.name, {})
    return {keyword: row for keyword, row in known.items() if keyword in dialect.keywords}


# By the name of the dialect, how each of its keywords is read.
ROWS: Final = {name: _rows(dialect) for name, dialect in DIALECTS.items()}
