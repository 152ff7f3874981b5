import base64
import hashlib

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from portal.catalog.models import Content, Schema, Source
from portal.ingest.samples import FOLDER
from tests.api.scene import Get, body, say, widget

RAW = "sources/glance/schemas/images/versions/2/raw/"
SERVED = (FOLDER / "glance/17.0.1/images.json").read_bytes()


def test_the_bytes_are_those_that_were_served(get: Get, samples: list[Source]) -> None:
    response = get(RAW)
    assert response.content == SERVED
    assert response["Content-Type"] == "application/json"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"] == 'inline; filename="glance-images-2.json"'


def test_its_hash_is_its_tag_and_its_digest(get: Get, samples: list[Source]) -> None:
    """RFC 9110, section 8.8.3; RFC 9530."""
    sha256 = hashlib.sha256(SERVED)
    response = get(RAW)
    assert response["ETag"] == f'"{sha256.hexdigest()}"'
    assert response["Repr-Digest"] == f"sha-256=:{base64.b64encode(sha256.digest()).decode()}:"


def test_nothing_may_compress_it(get: Get, samples: list[Source]) -> None:
    """The digest is of the bytes as they come over the wire."""
    response = get(RAW, Accept_Encoding="gzip, deflate, br")
    assert "Content-Encoding" not in response
    assert response.content == SERVED
    assert response["ETag"].startswith('"')
    assert response["Cache-Control"] == "public, max-age=31536000, immutable, no-transform"


def test_not_modified_without_reading_it(
    get: Get, samples: list[Source], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tag = get(RAW)["ETag"]
    with django_assert_num_queries(3) as asked:  # which schema, the version, and its content type
        response = get(RAW, If_None_Match=tag)
    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"] == tag
    assert not [each for each in asked.captured_queries if Content._meta.db_table in each["sql"]]


def test_head(client: Client, samples: list[Source]) -> None:
    response = client.head(f"/api/v1/{RAW}")
    assert (response.status_code, response.content) == (200, b"")
    assert int(response["Content-Length"]) == len(SERVED)


def test_there_is_one_representation_for_everybody(get: Get, samples: list[Source]) -> None:
    for accept in ("text/html", "application/schema+json", "*/*"):
        response = get(RAW, Accept=accept)
        assert (response.content, response["Content-Type"]) == (SERVED, "application/json")


@pytest.mark.parametrize(
    ("served", "answered"),
    [
        ("application/schema+json", "application/schema+json"),
        ("application/json; charset=UTF-8", "application/json; charset=UTF-8"),
        ("", "application/json"),
        ("text/html", "application/json"),
        ("application/json; charset=UTF-8\r\nX-Evil: 1", "application/json"),
        ("application/jsonp", "application/json"),
    ],
)
def test_the_content_type_is_as_served_if_it_is_json(
    get: Get, cloud: Source, served: str, answered: str
) -> None:
    say(cloud, "widget", widget(), content_type=served)
    assert get("sources/cloud/schemas/widget/versions/1/raw/")["Content-Type"] == answered


def test_a_name_can_not_break_out_of_the_header(get: Get, cloud: Source) -> None:
    say(cloud, 'a"\r\n/b\N{RIGHT-TO-LEFT OVERRIDE}', widget())
    (row,) = body(get("sources/cloud/schemas/"))["results"]
    disposition = get(row["raw"])["Content-Disposition"]
    assert disposition == 'inline; filename="cloud-a-b--1.json"'


def test_an_unknown_version_has_none(get: Get, widgets: Schema) -> None:
    response = get("sources/cloud/schemas/widget/versions/9/raw/")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
