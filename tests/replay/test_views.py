"""The replay answers as a released Glance does: what that said is in tests/recordings."""

import json
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.test import Client

from portal.catalog.models import Observation, Schema, Source
from portal.ingest import record
from portal.ingest.reading import read
from portal.upstream.glance import GLANCE_SCHEMAS
from tests.served import TOP

RECORDINGS = TOP / "tests/recordings"
NOT_FOUND = b"""\
<html>
 <head>
  <title>404 Not Found</title>
 </head>
 <body>
  <h1>404 Not Found</h1>
  The resource could not be found.<br /><br />



 </body>
</html>
"""


@pytest.mark.parametrize("name", GLANCE_SCHEMAS)
def test_every_document_comes_byte_for_byte(
    client: Client, samples: list[Source], name: str
) -> None:
    accepted = {"Accept-Encoding": "gzip, deflate, br", "Origin": "https://wiki.example.org"}
    answer = client.get(f"/replay/glance/v2/schemas/{name}", headers=accepted)
    assert answer.status_code == 200
    assert answer.content == (RECORDINGS / f"glance-33.0.0/{name}.json").read_bytes()
    assert answer["Content-Type"] == "application/json"
    assert "Content-Encoding" not in answer


@pytest.mark.parametrize("minor", ["v2", "v2.0", "v2.15"])
def test_any_minor_version_leads_to_the_same(
    client: Client, samples: list[Source], minor: str
) -> None:
    assert client.get(f"/replay/glance/{minor}/schemas/member?limit=1").status_code == 200


@pytest.mark.parametrize(
    ("when", "release"),
    [
        ("1", "15.0.2"),
        ("3", "18.0.0"),
        ("2017-08-30", "15.0.2"),
        ("2019-06-01", "18.0.0"),
        ("2026-11-01", "19.0.0"),
    ],
)
def test_a_past_moment_is_answered_as_it_was(
    client: Client, samples: list[Source], when: str, release: str
) -> None:
    answer = client.get(f"/replay/glance@{when}/v2/schemas/images")
    assert answer.content == (RECORDINGS / f"glance-{release}/images.json").read_bytes()


def test_before_the_first_capture_nothing_is_known(client: Client, samples: list[Source]) -> None:
    answer = client.get("/replay/glance@2001-01-01/v2/schemas/images")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "60"
    assert b"first captured 2017-08-30" in answer.content


@pytest.mark.parametrize("when", ["99", "yesterday", "2019-02-30"])
def test_no_such_version_or_date(client: Client, samples: list[Source], when: str) -> None:
    answer = client.get(f"/replay/glance@{when}/v2/schemas/images")
    assert answer.status_code == 404
    assert when.encode() in answer.content


@pytest.mark.parametrize(
    "path", ["v2/schemas/nothing", "v2/schemas/images/", "v2/schemas/", "v2/", "v2/schemas/a%00b"]
)
def test_what_the_service_lacks_is_not_found(
    client: Client, samples: list[Source], path: str
) -> None:
    answer = client.get(f"/replay/glance/{path}", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.content) == (404, NOT_FOUND)
    assert answer["Content-Type"] == "text/html; charset=UTF-8"


def test_not_found_as_json(client: Client, samples: list[Source]) -> None:
    answer = client.get("/replay/glance/v2/schemas/x", headers={"Accept": "application/json"})
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/json"
    assert json.loads(answer.content) == {
        "message": "The resource could not be found.<br /><br />\n\n\n",
        "code": "404 Not Found",
        "title": "Not Found",
    }


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_other_methods_are_not_allowed(client: Client, samples: list[Source], method: str) -> None:
    answer = client.generic(method, "/replay/glance/v2/schemas/images")
    assert (answer.status_code, answer["Allow"]) == (405, "GET")
    assert f"The method {method} is not allowed for this resource.".encode() in answer.content


