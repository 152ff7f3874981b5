"""The page of one property."""

from typing import Any

import pytest
from django.test import Client

from portal.catalog.models import Source
from tests.ingest.making import capture, make_schema
from tests.pages.scene import UUID, Visit, facts, rows, served

DISK_FORMAT = "/glance/images/images/*/disk_format/"


def answer(visit: Visit, schema: Any, name: str = "it") -> tuple[str, dict[str, str]]:
    """The line that answers, and the facts, of a property that says `schema`."""
    served({"$schema": "http://json-schema.org/draft-07/schema#", "properties": {name: schema}})
    page = visit(f"/cloud/thing/{name}/")
    return page.one("p", cls="answer").text, facts(page)


def test_the_answer_comes_first(visit: Visit, samples: list[Source]) -> None:
    page = visit(DISK_FORMAT)
    assert page.one("h1").text == "disk_format"
    assert page.one("p", cls="answer").text == (
        "string or null · one of 12 values · optional · may be written"
    )
    assert page.one("p", cls="standing").text == (
        "since version 1, already there when first captured (2017-08-30) also on huawei-ims"
    )
    assert page.one("div", cls="prose").text == "Format of the disk"
    values = page.one("dl", cls="facts").all("dd")[0].texts("span", cls="chip")
    assert values[:3] == ["null", "ami", "ari"]
    assert '"qcow2",' in page.one("pre").text


def test_what_encloses_it_is_named(visit: Visit, samples: list[Source]) -> None:
    crumbs = visit("/glance/images/images/*/locations/*/url/").one("nav", cls="crumbs")
    assert [each.attributes["href"] for each in crumbs.all("a")] == [
        "/glance/",
        "/glance/images/",
        "/glance/images/images/",
        "/glance/images/images/*/locations/",
    ]
    assert crumbs.one("span").text == "url"


@pytest.mark.parametrize(
    ("schema", "line", "told"),
    [
        ({}, "any type", {}),
        (True, "any type", {}),
        (False, "nothing", {}),
        ({"type": ["string", "null"], "enum": ["a", None]}, "string or null · one of 2 values",
         {"Values": "anull"}),
        ({"enum": ["null", None, "5", 5, ""]}, "string, integer or null", {}),
        ({"const": 5}, "integer · one of 1 value", {"Value": "5 no other value is valid"}),
        ({"type": "string", "pattern": UUID}, "string · UUID",
         {"Pattern": f"UUID {UUID}"}),
        ({"type": "string", "pattern": "^a+$"}, "string", {"Pattern": "^a+$"}),
        ({"type": "string", "minLength": 1, "maxLength": 9}, "string",
         {"Limits": "1 to 9 characters"}),
        ({"type": "integer", "default": 5}, "integer", {"Default": "5"}),
        ({"type": "string", "default": "5"}, "string", {"Default": '"5"'}),
        ({"type": "string", "format": "date-time"}, "string", {"Format": "date-time"}),
        ({"type": "string", "examples": ["x", "y"]}, "string", {"Examples served": "xy"}),
        ({"type": "string", "contentMediaType": "text/html", "contentEncoding": "base64"},
         "string", {"Content": "text/html, base64"}),
        ({"readOnly": True}, "any type · read-only",
         {"Read-only": "set by the service alone; known from the readOnly keyword"}),
        ({"writeOnly": True}, "any type · write-only", {}),
        ({"type": "array", "items": {"type": "string", "enum": ["a", "b"]}}, "array of string",
         {"Items": "string (a, b)"}),
        ({"type": "array", "items": [{"type": "string"}, {"type": "null"}]}, "array",
         {"First items": "string, then null"}),
        ({"type": "array", "items": [], "additionalItems": False}, "array",
         {"Further items": "none"}),
        ({"type": "array", "contains": {"type": "integer", "minimum": 3}}, "array",
         {"Contains": "integer, at least 3"}),
        ({"type": "array", "items": {"$ref": "#/properties/it"}}, "array",
         {"Items": "#/properties/it"}),
        ({"type": "object", "required": ["a", "b"], "additionalProperties": False}, "object",
         {"Must have": "ab", "Other properties": "none"}),
        ({"dependencies": {"a": ["b", "c"], "d": {"minProperties": 3}}}, "any type",
         {"With a": "needs b, c", "With d": "needs any type, at least 3 properties"}),
        ({"oneOf": [{"type": "string"}, {"type": "array", "items": False}]}, "string or array",
         {"Exactly one of": "string; array"}),
        ({"not": {"type": "null"}}, "any type", {"Not": "null"}),
        ({"allOf": [True, False]}, "nothing", {"All of": "any type; nothing"}),
        ({"additionalProperties": {"type": "String"}}, "any type",
         {"Other properties": "string \"String\" is not a JSON Schema type; read as \"string\""}),
        ({"type": "object", "additionalProperties": True}, "object",
         {"Other properties": "anything"}),
        ({"$comment": "for us"}, "any type", {"Comment": "for us"}),
        ({"x-order": {"n": 1}}, "any type",
         {"x-order": '{"n": 1} x-order is no keyword of this dialect; shown as it is'}),
        ({"type": "String"}, "string", {"Type as served": '"String"'}),
        ({"type": ["String", "null"]}, "string or null",
         {"Type as served": '["String", "null"]'}),
        ({"$ref": "#"}, "any type",
         {"Same as": "# it leads back to what encloses it: a circle"}),
        ({"$ref": "#/definitions/no"}, "any type",
         {"Same as": "#/definitions/no leads nowhere in this document"}),
        ({"$ref": "https://elsewhere.example/#x"}, "any type",
         {"Same as": "https://elsewhere.example/#x in another document, which is never opened"}),
    ],
)  # fmt: skip
def test_every_fact_is_told(visit: Visit, schema: Any, line: str, told: dict[str, str]) -> None:
    found = answer(visit, schema)
    assert found[0].startswith(line)
    assert told.items() <= found[1].items(), found[1]


