import io
import json
from typing import Any

import pytest
import yaml
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from drf_spectacular.validation import validate_schema
from pytest_django.live_server_helper import LiveServer

from portal.api import schema_urls, urls
from portal.api.problems import KINDS
from portal.catalog.models import FetchRequest, Schema
from portal.notes.target import Target
from portal.notes.writing import save
from tests.api.scene import Get, body
from tests.conftest import NewPage

BELOW_SCHEMA = "/api/v1/sources/{source}/schemas/{schema}/"
_OF_VERSIONS = {
    "/api/v1/compare/": "?before=cloud/widget@1&after=cloud/widget",
    "/api/v1/matrix/": "?column=cloud/widget@1&column=cloud/widget",
    "/api/v1/bulk/": "?ref=cloud/widget@1&document=true",
}
_ALWAYS = {"200", "304", "400", "404", "405", "406", "412", "429", "500", "503"}
_QUERIES = _OF_VERSIONS | {
    "/api/v1/search/": "?q=s",
    f"{BELOW_SCHEMA}elsewhere/": "?property=size",
}


@pytest.fixture
def document(get: Get, db: None) -> Any:
    return body(get("schema/"))


def test_is_valid_and_made_without_a_warning() -> None:
    generator = "portal.api.openapi.Generator"
    options = {"generator_class": generator, "validate": True, "fail_on_warn": True}
    call_command("spectacular", stdout=io.StringIO(), **options)


def test_describes_every_endpoint(document: Any) -> None:
    validate_schema(document)  # type: ignore[no-untyped-call]
    below_api = {path.removeprefix("/api/v1/") for path in document["paths"]}
    assert {path for path in below_api if "{schema}" not in path} == {
        _template(pattern) for pattern in urls._plain
    }
    below_schema = {
        path.removeprefix(BELOW_SCHEMA) for path in document["paths"] if "{schema}" in path
    }
    assert below_schema == {_template(pattern) for pattern in schema_urls.urlpatterns}


def _template(pattern: Any) -> str:
    """<number:number>/ as OpenAPI writes it: {number}/"""
    template = str(pattern.pattern)
    for name, converter in pattern.pattern.converters.items():
        word = type(converter).__name__.lower()
        known = {"sourcename": "source", "slugconverter": "slug"}.get(word, word)
        template = template.replace(f"<{known}:{name}>", f"{{{name}}}")
    return template


def test_every_operation_says_what_it_takes_and_answers(document: Any) -> None:
    operations = [each for path in document["paths"].values() for each in path.values()]
    assert len({each["operationId"] for each in operations}) == len(operations)
    for path, methods in document["paths"].items():
        for operation in methods.values():
            was_renamed = operation["responses"].get("308")
            assert (was_renamed is not None) == ("{source}" in path), path
            assert was_renamed is None or "Location" in was_renamed["headers"]
    methods = {path: list(methods) for path, methods in document["paths"].items()}
    of_post = {path for path in methods if path.endswith(("/validate/", "/check-links/"))}
    assert len(of_post) == 4  # tests/api/test_validate.py
    assert all(methods.pop(path) == ["post"] for path in of_post)
    assert all(each == ["get"] for each in methods.values())
    for path, operation in _reads(document).items():
        assert operation["summary"]
        assert operation["responses"].keys() >= _ALWAYS, path
        leading_on = ("{schema}/", "{schema}/properties/", "{property}/")
        assert ("302" in operation["responses"]) == path.endswith(leading_on), path
        for parameter in operation.get("parameters", ()):
            assert parameter["description"], (path, parameter)
        for status, answer in operation["responses"].items():
            if status.startswith("4"):
                assert list(answer["content"]) == ["application/problem+json"]


def test_every_kind_of_problem_of_a_reader_is_described(document: Any) -> None:
    operations = [each for path in document["paths"].values() for each in path.values()]
    described = {int(status) for each in operations for status in each["responses"]}
    ours = {int(kind.status) for kind in KINDS.values() if kind.status.value < 500}
    assert not ours - described


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/vnd.oai.openapi+json"),
        ("application/json", "application/json"),
        ("application/yaml", "application/yaml"),
        ("application/vnd.oai.openapi", "application/vnd.oai.openapi"),
    ],
)
def test_is_json_or_yaml(get: Get, document: Any, accept: str, media_type: str) -> None:
    response = get("schema/", Accept=accept)
    assert response["Content-Type"].partition(";")[0] == media_type
    text = response.content.decode()
    assert (json.loads(text) if "json" in media_type else yaml.safe_load(text)) == document


def test_answers_are_as_described(get: Get, document: Any, widgets: Schema) -> None:
    """Every member that is described is there, and no other."""
    save(Target.of(widgets), User.objects.create_user("alice"), "A note.", based_on=0)
    fetch = FetchRequest.objects.want(widgets.source, reason=FetchRequest.Reason.DUE)
    for path, operation in _reads(document).items():
        if path.endswith(("/raw/", "/timemap/", "/export.ndjson")):  # no JSON of ours
            continue
        address = path.format(
            source="cloud", schema="widget", number=2, property="size", kind="gone", fetch=fetch.pk
        )
        answered = body(get(f"{address}{_QUERIES.get(path, '')}"))
        (content,) = operation["responses"]["200"]["content"].values()
        schema = _resolved(document, content["schema"])
        if "results" in schema["properties"]:
            assert answered.keys() == schema["properties"].keys()
            schema = _resolved(document, schema["properties"]["results"]["items"])
            answered = answered["results"][0]
        assert schema["properties"].keys() - answered.keys() <= {"before", "after"}, path
        assert not answered.keys() - schema["properties"].keys(), path


def _reads(document: Any) -> dict[str, Any]:
    """The operations that only read, by their addresses."""
    paths = document["paths"].items()
    return {path: methods["get"] for path, methods in paths if "get" in methods}


def _resolved(document: Any, schema: Any) -> Any:
    name = schema["$ref"].removeprefix("#/components/schemas/")
    return document["components"]["schemas"][name]


def test_the_viewer_runs_under_the_strict_policy(client: Client, db: None) -> None:
    response = client.get("/api/v1/docs/")
    policy = dict(
        rule.strip().split(" ", 1) for rule in response["Content-Security-Policy"].split(";")
    )
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    html = response.content.decode()
    assert "style=" not in html
    assert "<script>" not in html
    assert "https://" not in html


def test_the_viewer_lists_and_tries_every_operation(
    document: Any, widgets: object, live_server: LiveServer, new_page: NewPage
) -> None:
    page = new_page()
    page.goto(f"{live_server.url}/api/v1/docs/")
    operations = page.locator(".opblock")
    operations.last.wait_for()
    assert operations.count() == len(document["paths"])
    page.locator("#operations-sources-sources_list .opblock-summary-control").click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()
    page.locator(".live-responses-table .response-col_status", has_text="200").wait_for()


def test_without_script_the_viewer_says_where_the_document_is(
    live_server: LiveServer, new_page: NewPage
) -> None:
    page = new_page(java_script_enabled=False, allow=("favicon.ico",))
    page.goto(f"{live_server.url}/api/v1/docs/")
    page.get_by_role("link", name="The OpenAPI document").click()
    assert page.url == f"{live_server.url}/api/v1/schema/"