def test_head_is_not_allowed_and_options_says_nothing(
    client: Client, samples: list[Source]
) -> None:
    head = client.head("/replay/glance/v2/schemas/images")
    assert (head.status_code, head["Allow"], head.content) == (405, "GET", b"")
    options = client.options("/replay/glance/v2/schemas/images")
    assert (options.status_code, options.content) == (200, b"")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("", 300),
        ("/", 300),
        ("/versions", 200),
        ("/versions/", 200),
        ("/v9/schemas/image", 300),
        ("/v2.99/schemas/image", 300),
        ("/schemas/image", 300),
    ],
)
def test_the_versions_document(
    client: Client, samples: list[Source], path: str, status: int
) -> None:
    answer = client.get(f"/replay/glance{path}")
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/json"
    [version] = json.loads(answer.content)["versions"]
    assert version["status"] == "CURRENT"
    assert version["links"] == [{"rel": "self", "href": "http://127.0.0.1:8000/replay/glance/v2/"}]


def test_its_links_stay_with_the_moment(client: Client, samples: list[Source]) -> None:
    document = json.loads(client.get("/replay/glance@2019-06-01/versions").content)
    href = document["versions"][0]["links"][0]["href"]
    assert href == "http://127.0.0.1:8000/replay/glance@2019-06-01/v2/"


def test_a_version_that_is_asked_for_by_media_type(client: Client, samples: list[Source]) -> None:
    accept = {"Accept": "application/vnd.openstack.images-v2"}
    assert client.get("/replay/glance/schemas/image", headers=accept).status_code == 200
    other = {"Accept": "application/vnd.openstack.images-v9"}
    assert client.get("/replay/glance/schemas/image", headers=other).status_code == 300


def test_no_such_source(client: Client, db: None) -> None:
    answer = client.get("/replay/nowhere/v2/schemas/images")
    assert answer.status_code == 404
    assert b"nowhere" in answer.content


def test_while_nothing_was_captured(client: Client, db: None) -> None:
    cloud = Source.objects.create(name="cloud", kind="glance", url="http://127.0.0.1:1")
    assert client.get("/replay/cloud/v2/schemas/images").status_code == 503
    failed = Schema.objects.named(cloud, "images")
    at = datetime(2026, 1, 1, tzinfo=UTC)
    Observation.objects.create(schema=failed, number=1, at=at, outcome="refused", origin="fetched")
    answer = client.get("/replay/cloud/v2/schemas/images")
    assert answer.status_code == 503
    assert b"cloud/images has not been captured yet" in answer.content
    Observation.objects.create(
        schema=failed, number=2, at=at, outcome="not-found", origin="fetched"
    )
    assert client.get("/replay/cloud/v2/schemas/images").status_code == 404


def test_the_content_type_is_as_served(client: Client, db: None) -> None:
    cloud = Source.objects.create(name="cloud", kind="glance", url="http://127.0.0.1:1")
    images = Schema.objects.named(cloud, "images")
    served = record.Circumstances(
        at=datetime(2026, 1, 1, tzinfo=UTC),
        origin=Observation.Origin.FETCHED,
        content_type="application/json; charset=utf-8",
    )
    record.capture(images, read(b'{"properties": {}}', "glance"), served)
    answer = client.get("/replay/cloud/v2/schemas/images")
    assert answer["Content-Type"] == "application/json; charset=utf-8"


def test_the_site_s_own_addresses_answer_for_the_source_that_was_named(
    client: Client, samples: list[Source], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get("/v2/schemas/images").status_code == 404
    monkeypatch.setattr(settings, "REPLAYED", "huawei-ims")
    answer = client.get("/v2/schemas/images")
    assert answer.content == (RECORDINGS / "huawei-ims/images.json").read_bytes()
    [version] = json.loads(client.get("/versions").content)["versions"]
    assert version["links"][0]["href"] == "http://127.0.0.1:8000/v2/"
    assert client.get("/v2/schemas/image").status_code == 404


def test_a_hostile_name_is_escaped(client: Client, samples: list[Source]) -> None:
    answer = client.get("/replay/glance@%3Cscript%3E/v2/schemas/images")
    assert answer.status_code == 404
    assert b"<script>" not in answer.content
