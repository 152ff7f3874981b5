import pytest
from pytest_django import DjangoAssertNumQueries

from portal.catalog.models import FetchRequest, Schema, Source
from tests.api.scene import Get, body, results, say, widget

BASE = "sources/cloud/schemas/widget/"
WHOLE = f"http://127.0.0.1:8000/api/v1/{BASE}"


def test_lists_what_the_version_had(get: Get, widgets: Schema) -> None:
    rows = results(get(f"{BASE}versions/1/properties/"))
    assert [row["name"] for row in rows] == ["size", "old"]
    assert {row["version"] for row in rows} == {1}


def test_one_property(get: Get, widgets: Schema) -> None:
    row = body(get(f"{BASE}versions/1/properties/size/"))
    facts = row.pop("facts")
    assert [each["key"] for each in row.pop("blame")] == ["enum"]
    assert row == {
        "url": f"{WHOLE}versions/1/properties/size/",
        "page": "http://127.0.0.1:8000/cloud/widget/versions/1/size/",
        "source": "cloud",
        "schema": "widget",
        "name": "size",
        "path": "size",
        "pointer": "/properties/size",
        "parent": None,
        "children": [],
        "required": False,
        "is_pattern": False,
        "possible_types": ["string"],
        "item_types": [],
        "version": 1,
        "current": f"{WHOLE}properties/size/",
        "as_served": {"enum": ["s", "m"]},
        "anomalies": [],
        "words": {
            "types": "string",
            "values": ["s", "m"],
            "pattern": "",
            "limits": [],
            "flags": [],
            "unsaid": [
                {
                    "key": "optional",
                    "word": "optional",
                    "why": "nothing says that it is required",
                },
                {
                    "key": "written",
                    "word": "may be written",
                    "why": "nothing says that it is read-only",
                },
            ],
        },
    }
    assert facts["enum"] == ["s", "m"]


def test_says_the_same_for_ever(get: Get, widgets: Schema) -> None:
    """Also while its version is current, since it tells nothing that could change."""
    for path in ("properties/", "properties/size/"):
        response = get(f"{BASE}versions/3/{path}")
        assert response["Cache-Control"] == "public, max-age=31536000, immutable"


def test_nobody_is_asked_for_something_newer(get: Get, widgets: Schema) -> None:
    for path in ("", "raw/", "properties/", "properties/size/"):
        response = get(f"{BASE}versions/3/{path}")
        assert "Portal-Captured-At" not in response
    assert not FetchRequest.objects.exists()


def test_short_names(get: Get, cloud: Source) -> None:
    say(cloud, "widget", widget(a=widget(id={}, x={}), b=widget(id={})))
    response = get(f"{BASE}versions/1/properties/x/")
    assert response.status_code == 302
    assert response["Location"] == f"{WHOLE}versions/1/properties/a/x/"
    choices = body(get(f"{BASE}versions/1/properties/id/"))["choices"]
    assert [each["url"] for each in choices] == [
        f"{WHOLE}versions/1/properties/{parent}/id/" for parent in ("a", "b")
    ]
    assert all(get(each["url"]).status_code == 200 for each in choices)


@pytest.mark.parametrize(
    "path", ["versions/2/properties/old/", "versions/9/properties/", "versions/9/properties/size/"]
)
def test_what_the_version_never_had_is_not_found(get: Get, widgets: Schema, path: str) -> None:
    assert get(f"{BASE}{path}").status_code == 404


def test_there_is_no_filter_for_those_that_have_gone(get: Get, widgets: Schema) -> None:
    assert get(f"{BASE}versions/1/properties/?gone=any").status_code == 400


def test_queries(
    get: Get, samples: list[Source], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    base = "sources/glance/schemas/images/versions/1/properties/"
    get(base)  # its document is read, and kept
    with django_assert_num_queries(2):  # which schema, and which version
        get(base)
    # and when what was touched, and the versions (3) that did it
    with django_assert_num_queries(6):
        get(f"{base}images/*/disk_format/")
