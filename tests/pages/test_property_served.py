"""As served, with blame; examples; clouds; evidence: what stands beside the facts of a property."""

import hashlib
import json
import re
from typing import Any

import pytest
from django.test import Client

from portal.catalog.models import Property, Source
from tests.pages.dom import Element
from tests.pages.scene import Visit, evidence, facts, served

DISK_FORMAT = "/glance/images/images/*/disk_format/"
STATUS = "/glance/images/images/*/status/"


def stretches(page: Element) -> list[tuple[str, str]]:
    """The version beside each stretch of what was served, and its text without white space."""
    found = page.one("pre", cls="served").all("span", cls="stretch")
    return [(each.one("", cls="by").text, re.sub(r"\s", "", each.one("code").text))
            for each in found]  # fmt: skip


def doc(**properties: Any) -> dict[str, Any]:
    return {"$schema": "http://json-schema.org/draft-07/schema#", "properties": properties}


def test_each_line_stands_beside_the_version_that_brought_it(
    visit: Visit, samples: list[Source]
) -> None:
    page = visit(STATUS)
    told = stretches(page)
    assert [version for version, _ in told] == ["v1", "v2", "v1"]
    assert told[1][1] == '"uploading","importing",'
    whole = "".join(code.text for code in page.one("pre", cls="served").all("code"))
    assert json.loads(whole)["readOnly"] is True
    links = page.one("pre", cls="served").links()
    assert links["v2"] == "/glance/images/compare/1...2/"


def test_what_stands_inside_has_a_blame_of_its_own(visit: Visit, samples: list[Source]) -> None:
    told = stretches(visit("/glance/images/images/*/locations/"))
    assert [version for version, _ in told] == ["v1", "v3", "v1"]
    assert told[1][1].startswith('"validation_data":{')


def test_lines_that_changed_are_those_of_the_version_that_changed_them(
    visit: Visit, db: None
) -> None:
    first: Any = {"type": "object", "items": {"type": "string", "maxLength": 5}, "default": {},
                  "properties": {"x": {"default": 1, "title": "X"}}}  # fmt: skip
    second: Any = first | {"items": {"type": "string", "maxLength": 9}}
    third: Any = second | {"properties": {"x": {"default": 2, "title": "X"}, "y": True}}
    served(doc(a=first), doc(a=second), doc(a=third), doc(a=third, b=True))
    told = stretches(visit("/cloud/thing/a/"))
    brought = {version: [text for each, text in told if each == version] for version, _ in told}
    assert brought["v2"] == ['"maxLength":9']
    assert brought["v3"] == ['"default":2,', '"y":true']
    assert set(brought) == {"v1", "v2", "v3"}
    old = stretches(visit("/cloud/thing/versions/1/a/"))
    assert [version for version, _ in old] == ["v1"]


@pytest.mark.parametrize("schema", [True, {}, {"enum": []}, {"properties": {}}])
def test_what_says_little_is_shown_whole(visit: Visit, schema: Any) -> None:
    served(doc(a=schema))
    ((version, text),) = stretches(visit("/cloud/thing/a/"))
    assert (version, json.loads(text)) == ("v1", schema)


def test_examples_are_shown_and_one_may_try_ones_own(visit: Visit, samples: list[Source]) -> None:
    page = visit("/glance/images/images/*/id/")
    assert facts(page)["Examples"].startswith('"2eb8aa08-aa98-11ea-b4aa-73b441d16380" "2EB8AA08')
    link = page.links()["check a value of your own"]
    assert link == (
        "/validate/?against=glance/images%404&part=%2Fproperties%2Fimages%2Fitems%2Fproperties%2Fid"
    ).replace("glance/", "glance%2F")
    form = visit(link).one("form", cls="check")
    first, *_ = form.all("input", name="against")
    assert first.attributes["value"] == "glance/images@4"
    assert facts(visit(DISK_FORMAT))["Examples"].startswith('"ami" made from the schema')


def test_a_long_example_is_indented(visit: Visit, samples: list[Source]) -> None:
    text = visit("/glance/images/images/*/locations/").one("pre", cls="example").text
    assert json.loads(text)[0]["url"] == "https://example.com/a"


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ({"why": "nothing"}, "No value is valid."),
        ({"why": "large"}, "This document has too many properties for all to have examples."),
        ({"why": "unchecked"}, "There are none, since they could not be checked."),
        ({"why": "unfound"}, "None was found that is certainly valid."),
        ({"values": ["a", "b" * 70]}, '"a" made from the schema'),
        ({}, None),  # they are being made
    ],
)
def test_why_there_are_none(visit: Visit, kept: Any, shown: str | None) -> None:
    served(doc(a={"type": "string"}))
    Property.objects.update(examples=kept)
    told = facts(visit("/cloud/thing/a/")).get("Examples")
    assert told is None if shown is None else (told or "").startswith(shown)