def test_openstack_says_read_only_in_prose_and_custom_by_is_base(visit: Visit, db: None) -> None:
    schema = make_schema("images")
    served({"properties": {
        "id": {"type": "string", "description": "An identifier (READ-ONLY)", "is_base": False}
    }}, name="images", kind="glance")  # fmt: skip
    page = visit(f"{schema.get_absolute_url()}id/")
    assert page.one("p", cls="answer").text == "string · read-only · custom · optional"
    assert facts(page)["Read-only"].endswith("known from “(READ-ONLY)” in its description")


def test_required_deprecated_and_by_pattern(visit: Visit, db: None) -> None:
    served({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "properties": {"old": {"deprecated": True}}, "required": ["old"],
        "patternProperties": {"^x-": {"type": "string"}},
    })  # fmt: skip
    assert visit("/cloud/thing/old/").one("p", cls="answer").text == (
        "any type · required · deprecated · may be written"
    )
    page = visit("/cloud/thing/@patternProperties/%5Ex-/")
    assert page.one("p", cls="answer").text == "string · name pattern"
    assert facts(page)["Name pattern"].startswith("stands for every property whose name matches")


def test_what_is_odd_about_it_is_told(visit: Visit, samples: list[Source]) -> None:
    served({"properties": {"a": {"type": "String"}, "ab": {"type": "String"}}})
    (notice,) = visit("/cloud/thing/a/").all("p", cls="notice")
    assert notice.one("code").text == "/properties/a/type"


def test_what_is_inside_it(visit: Visit, samples: list[Source]) -> None:
    page = visit("/glance/images/images/*/locations/")
    assert {"url", "metadata"} <= set(rows(page))
    assert rows(page)["url"].links()["url"] == "/glance/images/images/*/locations/*/url/"


