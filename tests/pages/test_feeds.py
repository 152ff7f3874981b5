"""The Atom feeds: what they tell, under ids that stay, in pages."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import feedparser
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from portal.catalog.models import Schema, Source
from portal.ingest import derive
from tests.api.scene import say, widget
from tests.pages.dom import parse

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client: Client, query: str = "", **headers: str) -> ElementTree.Element:
    answer = client.get(f"/feeds/changes.atom{query}", headers=headers)
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.content)  # noqa: S314 - it is our own


def texts(root: ElementTree.Element, path: str) -> list[str]:
    return [
        each.text or "" for each in root.findall("/".join(ATOM + step for step in path.split("/")))
    ]


def links(root: ElementTree.Element) -> dict[str, str]:
    return {each.get("rel", ""): each.get("href", "") for each in root.findall(f"{ATOM}link")}


def test_everything_the_newest_version_first(client: Client, samples: list[Source]) -> None:
    root = feed(client)
    assert texts(root, "title") == ["Changes"]
    titles = texts(root, "entry/title")
    assert titles[0].startswith("glance/image version 4: ") or titles[0].startswith(
        "glance/images version 4: "
    )
    assert len(titles) == 6  # versions 2, 3 and 4 of image and of images
    updated = texts(root, "entry/updated")
    assert updated == sorted(updated, reverse=True)
    assert texts(root, "updated") == [max(updated)]
    assert links(root)["alternate"] == "http://127.0.0.1:8000/changes/"
    assert links(root)["self"] == "http://127.0.0.1:8000/feeds/changes.atom"


def test_an_entry_says_what_changed_and_whom_it_breaks(
    client: Client, samples: list[Source]
) -> None:
    root = feed(client, "?source=glance&schema=images")
    assert texts(root, "title") == ["Changes of glance/images"]
    [content] = [
        text for text in texts(root, "entry/summary") if "possibly" in text or "stores" in text
    ][:1]
    assert 'href="http://127.0.0.1:8000/glance/images/images/*/stores/"' in content
    assert "property added" in content
    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    [link] = entry.findall(f"{ATOM}link")
    assert link.get("href") == "http://127.0.0.1:8000/glance/images/compare/3...4/"


def test_programs_that_read_feeds_read_it(client: Client, samples: list[Source]) -> None:
    read = feedparser.parse(client.get("/feeds/changes.atom?source=glance").content)
    assert not read.bozo
    assert read.feed.title == "Changes of glance"
    assert [each.id for each in read.entries] == texts(feed(client), "entry/id")
    assert read.entries[0].updated_parsed[0] == 2019


def test_only_of_one_impact(client: Client, samples: list[Source]) -> None:
    root = feed(client, "?impact=warning")
    assert texts(root, "title") == ["Changes (warning)"]
    entries = root.findall(f"{ATOM}entry")
    assert entries
    for entry in entries:
        assert {each.get("term") for each in entry.findall(f"{ATOM}category")} == {"warning"}


def test_of_one_property(client: Client, samples: list[Source]) -> None:
    root = feed(client, "?source=glance&property=os_hidden")
    assert texts(root, "title") == ["Changes of glance/os_hidden"]
    assert len(texts(root, "entry/id")) == 2
    assert all("os_hidden" in title for title in texts(root, "entry/title"))


def test_ids_stay_when_the_source_is_renamed_and_all_is_derived_again(
    client: Client, samples: list[Source]
) -> None:
    before = texts(feed(client), "entry/id")
    assert len(set(before)) == len(before)
    assert all(each.startswith("urn:uuid:") for each in before)
    for schema in Schema.objects.all():
        derive.rebuild(schema)
    Source.objects.filter(name="glance").update(name="eu-cloud")
    assert texts(feed(client), "entry/id") == before


def test_a_narrower_feed_has_entries_of_its_own(client: Client, samples: list[Source]) -> None:
    everything = set(texts(feed(client), "entry/id"))
    assert everything >= set(texts(feed(client, "?source=glance"), "entry/id"))
    assert not everything & set(texts(feed(client, "?impact=warning"), "entry/id"))


def test_it_goes_on_page_by_page(client: Client, db: None) -> None:
    source = Source.objects.create(name="eu-cloud", kind="json-schema")
    for day in range(1, 4):
        named = {f"p{day}-{number}": {"type": "string"} for number in range(150)}
        say(source, "widget", widget(**named), datetime(2024, 1, day, tzinfo=UTC))
    first = feed(client)
    assert links(first)["next"].endswith("/feeds/changes.atom?page=2")
    assert "previous" not in links(first)
    second = feed(client, "?page=2")
    assert links(second)["previous"].endswith("/feeds/changes.atom")
    assert links(second)["self"].endswith("?page=2")


def test_it_takes_as_many_queries_however_many_versions_it_tells(
    client: Client, samples: list[Source], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # versions in order, how many changes each, changes, their versions
    with django_assert_num_queries(4):
        before = len(texts(feed(client), "entry/id"))
    for name in ("a", "b", "c"):
        for number in range(4):
            say(samples[0], name, widget(**{f"p{number}": {"type": "string"}}))
    with django_assert_num_queries(4):
        assert len(texts(feed(client), "entry/id")) == before + 9


def test_without_changes(client: Client, db: None) -> None:
    root = feed(client)
    assert root.findall(f"{ATOM}entry") == []
    assert texts(root, "updated") == ["1970-01-01T00:00:00+00:00"]


def test_hostile_names_leave_it_well_formed(client: Client, db: None) -> None:
    source = Source.objects.create(name="eu-cloud", kind="json-schema")
    say(source, "w\x01idget", widget(), datetime(2024, 1, 1, tzinfo=UTC))
    hostile = {"<script>\x07\u202e]]>&": {"description": "\x08</summary>"}}
    say(source, "w\x01idget", widget(**hostile), datetime(2024, 1, 2, tzinfo=UTC))
    [content] = texts(feed(client), "entry/summary")
    assert "<script>" not in content


def test_it_is_asked_for_conditionally(client: Client, samples: list[Source]) -> None:
    answer = client.get("/feeds/changes.atom")
    again = client.get("/feeds/changes.atom", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "Accept-Language" in answer["Vary"]


def test_it_speaks_the_reader_s_language(client: Client, samples: list[Source]) -> None:
    root = feed(client, **{"Accept-Language": "zh-CN"})
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-hans"


@pytest.mark.parametrize("query", ["?impact=grave", "?source=nowhere", "?since=2019-02-30"])
def test_a_filter_that_can_not_be_read(client: Client, db: None, query: str) -> None:
    answer = client.get(f"/feeds/changes.atom{query}")
    assert answer.status_code == 400
    assert query[1:].partition("=")[2].encode() in answer.content


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("/changes/", ""),
        ("/changes/?source=glance&impact=warning", "?source=glance&impact=warning"),
        ("/glance/", "?source=glance"),
        ("/glance/images/", "?source=glance&schema=images"),
        ("/glance/images/versions/", "?source=glance&schema=images"),
        (
            "/glance/images/images/*/status/",
            "?source=glance&schema=images"
            "&property=%2Fproperties%2Fimages%2Fitems%2Fproperties%2Fstatus",
        ),
    ],
)
def test_pages_lead_to_the_feed_of_what_they_show(
    client: Client, samples: list[Source], page: str, query: str
) -> None:
    html = parse(client.get(page).content.decode())
    url = f"/feeds/changes.atom{query}"
    assert url in [each.attributes.get("href") for each in html.all("a")]
    (told,) = html.all("link", type="application/atom+xml")  # for programs that look for feeds
    assert told.attributes["href"].removeprefix("http://127.0.0.1:8000") == url
    assert client.get(url).status_code == 200


def test_the_home_page_leads_programs_to_the_feed_of_everything(client: Client, db: None) -> None:
    (told,) = parse(client.get("/").content.decode()).all("link", type="application/atom+xml")
    assert told.attributes["href"] == "/feeds/changes.atom"
