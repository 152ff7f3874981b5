"""What a row answers at a glance: what is said there, in words, and where it leads."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import reading
from portal.catalog import documents
from portal.pages import places
from portal.pages.places import Place
from portal.reading import Reading
from portal.schema.document import Document
from portal.schema.facts import Combinator, Subschema
from portal.schema.properties import Property
from portal.schema.references import Reference
from portal.schema.value import ABSENT

_FEW: Final = 6  # branches
# What of a branch is its type, or is told in rows: it would be told twice.
_IN_ROWS: Final = {"additionalProperties", "description", "properties", "required", "type"}
_WORDS: Final = {
    "allOf": gettext_lazy("all of"),
    "anyOf": gettext_lazy("any of"),
    "disallow": gettext_lazy("none of"),
    "extends": gettext_lazy("all of"),
    "oneOf": gettext_lazy("exactly one of"),
    "type": gettext_lazy("any of"),
}
_BRANCHES: Final = {
    "allOf": gettext_lazy("all of · %(rank)s/%(count)s"),
    "anyOf": gettext_lazy("any of · %(rank)s/%(count)s"),
    "disallow": gettext_lazy("none of · %(rank)s/%(count)s"),
    "extends": gettext_lazy("all of · %(rank)s/%(count)s"),
    "oneOf": gettext_lazy("one of · %(rank)s/%(count)s"),
    "type": gettext_lazy("any of · %(rank)s/%(count)s"),
}
_PARTS: Final = {
    "additionalItems": gettext_lazy("any further item"),
    "additionalProperties": gettext_lazy("any other property"),
    "contains": gettext_lazy("some item"),
    "contentSchema": gettext_lazy("its content"),
    "else": gettext_lazy("else"),
    "if": gettext_lazy("if"),
    "items": gettext_lazy("each item"),
    "not": gettext_lazy("not"),
    "propertyNames": gettext_lazy("every name"),
    "then": gettext_lazy("then"),
    "unevaluatedItems": gettext_lazy("any other item"),
    "unevaluatedProperties": gettext_lazy("any other property"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """`url` is empty where it leads nowhere that we would open."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What a combinator combines, as one line: the first few branches, and the others."""

    word: str
    few: list[Link]
    others: list[Link]


@dataclass(frozen=True, slots=True)
class Glance:
    """`links` are where its references lead; `items` and `item_links` say what each item must be.

    `borrows` are the pointers that its references lead to without coming back: what stands inside
    of those can be shown here as well.
    """

    reading: Reading
    links: list[Link]
    choices: list[Choice]
    items: Reading | None
    item_links: list[Link]
    borrows: list[str]

    @property
    def leads(self) -> bool:
        """Whether it says more of where it leads than its types do."""
        return bool(self.links or self.choices or self.items or self.item_links)

    @property
    def says_more(self) -> bool:
        """Whether there is anything to say beside its name, its types and its flags."""
        read = self.reading
        words = read.description or read.title or read.limits or read.values or read.pattern
        return bool(words) or self.leads


Follow = Callable[[Reference], Link]


def of(document: Document, place: Place, follow: Follow) -> Glance:
    """What `document` says at `place`; `follow` tells where a reference leads."""
    effective = document.effective(place.pointer)
    items = document.effective(effective.items) if isinstance(effective.items, str) else None
    references = [*effective.references, *(items.references if items else ())]
    read = _reading(document, place)
    if not read.description:
        read = replace(read, description=_of_branches(document, effective))
    return Glance(
        reading=read,
        links=[follow(each) for each in effective.references],
        choices=list(_choices(document, effective, follow)),
        items=_of_items(document, items) if items else None,
        item_links=[follow(each) for each in items.references] if items else [],
        borrows=[
            each.target for each in references if each.target is not None and not each.circular
        ],
    )


def label(place: Place) -> str:
    """What a place is called: a name as it stands in the document, or what part it is."""
    if place.kind == "property":
        return reading.label(place.name or "")
    if place.kind == "definition":
        return f"#{reading.label(place.name or '')}"
    if place.keyword in places.BRANCHES:
        ranked = {"rank": place.rank, "count": place.count}
        return str(_BRANCHES[place.keyword]) % ranked if place.count > 1 else _only(place)
    if place.keyword in {"dependencies", "dependentSchemas"}:
        return _("together with %(name)s") % {"name": reading.label(place.name or "")}
    if place.name is not None:
        return _("item %(index)s") % {"index": f"[{place.name}]"}
    return str(_PARTS.get(place.keyword, place.keyword))


