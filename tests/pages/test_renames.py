"""Sources and schemas that were renamed: whatever was once an address leads on."""

import json

import pytest
from django.test import Client

from portal.catalog.addresses import BadName
from portal.catalog.models import Schema, Source
from portal.catalog.models.former import rename_schema, rename_source
from portal.history import address
from portal.ingest import sources
from portal.links.check.judged import Judge
from portal.links.check.report import check
from tests.ingest.commands.running import refusal, run
from tests.pages.scene import Visit, served

pytestmark = pytest.mark.django_db
API = "/api/v1/sources"


@pytest.fixture
def thing() -> Schema:
    """Called cloud/thing, then sky/thing, then sky/object."""
    schema = served({"properties": {"a": {}}}, {"properties": {"a": {"type": "string"}}})
    run("source", "rename", "cloud", "sky")
    assert "sky/object" in run("schema", "rename", "sky/thing", "object")
    schema.refresh_from_db()
    schema.source.refresh_from_db()
    return schema


@pytest.mark.parametrize(
    ("before", "now", "status"),
    [
        ("/cloud/", "/sky/", 301),
        ("/cloud/thing/", "/sky/object/", 301),
        ("/cloud/object/a/", "/sky/object/a/", 301),
        ("/sky/thing/a/?x=1&y=%2F", "/sky/object/a/?x=1&y=%2F", 301),
        ("/cloud/thing/versions/1/a/", "/sky/object/versions/1/a/", 301),
        ("/cloud/thing/compare/1...2/", "/sky/object/compare/1...2/", 301),
        ("/cloud/thing/-/notes/", "/sky/object/-/notes/", 301),
        ("/cloud/thing/-/evidence/1.zip", "/sky/object/-/evidence/1.zip", 301),
        ("/go/cloud/thing/a", "/sky/object/a/", 302),
        ("/go/cloud/thing@1/a", "/sky/object/versions/1/a/", 302),
        (f"{API}/cloud/", f"{API}/sky/", 308),
        (f"{API}/cloud/schemas/?page_size=1", f"{API}/sky/schemas/?page_size=1", 308),
        (f"{API}/cloud/schemas/thing/", f"{API}/sky/schemas/object/", 308),
        (
            f"{API}/sky/schemas/thing/versions/1/properties/a/",
            f"{API}/sky/schemas/object/versions/1/properties/a/",
            308,
        ),
    ],
)
def test_an_address_of_before_leads_on(
    client: Client, thing: Schema, before: str, now: str, status: int
) -> None:
    response = client.get(before)
    location = response.headers["Location"].removeprefix("http://127.0.0.1:8000")
    assert (response.status_code, location) == (status, now)
    assert client.get(now).status_code == 200


def test_there_is_nothing_that_never_was(client: Client, thing: Schema) -> None:
    for path in ("/cloud/gadget/", "/clouds/", "/clouds/thing/", f"{API}/clouds/", "/thing/"):
        assert client.get(path).status_code == 404, path


def test_feeds_replay_filters_and_links_follow(client: Client, visit: Visit, thing: Schema) -> None:
    feed = client.get("/feeds/changes.atom?source=cloud&schema=thing")
    assert "/sky/object/compare/1...2/" in feed.content.decode()
    raw = client.get("/replay/cloud/v2/schemas/thing")
    assert raw.status_code == 200  # and no redirect, which not every client follows
    assert raw.content == client.get("/replay/sky/v2/schemas/object").content
    assert json.loads(raw.content)["properties"] == {"a": {"type": "string"}}
    assert address.resolve("cloud/thing@1").number == 1
    assert address.written(address.resolve("cloud/thing")) == "sky/object@2"
    text = "<http://127.0.0.1:8000/cloud/thing/a/>"
    assert [each.verdict for each in check("", text, Judge(), "markdown").links] == ["fine"]


def test_lists_are_filtered_by_names_of_before(client: Client, thing: Schema) -> None:
    for query in ("q=a&source=cloud", "q=a+source:cloud", "q=a+schema:cloud/thing"):
        found = json.loads(client.get(f"/api/v1/search/?{query}").content)
        assert [row["schema"] for row in found["results"]] == ["object"], query
    searched = client.get("/search/?q=a+source:cloud").content.decode()
    assert "/sky/object/a/" in searched
    assert "does not know" not in searched
    assert client.get("/api/v1/notes/?source=cloud").status_code == 200
    assert client.get("/api/v1/notes/?source=clouds").status_code == 400
    found = json.loads(client.get("/api/v1/changes/?source=cloud&schema=thing").content)
    assert found["results"], "the changes of sky/object"
    assert client.get("/changes/?source=sky&schema=thing").status_code == 200
    assert client.get("/changes/?source=sky&schema=never").status_code == 400
    compared = client.get("/compare/?before=cloud/thing@1&after=sky/thing@2")
    assert "sky/object@2" in compared.content.decode()


def test_names_of_before_are_never_anothers(thing: Schema) -> None:
    other = Source.objects.create(name="other", kind="json-schema")
    with pytest.raises(BadName, match="sky"):
        rename_source(other, "cloud")
    with pytest.raises(sources.BadSource, match="now called 'sky'"):
        sources.save(sources.Description(name="cloud", kind="json-schema"))
    gadget = Schema.objects.named(thing.source, "gadget")
    with pytest.raises(BadName, match="object"):
        rename_schema(gadget, "thing")
    with pytest.raises(BadName, match="beside 'thing'"):
        Schema.objects.named(thing.source, "thing/inner")
    # Of another source it means nothing.
    rename_schema(Schema.objects.named(other, "gadget"), "thing")


def test_what_still_comes_under_the_name_of_before_is_the_same_schema(thing: Schema) -> None:
    assert Schema.objects.named(thing.source, "thing") == thing
    assert thing.source.schemas.count() == 1


def test_names_that_cannot_be_given(thing: Schema) -> None:
    Source.objects.create(name="other", kind="json-schema")
    Schema.objects.named(thing.source, "gadget")
    for name in ("other", "api", "Sky", "sky", ""):
        assert refusal("source", "rename", "sky", name), name
    for name in ("gadget", "gadget/x", "object", "", "a\0"):
        assert refusal("schema", "rename", "sky/object", name), name
    assert refusal("source", "rename", "cloud", "x"), "that is not its name now"
    assert refusal("schema", "rename", "sky/nothing", "x")
    assert str(refusal("schema", "rename", "sky/object", "sky/y")).endswith("the source's: y")


def test_a_name_can_be_had_back_through_any_chain(client: Client, thing: Schema) -> None:
    for name in ("heaven", "cloud", "sky", "cloud"):
        rename_source(thing.source, name)
    rename_schema(thing, "thing")
    rename_schema(thing, "matter")
    for source in ("sky", "heaven", "cloud"):
        for name in ("thing", "object", "matter"):
            path = f"/{source}/{name}/a/"
            response = client.get(path)
            if (source, name) == ("cloud", "matter"):
                assert response.status_code == 200
            else:
                assert response.headers["Location"] == "/cloud/matter/a/", path


def test_two_sources_cannot_swap_their_names(client: Client, thing: Schema) -> None:
    other = Source.objects.create(name="other", kind="json-schema")
    rename_source(other, "between")
    with pytest.raises(BadName):
        rename_source(thing.source, "other")
    assert client.get("/other/").headers["Location"] == "/between/"


def test_a_source_that_is_purged_takes_its_names_along(client: Client, thing: Schema) -> None:
    sources.purge(thing.source)
    assert client.get("/cloud/").status_code == 404
    assert sources.save(sources.Description(name="cloud", kind="json-schema"))[1]
