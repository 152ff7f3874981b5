"""A whole export of made-up sources: every kind of page, every link, nothing of who reads."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from portal.catalog.models import FetchRequest, Source
from tests.ingest.making import as_served, capture, make_schema
from tests.pages.dom import Element, parse

FIRST: dict[str, Any] = {
    "properties": {
        "Disk": {"type": "string", "enum": ["raw", "qcow2"], "description": "</script><b>&x"},
        "disk": {"type": "object", "properties": {"*": {"type": "integer"}}},
        "versions": {"$ref": "#/definitions/con"},
        "gone": {"type": "string"},
        "list": {"type": "array", "items": {"type": "object", "properties": {"a": {}}}},
    },
    "definitions": {"con": {"properties": {"../../x": {"type": "boolean"}}}},
}
SECOND = FIRST | {
    "properties": FIRST["properties"]
    | {
        "gone": True,
        "new": {},
        "disk": {**FIRST["properties"]["disk"], "description": "An editorial change"},
        "list": {
            "type": "array",
            "items": {"type": "object", "properties": {"a": {}}, "maximum": 3},
        },
    }
}
THIRD = {**SECOND, "properties": {k: v for k, v in SECOND["properties"].items() if k != "gone"}}

Export = Callable[..., Path]


@pytest.fixture
def export(db: None, tmp_path: Path) -> Export:
    """Calls the command; gives the folder."""

    def call(*arguments: str, name: str = "site") -> Path:
        call_command("export-site", str(tmp_path / name), *arguments, stdout=io.StringIO())
        return tmp_path / name

    return call


@pytest.fixture
def _served(db: None) -> None:
    schema = make_schema("thing", kind="json-schema", url="https://cloud.example/schema.json")
    for document in (FIRST, SECOND, THIRD):
        capture(schema, document)
    capture(make_schema("a/b", source="other"), {"properties": {"Disk": {"type": "string"}}})
    make_schema("empty", source="other")


def pages(site: Path) -> dict[str, Element]:
    return {str(path.relative_to(site)): parse(path.read_text()) for path in site.rglob("*.html")}


def leads(site: Path, path: str, address: str) -> Path:
    """The file that an address on the page at `path` leads to."""
    asked = urlsplit(address)
    return ((site / path).parent / unquote(asked.path)).resolve() if asked.path else site / path


@pytest.mark.usefixtures("_served")
def test_every_kind_of_page_is_there_and_every_link_leads_somewhere(export: Export) -> None:
    site = export()
    found = pages(site)
    assert {
        f"{folder}index.html"
        for folder in (
            "", "search/", "rules/", "changes/", "notes/", "cloud/", "other/", "other/a/b/Disk/",
            "changes/source=3d=cloud=26=schema=3d=thing/", "cloud/thing/", "cloud/thing/versions/",
            "cloud/thing/versions/1/", "cloud/thing/compare/2...3/", "cloud/thing/gone/",
            "cloud/thing/new/", "cloud/thing/Disk/", "cloud/thing/disk=2/",
        )
    } <= set(found)  # fmt: skip
    ids = {
        path: {unquote(each.attributes.get("id", "")) for each in page.all()}
        for path, page in found.items()
    }
    for path, page in found.items():
        assert page.one("head").one("title").text
        for element in page.all():
            for name in {"href", "src", "action"} & element.attributes.keys():
                address = element.attributes[name]
                assert not address.startswith("/"), (path, address)
                if not urlsplit(address).scheme:
                    target = leads(site, path, address)
                    assert target.is_file(), (path, address)
                    assert target.is_relative_to(site), (path, address)
                    if fragment := unquote(urlsplit(address).fragment):
                        assert fragment in ids[str(target.relative_to(site))], (path, address)


@pytest.mark.usefixtures("_served")
def test_nothing_tells_who_reads_and_nothing_is_asked_of_a_server(
    export: Export, settings: Settings
) -> None:
    settings.EMAIL_HOST = "mail.example.org"
    for path, page in pages(export()).items():
        assert [each.attributes["role"] for each in page.all("form")] == ["search"], path
        assert not [name for each in page.all() for name in each.attributes if "hx-" in name], path
        assert not [each for each in page.all("input") if "csrf" in each.attributes.get("name", "")]
        assert not [text for text in page.links() if "Sign in" in text], path
        assert "Get e-mail" not in page.text, path
    assert not FetchRequest.objects.exists()


@pytest.mark.usefixtures("_served")
def test_what_was_served_lies_beside(export: Export) -> None:
    site = export()
    assert (site / "cloud/thing/versions/2/document.json").read_bytes() == as_served(SECOND)
    with zipfile.ZipFile(site / "cloud/thing/versions/2/evidence.zip") as packed:
        assert packed.read("cloud-thing-2/document.json") == as_served(SECOND)
    raw = parse((site / "cloud/thing/Disk/index.html").read_text()).links()["its bytes, as served"]
    assert leads(site, "cloud/thing/Disk/index.html", raw).read_bytes() == as_served(THIRD)


@pytest.mark.usefixtures("_served")
def test_the_index_has_each_property_and_where_its_page_is(export: Export) -> None:
    site = export()
    script = (site / "search/index.js").read_text()
    assert "</" not in script
    groups = json.loads(script.removeprefix("globalThis.index = ").removesuffix(";\n"))
    said = {(group["path"], core["name"]): core for group in groups for core in group["cores"]}
    assert said["Disk", "Disk"]["description"] in {"</script><b>&x", ""}
    places = {place["at"]: place for group in groups for core in group["cores"]
              for place in core["places"] if group["path"] == "Disk"}  # fmt: skip
    assert leads(site, "search/index.html", places["other / a/b"]["url"]) == (
        site / "other/a/b/Disk/index.html"
    )
    assert said["gone", "gone"]["places"][0]["gone"] == 3


@pytest.mark.usefixtures("_served")
def test_one_source_alone_has_no_page_of_another(export: Export) -> None:
    site = export("--source", "other", "--language", "zh-hans")
    assert not (site / "cloud").exists()
    start = parse((site / "index.html").read_text())
    assert start.one("html").attributes["lang"] == "zh-Hans"
    assert set(start.one("main").links()) == {"other", "a/b"}
    assert "cloud" not in start.text
    assert "cloud" not in (site / "search/index.js").read_text()
    menu = start.one("footer").links()
    assert "../changes" not in str(menu)
    assert "changes/source=3d=other/index.html" in menu.values()


@pytest.mark.usefixtures("_served")
def test_a_long_history_goes_on(export: Export) -> None:
    schema = make_schema("long")
    for count in (1, 120):  # each new value is a change
        capture(schema, {"properties": {"p": {"enum": [f"v{each}" for each in range(count)]}}})
    site = export("--source", "cloud")
    first = parse((site / "changes/source=3d=cloud/index.html").read_text())
    older = first.one("a", rel="next").attributes["href"]
    second = leads(site, "changes/source=3d=cloud/index.html", older)
    assert parse(second.read_text()).one("a", rel="prev")


def test_it_replaces_nothing_but_an_export(export: Export, tmp_path: Path) -> None:
    make_schema("thing")
    folder = export()
    (folder / "own.txt").write_text("mine")
    with pytest.raises(CommandError, match="--force puts this one in its place"):
        export()
    assert (folder / "own.txt").exists()
    assert export("--force") == folder
    assert not (folder / "own.txt").exists()
    assert oct(folder.stat().st_mode)[-3:] == "755"
    other = tmp_path / "home"
    other.mkdir()
    (other / "letter.txt").write_text("mine")
    with pytest.raises(CommandError, match="no export of this command"):
        export("--force", name="home")
    with pytest.raises(CommandError, match="is no folder"):
        export(name="home/letter.txt")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["home", "site"]


def test_what_fails_leaves_no_trace(
    export: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_schema("thing")
    with pytest.raises(CommandError, match="there is no source 'nowhere'; there are: cloud"):
        export("--source", "nowhere")
    folder = export()
    before = (folder / "index.html").read_bytes()
    Source.objects.update(description="Another one")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "index.html")

    monkeypatch.setattr("portal.export.site.Site._write_search", full)
    with pytest.raises(CommandError, match=r"cannot write .*/site: No space left on device"):
        export("--force")
    assert (folder / "index.html").read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["site"]