def test_a_title_that_is_there(visit: Visit, db: None) -> None:
    served({"properties": {"a": {"title": "The title", "description": "And <more>."}}})
    page = visit("/cloud/thing/a/")
    assert "The title" in page.texts("strong")
    assert page.one("div", cls="prose").text == "And <more>."


def test_pinned(visit: Visit, samples: list[Source]) -> None:
    page = visit("/glance/images/versions/2/images/*/disk_format/")
    assert page.one("p", cls="past").links() == {
        "version 2": "/glance/images/versions/2/",
        "The current page": DISK_FORMAT,
    }
    assert page.one("nav", cls="crumbs").links()["images"].startswith("/glance/images/versions/2/")
    assert "Recorded in November 2026 by running Glance 17.0.1" in page.text


@pytest.mark.parametrize(
    "address",
    [
        "/glance/images/versions/1/images/*/os_hidden/",
        "/glance/images/versions/9/images/*/disk_format/",
        "/glance/images/versions/1/nothing/",
        "/glance/images/versions/01/images/",
        "/glance/images/nothing/",
        "/glance/images/images/*/nothing/",
        "/glance/images/images/nothing/",
        "/glance/images/@nothing/",
        "/glance/images/-/word/",
        "/glance/images/%00/",
        "/glance/nothing/",
        "/nothing/images/",
    ],
)
def test_what_never_was_is_not_found(visit: Visit, samples: list[Source], address: str) -> None:
    assert visit(address, status=404).one("h1").text == "There is no such page"


def test_a_short_address_leads_to_the_only_one(client: Client, samples: list[Source]) -> None:
    response = client.get("/glance/images/disk_format/")
    assert (response.status_code, response["Location"]) == (302, DISK_FORMAT)


def test_of_several_the_one_that_is_still_there(client: Client, db: None) -> None:
    inner: dict[str, Any] = {"properties": {"x": {}}}
    served({"properties": {"a": inner, "b": inner}}, {"properties": {"a": inner}})
    assert client.get("/cloud/thing/x/")["Location"] == "/cloud/thing/a/x/"


def test_a_short_address_of_several_lets_one_choose(visit: Visit, db: None) -> None:
    inner: dict[str, Any] = {"properties": {"x": {}}}
    served({"properties": {"a": inner, "b": inner, "c": inner}},
           {"properties": {"a": inner, "b": inner}})  # fmt: skip
    page = visit("/cloud/thing/x/", status=300)
    choices = page.one("main").one("ul")
    assert choices.links() == {
        "a.x": "/cloud/thing/a/x/", "b.x": "/cloud/thing/b/x/", "c.x": "/cloud/thing/c/x/",
    }  # fmt: skip
    assert choices.texts("li")[2] == "c.x no longer served"


@pytest.mark.parametrize(
    ("spelled", "canonical"),
    [
        ("/glance/images/~6images/%2A/~6disk_format/?x=1", f"{DISK_FORMAT}?x=1"),
        ("/glance/images/versions/4/~6images/", "/glance/images/versions/4/images/"),
    ],
)
def test_one_page_has_one_address(
    client: Client, samples: list[Source], spelled: str, canonical: str
) -> None:
    response = client.get(spelled)
    assert (response.status_code, response["Location"]) == (301, canonical)


def test_a_name_that_many_schemas_have_keeps_the_page_short(visit: Visit, db: None) -> None:
    served({"properties": {"a": {"type": "string"}}})
    for number in range(5):
        capture(make_schema(f"other{number}"), {"properties": {"a": {"type": "integer"}}})
    page = visit("/cloud/thing/a/")
    assert len(page.all("table", cls="elsewhere")) == 1
    capture(make_schema("other5"), {"properties": {"a": {"type": "integer"}}})
    first, rest = (each.links() for each in visit("/cloud/thing/a/").all("table", cls="elsewhere"))
    assert (len(first), len(rest)) == (4, 2)
    others = visit("/cloud/thing/a/").one("details", cls="others")
    assert others.one("summary").text == "2 more"
    assert len(others.links()) == 2
