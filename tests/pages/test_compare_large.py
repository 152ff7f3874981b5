"""Comparisons of documents with thousands of properties: they come by the page, and in time."""

import hashlib
import time
from typing import Any

import pytest
from django.test import Client

from portal.catalog.models import Content, Snapshot, Source
from portal.ingest.reading import read
from portal.pages.comparison import PER_PAGE
from tests.ingest.making import as_served, make_schema
from tests.pages.scene import Visit

COUNT = 3_000
PAGE = "/cloud/thing/compare/1...2/"


def document(longest: int) -> dict[str, Any]:
    names = (f"p{number:04}" for number in range(COUNT))
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "properties": {
            name: {"type": "string", "maxLength": longest, "description": f"The property {name}"}
            for name in names
        },
    }


@pytest.fixture
def two(db: None) -> None:
    """Two versions, without what is derived from them, which would take a while."""
    schema = make_schema("thing", kind=Source.Kind.JSON_SCHEMA)
    for number, longest in enumerate((20, 10), start=1):
        reading = read(as_served(document(longest)), schema.source.kind)
        content = Content.objects.create(
            sha256=hashlib.sha256(reading.body).hexdigest(),
            body=reading.body,
            size=len(reading.body),
        )
        schema.current = Snapshot.objects.create(
            schema=schema,
            number=number,
            content=content,
            digest=reading.digest,
            dialect=reading.document.dialect.name,
            property_count=COUNT,
        )
    schema.save()


def test_the_first_properties_come_at_once_and_the_rest_by_the_page(
    visit: Visit, two: None
) -> None:
    page = visit(PAGE)
    assert "3000 breaking" in page.one("section", cls="judgement").text
    notice = page.one("p", cls="notice")
    assert "3000 properties have changed; these are 1 to 500." in notice.text
    groups = page.one("table", cls="sides").all("tbody")
    assert len(groups) == PER_PAGE
    assert groups[0].one("th").all("a")[0].text == "p0000"
    second = visit(PAGE + notice.links()["next 500"].removeprefix(PAGE))
    assert second.one("table", cls="sides").all("tbody")[0].one("th").all("a")[0].text == "p0500"
    assert second.one("p", cls="notice").links()["previous 500"] == PAGE
    last = visit(f"{PAGE}?page=6")
    assert "next 500" not in last.one("p", cls="notice").links()


@pytest.mark.parametrize(("number", "first"), [("99", "p2500"), ("x", "p0000")])
def test_a_page_that_is_not_there_is_the_nearest(
    visit: Visit, two: None, number: str, first: str
) -> None:
    page = visit(f"{PAGE}?page={number}")
    assert page.one("table", cls="sides").all("tbody")[0].one("th").all("a")[0].text == first


def test_a_filter_begins_with_the_first_page_again(visit: Visit, two: None) -> None:
    page = visit(f"{PAGE}?page=3")
    links = page.one("section", cls="judgement").links()
    assert all("page=" not in link for link in links.values())


def test_it_is_in_time(client: Client, two: None) -> None:
    client.get(PAGE)  # what is derived from a content is kept
    began = time.process_time()
    response = client.get(PAGE)
    assert time.process_time() - began < 3  # seconds
    assert len(response.content) < 2_000_000


def test_documents_that_differ_everywhere_are_not_set_beside_each_other(
    visit: Visit, two: None
) -> None:
    began = time.process_time()
    page = visit(f"{PAGE}?show=documents")
    assert time.process_time() - began < 5
    assert "more than 4000 lines" in page.one("p", cls="empty").text
    assert not page.all("table", cls="beside")