def _only(place: Place) -> str:
    return str(_WORDS[place.keyword])


def _reading(document: Document, place: Place) -> Reading:
    if place.kind == "property":
        return reading.of_property(documents.facts(document, document.property(place.pointer)))
    types = reading.types_text(document.possible_types(place.pointer), _items(document, place))
    return reading.of_schema(document.effective(place.pointer).as_dict(), types)


def _items(document: Document, place: Place) -> tuple[str, ...]:
    items = document.effective(place.pointer).items
    return document.possible_types(items) if isinstance(items, str) else ()


def _of_items(document: Document, items: Subschema) -> Reading | None:
    """What each item must be, but for its type and what has a row of its own; None if nothing."""
    read = reading.of_schema(items.as_dict(), "")
    return read if read.values or read.pattern or read.limits else None


def _choices(document: Document, effective: Subschema, follow: Follow) -> Iterator[Choice]:
    for combinator in effective.combinators:
        if combinator.keyword in _WORDS and not _is_types(document, combinator):
            several = [Link(name, "") for name in combinator.types]
            several += [_branch(document, pointer, follow) for pointer in combinator.pointers]
            branches = list(dict.fromkeys(several))
            few = len(branches) if len(branches) <= _FEW + 1 else _FEW
            word = str(_WORDS[combinator.keyword])
            yield Choice(word, branches[:few], branches[few:])


def _of_branches(document: Document, effective: Subschema) -> str:
    """The description of the branches, if those that have one have the same."""
    pointers = [
        pointer
        for combinator in effective.combinators
        if combinator.keyword in {"anyOf", "oneOf"}
        for pointer in combinator.pointers
    ]
    found = {document.at(pointer).description for pointer in pointers} - {None}
    return found.pop() or "" if len(found) == 1 else ""


def _branch(document: Document, pointer: str, follow: Follow) -> Link:
    """A branch in a few words; where it is a reference, with where it leads."""
    schema = document.at(pointer)
    if schema.boolean is not None:
        return Link(_("anything") if schema.boolean else _("nothing"), "")
    if schema.reference is not None:
        return follow(schema.reference)
    if schema.title:
        return Link(reading.label(schema.title), "")
    effective = document.effective(pointer)
    if isinstance(effective.items, str):
        items = document.at(effective.items)
        if items.reference is not None:
            to = follow(items.reference)
            return Link(_("array of %(types)s") % {"types": to.label}, to.url)
    types = reading.types_text(document.possible_types(pointer))
    read = reading.of_schema(effective.as_dict(), types)
    words = list(_few_values(read)) or [types]
    return Link(_(", ").join([*words, *([read.gloss] if read.gloss else []), *read.limits]), "")


def _few_values(read: Reading) -> Iterator[str]:
    yield from read.few
    if read.more:
        yield "…"


def _is_types(document: Document, combinator: Combinator) -> bool:
    """Whether a few words would only say which types there may be, as the row does already."""
    return combinator.keyword in {"anyOf", "oneOf"} and all(
        _says_type_alone(document.at(pointer).served) for pointer in combinator.pointers
    )


def _says_type_alone(served: Mapping[str, Any] | bool) -> bool:
    """Whether that is all, or all that fits into a word: the rest has rows of its own."""
    return isinstance(served, Mapping) and served.keys() <= _IN_ROWS


def has(found: Property, effective: Subschema) -> frozenset[str]:
    """The words of filters that fit a property, whose references have been followed."""
    words: Iterable[tuple[str, object]] = (
        ("required", found.required),
        ("enum", values(effective)),
        ("pattern", effective.pattern),
        ("read-only", effective.read_only),
        ("custom", effective.custom),
        ("nullable", effective.nullable),
    )
    return frozenset(word for word, holds in words if holds)


def values(effective: Subschema) -> list[str]:
    """The values that are listed, as they are shown."""
    facts = effective.enum or ()
    const = [] if effective.const is ABSENT else [effective.const]
    return [reading.shown(value) for value in (const or facts)]
