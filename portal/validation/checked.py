"""A document as it is checked against: as portal.schema reads it, for an engine that is stricter.

Where a keyword is read otherwise than it is served (OpenStack's "String", a keyword whose value
can't be one, OpenAPI's `nullable`), the engine is given what was read, and a note says so.
"""

import json
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote as percent_encode

from portal.schema import pointer as json_pointer
from portal.schema.dialect import Dialect, by_uri
from portal.schema.document import Document
from portal.schema.forms import NAMES, SCHEMAS_BY_NAME
from portal.schema.keywords import ROWS
from portal.schema.references import REFERENCES
from portal.schema.value import JSON, Schema
from portal.schema.walk import Node, walk
from portal.sentence import Sentence, gettext_noop
from portal.validation.outcome import Note, TooLate

# The portal's dialects by the engine's.
_DRAFTS: Final = {
    "openstack": "draft4",
    **{name: name for name in ("draft4", "draft6", "draft7", "2019-09", "2020-12")},
}
_URI: Final = "http://document.invalid/"  # of a document that does not name itself (RFC 2606)
_IN_FRAGMENTS: Final = "!$%&'()*+,/:;=?@"
_IN_URIS: Final = _IN_FRAGMENTS + "[]"
_PUBLISHED: Final = "json-schema.org/"  # under these names the engine has the meta-schemas
# What portal.schema leaves aside or reads in its own way.
_READ_OTHERWISE: Final = frozenset(
    {"boolean-schema", "dialect-unknown", "keyword-form", "no-effect", "type-spelling"}
    | {"type-unknown"}
)
# They describe a string and don't limit it (2019-09, section 8.1); the engine asserts them here.
_CONTENT: Final = frozenset({"contentEncoding", "contentMediaType"})
_ASSERTED: Final = frozenset({"draft6", "draft7"})
_EXCLUSIVE: Final = (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum"))


@dataclass(frozen=True, slots=True)
class Checked:
    """What the engine is given: the document, its URI and draft; and what is to be said of it.

    `patterns` has each pattern of the document, with the pointer of the first place.
    """

    schema: Schema
    uri: str
    draft: str
    notes: tuple[Note, ...]
    patterns: dict[str, str]


def read(
    document: Document, *, as_request: bool = False, deadline: float = math.inf
) -> Checked | None:
    """Return `document` for the engine; None if the engine doesn't have its dialect.

    As a request, nobody needs to send what only the server sets: `required` doesn't name it.
    Raises TooLate if it takes longer than until `deadline` (by time.monotonic).
    """
    draft = _DRAFTS.get(document.dialect.name)
    if draft is None:
        return None
    # json_pointer.get() on a copy, since every place is changed where it stands.
    holder: dict[str, Any] = {"": json.loads(json.dumps(document.value))}
    notes = [
        Note(odd.pointer, odd.reason) for odd in document.anomalies if odd.code in _READ_OTHERWISE
    ]
    patterns: dict[str, str] = {}
    for node in list(_everywhere(document, holder[""])):
        if time.monotonic() >= deadline:
            raise TooLate
        if isinstance(node.value, bool):
            _spell_boolean(holder, node, document.dialect)
            continue
        _leave_out_misfits(node.value, document.dialect)
        _encode_references(node.value)
        for pattern, at in _patterns(node):
            patterns.setdefault(pattern, at)
        notes += _spell_types(node, document)
        notes += _leave_out_content(node, document.dialect)
        if as_request:
            notes += _require_only_what_is_sent(node, document)
    return Checked(holder[""], _name(document, holder[""]), draft, tuple(notes), patterns)


def _everywhere(document: Document, copy: JSON) -> Iterator[Node]:
    """The nodes of `copy`: all that keywords hold, and what references lead to elsewhere."""
    seen: set[str] = set()
    pending = [""]
    while pending:
        for node in walk(copy, document.dialect, pending.pop()):
            if node.pointer not in seen:
                seen.add(node.pointer)
                yield node
                pending += [
                    each.target
                    for each in document.at(node.pointer).references
                    if each.target is not None and each.target not in seen
                ]


def _spell_boolean(holder: dict[str, Any], node: Node, dialect: Dialect) -> None:
    """True and false as drafts without them say it."""
    if dialect.boolean_schemas or node.keyword in {"additionalItems", "additionalProperties"}:
        return
    above, _, token = f"/{node.pointer}".rpartition("/")
    spelt: JSON = {} if node.value else {"not": {}}
    around = json_pointer.get(holder, above)
    if isinstance(around, list):
        around[int(token)] = spelt
    elif isinstance(around, dict):
        (name,) = json_pointer.split(f"/{token}")
        around[name] = spelt


def _leave_out_misfits(schema: dict[str, JSON], dialect: Dialect) -> None:
    """Leave out what portal.schema ignores: a keyword with a wrong value, a wrong name in it."""
    rows = ROWS[dialect.name]
    for keyword in rows.keys() & schema.keys():
        row, value = rows[keyword], schema[keyword]
        if not row.form.accepts(value):
            del schema[keyword]
        elif row.form is NAMES and isinstance(value, list):
            names = [name for name in value if isinstance(name, str)]
            schema[keyword] = [*dict.fromkeys(names)]
        elif row.form is SCHEMAS_BY_NAME and isinstance(value, dict):
            schema[keyword] = {
                name: each for name, each in value.items() if isinstance(each, dict | bool)
            }
    for keyword, bound in _EXCLUSIVE:
        if isinstance(schema.get(keyword), bool) and bound not in schema:
            del schema[keyword]


def _encode_references(schema: dict[str, JSON]) -> None:
    """Percent-encode what no URI may have in it (RFC 3986), as in `#/definitions/A<B>`."""
    for keyword in REFERENCES:
        text = schema.get(keyword)
        if isinstance(text, str):
            before, hash_sign, fragment = text.partition("#")
            encoded = percent_encode(fragment, safe=_IN_FRAGMENTS)
            schema[keyword] = percent_encode(before, safe=_IN_URIS) + hash_sign + encoded


def _patterns(node: Node) -> Iterator[tuple[str, str]]:
    schema = node.value if isinstance(node.value, dict) else {}
    pattern, properties = schema.get("pattern"), schema.get("patternProperties")
    if isinstance(pattern, str):
        yield pattern, f"{node.pointer}/pattern"
    if isinstance(properties, dict):
        for name in properties:
            yield name, json_pointer.join(node.pointer, "patternProperties", name)


def _spell_types(node: Node, document: Document) -> Iterator[Note]:
    """Give the types as read, and null among them where `nullable` says so."""
    schema = node.value
    if not isinstance(schema, dict) or "type" not in schema:
        return
    names = [*document.at(node.pointer).types]
    if names and schema.get("nullable") is True and "null" not in names:
        names.append("null")
        text = Sentence(
            '"nullable" is read as the type "null" beside the others, as OpenAPI 3.0 means it'
        )
        yield Note(f"{node.pointer}/nullable", text)
    if names:
        schema["type"] = names[0] if len(names) == 1 else [*names]
    else:
        del schema["type"]


def _leave_out_content(node: Node, dialect: Dialect) -> Iterator[Note]:
    if dialect.name not in _ASSERTED or not isinstance(node.value, dict):
        return
    for keyword in _CONTENT & node.value.keys():
        del node.value[keyword]
        if keyword in dialect.keywords:
            text = Sentence('"{keyword}" is not checked', keyword=keyword)
            yield Note(f"{node.pointer}/{keyword}", text)


def _require_only_what_is_sent(node: Node, document: Document) -> Iterator[Note]:
    """Take the read-only properties out of `required`, as OpenAPI 3.0 has it."""
    schema = node.value
    required = schema.get("required") if isinstance(schema, dict) else None
    if not isinstance(schema, dict) or not isinstance(required, list):
        return
    properties = schema.get("properties")
    declared = properties if isinstance(properties, dict) else {}
    at = f"{node.pointer}/properties"
    unsent = {
        name
        for name in required
        if name in declared and document.effective(json_pointer.join(at, name)).read_only
    }
    if unsent:
        schema["required"] = [name for name in required if name not in unsent]
        names = ", ".join(map(json.dumps, sorted(unsent)))
        told = gettext_noop("A request need not have what only the server sets: {names}")
        yield Note(f"{node.pointer}/required", Sentence(told, names=names))


def _name(document: Document, copy: Any) -> str:
    """The URI that the document is kept under: its own, so that it may refer to itself by it."""
    if isinstance(copy, dict):
        if by_uri(str(copy.get("$schema"))) is None or document.dialect.uri is None:
            copy.pop("$schema", None)
        identifier = copy.get(document.dialect.id_keyword)
        if isinstance(identifier, str):
            uri = identifier.partition("#")[0]
            if _PUBLISHED in uri:
                del copy[document.dialect.id_keyword]
            elif ":" in uri:
                return uri
    return _URI
