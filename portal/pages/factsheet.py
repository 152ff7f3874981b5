"""All that is known of one property, as lines of a label, what it says, and since when."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from portal import reading
from portal.catalog import sentences
from portal.history.blame import Blame
from portal.history.versions import Version
from portal.pages.rows import Link
from portal.reading import constraints
from portal.schema.document import Document
from portal.schema.pointer import escape
from portal.schema.references import REFERENCES
from portal.schema.sayings import DEMANDED

_COMBINATORS = {
    "allOf": gettext_lazy("All of"),
    "anyOf": gettext_lazy("Any of"),
    "oneOf": gettext_lazy("Exactly one of"),
    "not": gettext_lazy("Not"),
    "extends": gettext_lazy("All of"),
    "disallow": gettext_lazy("None of"),
    "type": gettext_lazy("Any of"),
    "if": gettext_lazy("If"),
    "then": gettext_lazy("Then"),
    "else": gettext_lazy("Else"),
}
_OBJECTS = (
    ("additional_properties", gettext_lazy("Other properties"), "additionalProperties"),
    ("unevaluated_properties", gettext_lazy("Unevaluated properties"), "unevaluatedProperties"),
    ("additional_items", gettext_lazy("Further items"), "additionalItems"),
    ("unevaluated_items", gettext_lazy("Unevaluated items"), "unevaluatedItems"),
)
_SUBSCHEMAS = (
    ("items", gettext_lazy("Items"), "items"),
    ("contains", gettext_lazy("Contains"), "contains"),
    ("property_names", gettext_lazy("Property names"), "propertyNames"),
    ("content_schema", gettext_lazy("Content"), "contentSchema"),
)
_LIMITS = (*constraints.WORDS, "uniqueItems")
_DEPENDENCIES = ("dependencies", "dependentRequired", "dependentSchemas")
_FLAGS = {"write-only": "writeOnly", "custom": "is_base", "deprecated": "deprecated"}


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the sheet; `keywords` (keys of schema.sayings) are those that say it.

    `quoted` is upstream's own text, `pattern` one that values can be tried against. `since` is the
    version that brought it, if that is told; `late` those that brought chips which the property had
    not from its beginning.
    """

    label: str
    text: str = ""
    code: str = ""
    note: str = ""
    quoted: str = ""
    pattern: str = ""
    chips: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    keywords: tuple[str, ...] = ()
    since: Version | None = None
    late: Mapping[str, Version] = field(default_factory=dict)

    @property
    def pattern_json(self) -> str:
        """The pattern in ASCII, so that HTML leaves it as it is."""
        return json.dumps(self.pattern)

    @property
    def dated(self) -> list[tuple[str, Version | None]]:
        """The chips, each with the version that brought it if it is a late one."""
        return [(chip, self.late.get(chip)) for chip in self.chips]


def facts(
    document: Document,
    found: Mapping[str, Any],
    read: reading.Reading,
    address: Callable[[str], str],
    blame: Blame,
) -> list[Fact]:
    """The facts of a property, as catalog.documents.facts gives them, in the order readers ask.

    `address` tells where a pointer of the document is shown.
    """
    schema = found["schema"]
    told = [
        *_values(schema, read),
        *_constraints(schema, read),
        *_shape(document, schema),
        *_combined(document, schema),
        *_references(schema, address),
        *_access(found, read),
        *_rest(schema),
    ]
    return [_dated(fact, blame) for fact in told]


def _dated(fact: Fact, blame: Blame) -> Fact:
    members = blame.late_members(*fact.keywords) if fact.chips else []
    return replace(
        fact,
        since=blame.since(*fact.keywords),
        late={reading.shown(each.value): each.version for each in members},
    )


def of_document(document: Document, address: Callable[[str], str]) -> list[Fact]:
    """What a document says of its instances as a whole, beside their properties."""
    schema = document.at("").as_dict()
    if isinstance(schema["served"], bool):
        return [Fact(_("Valid"), text=_("anything") if schema["served"] else _("nothing"))]
    read = reading.of_schema(schema, reading.types_text(document.possible_types("")))
    is_usual = read.types_text in {"object", reading.any_type()}
    return [
        *([] if is_usual else [Fact(_("Type"), text=read.types_text)]),
        *_values(schema, read),
        *_constraints(schema, read),
        *_shape(document, schema),
        *_combined(document, schema),
        *_references(schema, address),
    ]


def _values(schema: Mapping[str, Any], read: reading.Reading) -> Iterator[Fact]:
    if "const" in schema:
        yield Fact(_("Value"), chips=tuple(read.values), note=_("no other value is valid"),
                   keywords=("const",))  # fmt: skip
    elif read.values:
        yield Fact(_("Values"), chips=tuple(read.values), keywords=("enum",))
    if "default" in schema:
        yield Fact(_("Default"), code=reading.shown(schema["default"]), keywords=("default",))
    if schema["examples"]:
        chips = tuple(reading.shown(each) for each in schema["examples"])
        yield Fact(_("Examples served"), chips=chips, keywords=("examples",))


