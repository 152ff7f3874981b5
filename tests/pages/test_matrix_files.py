"""The files of a matrix: CSV and Markdown."""

import csv
import io
import re
from typing import Any

import pytest
from django.test import Client

from portal.catalog.models import Source
from portal.pages.matrix.cells import CellInWords, RowInWords
from portal.pages.matrix.exports import as_csv
from tests.ingest.making import capture, make_schema
from tests.pages.scene import Visit, served

PAGE = "/matrix/?column=huawei-ims/images&column=glance/images"
HOSTILE = {
    "=cmd|' /C calc'!A0": {"type": "string"},
    "a|b`c\\|d": {"pattern": "^a|b\\|c`$", "enum": ["<b>", "@here", "x|y", "‮"]},
    "<img src=x onerror=alert(1)>": {"maxLength": 1, "format": "<i>"},
}


def test_hostile_documents(visit: Visit, client: Client, db: None) -> None:
    served({"properties": HOSTILE}, name="one")
    served({"properties": {name: {} for name in HOSTILE}}, name="two")
    page = visit("/matrix/?column=cloud/one&column=cloud/two")
    assert not page.one("main").all("img")
    assert not page.one("main").all("i")
    assert "‮" not in page.text
    text = client.get("/matrix/?column=cloud/one&column=cloud/two&format=md").content.decode()
    lines = text.splitlines()
    assert {line.replace("\\|", "").count("|") for line in lines} == {4}
    outside_code = re.sub("`[^`]*`", "", text)  # in which nothing is read as HTML
    assert set(re.findall("<[^>]*>", outside_code)) == {"<code>", "</code>"}
    assert "@" not in outside_code
    assert "a&#124;b&#96;c&#92;" in text


def file(client: Client, query: str, **headers: str) -> Any:
    response = client.get(f"{PAGE}&{query}", headers=headers)
    assert response.status_code in {200, 304}
    return response


def test_as_csv(client: Client, samples: list[Source]) -> None:
    response = file(client, "only=differences&format=csv")
    assert response["Content-Type"].startswith("text/csv; charset=utf-8")
    assert response["Content-Disposition"] == (
        'attachment; filename="matrix-huawei-ims-images@1-glance-images@4.csv"'
    )
    text = response.content.decode()
    assert text.count("\r\n") == text.count("\n") == 23
    lines = list(csv.DictReader(io.StringIO(text)))
    assert len(lines) == 22
    found = {line["property"]: line for line in lines}
    assert found["images[].visibility"] == {
        "property": "images[].visibility",
        "differs in": "values",
        "huawei-ims/images@1": "string; values: public, private",
        "glance/images@4": "string; values: community, public, private, shared",
    }
    assert found["images[].os_hidden"]["huawei-ims/images@1"] == "absent"
    assert len(list(csv.reader(io.StringIO(file(client, "format=csv").content.decode())))) == 45


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "＝1", "\r=1"])
def test_csv_holds_no_formula(client: Client, db: None, name: str) -> None:
    served({"properties": {"a": {"properties": {"x": {}}}}, "patternProperties": {name: {}}})
    capture(make_schema("other", source="cloud"), {"properties": {name: {}}})
    text = client.get("/matrix/?column=cloud/thing&column=cloud/other&format=csv").content.decode()
    for line in csv.reader(io.StringIO(text)):
        assert not any(each[:1] in "=+-@\t\r＝＋－＠" for each in line if each), line


def test_a_formula_is_defused(db: None) -> None:
    row = RowInWords("=1", "", "=1", "/", "", 0, True, [], [CellInWords("")])
    assert as_csv([row], []) == "property,differs in\r\n'=1,,absent\r\n"


def test_as_markdown(client: Client, samples: list[Source]) -> None:
    response = file(client, "facet=enum&format=md")
    assert response["Content-Type"].startswith("text/markdown; charset=utf-8")
    assert response["Content-Disposition"].endswith('.md"')
    lines = response.content.decode().splitlines()
    assert lines[:2] == [
        "| property | `huawei-ims/images@1` | `glance/images@4` |",
        "| --- | --- | --- |",
    ]
    (visibility,) = [line for line in lines if "visibility" in line]
    assert visibility == (
        "| **`images[].visibility`** | string; 2 values: `public` `private` | string; 4 values: "
        "`community` `public` `private` `shared`; **+`community` +`shared`** |"
    )
    assert len(lines) == 2 + 4


@pytest.mark.parametrize("suffix", ["csv", "md"])
def test_files_have_strong_tags(client: Client, samples: list[Source], suffix: str) -> None:
    first = file(client, f"format={suffix}")
    assert first["ETag"].startswith('"')
    again = file(client, f"format={suffix}", If_None_Match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    other = file(client, f"format={suffix}&only=differences", If_None_Match=first["ETag"])
    assert other.status_code == 200
    assert other["ETag"] != first["ETag"]


def test_a_file_of_an_unknown_version_is_no_file(client: Client, samples: list[Source]) -> None:
    response = client.get(f"{PAGE}&column=nobody/x&format=csv")
    assert response.status_code == 404
    assert response["Content-Type"].startswith("text/html")
