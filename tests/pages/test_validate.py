"""Does my document pass? The page."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from portal.catalog.models import Schema, Source
from portal.schema.value import JSON
from tests.pages.scene import Visit, served
from tests.pages.test_hostile import MARKUP, TURNED, faults, hostile
from tests.pages.validating import Check, checking, columns, errors, marked

IMAGE: JSON = {
    "name": "cirros", "status": "uploading", "visibility": "shared", "owner": None, "size": "12",
}  # fmt: skip
AS_REQUEST: dict[str, Any] = {"as": "request"}
BOTH = ["glance/images@1", "glance/images@4"]


@pytest.fixture
def check(client: Client, db: None) -> Check:
    return checking(client)


def test_empty_it_says_what_to_do(visit: Visit, samples: list[Source]) -> None:
    page = visit("/validate/")
    assert "Paste what you send to a service" in page.one("p", cls="lead").text
    assert [each.attributes["value"] for each in page.all("input", name="against")] == [""] * 4
    offered = [each.attributes["value"] for each in page.one("datalist").all("option")]
    assert {"glance/images@4", "glance/images@1", "huawei-ims/images@1"} <= set(offered)
    assert page.links()["Validate"] == "/validate/"


def test_an_address_prefills_the_choices(visit: Visit, samples: list[Source]) -> None:
    part = "/properties/images/items"
    page = visit(
        f"/validate/?against=glance/images@3&against=huawei-ims/images&part={part}&as=request"
    )
    fields = [each.attributes["value"] for each in page.all("input", name="against")]
    assert fields == ["glance/images@3", "huawei-ims/images", "", ""]
    (chosen,) = [
        each
        for each in page.one("select", name="part").all("option")
        if "selected" in each.attributes
    ]
    assert (chosen.attributes["value"], chosen.text) == (part, "an item of images[]")
    assert "checked" in page.one("input", name="as").attributes
    again = page.links()["link to these choices"]
    same = visit(again)
    assert same.links()["link to these choices"] == again


def test_two_versions_beside_each_other(check: Check, samples: list[Source]) -> None:
    page = check(IMAGE, *BOTH)
    verdict = page.one("h2", id="verdict")
    assert verdict.text == "It fails glance/images@1 and glance/images@4."
    found = columns(page)
    assert list(found) == BOTH
    assert errors(found["glance/images@4"]) == {
        "/size": 'is a string ("12"), not integer or null',
    }
    assert set(errors(found["glance/images@1"])) == {"/size", "/status"}
    assert "since it looks like one" in found["glance/images@1"].text
    assert page.links()["images[].status"] == "/glance/images/versions/1/images/*/status/"
    assert page.links()["What differs between the two"].endswith(
        "?before=glance%2Fimages%401&after=glance%2Fimages%404"
    )


def test_what_is_wrong_on_one_line_is_told_apart(check: Check, db: None) -> None:
    served({"additionalProperties": {"type": "string"}, "required": ["c"]})
    assert sorted(marked(check('{"a": 1, "b": 1\n}', "cloud/thing"))[1]) == [
        "✕ /a is an integer (1), not string",
        "✕ /b is an integer (1), not string",
        '✕ lacks "c"',
    ]


def test_what_only_one_says_stands_out(check: Check, samples: list[Source]) -> None:
    first, last = columns(check(IMAGE, *BOTH)).values()
    (only,) = first.all("li", cls="only")
    assert only.all("code")[0].text == "/status"
    assert "only here" in only.text
    assert not last.all("li", cls="only")
    (alone,) = columns(check(IMAGE, BOTH[0])).values()
    assert not alone.all("li", cls="only")


def test_nothing_is_only_here_where_the_other_is_not_known(check: Check, db: None) -> None:
    served({"pattern": r"(.*)*x\1"}, name="hostile")
    served({"type": "integer"}, name="plain")
    served({"items": {"type": "string"}, "type": "string"}, name="many")
    hostile, plain = columns(check(json.dumps("a" * 60), "cloud/hostile", "cloud/plain")).values()
    assert "? not known" in hostile.text
    assert "it took too long" in hostile.text
    assert "fails: 1 error" in plain.text
    assert not plain.all("li", cls="only")
    many, plain = columns(check([1] * 200, "cloud/many", "cloud/plain")).values()
    assert "And 101 more." in many.text
    assert not plain.all("li", cls="only")


def test_the_document_is_marked_at_its_lines(check: Check, samples: list[Source]) -> None:
    page = check(IMAGE, *BOTH, "huawei-ims/images")
    found = marked(page)
    assert sorted(found) == [3, 4, 5, 6]  # of { "name" "status" "visibility" "owner" "size" }
    assert found[4] == [
        '✕ /visibility "shared" is not one of the allowed values: "public", "private" '
        "huawei-ims/images@1"
    ]
    assert found[6] == [
        '✕ /size is a string ("12"), not integer or null glance/images@1, glance/images@4',
        '✕ /size is a string ("12"), not integer huawei-ims/images@1',
    ]
    line = page.one("li", id="line-3")
    assert line.all("code")[0].text == '"status": "uploading",'
    assert "#line-3" in {each.attributes.get("href") for each in page.all("a")}


def test_what_passes_passes(check: Check, samples: list[Source]) -> None:
    page = check({"name": "a"}, "glance/images", "huawei-ims/images")
    assert page.one("h2", id="verdict").text == (
        "It passes glance/images@4 and huawei-ims/images@1."
    )
    assert not page.all("ol", cls="check-lines")
    assert "Read otherwise than served: 1" in columns(page)["huawei-ims/images@1"].text
    assert '"String" is not a JSON Schema type; read as "string"' in page.text


def test_one_passes_and_the_other_does_not(check: Check, samples: list[Source]) -> None:
    page = check({"owner": None}, "glance/images", "huawei-ims/images", "glance/image")
    assert page.one("h2", id="verdict").text == (
        "It passes glance/images@4 and glance/image@4; it fails huawei-ims/images@1."
    )


def test_as_a_request(check: Check, samples: list[Source]) -> None:
    page = check([{"status": "x", "size": 1}, {"size": 2}], "glance/images", **AS_REQUEST)
    (column,) = columns(page).values()
    assert "passes" in column.text
    assert (
        "Left out, as only the server sets them: images[].status, images[].size (× 2)"
        in column.text
    )
    assert "checked" in page.one("input", name="as").attributes


def test_the_part_that_was_chosen_counts(check: Check, samples: list[Source]) -> None:
    (column,) = columns(check({"images": []}, "glance/images", part="#")).values()
    assert "checked as the whole document" in column.text
    (column,) = columns(check({}, "glance/images", part="/nowhere")).values()
    assert "The document has no subschema at /nowhere." in column.text
    part = "/properties/images/items/properties/status"
    page = check('"x"', "glance/images", part=part)
    (column,) = columns(page).values()
    assert "checked as /properties/images/items/properties/status" in column.text
    assert list(errors(column)) == ["the whole"]
    assert list(marked(page)) == [1]


def test_a_file(check: Check, samples: list[Source]) -> None:
    file = SimpleUploadedFile("image.json", b'\xef\xbb\xbf{"status": 3}')
    page = check("", "glance/images", file=file)
    assert page.one("textarea", name="instance").text == '{"status": 3}'
    assert marked(page)


def test_a_document_in_one_line_is_indented(check: Check, samples: list[Source]) -> None:
    page = check(json.dumps({"name": "x" * 500, "status": "é"}), "glance/images")
    assert "Indented anew" in page.text
    assert sorted(marked(page)) == [2, 3]
    assert "…" in page.one("li", id="line-2").text


def test_of_a_short_line_only_the_value_is_marked(check: Check, samples: list[Source]) -> None:
    page = check('{"name": "a", "size": "1", "tags": []}', "glance/images")
    assert "Indented anew" in page.text
    assert list(marked(page)) == [3]
    line = page.one("li", id="line-3")
    assert line.all("code")[0].text == '"size": "1",'
    assert page.one("textarea", name="instance").text == '{"name": "a", "size": "1", "tags": []}'
    page = check("[]", "glance/image", "glance/images", part="/properties/name")
    assert "Indented anew" not in page.text
    assert list(marked(page)) == [1]


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"nmae": "x", "disk_fromat": "vhdx"}, "None of its names is known to this schema, so"),
        ({"image": {"name": 5}}, "None of its names is known to this schema, so"),
        ([], "This schema describes only objects, and says nothing of an array."),
        ("x", "This schema describes only objects, and says nothing of a string."),
    ],
)
def test_a_pass_that_says_nothing_says_so(
    check: Check, samples: list[Source], document: JSON, words: str
) -> None:
    page = check(json.dumps(document), "glance/images", "glance/images@1")
    assert page.one("h2", id="verdict").text == (
        "It passes glance/images@4 and glance/images@1, but nothing in it is known there."
    )
    for column in columns(page).values():
        assert words in column.one("p", cls="notice").text
        assert "checked as the whole document, as no part was chosen" in column.text
    (column,) = columns(check({"images": []}, "glance/images", part="#")).values()
    assert not column.all("p", cls="notice")
    assert "as no part was chosen" not in column.text


def test_what_passes_beside_what_knows_nothing(check: Check, db: None) -> None:
    served({"properties": {"a": {}}}, name="knows")
    served({"properties": {"b": {}}}, name="other")
    served({"properties": {"b": {}}, "required": ["b"]}, name="wants")
    page = check({"a": 1}, "cloud/wants", "cloud/other", "cloud/knows")
    assert page.one("h2", id="verdict").text == (
        "It passes cloud/knows@1; it passes cloud/other@1, but nothing in it is known there; "
        "it fails cloud/wants@1."
    )


def test_a_long_document_is_shown_where_it_is_wrong(check: Check, samples: list[Source]) -> None:
    document = [{"name": "a"}] * 400 + [{"name": 3}] + [{"name": "a"}] * 400
    page = check(document, "glance/images")
    lines = [int(each.attributes["value"]) for each in page.one("ol", cls="check-lines").all("li")
             if "value" in each.attributes]  # fmt: skip
    (wrong,) = marked(page)
    assert lines == list(range(wrong - 3, wrong + 4))
    assert "gap" in page.one("li", id=f"line-{wrong - 3}").attributes["class"]


def test_hostile_documents_and_schemas_are_inert(check: Check, db: None) -> None:
    served(*hostile())
    said = {MARKUP: {"a": MARKUP}, TURNED: MARKUP, "other": {MARKUP: 3}}
    for document in (said, [MARKUP], json.dumps(MARKUP), {MARKUP: [said]}):
        page = check(document, "cloud/thing@1", "cloud/thing@2", part="#")
        assert faults(page) == []
        assert "\u202e" not in page.one("main").text.replace(
            page.one("textarea", name="instance").text, ""
        )
    page = check(f"{MARKUP}{TURNED}", "cloud/thing@1", MARKUP, part=f"/{MARKUP}", status=404)
    assert faults(page) == []


def test_a_schema_that_can_not_be_used(check: Check, db: None) -> None:
    schema: Schema = served({"properties": {"a": {"pattern": "("}}})
    page = check({}, str(schema))
    assert page.one("h2", id="verdict").text == "It can't be checked against cloud/thing@1."
    (column,) = columns(page).values()
    assert "is no regular expression" in column.text
    assert "At /properties/a/pattern." in column.text


def test_why_no_branch_fits(check: Check, db: None) -> None:
    served({"properties": {"a": {"anyOf": [{"type": "null"}, {"type": "string"}]}}})
    (column,) = columns(check({"a": 1}, "cloud/thing")).values()
    why = column.one("details")
    assert why.one("summary").text == "why not"
    assert why.texts("li") == [
        "/properties/a/anyOf/0/type: is an integer (1), not null",
        "/properties/a/anyOf/1/type: is an integer (1), not string",
    ]
