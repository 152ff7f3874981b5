"""The dialects of JSON Schema, as data: which keywords there are, and which hold subschemas.

Each dialect is written as what it adds to the one before it and takes away from it. Sources:
the drafts and meta-schemas at https://json-schema.org/specification-links, and for OpenStack
the documents that Glance serves.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from portal.schema.errors import UnknownDialect
from portal.schema.value import JSON
from portal.sentence import Sentence

Keywords = frozenset[str]
_NONE: Final[Keywords] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """One dialect. A keyword may stand in several of the three `in_` sets: draft 4's `items`
    holds one subschema or an array of them. What stands there and is neither an object nor a
    boolean is no subschema, such as the names in draft 3's `type`.
    """

    name: str
    title: str
    uri: str | None
    keywords: Keywords
    in_value: Keywords  # the value is a subschema
    in_array: Keywords  # the value is an array of subschemas
    in_map: Keywords  # the value is an object whose values are subschemas
    id_keyword: str = "$id"
    boolean_schemas: bool = True
    ref_hides_siblings: bool = False  # what stands beside $ref does not count when validating
    prose_read_only: bool = False  # "(READ-ONLY)" in a description means readOnly

    @cached_property
    def applicators(self) -> Keywords:
        """Every keyword that may hold subschemas."""
        return self.in_value | self.in_array | self.in_map


def _next(
    previous: Dialect,
    *,
    name: str,
    title: str,
    uri: str | None,
    plain: Keywords = _NONE,
    in_value: Keywords = _NONE,
    in_array: Keywords = _NONE,
    in_map: Keywords = _NONE,
    dropped: Keywords = _NONE,
    dropped_in_array: Keywords = _NONE,
) -> Dialect:
    """Return a dialect that follows another; `plain` are its new keywords without subschemas."""
    added = plain | in_value | in_array | in_map
    return replace(
        previous,
        name=name,
        title=title,
        uri=uri,
        keywords=(previous.keywords - dropped) | added,
        in_value=(previous.in_value - dropped) | in_value,
        in_array=(previous.in_array - dropped - dropped_in_array) | in_array,
        in_map=(previous.in_map - dropped) | in_map,
    )


# Annotations that documents of every dialect use, some ahead of their dialect, and OpenAPI 3.0's
# `nullable`. They constrain nothing a draft would let pass, so they are read everywhere.
EVERYWHERE: Final = frozenset(
    {"$comment", "deprecated", "examples", "nullable", "readOnly", "writeOnly"}
)

_DRAFT3_IN_VALUE = frozenset({"additionalItems", "additionalProperties", "extends", "items"})
_DRAFT3_IN_ARRAY = frozenset({"disallow", "extends", "items", "type"})
_DRAFT3_IN_MAP = frozenset({"dependencies", "patternProperties", "properties"})
_DRAFT3_PLAIN = frozenset(
    {"$ref", "$schema", "default", "description", "divisibleBy", "enum", "exclusiveMaximum"}
    | {"exclusiveMinimum", "format", "id", "maxItems", "maxLength", "maximum", "minItems"}
    | {"minLength", "minimum", "pattern", "required", "title", "uniqueItems"}
)

DRAFT3: Final = Dialect(
    name="draft3",
    title="JSON Schema draft 3",
    uri="http://json-schema.org/draft-03/schema#",
    keywords=_DRAFT3_PLAIN | _DRAFT3_IN_VALUE | _DRAFT3_IN_ARRAY | _DRAFT3_IN_MAP | EVERYWHERE,
    in_value=_DRAFT3_IN_VALUE,
    in_array=_DRAFT3_IN_ARRAY,
    in_map=_DRAFT3_IN_MAP,
    id_keyword="id",
    boolean_schemas=False,
    ref_hides_siblings=True,
)

DRAFT4: Final = _next(
    DRAFT3,
    name="draft4",
    title="JSON Schema draft 4",
    uri="http://json-schema.org/draft-04/schema#",
    plain=frozenset({"maxProperties", "minProperties", "multipleOf"}),
    in_value=frozenset({"not"}),
    in_array=frozenset({"allOf", "anyOf", "oneOf"}),
    in_map=frozenset({"definitions"}),
    dropped=frozenset({"disallow", "divisibleBy", "extends"}),
    dropped_in_array=frozenset({"type"}),
)

OPENSTACK: Final = replace(
    DRAFT4,
    name="openstack",
    title=Sentence("OpenStack (draft 4 with its own habits)"),
    uri=None,
    keywords=DRAFT4.keywords | {"is_base", "links", "name"},
    prose_read_only=True,
)

DRAFT6: Final = replace(
    _next(
        DRAFT4,
        name="draft6",
        title="JSON Schema draft 6",
        uri="http://json-schema.org/draft-06/schema#",
        plain=frozenset({"$id", "const"}),
        in_value=frozenset({"contains", "propertyNames"}),
        dropped=frozenset({"id"}),
    ),
    id_keyword="$id",
    boolean_schemas=True,
)

DRAFT7: Final = _next(
    DRAFT6,
    name="draft7",
    title="JSON Schema draft 7",
    uri="http://json-schema.org/draft-07/schema#",
    plain=frozenset({"contentEncoding", "contentMediaType"}),
    in_value=frozenset({"else", "if", "then"}),
)

DRAFT2019_09: Final = replace(
    _next(
        DRAFT7,
        name="2019-09",
        title="JSON Schema 2019-09",
        uri="https://json-schema.org/draft/2019-09/schema",
        plain=frozenset(
            {"$anchor", "$recursiveAnchor", "$recursiveRef", "$vocabulary"}
            | {"dependentRequired", "maxContains", "minContains"}
        ),
        in_value=frozenset({"contentSchema", "unevaluatedItems", "unevaluatedProperties"}),
        in_map=frozenset({"$defs", "dependentSchemas"}),
    ),
    ref_hides_siblings=False,
)

DRAFT2020_12: Final = _next(
    DRAFT2019_09,
    name="2020-12",
    title="JSON Schema 2020-12",
    uri="https://json-schema.org/draft/2020-12/schema",
    plain=frozenset({"$dynamicAnchor", "$dynamicRef"}),
    in_array=frozenset({"prefixItems"}),
    dropped=frozenset({"additionalItems"}),
    dropped_in_array=frozenset({"items"}),
)

DIALECTS: Final = {
    dialect.name: dialect
    for dialect in (OPENSTACK, DRAFT3, DRAFT4, DRAFT6, DRAFT7, DRAFT2019_09, DRAFT2020_12)
}
_BY_URI: Final = {
    (dialect.uri.partition("://")[2].rstrip("#")): dialect
    for dialect in DIALECTS.values()
    if dialect.uri is not None
}


def named(name: str) -> Dialect:
    """Return a dialect by its name, such as "draft7"; raise UnknownDialect."""
    try:
        return DIALECTS[name]
    except KeyError:
        raise UnknownDialect(name) from None


def by_uri(uri: str) -> Dialect | None:
    """Return the dialect a `$schema` names; http or https, with or without a trailing "#".

    The hyper-schema of a draft extends it, so its URI names the same dialect.
    """
    place = uri.strip().rstrip("#").partition("://")[2].replace("/hyper-schema", "/schema")
    return _BY_URI.get(place)


def detect(document: JSON, default: Dialect | None = None) -> Dialect:
    """Return a document's dialect: what `$schema` names, else the default, else 2020-12."""
    served = document.get("$schema") if isinstance(document, dict) else None
    found = by_uri(served) if isinstance(served, str) else None
    return found or default or DRAFT2020_12