def _constraints(schema: Mapping[str, Any], read: reading.Reading) -> Iterator[Fact]:
    if read.pattern:
        text, pattern = read.gloss, schema["pattern"]
        yield Fact(_("Pattern"), text, read.pattern, pattern=pattern, keywords=("pattern",))
    if words := reading.limits(schema):
        yield Fact(_("Limits"), text=_("; ").join(words), keywords=_LIMITS)
    if schema["format"]:
        yield Fact(_("Format"), code=schema["format"], keywords=("format",))
    content = [schema[key] for key in ("content_media_type", "content_encoding") if schema[key]]
    if content:
        kinds = ("contentMediaType", "contentEncoding")
        yield Fact(_("Content"), code=", ".join(content), keywords=kinds)


def _shape(document: Document, schema: Mapping[str, Any]) -> Iterator[Fact]:
    for key, label, keyword in _SUBSCHEMAS:
        if schema[key] is not None:
            yield Fact(str(label), text=_allowed(document, schema[key]), keywords=(keyword,))
    if isinstance(schema["items"], str):
        for fact in _shape(document, document.at(schema["items"]).as_dict()):
            keywords = tuple(f"items/{keyword}" for keyword in fact.keywords)
            inside = _("Items: %(what)s") % {"what": fact.label.lower()}
            yield replace(fact, label=inside, keywords=keywords)
    if schema["prefix_items"]:
        places = [_allowed(document, pointer) for pointer in schema["prefix_items"]]
        text = _(", then ").join(places)
        yield Fact(_("First items"), text=text, keywords=("items", "prefixItems"))
    for key, label, keyword in _OBJECTS:
        if schema[key] is not None:
            text, odd = _allowed(document, schema[key]), _odd_type(document, schema[key])
            yield Fact(str(label), text=text, note=odd, keywords=(keyword,))
    if schema["required"]:
        names = tuple(map(reading.label, schema["required"]))
        yield Fact(_("Must have"), chips=names, keywords=("required",))
    for each in schema["dependencies"]:
        demanded = ", ".join(map(reading.label, each["required"]))
        needed = demanded or _allowed(document, each["schema"])
        with_ = _("With %(name)s") % {"name": reading.label(each["name"])}
        yield Fact(with_, text=_("needs %(what)s") % {"what": needed}, keywords=_DEPENDENCIES)


def _combined(document: Document, schema: Mapping[str, Any]) -> Iterator[Fact]:
    for each in schema["combinators"]:
        branches = [*each["types"], *(_allowed(document, at) for at in each["pointers"])]
        keyword = each["keyword"]
        label = str(_COMBINATORS.get(keyword, keyword))
        yield Fact(label, text=_("; ").join(branches), keywords=(keyword,))


def _references(schema: Mapping[str, Any], address: Callable[[str], str]) -> Iterator[Fact]:
    for each in schema["references"]:
        if each["target"] is not None:
            note = _("it leads back to what encloses it: a circle") if each["circular"] else ""
            link = Link(reading.label(each["text"]), address(each["target"]))
            yield Fact(_("Same as"), links=(link,), note=note, keywords=REFERENCES)
        else:
            note = _("leads nowhere in this document")
            if each["external"]:
                note = _("in another document, which is never opened")
            label = reading.label(each["text"])
            yield Fact(_("Same as"), code=label, note=note, keywords=REFERENCES)


def _access(found: Mapping[str, Any], read: reading.Reading) -> Iterator[Fact]:
    schema = found["schema"]
    for flag in read.flags:
        keywords = (_FLAGS[flag.key],) if flag.key in _FLAGS else ()
        if flag.key == "required":
            keywords = ("required",) if schema["required_itself"] else (DEMANDED,)
        elif flag.key == "read-only" and "description" not in schema["read_only"]["known_from"]:
            keywords = ("readOnly",)  # of words in a text nobody knows when they came into it
        yield Fact(str(flag.word).capitalize(), text=str(flag.why), keywords=keywords)


def _rest(schema: Mapping[str, Any]) -> Iterator[Fact]:
    served = schema.get("types_served")
    as_read = schema["types"][0] if len(schema["types"]) == 1 else schema["types"]
    if served is not None and served != as_read and set(_listed(served)) != set(schema["types"]):
        yield Fact(_("Type as served"), code=reading.as_json(served), keywords=("type",))
    if schema["comment"]:
        yield Fact(_("Comment"), quoted=schema["comment"], keywords=("$comment",))
    for keyword, value in schema["vendor"].items():
        note = _("%(keyword)s is no keyword of this dialect; shown as it is") % {
            "keyword": reading.label(keyword)
        }
        code = reading.as_json(value)
        yield Fact(reading.label(keyword), code=code, note=note, keywords=(escape(keyword),))


def _allowed(document: Document, what: Any) -> str:
    """In words: what an allowance (true, false, or a subschema's pointer) lets through."""
    if what is True:
        return _("anything")
    if what is False:
        return pgettext("of further properties or items", "none")
    schema = document.effective(what)
    if schema.boolean is False:
        return _("nothing")
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
    odd = [
        sentences.told(each.reason)
        for each in document.anomalies
        if each.pointer.startswith(f"{what}/type")
    ]
    return _("; ").join(odd) if schema.types else ""


def _listed(served: Any) -> list[str]:
    return [str(each) for each in served] if isinstance(served, list) else [str(served)]
