"""What a search has found, as the pages show it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode

from portal import reading
from portal.catalog import addresses
from portal.search.asked import Asked
from portal.search.entry import Core, Place
from portal.search.folding import Folded
from portal.search.query import Found, Hit
from portal.search.snippets import around, marked

_MOST_VALUES = 8
_MOST_FACETS = 8
_LONGEST_NAME, _LONGEST_VALUE = 120, 60

Pieces = list[tuple[str, bool]]  # a text, piece by piece: whether each was searched for


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """A place of a hit. `types`, and how many `values`, only where the first has others."""

    url: str
    schema: str
    types: str
    values: int | None
    gone: int | None


@dataclass(frozen=True, slots=True)
class HitFound:
    name: Pieces
    path: Pieces  # unless it is the name
    types: str
    values: list[Pieces]
    more_values: int
    text: Pieces
    text_kind: str  # title, note or description
    shows_values: bool  # where there is room for one thing only
    places: list[PlaceFound]
    gone: int | None
    is_similar: bool

    @property
    def url(self) -> str:
        return self.places[0].url

    @property
    def others(self) -> list[PlaceFound]:
        return self.places[1:]


@dataclass(frozen=True, slots=True)
class SchemaFound:
    name: Pieces
    url: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter that can be added or removed, and the address of the results then."""

    label: str
    url: str
    count: int = 0


def hit(found: Hit, words: list[Folded]) -> HitFound:
    """A hit in the reader's words, with the words that were searched for marked."""
    core = found.core
    kind, text = _text(found, words)
    wanted = list(islice(_wanted(core, words), _MOST_VALUES))
    listed = wanted or [marked(_shown(value), words) for value in core.values[:_MOST_VALUES]]
    return HitFound(
        name=marked(_cut(core.name), words, is_name=True),
        path=marked(_cut(core.path), words, is_name=True) if core.path != core.name else [],
        types=reading.types_text(core.types, core.items),
        values=listed,
        more_values=len(core.values) - len(listed),
        text=marked(text, words),
        text_kind=kind,
        shows_values=bool(wanted),
        places=[_place(place, found.places[0]) for place in found.places],
        gone=found.places[0].gone,
        is_similar=found.is_similar,
    )


def schemas(found: Found) -> list[SchemaFound]:
    """The schemas that have the words in their names."""
    return [
        SchemaFound(
            marked(reading.label(f"{each.source}/{each.schema}"), found.asked.words, is_name=True),
            addresses.schema_url(each.source, each.schema),
        )
        for each in found.schemas
    ]


def chips(question: Asked) -> list[Choice]:
    """The filters and exclusions of a question: each leads to the results without it."""
    return [
        Choice(token.written, url(question.without(token)))
        for token in question.tokens
        if token.filter or token.excluded
    ]


def facets(found: Found) -> dict[str, list[Choice]]:
    """By source and by type: what would be left with one filter more."""
    return {
        "source": _facet(found, "source", found.by_source),
        "type": _facet(found, "type", found.by_type),
    }


def url(text: str) -> str:
    """The address of the results of a question."""
    return f"/search/?{urlencode({'q': text})}"


def _facet(found: Found, name: str, counts: Counter[str]) -> list[Choice]:
    asked = any(token.filter == name and not token.excluded for token in found.asked.tokens)
    if asked or len(counts) < 2:
        return []
    best = sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:_MOST_FACETS]
    return [Choice(value, url(found.asked.also(name, value).text), count) for value, count in best]


def _wanted(core: Core, words: list[Folded]) -> Iterator[Pieces]:
    """The values that were searched for. Only those that may be are marked: there may be many."""
    for value, text in zip(core.values, core.valued, strict=True):
        if any(word.text in text for word in words):
            pieces = marked(_shown(value), words)
            if any(is_found for _, is_found in pieces):
                yield pieces


def _place(place: Place, first: Place) -> PlaceFound:
    core, same = place.core, place.core is first.core
    types = reading.types_text(core.types, core.items)
    first_types = reading.types_text(first.core.types, first.core.items)
    values = list(map(reading.shown, core.values))
    differ = not same and values != list(map(reading.shown, first.core.values))
    return PlaceFound(
        url=addresses.property_url(place.source, place.schema, place.pointer),
        schema=reading.label(f"{place.source}/{place.schema}"),
        types="" if types == first_types else types,
        values=len(values) if differ else None,
        gone=place.gone,
    )


def _text(found: Hit, words: list[Folded]) -> tuple[str, str]:
    """The text to show of a property, and its kind: the first that was searched for."""
    texts = list(_texts(found))
    for kind, text in texts:
        cut = around(text, words)
        if any(is_found for _, is_found in marked(cut, words)):
            return kind, reading.label(cut)
    first = next(((kind, text) for kind, text in texts if kind != "note"), ("", ""))
    return first[0], reading.label(around(first[1], [])) if first[1] else ""


def _texts(found: Hit) -> Iterator[tuple[str, str]]:
    core = found.core
    for kind, text in (("description", core.description), ("title", core.title)):
        if text:
            yield kind, text
    for note in core.notes:
        yield "note", note


def _shown(value: object) -> str:
    text = reading.shown(value)
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}…"


def _cut(name: str) -> str:
    text = reading.label(name)
    return text if len(text) <= _LONGEST_NAME else f"{text[:_LONGEST_NAME]}…"
