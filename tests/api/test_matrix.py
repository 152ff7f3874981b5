"""The matrix as JSON."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from portal.catalog.models import Schema, Source
from tests.api.scene import Get, body, say, widget

BOTH = "matrix/?column=huawei-ims/images&column=glance/images"


def rows(get: Get, query: str = "") -> dict[str, Any]:
    """The rows of the matrix of both samples, by path."""
    return {row["path"]: row for row in body(get(f"{BOTH}&page_size=200{query}"))["results"]}


def test_versions_side_by_side(get: Get, samples: list[Source]) -> None:
    found = body(get(BOTH))
    assert [each["address"] for each in found["columns"]] == [
        "huawei-ims/images@1",
        "glance/images@4",
    ]
    assert (found["properties"], found["differing"], found["count"]) == (44, 22, 44)
    assert found["facets"] == {
        "presence": 11, "type": 9, "enum": 4,
        "limits": 0, "read-only": 0, "required": 0, "other": 0,
    }  # fmt: skip
    assert [row["path"] for row in found["results"]][:2] == ["images", "images[].status"]


def test_what_each_says(get: Get, samples: list[Source]) -> None:
    row = rows(get)["images[].disk_format"]
    assert (row["name"], row["parent"], row["differs"]) == (
        "disk_format", "images", ["type", "enum"]
    )  # fmt: skip
    first, second = row["cells"]
    assert first["differs"] == []
    assert second["differs"] == ["type", "enum"]
    (said,) = second["said"]
    assert (said["types"], said["null"]) == (["string", "null"], True)
    assert said["values"][:3] == [None, "ami", "ari"]
    assert (said["pattern"], said["format"], said["limits"]) == (None, None, {})
    checksum = rows(get)["images[].checksum"]["cells"][0]["said"][0]
    assert checksum["limits"] == {"maxLength": 32}
    assert (checksum["read_only"], checksum["read_only_known_from"]) == (True, ["description"])
    tags = rows(get)["images[].tags"]["cells"][0]["said"][0]
    assert tags["items"]["limits"] == {"maxLength": 255}


def test_absent_properties(get: Get, samples: list[Source]) -> None:
    first, second = rows(get)["images[].os_hidden"]["cells"]
    assert first == {"has": False, "url": None, "page": None, "differs": [], "said": []}
    assert (second["has"], second["differs"]) == (True, ["presence"])


def test_links_lead_to_pinned_properties(get: Get, samples: list[Source]) -> None:
    found = body(get(BOTH))
    for column in found["columns"]:
        assert body(get(column["url"]))["number"] == column["number"]
    for cell in rows(get)["images[].status"]["cells"]:
        assert body(get(cell["url"]))["pointer"] == cell["said"][0]["pointer"]
        assert "/versions/" in cell["page"]


def test_only_differences_and_facets(get: Get, samples: list[Source]) -> None:
    assert len(rows(get, "&only=differences")) == 22
    assert set(rows(get, "&facet=enum")) == {
        f"images[].{name}" for name in ("status", "container_format", "visibility", "disk_format")
    }
    assert len(rows(get, "&facet=enum&facet=type")) == 4 + 9 - 2
    assert rows(get, "&facet=limits") == {}


def test_by_name(get: Get, samples: list[Source]) -> None:
    assert set(rows(get, "&q=OS_hid")) == {"images[].os_hidden"}
    assert set(rows(get, "&q=[].disk_f&facet=enum")) == {"images[].disk_format"}
    assert rows(get, "&q=min_disk&only=differences") == {}
    found = body(get(f"{BOTH}&q=format"))
    assert (found["count"], found["properties"]) == (2, 44)
    assert len(rows(get, "&q=")) == 44


def test_by_the_page(get: Get, samples: list[Source]) -> None:
    first = body(get(f"{BOTH}&only=differences&page_size=10"))
    assert (first["count"], first["previous"]) == (22, None)
    second = body(get(first["next"]))  # with both columns
    assert len(second["columns"]) == 2
    assert len(second["results"]) == 10
    assert body(get(second["next"]))["next"] is None
    assert get(f"{BOTH}&page=9").status_code == 404


def test_the_documents_themselves(get: Get, cloud: Source) -> None:
    say(cloud, "widget", widget(size={}))
    say(cloud, "widget", widget(size={}) | {"additionalProperties": False})
    found = body(get("matrix/?column=cloud/widget@1&column=cloud/widget@2"))
    assert (found["properties"], found["differing"]) == (1, 0)
    (itself, _) = found["results"]
    assert (itself["path"], itself["differs"]) == ("", ["other"])
    assert itself["cells"][1]["said"][0]["other"] == {"additionalProperties": "false"}
    assert body(get(itself["cells"][1]["url"]))["number"] == 2


@pytest.mark.parametrize(
    ("query", "status", "parameter"),
    [
        ("", 400, "column"),
        ("?column=", 400, "column"),
        ("?column=glance", 400, "column"),
        ("?column=glance/images&column=nobody/images", 404, "column"),
        ("?column=glance/images@99", 404, "column"),
        ("?column=glance/images@never", 400, "column"),
        ("?column=%00", 400, "column"),
        ("?column=glance/images&only=all", 400, "only"),
        ("?column=glance/images&facet=nope", 400, "facet"),
        ("?column=glance/images&facet=enum&facet=nope", 400, "facet"),
        ("?column=glance/images&only=differences&only=differences", 400, "only"),
        ("?column=glance/images&format=csv", 400, "format"),
        ("?" + "&".join(f"column=glance/images@{n}" for n in range(30)), 404, "column"),
    ],
)
def test_what_is_wrong_is_told(
    get: Get, samples: list[Source], query: str, status: int, parameter: str
) -> None:
    response = get(f"matrix/{query}")
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert body(response)["parameter"] == parameter


def test_too_many_columns(get: Get, widgets: Schema, cloud: Source) -> None:
    for number in range(4, 15):
        say(cloud, "widget", widget(size={"maxLength": number}))
    query = "&".join(f"column=cloud/widget@{number}" for number in range(1, 14))
    response = get(f"matrix/?{query}")
    assert response.status_code == 400
    assert "at most 12" in body(response)["detail"]


def test_the_tag_stays_while_the_versions_do(get: Get, samples: list[Source]) -> None:
    first = get(BOTH)
    assert first["ETag"].startswith('"')
    assert get(BOTH, If_None_Match=first["ETag"]).status_code == 304
    other = get(f"{BOTH}&only=differences", If_None_Match=first["ETag"])
    assert other.status_code == 200


def test_queries(
    get: Get, samples: list[Source], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    get(BOTH)  # documents that were read are kept
    with django_assert_num_queries(2 + 1):  # the schemas, first captures
        get(BOTH)
