"""What the tests of the pages share: how they ask, and documents that are made for a case."""

from datetime import timedelta
from typing import Any, Protocol

from django.utils import timezone

from portal.catalog.models import Observation, Schema, Source
from portal.ingest import record
from tests.ingest.making import capture, make_schema
from tests.pages.dom import Element

UUID = "^([0-9a-fA-F]){8}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){12}$"
URL = "https://cloud.example/schema.json"


class Visit(Protocol):
    """Asks for a page (for a fragment if `htmx`) and fails unless it has this status."""

    def __call__(
        self, path: str, *, htmx: bool = False, status: int = 200, language: str = "en"
    ) -> Element: ...


def served(*documents: Any, name: str = "thing", **settings: Any) -> Schema:
    """The schema "cloud/thing" of a JSON Schema source, which said these documents in turn."""
    schema = make_schema(name, **{"kind": Source.Kind.JSON_SCHEMA} | settings)
    for document in documents:
        capture(schema, document)
    return schema


def aged(schema: Schema, by: timedelta) -> None:
    """Let all captures of `schema` have been made that much earlier."""
    for seen in schema.observations.all():
        Observation.objects.filter(pk=seen.pk).update(at=seen.at - by)


def failed(schema: Schema, outcome: str = "credentials", message: str = "401. Sign in.") -> None:
    """Record that `schema` was asked for just now, in vain."""
    how = record.Circumstances(timezone.now(), Observation.Origin.FETCHED, seconds=0.5)
    record.failure(schema, how, outcome, message)


def rows(page: Element) -> dict[str, Element]:
    """The rows of properties, by the names they show."""
    found = page.all("", cls="row")
    return {row.one("span", cls="cell-name").text: row for row in found}


def inside(page: Element, anchor: str) -> Element:
    """What unfolds the row at `anchor`."""
    (found, *_) = page.one("div", id=anchor, cls="group").all("details")
    return found


def evidence(page: Element) -> dict[str, str]:
    """The evidence that a property's page gives."""
    (sheet,) = page.all("dl", cls="evidence")
    return dict(zip(sheet.texts("dt"), sheet.texts("dd"), strict=True))


def facts(page: Element) -> dict[str, str]:
    """The fact sheet of a page, without the versions that brought each fact, and without the
    fields to try it.
    """
    (sheet,) = page.all("dl", cls="facts") or [Element("dl")]
    texts: dict[str, list[str]] = {"dt": [], "dd": []}
    for each in sheet.children:
        if isinstance(each, Element):
            texts[each.tag].append(unmarked(each).text)
    return dict(zip(texts["dt"], texts["dd"], strict=True))


def unmarked(element: Element) -> Element:
    """`element` without the versions that brought what it says, and without fields to try it."""
    for mark in [
        *element.all("a", cls="since"),
        *element.all("div", cls="tester"),
        *element.all("a", cls="unscripted-only"),
    ]:
        mark.children = []
    return element


def large(properties: int = 400) -> dict[str, Any]:
    """A document with more properties than are sent at once, 20 in each definition."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$ref": "#/definitions/part0",
        "definitions": {
            f"part{part}": {
                "type": "object",
                "properties": {
                    f"p{part}_{each}": {"type": "string", "description": f"Number {each}"}
                    for each in range(19)
                }
                | {"next": {"$ref": f"#/definitions/part{(part + 1) % (properties // 20)}"}},
            }
            for part in range(properties // 20)
        },
    }
