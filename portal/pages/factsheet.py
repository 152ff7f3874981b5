"""All that is known of one property, as lines of a label and what it says."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from portal.pages import reading
from portal.pages.rows import Link
from portal.schema.document import Document

_COMBINATORS = {
    "allOf": "All of",
    "anyOf": "Any of",
    "oneOf": "Exactly one of",
    "not": "Not",
    "extends": "All of",
    "disallow": "None of",
    "type": "Any of",
    "if": "If",
    "then": "Then",
    "else": "Else",
}
_OBJECTS = (
    ("additional_properties", "Other properties"),
    ("unevaluated_properties", "Unevaluated properties"),
    ("additional_items", "Further items"),
    ("unevaluated_items", "Unevaluated items"),
)
_SUBSCHEMAS = (
    ("items", "Items"),
    ("contains", "Contains"),
    ("property_names", "Property names"),
    ("content_schema", "Content"),
)


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    text: str = ""
    code: str = ""
    note: str = ""
    chips: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


def facts(
    document: Document,
    found: Mapping[str, Any],
    read: reading.Reading,
    address: Callable[[str], str],
) -> list[Fact]:
    """The facts of a property, as catalog.documents.facts gives them, in the order readers ask.

    `address` tells where a pointer of the document is shown.
    """
    schema = found["schema"]
    return [
        *_values(schema, read),
        *_constraints(schema, read),
        *_shape(document, schema),
        *_combined(document, schema),
        *_references(schema, address),
        *_access(found, read),
        *_rest(schema),
    ]


def of_document(document: Document, address: Callable[[str], str]) -> list[Fact]:
    """What a document says of its instances as a whole, beside their properties."""
    schema = document.at("").as_dict()
    if isinstance(schema["served"], bool):
        return [Fact("Valid", text="anything" if schema["served"] else "nothing")]
    read = reading.of_schema(schema, reading.types_text(document.possible_types("")))
    is_usual = read.types_text in {"object", reading.ANY}
    return [
        *([] if is_usual else [Fact("Type", text=read.types_text)]),
        *_values(schema, read),
        *_constraints(schema, read),
        *_shape(document, schema),
        *_combined(document, schema),
        *_references(schema, address),
    ]


def _values(schema: Mapping[str, Any], read: reading.Reading) -> Iterator[Fact]:
    if "const" in schema:
        yield Fact("Value", chips=tuple(read.values), note="no other value is valid")
    elif read.values:
        yield Fact("Values", chips=tuple(read.values))
    if "default" in schema:
        yield Fact("Default", code=reading.shown(schema["default"]))
    if schema["examples"]:
        yield Fact("Examples", chips=tuple(reading.shown(each) for each in schema["examples"]))


def _constraints(schema: Mapping[str, Any], read: reading.Reading) -> Iterator[Fact]:
    if read.pattern:
        yield Fact("Pattern", code=read.pattern, note=read.gloss and f"matches a {read.gloss}")
    if words := reading.limits(schema):
        yield Fact("Limits", text="; ".join(words))
    if schema["format"]:
        yield Fact("Format", code=schema["format"])
    content = [schema[key] for key in ("content_media_type", "content_encoding") if schema[key]]
    if content:
        yield Fact("Content", text=", ".join(content))


def _shape(document: Document, schema: Mapping[str, Any]) -> Iterator[Fact]:
    for key, label in _SUBSCHEMAS:
        if schema[key] is not None:
            yield Fact(label, text=_allowed(document, schema[key]))
    if isinstance(schema["items"], str):
        for fact in _shape(document, document.at(schema["items"]).as_dict()):
            yield replace(fact, label=f"Items: {fact.label.lower()}")
    if schema["prefix_items"]:
        places = [_allowed(document, pointer) for pointer in schema["prefix_items"]]
        yield Fact("First items", text=", then ".join(places))
    for key, label in _OBJECTS:
        if schema[key] is not None:
            yield Fact(
                label, text=_allowed(document, schema[key]), note=_odd_type(document, schema[key])
            )
    if schema["required"]:
        yield Fact("Must have", chips=tuple(map(reading.label, schema["required"])))
    for each in schema["dependencies"]:
        names = ", ".join(map(reading.label, each["required"]))
        needs = names or _allowed(document, each["schema"])
        yield Fact(f"With {reading.label(each['name'])}", text=f"needs {needs}")


def _combined(document: Document, schema: Mapping[str, Any]) -> Iterator[Fact]:
    for each in schema["combinators"]:
        branches = [*each["types"], *(_allowed(document, at) for at in each["pointers"])]
        yield Fact(_COMBINATORS.get(each["keyword"], each["keyword"]), text="; ".join(branches))


def _references(schema: Mapping[str, Any], address: Callable[[str], str]) -> Iterator[Fact]:
    for each in schema["references"]:
        if each["target"] is not None:
            note = "it leads back to what encloses it: a circle" if each["circular"] else ""
            link = Link(reading.label(each["text"]), address(each["target"]))
            yield Fact("Same as", links=(link,), note=note)
        elif each["external"]:
            note = "in another document, which is never opened"
            yield Fact("Same as", code=reading.label(each["text"]), note=note)
        else:
            note = "leads nowhere in this document"
            yield Fact("Same as", code=reading.label(each["text"]), note=note)


def _access(found: Mapping[str, Any], read: reading.Reading) -> Iterator[Fact]:
    for flag in read.flags:
        yield Fact(flag.word.capitalize(), text=flag.why)
    if not any(flag.word == "read-only" for flag in read.flags) and not found["is_pattern"]:
        yield Fact("Written", text="by clients, too: nothing says it is read-only")


def _rest(schema: Mapping[str, Any]) -> Iterator[Fact]:
    served = schema.get("types_served")
    as_read = schema["types"][0] if len(schema["types"]) == 1 else schema["types"]
    if served is not None and served != as_read and set(_listed(served)) != set(schema["types"]):
        yield Fact("Type as served", code=reading.as_json(served))
    if schema["comment"]:
        yield Fact("Comment", text=schema["comment"])
    for keyword, value in schema["vendor"].items():
        note = f"{reading.label(keyword)} is no keyword of this dialect; shown as it is"
        yield Fact(reading.label(keyword), code=reading.as_json(value), note=note)


def _allowed(document: Document, what: Any) -> str:
    """In words: what an allowance (true, false, or a subschema's pointer) lets through."""
    if what is True:
        return "anything"
    if what is False:
        return "none"
    schema = document.effective(what)
    if schema.boolean is False:
        return "nothing"
    if schema.reference:
        return reading.label(schema.reference.text)
    types = reading.types_text(document.possible_types(what))
    read = reading.of_schema(schema.as_dict(), types)
    values = f" ({', '.join(read.few)}{', …' if read.more else ''})" if read.values else ""
    limits = f", {', '.join(read.limits)}" if read.limits else ""
    return f"{types}{values}{limits}"


def _odd_type(document: Document, what: Any) -> str:
    """A word on the type of a subschema if it was not served as it is read."""
    if not isinstance(what, str):
        return ""
    schema = document.at(what)
    odd = [each.reason for each in document.anomalies if each.pointer.startswith(f"{what}/type")]
    return "; ".join(odd) if schema.types else ""


def _listed(served: Any) -> list[str]:
    return [str(each) for each in served] if isinstance(served, list) else [str(served)]
