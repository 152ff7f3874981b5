"""Since when a property says what it says, by the API."""

from typing import Any

from portal.catalog.models import Schema, Source
from tests.api.scene import Get, body, say, widget

BASE = "sources/cloud/schemas/widget/"
WHOLE = f"http://127.0.0.1:8000/api/v1/{BASE}"


def blame(get: Get, path: str) -> dict[str, Any]:
    """What a property says, by key."""
    found = body(get(f"{BASE}{path}"))
    return {each["key"]: each for each in found.get("property", found)["blame"]}


def test_each_keyword_and_each_value(get: Get, widgets: Schema) -> None:
    first = {
        "version": 1,
        "url": f"{WHOLE}versions/1/",
        "interval": {"before": None, "first": {"number": 1, "at": "2024-06-01T00:00:00Z"}},
    }
    second = {
        "version": 2,
        "url": f"{WHOLE}versions/2/",
        "interval": {
            "before": {"number": 1, "at": "2024-06-01T00:00:00Z"},
            "first": {"number": 2, "at": "2024-06-02T00:00:00Z"},
        },
    }
    assert blame(get, "properties/size/") == {
        "enum": {
            "key": "enum",
            "keyword": "enum",
            "at": ["/properties/size"],
            "since": second,
            "members": [
                {"value": "s", "since": first},
                {"value": "m", "since": first},
                {"value": "l", "since": second},
            ],
        }
    }


def test_of_one_version_it_says_what_was_so_then(get: Get, widgets: Schema) -> None:
    enum = blame(get, "versions/1/properties/size/")["enum"]
    assert enum["since"]["version"] == 1
    assert [each["value"] for each in enum["members"]] == ["s", "m"]


def test_one_that_has_gone_tells_what_it_was(get: Get, widgets: Schema) -> None:
    gone = body(get(f"{BASE}properties/old/"))["property"]
    assert [each["key"] for each in gone["blame"]] == ["type", "description"]
    assert (gone["first_seen"]["number"], gone["last_seen"]["number"]) == (1, 1)


def test_what_stands_elsewhere_is_told_with_its_place(get: Get, cloud: Source) -> None:
    for name in ("x", "y"):
        definition = {"$defs": {"d": {"title": name, "items": {"const": None}}}}
        say(cloud, "widget", widget(a={"$ref": "#/$defs/d"}) | definition | {"required": ["a"]})
    found = blame(get, "properties/a/")
    assert {key: each["at"] for key, each in found.items()} == {
        "$ref": ["/properties/a"],
        "title": ["/$defs/d"],
        "items": ["/$defs/d"],
        "items/const": ["/$defs/d/items"],
        "../required": [""],
    }
    versions = {key: each["since"]["version"] for key, each in found.items()}
    assert versions == {"$ref": 1, "title": 2, "items": 1, "items/const": 1, "../required": 1}
    assert found["../required"]["keyword"] == "required"


def test_null_among_the_values_is_null(get: Get, cloud: Source) -> None:
    say(cloud, "widget", widget(a={"enum": [None]}))
    (member,) = blame(get, "properties/a/")["enum"]["members"]
    assert member["value"] is None


def test_a_name_that_leads_to_a_property_may_be_blame(get: Get, cloud: Source) -> None:
    say(cloud, "widget", widget(blame={}, history={"type": "string"}))
    assert body(get(f"{BASE}properties/blame/"))["blame"] == []
    assert list(blame(get, "properties/history/")) == ["type"]
