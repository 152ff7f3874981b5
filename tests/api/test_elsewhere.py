"""What other schemas say of a property, as the page of the property tells it."""

from typing import Any
from urllib.parse import quote

import pytest
from pytest_django import DjangoAssertNumQueries

from portal.catalog.models import Schema, Source
from tests.api.scene import Get, body, say, widget

IMAGES = "sources/glance/schemas/images/"
DISK_FORMAT = f"{IMAGES}elsewhere/?property=images/*/disk_format"


def test_the_same_property_on_another_cloud(get: Get, samples: list[Source]) -> None:
    of_property = body(get(f"{IMAGES}properties/images/*/disk_format/"))
    told = body(get(of_property["elsewhere"]))
    assert told == body(get(DISK_FORMAT))
    assert told["property"] == of_property["url"]
    there = told["schemas"][0]
    assert there.pop("words")["types"] == "string"
    pointer = "/properties/images/items/properties/disk_format"
    url = "http://127.0.0.1:8000/api/v1/sources/huawei-ims/schemas/images/properties/images/*"
    assert there == {
        "url": f"{url}/disk_format/",
        "page": "http://127.0.0.1:8000/huawei-ims/images/images/*/disk_format/",
        "source": "huawei-ims",
        "schema": "images",
        "path": "images[].disk_format",
        "pointer": pointer,
        "same_place": True,
        "says_the_same": False,
        "lacks": ["null", "vhdx", "ploop"],
        "adds": [],
        "disjoint": False,
        "differs": [],
        "captured_at": "2024-06-24T00:00:00Z",
    }
    assert body(get(there["url"]))["words"]["types"] == "string"
    image = told["schemas"][1]
    assert (image["schema"], image["path"]) == ("image", "disk_format")
    assert (image["same_place"], image["says_the_same"]) == (False, True)


def test_each_value_on_each_cloud(get: Get, samples: list[Source]) -> None:
    values = {row["value"]: row["sources"] for row in body(get(DISK_FORMAT))["values"]}
    assert len(values) == 12
    assert values["qcow2"] == ["glance", "huawei-ims"]
    assert values["vhdx"] == ["glance"]
    there = body(get(DISK_FORMAT.replace("glance", "huawei-ims")))
    assert {row["value"]: row["sources"] for row in there["values"]}["vhdx"] == ["glance"]


def test_what_differs_in_words(get: Get, cloud: Source, db: None) -> None:
    say(cloud, "widget", widget(a={"type": "string", "pattern": "^a", "readOnly": True}))
    for name in ("has", "lacks"):
        other = Source.objects.create(name=name, kind="json-schema")
        say(other, "widget", widget(**{"a" if name == "has" else "b": {"maxLength": 4}}))
    address = "sources/cloud/schemas/widget/elsewhere/?property=a"
    told = body(get(address))
    assert [row["source"] for row in told["schemas"]] == ["has"]
    assert told["schemas"][0]["differs"] == ["no pattern", "at most 4 characters", "not read-only"]
    assert [(row["source"], row["name"]) for row in told["lacking"]] == [("lacks", "widget")]
    assert told["values"] == []
    assert told["matrix"].startswith("http://127.0.0.1:8000/matrix/?column=cloud%2Fwidget&")
    chinese = body(get(address, Accept_Language="zh-CN"))
    assert chinese["schemas"][0]["differs"] == ["没有正则", "最多 4 个字符", "不是只读"]


def test_one_that_has_gone_and_one_that_nobody_else_has(get: Get, widgets: Schema) -> None:
    for name in ("old", "size"):
        told = body(get(f"sources/cloud/schemas/widget/elsewhere/?property={name}"))
        nothing: dict[str, Any] = {"schemas": [], "lacking": [], "values": [], "matrix": None}
        assert told == {"property": told["property"], **nothing}
        assert told["property"].endswith(f"/properties/{name}/")


@pytest.mark.parametrize("name", ["never", "@nonsense", "", "a\0"])
def test_one_that_never_was(get: Get, widgets: Schema, name: str) -> None:
    response = get(f"sources/cloud/schemas/widget/elsewhere/?property={quote(name)}")
    assert response.status_code == (400 if "\0" in name else 404)
    assert body(response)["parameter"] == "property"


def test_the_property_must_be_named(get: Get, widgets: Schema) -> None:
    response = get("sources/cloud/schemas/widget/elsewhere/")
    assert (response.status_code, body(response)["parameter"]) == (400, "property")


def test_queries(
    get: Get, samples: list[Source], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # which schema, how fresh, the property, elsewhere, clouds without it
    with django_assert_num_queries(5):
        get(DISK_FORMAT)
