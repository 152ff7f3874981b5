"""Notes, in a list and with what they are on."""

import pytest
from django.contrib.auth.models import User

from portal.catalog.models import Property, Schema, Source
from portal.notes.models import Revision
from portal.notes.target import Target, Thing
from portal.notes.writing import save
from tests.api.scene import Get, body, results, say, widget


@pytest.fixture
def alice(db: None) -> User:
    return User.objects.create_user("alice")


def note(thing: Thing, text: str, by: User, based_on: int = 0) -> None:
    save(Target.of(thing), by, text, based_on=based_on)


@pytest.mark.parametrize("path", ["sources/cloud/", "sources/cloud/schemas/widget/",
                                  "sources/cloud/schemas/widget/properties/size/"])  # fmt: skip
def test_without_a_note_it_is_null(get: Get, widgets: Schema, path: str) -> None:
    assert body(get(path))["note"] is None


def test_a_property_has_its_note(get: Get, widgets: Schema, alice: User) -> None:
    size = Property.objects.select_related("schema__source").get(schema=widgets, name="size")
    note(size, "*S* or [[old|more]].", alice)
    Revision.objects.update(at="2026-11-23T09:30:00Z")
    answer = body(get("sources/cloud/schemas/widget/properties/size/"))["note"]
    html = answer.pop("html")
    assert "<em>S</em>" in html
    assert 'href="/cloud/widget/old/"' in html
    root = "http://127.0.0.1:8000"
    assert answer == {
        "of": f"{root}/api/v1/sources/cloud/schemas/widget/properties/size/",
        "page": f"{root}/cloud/widget/-/notes/size/",
        "source": "cloud",
        "schema": "widget",
        "pointer": "/properties/size",
        "revision": 1,
        "author": "alice",
        "written_at": "2026-11-23T09:30:00Z",
        "version": 3,
        "markdown": "*S* or [[old|more]].",
        "stale": None,
    }


def test_one_that_is_out_of_date_says_since_when(
    get: Get, widgets: Schema, cloud: Source, alice: User
) -> None:
    note(widgets, "Three.", alice)
    say(cloud, "widget", widget())
    stale = body(get("sources/cloud/schemas/widget/"))["note"]["stale"]
    compare = "http://127.0.0.1:8000/cloud/widget/compare/3...4/"
    assert stale == {"versions": [4], "gone": False, "compare": compare}


def test_a_new_note_is_another_representation(get: Get, cloud: Source, alice: User) -> None:
    before = get("sources/cloud/")["ETag"]
    note(cloud, "One.", alice)
    assert get("sources/cloud/")["ETag"] != before


def test_a_deleted_note_is_none(get: Get, cloud: Source, alice: User) -> None:
    note(cloud, "One.", alice)
    note(cloud, "", alice, 1)
    assert body(get("sources/cloud/"))["note"] is None
    assert results(get("notes/")) == []


def test_all_of_them_the_latest_first(
    get: Get, widgets: Schema, cloud: Source, alice: User
) -> None:
    other = Source.objects.create(name="other", kind="glance")
    size = Property.objects.select_related("schema__source").get(schema=widgets, name="size")
    things: list[Thing] = [other, cloud, widgets, size]
    for number, thing in enumerate(things):
        note(thing, f"Number {number}", alice)
    rows = results(get("notes/"))
    assert [row["markdown"][-1] for row in rows] == ["3", "2", "1", "0"]
    assert [(row["schema"], row["pointer"]) for row in rows] == [
        ("widget", "/properties/size"), ("widget", None), (None, None), (None, None)
    ]  # fmt: skip
    assert [row["version"] for row in rows] == [3, 3, None, None]
    assert [row["markdown"] for row in results(get("notes/?source=other"))] == ["Number 0"]
    assert len(results(get("notes/?source=cloud"))) == 3
    assert len(results(get("notes/?schema=widget"))) == 2
    assert results(get("notes/?schema=nothing")) == []
    page = body(get("notes/?page_size=1&page=2"))
    assert (page["count"], page["results"][0]["markdown"]) == (4, "Number 2")


def test_an_unknown_source_is_refused(get: Get, cloud: Source) -> None:
    problem = get("notes/?source=nowhere")
    assert problem.status_code == 400
    assert body(problem)["parameter"] == "source"


def test_a_pinned_property_has_none(get: Get, widgets: Schema) -> None:
    answer = body(get("sources/cloud/schemas/widget/versions/1/properties/size/"))
    assert "note" not in answer  # what is pinned never changes