def test_examples_are_only_shown_of_the_version_they_were_made_for(visit: Visit, db: None) -> None:
    served(doc(a={"enum": ["x"]}), doc(a={"enum": ["y"]}), doc(b=True))
    assert "Examples" not in facts(visit("/cloud/thing/versions/1/a/"))
    for address in ("/cloud/thing/versions/2/a/", "/cloud/thing/a/"):
        assert facts(visit(address))["Examples"].startswith('"y"')


def test_which_clouds_have_which_values(visit: Visit, samples: list[Source]) -> None:
    values = visit(DISK_FORMAT).one("dl", cls="facts").all("dd")[0]
    (beside,) = values.texts("div", cls="beside")
    assert beside == "not on huawei-ims nullvhdxploop"
    table = values.one("table")
    assert table.one("thead").texts("th") == ["Value", "glance", "huawei-ims"]
    rows = [[cell.text for cell in row.children if isinstance(cell, Element)]
            for row in table.one("tbody").all("tr")]  # fmt: skip
    assert ["qcow2", "yes", "yes"] in rows
    assert ["vhdx", "yes", "no"] in rows
    assert len(rows) == 12
    there = visit("/huawei-ims/images/images/*/disk_format/").one("dl", cls="facts").all("dd")[0]
    assert there.texts("div", cls="beside") == ["only on glance nullvhdxploop"]


def test_what_others_say(visit: Visit, samples: list[Source]) -> None:
    def rows(address: str) -> list[str]:
        tables = visit(address).all("table", cls="elsewhere")  # a long list's rest is folded
        return [row for table in tables for row in table.one("tbody").texts("tr")]

    assert rows(DISK_FORMAT)[:2] == [
        "huawei-ims/images string without nullvhdxploop 2024-06-24",
        "glance/image disk_format string or null same type, values and limits 2026-09-30",
    ]
    status = rows(STATUS)
    assert (
        "glance/member status string not read-only instead pendingacceptedrejected 2026-09-30"
        in (status)
    )
    assert rows("/glance/images/images/*/locations/")[0] == (
        "huawei-ims/images array of object same type and limits; what is inside was not compared "
        "2024-06-24"
    )


def test_what_differs_elsewhere_is_told_in_words(visit: Visit, db: None) -> None:
    here: Any = {"type": "string", "enum": ["a"], "pattern": "^a", "maxLength": 5, "readOnly": True}
    there: Any = {
        "one": {"type": "string"},
        "two": {"type": "string", "enum": ["b"], "pattern": "^[0-9]+$", "maxLength": 6},
        "three": {"type": "integer", "enum": ["a"], "pattern": "^b", "maxLength": 5},
    }
    served(doc(a=here))
    for source, schema in there.items():
        served(doc(a=schema), source=source)
    found = visit("/cloud/thing/a/").one("table", cls="elsewhere").one("tbody").all("tr")
    told = {row.one("a").text: row.all("td")[1].text for row in found}
    assert told == {
        "one/thing": "no list of values no pattern no limits not read-only",
        "two/thing": "digits at most 6 characters not read-only instead b",
        "three/thing": "another pattern not read-only",
    }


def test_a_cloud_that_lacks_it_is_named(visit: Visit, db: None) -> None:
    served(doc(a=True))
    served(doc(a=True), source="has")
    served(doc(b=True), source="lacks")
    served(doc(b=True), source="other", name="another")
    assert (
        visit("/cloud/thing/a/").one("p", cls="standing").text.endswith("also on has not on lacks")
    )


def test_a_retired_source_is_no_elsewhere(visit: Visit, samples: list[Source]) -> None:
    Source.objects.filter(name="huawei-ims").update(retired_at="2026-01-01T00:00Z")
    page = visit(DISK_FORMAT)
    assert "huawei" not in page.one("table", cls="elsewhere").text
    assert "huawei" not in page.one("p", cls="standing").text


def test_evidence(visit: Visit, client: Client, samples: list[Source]) -> None:
    page = visit(DISK_FORMAT)
    told = evidence(page)
    assert told["Place"] == "in version 4 at /properties/images/items/properties/disk_format"
    raw = client.get(page.links()["its bytes, as served"])
    digests = page.one("dl", cls="evidence").texts("code", cls="digest")
    assert digests[0] == hashlib.sha256(raw.getvalue()).hexdigest()
    assert len(digests[1]) == 64
    assert told["Version"] == (
        "between capture 3 (2019-04-10) and 4 (2019-10-16) last seen in capture 5 (2026-09-30)"
    )
    assert "running Glance 19.0.0" in told["Origin"]
    assert page.links()["all evidence (zip)"] == "/glance/images/-/evidence/4.zip"


@pytest.mark.parametrize(
    ("settings", "origin"),
    [
        ({"url": "https://cloud.example/schema.json"}, "https://cloud.example/schema.json"),
        ({"cloud": "eu"}, "the cloud eu of clouds.yaml"),
    ],
)
def test_where_a_document_was_asked_for(visit: Visit, settings: Any, origin: str) -> None:
    served(doc(a=True), **settings)
    assert evidence(visit("/cloud/thing/a/"))["Origin"] == origin
