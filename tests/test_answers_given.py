"""Answers that are given again: never another one than would be made now, and never to whoever is
somebody.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal import database
from portal.api.throttle import Throttle
from portal.api.views.base import Read
from portal.catalog.models import FetchRequest, Property, Schema, Source
from portal.catalog.models.former import rename_schema, rename_source
from portal.ingest import derive
from portal.notes import writing
from portal.notes.target import Target
from tests.ingest.making import capture, make_schema, with_properties

pytestmark = pytest.mark.django_db(transaction=True)

API = "/api/v1/sources/cloud/schemas/images/properties/status/"
PATHS = (
    "/",
    "/cloud/",
    "/cloud/images/",
    "/cloud/images/versions/",
    "/cloud/images/versions/1/",
    "/cloud/images/status/",
    "/changes/",
    "/feeds/changes.atom",
    "/search/?q=status",
    "/replay/cloud/v2/schemas/images",
    "/api/v1/sources/",
    "/api/v1/sources/cloud/schemas/images/",
    "/api/v1/sources/cloud/schemas/images/properties/?page_size=40",
    API,
    "/api/v1/sources/cloud/schemas/images/versions/1/raw/",
    "/api/v1/changes/",
    "/api/v1/search/?q=status",
)


def document(**status: object) -> dict[str, Any]:
    return with_properties("name", status={"type": "string", **status})


@pytest.fixture
def images() -> Schema:
    """cloud/images, of one version so far."""
    schema = make_schema()
    capture(schema, document())
    return schema


def noted(schema: Schema) -> None:
    editor = User.objects.create_user("ann")
    found = Property.objects.select_related("schema__source").get(schema=schema, name="status")
    writing.save(Target.of(found), editor, "Mind the *gap*.", based_on=0)


CHANGES: dict[str, Callable[[Schema], object]] = {
    "another version": lambda schema: capture(schema, document(enum=["a", "b"])),
    "the same version once more": lambda schema: capture(schema, document()),
    "the same property elsewhere": lambda _: capture(
        make_schema(source="other"), document(enum=["c"])
    ),
    "a note": noted,
    "a request to fetch it": lambda schema: FetchRequest.objects.want(
        schema.source, schema.name, reason=FetchRequest.Reason.ASKED
    ),
    "another name of the schema": lambda schema: rename_schema(schema, "pictures"),
    "another name of the source": lambda schema: rename_source(schema.source, "nimbus"),
    "another place of the source": lambda schema: Source.objects.filter(pk=schema.source_id).update(
        url="https://image.example/"
    ),
    "all of it read again": derive.rebuild,
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_no_answer_is_of_before(images: Schema, change: str) -> None:
    client = Client()
    before = {path: client.get(path) for path in PATHS}
    again = {path: client.get(path) for path in PATHS}
    assert {path for path in PATHS if before[path].content != again[path].content} == set()
    CHANGES[change](images)
    for path in PATHS:
        given, made = client.get(path), Client().get(path)
        assert (given.status_code, given.content) == (made.status_code, made.content), path
        # By the validator one can tell: it is the same exactly if the bytes are.
        is_same = given.content == before[path].content
        assert (given.get("ETag") == before[path]["ETag"]) is is_same, path
        known = client.get(path, headers={"If-None-Match": before[path]["ETag"]})
        assert (known.status_code == 304) is (is_same and given.status_code == 200), path


def test_another_version_changes_what_shows_it(images: Schema) -> None:
    client = Client()
    before = {path: client.get(path)["ETag"] for path in PATHS}
    capture(images, document(enum=["a", "b"]))
    pinned = {path for path in PATHS if client.get(path)["ETag"] == before[path]}
    assert pinned == {"/api/v1/sources/cloud/schemas/images/versions/1/raw/"}


@pytest.mark.parametrize("name", ["Accept-Language", "Cookie: language", "Cookie: theme"])
def test_what_a_reader_prefers_is_kept_apart(images: Schema, name: str) -> None:
    client = Client()
    first = client.get("/cloud/images/")
    if name == "Accept-Language":
        other = client.get("/cloud/images/", headers={name: "zh-Hans"})
    else:
        client.cookies[name.partition(" ")[2]] = {"theme": "dark"}.get(name[8:], "zh-hans")
        other = client.get("/cloud/images/")
    assert other["ETag"] != first["ETag"]
    assert other.content != first.content
    assert Client().get("/cloud/images/").content == first.content


def test_it_is_given_again_without_a_query(images: Schema, monkeypatch: pytest.MonkeyPatch) -> None:
    # Other tests may commit something to their databases of one server.
    monkeypatch.setattr(database.Watch, "token", lambda self: "0")
    client = Client()
    first = client.get(API)
    with CaptureQueriesContext(connection) as asked:
        again = client.get(API)
    assert not asked.captured_queries
    assert (again.content, dict(again.items())) == (first.content, dict(first.items()))
    assert json.loads(again.content)["name"] == "status"
    assert client.head(API)["Content-Length"] == first["Content-Length"]


def test_whoever_is_signed_in_gets_a_page_of_their_own(images: Schema) -> None:
    client = Client()
    page = client.get("/cloud/images/")
    client.force_login(User.objects.create_user("ann"))
    own = client.get("/cloud/images/")
    assert b"ann" in own.content
    assert own.content != page.content
    assert Client().get("/cloud/images/").content == page.content
    assert "ETag" not in own


def test_by_what_is_known_of_it_already(images: Schema) -> None:
    client = Client()
    page = client.get("/cloud/images/")
    for tag in (page["ETag"], f"W/{page['ETag']}", f'"x", {page["ETag"]}', "*"):
        known = client.get("/cloud/images/", headers={"If-None-Match": tag})
        assert (known.status_code, known.content, known["ETag"]) == (304, b"", page["ETag"])
        assert known["Vary"] == page["Vary"]
    changed = client.get("/cloud/images/", headers={"If-None-Match": '"x"'})
    assert changed.content == page.content


def test_a_script_of_another_site_may_read_that_it_knows_it(images: Schema) -> None:
    first = Client().get(API)
    known = Client().get(API, headers={"If-None-Match": first["ETag"]})
    assert known.status_code == 304
    for name in ("Access-Control-Allow-Origin", "Access-Control-Expose-Headers"):
        assert known[name] == first[name]


def test_a_date_counts_where_there_is_one(images: Schema) -> None:
    raw = "/api/v1/sources/cloud/schemas/images/versions/1/raw/"
    client = Client()
    first = client.get(raw)
    since = {"If-Modified-Since": first["Last-Modified"]}
    assert client.get(raw, headers=since).status_code == 304
    assert client.get("/cloud/images/", headers=since).status_code == 200
    assert client.get(raw, headers=since | {"If-None-Match": '"x"'}).status_code == 200


def test_who_asks_again_is_counted(images: Schema, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Read, "rate", ("read", Throttle(3, lambda: 0.0)))
    client = Client()
    told = [client.get(API) for _ in range(4)]
    assert [each.status_code for each in told] == [200, 200, 200, 429]
    assert [each["RateLimit"] for each in told[:3]] == [
        '"read";r=2;t=20', '"read";r=1;t=40', '"read";r=0;t=60',
    ]  # fmt: skip
